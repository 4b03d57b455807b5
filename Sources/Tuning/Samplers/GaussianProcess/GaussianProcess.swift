import Answers
import Numbers

/// A Gaussian process over the unit cube: Matérn's kernel of order 5/2 with a length scale for each hyperparameter (ARD); choices
/// are 0 or 1 apart. Rasmussen & Williams (2006), equations 2.25, 2.26 and 5.8.
///
///     k(a, b) = s·(1 + r + r²/3)·e⁻ʳ,  r² = 5·Σ wᵢ·dᵢ²
final class GaussianProcess {
    /// What the kernel is made of.
    struct Kernel: Sendable, Equatable {
        /// wᵢ = 1/ℓᵢ²
        var inverseSquares: [Double]
        /// s, the prior variance.
        var scale: Double
        /// The variance of the observations around the function.
        var noise: Double

        /// Where a fit begins.
        init(dimension: Int) {
            inverseSquares = [Double](repeating: 1, count: dimension)
            scale = 1
            noise = 1
        }

        init(inverseSquares: [Double], scale: Double, noise: Double) {
            self.inverseSquares = inverseSquares
            self.scale = scale
            self.noise = noise
        }
    }

    let count: Int
    let dimension: Int
    let kernel: Kernel
    let isCategorical: [Bool]
    /// The observations, a row for each dimension.
    private let places: Rows
    private let inverseRoot: Rows
    private let α: Rows
    private let cross: Rows
    private let slopes: Rows
    private let white: Rows

    /// - Parameters:
    ///   - places: an observation each.
    ///   - values: standardised.
    /// - Returns: nil where the covariance is not positive definite in double precision.
    /// - Throws: `Stopped`.
    init?(_ places: [[Double]], _ values: [Double], isCategorical: [Bool], kernel: Kernel, work: Work = Work()) throws {
        count = values.count
        dimension = isCategorical.count
        self.kernel = kernel
        self.isCategorical = isCategorical
        self.places = GaussianProcess.columns(places, dimension)
        let factor = CholeskyFactor(count)
        let distances = try PairDistances(places, isCategorical, work)
        distances.covariance(kernel, into: factor.matrix)
        guard try factor.decompose(work: work) else { return nil }
        try factor.invertRoot(work: work)
        inverseRoot = factor.inverseRoot
        α = Rows(1, columns: count)
        cross = Rows(1, columns: count)
        slopes = Rows(1, columns: count)
        white = Rows(1, columns: count)
        let y = Rows(1, columns: count)
        for i in 0..<count { y[0][i] = values[i] }
        factor.solve(y[0], into: α[0], white[0])
    }

    private static func columns(_ places: [[Double]], _ dimension: Int) -> Rows {
        let rows = Rows(dimension, columns: places.count)
        for (i, place) in places.enumerated() {
            for axis in 0..<dimension { rows[axis][i] = place[axis] }
        }
        return rows
    }

    /// The kernel between a place and all observations, and its derivative by 5·r²/5: k and s·M′.
    private func correlate(_ place: UnsafePointer<Double>, withSlopes: Bool) {
        let out = cross[0]
        let slope = slopes[0]
        for block in 0..<(count + 7) / 8 {
            var q = Lanes.zero
            for axis in 0..<dimension {
                let apart = places[axis].lanes(block) - place[axis]
                let w = kernel.inverseSquares[axis]
                if isCategorical[axis] {
                    q += Lanes.zero.replacing(with: Lanes(repeating: w), where: apart .!= 0)
                } else {
                    q += apart * apart * w
                }
            }
            let r = (q * 5).squareRoot()
            let decay = Lanes.exp(-r) * kernel.scale
            out.store(decay * (q * (5 / 3.0) + r + 1), block)
            if withSlopes { slope.store(decay * (r + 1) * (-5 / 6.0), block) }
        }
        // Behind the last observation there is nothing to be near to.
        for i in count..<(count + 7) / 8 * 8 {
            out[i] = 0
            slope[i] = 0
        }
    }

    /// Mean and variance of the function (without the noise) at a place.
    func posterior(_ place: [Double]) -> (mean: Double, variance: Double) {
        place.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return (0, kernel.scale) }
            correlate(base, withSlopes: false)
            return (Rows.dot(cross[0], α[0], count), max(kernel.scale - whiten(), 0))
        }
    }

    /// v = L⁻¹k; returns |v|².
    private func whiten() -> Double {
        var sum = 0.0
        for i in 0..<count {
            let v = Rows.dot(inverseRoot[i], cross[0], i + 1)
            white[0][i] = v
            sum += v * v
        }
        return sum
    }

    /// The same with derivatives by the place's coordinates (0 for choices).
    func posterior(
        _ place: [Double], meanSlope: inout [Double], varianceSlope: inout [Double]
    ) -> (mean: Double, variance: Double) {
        place.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return (0, kernel.scale) }
            correlate(base, withSlopes: true)
            let mean = Rows.dot(cross[0], α[0], count)
            let variance = max(kernel.scale - whiten(), 0)
            // u = L⁻ᵀv, into the row of k, which is not needed any more.
            let u = cross[0]
            for i in 0..<count { u[i] = 0 }
            for i in 0..<count { Rows.add(white[0][i], inverseRoot[i], to: u, i + 1) }
            for axis in 0..<dimension {
                guard !isCategorical[axis] else {
                    meanSlope[axis] = 0
                    varianceSlope[axis] = 0
                    continue
                }
                var towardsMean = Lanes.zero
                var towardsVariance = Lanes.zero
                for block in 0..<(count + 7) / 8 {
                    let slope = slopes[0].lanes(block) * (places[axis].lanes(block) - base[axis])
                    towardsMean += slope * α[0].lanes(block)
                    towardsVariance += slope * u.lanes(block)
                }
                let factor = -2 * kernel.inverseSquares[axis]
                meanSlope[axis] = factor * towardsMean.sum()
                varianceSlope[axis] = -2 * factor * towardsVariance.sum()
            }
            return (mean, variance)
        }
    }
}

/// The squared distances of all pairs of observations, along each axis: what a fit goes through again and again.
final class PairDistances {
    let count: Int
    let dimension: Int
    private let pairs: Int
    /// A row for each axis, pairs (1, 0), (2, 0), (2, 1), (3, 0) …
    private let squares: Rows
    private let values: Rows
    private let slopes: Rows

    init(_ places: [[Double]], _ isCategorical: [Bool], _ work: Work) throws {
        count = places.count
        dimension = isCategorical.count
        pairs = count * (count - 1) / 2
        squares = Rows(dimension, columns: pairs)
        values = Rows(1, columns: pairs)
        slopes = Rows(1, columns: pairs)
        for axis in 0..<dimension {
            var pair = 0
            let row = squares[axis]
            for i in 0..<count {
                if work.isCancelled { throw Stopped() }
                for j in 0..<i {
                    let apart = places[i][axis] - places[j][axis]
                    row[pair] = isCategorical[axis] ? (apart == 0 ? 0 : 1) : apart * apart
                    pair += 1
                }
            }
        }
    }

    /// M and M′ of each pair.
    private func correlate(_ weights: [Double]) {
        for block in 0..<(pairs + 7) / 8 {
            var q = Lanes.zero
            for axis in 0..<dimension { q += squares[axis].lanes(block) * weights[axis] }
            let r = (q * 5).squareRoot()
            let decay = Lanes.exp(-r)
            values[0].store(decay * (q * (5 / 3.0) + r + 1), block)
            slopes[0].store(decay * (r + 1) * (-5 / 6.0), block)
        }
    }

    /// K
    func covariance(_ kernel: GaussianProcess.Kernel, into matrix: Rows) {
        correlate(kernel.inverseSquares)
        var pair = 0
        for i in 0..<count {
            let row = matrix[i]
            for j in 0..<i {
                row[j] = kernel.scale * values[0][pair]
                pair += 1
            }
            row[i] = kernel.scale + kernel.noise
        }
    }

    /// Σ over pairs of W·∂K/∂log wᵢ for each axis, and of W·K without the diagonal, W being given left of the diagonal.
    func contract(_ weights: Rows, _ kernel: GaussianProcess.Kernel) -> (axes: [Double], scale: Double) {
        var pair = 0
        var whole = 0.0
        // W goes into the place of M.
        for i in 0..<count {
            let row = weights[i]
            for j in 0..<i {
                whole += row[j] * values[0][pair]
                values[0][pair] = row[j]
                pair += 1
            }
        }
        var sums = [Lanes](repeating: .zero, count: dimension)
        for block in 0..<(pairs + 7) / 8 {
            let common = values[0].lanes(block) * slopes[0].lanes(block)
            for axis in 0..<dimension { sums[axis] += common * squares[axis].lanes(block) }
        }
        let axes = (0..<dimension).map { sums[$0].sum() * kernel.scale * kernel.inverseSquares[$0] }
        return (axes, whole * kernel.scale)
    }
}
