/// A number as it stands in a text, with the precision it was written to.
struct WrittenNumber: Equatable {
    var value: Double
    /// Half a unit of the last digit written; 0 for a whole number, which is meant exactly.
    var halfUnit: Double

    /// Whether the found number agrees with this one: within the tolerances, where there are some, and otherwise to
    /// the digits that this one is written with.
    func accepts(_ found: WrittenNumber, absolute: Double?, relative: Double?) -> Bool {
        if value == found.value { return true }
        let difference = abs(value - found.value)
        if absolute != nil || relative != nil {
            return difference <= (absolute ?? 0) + (relative ?? 0) * abs(value)
        }
        return difference <= halfUnit * (1 + 1e-9)
    }

    /// Reads a number that begins at `start`: digits, a point, an exponent, with a sign where no digit or letter
    /// stands before it.
    static func read(_ text: [Character], from start: Int) -> (WrittenNumber, length: Int)? {
        var place = start
        let isDigit: (Int) -> Bool = { $0 < text.count && text[$0].isASCII && text[$0].isNumber }
        if text[place] == "-" || text[place] == "−" {
            guard start == 0 || !(text[start - 1].isNumber || text[start - 1].isLetter || text[start - 1] == ")") else {
                return nil
            }
            place += 1
        }
        var digits = text[start] == "-" || text[start] == "−" ? "-" : ""
        let first = place
        while isDigit(place) {
            digits.append(text[place])
            place += 1
        }
        guard place > first else { return nil }
        var decimals = 0
        var isWhole = true
        if place < text.count, text[place] == ".", isDigit(place + 1) {
            isWhole = false
            digits.append(".")
            place += 1
            while isDigit(place) {
                digits.append(text[place])
                decimals += 1
                place += 1
            }
        }
        var exponent = 0
        if place < text.count, text[place] == "e" || text[place] == "E" {
            var end = place + 1
            if end < text.count, text[end] == "-" || text[end] == "+" { end += 1 }
            if isDigit(end) {
                while isDigit(end) { end += 1 }
                let written = String(text[(place + 1)..<end])
                exponent = Int(written.hasPrefix("+") ? String(written.dropFirst()) : written) ?? 0
                digits += "e" + String(exponent)
                place = end
                isWhole = false
            }
        }
        guard let value = Double(digits) else { return nil }
        let unit = power(of: 10, exponent - decimals)
        return (WrittenNumber(value: value, halfUnit: isWhole ? 0 : 0.5 * unit), place - start)
    }

    private static func power(of base: Double, _ exponent: Int) -> Double {
        Double("1e\(Swift.max(-320, Swift.min(308, exponent)))") ?? 0
    }
}
