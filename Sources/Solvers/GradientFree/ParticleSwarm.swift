import Answers
import Numbers
public import Optimizers

/// A swarm whose particles are drawn to the best place each has seen and to the best that any has seen (Kennedy &
/// Eberhart 1995), with Clerc and Kennedy's constriction (2002) as defaults:
/// v ← wv + c₁r₁(own best − x) + c₂r₂(swarm's best − x), x ← x + v.
///
/// One particle begins at the start, the others anywhere in the box, all at rest. One step moves every particle once;
/// the path is the swarm's best place.
public struct ParticleSwarm: Solver {
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

    private struct Particle {
        var place: Point
        var velocity = Point.zero
        var best: Point
        var bestValue: Double
    }

    public func descend(_ journey: inout Journey) -> StopReason {
        let box = SearchBox.around(bounds, journey)
        var swarm: [Particle] = []
        var stream = RandomStream(seed: journey.seed, purpose: "swarm places")
        for i in 0..<particles {
            let place = i == 0 ? journey.start : box.uniform(&stream)
            let value = journey.evaluator.value(place)
            swarm.append(Particle(place: place, best: place, bestValue: value.isNaN ? .infinity : value))
        }
        if let reason = journey.begin(value: swarm[0].bestValue) { return reason }
        var leader = swarm.min { $0.bestValue < $1.bestValue } ?? swarm[0]

        var generation: UInt64 = 0
        while true {
            var stream = RandomStream(seed: journey.seed, purpose: "swarm pulls", index: generation)
            generation += 1
            var spread = 0.0
            for i in swarm.indices {
                if i & 255 == 255, journey.isCancelled { return .cancelled }
                move(&swarm[i], towards: leader.best, within: box, &stream)
                let value = journey.evaluator.value(swarm[i].place)
                if value < swarm[i].bestValue {
                    swarm[i].bestValue = value
                    swarm[i].best = swarm[i].place
                }
                spread = max(spread, (swarm[i].place - leader.best).norm)
            }
            // The leader changes between generations, so that the order of particles does not matter.
            for particle in swarm where particle.bestValue < leader.bestValue { leader = particle }
            if let reason = journey.arrive(leader.best, value: leader.bestValue) { return reason }
            if spread <= tolerance { return .met(.step(tolerance)) }
        }
    }

    private func move(
        _ particle: inout Particle, towards leader: Point, within box: SearchBox, _ stream: inout RandomStream
    ) {
        let r1 = Point(stream.uniform(), stream.uniform())
        let r2 = Point(stream.uniform(), stream.uniform())
        particle.velocity =
            inertia * particle.velocity + cognitive * r1 * (particle.best - particle.place)
            + social * r2 * (leader - particle.place)
        let free = particle.place + particle.velocity
        particle.place = box.clamped(free)
        // A particle that meets the wall loses its speed across it.
        particle.velocity.replace(with: 0, where: particle.place .!= free)
    }

    public var summary: String {
        SolverCall("ParticleSwarm").with("particles", particles, unless: 30).with("inertia", inertia, unless: 0.7298)
            .with("cognitive", cognitive, unless: 1.49618).with("social", social, unless: 1.49618).with(bounds)
            .with("tolerance", tolerance, unless: 1e-8).text
    }
}
