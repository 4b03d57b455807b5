public import Arrays
import Answers
internal import Glibc

extension Double {
    /// The natural logarithm.
    var logarithm: Double { log(self) }
}

/// Functions of one element, with their slopes.
extension Tensor {
    private func byInput(
        _ name: String, _ function: UnaryFunction, _ slope: @escaping (_ x: Tensor, _ g: Tensor) throws -> Tensor
    ) throws -> Tensor {
        let x = try inexact()
        return x.made(name, try x.array.apply(function, work: recorder.work), [x]) { g, _ in [try slope(x, g)] }
    }

    private func byResult(
        _ name: String, _ function: UnaryFunction, _ slope: @escaping (_ y: Tensor, _ g: Tensor) throws -> Tensor
    ) throws -> Tensor {
        let x = try inexact()
        return x.made(name, try x.array.apply(function, work: recorder.work), of: x) { g, y in try slope(y, g) }
    }

    /// Whole numbers stay what they are; the slope is 0 everywhere.
    private func stepped(_ name: String, _ function: UnaryFunction) throws -> Tensor {
        made(name, try array.apply(function, work: recorder.work), [self], keeps: false) { g, _ in
            [try g.recorder.full(g.shape, 0, g.dtype)]
        }
    }

    /// −x
    public func negated() throws -> Tensor {
        made("NegBackward0", try translated { try array.apply(.negative, work: recorder.work) }, [self], keeps: false) {
            g, _ in [try g.negated()]
        }
    }

    /// |x|; the slope at 0 is 0.
    public func absolute() throws -> Tensor {
        made("AbsBackward0", try array.apply(.absolute, work: recorder.work), [self]) { [self] g, _ in
            [try g * sign()]
        }
    }

    /// −1, 0 or 1.
    public func sign() throws -> Tensor { try stepped("SignBackward0", .sign) }
    /// Rounded down.
    public func floor() throws -> Tensor { try stepped("FloorBackward0", .floor) }
    /// Rounded up.
    public func ceil() throws -> Tensor { try stepped("CeilBackward0", .ceil) }
    /// Without its fraction.
    public func trunc() throws -> Tensor { try stepped("TruncBackward0", .trunc) }
    /// The nearest whole number, halves to the even one.
    public func rounded() throws -> Tensor {
        dtype.isFloat ? try stepped("RoundBackward0", .rint) : self
    }
    /// x²
    public func square() throws -> Tensor {
        try Tensor.power(.tensor(self), .number(.int(2)), recorder)
    }
    /// √x
    public func squareRoot() throws -> Tensor { try byResult("SqrtBackward0", .sqrt) { y, g in try g / (y * 2) } }
    /// 1/√x
    public func reciprocalRoot() throws -> Tensor { try squareRoot().reciprocal() }
    /// 1/x
    public func reciprocal() throws -> Tensor {
        try byResult("ReciprocalBackward0", .reciprocal) { y, g in try -(g * y * y) }
    }
    /// eˣ
    public func exp() throws -> Tensor { try byResult("ExpBackward0", .exp) { y, g in try g * y } }
    /// 2ˣ
    public func exp2() throws -> Tensor {
        try byResult("Exp2Backward0", .exp2) { y, g in try g * (y * Glibc.log(2.0)) }
    }
    /// eˣ − 1
    public func expm1() throws -> Tensor { try byResult("Expm1Backward0", .expm1) { y, g in try g * (y + 1) } }
    /// ln x
    public func log() throws -> Tensor { try byInput("LogBackward0", .log) { x, g in try g / x } }
    /// log₂ x
    public func log2() throws -> Tensor { try byInput("Log2Backward0", .log2) { x, g in try g / (x * Glibc.log(2.0)) } }
    /// log₁₀ x
    public func log10() throws -> Tensor {
        try byInput("Log10Backward0", .log10) { x, g in try g / (x * Glibc.log(10.0)) }
    }
    /// ln(1 + x)
    public func log1p() throws -> Tensor { try byInput("Log1PBackward0", .log1p) { x, g in try g / (x + 1) } }
    /// sin x
    public func sin() throws -> Tensor { try byInput("SinBackward0", .sin) { x, g in try g * x.cos() } }
    /// cos x
    public func cos() throws -> Tensor { try byInput("CosBackward0", .cos) { x, g in try -(g * x.sin()) } }
    /// tan x
    public func tan() throws -> Tensor { try byResult("TanBackward0", .tan) { y, g in try g * (y * y + 1) } }
    /// arcsin x
    public func asin() throws -> Tensor {
        try byInput("AsinBackward0", .arcsin) { x, g in try g / (1 - x * x).squareRoot() }
    }
    /// arccos x
    public func acos() throws -> Tensor {
        try byInput("AcosBackward0", .arccos) { x, g in try -(g / (1 - x * x).squareRoot()) }
    }
    /// arctan x
    public func atan() throws -> Tensor { try byInput("AtanBackward0", .arctan) { x, g in try g / (x * x + 1) } }
    /// sinh x
    public func sinh() throws -> Tensor { try byInput("SinhBackward0", .sinh) { x, g in try g * x.cosh() } }
    /// cosh x
    public func cosh() throws -> Tensor { try byInput("CoshBackward0", .cosh) { x, g in try g * x.sinh() } }
    /// tanh x
    public func tanh() throws -> Tensor { try byResult("TanhBackward0", .tanh) { y, g in try g * (1 - y * y) } }
    /// 1/(1 + e⁻ˣ)
    public func sigmoid() throws -> Tensor {
        try byResult("SigmoidBackward0", .sigmoid) { y, g in try g * ((1 - y) * y) }
    }

    /// Whether each element is NaN, infinite, finite. Never recorded.
    public func test(_ function: UnaryFunction) throws -> Tensor {
        recorder.tensor(try translated { try array.apply(function, work: recorder.work) })
    }

    /// max(0, x); the slope at 0 is 0, at NaN 1.
    public func relu() throws -> Tensor {
        made("ReluBackward0", try ArrayKernels.relu(array, recorder.work), of: self) { g, y in
            try g.masked(byPositive: y)
        }
    }

    /// 0 where y ≤ 0, else itself.
    private func masked(byPositive y: Tensor) throws -> Tensor {
        made("ThresholdBackward0", try ArrayKernels.reluBackward(array, y.array, recorder.work), [self], keeps: false) {
            g, _ in [try g.masked(byPositive: y.detached())]
        }
    }

    /// min(max(x, low), high); a bound that is nil does not bound. The slope is 1 at the bounds themselves.
    public func clamped(_ low: Double?, _ high: Double?) throws -> Tensor {
        let whole = !dtype.isFloat && (low ?? 0).rounded() == (low ?? 0) && (high ?? 0).rounded() == (high ?? 0)
        let x = whole ? self : try inexact()
        var out = x.array
        if let low { out = try NDArray.apply(.maximum, .array(out), .number(x.number(low)), work: recorder.work) }
        if let high { out = try NDArray.apply(.minimum, .array(out), .number(x.number(high)), work: recorder.work) }
        return x.made("ClampBackward1", out, [x]) { g, _ in
            var inside = try x.recorder.full(x.shape, 1, x.dtype)
            if let low {
                inside = try Tensor.compare(.greaterEqual, .tensor(x), .number(.float(low)), x.recorder).cast(
                    to: g.dtype)
            }
            if let high {
                let below = try Tensor.compare(.lessEqual, .tensor(x), .number(.float(high)), x.recorder)
                inside = try inside * below.cast(to: g.dtype)
            }
            return [try g * inside]
        }
    }

    /// A plain number in the tensor's own kind.
    func number(_ value: Double) -> ArrayNumber { dtype.isFloat ? .float(value) : .int(value.wholePart) }

    /// Its elements where the condition holds, else those of the other one; both are broadcast.
    public static func choose(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
        let (x, y) = try aligned(a, b)
        try checkBroadcast(condition.shape, x.shape)
        try checkBroadcast(condition.shape, y.shape)
        let out = try condition.array.choosing(.array(x.array), .array(y.array), work: x.recorder.work)
        return x.made("WhereBackward0", out, [x, y], keeps: false) { g, node in
            let zero = try g.recorder.scalar(0, g.dtype)
            return [
                node.needs(0) ? try choose(condition, g, zero).summed(to: x.shape) : nil,
                node.needs(1) ? try choose(condition, zero, g).summed(to: y.shape) : nil,
            ]
        }
    }

    /// A number where the mask holds, else itself.
    public func filled(where mask: Tensor, _ value: Double) throws -> Tensor {
        try Tensor.checkBroadcast(shape, mask.shape)
        let filler = try NDArray(number(value), dtype)
        let out = try mask.array.choosing(.array(filler), .array(array), work: recorder.work)
        return made("MaskedFillBackward0", out, [self], keeps: false) { [self] g, _ in
            [try g.filled(where: mask, 0).summed(to: self.shape)]
        }
    }

    /// The same values as another dtype; itself where it is that already.
    public func cast(to dtype: DType) throws -> Tensor {
        guard dtype != self.dtype else { return self }
        let from = self.dtype
        let out = try array.cast(to: dtype, recorder.work)
        guard dtype.isFloat, from.isFloat else { return recorder.tensor(out) }
        return made("ToCopyBackward0", out, [self], keeps: false) { g, _ in [try g.cast(to: from)] }
    }

    /// The same values in memory of their own.
    public func cloned() throws -> Tensor {
        made("CloneBackward0", try array.copy(recorder.work), [self], keeps: false) { g, _ in [g] }
    }
}
