import Glibc

/// The functions of `cmath`, by the formulas of CPython 3.11 (`Modules/cmathmodule.c`, which has them from Kahan 1987, *Branch cuts for
/// complex elementary functions*), of finite numbers. Where C sets `errno` the result is infinite or no number.
enum ComplexFunctions {
    typealias Parts = ComplexArithmetic.Parts

    /// Beyond these sizes intermediate results would be too large.
    private static let large = Double.greatestFiniteMagnitude / 4
    private static let rootOfLarge = large.squareRoot()
    private static let logOfLarge = Glibc.log(large)
    private static let small = Double.leastNormalMagnitude
    private static let e = Glibc.exp(1.0)
    private static let ln2 = Glibc.log(2.0)

    private static func turned(_ z: Parts) -> Parts { (-z.imaginary, z.real) }
    private static func turnedBack(_ z: Parts) -> Parts { (z.imaginary, -z.real) }
    private static func sign(_ size: Double, of other: Double) -> Double { Double(signOf: other, magnitudeOf: size) }
    private static func isLarge(_ z: Parts) -> Bool { z.real.magnitude > large || z.imaginary.magnitude > large }

    static func squareRoot(_ z: Parts) -> Parts {
        if z.real == 0, z.imaginary == 0 { return (0, z.imaginary) }
        let (x, y) = (z.real.magnitude, z.imaginary.magnitude)
        let size: Double
        if x < small, y < small {
            let scaled = scalbn(x, 53)
            size = scalbn((scaled + hypot(scaled, scalbn(y, 53))).squareRoot(), -27)
        } else {
            size = 2 * (x / 8 + hypot(x / 8, y / 8)).squareRoot()
        }
        let other = y / (2 * size)
        return z.real >= 0 ? (size, sign(other, of: z.imaginary)) : (other, sign(size, of: z.imaginary))
    }

    static func exponential(_ z: Parts) -> Parts {
        if z.real > logOfLarge {
            let size = exp(z.real - 1)
            return (size * cos(z.imaginary) * e, size * sin(z.imaginary) * e)
        }
        let size = exp(z.real)
        return (size * cos(z.imaginary), size * sin(z.imaginary))
    }

    static func logarithm(_ z: Parts) -> Parts {
        let (x, y) = (z.real.magnitude, z.imaginary.magnitude)
        let real: Double
        if x > large || y > large {
            real = log(hypot(x / 2, y / 2)) + ln2
        } else if x < small, y < small {
            real = x > 0 || y > 0 ? log(hypot(scalbn(x, 53), scalbn(y, 53))) - 53 * ln2 : -.infinity
        } else {
            let size = hypot(x, y)
            if (0.71...1.73).contains(size) {
                let (most, least) = x > y ? (x, y) : (y, x)
                real = log1p((most - 1) * (most + 1) + least * least) / 2
            } else {
                real = log(size)
            }
        }
        return (real, atan2(z.imaginary, z.real))
    }

    // MARK: Hyperbolic functions

    static func hyperbolicCosine(_ z: Parts) -> Parts {
        guard z.real.magnitude > logOfLarge else {
            return (cos(z.imaginary) * cosh(z.real), sin(z.imaginary) * sinh(z.real))
        }
        let less = z.real - sign(1, of: z.real)
        return (cos(z.imaginary) * cosh(less) * e, sin(z.imaginary) * sinh(less) * e)
    }

    static func hyperbolicSine(_ z: Parts) -> Parts {
        guard z.real.magnitude > logOfLarge else {
            return (cos(z.imaginary) * sinh(z.real), sin(z.imaginary) * cosh(z.real))
        }
        let less = z.real - sign(1, of: z.real)
        return (cos(z.imaginary) * sinh(less) * e, sin(z.imaginary) * cosh(less) * e)
    }

    static func hyperbolicTangent(_ z: Parts) -> Parts {
        guard z.real.magnitude <= logOfLarge else {
            return (sign(1, of: z.real), 4 * sin(z.imaginary) * cos(z.imaginary) * exp(-2 * z.real.magnitude))
        }
        let (x, y, c) = (tanh(z.real), tan(z.imaginary), 1 / cosh(z.real))
        let product = x * y
        let divisor = 1 + product * product
        return (x * (1 + y * y) / divisor, y / divisor * c * c)
    }

    static func inverseHyperbolicCosine(_ z: Parts) -> Parts {
        if isLarge(z) {
            return (log(hypot(z.real / 2, z.imaginary / 2)) + ln2 * 2, atan2(z.imaginary, z.real))
        }
        let (a, b) = (squareRoot((z.real - 1, z.imaginary)), squareRoot((z.real + 1, z.imaginary)))
        return (asinh(a.real * b.real + a.imaginary * b.imaginary), 2 * atan2(a.imaginary, b.real))
    }

    static func inverseHyperbolicSine(_ z: Parts) -> Parts {
        if isLarge(z) {
            let size = log(hypot(z.real / 2, z.imaginary / 2)) + ln2 * 2
            return (sign(size, of: z.real), atan2(z.imaginary, z.real.magnitude))
        }
        let (a, b) = (squareRoot((1 + z.imaginary, -z.real)), squareRoot((1 - z.imaginary, z.real)))
        return (
            asinh(a.real * b.imaginary - b.real * a.imaginary),
            atan2(z.imaginary, a.real * b.real - a.imaginary * b.imaginary)
        )
    }

    static func inverseHyperbolicTangent(_ z: Parts) -> Parts {
        if z.real.sign == .minus {
            let mirrored = inverseHyperbolicTangent((-z.real, -z.imaginary))
            return (-mirrored.real, -mirrored.imaginary)
        }
        let y = z.imaginary.magnitude
        if z.real > rootOfLarge || y > rootOfLarge {
            let size = hypot(z.real / 2, z.imaginary / 2)
            return (z.real / 4 / size / size, -sign(Double.pi / 2, of: -z.imaginary))
        }
        if z.real == 1, y < small.squareRoot() {
            guard y != 0 else { return (.infinity, z.imaginary) }
            return (-log(y.squareRoot() / hypot(y, 2).squareRoot()), sign(atan2(2, -y) / 2, of: z.imaginary))
        }
        let distance = 1 - z.real
        return (
            log1p(4 * z.real / (distance * distance + y * y)) / 4,
            -atan2(-2 * z.imaginary, distance * (1 + z.real) - y * y) / 2
        )
    }

    // MARK: Functions of angles

    static func cosine(_ z: Parts) -> Parts { hyperbolicCosine(turned(z)) }
    static func sine(_ z: Parts) -> Parts { turnedBack(hyperbolicSine(turned(z))) }
    static func tangent(_ z: Parts) -> Parts { turnedBack(hyperbolicTangent(turned(z))) }
    static func inverseSine(_ z: Parts) -> Parts { turnedBack(inverseHyperbolicSine(turned(z))) }
    static func inverseTangent(_ z: Parts) -> Parts { turnedBack(inverseHyperbolicTangent(turned(z))) }

    static func inverseCosine(_ z: Parts) -> Parts {
        if isLarge(z) {
            let size = log(hypot(z.real / 2, z.imaginary / 2)) + ln2 * 2
            return (atan2(z.imaginary.magnitude, z.real), -sign(size, of: z.imaginary))
        }
        let (a, b) = (squareRoot((1 - z.real, -z.imaginary)), squareRoot((1 + z.real, z.imaginary)))
        return (2 * atan2(a.real, b.real), asinh(b.real * a.imaginary - b.imaginary * a.real))
    }

    /// The number of that length and angle.
    static func rectangular(_ length: Double, _ angle: Double) -> Parts {
        angle == 0 ? (length, length * angle) : (length * cos(angle), length * sin(angle))
    }
}
