import Answers
import Arrays
import Autograd
import Language
import Numbers

/// Many elements become one: along some axes, or all of them.
extension TensorFunctions {
    static let reductions: [TensorFunction] =
        [
            .init("sum", "Σ", [TensorFunction.dim, TensorFunction.keepdim, TensorFunction.dtype]) { x, args, _ in
                let x = try args.dtype().map { try x.cast(to: $0) } ?? x
                return .thing(try x.sum(args.dims(), keepsAxes: args.bool("keepdim")))
            },
            .init("mean", "the mean", [TensorFunction.dim, TensorFunction.keepdim, TensorFunction.dtype]) {
                x, args, _ in
                let x = try args.dtype().map { try x.cast(to: $0) } ?? x
                return .thing(try x.mean(args.dims(), keepsAxes: args.bool("keepdim")))
            },
            spread("var", "the variance, over n − 1") {
                try $0.variance($1, correction: $2, keepsAxes: $3)
            },
            spread("std", "the standard deviation, over n − 1") {
                try $0.deviation($1, correction: $2, keepsAxes: $3)
            },
            .init("prod", "Π", [TensorFunction.oneDim, TensorFunction.keepdim]) { x, args, _ in
                .thing(try x.product(args.dim(), keepsAxes: args.bool("keepdim")))
            },
            extreme("max", .max, .maximum), extreme("min", .min, .minimum),
            .init("argmax", "where the largest element stands", [TensorFunction.oneDim, TensorFunction.keepdim]) {
                x, args, _ in .thing(try x.place(of: .argmax, args.dim(), keepsAxes: args.bool("keepdim")))
            },
            .init("argmin", "where the smallest element stands", [TensorFunction.oneDim, TensorFunction.keepdim]) {
                x, args, _ in .thing(try x.place(of: .argmin, args.dim(), keepsAxes: args.bool("keepdim")))
            },
            .init("amax", "the largest along axes", [TensorFunction.dim, TensorFunction.keepdim]) { x, args, _ in
                let isKept = try args.bool("keepdim")
                let dims = try args.dims() ?? (isKept ? Array(x.shape.indices) : nil)
                guard let dims else { return .thing(try x.extreme(.max)) }
                return .thing(try x.extreme(.max, over: dims, keepsAxes: isKept))
            },
            .init("amin", "the smallest along axes", [TensorFunction.dim, TensorFunction.keepdim]) { x, args, _ in
                let isKept = try args.bool("keepdim")
                let dims = try args.dims() ?? (isKept ? Array(x.shape.indices) : nil)
                guard let dims else { return .thing(try x.extreme(.min)) }
                return .thing(try x.extreme(.min, over: dims, keepsAxes: isKept))
            },
            .init(
                "all", "whether all elements are true", [TensorFunction.dim, TensorFunction.keepdim],
                example: "torch.tensor([True, False]))"
            ) { x, args, _ in .thing(try x.truth(.all, args.dims(), keepsAxes: args.bool("keepdim"))) },
            .init(
                "any", "whether any element is true", [TensorFunction.dim, TensorFunction.keepdim],
                example: "torch.tensor([True, False]))"
            ) { x, args, _ in .thing(try x.truth(.any, args.dims(), keepsAxes: args.bool("keepdim"))) },
            .init(
                "norm", "(Σ|x|ᵖ)^(1/p)",
                [
                    Parameter("p", aliases: ["ord"], .any, .value(.int(2)), "the power"), TensorFunction.dim,
                    TensorFunction.keepdim,
                ], in: ["torch", "torch.linalg"]
            ) { x, args, _ in
                let p = args["p"].isNone || args["p"].isText ? 2 : try args.number("p")
                return .thing(try x.norm(p, args.dims(), keepsAxes: args.bool("keepdim")))
            },
            .init(
                "cumsum", "running sums along an axis", [TensorFunction.someDim],
                example: "torch.tensor([1.0, 2.0]), 0)"
            ) { x, args, _ in .thing(try x.runningSum(args.int("dim"))) },
            .init(
                "median", "the lower middle of the sorted elements; with dim also where it stands",
                [TensorFunction.oneDim, TensorFunction.keepdim]
            ) { x, args, _ in
                guard let dim = try args.dim() else { return .thing(try x.median()) }
                let axis = try x.ownAxis(dim)
                guard x.shape[axis] > 0 else {
                    throw Mistake("the median along an empty axis", expected: "an axis with elements").raised(
                        as: "IndexError",
                        "median(): Expected reduction dim \(axis) to have non-zero size.")
                }
                let places = try medianPlaces(x, axis)
                let values = try x.gathered(axis, places)
                let keeps = try args.bool("keepdim")
                return .record(
                    "torch.return_types.median", ["values", "indices"],
                    [
                        .thing(keeps ? values : try values.squeezed([axis])),
                        .thing(keeps ? places : try places.squeezed([axis])),
                    ])
            },
            .init(
                "logsumexp", "log Σeˣ along axes",
                [
                    Parameter("dim", aliases: ["axis"], .any, .required, "an axis, or several"), TensorFunction.keepdim,
                ], example: "torch.tensor([1.0, 2.0]), 0)"
            ) { x, args, _ in
                .thing(try x.logSumExp(args.dims() ?? [], keepsAxes: args.bool("keepdim")))
            },
        ]

    /// Where the lower middle stands along an axis; the first NaN where there is one.
    private static func medianPlaces(_ x: Tensor, _ axis: Int) throws -> Tensor {
        let length = x.shape[axis]
        let middle = try ordered(x, axis, isDescending: false).narrowed(axis, (length - 1) / 2, 1)
        let missing = try x.detached().test(.isnan)
        return try Tensor.choose(
            missing.truth(.any, [axis], keepsAxes: true),
            missing.cast(to: .uint8).place(of: .argmax, axis, keepsAxes: true), middle)
    }

    private static func spread(
        _ name: String, _ summary: String,
        _ body: @escaping @Sendable (Tensor, [Int]?, Double, Bool) throws -> Tensor
    ) -> TensorFunction {
        TensorFunction(
            name, summary,
            [
                TensorFunction.dim,
                Parameter("unbiased", .optional(.bool), .value(.none), "whether to divide by n − 1"),
                TensorFunction.keepdim,
                Parameter("correction", .number(), 1, "what is taken off n", isKeywordOnly: true),
            ]
        ) { x, args, _ in
            var (dims, correction) = (args["dim"], try args.number("correction"))
            if case .bool(let isUnbiased) = dims {
                // x.std(False)
                correction = isUnbiased ? 1 : 0
                dims = .none
            }
            if case .bool(let isUnbiased) = args["unbiased"] { correction = isUnbiased ? 1 : 0 }
            return .thing(try body(x, dims.isNone ? nil : args.dims(), correction, args.bool("keepdim")))
        }
    }

    private static func extreme(_ name: String, _ reduction: Reduction, _ pairwise: BinaryFunction) -> TensorFunction {
        TensorFunction(
            name, "the \(name == "max" ? "largest" : "smallest") element; with dim also where it stands",
            [
                Parameter("dim", aliases: ["axis", "other"], .any, .value(.none), "an axis, or another tensor"),
                TensorFunction.keepdim,
            ]
        ) { x, args, _ in
            if let other = args.optionalTensor("dim"), other.count > 1 || other.dtype.isFloat {
                return .thing(try Tensor.extremum(pairwise, x, other))
            }
            guard let dim = try args.dim() else { return .thing(try x.extreme(reduction)) }
            let found = try x.extreme(reduction, dim, keepsAxes: args.bool("keepdim"))
            return .record(
                "torch.return_types.\(name)", ["values", "indices"], [.thing(found.values), .thing(found.places)])
        }
    }
}
