public import Answers
internal import Tuning

/// How a search spends epochs.
public enum BudgetStrategy: String, Sendable, CaseIterable {
    /// Every trial is trained to its end.
    case random
    /// Many trials begin; at each rung the best 1/η go on (Karnin et al. 2013; Jamieson & Talwalkar 2016).
    case halving
    /// Several halvings, from bold to cautious (Li et al. 2018).
    case hyperband
    /// Some trainings side by side; those behind go on from those in front (Jaderberg et al. 2017).
    case population
}

/// What each strategy does with the same number of epochs, written down before anything is trained. A trial that passes a rung goes on where it
/// stands, so that a rung costs only the epochs that it adds.
public struct EpochPlan: Sendable, Equatable {
    /// Trials that begin together, and the epochs after which they are compared.
    public struct Bracket: Sendable, Equatable {
        /// How many begin.
        public let trials: Int
        /// Epochs of a trial at each rung, rising; the last one ends it.
        public let rungs: [Int]
        /// η
        let factor: Int

        /// How many trials are trained to each rung.
        public var counts: [Int] {
            rungs.indices.map { rung in (0..<rung).reduce(trials) { count, _ in Swift.max(1, count / factor) } }
        }

        /// Epochs of all its trials together, those of earlier rungs counted once.
        public var epochs: Int {
            var (sum, before) = (0, 0)
            for (count, rung) in zip(counts, rungs) {
                sum += count * (rung - before)
                before = rung
            }
            return sum
        }
    }

    /// Epochs of all trials of a strategy together.
    public let budget: Int
    /// Epochs of a whole trial.
    public let longest: Int
    /// η
    public let factor: Int

    /// - Throws: `Mistake` for a budget in which not two whole trials find room, and one beyond a million.
    public init(budget: Int, longest: Int, factor: Int = 3) throws {
        try Interval(1, 100_000).whole.check(longest, "epochs", standard: 27)
        try Interval(2, 100).whole.check(factor, "eta", standard: 3)
        guard budget >= 2 * longest, budget <= 1_000_000 else {
            throw Mistake(
                "\(budget.grouped) epochs for trials of \(longest.grouped)",
                expected: "from \((2 * longest).grouped) to 1,000,000, so that two whole trials find room",
                try: "budget=\(Swift.min(1_000_000, 13 * longest))", argument: "budget")
        }
        (self.budget, self.longest, self.factor) = (budget, longest, factor)
    }

    /// longest/ηˢ, …, longest/η, longest
    func rungs(_ s: Int) -> [Int] {
        var found = [longest]
        for _ in 0..<s { found.insert(Swift.max(1, (found.first ?? 1) / factor), at: 0) }
        return found
    }

    /// ⌊log_η longest⌋: how often a trial can be cut by η.
    var cuts: Int {
        var (count, rest) = (0, longest)
        while rest >= factor {
            rest /= factor
            count += 1
        }
        return count
    }

    /// What a strategy begins, in order; the last one may be a shorter trial that uses up what is left, so that all spend the same.
    public func brackets(_ strategy: BudgetStrategy) -> [Bracket] {
        var found: [Bracket] = []
        var rest = budget
        func take(_ bracket: Bracket) -> Bool {
            guard bracket.epochs <= rest else { return false }
            rest -= bracket.epochs
            found.append(bracket)
            return true
        }
        switch strategy {
        case .random, .population:
            _ = take(Bracket(trials: budget / longest, rungs: [longest], factor: factor))
        case .halving:
            // The largest single bracket that can be paid.
            var trials = budget
            while trials > 1, !take(Bracket(trials: trials, rungs: rungs(cuts), factor: factor)) { trials -= 1 }
        case .hyperband:
            let sizes =
                (try? HyperbandPruner(maxResource: longest, reductionFactor: factor))?.budgets(resource: longest) ?? []
            var isTaken = true
            while isTaken {
                isTaken = false
                for (place, trials) in sizes.enumerated() {
                    let bracket = Bracket(trials: trials, rungs: rungs(sizes.count - 1 - place), factor: factor)
                    isTaken = take(bracket) || isTaken
                }
            }
        }
        while rest > 0 {
            _ = take(Bracket(trials: 1, rungs: [Swift.min(rest, longest)], factor: factor))
        }
        return found
    }

    /// How often a population is compared.
    var populationRounds: Int { Swift.min(longest, 9) }
}

extension EpochPlan: Presentable {
    /// `epoch plan`
    public static var kind: String { "epoch plan" }

    /// `357 epochs, trials of at most 27, eta = 3`
    public var summary: String {
        "\(budget.grouped) epochs, trials of at most \(longest.grouped), eta = \(factor)"
    }

    /// Brackets with semicolons between them, as many on a line as fit.
    private static func lines(_ brackets: [String], width: Int) -> [String] {
        var lines: [String] = []
        for (number, bracket) in brackets.enumerated() {
            let piece = bracket + (number + 1 < brackets.count ? ";" : "")
            if let last = lines.last, last.count + 1 + piece.count <= width {
                lines[lines.count - 1] = last + " " + piece
            } else {
                lines.append(piece)
            }
        }
        return lines
    }

    /// What each strategy begins, and what that costs.
    public func table(width: Int) -> String {
        var cells = [["strategy", "trials", "to the end", "epochs", "brackets: trials at their rungs"]]
        for strategy in BudgetStrategy.allCases {
            let brackets = brackets(strategy)
            let ends = brackets.reduce(0) { $0 + ($1.rungs.last == longest ? $1.counts.last ?? 0 : 0) }
            var texts: [String] = []
            for bracket in brackets {
                texts.append(zip(bracket.counts, bracket.rungs).map { "\($0)@\($1)" }.joined(separator: " "))
            }
            let lines =
                strategy == .population
                ? ["\(brackets[0].trials) side by side, compared \(populationRounds) times"]
                : Self.lines(texts, width: width - 42)
            cells.append([
                strategy.rawValue, "\(brackets.reduce(0) { $0 + $1.trials })", "\(ends)",
                "\(brackets.reduce(0) { $0 + $1.epochs })",
                lines.first ?? "",
            ])
            cells += lines.dropFirst().map { ["", "", "", "", $0] }
        }
        return ([summary] + TextTable.lines(cells, width: width, leftColumns: [0, 4])).joined(separator: "\n")
    }
}
