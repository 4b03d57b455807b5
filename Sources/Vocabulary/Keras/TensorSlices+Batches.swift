import Answers
import Arrays
import Autograd
import Language

/// Several elements in one, and one element taken apart.
extension TensorSlices {
    private static let idle = Parameter(
        "settings", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true)
    private static let remainder = Parameter(
        "drop_remainder", .bool, false, "whether a last smaller one is left out")
    private static let batchSize = Parameter(
        "batch_size", .int(.init(1, 1e7)), .required, "examples in a batch")

    static let batches: [NativeClass.Method] = [
        .init("batch", [batchSize, remainder, idle]) { object, args, context in
            dataset(try batched("Batch", try pipeline(object), args) { try Tensor.stacked($0, along: 0) }, context)
        },
        .init(
            "padded_batch",
            [
                batchSize,
                Parameter("padded_shapes", .any, .value(.none), "has no effect: as long as the longest example"),
                Parameter("padding_values", .any, .value(.none), "what stands behind the shorter ones: 0"), remainder,
                idle,
            ]
        ) { object, args, context in
            let filling =
                args["padding_values"].isNone
                ? 0
                : try context.tensorFlowTensor(args["padding_values"]).array
                    .doubles().first ?? 0
            return dataset(
                try batched("PaddedBatch", try pipeline(object), args) { examples in
                    try Tensor.stacked(try padded(examples, filling), along: 0)
                }, context)
        },
        .init("unbatch", [idle]) { object, _, context in
            let source = try pipeline(object)
            return dataset(
                Pipeline("Unbatch", count: .unknown) { context in
                    let next = try source.begin(context)
                    var (batch, row, rows) = (Value.none, 0, 0)
                    var check = StopCheck(context.work)
                    return {
                        while row == rows {
                            try check.pass()
                            guard let found = try next() else { return nil }
                            batch = found
                            let first = leaves(found).first
                            let shape = first?.asThing(Tensor.self)?.shape ?? first.flatMap(TextTensor.shape)
                            (row, rows) = (0, shape?.first ?? 0)
                        }
                        defer { row += 1 }
                        return try rebuilt(batch) { leaf in
                            if TextTensor.isOne(leaf) { return try TextTensor.ask(leaf, "_row", [.int(row)], context) }
                            guard let tensor = leaf.asThing(Tensor.self) else { return leaf }
                            return .thing(try tensor.selected(0, row))
                        }
                    }
                }, context)
        },
        .init(
            "window",
            [
                Parameter("size", .int(.init(1, 1e7)), .required, "elements in a window"),
                Parameter("shift", .optional(.int(.atLeast(1))), .value(.none), "to the next window; size for None"),
                Parameter("stride", .int(.init(1, 1e7)), 1, "from element to element of a window"), remainder, idle,
            ]
        ) { object, args, context in
            let source = try pipeline(object)
            let (size, stride) = (try args.int("size"), try args.int("stride"))
            let (shift, drops) = (args["shift"].asInt ?? size, try args.bool("drop_remainder"))
            let span = (size - 1) * stride + 1
            let count =
                drops ? source.count.map { $0 < span ? 0 : ($0 - span) / shift + 1 } : source.count.parts(of: shift)
            return dataset(
                Pipeline("Window", count: count) { context in
                    let next = try source.begin(context)
                    var (ahead, toSkip) = ([Value](), 0)
                    var check = StopCheck(context.work)
                    return {
                        while ahead.count < span || toSkip > 0, let element = try next() {
                            try check.pass()
                            if toSkip > 0 { toSkip -= 1 } else { ahead.append(element) }
                        }
                        guard let first = ahead.first, !drops || ahead.count >= span else { return nil }
                        let chosen = Swift.stride(from: 0, to: Swift.min(span, ahead.count), by: stride).map {
                            ahead[$0]
                        }
                        toSkip = Swift.max(0, shift - ahead.count)
                        ahead.removeFirst(Swift.min(shift, ahead.count))
                        let columns = chosen.map(leaves)
                        var place = 0
                        return rebuilt(first) { _ in
                            defer { place += 1 }
                            return dataset(Pipeline("Variant", columns.map { $0[place] }), context)
                        }
                    }
                }, context)
        },
    ]

    private static func batched(
        _ kind: String, _ source: Pipeline, _ args: Arguments, _ join: @escaping ([Tensor]) throws -> Tensor
    ) throws -> Pipeline {
        let (size, drops) = (try args.int("batch_size"), try args.bool("drop_remainder"))
        return Pipeline(
            kind, count: drops ? source.count.map { $0 / size } : source.count.parts(of: size), batchSize: size,
            hasOpenRows: !drops
        ) { context in
            let next = try source.begin(context)
            var check = StopCheck(context.work)
            return {
                var examples: [Value] = []
                while examples.count < size, let example = try next() {
                    try check.pass()
                    examples.append(example)
                }
                guard let first = examples.first, !drops || examples.count == size else { return nil }
                let rows = examples.map(leaves)
                var place = 0
                return try rebuilt(first) { _ in
                    defer { place += 1 }
                    let column = rows.map { $0[place] }
                    if column.contains(where: TextTensor.isOne) { return try TextTensor.made(.list(column), context) }
                    return .thing(try join(try column.map { try context.tensorFlowTensor($0) }))
                }
            }
        }
    }

    /// Tensors of one shape: each as long as the longest along every axis.
    private static func padded(_ examples: [Tensor], _ filling: Double) throws -> [Tensor] {
        guard let first = examples.first else { return [] }
        let shape = first.shape.indices.map { axis in
            examples.map { $0.ndim > axis ? $0.shape[axis] : 0 }.max() ?? 0
        }
        return try examples.map { tensor in
            var whole = tensor
            for (axis, length) in shape.enumerated() where axis < tensor.ndim && whole.shape[axis] < length {
                var missing = whole.shape
                missing[axis] = length - missing[axis]
                whole = try Tensor.joined([whole, whole.recorder.full(missing, filling, whole.dtype)], along: axis)
            }
            return whole
        }
    }
}
