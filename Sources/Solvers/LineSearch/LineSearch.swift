import Numbers

/// How far to go along a direction: the choice that most methods of descent share.
enum LineSearch: Sendable, Equatable {
    /// Steps are shortened until the loss falls enough.
    case armijo(Armijo = Armijo())
    /// Strong Wolfe conditions by Moré and Thuente.
    case wolfe(MoreThuente = MoreThuente())
    /// Strong Wolfe conditions by bracketing and zooming.
    case zoom(Zoom = Zoom())
    /// Approximate Wolfe conditions by Hager and Zhang.
    case hagerZhang(HagerZhang = HagerZhang())
    /// Always the same multiple of the direction, halved only where the function has no value there.
    case fixed(Double)

    /// The name in the language: `armijo`, `wolfe`, `zoom`, `hager_zhang`, `fixed`.
    var name: String {
        switch self {
        case .armijo: "armijo"
        case .wolfe: "wolfe"
        case .zoom: "zoom"
        case .hagerZhang: "hager_zhang"
        case .fixed: "fixed"
        }
    }

    /// - Parameters:
    ///   - line: where the search starts and its direction; must go downhill.
    ///   - first: the first multiple of the direction to try.
    /// - Returns: the accepted place, or nil when none was found.
    func search(_ line: Line, first: Double, _ objective: inout CountedObjective) -> LineStep? {
        switch self {
        case .armijo(let search): search.search(line, first: first, &objective)
        case .wolfe(let search): search.search(line, first: first, &objective)
        case .zoom(let search): search.search(line, first: first, &objective)
        case .hagerZhang(let search): search.search(line, first: first, &objective)
        case .fixed(let length): line.placeInside(length, &objective)
        }
    }
}

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

extension SolverRun {
    /// Searches along a direction; where Moré and Thuente's interpolation is defeated (by rounding near a minimum),
    /// zooming has a try.
    mutating func search(_ line: Line, first: Double, with method: LineSearch) -> LineStep? {
        guard line.derivative < 0, first > 0 else { return nil }
        if let found = method.search(line, first: first, &objective) { return found }
        guard case .wolfe(let wolfe) = method else { return nil }
        return Zoom(c1: wolfe.c1, c2: wolfe.c2).search(line, first: first, &objective)
    }
}
