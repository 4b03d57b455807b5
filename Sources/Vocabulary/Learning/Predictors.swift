import Answers
import Arrays
import Baselines
import Datasets
import Language
import Numbers

/// scikit-learn's models that need no network: the laboratory's baselines under their names.
enum Predictors {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "LinearRegression", module: "linear_model", role: .regressor,
            summary: "the line or plane of least squares",
            signature: "*, fit_intercept=True, copy_X=True, tol=1e-06, n_jobs=None, positive=False",
            example: "LinearRegression().fit([[0.0], [1], [2]], [1, 3, 5]).coef_",
            // Of sparse tables only.
            idle: ["tol"], fixed: ["positive"]
        ) { estimator, x, targets, context in
            try LinearFit(leastSquares: estimator, x, targets, context)
        },
        ridge,
        EstimatorForm(
            name: "HistGradientBoostingRegressor", module: "ensemble", role: .regressor,
            summary: "gradient-boosted trees on histograms", signature: trees("'squared_error', *, quantile=None"),
            example: "HistGradientBoostingRegressor(max_iter=10).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[0.9]])",
            idle: idleOfTrees, fixed: fixedOfTrees.union(["quantile"])
        ) { estimator, x, targets, context in
            let boosted = try boosted(estimator)
            return try each(targets) { try boosted.fit(x.design(), $0, work: context.work) }
        },
        EstimatorForm(
            name: "HistGradientBoostingClassifier", module: "ensemble", role: .classifier,
            summary: "gradient-boosted trees on histograms, for two classes",
            signature: trees("'log_loss', *") + ", class_weight=None",
            example: "HistGradientBoostingClassifier(max_iter=10).fit([[0.0], [1], [2]], [0, 1, 1]).predict([[0.1]])",
            idle: idleOfTrees, fixed: fixedOfTrees.union(["class_weight"])
        ) { estimator, x, targets, context in
            let (classes, places) = try Targets.classes(targets, context.work)
            guard classes.count == 2 else {
                throw Mistake(
                    "\(classes.count) classes for trees that tell two apart", expected: "two classes",
                    try: "MLPClassifier()", argument: "y")
            }
            let forest = try boosted(estimator).fit(
                x.design(), places.map { Double($0) }, isBinary: true, work: context.work)
            return PerClass([nil, forest])
        },
    ]

    static let ridge = EstimatorForm(
        name: "Ridge", module: "linear_model", role: .regressor,
        summary: "the line or plane of least squares with a penalty on its slopes",
        signature:
            "alpha=1.0, *, fit_intercept=True, copy_X=True, max_iter=None, tol=0.0001, solver='auto', positive=False, random_state=None",
        example: "Ridge(alpha=0.1).fit([[0.0], [1], [2]], [1, 3, 5]).coef_",
        // The solution is exact, which all solvers go towards.
        idle: ["max_iter", "tol", "random_state"], fixed: ["positive"]
    ) { estimator, x, targets, context in
        try LinearFit(ridge: estimator, x, targets, context)
    }

    private static func trees(_ loss: String) -> String {
        "loss=\(loss), learning_rate=0.1, max_iter=100, max_leaf_nodes=31, max_depth=None, min_samples_leaf=20, "
            + "l2_regularization=0.0, max_features=1.0, max_bins=255, categorical_features='from_dtype', monotonic_cst=None, "
            + "interaction_cst=None, warm_start=False, early_stopping='auto', scoring='loss', validation_fraction=0.1, "
            + "n_iter_no_change=10, tol=1e-07, verbose=0, random_state=None"
    }

    /// Nothing is drawn, and what belongs to early stopping has no use without it.
    private static let idleOfTrees: Set<String> = [
        "random_state", "scoring", "validation_fraction", "n_iter_no_change", "tol",
    ]
    private static let fixedOfTrees: Set<String> = [
        "loss", "max_features", "max_bins", "categorical_features", "monotonic_cst", "interaction_cst", "warm_start",
    ]

    private static func boosted(_ estimator: Estimator) throws -> BoostedTrees {
        var trees = BoostedTrees()
        // 'auto' stops early on more than 10,000 rows, which is not done here.
        if estimator["early_stopping"].asText != "auto" {
            guard case .bool(false) = estimator["early_stopping"].plain else {
                throw Mistake(
                    "early_stopping = \(estimator["early_stopping"].brief)",
                    expected: "\"auto\" or False: trees do not stop early here",
                    try: "max_iter=50")
            }
        }
        trees.rate = try estimator.number("learning_rate", .positive)
        trees.iterations = try estimator.whole("max_iter", 1, most: 10_000)
        trees.mostLeaves = try estimator.optionalWhole("max_leaf_nodes", 2) ?? .max
        trees.mostDepth = try estimator.optionalWhole("max_depth", 1)
        trees.leastRows = try estimator.whole("min_samples_leaf", 1)
        trees.penalty = try estimator.number("l2_regularization", .nonNegative)
        return trees
    }

    private static func each(_ targets: Targets?, _ fit: ([Double]) throws -> any FittedBaseline) throws
        -> any FittedEstimator
    {
        PerTarget(models: try targets?.columns().map(fit) ?? [])
    }
}

extension Estimator {
    /// A setting that is True or False.
    func flag(_ name: String) throws -> Bool {
        guard case .bool(let flag) = self[name].plain else {
            throw Mistake("\(name) = \(self[name].brief)", expected: "True or False").raised(
                as: "ValueError",
                "The '\(name)' parameter of \(form.name) must be an instance of 'bool'. Got \(self[name].repr) instead."
            )
        }
        return flag
    }

    /// A setting that is one of some names.
    func choice(_ name: String, _ known: [String]) throws -> String {
        guard let text = self[name].asText, known.contains(text) else {
            throw Mistake(
                "\(name) = \(self[name].brief)", expected: known.map { "\"\($0)\"" }.joined(separator: ", "),
                try: "\(name)=\"\(standard(name)?.asText ?? known[0])\""
            ).raised(
                as: "ValueError",
                "The '\(name)' parameter of \(form.name) must be a str among {\(known.map { "'\($0)'" }.joined(separator: ", "))}. "
                    + "Got \(self[name].repr) instead.")
        }
        return text
    }

    /// A setting that is a number in a range.
    func number(_ name: String, _ range: Interval) throws -> Double {
        guard let number = self[name].asDouble, range.contains(number) else {
            throw Mistake("\(name) = \(self[name].brief)", expected: range.words)
        }
        return number
    }

    /// A setting that is a whole number of at least so much.
    func whole(_ name: String, _ least: Int, most: Int = 1 << 53) throws -> Int {
        guard let number = self[name].asInt, (least...most).contains(number) else {
            throw Mistake(
                "\(name) = \(self[name].brief)",
                expected: "a whole number of at least \(least)" + (most < 1 << 53 ? " and at most \(most.grouped)" : "")
            )
        }
        return number
    }

    /// The same, or None.
    func optionalWhole(_ name: String, _ least: Int) throws -> Int? {
        if case .none = self[name] { return nil }
        return try whole(name, least)
    }
}

/// One model for each target.
private struct PerTarget: FittedEstimator {
    let models: [any FittedBaseline]

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let design = try x.design()
        return try models.map { try $0.predict(design, work: context.work) }
    }
}

/// One model for each class; nil for the rest of two.
private struct PerClass: FittedEstimator {
    let models: [(any FittedBaseline)?]

    init(_ models: [(any FittedBaseline)?]) { self.models = models }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let design = try x.design()
        let shares = try models.map { try $0?.predict(design, work: context.work) }
        return (0..<design.count).map { row in
            let known = shares.compactMap { $0?[row] }
            return shares.map { $0?[row] ?? 1 - known.reduce(0, +) }
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try probabilities(x, context).map { rows in [rows.map { Double($0.largestPlace) }] }
    }
}

extension [Double] {
    /// The place of the largest; the first of several.
    var largestPlace: Int { indices.max { self[$0] < self[$1] || (self[$0] == self[$1] && $0 > $1) } ?? 0 }
}

/// A plane for each target.
private struct LinearFit: FittedEstimator {
    let weights: [[Double]]
    let intercepts: [Double]
    let isFlat: Bool

    init(ridge estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        _ = try estimator.choice(
            "solver", ["auto", "svd", "cholesky", "lsqr", "sparse_cg", "sag", "saga", "lbfgs"])
        let ridge = Ridge(
            alpha: try estimator.number("alpha", .nonNegative),
            hasIntercept: try estimator.flag("fit_intercept"))
        let design = try x.design()
        let fits = try targets?.columns().map { try ridge.fit(design, $0, work: context.work) } ?? []
        (weights, intercepts, isFlat) = (fits.map(\.weights), fits.map(\.intercept), targets?.isFlat ?? true)
    }

    /// By singular values, so that columns which depend on each other have a solution, the smallest.
    init(leastSquares estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        let design = try x.design()
        if let place = design.values.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "row \(place / Swift.max(1, design.width)), column \(design.names[place % design.width]) is missing",
                expected: "numbers", try: "SimpleImputer() before it"
            ).raised(as: "ValueError", "Input X contains NaN.")
        }
        let hasIntercept = try estimator.flag("fit_intercept")
        let means = (0..<design.width).map { hasIntercept ? design.column($0).meanAndVariance.mean : 0 }
        let centred = design.values.enumerated().map { place, value in value - means[place % design.width] }
        let a = try NDArray(centred, shape: [design.count, design.width])
        let columns = try targets?.columns() ?? []
        var fits: [(weights: [Double], intercept: Double)] = []
        for y in columns {
            let middle = hasIntercept ? y.meanAndVariance.mean : 0
            let found = try LinearAlgebra.leastSquares(a, NDArray(y.map { $0 - middle }), context.work).x.doubles()
            fits.append((found, middle - zip(found, means).reduce(0) { $0 + $1.0 * $1.1 }))
        }
        (weights, intercepts, isFlat) = (fits.map(\.weights), fits.map(\.intercept), targets?.isFlat ?? true)
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let design = try x.design()
        return zip(weights, intercepts).map { weights, intercept in
            (0..<design.count).map { row in
                var sum = intercept
                for (column, weight) in weights.enumerated() {
                    sum += weight * design.values[row * design.width + column]
                }
                return sum
            }
        }
    }

    var learned: [String: Value] {
        get throws {
            guard !isFlat else {
                return [
                    "coef_": .thing(try NDArray(weights.first ?? [])), "intercept_": .number(intercepts.first ?? 0),
                ]
            }
            return [
                "coef_": .thing(
                    try NDArray(weights.flatMap { $0 }, shape: [weights.count, weights.first?.count ?? 0])),
                "intercept_": .thing(try NDArray(intercepts)),
            ]
        }
    }
}
