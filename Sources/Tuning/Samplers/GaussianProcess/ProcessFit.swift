import Answers
import Numbers
import RealModule

/// The kernel with the largest posterior density: log marginal likelihood plus log prior, climbed by L-BFGS in the logarithms.
///
/// Priors are Optuna 5's: −Σ(0.1/wᵢ + 0.1·wᵢ), Gamma(2, 1) on the scale, Gamma(1.1, 30) on the noise, which is at least 10⁻⁶.
struct ProcessFit {
    static let leastNoise = 1e-6

    private let distances: PairDistances
    private let factor: CholeskyFactor
    private let inverse: Rows
    private let y: Rows
    private let α: Rows
    private let white: Rows
    private let isNoisy: Bool
    private let count: Int
    private let dimension: Int
    private let work: Work

    /// - Parameter isNoisy: whether the noise is fitted; else it is the least.
    /// - Throws: `Stopped`.
    init(_ places: [[Double]], _ values: [Double], isCategorical: [Bool], isNoisy: Bool, work: Work = Work()) throws {
        distances = try PairDistances(places, isCategorical, work)
        self.work = work
        count = values.count
        dimension = isCategorical.count
        factor = CholeskyFactor(count)
        inverse = Rows(count, columns: count)
        y = Rows(1, columns: count)
        α = Rows(1, columns: count)
        white = Rows(1, columns: count)
        for i in 0..<count { y[0][i] = values[i] }
        self.isNoisy = isNoisy
    }

    /// The kernel at the top of the hill that `start` stands on.
    func kernel(from start: GaussianProcess.Kernel) throws -> GaussianProcess.Kernel {
        let n = dimension + 2
        var place = start.inverseSquares.map { Double.log($0) }
        place.append(Double.log(start.scale))
        place.append(Double.log(max(start.noise - ProcessFit.leastNoise, 1e-12)))
        let search = BoxedLBFGS(
            lower: [Double](repeating: -18, count: n), upper: [Double](repeating: 14, count: n), tolerance: 1e-2,
            iterations: 100)
        let found = try search.minimize(from: place) { place, gradient in
            try loss(kernel(place), place[dimension + 1], &gradient) ?? .infinity
        }
        return kernel(found.place)
    }

    private func kernel(_ place: [Double]) -> GaussianProcess.Kernel {
        GaussianProcess.Kernel(
            inverseSquares: place.prefix(dimension).map { Double.exp($0) }, scale: Double.exp(place[dimension]),
            noise: isNoisy ? Double.exp(place[dimension + 1]) + ProcessFit.leastNoise : ProcessFit.leastNoise)
    }

    /// −log likelihood (without n/2·log 2π) − log prior and its gradient by the logarithms; nil where K cannot be factored.
    func loss(_ kernel: GaussianProcess.Kernel, _ rawNoise: Double, _ gradient: inout [Double]) throws -> Double? {
        if work.isCancelled { throw Stopped() }
        distances.covariance(kernel, into: factor.matrix)
        guard try factor.decompose(work: work) else { return nil }
        try factor.invertRoot(work: work)
        factor.solve(y[0], into: α[0], white[0])
        try invert()
        // W = K⁻¹ − ααᵀ, in place of K⁻¹.
        for i in 0..<count { Rows.add(-α[0][i], α[0], to: inverse[i], i + 1) }
        let trace = (0..<count).reduce(0.0) { $0 + inverse[$1][$1] }
        let sums = distances.contract(inverse, kernel)
        var prior = 0.0
        for axis in 0..<dimension {
            let w = kernel.inverseSquares[axis]
            prior += 0.1 / w + 0.1 * w
            // Each pair stands for two entries of the matrix, and the derivative has a half.
            gradient[axis] = sums.axes[axis] - 0.1 / w + 0.1 * w
        }
        prior += kernel.scale - Double.log(kernel.scale) + 30 * kernel.noise - 0.1 * Double.log(kernel.noise)
        gradient[dimension] = sums.scale + 0.5 * kernel.scale * trace + kernel.scale - 1
        let noise = isNoisy ? Double.exp(rawNoise) : 0
        gradient[dimension + 1] = noise * (0.5 * trace + 30 - 0.1 / kernel.noise)
        return 0.5 * Rows.dot(white[0], white[0], count) + factor.logRoot + prior
    }

    /// K⁻¹ = L⁻ᵀL⁻¹, left of the diagonal.
    private func invert() throws {
        inverse.clear()
        for k in 0..<count {
            if work.isCancelled { throw Stopped() }
            let row = factor.inverseRoot[k]
            for a in 0...k { Rows.add(row[a], row, to: inverse[a], a + 1) }
        }
    }
}
