import Answers
import Foundation
import Testing

@testable import Kernel

@Suite("Cells over real sockets")
struct CellTests {
    @Test("A value comes back with its number, and status tells busy and idle around it")
    func value() throws {
        try Bench.talk { (client, _) throws in
            let id = client.begin("1 + 1")
            let reply = try client.reply(to: id)
            #expect(reply.content["status"]?.string == "ok")
            #expect(reply.content["execution_count"]?.int == 1)
            #expect(reply.header["version"]?.string == "5.3")
            #expect(try client.next(of: id).content["execution_state"]?.string == "busy")
            #expect(try client.next(of: id).content["code"]?.string == "1 + 1")
            let result = try client.next(of: id)
            #expect(result.type == "execute_result" && result.form("text/plain") == "2")
            #expect(try client.next(of: id).content["execution_state"]?.string == "idle")
            #expect(try client.run("_ * 2").outputs.last?.form("text/plain") == "4")
        }
    }

    @Test("What is printed and shown comes in its order, and variables stay from cell to cell")
    func order() throws {
        try Bench.talk { (client, _) throws in
            let first = try client.run("a = 3\nprint(\"one\")\na")
            #expect(first.outputs.map(\.type) == ["execute_input", "stream", "execute_result"])
            #expect(first.outputs[1].content["text"]?.string == "one\n")
            #expect(try client.run("a + 1").outputs.last?.form("text/plain") == "4")
            #expect(try client.run("a = 5").outputs.map(\.type) == ["execute_input"])
        }
    }

    @Test("A mistake is told with the line, the mark under the place, and what to try")
    func mistake() throws {
        try Bench.talk { (client, _) throws in
            let (reply, outputs) = try client.run("minimixe(rosenbrock)")
            #expect(reply.content["status"]?.string == "error")
            #expect(reply.content["ename"]?.string == "NameError")
            let error = try #require(outputs.last)
            #expect(error.type == "error")
            let lines = (error.content["traceback"]?.items ?? []).compactMap(\.string)
            #expect(lines.prefix(2) == ["  minimixe(rosenbrock)", "  ^^^^^^^^"])
            #expect(lines.contains { $0.contains("minimize") })
        }
    }

    @Test("After a failure the cells that were sent with it are not run, unless that was not asked for")
    func abort() throws {
        try Bench.talk { (client, _) throws in
            // The first keeps the kernel busy until the others have arrived.
            let slow = client.begin(
                "minimize(rosenbrock, Adam(0.0001), start=(-1.5, 2), steps=10000000); unknown_name")
            let second = client.begin("b = 1")
            let info = client.send("kernel_info_request", .object([]), on: client.shell)
            #expect(try client.reply(to: slow).content["status"]?.string == "error")
            #expect(try client.reply(to: second).content["status"]?.string == "aborted")
            #expect(try client.reply(to: info).content["status"]?.string == "ok")
            let failing = client.begin("unknown_name", [JSON.Pair("stop_on_error", .bool(false))])
            let next = client.begin("2 + 3")
            #expect(try client.reply(to: failing).content["status"]?.string == "error")
            #expect(try client.reply(to: next).content["status"]?.string == "ok")
        }
    }

    @Test("A silent cell shows nothing and is not counted; expressions beside a cell leave _ alone")
    func silent() throws {
        try Bench.talk { (client, _) throws in
            let (reply, outputs) = try client.run("s = 4; s", [JSON.Pair("silent", .bool(true))])
            #expect(reply.content["execution_count"]?.int == 0 && outputs.isEmpty)
            let wanted = JSON.members(["good": .string("s * 10"), "bad": .string("1 +* 2")])
            let beside = try client.run("s", [JSON.Pair("user_expressions", wanted)]).reply.content["user_expressions"]
            #expect(beside?["good"]?["data"]?["text/plain"]?.string == "40")
            #expect(beside?["bad"]?["status"]?.string == "error")
            #expect(try client.run("_").outputs.last?.form("text/plain") == "4")
        }
    }

    @Test("A picture comes as PNG with its size and its words, as SVG where that was asked for, an animation as GIF")
    func pictures() throws {
        try Bench.talk { (client, _) throws in
            let picture = try #require(try client.run("plot(rosenbrock)").outputs.last)
            #expect(picture.type == "display_data")
            #expect(picture.form("image/png")?.hasPrefix("iVBORw0KGgo") == true)
            #expect(picture.content["metadata"]?["image/png"]?["width"]?.int == 800)
            #expect(picture.form("text/plain")?.contains("rosenbrock") == true)
            #expect(try client.run(":pictures svg").reply.content["status"]?.string == "ok")
            #expect(try client.run("plot(sphere)").outputs.last?.form("image/svg+xml")?.contains("<svg") == true)
            #expect(try client.run(":pictures bmp").reply.content["status"]?.string == "error")
            let moving = "demo(\"overshoot\")"
            #expect(try client.run(moving).outputs.last?.form("image/gif")?.hasPrefix("R0lGOD") == true)
        }
    }

    @Test("Tables are HTML, a value is a tree of JSON, and neither can become markup")
    func forms() throws {
        try Bench.talk { (client, _) throws in
            let table = try #require(
                try client.run("compare(sphere, [SGD(0.1), Adam(0.1)], start=(1, 1), steps=5)").outputs.last)
            #expect(table.form("text/html")?.contains("<table>") == true)
            #expect(table.form("text/html")?.contains("<td style=\"text-align: left\">SGD(lr=0.1)</td>") == true)
            #expect(table.form("text/plain")?.contains("SGD(lr=0.1)") == true)
            let tree = try #require(try client.run(":json {\"lr\": 0.1, \"steps\": [1, 2]}").outputs.last)
            #expect(tree.content["data"]?["application/json"]?["steps"]?.items?.count == 2)
            let text = try #require(try client.run("print(\"<b>\\u001b[31m\")").outputs.last)
            #expect(text.content["text"]?.string == "<b>\\u001b[31m\n")
            let help = try #require(try client.run(":help").outputs.last)
            #expect(help.form("text/html")?.contains("<table>") == true)
        }
    }

    @Test("Progress appears once, changes in place, and is taken away when the cell is done")
    func progress() throws {
        try Bench.talk { (client, _) throws in
            let (_, outputs) = try client.run("minimize(rosenbrock, Adam(0.0001), start=(-1.5, 2), steps=40000000)")
            let types = outputs.map(\.type)
            let shown = try #require(types.firstIndex(of: "display_data"))
            let changed = try #require(types.firstIndex(of: "update_display_data"))
            let cleared = try #require(types.firstIndex(of: "clear_output"))
            #expect(shown < changed && changed < cleared && types.last == "execute_result")
            let id = outputs[shown].content["transient"]?["display_id"]?.string
            #expect(id != nil && outputs[changed].content["transient"]?["display_id"]?.string == id)
            #expect(outputs[changed].form("text/html")?.contains("<progress") == true)
        }
    }

    @Test("A cell that prints without end and one without end in its text are bounded, and this is said")
    func bounds() throws {
        try Bench.talk { (client, _) throws in
            let (_, outputs) = try client.run("for i in range(400000):\n    print(i)\n")
            let text = outputs.compactMap { $0.content["text"]?.string }.joined()
            #expect(text.utf8.count < 1_001_000 && text.contains("bytes are left out"))
            #expect(text.hasPrefix("0\n1\n") && text.hasSuffix("399999\n"))
            let (reply, _) = try client.run(String(repeating: "#", count: 1_000_001))
            #expect(reply.content["evalue"]?.string == "a cell of 1,000,001 bytes is too long")
            let (endless, _) = try client.run("while True:\n    print(\"x\" * 1000)\n")
            #expect(endless.content["status"]?.string == "error")
            #expect(try client.run("1 + 1").outputs.last?.form("text/plain") == "2")
        }
    }

    @Test("A seed in the first line is the cell's own, and the session goes on where it stood")
    func seed() throws {
        try Bench.talk { (client, _) throws in
            let code = "import random\nrandom.random()"
            let first = try client.run("# seed=17\n" + code).outputs.last?.form("text/plain")
            let own = try client.run(code).outputs.last?.form("text/plain")
            let again = try client.run("# seed=17\n" + code).outputs.last?.form("text/plain")
            #expect(first != nil && first == again && own != first)
        }
    }
}
