import Answers

/// Several objectives as one number that is to be small.
public enum Scalarization: Sendable, Equatable {
    /// Σ wᵢfᵢ: cannot reach the parts of a front that bend inwards.
    case weightedSum([Double])
    /// max wᵢ(fᵢ − idealᵢ) + 0.05·Σ wᵢ(fᵢ − idealᵢ): reaches every part of a front (Steuer & Choo 1983).
    case chebyshev([Double], ideal: [Double])

    /// - Throws: `Mistake` for weights that are negative, not finite or all 0, and another count of ideals.
    public static func checked(_ scalarization: Scalarization) throws -> Scalarization {
        let weights = scalarization.weights
        guard !weights.isEmpty, weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 })
        else {
            throw Mistake(
                "the weights are \(Phrase.list(weights.map { $0.short() }))",
                expected: "one for each objective, none below 0 and not all of them 0", argument: "weights")
        }
        if case .chebyshev(_, let ideal) = scalarization {
            guard ideal.count == weights.count, ideal.allSatisfy(\.isFinite) else {
                throw Mistake(
                    "\(ideal.count) ideal values for \(weights.count) weights", expected: "a number for each objective",
                    argument: "ideal")
            }
        }
        return scalarization
    }

    /// The weight of each objective, in the order of the study's directions.
    public var weights: [Double] {
        switch self {
        case .weightedSum(let weights), .chebyshev(let weights, _): weights
        }
    }

    /// As it is typed: `WeightedSum([0.7, 0.3])`.
    public var name: String {
        func list(_ numbers: [Double]) -> String { "[\(numbers.map(\.exactText).joined(separator: ", "))]" }
        return switch self {
        case .weightedSum(let weights): Phrase.call("WeightedSum", [list(weights)])
        case .chebyshev(let weights, let ideal): Phrase.call("Chebyshev", [list(weights), "ideal=" + list(ideal)])
        }
    }

    /// The number for the values of one trial, of which those that are to be large count negative.
    ///
    /// - Throws: `Mistake` for another count of values than of weights.
    public func value(of values: [Double], _ directions: [Direction]) throws -> Double {
        guard values.count == weights.count, directions.count == weights.count else {
            throw Mistake(
                "\(Phrase.count(values.count, "value")) and \(Phrase.count(directions.count, "direction")) for "
                    + Phrase.count(weights.count, "weight"), expected: "one of each for every objective",
                argument: "scalarize")
        }
        var own = self
        if case .chebyshev(let weights, let ideal) = self {
            own = .chebyshev(weights, ideal: zip(directions, ideal).map { $0.loss($1) })
        }
        return own.value(zip(directions, values).map { $0.loss($1) })
    }

    /// A loss for each finished trial, from losses brought to 0…1; nil where there is none; of failed trials the worst.
    func losses(_ history: TrialHistory) -> [Double?] {
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

    /// The number for losses.
    func value(_ losses: [Double]) -> Double {
        switch self {
        case .weightedSum(let weights): return zip(weights, losses).reduce(0) { $0 + $1.0 * $1.1 }
        case .chebyshev(let weights, let ideal):
            let parts = weights.indices.map { weights[$0] * (losses[$0] - ideal[$0]) }
            return (parts.max() ?? 0) + 0.05 * parts.reduce(0, +)
        }
    }
}
