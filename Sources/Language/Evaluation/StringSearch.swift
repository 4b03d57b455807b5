import Answers

/// Finding one string in another in time linear in both (Knuth, Morris & Pratt 1977), so that no pair of strings hangs.
enum StringSearch {
    static func contains(_ text: String, _ part: String, _ check: inout StopCheck) throws -> Bool {
        try part.isEmpty || !places(of: Array(part.utf8), in: Array(text.utf8), atMost: 1, &check).isEmpty
    }

    /// The offsets of occurrences that do not overlap; `part` is not empty.
    static func places<Element: Equatable>(
        of part: [Element], in text: [Element], atMost most: Int = .max, _ check: inout StopCheck
    ) throws -> [Int] {
        var fallback = [Int](repeating: 0, count: part.count)
        var length = 0
        for index in 1..<Swift.max(1, part.count) {
            try check.pass()
            while length > 0, part[index] != part[length] { length = fallback[length - 1] }
            if part[index] == part[length] { length += 1 }
            fallback[index] = length
        }
        var found: [Int] = []
        length = 0
        for (index, byte) in text.enumerated() {
            try check.pass()
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
