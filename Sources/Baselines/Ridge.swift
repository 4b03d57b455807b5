public import Answers
public import Datasets
import Numbers

/// Ridge regression in closed form: β minimises |y − Xβ − b|² + α|β|²; the intercept b is not penalised (Hoerl & Kennard 1970).
///
/// Solved by Cholesky factors of XᵀX + αI, or of XXᵀ + αI where there are more columns than rows. For two classes it is fitted to 0
/// and 1.
public struct Ridge: Baseline {
    /// α ≥ 0; nil takes the one of 0.1, 1, 3, 10, 30, 100, 1,000 with the least error in a cross-validation of the training rows.
    public var alpha: Double?
    /// Whether a constant is added.
    public var hasIntercept: Bool
    private let isLogLinear: Bool

    /// `ridge`, or `log-linear`
    public var name: String { isLogLinear ? "log-linear" : "ridge" }

    /// A ridge regression with this penalty.
    public init(alpha: Double? = nil, hasIntercept: Bool = true) {
        (self.alpha, self.hasIntercept, isLogLinear) = (alpha, hasIntercept, false)
    }

    private init(isLogLinear: Bool) { (alpha, hasIntercept, self.isLogLinear) = (nil, true, isLogLinear) }

    /// The hedonic model of house prices: logarithms of skewed inputs and of the target.
    public static let logLinear = Ridge(isLogLinear: true)

    /// With logarithms of skewed inputs and of the target for the log-linear model.
    public func plan(_ plan: PreparationPlan) -> PreparationPlan {
        guard isLogLinear else { return plan }
        var plan = plan
        plan.logsSkewedInputs = true
        plan.logTarget = true
        return plan
    }

    /// The log-linear model needs numbers above 0.
    public func suits(_ target: Column) -> Bool {
        !isLogLinear || target.kind == .number && target.numbers?.allSatisfy { $0 > 0 } == true
    }

    /// As `fit`.
    public func fitted(_ x: Design, _ y: [Double], classes: Int, work: Work) throws -> any FittedBaseline {
        try fit(x, y, work: work)
    }

    /// The coefficients of these data.
    ///
    /// - Throws: `Mistake` for missing numbers; `Stopped`.
    public func fit(_ x: Design, _ y: [Double], work: Work = Work()) throws -> Coefficients {
        try x.check(width: x.width)
        try y.check(rows: x.count)
        let (n, p) = (x.count, x.width)
        let center = hasIntercept ? y.meanAndVariance.mean : 0
        var means = [Double](repeating: 0, count: p)
        var values = x.values
        if hasIntercept {
            for row in 0..<n { for column in 0..<p { means[column] += values[row * p + column] } }
            for column in 0..<p { means[column] /= Double(n) }
            for row in 0..<n { for column in 0..<p { values[row * p + column] -= means[column] } }
        }
        let goal = y.map { $0 - center }
        let isDual = p > n
        let size = isDual ? n : p
        let gram = try Products.product(
            values, turned: !isDual, values, turned: isDual, size, size, isDual ? p : n, work: work)
        let right = isDual ? goal : try Products.product(values, turned: true, goal, turned: false, p, 1, n, work: work)
        let alpha =
            try alpha ?? (isDual ? dualChoice(gram, goal, work) : choice(gram, right, values, goal, p, work))
        guard let solution = try solve(gram, right, alpha, work) else {
            throw Mistake(
                "the columns depend on each other, so that alpha = \(alpha.short()) has no solution",
                expected: "alpha above 0", try: "Ridge(alpha=1)", argument: "alpha")
        }
        let weights =
            isDual ? try Products.product(values, turned: true, solution, turned: false, p, 1, n, work: work) : solution
        let shift = zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
        return Coefficients(weights: weights, intercept: center - shift, alpha: alpha)
    }

    private static let candidates: [Double] = [0.1, 1, 3, 10, 30, 100, 1000]

    /// (G + αI)⁻¹·b; nil where G + αI is not positive definite.
    private func solve(_ gram: [Double], _ right: [Double], _ alpha: Double, _ work: Work) throws -> [Double]? {
        let factor = CholeskyFactor(gram, right.count)
        for place in right.indices { factor.matrix[place][place] += alpha }
        return try factor.decompose(least: 1e-14, work: work) ? factor.solve(right) : nil
    }

    /// The candidate with the least squared error over five parts, every fifth row each. What a part adds to XᵀX and Xᵀy is taken
    /// off again, and so is what the mean of the rest, which is not that of all rows, adds.
    private func choice(
        _ gram: [Double], _ right: [Double], _ values: [Double], _ goal: [Double], _ p: Int, _ work: Work
    ) throws -> Double {
        try best { errors in
            for part in 0..<5 {
                let rows = Array(stride(from: part, to: goal.count, by: 5))
                let own = rows.flatMap { values[$0 * p..<($0 + 1) * p] }
                let ownGoal = rows.map { goal[$0] }
                guard !rows.isEmpty else { continue }
                let ownGram = try Products.product(own, turned: true, own, turned: false, p, p, rows.count, work: work)
                let ownRight = try Products.product(
                    own, turned: true, ownGoal, turned: false, p, 1, rows.count, work: work)
                var (rest, restRight) = (zip(gram, ownGram).map { $0 - $1 }, zip(right, ownRight).map { $0 - $1 })
                // All rows sum to 0, so that the rest sums to what the part lacks of it.
                var means = [Double](repeating: 0, count: p)
                var goalMean = 0.0
                let left = Double(goal.count - rows.count)
                if hasIntercept, left > 0 {
                    for row in rows.indices { for column in 0..<p { means[column] -= own[row * p + column] / left } }
                    goalMean = -ownGoal.reduce(0, +) / left
                    for i in 0..<p {
                        for j in 0..<p { rest[i * p + j] -= left * means[i] * means[j] }
                        restRight[i] -= left * means[i] * goalMean
                    }
                }
                for place in errors.indices {
                    guard let weights = try solve(rest, restRight, Ridge.candidates[place], work) else {
                        errors[place] = .infinity
                        continue
                    }
                    let found = try Products.product(
                        own, turned: false, weights, turned: false, rows.count, 1, p, work: work)
                    let shift = goalMean - zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
                    errors[place] += zip(found, ownGoal).reduce(0) {
                        $0 + ($1.0 + shift - $1.1) * ($1.0 + shift - $1.1)
                    }
                }
            }
        }
    }

    /// The same where XXᵀ is known: the other parts' rows and columns of it.
    private func dualChoice(_ gram: [Double], _ goal: [Double], _ work: Work) throws -> Double {
        let n = goal.count
        return try best { errors in
            for part in 0..<5 where n > 1 {
                let rest = (0..<n).filter { $0 % 5 != part }
                var matrix = rest.flatMap { row in rest.map { gram[row * n + $0] } }
                // The products of the rest without its own mean.
                let count = rest.count
                var sums = [Double](repeating: 0, count: n)
                var (all, goalMean) = (0.0, 0.0)
                if hasIntercept, count > 0 {
                    for row in 0..<n { sums[row] = rest.reduce(0) { $0 + gram[row * n + $1] } / Double(count) }
                    all = rest.reduce(0) { $0 + sums[$1] } / Double(count)
                    goalMean = rest.reduce(0) { $0 + goal[$1] } / Double(count)
                    for i in 0..<count {
                        for j in 0..<count { matrix[i * count + j] += all - sums[rest[i]] - sums[rest[j]] }
                    }
                }
                let right = rest.map { goal[$0] - goalMean }
                for place in errors.indices {
                    guard let solution = try solve(matrix, right, Ridge.candidates[place], work) else {
                        errors[place] = .infinity
                        continue
                    }
                    for row in stride(from: part, to: n, by: 5) {
                        let found = zip(rest, solution).reduce(goalMean) {
                            $0 + (gram[row * n + $1.0] - sums[row] - sums[$1.0] + all) * $1.1
                        }
                        errors[place] += (found - goal[row]) * (found - goal[row])
                    }
                }
            }
        }
    }

    private func best(_ measure: (inout [Double]) throws -> Void) rethrows -> Double {
        var errors = [Double](repeating: 0, count: Ridge.candidates.count)
        try measure(&errors)
        return Ridge.candidates[errors.indices.min { errors[$0] < errors[$1] } ?? 0]
    }

    /// A fitted plane X·β + b, with the penalty that it was fitted by.
    public struct Coefficients: FittedBaseline {
        /// β, one for each column.
        public let weights: [Double]
        /// b, which has no penalty.
        public let intercept: Double
        /// The penalty that was used.
        public let alpha: Double

        /// X·β + b
        public func predict(_ x: Design, work: Work) throws -> [Double] {
            try x.check(width: weights.count)
            let products = try Products.product(
                x.values, turned: false, weights, turned: false, x.count, 1, x.width, work: work)
            return products.map { $0 + intercept }
        }
    }
}
