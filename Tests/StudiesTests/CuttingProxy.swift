import Foundation
import Glibc
import Synchronization

/// A line to a server that is cut when it is told to: what was sent arrives, its answer does not.
final class CuttingProxy: Sendable {
    let port: Int
    private let listener: Int32
    private let server: Int
    /// How many more messages to the server are answered; nil where all are.
    private let left = Mutex<Int?>(nil)

    init(to server: Int) throws {
        (listener, port) = try Loopback.listen()
        self.server = server
        let thread = Thread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { return }
                let line = Thread { [self] in carry(client) }
                line.start()
            }
        }
        thread.start()
    }

    /// Nobody is let in any more.
    func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
    }

    /// Cuts the line after so many more messages that are answered, once.
    func cut(after count: Int) { left.withLock { $0 = count } }

    var hasCut: Bool { left.withLock { $0 == nil } }

    private func carry(_ client: Int32) {
        let other = Loopback.connect(server)
        defer {
            Glibc.close(client)
            if other >= 0 { Glibc.close(other) }
        }
        guard other >= 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            var ends = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: other, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&ends, 2, -1) < 0 { return }
            if ends[0].revents != 0 {
                let count = read(client, &bytes, bytes.count)
                if count <= 0 { return }
                guard write(other, bytes, count) == count else { return }
                let isLast = left.withLock { left in
                    guard let more = left else { return false }
                    left = more > 0 ? more - 1 : nil
                    return more == 0
                }
                if isLast {
                    // The server has time to do what it was told.
                    usleep(20_000)
                    return
                }
            }
            if ends[1].revents != 0 {
                let count = read(other, &bytes, bytes.count)
                if count <= 0 { return }
                guard write(client, bytes, count) == count else { return }
            }
        }
    }
}
