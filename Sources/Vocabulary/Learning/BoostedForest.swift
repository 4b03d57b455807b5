import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Datasets
import Glibc
import Language
import Numbers

/// Trees that are added up, each grown on the negative gradient of the loss at the sum of those before it.
///
/// Friedman (2001), Greedy Function Approximation; leaves as in scikit-learn 1.9: the mean of what is left for squared errors, one
/// step of Newton's method for the logarithmic loss.
struct BoostedForest: FittedEstimator {
    /// The trees of each round: one, or one for each class.
    private let rounds: [[DecisionTree]]
    /// What the leaves of each tree add.
    private let leaves: [[[Double]]]
    private let start: [Double]
    private let rate: Double
    private let width: Int
    /// How many classes there are; 0 for numbers.
    private let classes: Int

    /// Numbers by squared errors.
    init(_ estimator: Estimator, _ x: Design, numbers y: [Double], _ context: Context) throws {
        let mean = y.meanAndVariance.mean
        try self.init(estimator, x, classes: 0, start: [mean], context) { sums in
            [(rest: y.indices.map { y[$0] - sums[$0][0] }, bend: nil)]
        }
    }

    /// Classes by the logarithmic loss.
    init(_ estimator: Estimator, _ x: Design, places: [Int], classes: Int, _ context: Context) throws {
        guard classes > 1 else {
            throw Mistake("one class", expected: "at least two classes", argument: "y").raised(
                as: "ValueError",
                "y contains 1 class after sample_weight trimmed classes with zero weights, while a minimum of 2 classes are "
                    + "required.")
        }
        let counts = (0..<classes).map { own in Double(places.count { $0 == own }) / Double(places.count) }
        guard classes > 2 else {
            try self.init(estimator, x, classes: 2, start: [log(counts[1] / counts[0])], context) { sums in
                let shares = sums.map { 1 / (1 + exp(-$0[0])) }
                let rest = places.indices.map { Double(places[$0]) - shares[$0] }
                return [(rest, shares.map { $0 * (1 - $0) })]
            }
            return
        }
        let middle = counts.reduce(0) { $0 + log($1) } / Double(classes)
        try self.init(estimator, x, classes: classes, start: counts.map { log($0) - middle }, context) { sums in
            let shares = sums.map(BoostedForest.shares)
            let scale = Double(classes) / Double(classes - 1)
            return (0..<classes).map { own in
                let rest = places.indices.map { (places[$0] == own ? 1 : 0) - shares[$0][own] }
                return (rest, shares.map { $0[own] * (1 - $0[own]) * scale })
            }
        }
    }

    /// - Parameter slopes: at these sums the negative gradient for each tree of a round, and the second derivative that its leaves
    ///   are divided by; nil for 1.
    private init(
        _ estimator: Estimator, _ x: Design, classes: Int, start: [Double], _ context: Context,
        slopes: ([[Double]]) -> [(rest: [Double], bend: [Double]?)]
    ) throws {
        var settings = try TreeSettings.of(estimator, rows: x.count, columns: x.width, isClassifier: false)
        // With as many leaves as it may have a tree is bounded by them alone.
        if settings.mostLeaves != nil { settings.mostDepth = nil }
        rate = try estimator.number("learning_rate", .nonNegative)
        let share = try estimator.number("subsample", .share)
        var random = try TreeSettings.chance(estimator, context)
        var sums = [[Double]](repeating: start, count: x.count)
        var rounds: [[DecisionTree]] = []
        var leaves: [[[Double]]] = []
        for _ in 0..<(try estimator.whole("n_estimators", 1, most: 100_000)) {
            if context.work.isCancelled { throw Stopped() }
            let rows =
                share < 1
                ? try Array(
                    random.permutation(x.count, context.work).prefix(Swift.max(1, Int(share * Double(x.count)))))
                : Array(0..<x.count)
            var trees: [DecisionTree] = []
            var values: [[Double]] = []
            for (place, slope) in slopes(sums).enumerated() {
                let tree = try DecisionTree(
                    x, slope.rest.map { [$0] }, rows: rows, settings, work: context.work
                ) { try random.permutation($0) }
                let ends = try tree.leaves(x, work: context.work)
                var tops = [Double](repeating: 0, count: tree.nodes.count)
                var bottoms = tops
                for row in rows {
                    tops[ends[row]] += slope.rest[row]
                    bottoms[ends[row]] += slope.bend?[row] ?? 1
                }
                let own = zip(tops, bottoms).map { abs($1) < 1e-150 ? 0 : $0 / $1 }
                for row in 0..<x.count { sums[row][place] += rate * own[ends[row]] }
                trees.append(tree)
                values.append(own)
            }
            rounds.append(trees)
            leaves.append(values)
        }
        (self.rounds, self.leaves, self.start, self.classes, width) = (rounds, leaves, start, classes, x.width)
    }

    private static func shares(_ sums: [Double]) -> [Double] {
        let most = sums.max() ?? 0
        let weights = sums.map { exp($0 - most) }
        let all = weights.reduce(0, +)
        return weights.map { $0 / all }
    }

    private func sums(_ x: Table, _ context: Context) throws -> [[Double]] {
        let design = try x.design()
        var sums = [[Double]](repeating: start, count: design.count)
        for (trees, values) in zip(rounds, leaves) {
            for (place, tree) in trees.enumerated() {
                for (row, leaf) in try tree.leaves(design, work: context.work).enumerated() {
                    sums[row][place] += rate * values[place][leaf]
                }
            }
        }
        return sums
    }

    func decided(_ x: Table, _ context: Context) throws -> [[Double]]? { classes > 0 ? try sums(x, context) : nil }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        guard classes > 0 else { return nil }
        return try sums(x, context).map { sums in
            guard classes == 2 else { return BoostedForest.shares(sums) }
            let second = 1 / (1 + exp(-sums[0]))
            return [1 - second, second]
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let sums = try sums(x, context)
        switch classes {
        case 0: return [sums.map { $0[0] }]
        case 2: return [sums.map { $0[0] >= 0 ? 1 : 0 }]
        default: return [sums.map { Double($0.largestPlace) }]
        }
    }

    var learned: [String: Value] {
        get throws {
            // The mean over trees that ask something, then as shares.
            let asking = rounds.joined().filter { $0.nodes.count > 1 }
            var shares = [Double](repeating: 0, count: width)
            for tree in asking { for (place, share) in tree.importances.enumerated() { shares[place] += share } }
            let all = shares.reduce(0, +)
            return [
                "feature_importances_": .thing(try NDArray(all > 0 ? shares.map { $0 / all } : shares)),
                "n_estimators_": .int(rounds.count),
            ]
        }
    }
}
