public import Answers
internal import CTexts

/// A text to learn from, with what is known of it.
public struct TextCorpus: Sendable, Equatable {
    /// The line that makes it: `alice()`, `grammar_text(20000, seed=0)`.
    public let name: String
    /// The whole text, as it is learnt from and tested by.
    public let text: String
    /// How many characters the text has.
    public let count: Int
    /// What the text is and where it comes from, in a sentence.
    public let remark: String
    /// Nats for each character that no model can go below, where the text's source is known; nil otherwise.
    public let entropyRate: Double?

    /// A text of any source.
    public init(name: String, text: String, remark: String, entropyRate: Double? = nil) {
        (self.name, self.text, self.remark, self.entropyRate) = (name, text, remark, entropyRate)
        count = text.count
    }

    /// `entropyRate` in bits a character: nats over ln 2; nil where it is not known.
    public var bits: Double? { entropyRate.map { $0 / Bits.nats } }

    /// Its beginning to learn from, and its end to test by.
    ///
    /// - Parameter test: share of its end, above 0 and below 1.
    /// - Throws: `Mistake` where a part would be empty.
    public func split(test: Double) throws -> (learnt: TextCorpus, held: TextCorpus) {
        let end = Int(saturating: (Double(count) * test).rounded())
        guard end > 0, end < count else {
            throw Mistake(
                "a share of \(test.short()) of \(Phrase.count(count, "character")) leaves an empty part",
                expected: "at least one character in each", try: "split(test=0.1)", argument: "test")
        }
        func part(_ text: Substring, _ what: String) -> TextCorpus {
            TextCorpus(name: "\(name), \(what)", text: String(text), remark: remark, entropyRate: entropyRate)
        }
        return (part(text.dropLast(end), "beginning"), part(text.suffix(end), "end"))
    }

    /// Lewis Carroll, Alice's Adventures in Wonderland (1865), in the public domain: in lower case, a paragraph to a line, 36 different
    /// characters.
    ///
    /// - Parameter count: characters from the beginning; nil for all 141,923, as is any number from there on.
    public static func alice(_ count: Int? = nil) -> TextCorpus {
        let all = String(
            decoding: UnsafeBufferPointer(start: text_of_alice(), count: count_of_alice()), as: UTF8.self)
        let part = count.flatMap { $0 < all.count ? $0 : nil }
        return TextCorpus(
            name: part.map { "alice(\($0))" } ?? "alice()", text: part.map { String(all.prefix($0)) } ?? all,
            remark: "Lewis Carroll, Alice's Adventures in Wonderland (1865), in lower case, a paragraph to a line.")
    }
}

extension TextCorpus: Presentable {
    /// `corpus`
    public static var kind: String { "corpus" }

    /// `alice(): 141,923 characters`
    public var summary: String { "\(name): \(count.grouped) characters" }

    /// How it begins, and what is known of it.
    public func table(width: Int) -> String {
        var lines = [summary] + TextTable.wrap(remark, width)
        if let entropyRate {
            lines.append(
                "entropy \(entropyRate.short(5)) nats = \((entropyRate / Bits.nats).short(5)) bits for each character: no model goes "
                    + "below")
        }
        lines.append("")
        for line in text.prefix(400).split(separator: "\n").prefix(6) { lines += TextTable.wrap(String(line), width) }
        if count > 400 { lines.append("…") }
        return lines.joined(separator: "\n")
    }

    /// How long it is and where it comes from.
    public var sentence: String { "\(name) has \(count.grouped) characters. \(remark)" }

    /// Name, characters and, where it is known, the entropy.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name), "characters": .integer(count),
            "entropy": entropyRate.map { .number($0) } ?? .null,
        ])
    }
}
