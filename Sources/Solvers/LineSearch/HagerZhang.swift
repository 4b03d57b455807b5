import Numbers

/// The search of CG_DESCENT (Hager & Zhang 2005, SIAM J. Optim. 16; 2006, ACM TOMS 32): a bracket is shrunk by a double
/// secant step until the Wolfe conditions hold, or the approximate ones
/// (2δ − 1)φ′(0) ≥ φ′(t) ≥ σφ′(0) with φ(t) ≤ φ(0) + ε|φ(0)|, which rounding cannot hide near a minimum.
struct HagerZhang: Sendable, Equatable {
    /// δ in (0, ½).
    let delta: Double
    /// σ in [δ, 1).
    let sigma: Double
    /// ε: how much the value may rise by rounding, relative to |φ(0)|.
    let epsilon: Double
    let θ = 0.5
    let γ = 0.66
    let ρ = 5.0
    let limit = 60

    init(delta: Double = 0.1, sigma: Double = 0.9, epsilon: Double = 1e-6) {
        self.delta = delta
        self.sigma = sigma
        self.epsilon = epsilon
    }

    func search(_ line: Line, first: Double, _ objective: inout CountedObjective) -> LineStep? {
        guard line.derivative < 0 else { return nil }
        let ceiling = line.value + epsilon * abs(line.value)
        let origin = LineStep(
            length: 0, point: line.origin, slope: Slope(value: line.value, gradient: .zero),
            derivative: line.derivative)
        // A first try in a region where f is not finite is pulled back before anything is bracketed.
        let trial = line.placeInside(first, share: 0.1, &objective)
        if accepts(trial, line, ceiling) { return trial }
        guard var bracket = enclose(origin, trial, line, ceiling, &objective) else { return nil }
        for _ in 0..<limit {
            for end in [bracket.low, bracket.high] where end.length > 0 && accepts(end, line, ceiling) { return end }
            let width = bracket.high.length - bracket.low.length
            guard width > 1e-15 * bracket.high.length else { break }
            bracket = secantSquared(bracket, line, ceiling, &objective)
            if bracket.high.length - bracket.low.length > γ * width {
                let middle = (bracket.low.length + bracket.high.length) / 2
                bracket = update(bracket, line.place(middle, &objective), line, ceiling, &objective)
            }
        }
        let end = bracket.low
        return end.length > 0 && end.value < line.value ? end : nil
    }

    private func accepts(_ place: LineStep, _ line: Line, _ ceiling: Double) -> Bool {
        guard place.value.isFinite, place.derivative >= sigma * line.derivative else { return false }
        if place.value - line.value <= delta * place.length * line.derivative { return true }
        return place.value <= ceiling && (2 * delta - 1) * line.derivative >= place.derivative
    }

    private struct Bracket {
        /// φ ≤ ceiling and φ′ < 0
        var low: LineStep
        /// φ′ ≥ 0
        var high: LineStep
    }

    /// Steps outward until the slope turns (procedure bracket).
    private func enclose(
        _ origin: LineStep, _ first: LineStep, _ line: Line, _ ceiling: Double, _ objective: inout CountedObjective
    ) -> Bracket? {
        var low = origin
        var trial = first
        for _ in 0..<limit {
            if trial.derivative >= 0 { return Bracket(low: low, high: trial) }
            if trial.value > ceiling { return bisect(Bracket(low: origin, high: trial), line, ceiling, &objective) }
            low = trial
            let reach = trial.length * ρ
            trial = line.placeInside(reach, from: trial.length, &objective)
            // At the edge of the domain there is nothing farther out to bracket with.
            guard trial.isInside else { return Bracket(low: low, high: low) }
            if trial.length < reach, trial.derivative < 0, trial.value <= ceiling {
                return Bracket(low: trial, high: trial)
            }
        }
        return nil
    }

    /// Halves until the upper end has a rising slope (step U3).
    private func bisect(
        _ bracket: Bracket, _ line: Line, _ ceiling: Double, _ objective: inout CountedObjective
    ) -> Bracket {
        var low = bracket.low
        var high = bracket.high
        for _ in 0..<limit {
            let middle = line.place((1 - θ) * low.length + θ * high.length, &objective)
            if middle.derivative >= 0 { return Bracket(low: low, high: middle) }
            if middle.value <= ceiling { low = middle } else { high = middle }
        }
        return Bracket(low: low, high: high)
    }

    private func update(
        _ bracket: Bracket, _ c: LineStep, _ line: Line, _ ceiling: Double, _ objective: inout CountedObjective
    ) -> Bracket {
        guard c.length > bracket.low.length, c.length < bracket.high.length, c.value.isFinite else { return bracket }
        if c.derivative >= 0 { return Bracket(low: bracket.low, high: c) }
        if c.value <= ceiling { return Bracket(low: c, high: bracket.high) }
        return bisect(Bracket(low: bracket.low, high: c), line, ceiling, &objective)
    }

    private func secantSquared(
        _ bracket: Bracket, _ line: Line, _ ceiling: Double, _ objective: inout CountedObjective
    ) -> Bracket {
        let (a, b) = (bracket.low, bracket.high)
        guard let c = HagerZhang.secant(a, b), c > a.length, c < b.length else { return bracket }
        let first = line.place(c, &objective)
        let narrowed = update(bracket, first, line, ceiling, &objective)
        var again: Double?
        if c == narrowed.high.length { again = HagerZhang.secant(b, narrowed.high) }
        if c == narrowed.low.length { again = HagerZhang.secant(a, narrowed.low) }
        guard let t = again, t > narrowed.low.length, t < narrowed.high.length else { return narrowed }
        return update(narrowed, line.place(t, &objective), line, ceiling, &objective)
    }

    private static func secant(_ a: LineStep, _ b: LineStep) -> Double? {
        let t = (a.length * b.derivative - b.length * a.derivative) / (b.derivative - a.derivative)
        return t.isFinite ? t : nil
    }
}
