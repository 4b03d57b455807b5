public import Answers
public import Numbers
public import Parallel
public import Tuning

/// Strategies at equal epochs: each searches the same space on the same rows, seed by seed, and what it chose is measured on rows that no strategy saw.
public struct BudgetRace: Sendable {
    /// What all were given.
    public let plan: EpochPlan
    /// Who ran, in order.
    public let strategies: [BudgetStrategy]
    /// By seed and strategy.
    public private(set) var searches: [[BudgetSearch]] = []
    /// What is measured: `RMSE of ln price`.
    public private(set) var measure = ""
    /// How many seeds were asked for.
    public let planned: Int

    /// Rows of one seed: those that are trained on and those that choose, and those that nobody sees.
    public struct Split {
        let validation: CrossValidation
        let hidden: Material

        /// - Parameters:
        ///   - validation: one fold.
        ///   - hidden: rows to judge by.
        public init(validation: CrossValidation, hidden: Material) {
            (self.validation, self.hidden) = (validation, hidden)
        }
    }

    /// - Parameters:
    ///   - seeds: of each repetition.
    ///   - split: the rows of a seed.
    ///   - recipe: of a configuration.
    /// - Throws: `Mistake` for no strategy, the same twice, a space or a recipe that cannot be searched. A race that is stopped keeps the seeds that were whole.
    public init(
        _ plan: EpochPlan, _ strategies: [BudgetStrategy], space: SearchSpace, seeds: [UInt64], work: Work = Work(),
        split: (UInt64) throws -> Split,
        recipe: @escaping (_ seed: UInt64, Configuration, FoldShape) throws -> (recipe: ModelRecipe, crew: Crew)
    ) throws {
        guard !strategies.isEmpty, Set(strategies).count == strategies.count, !seeds.isEmpty else {
            throw Mistake(
                seeds.isEmpty ? "no seeds" : strategies.isEmpty ? "no strategy" : "a strategy stands twice",
                expected: "different strategies and at least one seed",
                argument: seeds.isEmpty ? "seeds" : "strategies")
        }
        (self.plan, self.strategies, planned) = (plan, strategies, seeds.count)
        do {
            for seed in seeds {
                let rows = try split(seed)
                measure = rows.validation.measure.text(of: rows.validation.material.target)
                var found: [BudgetSearch] = []
                for strategy in strategies {
                    found.append(
                        try BudgetSearch(
                            strategy,
                            BudgetSearch.Task(
                                space: space, plan: plan, validation: rows.validation, hidden: rows.hidden, seed: seed
                            ) { try recipe(seed, $0, $1) }, work: work))
                }
                searches.append(found)
            }
        } catch is Stopped {
            guard !searches.isEmpty else { throw Stopped() }
        }
    }

    /// Whether it was stopped before all seeds.
    public var isPartial: Bool { searches.count < planned }

    /// The searches of a strategy, by seed; empty where it did not run.
    public func searches(of strategy: BudgetStrategy) -> [BudgetSearch] {
        guard let place = strategies.firstIndex(of: strategy) else { return [] }
        return searches.map { $0[place] }
    }

    /// Its measure on hidden rows over random's of the same seed: geometric mean with its 95 % interval; below 1 is better.
    public func ratio(of strategy: BudgetStrategy) -> MeanInterval {
        MeanInterval(
            of: zip(searches(of: strategy), searches(of: .random)).map { $0.hidden / $1.hidden }, scale: .ratio)
    }
}

extension BudgetRace: Presentable {
    /// `budget race`
    public static var kind: String { "budget race" }

    /// `4 strategies, 5 seeds, 357 epochs each`
    public var summary: String {
        "\(Phrase.count(strategies.count, "strategy", "strategies")), \(Phrase.count(searches.count, "seed")), "
            + "\(plan.budget.grouped) epochs each" + (isPartial ? ", partial" : "")
    }

    /// A line for each strategy.
    public func table(width: Int) -> String {
        let head = ["strategy", "trials", "epochs", "validation", "hidden", "hidden over random's"]
        let body = strategies.map { strategy in
            let own = searches(of: strategy)
            return [
                strategy.rawValue, "\(own.first?.traces.count ?? 0)", "\(own.first?.epochs ?? 0)",
                MeanInterval(of: own.map(\.validation)).mean.short(), MeanInterval(of: own.map(\.hidden)).mean.short(),
                strategy == .random || !strategies.contains(.random) ? "" : ratio(of: strategy).text,
            ]
        }
        return "\(measure); \(summary)\n" + TextTable.lines([head] + body, width: width).joined(separator: "\n") + "\n"
            + TextTable.wrap(sentence, width).joined(separator: "\n")
    }

    /// Who is shown to be better or worse than random.
    public var sentence: String {
        guard strategies.contains(.random), strategies.count > 1 else {
            return "Random did not run: nothing to compare with."
        }
        let parts = strategies.filter { $0 != .random }.map { strategy in
            let ratio = ratio(of: strategy)
            let percent = "\(abs(100 * (ratio.mean - 1)).short()) %"
            if ratio.isBelow(1) { return "\(strategy.rawValue) is \(percent) better than random" }
            if ratio.isAbove(1) { return "\(strategy.rawValue) is \(percent) worse than random" }
            return "\(strategy.rawValue) is not shown to differ from random"
        }
        return "At equal epochs, on hidden rows: " + parts.joined(separator: "; ") + "."
    }

    /// Every search.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "budget": .integer(plan.budget), "measure": .string(measure),
            "strategies": .array(
                strategies.map { strategy in
                    .members([
                        "strategy": .string(strategy.rawValue),
                        "hidden": .array(searches(of: strategy).map { .number($0.hidden) }),
                        "validation": .array(searches(of: strategy).map { .number($0.validation) }),
                        "epochs": .integer(searches(of: strategy).first?.epochs ?? 0),
                    ])
                }),
        ])
    }
}
