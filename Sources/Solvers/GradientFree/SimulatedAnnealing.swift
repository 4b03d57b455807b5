import Answers
public import Numbers
public import Optimizers
import RealModule

/// A random walk that always accepts a lower place and a higher one with probability exp(−Δ/T), while T falls
/// (Kirkpatrick, Gelatt & Vecchi 1983).
///
/// One step is one proposal, x + N(0, s²) with s shrinking as √T; T falls by the same factor each step, from
/// `temperature` to 1e-8 of it at the last step. The path is the walk; the best place is kept beside it.
public struct SimulatedAnnealing: DerivativeFreeSolver {
    /// First T; the spread of the values at 64 random places when nil.
    public let temperature: Double?
    /// First s as a share of the box's sides.
    public let scale: Double
    public let bounds: SearchBox?

    /// - Throws: `Mistake` unless temperature > 0 and 0 < scale ≤ 1.
    public init(temperature: Double? = nil, scale: Double = 0.25, bounds: SearchBox? = nil) throws {
        if let temperature { try SolverRange.between("temperature", temperature, 0, .infinity, try: 1) }
        try SolverRange.between("scale", scale, 0, 1.0.nextUp, try: 0.25)
        self.temperature = temperature
        self.scale = scale
        self.bounds = bounds
    }

    public func search(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        AnnealedWalk(self, box, start, seed, steps)
    }

    public var summary: String {
        var call = SolverCall("SimulatedAnnealing")
        if let temperature { call = call.with("temperature", temperature) }
        return call.with("scale", scale, unless: 0.25).with(bounds).text
    }
}

private struct AnnealedWalk: AskTell {
    private enum Question {
        case start
        /// A random place whose value tells the temperature.
        case sample
        case proposal
    }

    /// T at the last step over T at the first.
    private static let coldest = 1e-8
    private static let sampleCount = 64

    private let scale: Double
    private let box: SearchBox
    private var stream: RandomStream
    private var samples: RandomStream
    private var sampledValues: [Double] = []
    private var question = Question.start
    private(set) var place: [Double]
    private var valueHere = Double.infinity
    private var trial: [Double]
    /// What a higher place must beat to be accepted.
    private var chance = 0.0
    private var hot: Double?
    /// T over the first T.
    private var warmth = 1.0
    private let cooling: Double
    private var samplesTaken = 0

    init(_ rules: SimulatedAnnealing, _ box: SearchBox, _ start: [Double], _ seed: UInt64, _ steps: Int) {
        scale = rules.scale
        hot = rules.temperature
        self.box = box
        stream = RandomStream(seed: seed, purpose: "annealing")
        samples = RandomStream(seed: seed, purpose: "annealing temperature")
        place = start
        trial = start
        cooling = Double.pow(AnnealedWalk.coldest, 1 / Double(max(steps, 1)))
    }

    var value: Double? { valueHere }
    var end: StopReason? { nil }

    mutating func ask(_ place: inout [Double]) {
        switch question {
        case .start: break
        case .sample: box.draw(&trial, &samples)
        case .proposal: propose()
        }
        for axis in trial.indices { place[axis] = trial[axis] }
    }

    private mutating func propose() {
        // The walk must stay able to reach its neighbourhood when it is cold.
        let length = scale * max(warmth.squareRoot(), 1e-4)
        var axis = 0
        while axis < trial.count {
            let pair = stream.normalPair()
            trial[axis] = box.clamped(place[axis] + pair.x * box.side(axis) * length, axis)
            axis += 1
            guard axis < trial.count else { break }
            trial[axis] = box.clamped(place[axis] + pair.y * box.side(axis) * length, axis)
            axis += 1
        }
        chance = stream.uniform()
    }

    mutating func tell(_ value: Double) -> Bool {
        switch question {
        case .start:
            valueHere = value
            question = hot == nil ? .sample : .proposal
            return true
        case .sample:
            samplesTaken += 1
            if value.isFinite { sampledValues.append(value) }
            if samplesTaken == AnnealedWalk.sampleCount {
                hot = spread
                question = .proposal
            }
            return false
        case .proposal:
            if value <= valueHere || chance < Double.exp((valueHere - value) / ((hot ?? 1) * warmth)) {
                for axis in trial.indices { place[axis] = trial[axis] }
                valueHere = value
            }
            warmth *= cooling
            return true
        }
    }

    /// Standard deviation of the sampled values; 1 where they say nothing.
    private var spread: Double {
        guard sampledValues.count > 1 else { return 1 }
        let mean = sampledValues.reduce(0, +) / Double(sampledValues.count)
        let variance = sampledValues.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sampledValues.count - 1)
        return variance > 0 && variance.isFinite ? variance.squareRoot() : 1
    }
}
