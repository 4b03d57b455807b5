import Answers
public import RealModule

/// A function on its way out of a point: f(p + t·d) for small t > 0 as a series Σ cₖ t^(k/m) (Puiseux 1850), up to t⁴.
///
/// Where jets have no answer (√ at 0, |x| at its kink, arcsin at 1) a function still has one along each ray: √(p + t) is
/// t^(1/2), and the square of that is t. Written over this scalar, a function therefore tells its one-sided derivatives
/// exactly, through kinks that cancel; `SpecialPoint` puts those of several rays together.
///
/// A series is a plain block of memory, as every `Scalar` of a compiled formula must be.
public struct PuiseuxSeries: Sendable, Equatable {
    /// c₀ … c₄ₘ; what stands behind `order` means nothing.
    var terms: SIMD64<Double>
    /// m: exponents are k/m. Constants have 1, which goes with every grid.
    var grid: Int
    /// The last k whose coefficient is known.
    var order: Int
    /// An exponent came up that is no multiple of 1/m.
    public private(set) var isOffGrid = false
    /// Whether such an exponent is moved to the nearest one of the grid between the same whole numbers.
    private var isRounding = false

    /// The largest exponent that is kept, in whole numbers: a root halves what is known, and second derivatives need t².
    static let reach = 4
    /// The largest m that fits.
    static let finest = 15

    /// x + t·step on a grid of m parts.
    ///
    /// - Parameters:
    ///   - grid: m, from 1 to 15.
    ///   - isRounding: whether exponents beside the grid are moved onto it rather than given up.
    public init(_ start: Double, step: Double, grid: Int, isRounding: Bool = false) {
        terms = SIMD64(repeating: 0)
        terms[0] = start
        // Without a step it is a constant, and known to the end.
        self.grid = step == 0 ? 1 : Swift.min(Swift.max(grid, 1), Self.finest)
        order = Self.reach * self.grid
        self.isRounding = isRounding
        if step != 0 { terms[self.grid] = step }
    }

    private init(like a: Self, _ b: Self) {
        terms = SIMD64(repeating: 0)
        grid = Swift.max(a.grid, b.grid)
        isOffGrid = a.isOffGrid || b.isOffGrid
        isRounding = a.isRounding || b.isRounding
        order = 0
    }

    /// A constant.
    public init(_ constant: Double) { self.init(constant, step: 0, grid: 1) }

    /// The limit at t = 0.
    public var value: Double { terms[0] }

    /// The last coefficient that can be known on the grid.
    private var last: Int { Self.reach * grid }

    /// The known order on another grid: a constant is known to the end.
    private func order(on grid: Int) -> Int { self.grid == grid ? order : order * grid / self.grid }

    private var isConstant: Bool { !(1...Swift.max(order, 1)).contains { terms[$0] != 0 } }

    /// The k of the first coefficient that is not 0; nil for a series that is 0 as far as it is known.
    private var leading: Int? { (0...order).first { terms[$0] != 0 } }

    /// Where the function has no value on the way.
    private static let undefined = PuiseuxSeries(.nan)

    private static func undefined(like a: Self, _ b: Self) -> Self {
        var series = undefined
        series.isOffGrid = a.isOffGrid || b.isOffGrid
        return series
    }

    // MARK: - Derivatives

    /// lim f′(t) for t → 0: infinite where a power between 0 and 1 comes first, NaN where too little is known.
    var slope: Double { derivative(1) }

    /// lim f″(t) for t → 0.
    var curvature: Double { derivative(2) }

    private func derivative(_ n: Int) -> Double {
        guard order >= n * grid, value.isFinite else { return .nan }
        for k in 1..<Swift.max(n * grid, 1) where k <= order && terms[k] != 0 && !k.isMultiple(of: grid) {
            // t^e with n − 1 < e < n or below: each differentiation brings down e, e − 1, …
            let exponent = Double(k) / Double(grid)
            let factor = (0..<n).reduce(terms[k]) { $0 * (exponent - Double($1)) }
            return factor.isNaN ? .nan : factor > 0 ? .infinity : -.infinity
        }
        return terms[n * grid] * (n == 2 ? 2 : 1)
    }
}

// MARK: - Arithmetic

// The operators with a Double on one side come last in the compiler's choice: sums of Doubles elsewhere stay theirs.
extension PuiseuxSeries: Scalar {
    /// A constant, so that `2 * x` can be written.
    public init(integerLiteral value: Int) { self.init(Double(value)) }

    /// A constant; nil where a Double cannot hold the number exactly.
    public init?<T: BinaryInteger>(exactly source: T) {
        guard let value = Double(exactly: source) else { return nil }
        self.init(value)
    }

    /// The constant 0.
    public static var zero: Self { Self(0.0) }

    /// The size of the limit.
    public var magnitude: Double { value.magnitude }

    /// 1/f; nil where the limit is 0.
    public var reciprocal: Self? { value == 0 ? nil : Self(1.0) / self }

    /// The sum, term by term. Grids are the same but for constants, which have only c₀.
    public static func + (a: Self, b: Self) -> Self {
        var sum = Self(like: a, b)
        sum.terms = a.terms + b.terms
        sum.order = Swift.min(a.order(on: sum.grid), b.order(on: sum.grid))
        return sum
    }

    /// The difference, term by term.
    public static func - (a: Self, b: Self) -> Self { a + -1.0 * b }

    /// The product: cₖ = Σ aᵢ bₖ₋ᵢ.
    public static func * (a: Self, b: Self) -> Self {
        guard !a.value.isNaN, !b.value.isNaN else { return undefined(like: a, b) }
        var product = Self(like: a, b)
        let (left, right) = (a.terms, b.terms)
        let (leftOrder, rightOrder) = (a.order(on: product.grid), b.order(on: product.grid))
        let leftLead = (0...leftOrder).first { left[$0] != 0 } ?? leftOrder + 1
        let rightLead = (0...rightOrder).first { right[$0] != 0 } ?? rightOrder + 1
        product.order = Swift.min(product.last, leftOrder + rightLead, rightOrder + leftLead)
        guard leftLead + rightLead <= product.order else { return product }
        for i in leftLead...Swift.min(leftOrder, product.order) where left[i] != 0 {
            for j in rightLead...Swift.max(rightLead, Swift.min(rightOrder, product.order - i))
            where i + j <= product.order && right[j] != 0 {
                product.terms[i + j] += left[i] * right[j]
            }
        }
        return product
    }

    /// The quotient; a divisor that vanishes must vanish no faster than the dividend, otherwise NaN.
    public static func / (a: Self, b: Self) -> Self {
        guard let lead = b.leading else { return Self(a.value / b.value) }
        let grid = Swift.max(a.grid, b.grid)
        let shift = lead * (grid / b.grid)
        let dividend = a.moved(down: shift, on: grid)
        let divisor = b.moved(down: shift, on: grid)
        return dividend * divisor.raised(to: -1)
    }

    /// Adds in place.
    public static func += (a: inout Self, b: Self) { a = a + b }
    /// Subtracts in place.
    public static func -= (a: inout Self, b: Self) { a = a - b }
    /// Multiplies in place.
    public static func *= (a: inout Self, b: Self) { a = a * b }
    /// Divides in place.
    public static func /= (a: inout Self, b: Self) { a = a / b }

    /// Moves the limit; the other terms stay.
    @_disfavoredOverload public static func + (a: Double, b: Self) -> Self {
        var sum = b
        sum.terms[0] += a
        return sum
    }
    /// Moves the limit; the other terms stay.
    @_disfavoredOverload public static func + (a: Self, b: Double) -> Self { b + a }
    /// a − f: all terms turn round.
    @_disfavoredOverload public static func - (a: Double, b: Self) -> Self { a + -1.0 * b }
    /// Moves the limit; the other terms stay.
    @_disfavoredOverload public static func - (a: Self, b: Double) -> Self { -b + a }
    /// Scales every term.
    @_disfavoredOverload public static func * (a: Double, b: Self) -> Self {
        var product = b
        for k in 0...b.order where b.terms[k] != 0 || k == 0 { product.terms[k] = a * b.terms[k] }
        return product
    }
    /// Divides every term.
    @_disfavoredOverload public static func / (a: Self, b: Double) -> Self {
        var quotient = a
        for k in 0...a.order where a.terms[k] != 0 || k == 0 { quotient.terms[k] = a.terms[k] / b }
        return quotient
    }
    /// −f, term by term.
    public static prefix func - (a: Self) -> Self { -1.0 * a }

    /// f/t^(k/m) for k up to the leading term; NaN where f does not vanish so fast.
    private func moved(down k: Int, on grid: Int) -> Self {
        guard k > 0 else { return self }
        var moved = Self(like: self, self)
        moved.grid = grid
        let known = order(on: grid)
        guard !(0..<Swift.min(k, known + 1)).contains(where: { terms[$0] != 0 }), known >= k else { return .undefined }
        for index in k...known { moved.terms[index - k] = terms[index] }
        moved.order = known - k
        return moved
    }

    private func moved(up k: Int) -> Self {
        guard k > 0 else { return self }
        var moved = Self(like: self, self)
        moved.order = Swift.min(last, order + k)
        if k <= moved.order { for index in k...moved.order { moved.terms[index] = terms[index - k] } }
        return moved
    }
}

// MARK: - Functions

extension PuiseuxSeries {
    /// g(f) for g with the Taylor coefficients g⁽ⁿ⁾(v)/n! at f's limit v, of which as many are asked for as count.
    func composed(_ taylor: (_ count: Int) -> [Double]) -> Self {
        var rest = self
        rest.terms[0] = 0
        guard let lead = rest.leading else {
            var limit = self
            limit.terms[0] = taylor(1)[0]
            return limit
        }
        guard value.isFinite else {
            // Of a function that goes to infinity as log does at 0, no power of t is known but the limit that g has there.
            var limit = Self(like: self, self)
            limit.terms[0] = taylor(1)[0]
            return limit
        }
        let coefficients = taylor(last / lead + 1)
        var result = rest
        result.terms = SIMD64(repeating: 0)
        result.order = last
        for coefficient in coefficients.reversed() { result = coefficient + result * rest }
        return result
    }

    /// fᵖ: c·t^e(1 + …) becomes cᵖ·t^(ep)(1 + …)ᵖ. NaN for a negative c unless p is whole or `isOdd` says that the root of
    /// a negative number is negative.
    func raised(to p: Double, isOdd: Bool = false) -> Self {
        guard let lead = leading else {
            var power = self
            power.terms[0] = p > 0 ? 0 : p == 0 ? 1 : .infinity
            if grid > 1 {
                power.order = Swift.max(0, Int(saturating: Swift.min(Double(last), Double(order) * Swift.max(p, 0))))
            }
            return power
        }
        let exponent = Double(lead) * p
        guard exponent >= 0 else { return .undefined }
        var target = exponent.rounded()
        if (exponent - target).magnitude > 1e-9 {
            guard isRounding else {
                var power = Self.undefined
                power.isOffGrid = true
                return power
            }
            let (low, high) = ((exponent / Double(grid)).rounded(.down), (exponent / Double(grid)).rounded(.up))
            if target <= low * Double(grid) { target += 1 }
            if target >= high * Double(grid) { target -= 1 }
        }
        let c = terms[lead]
        let scale: Double
        if c > 0 || p == p.rounded() {
            scale = realPower(c, p)
        } else if isOdd {
            scale = -realPower(-c, p)
        } else {
            return .undefined
        }
        guard target <= Double(last) else {
            var power = self
            power.terms = SIMD64(repeating: 0)
            power.order = last
            return power
        }
        let unit = moved(down: lead, on: grid) / c
        let power = unit.composed { count in
            // The binomial series of (1 + w)ᵖ.
            var coefficients = [1.0]
            for n in 1..<Swift.max(count, 2) {
                coefficients.append(coefficients[n - 1] * (p - Double(n - 1)) / Double(n))
            }
            return Array(coefficients.prefix(Swift.max(count, 1)))
        }
        return scale * power.moved(up: Int(saturating: target))
    }

    /// |f|: the sign of the first term decides.
    public static func abs(_ x: Self) -> Self {
        guard let lead = x.leading else { return x }
        return x.terms[lead] < 0 ? -x : x
    }

    /// −1, 0 or 1: the sign on the way.
    public static func sign(_ x: Self) -> Self { x.leading.map { Self(Double.sign(x.terms[$0])) } ?? Self(0.0) }

    /// The smaller of the two on the way.
    public static func min(_ a: Self, _ b: Self) -> Self { b.value.isNaN || sign(b - a).value < 0 ? b : a }

    /// The larger of the two on the way.
    public static func max(_ a: Self, _ b: Self) -> Self { b.value.isNaN || sign(b - a).value > 0 ? b : a }

    /// The largest whole number not above f on the way.
    public static func floor(_ x: Self) -> Self {
        let whole = Double.floor(x.value)
        return Self(whole == x.value && sign(x - whole).value < 0 ? whole - 1 : whole)
    }

    /// The nearest whole number on the way; halves go where f comes from.
    public static func round(_ x: Self) -> Self {
        let low = Double.floor(x.value)
        guard x.value - low == 0.5 else { return Self(Double.round(x.value)) }
        let side = sign(x - x.value).value
        return Self(side < 0 ? low : side > 0 ? low + 1 : Double.round(x.value))
    }

    /// √(x² + y²).
    public static func hypot(_ x: Self, _ y: Self) -> Self { sqrt(x * x + y * y) }

    /// The angle of (x, y) on the way, in (−π, π].
    public static func atan2(_ y: Self, _ x: Self) -> Self {
        let (above, right) = (sign(y).value, sign(x).value)
        if right == 0 { return above == 0 ? Self(0.0) : Self(above * Double.pi / 2) }
        let angle = atan(y / x)
        if angle.value.isNaN {
            // y/x has no limit: the angle is measured from the other axis.
            return above * Double.pi / 2 - atan(x / y)
        }
        return right > 0 ? angle : (above < 0 ? -1.0 : 1.0) * Double.pi + angle
    }

    /// √f, with t^(1/2) at 0.
    public static func sqrt(_ x: Self) -> Self { x.raised(to: 0.5) }

    /// The n-th root; odd roots of negative numbers are negative.
    public static func root(_ x: Self, _ n: Int) -> Self { x.raised(to: 1 / Double(n), isOdd: !n.isMultiple(of: 2)) }

    /// fⁿ.
    public static func pow(_ x: Self, _ n: Int) -> Self { n == 0 ? Self(1.0) : x.raised(to: Double(n)) }

    /// f^g: a power where g is constant on the way, otherwise exp(g·log f) for a positive f.
    public static func pow(_ x: Self, _ y: Self) -> Self {
        if y.isConstant { return y.value == 0 ? Self(1.0) : x.raised(to: y.value) }
        guard let lead = x.leading else { return y.value > 0 || sign(y).value > 0 ? Self(0.0) : .undefined }
        guard x.terms[lead] > 0 else { return .undefined }
        if lead == 0 { return exp(y * log(x)) }
        // t^e·log t comes in where the exponent begins to move: from there on nothing is known.
        var power = x.raised(to: y.value)
        let moves = (1...y.order).first { y.terms[$0] != 0 } ?? y.order
        power.order = Swift.min(power.order, Int(saturating: Double(lead) * y.value) + moves - 1)
        return power.order < 0 ? .undefined : power
    }
}
