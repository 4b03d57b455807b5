import Answers
import Foundation
import Glibc
import Testing

@testable import Kernel

@Suite("Whom a kernel listens to")
struct TrustTests {
    /// Whether a message was dropped, for that reason, and the kernel goes on.
    private func isDropped(
        _ reason: String, _ send: (KernelClient) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try Bench.talk { (client, kernel) throws in
            let before = kernel.log.all.count
            try send(client)
            // What follows on the same socket is answered after it.
            #expect(try client.run("2 + 2").outputs.last?.form("text/plain") == "4", sourceLocation: sourceLocation)
            let said = Array(kernel.log.all[before...])
            #expect(said.count == 1 && said[0].contains(reason), "\(said)", sourceLocation: sourceLocation)
        }
    }

    private func run(_ client: KernelClient) -> Message {
        client.message("execute_request", .members(["code": .string("evil = 1"), "silent": .bool(false)]))
    }

    @Test("A message without a signature is dropped, and this is logged")
    func unsigned() throws {
        try isDropped("its signature is missing") { client in
            var parts = client.parts(run(client))
            parts[1] = []
            client.shell.send(parts)
        }
    }

    @Test("A message signed with another key is dropped")
    func wrongKey() throws {
        try isDropped("its signature is wrong") { client in
            var parts = client.parts(run(client))
            parts[1] = Array(String(repeating: "0", count: 64).utf8)
            client.shell.send(parts)
        }
    }

    @Test("A message that was changed on its way is dropped")
    func changed() throws {
        try isDropped("its signature is wrong") { client in
            var parts = client.parts(run(client))
            parts[5] = Array("{\"code\": \"other = 1\"}".utf8)
            client.shell.send(parts)
        }
    }

    @Test("A message that comes a second time is dropped")
    func replayed() throws {
        try isDropped("its signature was used before") { client in
            let message = run(client)
            let parts = client.parts(message)
            client.shell.send(parts)
            _ = try client.reply(to: message.header["msg_id"]?.string ?? "")
            client.shell.send(parts)
        }
    }

    @Test(
        "Frames that are no message are dropped",
        arguments: [
            ([["x"]], "it has no delimiter"), ([["<IDS|MSG>", "s", "{}"]], "it has 2 of at least 5 parts"),
            ([["<IDS|MSG>"]], "it has 0 of at least 5 parts"),
        ])
    func malformed(_ frames: [[String]], _ reason: String) throws {
        try isDropped("malformed: " + reason) { client in
            for frame in frames { client.shell.send(frame.map { Array($0.utf8) }) }
        }
    }

    @Test("What is signed and yet no message is dropped: no JSON, no object, no type, another version")
    func signedNonsense() throws {
        let kernel = try Bench.kernel()
        let client = try KernelClient(kernel.connection)
        try client.waitUntilReady()
        let seal = Seal(try ZeroMQ(), key: kernel.connection.key)
        func send(_ pieces: [String]) {
            let bytes = pieces.map { Array($0.utf8) }
            client.shell.send([Array("<IDS|MSG>".utf8), seal.signature(of: bytes)] + bytes)
        }
        send(["{", "{}", "{}", "{}"])
        send(["[]", "{}", "{}", "{}"])
        send(["{}", "{}", "{}", "{}"])
        send(["{\"msg_id\": \"1\", \"msg_type\": \"execute_request\", \"version\": \"6.0\"}", "{}", "{}", "{}"])
        #expect(try client.run("2 + 2").outputs.last?.form("text/plain") == "4")
        let said = kernel.log.all
        #expect(said.count == 4)
        #expect(said[0].contains("its header is no JSON") && said[1].contains("its header is no object"))
        #expect(said[2].contains("no msg_type") && said[3].contains("version 6.0"))
        client.send("shutdown_request", .object([]), on: client.control)
        #expect(kernel.ends())
        client.close()
    }

    @Test("A connection file that others may read is refused, and what it lacks is named")
    func connectionFiles() throws {
        let folder = NSTemporaryDirectory() + "connections-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/kernel.json"
        var connection = try ConnectionFile()
        for (index, channel) in ConnectionFile.Channel.allCases.enumerated() {
            connection.ports[channel] = 5_000 + index
        }
        try connection.write(to: path)
        var found = stat()
        #expect(stat(path, &found) == 0 && found.st_mode & 0o777 == 0o600)
        #expect(try ConnectionFile(reading: path) == connection)
        chmod(path, 0o644)
        #expect { _ = try ConnectionFile(reading: path) } throws: {
            ($0 as? Mistake)?.suggestion == "chmod 600 \(path)"
        }
        #expect(try ConnectionFile(reading: path, mayBeOpen: true) == connection)
        let texts = [
            ("{}", "it has no shell_port"), ("[", "is no JSON"),
            (
                try String(contentsOfFile: path, encoding: .utf8).replacing("hmac-sha256", with: "md5"),
                "md5 is not known"
            ),
            (
                try String(contentsOfFile: path, encoding: .utf8).replacing("\"tcp\"", with: "\"udp\""),
                "udp is not known"
            ),
        ]
        chmod(path, 0o600)
        for (text, problem) in texts {
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            #expect { _ = try ConnectionFile(reading: path) } throws: {
                ($0 as? Mistake)?.problem.contains(problem) == true
            }
        }
    }

    @Test("A port that is taken is a message, and no kernel")
    func takenPort() throws {
        try Bench.talk { (_, kernel) throws in
            #expect { _ = try Bench.kernel(kernel.connection) } throws: {
                ($0 as? Mistake)?.problem.hasPrefix("cannot listen at tcp://127.0.0.1:") == true
            }
        }
    }

    @Test("A front end that disappears harms nobody: another one goes on with the same session")
    func disappearing() throws {
        try Bench.talk { (client, kernel) throws in
            let gone = try KernelClient(kernel.connection)
            try gone.waitUntilReady()
            _ = try gone.run("kept = 7")
            gone.begin("plot(rosenbrock)")
            gone.close()
            #expect(try client.run("kept").outputs.last?.form("text/plain") == "7")
        }
    }

    @Test("HMAC-SHA256 is that of RFC 4231")
    func signature() throws {
        let library = try ZeroMQ()
        let signature = library.signature(
            of: [Array("what do ya want ".utf8), Array("for nothing?".utf8)], key: Array("Jefe".utf8))
        #expect(
            String(decoding: signature, as: UTF8.self)
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}
