import Answers
import Arrays

/// The same elements under another shape: views, and joins.
extension Tensor {
    /// The same elements under another shape, of which one length may be −1. A view where the memory allows it.
    public func reshaped(_ target: [Int], name: String = "ViewBackward0") throws -> Tensor {
        let from = shape
        try checkFit(target)
        let out = try array.reshaped(target, recorder.work)
        let isView = array.isContiguous
        return made(
            isView || name != "ViewBackward0" ? name : "UnsafeViewBackward0", out, [self], keeps: false, isView: isView
        ) { g, _ in
            [try g.reshaped(from, name: "ReshapeAliasBackward0")]
        }
    }

    /// The same in the same memory; nil where no strides lead to that shape.
    public func seen(as target: [Int], name: String = "ViewBackward0") throws -> Tensor? {
        try checkFit(target)
        let from = shape
        guard let out = try array.seen(as: target) else { return nil }
        return made(name, out, [self], keeps: false, isView: true) { g, _ in
            [try g.reshaped(from, name: "ReshapeAliasBackward0")]
        }
    }

    /// The same as a view.
    ///
    /// - Throws: `Mistake` where the elements do not lie so that it can be one.
    public func viewed(_ target: [Int]) throws -> Tensor {
        guard let found = try seen(as: target) else {
            throw Mistake(
                "view() of shape \(shape.listText) as \(target.listText): the elements lie in another order, as those of a "
                    + "transposed tensor do",
                expected: "axes that the memory can be cut into", try: ".reshape(…), or .contiguous().view(…)"
            ).raised(
                as: "RuntimeError",
                "view size is not compatible with input tensor's size and stride (at least one dimension spans across two "
                    + "contiguous subspaces). Use .reshape(...) instead.")
        }
        return found
    }

    private func checkFit(_ target: [Int]) throws {
        let open = target.count { $0 == -1 }
        let known = (try? NDArray.count(of: target.filter { $0 != -1 })) ?? -1
        let fits = open == 0 ? known == count : open == 1 && known > 0 && count % known == 0
        guard fits, target.allSatisfy({ $0 >= -1 }) else {
            throw Mistake(
                "\(count) elements (shape \(shape.listText)) do not fill shape \(target.listText)",
                expected: "a shape whose lengths multiply to \(count); one of them may be -1"
            ).raised(
                as: "RuntimeError",
                open > 1
                    ? "only one dimension can be inferred"
                    : "shape '\(target.listText)' is invalid for input of size \(count)")
        }
    }

    /// Axes joined into one.
    public func flattened(from first: Int = 0, through last: Int = -1) throws -> Tensor {
        if ndim == 0 { return try reshaped([1]) }
        let (low, high) = (try axis(first), try axis(last))
        guard low <= high else {
            throw Mistake("start_dim \(first) lies behind end_dim \(last)", expected: "the first axis before the last")
                .raised(
                    as: "RuntimeError", "flatten() has invalid args: start_dim cannot come after end_dim")
        }
        guard low < high else { return self }
        let middle = shape[low...high].reduce(1, *)
        return try reshaped(Array(shape[..<low]) + [middle] + shape[(high + 1)...])
    }

    /// What PyTorch says where an axis cannot be expanded.
    private static func expandRefusal(_ shape: [Int], _ wanted: [Int], _ target: [Int]) -> String {
        let added = target.count - shape.count
        guard added >= 0 else {
            return
                "expand(torch.FloatTensor{\(shape.listText)}, size=\(target.listText)): the number of sizes provided "
                + "(\(target.count)) must be greater or equal to the number of dimensions in the tensor (\(shape.count))"
        }
        let axis = shape.indices.last { shape[$0] != wanted[$0 + added] && shape[$0] != 1 } ?? 0
        let (new, old) = (wanted.isEmpty ? 0 : wanted[axis + added], shape.isEmpty ? 0 : shape[axis])
        return
            "The expanded size of the tensor (\(new)) must match the existing size (\(old)) at non-singleton dimension "
            + "\(axis + added).  Target sizes: \(target.listText).  Tensor sizes: \(shape.listText)"
    }

    /// The axes in another order.
    public func permuted(_ axes: [Int]) throws -> Tensor {
        let order = try axes.map { try axis($0) }
        guard order.count != ndim || Set(order).count == ndim else {
            throw Mistake("dims \(axes.listText) name an axis twice", expected: "every axis once").raised(
                as: "RuntimeError", "permute(): duplicate dims are not allowed.")
        }
        guard order.sorted() == Array(0..<ndim) else {
            throw Mistake(
                "dims \(axes.listText) for a tensor with \(ndim) axes", expected: "every axis once"
            ).raised(
                as: "RuntimeError",
                "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired "
                    + "ordering of dimensions i.e. input.dim() = \(ndim) is not equal to len(dims) = \(axes.count)")
        }
        var back = order
        for (place, axis) in order.enumerated() { back[axis] = place }
        return made("PermuteBackward0", try array.transposed(order), [self], keeps: false, isView: true) { g, _ in
            [try g.permuted(back)]
        }
    }

    /// Two axes exchanged.
    public func transposed(_ a: Int, _ b: Int) throws -> Tensor {
        if ndim == 0 { return self }
        let (i, j) = (try axis(a), try axis(b))
        var order = Array(0..<ndim)
        order.swapAt(i, j)
        return made("TransposeBackward0", try array.transposed(order), [self], keeps: false, isView: true) { g, _ in
            [try g.transposed(i, j)]
        }
    }

    /// The transpose of a matrix: `t()` and `.T`.
    public func turned() throws -> Tensor {
        guard ndim <= 2 else { return try permuted(Array((0..<ndim).reversed())) }
        return made("TBackward0", array.transposed, [self], keeps: false, isView: true) { g, _ in [try g.turned()] }
    }

    /// A new axis of length 1.
    public func unsqueezed(_ dim: Int) throws -> Tensor {
        let place = try axis(dim, extra: 1)
        return made("UnsqueezeBackward0", array.expanded(place), [self], keeps: false, isView: true) { g, _ in
            [try g.squeezed([place])]
        }
    }

    /// Without these axes, where they have length 1; without all such axes where nil.
    public func squeezed(_ dims: [Int]? = nil) throws -> Tensor {
        let asked = try dims?.map { try axis($0) } ?? Array(0..<ndim)
        let gone = asked.filter { $0 < ndim && shape[$0] == 1 }
        let from = shape
        return made(
            dims == nil ? "SqueezeBackward0" : "SqueezeBackward1", try array.squeezed(gone), [self], keeps: false,
            isView: true
        ) { g, _ in [try g.reshaped(from)] }
    }

    /// Axes of length 1 repeated without copying; −1 keeps a length.
    public func expanded(_ target: [Int]) throws -> Tensor {
        let added = target.count - ndim
        let wanted = target.enumerated().map { axis, length in
            length == -1 && axis >= added ? shape[axis - added] : length
        }
        let fits =
            added >= 0
            && shape.indices.allSatisfy { shape[$0] == wanted[$0 + added] || shape[$0] == 1 }
            && wanted.allSatisfy { $0 >= 0 }
        guard fits else {
            throw Mistake(
                "a tensor of shape \(shape.listText) cannot be expanded to \(target.listText)",
                expected: "axes of the same length, or of length 1 in the tensor"
            ).raised(
                as: "RuntimeError",
                Tensor.expandRefusal(shape, wanted, target))
        }
        _ = try NDArray.count(of: wanted)
        let from = shape
        return made("ExpandBackward0", try array.broadcast(to: wanted), [self], keeps: false, isView: true) { g, _ in
            [try g.summed(to: from)]
        }
    }

    /// Copies of the tensor one after the other along each axis.
    public func repeated(_ counts: [Int]) throws -> Tensor {
        guard counts.count >= ndim, counts.allSatisfy({ $0 >= 0 }) else {
            throw Mistake(
                "repeat \(counts.listText) for a tensor with \(ndim) axes", expected: "a number for every axis"
            ).raised(
                as: "RuntimeError",
                "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor")
        }
        let whole = [Int](repeating: 1, count: counts.count - ndim) + shape
        _ = try NDArray.count(of: counts + whole)
        var split: [Int] = []
        var widened: [Int] = []
        for (count, length) in zip(counts, whole) {
            split += [1, length]
            widened += [count, length]
        }
        return try reshaped(split).expanded(widened).reshaped(
            zip(counts, whole).map { $0 * $1 }, name: "RepeatBackward0")
    }

    /// Elements that lie one after the other: itself, or a copy.
    public func contiguous() throws -> Tensor { array.isContiguous ? self : try cloned() }

    /// Tensors one after the other along an axis.
    public static func joined(_ parts: [Tensor], along dim: Int) throws -> Tensor {
        guard let first = parts.first else {
            throw Mistake("there is nothing to join", expected: "a list of tensors").raised(
                as: "RuntimeError", "torch.cat(): expected a non-empty list of Tensors")
        }
        let axis = try first.axis(dim)
        var length = 0
        for (place, part) in parts.enumerated() {
            guard part.ndim == first.ndim, part.ndim > 0 else {
                throw Mistake(
                    "tensors of shapes \(first.shape.listText) and \(part.shape.listText) cannot be joined",
                    expected: "tensors with as many axes, at least one", try: "torch.stack, which adds an axis"
                ).raised(
                    as: "RuntimeError",
                    first.ndim == 0
                        ? "zero-dimensional tensor (at position 0) cannot be concatenated"
                        : "Tensors must have same number of dimensions: got \(first.ndim) and \(part.ndim)")
            }
            for other in part.shape.indices where other != axis && part.shape[other] != first.shape[other] {
                throw Mistake(
                    "tensors of shapes \(first.shape.listText) and \(part.shape.listText) cannot be joined along dim \(axis)",
                    expected: "the same length on every other axis"
                ).raised(
                    as: "RuntimeError",
                    "Sizes of tensors must match except in dimension \(axis). Expected size \(first.shape[other]) but got "
                        + "size \(part.shape[other]) for tensor number \(place) in the list.")
            }
            length += part.shape[axis]
        }
        let dtype = parts.dropFirst().reduce(first.dtype) { $0.joined(with: $1.dtype) }
        let sources = try parts.map { try $0.cast(to: dtype) }
        var shape = first.shape
        shape[axis] = length
        let out = try NDArray(uninitialised: shape, dtype)
        var start = 0
        for source in sources {
            try out.sliced(axis: axis, start: start, step: 1, length: source.shape[axis]).assign(
                source.array, first.recorder.work)
            start += source.shape[axis]
        }
        return first.made("CatBackward0", out, sources, keeps: false) { g, node in
            var start = 0
            return try sources.enumerated().map { place, source in
                defer { start += source.shape[axis] }
                return node.needs(place) ? try g.narrowed(axis, start, source.shape[axis]) : nil
            }
        }
    }

    /// Tensors of one shape side by side along a new axis.
    public static func stacked(_ parts: [Tensor], along dim: Int) throws -> Tensor {
        guard let first = parts.first else {
            throw Mistake("there is nothing to stack", expected: "a list of tensors").raised(
                as: "RuntimeError", "stack expects a non-empty TensorList")
        }
        for (place, part) in parts.enumerated() where part.shape != first.shape {
            throw Mistake(
                "tensors of shapes \(first.shape.listText) and \(part.shape.listText) cannot be stacked",
                expected: "tensors of one shape"
            ).raised(
                as: "RuntimeError",
                "stack expects each tensor to be equal size, but got \(first.shape.listText) at entry 0 and "
                    + "\(part.shape.listText) at entry \(place)")
        }
        let axis = try first.axis(dim, extra: 1)
        let dtype = parts.dropFirst().reduce(first.dtype) { $0.joined(with: $1.dtype) }
        let sources = try parts.map { try $0.cast(to: dtype) }
        var shape = first.shape
        shape.insert(parts.count, at: axis)
        let out = try NDArray(uninitialised: shape, dtype)
        for (place, source) in sources.enumerated() {
            try out.at(place, axis: axis).assign(source.array, first.recorder.work)
        }
        return first.made("StackBackward0", out, sources, keeps: false) { g, node in
            try sources.indices.map { node.needs($0) ? try g.selected(axis, $0) : nil }
        }
    }

    /// A part of an axis.
    public func narrowed(_ dim: Int, _ start: Int, _ length: Int) throws -> Tensor {
        let axis = try ownAxis(dim)
        guard start >= 0, length >= 0, start <= shape[axis], length <= shape[axis] - start else {
            throw Mistake(
                "\(length) places from \(start) on of an axis of length \(shape[axis])", expected: "a part of the axis"
            ).raised(
                as: "RuntimeError",
                "start (\(start)) + length (\(length)) exceeds dimension size (\(shape[axis])).")
        }
        return try sliced(axis, start: start, step: 1, length: length)
    }

    /// Every `step`-th place of an axis.
    func sliced(_ axis: Int, start: Int, step: Int, length: Int) throws -> Tensor {
        let from = shape
        let out = array.sliced(axis: axis, start: start, step: step, length: length)
        return made("SliceBackward0", out, [self], keeps: false, isView: true) { g, _ in
            [try g.spread(from) { $0.sliced(axis: axis, start: start, step: step, length: length) }]
        }
    }

    /// One place of an axis, which leaves the tensor without it.
    ///
    /// - Throws: `Mistake` (PyTorch's IndexError) where there is no such axis or place.
    public func selected(_ dim: Int, _ place: Int) throws -> Tensor {
        let axis = try ownAxis(dim)
        let from = shape
        guard place >= -shape[axis], place < shape[axis] else {
            throw Mistake(
                "index \(place) is out of range for axis \(axis) of length \(shape[axis])",
                expected: shape[axis] == 0
                    ? "it is empty" : "0 to \(shape[axis] - 1), or -\(shape[axis]) to -1 from the end"
            ).raised(
                as: "IndexError", "index \(place) is out of bounds for dimension \(axis) with size \(shape[axis])")
        }
        return made("SelectBackward0", try array.at(place, axis: axis), [self], keeps: false, isView: true) { g, _ in
            [try g.spread(from) { try $0.at(place, axis: axis) }]
        }
    }

    /// Zeros of a shape, with this tensor in a part of them.
    func spread(_ shape: [Int], _ part: @escaping (NDArray) throws -> NDArray) throws -> Tensor {
        let out = try NDArray.zeros(shape, dtype, work: recorder.work)
        try part(out).assign(array, recorder.work)
        return made("SpreadBackward", out, [self], keeps: false) { g, _ in [try g.part(part)] }
    }

    /// A part of it.
    func part(_ part: @escaping (NDArray) throws -> NDArray) throws -> Tensor {
        let (x, whole) = (try contiguous(), shape)
        return x.made("PartBackward", try part(x.array), [x], keeps: false, isView: true) { g, _ in
            [try g.spread(whole, part)]
        }
    }

    /// Itself with zeros in a part of it.
    func without(_ part: @escaping (NDArray) throws -> NDArray) throws -> Tensor {
        let out = try array.copy(recorder.work)
        try part(out).assign(NDArray(.float(0), dtype), recorder.work)
        return made("ZeroPartBackward", out, [self], keeps: false) { g, _ in [try g.without(part)] }
    }
}
