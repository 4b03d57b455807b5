public import Answers

/// A format of floating-point numbers: a sign, an exponent of so many bits, a fraction of so many.
///
/// A number is ±1.f · 2ᵉ with `fractionBits` bits of f, and below the smallest normal number ±0.f · 2^(1 − bias). Between two powers
/// of two the numbers of a format stand equally far apart; at each power of two the distance doubles.
public struct FloatFormat: Sendable, Equatable {
    /// What frameworks call it: `bfloat16`.
    public let name: String
    /// Bits of the exponent, which is stored with `bias` added.
    public let exponentBits: Int
    /// Bits of the fraction, without the leading 1 that is not stored.
    public let fractionBits: Int
    /// Whether the largest exponent holds numbers, so that there is no infinity and only one nan: the `fn` of `e4m3fn`.
    public let isFiniteOnly: Bool

    private init(_ name: String, exponent: Int, fraction: Int, isFiniteOnly: Bool = false) {
        self.name = name
        exponentBits = exponent
        fractionBits = fraction
        self.isFiniteOnly = isFiniteOnly
    }

    /// IEEE 754 single precision.
    public static let float32 = FloatFormat("float32", exponent: 8, fraction: 23)
    /// IEEE 754 half precision: fine, but it ends at 65,504 and loses what is below 6e−8.
    public static let float16 = FloatFormat("float16", exponent: 5, fraction: 10)
    /// The upper half of a float32: its range, with three decimal digits.
    public static let bfloat16 = FloatFormat("bfloat16", exponent: 8, fraction: 7)
    /// Eight bits for weights and activations (Micikevicius et al. 2022): up to 448, no infinity.
    public static let float8e4m3fn = FloatFormat("float8_e4m3fn", exponent: 4, fraction: 3, isFiniteOnly: true)
    /// Eight bits for gradients: the range of float16 with two bits of fraction.
    public static let float8e5m2 = FloatFormat("float8_e5m2", exponent: 5, fraction: 2)

    /// From the widest to the narrowest.
    public static let all = [float32, bfloat16, float16, float8e4m3fn, float8e5m2]

    /// The format that frameworks call so.
    ///
    /// - Throws: `Mistake` for any other name.
    public init(named name: String) throws {
        guard let format = FloatFormat.all.first(where: { $0.name == name }) else {
            throw Mistake(
                "there is no format \(name)", expected: "one of " + FloatFormat.all.map(\.name).joined(separator: ", "),
                try: "number_format(\"bfloat16\")", argument: "format")
        }
        self = format
    }

    /// Bits of a number in memory: sign, exponent and fraction.
    public var bits: Int { 1 + exponentBits + fractionBits }

    /// What is taken off the stored exponent: 2^(k − 1) − 1.
    public var bias: Int { (1 << (exponentBits - 1)) - 1 }

    /// The exponent of the smallest normal number.
    var leastExponent: Int { 1 - bias }

    /// The largest finite number: 65,504 of float16, 448 of float8_e4m3fn.
    public var largest: Double {
        let top = isFiniteOnly ? bias + 1 : bias
        // Where nan takes the last fraction of the last exponent, the largest number has the one before it.
        let steps = (1 << (fractionBits + 1)) - (isFiniteOnly ? 2 : 1)
        return Double(sign: .plus, exponent: top - fractionBits, significand: 1) * Double(steps)
    }

    /// The smallest number with all its digits: 2^(1 − bias).
    public var leastNormal: Double { Double(sign: .plus, exponent: leastExponent, significand: 1) }

    /// The smallest number above 0.
    public var leastSubnormal: Double { Double(sign: .plus, exponent: leastExponent - fractionBits, significand: 1) }

    /// The distance from 1 to the next larger number: 2^(−fractionBits).
    public var epsilon: Double { Double(sign: .plus, exponent: -fractionBits, significand: 1) }

    /// The distance from |x| to the next larger number of the format, in the stretch between two powers of two in which |x| lies;
    /// nan for what is not finite.
    public func spacing(at x: Double) -> Double {
        guard x.isFinite else { return .nan }
        let exponent = x == 0 ? leastExponent : Swift.max(leastExponent, Int(x.exponent))
        return Double(sign: .plus, exponent: exponent - fractionBits, significand: 1)
    }

    /// The nearest number of the format; of two equally near ones that whose last bit is 0. What is nearer to the number that would
    /// follow the largest overflows: to infinity, or to nan where the format has no infinity.
    public func rounded(_ x: Double) -> Double {
        guard x.isFinite else { return overflow(x) }
        let unit = spacing(at: x)
        let nearest = (x / unit).rounded(.toNearestOrEven) * unit
        return abs(nearest) > largest ? overflow(x < 0 ? -.infinity : .infinity) : nearest
    }

    /// The same of a Float32, by its bits.
    public func rounded(_ x: Float) -> Float {
        let dropped = FloatFormat.float32.fractionBits - fractionBits
        guard dropped > 0, !x.isNaN else { return x }
        let size = x.magnitude
        let shifted = 127 + leastExponent
        let result: Float
        if exponentBits < FloatFormat.float32.exponentBits, size < Float(bitPattern: UInt32(shifted) << 23) {
            // A number whose own last bit is the step between the smallest numbers of the format.
            let place = Float(bitPattern: UInt32(shifted + dropped) << 23)
            result = (size + place) - place
        } else {
            let bits = size.bitPattern
            let half = UInt32(1) << (dropped - 1) - 1 + (bits >> dropped) & 1
            result = Float(bitPattern: ((bits + half) >> dropped) << dropped)
        }
        let top = UInt32(127 + (isFiniteOnly ? bias + 1 : bias)) << 23
        let fraction = (UInt32(1) << fractionBits - (isFiniteOnly ? 2 : 1)) << dropped
        let limited = result.bitPattern > top | fraction ? (isFiniteOnly ? Float.nan : .infinity) : result
        return Float(sign: x.sign, exponent: 0, significand: 1) * limited
    }

    /// One of the two neighbours of x in the format, the nearer the likelier, so that the mean over many draws is x: stochastic
    /// rounding (Gupta et al. 2015).
    ///
    /// - Parameter draw: uniform in [0, 1).
    public func rounded(_ x: Double, draw: Double) -> Double {
        guard x.isFinite else { return overflow(x) }
        let unit = spacing(at: x)
        let below = (x / unit).rounded(.down)
        let number = (x / unit - below > draw ? below + 1 : below) * unit
        return abs(number) > largest ? overflow(x < 0 ? -.infinity : .infinity) : number
    }

    /// What stands for an infinity or nan here.
    private func overflow(_ x: Double) -> Double { x.isNaN || isFiniteOnly ? .nan : x }
}

extension FloatFormat: Presentable {
    /// `number format`
    public static var kind: String { "number format" }
    /// `bfloat16`
    public var summary: String { name }

    /// Its bits, its range, and how far apart its numbers stand.
    public func table(width: Int) -> String {
        let rows = [
            ["bits", "\(bits): sign, \(exponentBits) of exponent, \(fractionBits) of fraction"],
            ["largest", largest.short(6) + (isFiniteOnly ? ", then nan" : ", then infinity")],
            ["smallest normal", leastNormal.short(6)], ["smallest above 0", leastSubnormal.short(6)],
            ["from 1 to the next", epsilon.short(6)],
        ]
        return name + "\n" + TextTable.lines(rows, width: width).joined(separator: "\n")
    }

    /// What it can hold, in a sentence.
    public var sentence: String {
        "\(name) holds numbers up to \(largest.short(6)) with steps of \(epsilon.short(4)) above 1 and of "
            + "\((epsilon / 2).short(4)) below."
    }

    /// All that the table tells.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "name": .string(name), "bits": .integer(bits),
            "exponent_bits": .integer(exponentBits), "fraction_bits": .integer(fractionBits),
            "largest": .number(largest), "least_normal": .number(leastNormal),
            "least_subnormal": .number(leastSubnormal), "epsilon": .number(epsilon),
        ])
    }
}
