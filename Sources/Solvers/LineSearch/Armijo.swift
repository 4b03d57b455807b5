import Numbers

/// Backtracking: t is shortened until φ(t) ≤ φ(0) + c₁·t·φ′(0) (Armijo 1966; Nocedal & Wright, algorithm 3.1).
struct Armijo: Sendable, Equatable {
    /// Share of the promised decrease that must be kept, in (0, 1).
    let c1: Double
    /// Factor by which a refused t is shortened, in (0, 1).
    let shrink: Double
    let limit = 60

    init(c1: Double = 1e-4, shrink: Double = 0.5) {
        self.c1 = c1
        self.shrink = shrink
    }

    /// The first place that passes by its value and has a slope. The slope is not counted: who asks takes it with the curvature.
    func place(_ line: Line, first: Double, _ objective: inout CountedObjective) -> Point? {
        var t = first
        for _ in 0..<limit {
            guard let accepted = length(line, first: t, &objective) else { return nil }
            let point = line.origin + accepted * line.direction
            if objective.uncountedSlope(point).isInside { return point }
            t = accepted * shrink
        }
        return nil
    }

    /// The gradient is taken once, at the accepted place.
    func search(_ line: Line, first: Double, _ objective: inout CountedObjective) -> LineStep? {
        var t = first
        // A value without a slope, at the edge of the domain, is left behind like a value that is too high.
        for _ in 0..<limit {
            guard let accepted = length(line, first: t, &objective) else { return nil }
            let step = line.place(accepted, valueKnown: true, &objective)
            if step.isInside { return step }
            t = accepted * shrink
        }
        return nil
    }

    private func length(_ line: Line, first: Double, _ objective: inout CountedObjective) -> Double? {
        var t = first
        for _ in 0..<limit {
            // Not `>`: a value that is NaN must be refused.
            let value = objective.value(line.origin + t * line.direction)
            if value <= line.value + c1 * t * line.derivative { return t }
            t *= shrink
        }
        return nil
    }
}
