import Answers
import Arrays

/// Between values and text.
enum ValueWords {
    static let words: [Word] = [
        print, string, repr, format, int, float, bool, type, character, ordinal, hexadecimal, octal, binary,
    ]

    private static let family = "values"
    private static let value = Parameter("value", .any, .required, "any value")
    private static let optional = Parameter("value", .any, .value(.none), "any value")

    private static let print = Word.native(
        "print", family: family, "writes values on a line",
        [
            Parameter("values", .any, .otherwise("an empty line"), "what is written", isVariadic: true),
            Parameter(
                "sep", .optional(.text), .value(.text(" ")), "what stands between the values", isKeywordOnly: true),
            Parameter(
                "end", .optional(.text), .value(.text("\n")), "what stands behind the last one", isKeywordOnly: true),
            Parameter(
                "file", .any, .value(.none), "an open file that they go to instead of the output", isKeywordOnly: true),
            Parameter("flush", .bool, .value(.bool(false)), "has no effect here", isKeywordOnly: true),
        ], returns: "None", examples: ["print(\"loss\", 0.25)", "print(1, 2, sep=\", \")"], seeAlso: ["format"]
    ) { given, context in
        let separator = try given.text(.max, "sep") ?? " "
        var text = ""
        for (place, value) in given.values.enumerated() {
            if place > 0 { text += separator }
            text += try context.machine.text(of: value)
        }
        let end = try given.text(.max, "end") ?? "\n"
        guard let file = given["file"], !file.isNone else {
            try context.write(text, end: end)
            return .none
        }
        _ = try context.call(try context.attribute("write", of: file), [.text(text + end)])
        return .none
    }

    private static let string = Word.native(
        "str", family: family, "a value as text",
        [
            optional, Parameter("encoding", .optional(.text), .value(.none), "that bytes are read by"),
            Parameter("errors", .optional(.text), .value(.none), "what becomes of bytes that are no text"),
        ], returns: "string", examples: ["str(0.1)", "str(b\"abc\", \"utf-8\")"], seeAlso: ["repr", "format"]
    ) { given, context in
        let (encoding, errors) = (try given.text(1, "encoding"), try given.text(2, "errors"))
        guard encoding != nil || errors != nil else {
            return .text(try given.value(0, "value").map { try context.machine.text(of: $0) } ?? "")
        }
        let value = given.value(0, "value") ?? .object(BytesObject([]))
        guard case .object(let bytes as BytesObject) = value else {
            throw Mistake("\(value.brief) is read by no encoding", expected: "bytes", try: "str(\(value.brief))")
                .raised(
                    as: "TypeError",
                    value.asText == nil
                        ? "decoding to str: need a bytes-like object, \(value.pythonType) found"
                        : "decoding str is not supported")
        }
        var check = StopCheck(context.work)
        return .text(try TextCodec(encoding ?? "utf-8", errors: errors ?? "strict").decoded(bytes.bytes, &check))
    }

    private static let repr = Word.native(
        "repr", family: family, "a value as it would be typed", [value], returns: "string", examples: ["repr(\"a\")"],
        seeAlso: ["str"]
    ) { given, context in .text(try context.machine.spelled(given.required(0, "value", "repr"))) }

    private static let format = Word(
        "format", family: family, summary: "a value as text in a given format",
        details: """
            The format is Python's: [fill][<>^][sign][0][width][,][.digits][type] with the types f (fixed), e \
            (exponent), g (whichever is shorter), % (per cent), d (whole). In f-strings: f"{loss:.4f}".
            """,
        parameters: [value, Parameter("spec", .text, .value(.text("")), "the format, such as .3f")], returns: "string",
        examples: ["format(3.14159, \".2f\")", "f\"{12345.678:,.1f}\""],
        meaning: .call { arguments, context in
            try arguments.about("spec") {
                .text(try context.machine.formatted(arguments["value"], arguments["spec"], asRepr: false))
            }
        })

    private static func whole(_ number: Double) throws -> Value {
        guard let whole = BigInt(truncating: number) else {
            throw Mistake("\(number.pythonRepr) is no whole number", expected: "a finite number").raised(
                as: number.isNaN ? "ValueError" : "OverflowError",
                number.isNaN ? "cannot convert float NaN to integer" : "cannot convert float infinity to integer")
        }
        return .whole(whole)
    }

    private static let int = Word.native(
        "int", family: family, "a whole number: of a number without its fraction, or read from text",
        [optional, Parameter("base", .int(), .value(.int(10)), "of the digits of a text")], returns: "number",
        examples: ["int(-2.7)", "int(\"12\")", "int(\"ff\", 16)"], seeAlso: ["round", "float"]
    ) { given, context in
        let value = only(given.value(0, "value") ?? .int(0))
        switch value {
        case .int, .big: return value
        case .bool(let flag): return .int(flag ? 1 : 0)
        case .thing(let thing as any NumberLike):
            let number = try thing.plainNumber()
            guard case .number(let number) = number else { return number }
            return try whole(number)
        case .number(let number): return try whole(number)
        case .text(let text):
            var base = try given.int(1, "base") ?? 10
            let stated = base
            var digits = text.trimmed.replacingUnderscores
            let isNegative = digits.hasPrefix("-")
            if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
            let prefixes = [16: "0x", 8: "0o", 2: "0b"]
            if base == 0 { base = prefixes.first { digits.lowercased().hasPrefix($0.value) }?.key ?? 10 }
            if let prefix = prefixes[base], digits.lowercased().hasPrefix(prefix) { digits.removeFirst(2) }
            if (2...36).contains(base), BigInt.isTooLong(digits, radix: base) { throw Arithmetic.tooLarge }
            guard (2...36).contains(base), let number = BigInt(digits: digits, radix: base) else {
                throw Mistake("\(value.brief) is not the text of a whole number", expected: "such as \"12\"").raised(
                    as: "ValueError", "invalid literal for int() with base \(stated): \(value.repr)")
            }
            return .whole(isNegative ? -number : number)
        default:
            if let instance = value.instance, let method = instance.type.lookUp("__int__") {
                return try context.machine.call(method, [value])
            }
            throw unreadable(value, "int() argument must be a string, a bytes-like object or a real number")
        }
    }

    private static let float = Word.native(
        "float", family: family, "a number: read from text, or of a whole number", [optional], returns: "number",
        examples: ["float(\"1e-3\")"], seeAlso: ["int", "str"]
    ) { given, context in
        let value = only(given.value(0, "value") ?? .number(0))
        switch value {
        case .number: return value
        case .thing(let thing as any NumberLike):
            return .number(try thing.plainNumber().asNumber ?? .nan)
        case .int(let number): return .number(Double(number))
        case .big(let number):
            guard number.asDouble.isFinite else {
                throw Mistake("this whole number is larger than the largest floating-point number").raised(
                    as: "OverflowError", "int too large to convert to float")
            }
            return .number(number.asDouble)
        case .bool(let flag): return .number(flag ? 1 : 0)
        case .text(let text):
            let trimmed = text.trimmed.replacingUnderscores
            let isHexadecimal = trimmed.utf8.contains { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") }
            guard !isHexadecimal, let number = Double(trimmed) ?? Double(trimmed.replacingBarePoint) else {
                throw Mistake("\(value.brief) is not the text of a number", expected: "such as \"1e-3\"").raised(
                    as: "ValueError", "could not convert string to float: \(value.repr)")
            }
            return .number(number.isNaN ? context.session.distinct(number) : number)
        default:
            if let instance = value.instance, let method = instance.type.lookUp("__float__") {
                return try context.machine.call(method, [value])
            }
            throw unreadable(value, "float() argument must be a string or a real number")
        }
    }

    /// A number with a dtype as one of Python's; an array of one element is that.
    private static func only(_ value: Value) -> Value {
        if let number = value.array?.only { return Value(number) }
        if case .object(let bytes as BytesObject) = value { return .text(String(decoding: bytes.bytes, as: UTF8.self)) }
        return value.unmixed.plain
    }

    private static func unreadable(_ value: Value, _ message: String) -> Mistake {
        Mistake("\(value.brief) is no number (\(value.kind))", expected: "a number or a string").raised(
            as: "TypeError", "\(message), not '\(value.pythonType)'")
    }

    private static let bool = Word.native(
        "bool", family: family, "whether a value counts as true; 0, \"\", None and empty lists do not", [optional],
        returns: "bool", examples: ["bool([])"]
    ) { given, context in .bool(try given.value(0, "value").map { try context.isTrue($0) } ?? false) }

    private static let type = Word.native(
        "type", family: family, "the kind of a value: a class, or the word that makes such values", [value],
        returns: "class", examples: ["type(0.1)", "type([1, 2]) == list"], seeAlso: ["describe", "isinstance"]
    ) { given, context in context.machine.typeOf(try given.required(0, "value", "type")) }

    private static let character = Word.native(
        "chr", family: family, "the character with a number",
        [Parameter("number", .int(), .required, "its Unicode number")],
        returns: "string", examples: ["chr(955)"], seeAlso: ["ord"]
    ) { given, _ in
        guard let number = try given.int(0, "number"), let code = UInt32(exactly: number),
            let scalar = Unicode.Scalar(code)
        else {
            throw Mistake("no character has this number", expected: "0 to 1,114,111").raised(
                as: "ValueError", "chr() arg not in range(0x110000)")
        }
        return .text(String(scalar))
    }

    private static let ordinal = Word.native(
        "ord", family: family, "the number of a character", [Parameter("character", .text, .required, "one character")],
        returns: "number", examples: ["ord(\"λ\")"], seeAlso: ["chr"]
    ) { given, _ in
        let value = try given.required(0, "character", "ord")
        if case .object(let bytes as BytesObject) = value, let byte = bytes.bytes.first, bytes.bytes.count == 1 {
            return .int(Int(byte))
        }
        guard case .text(let text) = value, let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1
        else {
            var length = value.asText?.unicodeScalars.count
            if case .object(let bytes as BytesObject) = value { length = bytes.bytes.count }
            throw Mistake("\(value.brief) is not one character").raised(
                as: "TypeError",
                length.map { "ord() expected a character, but string of length \($0) found" }
                    ?? "ord() expected string of length 1, but \(value.pythonType) found")
        }
        return .int(Int(scalar.value))
    }

    private static func digits(_ name: String, _ radix: Int, _ prefix: String, _ summary: String) -> Word {
        Word.native(
            name, family: family, summary, [Parameter("number", .any, .required, "a whole number")], returns: "string",
            examples: ["\(name)(10)"]
        ) { given, _ in
            let value = try given.required(0, "number", name)
            guard let number = value.asBig else {
                throw Mistake("\(value.brief) is no whole number").raised(
                    as: "TypeError", "'\(value.pythonType)' object cannot be interpreted as an integer")
            }
            return .text(
                (number.isNegative ? "-" : "") + prefix + BigInt(number.words, isNegative: false).text(radix: radix))
        }
    }

    private static let octal = digits("oct", 8, "0o", "a whole number in digits of base 8")
    private static let hexadecimal = digits("hex", 16, "0x", "a whole number in digits of base 16")
    private static let binary = digits("bin", 2, "0b", "a whole number in digits of base 2")
}

extension StringProtocol {
    /// `1_000` as `1000`; other underscores stay and are refused.
    fileprivate var replacingUnderscores: String {
        let text = String(self)
        guard text.utf8.contains(UInt8(ascii: "_")), !text.hasPrefix("_"), !text.hasSuffix("_"), !text.contains("__")
        else { return text }
        return text.filter { $0 != "_" }
    }
}

extension String {
    /// `1.` and `.5` with a digit on both sides of the point.
    fileprivate var replacingBarePoint: String {
        guard let point = firstIndex(of: ".") else { return self }
        let before = self[..<point]
        let after = self[index(after: point)...]
        let head = before.last?.isNumber == true ? String(before) : before + "0"
        return before.last?.isNumber == true || after.first?.isNumber == true
            ? head + "." + (after.first?.isNumber == true ? after : "0" + after) : self
    }
}
