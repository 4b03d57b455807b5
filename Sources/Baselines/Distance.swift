internal import RealModule

/// How far apart two rows are.
public enum Distance: Sendable, Equatable {
    /// √Σ(aₖ − bₖ)²
    case euclidean
    /// Σ|aₖ − bₖ|
    case manhattan
    /// max|aₖ − bₖ|
    case chebyshev
    /// (Σ|aₖ − bₖ|ᵖ)^(1/p), for p > 0.
    case minkowski(Double)
    /// 1 − a·b/(|a||b|); 1 for a row of zeros.
    case cosine

    /// Minkowski's of this power: Manhattan's for 1, Euclid's for 2, Chebyshev's for ∞.
    public init(power: Double) {
        switch power {
        case 1: self = .manhattan
        case 2: self = .euclidean
        case .infinity: self = .chebyshev
        default: self = .minkowski(power)
        }
    }

    /// Between two rows of equal length.
    public func between(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
        switch self {
        case .euclidean: return squared(a, b).squareRoot()
        case .manhattan: return zip(a, b).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
        case .chebyshev: return zip(a, b).reduce(0) { Swift.max($0, ($1.0 - $1.1).magnitude) }
        case .minkowski(let power):
            let sum = zip(a, b).reduce(0) { $0 + Double.pow(($1.0 - $1.1).magnitude, power) }
            return .pow(sum, 1 / power)
        case .cosine:
            let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
            let lengths = a.reduce(0) { $0 + $1 * $1 }.squareRoot() * b.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return lengths == 0 ? 1 : Swift.max(0, 1 - product / lengths)
        }
    }

    private func squared(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
}
