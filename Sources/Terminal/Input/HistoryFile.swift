import Glibc

/// The lines typed in earlier sessions, one entry per line of a file that only its owner can read.
///
/// Entries are appended one at a time, each by a single write under a lock, so that two sessions at once lose nothing
/// and a power failure costs at most the last line. What cannot be read or written is passed over: a prompt without
/// history is better than none.
public struct HistoryFile: Sendable {
    public let path: String
    /// How many entries are kept.
    public let limit: Int

    public init(path: String, limit: Int = 2_000) {
        self.path = path
        self.limit = limit
    }

    /// The latest `limit` different entries, oldest first. Shortens the file when it has grown to twice the limit.
    public func load() -> [String] {
        let file = open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        flock(file, LOCK_EX)
        fchmod(file, 0o600)
        let lines = HistoryFile.contents(of: file).split(separator: "\n", omittingEmptySubsequences: true)
        let entries = HistoryFile.latest(lines.map { HistoryFile.decode($0) }, limit)
        if lines.count > 2 * limit {
            // In place and under the lock: a renamed file would leave another session appending to the old one.
            let text = entries.map { HistoryFile.encode($0) + "\n" }.joined()
            if ftruncate(file, 0) == 0, lseek(file, 0, SEEK_SET) == 0 { HistoryFile.write(text, to: file) }
        }
        return entries
    }

    public func append(_ entry: String) {
        HistoryFile.makeFolder(of: path)
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        flock(file, LOCK_EX)
        fchmod(file, 0o600)
        HistoryFile.write(HistoryFile.encode(entry) + "\n", to: file)
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

    private static func contents(of file: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<count]
            } else if count == 0 || errno != EINTR {
                return String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    private static func write(_ text: String, to file: Int32) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    }

    private static func makeFolder(of path: String) {
        var end = path.startIndex
        while let slash = path[end...].dropFirst().firstIndex(of: "/") {
            mkdir(String(path[..<slash]), 0o700)
            end = slash
        }
    }
}
