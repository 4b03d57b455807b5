public import Answers

/// The characters that a model knows, each with its number: the characters of its text in the order of Unicode.
public struct CharacterVocabulary: Sendable, Equatable {
    /// Character number k stands at place k.
    public let characters: [Character]
    private let numbers: [Character: Int]

    /// Different characters at most: each is an output of the model.
    public static let mostCharacters = 1024

    /// The characters of a text.
    ///
    /// - Throws: `Mistake` for a text with fewer than two different characters or more than `mostCharacters`, `Stopped`.
    public init(of text: String, work: Work = Work()) throws {
        var check = StopCheck(work)
        var found: Set<Character> = []
        for character in text {
            try check.pass()
            found.insert(character)
        }
        guard found.count >= 2 else {
            throw Mistake(
                "the text has \(Phrase.count(found.count, "different character"))",
                expected: "at least two: there is nothing to predict otherwise", try: "alice()", argument: "text")
        }
        guard found.count <= CharacterVocabulary.mostCharacters else {
            throw Mistake(
                "the text has \(found.count) different characters",
                expected: "at most \(CharacterVocabulary.mostCharacters)", argument: "text")
        }
        characters = found.sorted()
        numbers = Dictionary(uniqueKeysWithValues: zip(characters, 0...))
    }

    /// How many there are.
    public var count: Int { characters.count }

    /// The number of a character; nil for one that is not known.
    public func number(of character: Character) -> Int? { numbers[character] }

    /// The numbers of a text.
    ///
    /// - Parameters:
    ///   - argument: what the text was given as, for the message.
    /// - Throws: `Mistake` that names the first unknown character, its place, and a known one near it; `Stopped`.
    public func encode(_ text: String, argument: String = "prompt", work: Work = Work()) throws -> [Int] {
        var check = StopCheck(work)
        var codes: [Int] = []
        codes.reserveCapacity(text.utf8.count)
        for character in text {
            try check.pass()
            guard let number = numbers[character] else {
                let near = nearest(to: character)
                throw Mistake(
                    "'\(character.shown)' at place \(codes.count) of the \(argument) is not in the model's text",
                    expected: "its \(count) characters: \(listed)",
                    try: near.map { "'\($0.shown)' in its place" }, argument: argument)
            }
            codes.append(number)
        }
        return codes
    }

    /// The text of some numbers; a number that is none of a character is left out.
    public func decode(_ codes: some Sequence<Int>) -> String {
        String(codes.compactMap { characters.indices.contains($0) ? characters[$0] : nil })
    }

    /// A known character that may have been meant: the same in the other case, the same without its accent, the nearest of its kind in
    /// Unicode.
    public func nearest(to character: Character) -> Character? {
        for other in [character.lowercased(), character.uppercased()] {
            if other.count == 1, let first = other.first, numbers[first] != nil { return first }
        }
        guard let code = character.unicodeScalars.first?.value else { return nil }
        let alike = characters.filter { $0.sort == character.sort }
        return alike.min { abs(distance($0, code)) < abs(distance($1, code)) }
    }

    private func distance(_ character: Character, _ code: UInt32) -> Int {
        Int(character.unicodeScalars.first?.value ?? 0) - Int(code)
    }

    /// All characters in a row, those that cannot be seen by their names.
    public var listed: String {
        let shown = characters.map(\.shown)
        return shown.count > 60 ? shown.prefix(60).joined() + " … \(count - 60) more" : shown.joined()
    }
}

extension Character {
    /// As it can be read in a message or on an axis: a space as ␣, a line end as ⏎.
    public var shown: String {
        switch self {
        case " ": "␣"
        case "\n", "\r\n": "⏎"
        case "\t": "⇥"
        default: String(self)
        }
    }

    /// Letter, digit, space or anything else: what may stand for one another.
    fileprivate var sort: Int { isLetter ? 0 : isNumber ? 1 : isWhitespace ? 2 : 3 }
}
