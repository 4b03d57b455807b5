extension Lexer {
    /// What word processors and documents make of the signs of the keyboard.
    static let lookalikes: [Unicode.Scalar: String] = [
        "−": "-", "–": "-", "‐": "-", "‑": "-", "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "∕": "/",
        "≤": "<=", "≥": ">=", "≠": "!=", "（": "(", "）": ")", "，": ",", "＝": "=",
    ]

    /// Characters that nobody sees and that come along with a paste.
    static let invisible: Set<Unicode.Scalar> = [
        "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}", "\u{00ad}",
    ]

    static func superscript(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "⁰": 0
        case "¹": 1
        case "²": 2
        case "³": 3
        case "⁴"..."⁹": Int(scalar.value) - 0x2070
        default: nil
        }
    }

    private static let long: [String] = [
        "**=", "//=", "...", "<<=", ">>=", "**", "//", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=", "^=", "@=",
        "&=", "|=", "->", ":=", "&&", "||", "<<", ">>", "<>",
    ]

    /// What a sign of two characters has in the second place.
    private static let second = Set("*/=.>&|<".utf8)

    mutating func symbol() throws {
        let start = position
        let mayBeLong = Lexer.second.contains(byte(1))
        for candidate in mayBeLong ? Lexer.long : [] where bytes[start..<end].starts(with: candidate.utf8) {
            if let instead = Lexer.instead[candidate] {
                throw failure("\(candidate) is not used here", start, start + candidate.utf8.count, try: instead)
            }
            position += candidate.utf8.count
            return add(.symbol, candidate, from: start)
        }
        let character = Character(Unicode.Scalar(byte()))
        if let instead = Lexer.instead[String(character)] {
            throw failure("\(character) is not used here", start, start + 1, try: instead)
        }
        guard "()[]{},:.=<>+-*/%^@&|~".contains(character) else {
            let shown = character.isASCII && byte() >= 0x20 && byte() != 0x7f ? "\(character)" : "a control character"
            throw failure(
                "\(shown) has no meaning here", start, start + 1,
                expected: "names, numbers, strings and the signs of arithmetic")
        }
        position += 1
        if "([{".contains(character) { open.append(start) }
        if ")]}".contains(character), !open.isEmpty { open.removeLast() }
        add(.symbol, String(character), from: start)
    }

    /// Signs of other languages, and what is written instead.
    private static let instead: [String: String] = [
        "&&": "and", "||": "or", "!": "not, or != for ‘is not equal’; there is no shell here",
        "?": "help(name)", "<>": "!=", "$": "no sign before names",
        "`": "quotes: 'text'",
    ]

    // MARK: Numbers

    mutating func number() throws {
        let start = position
        if byte() == UInt8(ascii: "0"), let radix = radix(byte(1)) { return try integer(radix: radix) }
        skipDigits()
        var isInteger = true
        if byte() == UInt8(ascii: "."), !(byte(1) == UInt8(ascii: ".")) {
            isInteger = false
            position += 1
            skipDigits()
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            let sign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+") ? 1 : 0
            if isDigit(byte(1 + sign)) {
                isInteger = false
                position += 1 + sign
                skipDigits()
            }
        }
        let isImaginary = byte() | 0x20 == UInt8(ascii: "j") && nameEnd(from: position) == position + 1
        if !isImaginary { try refuseTail(start) }
        let digits = String(decoding: bytes[start..<position].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if isImaginary {
            position += 1
            isInteger = false
        }
        if isInteger, let value = Int(digits) { return add(.int(value), "", from: start) }
        if isInteger, BigInt.isTooLong(digits, radix: 10) { throw tooLarge(start) }
        if isInteger, let value = BigInt(digits: digits, radix: 10) { return add(.big(value), "", from: start) }
        // Swift reads "1." and ".5" only with digits on both sides of the point.
        let padded = (digits.hasPrefix(".") ? "0" : "") + digits.replacingPoint()
        guard let value = Double(padded) else {
            throw failure("\(digits) is not a number", start, position, expected: "digits, one point, one exponent")
        }
        guard value.isFinite || isPython else {
            throw failure(
                "\(digits.prefix(40)) is larger than the largest number", start, position,
                expected: "at most 1.797e308", try: "inf for infinity")
        }
        add(isImaginary ? .imaginary(value) : .number(value), "", from: start)
    }

    private func radix(_ byte: UInt8) -> Int? {
        switch byte | 0x20 {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "b"): 2
        case UInt8(ascii: "o"): 8
        default: nil
        }
    }

    private mutating func integer(radix: Int) throws {
        let start = position
        position = nameEnd(from: position + 2)
        let digits = bytes[(start + 2)..<position].filter { $0 != UInt8(ascii: "_") }
        if BigInt.isTooLong(String(decoding: digits, as: UTF8.self), radix: radix) { throw tooLarge(start) }
        guard let value = BigInt(digits: String(decoding: digits, as: UTF8.self), radix: radix) else {
            throw failure(
                "\(String(decoding: bytes[start..<position], as: UTF8.self)) is not a number", start, position,
                expected: "digits of base \(radix)")
        }
        add(value.asInt.map { .int($0) } ?? .big(value), "", from: start)
    }

    private func tooLarge(_ start: Int) -> Diagnostic {
        Diagnostic(Arithmetic.tooLarge, range: SourceRange(start, Swift.min(position, end)))
    }

    private mutating func skipDigits() {
        while isDigit(byte()) || (byte() == UInt8(ascii: "_") && isDigit(byte(1))) { position += 1 }
    }

    /// `2x` and `1.2.3` are slips, not numbers.
    private func refuseTail(_ start: Int) throws {
        let number = String(decoding: bytes[start..<position], as: UTF8.self)
        let tail = nameEnd(from: position)
        if tail > position {
            let name = String(decoding: bytes[position..<tail], as: UTF8.self)
            throw failure(
                "\(number)\(name) is neither a number nor a name", start, tail, expected: "an operator between them",
                try: "\(number)*\(name)")
        }
        if byte() == UInt8(ascii: "."), isDigit(byte(1)) {
            throw failure("\(number). has two points", start, position + 2, expected: "a number with one point")
        }
    }
}

extension String {
    /// `1.` and `1.e5` with a digit after the point.
    fileprivate func replacingPoint() -> String {
        guard let point = firstIndex(of: ".") else { return self }
        let next = index(after: point)
        if next < endIndex, self[next].isNumber { return self }
        return self[...point] + "0" + self[next...]
    }
}
