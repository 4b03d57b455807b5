import Answers
import ArrayVocabulary
import Arrays
import Baselines
import Datasets
import Language

/// scikit-learn's trees that ask one column at a time: one, a forest of them, and one after the other on what is left.
enum TreeForms {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "DecisionTreeClassifier", module: "tree", role: .classifier,
            summary: "a tree of questions that ends in classes", signature: one("'gini'", "class_weight=None, "),
            example: "DecisionTreeClassifier(max_depth=1).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.1]])",
            fixed: fixed.union(["splitter"])
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets, context.work)
            let targets = places.map { place in classes.indices.map { $0 == place ? 1.0 : 0 } }
            return Forest(
                trees: [try tree(estimator, x.design(), targets, context)], isClassifier: true,
                classes: classes.map(\.plain))
        },
        EstimatorForm(
            name: "DecisionTreeRegressor", module: "tree", role: .regressor,
            summary: "a tree of questions that ends in numbers", signature: one("'squared_error'", ""),
            example: "DecisionTreeRegressor(max_depth=1).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            fixed: fixed.union(["splitter", "criterion"])
        ) { estimator, x, targets, context in
            Forest(trees: [try tree(estimator, x.design(), numbers(targets), context)], isClassifier: false)
        },
        EstimatorForm(
            name: "RandomForestClassifier", module: "ensemble", role: .classifier,
            summary: "the mean of trees that each see other rows and columns",
            signature: several("'gini'", "'sqrt'", "class_weight=None, "),
            example:
                "RandomForestClassifier(10, random_state=0).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.1]])",
            fixed: fixed.union(["oob_score", "warm_start", "max_samples"])
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets, context.work)
            let targets = places.map { place in classes.indices.map { $0 == place ? 1.0 : 0 } }
            return try Forest(estimator, x.design(), targets, classes: classes.map(\.plain), context)
        },
        EstimatorForm(
            name: "RandomForestRegressor", module: "ensemble", role: .regressor,
            summary: "the mean of trees that each see other rows", signature: several("'squared_error'", "1.0", ""),
            example:
                "RandomForestRegressor(10, random_state=0).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            fixed: fixed.union(["oob_score", "warm_start", "max_samples", "criterion"])
        ) { estimator, x, targets, context in
            try Forest(estimator, x.design(), numbers(targets), classes: nil, context)
        },
        EstimatorForm(
            name: "GradientBoostingClassifier", module: "ensemble", role: .classifier,
            summary: "small trees, each on what those before it leave over", signature: boosted("'log_loss'", ""),
            example:
                "GradientBoostingClassifier(n_estimators=5).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.1]])",
            idle: idleOfBoosted, fixed: fixedOfBoosted
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets, context.work)
            return try BoostedForest(estimator, x.design(), places: places, classes: classes.count, context)
        },
        EstimatorForm(
            name: "GradientBoostingRegressor", module: "ensemble", role: .regressor,
            summary: "small trees, each on what those before it leave over",
            signature: boosted("'squared_error'", "alpha=0.9, "),
            example: "GradientBoostingRegressor(n_estimators=5).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            idle: idleOfBoosted.union(["alpha"]), fixed: fixedOfBoosted
        ) { estimator, x, targets, context in
            try BoostedForest(estimator, x.design(), numbers: numbers(targets).map { $0[0] }, context)
        },
    ]

    // MARK: Settings

    private static let limits =
        "max_depth=None, min_samples_split=2, min_samples_leaf=1, min_weight_fraction_leaf=0.0, "
    private static let fixed: Set<String> = [
        "min_weight_fraction_leaf", "class_weight", "ccp_alpha", "monotonic_cst",
    ]
    private static let fixedOfBoosted: Set<String> = [
        "loss", "criterion", "min_weight_fraction_leaf", "init", "warm_start", "n_iter_no_change", "ccp_alpha",
    ]
    /// What belongs to early stopping has no use without it.
    private static let idleOfBoosted: Set<String> = ["validation_fraction", "tol"]

    private static func one(_ criterion: String, _ weights: String) -> String {
        "*, criterion=\(criterion), splitter='best', \(limits)max_features=None, random_state=None, max_leaf_nodes=None, "
            + "min_impurity_decrease=0.0, \(weights)ccp_alpha=0.0, monotonic_cst=None"
    }

    private static func several(_ criterion: String, _ columns: String, _ weights: String) -> String {
        "n_estimators=100, *, criterion=\(criterion), \(limits)max_features=\(columns), max_leaf_nodes=None, "
            + "min_impurity_decrease=0.0, bootstrap=True, oob_score=False, n_jobs=None, random_state=None, verbose=0, "
            + "warm_start=False, \(weights)ccp_alpha=0.0, max_samples=None, monotonic_cst=None"
    }

    private static func boosted(_ loss: String, _ share: String) -> String {
        "*, loss=\(loss), learning_rate=0.1, n_estimators=100, subsample=1.0, criterion='deprecated', min_samples_split=2, "
            + "min_samples_leaf=1, min_weight_fraction_leaf=0.0, max_depth=3, min_impurity_decrease=0.0, init=None, "
            + "random_state=None, max_features=None, \(share)verbose=0, max_leaf_nodes=None, warm_start=False, "
            + "validation_fraction=0.1, n_iter_no_change=None, tol=0.0001, ccp_alpha=0.0"
    }

    private static func tree(_ estimator: Estimator, _ x: Design, _ targets: [[Double]], _ context: Context) throws
        -> DecisionTree
    {
        let settings = try TreeSettings.of(
            estimator, rows: x.count, columns: x.width, isClassifier: estimator.form.role == .classifier)
        var random = try TreeSettings.chance(estimator, context)
        return try DecisionTree(x, targets, rows: Array(0..<x.count), settings, work: context.work) {
            try random.permutation($0)
        }
    }

    private static func numbers(_ targets: Targets?) throws -> [[Double]] {
        let columns = try targets?.columns() ?? []
        guard columns.count == 1 else {
            throw Mistake(
                "\(columns.count) targets in each row", expected: "one target", try: "a tree for each column of y",
                argument: "y")
        }
        return columns[0].map { [$0] }
    }
}
