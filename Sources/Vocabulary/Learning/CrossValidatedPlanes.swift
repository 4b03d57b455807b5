import Answers
import Arrays
import Baselines
import Datasets
import Foundation
import Language
import Numbers

/// scikit-learn's linear models that choose their penalty themselves, by cross-validation.
enum CrossValidatedPlanes {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "RidgeCV", module: "linear_model", role: .regressor,
            summary: "Ridge with the best of some penalties: each row left out once, or by folds",
            signature:
                "alphas=(0.1,1.0,10.0), *, fit_intercept=True, scoring=None, cv=None, gcv_mode=None, "
                + "store_cv_results=False, alpha_per_target=False",
            example: "RidgeCV([0.1, 1.0]).fit([[0.0], [1], [2], [3]], [1, 3, 5, 8]).alpha_",
            idle: ["gcv_mode"], fixed: ["store_cv_results", "alpha_per_target"]
        ) { estimator, x, targets, context in try RidgeChoice(estimator, x, targets, context) },
        EstimatorForm(
            name: "LassoCV", module: "linear_model", role: .regressor,
            summary: "Lasso with the penalty that is best over folds, out of a descending row of them",
            signature:
                "*, eps=0.001, n_alphas='deprecated', alphas=100, fit_intercept=True, precompute='auto', "
                + "max_iter=1000, tol=0.0001, copy_X=True, cv=None, verbose=False, n_jobs=None, positive=False, "
                + "random_state=None, selection='cyclic'",
            example: "LassoCV(cv=2).fit([[0.0], [1], [2], [3]], [1, 3, 5, 8]).alpha_",
            idle: ["precompute", "random_state"], fixed: ["selection"]
        ) { estimator, x, targets, context in try SparseChoice(estimator, shares: [1], x, targets, context) },
        EstimatorForm(
            name: "ElasticNetCV", module: "linear_model", role: .regressor,
            summary: "ElasticNet with the penalties that are best over folds",
            signature:
                "*, l1_ratio=0.5, eps=0.001, n_alphas='deprecated', alphas=100, fit_intercept=True, "
                + "precompute='auto', max_iter=1000, tol=0.0001, cv=None, copy_X=True, verbose=0, n_jobs=None, "
                + "positive=False, random_state=None, selection='cyclic'",
            example: "ElasticNetCV(cv=2).fit([[0.0], [1], [2], [3]], [1, 3, 5, 8]).l1_ratio_",
            idle: ["precompute", "random_state"], fixed: ["selection"]
        ) { estimator, x, targets, context in
            let given = estimator["l1_ratio"]
            let shares = given.asDouble.map { [$0] } ?? given.doubles ?? []
            guard !shares.isEmpty, shares.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
                throw Mistake(
                    "l1_ratio = \(given.brief)", expected: "a number above 0 up to 1, or a list of them",
                    try: "l1_ratio=[0.1, 0.5, 0.9, 1.0]"
                ).raised(
                    as: "ValueError", "Automatic alpha grid generation is not supported for l1_ratio=0.")
            }
            return try SparseChoice(estimator, shares: shares, x, targets, context)
        },
    ]

    /// Penalties that were given, from the first to the last.
    fileprivate static func alphas(_ estimator: Estimator) throws -> [Double] {
        let given = estimator["alphas"]
        let alphas = given.asDouble.map { [$0] } ?? given.doubles ?? []
        guard !alphas.isEmpty, alphas.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw Mistake(
                "alphas = \(given.brief)", expected: "one number above 0 or more", try: "alphas=[0.1, 1.0, 10.0]"
            ).raised(
                as: "ValueError",
                alphas.firstIndex { $0 <= 0 }
                    .map { "alphas[\($0)] == \(Value.number(alphas[$0]).repr), must be > 0.0." }
                    ?? "alphas = \(given.repr)")
        }
        return alphas
    }
}

/// Ridge with one of several penalties. Each row's error when it is left out needs no fit without it: e = r/(1 − h), with h what the row
/// itself has of its prediction.
private struct RidgeChoice: FittedEstimator {
    let model: Estimator
    let alpha: Double
    let best: Double

    init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        let alphas = try CrossValidatedPlanes.alphas(estimator)
        guard let targets else { throw estimator.unfitted }
        func ridge(_ alpha: Double) -> Estimator {
            Estimator(
                standard: Predictors.ridge, ["alpha": .number(alpha), "fit_intercept": estimator["fit_intercept"]])
        }
        let scores: [Double]
        if estimator["cv"].isNone {
            guard
                estimator["scoring"].isNone || estimator["scoring"].asText == "neg_mean_squared_error"
            else {
                throw Mistake(
                    "scoring = \(estimator["scoring"].brief) with rows left out one by one",
                    expected: "the mean squared error, or folds", try: "cv=5")
            }
            scores = try RidgeChoice.leftOut(
                whole(x), targets.columns(), alphas, hasIntercept: estimator.flag("fit_intercept"), context.work)
        } else {
            let folds = try Searches.folds(estimator["cv"], estimator, x, targets, context)
            scores = try alphas.map { alpha in
                let marks = try Searches.marks(
                    ridge(alpha), x, targets, folds, [("score", estimator["scoring"])], context)
                return marks.test[0].meanAndVariance.mean
            }
        }
        let place = scores.indices.max { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) } ?? 0
        (alpha, best) = (alphas[place], scores[place])
        model = ridge(alpha)
        try model.fit(x, targets, context)
    }

    /// −Σe²/n for each penalty, over all targets.
    private static func leftOut(
        _ design: Design, _ targets: [[Double]], _ alphas: [Double], hasIntercept: Bool, _ work: Work
    ) throws -> [Double] {
        let (n, width) = (design.count, design.width)
        let means = (0..<width).map { hasIntercept ? design.column($0).meanAndVariance.mean : 0 }
        let centred = try NDArray(design.values.enumerated().map { $1 - means[$0 % width] }, shape: [n, width])
        let (u, singular, _) = try LinearAlgebra.singular(centred, .thin, work)
        let (parts, squares) = (u.doubles(), singular.doubles().map { $0 * $0 })
        let count = squares.count
        return try alphas.map { alpha in
            let shares = squares.map { $0 / ($0 + alpha) }
            var total = 0.0
            for y in targets {
                let middle = hasIntercept ? y.meanAndVariance.mean : 0
                let along = (0..<count).map { k in
                    shares[k] * (0..<n).reduce(0) { $0 + parts[$1 * count + k] * (y[$1] - middle) }
                }
                for row in 0..<n {
                    if work.isCancelled { throw Stopped() }
                    var (guess, own) = (middle, hasIntercept ? 1 / Double(n) : 0)
                    for k in 0..<count {
                        let part = parts[row * count + k]
                        guess += part * along[k]
                        own += part * part * shares[k]
                    }
                    let error = (y[row] - guess) / (1 - own)
                    total += error * error
                }
            }
            return -total / Double(Swift.max(1, n * targets.count))
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? { try model.predictions(x, context) }

    var learned: [String: Value] {
        get throws {
            try model.learnt().learned.merging(["alpha_": .number(alpha), "best_score_": .number(best)]) { $1 }
        }
    }
}

/// A sparse plane whose α, and whose share of absolute slopes, had the least squared error over folds.
private struct SparseChoice: FittedEstimator {
    let plane: SparsePlane
    let penalty: SparsePenalty
    let alphas: [[Double]]
    /// By share, by α, by fold.
    let errors: [[[Double]]]

    init(
        _ estimator: Estimator, shares: [Double], _ x: Table, _ targets: Targets?, _ context: Context
    ) throws {
        guard let targets, try targets.columns().count == 1, let y = try targets.columns().first else {
            throw Mistake(
                "\(estimator.form.name) has several targets", expected: "one", try: "GridSearchCV(Lasso(), …)",
                argument: "y"
            ).raised(as: "ValueError", "For multi-task outputs, use MultiTask\(estimator.form.name)")
        }
        let design = try whole(x)
        var penalty = try SparsePenalty(estimator, share: shares[0], alpha: 1)
        let rows = try SparseChoice.rows(estimator, shares, SparseProblem(design, y, penalty))
        let folds = try Searches.folds(estimator["cv"], estimator, x, targets, context)
        var errors: [[[Double]]] = []
        var (best, least) = ((share: 0, alpha: 0), Double.infinity)
        for (place, share) in shares.enumerated() {
            penalty.share = share
            let byFold = try folds.map {
                try SparseChoice.errors(design, y, $0, rows[place], penalty, context.work)
            }
            let byAlpha = rows[place].indices.map { alpha in byFold.map { $0[alpha] } }
            errors.append(byAlpha)
            for (alpha, row) in byAlpha.enumerated() {
                let mean = row.reduce(0, +) / Double(row.count)
                if mean < least { (best, least) = ((place, alpha), mean) }
            }
        }
        (penalty.share, penalty.alpha) = (shares[best.share], rows[best.share][best.alpha])
        (self.penalty, alphas, self.errors) = (penalty, rows, errors)
        plane = try SparsePlane(estimator, penalty, x, targets, context)
    }

    /// The penalties for each share, falling: as they were given, or from where all slopes are 0 down to `eps` of that.
    private static func rows(
        _ estimator: Estimator, _ shares: [Double], _ problem: SparseProblem
    ) throws -> [[Double]] {
        if estimator["alphas"].doubles != nil {
            let alphas = try CrossValidatedPlanes.alphas(estimator).sorted(by: >)
            return shares.map { _ in alphas }
        }
        let isOld = estimator["n_alphas"].asInt != nil
        let count = try estimator.whole(isOld ? "n_alphas" : "alphas", 1, most: 100_000)
        let eps = try estimator.number("eps", .positive)
        return shares.map { share in
            let top = log10(Swift.max(problem.steepest / share, .leastNormalMagnitude))
            let bottom = top + log10(eps)
            return (0..<count).map { place in
                pow(10, count == 1 ? top : top + (bottom - top) * Double(place) / Double(count - 1))
            }
        }
    }

    /// The mean squared error on the rows of a fold that were held out, for each penalty; each fit begins where the one before ended.
    private static func errors(
        _ design: Design, _ y: [Double], _ fold: Splitter.Fold, _ alphas: [Double], _ penalty: SparsePenalty,
        _ work: Work
    ) throws -> [Double] {
        let problem = SparseProblem(design.rows(at: fold.train), fold.train.map { y[$0] }, penalty)
        let (test, truth) = (design.rows(at: fold.test), fold.test.map { y[$0] })
        var weights = [Double](repeating: 0, count: design.width)
        return try alphas.map { alpha in
            var penalty = penalty
            penalty.alpha = alpha
            var descent = problem.descent(penalty)
            descent.weights = weights
            _ = try descent.solve(most: penalty.most, tolerance: penalty.tolerance, work)
            weights = descent.weights
            let intercept = problem.intercept(weights)
            var sum = 0.0
            for row in 0..<test.count {
                var error = intercept - truth[row]
                for column in 0..<test.width { error += weights[column] * test.values[row * test.width + column] }
                sum += error * error
            }
            return sum / Double(Swift.max(1, test.count))
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? { try plane.predicted(x, context) }

    var learned: [String: Value] {
        get throws {
            let isSeveral = alphas.count > 1
            let (count, folds) = (alphas[0].count, errors[0][0].count)
            let own: [String: Value] = [
                "alpha_": .number(penalty.alpha), "l1_ratio_": .number(penalty.share),
                "alphas_": .thing(
                    try NDArray(alphas.flatMap { $0 }, shape: isSeveral ? [alphas.count, count] : [count])),
                "mse_path_": .thing(
                    try NDArray(
                        errors.flatMap { $0.flatMap { $0 } },
                        shape: isSeveral ? [alphas.count, count, folds] : [count, folds])),
            ]
            return try plane.learned.merging(own) { $1 }
        }
    }
}
