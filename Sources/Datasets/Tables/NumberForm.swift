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
        let rawValue: UInt32
        static let percent = Marks(rawValue: 1)
        static let currency = Marks(rawValue: 2)
        static let thousands = Marks(rawValue: 4)
        /// 007: a code rather than a quantity.
        static let leadingZero = Marks(rawValue: 8)
        /// A fraction or an exponent was written.
        static let fraction = Marks(rawValue: 16)
        /// A whole number so large that a double does not hold all of its digits.
        static let long = Marks(rawValue: 32)
        static let dollar = Marks(rawValue: 64)
        static let euro = Marks(rawValue: 128)
        static let pound = Marks(rawValue: 256)
        static let yen = Marks(rawValue: 512)
        static let franc = Marks(rawValue: 1024)
        /// A dash for no cents.
        static let cents = Marks(rawValue: 2048)
        /// (5) for −5.
        static let accounting = Marks(rawValue: 4096)
        static let rupee = Marks(rawValue: 8192)
        static let zloty = Marks(rawValue: 16_384)
        static let krona = Marks(rawValue: 32_768)
        static let won = Marks(rawValue: 65_536)
        static let lira = Marks(rawValue: 131_072)
        static let rouble = Marks(rawValue: 262_144)

        /// What the currencies among them are called.
        var currencies: [String] {
            let names: [(Marks, String)] = [
                (.dollar, "$"), (.euro, "€"), (.pound, "£"), (.yen, "¥"), (.franc, "CHF"), (.rupee, "₹"),
                (.zloty, "zł"),
                (.krona, "kr"), (.won, "₩"), (.lira, "₺"), (.rouble, "₽"),
            ]
            return names.compactMap { contains($0.0) ? $0.1 : nil }
        }
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20,
        1e21, 1e22,
    ]

    /// The number in these bytes; 12 % is 0.12. Nil where they are none. Blanks at the ends are passed over where the form is not
    /// loose; where it is, the scanner has taken them off.
    func parse(_ b: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (value: Double, marks: Marks)? {
        var (at, end) = (start, end)
        var marks: Marks = []
        var isNegative = false
        if !isLoose {
            while at < end, b[at] == 32 { at += 1 }
            while end > at, b[end - 1] == 32 { end -= 1 }
        }
        let begin = at
        guard at < end else { return nil }
        func sign() {
            // The minus of typographers.
            if isLoose, end - at > 3, b[at] == 0xe2, b[at + 1] == 0x88, b[at + 2] == 0x92 {
                isNegative = true
                at += 3
                return
            }
            guard at < end, b[at] == 45 || b[at] == 43 else { return }
            if b[at] == 45 { isNegative = true }
            at += 1
        }
        if isLoose, end - at > 2, b[at] == 40, b[end - 1] == 41 {
            guard b[at + 1] != 40, let inside = parse(b, at + 1, end - 1), inside.value >= 0 else { return nil }
            return (-inside.value, inside.marks.union(.accounting))
        }
        sign()
        if isLoose, b[end - 1] &- 48 > 9 || (at < end && b[at] &- 48 > 9) {
            peel(b, &at, &end, &marks)
            if at == begin { sign() } else if !isNegative { sign() }
        }
        guard at < end else { return nil }
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
        guard seen > 0 else { return infinity(b, begin, end) }
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
        if mantissa > 1 << 53, !marks.contains(.fraction) { marks.insert(.long) }
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
        } else if isLoose, byte == 39 || byte == 32 {
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

    private static let currencies: [(sign: [UInt8], mark: Marks)] = [
        ("$", Marks.dollar), ("€", .euro), ("£", .pound), ("¥", .yen), ("USD", .dollar), ("EUR", .euro),
        ("GBP", .pound),
        ("CHF", .franc), ("JPY", .yen), ("₹", .rupee), ("INR", .rupee), ("zł", .zloty), ("PLN", .zloty), ("kr", .krona),
        ("₩", .won), ("₺", .lira), ("₽", .rouble),
    ].map { (Array($0.0.utf8), $0.1) }

    /// Takes a currency sign off either end, a percent sign and the dash for no cents (`223,-`) off the last.
    private func peel(_ b: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: inout Int, _ marks: inout Marks) {
        if b[end - 1] == 37 {
            end -= 1
            marks.insert(.percent)
        }
        for (sign, mark) in NumberForm.currencies where !marks.contains(.currency) && end - at > sign.count {
            if sign.indices.allSatisfy({ b[at + $0] == sign[$0] }) {
                at += sign.count
                marks.formUnion([.currency, mark])
            } else if sign.indices.allSatisfy({ b[end - sign.count + $0] == sign[$0] }) {
                end -= sign.count
                marks.formUnion([.currency, mark])
            }
        }
        if !marks.isEmpty { NumberForm.trim(b, &at, &end) }
        let cents = NumberForm.dashes(b, at, end, decimal)
        if cents > 0 {
            end -= cents
            marks.insert(.cents)
        }
    }

    /// How many bytes at the end stand for "no cents": a decimal mark and one or two dashes.
    private static func dashes(_ b: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ decimal: UInt8) -> Int {
        var at = end
        if at - start > 3, b[at - 3] == 0xe2, b[at - 2] == 0x80, b[at - 1] == 0x93 || b[at - 1] == 0x94 {
            at -= 3
        } else {
            while at > start, end - at < 2, b[at - 1] == 45 { at -= 1 }
        }
        guard at < end, at - start > 1, b[at - 1] == decimal, b[at - 2] &- 48 < 10 else { return 0 }
        return end - at + 1
    }

    /// Takes blanks off both ends: plain ones, those that do not break, and thin ones.
    private static func trim(_ b: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: inout Int) {
        func blank(_ place: Int) -> Int {
            if b[place] == 32 { return 1 }
            if place + 1 < end, b[place] == 0xc2, b[place + 1] == 0xa0 { return 2 }
            if place + 2 < end, b[place] == 0xe2, b[place + 1] == 0x80, b[place + 2] == 0xaf || b[place + 2] == 0x89 {
                return 3
            }
            return 0
        }
        while at < end, case let width = blank(at), width > 0 { at += width }
        while end > at, let width = (1...3).first(where: { end - $0 >= at && blank(end - $0) == $0 }) { end -= width }
    }

    /// A number that people write where they know nothing, where it stands far from all others: −999, 9999; nil where there is none.
    static func missingMark(_ values: [Double]) -> Double? {
        let marks: [Double] = [-1, -9, -99, -999, -9999, -99_999, 99, 999, 9999, 99_999, 999_999]
        var (low, high) = (Double.infinity, -Double.infinity)
        var found: Double?
        for value in values where value.isFinite {
            if marks.contains(value), found == nil || value.magnitude > found?.magnitude ?? 0 { found = value }
        }
        guard let found else { return nil }
        for value in values where value.isFinite && value != found {
            low = Swift.min(low, value)
            high = Swift.max(high, value)
        }
        guard low <= high else { return nil }
        // −1 beside 0 and 1 is a sign.
        if found == -1 { return low >= 0 && high > 1 ? found : nil }
        if found < 0 { return low >= 0 || -found > 5 * Swift.max(low.magnitude, high.magnitude) ? found : nil }
        return found > 3 * Swift.max(low.magnitude, high.magnitude) ? found : nil
    }

    /// What a text says of the marks in a file's numbers.
    enum Evidence {
        /// 1,234.5 or 12.5: the point is the decimal mark. Grouped: commas stand between groups.
        case point(isGrouped: Bool)
        /// 1.234,5 or 12,5 or 12,-
        case comma
        /// 1.234: a fraction, or a thousand.
        case eitherPoint
        /// 1,234
        case eitherComma
    }

    /// What these bytes, the blanks at their ends taken off, show of the marks; nil where they are no number or have no mark.
    static func evidence(_ b: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Evidence? {
        var (at, end) = (start, end)
        let (point, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
        var marks: Marks = []
        if end - at > 2, b[at] == 40, b[end - 1] == 41 { (at, end) = (at + 1, end - 1) }
        for turn in 0..<2 {
            if at < end, b[at] == 45 || b[at] == 43 { at += 1 }
            guard at < end else { return nil }
            NumberForm(decimal: turn == 0 ? comma : point).peel(b, &at, &end, &marks)
            if turn == 0, marks.contains(.cents) { return .comma }
        }
        guard at < end else { return nil }
        if marks.contains(.cents) { return .point(isGrouped: b[at..<end].contains(comma)) }
        var groups: [(mark: UInt8?, digits: Int)] = [(nil, 0)]
        var firstDigit: UInt8 = 0
        for place in at..<end {
            let byte = b[place]
            if byte &- 48 < 10 {
                if place == at { firstDigit = byte }
                groups[groups.count - 1].digits += 1
            } else if byte == point || byte == comma {
                groups.append((byte, 0))
            } else if byte == 39 || byte == 32 || byte >= 0x80 {
                // Other marks between groups: what comes after is of the same whole part.
                guard groups.count == 1 else { return nil }
            } else {
                return nil
            }
        }
        let rest = groups.dropFirst()
        guard groups[0].digits + (rest.first?.digits ?? 0) > 0, let last = rest.last?.mark else { return nil }
        let isThousand = (1...3).contains(groups[0].digits) && firstDigit != 48
        let others = rest.dropLast()
        if others.isEmpty {
            if isThousand, rest.last?.digits == 3 { return last == comma ? .eitherComma : .eitherPoint }
            return last == comma ? .comma : .point(isGrouped: false)
        }
        // Several marks: all but the last stand between groups of three.
        guard isThousand, others.allSatisfy({ $0.digits == 3 && $0.mark == others.first?.mark }) else { return nil }
        if others.first?.mark == last {
            guard rest.last?.digits == 3 else { return nil }
            return last == comma ? .point(isGrouped: true) : .comma
        }
        return last == comma ? .comma : .point(isGrouped: true)
    }
}
