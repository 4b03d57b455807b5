import Answers
import RealModule

/// What a Gaussian process believes of an objective after some trials: mean, band and expected improvement at any
/// configuration. It is what the sampler climbs and what pictures show.
public final class Surrogate {
    /// The hyperparameters that it is about, in order.
    public let parameters: [SearchParameter]
    /// How many trials it has seen.
    public let count: Int
    /// The observed places and losses (of a maximised objective negated): codes, in the order of finishing.
    public let observations: [(codes: [Double], loss: Double)]
    /// The length scale of each hyperparameter, as a share of its range.
    public let lengthScales: [Double]
    /// Standard deviation of the noise that it assumes, in units of the objective.
    public let noise: Double
    /// The loss that has to be improved upon.
    public let incumbent: Double

    private let process: GaussianProcess
    private let centre: Double
    private let spread: Double
    private let isCategorical: [Bool]
    /// Standardised, larger is better.
    private let threshold: Double
    /// Constraints' processes with the standardised bound that each must stay below.
    private let constraints: [(process: GaussianProcess, bound: Double)]
    /// Whether any trial satisfied the constraints.
    private let hasFeasible: Bool
    private var meanSlope: [Double]
    private var varianceSlope: [Double]

    /// - Parameters:
    ///   - units: places in the unit cube (choices as indices) of finished trials.
    ///   - losses: one each, finite.
    ///   - running: places of trials that are running, which are believed to give what is expected there.
    ///   - kernel: fitted to (some of) them; with it the kernels of the constraints.
    /// - Throws: `Stopped`.
    init?(
        _ parameters: [SearchParameter], units: [[Double]], losses: [Double], running: [[Double]], feasible: [Bool],
        constraints: [(values: [Double], kernel: GaussianProcess.Kernel)], kernel: GaussianProcess.Kernel, work: Work
    ) throws {
        self.parameters = parameters
        count = losses.count
        isCategorical = parameters.map(\.domain.isCategorical)
        let scores = Standardised(losses.map { -$0 })
        centre = scores.centre
        spread = scores.spread
        guard
            var process = try GaussianProcess(
                units, scores.values, isCategorical: isCategorical, kernel: kernel, work: work)
        else { return nil }
        let anyFeasible = feasible.contains(true)
        hasFeasible = anyFeasible
        // Under noise the best value that was seen is lucky; what is expected there is not.
        let isNoisy = kernel.noise > 1e-2
        let reached = units.indices.filter { feasible[$0] || !anyFeasible }.map { index in
            isNoisy ? process.posterior(units[index]).mean : scores.values[index]
        }
        threshold = reached.max() ?? 0
        if !running.isEmpty {
            let believed = running.map { process.posterior($0).mean }
            guard
                let extended = try GaussianProcess(
                    units + running, scores.values + believed, isCategorical: isCategorical, kernel: kernel, work: work)
            else { return nil }
            process = extended
        }
        self.process = process
        var limits: [(process: GaussianProcess, bound: Double)] = []
        for constraint in constraints {
            let standard = Standardised(constraint.values)
            guard
                let process = try GaussianProcess(
                    units, standard.values, isCategorical: isCategorical, kernel: constraint.kernel, work: work)
            else { continue }
            limits.append((process, -standard.centre / standard.spread))
        }
        self.constraints = limits
        observations = zip(units, losses).map { unit, loss in
            (zip(parameters, unit).map { $0.domain.isCategorical ? $1 : $0.domain.code(unit: $1) }, loss)
        }
        lengthScales = kernel.inverseSquares.map { 1 / $0.squareRoot() }
        noise = spread * kernel.noise.squareRoot()
        incumbent = -(centre + spread * threshold)
        meanSlope = [Double](repeating: 0, count: parameters.count)
        varianceSlope = meanSlope
    }

    /// A configuration's place in the cube.
    func unit(_ codes: [Double]) -> [Double] {
        zip(parameters, codes).map { $0.domain.isCategorical ? $1 : $0.domain.unit($1) }
    }

    /// The loss that is expected, and its standard deviation, at some codes.
    public func posterior(_ codes: [Double]) -> (mean: Double, deviation: Double) {
        let (mean, variance) = process.posterior(unit(codes))
        return (-(centre + spread * mean), spread * variance.squareRoot())
    }

    /// The logarithm of the expected improvement at some codes, in units of the objective, times the probability of satisfying
    /// the constraints.
    public func logImprovement(_ codes: [Double]) -> Double { logGain(unit(codes)) + Double.log(spread) }

    /// The same at a place of the cube, in units of the spread.
    func logGain(_ place: [Double]) -> Double {
        var sum = 0.0
        if hasFeasible || constraints.isEmpty {
            let (mean, variance) = process.posterior(place)
            let σ = (variance + 1e-12).squareRoot()
            sum = Gaussian.logExpectedImprovement((mean - threshold) / σ) + Double.log(σ)
        }
        for constraint in constraints {
            let (mean, variance) = constraint.process.posterior(place)
            sum += Gaussian.logCumulative((constraint.bound - mean) / (variance + 1e-12).squareRoot())
        }
        return sum
    }

    /// With the derivatives by the place's coordinates.
    func logGain(_ place: [Double], _ gradient: inout [Double]) -> Double {
        for axis in gradient.indices { gradient[axis] = 0 }
        var sum = 0.0
        if hasFeasible || constraints.isEmpty {
            let (mean, variance) = process.posterior(place, meanSlope: &meanSlope, varianceSlope: &varianceSlope)
            let σ = (variance + 1e-12).squareRoot()
            let z = (mean - threshold) / σ
            let log = Gaussian.logExpectedImprovement(z)
            sum = log + Double.log(σ)
            // d EI = Φ(z)·dμ + φ(z)·dσ
            let byMean = Double.exp(Gaussian.logCumulative(z) - log) / σ
            let byVariance = Double.exp(-z * z / 2 - Gaussian.logRoot2π - log) / (2 * σ * σ)
            for axis in gradient.indices {
                gradient[axis] += byMean * meanSlope[axis] + byVariance * varianceSlope[axis]
            }
        }
        for constraint in constraints {
            let (mean, variance) = constraint.process.posterior(
                place, meanSlope: &meanSlope, varianceSlope: &varianceSlope)
            let σ = (variance + 1e-12).squareRoot()
            let t = (constraint.bound - mean) / σ
            let log = Gaussian.logCumulative(t)
            sum += log
            let slope = Double.exp(-t * t / 2 - Gaussian.logRoot2π - log)
            for axis in gradient.indices {
                gradient[axis] -= slope * (meanSlope[axis] / σ + t * varianceSlope[axis] / (2 * σ * σ))
            }
        }
        return sum
    }
}

/// Values less their mean, over their standard deviation.
struct Standardised {
    let values: [Double]
    let centre: Double
    let spread: Double

    init(_ raw: [Double]) {
        let mean = raw.reduce(0, +) / Double(max(raw.count, 1))
        let variance = raw.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(raw.count, 1))
        centre = mean
        spread = max(variance.squareRoot(), 1e-10)
        let spread = spread
        values = raw.map { ($0 - mean) / spread }
    }
}
