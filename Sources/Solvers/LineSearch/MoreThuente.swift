/// Strong Wolfe conditions φ(t) ≤ φ(0) + c₁tφ′(0) and |φ′(t)| ≤ c₂|φ′(0)| by safeguarded interpolation
/// (Moré & Thuente 1994, ACM TOMS 20; the steps of MINPACK-2's `dcsrch` and `dcstep`, which SciPy uses too).
struct MoreThuente: Sendable, Equatable {
    /// Sufficient decrease, 0 < c₁ < c₂.
    let c1: Double
    /// Curvature, c₁ < c₂ < 1; small makes the search nearly exact.
    let c2: Double
    /// Relative width at which the bracket counts as a point.
    let width = 1e-14
    let shortest = 1e-100
    let longest = 1e100
    let limit = 100

    init(c1: Double = 1e-4, c2: Double = 0.9) {
        self.c1 = c1
        self.c2 = c2
    }

    func search(_ line: Line, first: Double, _ objective: inout CountedObjective) -> LineStep? {
        guard line.derivative < 0 else { return nil }
        let test = c1 * line.derivative
        var bracket = Bracket(
            best: Sample(0, line.value, line.derivative), other: Sample(0, line.value, line.derivative))
        var isFirstStage = true
        var size = longest - shortest
        var sizeBefore = 2 * size
        var low = 0.0
        var high = 5 * first
        var t = first
        /// The shortest length at which the function is known to have no value.
        var edge = Double.infinity

        for _ in 0..<limit {
            let place = line.place(t, &objective)
            if !place.isInside {
                edge = t
                t = bracket.best.t + 0.1 * (t - bracket.best.t)
                high = min(high, edge)
                continue
            }
            let allowed = line.value + t * test
            if isFirstStage, place.value <= allowed, place.derivative >= 0 { isFirstStage = false }
            if place.value <= allowed, abs(place.derivative) <= c2 * -line.derivative { return place }
            if line.isSettled(place, c1: c1, c2: c2) { return place }
            // Towards the edge of the domain a sufficient decrease is all that can be asked for.
            if edge < .infinity, place.value <= allowed { return place }
            if bracket.isClosed, t <= low || t >= high || high - low <= width * high { return nil }
            if t == longest, place.value <= allowed, place.derivative <= test { return nil }
            if t == shortest, place.value > allowed || place.derivative >= test { return nil }

            let here = Sample(t, place.value, place.derivative)
            if isFirstStage, place.value <= bracket.best.value, place.value > allowed {
                // ψ(t) = φ(t) − φ(0) − c₁tφ′(0) has a minimum where the decrease is sufficient.
                bracket.tilt(by: -test)
                t = bracket.advance(here.tilted(by: -test), low: low, high: high)
                bracket.tilt(by: test)
            } else {
                t = bracket.advance(here, low: low, high: high)
            }

            if bracket.isClosed {
                let gap = abs(bracket.other.t - bracket.best.t)
                if gap >= 0.66 * sizeBefore { t = bracket.best.t + 0.5 * (bracket.other.t - bracket.best.t) }
                sizeBefore = size
                size = gap
                low = min(bracket.best.t, bracket.other.t)
                high = max(bracket.best.t, bracket.other.t)
            } else {
                low = t + 1.1 * (t - bracket.best.t)
                high = t + 4 * (t - bracket.best.t)
            }
            t = min(max(t, shortest), longest)
            if t >= edge { t = bracket.best.t + 0.5 * (edge - bracket.best.t) }
            if bracket.isClosed, t <= low || t >= high || high - low <= width * high { t = bracket.best.t }
            guard t.isFinite else { return nil }
        }
        return nil
    }
}

/// φ and φ′ at one t.
private struct Sample {
    var t: Double
    var value: Double
    var derivative: Double

    init(_ t: Double, _ value: Double, _ derivative: Double) {
        self.t = t
        self.value = value
        self.derivative = derivative
    }

    /// The same place on φ(t) + s·t.
    func tilted(by s: Double) -> Sample { Sample(t, value + s * t, derivative + s) }
}

/// The interval of uncertainty: its best end has the lower value and a derivative that points into it.
private struct Bracket {
    var best: Sample
    var other: Sample
    var isClosed = false

    mutating func tilt(by s: Double) {
        best = best.tilted(by: s)
        other = other.tilted(by: s)
    }

    /// Takes in a trial and returns the next one (the four cases of section 4 of the paper).
    mutating func advance(_ trial: Sample, low: Double, high: Double) -> Double {
        let turns = trial.derivative.sign != best.derivative.sign && trial.derivative != 0 && best.derivative != 0
        let next: Double
        if trial.value > best.value {
            // Case 1: higher. The minimum is bracketed; the cubic step, or the middle of cubic and quadratic.
            let cubic = Cubic(best, trial).minimumFromFirst
            let rise = (best.value - trial.value) / (trial.t - best.t) + best.derivative
            let quadratic = best.t + (best.derivative / rise) / 2 * (trial.t - best.t)
            next = abs(cubic - best.t) <= abs(quadratic - best.t) ? cubic : cubic + (quadratic - cubic) / 2
            isClosed = true
        } else if turns {
            // Case 2: lower, and past the minimum; the step that stays farther from the trial.
            let cubic = Cubic(best, trial).minimumFromSecond
            let secant = Bracket.secant(best, trial)
            next = abs(cubic - trial.t) > abs(secant - trial.t) ? cubic : secant
            isClosed = true
        } else if abs(trial.derivative) < abs(best.derivative) {
            // Case 3: lower, same direction, flatter. The cubic counts only if its minimum lies beyond the trial.
            let cubic = Cubic(best, trial).minimumBeyondSecond ?? (trial.t > best.t ? high : low)
            let secant = Bracket.secant(best, trial)
            if isClosed {
                let nearer = abs(cubic - trial.t) < abs(secant - trial.t) ? cubic : secant
                let guardrail = trial.t + 0.66 * (other.t - trial.t)
                next = trial.t > best.t ? min(guardrail, nearer) : max(guardrail, nearer)
            } else {
                let farther = abs(cubic - trial.t) > abs(secant - trial.t) ? cubic : secant
                next = min(max(farther, low), high)
            }
        } else if isClosed {
            // Case 4: lower, same direction, not flatter.
            next = Cubic(other, trial).minimumFromSecond
        } else {
            next = trial.t > best.t ? high : low
        }

        if trial.value > best.value {
            other = trial
        } else {
            if turns { other = best }
            best = trial
        }
        return next
    }

    private static func secant(_ a: Sample, _ b: Sample) -> Double {
        b.t + b.derivative / (b.derivative - a.derivative) * (a.t - b.t)
    }
}

/// The cubic through two values and two derivatives.
private struct Cubic {
    let a: Sample
    let b: Sample
    private let θ: Double
    private let scale: Double

    init(_ a: Sample, _ b: Sample) {
        self.a = a
        self.b = b
        θ = 3 * (a.value - b.value) / (b.t - a.t) + a.derivative + b.derivative
        scale = max(abs(θ), max(abs(a.derivative), abs(b.derivative)))
    }

    private var discriminant: Double {
        (θ / scale) * (θ / scale) - (a.derivative / scale) * (b.derivative / scale)
    }

    var minimumFromFirst: Double {
        let γ = (b.t < a.t ? -1 : 1) * scale * discriminant.squareRoot()
        let p = (γ - a.derivative) + θ
        let q = ((γ - a.derivative) + γ) + b.derivative
        return a.t + p / q * (b.t - a.t)
    }

    var minimumFromSecond: Double {
        let γ = (b.t > a.t ? -1 : 1) * scale * discriminant.squareRoot()
        let p = (γ - b.derivative) + θ
        let q = ((γ - b.derivative) + γ) + a.derivative
        return b.t + p / q * (a.t - b.t)
    }

    /// The minimum when it lies beyond b as seen from a, else nil.
    var minimumBeyondSecond: Double? {
        let γ = (b.t > a.t ? -1 : 1) * scale * max(0, discriminant).squareRoot()
        let p = (γ - b.derivative) + θ
        let q = (γ + (a.derivative - b.derivative)) + γ
        let r = p / q
        return r < 0 && γ != 0 ? b.t + r * (a.t - b.t) : nil
    }
}
