import Answers
import Foundation
import Testing

@testable import Export

@Suite("The page server")
struct PageServerTests {
    private func request(_ head: String) -> HTTPRequest? { HTTPRequest(Array(head.utf8)) }

    @Test("A head is read as method, path and host; anything else is no request")
    func heads() {
        let read = request("GET /version?x=1 HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nAccept: */*\r\n\r\n")
        #expect(read?.method == "GET" && read?.path == "/version" && read?.host == "127.0.0.1:8000")
        for none in [
            "", "GET / HTTP/1.1\r\n\r\n", "GET /\r\nHost: a\r\n\r\n", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/2\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "\u{0}\u{1}",
            "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        ] { #expect(request(none) == nil, "\(none)") }
        #expect(HTTPRequest([0xff, 0xfe, 0x0a, 0x0a]) == nil)
    }

    @Test("Only this machine's own names are answered, and no path leads to a file")
    func answers() throws {
        let server = try PageServer()
        server.show("<p>page</p>")
        func status(_ path: String, host: String? = nil, method: String = "GET") -> Int {
            server.answer(request("\(method) \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(server.port)")\r\n\r\n"))
                .status
        }
        #expect(status("/") == 200)
        #expect(status("/", host: "localhost:\(server.port)") == 200)
        #expect(status("/", method: "HEAD") == 200)
        for host in ["example.org", "example.org:\(server.port)", "127.0.0.1", "127.0.0.1:1", "[::1]:\(server.port)"] {
            #expect(status("/", host: host) == 403, "\(host)")
        }
        for path in [
            "/../etc/passwd", "/%2e%2e/etc/passwd", "//etc/passwd", "/etc/passwd", "/index.html", "/reload.js/..",
        ] {
            #expect(status(path) == 404, "\(path)")
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] { #expect(status("/", method: method) == 405) }
        #expect(server.answer(nil).status == 400)
    }

    @Test("It listens on the loopback address, answers over a socket, and ends when it is told to")
    func sockets() throws {
        let server = try PageServer()
        let stop = Work()
        let ended = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            server.run(stop)
            ended.signal()
        }
        server.show("<script src=\"/reload.js\" defer=\"\"></script>first")
        let host = "Host: 127.0.0.1:\(server.port)\r\n"
        let page = try exchange("GET / HTTP/1.1\r\n\(host)\r\n", server.port)
        #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(page.contains("X-Content-Type-Options: nosniff\r\n") && page.contains("X-Frame-Options: DENY\r\n"))
        #expect(page.hasSuffix("<script src=\"/reload.js?1\" defer=\"\"></script>first"))
        #expect(try exchange("HEAD / HTTP/1.1\r\n\(host)\r\n", server.port).hasSuffix("\r\n\r\n"))
        server.show("second")
        #expect(try exchange("GET /version HTTP/1.1\r\n\(host)\r\n", server.port).hasSuffix("\r\n\r\n2\n"))
        let long = "GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 4_000)
        #expect(try exchange(long, server.port).hasPrefix("HTTP/1.1 431 "))
        stop.cancel()
        #expect(ended.wait(timeout: .now() + 20) == .success)
    }

    @Test("A port that is taken is refused in words")
    func taken() throws {
        let server = try PageServer()
        let mistake = try #require(throws: Mistake.self) { try PageServer(port: server.port) }
        #expect(mistake.problem.hasPrefix("nothing can listen on port \(server.port)"))
    }

    /// Sends a text and reads what comes back to the end.
    private func exchange(_ text: String, _ port: UInt16) throws -> String {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = port.bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(socket, &chunk, chunk.count, 0)
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += chunk[..<count]
        }
    }
}
