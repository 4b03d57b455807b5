import Answers
import Arrays
import Autograd
import Language
import RealModule

/// Tensors from numbers, from shapes, and from bounds.
extension TorchWords {
    static let data = Parameter("data", .any, .required, "numbers, lists of them, an array or a tensor")

    static let making: [Word] =
        [
            word(
                "tensor", "a tensor of numbers; floating-point ones are float32 unless dtype says otherwise",
                [data] + options, example: "([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)"
            ) { args, context in
                let made = try args.about("data") {
                    try context.tensor(args["data"], dtype: args.dtype(), isExact: true)
                }
                return try finished(made.array.copy(), args, context)
            },
            word("as_tensor", "the same; a tensor or array as it is", [data] + options, example: "([1, 2])") {
                args, context in .thing(try context.tensor(args["data"], dtype: args.dtype(), isExact: true))
            },
            Word(
                "torch.Tensor", family: "torch",
                summary: "what tensors are; called, a tensor of float32 of numbers, or of these lengths",
                parameters: [Parameter("data", .any, .otherwise("nothing"), "numbers, or lengths", isVariadic: true)],
                returns: "tensor", examples: ["import torch\ntorch.Tensor([1, 2])"], meaning: .type(tensorClass)),
            Word(
                "torch.nn.Parameter", family: "torch",
                summary: "a tensor that parameters() finds, and that wants a gradient",
                parameters: [
                    Parameter("data", .any, .required, "a tensor"), Parameter("requires_grad", .bool, true, "or not"),
                ], returns: "tensor", examples: ["import torch\ntorch.nn.Parameter(torch.zeros(2))"],
                meaning: .type(parameterClass)),
            word(
                "from_numpy", "a tensor in the memory of an array", [Parameter("ndarray", .any, .required, "an array")],
                example: "(torch.ones(2).numpy())"
            ) { args, context in
                guard let array = args["ndarray"].asThing(NDArray.self) else {
                    throw Mistake(
                        "\(args["ndarray"].brief) is \(Phrase.indefinite(args["ndarray"].kind))",
                        expected: "an array", try: "torch.tensor(…)", argument: "ndarray"
                    ).raised(as: "TypeError", "expected np.ndarray (got \(args["ndarray"].typeName))")
                }
                return .thing(context.recorder.tensor(array))
            },
            filled("zeros", "zeros", 0), filled("ones", "ones", 1),
            filled("empty", "room for numbers; zeros here", 0),
            like("zeros_like", "zeros of the shape and dtype of another tensor") { x, dtype in
                try NDArray.zeros(x.shape, dtype)
            },
            like("ones_like", "ones of the shape and dtype of another tensor") { x, dtype in
                try NDArray.full(x.shape, .int(1), dtype)
            },
            like("empty_like", "room of the shape and dtype of another tensor; zeros here") { x, dtype in
                try NDArray.zeros(x.shape, dtype)
            },
            like("rand_like", "draws from U(0, 1) of the shape of another tensor") { x, dtype in
                let array = try NDArray(uninitialised: x.shape, dtype)
                try Draws.uniform(array, 0, 1, x.recorder)
                return array
            },
            like("randn_like", "draws from N(0, 1) of the shape of another tensor") { x, dtype in
                let array = try NDArray(uninitialised: x.shape, dtype)
                try Draws.normal(array, 0, 1, x.recorder)
                return array
            },
            word(
                "full", "one number over and over",
                [
                    Parameter("size", .any, .required, "lengths"),
                    Parameter("fill_value", .any, .required, "the number"),
                ] + options, example: "((2, 3), 7.0)"
            ) { args, context in
                let number = try context.requireNumber(args["fill_value"])
                if case .big(let big) = args["fill_value"], try args.dtype()?.isFloat != true {
                    throw Mistake(
                        "\(big) is no whole number of 64 bits", expected: "from −2⁶³ to 2⁶³ − 1",
                        try: "dtype=torch.float64", argument: "fill_value"
                    ).raised(as: "RuntimeError", "value cannot be converted to type int64_t without overflow")
                }
                let own: DType = if case .float = number { context.recorder.standard } else { number.dtype }
                return try finished(
                    NDArray.full(args["size"].wholes ?? [], number, args.dtype() ?? own), args, context)
            },
            word(
                "full_like", "one number over and over, of the shape of another tensor",
                [
                    TensorFunction.input, Parameter("fill_value", .any, .required, "the number"),
                ] + options, example: "(torch.ones(2), 7.0)"
            ) { args, context in
                let x = try args.tensor("input", context)
                if try args.dtype()?.isFloat != true { _ = try x.plain(args["fill_value"], as: .exact) }
                return try finished(
                    NDArray.full(x.shape, context.requireNumber(args["fill_value"]), args.dtype() ?? x.dtype), args,
                    context)
            },
            word(
                "arange", "numbers from start up to end, which is not among them",
                [
                    Parameter("start", .number(), .required, "the first; the end where it stands alone"),
                    Parameter("end", .any, .value(.none), "where it ends"),
                    Parameter("step", .number(), .value(.int(1)), "the distance"),
                ] + options, example: "(0, 6, 2)"
            ) { args, context in
                let isAlone = args["end"].isNone
                let (start, end) = isAlone ? (Value.int(0), args["start"]) : (args["start"], args["end"])
                let given = [start, end, args["step"]]
                if let wholes = try whole(given) {
                    return try finished(
                        counted(wholes, args.dtype() ?? .int64, args), args, context)
                }
                let (low, high, step) = (start.asDouble ?? 0, end.asDouble ?? 0, try args.number("step"))
                guard step != 0, (high - low) / step >= 0, (high - low) / step < 1e9 else {
                    throw args.mistake(
                        "step", "steps of \(step.short()) from \(low.short()) to \(high.short())",
                        expected: "a step in the right direction, and fewer than 1e9 numbers")
                }
                let count = Int(((high - low) / step).rounded(.up))
                let array = try NDArray(
                    uninitialised: [count], args.dtype() ?? context.recorder.standard)
                for i in 0..<count { array.set(.float(low + Double(i) * step), at: i) }
                return try finished(array, args, context)
            },
            spaced("linspace", "numbers at equal distances, both ends among them", "(0, 1, 5)") { $0 },
            spaced("logspace", "10 to powers at equal distances", "(0, 2, 3)") { Double.pow(10, $0) },
            word(
                "eye", "ones on the diagonal",
                [
                    Parameter("n", .int(.atLeast(0)), .required, "rows"),
                    Parameter("m", .optional(.int(.atLeast(0))), .value(.none), "columns"),
                ] + options, example: "(3)"
            ) { args, context in
                let n = try args.int("n")
                return try finished(
                    TensorFunctions.eye(n, args["m"].asInt ?? n, args.dtype() ?? context.recorder.standard), args,
                    context)
            },
        ]

    /// Bounds and a step that are all whole; nil where one is not.
    ///
    /// - Throws: `Mistake` (PyTorch's RuntimeError or OverflowError) for one beyond 64 bits.
    private static func whole(_ given: [Value]) throws -> [Int]? {
        if given.contains(where: { if case .number = $0 { true } else { false } }) { return nil }
        for value in given {
            guard case .big = value else { continue }
            let isLong = value.asDouble.map { $0 < -0x1p63 || $0 >= 0x1p64 } ?? true
            throw Mistake("\(value.brief) is no whole number of 64 bits", expected: "numbers from −2⁶³ to 2⁶³ − 1")
                .raised(
                    as: isLong ? "OverflowError" : "RuntimeError",
                    isLong
                        ? "int too big to convert" : "value cannot be converted to type int64_t without overflow")
        }
        let wholes = given.compactMap { value -> Int? in if case .int(let number) = value { number } else { nil } }
        return wholes.count == given.count ? wholes : nil
    }

    /// Whole numbers from the first up to the second, which is not among them, at the distance of the third.
    private static func counted(_ wholes: [Int], _ dtype: DType, _ args: Arguments) throws -> NDArray {
        let (low, high, step) = (wholes[0], wholes[1], wholes[2])
        let (span, isLong) = high.subtractingReportingOverflow(low)
        guard step != 0, !isLong, span == 0 || (span > 0) == (step > 0), span.magnitude / step.magnitude < 1_000_000_000
        else {
            throw args.mistake(
                "step", "steps of \(step) from \(low) to \(high)",
                expected: "a step in the right direction, and fewer than 1e9 numbers")
        }
        let (full, rest) = span.magnitude.quotientAndRemainder(dividingBy: step.magnitude)
        let array = try NDArray(uninitialised: [Int(full) + (rest == 0 ? 0 : 1)], dtype)
        for i in 0..<array.count { array.set(.int(low &+ i &* step), at: i) }
        return array
    }

    static func filled(_ name: String, _ what: String, _ value: Int) -> Word {
        word(name, what, [TensorFunction.shape] + options, example: "(2, 3)") { args, context in
            try finished(
                NDArray.full(args.lengths("shape"), .int(value), args.dtype() ?? context.recorder.standard), args,
                context)
        }
    }

    private static func like(
        _ name: String, _ what: String, _ body: @escaping @Sendable (Tensor, DType) throws -> NDArray
    ) -> Word {
        word(name, what, [TensorFunction.input] + options, example: "(torch.ones(2, 3))") { args, context in
            let x = try args.tensor("input", context)
            return try finished(body(x, args.dtype() ?? x.dtype), args, context)
        }
    }

    private static func spaced(
        _ name: String, _ what: String, _ example: String, _ body: @escaping @Sendable (Double) -> Double
    ) -> Word {
        word(
            name, what,
            [
                Parameter("start", .number(), .required, "the first"),
                Parameter("end", .number(), .required, "the last"),
                Parameter("steps", .int(.atLeast(0)), .required, "how many"),
            ] + options, example: example
        ) { args, context in
            let (low, high, count) = (try args.number("start"), try args.number("end"), try args.int("steps"))
            let array = try NDArray(uninitialised: [count], args.dtype() ?? context.recorder.standard)
            let step = count > 1 ? (high - low) / Double(count - 1) : 0
            for i in 0..<count {
                // From both ends, as PyTorch does.
                let x = i < count / 2 ? low + step * Double(i) : high - step * Double(count - 1 - i)
                array.set(.float(body(count == 1 ? low : x)), at: i)
            }
            return try finished(array, args, context)
        }
    }
}
