import Answers
import Arrays
import Baselines
import Datasets
import Foundation
import Language

/// scikit-learn's linear models that no formula solves: logistic regression and the penalties on absolute weights.
enum LinearModels {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "LogisticRegression", module: "linear_model", role: .classifier,
            summary: "probabilities of classes from a plane for each, with a penalty on its slopes",
            signature:
                "penalty='deprecated', *, C=1.0, l1_ratio=0.0, dual=False, tol=0.0001, fit_intercept=True, "
                + "intercept_scaling=1, class_weight=None, random_state=None, solver='lbfgs', max_iter=100, verbose=0, "
                + "warm_start=False, n_jobs=None",
            example: "LogisticRegression().fit([[0.0], [1], [2]], [0, 0, 1]).predict_proba([[1.5]])",
            // The minimum is found to the last digits, which all solvers go towards.
            idle: ["tol", "max_iter", "random_state", "intercept_scaling", "warm_start"], fixed: ["l1_ratio", "dual"]
        ) { estimator, x, targets, context in
            try LogisticPlanes(estimator, x, targets, context)
        },
        EstimatorForm(
            name: "Lasso", module: "linear_model", role: .regressor,
            summary: "the plane of least squares with a penalty on the sum of its absolute slopes",
            signature:
                "alpha=1.0, *, fit_intercept=True, precompute=False, copy_X=True, max_iter=1000, tol=0.0001, "
                + "warm_start=False, positive=False, random_state=None, selection='cyclic'",
            example: "Lasso(alpha=0.1).fit([[0.0], [1], [2]], [1, 3, 5]).coef_", idle: ["precompute", "random_state"],
            fixed: ["warm_start", "selection"]
        ) { estimator, x, targets, context in
            try SparsePlane(estimator, .init(estimator, share: 1), x, targets, context)
        },
        EstimatorForm(
            name: "ElasticNet", module: "linear_model", role: .regressor,
            summary: "the plane of least squares with penalties on absolute and on squared slopes",
            signature:
                "alpha=1.0, *, l1_ratio=0.5, fit_intercept=True, precompute=False, max_iter=1000, copy_X=True, "
                + "tol=0.0001, warm_start=False, positive=False, random_state=None, selection='cyclic'",
            example: "ElasticNet(alpha=0.1).fit([[0.0], [1], [2]], [1, 3, 5]).coef_",
            idle: ["precompute", "random_state"], fixed: ["warm_start", "selection"]
        ) { estimator, x, targets, context in
            let share = try estimator.number("l1_ratio", .share)
            return try SparsePlane(estimator, .init(estimator, share: share), x, targets, context)
        },
    ]
}

/// A design without missing cells.
func whole(_ x: Table) throws -> Design {
    let design = try x.design()
    guard let place = design.values.firstIndex(where: { !$0.isFinite }) else { return design }
    throw Mistake(
        "row \(place / Swift.max(1, design.width)), column \(design.names[place % design.width]) is missing",
        expected: "numbers", try: "SimpleImputer() before it"
    ).raised(as: "ValueError", "Input X contains NaN.")
}

/// The probability of every class is e to a plane of its own, over the sum of them; of two classes one plane is enough.
///
/// Minimises C·Σ −log p(class) + ½Σw² by Newton's steps, whose equations conjugate gradients solve with products of the second
/// derivative alone (Lin, Weng & Keerthi 2008).
private struct LogisticPlanes: FittedEstimator {
    let weights: [[Double]]
    let intercepts: [Double]
    let steps: Int

    init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        _ = try estimator.choice("solver", ["lbfgs", "newton-cg", "newton-cholesky", "sag", "saga", "liblinear"])
        let penalty = estimator["penalty"]
        guard penalty.isNone || ["deprecated", "l2"].contains(penalty.asText) else {
            throw Mistake("penalty = \(penalty.brief)", expected: "\"l2\" or None", try: "leave penalty out")
        }
        let design = try whole(x)
        let (classes, places) = try Targets.classes(targets, context.work)
        guard classes.count > 1 else {
            throw Mistake("y has the one class \(classes.first?.brief ?? "")", expected: "at least two", argument: "y")
                .raised(
                    as: "ValueError",
                    "This solver needs samples of at least 2 classes in the data, but the data contains only one class: "
                        + (classes.first?.repr ?? ""))
        }
        let byClass = try ClassWeights.factors(estimator["class_weight"], classes, places)
        var factors = places.map { byClass?[$0] ?? 1 }
        // C = ∞ and penalty=None are no penalty at all.
        let strength =
            estimator["C"].asDouble == .infinity || penalty.isNone ? nil : try estimator.number("C", .positive)
        if let strength { for place in factors.indices { factors[place] *= strength } }
        var problem = LogisticProblem(
            design: design, places: places, factors: factors, planes: classes.count == 2 ? 1 : classes.count,
            hasIntercept: try estimator.flag("fit_intercept"), penalty: strength == nil ? 0 : 1)
        steps = try problem.solve(context.work)
        (weights, intercepts) = (problem.weights, problem.intercepts)
    }

    private func scores(_ x: Table) throws -> [[Double]] {
        let design = try whole(x)
        return (0..<design.count).map { row in
            let cells = design.values[row * design.width..<(row + 1) * design.width]
            return zip(weights, intercepts).map { weights, intercept in
                zip(weights, cells).reduce(intercept) { $0 + $1.0 * $1.1 }
            }
        }
    }

    func decided(_ x: Table, _ context: Context) throws -> [[Double]]? { try scores(x) }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try scores(x).map { row in
            guard row.count > 1 else {
                let share = 1 / (1 + exp(-row[0]))
                return [1 - share, share]
            }
            return row.softmax
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        [try scores(x).map { $0.count > 1 ? Double($0.largestPlace) : $0[0] > 0 ? 1 : 0 }]
    }

    var learned: [String: Value] {
        get throws {
            [
                "coef_": .thing(
                    try NDArray(weights.flatMap { $0 }, shape: [weights.count, weights.first?.count ?? 0])),
                "intercept_": .thing(try NDArray(intercepts)), "n_iter_": .thing(try NDArray([steps])),
            ]
        }
    }
}

extension [Double] {
    /// e to each, over the sum of them.
    fileprivate var softmax: [Double] {
        let top = self.max() ?? 0
        let powers = map { exp($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}
