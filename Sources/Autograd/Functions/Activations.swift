import Answers
import Arrays
import Numbers
import RealModule

/// The functions that PyTorch has in `torch.nn.functional`, under its formulas.
extension Tensor {
    private func above(_ bound: Double) throws -> Tensor {
        try Tensor.compare(.greater, .tensor(self), .number(.float(bound)), recorder)
    }

    /// x where x > 0, else slope·x
    public func leakyReLU(_ slope: Double) throws -> Tensor {
        try composed("LeakyReluBackward0", [self]) {
            let x = $0[0]
            return try Tensor.choose(x.above(0), x, x * slope)
        }
    }

    /// x where x > 0, else scale of it by a weight that is learned.
    public func prelu(_ weight: Tensor) throws -> Tensor {
        try composed("PreluKernelBackward0", [self, weight]) {
            let (x, w) = ($0[0], $0[1])
            let slope =
                w.count == 1 || x.ndim < 2
                ? w : try w.reshaped([1, w.count] + [Int](repeating: 1, count: x.ndim - 2))
            return try Tensor.choose(x.above(0), x, x * slope)
        }
    }

    /// x where x > 0, else α(eˣ − 1)
    public func elu(_ alpha: Double) throws -> Tensor {
        try composed("EluBackward0", [self]) {
            let x = $0[0]
            return try Tensor.choose(x.above(0), x, x.clamped(nil, 0).expm1() * alpha)
        }
    }

    /// Klambauer et al. 2017
    public func selu() throws -> Tensor {
        try composed("SeluBackward0", [self]) { try $0[0].elu(1.6732632423543772) * 1.0507009873554805 }
    }

    /// max(0, x) + min(0, α(e^(x/α) − 1))
    public func celu(_ alpha: Double) throws -> Tensor {
        try composed("CeluBackward0", [self]) {
            let x = $0[0]
            return try Tensor.choose(x.above(0), x, (x.clamped(nil, 0) / alpha).expm1() * alpha)
        }
    }

    /// x·sigmoid(x)
    public func silu() throws -> Tensor {
        try composed("SiluBackward0", [self]) { try $0[0] * $0[0].sigmoid() }
    }

    /// x·Φ(x), or its tanh approximation.
    public func gelu(isApproximate: Bool) throws -> Tensor {
        try composed("GeluBackward0", [self]) {
            let x = $0[0]
            if isApproximate {
                let inner = try (x + x * x * x * 0.044715) * (2 / Double.pi).squareRoot()
                return try x * 0.5 * (inner.tanh() + 1)
            }
            return try x * 0.5 * ((x * 0.5.squareRoot()).erf() + 1)
        }
    }

    /// The error function.
    public func erf() throws -> Tensor {
        let x = try inexact()
        let out = try x.array.mapped(recorder.work) { Double.erf($0) }
        return x.made("ErfBackward0", out, [x]) { g, _ in
            [try g * (-(x * x)).exp() * (2 / Double.pi.squareRoot())]
        }
    }

    /// y with erf y = x, for −1 ≤ x ≤ 1; ±∞ at the ends and NaN beyond. Its derivative is ½√π·e^(y²).
    public func inverseErf() throws -> Tensor {
        let x = try inexact()
        let out = try x.array.mapped(recorder.work) { Tensor.inverse(ofErf: $0) }
        return x.made("ErfinvBackward0", out, [x]) { g, _ in
            [try g * x.inverseErf().square().exp() * (Double.pi.squareRoot() / 2)]
        }
    }

    /// Winitzki's formula (2008), which is right to two thousandths, and three steps of Halley's method from there.
    private static func inverse(ofErf x: Double) -> Double {
        let size = abs(x)
        guard size < 1 else { return size == 1 ? x * .infinity : .nan }
        let a = 0.147
        let logarithm = Double.log(onePlus: -size * size)
        let half = 2 / (Double.pi * a) + logarithm / 2
        var y = Swift.max(0, (half * half - logarithm / a).squareRoot() - half).squareRoot()
        for _ in 0..<3 {
            // Near 1 the complement keeps the digits that 1 − x has.
            let error = size < 0.5 ? Double.erf(y) - size : (1 - size) - Double.erfc(y)
            let step = error * Double.exp(y * y) * Double.pi.squareRoot() / 2
            y -= step / (1 + y * step)
        }
        return x < 0 ? -y : y
    }

    /// log(1 + e^(βx))/β; x itself above the threshold.
    public func softplus(_ beta: Double = 1, _ threshold: Double = 20) throws -> Tensor {
        try composed("SoftplusBackward0", [self]) {
            let x = $0[0]
            let inner = try x * beta
            let isLarge = try inner.above(threshold)
            return try Tensor.choose(isLarge, x, inner.filled(where: isLarge, 0).exp().log1p() / beta)
        }
    }

    /// −log(1 + e⁻ˣ), by parts that cannot overflow. Their kinks at 0 cancel; the slope is σ(−x) there as everywhere.
    public func logSigmoid() throws -> Tensor {
        let x = try inexact()
        let values = x.detached()
        let out = try values.clamped(nil, 0) - (-values.absolute()).exp().log1p()
        return x.made("LogSigmoidBackward0", out.array, [x]) { g, _ in [try g * (-x).sigmoid()] }
    }

    /// x·tanh(softplus x)
    public func mish() throws -> Tensor {
        try composed("MishBackward0", [self]) { try $0[0] * $0[0].softplus().tanh() }
    }

    /// min(max(x, low), high) with the slope 0 at the bounds.
    public func hardTanh(_ low: Double, _ high: Double) throws -> Tensor {
        try composed("HardtanhBackward0", [self]) {
            let x = $0[0]
            let inside = try Tensor.compare(
                .logicalAnd, .tensor(x.above(low)),
                .tensor(Tensor.compare(.less, .tensor(x), .number(.float(high)), x.recorder)), x.recorder)
            return try Tensor.choose(inside, x, x.detached().clamped(low, high))
        }
    }

    /// min(max(x/6 + ½, 0), 1)
    public func hardSigmoid() throws -> Tensor {
        try composed("HardsigmoidBackward0", [self]) { try $0[0].hardTanh(-3, 3) / 6 + 0.5 }
    }

    /// x·hardsigmoid(x)
    public func hardSwish() throws -> Tensor {
        try composed("HardswishBackward0", [self]) { try $0[0] * $0[0].hardSigmoid() }
    }

    /// log(x/(1 − x)), of x between ε and 1 − ε where there is one.
    public func logit(_ epsilon: Double?) throws -> Tensor {
        try composed("LogitBackward0", [self]) {
            var x = $0[0]
            if let epsilon { x = try x.clamped(epsilon, 1 - epsilon) }
            return try (x / (1 - x)).log()
        }
    }

    /// (Σ|x − y|ᵖ)^(1/p)
    public func distance(from other: Tensor, _ power: Double) throws -> Tensor {
        try composed("DistBackward0", [self, other]) { try ($0[0] - $0[1]).norm(power) }
    }

    /// x/(1 + |x|)
    public func softsign() throws -> Tensor { try self / (absolute() + 1) }
    /// x − tanh x
    public func tanhShrink() throws -> Tensor { try self - tanh() }

    /// x ∓ λ outside ±λ, else 0
    public func softShrink(_ bound: Double) throws -> Tensor {
        try composed("SoftshrinkBackward0", [self]) { try $0[0] - $0[0].clamped(-bound, bound) }
    }

    /// x outside ±λ, else 0
    public func hardShrink(_ bound: Double) throws -> Tensor {
        try composed("HardshrinkBackward0", [self]) {
            let x = $0[0]
            return try x.filled(
                where: Tensor.compare(.lessEqual, .tensor(x.absolute()), .number(.float(bound)), x.recorder), 0)
        }
    }

    /// x above the threshold, else a value.
    public func threshold(_ bound: Double, _ value: Double) throws -> Tensor {
        try composed("ThresholdBackward0", [self]) {
            let x = $0[0]
            return try x.filled(
                where: Tensor.compare(.lessEqual, .tensor(x), .number(.float(bound)), x.recorder), value)
        }
    }

    // MARK: Along an axis

    /// a·sigmoid(b) of the two halves of an axis.
    public func gatedHalf(_ dim: Int) throws -> Tensor {
        let axis = try ownAxis(dim)
        let length = shape.isEmpty ? 0 : shape[axis]
        guard length > 0, length % 2 == 0 else {
            throw Mistake(
                "glu along an axis of length \(length)", expected: "an even length: one half gates the other"
            ).raised(
                as: "RuntimeError",
                ndim == 0
                    ? "glu does not support 0-dimensional tensors"
                    : "Halving dimension must be even, but dimension \(axis) is size \(length)")
        }
        return try composed("GluBackward0", [self]) {
            let x = $0[0]
            return try x.narrowed(axis, 0, length / 2) * x.narrowed(axis, length / 2, length / 2).sigmoid()
        }
    }

    /// e^x / Σe^x along an axis.
    public func softmax(_ dim: Int) throws -> Tensor {
        let x = try floating("softmax")
        let axis = try axis(dim)
        let out = try recorder.recording(false) { () -> NDArray in
            let x = x.detached()
            let apart = try (x - x.extremeKept(axis)).exp()
            return try (apart / apart.sum([axis], keepsAxes: true)).array
        }
        return x.made("SoftmaxBackward0", out, of: x) { g, y in
            try (g - (g * y).sum([axis], keepsAxes: true)) * y
        }
    }

    /// log softmax along an axis.
    public func logSoftmax(_ dim: Int) throws -> Tensor {
        let x = try floating("log_softmax")
        let axis = try axis(dim)
        let out = try recorder.recording(false) { () -> NDArray in
            let x = x.detached()
            let apart = try x - x.extremeKept(axis)
            return try (apart - apart.exp().sum([axis], keepsAxes: true).log()).array
        }
        return x.made("LogSoftmaxBackward0", out, of: x) { g, y in
            try g - y.exp() * g.sum([axis], keepsAxes: true)
        }
    }

    /// log Σe^x over axes.
    public func logSumExp(_ dims: [Int], keepsAxes: Bool = false) throws -> Tensor {
        let x = try inexact()
        let out = try recorder.recording(false) {
            let x = x.detached()
            let largest = try dims.reduce(x) { try $0.extremeKept($1) }
            // What is not finite is not taken off: ∞ − ∞ is no number.
            let apart = try largest.filled(where: largest.test(.isfinite).test(.logicalNot), 0)
            return try ((x - apart).exp().sum(dims, keepsAxes: true).log() + apart)
        }
        let whole = out.shape
        let axes = try dims.map { try x.axis($0) }
        let flat = keepsAxes ? whole : whole.indices.filter { !axes.contains($0) }.map { whole[$0] }
        return x.made("LogsumexpBackward0", try out.array.reshaped(flat, recorder.work), [x]) { g, _ in
            let result = g.recorder.isRecording ? try x.logSumExp(dims, keepsAxes: true) : out
            return [try g.reshaped(whole) * (x - result).exp()]
        }
    }

    private func extremeKept(_ dim: Int) throws -> Tensor {
        if ndim == 0 || count == 0 { return self }
        return recorder.tensor(try array.reduce(.max, axes: [axis(dim)], keepsAxes: true, work: recorder.work))
    }

    private func floating(_ name: String) throws -> Tensor {
        guard dtype.isFloat else {
            throw Mistake("\(name) of \(dtype.torchName)", expected: "floating-point numbers", try: ".float()").raised(
                as: "RuntimeError", "\"\(name)_lastdim_kernel_impl\" not implemented for '\(dtype.torchKind)'")
        }
        return self
    }

    // MARK: Normalisation, dropout

    /// (x − mean)/√(variance + ε) over the last axes, times weight plus bias.
    public func layerNormed(_ axes: Int, _ weight: Tensor?, _ bias: Tensor?, _ epsilon: Double) throws -> Tensor {
        let dims = Array((ndim - axes)..<ndim)
        let inputs = [self] + (weight.map { [$0] } ?? []) + (bias.map { [$0] } ?? [])
        return try composed("NativeLayerNormBackward0", inputs) { inputs in
            let x = inputs[0]
            let apart = try x - x.mean(dims, keepsAxes: true)
            var y = try apart / ((apart * apart).mean(dims, keepsAxes: true) + epsilon).squareRoot()
            if weight != nil { y = try y * inputs[1] }
            if bias != nil { y = try y + inputs[inputs.count - 1] }
            return y
        }
    }

    /// The same over all axes but the second, from the batch or from given statistics.
    public func batchNormed(
        _ weight: Tensor?, _ bias: Tensor?, _ epsilon: Double, statistics: (mean: Tensor, variance: Tensor)?
    ) throws -> Tensor {
        let dims = (0..<ndim).filter { $0 != 1 }
        var column = [Int](repeating: 1, count: ndim)
        column[1] = shape[1]
        let inputs = [self] + (weight.map { [$0] } ?? []) + (bias.map { [$0] } ?? [])
        return try composed("NativeBatchNormBackward0", inputs) { inputs in
            let x = inputs[0]
            var y: Tensor
            if let statistics {
                y =
                    try (x - statistics.mean.reshaped(column))
                    / (statistics.variance.reshaped(column) + epsilon).squareRoot()
            } else {
                let apart = try x - x.mean(dims, keepsAxes: true)
                y = try apart / ((apart * apart).mean(dims, keepsAxes: true) + epsilon).squareRoot()
            }
            if weight != nil { y = try y * inputs[1].reshaped(column) }
            if bias != nil { y = try y + inputs[inputs.count - 1].reshaped(column) }
            return y
        }
    }

    /// 0 with that probability, else x/(1 − p).
    public func dropped(_ p: Double) throws -> Tensor {
        if p == 0 { return self }
        let factors = try NDArray(uninitialised: shape, dtype)
        let keep = p < 1 ? 1 / (1 - p) : 0
        recorder.draw { stream in
            for i in 0..<count { factors.set(.float(stream.uniform() < p ? 0 : keep), at: i) }
        }
        return try self * recorder.tensor(factors)
    }
}

extension NDArray {
    /// Any function of each element.
    func mapped(_ work: Work, _ function: (Double) -> Double) throws -> NDArray {
        let (source, out) = (try contiguous(work), try NDArray(uninitialised: shape, dtype))
        var check = StopCheck(work)
        for i in 0..<count {
            try check.pass()
            out.set(.float(function(source.number(at: i).asDouble)), at: i)
        }
        return out
    }
}
