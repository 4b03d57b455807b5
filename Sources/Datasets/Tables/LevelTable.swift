/// The different texts of a column, numbered as they are met: a hash table over the bytes of the file, so that a name that
/// comes a million times becomes a string once.
struct LevelTable {
    private(set) var levels: [String] = []
    private var hashes: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 64)

    /// The number of the text in this field.
    mutating func code(_ scanner: CSVScanner, _ field: CSVScanner.Field) -> Int32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for at in field.start..<field.end { hash = (hash ^ UInt64(scanner.bytes[at])) &* 0x0000_0100_0000_01b3 }
        hash ^= hash >> 29
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let level = Int(slots[slot])
            if hashes[level] == hash, matches(level, scanner, field) { return Int32(level) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let code = Int32(levels.count)
        slots[slot] = code
        levels.append(scanner.text(field))
        hashes.append(hash)
        if levels.count * 2 > slots.count { grow() }
        return code
    }

    private mutating func matches(_ level: Int, _ scanner: CSVScanner, _ field: CSVScanner.Field) -> Bool {
        guard !field.isEscaped else { return levels[level] == scanner.text(field) }
        return levels[level].withUTF8 { bytes in
            bytes.count == field.end - field.start
                && bytes.indices.allSatisfy { bytes[$0] == scanner.bytes[field.start + $0] }
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (level, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(level)
        }
    }
}
