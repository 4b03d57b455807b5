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
    /// Whether an index holds places, beside single ones and slices.
    private let hasPlaces: Bool
    /// The next axis of the tensor.
    private var from = 0
    /// The next axis of what the steps give.
    private var to = 0
    /// The axis at which places stood last.
    private var last: Int?
    /// Whether a place beyond an axis is its nearest one, as JAX has it, and no error.
    private let isClamping: Bool
    /// Whether a single place was beyond its axis.
    private(set) var isOutside = false

    init(_ indices: [TensorIndex], _ x: Tensor) throws {
        hasPlaces = indices.contains {
            if case .tensor(let t) = $0 { t.ndim > 0 || t.dtype == .bool } else { false }
        }
        isClamping = x.recorder.style == .jax
        let used = try IndexPlan.axesUsed(indices, x)
        for index in indices {
            switch index {
            case .newAxis:
                steps.append(.expand(to))
                to += 1
            case .ellipsis:
                from += x.ndim - used
                to += x.ndim - used
            case .place(let place): try take(place, x)
            case .slice(let lower, let upper, let step): try take(lower, upper, step, of: x.shape[from])
            case .tensor(let mask) where mask.dtype == .bool: try take(mask: mask, x)
            case .tensor(let places): try take(places: places, x)
            }
        }
    }

    /// How many axes of the tensor the indices stand for.
    private static func axesUsed(_ indices: [TensorIndex], _ x: Tensor) throws -> Int {
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
        return used
    }

    private mutating func add(_ places: NDArray) {
        advanced.append((to, places))
        if let last, to != last + 1 { isAdjacent = false }
        last = to
        to += 1
    }

    /// One place along an axis.
    private mutating func take(_ place: Int, _ x: Tensor) throws {
        let place = try settled(place, from, x)
        if hasPlaces {
            add(try NDArray([place], shape: []))
        } else {
            steps.append(.select(to, place))
        }
        from += 1
    }

    /// `lower:upper:step` along an axis of that length.
    private mutating func take(_ lower: Int?, _ upper: Int?, _ step: Int?, of count: Int) throws {
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
    }

    /// As many axes as the mask has, for the places where it is true.
    private mutating func take(mask: Tensor, _ x: Tensor) throws {
        try checkMask(mask, from, x)
        if mask.ndim == 0 {
            steps.append(.expand(to))
            return add(try NDArray(mask.array.only == .bool(true) ? [0] : [], shape: nil))
        }
        for places in try mask.array.nonzero(work: mask.recorder.work) { add(places) }
        from += mask.ndim
    }

    /// The places of a tensor along an axis.
    private mutating func take(places tensor: Tensor, _ x: Tensor) throws {
        guard !tensor.dtype.isFloat else {
            throw Mistake(
                "a tensor of \(tensor.dtype.torchName) as an index", expected: "whole numbers, or a mask",
                try: ".long()"
            ).raised(
                as: "IndexError", "tensors used as indices must be long, int, byte or bool tensors")
        }
        if !hasPlaces, let only = tensor.array.only {
            steps.append(.select(to, try settled(only.asInt, from, x)))
        } else {
            add(try tensor.array.converted(to: .int64, tensor.recorder.work))
        }
        from += 1
    }

    /// The place as it counts: itself, or the nearest one of JAX's arrays.
    private mutating func settled(_ place: Int, _ axis: Int, _ x: Tensor) throws -> Int {
        let count = x.shape[axis]
        guard isClamping, count > 0, place < -count || place >= count else {
            try check(place, axis, x)
            return place
        }
        isOutside = true
        return place < 0 ? 0 : count - 1
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
        /// Which of the places are none of their axis; empty where all are.
        var outside: Set<Int>
    }

    func rows(of shape: [Int], _ work: Work) throws -> Rows {
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
        var outside: Set<Int> = []
        var check = StopCheck(work)
        for (axis, places) in advanced {
            let length = shape[axis]
            for (i, place) in try places.broadcast(to: together).elements(as: Int.self, stoppedBy: work).enumerated() {
                try check.pass()
                guard place >= -length && place < length || isClamping && length > 0 else {
                    throw Mistake(
                        "index \(place) is out of range for axis \(axis) of length \(length)",
                        expected: "0 to \(length - 1)"
                    ).raised(
                        as: "IndexError", "index \(place) is out of bounds for dimension \(axis) with size \(length)")
                }
                if place < -length || place >= length { outside.insert(i) }
                let nearest = Swift.max(-length, Swift.min(length - 1, place))
                flat[i] = flat[i] * length + (nearest < 0 ? nearest + length : nearest)
            }
        }
        // Back: the places' axes stand in front and go where the first of them was.
        let before = rest.prefix { $0 < axes[0] }.count
        let k = together.count
        let back = Array(k..<(k + before)) + Array(0..<k) + Array((k + before)..<(k + rest.count))
        return Rows(
            order: axes + rest, length: axes.reduce(1) { $0 * shape[$1] }, places: flat, shape: together,
            isInPlace: isAdjacent && before > 0, back: back, outside: outside)
    }
}
