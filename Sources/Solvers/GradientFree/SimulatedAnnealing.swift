import Answers
import Cards
import Numbers
import Optimizers
import RealModule

/// A random walk that always accepts a lower place and a higher one with probability exp(−Δ/T), while T falls
/// (Kirkpatrick, Gelatt & Vecchi 1983).
///
/// One step is one proposal, x + N(0, s²) with s shrinking as √T; T falls by the same factor each step, from
/// `temperature` to 1e-8 of it at the last step. The path is the walk; the best place is kept beside it.
struct SimulatedAnnealing: ValueSolver {
    /// First T; the spread of the values at 64 random places when nil.
    let temperature: Double?
    /// First s as a share of the box's sides.
    let scale: Double
    let bounds: SearchBox?
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "SimulatedAnnealing", chapter: .values, summary: "a random walk that cools down",
        formula: "a higher place is accepted with probability exp(−Δ/T) while T falls",
        source: "Kirkpatrick, Gelatt & Vecchi (1983)", example: "SimulatedAnnealing()",
        [
            Hyperparameter("temperature", .positive, .absent("the spread of 64 random values"), "first T"),
            Hyperparameter(
                "scale", .number(Interval(0, 1, includesLower: false)), 0.25, "first step as a share of the box"),
            .bounds,
        ]
    ) { try SimulatedAnnealing($0) }

    init(_ settings: Settings) throws {
        temperature = settings.number(ifGiven: "temperature")
        scale = settings["scale"]
        bounds = try SearchBox(settings)
        summary = settings.call
    }

    func asking(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        AnnealedWalk(self, box, start, seed, steps)
    }
}

private struct AnnealedWalk: AskTell {
    private enum Asked {
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
    private var question = Asked.start
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
