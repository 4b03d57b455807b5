/// What is done to a parameter tensor after every update.
public enum Constraint: Sendable, Equatable {
    /// Each column of a kernel (the weights into one unit), or a whole vector, is scaled back to at most this norm; Keras
    /// `MaxNorm(axis=0)`.
    case maxNorm(Double)
    /// Negative numbers become 0.
    case nonNegative
    /// Each column is scaled to norm 1.
    case unitNorm
    /// What a function of somebody's makes of them.
    case own(OwnConstraint)

    /// Numbers of a tensor of that shape as they are to be.
    public func applied(to numbers: [Float], shape: [Int]) -> [Float] {
        var numbers = numbers
        numbers.withUnsafeMutableBufferPointer { place in
            if let base = place.baseAddress { apply(base, shape: shape) }
        }
        return numbers
    }

    func apply(_ weights: UnsafeMutablePointer<Float>, shape: [Int]) {
        let (count, columns) = (shape.reduce(1, *), shape.count > 1 ? shape.exampleColumns : 1)
        switch self {
        case .own(let function):
            let made = function.answer(Array(UnsafeBufferPointer(start: weights, count: count)), shape)
            for (place, value) in made.prefix(count).enumerated() { weights[place] = value }
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
