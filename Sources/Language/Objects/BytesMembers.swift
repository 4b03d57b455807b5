import Answers

/// Methods of bytes, and those of whole numbers that make or read bytes.
///
/// What strings can do as well is done by their methods: bytes become a text in which those that are no letters, digits or signs of
/// English stand for characters without a case, a value or a width.
enum BytesMembers {
    static func of(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        _ body: @escaping ([UInt8], Arguments, Context) throws -> Value
    ) -> BuiltinMember {
        BuiltinMember(name, meaning, parameters) { value, arguments, context in
            guard case .object(let object as BytesObject) = value else { return .none }
            return try body(object.bytes, arguments, context)
        }
    }

    nonisolated(unsafe) static let all: [BuiltinMember] =
        own
        + StringMembers.all.filter { !none.contains($0.name) }
        .map(asOfStrings)

    /// Methods of strings that bytes have not, or have otherwise.
    private static let none: Set<String> = [
        "casefold", "encode", "format", "isascii", "isdecimal", "isidentifier", "isnumeric", "join", "splitlines",
    ]

    nonisolated(unsafe) private static let own: [BuiltinMember] = [
        of("isascii", "whether all are below 128") { bytes, _, _ in .bool(bytes.allSatisfy { $0 < 0x80 }) },
        of("decode", "as a text", TextCodec.parameters) { bytes, arguments, context in
            var check = StopCheck(context.work)
            return .text(try TextCodec(arguments).decoded(bytes, &check))
        },
        of(
            "hex", "two digits of base 16 for each",
            [
                Parameter("sep", .optional(.text), .value(.none), "one character that stands between them"),
                Parameter(
                    "bytes_per_sep", .int(.init(-1e7, 1e7)), .value(.int(1)),
                    "how many stand together, counted from the end; below 0 from the beginning"),
            ]
        ) { bytes, arguments, context in
            .text(try digits(bytes, arguments["sep"].asText, arguments.int("bytes_per_sep"), context.work))
        },
        BuiltinMember(
            "fromhex", "bytes from digits of base 16", [Parameter("string", .text, .required, "two digits for each")]
        ) { _, arguments, _ in .object(BytesObject(try bytes(ofDigits: arguments.text("string")))) },
        of(
            "splitlines", "the lines, which end with \\n, \\r or both",
            [Parameter("keepends", .bool, .value(.bool(false)), "whether each keeps its line end")]
        ) { bytes, arguments, context in
            let keepsEnds = try arguments.bool("keepends")
            let (feed, back) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
            var (lines, start, place) = ([Value](), 0, 0)
            var check = StopCheck(context.work)
            while place < bytes.count {
                try check.pass()
                let byte = bytes[place]
                place += 1
                guard byte == feed || byte == back else { continue }
                let end = place - 1
                if byte == back, place < bytes.count, bytes[place] == feed { place += 1 }
                lines.append(.object(BytesObject(Array(bytes[start..<(keepsEnds ? place : end)]))))
                start = place
            }
            if start < bytes.count { lines.append(.object(BytesObject(Array(bytes[start...])))) }
            return .list(lines)
        },
        of("join", "the bytes of a list with these between them", [BuiltinMember.values]) { bytes, arguments, context in
            var joined: [UInt8] = []
            var count = 0
            try context.machine.iterate(arguments["values"]) { element in
                guard case .object(let part as BytesObject) = element else {
                    throw BytesObject.notBytes(element).raised(
                        as: "TypeError",
                        "sequence item \(count): expected a bytes-like object, \(element.pythonType) found")
                }
                try Limits.checkBytes(joined.count + bytes.count + part.bytes.count)
                if count > 0 { joined += bytes }
                joined += part.bytes
                count += 1
                return true
            }
            return .object(BytesObject(joined))
        },
    ]

    private static func digits(_ bytes: [UInt8], _ separator: String?, _ group: Int, _ work: Work) throws -> String {
        try Limits.checkText(3 * bytes.count)
        var out: [UInt8] = []
        guard let separator, group != 0 else {
            for byte in bytes { out += BytesObject.hexadecimal(byte) }
            return String(decoding: out, as: UTF8.self)
        }
        guard separator.unicodeScalars.count == 1, separator.utf8.count == 1 else {
            let isOne = separator.unicodeScalars.count == 1
            throw Mistake("sep = \(Value.text(separator).brief)", expected: "one character of English").raised(
                as: "ValueError", isOne ? "sep must be ASCII." : "sep must be length 1.")
        }
        let size = Int(group.magnitude)
        // Groups are counted from the end, so that the first may be shorter.
        let offset = group > 0 ? bytes.count % size : 0
        for (place, byte) in bytes.enumerated() {
            if place > 0, (place - offset) % size == 0 { out += separator.utf8 }
            out += BytesObject.hexadecimal(byte)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func bytes(ofDigits text: String) throws -> [UInt8] {
        var out: [UInt8] = []
        var first: UInt8?
        for (place, scalar) in text.unicodeScalars.enumerated() {
            if first == nil, scalar.properties.isWhitespace, scalar.isASCII { continue }
            guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { throw noDigit(place) }
            if let high = first {
                out.append(high << 4 | UInt8(digit))
                first = nil
            } else {
                first = UInt8(digit)
            }
        }
        if first != nil { throw noDigit(text.unicodeScalars.count) }
        return out
    }

    private static func noDigit(_ place: Int) -> Mistake {
        Mistake("there is no digit of base 16 at position \(place)", expected: "two digits for each byte").raised(
            as: "ValueError", "non-hexadecimal number found in fromhex() arg at position \(place)")
    }

    // MARK: As strings

    /// Where bytes stand that are no letters, digits or signs of English.
    private static let elsewhere: UInt32 = 0xe000

    private static func text(of bytes: [UInt8]) -> Value {
        var out = String.UnicodeScalarView()
        for byte in bytes {
            let isPlain = byte < 0x80 && !(0x1c...0x1f).contains(byte)
            out.append(isPlain ? Unicode.Scalar(byte) : Unicode.Scalar(elsewhere + UInt32(byte)) ?? " ")
        }
        return .text(String(out))
    }

    private static func back(_ value: Value) -> Value {
        switch value {
        case .text(let text):
            .object(
                BytesObject(
                    text.unicodeScalars.map {
                        UInt8(truncatingIfNeeded: $0.value >= elsewhere ? $0.value - elsewhere : $0.value)
                    }))
        case .list(let list): .list(list.items.map(back))
        case .tuple(let items): .tuple(items.map(back))
        default: value
        }
    }

    private static func asOfStrings(_ member: BuiltinMember) -> BuiltinMember {
        let parameters = member.parameters.map { parameter in
            var parameter = parameter
            switch parameter.type {
            case .text, .optional(.text): parameter.type = .any
            default: break
            }
            return parameter
        }
        return of(member.name, member.meaning, parameters) { bytes, arguments, context in
            var arguments = arguments
            for (name, value) in arguments.values where arguments.isGiven(name) {
                arguments.values[name] =
                    try name == "sub" && value.asBig != nil
                    ? text(of: [BytesObject.byte(value)]) : given(value, member.name)
            }
            do {
                return back(try member.body(text(of: bytes), arguments, context))
            } catch let mistake as Mistake where mistake.pythonMessage == "substring not found" {
                throw mistake.raised(as: "ValueError", "subsection not found")
            }
        }
    }

    /// An argument as the method of strings takes it: bytes as a text; a byte as one where a part is looked for.
    private static func given(_ value: Value, _ method: String) throws -> Value {
        switch value {
        case .object(let other as BytesObject): return text(of: other.bytes)
        case .tuple(let items): return .tuple(try items.map { try given($0, method) })
        case .text:
            guard ["startswith", "endswith"].contains(method) else { throw BytesObject.notBytes(value) }
            throw BytesObject.notBytes(value).raised(
                as: "TypeError", "\(method) first arg must be bytes or a tuple of bytes, not str")
        default: return value
        }
    }

    // MARK: Whole numbers

    private static let order = Parameter(
        "byteorder", .text, .value(.text("big")), "big: the largest first; little: the smallest first")
    private static let signed = Parameter(
        "signed", .bool, .value(.bool(false)), "whether numbers below 0 are meant as well", isKeywordOnly: true)

    nonisolated(unsafe) static let ofWhole: [BuiltinMember] = [
        BuiltinMember(
            "to_bytes", "its digits of base 256, as bytes",
            [Parameter("length", .int(), .value(.int(1)), "how many bytes"), order, signed]
        ) { value, arguments, _ in
            let (length, isLittle) = (try arguments.int("length"), try isLittle(arguments))
            guard length >= 0 else {
                throw Mistake("length = \(length)", expected: "0 or more").raised(
                    as: "ValueError", "length argument must be non-negative")
            }
            try Limits.checkBytes(length)
            let bytes = try digits(value.asBig ?? BigInt(0), length, isSigned: arguments.bool("signed"))
            return .object(BytesObject(isLittle ? bytes : bytes.reversed()))
        },
        BuiltinMember(
            "from_bytes", "the whole number whose digits of base 256 these are",
            [Parameter("bytes", .any, .required, "bytes, or numbers from 0 to 255"), order, signed]
        ) { _, arguments, context in
            let isLittle = try isLittle(arguments)
            let given = try BytesWords.bytes(of: arguments["bytes"], context)
            guard given.count / 4 < BigInt.maximumWords else { throw Arithmetic.tooLarge }
            let bytes = isLittle ? given : given.reversed()
            var words = [UInt32](repeating: 0, count: bytes.count / 4 + 1)
            for (place, byte) in bytes.enumerated() { words[place / 4] |= UInt32(byte) << UInt32(place % 4 * 8) }
            guard try arguments.bool("signed"), let top = bytes.last, top >= 0x80 else {
                return .whole(BigInt(words, isNegative: false))
            }
            return .whole(BigInt(words, isNegative: false) - BigInt(1).shiftedLeft(8 * bytes.count))
        },
    ]

    private static func isLittle(_ arguments: Arguments) throws -> Bool {
        let order = try arguments.text("byteorder")
        guard order == "little" || order == "big" else {
            throw Mistake("byteorder = \(Value.text(order).brief)", expected: "\"big\" or \"little\"").raised(
                as: "ValueError", "byteorder must be either 'little' or 'big'")
        }
        return order == "little"
    }

    /// The smallest first.
    private static func digits(_ number: BigInt, _ length: Int, isSigned: Bool) throws -> [UInt8] {
        if number.isNegative, !isSigned {
            throw Mistake("\(number.text().prefix(40)) is below 0", expected: "a number from 0", try: "signed=True")
                .raised(as: "OverflowError", "can't convert negative int to unsigned")
        }
        // Below 0 as many bits are needed as for what is one nearer to 0.
        let bits = number.isNegative ? (-number - BigInt(1)).bitWidth : number.bitWidth
        guard number.isZero || bits + (isSigned ? 1 : 0) <= 8 * length else {
            throw Mistake(
                "\(number.text().prefix(40)) needs more than \(Phrase.count(length, "byte"))",
                expected: "a larger length"
            ).raised(as: "OverflowError", "int too big to convert")
        }
        let words = number.twosComplement(length / 4 + 1)
        return (0..<length).map { UInt8(truncatingIfNeeded: words[$0 / 4] >> UInt32($0 % 4 * 8)) }
    }
}
