@preconcurrency import Glibc
public import Answers

/// Whole text files.
public enum TextFile {
    /// Whether there is a file of bytes at this path, and no folder, pipe or device, reading which might never end.
    public static func isOrdinary(_ path: String) -> Bool {
        var found = stat()
        return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFREG
    }

    /// The file's text.
    ///
    /// - Parameters:
    ///   - limit: in bytes; a longer file is not read to its end.
    ///   - work: reading ends when it is cancelled.
    /// - Throws: `Mistake` for a file that cannot be read, is longer than the limit or holds no UTF-8 text.
    public static func read(_ path: String, limit: Int = .max, work: Work = Work()) throws(Mistake) -> String {
        guard let text = String(validating: try bytes(path, limit: limit, work: work), as: UTF8.self) else {
            throw Mistake("\(path): this is not UTF-8 text")
        }
        return text
    }

    /// The file's bytes, whatever they mean; the parameters are those of `read`.
    ///
    /// - Throws: `Mistake` for a file that cannot be read or is longer than the limit.
    public static func bytes(_ path: String, limit: Int = .max, work: Work = Work()) throws(Mistake) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw Mistake("a file name cannot hold a null byte") }
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw unreadable(path, errno) }
        defer { close(file) }
        switch Descriptor.read(file, limit: limit, isCancelled: { work.isCancelled }) {
        case .whole(let bytes): return bytes
        case .longer(let limit):
            throw Mistake("\(path) is too long", expected: "at most \(limit / 1_000) kB")
        case .stopped: throw Mistake("\(path): stopped while it was read")
        case .failed(let error): throw unreadable(path, error)
        }
    }

    private static func unreadable(_ path: String, _ error: Int32) -> Mistake {
        Mistake("\(path): \(String(cString: strerror(error)))")
    }
}
