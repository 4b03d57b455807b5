import Answers
import Numbers

/// Points that cover the space more evenly than random ones: trial i takes point i of a Sobol or Halton sequence. At the budgets of
/// tuning that is coverage, not a measurable gain over random search.
public struct QMCSampler: Sampler {
    /// Low-discrepancy sequences in the unit cube (Sobol' 1967; Halton 1960).
    public enum Sequence: String, Sendable, CaseIterable {
        case sobol
        case halton
    }

    /// The sequence whose points are the trials'.
    public let sequence: Sequence
    /// Whether it is randomised by the study's seed; else every study has the same points, the first of them at the lower ends.
    public let isScrambled: Bool

    /// A sequence, as `optuna.samplers.QMCSampler` makes it.
    ///
    /// - Parameter scramble: whether the study's seed randomises it.
    public init(_ sequence: Sequence = .sobol, scramble: Bool = true) {
        self.sequence = sequence
        isScrambled = scramble
    }

    /// What was seen does not matter.
    public var looksBack: Bool { false }

    /// `QMCSampler(qmc_type="halton")`
    public var name: String {
        Phrase.call(
            "QMCSampler",
            [sequence == .sobol ? nil : "qmc_type=\"\(sequence.rawValue)\"", isScrambled ? nil : "scramble=False"])
    }

    /// The coordinates of point `number` that the parameters have in the space, or among what all trials have in common; nil, as in
    /// Optuna, for any other, which has no coordinate of its own.
    ///
    /// - Throws: `Mistake` for a Sobol sequence of more than 64 dimensions.
    public func suggest(_ request: SuggestionRequest) throws -> [Double]? {
        let axes = request.places
        guard axes.count == request.parameters.count else { return nil }
        let dimension = (axes.max() ?? 0) + 1
        if sequence == .sobol, dimension > SobolSequence.maximum {
            throw Mistake(
                "a Sobol sequence of \(dimension) dimensions", expected: "at most \(SobolSequence.maximum)",
                try: "QMCSampler(qmc_type=\"halton\")", argument: "sampler")
        }
        let index = request.number + request.attempt * 65_536
        let coordinate = coordinates(dimension, request.seed)
        return zip(axes, request.parameters).map { axis, parameter in
            parameter.domain.code(unit: coordinate(index, axis))
        }
    }

    /// The sequence, made once: coordinate `axis` of point `index`.
    private func coordinates(_ dimension: Int, _ seed: UInt64) -> (_ index: Int, _ axis: Int) -> Double {
        switch sequence {
        case .sobol:
            let points = SobolSequence(dimension: dimension)
            guard isScrambled else { return { points.coordinate(UInt32(truncatingIfNeeded: $0), $1) } }
            return { index, axis in
                var stream = RandomStream(seed: seed, purpose: "Sobol scrambling", index: UInt64(axis))
                let own = UInt32(truncatingIfNeeded: stream.next())
                return points.scrambled(UInt32(truncatingIfNeeded: index), axis, seed: own)
            }
        case .halton:
            let points = HaltonSequence(dimension: dimension)
            guard isScrambled else { return { points.coordinate($0, $1) } }
            return { points.scrambled($0, $1, seed: seed) }
        }
    }
}
