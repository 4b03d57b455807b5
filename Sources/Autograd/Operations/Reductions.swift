import Answers
public import Arrays

/// What axes come to.
extension Tensor {
    private func places(_ dims: [Int]?) throws -> [Int] {
        guard let dims, !dims.isEmpty else { return Array(0..<ndim) }
        let places = try dims.map { try axis($0) }.filter { $0 < ndim }
        if let twice = places.first(where: { place in places.count { $0 == place } > 1 }) {
            throw Mistake("a dim is given twice: \(dims.listText)", expected: "every axis once").raised(
                as: "RuntimeError", "dim \(twice) appears multiple times in the list of dims")
        }
        return places
    }

    /// A reduced tensor seen with the axes that went, of length 1.
    private func restored(_ axes: [Int], _ shape: [Int], _ kept: Bool) throws -> Tensor {
        guard !kept, !axes.isEmpty else { return self }
        var whole = shape
        for axis in axes { whole[axis] = 1 }
        return try reshaped(whole)
    }

    /// Σ over these axes, all where nil.
    public func sum(_ dims: [Int]? = nil, keepsAxes: Bool = false) throws -> Tensor {
        let axes = try places(dims)
        let from = shape
        let out = try array.reduce(.sum, axes: axes, keepsAxes: keepsAxes, work: recorder.work)
        return made(dims == nil ? "SumBackward0" : "SumBackward1", out, [self], keeps: false) { g, _ in
            [try g.restored(axes, from, keepsAxes).expanded(from)]
        }
    }

    /// The mean over these axes, all where nil.
    public func mean(_ dims: [Int]? = nil, keepsAxes: Bool = false) throws -> Tensor {
        guard dtype.isFloat else {
            throw Mistake(
                "the mean of whole numbers is none", expected: "floating-point numbers", try: ".float().mean()"
            ).raised(
                as: "RuntimeError",
                "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. "
                    + "Got: \(dtype.torchKind)")
        }
        let axes = try places(dims)
        let from = shape
        let count = axes.reduce(1) { $0 * from[$1] }
        let out = try array.mean(axes: axes, keepsAxes: keepsAxes, work: recorder.work)
        return made(dims == nil ? "MeanBackward0" : "MeanBackward1", out, [self], keeps: false) { g, _ in
            [try (g / Double(count)).restored(axes, from, keepsAxes).expanded(from)]
        }
    }

    /// The variance: the mean of (x − mean)², divided by n − correction.
    public func variance(_ dims: [Int]? = nil, correction: Double = 1, keepsAxes: Bool = false) throws -> Tensor {
        let x = try inexactOnly("var")
        let axes = try places(dims)
        let count = Double(axes.reduce(1) { $0 * shape[$1] })
        let out = try array.variance(axes: axes, ddof: correction, keepsAxes: keepsAxes, work: recorder.work)
        return made("VarBackward0", out, [x]) { g, _ in
            let apart = try x - x.mean(axes, keepsAxes: true)
            let slope = try apart * (2 / Swift.max(0, count - correction))
            return [try g.restored(axes, x.shape, keepsAxes) * slope]
        }
    }

    /// The standard deviation, √variance.
    public func deviation(_ dims: [Int]? = nil, correction: Double = 1, keepsAxes: Bool = false) throws -> Tensor {
        let x = try inexactOnly("std")
        let axes = try places(dims)
        let count = Double(axes.reduce(1) { $0 * shape[$1] })
        let variance = try array.variance(axes: axes, ddof: correction, keepsAxes: keepsAxes, work: recorder.work)
        return made("StdBackward0", try variance.apply(.sqrt), of: x) { g, y in
            let apart = try x - x.mean(axes, keepsAxes: true)
            let scale = try g / (y * Swift.max(0, count - correction))
            let masked = try scale.filled(where: Tensor.compare(.equal, .tensor(y), .number(.float(0)), y.recorder), 0)
            return try masked.restored(axes, x.shape, keepsAxes) * apart
        }
    }

    private func inexactOnly(_ name: String) throws -> Tensor {
        guard dtype.isFloat else {
            throw Mistake("\(name) of whole numbers", expected: "floating-point numbers", try: ".float().\(name)()")
                .raised(as: "RuntimeError", "\(name) and \(name)_mean only support floating point and complex dtypes")
        }
        return self
    }

    /// Π over one axis, or over all.
    public func product(_ dim: Int? = nil, keepsAxes: Bool = false) throws -> Tensor {
        let axes = try dim.map { [try axis($0)].filter { $0 < ndim } } ?? Array(0..<ndim)
        let from = shape
        let out = try array.reduce(.prod, axes: axes, keepsAxes: keepsAxes, work: recorder.work)
        return made("ProdBackward0", out, [self]) { [self] g, _ in
            let gradient = try g.restored(axes, from, keepsAxes)
            if try array.reduce(.all, work: recorder.work).only == .bool(false) {
                return [try gradient * othersProduct(axes)]
            }
            let whole = try product(dim, keepsAxes: keepsAxes).restored(axes, from, keepsAxes)
            return [try gradient * (whole / self)]
        }
    }

    /// The product of all other elements along the axes, where some are 0: beside one 0 only that element has such a
    /// product, beside two none has.
    private func othersProduct(_ axes: [Int]) throws -> Tensor {
        let isZero = try test(.logicalNot).cast(to: dtype)
        let zeros = try isZero.sum(axes, keepsAxes: true)
        let hasNone = try zeros.test(.logicalNot).cast(to: dtype)
        let hasOne = try (zeros - 1).test(.logicalNot).cast(to: dtype)
        let safe = try self + isZero
        var rest = safe
        for axis in axes { rest = try rest.product(axis, keepsAxes: true) }
        return try rest * (isZero * hasOne + (1 - isZero) * hasNone / safe)
    }

    /// The largest or smallest of all; where several are, each gets an equal share of the gradient.
    public func extreme(_ reduction: Reduction) throws -> Tensor {
        guard count > 0 else {
            throw Mistake("\(reduction.rawValue) of an empty tensor", expected: "a tensor with elements").raised(
                as: "RuntimeError",
                "\(reduction.rawValue)(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
                    + "reduction dim with the 'dim' argument.")
        }
        let out = try array.reduce(reduction, work: recorder.work)
        let name = reduction == .max ? "MaxBackward1" : "MinBackward1"
        return made(name, out, [self]) { [self] g, _ in
            [try sharing(g, recorder.tensor(out))]
        }
    }

    /// The largest or smallest along several axes, all where none is named; those that are like it share the gradient.
    public func extreme(_ reduction: Reduction, over dims: [Int], keepsAxes: Bool = false) throws -> Tensor {
        let axes = try places(dims)
        guard !axes.isEmpty else { return self }
        let best = try array.reduce(reduction, axes: axes, keepsAxes: true, work: recorder.work)
        let flat = keepsAxes ? best.shape : shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
        let out = try best.reshaped(flat, recorder.work)
        return made(reduction == .max ? "AmaxBackward0" : "AminBackward0", out, [self]) { [self] g, _ in
            let whole = try g.restored(axes, shape, keepsAxes)
            let same = try Tensor.compare(.equal, .tensor(self), .tensor(recorder.tensor(best)), recorder)
            let mask = try same.cast(to: g.dtype)
            return [try mask * (whole / mask.sum(axes, keepsAxes: true))]
        }
    }

    /// The gradient of one of the elements, in equal shares for all that are like it; NaN is like NaN here.
    private func sharing(_ gradient: Tensor, _ value: Tensor) throws -> Tensor {
        let isMissing = try value.test(.isnan).truth(.all).array.only?.asDouble == 1
        let same =
            isMissing
            ? try test(.isnan) : try Tensor.compare(.equal, .tensor(self), .tensor(value), recorder)
        let mask = try same.cast(to: gradient.dtype)
        return try mask * (gradient / mask.sum())
    }

    /// The lower middle of the sorted elements, NaN where one is; those that equal it share the gradient.
    public func median() throws -> Tensor {
        guard count > 0 else { return try recorder.full([], .nan, dtype.isFloat ? dtype : recorder.standard) }
        let flat = try array.reshaped([count], recorder.work)
        let order = try flat.argsorted(work: recorder.work)
        // NaN stands last.
        let last = try flat.at(order.number(at: count - 1).asInt)
        let middle = try flat.at(order.number(at: (count - 1) / 2).asInt)
        let out = try (last.number(at: 0).asDouble.isNaN ? last : middle).copy()
        return made("MedianBackward0", out, [self]) { [self] g, _ in [try sharing(g, recorder.tensor(out))] }
    }

    /// The largest or smallest along an axis, and where it stands.
    public func extreme(_ reduction: Reduction, _ dim: Int, keepsAxes: Bool = false) throws -> (
        values: Tensor, places: Tensor
    ) {
        let axis = try axis(dim)
        if ndim == 0 { return (self, recorder.tensor(try NDArray.zeros([], .int64, work: recorder.work))) }
        let indices = try array.reduce(
            reduction == .max ? .argmax : .argmin, axes: [axis], keepsAxes: true, work: recorder.work)
        let places = recorder.tensor(indices)
        let picked = try gathered(axis, places)
        let from = shape
        var kept = from
        kept[axis] = 1
        let flat = keepsAxes ? kept : from.indices.filter { $0 != axis }.map { from[$0] }
        let values = made(
            reduction == .max ? "MaxBackward0" : "MinBackward0", try picked.array.reshaped(flat, recorder.work), [self],
            keeps: false
        ) { g, _ in [try g.reshaped(kept).scattered(axis, places, into: from)] }
        return (values, keepsAxes ? places : try places.reshaped(flat))
    }

    /// Where the largest or smallest stands: along an axis, or among all elements.
    public func place(of reduction: Reduction, _ dim: Int?, keepsAxes: Bool = false) throws -> Tensor {
        let axes = try dim.map { [try axis($0)].filter { $0 < ndim } } ?? Array(0..<ndim)
        guard count > 0 else {
            throw Mistake("\(reduction.rawValue) of an empty tensor", expected: "a tensor with elements").raised(
                as: "IndexError",
                "\(reduction.rawValue)(): Expected reduction dim to be specified for input.numel() == 0.")
        }
        return recorder.tensor(try array.reduce(reduction, axes: axes, keepsAxes: keepsAxes, work: recorder.work))
    }

    /// Whether any, or all, elements are not 0.
    public func truth(_ reduction: Reduction, _ dims: [Int]? = nil, keepsAxes: Bool = false) throws -> Tensor {
        recorder.tensor(try array.reduce(reduction, axes: places(dims), keepsAxes: keepsAxes, work: recorder.work))
    }

    /// Running sums along an axis.
    public func runningSum(_ dim: Int) throws -> Tensor {
        let axis = try axis(dim)
        if ndim == 0 { return self }
        let out = try array.cumulative(.sum, axis: axis, work: recorder.work)
        return made("CumsumBackward0", out, [self], keeps: false) { g, _ in
            [try g.flipped([axis]).runningSum(axis).flipped([axis])]
        }
    }

    /// The elements in reverse order along axes.
    public func flipped(_ dims: [Int]) throws -> Tensor {
        let axes = try dims.map { try axis($0) }
        var out = array
        for axis in axes {
            out = out.sliced(axis: axis, start: shape[axis] - 1, step: -1, length: shape[axis])
        }
        return made("FlipBackward0", try out.copy(recorder.work), [self], keeps: false) { g, _ in [try g.flipped(axes)]
        }
    }

    /// (Σ|x|ᵖ)^(1/p) over these axes, all where nil.
    public func norm(_ p: Double = 2, _ dims: [Int]? = nil, keepsAxes: Bool = false) throws -> Tensor {
        let x = try inexactOnly("norm")
        if p == .infinity {
            guard let dims else { return try x.absolute().extreme(.max) }
            return try dims.reversed().reduce(x.absolute()) { try $0.extreme(.max, $1, keepsAxes: keepsAxes).values }
        }
        let axes = try places(dims)
        let array = try recorder.recording(false) { () -> NDArray in
            if p == 1 { return try x.absolute().sum(axes, keepsAxes: keepsAxes).array }
            if p == 2 {
                return try (x.detached() * x.detached()).sum(axes, keepsAxes: keepsAxes).squareRoot().array
            }
            let powers = try Tensor.power(.tensor(x.absolute()), .number(.float(p)), recorder)
            return try Tensor.power(
                .tensor(powers.sum(axes, keepsAxes: keepsAxes)), .number(.float(1 / p)), recorder
            ).array
        }
        return made("LinalgVectorNormBackward0", array, of: x) { g, y in
            let (g, y) = (try g.restored(axes, x.shape, keepsAxes), try y.restored(axes, x.shape, keepsAxes))
            if p == 1 { return try g * x.sign() }
            let zero = try Tensor.compare(.equal, .tensor(y), .number(.float(0)), x.recorder)
            if p == 2 { return try x * (g / y).filled(where: zero, 0) }
            let slope = try x.sign() * Tensor.power(.tensor(x.absolute()), .number(.float(p - 1)), x.recorder)
            return try slope * (g / Tensor.power(.tensor(y), .number(.float(p - 1)), x.recorder)).filled(where: zero, 0)
        }
    }
}
