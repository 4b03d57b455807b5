import Answers

/// `bytes`: from numbers, or from text.
enum BytesWords {
    static let words: [Word] = [
        Word.native(
            "bytes", family: "values", "whole numbers from 0 to 255 that do not change; b\"…\" writes them as text",
            [
                Parameter(
                    "source", .any, .otherwise("no bytes"), "numbers, a text with its encoding, or how many zeros"),
                Parameter("encoding", .optional(.text), .value(.none), "of a text: utf-8, ascii or latin-1"),
                Parameter("errors", .text, .value(.text("strict")), "what becomes of what has no place in it"),
            ], returns: "bytes", examples: ["bytes([72, 105])", "bytes(\"é\", \"utf-8\")", "b\"Hi\"[0]"],
            seeAlso: ["str", "ord"]
        ) { given, context in
            guard let source = given.value(0, "source") else { return .object(BytesObject([])) }
            let encoding = try given.text(1, "encoding")
            guard case .text(let text) = source.unmixed else {
                if encoding != nil {
                    throw Mistake("an encoding is for a text, not for \(source.brief)", try: "bytes(\(source.brief))")
                        .raised(as: "TypeError", "encoding without a string argument")
                }
                return .object(BytesObject(try bytes(of: source, context, isCount: true)))
            }
            guard let encoding else {
                throw Mistake(
                    "the bytes of a text depend on its encoding", expected: "an encoding", try: "bytes(text, \"utf-8\")"
                ).raised(as: "TypeError", "string argument without an encoding")
            }
            var check = StopCheck(context.work)
            let codec = try TextCodec(encoding, errors: given.text(2, "errors") ?? "strict")
            return .object(BytesObject(try codec.encoded(text, &check)))
        }
    ]

    /// The bytes that a value is, or that its elements are.
    ///
    /// - Parameter isCount: whether a whole number says how many zeros there are to be.
    /// - Throws: `Mistake` for anything else.
    static func bytes(of value: Value, _ context: Context, isCount: Bool = false) throws -> [UInt8] {
        if case .object(let object as BytesObject) = value { return object.bytes }
        if isCount, let count = value.unmixed.asBig { return try zeros(count) }
        if let instance = value.instance, let method = instance.type.lookUp("__bytes__") {
            let found = try context.machine.call(method, [value])
            guard case .object(let made as BytesObject) = found else {
                throw Mistake("__bytes__ gives \(found.brief)", expected: "bytes").raised(
                    as: "TypeError", "__bytes__ returned non-bytes (type \(found.pythonType))")
            }
            return made.bytes
        }
        if case .text = value { throw unfit(value) }
        let iterator: IteratorObject
        if context.machine.hasIterator(value) {
            iterator = try context.machine.iterator(of: value)
        } else {
            guard let found = try? context.machine.iterator(of: value) else { throw unfit(value) }
            iterator = found
        }
        var out: [UInt8] = []
        while let element = try iterator.next(context.machine) {
            try context.machine.poll()
            guard let number = element.unmixed.asBig else {
                throw Mistake("\(element.brief) is no byte", expected: "whole numbers from 0 to 255").raised(
                    as: "TypeError", "'\(element.pythonType)' object cannot be interpreted as an integer")
            }
            guard let byte = number.asInt.flatMap({ UInt8(exactly: $0) }) else {
                throw Mistake("\(element.brief) is no byte", expected: "whole numbers from 0 to 255").raised(
                    as: "ValueError", "bytes must be in range(0, 256)")
            }
            out.append(byte)
            try Limits.checkBytes(out.count)
        }
        return out
    }

    private static func zeros(_ count: BigInt) throws -> [UInt8] {
        guard !count.isNegative else {
            throw Mistake("bytes of the length \(count.text().prefix(40))", expected: "0 or more").raised(
                as: "ValueError", "negative count")
        }
        guard let count = count.asInt else {
            throw Mistake("bytes of the length \(count.text().prefix(40))", expected: "at most 10,000,000").raised(
                as: "OverflowError", "cannot fit 'int' into an index-sized integer")
        }
        try Limits.checkBytes(count)
        return [UInt8](repeating: 0, count: count)
    }

    private static func unfit(_ value: Value) -> Mistake {
        let isText = if case .text = value { true } else { false }
        return Mistake(
            "\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "bytes, or numbers from 0 to 255",
            try: isText ? "\(value.brief).encode()" : nil
        ).raised(as: "TypeError", "cannot convert '\(value.pythonType)' object to bytes")
    }
}
