import Numbers
import Optimizers
import RealModule

/// The normal distribution N(m, σ²C) of CMA-ES, one generation of samples after another.
///
/// Equation numbers are those of Hansen's tutorial (arXiv 1604.00772v2).
struct CovarianceAdaptation: AskTell {
    /// Weights and learning rates, fixed by dimension and population (its table 1 with positive weights).
    struct Constants {
        let n: Double
        let λ: Int
        /// Of the better half, the best first; they add up to 1.
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

    let constants: Constants
    private let n: Int
    private let seed: UInt64
    private let tolerance: Double
    private(set) var mean: [Double]
    private(set) var σ: Double
    /// C, row by row.
    private(set) var covariance: [Double]
    private(set) var pathσ: [Double]
    private(set) var pathC: [Double]
    /// C's eigenvectors as rows, and the roots of their eigenvalues.
    private var axes: [Double]
    private var deviations: [Double]
    /// The generation's samples y = (x − m)/σ one after another, and their values.
    private var samples: [Double]
    private var values: [Double]
    private var ranks: [Int]
    /// The sample whose value is asked for; nil for the mean of the start.
    private var sample: Int?
    /// How often this sample has been drawn anew, and how often it may be.
    private var redraws = 0
    private static let patience = 100
    private var generation: UInt64 = 0
    private var stream: RandomStream
    /// Σ wᵢyᵢ, and C^(−½) times it.
    private var step: [Double]
    private var white: [Double]
    private(set) var end: StopReason?

    init(from start: [Double], sigma: Double, population: Int?, seed: UInt64, tolerance: Double) {
        constants = Constants(dimension: start.count, population: population)
        n = start.count
        self.seed = seed
        self.tolerance = tolerance
        mean = start
        σ = sigma
        let none = [Double](repeating: 0, count: n)
        covariance = [Double](repeating: 0, count: n * n)
        for i in 0..<n { covariance[i * n + i] = 1 }
        axes = covariance
        deviations = none
        pathσ = none
        pathC = none
        step = none
        white = none
        samples = [Double](repeating: 0, count: constants.λ * n)
        values = [Double](repeating: 0, count: constants.λ)
        ranks = Array(0..<constants.λ)
        stream = RandomStream(seed: seed, purpose: "CMA-ES")
    }

    var place: [Double] { mean }
    /// The mean is never asked for, but at the start.
    var value: Double? { nil }

    mutating func ask(_ place: inout [Double]) {
        guard let sample else {
            for i in 0..<n { place[i] = mean[i] }
            return
        }
        let first = sample * n
        draw(first)
        for i in 0..<n { place[i] = mean[i] + σ * samples[first + i] }
    }

    /// y ~ N(0, C), equations 38 and 39: C^(½)z along the eigenvectors.
    private mutating func draw(_ first: Int) {
        for i in first..<first + n { samples[i] = 0 }
        var axis = 0
        while axis < n {
            let z = stream.normalPair()
            stretch(z.x, axis, first)
            if axis + 1 < n { stretch(z.y, axis + 1, first) }
            axis += 2
        }
    }

    @inline(__always) private mutating func stretch(_ z: Double, _ axis: Int, _ first: Int) {
        for i in 0..<n { samples[first + i] += z * (axes[axis * n + i] * deviations[axis]) }
    }

    /// Takes another place than the one asked for as the sample that is told next (Hansen 2011, "Injecting external
    /// solutions into CMA-ES").
    mutating func replaceSample(by place: [Double]) {
        guard let sample else { return }
        for i in 0..<n { samples[sample * n + i] = (place[i] - mean[i]) / σ }
    }

    mutating func tell(_ value: Double) -> Bool {
        guard let sample else {
            beginGeneration()
            return true
        }
        // A sample where the function has no value is drawn anew, as pycma does.
        if !(value < .infinity), redraws < CovarianceAdaptation.patience {
            redraws += 1
            return false
        }
        redraws = 0
        values[sample] = value.isNaN ? .infinity : value
        guard sample + 1 == constants.λ else {
            self.sample = sample + 1
            return false
        }
        learn()
        beginGeneration()
        return true
    }

    /// The eigenvectors of C, and whether there is anything left to look for.
    private mutating func beginGeneration() {
        decompose()
        sample = 0
        stream = RandomStream(seed: seed, purpose: "CMA-ES", index: generation)
        generation += 1
        guard deviations.allSatisfy({ $0 > 0 && $0.isFinite }), σ.isFinite else {
            end = .stalled("the covariance degenerated")
            return
        }
        if σ * (deviations.max() ?? 0) <= tolerance { end = .met(.step(tolerance)) }
    }

    private mutating func decompose() {
        if n == 2 {
            // The closed form; anything larger takes rotations.
            let matrix = Hessian(xx: covariance[0], xy: covariance[1], yy: covariance[3])
            let (small, large, u) = matrix.eigensystem
            axes[0] = u.x
            axes[1] = u.y
            axes[2] = -u.y
            axes[3] = u.x
            deviations[0] = small.squareRoot()
            deviations[1] = large.squareRoot()
        } else {
            let eigen = SymmetricEigen((0..<n).map { Array(covariance[$0 * n..<($0 + 1) * n]) })
            for i in 0..<n {
                deviations[i] = eigen.values[i].squareRoot()
                for j in 0..<n { axes[i * n + j] = eigen.vectors[i][j] }
            }
        }
    }

    /// Mean, paths, covariance and step size from the ranked samples.
    private mutating func learn() {
        let c = constants
        rank()
        moveMean()
        whiten()
        // Equation 43.
        let gain = (c.cσ * (2 - c.cσ) * c.μeff).squareRoot()
        var squares = 0.0
        for i in 0..<n {
            pathσ[i] = (1 - c.cσ) * pathσ[i] + gain * white[i]
            squares += pathσ[i] * pathσ[i]
        }
        let length = squares.squareRoot()
        // h_σ: no rank-one update while the step size is growing fast.
        let faded = 1 - Double.pow(1 - c.cσ, 2 * Double(generation))
        let isSteady = length / faded.squareRoot() < (1.4 + 2 / (c.n + 1)) * c.χ
        // Equation 45.
        let reach = isSteady ? (c.cc * (2 - c.cc) * c.μeff).squareRoot() : 0
        for i in 0..<n { pathC[i] = (1 - c.cc) * pathC[i] + reach * step[i] }
        adaptCovariance(lost: isSteady ? 0 : c.c1 * c.cc * (2 - c.cc))
        // Equation 44.
        σ *= Double.exp(min(1, c.cσ / c.dσ * (length / c.χ - 1)))
    }

    /// The lowest value first; of equal values the earlier one.
    private mutating func rank() {
        for i in 0..<values.count { ranks[i] = i }
        let values = self.values
        ranks.sort { values[$0] < values[$1] }
    }

    /// Equations 41 and 42.
    private mutating func moveMean() {
        for i in 0..<n {
            var sum = 0.0
            for (rank, weight) in constants.weights.enumerated() { sum += weight * samples[ranks[rank] * n + i] }
            step[i] = sum
            mean[i] += σ * sum
        }
    }

    /// C^(−½)·step
    private mutating func whiten() {
        for i in 0..<n { white[i] = 0 }
        for axis in 0..<n {
            var along = 0.0
            for i in 0..<n { along += axes[axis * n + i] * step[i] }
            let share = along / deviations[axis]
            for i in 0..<n { white[i] += axes[axis * n + i] * share }
        }
    }

    /// Equation 47; `lost` makes up for the variance that a left-out rank-one update would have added.
    private mutating func adaptCovariance(lost: Double) {
        let c = constants
        let keep = 1 + lost - c.c1 - c.cμ
        for i in 0..<n {
            for j in i..<n {
                var entry = keep * covariance[i * n + j] + c.c1 * (pathC[i] * pathC[j])
                for (rank, weight) in c.weights.enumerated() {
                    let y = ranks[rank] * n
                    entry += (c.cμ * weight) * (samples[y + i] * samples[y + j])
                }
                covariance[i * n + j] = entry
                covariance[j * n + i] = entry
            }
        }
    }
}
