public import Answers

/// A small problem of one kind of model, with the one hyperparameter that matters most there, and values of it to try.
public struct GalleryProblem: Sendable {
    /// What one training is worth.
    public struct Scores: Sendable, Equatable {
        /// On the rows that were learnt from; nan where there are none.
        public let training: Double
        /// On rows that were not: what counts. Smaller is better.
        public let validation: Double

        /// The measure on both kinds of rows.
        public init(training: Double, validation: Double) { (self.training, self.validation) = (training, validation) }
    }

    /// What it is called: `svm`.
    public let name: String
    /// The kind of model, and what it is to do.
    public let (model, task): (String, String)
    /// The keyword of the hyperparameter that is varied: `gamma`.
    public let hyperparameter: String
    /// The values that the hyperparameter may have.
    public let range: Interval
    /// Values worth trying, rising.
    public let values: [Double]
    /// What is measured; smaller is better.
    public let measure: String
    /// Where the method comes from.
    public let source: String
    /// What the measure has to be below, or no value is an answer: 1 where a forecast is compared with "as yesterday"; nil where nothing is asked.
    public let bar: Double?
    private let body: @Sendable (_ value: Double, _ seed: UInt64, _ work: Work) throws -> Scores

    /// - Parameter body: makes the data of a seed, trains with a value, and measures.
    init(
        _ name: String, model: String, task: String, _ hyperparameter: String, _ range: Interval, _ values: [Double],
        measure: String, source: String, bar: Double? = nil,
        _ body: @escaping @Sendable (_ value: Double, _ seed: UInt64, _ work: Work) throws -> Scores
    ) {
        (self.name, self.model, self.task, self.hyperparameter) = (name, model, task, hyperparameter)
        (self.range, self.values, self.measure, self.source, self.body) = (range, values, measure, source, body)
        self.bar = bar
    }

    /// Data of the seed, a training with the value, and what it is worth.
    ///
    /// - Throws: `Mistake` for a value out of range; `Stopped`.
    public func scores(_ value: Double, seed: UInt64, work: Work = Work()) throws -> Scores {
        try range.check(value, hyperparameter, standard: values[values.count / 2])
        let found = try body(value, seed, work)
        if work.isCancelled { throw Stopped() }
        return found
    }

    /// All nine, in the order of the lesson.
    public static let all: [GalleryProblem] = [
        square, adding, sentiment, copying, recommending, moons, credit, machines, stock,
    ]

    /// - Throws: `Mistake` that lists the names.
    public init(named name: String) throws {
        guard let found = GalleryProblem.all.first(where: { $0.name == name }) else {
            throw Mistake(
                "the gallery has no problem \"\(name)\"",
                expected: Phrase.alternatives(GalleryProblem.all.map { "\"\($0.name)\"" }), argument: "problems")
        }
        self = found
    }
}

extension GalleryProblem: Presentable {
    /// `gallery problem`
    public static var kind: String { "gallery problem" }
    /// `svm: gamma of a support vector machine with an RBF kernel`
    public var summary: String { "\(name): \(hyperparameter) of \(model)" }

    /// Everything about it.
    public func table(width: Int) -> String {
        TextTable.definitions(
            [
                ("model", model), ("task", task), (hyperparameter, values.map { $0.short() }.joined(separator: ", ")),
                ("measure", measure + ", small is good"), ("source", source),
            ], width: width)
    }

    /// What it is about.
    public var sentence: String {
        "\(task): \(model), of which \(hyperparameter) is varied; measured is the \(measure)."
    }
}
