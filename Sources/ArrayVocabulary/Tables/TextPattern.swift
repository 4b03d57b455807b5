import Answers
import Language

/// A pattern as the methods of `.str` take it: a text as it stands, or one of `re`.
struct TextPattern {
    /// The text where no sign of it means anything but itself.
    let plain: String?
    private let compiled: Value
    private let context: Context

    private static let signs: Set<Character> = Set("\\.^$*+?{}[]|()")

    /// - Parameter value: a text, or what `re.compile` gave.
    init(_ value: Value, isPattern: Bool, ignoresCase: Bool = false, _ context: Context) throws {
        self.context = context
        guard let text = value.asText else {
            (plain, compiled) = (nil, value)
            return
        }
        guard isPattern && text.contains(where: TextPattern.signs.contains) || ignoresCase else {
            (plain, compiled) = (text, .none)
            return
        }
        guard let word = context.registry.word("re.compile") else {
            throw Mistake(
                "\"\(text)\" is a pattern", expected: "a text as it stands", try: "regex=False", argument: "pat")
        }
        let written = isPattern ? text : String(text.flatMap { TextPattern.signs.contains($0) ? ["\\", $0] : [$0] })
        plain = nil
        compiled = try context.call(.word(word), [.text((ignoresCase ? "(?i)" : "") + written)])
    }

    /// A method of the pattern: `search`, `match`, `fullmatch`, `findall`, `split`, `sub`.
    func call(_ method: String, _ arguments: [Value]) throws -> Value {
        try context.call(context.attribute(method, of: compiled), arguments)
    }

    func isFound(_ method: String, in text: String) throws -> Bool {
        guard let plain else { return try !call(method, [.text(text)]).isNone }
        switch method {
        case "match": return text.unicodeScalars.starts(with: plain.unicodeScalars)
        case "fullmatch": return text.unicodeScalars.elementsEqual(plain.unicodeScalars)
        default: return plain.isEmpty || text.contains(plain)
        }
    }

    /// The parts in brackets: their names, or their numbers from 0.
    ///
    /// - Throws: `Mistake` (pandas's ValueError) for a pattern without brackets.
    func groups(_ pattern: String) throws -> [(name: String, isNamed: Bool)] {
        guard plain == nil, let count = try context.attribute("groups", of: compiled).asInt, count > 0 else {
            throw Mistake("\"\(pattern)\" has no brackets", expected: "what is taken out in brackets", try: "(\\d+)")
                .raised(as: "ValueError", "pattern contains no capture groups")
        }
        var names = [Int: String]()
        if case .dict(let entries) = try context.attribute("groupindex", of: compiled) {
            for entry in entries.entries { if let place = entry.value.asInt { names[place] = entry.key.asText } }
        }
        return (1...count).map { (names[$0] ?? "\($0 - 1)", names[$0] != nil) }
    }

    /// What is in the brackets where the pattern is first found; nil where it is not.
    func parts(_ count: Int, in text: String) throws -> [Value]? {
        let match = try call("search", [.text(text)])
        guard !match.isNone else { return nil }
        let group = try context.attribute("group", of: match)
        return try (1...count).map { try context.call(group, [.int($0)]) }
    }
}
