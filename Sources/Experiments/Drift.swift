internal import RealModule

/// How two sequences of points that should be the same drift apart.
public struct Drift: Sendable, Equatable {
    /// The step of each distance, rising from 0.
    public let steps: [Int]
    /// The distance of the two at that step, at least 0; not finite where one of them has left.
    public let distances: [Double]
    /// Distance that counts as apart.
    public let threshold: Double

    /// As many steps as distances.
    public init(steps: [Int], distances: [Double], threshold: Double) {
        (self.steps, self.distances, self.threshold) = (steps, distances, threshold)
    }

    /// The first step at which the two differ at all; nil where every bit is the same.
    public var firstDifference: Int? { distances.firstIndex { $0 != 0 }.map { steps[$0] } }

    /// The first step at which they are apart; nil when they stay together.
    public var partingStep: Int? { distances.firstIndex { !($0 < threshold) }.map { steps[$0] } }

    /// The largest distance on the way; 0 for no steps.
    public var largest: Double { distances.reduce(0) { $1 > $0 || $1.isNaN ? $1 : $0 } }

    /// The distance after the last step; 0 for no steps.
    public var last: Double { distances.last ?? 0 }

    /// The finite-time Lyapunov exponent ln(d(t)/d(t₀))/(t − t₀) of the run, per step: t₀ is the first step at which they differ, t the one at
    /// which they are apart, or the last. Below 0 the run forgets a small difference, above 0 it multiplies it. nil where they never differ, or
    /// differ only at the end.
    public var lyapunovExponent: Double? {
        guard let first = distances.firstIndex(where: { $0 != 0 }) else { return nil }
        let last = distances.firstIndex { !($0 < threshold) } ?? distances.count - 1
        guard last > first, distances[last].isFinite, distances[first].isFinite else { return nil }
        // What has come together in every bit has a distance below the smallest that there was.
        let end = distances[last] > 0 ? distances[last] : distances.filter { $0 > 0 }.min() ?? 0
        return Double.log(end / distances[first]) / Double(steps[last] - steps[first])
    }

    /// Mean growth of the distance per step as a factor: e to the Lyapunov exponent.
    public var growthPerStep: Double? { lyapunovExponent.map { Double.exp($0) } }
}
