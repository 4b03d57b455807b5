import Answers

/// Gives a trial up that a signed-rank test finds worse than the best one: for objectives that are a mean over many problems or
/// folds, each of which is reported at its own step (Wilcoxon 1945; Optuna's pruner).
public struct WilcoxonPruner: Pruner {
    /// Below this probability a trial counts as worse.
    public let threshold: Double
    /// Steps in common before any trial is given up.
    public let startup: Int

    /// - Throws: `Mistake` for a number out of its range.
    public init(threshold: Double = 0.1, startup: Int = 2) throws {
        try Interval.share.check(threshold, "p_threshold", standard: 0.1)
        try Interval.atLeast(0).whole.check(startup, "n_startup_steps", standard: 2)
        self.threshold = threshold
        self.startup = startup
    }

    /// `WilcoxonPruner(p_threshold=0.05)`
    public var name: String {
        Phrase.call(
            "WilcoxonPruner",
            [
                threshold == 0.1 ? nil : "p_threshold=\(threshold.exactText)",
                startup == 2 ? nil : "n_startup_steps=\(startup)",
            ])
    }

    /// Whether the reports are, step by step, probably worse than the best trial's.
    public func shouldPrune(_ trial: Trial, _ history: TrialHistory, study: String) -> Bool {
        guard let best = history.best else { return false }
        let direction = history.directions[0]
        let own = trial.reports.map { direction.loss($0.value) }
        let others = best.reports.map { direction.loss($0.value) }
        guard !own.isEmpty, !others.isEmpty, own.allSatisfy(\.isFinite), others.allSatisfy(\.isFinite) else {
            return false
        }
        let there = Dictionary(zip(best.reports.map(\.step), others)) { first, _ in first }
        let differences = zip(trial.reports, own).compactMap { report, loss in there[report.step].map { loss - $0 } }
        guard differences.count >= max(2, startup) else { return false }
        guard SignedRanks.probability(ofGreater: differences) < threshold else { return false }
        // A trial whose mean so far is better than the best one's goes on, whatever the ranks say.
        return others.reduce(0, +) / Double(others.count) < own.reduce(0, +) / Double(own.count)
    }
}

/// Wilcoxon's test whether differences tend to be above 0, zeros shared out between both sides (`zero_method="zsplit"`).
enum SignedRanks {
    /// The probability of rank sums at least as large if positive and negative differences were alike: exact for at most 50
    /// differences without ties and zeros and for at most 13 with them, else by the normal distribution, corrected for ties.
    static func probability(ofGreater differences: [Double]) -> Double {
        let n = differences.count
        let sizes = differences.map(\.magnitude)
        let order = sizes.indices.sorted { sizes[$0] < sizes[$1] }
        // Twice the ranks, which ties make halves.
        var ranks = [Int](repeating: 0, count: n)
        var ties = 0.0
        var first = 0
        while first < n {
            var last = first
            while last + 1 < n, sizes[order[last + 1]] == sizes[order[first]] { last += 1 }
            let count = Double(last - first + 1)
            ties += count * count * count - count
            for index in order[first...last] { ranks[index] = first + last + 2 }
            first = last + 1
        }
        // A zero gives half of its rank to each side, whatever its sign.
        let free = differences.indices.filter { differences[$0] != 0 }
        let plus = free.reduce(0) { differences[$1] > 0 ? $0 + ranks[$1] : $0 }
        if n <= 13 || (n <= 50 && ties == 0 && free.count == n) { return exact(plus, free.map { ranks[$0] }) }
        let zeros = differences.indices.reduce(0) { differences[$1] == 0 ? $0 + ranks[$1] : $0 }
        let sum = Double(plus) / 2 + Double(zeros) / 4
        let mean = Double(n * (n + 1)) / 4
        let variance = (Double(n * (n + 1)) * Double(2 * n + 1) - ties / 2) / 24
        return Gaussian.cumulative(-(sum - mean) / variance.squareRoot())
    }

    /// The share of all sign patterns whose sum of positive ranks is at least as large.
    private static func exact(_ plus: Int, _ ranks: [Int]) -> Double {
        let most = ranks.reduce(0, +)
        var counts = [Double](repeating: 0, count: most + 1)
        counts[0] = 1
        for rank in ranks {
            for sum in stride(from: most, through: rank, by: -1) { counts[sum] += counts[sum - rank] }
        }
        return counts[plus...].reduce(0, +) / counts.reduce(0, +)
    }
}
