import Answers
import Foundation
import Glibc
import Testing

@testable import Kernel

@Suite("What a front end asks, stops and ends")
struct ConversationOverSocketsTests {
    @Test("An interruption by message stops a cell, and what was reached is kept")
    func interruption() throws {
        try Bench.talk { (client, _) throws in
            let id = client.begin("minimize(rosenbrock, Adam(0.0000001), start=(-1.5, 2), steps=2000000000)")
            // It runs once its progress is shown.
            while try client.next(of: id).type != "display_data" {}
            let asked = client.send("interrupt_request", .object([]), on: client.control)
            #expect(try client.reply(to: asked).content["status"]?.string == "ok")
            let reply = try client.reply(to: id)
            #expect(reply.content["ename"]?.string == "KeyboardInterrupt")
            let types = try client.outputs(of: id).map(\.type)
            #expect(types.contains("execute_result") && types.last == "error")
            #expect(try client.run("_.steps > 0").outputs.last?.form("text/plain") == "True")
        }
    }

    @Test("Completion says what fits, with its meaning, in code points")
    func completion() throws {
        try Bench.talk { (client, _) throws in
            func complete(_ code: String, _ cursor: Int) throws -> JSON {
                let content = JSON.members(["code": .string(code), "cursor_pos": .integer(cursor)])
                return try client.reply(to: client.send("complete_request", content, on: client.shell)).content
            }
            let rule = try complete("x = \"ä→\"; Adam(amsg", 19)
            #expect(rule["matches"] == .array([.string("amsgrad=")]))
            #expect(rule["cursor_start"]?.int == 15 && rule["cursor_end"]?.int == 19)
            let kinds = rule["metadata"]?["_jupyter_types_experimental"]?.items?.first
            #expect(kinds?["type"]?.string == "param" && kinds?["signature"]?.string?.isEmpty == false)
            #expect(try complete("mini", 4)["matches"]?.items?.contains(.string("minimize")) == true)
            #expect(try complete(":pict", 5)["matches"] == .array([.string(":pictures ")]))
        }
    }

    @Test("Inspection explains the word at the cursor, the call around it, and a variable")
    func inspection() throws {
        try Bench.talk { (client, _) throws in
            _ = try client.run("rate = 0.25")
            func inspect(_ code: String, _ cursor: Int) throws -> JSON {
                let content = JSON.members([
                    "code": .string(code), "cursor_pos": .integer(cursor), "detail_level": .integer(0),
                ])
                return try client.reply(to: client.send("inspect_request", content, on: client.shell)).content
            }
            func text(_ json: JSON) -> String { json["data"]?["text/plain"]?.string ?? "" }
            #expect(text(try inspect("Adam(0.1)", 2)).hasPrefix("Adam("))
            #expect(text(try inspect("Adam(", 5)).hasPrefix("Adam("))
            #expect(text(try inspect("Adam(0.1, ", 10)).hasPrefix("beta_1: "))
            #expect(text(try inspect("rate", 4)).contains("0.25"))
            let nothing = try inspect("zzz9", 4)
            #expect(nothing["found"]?.flag == false && nothing["status"]?.string == "ok")
        }
    }

    @Test("Whether a cell is whole, and how deep the next line is set in")
    func completeness() throws {
        try Bench.talk { (client, _) throws in
            func ask(_ code: String) throws -> JSON {
                let id = client.send("is_complete_request", .members(["code": .string(code)]), on: client.shell)
                return try client.reply(to: id).content
            }
            #expect(try ask("1 + 1")["status"]?.string == "complete")
            #expect(try ask(":lessons")["status"]?.string == "complete")
            #expect(try ask("minimize(sphere,")["status"]?.string == "incomplete")
            let block = try ask("def f(x):")
            #expect(block["status"]?.string == "incomplete" && block["indent"]?.string == "    ")
            #expect(try ask("1 +* 2")["status"]?.string == "invalid")
        }
    }

    @Test("History gives the last lines, a stretch of them, and those of a pattern")
    func history() throws {
        try Bench.talk { (client, _) throws in
            for code in ["a = 1", "a + 1", "b = 2"] { _ = try client.run(code) }
            func ask(_ content: [JSON.Pair]) throws -> [[JSON]] {
                let id = client.send("history_request", .object(content), on: client.shell)
                return (try client.reply(to: id).content["history"]?.items ?? []).compactMap(\.items)
            }
            func way(_ name: String) -> JSON.Pair { JSON.Pair("hist_access_type", .string(name)) }
            let tail = try ask([way("tail"), JSON.Pair("n", .integer(2))])
            #expect(tail.map(\.last) == [.string("a + 1"), .string("b = 2")])
            let range = try ask([
                way("range"), JSON.Pair("start", .integer(1)), JSON.Pair("stop", .integer(2)),
                JSON.Pair("output", .bool(true)),
            ])
            #expect(range.count == 1 && range[0].last?.items?.first == .string("a = 1"))
            let found = try ask([way("search"), JSON.Pair("pattern", .string("a ? *"))])
            #expect(found.map(\.last) == [.string("a = 1"), .string("a + 1")])
        }
    }

    @Test("A lesson is worked through: code is prepared for the next cell, a question is asked, its answer judged")
    func lesson() throws {
        let folder = NSTemporaryDirectory() + "kernel-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Bench.lesson.write(toFile: folder + "/01-small.md", atomically: true, encoding: .utf8)
        try Bench.talk(course: folder) { (client, _) throws in
            let start = try client.run(":start small")
            let words = start.outputs.compactMap { $0.form("text/markdown") }.joined(separator: "\n")
            #expect(words.contains("Some *text* with `code`."))
            let next = start.reply.content["payload"]?.items?.first
            #expect(next?["source"]?.string == "set_next_input")
            #expect(next?["text"]?.string == "a = 1 + 1; a * 3")
            let id = client.begin(next?["text"]?.string ?? "", [JSON.Pair("allow_stdin", .bool(true))])
            for answer in ["7", "2"] {
                let question = try client.question()
                #expect(question.type == "input_request" && question.content["prompt"]?.string == "answer> ")
                #expect(question.answers(id))
                client.send("input_reply", .members(["value": .string(answer)]), on: client.stdin)
            }
            #expect(try client.reply(to: id).content["status"]?.string == "ok")
            let told = try client.outputs(of: id).compactMap { $0.form("text/markdown") }.joined(separator: "\n")
            #expect(told.contains("7 is not it") && told.contains("Because one and one are two."))
        }
    }

    @Test("A question that is interrupted stays open, and the next cell answers it")
    func interruptedQuestion() throws {
        let folder = NSTemporaryDirectory() + "kernel-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Bench.lesson.write(toFile: folder + "/01-small.md", atomically: true, encoding: .utf8)
        try Bench.talk(course: folder) { (client, _) throws in
            _ = try client.run(":start small")
            let id = client.begin("a = 1 + 1; a * 3", [JSON.Pair("allow_stdin", .bool(true))])
            _ = try client.question()
            client.send("interrupt_request", .object([]), on: client.control)
            #expect(try client.reply(to: id).content["ename"]?.string == "KeyboardInterrupt")
            _ = try client.outputs(of: id)
            let answer = try client.run("2")
            #expect(answer.outputs.compactMap { $0.form("text/markdown") }.joined().contains("Because one"))
        }
    }

    @Test("Comms are closed politely, heartbeats come back, and an unknown request harms nothing")
    func others() throws {
        try Bench.talk { (client, kernel) throws in
            let open = client.send("comm_open", .members(["comm_id": .string("c")]), on: client.shell)
            #expect(try client.outputs(of: open).map(\.type) == ["comm_close"])
            client.send("comm_msg", .members(["comm_id": .string("c")]), on: client.shell)
            let info = client.send("comm_info_request", .object([]), on: client.shell)
            #expect(try client.reply(to: info).content["comms"] == .object([]))
            client.send("debug_request", .object([]), on: client.shell)
            client.heartbeat.send([Array("ping".utf8)])
            #expect(MessageSocket.wait(for: [client.heartbeat], milliseconds: KernelClient.patience)[0])
            #expect(client.heartbeat.receive() == [Array("ping".utf8)])
            let kernelInfo = try client.reply(to: client.send("kernel_info_request", .object([]), on: client.control))
            _ = try client.run("1")
            #expect(kernelInfo.content["language_info"]?["name"]?.string == "descent")
            #expect(kernel.log.all.contains { $0.contains("debug_request is not known") })
        }
    }

    @Test("A shutdown ends a cell that runs, is answered, and leaves the ports free")
    func shutdown() throws {
        let kernel = try Bench.kernel()
        let client = try KernelClient(kernel.connection)
        try client.waitUntilReady()
        let id = client.begin("minimize(rosenbrock, Adam(0.0000001), start=(-1.5, 2), steps=2000000000)")
        while try client.next(of: id).type != "display_data" {}
        let end = client.send("shutdown_request", .members(["restart": .bool(true)]), on: client.control)
        let reply = try client.reply(to: end)
        #expect(reply.type == "shutdown_reply" && reply.content["restart"]?.flag == true)
        #expect(kernel.ends())
        client.close()
        let again = try Bench.kernel(kernel.connection)
        let other = try KernelClient(again.connection)
        try other.waitUntilReady()
        other.send("shutdown_request", .members(["restart": .bool(false)]), on: other.shell)
        #expect(again.ends())
        other.close()
    }
}
