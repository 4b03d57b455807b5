public import Answers

/// How new a text is, and how varied: n-grams of characters or words that do not occur in the text that was learnt from, and those that
/// are repeated.
///
/// - Novelty: the share of the text's n-grams that the other text does not have. 0 for a copy; close to what n-grams of unseen text of
///   the same kind have for a model that has learnt and not memorised (McCoy et al. 2023, RAVEN).
/// - distinct-n: different n-grams over all n-grams (Li et al. 2016). 1 where nothing is said twice.
public struct TextNovelty: Sendable, Equatable {
    /// What n-grams are made of.
    public enum Unit: String, Sendable, CaseIterable {
        /// Characters, spaces included.
        case characters
        /// Runs of letters, digits, hyphens and apostrophes.
        case words
    }

    /// n of the n-grams, at least 1.
    public let n: Int
    /// Of characters or words.
    public let unit: Unit
    /// n-grams of the text.
    public let count: Int
    /// Of them, those that the other text does not have.
    public let new: Int
    /// How many different n-grams the text has.
    public let different: Int
    /// The longest stretch of the text, in units, that stands in the other text as it is.
    public let longestCopy: Int

    /// Share of n-grams that are new; nan where there is none.
    public var novelty: Double { Double(new) / Double(count) }
    /// Share of n-grams that are different; nan where there is none.
    public var distinct: Double { Double(different) / Double(count) }

    init(n: Int, unit: Unit, count: Int, new: Int, different: Int, longestCopy: Int) {
        (self.n, self.unit, self.count, self.new) = (n, unit, count, new)
        (self.different, self.longestCopy) = (different, longestCopy)
    }
}

extension TextNovelty: Presentable {
    /// `text novelty`
    public static var kind: String { "text novelty" }

    /// `0.31 of 196 5-grams of characters are new, 0.97 are different; longest copy 24`
    public var summary: String {
        "\(novelty.short(3)) of \(Phrase.count(count, "\(n)-gram")) of \(unit.rawValue) are new, \(distinct.short(3)) different; "
            + "longest copy \(longestCopy)"
    }

    /// The counts.
    public func table(width: Int) -> String {
        TextTable.definitions(
            [
                (
                    "novelty",
                    "\(new) of \(count) \(n)-grams of \(unit.rawValue) are not in the text learnt from: \(novelty.short(3))"
                ),
                ("distinct-\(n)", "\(different) of them are different: \(distinct.short(3))"),
                ("longest copy", "\(longestCopy) \(unit.rawValue) in a row stand in the text learnt from"),
            ], width: width)
    }

    /// How much is new.
    public var sentence: String {
        "\((100 * novelty).short(3)) % of the text's \(n)-grams of \(unit.rawValue) do not occur in the text learnt from; the longest "
            + "stretch copied from it has \(longestCopy) \(unit.rawValue)."
    }

    /// The counts and shares.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "n": .integer(n), "unit": .string(unit.rawValue), "count": .integer(count),
            "new": .integer(new), "different": .integer(different), "novelty": .number(novelty),
            "distinct": .number(distinct), "longest_copy": .integer(longestCopy),
        ])
    }
}
