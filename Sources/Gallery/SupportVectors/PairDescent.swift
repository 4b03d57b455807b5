internal import Answers

/// The dual problem of a soft margin, solved two multipliers at a time: sequential minimal optimisation (Platt 1998) with the pair
/// chosen by second-order information (Fan, Chen & Lin 2005), as LIBSVM does it.
///
/// Minimises ½·αᵀQα + Σ p·α with Q(i, t) = y(i)·y(t)·K(i, t), where Σ y·α = 0 and 0 ≤ α ≤ C, a C for each row; p is −1 for classes. One
/// multiplier alone cannot move without breaking the sum; two can, along a line, and the best place on the line is known in closed form.
struct PairDescent {
    private(set) var multipliers: [Double]
    /// Q·α + p: how the objective changes with each multiplier.
    private var gradient: [Double]
    private var kernels: KernelRows
    private let signs: [Double]
    private let most: [Double]
    private let slopes: [Double]
    /// Pairs that were moved.
    private(set) var steps = 0

    /// What a curvature of 0 counts as: two rows that are equal.
    private static let flat = 1e-12

    /// - Parameters:
    ///   - signs: 1 and −1, one for each row.
    ///   - most: C of each.
    ///   - slopes: p of each.
    init(_ kernels: KernelRows, signs: [Double], most: [Double], slopes: [Double]) {
        (self.kernels, self.signs, self.most, self.slopes) = (kernels, signs, most, slopes)
        multipliers = [Double](repeating: 0, count: signs.count)
        gradient = slopes
    }

    /// Moves pairs until no pair breaks the conditions of an optimum by more than the tolerance.
    ///
    /// - Returns: whether it came so far within the most steps.
    /// - Throws: `Stopped`.
    mutating func solve(tolerance: Double, mostSteps: Int?, work: Work) throws -> Bool {
        while let (i, j) = pair(tolerance) {
            if work.isCancelled { throw Stopped() }
            if let mostSteps, steps >= mostSteps { return false }
            move(i, j)
            steps += 1
        }
        return true
    }

    /// Whether the multiplier may go where y·α grows.
    private func mayRise(_ t: Int) -> Bool { signs[t] > 0 ? multipliers[t] < most[t] : multipliers[t] > 0 }
    /// Whether the multiplier may go where y·α falls.
    private func mayFall(_ t: Int) -> Bool { signs[t] > 0 ? multipliers[t] > 0 : multipliers[t] < most[t] }

    /// The multiplier that most wants to rise, and the one with which its move lowers the objective most; nil at the optimum.
    private mutating func pair(_ tolerance: Double) -> (Int, Int)? {
        var (first, highest) = (-1, -Double.infinity)
        for t in signs.indices where mayRise(t) && -signs[t] * gradient[t] >= highest {
            (first, highest) = (t, -signs[t] * gradient[t])
        }
        guard first >= 0 else { return nil }
        let row = kernels.row(first)
        var (second, lowest, best) = (-1, Double.infinity, Double.infinity)
        for t in signs.indices where mayFall(t) {
            let wish = -signs[t] * gradient[t]
            lowest = Swift.min(lowest, wish)
            let gap = highest - wish
            guard gap > 0 else { continue }
            let curvature = kernels.diagonal[first] + kernels.diagonal[t] - 2 * row[t]
            let change = -gap * gap / (curvature > 0 ? curvature : PairDescent.flat)
            if change <= best { (second, best) = (t, change) }
        }
        guard second >= 0, highest - lowest >= tolerance else { return nil }
        return (first, second)
    }

    /// The best step along the line of the two, within their bounds.
    private mutating func move(_ i: Int, _ j: Int) {
        let (rowI, rowJ) = (kernels.row(i), kernels.row(j))
        let curvature = kernels.diagonal[i] + kernels.diagonal[j] - 2 * rowI[j]
        var step = (-signs[i] * gradient[i] + signs[j] * gradient[j]) / (curvature > 0 ? curvature : PairDescent.flat)
        // y(i)·α(i) rises by the step and y(j)·α(j) falls by it.
        step = Swift.min(step, signs[i] > 0 ? most[i] - multipliers[i] : multipliers[i])
        step = Swift.min(step, signs[j] > 0 ? multipliers[j] : most[j] - multipliers[j])
        let before = (multipliers[i], multipliers[j])
        multipliers[i] = Swift.min(most[i], Swift.max(0, before.0 + signs[i] * step))
        multipliers[j] = Swift.min(most[j], Swift.max(0, before.1 - signs[j] * step))
        let (changeI, changeJ) = (signs[i] * (multipliers[i] - before.0), signs[j] * (multipliers[j] - before.1))
        for t in gradient.indices { gradient[t] += signs[t] * (rowI[t] * changeI + rowJ[t] * changeJ) }
    }

    /// ½·αᵀQα + Σ p·α
    var objective: Double {
        var sum = 0.0
        for t in signs.indices { sum += multipliers[t] * (gradient[t] + slopes[t]) }
        return sum / 2
    }

    /// b of Σ y·α·K(·, x) + b: from the free multipliers, or the middle of what the others allow.
    var intercept: Double {
        var (sum, free) = (0.0, 0)
        var (low, high) = (-Double.infinity, Double.infinity)
        for t in signs.indices {
            let value = signs[t] * gradient[t]
            if multipliers[t] > 0, multipliers[t] < most[t] {
                sum += value
                free += 1
            } else if mayRise(t) {
                low = Swift.max(low, -value)
            } else {
                high = Swift.min(high, -value)
            }
        }
        return free > 0 ? -sum / Double(free) : (low + high) / 2
    }
}
