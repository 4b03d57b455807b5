public import RealModule

/// Reverse-mode differentiation in ninety lines, one number at a time: the idea that the matrix tape repeats at speed.
///
/// Every operation appends its value and, for each of its one or two arguments, the argument's place and the derivative with
/// respect to it. `gradient` walks the list backwards once and adds up, by the chain rule, how much the result changes with
/// each number before it.
///
///     let tape = ScalarTape<Double>()
///     let x = tape.variable(2), y = tape.variable(3)
///     let z = x * y + sin(x)
///     tape.gradient(of: z)[x.index]  // y + cos x
public final class ScalarTape<S: Real> {
    private struct Step {
        var first: Int
        var firstSlope: S
        var second: Int
        var secondSlope: S
    }
    private var steps: [Step] = []
    private(set) var values: [S] = []

    /// A tape without numbers; `variable` puts the first on it.
    public init() {}

    /// A number on the tape.
    public struct Number {
        /// Its place on the tape.
        public let index: Int
        unowned let tape: ScalarTape
        /// What the operation that made it gave.
        public var value: S { tape.values[index] }
    }

    /// A number that does not depend on any other: an input, a parameter, a constant.
    public func variable(_ value: S) -> Number { append(value, 0, 0, 0, 0) }

    fileprivate func append(_ value: S, _ a: Int, _ slopeA: S, _ b: Int, _ slopeB: S) -> Number {
        values.append(value)
        steps.append(Step(first: a, firstSlope: slopeA, second: b, secondSlope: slopeB))
        return Number(index: values.count - 1, tape: self)
    }

    /// ∂result/∂number for every number on the tape, by its index.
    public func gradient(of result: Number) -> [S] {
        var slopes = [S](repeating: 0, count: values.count)
        slopes[result.index] = 1
        for index in stride(from: result.index, through: 0, by: -1) {
            let step = steps[index]
            slopes[step.first] += step.firstSlope * slopes[index]
            slopes[step.second] += step.secondSlope * slopes[index]
        }
        return slopes
    }
}

extension ScalarTape.Number {
    /// ∂/∂a = 1, ∂/∂b = 1
    public static func + (a: Self, b: Self) -> Self { a.tape.append(a.value + b.value, a.index, 1, b.index, 1) }
    /// ∂/∂a = 1, ∂/∂b = −1
    public static func - (a: Self, b: Self) -> Self { a.tape.append(a.value - b.value, a.index, 1, b.index, -1) }
    /// ∂/∂a = b, ∂/∂b = a
    public static func * (a: Self, b: Self) -> Self {
        a.tape.append(a.value * b.value, a.index, b.value, b.index, a.value)
    }
    /// ∂/∂a = 1/b, ∂/∂b = −a/b²
    public static func / (a: Self, b: Self) -> Self {
        a.tape.append(a.value / b.value, a.index, 1 / b.value, b.index, -a.value / (b.value * b.value))
    }

    /// f(x) with its derivative there.
    private func function(_ value: S, _ slope: S) -> Self { tape.append(value, index, slope, index, 0) }

    /// ∂ eᵃ = eᵃ
    public var exp: Self { function(S.exp(value), S.exp(value)) }
    /// ∂ ln a = 1/a
    public var log: Self { function(S.log(value), 1 / value) }
    /// ∂ tanh a = 1 − tanh² a
    public var tanh: Self { function(S.tanh(value), 1 - S.tanh(value) * S.tanh(value)) }
    /// ∂ max(0, a) = 1 above 0, else 0
    public var relu: Self { value > 0 ? function(value, 1) : function(0, 0) }
    /// ∂ σ(a) = σ(a)(1 − σ(a))
    public var sigmoid: Self {
        let s = 1 / (1 + S.exp(-value))
        return function(s, s * (1 - s))
    }
}
