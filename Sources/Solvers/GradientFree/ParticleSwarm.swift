import Answers
public import Numbers
public import Optimizers

/// A swarm whose particles are drawn to the best place each has seen and to the best that any has seen (Kennedy &
/// Eberhart 1995), with Clerc and Kennedy's constriction (2002) as defaults:
/// v ← wv + c₁r₁(own best − x) + c₂r₂(swarm's best − x), x ← x + v.
///
/// One particle begins at the start, the others anywhere in the box, all at rest. One step moves every particle once;
/// the path is the swarm's best place.
public struct ParticleSwarm: DerivativeFreeSolver {
    public let particles: Int
    /// w
    public let inertia: Double
    /// c₁
    public let cognitive: Double
    /// c₂
    public let social: Double
    public let bounds: SearchBox?
    /// Largest distance of a particle from the best place at which it has converged.
    public let tolerance: Double

    /// - Throws: `Mistake` unless particles is 2…100000, 0 ≤ inertia < 1 and the pulls and tolerance are not negative.
    public init(
        particles: Int = 30, inertia: Double = 0.7298, cognitive: Double = 1.49618, social: Double = 1.49618,
        bounds: SearchBox? = nil, tolerance: Double = 1e-8
    ) throws {
        try SolverRange.count("particles", particles, atLeast: 2, atMost: 100_000)
        guard inertia >= 0, inertia < 1 else {
            throw Mistake(
                "inertia = \(inertia.short())", expected: "a number from 0 up to but not 1", try: "inertia=0.73")
        }
        try SolverRange.tolerance("cognitive", cognitive)
        try SolverRange.tolerance("social", social)
        try SolverRange.tolerance("tolerance", tolerance)
        self.particles = particles
        self.inertia = inertia
        self.cognitive = cognitive
        self.social = social
        self.bounds = bounds
        self.tolerance = tolerance
    }

    public func search(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        Swarm(self, box, start, seed)
    }

    public var summary: String {
        SolverCall("ParticleSwarm").with("particles", particles, unless: 30).with("inertia", inertia, unless: 0.7298)
            .with("cognitive", cognitive, unless: 1.49618).with("social", social, unless: 1.49618).with(bounds)
            .with("tolerance", tolerance, unless: 1e-8).text
    }
}

/// All particles, their coordinates one particle after another.
private struct Swarm: AskTell {
    private let rules: ParticleSwarm
    private let box: SearchBox
    private let seed: UInt64
    private let n: Int
    private var places: [Double]
    private var velocities: [Double]
    private var bests: [Double]
    private var bestValues: [Double]
    /// The swarm's best place. It changes between generations, so that the order of particles does not matter.
    private var leader: Incumbent
    /// The particle whose place is asked for.
    private var particle = 0
    /// 0 while the particles take their first places.
    private var generation: UInt64 = 0
    private var stream: RandomStream
    private var spread = 0.0
    private(set) var end: StopReason?

    init(_ rules: ParticleSwarm, _ box: SearchBox, _ start: [Double], _ seed: UInt64) {
        self.rules = rules
        self.box = box
        self.seed = seed
        n = start.count
        places = start
        stream = RandomStream(seed: seed, purpose: "swarm places")
        var place = start
        for _ in 1..<rules.particles {
            box.draw(&place, &stream)
            places += place
        }
        velocities = [Double](repeating: 0, count: places.count)
        bests = places
        bestValues = [Double](repeating: .infinity, count: rules.particles)
        leader = Incumbent(start)
    }

    var place: [Double] { leader.place }
    var value: Double? { leader.value }

    mutating func ask(_ place: inout [Double]) {
        let first = particle * n
        if generation > 0 {
            if particle == 0 {
                stream = RandomStream(seed: seed, purpose: "swarm pulls", index: generation - 1)
                spread = 0
            }
            move(first)
        }
        for axis in 0..<n { place[axis] = places[first + axis] }
    }

    private mutating func move(_ first: Int) {
        for axis in 0..<n {
            let i = first + axis
            velocities[i] =
                rules.inertia * velocities[i] + rules.cognitive * stream.uniform() * (bests[i] - places[i])
        }
        for axis in 0..<n {
            let i = first + axis
            velocities[i] += rules.social * stream.uniform() * (leader.place[axis] - places[i])
            let free = places[i] + velocities[i]
            places[i] = box.clamped(free, axis)
            // A particle that meets the wall loses its speed across it.
            if places[i] != free { velocities[i] = 0 }
        }
    }

    mutating func tell(_ value: Double) -> Bool {
        let first = particle * n
        if value < bestValues[particle] {
            bestValues[particle] = value
            for i in first..<first + n { bests[i] = places[i] }
        }
        if generation > 0 { spread = max(spread, distanceFromLeader(first)) }
        let isStart = generation == 0 && particle == 0
        if isStart { leader.offer(Array(places.prefix(n)), value) }
        particle += 1
        guard particle == rules.particles else { return isStart }
        particle = 0
        for (i, value) in bestValues.enumerated() where value < leader.value {
            leader.offer(Array(bests[i * n..<(i + 1) * n]), value)
        }
        generation += 1
        guard generation > 1 else { return false }
        if spread <= rules.tolerance { end = .met(.step(rules.tolerance)) }
        return true
    }

    private func distanceFromLeader(_ first: Int) -> Double {
        var squares = 0.0
        for axis in 0..<n {
            let gap = places[first + axis] - leader.place[axis]
            squares += gap * gap
        }
        return squares.squareRoot()
    }
}
