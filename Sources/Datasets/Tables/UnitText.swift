/// Numbers with a unit behind them, as people write them: 85 m², 1.2 km, 3 Zimmer.
enum UnitText {
    /// Where the number ends and what stands behind it; nil where these bytes are no digits with a unit.
    ///
    /// A unit begins with a letter or a sign such as °, and has two characters at least but for m: of 12k and 12B nobody knows what
    /// they mean, and what begins with ½, ² or – belongs to the number. It holds no digit but a 2 or 3 behind a letter at its end, as
    /// m2 does.
    static func split(
        _ b: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
    ) -> (numberEnd: Int, unit: Range<Int>)? {
        guard start < end, b[end - 1] != 37 else { return nil }
        var (at, last) = (start, start)
        while at < end {
            if b[at] &- 48 < 10 {
                last = at + 1
            } else if !isBetweenDigits(b[at]), blank(b, at, end) == 0 {
                break
            }
            at += Swift.max(1, blank(b, at, end))
        }
        guard last > start, last < end else { return nil }
        var first = last
        while first < end, case let width = blank(b, first, end), width > 0 { first += width }
        let unit = first..<end
        guard (1...16).contains(unit.count), isLetter(b[first]) || b[first] >= 0x80 && isSign(b, unit) else {
            return nil
        }
        if unit.count == 1, b[first] != UInt8(ascii: "m") { return nil }
        guard unit.dropLast().allSatisfy({ b[$0] &- 48 > 9 }) else { return nil }
        if b[end - 1] &- 48 < 10, ![50, 51].contains(b[end - 1]) || !isLetter(b[end - 2]) { return nil }
        return (last, unit)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }

    /// Whether these bytes begin with a letter of any script, or with a sign that stands for a word.
    private static func isSign(_ b: UnsafeBufferPointer<UInt8>, _ unit: Range<Int>) -> Bool {
        guard let first = String(decoding: b[unit], as: UTF8.self).unicodeScalars.first else { return false }
        switch first.properties.generalCategory {
        case .otherSymbol, .currencySymbol: return first != "\u{fffd}"
        default: return first.properties.isAlphabetic || "‰′″".unicodeScalars.contains(first)
        }
    }

    /// Signs and marks of a number: + , - . '
    private static func isBetweenDigits(_ byte: UInt8) -> Bool { [43, 44, 45, 46, 39].contains(byte) }

    /// How many bytes of a blank stand here: a plain one, one that does not break, or a thin one.
    private static func blank(_ b: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int {
        if b[at] == 32 { return 1 }
        if b[at] == 0xc2, at + 1 < end, b[at + 1] == 0xa0 { return 2 }
        if b[at] == 0xe2, at + 2 < end, b[at + 1] == 0x80, b[at + 2] == 0xaf || b[at + 2] == 0x89 { return 3 }
        return 0
    }
}
