public import Answers
public import Datasets

/// A classifier of two classes with the widest soft margin (Cortes & Vapnik 1995): it keeps the rows that carry the border, the support
/// vectors, and forgets the others.
///
/// Minimises ½‖w‖² + C·Σ max(0, 1 − y·f(x)) with f(x) = Σ α(i)·y(i)·K(x(i), x) + b, through its dual.
public struct SupportVectorMachine: Sendable, Equatable {
    /// C: what a row on the wrong side of its margin costs; above 0, finite.
    public var penalty: Double
    /// How alike rows are.
    public var kernel: KernelFunction
    /// How far the conditions of an optimum may be broken, above 0, in units of y·∂/∂α: LIBSVM's `eps`.
    public var tolerance = 1e-3
    /// Pairs that are moved at most, at least 1; nil for no limit.
    public var mostSteps: Int?

    /// scikit-learn's defaults, but for γ, which depends on the rows: see `gamma`.
    public init(penalty: Double = 1, kernel: KernelFunction) { (self.penalty, self.kernel) = (penalty, kernel) }

    /// scikit-learn's `gamma="scale"`: 1 / (columns · variance of all numbers), 1 where they are all one number.
    public static func scaleGamma(_ rows: Design) -> Double {
        let variance = rows.values.meanAndVariance.variance
        return variance > 0 ? 1 / (Double(Swift.max(1, rows.width)) * variance) : 1
    }

    /// scikit-learn's `gamma="auto"`: 1 / columns.
    public static func autoGamma(_ rows: Design) -> Double { 1 / Double(Swift.max(1, rows.width)) }

    /// The border between rows that are positive and rows that are not.
    ///
    /// - Parameters:
    ///   - rows: n rows of finite numbers.
    ///   - isPositive: one for each row, both kinds among them.
    ///   - weights: what C is multiplied by for rows that are positive, and for the others.
    /// - Throws: `Mistake` for settings out of range, numbers that are not finite or too large for the kernel, one class only; `Stopped`.
    /// - Complexity: O(n) for each pair that is moved, and n kernels for each row that carries the border at some time.
    public func fit(
        _ rows: Design, _ isPositive: [Bool], weights: (positive: Double, negative: Double) = (1, 1),
        work: Work = Work()
    ) throws -> SupportVectors {
        try check(rows)
        guard rows.count == isPositive.count else {
            throw Mistake(
                "\(rows.count) rows and \(isPositive.count) classes", expected: "a class for each row", argument: "y")
        }
        guard isPositive.contains(true), isPositive.contains(false) else {
            throw Mistake("all rows are of one class", expected: "rows of two classes", argument: "y")
        }
        var descent = PairDescent(
            try kernels(rows), signs: isPositive.map { $0 ? 1 : -1 },
            most: isPositive.map { penalty * ($0 ? weights.positive : weights.negative) },
            slopes: [Double](repeating: -1, count: rows.count))
        let isConverged = try descent.solve(tolerance: tolerance, mostSteps: mostSteps, work: work)
        let places = rows.values.isEmpty ? [] : descent.multipliers.indices.filter { descent.multipliers[$0] > 0 }
        return SupportVectors(
            kernel: kernel, places: places, rows: rows.rows(at: places),
            coefficients: places.map { isPositive[$0] ? descent.multipliers[$0] : -descent.multipliers[$0] },
            intercept: descent.intercept, objective: descent.objective, steps: descent.steps, isConverged: isConverged)
    }

    /// The curve that passes rows' targets at no more than ε, where that does not cost too much: ε-insensitive regression (Drucker et
    /// al. 1996).
    ///
    /// Minimises ½‖w‖² + C·Σ max(0, |y − f(x)| − ε) through its dual, in which every row has two multipliers: one for being above the curve
    /// and one for being below.
    ///
    /// - Parameters:
    ///   - rows: n rows of finite numbers.
    ///   - targets: a finite number for each row.
    ///   - epsilon: ε, at least 0: what counts as no error.
    /// - Throws: `Mistake` for settings out of range and numbers that are not finite or too large for the kernel; `Stopped`.
    public func fit(
        _ rows: Design, targets: [Double], epsilon: Double, work: Work = Work()
    ) throws -> SupportVectors {
        try check(rows)
        try Interval.nonNegative.check(epsilon, "epsilon", standard: 0.1)
        let n = rows.count
        guard n == targets.count, targets.allSatisfy(\.isFinite) else {
            throw Mistake(
                "\(n) rows and \(targets.count) targets", expected: "a finite target for each row", argument: "y")
        }
        var descent = PairDescent(
            try kernels(rows, times: 2), signs: [Double](repeating: 1, count: n) + [Double](repeating: -1, count: n),
            most: [Double](repeating: penalty, count: 2 * n),
            slopes: targets.map { epsilon - $0 } + targets.map { epsilon + $0 })
        let isConverged = try descent.solve(tolerance: tolerance, mostSteps: mostSteps, work: work)
        let sums = (0..<n).map { descent.multipliers[$0] - descent.multipliers[n + $0] }
        let places = rows.values.isEmpty ? [] : sums.indices.filter { sums[$0] != 0 }
        return SupportVectors(
            kernel: kernel, places: places, rows: rows.rows(at: places), coefficients: places.map { sums[$0] },
            intercept: descent.intercept, objective: descent.objective, steps: descent.steps, isConverged: isConverged)
    }

    private func check(_ rows: Design) throws {
        try Interval.positive.check(penalty, "C", standard: 1)
        try Interval.positive.check(tolerance, "tol", standard: 1e-3)
        guard let place = rows.values.firstIndex(where: { !$0.isFinite }) else { return }
        throw Mistake(
            "row \(place / Swift.max(1, rows.width)), column \(rows.names[place % rows.width]) is missing",
            expected: "numbers", try: "SimpleImputer() before it")
    }

    private func kernels(_ rows: Design, times: Int = 1) throws -> KernelRows {
        let kernels = KernelRows(kernel, rows, times: times)
        // |K(a, b)|² ≤ K(a, a)·K(b, b): where these are finite, so are all others.
        guard let place = kernels.diagonal.firstIndex(where: { !$0.isFinite }) else { return kernels }
        throw Mistake(
            "the kernel of row \(place % Swift.max(1, rows.count)) with itself is \(kernels.diagonal[place])",
            expected: "numbers whose products are finite", try: "StandardScaler() before it")
    }
}

/// A fitted border: the rows that carry it, and how much each does.
public struct SupportVectors: Sendable {
    /// How alike rows are.
    public let kernel: KernelFunction
    /// Which rows of the training carry the border.
    public let places: [Int]
    /// The support vectors: the rows at `places`, in their order.
    public let rows: Design
    /// α·y of each.
    public let coefficients: [Double]
    /// b in f(x) = Σ αᵢyᵢ·k(xᵢ, x) + b.
    public let intercept: Double
    /// ½·αᵀQα − Σα at the end: the dual objective.
    public let objective: Double
    /// Pairs that were moved.
    public let steps: Int
    /// Whether it ended within the tolerance.
    public let isConverged: Bool

    /// f(x) of each row: above 0 on the positive side, ±1 on the margins.
    ///
    /// - Throws: `Mistake` for rows of another width; `Stopped`.
    public func scores(_ x: Design, work: Work = Work()) throws -> [Double] {
        guard x.width == rows.width else {
            throw Mistake(
                "X has \(x.width) columns, and \(rows.width) were there in training",
                expected: "\(rows.width) columns")
        }
        let width = rows.width
        var check = StopCheck(work)
        return try x.values.withUnsafeBufferPointer { values in
            try rows.values.withUnsafeBufferPointer { own in
                guard let values = values.baseAddress, let own = own.baseAddress else {
                    return [Double](repeating: intercept, count: x.count)
                }
                return try (0..<x.count).map { row in
                    try check.pass(coefficients.count)
                    var sum = intercept
                    for (place, coefficient) in coefficients.enumerated() {
                        sum += coefficient * kernel.value(own + place * width, values + row * width, width: width)
                    }
                    return sum
                }
            }
        }
    }
}
