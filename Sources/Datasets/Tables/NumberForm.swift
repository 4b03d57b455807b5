/// How numbers are written in a file: decimal mark, thousands separators, currency and percent signs.
struct NumberForm: Sendable, Equatable {
    /// The decimal mark: a point or a comma.
    var decimal = UInt8(ascii: ".")
    /// What may stand between groups of three digits; nil for nothing.
    var thousands: UInt8?
    /// Whether currency signs, percent signs and the typographers' thin spaces are read too.
    var isLoose = true

    /// What was found beside the digits.
    struct Marks: OptionSet {
        let rawValue: UInt8
        static let percent = Marks(rawValue: 1)
        static let currency = Marks(rawValue: 2)
        static let thousands = Marks(rawValue: 4)
        /// 007: a code rather than a quantity.
        static let leadingZero = Marks(rawValue: 8)
        /// A fraction or an exponent was written.
        static let fraction = Marks(rawValue: 16)
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20,
        1e21, 1e22,
    ]

    /// The number in these bytes, which have no spaces at their ends; 12 % is 0.12. Nil where they are none.
    func parse(_ b: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (value: Double, marks: Marks)? {
        var (at, end) = (start, end)
        var marks: Marks = []
        var isNegative = false
        guard at < end else { return nil }
        func sign() {
            guard at < end, b[at] == 45 || b[at] == 43 else { return }
            if b[at] == 45 { isNegative = true }
            at += 1
        }
        sign()
        if isLoose, b[end - 1] &- 48 > 9 || (at < end && b[at] &- 48 > 9) {
            peel(b, &at, &end, &marks)
            if at == start { sign() } else if !isNegative { sign() }
        }
        var (mantissa, digits, seen, scale, group) = (UInt64(0), 0, 0, 0, -1)
        let first = at
        while at < end {
            let digit = b[at] &- 48
            if digit < 10 {
                if digits < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if mantissa != 0 { digits += 1 }
                } else {
                    scale += 1
                }
                seen += 1
                if group >= 0 { group += 1 }
                at += 1
            } else if let width = separator(b, at, end) {
                guard group < 0 ? (1...3).contains(seen) : group == 3 else { return nil }
                group = 0
                at += width
                marks.insert(.thousands)
            } else {
                break
            }
        }
        guard group < 0 || group == 3 else { return nil }
        if seen > 1, b[first] == 48 { marks.insert(.leadingZero) }
        if at < end, b[at] == decimal {
            at += 1
            marks.insert(.fraction)
            while at < end, case let digit = b[at] &- 48, digit < 10 {
                if digits < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if mantissa != 0 { digits += 1 }
                    scale -= 1
                }
                seen += 1
                at += 1
            }
        }
        guard seen > 0 else { return infinity(b, start, end) }
        if at < end, b[at] | 32 == 101 {
            at += 1
            marks.insert(.fraction)
            var isSmall = false
            if at < end, b[at] == 45 || b[at] == 43 {
                isSmall = b[at] == 45
                at += 1
            }
            var (exponent, count) = (0, 0)
            while at < end, case let digit = b[at] &- 48, digit < 10 {
                exponent = Swift.min(exponent * 10 + Int(digit), 100_000)
                count += 1
                at += 1
            }
            guard count > 0 else { return nil }
            scale += isSmall ? -exponent : exponent
        }
        guard at == end else { return nil }
        if marks.contains(.percent) {
            scale -= 2
            marks.insert(.fraction)
        }
        var value: Double
        // Both factors are exact then, and the one rounding is the right one (Clinger 1990).
        if mantissa <= 1 << 53, scale.magnitude <= 22 {
            value = Double(mantissa)
            if scale < 0 { value /= NumberForm.powers[-scale] } else { value *= NumberForm.powers[scale] }
        } else {
            value = Double("\(mantissa)e\(scale)") ?? .infinity
        }
        if isNegative { value = -value }
        return (value, marks)
    }

    /// The number of a text by itself.
    func value(_ text: String) -> Double? {
        var text = text
        return text.withUTF8 { parse($0, 0, $0.count)?.value }
    }

    /// `inf`, `-Infinity`.
    private func infinity(_ b: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (value: Double, marks: Marks)? {
        let isNegative = b[start] == 45
        let from = start + (isNegative || b[start] == 43 ? 1 : 0)
        guard end - from == 3 || end - from == 8 else { return nil }
        let text = String(decoding: b[from..<end], as: UTF8.self).lowercased()
        guard text == "inf" || text == "infinity" else { return nil }
        return (isNegative ? -.infinity : .infinity, [.fraction])
    }

    /// How many bytes of a thousands separator stand here.
    private func separator(_ b: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
        let byte = b[at]
        let width: Int
        if byte == thousands {
            width = 1
        } else if isLoose, byte == 39 {
            width = 1
        } else if isLoose, byte == 0xc2, at + 2 < end, b[at + 1] == 0xa0 {
            width = 2
        } else if isLoose, byte == 0xe2, at + 3 < end, b[at + 1] == 0x80, b[at + 2] == 0xaf || b[at + 2] == 0x89 {
            width = 3
        } else {
            return nil
        }
        return at + width < end && b[at + width] &- 48 < 10 ? width : nil
    }

    private static let currencies: [[UInt8]] = ["$", "€", "£", "¥", "USD", "EUR", "GBP", "CHF", "JPY"].map {
        Array($0.utf8)
    }

    /// Takes a currency sign off either end, and a percent sign off the last.
    private func peel(_ b: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: inout Int, _ marks: inout Marks) {
        func isBlank(_ place: Int) -> Bool { b[place] == 32 }
        if b[end - 1] == 37 {
            end -= 1
            marks.insert(.percent)
        }
        for sign in NumberForm.currencies where !marks.contains(.currency) && end - at > sign.count {
            if sign.indices.allSatisfy({ b[at + $0] == sign[$0] }) {
                at += sign.count
                marks.insert(.currency)
            } else if sign.indices.allSatisfy({ b[end - sign.count + $0] == sign[$0] }) {
                end -= sign.count
                marks.insert(.currency)
            }
        }
        guard !marks.isEmpty else { return }
        while at < end, isBlank(at) { at += 1 }
        while end > at, isBlank(end - 1) { end -= 1 }
    }
}
