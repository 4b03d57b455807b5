internal import Glibc

/// How much memory this machine can still give. A request beyond it is refused in words before any is taken; the system
/// would end the whole program instead, and without a word.
public enum MemoryRoom {
    /// Requests below this are not worth a look: 16 MB.
    static let smallest = 1 << 24

    /// Bytes that may still be taken: four fifths of what Linux calls available, or of what a control group leaves.
    public static var bytes: Int {
        let machine = number("MemAvailable:", in: "/proc/meminfo").map { $0 * 1024 }
        var group: Int?
        if let most = number("", in: "/sys/fs/cgroup/memory.max"),
            let used = number("anon ", in: "/sys/fs/cgroup/memory.stat")
        {
            group = Swift.max(0, most - used)
        }
        let free = [machine, group].compactMap { $0 }.min() ?? 1 << 32
        return free / 5 * 4
    }

    /// - Parameters:
    ///   - bytes: what is asked for; a Double, because the product that gives it may be beyond every integer.
    ///   - what: what needs it, the beginning of a sentence: `the parameters of the model`.
    ///   - suggestion: what to type instead, made from the room there is.
    /// - Throws: `Mistake` with both amounts when there is not so much room.
    public static func check(
        _ bytes: Double, for what: @autoclosure () -> String, try suggestion: (_ room: Int) -> String?
    ) throws {
        guard bytes > Double(smallest) else { return }
        let room = MemoryRoom.bytes
        guard bytes > Double(room) else { return }
        throw Mistake(
            "\(what()) need \(spell(bytes))",
            expected: "at most \(spell(Double(room))), which this machine has to spare",
            try: suggestion(room))
    }

    /// `17 bytes`, `2.5 kB`, `13.4 MB`, `6.71 GB`: powers of ten, as disks and shops count.
    public static func spell(_ bytes: Double) -> String {
        if bytes < 10_000 { return "\(Int(saturating: bytes)) bytes" }
        if bytes < 1e6 { return "\((bytes / 1e3).short(4)) kB" }
        return bytes < 1e9 ? "\((bytes / 1e6).short(4)) MB" : "\((bytes / 1e9).short(4)) GB"
    }

    /// The whole number after a label in one of Linux's small text files.
    private static func number(_ label: String, in path: String) -> Int? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard text.hasPrefix(label) else { continue }
            return Int(text.dropFirst(label.count).drop { $0 == " " }.prefix { $0.isNumber })
        }
        return nil
    }
}
