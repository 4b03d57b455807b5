import RealModule

/// The normal distribution where double precision runs out: far tails, and differences of two of them.
enum Gaussian {
    static let logRoot2π = 0.918938533204672741780329736406

    /// e^(x²)·erfc(x), which stays finite where erfc has long been 0. For x ≥ 0; relative error about 1e-15.
    static func erfcx(_ x: Double) -> Double {
        if x < 6 {
            // x² in two parts, since e^(x²) multiplies an error in x² by x² itself.
            let square = x * x
            let rest = (-square).addingProduct(x, x)
            return Double.exp(square) * (1 + rest) * Double.erfc(x)
        }
        // Laplace's continued fraction √π·erfcx(x) = 1/(x + ½/(x + 1/(x + 1½/(x + …)))), from behind.
        var tail = x
        for k in stride(from: 40, through: 1, by: -1) { tail = x + Double(k) / 2 / tail }
        return 1 / (tail * 1.772453850905516027298167483341)
    }

    /// φ(z)
    static func density(_ z: Double) -> Double { Double.exp(-z * z / 2) * 0.398942280401432677939946059934 }

    /// Φ(z)
    static func cumulative(_ z: Double) -> Double { 0.5 * Double.erfc(-z * 0.707106781186547524400844362105) }

    /// log Φ(z)
    static func logCumulative(_ z: Double) -> Double {
        guard z < -5 else { return Double.log(onePlus: -cumulative(-z)) }
        return -z * z / 2 + Double.log(0.5 * erfcx(-z * 0.707106781186547524400844362105))
    }

    /// Φ(b) − Φ(a) for a < b; at least 10⁻³⁰⁰.
    static func mass(_ a: Double, _ b: Double) -> Double {
        if a > 5 || b < -5 { return max(Double.exp(logMass(a, b)), 1e-300) }
        var mass = 1.0
        if a > -8.3 { mass -= cumulative(a) }
        if b < 8.3 { mass -= cumulative(-b) }
        return max(mass, 1e-300)
    }

    /// log(Φ(b) − Φ(a)) for a < b, without cancellation in the tails.
    static func logMass(_ a: Double, _ b: Double) -> Double {
        // The tail is mirrored to the left, where Φ is small and exact.
        let (low, high) = a > 0 ? (-b, -a) : (a, b)
        if high <= 0 {
            let upper = logCumulative(high)
            let lower = logCumulative(low)
            return upper + Double.log(onePlus: -Double.exp(lower - upper))
        }
        if low < -8.3, high > 8.3 { return 0 }
        return Double.log(onePlus: -(cumulative(low) + cumulative(-high)))
    }

    /// log E[max(0, z + N(0, 1))] = log(φ(z) + z·Φ(z)): the expected improvement of a standard normal (Ament et al. 2023,
    /// "Unexpected Improvements to Expected Improvement", equation 9).
    static func logExpectedImprovement(_ z: Double) -> Double {
        if z > -1 { return Double.log(density(z) + z * cumulative(z)) }
        // φ(z)·(1 + z·√(π/2)·erfcx(−z/√2)), in which the bracket tends to 1/z² as a difference of near equals.
        let bracket: Double
        if z > -40 {
            bracket = 1 + z * 1.253314137315500251207882642406 * erfcx(-z * 0.707106781186547524400844362105)
        } else {
            let w = 1 / (z * z)
            bracket = w * (1 - w * (3 - w * (15 - w * 105)))
        }
        return -z * z / 2 - logRoot2π + Double.log(bracket)
    }
}
