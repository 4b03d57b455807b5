import Answers
import Foundation
import Language

/// `unicodedata`: what Unicode says of characters, in the version of this system.
enum UnicodeWords {
    static let words: [Word] = [
        word(
            "normalize", "a text in one of the forms in which equal characters are written alike",
            [
                Parameter("form", .choice(["NFC", "NFD", "NFKC", "NFKD"]), .required, "composed or taken apart"),
                Parameter("unistr", .text, .required, "the text"),
            ], "unicodedata.normalize(\"NFD\", \"é\").encode(\"ascii\", \"ignore\")"
        ) { arguments in
            let text = try arguments.text("unistr")
            switch try arguments.text("form") {
            case "NFC": return .text(text.precomposedStringWithCanonicalMapping)
            case "NFD": return .text(text.decomposedStringWithCanonicalMapping)
            case "NFKC": return .text(text.precomposedStringWithCompatibilityMapping)
            default: return .text(text.decomposedStringWithCompatibilityMapping)
            }
        },
        word("category", "what kind of character it is: Lu, Ll, Nd, Mn …", [character], "unicodedata.category(\"A\")") {
            .text(try scalar($0).properties.generalCategory.short)
        },
        word(
            "combining", "where a mark stands on its letter; 0 for what is no mark", [character],
            returns: "number", "unicodedata.combining(\"\\u0301\")"
        ) { .int(Int(try scalar($0).properties.canonicalCombiningClass.rawValue)) },
        word("name", "what a character is called", [character, standard], "unicodedata.name(\"é\")") { arguments in
            if let name = try scalar(arguments).properties.name { return .text(name) }
            guard !arguments.isGiven("default") else { return arguments["default"] }
            throw Mistake("the character has no name", expected: "one that has", argument: "chr").raised(
                as: "ValueError", "no such name")
        },
        word(
            "numeric", "the number that a character is", [character, standard], returns: "number",
            "unicodedata.numeric(\"½\")"
        ) {
            arguments in
            if let number = try scalar(arguments).properties.numericValue { return .number(number) }
            guard !arguments.isGiven("default") else { return arguments["default"] }
            throw Mistake("the character is no number", expected: "a digit or a fraction", argument: "chr").raised(
                as: "ValueError", "not a numeric character")
        },
    ]

    private static let character = Parameter("chr", .text, .required, "one character")
    private static let standard = Parameter("default", .any, .value(.none), "what is given where there is none")

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter], returns: String = "string", _ example: String,
        _ body: @escaping @Sendable (Arguments) throws -> Value
    ) -> Word {
        Word(
            "unicodedata.\(name)", family: "modules", summary: summary, parameters: parameters, returns: returns,
            examples: ["import unicodedata\n\(example)"], seeAlso: ["ord", "chr"],
            meaning: .call { arguments, _ in try body(arguments) })
    }

    private static func scalar(_ arguments: Arguments) throws -> Unicode.Scalar {
        let scalars = try arguments.text("chr").unicodeScalars
        guard let first = scalars.first, scalars.count == 1 else {
            throw Mistake(
                "\(arguments["chr"].brief) has \(scalars.count) characters", expected: "one character", argument: "chr"
            ).raised(
                as: "TypeError", "need a single Unicode character as parameter")
        }
        return first
    }
}

extension Unicode.GeneralCategory {
    /// Unicode's two letters for it.
    fileprivate var short: String {
        switch self {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
