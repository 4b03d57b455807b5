import Answers
import Arrays

/// One index inside `[ ]`.
public enum TensorIndex {
    case place(Int)
    /// `lower:upper:step`
    case slice(lower: Int?, upper: Int?, step: Int?)
    /// `None`
    case newAxis
    /// `...`
    case ellipsis
    /// Places, or a mask.
    case tensor(Tensor)
}

extension Tensor {
    /// The elements at one index per axis; axes without one are taken whole.
    public func indexed(_ indices: [TensorIndex]) throws -> Tensor {
        let plan = try IndexPlan(indices, self)
        var out = self
        for step in plan.steps { out = try step.apply(to: out) }
        guard !plan.advanced.isEmpty else { return plan.steps.isEmpty ? try aliased() : out }
        let rows = try plan.rows(of: out.shape)
        let moved = try out.permuted(rows.order)
        let flat = try moved.reshaped([rows.length] + moved.shape.dropFirst(plan.advanced.count))
        let picked = try flat.rows(at: rows.places, name: "IndexBackward0")
        let whole = try picked.reshaped(rows.shape + moved.shape.dropFirst(plan.advanced.count), name: "IndexBackward0")
        return rows.isInPlace ? try whole.permuted(rows.back) : whole
    }

    /// A view of all elements.
    private func aliased() throws -> Tensor {
        made(
            "AliasBackward0", array.view(shape: shape, strides: array.strides, offset: array.offset), [self],
            keeps: false, isView: true
        ) { g, _ in [g] }
    }

    /// Rows of the first axis one after the other.
    func rows(at places: [Int], name: String) throws -> Tensor {
        let from = shape
        let out = try Kernel.rows(array, places, recorder.work)
        return made(name, out, [self], keeps: false) { g, _ in [try g.addedRows(places, into: from)] }
    }

    /// Zeros of a shape, to whose rows these rows are added.
    private func addedRows(_ places: [Int], into shape: [Int]) throws -> Tensor {
        let out = try NDArray.zeros(shape, dtype, work: recorder.work)
        try Kernel.addRows(array, places, into: out, recorder.work)
        return made("IndexPutBackward0", out, [self], keeps: false) { g, _ in
            [try g.rows(at: places, name: "IndexBackward0")]
        }
    }

    /// The rows of an embedding at these places.
    public func embedded(_ places: Tensor, padding: Int? = nil) throws -> Tensor {
        guard ndim == 2 else {
            throw Mistake("an embedding of shape \(shape.listText)", expected: "one row for each whole number").raised(
                as: "RuntimeError", "'weight' must be 2-D")
        }
        guard places.dtype.isInteger else {
            throw Mistake(
                "an embedding is asked for with \(places.dtype.torchName)", expected: "whole numbers", try: ".long()"
            ).raised(
                as: "RuntimeError",
                "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got "
                    + "torch.\(places.dtype.torchKind)Tensor instead (while checking arguments for embedding)")
        }
        let rows = try places.array.converted(to: .int64).numbers().map(\.asInt)
        for row in rows where row < 0 || row >= shape[0] {
            throw Mistake("there is no row \(row) in an embedding of \(shape[0])", expected: "0 to \(shape[0] - 1)")
                .raised(as: "IndexError", "index out of range in self")
        }
        let from = shape
        let out = try Kernel.rows(array, rows, recorder.work).reshaped(places.shape + [shape[1]])
        return made("EmbeddingBackward0", out, [self], keeps: false) { g, _ in
            let flat = try g.reshaped([rows.count, from[1]])
            guard let padding else { return [try flat.addedRows(rows, into: from)] }
            let kept = rows.indices.filter { rows[$0] != padding }
            return [
                try flat.rows(at: kept, name: "IndexBackward0").addedRows(kept.map { rows[$0] }, into: from)
            ]
        }
    }

    /// out[…, i, …] = self[…, index[…, i, …], …] along an axis.
    public func gathered(_ dim: Int, _ index: Tensor) throws -> Tensor {
        let axis = try ownAxis(dim)
        guard index.ndim == ndim else {
            throw Mistake(
                "gather from shape \(shape.listText) with indices of shape \(index.shape.listText)",
                expected: "as many axes"
            ).raised(
                as: "RuntimeError", "Index tensor must have the same number of dimensions as input tensor")
        }
        for other in shape.indices where other != axis && index.shape[other] > shape[other] {
            throw Mistake(
                "gather from shape \(shape.listText) with indices of shape \(index.shape.listText)",
                expected: "no more indices than elements on every other axis"
            ).raised(
                as: "RuntimeError",
                "Size does not match at dimension \(other) expected index \(index.shape.listText) to be no larger than "
                    + "self \(shape.listText) apart from dimension \(axis)")
        }
        let source = try array.contiguous()
        let out = try NDArray(uninitialised: index.shape, dtype)
        let size = dtype.size
        try Kernel.forEachGathered(shape, axis, index.array, recorder.work) { from, to in
            (out.data + to * size).copyMemory(from: source.data + from * size, byteCount: size)
        }
        let from = shape
        return made("GatherBackward0", out, [self], keeps: false) { g, _ in
            [try g.scattered(axis, index, into: from)]
        }
    }

    /// Zeros of a shape, to which the elements are added where the index says.
    func scattered(_ axis: Int, _ index: Tensor, into shape: [Int]) throws -> Tensor {
        let out = try NDArray.zeros(shape, dtype, work: recorder.work)
        try Kernel.scatter(array, axis, index.array, into: out, adds: true, recorder.work)
        return made("ScatterAddBackward0", out, [self], keeps: false) { g, _ in [try g.gathered(axis, index)] }
    }

    /// A copy with these values where the index says.
    public func scatter(_ dim: Int, _ index: Tensor, _ values: TensorOperand, adds: Bool = false) throws -> Tensor {
        let axis = try ownAxis(dim)
        // A number without axes is one place of a vector.
        let index = index.ndim == 0 && ndim == 1 ? try index.unsqueezed(0) : index
        guard index.ndim == ndim, index.shape.indices.allSatisfy({ $0 == axis || index.shape[$0] <= shape[$0] }) else {
            throw Mistake(
                "scatter into shape \(shape.listText) with indices of shape \(index.shape.listText)",
                expected: "as many axes, and no more indices than elements"
            ).raised(
                as: "RuntimeError", "Index tensor must have the same number of dimensions as self tensor")
        }
        let source: NDArray
        switch values {
        case .number(let number): source = try NDArray.full(index.shape, number, dtype)
        case .tensor(let given): source = try scattered(given, index, axis)
        }
        let out = try array.copy(recorder.work)
        try Kernel.scatter(source, axis, index.array, into: out, adds: adds, recorder.work)
        let name = adds ? "ScatterAddBackward0" : "ScatterBackward0"
        guard case .tensor(let given) = values else {
            return made(name, out, [self], keeps: false) { g, _ in
                [adds ? g : try g.scatter(axis, index, .number(.float(0)))]
            }
        }
        return made(name, out, [self, given], keeps: false) { g, node in
            [
                node.needs(0) ? (adds ? g : try g.scatter(axis, index, .number(.float(0)))) : nil,
                node.needs(1) ? try g.gathered(axis, index) : nil,
            ]
        }
    }

    /// The values that have a place: those at the front of every axis, as many as there are indices.
    private func scattered(_ given: Tensor, _ index: Tensor, _ axis: Int) throws -> NDArray {
        guard given.dtype == dtype else {
            throw Mistake(
                "values of \(given.dtype.torchName) for a tensor of \(dtype.torchName)", expected: "the tensor's dtype",
                try: "src.to(\(dtype.torchName))"
            ).raised(as: "RuntimeError", "scatter(): Expected self.dtype to be equal to src.dtype")
        }
        let source = given.ndim == 0 && ndim == 1 ? try given.array.reshaped([1]) : given.array
        guard source.ndim == ndim, index.shape.indices.allSatisfy({ index.shape[$0] <= source.shape[$0] }) else {
            throw Mistake(
                "values of shape \(given.shape.listText) for indices of shape \(index.shape.listText)",
                expected: "as many axes, and no more indices than values"
            ).raised(
                as: "RuntimeError",
                "Expected index \(index.shape.listText) to be no larger than self \(shape.listText) apart from dimension "
                    + "\(axis) and to be no larger size than src \(given.shape.listText)")
        }
        let front = index.shape.indices.reduce(source) {
            $0.sliced(axis: $1, start: 0, step: 1, length: index.shape[$1])
        }
        return try front.contiguous()
    }

    /// The elements where a mask holds, one after the other.
    public func masked(_ mask: Tensor) throws -> Tensor {
        let (x, m) = (self, mask)
        try Tensor.checkBroadcast(x.shape, m.shape)
        let shape = try NDArray.broadcast(x.shape, m.shape)
        return try x.expanded(shape).indexed([.tensor(m.expanded(shape))])
    }

    /// The places of the elements that are not 0, one row each.
    public func places() throws -> Tensor {
        var rows: [Int] = []
        let found = try array.contiguous()
        let strides = NDArray.strides(of: shape)
        var check = StopCheck(recorder.work)
        for i in 0..<found.count {
            try check.pass()
            guard found.number(at: i).asDouble != 0 else { continue }
            for axis in shape.indices { rows.append(i / strides[axis] % shape[axis]) }
        }
        return recorder.tensor(try NDArray(rows, shape: [ndim == 0 ? 0 : rows.count / ndim, ndim]))
    }
}

/// An index, sorted into views and places.
struct IndexPlan {
    /// What gives a view, axis by axis.
    enum Step {
        case select(Int, Int)
        case slice(Int, Int, Int, Int)
        case expand(Int)

        func apply(to x: Tensor) throws -> Tensor {
            switch self {
            case .select(let axis, let place): try x.selected(axis, place)
            case .slice(let axis, let start, let step, let length):
                try x.sliced(axis, start: start, step: step, length: length)
            case .expand(let axis): try x.unsqueezed(axis)
            }
        }

        func apply(to x: NDArray) throws -> NDArray {
            switch self {
            case .select(let axis, let place): try x.at(place, axis: axis)
            case .slice(let axis, let start, let step, let length):
                x.sliced(axis: axis, start: start, step: step, length: length)
            case .expand(let axis): x.expanded(axis)
            }
        }
    }

    var steps: [Step] = []
    /// Places for axes of what the steps give.
    var advanced: [(axis: Int, places: NDArray)] = []
    private var isAdjacent = true

    init(_ indices: [TensorIndex], _ x: Tensor) throws {
        let hasPlaces = indices.contains {
            if case .tensor(let t) = $0 { t.ndim > 0 || t.dtype == .bool } else { false }
        }
        var used = 0
        for index in indices {
            switch index {
            case .place, .slice: used += 1
            case .tensor(let tensor): used += tensor.dtype == .bool ? tensor.ndim : 1
            case .newAxis, .ellipsis: break
            }
        }
        guard used <= x.ndim else {
            throw Mistake(
                "\(used) indices for a tensor with \(x.ndim) axes (shape \(x.shape.listText))",
                expected: "at most \(x.ndim)"
            ).raised(
                as: "IndexError",
                x.ndim == 0
                    ? "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to "
                        + "convert a 0-dim tensor to a number"
                    : "too many indices for tensor of dimension \(x.ndim)")
        }
        var (from, to) = (0, 0)
        var last: Int?
        func note(_ axis: Int) {
            if let last, axis != last + 1 { isAdjacent = false }
            last = axis
        }
        for index in indices {
            switch index {
            case .newAxis:
                steps.append(.expand(to))
                to += 1
            case .ellipsis:
                from += x.ndim - used
                to += x.ndim - used
            case .place(let place):
                try check(place, from, x)
                if hasPlaces {
                    advanced.append((to, try NDArray([place], shape: [])))
                    note(to)
                    to += 1
                } else {
                    steps.append(.select(to, place))
                }
                from += 1
            case .slice(let lower, let upper, let step):
                let count = x.shape[from]
                let step = Swift.min(step ?? 1, Swift.max(1, count))
                guard step > 0 else {
                    throw Mistake("a step of \(step) in a slice of a tensor", expected: "1 or more", try: "x.flip(0)")
                        .raised(as: "ValueError", "step must be greater than zero")
                }
                func clamp(_ bound: Int) -> Int {
                    Swift.min(count, Swift.max(0, bound < 0 ? Swift.max(bound, -count) + count : bound))
                }
                let start = lower.map(clamp) ?? 0
                let stop = Swift.max(start, upper.map(clamp) ?? count)
                let length = (stop - start + step - 1) / step
                if start != 0 || length != count || step != 1 { steps.append(.slice(to, start, step, length)) }
                from += 1
                to += 1
            case .tensor(let tensor):
                if tensor.dtype == .bool {
                    try checkMask(tensor, from, x)
                    if tensor.ndim == 0 {
                        steps.append(.expand(to))
                        advanced.append((to, try NDArray(tensor.array.only == .bool(true) ? [0] : [], shape: nil)))
                        note(to)
                        to += 1
                        continue
                    }
                    let found = try tensor.places()
                    for axis in 0..<tensor.ndim {
                        advanced.append((to, try found.array.at(axis, axis: 1).copy()))
                        note(to)
                        to += 1
                    }
                    from += tensor.ndim
                } else {
                    guard !tensor.dtype.isFloat else {
                        throw Mistake(
                            "a tensor of \(tensor.dtype.torchName) as an index", expected: "whole numbers, or a mask",
                            try: ".long()"
                        ).raised(
                            as: "IndexError", "tensors used as indices must be long, int, byte or bool tensors")
                    }
                    if !hasPlaces, let only = tensor.array.only {
                        try check(only.asInt, from, x)
                        steps.append(.select(to, only.asInt))
                    } else {
                        advanced.append((to, try tensor.array.converted(to: .int64)))
                        note(to)
                        to += 1
                    }
                    from += 1
                }
            }
        }
    }

    private func check(_ place: Int, _ axis: Int, _ x: Tensor) throws {
        let count = x.shape[axis]
        guard place >= -count, place < count else {
            throw Mistake(
                "index \(place) is out of range for axis \(axis) of length \(count)",
                expected: count == 0 ? "it is empty" : "0 to \(count - 1), or -\(count) to -1 from the end"
            ).raised(as: "IndexError", "index \(place) is out of bounds for dimension \(axis) with size \(count)")
        }
    }

    private func checkMask(_ mask: Tensor, _ from: Int, _ x: Tensor) throws {
        for axis in 0..<mask.ndim where mask.shape[axis] != x.shape[from + axis] {
            throw Mistake(
                "a mask of shape \(mask.shape.listText) for a tensor of shape \(x.shape.listText)",
                expected: "the same lengths"
            ).raised(
                as: "IndexError",
                "The shape of the mask \(mask.shape.listText) at index \(axis) does not match the shape of the indexed "
                    + "tensor \(x.shape.listText) at index \(from + axis)")
        }
    }

    /// Rows of the axes with places, joined into one.
    struct Rows {
        /// The axes with places first.
        var order: [Int]
        /// The length of the joined axis.
        var length: Int
        var places: [Int]
        /// The shape that the places have together.
        var shape: [Int]
        /// Whether the places' axes stand where the axes were, and the way back there.
        var isInPlace: Bool
        var back: [Int]
    }

    func rows(of shape: [Int]) throws -> Rows {
        let axes = advanced.map(\.axis)
        let rest = shape.indices.filter { !axes.contains($0) }
        var together: [Int] = []
        for (_, places) in advanced {
            do { together = try NDArray.broadcast(together, places.shape) } catch {
                throw Mistake(
                    "indices of shapes \(advanced.map { $0.places.shape.listText }.joined(separator: ", ")) do not fit",
                    expected: "shapes that can be broadcast"
                ).raised(
                    as: "IndexError",
                    "shape mismatch: indexing tensors could not be broadcast together with shapes "
                        + advanced.map { $0.places.shape.listText }.joined(separator: ", "))
            }
        }
        var flat = [Int](repeating: 0, count: together.reduce(1, *))
        for (axis, places) in advanced {
            let length = shape[axis]
            for (i, number) in try places.broadcast(to: together).numbers().enumerated() {
                let place = number.asInt
                guard place >= -length, place < length else {
                    throw Mistake(
                        "index \(place) is out of range for axis \(axis) of length \(length)",
                        expected: "0 to \(length - 1)"
                    ).raised(
                        as: "IndexError", "index \(place) is out of bounds for dimension \(axis) with size \(length)")
                }
                flat[i] = flat[i] * length + (place < 0 ? place + length : place)
            }
        }
        // Back: the places' axes stand in front and go where the first of them was.
        let before = rest.prefix { $0 < axes[0] }.count
        let k = together.count
        let back = Array(k..<(k + before)) + Array(0..<k) + Array((k + before)..<(k + rest.count))
        return Rows(
            order: axes + rest, length: axes.reduce(1) { $0 * shape[$1] }, places: flat, shape: together,
            isInPlace: isAdjacent && before > 0, back: back)
    }
}
