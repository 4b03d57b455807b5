/// Finding one string in another in time linear in both (Knuth, Morris & Pratt 1977), so that no pair of strings hangs.
enum StringSearch {
    static func contains(_ text: String, _ part: String) -> Bool {
        part.isEmpty || !places(of: Array(part.utf8), in: Array(text.utf8), atMost: 1).isEmpty
    }

    /// The offsets of occurrences that do not overlap; `part` is not empty.
    static func places(of part: [UInt8], in text: [UInt8], atMost most: Int = .max) -> [Int] {
        var fallback = [Int](repeating: 0, count: part.count)
        var length = 0
        for index in 1..<Swift.max(1, part.count) {
            while length > 0, part[index] != part[length] { length = fallback[length - 1] }
            if part[index] == part[length] { length += 1 }
            fallback[index] = length
        }
        var found: [Int] = []
        length = 0
        for (index, byte) in text.enumerated() {
            while length > 0, byte != part[length] { length = fallback[length - 1] }
            if byte == part[length] { length += 1 }
            if length == part.count {
                found.append(index - part.count + 1)
                if found.count == most { break }
                length = 0
            }
        }
        return found
    }
}
