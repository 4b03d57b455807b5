import Answers

/// `complex`: from two numbers, or read from text.
enum ComplexWords {
    static let words: [Word] = [complex]

    private static let complex = Word.native(
        "complex", family: "values", "a complex number: of a real and an imaginary part, or read from text",
        details: "3j is written for complex(0, 3). The formulas are those of CPython: (1+2j)*(3-1j) is (5+5j).",
        [
            Parameter("real", .any, .value(.int(0)), "the real part, or a text such as \"1+2j\""),
            Parameter("imag", .any, .otherwise("0"), "the imaginary part"),
        ], returns: "complex number", examples: ["complex(1, 2)", "complex(\"1+2j\")", "abs(3+4j)"],
        seeAlso: ["cmath.sqrt", "float"]
    ) { given, context in
        let first = given.value(0, "real")
        let second = given.value(1, "imag")
        if let first, case .text(let text) = first.unmixed {
            guard second == nil else {
                throw Mistake("a text holds both parts", expected: "one text, or two numbers", try: "complex(1, 2)")
                    .raised(as: "TypeError", "complex() can't take second arg if first is a string")
            }
            guard let parts = ComplexText.parts(text) else {
                throw Mistake(
                    "\(first.brief) is not the text of a complex number", expected: "such as \"1+2j\", without blanks"
                ).raised(as: "ValueError", "complex() arg is a malformed string")
            }
            return .complex(parts.real, parts.imaginary)
        }
        if let second, case .text = second.unmixed {
            throw Mistake("imag = \(second.brief) is a string", expected: "a number", try: "complex(\"1+2j\")").raised(
                as: "TypeError", "complex() second arg can't be a string")
        }
        var result = (real: 0.0, imaginary: 0.0)
        if let first {
            guard let parts = try parts(first, context) else {
                throw unfit(first, "complex() first argument must be a string or a number")
            }
            result = parts
        }
        guard let second else { return .complex(result.real, result.imaginary) }
        guard let parts = try parts(second, context) else {
            throw unfit(second, "complex() second argument must be a number")
        }
        // real + imag·j, where each of the two may itself be complex.
        let isComplex = (first: first?.unmixed.complex != nil, second: second.unmixed.complex != nil)
        return .complex(
            isComplex.second ? result.real - parts.imaginary : result.real,
            isComplex.first ? parts.real + result.imaginary : parts.real)
    }

    private static func unfit(_ value: Value, _ message: String) -> Mistake {
        Mistake("\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a number, or a text such as \"1+2j\"")
            .raised(as: "TypeError", "\(message), not '\(value.pythonType)'")
    }

    /// The parts of a number, or of what says itself which number it is; nil for anything else.
    static func parts(_ value: Value, _ context: Context) throws -> ComplexArithmetic.Parts? {
        if let parts = try ComplexArithmetic.parts(value.unmixed) { return parts }
        if case .thing(let thing as any NumberLike) = value {
            return try thing.plainNumber().asNumber.map { ($0, 0) }
        }
        guard let instance = value.instance else { return nil }
        for name in ["__complex__", "__float__"] {
            if let method = instance.type.lookUp(name) {
                return try ComplexArithmetic.parts(try context.machine.call(method, [value]))
            }
        }
        return nil
    }
}

/// Texts such as `1+2j`, `-j`, `(3.5e2-1j)`, `nan`.
enum ComplexText {
    /// The number that the text writes; nil where it writes none.
    static func parts(_ text: String) -> ComplexArithmetic.Parts? {
        var rest = trimmed(Array(text.utf8)[...])
        if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")"), rest.count > 1 {
            rest = trimmed(rest.dropFirst().dropLast())
        }
        guard let first = number(&rest) else { return nil }
        if rest.isEmpty { return first.isBare ? nil : (first.value, 0) }
        if isUnit(rest) { return (0, first.value) }
        guard !first.isBare, let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let second = number(&rest), isUnit(rest)
        else { return nil }
        return (first.value, second.value)
    }

    private static func isUnit(_ rest: ArraySlice<UInt8>) -> Bool {
        rest.count == 1 && rest.first.map { $0 | 0x20 } == UInt8(ascii: "j")
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
        var rest = text.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }

    /// The number that the text begins with. A sign alone, or nothing before a j, stands for 1; `isBare` says so.
    private static func number(_ rest: inout ArraySlice<UInt8>) -> (value: Double, isBare: Bool)? {
        var taken: [UInt8] = []
        var sign = 1.0
        if let first = rest.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            rest.removeFirst()
        }
        for (name, value) in [("infinity", Double.infinity), ("inf", .infinity), ("nan", .nan)]
        where rest.prefix(name.utf8.count).map({ $0 | 0x20 }) == Array(name.utf8) {
            rest.removeFirst(name.utf8.count)
            return (sign * value, false)
        }
        func takeDigits() -> Int {
            var count = 0
            while let byte = rest.first {
                let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                // One underscore between two digits.
                let next = rest.dropFirst().first ?? 0
                guard isDigit || byte == UInt8(ascii: "_") && count > 0 && (0x30...0x39).contains(next) else { break }
                if isDigit { taken.append(byte) }
                count += 1
                rest.removeFirst()
            }
            return count
        }
        var digits = takeDigits()
        if digits == 0 { taken.append(UInt8(ascii: "0")) }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            taken.append(UInt8(ascii: "."))
            let more = takeDigits()
            if more == 0 { taken.append(UInt8(ascii: "0")) }
            digits += more
            if digits == 0 { return nil }
        }
        if digits == 0 { return isUnit(rest) ? (sign, true) : nil }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            let (whole, before) = (rest, taken)
            rest.removeFirst()
            taken.append(UInt8(ascii: "e"))
            if let first = rest.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
                taken.append(first)
                rest.removeFirst()
            }
            if takeDigits() == 0 { (rest, taken) = (whole, before) }
        }
        return Double(String(decoding: taken, as: UTF8.self)).map { (sign * $0, false) }
    }
}
