@preconcurrency import Glibc
import Answers
import Files

/// A text file that a script has opened: what it holds, and where the script is in it.
///
/// A file that is written is kept whole and replaced whole, when it is closed, flushed or let go: a reader sees all of it or what was
/// there before.
final class OpenFile: @unchecked Sendable {
    /// `r`, `w`, `a` or `x`.
    let mode: String
    let path: String
    private(set) var isClosed = false
    private var bytes: [UInt8]
    private var place = 0
    private var isChanged = false

    /// The most bytes that a file may hold.
    private static let limit = 10_000_000

    var isReading: Bool { mode == "r" }

    /// - Parameter keepsLineEnds: whether `\r\n` stays what it is.
    init(_ path: String, _ mode: String, keepsLineEnds: Bool, _ work: Work) throws {
        (self.path, self.mode) = (path, mode)
        var found = stat()
        let isThere = stat(path, &found) == 0
        let reason = errno
        if isThere, found.st_mode & S_IFMT == S_IFDIR {
            throw OpenFile.refused(path, EISDIR, "OSError", "a file, and no folder")
        }
        switch mode {
        case "r":
            guard isThere else {
                let type = reason == EACCES ? "PermissionError" : "FileNotFoundError"
                throw OpenFile.refused(path, reason, type, "a file that is there")
            }
            guard access(path, R_OK) == 0 else {
                throw OpenFile.refused(path, EACCES, "PermissionError", "a file that you may read")
            }
            let text = try TextFile.read(path, limit: OpenFile.limit, work: work)
            bytes = keepsLineEnds ? Array(text.utf8) : OpenFile.withPlainEnds(text)
        case "a" where isThere:
            bytes = try TextFile.bytes(path, limit: OpenFile.limit, work: work)
        default:
            if mode == "x", isThere { throw OpenFile.refused(path, EEXIST, "FileExistsError", "a name that is free") }
            bytes = []
            isChanged = true
            try save()
        }
    }

    deinit { try? save() }

    private static func refused(_ path: String, _ reason: Int32, _ type: String, _ expected: String) -> Mistake {
        let words = String(cString: strerror(reason))
        return Mistake("'\(path)' cannot be opened: \(words)", expected: expected).raised(
            as: type, "[Errno \(reason)] \(words): '\(path)'")
    }

    private static func withPlainEnds(_ text: String) -> [UInt8] {
        guard text.utf8.contains(0x0D) else { return Array(text.utf8) }
        var out: [UInt8] = []
        var isAfterReturn = false
        for byte in text.utf8 {
            if !(isAfterReturn && byte == 0x0A) { out.append(byte == 0x0D ? 0x0A : byte) }
            isAfterReturn = byte == 0x0D
        }
        return out
    }

    private func check(reading: Bool) throws {
        guard !isClosed else {
            throw Mistake("'\(path)' is closed", expected: "what is done with it inside of the with block").raised(
                as: "ValueError", "I/O operation on closed file.")
        }
        guard reading == isReading else {
            throw Mistake(
                "'\(path)' is open for \(isReading ? "reading" : "writing")",
                try: isReading ? "open(path, \"w\")" : "open(path)"
            ).raised(as: "ValueError", reading ? "not readable" : "not writable")
        }
    }

    // MARK: Reading

    /// So many characters, or all that are left.
    func read(_ count: Int?) throws -> String {
        try check(reading: true)
        var end = bytes.count
        if let count {
            end = place
            var left = count
            while end < bytes.count, left > 0 {
                end += 1
                // The bytes of one character go together.
                while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
                left -= 1
            }
        }
        defer { place = end }
        return String(decoding: bytes[place..<end], as: UTF8.self)
    }

    /// The next line with its end; nil behind the last one.
    func line() throws -> String? {
        try check(reading: true)
        guard place < bytes.count else { return nil }
        let end = bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        defer { place = end }
        return String(decoding: bytes[place..<end], as: UTF8.self)
    }

    /// Where it is, in bytes.
    var position: Int { isReading ? place : bytes.count }

    /// Goes to a place.
    func seek(_ position: Int) throws {
        try check(reading: true)
        place = Swift.max(0, Swift.min(position, bytes.count))
    }

    // MARK: Writing

    func write(_ text: String) throws {
        try check(reading: false)
        guard bytes.count + text.utf8.count <= OpenFile.limit else {
            throw Mistake("'\(path)' grows too long", expected: "at most \(OpenFile.limit / 1_000_000) MB").raised(
                as: "OSError")
        }
        bytes.append(contentsOf: text.utf8)
        isChanged = true
    }

    /// Puts what was written where it belongs.
    func save() throws {
        guard isChanged, !isReading else { return }
        isChanged = false
        var draft = try FileDraft(path)
        try draft.write(bytes)
        try draft.commit()
    }

    func close() throws {
        guard !isClosed else { return }
        try save()
        isClosed = true
    }
}
