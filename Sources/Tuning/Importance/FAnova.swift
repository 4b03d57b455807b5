public import Answers
import Numbers

/// How much of the objective's variance over the whole space each hyperparameter explains by itself: functional ANOVA over a random
/// forest that was fitted to the trials (Hutter, Hoos & Leyton-Brown 2014).
///
/// Each tree is constant on boxes, so its mean with one hyperparameter held, and the variance of that mean, are sums over
/// its leaves.
public enum FAnova {
    /// The shares of variance, by decreasing share, scaled to add up to 1; equal ones where nothing varies.
    ///
    /// - Parameters:
    ///   - trees: trees of the forest, each fitted to trials drawn with replacement.
    ///   - seed: of these draws.
    ///   - isNormalized: whether they add up to 1; else what is due to combinations is missing from their sum.
    /// - Throws: `Stopped`.
    public static func shares(
        _ history: TrialHistory, trees: Int = 64, seed: UInt64 = 0, isNormalized: Bool = true, work: Work = Work()
    ) throws -> [(name: String, importance: Double)] {
        let parameters = (history.common ?? []).filter { !$0.domain.isSingle }
        let trials = history.finished.filter { $0.state == .complete && ($0.values.first?.isFinite ?? false) }
        let rows = trials.map { trial in
            parameters.map { parameter -> Double in
                let code = trial.configuration[parameter.name].flatMap(parameter.domain.code) ?? 0
                return parameter.domain.isCategorical ? code : parameter.domain.unit(code)
            }
        }
        let values = trials.map { history.directions[0].loss($0.values[0]) }
        var sums = [Double](repeating: 0, count: parameters.count)
        if rows.count > 1 {
            for tree in 0..<trees {
                var stream = RandomStream(seed: seed, purpose: "forest", index: UInt64(tree))
                let drawn = rows.indices.map { _ in stream.index(below: rows.count) }
                work.report(Double(tree) / Double(trees), "tree \(tree + 1)/\(trees)")
                let grown = try RegressionTree(
                    drawn.map { rows[$0] }, drawn.map { values[$0] }, parameters.map(\.domain), work: work)
                let whole = grown.variance
                guard whole > 0 else { continue }
                for axis in parameters.indices {
                    if work.isCancelled { throw Stopped() }
                    sums[axis] += grown.variance(of: axis) / whole
                }
            }
        }
        let total = isNormalized ? sums.reduce(0, +) : Double(trees)
        let found = parameters.indices.map { axis in
            (name: parameters[axis].name, importance: total > 0 ? sums[axis] / total : 1 / Double(parameters.count))
        }
        return found.sorted { $0.importance > $1.importance }
    }
}

/// A tree that halves the unit cube where that lowers the squared error most, down to single values.
struct RegressionTree {
    /// A box and its value: ends of each range, and which choices belong to it.
    private struct Leaf {
        var lower: [Double]
        var upper: [Double]
        var choices: [Set<Int>]
        var value = 0.0
    }

    private static let depth = 64

    private let counts: [Int?]
    private var leaves: [Leaf] = []

    init(_ rows: [[Double]], _ values: [Double], _ domains: [ParameterDomain], work: Work) throws {
        counts = domains.map { $0.isCategorical ? $0.count : nil }
        let whole = Leaf(
            lower: domains.map { _ in 0 }, upper: domains.map { _ in 1 },
            choices: counts.map { Set(0..<($0 ?? 0)) })
        try grow(whole, Array(rows.indices), rows, values, depth: 0, work)
    }

    private mutating func grow(
        _ box: Leaf, _ members: [Int], _ rows: [[Double]], _ values: [Double], depth: Int, _ work: Work
    ) throws {
        let mean = members.reduce(0) { $0 + values[$1] } / Double(members.count)
        guard members.count > 1, depth < RegressionTree.depth,
            members.contains(where: { values[$0] != values[members[0]] }),
            let (axis, cut) = try split(members, rows, values, mean, work)
        else {
            var leaf = box
            leaf.value = mean
            leaves.append(leaf)
            return
        }
        var (below, above) = (box, box)
        if counts[axis] != nil {
            below.choices[axis] = [Int(cut)]
            above.choices[axis].remove(Int(cut))
        } else {
            below.upper[axis] = cut
            above.lower[axis] = cut
        }
        let isChoice = counts[axis] != nil
        let isBelow = { (member: Int) in isChoice ? rows[member][axis] == cut : rows[member][axis] <= cut }
        try grow(below, members.filter(isBelow), rows, values, depth: depth + 1, work)
        try grow(above, members.filter { !isBelow($0) }, rows, values, depth: depth + 1, work)
    }

    /// The split with the largest Σ n·(mean − whole mean)², or nil where all rows are alike.
    private func split(
        _ members: [Int], _ rows: [[Double]], _ values: [Double], _ mean: Double, _ work: Work
    ) throws -> (Int, Double)? {
        var best: (axis: Int, cut: Double, gain: Double)?
        func offer(_ axis: Int, _ cut: Double, _ sum: Double, _ count: Int) {
            guard count > 0, count < members.count else { return }
            // Sums of deviations from the mean: the other side's is its opposite.
            let gain = sum * sum / Double(count) + sum * sum / Double(members.count - count)
            if gain > best?.gain ?? -1 { best = (axis, cut, gain) }
        }
        for axis in counts.indices {
            if work.isCancelled { throw Stopped() }
            if counts[axis] != nil {
                var sums: [Double: (sum: Double, count: Int)] = [:]
                for member in members {
                    let old = sums[rows[member][axis]] ?? (0, 0)
                    sums[rows[member][axis]] = (old.sum + values[member] - mean, old.count + 1)
                }
                for (choice, part) in sums.sorted(by: { $0.key < $1.key }) { offer(axis, choice, part.sum, part.count) }
            } else {
                let order = members.sorted { rows[$0][axis] < rows[$1][axis] }
                var sum = 0.0
                for place in 0..<order.count - 1 {
                    sum += values[order[place]] - mean
                    let (here, next) = (rows[order[place]][axis], rows[order[place + 1]][axis])
                    if here < next { offer(axis, here + (next - here) / 2, sum, place + 1) }
                }
            }
        }
        return best.map { ($0.axis, $0.cut) }
    }

    /// A leaf's share of the cube, without one axis.
    private func share(_ leaf: Leaf, without axis: Int?) -> Double {
        var share = 1.0
        for other in counts.indices where other != axis {
            share *=
                counts[other].map { Double(leaf.choices[other].count) / Double($0) } ?? leaf.upper[other]
                - leaf.lower[other]
        }
        return share
    }

    private var mean: Double { leaves.reduce(0) { $0 + $1.value * share($1, without: nil) } }

    /// The variance over the cube.
    var variance: Double {
        let mean = mean
        return leaves.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) * share($1, without: nil) }
    }

    /// The variance of the mean with one axis held.
    func variance(of axis: Int) -> Double {
        let mean = mean
        if let count = counts[axis] {
            var means = [Double](repeating: 0, count: count)
            for leaf in leaves {
                let part = leaf.value * share(leaf, without: axis)
                for choice in leaf.choices[axis] { means[choice] += part }
            }
            return means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        }
        let cuts = Set(leaves.flatMap { [$0.lower[axis], $0.upper[axis]] }).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(cuts, 0...))
        // What a leaf adds to the intervals that it spans begins at one cut and ends at another.
        var changes = [Double](repeating: 0, count: cuts.count)
        for leaf in leaves {
            let part = leaf.value * share(leaf, without: axis)
            changes[places[leaf.lower[axis]] ?? 0] += part
            changes[places[leaf.upper[axis]] ?? 0] -= part
        }
        var level = 0.0
        var variance = 0.0
        for place in 0..<cuts.count - 1 {
            level += changes[place]
            variance += (level - mean) * (level - mean) * (cuts[place + 1] - cuts[place])
        }
        return variance
    }
}
