/// Several objectives as one number.
public enum Scalarization: Sendable, Equatable {
    /// Σ wᵢfᵢ: cannot reach the parts of a front that bend inwards.
    case weightedSum([Double])
    /// max wᵢfᵢ + 0.05·Σ wᵢfᵢ: reaches every part of a front (Steuer & Choo 1983).
    case chebyshev([Double])

    /// A loss for each finished trial, from losses brought to 0…1; nil where there is none; of failed trials the worst.
    func losses(_ history: History) -> [Double?] {
        let vectors = history.finished.map { trial -> [Double]? in
            guard trial.state == .complete, trial.values.allSatisfy(\.isFinite) else { return nil }
            return zip(history.directions, trial.values).map { $0.loss($1) }
        }
        let known = vectors.compactMap { $0 }
        let ends = history.directions.indices.map { axis in
            (known.map { $0[axis] }.min() ?? 0, known.map { $0[axis] }.max() ?? 0)
        }
        let losses = vectors.map { vector in
            vector.map { vector in
                value(zip(vector, ends).map { loss, end in end.1 > end.0 ? (loss - end.0) / (end.1 - end.0) : 0 })
            }
        }
        let worst = losses.compactMap { $0 }.max()
        return losses.map { $0 ?? worst }
    }

    /// The number for one vector.
    public func value(_ vector: [Double]) -> Double {
        switch self {
        case .weightedSum(let weights): zip(weights, vector).reduce(0) { $0 + $1.0 * $1.1 }
        case .chebyshev(let weights):
            zip(weights, vector).reduce(-.infinity) { max($0, $1.0 * $1.1) }
                + 0.05 * zip(weights, vector).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }
}
