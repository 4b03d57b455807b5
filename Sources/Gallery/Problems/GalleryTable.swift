public import Answers
public import Numbers
public import Parallel

/// The problems of the gallery, each tried with several values of its hyperparameter on data of several seeds: validation curves, and the best value.
public struct GalleryTable: Sendable {
    /// The validation curve of one problem.
    public struct Row: Sendable {
        /// The problem whose hyperparameter is varied.
        public let problem: GalleryProblem
        /// The values of the hyperparameter that were tried, in the order of the curve.
        public let values: [Double]
        /// By value and seed; nil for what was not done before the work was stopped.
        let scores: [[GalleryProblem.Scores?]]

        /// The measure on rows that were learnt from, mean over the seeds, for each value.
        public var training: [MeanInterval] { intervals(\.training) }
        /// The measure on rows that were not: the validation curve.
        public var validation: [MeanInterval] { intervals(\.validation) }

        private func intervals(_ part: KeyPath<GalleryProblem.Scores, Double>) -> [MeanInterval] {
            scores.map { MeanInterval(of: $0.compactMap { $0?[keyPath: part] }) }
        }

        /// The place of the value with the smallest mean on validation; the first of equals, nil while nothing was measured.
        public var bestPlace: Int? {
            let means = validation.map { $0.mean.isNaN ? .infinity : $0.mean }
            return means.indices.min { means[$0] < means[$1] }
        }
        /// Whether some value is an answer: where the problem has a bar, the interval of the best has to lie below it.
        public var hasAnswer: Bool { problem.bar.map { score.isBelow($0) } ?? (bestPlace != nil) }
        /// That value; nan where none is an answer.
        public var best: Double { hasAnswer ? bestPlace.map { values[$0] } ?? .nan : .nan }
        /// What it is worth.
        public var score: MeanInterval { bestPlace.map { validation[$0] } ?? MeanInterval(of: []) }

        /// The values whose mean is within a share of the best: those that would do as well.
        public func near(_ share: Double) -> [Double] {
            guard hasAnswer else { return [] }
            let limit = score.mean * (1 + share)
            return zip(values, validation).filter { $1.mean <= limit }.map(\.0)
        }

        /// What the curve looks like: which of its ends are more than a twentieth worse than the best.
        public var form: String {
            guard bestPlace != nil, let first = validation.first?.mean, let last = validation.last?.mean else {
                return ""
            }
            let limit = 1.05 * score.mean
            switch (first > limit, last > limit) {
            case (true, true): return "a valley"
            case (true, false): return "falls, then flat"
            case (false, true): return "flat, then rises"
            case (false, false): return "flat"
            }
        }
    }

    /// A row for each problem, in the order in which they were asked for.
    public let rows: [Row]
    /// How many seeds each value was tried with.
    public let seeds: Int
    /// Whether something is missing, because the work was stopped.
    public let isPartial: Bool

    /// - Parameters:
    ///   - values: other values than the problem's own, for one problem alone.
    ///   - seeds: repetitions, of seeds seed, seed + 1, …
    /// - Throws: `Mistake` for no problem, the same twice, values out of range; what a training throws.
    public init(
        _ problems: [GalleryProblem] = GalleryProblem.all, values: [Double]? = nil, seeds: Int = 3, seed: UInt64 = 0,
        crew: Crew = .cores, work: Work = Work()
    ) throws {
        guard !problems.isEmpty, Set(problems.map(\.name)).count == problems.count else {
            throw Mistake(
                problems.isEmpty ? "there is no problem" : "a problem stands twice", expected: "different names",
                argument: "problems")
        }
        if let values {
            guard problems.count == 1, !values.isEmpty else {
                throw Mistake(
                    "values for \(Phrase.count(problems.count, "problem"))",
                    expected: "one problem and at least one value",
                    try: "gallery(\"svm\", values=[0.3, 1, 3])", argument: "values")
            }
            for value in values { try problems[0].range.check(value, "values") }
        }
        try Interval(1, 1000).whole.check(seeds, "seeds", standard: 3)
        self.seeds = seeds
        let tried = problems.map { values ?? $0.values }
        let pieces = problems.indices.flatMap { problem in
            tried[problem].indices.flatMap { value in (0..<seeds).map { (problem: problem, value: value, seed: $0) } }
        }
        var found = tried.map { $0.map { _ in [GalleryProblem.Scores?](repeating: nil, count: seeds) } }
        try crew.map(
            pieces.count, work: work,
            look: { work.report(Double($0) / Double(pieces.count), "training \($0)/\(pieces.count)") },
            ended: { number, scores in
                let piece = pieces[number]
                found[piece.problem][piece.value][piece.seed] = scores
            },
            trying: { own, number in
                let piece = pieces[number]
                return try problems[piece.problem].scores(
                    tried[piece.problem][piece.value], seed: seed &+ UInt64(piece.seed), work: own)
            })
        rows = zip(problems, zip(tried, found)).map { Row(problem: $0, values: $1.0, scores: $1.1) }
        isPartial = found.joined().joined().contains { $0 == nil }
    }

    /// A table of one of its rows.
    public func only(_ row: Row) -> GalleryTable { GalleryTable(rows: [row], seeds: seeds, isPartial: isPartial) }

    private init(rows: [Row], seeds: Int, isPartial: Bool) {
        (self.rows, self.seeds, self.isPartial) = (rows, seeds, isPartial)
    }

    /// The row of a problem; nil where it was not tried.
    public func row(_ name: String) -> Row? { rows.first { $0.problem.name == name } }
}

extension GalleryTable: Presentable {
    /// `gallery table`
    public static var kind: String { "gallery table" }

    /// `9 problems, 3 seeds`
    public var summary: String {
        "\(Phrase.count(rows.count, "problem")), \(Phrase.count(seeds, "seed"))" + (isPartial ? ", partial" : "")
    }

    /// A line for each problem; of a single one a line for each value.
    public func table(width: Int) -> String {
        if rows.count == 1, let row = rows.first { return curve(row, width) }
        let head = ["problem", "hyperparameter", "best", "within 5 %", "measure", "curve"]
        let body = rows.map { row in
            [
                row.problem.name, row.problem.hyperparameter, row.hasAnswer ? row.best.short() : "none",
                row.near(0.05).map { $0.short() }.joined(separator: " "), row.score.mean.short(), row.form,
            ]
        }
        return ([summary] + TextTable.lines([head] + body, width: width, leftColumns: [0, 1, 3, 5])).joined(
            separator: "\n")
    }

    private func curve(_ row: Row, _ width: Int) -> String {
        let head = [row.problem.hyperparameter, "training", "validation"]
        let body = zip(row.values, zip(row.training, row.validation)).map { value, pair in
            [value.short(), pair.0.mean.isNaN ? "" : pair.0.text, pair.1.text]
        }
        return
            (TextTable.wrap("\(row.problem.task): \(row.problem.model); \(row.problem.measure)", width)
            + TextTable.lines([head] + body, width: width) + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// The best value of each problem.
    public var sentence: String {
        let parts = rows.map { row in
            row.hasAnswer
                ? "\(row.problem.name): \(row.problem.hyperparameter) = \(row.best.short()), \(row.score.text)"
                : "\(row.problem.name): no value of \(row.problem.hyperparameter) is shown to help"
        }
        return parts.joined(separator: "; ") + "."
    }

    /// Every curve.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "seeds": .integer(seeds),
            "rows": .array(
                rows.map { row in
                    .members([
                        "problem": .string(row.problem.name), "hyperparameter": .string(row.problem.hyperparameter),
                        "values": .array(row.values.map { .number($0) }),
                        "training": .array(row.training.map { .number($0.mean) }),
                        "validation": .array(row.validation.map { .number($0.mean) }), "best": .number(row.best),
                    ])
                }),
        ])
    }
}
