import Answers
import Numbers
public import Optimizers
import RealModule

/// A random walk that always accepts a lower place and a higher one with probability exp(−Δ/T), while T falls
/// (Kirkpatrick, Gelatt & Vecchi 1983).
///
/// One step is one proposal, x + N(0, s²) with s shrinking as √T; T falls by the same factor each step, from
/// `temperature` to 1e-8 of it at the last step. The path is the walk; the best place is kept beside it.
public struct SimulatedAnnealing: Solver {
    /// First T; the spread of the values at 64 random places when nil.
    public let temperature: Double?
    /// First s as a share of the box's sides.
    public let scale: Double
    public let bounds: SearchBox?
    let coldest = 1e-8

    /// - Throws: `Mistake` unless temperature > 0 and 0 < scale ≤ 1.
    public init(temperature: Double? = nil, scale: Double = 0.25, bounds: SearchBox? = nil) throws {
        if let temperature { try SolverRange.between("temperature", temperature, 0, .infinity, try: 1) }
        try SolverRange.between("scale", scale, 0, 1.0.nextUp, try: 0.25)
        self.temperature = temperature
        self.scale = scale
        self.bounds = bounds
    }

    public func descend(_ journey: inout Journey) -> StopReason {
        let box = SearchBox.around(bounds, journey)
        var stream = RandomStream(seed: journey.seed, purpose: "annealing")
        var x = journey.start
        var value = journey.evaluator.value(x)
        if let reason = journey.begin(value: value) { return reason }
        let hot = temperature ?? spread(in: box, &journey)
        let cooling = Double.pow(coldest, 1 / Double(max(journey.steps, 1)))
        var warmth = 1.0
        while true {
            let deviate = stream.normalPair()
            // The walk must stay able to reach its neighbourhood when it is cold.
            let trial = box.clamped(x + deviate * box.size * (scale * max(warmth.squareRoot(), 1e-4)))
            let chance = stream.uniform()
            let next = journey.evaluator.value(trial)
            if next <= value || chance < Double.exp((value - next) / (hot * warmth)) { (x, value) = (trial, next) }
            warmth *= cooling
            if let reason = journey.arrive(x, value: value) { return reason }
        }
    }

    private func spread(in box: SearchBox, _ journey: inout Journey) -> Double {
        var stream = RandomStream(seed: journey.seed, purpose: "annealing temperature")
        var values: [Double] = []
        for _ in 0..<64 {
            let value = journey.evaluator.value(box.uniform(&stream))
            if value.isFinite { values.append(value) }
        }
        guard values.count > 1 else { return 1 }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
        return variance > 0 && variance.isFinite ? variance.squareRoot() : 1
    }

    public var summary: String {
        var call = SolverCall("SimulatedAnnealing")
        if let temperature { call = call.with("temperature", temperature) }
        return call.with("scale", scale, unless: 0.25).with(bounds).text
    }
}
