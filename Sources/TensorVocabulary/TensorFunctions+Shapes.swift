import Answers
import Arrays
import Autograd
import Language
import Numbers

/// The same elements under another shape, copied along axes, or in parts.
extension TensorFunctions {
    static let shapes: [TensorFunction] = [
        .init(
            "reshape", "the same elements under another shape", [TensorFunction.shape],
            example: "torch.arange(6), (2, 3))"
        ) { x, args, _ in
            let shape = try args.lengths("shape")
            let name = x.array.isContiguous ? "ViewBackward0" : "ReshapeAliasBackward0"
            return .thing(try x.seen(as: shape, name: name) ?? x.reshaped(shape))
        },
        .init("view", "the same elements under another shape, in the same memory", [TensorFunction.shape], in: []) {
            x, args, _ in
            if let first = try args.values("shape").first, let dtype = first.asThing(TorchDType.self) {
                return .thing(try x.cast(to: dtype.dtype))
            }
            return .thing(try x.viewed(args.lengths("shape")))
        },
        .init("view_as", "the same elements under another tensor's shape", [TensorFunction.other], in: []) {
            x, args, context in .thing(try x.viewed(args.tensor("other", context).shape))
        },
        .init(
            "flatten", "axes joined into one",
            [
                Parameter("start_dim", .int(), 0, "the first"), Parameter("end_dim", .int(), -1, "the last"),
            ], example: "torch.ones(2, 3))"
        ) { x, args, _ in
            .thing(try x.flattened(from: args.int("start_dim"), through: args.int("end_dim")))
        },
        .init(unary: "ravel", "one axis with all elements") { try $0.reshaped([$0.count]) },
        .init(
            "permute", "the axes in another order",
            [
                Parameter("dims", .any, .otherwise("none"), "axes", isVariadic: true)
            ], example: "torch.ones(2, 3), (1, 0))"
        ) { x, args, _ in .thing(try x.permuted(args.lengths("dims"))) },
        .init(
            "transpose", aliases: ["swapaxes"], "two axes exchanged",
            [
                Parameter("dim0", .int(), .required, "an axis"), Parameter("dim1", .int(), .required, "another"),
            ], example: "torch.ones(2, 3), 0, 1)"
        ) { x, args, _ in
            .thing(try x.transposed(args.int("dim0"), args.int("dim1")))
        },
        .init("t", "the transpose of a matrix", [], example: "torch.ones(2, 3))") { x, _, _ in
            guard x.ndim <= 2 else {
                throw Mistake("t() of \(x.ndim) axes", expected: "at most 2", try: ".transpose(…)").raised(
                    as: "RuntimeError", "t() expects a tensor with <= 2 dimensions, but self is \(x.ndim)D")
            }
            return .thing(try x.turned())
        },
        .init("unsqueeze", "a new axis of length 1", [TensorFunction.someDim], example: "torch.ones(3), 1)") {
            x, args, _ in .thing(try x.unsqueezed(args.int("dim")))
        },
        .init("squeeze", "without axes of length 1", [TensorFunction.dim], example: "torch.ones(3, 1))") { x, args, _ in
            .thing(try x.squeezed(args.dims()))
        },
        .init("expand", "axes of length 1 repeated without copying", [TensorFunction.shape], in: []) { x, args, _ in
            .thing(try x.expanded(args.lengths("shape")))
        },
        .init("expand_as", "expanded to another tensor's shape", [TensorFunction.other], in: []) { x, args, context in
            .thing(try x.expanded(args.tensor("other", context).shape))
        },
        .init(
            "repeat", "copies one after the other along each axis",
            [
                Parameter("repeats", .any, .otherwise("none"), "how often", isVariadic: true)
            ], in: []
        ) { x, args, _ in .thing(try x.repeated(args.lengths("repeats"))) },
        .init(
            "tile", "copies one after the other along each axis",
            [
                Parameter("dims", .any, .otherwise("none"), "how often", isVariadic: true)
            ], example: "torch.ones(2), (2,))"
        ) { x, args, _ in
            let counts = try args.lengths("dims")
            return .thing(try x.repeated([Int](repeating: 1, count: Swift.max(0, x.ndim - counts.count)) + counts))
        },
        .init(
            "repeat_interleave", "every element so many times",
            [
                Parameter("repeats", .int(), .required, "how often"), TensorFunction.oneDim,
            ], example: "torch.tensor([1, 2]), 2)"
        ) { x, args, _ in
            let dim = try args.dim()
            let source = dim == nil ? try x.reshaped([x.count]) : x
            let axis = try source.ownAxis(dim ?? 0)
            let times = try args.int("repeats")
            guard times >= 0, times < 1 << 24, source.shape[axis] < 1 << 24 else {
                throw args.mistake("repeats", "\(times) copies", expected: "0 or more, and no more than memory holds")
            }
            let places = (0..<source.shape[axis]).flatMap { [Int](repeating: $0, count: times) }
            return .thing(try source.picked(axis, places))
        },
        .init(unary: "contiguous", "elements one after the other in memory", in: []) { try $0.contiguous() },
        .init(
            "flip", "the elements in reverse order along axes",
            [
                Parameter("dims", .any, .otherwise("none"), "axes", isVariadic: true)
            ], example: "torch.arange(3), (0,))"
        ) { x, args, _ in .thing(try x.flipped(args.lengths("dims"))) },
        .init(
            "roll", "the elements moved round along an axis",
            [
                Parameter("shifts", .int(), .required, "how far"), TensorFunction.oneDim,
            ], example: "torch.arange(3), 1)"
        ) { x, args, _ in
            let dim = try args.dim()
            let flat = dim == nil ? try x.reshaped([x.count]) : x
            let axis = try flat.ownAxis(dim ?? 0)
            let n = Swift.max(1, flat.shape[axis])
            let shift = try args.int("shifts")
            let places = (0..<flat.shape[axis]).map { (($0 &- shift % n) % n + n) % n }
            return .thing(try flat.picked(axis, places).reshaped(x.shape))
        },
        .init(
            "narrow", "a part of an axis",
            [
                TensorFunction.someDim, Parameter("start", .int(), .required, "its first place"),
                Parameter("length", .int(), .required, "its length"),
            ], example: "torch.arange(5), 0, 1, 3)"
        ) { x, args, _ in
            .thing(try x.narrowed(args.int("dim"), args.int("start"), args.int("length")))
        },
        .init(
            "unfold", "the windows of an axis, whose elements stand along a new last one; a copy here",
            [
                Parameter("dimension", .int(), .required, "the axis"),
                Parameter("size", .int(), .required, "how many elements a window has"),
                Parameter("step", .int(), .required, "from one window to the next"),
            ], in: []
        ) { x, args, _ in
            .thing(try windows(x, x.axis(args.int("dimension")), args.int("size"), args.int("step")))
        },
        .init(
            "chunk", "so many parts of about one length",
            [
                Parameter("chunks", .int(.atLeast(1)), .required, "how many"), Parameter("dim", .int(), 0, "an axis"),
            ], example: "torch.arange(6), 3)"
        ) { x, args, _ in
            let axis = try x.ownAxis(args.int("dim"))
            let chunks = Swift.max(1, Swift.min(x.shape[axis], try args.int("chunks")))
            let size = (x.shape[axis] + chunks - 1) / chunks
            return .tuple(try parts(x, axis, size))
        },
        .init(
            "split", "parts of one length, or of these lengths",
            [
                Parameter(
                    "split_size", aliases: ["split_size_or_sections"], .any, .required, "a length, or a list of them"),
                Parameter("dim", .int(), 0, "an axis"),
            ], example: "torch.arange(6), 2)"
        ) { x, args, _ in
            let axis = try x.ownAxis(args.int("dim"))
            if let size = args["split_size"].asInt, args["split_size"].elements == nil {
                return .tuple(try parts(x, axis, size))
            }
            var start = 0
            return .tuple(
                try (args["split_size"].wholes ?? []).map { length in
                    defer { start += length }
                    return .thing(try x.narrowed(axis, start, length))
                })
        },
        .init(
            "unbind", "one tensor for each place of an axis", [Parameter("dim", .int(), 0, "an axis")],
            example: "torch.ones(2, 3))"
        ) { x, args, _ in
            let axis = try x.ownAxis(args.int("dim"))
            return .tuple(try (0..<x.shape[axis]).map { .thing(try x.selected(axis, $0)) })
        },
        .init(
            "tril", "a matrix without what lies above its diagonal", [Parameter("diagonal", .int(), 0, "which one")],
            example: "torch.ones(2, 2))"
        ) { x, args, _ in .thing(try triangle(x, args.int("diagonal"), isLower: true)) },
        .init(
            "triu", "a matrix without what lies below its diagonal", [Parameter("diagonal", .int(), 0, "which one")],
            example: "torch.ones(2, 2))"
        ) { x, args, _ in .thing(try triangle(x, args.int("diagonal"), isLower: false)) },
        .init(
            "diag", aliases: ["diagonal"], "the diagonal of a matrix, or a matrix with that diagonal",
            [Parameter("diagonal", .int(.init(-10_000, 10_000)), 0, "which one: 0 the main one, above it positive")],
            example: "torch.ones(3))"
        ) { x, args, _ in
            let shift = try args.int("diagonal")
            let (down, right) = (Swift.max(0, -shift), Swift.max(0, shift))
            if x.ndim == 1 {
                let side = x.count + down + right
                guard x.count > 0 else { return .thing(x.recorder.tensor(try .zeros([side, side], x.dtype))) }
                // Column j holds the element that stands in it, in the one row that is left of it.
                let held = (0..<side).map { Swift.max(0, Swift.min(x.count - 1, $0 - right)) }
                let wide = try x.indexed([.tensor(x.recorder.tensor(try NDArray(held)))])
                return .thing(try x.recorder.tensor(try .eye(side, side, shift, x.dtype)) * wide)
            }
            guard x.ndim == 2 else {
                throw Mistake("the diagonal of shape \(x.shape.listText)", expected: "a matrix").raised(
                    as: "RuntimeError", "expected a matrix")
            }
            let n = Swift.max(0, Swift.min(x.shape[0] - down, x.shape[1] - right))
            let rows = x.recorder.tensor(try NDArray(Array(down..<down + n)))
            let columns = x.recorder.tensor(try NDArray(Array(right..<right + n)))
            return .thing(try x.indexed([.tensor(rows), .tensor(columns)]))
        },
        .init("trace", "the sum of the diagonal", [], example: "torch.eye(3))") { x, _, _ in
            guard x.ndim == 2 else {
                throw Mistake("the diagonal of shape \(x.shape.listText)", expected: "a matrix").raised(
                    as: "RuntimeError", "expected a matrix")
            }
            let n = Swift.min(x.shape[0], x.shape[1])
            let places = x.recorder.tensor(try NDArray(Array(0..<n)))
            return .thing(try x.indexed([.tensor(places), .tensor(places)]).sum())
        },
    ]

    static func eye(_ rows: Int, _ columns: Int, _ dtype: DType) throws -> NDArray {
        let out = try NDArray.zeros([rows, columns], dtype)
        for i in 0..<Swift.min(rows, columns) { out.set(.int(1), at: i * columns + i) }
        return out
    }

    private static func triangle(_ x: Tensor, _ diagonal: Int, isLower: Bool) throws -> Tensor {
        guard x.ndim >= 2 else {
            throw Mistake("tril and triu take matrices", expected: "at least 2 axes").raised(as: "RuntimeError")
        }
        let (rows, columns) = (x.shape[x.ndim - 2], x.shape[x.ndim - 1])
        let mask = try NDArray(uninitialised: [rows, columns], .bool)
        for i in 0..<rows {
            for j in 0..<columns {
                mask.set(.bool(isLower ? j - i > diagonal : j - i < diagonal), at: i * columns + j)
            }
        }
        return try x.filled(where: x.recorder.tensor(mask), 0)
    }

    private static func parts(_ x: Tensor, _ axis: Int, _ size: Int) throws -> [Value] {
        guard size > 0 else {
            throw Mistake("parts of length \(size)", expected: "1 or more").raised(as: "RuntimeError")
        }
        return try stride(from: 0, to: x.shape[axis], by: size).map { start in
            .thing(try x.narrowed(axis, start, Swift.min(size, x.shape[axis] - start)))
        }
    }

    /// [.., n, ..] → [.., windows, .., size]
    ///
    /// - Throws: `Mistake` (PyTorch's RuntimeError) for windows longer than the axis, and a step below 1.
    private static func windows(_ x: Tensor, _ axis: Int, _ size: Int, _ step: Int) throws -> Tensor {
        // A number is an axis of length 1 here, as PyTorch has it.
        let length = x.shape.isEmpty ? 1 : x.shape[axis]
        func refuse(_ problem: String, _ expected: String, _ reason: String) -> any Error {
            Mistake(problem, expected: expected).raised(as: "RuntimeError", reason)
        }
        guard size >= 0 else { throw refuse("size = \(size)", "0 or more", "size is \(size) but must be >= 0") }
        guard size <= length else {
            throw refuse(
                "windows of \(size) along an axis of length \(length)", "at most \(length)",
                "maximum size for tensor at dimension \(axis) is \(length) but size is \(size)")
        }
        guard step > 0 else { throw refuse("step = \(step)", "1 or more", "step is \(step) but must be > 0") }
        guard !x.shape.isEmpty else { return try x.reshaped([1]).narrowed(0, 0, size) }
        let count = (length - size) / step + 1
        let elements = Double(x.count / Swift.max(1, length)) * Double(count) * Double(size)
        try MemoryRoom.check(elements * 8, for: "the windows") { _ in "a larger step" }
        var places: [Int] = []
        var check = StopCheck(x.recorder.work)
        for window in 0..<count {
            try check.pass(size)
            places.append(contentsOf: window * step..<window * step + size)
        }
        let index = x.recorder.tensor(try NDArray(places).reshaped([count, size]))
        let open = TensorIndex.slice(lower: nil, upper: nil, step: nil)
        let found = try x.indexed([TensorIndex](repeating: open, count: axis) + [.tensor(index)])
        let order = Array(0..<found.ndim).filter { $0 != axis + 1 } + [axis + 1]
        return try found.permuted(order)
    }
}
