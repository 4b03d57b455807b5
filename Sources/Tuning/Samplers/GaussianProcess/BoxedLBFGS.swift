/// L-BFGS in a box, in any number of dimensions: the two-loop recursion over the coordinates that are free to move (Nocedal &
/// Wright, algorithm 7.4; Bertsekas 1982 for the projection), steps halved until they descend enough.
///
/// (The solvers' L-BFGS goes through planes and curves; this one fits Gaussian processes and climbs acquisition functions.)
struct BoxedLBFGS {
    let lower: [Double]
    let upper: [Double]
    /// Largest projected derivative at which it has converged.
    let tolerance: Double
    let iterations: Int
    private static let memory = 8

    /// A low place near `start`, and the value there.
    ///
    /// - Parameter slope: writes the gradient and returns the value; not finite where there is none.
    func minimize(
        from start: [Double], _ slope: (_ place: [Double], _ gradient: inout [Double]) throws -> Double
    ) rethrows -> (place: [Double], value: Double) {
        let n = start.count
        var x = start.indices.map { min(max(start[$0], lower[$0]), upper[$0]) }
        var gradient = [Double](repeating: 0, count: n)
        var value = try slope(x, &gradient)
        var steps: [[Double]] = []
        var turns: [[Double]] = []
        var next = x
        var nextGradient = gradient
        for _ in 0..<iterations where value.isFinite {
            let isFree = (0..<n).map { i in
                !(x[i] <= lower[i] && gradient[i] > 0) && !(x[i] >= upper[i] && gradient[i] < 0)
            }
            let steepest = (0..<n).reduce(0.0) { isFree[$1] ? max($0, gradient[$1].magnitude) : $0 }
            if steepest <= tolerance { break }
            var direction = descent(gradient, isFree, steps, turns)
            var along = (0..<n).reduce(0.0) { $0 + direction[$1] * gradient[$1] }
            if !(along < 0) {
                steps = []
                turns = []
                direction = (0..<n).map { isFree[$0] ? -gradient[$0] : 0 }
                along = direction.reduce(0) { $0 - $1 * $1 }
            }
            // Without any curvature the gradient's length says nothing about the distance.
            var length = steps.isEmpty ? min(1, 1 / (-along).squareRoot()) : 1
            var isFound = false
            for _ in 0..<25 {
                for i in 0..<n { next[i] = min(max(x[i] + length * direction[i], lower[i]), upper[i]) }
                let moved = (0..<n).reduce(0.0) { $0 + gradient[$1] * (next[$1] - x[$1]) }
                let there = try slope(next, &nextGradient)
                if there <= value + 1e-4 * moved, there.isFinite {
                    isFound = true
                    let gain = value - there
                    let s = (0..<n).map { next[$0] - x[$0] }
                    let y = (0..<n).map { nextGradient[$0] - gradient[$0] }
                    let curvature = zip(s, y).reduce(0) { $0 + $1.0 * $1.1 }
                    let size = y.reduce(0) { $0 + $1 * $1 }
                    if curvature > 1e-12 * size, size > 0 {
                        steps.append(s)
                        turns.append(y)
                        if steps.count > BoxedLBFGS.memory {
                            steps.removeFirst()
                            turns.removeFirst()
                        }
                    }
                    swap(&x, &next)
                    swap(&gradient, &nextGradient)
                    value = there
                    if gain <= 1e-9 * max(1, value.magnitude) { return (x, value) }
                    break
                }
                length *= 0.4
            }
            if !isFound { break }
        }
        return (x, value)
    }

    /// −H∇f over the free coordinates.
    private func descent(
        _ gradient: [Double], _ isFree: [Bool], _ steps: [[Double]], _ turns: [[Double]]
    ) -> [Double] {
        let n = gradient.count
        var q = (0..<n).map { isFree[$0] ? gradient[$0] : 0 }
        var shares = [Double](repeating: 0, count: steps.count)
        func product(_ a: [Double], _ b: [Double]) -> Double {
            var sum = 0.0
            for i in 0..<n where isFree[i] { sum += a[i] * b[i] }
            return sum
        }
        var scale = 1.0
        for k in steps.indices.reversed() {
            let curvature = product(steps[k], turns[k])
            guard curvature > 0 else { continue }
            if scale == 1 { scale = curvature / product(turns[k], turns[k]) }
            shares[k] = product(steps[k], q) / curvature
            for i in 0..<n { q[i] -= shares[k] * turns[k][i] }
        }
        for i in 0..<n { q[i] *= scale }
        for k in steps.indices {
            let curvature = product(steps[k], turns[k])
            guard curvature > 0 else { continue }
            let share = product(turns[k], q) / curvature
            for i in 0..<n { q[i] += (shares[k] - share) * steps[k][i] }
        }
        return (0..<n).map { isFree[$0] ? -q[$0] : 0 }
    }
}
