// The one gate through which every text that is not the program's own reaches a terminal.

extension StringProtocol {
    /// The text with everything made visible that would command a terminal or hide and reorder what a person reads:
    /// control characters but for line ends and tabs, line separators, and marks of writing direction. Each becomes its
    /// code, as in a string of the language: `\u001b`.
    public var visible: String {
        guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7f || $0 == 0xc2 || $0 == 0xe2 || $0 == 0xd8 }) else {
            return String(self)
        }
        var out = ""
        for scalar in unicodeScalars {
            if scalar.commands {
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            } else {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}

extension Unicode.Scalar {
    /// Whether a terminal does something at this character other than drawing it.
    fileprivate var commands: Bool {
        switch value {
        case 0x09, 0x0a: false
        case 0..<0x20, 0x7f..<0xa0: true
        // Line separators, and the marks and overrides of direction.
        case 0x61c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}
