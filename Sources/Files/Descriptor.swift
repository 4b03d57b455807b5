@preconcurrency import Glibc

/// Reading and writing whole, whatever the system hands over at a time.
public enum Descriptor {
    /// Writes all bytes, waiting where the reader is slow.
    ///
    /// - Returns: 0, or the error that ended it.
    public static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Int32 {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                var file = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&file, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }

    /// What came of reading to the end.
    public enum Reading: Sendable, Equatable {
        case whole([UInt8])
        case longer(than: Int)
        case stopped
        case failed(Int32)
    }

    /// Reads to the end of the file.
    ///
    /// - Parameters:
    ///   - limit: bytes after which it gives up.
    ///   - isCancelled: asked at least every 50 ms, also while nothing comes.
    public static func read(
        _ descriptor: Int32, limit: Int = .max, isCancelled: () -> Bool = { false }
    ) -> Reading {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            if isCancelled() { return .stopped }
            var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&file, 1, 50) == 0 { continue }
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes += chunk[..<count]
                if bytes.count > limit { return .longer(than: limit) }
            } else if count == 0 {
                return .whole(bytes)
            } else if errno != EINTR && errno != EAGAIN {
                return .failed(errno)
            }
        }
    }
}
