public import Answers
public import Datasets
import RealModule

/// Gradient-boosted trees on histograms, for numbers (squared error) and for two classes (log loss): Friedman (2001), grown leaf by
/// leaf as LightGBM does (Ke et al. 2017), with the settings and the arithmetic of scikit-learn 1.9's HistGradientBoosting.
///
/// Missing numbers go to the side that lowers the loss. All iterations are made: nothing is held out to stop early, as
/// scikit-learn does by itself with more than 10,000 rows (`early_stopping="auto"`).
public struct BoostedTrees: Baseline {
    /// What every tree is multiplied by.
    public var rate = 0.1
    /// How many trees are added one after the other, as scikit-learn's `max_iter`.
    public var iterations = 100
    /// Leaves of a tree at most, as scikit-learn's `max_leaf_nodes`.
    public var mostLeaves = 31
    /// Deepest leaf; nil for no limit.
    public var mostDepth: Int?
    /// Rows of a leaf at least, as scikit-learn's `min_samples_leaf`.
    public var leastRows = 20
    /// λ, a penalty on the leaves' values.
    public var penalty = 0.0

    /// `boosted trees`
    public var name: String { "boosted trees" }

    /// With scikit-learn's settings.
    public init() {}

    /// Level numbers, and missing cells kept.
    public func plan(_ plan: PreparationPlan) -> PreparationPlan { plan.forTrees }

    /// As `fit`, for numbers or two classes.
    public func fitted(_ x: Design, _ y: [Double], classes: Int, work: Work) throws -> any FittedBaseline {
        guard classes == 0 || classes == 2 else {
            throw Mistake(
                "\(classes) classes for trees that tell two apart", expected: "numbers or two classes",
                try: "another method for this target", argument: "y")
        }
        return try fit(x, y, isBinary: classes == 2, work: work)
    }

    /// The trees of these data.
    ///
    /// - Parameter isBinary: y is 0 and 1, and predictions are the probability of 1.
    /// - Throws: `Mistake` for targets that are missing; `Stopped`.
    public func fit(_ x: Design, _ y: [Double], isBinary: Bool = false, work: Work = Work()) throws -> Forest {
        try x.check(width: x.width, allowsMissing: true)
        try y.check(rows: x.count)
        let bins = try Bins(x, work: work)
        let mean = y.meanAndVariance.mean
        let edge = Double.ulpOfOne
        let start = isBinary ? BoostedTrees.logit(Swift.min(1 - edge, Swift.max(edge, mean))) : mean
        var raw = [Double](repeating: start, count: x.count)
        var trees: [Tree] = []
        let settings = TreeGrower.Settings(
            rate: rate, mostLeaves: mostLeaves, mostDepth: mostDepth, leastRows: leastRows, penalty: penalty)
        for turn in 0..<iterations {
            work.report(Double(turn) / Double(iterations), "tree \(turn + 1)/\(iterations)")
            let guess = isBinary ? raw.map { Forest.probability($0) } : raw
            let gradients = zip(guess, y).map { Float($0 - $1) }
            let hessians = isBinary ? guess.map { Float($0 * (1 - $0)) } : nil
            let grown = try TreeGrower(bins, gradients: gradients, hessians: hessians, settings, work: work)
            for row in raw.indices { raw[row] += grown.additions[row] }
            trees.append(grown.tree)
        }
        return Forest(start: start, trees: trees, width: x.width, isBinary: isBinary)
    }

    private static func logit(_ p: Double) -> Double { .log(p / (1 - p)) }

    /// Fitted trees: their sum.
    public struct Forest: FittedBaseline {
        let start: Double
        let trees: [Tree]
        let width: Int
        let isBinary: Bool

        static func probability(_ raw: Double) -> Double { 1 / (1 + .exp(-raw)) }

        /// The sum over the trees; for two classes its probability.
        public func predict(_ x: Design, work: Work) throws -> [Double] {
            try x.check(width: width, allowsMissing: true)
            return try x.values.withUnsafeBufferPointer { values in
                var check = StopCheck(work)
                return try (0..<x.count).map { row in
                    try check.pass(trees.count)
                    let raw = trees.reduce(start) { $0 + $1.value(values, row * width) }
                    return isBinary ? Forest.probability(raw) : raw
                }
            }
        }
    }
}
