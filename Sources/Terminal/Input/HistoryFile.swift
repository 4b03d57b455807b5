import Files
import Glibc

/// The lines typed in earlier sessions, one entry per line of a file that only its owner can read.
///
/// Entries are appended one at a time, each by a single write under a lock, so that two sessions at once lose nothing
/// and a power failure costs at most the last line. What cannot be read, written or locked is passed over: a prompt
/// without history is better than none, and than one that waits for it.
public struct HistoryFile: Sendable {
    /// Where it lies.
    public let path: String
    /// How many entries are kept.
    public let limit: Int

    /// The history of this path; nothing is read or made yet.
    public init(path: String, limit: Int = 2_000) {
        self.path = path
        self.limit = limit
    }

    /// The latest `limit` different entries, oldest first. Shortens the file when it has grown to twice the limit.
    public func load() -> [String] {
        guard let file = LockedFile(path, O_RDWR) else { return [] }
        guard case .whole(let bytes) = Descriptor.read(file.descriptor) else { return [] }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
        let entries = HistoryFile.latest(lines.map { HistoryFile.decode($0) }, limit)
        if lines.count > 2 * limit, file.isLocked {
            let text = entries.map { HistoryFile.encode($0) + "\n" }.joined()
            try? FileDraft.write(Array(text.utf8), to: path)
        }
        return entries
    }

    /// Adds one entry. Where the disk is full, the file stays as it was; what was left of a line that a power failure
    /// cut does not run into this one.
    public func append(_ entry: String) {
        Folder.make(above: path)
        guard let file = LockedFile(path, O_RDWR | O_APPEND | O_CREAT) else { return }
        let size = lseek(file.descriptor, 0, SEEK_END)
        var last = UInt8(ascii: "\n")
        if size > 0 { pread(file.descriptor, &last, 1, size - 1) }
        let line = (last == UInt8(ascii: "\n") ? "" : "\n") + HistoryFile.encode(entry) + "\n"
        if Descriptor.write(line.utf8, to: file.descriptor) != 0, file.isLocked { ftruncate(file.descriptor, size) }
    }

    /// Keeps the last of equal entries and the last `limit` of all.
    static func latest(_ entries: [String], _ limit: Int) -> [String] {
        var seen: Set<String> = []
        var kept: [String] = []
        for entry in entries.reversed() where seen.insert(entry).inserted {
            kept.append(entry)
            if kept.count == limit { break }
        }
        return kept.reversed()
    }

    /// Line ends inside an entry are written `\n`, backslashes `\\`.
    static func encode(_ entry: String) -> String {
        var text = ""
        for scalar in entry.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    static func decode(_ line: some StringProtocol) -> String {
        var text = ""
        var isEscaped = false
        for scalar in line.unicodeScalars {
            if isEscaped {
                text.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

/// A file of its owner's alone, open and, where nobody else holds it for long, locked until it goes.
private struct LockedFile: ~Copyable {
    let descriptor: Int32
    let isLocked: Bool

    /// Nil when the file cannot be opened.
    init?(_ path: String, _ flags: Int32) {
        while true {
            let descriptor = open(path, flags | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return nil }
            let isLocked = LockedFile.lock(descriptor)
            // Another session may have put a shortened file in its place meanwhile; the lock is then of the old one.
            var (held, named) = (stat(), stat())
            if isLocked, fstat(descriptor, &held) == 0, stat(path, &named) == 0, held.st_ino != named.st_ino {
                close(descriptor)
                continue
            }
            fchmod(descriptor, 0o600)
            self.descriptor = descriptor
            self.isLocked = isLocked
            return
        }
    }

    deinit { close(descriptor) }

    /// Waits at most a tenth of a second: a stopped program may hold the lock for ever.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<20 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(5_000)
        }
        return false
    }
}
