import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Datasets
import Language
import Numbers

/// Trees whose leaves are averaged.
struct Forest: FittedEstimator {
    let trees: [DecisionTree]
    let isClassifier: Bool
    var classes: [Value] = []

    init(trees: [DecisionTree], isClassifier: Bool, classes: [Value] = []) {
        (self.trees, self.isClassifier, self.classes) = (trees, isClassifier, classes)
    }

    /// - Parameter classes: nil for numbers.
    init(_ estimator: Estimator, _ x: Design, _ targets: [[Double]], classes: [Value]?, _ context: Context) throws {
        let settings = try TreeSettings.of(
            estimator, rows: x.count, columns: x.width, isClassifier: classes != nil)
        let isDrawn = try estimator.flag("bootstrap")
        var random = try TreeSettings.chance(estimator, context)
        trees = try (0..<estimator.whole("n_estimators", 1, most: 100_000)).map { _ in
            if context.work.isCancelled { throw Stopped() }
            let rows = (0..<x.count).map { isDrawn ? random.index(below: x.count) : $0 }
            return try DecisionTree(x, targets, rows: rows, settings, work: context.work) { try random.permutation($0) }
        }
        (isClassifier, self.classes) = (classes != nil, classes ?? [])
    }

    /// The mean of what the leaves say, for each row.
    private func means(_ x: Table, _ context: Context) throws -> [[Double]] {
        let design = try x.design()
        var sums = [[Double]](repeating: [], count: design.count)
        for tree in trees {
            for (row, leaf) in try tree.leaves(design, work: context.work).enumerated() {
                let value = tree.nodes[leaf].value
                sums[row] = sums[row].isEmpty ? value : zip(sums[row], value).map { $0 + $1 }
            }
        }
        return sums.map { $0.map { $0 / Double(trees.count) } }
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        isClassifier ? try means(x, context) : nil
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let means = try means(x, context)
        return [means.map { isClassifier ? Double($0.largestPlace) : $0[0] }]
    }

    var learned: [String: Value] {
        get throws {
            let width = trees.first?.width ?? 0
            var shares = [Double](repeating: 0, count: width)
            for tree in trees { for (place, share) in tree.importances.enumerated() { shares[place] += share } }
            let sum = shares.reduce(0, +)
            var found: [String: Value] = [
                "feature_importances_": .thing(try NDArray(sum > 0 ? shares.map { $0 / sum } : shares))
            ]
            if trees.count == 1 { found["tree_"] = .thing(GrownTree(tree: trees[0], classes: classes)) }
            return found
        }
    }
}
