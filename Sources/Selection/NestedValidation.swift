public import Answers
internal import Numbers
public import Tuning

/// How good a search is, not only what it finds: each outer fold is put away, a whole search is made on the rest, and its choice,
/// trained on that rest, is measured on what was put away. The best value of a search is too good (it was chosen for it); this one
/// is not.
public struct NestedValidation: Sendable, Equatable {
    /// One outer fold.
    public struct Part: Sendable, Equatable {
        /// What the search chose.
        public let configuration: Configuration
        /// The value that the search reported of its choice, for which it was chosen.
        public let reported: Double
        /// What it is on the rows that were put away.
        public let score: Double

        /// A choice, what was reported of it, and what it is worth.
        public init(_ configuration: Configuration, reported: Double, score: Double) {
            (self.configuration, self.reported, self.score) = (configuration, reported, score)
        }
    }

    /// What is measured: `RMSE of ln price`.
    public let measure: String
    /// By outer fold.
    public let parts: [Part]
    /// How a method without care does on the same outer folds; nil where none was asked for.
    public let comparison: PairedComparison?

    /// The outer folds of a search.
    public init(measure: String, parts: [Part], comparison: PairedComparison? = nil) {
        (self.measure, self.parts, self.comparison) = (measure, parts, comparison)
    }

    /// The measure on each outer fold.
    public var scores: FoldScores { FoldScores(values: parts.map(\.score), parameters: 0) }

    /// By how much the searches' reports are too good, on the average.
    public var optimism: Double {
        (parts.map(\.score).reduce(0, +) - parts.map(\.reported).reduce(0, +)) / Double(max(1, parts.count))
    }

    /// The standard error of that; nil of a single fold.
    public var optimismError: Double? {
        FoldScores(values: parts.map { $0.score - $0.reported }, parameters: 0).standardError
    }

    /// The seed of the search of one outer fold.
    public static func seed(_ seed: UInt64, fold: Int) -> UInt64 {
        var stream = RandomStream(seed: seed, purpose: "outer fold", index: UInt64(fold))
        return stream.next() >> 1
    }
}

extension NestedValidation: Presentable {
    /// `nested cross-validation`
    public static var kind: String { "nested cross-validation" }

    /// `nested cross-validation of 5 folds: RMSE of ln price 0.125 ± 0.004`
    public var summary: String {
        "nested cross-validation of \(Phrase.count(parts.count, "fold")): \(measure) \(scores.mean.short(4))"
            + (scores.standardError.map { " ± \($0.short(2))" } ?? "")
    }

    /// A line for each outer fold, and by how much the searches were too hopeful.
    public func table(width: Int) -> String {
        var rows = [["fold", "score", "reported", "choice"]]
        for (number, part) in parts.enumerated() {
            rows.append([
                "\(number + 1)", part.score.short(4), part.reported.short(4), part.configuration.shortText,
            ])
        }
        let held = scores.mean
        let (difference, error) = (abs(optimism).short(2), optimismError.map { " ± \($0.short(2))" } ?? "")
        let remark =
            "The searches reported \((held - optimism).short(4)) on the average, and what they chose has \(held.short(4)) on rows "
            + "that were put away: \(optimism < 0 ? "lower" : "higher") by \(difference)\(error) (standard error)."
        let against = comparison.map { TextTable.wrap($0.line, width) } ?? []
        return
            ([summary] + TextTable.lines(rows, width: width, leftColumns: [3]) + TextTable.wrap(remark, width)
            + against).joined(separator: "\n")
    }

    /// The honest number.
    public var sentence: String { summary + (comparison.map { "; " + $0.line } ?? "") + "." }

    /// Scores, reports and choices by fold.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "measure": .string(measure),
            "folds": .array(
                parts.map {
                    .members([
                        "score": .number($0.score), "reported": .number($0.reported),
                        "params": $0.configuration.json,
                    ])
                }),
        ])
    }
}
