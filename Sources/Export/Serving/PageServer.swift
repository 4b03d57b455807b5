public import Answers
import Foundation
import Synchronization

/// Shows one page on this machine alone, and tells the browser when it has changed.
///
/// There is one page, one script of three lines, and the number of the page's version. Nothing is read from the disk by what a
/// request names, so no path can lead anywhere. A request has to name this machine as its host: a page of somebody else's, whose
/// name was made to lead here, gets nothing.
public final class PageServer: Sendable {
    private struct State {
        var html = ""
        var version = 0
    }

    private let state = Mutex(State())
    private let open = Atomic<Int>(0)
    private let socket: Int32
    /// Where it listens.
    public let port: UInt16

    /// Connections at a time.
    private static let most = 32
    /// Seconds that a request may take to arrive, or its answer to leave.
    private static let patience = 5

    /// Begins to listen on the loopback address.
    ///
    /// - Parameter port: 0 for any that is free.
    /// - Throws: `Mistake` when the port is taken.
    public init(port: UInt16 = 0) throws(Mistake) {
        let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw PageServer.refused(port) }
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = port.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, length) == 0 && listen(socket, 16) == 0
                    && getsockname(socket, pointer, &length) == 0
            }
        }
        guard bound else {
            close(socket)
            throw PageServer.refused(port)
        }
        self.socket = socket
        self.port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(socket) }

    private static func refused(_ port: UInt16) -> Mistake {
        Mistake(
            "nothing can listen on port \(port): \(String(cString: strerror(errno)))", expected: "a port that is free",
            try: "--port 0, for any that is")
    }

    /// The address to open.
    public var address: String { "http://127.0.0.1:\(port)/" }

    /// Another page; browsers that show the one before load it.
    public func show(_ html: String) {
        state.withLock { state in
            state.version += 1
            // The page says which version it is: no text of a lesson has a quotation mark in it.
            state.html = html.split(separator: "src=\"/reload.js\"", omittingEmptySubsequences: false).joined(
                separator: "src=\"/reload.js?\(state.version)\"")
        }
    }

    /// Answers requests until the work is cancelled.
    public func run(_ work: Work) {
        while !work.isCancelled {
            var listening = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            guard poll(&listening, 1, 100) > 0 else { continue }
            let connection = accept(socket, nil, nil)
            guard connection >= 0 else { continue }
            guard open.add(1, ordering: .relaxed).newValue <= PageServer.most else {
                open.subtract(1, ordering: .relaxed)
                close(connection)
                continue
            }
            Thread.detachNewThread { [self] in
                serve(connection)
                open.subtract(1, ordering: .relaxed)
            }
        }
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        var wait = timeval(tv_sec: PageServer.patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection, SOL_SOCKET, option, &wait, socklen_t(MemoryLayout<timeval>.size))
        }
        let head = PageServer.head(connection)
        let request = head.flatMap { HTTPRequest($0) }
        let response =
            head == nil
            ? HTTPResponse.text(431, "the request is too long, or did not come to its end") : answer(request)
        send(response.bytes(withBody: request?.method != "HEAD"), to: connection)
    }

    /// What comes up to the first empty line; nil where that is too much, or does not come in time.
    private static func head(_ connection: Int32) -> [UInt8]? {
        let end = ContinuousClock.now + .seconds(patience)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 2_048)
        while bytes.count <= HTTPRequest.most, ContinuousClock.now < end {
            let count = read(connection, &chunk, chunk.count)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
            // The end may lie across two pieces.
            let fresh = bytes.suffix(count + 3)
            if fresh.contains(sequence: [13, 10, 13, 10]) || fresh.contains(sequence: [10, 10]) { return bytes }
        }
        return nil
    }

    private func send(_ bytes: [UInt8], to connection: Int32) {
        let end = ContinuousClock.now + .seconds(PageServer.patience)
        var rest = bytes[...]
        while !rest.isEmpty, ContinuousClock.now < end {
            let count = rest.withUnsafeBytes {
                Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// The answer to a request; nil for one that could not be read.
    func answer(_ request: HTTPRequest?) -> HTTPResponse {
        guard let request else { return .text(400, "this is no request") }
        let hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
        guard hosts.contains(request.host.lowercased()) else {
            return .text(403, "this page is shown on this machine alone")
        }
        guard request.method == "GET" || request.method == "HEAD" else { return .text(405, "GET or HEAD") }
        let state = state.withLock { $0 }
        switch request.path {
        case "/": return HTTPResponse(status: 200, type: "text/html; charset=utf-8", body: Array(state.html.utf8))
        case "/version": return .text(200, "\(state.version)")
        case "/reload.js":
            return HTTPResponse(
                status: 200, type: "text/javascript; charset=utf-8", body: Array("\(PageServer.script)".utf8))
        default: return .text(404, "there is one page here: /")
        }
    }

    /// Asks twice a second for the number of the page's version, and loads the page anew when it is another.
    private static let script: StaticString = """
        const shown = document.currentScript.src.split("?")[1];
        setInterval(async () => {
          if (document.hidden) return;
          try {
            const version = (await (await fetch("/version")).text()).trim();
            if (version !== shown) location.reload();
          } catch {}
        }, 500);

        """
}

extension Collection<UInt8> {
    fileprivate func contains(sequence: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: sequence) }
    }
}
