/// What is done to a parameter tensor after every update.
public enum Constraint: Sendable, Equatable {
    /// Each column of a kernel (the weights into one unit), or a whole vector, is scaled back to at most this norm; Keras
    /// `MaxNorm(axis=0)`.
    case maxNorm(Double)
    /// Negative numbers become 0.
    case nonNegative
    /// Each column is scaled to norm 1.
    case unitNorm

    func apply(_ weights: UnsafeMutablePointer<Float>, count: Int, columns: Int) {
        switch self {
        case .nonNegative:
            // max(0, NaN) would be 0 and hide that the training has broken down.
            for i in 0..<count where weights[i] < 0 { weights[i] = 0 }
        case .maxNorm, .unitNorm:
            for j in 0..<columns {
                var squares: Float = 0
                for i in stride(from: j, to: count, by: columns) { squares += weights[i] * weights[i] }
                let norm = squares.squareRoot()
                var factor = 1 / (1e-7 + norm)
                if case .maxNorm(let limit) = self {
                    factor = Swift.min(norm, Float(limit)) / (1e-7 + norm)
                }
                for i in stride(from: j, to: count, by: columns) { weights[i] *= factor }
            }
        }
    }
}
