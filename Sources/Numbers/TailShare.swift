internal import RealModule

/// How much of a distribution lies above a number: the p-value of a test.
public enum TailShare {
    /// Of Fisher's F with these degrees of freedom, above a number from 0; nan for nan and for degrees that are not above 0.
    ///
    /// I(d₂/(d₂ + d₁·F); d₂/2, d₁/2), with the regularised incomplete beta function (Abramowitz & Stegun 26.6.2).
    public static func fisher(_ f: Double, _ first: Double, _ second: Double) -> Double {
        guard !f.isNaN, first > 0, second > 0 else { return .nan }
        if f <= 0 { return 1 }
        if f == .infinity { return 0 }
        let part = first * f
        return incompleteBeta(second / (second + part), part / (second + part), second / 2, first / 2)
    }

    /// Of χ² with these degrees of freedom, above a number from 0; nan for nan and for degrees that are not above 0.
    ///
    /// Q(k/2, χ²/2), with the regularised incomplete gamma function (Abramowitz & Stegun 26.4.19).
    public static func chiSquared(_ square: Double, _ freedom: Double) -> Double {
        guard !square.isNaN, freedom > 0 else { return .nan }
        if square <= 0 { return 1 }
        return square == .infinity ? 0 : upperGamma(freedom / 2, square / 2)
    }

    /// I(x; a, b), where y = 1 − x is known without the loss of a difference.
    private static func incompleteBeta(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0 else { return 0 }
        guard y > 0 else { return 1 }
        let binomial = Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b)
        let scale = Double.exp(binomial + a * Double.log(x) + b * Double.log(y))
        // The fraction converges fast on its own side of the mean, and the other side is the rest.
        if x < (a + 1) / (a + b + 2) { return scale * betaFraction(x, a, b) / a }
        return 1 - scale * betaFraction(y, b, a) / b
    }

    /// The continued fraction of the incomplete beta function (Abramowitz & Stegun 26.5.8), by Lentz's method.
    private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        func held(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
        var (c, d) = (1.0, 1 / held(1 - (a + b) * x / (a + 1)))
        var found = d
        for step in 1...10_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / held(1 + even * d)
            c = held(1 + even / c)
            found *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / held(1 + odd * d)
            c = held(1 + odd / c)
            let factor = d * c
            found *= factor
            if (factor - 1).magnitude < 1e-16 { break }
        }
        return found
    }

    /// Q(a, x): by its series below a + 1, by its continued fraction (Abramowitz & Stegun 6.5.29, 6.5.31) above.
    private static func upperGamma(_ a: Double, _ x: Double) -> Double {
        let scale = Double.exp(a * Double.log(x) - x - Double.logGamma(a))
        if x < a + 1 {
            var (term, sum, next) = (1 / a, 1 / a, a)
            for _ in 0..<10_000 {
                next += 1
                term *= x / next
                sum += term
                if term < sum * 1e-17 { break }
            }
            return 1 - scale * sum
        }
        let tiny = 1e-300
        var b = x + 1 - a
        var (c, d) = (1 / tiny, 1 / b)
        var found = d
        for step in 1...10_000 {
            let part = -Double(step) * (Double(step) - a)
            b += 2
            d = 1 / (part * d + b)
            c = b + part / c
            found *= d * c
            if (d * c - 1).magnitude < 1e-16 { break }
        }
        return scale * found
    }
}
