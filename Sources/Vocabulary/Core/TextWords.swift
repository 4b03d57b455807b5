import Language
import Answers

/// Between values and text.
enum TextWords {
    static let words: [Word] = [print, string, repr, format, int, float, bool, type]

    private static let family = "values"
    private static let value = Parameter("value", .any, "any value")

    private static let print = Word(
        "print", family: family, summary: "writes values on a line",
        parameters: [
            Parameter("values", .any, .otherwise("an empty line"), "what is written", isVariadic: true),
            Parameter("sep", .text, " ", "what stands between the values", isKeywordOnly: true),
        ], returns: "None", examples: ["print(\"loss\", 0.25)"], seeAlso: ["format"],
        meaning: .call { arguments, context in
            let parts = try arguments.values("values").map { try $0.plainText(work: context.work) }
            try context.write(parts.joined(separator: try arguments.text("sep")))
            return .none
        })

    private static let string = Word(
        "str", family: family, summary: "a value as text", parameters: [value], returns: "string",
        examples: ["str(0.1)"], seeAlso: ["repr", "format"],
        meaning: .call { arguments, context in .text(try arguments["value"].plainText(work: context.work)) })

    private static let repr = Word(
        "repr", family: family, summary: "a value as it would be typed", parameters: [value], returns: "string",
        examples: ["repr(\"a\")"], seeAlso: ["str"],
        meaning: .call { arguments, context in .text(try arguments["value"].repr(work: context.work))
        })

    private static let format = Word(
        "format", family: family, summary: "a value as text in a given format",
        details: """
            The format is Python's: [fill][<>^][sign][0][width][,][.digits][type] with the types f (fixed), e \
            (exponent), g (whichever is shorter), % (per cent), d (whole). In f-strings: f"{loss:.4f}".
            """,
        parameters: [value, Parameter("spec", .text, "", "the format, such as .3f")], returns: "string",
        examples: ["format(3.14159, \".2f\")", "f\"{12345.678:,.1f}\""],
        meaning: .call { arguments, context in
            try arguments.about("spec") {
                .text(try FormatSpec(try arguments.text("spec")).apply(arguments["value"], work: context.work))
            }
        })

    private static let int = Word(
        "int", family: family, summary: "a whole number: of a number without its fraction, or read from text",
        parameters: [value], returns: "number", examples: ["int(-2.7)", "int(\"12\")"], seeAlso: ["round", "float"],
        meaning: .call { arguments, _ in
            switch arguments["value"] {
            case .int: return arguments["value"]
            case .bool(let flag): return .int(flag ? 1 : 0)
            case .number(let number):
                guard number.isFinite else {
                    throw arguments.mistake(
                        "value", "\(number.pythonRepr) is no whole number", expected: "a finite number")
                }
                return Int(exactly: number.rounded(.towardZero)).map { .int($0) }
                    ?? .number(number.rounded(.towardZero))
            case .text(let text):
                guard let number = Int(text.trimmed) else {
                    throw arguments.mistake(
                        "value", "\(arguments["value"].brief) is not the text of a whole number",
                        expected: "such as \"12\"")
                }
                return .int(number)
            default: throw unreadable(arguments)
            }
        })

    private static let float = Word(
        "float", family: family, summary: "a number: read from text, or of a whole number", parameters: [value],
        returns: "number", examples: ["float(\"1e-3\")"], seeAlso: ["int", "str"],
        meaning: .call { arguments, _ in
            switch arguments["value"] {
            case .number: return arguments["value"]
            case .int(let number): return .number(Double(number))
            case .bool(let flag): return .number(flag ? 1 : 0)
            case .text(let text):
                guard let number = Double(text.trimmed) else {
                    throw arguments.mistake(
                        "value", "\(arguments["value"].brief) is not the text of a number", expected: "such as \"1e-3\""
                    )
                }
                return .number(number)
            default: throw unreadable(arguments)
            }
        })

    private static func unreadable(_ arguments: Arguments) -> any Error {
        arguments.mistake(
            "value", "\(arguments["value"].brief) is no number (\(arguments["value"].kind))",
            expected: "a number or a string")
    }

    private static let bool = Word(
        "bool", family: family, summary: "whether a value counts as true; 0, \"\", None and empty lists do not",
        parameters: [value], returns: "bool", examples: ["bool([])"],
        meaning: .call { arguments, _ in .bool(arguments["value"].isTrue) })

    private static let type = Word(
        "type", family: family, summary: "the kind of a value, in a word", parameters: [value], returns: "string",
        examples: ["type(0.1)", "type([1, 2])"], seeAlso: ["describe"],
        meaning: .call { arguments, _ in .text(arguments["value"].typeName) })
}
