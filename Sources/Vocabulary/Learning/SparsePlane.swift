import Answers
import Arrays
import Baselines
import Datasets
import Language

/// A plane whose slopes are pulled to 0, many of them all the way.
///
/// Minimises Σ(y − Xw)²/(2n) + α·share·Σ|w| + ½α(1 − share)·Σw² one slope at a time, until the gap to what the dual problem
/// bounds is below tol·Σy², as scikit-learn does.
struct SparsePlane: FittedEstimator {
    let weights: [[Double]]
    let intercepts: [Double]
    let steps: [Int]
    let isFlat: Bool

    init(
        _ estimator: Estimator, _ penalty: SparsePenalty, _ x: Table, _ targets: Targets?, _ context: Context
    ) throws {
        let design = try whole(x)
        var fits: [(weights: [Double], intercept: Double, steps: Int)] = []
        for y in try targets?.columns() ?? [] {
            let problem = SparseProblem(design, y, penalty)
            var descent = problem.descent(penalty)
            let count = try descent.solve(most: penalty.most, tolerance: penalty.tolerance, context.work)
            if count == nil {
                context.note(
                    "\(estimator.form.name) has not converged in \(penalty.most) iterations: more of them (max_iter), or "
                        + "columns of one scale (StandardScaler)")
            }
            fits.append((descent.weights, problem.intercept(descent.weights), count ?? penalty.most))
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

/// What a sparse plane is asked for: α, the share of it that goes to absolute slopes, and how exactly.
struct SparsePenalty {
    var alpha: Double
    var share: Double
    let hasIntercept: Bool
    let isPositive: Bool
    let most: Int
    let tolerance: Double

    init(_ estimator: Estimator, share: Double, alpha: Double? = nil) throws {
        self.alpha = try alpha ?? estimator.number("alpha", .nonNegative)
        self.share = share
        hasIntercept = try estimator.flag("fit_intercept")
        isPositive = try estimator.flag("positive")
        (most, tolerance) = (try estimator.whole("max_iter", 1), try estimator.number("tol", .nonNegative))
    }
}

/// Rows and targets with their means taken off, where the plane has an intercept.
struct SparseProblem {
    let columns: [[Double]]
    let y: [Double]
    private let means: [Double]
    private let middle: Double

    init(_ design: Design, _ targets: [Double], _ penalty: SparsePenalty) {
        let means = (0..<design.width).map { penalty.hasIntercept ? design.column($0).meanAndVariance.mean : 0 }
        let middle = penalty.hasIntercept ? targets.meanAndVariance.mean : 0
        columns = (0..<design.width).map { place in design.column(place).map { $0 - means[place] } }
        y = targets.map { $0 - middle }
        (self.means, self.middle) = (means, middle)
    }

    func descent(_ penalty: SparsePenalty) -> ElasticNetDescent {
        let scale = penalty.alpha * Double(y.count)
        return ElasticNetDescent(
            columns: columns, y: y, first: scale * penalty.share, second: scale * (1 - penalty.share),
            isPositive: penalty.isPositive)
    }

    func intercept(_ weights: [Double]) -> Double { middle - zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 } }

    /// max |Σ xᵢyᵢ|/n: the α from which on all slopes are 0, times the share of absolute slopes.
    var steepest: Double {
        let slopes = columns.map { column in zip(column, y).reduce(0) { $0 + $1.0 * $1.1 }.magnitude }
        return (slopes.max() ?? 0) / Double(Swift.max(1, y.count))
    }
}

/// ½Σ(y − Xw)² + first·Σ|w| + ½·second·Σw², one coordinate after the other.
struct ElasticNetDescent {
    let columns: [[Double]]
    let y: [Double]
    let first: Double
    let second: Double
    let isPositive: Bool
    var weights: [Double]

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
        for (column, weight) in zip(columns, weights) where weight != 0 {
            for row in rest.indices { rest[row] -= weight * column[row] }
        }
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
