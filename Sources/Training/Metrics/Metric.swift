public import Answers
public import Cards
public import Datasets
public import Networks
internal import Optimizers

/// What is known of a metric: one declaration in the metric's own file.
public typealias MetricCard = Card<Metric>

/// A number that says how good predictions are: of whole lists, or reported beside the loss by `compile(metrics=[…])`.
public struct Metric: Sendable {
    /// The name in the history, in logs and for `monitor=`.
    public let name: String
    /// The line that makes it again: `fbeta_score(beta=2)`.
    public let call: String
    let measure: Measure

    init(_ name: String, call: String? = nil, _ measure: Measure) {
        self.name = name
        self.call = call ?? "'\(name)'"
        self.measure = measure
    }

    /// All cards, in the order of the reference.
    public static let cards: [MetricCard] = Catalogue.metricCards.byChapter

    /// A metric as `compile` takes it as text: Keras's name, scikit-learn's, `f1_macro`, or that of a loss.
    ///
    /// - Throws: `Mistake` naming the metrics there are when this is none.
    public init(name: String) throws {
        if let (card, spelling) = Metric.cards.called(name) {
            self.init(name, try card.make(spelling.given).measure)
        } else if let card = Metric.cards.first(where: { $0.name == name || $0.aliases.contains(name) }) {
            self.init(name, try card.make([:]).measure)
        } else if let loss = Loss(name: name) ?? Loss(name: name.lowercased()) {
            self.init(name, .loss(loss))
        } else {
            throw Mistake(
                "there is no metric '\(name)'",
                expected: "a function of (y_true, y_pred), the name of a loss, or one of "
                    + Metric.cards.map { $0.called.first?.name ?? $0.name }.joined(separator: ", "),
                try: "metrics=['accuracy']", argument: "metrics")
        }
    }

    /// The same under another name.
    public func called(_ name: String) -> Metric { Metric(name, call: call, measure) }

    /// The mean of a loss, as Keras takes any loss for a metric.
    public init(_ loss: Loss) { self.init(loss.name, call: loss.call, .loss(loss)) }

    /// A function that gives numbers for each batch, as Keras calls it: they are averaged over the batches.
    public static func ofBatches(
        name: String, body: @escaping @Sendable (_ targets: [Float], _ outputs: [Float], _ rows: Int) throws -> [Double]
    ) -> Metric { Metric(name, .batches(body)) }

    /// A metric that somebody wrote as an object with a memory of its own, which is told every batch.
    public static func object(name: String, _ object: ObjectMetric) -> Metric { Metric(name, .object(object)) }

    /// The same of some columns of the outputs and the targets: those of one output among several.
    public func of(_ part: OutputPart, targets: Range<Int>, named name: String) -> Metric {
        Metric(name, call: call, .part(part, targets: targets, measure))
    }

    /// The mean in which every row counts by its weight: one of Keras's `weighted_metrics`.
    public var weighted: Metric { Metric(name, call: call, .weighted(measure)) }

    /// The mean of a loss of one output among several, in which a weight scales its row.
    public static func ofLoss(_ loss: Loss, _ part: OutputPart, targets: Range<Int>, named name: String) -> Metric {
        Metric(name, call: loss.call, .part(part, targets: targets, .scaledLoss(loss)))
    }

    /// A function of all targets and all outputs of an epoch, both with one row per example.
    public static func function(
        name: String, body: @escaping @Sendable (_ targets: Samples, _ outputs: Samples) throws -> Double
    ) -> Metric { Metric(name, .function(body)) }
}

/// What a metric gathers of outputs y and targets t, and the number it makes of that.
enum Measure: Sendable {
    /// The mean over all numbers of a function of both; then a function of the mean.
    case mean(of: @Sendable (_ y: Double, _ t: Double) -> Double, finish: @Sendable (Double) -> Double = { $0 })
    /// A function of the moments of each column, averaged over the columns.
    case moments(@Sendable (Moments) -> Double)
    /// The share of hits; nil is what the shapes mean.
    case accuracy(Accuracy?)
    /// A function of how often each class was taken for each. Of outputs, the class is the largest, or 1 above 0.5; where the
    /// columns are `pooled`, each is held against 0.5 by itself.
    case counts(pooled: Bool = false, average: Average? = nil, @Sendable (Confusion, Average?) -> Double)
    /// A function of all numbers at once.
    case all(@Sendable (_ outputs: [Double], _ targets: [Double]) throws -> Double)
    /// A function of all scores and their classes at once; whether it is better when it is smaller.
    case scores(isError: Bool = false, @Sendable (Scores) throws -> Double)
    /// The mean of a loss, or minus it.
    case loss(Loss, sign: Double = 1)
    /// One's own, of each batch.
    case batches(@Sendable ([Float], [Float], Int) throws -> [Double])
    /// The mean of a loss, whose rows are scaled by their weights.
    case scaledLoss(Loss)
    /// An object that keeps what it was told.
    case object(ObjectMetric)
    /// Of some columns alone.
    indirect case part(OutputPart, targets: Range<Int>, Measure)
    /// Rows count by their weights.
    indirect case weighted(Measure)
    /// One's own.
    case function(@Sendable (Samples, Samples) throws -> Double)
    /// What layers of the network tell of themselves under a name; nil for the loss without what layers add to it.
    case told(String?)

    /// Which way training should move it, as Keras's metrics of these names say; nil for one's own.
    var direction: Monitor? {
        switch self {
        case .moments, .accuracy, .counts, .scores(false, _): .max
        case .mean, .all, .scores(true, _): .min
        case .loss(_, let sign): sign < 0 ? .max : .min
        case .scaledLoss, .told: .min
        case .part(_, _, let measure), .weighted(let measure): measure.direction
        case .function, .batches, .object: nil
        }
    }

    /// Whether the output is held against a threshold, or read as a probability.
    var readsProbabilities: Bool {
        switch self {
        case .accuracy(.binary), .counts: true
        case .loss(let loss, _): loss.readsProbabilities
        case .weighted(let measure): measure.readsProbabilities
        default: false
        }
    }

    /// Whether class numbers stand for rows that are 1 at the class and 0 elsewhere.
    var readsClasses: Bool {
        switch self {
        case .accuracy(.sparseCategorical), .counts, .scores: true
        case .loss(let loss, _), .scaledLoss(let loss): loss.targetsAreClasses
        case .weighted(let measure): measure.readsClasses
        default: false
        }
    }
}

/// A metric that keeps what it was told in an object of somebody's own. It belongs to the thread of the line that trains.
public final class ObjectMetric: @unchecked Sendable {
    let reset: () throws -> Void
    let update: (_ targets: [Float], _ outputs: [Float], _ rows: Int) throws -> Void
    let result: () throws -> Double

    /// An object of these three: it forgets, takes a batch in, and tells its number.
    public init(
        reset: @escaping () throws -> Void, update: @escaping ([Float], [Float], Int) throws -> Void,
        result: @escaping () throws -> Double
    ) {
        (self.reset, self.update, self.result) = (reset, update, result)
    }
}

/// Scores of rows, one or one for each class, with what is true of them.
struct Scores: Sendable {
    /// Row-major.
    let scores: [Double]
    /// Scores of a row; 1 where they are of class 1 alone.
    let columns: Int
    /// 1 where a score should be high and 0 elsewhere, for every score.
    let truth: [Int]
    /// The class of each row.
    let classes: [Int]
    /// What may stop the reading of millions of them.
    let work: Work
}

// MARK: Whole lists

extension Metric {
    /// What a list of predictions has to be.
    public enum Input: Sendable { case numbers, labels, scores }

    /// Numbers, class numbers, or scores of classes.
    public var input: Input {
        switch measure {
        case .counts, .accuracy(nil): .labels
        case .scores: .scores
        default: .numbers
        }
    }

    /// How a measure of one class becomes one of several; nil where it is of all of them.
    public var average: Average? { if case .counts(_, let average, _) = measure { average } else { nil } }

    /// The number for counts of (true class, predicted class).
    public func value(of confusion: Confusion) -> Double {
        switch measure {
        case .counts(_, let average, let value): value(confusion, average)
        default: confusion.accuracy
        }
    }
}

extension Metric: Presentable {
    /// `metric`
    public static var kind: String { "metric" }
    /// The call that makes it.
    public var summary: String { call }
}

// MARK: Cards

extension Card where Product == Metric {
    /// - Parameters:
    ///   - name: scikit-learn's function, which is its word.
    ///   - aliases: Keras's class.
    ///   - called: names for `metrics=`, Keras's first; the word's own name needs no mention.
    init(
        _ name: String, aliases: [String] = [], called: [Spelling] = [], _ chapter: Chapter, _ summary: String,
        formula: String, source: String, differences: [String] = [], example: String? = nil,
        _ hyperparameters: [Hyperparameter] = [], measure: @escaping @Sendable (Settings) throws -> Measure
    ) {
        self.init(
            name, aliases: aliases, called: called, chapter: chapter, summary: summary, formula: formula,
            source: source, differences: differences, example: example ?? "\(name)([0, 1, 1, 0], [0, 1, 0, 0])",
            hyperparameters
        ) { settings in
            let made = try measure(settings)
            let base = called.first?.name ?? name
            var title = base
            if case .counts(_, let average?, _) = made, average != .binary { title = "\(base)_\(average.rawValue)" }
            return Metric(title, call: settings.call, made)
        }
    }
}

extension Chapter {
    static let ofNumbers = Chapter(1, "of numbers")
    static let ofClasses = Chapter(2, "of classes")
    static let ofScores = Chapter(3, "of scores")
}
