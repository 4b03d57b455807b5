import Answers
import Numbers
public import Optimizers
import RealModule

/// Covariance matrix adaptation (Hansen & Ostermeier 2001; constants of Hansen's tutorial, arXiv 1604.00772): samples of
/// a normal distribution are ranked, and its mean, step size and covariance move towards the better half.
///
/// One step is one generation; the path is the mean.
public struct CMAES: Solver {
    /// First standard deviation; a third of the box's smaller side when nil.
    public let sigma: Double?
    /// Samples per generation; 4 + ⌊3 ln n⌋ when nil.
    public let population: Int?
    public let bounds: SearchBox?
    /// Largest standard deviation at which it has converged.
    public let tolerance: Double

    /// - Throws: `Mistake` unless sigma > 0, population is 4…100000 and the tolerance is not negative.
    public init(sigma: Double? = nil, population: Int? = nil, bounds: SearchBox? = nil, tolerance: Double = 1e-10)
        throws
    {
        if let sigma { try SolverRange.between("sigma", sigma, 0, .infinity, try: 0.5) }
        if let population { try SolverRange.count("population", population, atLeast: 4, atMost: 100_000) }
        try SolverRange.tolerance("tolerance", tolerance)
        self.sigma = sigma
        self.population = population
        self.bounds = bounds
        self.tolerance = tolerance
    }

    /// Weights and learning rates, fixed by dimension and population.
    private struct Constants {
        let n: Double
        let λ: Int
        let weights: [Double]
        let μeff: Double
        let cσ: Double
        let dσ: Double
        let cc: Double
        let c1: Double
        let cμ: Double
        /// E|N(0, I)|
        let χ: Double

        init(dimension: Int, population: Int?) {
            n = Double(dimension)
            let samples = population ?? 4 + Int(3 * Double.log(n))
            let raw = (1...samples / 2).map { Double.log(Double(samples + 1) / 2) - Double.log(Double($0)) }
            let sum = raw.reduce(0, +)
            let shares = raw.map { $0 / sum }
            let μ = 1 / shares.reduce(0) { $0 + $1 * $1 }
            λ = samples
            weights = shares
            μeff = μ
            cσ = (μ + 2) / (n + μ + 5)
            dσ = 1 + 2 * max(0, ((μ - 1) / (n + 1)).squareRoot() - 1) + cσ
            cc = (4 + μ / n) / (n + 4 + 2 * μ / n)
            c1 = 2 / ((n + 1.3) * (n + 1.3) + μ)
            cμ = min(1 - c1, 2 * (μ - 2 + 1 / μ) / ((n + 2) * (n + 2) + μ))
            χ = n.squareRoot() * (1 - 1 / (4 * n) + 1 / (21 * n * n))
        }
    }

    public func descend(_ journey: inout Journey) -> StopReason {
        let constants = Constants(dimension: journey.isCurve ? 1 : 2, population: population)
        let box = SearchBox.around(bounds, journey)
        let side = journey.isCurve ? box.size.x : min(box.size.x, box.size.y)
        var mean = journey.start
        var σ = sigma ?? max(side, 1e-12) / 3
        var covariance = Hessian.identity
        var pathσ = Point.zero
        var pathC = Point.zero
        var generation: UInt64 = 0
        if let reason = journey.begin(value: journey.evaluator.value(mean)) { return reason }

        while true {
            let (small, large, u) = covariance.eigensystem
            guard small > 0, large.isFinite, σ.isFinite else { return .stalled("the covariance degenerated") }
            if σ * large.squareRoot() <= tolerance { return .met(.step(tolerance)) }
            let w = Point(-u.y, u.x)
            let axes = (u * small.squareRoot(), w * large.squareRoot())

            var stream = RandomStream(seed: journey.seed, purpose: "CMA-ES", index: generation)
            generation += 1
            var samples: [(value: Double, step: Point)] = []
            samples.reserveCapacity(constants.λ)
            for _ in 0..<constants.λ {
                if journey.isCancelled { break }
                let z = stream.normalPair()
                var y = z.x * axes.0 + z.y * axes.1
                if journey.isCurve { y.y = 0 }
                let value = journey.evaluator.value(mean + σ * y)
                samples.append((value.isNaN ? .infinity : value, y))
            }
            guard samples.count == constants.λ else { return .cancelled }
            samples.sort { $0.value < $1.value }

            var step = Point.zero
            for (weight, sample) in zip(constants.weights, samples) { step += weight * sample.step }
            mean += σ * step
            // C^(−½)·step
            let white = u * (u.dot(step) / small.squareRoot()) + w * (w.dot(step) / large.squareRoot())
            pathσ =
                (1 - constants.cσ) * pathσ + (constants.cσ * (2 - constants.cσ) * constants.μeff).squareRoot() * white
            let faded = 1 - Double.pow(1 - constants.cσ, 2 * Double(generation))
            let isSteady = pathσ.norm / faded.squareRoot() < (1.4 + 2 / (constants.n + 1)) * constants.χ
            pathC = (1 - constants.cc) * pathC
            if isSteady { pathC += (constants.cc * (2 - constants.cc) * constants.μeff).squareRoot() * step }
            let lost = isSteady ? 0 : constants.c1 * constants.cc * (2 - constants.cc)
            var next = (1 + lost - constants.c1 - constants.cμ) * covariance + constants.c1 * .outer(pathC)
            for (weight, sample) in zip(constants.weights, samples) {
                next = next + (constants.cμ * weight) * .outer(sample.step)
            }
            covariance = journey.isCurve ? Hessian(xx: next.xx, xy: 0, yy: next.xx) : next
            σ *= Double.exp(min(1, constants.cσ / constants.dσ * (pathσ.norm / constants.χ - 1)))

            if let reason = journey.arrive(mean, value: journey.objective.value(at: mean)) { return reason }
        }
    }

    public var summary: String {
        var call = SolverCall("CMAES")
        if let sigma { call = call.with("sigma", sigma) }
        if let population { call = call.with("population", population) }
        return call.with(bounds).with("tolerance", tolerance, unless: 1e-10).text
    }
}
