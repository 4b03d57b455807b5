public import Answers
public import Cards

/// What is known of a loss: one declaration in the loss's own file.
public typealias LossCard = Card<Loss>

/// What training makes small: a function of a model's output and the target, under the name of its card.
///
///     let loss = try Loss("Huber", ["delta": 0.5])
///
/// The loss of a batch is the mean over its rows (over all numbers for losses of one number), as Keras's
/// `sum_over_batch_size` and PyTorch's `mean` have it; `reduction=` chooses otherwise. In formulas y is the output, t the
/// target, e = y − t.
public struct Loss: Sendable, Equatable {
    /// What the sum of all terms is divided by.
    public enum Reduction: String, Sendable, CaseIterable {
        /// By the rows, or by all numbers for losses of one number; where classes have weights, by the weights of the rows.
        case mean
        /// By nothing.
        case sum
        /// By the columns of losses of one number: Keras's sum, which adds up the means of the rows.
        case sumOfRows = "sum of rows"
        /// By the rows, whatever the loss; in a training by the examples.
        case batchMean = "batchmean"
        /// By the weights of the rows where they have any, as a mean where they have none.
        case meanOfWeights = "mean_with_sample_weight"
        /// Not at all: each row has its own loss. Where one number is needed, their sum.
        case unreduced = "none"
    }

    /// Keras's name as text, PyTorch's class where it has none: `huber`, `NLLLoss`.
    public let name: String
    /// The line that makes the same again: `Huber(0.5)`.
    public let call: String
    /// What the sum over a batch is divided by.
    public var reduction: Reduction
    /// What `name=` called it, for histories and messages; nil for its own name.
    public var givenName: String?
    /// The name that compile was given for it: `mse`.
    public var spelling: String?
    /// What its card made it with; nil for one that code has named, and for a function.
    public internal(set) var settings: Settings?
    let formula: any LossFormula

    init(_ name: String, _ formula: any LossFormula, call: String, reduction: Reduction = .mean) {
        self.name = name
        self.formula = formula
        self.call = call
        self.reduction = reduction
    }

    /// A loss by the name of its card.
    ///
    /// - Throws: `Mistake` for an unknown name or setting, a value out of range, or one that is missing.
    public init(_ word: String, _ given: [String: Hyperparameter.Value] = [:]) throws {
        guard let card = Loss.cards.first(where: { $0.name == word || $0.aliases.contains(word) }) else {
            throw Mistake(
                "there is no loss called \(word)", expected: "one of " + Loss.cards.map(\.name).joined(separator: ", "))
        }
        self = try card.make(given)
    }

    /// The loss of one of Keras's names for `loss=`, with its defaults; nil for another.
    public init?(name: String) {
        guard let (card, spelling) = Loss.cards.called(name), let loss = try? card.make(spelling.given) else {
            return nil
        }
        self = loss
    }

    /// All cards, in the order of the reference.
    public static let cards: [LossCard] = Catalogue.lossCards.byChapter

    /// Keras's names for `loss=`, abbreviations included.
    public static let names: [String] = cards.flatMap { $0.called.map(\.name) }

    /// The same call is the same loss.
    public static func == (one: Loss, other: Loss) -> Bool { one.call == other.call }

    /// Whether a target is one class number per row of the output.
    public var targetsAreClasses: Bool { if case .classes = formula.target { true } else { false } }

    /// Numbers in one row of the target, for rows of so many outputs.
    public func targetColumns(outputs: Int) -> Int { formula.targetColumns(outputs) }

    // MARK: Computing

    /// The reduced loss of some rows and, where asked for, its gradient with respect to the output.
    ///
    /// - Parameters:
    ///   - output, target: row-major, `columns` and `targetColumns(outputs: columns)` numbers a row.
    ///   - gradient: rows·columns numbers to overwrite, or nil.
    public func evaluate(
        output: UnsafePointer<Float>, target: UnsafePointer<Float>, rows: Int, columns: Int,
        gradient: UnsafeMutablePointer<Float>? = nil
    ) -> Double {
        let settled = settled(for: target, rows: rows, columns: columns)
        let share = 1 / divisor(target, rows: rows, columns: columns)
        return share
            * settled.sum(
                output: output, target: target, rows: rows, columns: columns, gradient: gradient, scale: Float(share))
    }

    /// The same in Double, as the reference of the other.
    public func evaluate(
        output: UnsafePointer<Double>, target: UnsafePointer<Double>, rows: Int, columns: Int,
        gradient: UnsafeMutablePointer<Double>? = nil
    ) -> Double {
        let settled = settled(for: target, rows: rows, columns: columns)
        let share = 1 / divisor(rows: rows, columns: columns) { target[$0] }
        return share
            * settled.formula.sum(
                LossRows(
                    output: output, target: target, count: rows, columns: columns,
                    targetColumns: targetColumns(outputs: columns), gradient: gradient, scale: share))
    }

    /// The loss of each row, or of each group of numbers that the loss is taken of, reduced by nothing.
    ///
    /// - Parameter gradient: rows·columns numbers to overwrite with the derivative of the own row's loss, or nil.
    public func values(
        output: UnsafePointer<Float>, target: UnsafePointer<Float>, rows: Int, columns: Int,
        gradient: UnsafeMutablePointer<Float>? = nil
    ) -> [Double] {
        let settled = settled(for: target, rows: rows, columns: columns)
        let share: Float = 1 / Float(formula.countsNumbers ? columns : 1)
        return settled.formula.values(
            LossRows(
                output: output, target: target, count: rows, columns: columns,
                targetColumns: targetColumns(outputs: columns), gradient: gradient, scale: share))
    }

    /// What the sum over a batch is divided by.
    func divisor(_ target: UnsafePointer<Float>, rows: Int, columns: Int) -> Double {
        divisor(rows: rows, columns: columns) { Double(target[$0]) }
    }

    private func divisor(rows: Int, columns: Int, _ target: (Int) -> Double) -> Double {
        switch reduction {
        case .sum: 1
        case .sumOfRows, .unreduced: formula.countsNumbers ? Double(columns) : 1
        case .batchMean: Double(rows)
        case .mean, .meanOfWeights: formula.mass(target, rows: rows, columns: columns)
        }
    }

    /// The sum of all terms, not divided by anything; `gradient` becomes scale times its derivative.
    func sum(
        output: UnsafePointer<Float>, target: UnsafePointer<Float>, rows: Int, columns: Int,
        gradient: UnsafeMutablePointer<Float>?, scale: Float
    ) -> Double {
        formula.sum(
            LossRows(
                output: output, target: target, count: rows, columns: columns,
                targetColumns: targetColumns(outputs: columns), gradient: gradient, scale: scale))
    }
}

extension Loss: Presentable {
    /// `loss`
    public static var kind: String { "loss" }
    /// The call that makes it.
    public var summary: String { call }
}

// MARK: Cards

extension Card where Product == Loss {
    /// - Parameters:
    ///   - called: Keras's names for `loss=`, the usual one first.
    ///   - reductions: what `reduction=` may be, the default first; PyTorch's when none are given.
    ///   - loss: the formula with these settings.
    init(
        _ name: String, aliases: [String] = [], called: [Spelling] = [], _ chapter: Chapter, _ summary: String,
        formula: String, source: String, differences: [String] = [], example: String? = nil,
        reductions: [String]? = nil, _ hyperparameters: [Hyperparameter] = [],
        loss: @escaping @Sendable (Settings) throws -> any LossFormula
    ) {
        let choices = reductions ?? (called.isEmpty ? ["mean", "sum"] : Loss.kerasReductions)
        let reduction = Hyperparameter(
            "reduction", .choice(choices), .text(choices[0]),
            choices.contains("batchmean")
                ? (choices.contains("sum")
                    ? "mean over all numbers, sum, or batchmean: over the rows, as the divergence is defined"
                    : "batchmean: summed over the numbers of an example, mean over the examples; or mean over all numbers")
                : called.isEmpty
                    ? "what the sum over a batch is divided by: its size, or nothing"
                    : "what the sum over a batch is divided by: its size, its weights, or nothing; none or None: the loss of "
                        + "each row")
        self.init(
            name, aliases: aliases, called: called, chapter: chapter, summary: summary, formula: formula,
            source: source, differences: differences, example: example ?? "\(name)()", hyperparameters + [reduction]
        ) { settings in
            let reduction =
                settings.text(ifGiven: "reduction").flatMap(Loss.Reduction.init)
                ?? Loss.Reduction(rawValue: choices[0]) ?? .mean
            var made = Loss(
                called.first?.name ?? name, try loss(settings), call: settings.call,
                reduction: reduction == .sum && !called.isEmpty ? .sumOfRows : reduction)
            made.settings = settings
            return made
        }
    }
}

extension Loss {
    /// Keras's `reduction=`, the default first.
    public static let kerasReductions = ["sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none"]
}

extension Chapter {
    static let errors = Chapter(1, "of numbers")
    static let classes = Chapter(2, "of classes")
    static let margins = Chapter(3, "of sides and margins")
    static let distributions = Chapter(4, "of distributions")
}

extension Hyperparameter {
    static let fromLogits = flag("from_logits", "whether the model gives logits instead of probabilities")
    static let labelSmoothing = Hyperparameter(
        "label_smoothing", .share, 0, "share of the uniform distribution in the targets")

    /// PyTorch's `weight=`.
    static func weights(_ meaning: String) -> Hyperparameter {
        Hyperparameter("weight", .oneOrMore(.nonNegative), .absent("None"), meaning)
    }
}
