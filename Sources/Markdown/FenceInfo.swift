package import Answers

/// The attributes of a fence or of a `<!-- descent:… -->` comment: `id="first-run" points=5 hidden=true`.
///
/// Values are those of JSON: a quoted string, a number, `true` or `false`. jupytext reads and writes the same form.
package struct FenceInfo: Sendable, Equatable {
    /// In the order in which they are written.
    package private(set) var attributes: [Attribute] = []
    /// The line of the file it stands in.
    package var line: Int

    /// One `key=value`.
    package struct Attribute: Sendable, Equatable {
        /// What stands before the sign.
        package var key: String
        /// What stands behind it.
        package var value: Literal
        /// The value as its author wrote it: `1e-3`, `"20s"`.
        package var written: String

        /// An attribute that is written in the one usual way.
        package init(_ key: String, _ value: Literal) {
            self.init(key, value, written: value.written)
        }

        init(_ key: String, _ value: Literal, written: String) {
            self.key = key
            self.value = value
            self.written = written
        }
    }

    /// A value.
    package enum Literal: Sendable, Equatable {
        case text(String)
        case number(Double)
        case flag(Bool)

        /// As an author writes it.
        package var written: String {
            switch self {
            case .text(let text):
                "\"" + text.map { FenceInfo.escapes[$0] ?? String($0) }.joined() + "\""
            case .number(let number): number.short(15)
            case .flag(let flag): flag ? "true" : "false"
            }
        }
    }

    private static let escapes: [Character: String] = ["\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\t": "\\t"]

    /// Attributes in the form in which fences are written: a space before each.
    package static func text(_ attributes: [Attribute]) -> String {
        attributes.map { " \($0.key)=\($0.written)" }.joined()
    }

    /// - Parameter line: of the file it stands in.
    /// - Throws: a `Mistake` naming the first thing that is not an attribute.
    package init(_ source: some StringProtocol, line: Int) throws(Mistake) {
        self.line = line
        var reader = AttributeReader(String(source))
        attributes = try reader.all()
    }

    /// The value of an attribute; nil where it is not written.
    package subscript(_ key: String) -> Literal? { attributes.first { $0.key == key }?.value }

    /// The names, in the order in which they are written.
    package var keys: [String] { attributes.map(\.key) }

    /// Whether the keys stand in alphabetical order, as jupytext writes them.
    package var isSorted: Bool { keys == keys.sorted() }

    /// The attribute as a text; nil where it is none.
    package func text(_ key: String) -> String? {
        switch self[key] {
        case .text(let text): text
        case .number(let number): number.short(15)
        case .flag, nil: nil
        }
    }

    /// The attribute as a number; nil where it is none.
    package func number(_ key: String) -> Double? {
        if case .number(let number) = self[key] { number } else { nil }
    }

    /// The attribute as a flag; nil where it is none.
    package func flag(_ key: String) -> Bool? {
        if case .flag(let flag) = self[key] { flag } else { nil }
    }
}

/// Reads `key=value` pairs from left to right.
private struct AttributeReader {
    private let characters: [Character]
    private var place = 0

    init(_ source: String) { characters = Array(source) }

    private static let shape = "attributes such as id=\"first-run\" points=5, a space between them"

    mutating func all() throws(Mistake) -> [FenceInfo.Attribute] {
        var found: [FenceInfo.Attribute] = []
        skipSpaces()
        while place < characters.count {
            let attribute = try one()
            if found.contains(where: { $0.key == attribute.key }) {
                throw Mistake("the attribute \(attribute.key)= is written twice", expected: "each attribute once")
            }
            found.append(attribute)
            guard place == characters.count || characters[place].isWhitespace else {
                throw Mistake("no space after the attribute \(attribute.key)=", expected: Self.shape)
            }
            skipSpaces()
        }
        return found
    }

    private mutating func skipSpaces() {
        while place < characters.count, characters[place].isWhitespace { place += 1 }
    }

    private mutating func word(while allowed: (Character) -> Bool) -> String {
        let start = place
        while place < characters.count, allowed(characters[place]) { place += 1 }
        return String(characters[start..<place])
    }

    private mutating func one() throws(Mistake) -> FenceInfo.Attribute {
        let start = place
        let key = word { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        guard !key.isEmpty, place < characters.count, characters[place] == "=" else {
            let found = String(characters[start...].prefix(30))
            throw Mistake("\"\(found)\" is not an attribute", expected: Self.shape)
        }
        place += 1
        let opening = place
        if place < characters.count, characters[place] == "\"" {
            let value = FenceInfo.Literal.text(try quoted(key))
            return FenceInfo.Attribute(key, value, written: String(characters[opening..<place]))
        }
        let bare = word { !$0.isWhitespace }
        switch bare {
        case "true": return FenceInfo.Attribute(key, .flag(true))
        case "false": return FenceInfo.Attribute(key, .flag(false))
        default:
            guard let number = Double(bare), number.isFinite else {
                throw Mistake(
                    "\(key)=\(bare) is not a value", expected: "text in double quotes, a number, true or false",
                    try: "\(key)=\"\(bare)\"")
            }
            return FenceInfo.Attribute(key, .number(number), written: bare)
        }
    }

    private mutating func quoted(_ key: String) throws(Mistake) -> String {
        place += 1
        var text = ""
        while place < characters.count {
            let character = characters[place]
            place += 1
            if character == "\"" { return text }
            guard character == "\\", place < characters.count else {
                text.append(character)
                continue
            }
            let escaped = characters[place]
            place += 1
            switch escaped {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "\"", "\\", "/": text.append(escaped)
            default:
                throw Mistake("\\\(escaped) in \(key)= is not an escape", expected: "one of \\\" \\\\ \\/ \\n \\t")
            }
        }
        throw Mistake("the text of \(key)= has no closing quote", expected: "\(key)=\"…\"")
    }
}
