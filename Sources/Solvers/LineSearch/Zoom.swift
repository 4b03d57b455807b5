import Numbers

/// Strong Wolfe conditions by stepping out to a bracket and zooming into it with cubics (Nocedal & Wright, algorithms
/// 3.5 and 3.6), with the safeguards and order of PyTorch's `_strong_wolfe`.
struct Zoom: Sendable, Equatable {
    let c1: Double
    let c2: Double
    /// Bracket length (times the largest entry of the direction) below which the search ends.
    let toleranceChange = 1e-9
    /// Evaluations allowed after the first.
    let limit: Int
    /// Whether a place without a value is stepped back from. PyTorch goes on from there.
    let staysInside: Bool

    init(c1: Double = 1e-4, c2: Double = 0.9) {
        self.init(c1: c1, c2: c2, limit: 25, staysInside: true)
    }

    /// PyTorch's `_strong_wolfe` with its `max_ls`.
    static func pytorch(limit: Int) -> Zoom { Zoom(c1: 1e-4, c2: 0.9, limit: limit, staysInside: false) }

    private init(c1: Double, c2: Double, limit: Int, staysInside: Bool) {
        self.c1 = c1
        self.c2 = c2
        self.limit = limit
        self.staysInside = staysInside
    }

    func search(_ line: Line, first: Double, _ objective: inout CountedObjective) -> LineStep? {
        let best = anyway(line, first: first, &objective)
        return best.length > 0 && best.value < line.value ? best : nil
    }

    /// PyTorch's search: returns the lowest place of the last bracket, whether the conditions hold or not.
    func anyway(_ line: Line, first: Double, _ objective: inout CountedObjective) -> LineStep {
        let origin = LineStep(
            length: 0, point: line.origin, slope: Slope(value: line.value, gradient: .zero),
            derivative: line.derivative)
        var previous = origin
        var trial = place(first, from: 0, line, &objective)
        var rounds = 0
        var ends: (LineStep, LineStep)?

        while rounds < limit {
            if trial.value > line.value + c1 * trial.length * line.derivative
                || (rounds > 1 && trial.value >= previous.value)
            {
                ends = (previous, trial)
                break
            }
            if abs(trial.derivative) <= -c2 * line.derivative { return trial }
            if trial.derivative >= 0 {
                ends = (previous, trial)
                break
            }
            let nearest = trial.length + 0.01 * (trial.length - previous.length)
            let next = Zoom.cubic(previous, trial, within: nearest, 10 * trial.length)
            previous = trial
            trial = place(next, from: previous.length, line, &objective)
            rounds += 1
        }
        return zoom(ends ?? (origin, trial), line, rounds, &objective)
    }

    private func zoom(
        _ ends: (LineStep, LineStep), _ line: Line, _ spent: Int, _ objective: inout CountedObjective
    ) -> LineStep {
        let size = max(abs(line.direction.x), abs(line.direction.y))
        var (low, high) = ends.0.value <= ends.1.value ? ends : (ends.1, ends.0)
        var rounds = spent
        var wasSlow = false
        while rounds < limit {
            let left = min(low.length, high.length)
            let right = max(low.length, high.length)
            if (right - left) * size < toleranceChange { break }
            var t = Zoom.cubic(low, high, within: left, right)
            let margin = 0.1 * (right - left)
            if min(right - t, t - left) < margin {
                if wasSlow || t >= right || t <= left {
                    t = abs(t - right) < abs(t - left) ? right - margin : left + margin
                    wasSlow = false
                } else {
                    wasSlow = true
                }
            } else {
                wasSlow = false
            }
            let trial = line.place(t, &objective)
            rounds += 1
            let isOutside = staysInside && !trial.isInside
            if isOutside || trial.value > line.value + c1 * t * line.derivative || trial.value >= low.value {
                high = trial
                if high.value < low.value { swap(&low, &high) }
            } else {
                let isDone = abs(trial.derivative) <= -c2 * line.derivative
                if !isDone, trial.derivative * (high.length - low.length) >= 0 { high = low }
                low = trial
                if isDone { break }
            }
        }
        return low
    }

    private func place(
        _ t: Double, from base: Double, _ line: Line, _ objective: inout CountedObjective
    ) -> LineStep {
        staysInside ? line.placeInside(t, from: base, &objective) : line.place(t, &objective)
    }

    /// Minimum of the cubic through two places, kept within bounds; their middle when the cubic has none.
    private static func cubic(_ a: LineStep, _ b: LineStep, within low: Double, _ high: Double) -> Double {
        let d1 = a.derivative + b.derivative - 3 * (a.value - b.value) / (a.length - b.length)
        let square = d1 * d1 - a.derivative * b.derivative
        guard square >= 0 else { return (low + high) / 2 }
        let d2 = square.squareRoot()
        let (first, second) = a.length <= b.length ? (a, b) : (b, a)
        let share = (second.derivative + d2 - d1) / (second.derivative - first.derivative + 2 * d2)
        let t = second.length - (second.length - first.length) * share
        return min(max(t, low), high)
    }
}
