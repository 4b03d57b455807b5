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
            try SparsePlane(estimator, share: 1, x, targets, context)
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
            try SparsePlane(estimator, share: estimator.number("l1_ratio", .share), x, targets, context)
        },
    ]
}

/// A design without missing cells.
private func whole(_ x: Table) throws -> Design {
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
        var factors = try LogisticPlanes.factors(estimator["class_weight"], classes, places)
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

    /// How much each row counts: 1, a number for its class, or the less the more there are of it.
    private static func factors(_ given: Value, _ classes: [Value], _ places: [Int]) throws -> [Double] {
        if given.isNone { return [Double](repeating: 1, count: places.count) }
        if given.asText == "balanced" {
            var counts = [Double](repeating: 0, count: classes.count)
            for place in places { counts[place] += 1 }
            return places.map { Double(places.count) / (Double(classes.count) * counts[$0]) }
        }
        guard case .dict(let entries) = given else {
            throw Mistake(
                "class_weight = \(given.brief)", expected: "None, \"balanced\" or a dict", try: "class_weight={1: 2.0}")
        }
        let known = classes.map { label in
            entries.entries.first { $0.key.plain.repr == label.plain.repr }?.value.asDouble ?? 1
        }
        return places.map { known[$0] }
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

/// A plane whose slopes are pulled to 0, many of them all the way.
///
/// Minimises Σ(y − Xw)²/(2n) + α·share·Σ|w| + ½α(1 − share)·Σw² one slope at a time, until the gap to what the dual problem
/// bounds is below tol·Σy², as scikit-learn does.
private struct SparsePlane: FittedEstimator {
    let weights: [[Double]]
    let intercepts: [Double]
    let steps: [Int]
    let isFlat: Bool

    init(_ estimator: Estimator, share: Double, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        let design = try whole(x)
        let alpha = try estimator.number("alpha", .nonNegative)
        let hasIntercept = try estimator.flag("fit_intercept")
        let isPositive = try estimator.flag("positive")
        let (most, tolerance) = (try estimator.whole("max_iter", 1), try estimator.number("tol", .nonNegative))
        let means = (0..<design.width).map { hasIntercept ? design.column($0).meanAndVariance.mean : 0 }
        let columns = (0..<design.width).map { place in design.column(place).map { $0 - means[place] } }
        var fits: [(weights: [Double], intercept: Double, steps: Int)] = []
        for y in try targets?.columns() ?? [] {
            let middle = hasIntercept ? y.meanAndVariance.mean : 0
            var descent = ElasticNetDescent(
                columns: columns, y: y.map { $0 - middle }, first: alpha * share * Double(design.count),
                second: alpha * (1 - share) * Double(design.count), isPositive: isPositive)
            let count = try descent.solve(most: most, tolerance: tolerance, context.work)
            if count == nil {
                context.note(
                    "\(estimator.form.name) has not converged in \(most) iterations: more of them (max_iter), or columns of one "
                        + "scale (StandardScaler)")
            }
            let found = descent.weights
            fits.append((found, middle - zip(found, means).reduce(0) { $0 + $1.0 * $1.1 }, count ?? most))
        }
        (weights, intercepts, steps) = (fits.map(\.weights), fits.map(\.intercept), fits.map(\.steps))
        isFlat = targets?.isFlat ?? true
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        let design = try whole(x)
        return zip(weights, intercepts).map { weights, intercept in
            (0..<design.count).map { row in
                let cells = design.values[row * design.width..<(row + 1) * design.width]
                return zip(weights, cells).reduce(intercept) { $0 + $1.0 * $1.1 }
            }
        }
    }

    var learned: [String: Value] {
        get throws {
            guard !isFlat, weights.count > 1 else {
                return [
                    "coef_": .thing(try NDArray(weights.first ?? [])),
                    "intercept_": isFlat
                        ? .number(intercepts.first ?? 0) : .thing(try NDArray(intercepts)),
                    "n_iter_": .int(steps.first ?? 0),
                ]
            }
            return [
                "coef_": .thing(try NDArray(weights.flatMap { $0 }, shape: [weights.count, weights[0].count])),
                "intercept_": .thing(try NDArray(intercepts)), "n_iter_": .list(steps.map { .int($0) }),
            ]
        }
    }
}

/// ½Σ(y − Xw)² + first·Σ|w| + ½·second·Σw², one coordinate after the other.
private struct ElasticNetDescent {
    let columns: [[Double]]
    let y: [Double]
    let first: Double
    let second: Double
    let isPositive: Bool
    private(set) var weights: [Double]

    init(columns: [[Double]], y: [Double], first: Double, second: Double, isPositive: Bool) {
        (self.columns, self.y, self.first, self.second, self.isPositive) = (columns, y, first, second, isPositive)
        weights = [Double](repeating: 0, count: columns.count)
    }

    private func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for place in a.indices { sum += a[place] * b[place] }
        return sum
    }

    /// Goes over all coordinates again and again.
    ///
    /// - Returns: how often; nil where the gap is not closed after the most.
    mutating func solve(most: Int, tolerance: Double, _ work: Work) throws -> Int? {
        let norms = columns.map { dot($0, $0) }
        var rest = y
        let goal = tolerance * dot(y, y)
        for step in 0..<most {
            var (largest, change) = (0.0, 0.0)
            for (place, column) in columns.enumerated() where norms[place] > 0 {
                if work.isCancelled { throw Stopped() }
                let before = weights[place]
                let slope = dot(column, rest) + norms[place] * before
                let size = isPositive && slope < 0 ? 0 : Swift.max(0, abs(slope) - first)
                weights[place] = (slope < 0 ? -size : size) / (norms[place] + second)
                if weights[place] != before {
                    let difference = before - weights[place]
                    for row in rest.indices { rest[row] += difference * column[row] }
                }
                change = Swift.max(change, abs(weights[place] - before))
                largest = Swift.max(largest, abs(weights[place]))
            }
            if largest == 0 || change / largest <= tolerance || step == most - 1, gap(rest) <= goal { return step + 1 }
        }
        return nil
    }

    /// How far the loss may still fall: the difference to the dual's.
    private func gap(_ rest: [Double]) -> Double {
        let slopes = zip(columns, weights).map { dot($0, rest) - second * $1 }
        let steepest = isPositive ? slopes.max() ?? 0 : slopes.map(abs).max() ?? 0
        let (squares, own) = (dot(rest, rest), dot(weights, weights))
        let shrunk = steepest > first ? first / steepest : 1
        let gap = steepest > first ? (squares + squares * shrunk * shrunk) / 2 : squares
        return gap + first * weights.reduce(0) { $0 + abs($1) } - shrunk * dot(rest, y)
            + second / 2 * (1 + shrunk * shrunk) * own
    }
}
