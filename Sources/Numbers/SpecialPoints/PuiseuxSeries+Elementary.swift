import RealModule

/// The elementary functions of a series, each by its Taylor coefficients at the series' limit. Where the function itself has
/// a branch point (arcsin at ±1, arcosh at 1), an identity takes the root out.
extension PuiseuxSeries {
    /// eᶠ.
    public static func exp(_ x: Self) -> Self { x.composed { factorials($0, repeating: [Double.exp(x.value)]) } }

    /// eᶠ − 1.
    public static func expMinusOne(_ x: Self) -> Self {
        x.composed { count in
            var coefficients = factorials(count, repeating: [Double.exp(x.value)])
            coefficients[0] = Double.expMinusOne(x.value)
            return coefficients
        }
    }

    /// sinh f.
    public static func sinh(_ x: Self) -> Self {
        x.composed { factorials($0, repeating: [Double.sinh(x.value), Double.cosh(x.value)]) }
    }

    /// cosh f.
    public static func cosh(_ x: Self) -> Self {
        x.composed { factorials($0, repeating: [Double.cosh(x.value), Double.sinh(x.value)]) }
    }

    /// tanh f.
    public static func tanh(_ x: Self) -> Self { sinh(x) / cosh(x) }

    /// sin f.
    public static func sin(_ x: Self) -> Self {
        let (s, c) = (Double.sin(x.value), Double.cos(x.value))
        return x.composed { factorials($0, repeating: [s, c, -s, -c]) }
    }

    /// cos f.
    public static func cos(_ x: Self) -> Self {
        let (s, c) = (Double.sin(x.value), Double.cos(x.value))
        return x.composed { factorials($0, repeating: [c, -s, -c, s]) }
    }

    /// tan f.
    public static func tan(_ x: Self) -> Self { sin(x) / cos(x) }

    /// ln f.
    public static func log(_ x: Self) -> Self { logarithm(x, Double.log(x.value), at: x.value) }

    /// ln(1 + f).
    public static func log(onePlus x: Self) -> Self { logarithm(x, Double.log(onePlus: x.value), at: 1 + x.value) }

    /// arcsin f; at ±1 it is ±(π/2 − 2 arcsin √((1 ∓ f)/2)).
    public static func asin(_ x: Self) -> Self {
        let v = x.value
        if v.magnitude == 1 { return v * (Double.pi / 2 - 2.0 * asin(sqrt((1.0 - v * x) / 2.0))) }
        return x.composed { integral(from: Double.asin(v), of: [1 - v * v, -2 * v, -1], power: -0.5, $0) }
    }

    /// arccos f = π/2 − arcsin f.
    public static func acos(_ x: Self) -> Self {
        var angle = Double.pi / 2 - asin(x)
        if !angle.value.isNaN { angle.terms[0] = Double.acos(x.value) }
        return angle
    }

    /// arctan f.
    public static func atan(_ x: Self) -> Self {
        let v = x.value
        return x.composed { integral(from: Double.atan(v), of: [1 + v * v, 2 * v, 1], power: -1, $0) }
    }

    /// arsinh f.
    public static func asinh(_ x: Self) -> Self {
        let v = x.value
        return x.composed { integral(from: Double.asinh(v), of: [1 + v * v, 2 * v, 1], power: -0.5, $0) }
    }

    /// arcosh f; at 1 it is 2 arsinh √((f − 1)/2).
    public static func acosh(_ x: Self) -> Self {
        let v = x.value
        if v == 1 { return 2.0 * asinh(sqrt((x - 1.0) / 2.0)) }
        return x.composed { integral(from: Double.acosh(v), of: [v * v - 1, 2 * v, 1], power: -0.5, $0) }
    }

    /// artanh f.
    public static func atanh(_ x: Self) -> Self {
        let v = x.value
        return x.composed { integral(from: Double.atanh(v), of: [1 - v * v, -2 * v, -1], power: -1, $0) }
    }

    /// The error function of f.
    public static func erf(_ x: Self) -> Self {
        let v = x.value
        return x.composed { count in
            // e = 2/√π·exp(−(v + h)²) solves e′ = −2(v + h)e; the error function is its integral.
            var e = [2 / Double.pi.squareRoot() * Double.exp(-v * v)]
            for n in 0..<count { e.append(-2 * (v * e[n] + (n > 0 ? e[n - 1] : 0)) / Double(n + 1)) }
            return integrated(e, from: Double.erf(v), count)
        }
    }

    // MARK: - Taylor coefficients

    /// Derivatives that come round again, each divided by its factorial.
    private static func factorials(_ count: Int, repeating derivatives: [Double]) -> [Double] {
        var factor = 1.0
        return (0..<count).map { n in
            if n > 0 { factor /= Double(n) }
            return factor * derivatives[n % derivatives.count]
        }
    }

    private static func logarithm(_ x: Self, _ value: Double, at v: Double) -> Self {
        x.composed { count in
            var power = -1.0
            return (0..<count).map { n in
                if n == 0 { return value }
                power /= -v
                return power / Double(n)
            }
        }
    }

    /// The integral of (q₀ + q₁h + q₂h²)ᵖ: the power's coefficients by Miller's recurrence, then term by term.
    private static func integral(from value: Double, of q: [Double], power p: Double, _ count: Int) -> [Double] {
        guard count > 1 else { return [value] }
        var power = [realPower(q[0], p)]
        for n in 1..<count {
            var sum = 0.0
            for k in 1...Swift.min(n, 2) { sum += (p * Double(k) - Double(n - k)) * q[k] * power[n - k] }
            power.append(sum / (Double(n) * q[0]))
        }
        return integrated(power, from: value, count)
    }

    private static func integrated(_ coefficients: [Double], from value: Double, _ count: Int) -> [Double] {
        (0..<count).map { $0 == 0 ? value : coefficients[$0 - 1] / Double($0) }
    }
}
