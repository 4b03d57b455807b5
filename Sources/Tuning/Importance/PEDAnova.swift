public import Answers
import RealModule

/// Which hyperparameters mattered for getting among the best trials: PED-ANOVA (Watanabe, Bansal & Hutter 2023) as Optuna 5
/// computes it, by the Pearson divergence between the values of the best tenth and those of all trials.
public enum PEDAnova {
    /// Points of the grid on which densities are compared.
    private static let points = 50

    /// The importance of each hyperparameter: numbers of at least 0, by decreasing importance.
    ///
    /// - Parameter quantile: which part of the complete trials counts as the best.
    /// - Throws: `Stopped`.
    public static func importances(
        _ history: TrialHistory, quantile: Double = 0.1, work: Work = Work()
    ) throws -> [(name: String, importance: Double)] {
        let complete = history.finished.filter { $0.state == .complete && $0.values.allSatisfy(\.isFinite) }
        var names: [String] = []
        for trial in complete {
            for name in trial.configuration.names where !names.contains(name) { names.append(name) }
        }
        let best = try best(complete, history.directions, quantile, work)
        guard complete.count > 1, !best.isEmpty else { return names.map { ($0, 0) } }
        let numbers = Set(best.map(\.number))
        let share = Double(best.count) / Double(complete.count)
        let found = try names.map { name -> (name: String, importance: Double) in
            if work.isCancelled { throw Stopped() }
            var sum = 0.0
            // Trials with another domain under that name, or without it, are apart.
            var regimes: [(domain: ParameterDomain, trials: [Trial])] = []
            for trial in complete {
                guard let domain = trial.domain(of: name) else { continue }
                if let place = regimes.firstIndex(where: { $0.domain == domain }) {
                    regimes[place].trials.append(trial)
                } else {
                    regimes.append((domain, [trial]))
                }
            }
            for regime in regimes where regime.trials.count >= 2 && !regime.domain.isSingle {
                let top = regime.trials.filter { numbers.contains($0.number) }
                guard !top.isEmpty else { continue }
                let α = Double(top.count) / Double(best.count)
                let β = Double(regime.trials.count) / Double(complete.count)
                sum += α * α / β * divergence(name, regime.domain, top, regime.trials)
            }
            return (name, sum * share * share)
        }
        return found.sorted { $0.importance > $1.importance }
    }

    /// The same as shares of their sum; equal ones where all are 0.
    ///
    /// - Throws: `Stopped`.
    public static func shares(
        _ history: TrialHistory, quantile: Double = 0.1, work: Work = Work()
    ) throws -> [(name: String, importance: Double)] {
        let found = try importances(history, quantile: quantile, work: work)
        let sum = found.reduce(0) { $0 + $1.importance }
        return found.map { ($0.name, sum > 0 ? $0.importance / sum : 1 / Double(found.count)) }
    }

    /// Those at least as good as the value that the quantile falls on.
    private static func best(
        _ trials: [Trial], _ directions: [Direction], _ quantile: Double, _ work: Work
    ) throws -> [Trial] {
        guard directions.count == 1 else {
            let losses = trials.map { zip(directions, $0.values).map { $0.loss($1) } }
            let count = Int((quantile * Double(trials.count)).rounded(.up))
            return try ParetoSort(losses).best(count, work: work).map { trials[$0] }
        }
        let losses = trials.map { directions[0].loss($0.values[0]) }
        let sorted = losses.sorted()
        guard !sorted.isEmpty else { return [] }
        let place = Int((quantile * Double(sorted.count)).rounded(.up)) - 1
        let bar = sorted[min(max(place, 0), sorted.count - 1)]
        return zip(trials, losses).filter { $0.1 <= bar }.map(\.0)
    }

    /// Σ p·(q/p − 1)² over the grid, q being the density of the best and p that of all.
    private static func divergence(_ name: String, _ domain: ParameterDomain, _ top: [Trial], _ all: [Trial]) -> Double
    {
        let q = density(name, domain, top)
        let p = density(name, domain, all)
        return zip(p, q).reduce(0) { sum, pair in
            let (p, q) = (pair.0 + 1e-12, pair.1 + 1e-12)
            return sum + p * (q / p - 1) * (q / p - 1)
        }
    }

    private static func density(_ name: String, _ domain: ParameterDomain, _ trials: [Trial]) -> [Double] {
        let codes = trials.compactMap { $0.configuration[name].flatMap(domain.code) }
        let counts = counts(domain, codes)
        let cells = counts.indices.filter { counts[$0] > 0 }
        let weights = cells.map { counts[$0] }
        let total = weights.reduce(0, +)
        if domain.isCategorical {
            // Kernels of weight 1 on the observed choice and a share for each, and one that is even.
            let kernels = Double(cells.count + 1)
            let share = 1 / kernels
            let whole = 1 + Double(counts.count) * share
            return counts.indices.map { cell in
                let observed = zip(cells, weights).reduce(0) {
                    $0 + $1.1 * ($1.0 == cell ? (1 + share) / whole : share / whole)
                }
                return (observed + 1 / Double(counts.count)) / (total + 1)
            }
        }
        let σ = bandwidth(cells.map(Double.init), weights, total)
        let (low, high) = (-0.5, Double(counts.count) - 0.5)
        let middle = Double(counts.count - 1) / 2
        func mass(_ μ: Double, _ σ: Double, _ cell: Int) -> Double {
            let (a, b) = ((Double(cell) - 0.5 - μ) / σ, (Double(cell) + 0.5 - μ) / σ)
            return Double.exp(Gaussian.logMass(a, b) - Gaussian.logMass((low - μ) / σ, (high - μ) / σ))
        }
        return counts.indices.map { cell in
            let observed = zip(cells, weights).reduce(0) { $0 + $1.1 * mass(Double($1.0), σ, cell) }
            return (observed + mass(middle, Double(counts.count), cell)) / (total + 1)
        }
    }

    /// How many codes fall to each point of the grid.
    private static func counts(_ domain: ParameterDomain, _ codes: [Double]) -> [Double] {
        if domain.isCategorical {
            var counts = [Double](repeating: 0, count: domain.count ?? 0)
            for code in codes { counts[Int(code)] += 1 }
            return counts
        }
        let (low, high): (Double, Double) =
            switch domain {
            case .float(let low, let high, _, _): (domain.scaled(low), domain.scaled(high))
            case .int(let low, let high, _, _): (domain.scaled(Double(low)), domain.scaled(Double(high)))
            case .choice: (0, 0)
            }
        var steps = points
        if case .int(let first, let last, true, _) = domain {
            steps = min(Int(Double.log2(Double(last - first + 1)).rounded(.up)) + 1, points)
        } else if let count = domain.count {
            steps = min(count, points)
        }
        let size = (high - low) / Double(steps - 1)
        var counts = [Double](repeating: 0, count: steps)
        for code in codes {
            let cell = ((domain.scaled(code) - low) / size - 0.5).rounded(.up)
            counts[min(max(Int(saturating: cell), 0), steps - 1)] += 1
        }
        return counts
    }

    /// Scott's rule (1992) over weighted cells, at least as wide as half a cell.
    private static func bandwidth(_ cells: [Double], _ weights: [Double], _ total: Double) -> Double {
        let mean = zip(cells, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
        let squares = zip(cells, weights).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }
        let deviation = (squares / max(1, total - 1)).squareRoot()
        var sums: [Double] = []
        for weight in weights { sums.append((sums.last ?? 0) + weight) }
        let lowMark = (total / 4).rounded(.down)
        let highMark = (total * 3 / 4).rounded(.down)
        let first = sums.firstIndex { $0 >= lowMark } ?? 0
        let third = sums.firstIndex { $0 > highMark } ?? cells.count
        let spread = cells[min(cells.count - 1, third)] - cells[first]
        return max(1.059 * min(spread / 1.34, deviation) * Double.pow(total, -0.2), 0.5 / 1.64)
    }
}
