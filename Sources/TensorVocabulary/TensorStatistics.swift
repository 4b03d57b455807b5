import Answers
import Arrays
import Autograd
import Language

/// Functions of tensors that are made of others: distances, quantiles, mean and spread together, padding.
enum TensorStatistics {
    static let functions: [TensorFunction] = [
        .init(
            "cdist", "the distance of every row of one tensor from every row of another",
            [
                Parameter("x2", .any, .required, "rows"), Parameter("p", .number(.nonNegative), 2, "the power"),
            ], example: "torch.zeros(1, 2), torch.ones(3, 2))", isMethod: false
        ) { x, args, context in
            let y = try args.tensor("x2", context)
            guard x.ndim >= 2, y.ndim >= 2, x.shape.last == y.shape.last else {
                throw Mistake(
                    "cdist of shapes \(x.shape.listText) and \(y.shape.listText)", expected: "rows of one length"
                ).raised(
                    as: "RuntimeError",
                    "X1 and X2 must have the same number of columns. X1: \(x.shape.last ?? 0) X2: \(y.shape.last ?? 0)")
            }
            return .thing(try (x.unsqueezed(-2) - y.unsqueezed(-3)).norm(args.number("p"), [-1]))
        },
        .init(
            "quantile", "what so large a share of the elements lies below",
            [
                Parameter("q", .any, .required, "a share from 0 to 1, or a tensor of them"), TensorFunction.oneDim,
                TensorFunction.keepdim,
                Parameter(
                    "interpolation", .choice(["linear", "lower", "higher", "nearest", "midpoint"]), "linear",
                    "what is taken between two elements", isKeywordOnly: true),
            ], example: "torch.tensor([1.0, 2.0, 4.0]), 0.5)"
        ) { x, args, context in
            let shares = try args.optionalTensor("q")?.array.doubles() ?? [args.number("q")]
            guard shares.allSatisfy({ (0...1).contains($0) }) else {
                throw Mistake("q = \(args["q"].brief)", expected: "shares from 0 to 1", argument: "q").raised(
                    as: "RuntimeError", "quantile() q values must be in the range [0, 1]")
            }
            let dim = try args.dim()
            let source = dim == nil ? try x.reshaped([x.count]) : x
            let axis = try source.ownAxis(dim ?? 0)
            guard x.dtype.isFloat, source.shape[axis] > 0 else {
                throw Mistake("quantile of \(x.dtype.torchName)", expected: "floating-point numbers, at least one")
                    .raised(as: "RuntimeError", "quantile() input tensor must be either float or double dtype")
            }
            let order = try source.gathered(axis, TensorFunctions.ordered(source, axis, isDescending: false))
            let found = try shares.map { share -> Tensor in
                let place = share * Double(source.shape[axis] - 1)
                let (low, high) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
                let (a, b) = (try order.narrowed(axis, low, 1), try order.narrowed(axis, high, 1))
                let value: Tensor
                switch try args.text("interpolation") {
                case "lower": value = a
                case "higher": value = b
                case "nearest": value = place.rounded(.toNearestOrEven) == Double(low) ? a : b
                case "midpoint": value = try (a + b) * 0.5
                default: value = try a + (b - a) * (place - Double(low))
                }
                return try args.bool("keepdim") && dim != nil ? value : value.squeezed([axis])
            }
            let isOne = args.optionalTensor("q").map { $0.ndim == 0 } ?? true
            return .thing(isOne ? found[0] : try Tensor.stacked(found, along: 0))
        },
        both("var_mean", "the variance, and the mean") { try $0.variance($1, correction: $2, keepsAxes: $3) },
        both("std_mean", "the standard deviation, and the mean") {
            try $0.deviation($1, correction: $2, keepsAxes: $3)
        },
        .init(
            "tensordot", "products summed over axes of both",
            [
                Parameter("b", .any, .required, "a tensor"),
                Parameter("dims", .any, .value(.int(2)), "how many axes, or two lists of them"),
            ], example: "torch.ones(2, 3), torch.ones(3, 4), dims=1)", isMethod: false
        ) { x, args, context in
            let y = try args.tensor("b", context)
            var (left, right): ([Int], [Int]) = ([], [])
            if let count = args["dims"].asInt, count >= 0, count <= Swift.min(x.ndim, y.ndim) {
                (left, right) = (Array((x.ndim - count)..<x.ndim), Array(0..<count))
            } else if let lists = args["dims"].elements, lists.count == 2 {
                left = try (lists[0].wholes ?? []).map { try x.axis($0) }
                right = try (lists[1].wholes ?? []).map { try y.axis($0) }
            }
            guard left.count == right.count, zip(left, right).allSatisfy({ x.shape[$0] == y.shape[$1] }) else {
                throw Mistake(
                    "dims = \(args["dims"].brief) of shapes \(x.shape.listText) and \(y.shape.listText)",
                    expected: "as many axes on both sides, of the same lengths", argument: "dims"
                ).raised(as: "RuntimeError", "contracted dimensions need to match")
            }
            let rows = x.shape.indices.filter { !left.contains($0) }
            let columns = y.shape.indices.filter { !right.contains($0) }
            let inner = left.reduce(1) { $0 * x.shape[$1] }
            let a = try x.permuted(rows + left).reshaped([rows.reduce(1) { $0 * x.shape[$1] }, inner])
            let b = try y.permuted(right + columns).reshaped([inner, columns.reduce(1) { $0 * y.shape[$1] }])
            return .thing(try a.matmul(b).reshaped(rows.map { x.shape[$0] } + columns.map { y.shape[$0] }))
        },
        .init(
            "pad", "more places at both ends of the last axes",
            [
                Parameter(
                    "pad", .list(of: .int()), .required, "before and behind of the last axis, of the one before it …"),
                Parameter(
                    "mode", .choice(["constant", "reflect", "replicate", "circular"]), "constant", "what stands there"),
                Parameter("value", .any, .value(.none), "the number; 0 where None"),
            ], example: "torch.ones(2, 2), (1, 0))", isMethod: false, in: ["torch.nn.functional"]
        ) { x, args, context in
            let widths = args["pad"].wholes ?? []
            guard widths.count % 2 == 0, widths.count / 2 <= x.ndim else {
                throw Mistake("pad = \(args["pad"].brief)", expected: "two numbers for each axis", argument: "pad")
                    .raised(
                        as: "RuntimeError", "Padding length must be divisible by 2")
            }
            let mode = try args.text("mode")
            let value = args["value"].isNone ? 0 : try args.number("value")
            var out = x
            for place in 0..<(widths.count / 2) {
                out = try padded(
                    out, x.ndim - 1 - place, widths[2 * place], widths[2 * place + 1], mode, value, context)
            }
            return .thing(out)
        },
    ]

    /// Mean and spread together.
    private static func both(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Tensor, [Int]?, Double, Bool) throws -> Tensor
    ) -> TensorFunction {
        TensorFunction(
            name, summary,
            [
                TensorFunction.dim, TensorFunction.keepdim,
                Parameter("correction", .number(), 1, "what is taken off n", isKeywordOnly: true),
            ], isMethod: false
        ) { x, args, _ in
            let (dims, keeps) = (try args.dims(), try args.bool("keepdim"))
            return .tuple([
                .thing(try body(x, dims, args.number("correction"), keeps)), .thing(try x.mean(dims, keepsAxes: keeps)),
            ])
        }
    }

    private static func padded(
        _ x: Tensor, _ axis: Int, _ before: Int, _ behind: Int, _ mode: String, _ value: Double, _ context: Context
    ) throws -> Tensor {
        let length = x.shape[axis]
        let total = length &+ before &+ behind
        let most = mode == "reflect" ? length - 1 : mode == "circular" ? length : Int.max >> 2
        guard before <= most, behind <= most, before > -(1 << 40), behind > -(1 << 40), total >= 0 else {
            throw Mistake(
                "\(before) and \(behind) more places (\(mode)) on an axis of length \(length)",
                expected: mode == "constant" ? "a length of 0 or more" : "at most \(most) on each side"
            ).raised(
                as: "RuntimeError",
                "Padding size should be less than the corresponding input dimension, but got: padding (\(before), \(behind)) "
                    + "at dimension \(axis) of input \(x.shape.listText)")
        }
        if mode == "constant" {
            let start = Swift.max(0, -before)
            var out = try x.narrowed(axis, start, Swift.max(0, length - start - Swift.max(0, -behind)))
            for (width, isFirst) in [(before, true), (behind, false)] where width > 0 {
                var shape = out.shape
                shape[axis] = width
                let edge = try context.recorder.full(shape, value, x.dtype)
                out = try Tensor.joined(isFirst ? [edge, out] : [out, edge], along: axis)
            }
            return out
        }
        try MemoryRoom.check(16 * Double(total), for: "\(total) places") { _ in "less padding" }
        let places = (0..<total).map { place -> Int in
            let from = place - before
            switch mode {
            case "replicate": return Swift.min(Swift.max(0, from), length - 1)
            case "circular": return ((from % length) + length) % length
            default: return from < 0 ? -from : from >= length ? 2 * (length - 1) - from : from
            }
        }
        return try x.picked(axis, places)
    }
}
