public import RealModule

/// The elementary functions of a jet: each is its value with its first two derivatives.
extension Jet {
    /// eˣ, its own derivative.
    @inlinable public static func exp(_ x: Self) -> Self {
        let e = Double.exp(x.value)
        return x.chain(e, e, e)
    }

    /// eˣ − 1, exact near 0; derivative eˣ.
    @inlinable public static func expMinusOne(_ x: Self) -> Self {
        let e = Double.expMinusOne(x.value)
        return x.chain(e, e + 1, e + 1)
    }

    /// sinh x, with derivative cosh x.
    @inlinable public static func sinh(_ x: Self) -> Self {
        let s = Double.sinh(x.value)
        return x.chain(s, Double.cosh(x.value), s)
    }

    /// cosh x, with derivative sinh x.
    @inlinable public static func cosh(_ x: Self) -> Self {
        let c = Double.cosh(x.value)
        return x.chain(c, Double.sinh(x.value), c)
    }

    /// tanh x, with derivative 1 − tanh² x.
    @inlinable public static func tanh(_ x: Self) -> Self {
        let t = Double.tanh(x.value)
        // 1/cosh², not 1 − t²: the difference loses every digit in the flat tails.
        let c = 1 / Double.cosh(x.value)
        return x.chain(t, c * c, -2 * t * c * c)
    }

    /// sin x, with derivative cos x.
    @inlinable public static func sin(_ x: Self) -> Self {
        let s = Double.sin(x.value)
        return x.chain(s, Double.cos(x.value), -s)
    }

    /// cos x, with derivative −sin x.
    @inlinable public static func cos(_ x: Self) -> Self {
        let c = Double.cos(x.value)
        return x.chain(c, -Double.sin(x.value), -c)
    }

    /// tan x, with derivative 1 + tan² x.
    @inlinable public static func tan(_ x: Self) -> Self {
        let t = Double.tan(x.value)
        let first = 1 + t * t
        return x.chain(t, first, 2 * t * first)
    }

    /// ln x, with derivative 1/x.
    @inlinable public static func log(_ x: Self) -> Self {
        let r = 1 / x.value
        return x.chain(Double.log(x.value), r, -r * r)
    }

    /// ln(1 + x), exact near 0; derivative 1/(1 + x).
    @inlinable public static func log(onePlus x: Self) -> Self {
        let r = 1 / (1 + x.value)
        return x.chain(Double.log(onePlus: x.value), r, -r * r)
    }

    /// arcsin x, with derivative 1/√(1 − x²).
    @inlinable public static func asin(_ x: Self) -> Self {
        let (root, cubed) = inverseRoot(1 - x.value * x.value)
        return x.chain(Double.asin(x.value), root, x.value * cubed)
    }

    /// arccos x, with derivative −1/√(1 − x²).
    @inlinable public static func acos(_ x: Self) -> Self {
        let (root, cubed) = inverseRoot(1 - x.value * x.value)
        return x.chain(Double.acos(x.value), -root, -x.value * cubed)
    }

    /// arctan x, with derivative 1/(1 + x²).
    @inlinable public static func atan(_ x: Self) -> Self {
        let r = 1 / (1 + x.value * x.value)
        return x.chain(Double.atan(x.value), r, -2 * x.value * r * r)
    }

    /// arsinh x, with derivative 1/√(x² + 1).
    @inlinable public static func asinh(_ x: Self) -> Self {
        let (root, cubed) = inverseRoot(1 + x.value * x.value)
        return x.chain(Double.asinh(x.value), root, -x.value * cubed)
    }

    /// arcosh x for x ≥ 1, with derivative 1/√(x² − 1).
    @inlinable public static func acosh(_ x: Self) -> Self {
        let (root, cubed) = inverseRoot(x.value * x.value - 1)
        return x.chain(Double.acosh(x.value), root, -x.value * cubed)
    }

    /// artanh x for |x| < 1, with derivative 1/(1 − x²).
    @inlinable public static func atanh(_ x: Self) -> Self {
        let r = 1 / (1 - x.value * x.value)
        return x.chain(Double.atanh(x.value), r, 2 * x.value * r * r)
    }

    /// The error function, with derivative 2/√π·exp(−x²).
    @inlinable public static func erf(_ x: Self) -> Self {
        let first = 2 / Double.pi.squareRoot() * Double.exp(-x.value * x.value)
        return x.chain(Double.erf(x.value), first, -2 * x.value * first)
    }

    /// √x, with derivative 1/(2√x).
    @inlinable public static func sqrt(_ x: Self) -> Self {
        let root = x.value.squareRoot()
        guard root != 0 else { return x.chain(root, .nan, .nan) }
        let first = 0.5 / root
        return x.chain(root, first, -first / (2 * x.value))
    }

    /// xⁿ for a whole n, exact for negative x.
    @inlinable public static func pow(_ x: Self, _ n: Int) -> Self {
        switch n {
        case 0: return Self(1.0)
        case 1: return x
        case 2: return x * x
        default:
            let v = x.value
            let p = Double(n)
            return x.chain(Double.pow(v, n), p * Double.pow(v, n - 1), p * (p - 1) * Double.pow(v, n - 2))
        }
    }

    /// xʸ. A whole y also takes negative x, otherwise x < 0 gives NaN; 0⁰ is 1.
    @inlinable public static func pow(_ x: Self, _ y: Self) -> Self {
        let v = x.value
        let p = y.value
        // Glibc's power also knows whole exponents of negative bases; swift-numerics' returns NaN there.
        let value = realPower(v, p)
        if y == Self(p) {
            if p == 0 { return Self(1.0) }
            if p == 1 { return x }
            // Beside whole powers, the derivatives at 0 are one-sided or infinite.
            guard v != 0 || p == p.rounded() else { return x.chain(value, .nan, .nan) }
            return x.chain(value, p * realPower(v, p - 1), p * (p - 1) * realPower(v, p - 2))
        }
        guard v > 0 else { return chain(x, y, .unknown(value)) }
        let first = p * realPower(v, p - 1)
        let second = p * (p - 1) * realPower(v, p - 2)
        let l = Double.log(v)
        return chain(
            x, y,
            Partials(
                value: value, u: first, v: value * l, uu: second, uv: realPower(v, p - 1) * (1 + p * l),
                vv: value * l * l))
    }

    /// The n-th root; odd roots of negative numbers are negative.
    @inlinable public static func root(_ x: Self, _ n: Int) -> Self {
        let v = x.value
        let r = Double.root(v, n)
        guard r != 0 else { return x.chain(r, .nan, .nan) }
        let p = 1 / Double(n)
        let first = p * r / v
        return x.chain(r, first, (p - 1) * first / v)
    }

    /// s^(−1/2) and s^(−3/2); not known at s = 0, where the function has a branch point.
    @inlinable static func inverseRoot(_ s: Double) -> (Double, Double) {
        guard s != 0 else { return (.nan, .nan) }
        let r = 1 / s.squareRoot()
        return (r, r / s)
    }
}

/// The real power xᵖ: whole exponents of negative bases included, otherwise NaN for x < 0.
@inlinable public func realPower(_ x: Double, _ p: Double) -> Double {
    if p == p.rounded(), p.magnitude < 0x1p31 { return Double.pow(x, Int(p)) }
    return x == 0 && p > 0 ? 0 : Double.pow(x, p)
}
