package import Answers

/// What L-BFGS moves: a vector with a gradient, whatever holds it.
package protocol VectorPlace: AnyObject {
    /// Where it stands.
    var place: [Double] { get }
    /// The gradient there, once the loss was asked for.
    var gradient: [Double] { get }
    /// Puts it elsewhere.
    func move(to place: [Double]) throws
}

/// L-BFGS over a vector: Nocedal & Wright (2006), algorithm 7.4, as PyTorch 2.13 computes it. It remembers its pairs between two
/// calls of `step`.
package final class LBFGSSearch {
    package struct Settings {
        /// The length of a step, or of the first try of a line search.
        var rate: Double
        var iterations: Int
        var evaluations: Int
        /// The largest entry of the gradient at which it stops.
        var flat: Double
        /// The smallest change.
        var still: Double
        /// Pairs that are kept.
        var kept: Int
        var hasLineSearch: Bool

        package init(
            rate: Double, iterations: Int, evaluations: Int, flat: Double, still: Double, kept: Int,
            hasLineSearch: Bool
        ) {
            (self.rate, self.iterations, self.evaluations) = (rate, iterations, evaluations)
            (self.flat, self.still, self.kept, self.hasLineSearch) = (flat, still, kept, hasLineSearch)
        }
    }

    private let vector: any VectorPlace
    private var direction: [Double] = []
    private var length = 0.0
    private var pairs: [(y: [Double], s: [Double], ρ: Double)] = []
    private var scale = 1.0
    private var lastGradient: [Double] = []
    private var iterations = 0

    package init(_ vector: any VectorPlace) { self.vector = vector }

    /// Up to so many iterations; the closure gives the loss where the vector stands, and brings its gradient up to date.
    package func step(_ settings: Settings, _ work: Work, _ closure: () throws -> Double) throws {
        let (flat, still) = (settings.flat, settings.still)
        var loss = try closure()
        var g = vector.gradient
        var spent = 1
        guard g.largest > flat else { return }
        for iteration in 1...Swift.max(1, settings.iterations) {
            if work.isCancelled { throw Stopped() }
            iterations += 1
            direct(g, settings.kept)
            lastGradient = g
            let lastLoss = loss
            length = iterations == 1 ? Swift.min(1, 1 / g.reduce(0) { $0 + abs($1) }) * settings.rate : settings.rate
            let slope = g.dot(direction)
            if slope > -still { break }
            let from = vector.place
            if settings.hasLineSearch {
                let found = try Wolfe(
                    direction: direction, loss: loss, gradient: g, slope: slope, still: still,
                    most: settings.evaluations - spent
                ).search(length) { t in
                    try vector.move(to: from.plus(t, direction))
                    let loss = try closure()
                    return (loss, vector.gradient)
                }
                (loss, g, length) = (found.loss, found.gradient, found.length)
                spent += found.evaluations
                try vector.move(to: from.plus(length, direction))
            } else {
                try vector.move(to: from.plus(length, direction))
                if iteration < settings.iterations {
                    loss = try closure()
                    g = vector.gradient
                    spent += 1
                }
            }
            let isShort = abs(length) * direction.largest <= still
            if spent >= settings.evaluations || g.largest <= flat || isShort || abs(loss - lastLoss) < still { break }
        }
    }

    /// The direction by the two loops over the pairs.
    private func direct(_ g: [Double], _ kept: Int) {
        guard iterations > 1 else {
            direction = g.map { -$0 }
            pairs = []
            return
        }
        let y = g.plus(-1, lastGradient)
        let s = direction.map { $0 * length }
        let ys = y.dot(s)
        if ys > 1e-10 {
            guard kept > 0 else {
                direction = g.map { -$0 }
                return
            }
            if pairs.count == kept { pairs.removeFirst() }
            pairs.append((y, s, 1 / ys))
            scale = ys / y.dot(y)
        }
        var q = g.map { -$0 }
        var α = [Double](repeating: 0, count: pairs.count)
        for (i, pair) in pairs.enumerated().reversed() {
            α[i] = pair.s.dot(q) * pair.ρ
            q = q.plus(-α[i], pair.y)
        }
        var r = q.map { $0 * scale }
        for (i, pair) in pairs.enumerated() { r = r.plus(α[i] - pair.y.dot(r) * pair.ρ, pair.s) }
        direction = r
    }
}

/// PyTorch's line search for the strong Wolfe conditions, c₁ = 1e-4, c₂ = 0.9.
private struct Wolfe {
    let direction: [Double]
    let loss: Double
    let gradient: [Double]
    let slope: Double
    let still: Double
    let most: Int

    private struct Point {
        var t: Double
        var f: Double
        var g: [Double]
        var slope: Double
    }

    func search(
        _ first: Double, _ evaluate: (Double) throws -> (Double, [Double])
    ) throws -> (loss: Double, gradient: [Double], length: Double, evaluations: Int) {
        var evaluations = 0
        func point(_ t: Double) throws -> Point {
            evaluations += 1
            let (f, g) = try evaluate(t)
            return Point(t: t, f: f, g: g, slope: g.dot(direction))
        }
        let origin = Point(t: 0, f: loss, g: gradient, slope: slope)
        var (last, now) = (origin, try point(first))
        var bracket: [Point] = []
        var isDone = false
        var turns = 0
        while turns < most {
            if now.f > loss + 1e-4 * now.t * slope || (turns > 1 && now.f >= last.f) {
                bracket = [last, now]
                break
            }
            if abs(now.slope) <= -0.9 * slope {
                bracket = [now]
                isDone = true
                break
            }
            if now.slope >= 0 {
                bracket = [last, now]
                break
            }
            let next = Self.cubic(last, now, (now.t + 0.01 * (now.t - last.t), now.t * 10))
            last = now
            now = try point(next)
            turns += 1
        }
        if bracket.isEmpty { bracket = [origin, now] }
        let best = isDone ? bracket[0] : try narrowed(bracket, turns, point)
        return (best.f, best.g, best.t, evaluations)
    }

    /// The best point found between two, among which one with a small slope lies.
    private func narrowed(_ bracket: [Point], _ turns: Int, _ point: (Double) throws -> Point) throws -> Point {
        var (bracket, turns) = (bracket, turns)
        var (isStuck, isDone) = (false, false)
        var low = bracket[0].f <= bracket[1].f ? 0 : 1
        while !isDone, turns < most {
            if abs(bracket[1].t - bracket[0].t) * direction.largest < still { break }
            let t = Self.inside(bracket, &isStuck)
            let found = try point(t)
            turns += 1
            let high = 1 - low
            if found.f > loss + 1e-4 * t * slope || found.f >= bracket[low].f {
                bracket[high] = found
                low = bracket[0].f <= bracket[1].f ? 0 : 1
            } else {
                if abs(found.slope) <= -0.9 * slope {
                    isDone = true
                } else if found.slope * (bracket[high].t - bracket[low].t) >= 0 {
                    bracket[high] = bracket[low]
                }
                bracket[low] = found
            }
        }
        return bracket[low]
    }

    /// The next point between two: where the cubic through them is least, but not twice close to an end.
    private static func inside(_ bracket: [Point], _ isStuck: inout Bool) -> Double {
        let (left, right) = (
            Swift.min(bracket[0].t, bracket[1].t), Swift.max(bracket[0].t, bracket[1].t)
        )
        var t = cubic(bracket[0], bracket[1], (left, right))
        let margin = 0.1 * (right - left)
        if Swift.min(right - t, t - left) < margin {
            if isStuck || t >= right || t <= left {
                t = abs(t - right) < abs(t - left) ? right - margin : left + margin
                isStuck = false
            } else {
                isStuck = true
            }
        } else {
            isStuck = false
        }
        return t
    }

    /// The minimum of the cubic through two points with their slopes, within bounds.
    private static func cubic(_ a: Point, _ b: Point, _ bounds: (Double, Double)) -> Double {
        let d1 = a.slope + b.slope - 3 * (a.f - b.f) / (a.t - b.t)
        let square = d1 * d1 - a.slope * b.slope
        guard square >= 0 else { return (bounds.0 + bounds.1) / 2 }
        let d2 = square.squareRoot()
        let t =
            a.t <= b.t
            ? b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
            : a.t - (a.t - b.t) * ((a.slope + d2 - d1) / (a.slope - b.slope + 2 * d2))
        return Swift.min(Swift.max(t, bounds.0), bounds.1)
    }
}

extension [Double] {
    fileprivate func dot(_ other: [Double]) -> Double { zip(self, other).reduce(0.0) { $0 + $1.0 * $1.1 } }
    fileprivate func plus(_ factor: Double, _ other: [Double]) -> [Double] { zip(self, other).map { $0 + factor * $1 } }
    fileprivate var largest: Double { reduce(0.0) { Swift.max($0, abs($1)) } }
}
