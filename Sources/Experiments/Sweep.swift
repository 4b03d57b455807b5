public import Answers
public import Numbers
public import Optimizers

/// One optimizer at many learning rates, everything else equal.
public struct Sweep: Presentable {
    /// The learning rates in the order in which they were asked for, each finite and ≥ 0.
    public let rates: [Double]
    /// One run per rate; fewer when the work was cancelled.
    public let runs: [Run]

    /// - Throws: `Mistake` for no rates or a rate below 0, and as `minimize`.
    public init(
        _ objective: any Objective, _ optimizer: Optimizer, rates: [Double], start: Point, steps: Int, seed: UInt64 = 0,
        work: Work = Work()
    ) throws {
        guard !rates.isEmpty else {
            throw Mistake("there is no rate to try", expected: "at least one rate", try: "lr=logspace(-4, 0, 9)")
        }
        for rate in rates where !(rate >= 0 && rate.isFinite) {
            throw Mistake("lr = \(rate.short()) is not a learning rate", expected: "finite rates of at least 0")
        }
        self.rates = rates
        var runs: [Run] = []
        for (index, rate) in rates.enumerated() {
            if work.isCancelled { break }
            runs.append(
                try optimizer.with(rate: .constant(rate)).minimize(
                    objective, start: start, steps: steps, seed: seed, work: work))
            work.report(Double(index + 1) / Double(rates.count), "rate \(rate.short())")
        }
        self.runs = runs
    }

    /// The run that ended lowest; a run that ran away never wins.
    public var best: Run? {
        runs.filter { !$0.diverged && $0.loss.isFinite }.min { $0.loss < $1.loss }
    }

    /// The rate of the best run.
    public var bestRate: Double? {
        let candidates = zip(rates, runs).filter { !$0.1.diverged && $0.1.loss.isFinite }
        return candidates.min { $0.1.loss < $1.1.loss }?.0
    }

    /// The smallest rate that ran away.
    public var smallestDivergingRate: Double? { zip(rates, runs).filter { $0.1.diverged }.map(\.0).min() }

    /// `sweep`.
    public static var kind: String { "sweep" }

    /// The optimizer, the landscape and the range of rates.
    public var summary: String {
        guard let first = runs.first else { return "sweep without a run" }
        return "\(first.optimizer?.name ?? first.method.summary) on \(first.objective.name) at \(rates.count) rates"
    }

    /// One row for each rate: final loss, best loss, what became of the run.
    public func table(width: Int) -> String {
        var rows = [["rate", "loss", "best", "steps", "end"]]
        for (rate, run) in zip(rates, runs) {
            let end = run.diverged ? "ran away" : run.endInBrief
            rows.append([rate.short(4), run.loss.short(), run.bestLoss.short(), "\(run.steps)", end])
        }
        return
            ([summary] + TextTable.lines(rows, width: width)
            + TextTable.wrap(sentence, width, indent: 2, hanging: 2)).joined(separator: "\n")
    }

    /// Which rate ended lowest and from which on runs diverge.
    public var sentence: String {
        guard let best, let bestRate else { return "Every rate ran away." }
        let edge = smallestDivergingRate.map { "; from \($0.short(4)) on runs run away" } ?? "; none ran away"
        return "The rate \(bestRate.short(4)) came lowest, to \(best.loss.short())\(edge)."
    }

    /// Every rate with its run's numbers.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "rates": .array(rates.map { .number($0) }),
            "losses": .array(runs.map { .number($0.loss) }), "diverged": .array(runs.map { .bool($0.diverged) }),
            "best_rate": bestRate.map { .number($0) } ?? .null,
        ])
    }
}
