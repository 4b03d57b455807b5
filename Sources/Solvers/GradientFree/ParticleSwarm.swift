import Answers
import Cards
import Numbers
import Optimizers

/// A swarm whose particles are drawn to the best place each has seen and to the best that any has seen (Kennedy &
/// Eberhart 1995), with Clerc and Kennedy's constriction (2002) as defaults:
/// v ← wv + c₁r₁(own best − x) + c₂r₂(swarm's best − x), x ← x + v.
///
/// One particle begins at the start, the others anywhere in the box, all at rest. One step moves every particle once;
/// the path is the swarm's best place.
struct ParticleSwarm: ValueSolver {
    let particles: Int
    /// w
    let inertia: Double
    /// c₁
    let cognitive: Double
    /// c₂
    let social: Double
    let bounds: SearchBox?
    /// Largest distance of a particle from the best place at which it has converged.
    let tolerance: Double
    /// The call that makes it.
    let summary: String

    static let card = SolverCard(
        "ParticleSwarm", aliases: ["PSO"], chapter: .values, summary: "a swarm drawn to its best places",
        formula: "v ← wv + c₁r₁(own best − x) + c₂r₂(swarm's best − x),  x ← x + v",
        source: "Kennedy & Eberhart (1995); Clerc & Kennedy (2002)", differences: ["One step moves every particle."],
        example: "ParticleSwarm(particles=20)",
        [
            Hyperparameter("particles", .whole(2, 1e5), 30, "how many"),
            Hyperparameter("inertia", .decayRate, 0.7298, "w"),
            Hyperparameter("cognitive", .nonNegative, 1.49618, "c₁"),
            Hyperparameter("social", .nonNegative, 1.49618, "c₂"), .bounds,
            Hyperparameter(
                "tolerance", aliases: ["tol"], .nonNegative, 1e-8, "distance of all particles from the best to stop at",
                isKeywordOnly: true),
        ]
    ) { try ParticleSwarm($0) }

    init(_ settings: Settings) throws {
        particles = settings.whole("particles")
        inertia = settings["inertia"]
        cognitive = settings["cognitive"]
        social = settings["social"]
        bounds = try SearchBox(settings)
        tolerance = settings["tolerance"]
        summary = settings.call
    }

    func asking(in box: SearchBox, from start: [Double], seed: UInt64, steps: Int) -> some AskTell {
        Swarm(self, box, start, seed)
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
