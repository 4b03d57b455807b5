import Numbers

/// A ray φ(t) = f(x + t·d) with what is known at t = 0.
struct Line {
    let origin: Point
    let direction: Point
    /// φ(0)
    let value: Double
    /// φ′(0) = ∇f·d
    let derivative: Double

    init(_ origin: Point, _ slope: Slope, along direction: Point) {
        self.origin = origin
        self.direction = direction
        value = slope.value
        derivative = slope.gradient.dot(direction)
    }

    /// Whether a place is as good as rounding allows to tell: the values can no longer be told apart (the terms of a
    /// function may be much larger than their sum, so not to its last digit), and the slopes
    /// meet Hager and Zhang's approximate Wolfe conditions (2c₁ − 1)φ′(0) ≥ φ′(t) ≥ c₂φ′(0).
    func isSettled(_ step: LineStep, c1: Double, c2: Double) -> Bool {
        abs(step.value - value) <= 1e-12 * abs(value) && step.derivative >= c2 * derivative
            && step.derivative <= (2 * c1 - 1) * derivative
    }

    /// Value and slope at t, or where there are none at the first place inside the domain on the way back to `base`: a
    /// step that leaves the domain of the function is shortened until it ends inside.
    ///
    /// - Parameter share: how much of the distance is left each time.
    func placeInside(
        _ t: Double, from base: Double = 0, share: Double = 0.5, _ objective: inout CountedObjective
    ) -> LineStep {
        var step = place(t, &objective)
        for _ in 0..<60 where !step.isInside {
            step = place(base + share * (step.length - base), &objective)
        }
        return step
    }

    /// Value and slope at t.
    @inline(__always) func place(_ t: Double, valueKnown: Bool = false, _ objective: inout CountedObjective) -> LineStep
    {
        let point = origin + t * direction
        let slope = objective.slope(point, valueKnown: valueKnown)
        return LineStep(length: t, point: point, slope: slope, derivative: slope.gradient.dot(direction))
    }
}

extension Slope {
    /// Whether the function has a value and a slope here. A value of −∞ is the end of a function that has no minimum.
    var isInside: Bool { (value.isFinite && gradient.isFinite) || value == -.infinity }
}

/// One place on a line.
struct LineStep {
    let length: Double
    let point: Point
    let slope: Slope
    /// φ′ here.
    let derivative: Double

    var value: Double { slope.value }

    /// Whether the function has a value and a slope here. A value of −∞ is the end of a function that has no minimum.
    var isInside: Bool { (value.isFinite && derivative.isFinite) || value == -.infinity }
}
