import Numbers

/// How a column of numbers is brought to a common size: x ↦ (x − shift)/scale, fitted as scikit-learn 1.9 fits its scalers.
public enum Scaling: String, Sendable, CaseIterable {
    /// (x − mean)/sd, with the population's standard deviation.
    case standard
    /// (x − min)/(max − min)
    case minmax
    /// (x − median)/(75 % − 25 %)
    case robust

    /// What is taken off a column, and what it is divided by. Missing numbers do not count; a column that is constant has scale 1.
    public func fit(_ column: some Sequence<Double>) -> (shift: Double, scale: Double) {
        let values = column.filter { !$0.isNaN }
        guard !values.isEmpty else { return (0, 1) }
        switch self {
        case .standard:
            let (mean, variance) = values.meanAndVariance
            // What rounding leaves of a constant column is no deviation.
            let n = Double(values.count)
            let rounding = n * Double.ulpOfOne
            let bound = rounding * variance + (rounding * mean) * (rounding * mean)
            return (mean, variance <= bound ? 1 : variance.squareRoot())
        case .minmax:
            let (low, high) = (values.min() ?? 0, values.max() ?? 0)
            return (low, high > low ? high - low : 1)
        case .robust:
            let sorted = values.sorted()
            let width = sorted.quantile(0.75) - sorted.quantile(0.25)
            return (sorted.quantile(0.5), width > 0 ? width : 1)
        }
    }
}

extension [Double] {
    /// Mean and population variance, in two passes.
    public var meanAndVariance: (mean: Double, variance: Double) {
        let n = Double(Swift.max(1, count))
        let mean = reduce(0, +) / n
        return (mean, reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n)
    }
}
