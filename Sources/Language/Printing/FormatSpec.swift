public import Answers

/// Python's format specification: `[[fill]align][sign][#][0][width][,][.precision][type]`.
public struct FormatSpec: Sendable {
    private var fill: Character = " "
    private var align: Character?
    private var sign: Character = "-"
    private var isAlternate = false
    private var width = 0
    private var grouping: Character?
    private var precision: Int?
    private var type: Character?
    /// `.3f` and nothing else.
    private var isPlain = false
    private let text: String

    private static let most = 1000

    /// - Throws: a `Mistake` for a specification that cannot be read.
    public init(_ text: String) throws {
        self.text = text
        var rest = Array(text)[...]
        if rest.count >= 2, "<>^=".contains(rest[rest.startIndex + 1]) {
            fill = rest.removeFirst()
            align = rest.removeFirst()
        } else if let first = rest.first, "<>^=".contains(first) {
            align = rest.removeFirst()
        }
        if let first = rest.first, "+- ".contains(first) { sign = rest.removeFirst() }
        if rest.first == "#" {
            isAlternate = true
            rest.removeFirst()
        }
        if rest.first == "0", align == nil {
            fill = "0"
            align = "="
            rest.removeFirst()
        }
        width = try FormatSpec.number(&rest, text) ?? 0
        if let first = rest.first, ",_".contains(first) { grouping = rest.removeFirst() }
        if rest.first == "." {
            rest.removeFirst()
            guard let digits = try FormatSpec.number(&rest, text) else { throw FormatSpec.unreadable(text) }
            precision = digits
        }
        if let last = rest.first, rest.count == 1, "bcdeEfFgGnosxX%".contains(last) {
            type = rest.removeFirst()
        }
        guard rest.isEmpty else { throw FormatSpec.unreadable(text) }
        isPlain = type == "f" && width == 0 && grouping == nil && sign == "-" && !isAlternate
    }

    private static func number(_ rest: inout ArraySlice<Character>, _ text: String) throws -> Int? {
        var digits = ""
        while let first = rest.first, first.isASCII, first.isNumber { digits.append(rest.removeFirst()) }
        guard !digits.isEmpty else { return nil }
        guard let value = Int(digits), value <= most else {
            throw Mistake(
                "the format \(text) asks for more than \(most) characters",
                expected: "a width and a precision of at most \(most)")
        }
        return value
    }

    private static func unreadable(_ text: String) -> Mistake {
        Mistake(
            "\"\(text)\" is not a format", expected: "such as .3f, .2e, 8.4g, d, >10 or .1%", try: "{value:.3f}")
    }

    /// The value, formatted.
    ///
    /// - Throws: `Mistake` for a value of another kind than the format is for, `Stopped` once the work was stopped.
    public func apply(_ value: Value, work: Work = Work()) throws -> String {
        if isPlain, let precision, case .number(let number) = value, number.isFinite {
            return formatC(number, "f", precision: precision)
        }
        switch value.plain {
        case .int(let number):
            if let type, "eEfFgG%".contains(type) { return pad(number: decimal(Double(number))) }
            return try pad(number: integer(number < 0, BigInt(number.magnitude)))
        case .number(let number):
            if let type, "dxXobcs".contains(type) {
                throw Mistake(
                    "the format \(text) is for \(type == "s" ? "strings" : "whole numbers"), not for \(number.pythonRepr)",
                    try: ".3f or .3g for numbers"
                ).raised(as: "ValueError", "Unknown format code '\(type)' for object of type 'float'")
            }
            return pad(number: decimal(number))
        case .big(let number):
            if let type, "eEfFgG%".contains(type) {
                guard number.asDouble.isFinite else {
                    throw Mistake(
                        "this whole number is larger than the largest floating-point number",
                        expected: "a number up to 1.797e308", try: "the format d"
                    ).raised(as: "OverflowError", "int too large to convert to float")
                }
                return pad(number: decimal(number.asDouble))
            }
            return try pad(number: integer(number.isNegative, BigInt(number.words, isNegative: false)))
        case .object(let object) where object.tag == .complex:
            guard let number = value.complex else { return "" }
            return text.isEmpty ? number.spelled : try complex(number)
        case .bool(let flag) where !text.isEmpty && type != "s": return try apply(.int(flag ? 1 : 0))
        case .none, .list, .tuple, .dict, .set, .function:
            guard text.isEmpty else {
                throw Mistake(
                    "\(Phrase.indefinite(value.kind)) takes no format: \(value.brief)",
                    expected: "a number or a string",
                    try: "{value!s:\(text)}"
                ).raised(as: "TypeError", "unsupported format string passed to \(value.pythonType).__format__")
            }
            return try value.boundedPlainText(work)
        case .thing(let thing as any NumberLike) where thing.isFormattedAsNumber || type != nil && type != "s":
            return try apply(try thing.plainNumber(), work: work)
        default:
            if let type, type != "s" {
                throw Mistake(
                    "the format \(text) is for numbers, not for \(Phrase.indefinite(value.kind)): \(value.brief)",
                    expected: "a number", try: "{value}, without a format"
                ).raised(as: "ValueError", "Unknown format code '\(type)' for object of type '\(value.pythonType)'")
            }
            var shown = try value.boundedPlainText(work)
            if let precision { shown = String(shown.prefix(precision)) }
            return pad(shown, default: "<")
        }
    }

    private func integer(_ isNegative: Bool, _ magnitude: BigInt) throws -> (negative: Bool, digits: String) {
        switch type {
        case "x": return (isNegative, (isAlternate ? "0x" : "") + magnitude.text(radix: 16))
        case "X": return (isNegative, (isAlternate ? "0X" : "") + magnitude.text(radix: 16).uppercased())
        case "o": return (isNegative, (isAlternate ? "0o" : "") + magnitude.text(radix: 8))
        case "b": return (isNegative, (isAlternate ? "0b" : "") + magnitude.text(radix: 2))
        case "c":
            guard let code = magnitude.asInt, !isNegative,
                let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init)
            else { throw FormatSpec.unreadable(text) }
            return (false, String(scalar))
        case "s": throw FormatSpec.unreadable(text)
        default: return (isNegative, grouped(magnitude.text()))
        }
    }

    private func decimal(_ number: Double) -> (negative: Bool, digits: String) {
        let negative = number.sign == .minus && !number.isNaN
        let magnitude = number.magnitude
        guard number.isFinite else { return (negative, number.isNaN ? "nan" : "inf") }
        switch type {
        case "f", "F":
            return (negative, grouped(formatC(magnitude, "f", precision: precision ?? 6, alternate: isAlternate)))
        case "e": return (negative, formatC(magnitude, "e", precision: precision ?? 6, alternate: isAlternate))
        case "E": return (negative, formatC(magnitude, "E", precision: precision ?? 6, alternate: isAlternate))
        case "g", "n": return (negative, grouped(general(magnitude)))
        case "G": return (negative, general(magnitude).uppercased())
        case "%": return (negative, formatC(magnitude * 100, "f", precision: precision ?? 6) + "%")
        default:
            guard precision != nil else { return (negative, grouped(magnitude.pythonRepr)) }
            let digits = general(magnitude)
            let isWhole = !digits.contains(".") && !digits.contains("e")
            return (negative, grouped(isWhole ? digits + ".0" : digits))
        }
    }

    /// Both parts in the format, in brackets where no type is given; without a real part where that is 0 and no type is given.
    private func complex(_ number: ComplexObject) throws -> String {
        if let type, !"eEfFgGn".contains(type) {
            throw Mistake(
                "the format \(text) is for \(type == "s" ? "strings" : "real numbers"), not for \(number.spelled)",
                try: ".3f or .3g for both parts"
            ).raised(as: "ValueError", "Unknown format code '\(type)' for object of type 'complex'")
        }
        guard fill != "0", align != "=" else {
            throw Mistake("a complex number is not filled with zeros", expected: "a width without a 0", try: ">12.3f")
                .raised(
                    as: "ValueError",
                    fill == "0"
                        ? "Zero padding is not allowed in complex format specifier"
                        : "'=' alignment flag is not allowed in complex format specifier")
        }
        func part(_ value: Double, sign: Character) -> String {
            var (isNegative, digits) = decimal(value)
            if type == nil, value.isFinite {
                digits = grouped(precision == nil ? value.magnitude.withoutPoint : general(value.magnitude))
            }
            isNegative = isNegative && !value.isNaN
            return (isNegative ? "-" : sign == "-" ? "" : String(sign)) + digits
        }
        guard type == nil else {
            return pad(part(number.real, sign: sign) + part(number.imaginary, sign: "+") + "j", default: ">")
        }
        if number.real == 0, number.real.sign == .plus {
            return pad(part(number.imaginary, sign: sign) + "j", default: ">")
        }
        return pad("(" + part(number.real, sign: sign) + part(number.imaginary, sign: "+") + "j)", default: ">")
    }

    private func general(_ magnitude: Double) -> String {
        formatC(magnitude, "g", precision: Swift.max(1, precision ?? 6), alternate: isAlternate)
    }

    private func grouped(_ digits: String) -> String {
        guard let grouping else { return digits }
        let whole = digits.prefix { $0.isNumber }
        var out = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { out.append(grouping) }
            out.append(digit)
        }
        return out + digits.dropFirst(whole.count)
    }

    private func pad(number: (negative: Bool, digits: String)) -> String {
        let sign = number.negative ? "-" : (self.sign == "-" ? "" : String(self.sign))
        if align == "=" {
            let missing = Swift.max(0, width - sign.count - number.digits.count)
            return sign + String(repeating: fill, count: missing) + number.digits
        }
        return pad(sign + number.digits, default: ">")
    }

    private func pad(_ shown: String, default standard: Character) -> String {
        let missing = width > 0 ? Swift.max(0, width - shown.unicodeScalars.count) : 0
        let padding = { (count: Int) in String(repeating: fill, count: count) }
        switch align ?? standard {
        case "<": return shown + padding(missing)
        case "^": return padding(missing / 2) + shown + padding(missing - missing / 2)
        default: return padding(missing) + shown
        }
    }
}

extension Value {
    /// The value as `print` shows it: a string without quotes, everything else as it is spelled.
    func boundedPlainText(_ work: Work) throws -> String {
        if case .text(let text) = self { return text }
        return try boundedRepr(work)
    }
}
