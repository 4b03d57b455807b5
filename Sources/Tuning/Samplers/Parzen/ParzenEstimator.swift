import Numbers
import RealModule

/// A density over some hyperparameters: a mixture with one kernel for each observed configuration and one, as wide as the
/// space, for what is known before. Each kernel is a product over the hyperparameters: normal distributions cut off at the
/// ends of the scale, and for choices weights with most on the observed one.
///
/// Bandwidths, weights and the wide kernel are those of Optuna 5 (`_ParzenEstimator`): σ is the larger distance to a
/// neighbour, at least the range over min(100, kernels + 1).
struct ParzenEstimator {
    /// One column of observations: codes on the scale, by observation, and the observations by increasing code.
    struct Observations {
        var codes: [Double]
        var order: [Int32]
    }

    /// Kernels are handled eight at a time; the last vector is filled up with kernels of weight 0.
    private typealias Vector = SIMD8<Double>

    private enum Axis {
        /// Of normal kernels.
        case continuous(low: Double, high: Double)
        /// Of normal kernels over steps; `kinds` are the different (mean, deviation).
        case stepped(domain: ParameterDomain, kinds: [(mean: Double, deviation: Double, norm: Double)], of: [Int32])
        /// log weights where a kernel's choice is the one asked for, and where it is not.
        case categorical(count: Int, hit: Double, miss: Double)
    }

    /// How many kernels; the last is the wide one.
    let count: Int
    private let padded: Int
    private let parameters: [SearchParameter]
    private var axes: [Axis] = []
    /// Means (or observed choices) and deviations, axis after axis, `padded` numbers each.
    private var means: [Double]
    private var deviations: [Double]
    /// 1/(σ√2) of continuous axes.
    private var factors: [Double]
    /// log weight − Σ log of the continuous kernels' norms.
    private var constants: [Double]
    /// Running sums of the weights.
    private var cumulated: [Double]
    /// Products of norms that are not in the constants yet.
    private var norms: [Double]
    /// For each axis of steps the kinds' log masses at the values that were asked for: there are few, and they come again.
    private var masses: [[Double: [Double]]]

    /// - Parameter weights: one for each observation; the wide kernel gets 1.
    init(_ parameters: [SearchParameter], _ columns: [Observations], weights: [Double]) {
        let n = weights.count
        count = n + 1
        padded = (count + 7) / 8 * 8
        self.parameters = parameters
        means = [Double](repeating: 0, count: padded * parameters.count)
        deviations = [Double](repeating: 1, count: padded * parameters.count)
        factors = [Double](repeating: 0, count: padded * parameters.count)
        constants = [Double](repeating: -.infinity, count: padded)
        norms = [Double](repeating: 1, count: count)
        masses = [[Double: [Double]]](repeating: [:], count: parameters.count)
        cumulated = []
        cumulated.reserveCapacity(count)
        var sum = 0.0
        for weight in weights {
            sum += weight
            cumulated.append(sum)
        }
        let total = sum + 1
        cumulated.append(total)
        for j in 0..<n { constants[j] = Double.log(weights[j] / total) }
        constants[n] = -Double.log(total)
        for (axis, parameter) in parameters.enumerated() {
            if case .choice(let settings) = parameter.domain {
                addChoices(axis, settings.count, columns[axis])
            } else {
                addNormals(axis, parameter.domain, columns[axis])
            }
        }
        for j in 0..<count where norms[j] != 1 { constants[j] -= Double.log(norms[j]) }
    }

    private mutating func addChoices(_ axis: Int, _ choices: Int, _ column: Observations) {
        let n = count - 1
        for j in 0..<n { means[axis * padded + j] = column.codes[j] }
        means[axis * padded + n] = -1
        // Weight 1 on the observed choice and 1/kernels on each, in shares.
        let share = 1 / Double(count)
        let total = 1 + Double(choices) * share
        axes.append(
            .categorical(count: choices, hit: Double.log((1 + share) / total), miss: Double.log(share / total)))
        // The wide kernel has the same weight on all: what it differs in from a miss goes into its constant.
        constants[n] += -Double.log(Double(choices)) - Double.log(share / total)
    }

    private mutating func addNormals(_ axis: Int, _ domain: ParameterDomain, _ column: Observations) {
        let (low, high) = domain.scale
        let range = high - low
        let n = count - 1
        let least = range / min(100, Double(n + 2))
        let first = axis * padded
        means[first + n] = low + range / 2
        deviations[first + n] = range
        for (rank, index) in column.order.enumerated() {
            let j = Int(index)
            let here = column.codes[j]
            let isFirst = rank == 0
            let isLast = rank == n - 1
            let left = isFirst ? here - low : here - column.codes[Int(column.order[rank - 1])]
            let right = isLast ? high - here : column.codes[Int(column.order[rank + 1])] - here
            // The ends count as neighbours of a single observation only.
            let gap = n == 1 ? max(left, right) : isFirst ? right : isLast ? left : max(left, right)
            means[first + j] = here
            deviations[first + j] = min(max(gap, least), range)
        }
        if domain.count == nil {
            addContinuous(first, low, high)
        } else {
            addSteps(first, domain, column)
        }
    }

    /// The norms σ√(2π)·(Φ(high) − Φ(low)) are multiplied up, and their logarithms go into the constants: a logarithm for each
    /// kernel rather than for each of its axes.
    private mutating func addContinuous(_ first: Int, _ low: Double, _ high: Double) {
        for j in 0..<count {
            let μ = means[first + j]
            let inverse = 1 / deviations[first + j]
            factors[first + j] = 0.707106781186547524400844362105 * inverse
            let norm = norms[j] * deviations[first + j] * Gaussian.mass((low - μ) * inverse, (high - μ) * inverse)
            norms[j] = norm
            if !(norm > 1e-200 && norm < 1e200) {
                constants[j] -= Double.log(max(norm, 1e-300))
                norms[j] = 1
            }
            constants[j] -= Gaussian.logRoot2π
        }
        axes.append(.continuous(low: low, high: high))
    }

    /// Whole numbers and steps repeat: the few different kernels are evaluated once for each value asked for.
    private mutating func addSteps(_ first: Int, _ domain: ParameterDomain, _ column: Observations) {
        let (low, high) = domain.scale
        var kinds: [(mean: Double, deviation: Double, norm: Double)] = []
        var kindOf = [Int32](repeating: 0, count: padded)
        let n = count - 1
        for rank in 0..<count {
            let j = rank < n ? Int(column.order[rank]) : n
            let (μ, σ) = (means[first + j], deviations[first + j])
            if kinds.last.map({ $0.mean != μ || $0.deviation != σ }) ?? true {
                kinds.append((μ, σ, Gaussian.logMass((low - μ) / σ, (high - μ) / σ)))
            }
            kindOf[j] = Int32(kinds.count - 1)
        }
        axes.append(.stepped(domain: domain, kinds: kinds, of: kindOf))
    }

    // MARK: Drawing

    /// Draws configurations: codes on the scale (of choices the index), one configuration after another.
    func draw(_ candidates: Int, _ stream: inout RandomStream) -> [Double] {
        let dimension = parameters.count
        var codes = [Double](repeating: 0, count: candidates * dimension)
        var normals = NormalDraws(stream)
        for candidate in 0..<candidates {
            let kernel = pick(normals.stream.uniform() * (cumulated.last ?? 1))
            for axis in 0..<dimension {
                codes[candidate * dimension + axis] = draw(axis, kernel, &normals)
            }
        }
        stream = normals.stream
        return codes
    }

    private func pick(_ mark: Double) -> Int {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulated[middle] <= mark { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func draw(_ axis: Int, _ kernel: Int, _ normals: inout NormalDraws) -> Double {
        let place = axis * padded + kernel
        switch axes[axis] {
        case .categorical(let choices, _, _):
            // The observed choice, or with the share that all have together any.
            let isWide = kernel == count - 1
            let share = Double(choices) / Double(count)
            let isAny = isWide || normals.stream.uniform() * (1 + share) >= 1
            return isAny ? Double(normals.stream.index(below: choices)) : means[place]
        case .continuous(let low, let high):
            return ParzenEstimator.normal(means[place], deviations[place], low, high, &normals)
        case .stepped(let domain, _, _):
            let (low, high) = domain.scale
            let drawn = ParzenEstimator.normal(means[place], deviations[place], low, high, &normals)
            return domain.scaled(domain.code(scaled: drawn))
        }
    }

    /// A normal deviate between two ends, by drawing until it lies there: at least every third does for a mean between them.
    private static func normal(
        _ mean: Double, _ deviation: Double, _ low: Double, _ high: Double, _ normals: inout NormalDraws
    ) -> Double {
        for _ in 0..<128 {
            let drawn = mean + deviation * normals.next()
            if drawn >= low, drawn <= high { return drawn }
        }
        return min(max(mean, low), high)
    }

    // MARK: Density

    /// log density of each configuration (as `draw` gives them).
    mutating func logDensities(_ codes: [Double]) -> [Double] {
        let dimension = parameters.count
        let candidates = codes.count / max(dimension, 1)
        for (axis, kind) in axes.enumerated() {
            guard case .stepped(let domain, let kinds, _) = kind else { continue }
            for candidate in 0..<candidates { tabulate(axis, domain, kinds, codes[candidate * dimension + axis]) }
        }
        var densities = [Double](repeating: 0, count: candidates)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: padded + 8) { scratch in
            guard let raw = scratch.baseAddress else { return }
            for candidate in 0..<candidates {
                densities[candidate] = codes.withUnsafeBufferPointer {
                    logDensity($0, from: candidate * dimension, raw)
                }
            }
        }
        return densities
    }

    private func logDensity(
        _ codes: UnsafeBufferPointer<Double>, from first: Int, _ terms: UnsafeMutablePointer<Double>
    ) -> Double {
        constants.withUnsafeBufferPointer { constants in
            for j in 0..<padded { terms[j] = constants[j] }
        }
        for (axis, kind) in axes.enumerated() {
            let x = codes[first + axis]
            switch kind {
            case .continuous: addSquares(axis, x, terms)
            case .categorical(_, let hit, let miss):
                means.withUnsafeBufferPointer { means in
                    for j in 0..<count { terms[j] += means[axis * padded + j] == x ? hit : miss }
                }
            case .stepped(_, _, let kindOf):
                guard let known = masses[axis][x] else { continue }
                for j in 0..<count { terms[j] += known[Int(kindOf[j])] }
            }
        }
        return logSum(terms)
    }

    /// −((x − μ)/(σ√2))²
    @inline(__always)
    private func addSquares(_ axis: Int, _ x: Double, _ terms: UnsafeMutablePointer<Double>) {
        means.withUnsafeBufferPointer { means in
            factors.withUnsafeBufferPointer { factors in
                guard let μ = means.baseAddress, let f = factors.baseAddress else { return }
                let rawμ = UnsafeRawPointer(μ + axis * padded)
                let rawF = UnsafeRawPointer(f + axis * padded)
                let rawTerms = UnsafeMutableRawPointer(terms)
                let place = Vector(repeating: x)
                var offset = 0
                for _ in 0..<padded / 8 {
                    let z =
                        (place - rawμ.loadUnaligned(fromByteOffset: offset, as: Vector.self))
                        * rawF.loadUnaligned(fromByteOffset: offset, as: Vector.self)
                    let sum = rawTerms.loadUnaligned(fromByteOffset: offset, as: Vector.self) - z * z
                    rawTerms.storeBytes(of: sum, toByteOffset: offset, as: Vector.self)
                    offset += 64
                }
            }
        }
    }

    private mutating func tabulate(
        _ axis: Int, _ domain: ParameterDomain, _ kinds: [(mean: Double, deviation: Double, norm: Double)], _ x: Double
    ) {
        guard masses[axis][x] == nil else { return }
        let (left, right) = domain.stepEnds(scaled: x)
        masses[axis][x] = kinds.map { kind in
            Gaussian.logMass((left - kind.mean) / kind.deviation, (right - kind.mean) / kind.deviation) - kind.norm
        }
    }

    /// log Σ e^t without overflow; what is 40 below the largest term changes no digit.
    private func logSum(_ terms: UnsafeMutablePointer<Double>) -> Double {
        let raw = UnsafeRawPointer(terms)
        var largest = Vector(repeating: -.infinity)
        for block in 0..<padded / 8 {
            let next = raw.loadUnaligned(fromByteOffset: block * 64, as: Vector.self)
            largest.replace(with: next, where: next .> largest)
        }
        let most = largest.max()
        guard most > -.infinity else { return -.infinity }
        var sum = 0.0
        for j in 0..<count where terms[j] > most - 40 { sum += Double.exp(terms[j] - most) }
        return most + Double.log(sum)
    }
}

/// Normal deviates one at a time, of pairs.
private struct NormalDraws {
    var stream: RandomStream
    private var pairs = NormalPairs()

    init(_ stream: RandomStream) { self.stream = stream }

    mutating func next() -> Double { pairs.next(from: &stream) }
}

extension ParameterDomain {
    /// The ends of a step around a code, on the scale.
    func stepEnds(scaled place: Double) -> (low: Double, high: Double) {
        switch self {
        case .float(_, _, _, let step):
            let half = (step ?? 0) / 2
            return (place - half, place + half)
        case .int(_, _, let log, let step):
            let half = Double(step) / 2
            guard log else { return (place - half, place + half) }
            let value = Double.exp(place).rounded()
            return (Double.log(value - half), Double.log(value + half))
        case .choice: return (place, place)
        }
    }
}
