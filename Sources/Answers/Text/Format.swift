extension Double {
    /// The number as a person writes it: at most `digits` significant digits, no trailing zeros,
    /// an exponent only outside 1e-4 ..< 1e6.
    public func short(_ digits: Int = 3) -> String {
        guard isFinite else { return isNaN ? "nan" : (self < 0 ? "-inf" : "inf") }
        guard self != 0 else { return "0" }
        let (mantissa, exponent) = Decimal10.rounded(self, digits: digits)
        if exponent < -4 || exponent >= Swift.max(6, digits) {
            return Decimal10.point(mantissa, after: 1, sign: self < 0) + "e\(exponent)"
        }
        return Decimal10.point(mantissa, after: exponent + 1, sign: self < 0)
    }
}

/// Decimal rounding by digit strings: Swift's shortest round-trip digits, cut to a length.
enum Decimal10 {
    /// The significant digits (without trailing zeros) of |value| and the power of ten of the first one.
    static func rounded(_ value: Double, digits: Int) -> (digits: [UInt8], exponent: Int) {
        var (all, exponent) = shortest(value.magnitude)
        if all.count > digits {
            let up = all[digits] >= 5
            all.removeSubrange(digits...)
            if up {
                var i = digits - 1
                while i >= 0 {
                    if all[i] == 9 {
                        all[i] = 0
                        i -= 1
                    } else {
                        all[i] += 1
                        break
                    }
                }
                if i < 0 {
                    all.insert(1, at: 0)
                    all.removeLast()
                    exponent += 1
                }
            }
        }
        while all.count > 1, all.last == 0 { all.removeLast() }
        return (all, exponent)
    }

    static func point(_ digits: [UInt8], after position: Int, sign: Bool) -> String {
        var text = sign ? "-" : ""
        if position <= 0 {
            text += "0." + String(repeating: "0", count: -position)
            for digit in digits { text += String(digit) }
            return text
        }
        for (index, digit) in digits.enumerated() {
            if index == position { text += "." }
            text += String(digit)
        }
        if digits.count < position { text += String(repeating: "0", count: position - digits.count) }
        return text
    }

    private static func shortest(_ magnitude: Double) -> (digits: [UInt8], exponent: Int) {
        let text = "\(magnitude)"
        var digits: [UInt8] = []
        var exponent = 0
        var seenPoint = false
        var intDigits = 0
        var scale = 0
        var tail = text[...]
        if let e = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            scale = Int(text[text.index(after: e)...]) ?? 0
            tail = text[..<e]
        }
        for byte in tail.utf8 {
            if byte == UInt8(ascii: ".") {
                seenPoint = true
                continue
            }
            digits.append(byte - UInt8(ascii: "0"))
            if !seenPoint { intDigits += 1 }
        }
        exponent = intDigits - 1 + scale
        while digits.count > 1, digits.first == 0 {
            digits.removeFirst()
            exponent -= 1
        }
        return (digits, exponent)
    }
}
