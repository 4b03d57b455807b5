import Answers
import Arrays
import Autograd
import Language
import Numbers
import RealModule

/// The words of `torch` itself: making tensors, putting them together, settings.
enum TorchWords {
    static let words: [Word] =
        making + drawing + joining + typed + settings + dtypes + autograd + layers + LayerClasses.all.map(\.word)
        + Containers.all
    static let members: [Member] = [
        .attribute("type", of: TorchDevice.self, "cpu") { _ in .text("cpu") },
        .attribute("name", of: GradientFunction.self, "its name") { .text($0.summary) },
    ]

    /// A word of torch; the example is what follows the name.
    static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter] = [], returns: String = "tensor", example: String,
        _ body: @escaping @Sendable (Arguments, Context) throws -> Value
    ) -> Word {
        Word(
            "torch.\(name)", family: "torch", summary: summary, parameters: parameters, returns: returns,
            examples: ["import torch\ntorch.\(name)\(example)"], meaning: .call(body))
    }

    private static let wanted = Parameter(
        "requires_grad", .bool, false, "whether a gradient is wanted", isKeywordOnly: true)
    private static let device = Parameter("device", .any, .value(.none), "there is one here: cpu", isKeywordOnly: true)
    private static let options = [TensorFunction.dtype, wanted, device]

    private static func finished(_ array: NDArray, _ args: Arguments, _ context: Context) throws -> Value {
        let tensor = context.recorder.tensor(array)
        if try args.bool("requires_grad") { try tensor.requireGrad() }
        return .thing(tensor)
    }

    // MARK: Classes

    static let tensorClass = NativeClass(
        "Tensor", module: "torch", methods: [],
        makes: { values, _, context in
            if values.count == 1, values[0].elements != nil || values[0].asThing(NDArray.self) != nil {
                return .thing(try context.tensor(values[0], dtype: .float32))
            }
            return .thing(context.recorder.tensor(try NDArray.zeros(values.compactMap(\.asInt), .float32)))
        })

    static let parameterClass = NativeClass(
        "Parameter", module: "torch.nn.parameter", base: tensorClass, methods: [],
        makes: { values, keywords, context in
            let given = values.first ?? keywords.first { $0.name == "data" }?.value ?? .none
            let wanted =
                values.count > 1 ? values[1] : keywords.first { $0.name == "requires_grad" }?.value ?? .bool(true)
            let tensor = try context.requireTensor(given, "Parameter").detached()
            tensor.isParameter = true
            if try context.isTrue(wanted) { try tensor.requireGrad() }
            return .thing(tensor)
        })

    // MARK: Making

    private static let data = Parameter("data", .any, .required, "numbers, lists of them, an array or a tensor")

    private static let making: [Word] =
        [
            word(
                "tensor", "a tensor of numbers; floating-point ones are float32 unless dtype says otherwise",
                [data] + options, example: "([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)"
            ) { args, context in
                let made = try args.about("data") { try context.tensor(args["data"], dtype: args.dtype()) }
                return try finished(made.array.copy(), args, context)
            },
            word("as_tensor", "the same; a tensor or array as it is", [data] + options, example: "([1, 2])") {
                args, context in .thing(try context.tensor(args["data"], dtype: args.dtype()))
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
                    throw args.mistake(
                        "ndarray", "\(args["ndarray"].brief) is \(Phrase.indefinite(args["ndarray"].kind))",
                        expected: "an array", try: "torch.tensor(…)")
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
                let (low, high, step) = (start.asDouble ?? 0, end.asDouble ?? 0, try args.number("step"))
                guard step != 0, (high - low) / step >= 0, (high - low) / step < 1e9 else {
                    throw args.mistake(
                        "step", "steps of \(step.short()) from \(low.short()) to \(high.short())",
                        expected: "a step in the right direction, and fewer than 1e9 numbers")
                }
                let count = Int(((high - low) / step).rounded(.up))
                let isWhole = [start, end, args["step"]].allSatisfy { if case .int = $0 { true } else { false } }
                let dtype = try args.dtype() ?? (isWhole ? .int64 : context.recorder.standard)
                let array = try NDArray(uninitialised: [count], dtype)
                for i in 0..<count {
                    array.set(
                        isWhole
                            ? .int(Int(saturating: low) &+ i &* Int(saturating: step)) : .float(low + Double(i) * step),
                        at: i)
                }
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

    private static func filled(_ name: String, _ what: String, _ value: Int) -> Word {
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

    // MARK: Drawing

    private static let generator = Parameter(
        "generator", .any, .value(.none), "has no effect here", isKeywordOnly: true)

    private static let drawing: [Word] = [
        word(
            "manual_seed", "begins the random numbers anew", [Parameter("seed", .int(), .required, "a whole number")],
            returns: "generator", example: "(0)"
        ) { args, context in
            context.recorder.reseed(UInt64(bitPattern: Int64(try args.int("seed"))))
            let generator = context.instance(of: DataClasses.generator)
            generator.set("seed", args["seed"])
            return .asObject(generator)
        },
        word("rand", "draws from U(0, 1)", [TensorFunction.shape] + options + [generator], example: "(2, 3)") {
            args, context in
            let array = try NDArray(uninitialised: args.lengths("shape"), args.dtype() ?? context.recorder.standard)
            try Draws.uniform(array, 0, 1, context.recorder)
            return try finished(array, args, context)
        },
        word("randn", "draws from N(0, 1)", [TensorFunction.shape] + options + [generator], example: "(2, 3)") {
            args, context in
            let array = try NDArray(uninitialised: args.lengths("shape"), args.dtype() ?? context.recorder.standard)
            try Draws.normal(array, 0, 1, context.recorder)
            return try finished(array, args, context)
        },
        word(
            "randint", "whole numbers from low to below high",
            [
                Parameter("low", .int(), .required, "the lowest; the bound where it stands alone"),
                Parameter("high", .any, .required, "above the highest; or the lengths"),
                Parameter("size", .any, .value(.none), "lengths"),
            ] + options + [generator], example: "(0, 10, (3,))"
        ) { args, context in
            let isShort = args["size"].isNone
            let (low, high) = isShort ? (0, try args.int("low")) : (try args.int("low"), args["high"].asInt ?? 0)
            guard let shape = (isShort ? args["high"] : args["size"]).wholes, low < high,
                !high.subtractingReportingOverflow(low).overflow
            else {
                throw args.mistake(
                    "high", "no whole number from \(low) to below \(high)",
                    expected: "low below high, and a tuple of lengths",
                    try: "torch.randint(0, 10, (3,))")
            }
            let array = try NDArray(uninitialised: shape, args.dtype() ?? .int64)
            context.recorder.draw { stream in
                for i in 0..<array.count { array.set(.int(low + stream.index(below: high - low)), at: i) }
            }
            return try finished(array, args, context)
        },
        word(
            "randperm", "the whole numbers below n in random order",
            [
                Parameter("n", .int(.atLeast(0)), .required, "how many"), generator,
            ], example: "(5)"
        ) { args, context in
            let count = try args.int("n")
            guard count <= 50_000_000 else {
                throw args.mistake("n", "\(count.grouped) numbers in random order", expected: "at most 50,000,000")
            }
            return .thing(context.recorder.tensor(try NDArray(context.recorder.draw { $0.permutation(count) })))
        },
        word(
            "normal", "draws from a normal distribution",
            [
                Parameter("mean", .any, .required, "a number or a tensor"),
                Parameter("std", .any, .value(.number(1)), "a number or a tensor"),
                Parameter("size", .any, .value(.none), "lengths"), generator,
            ], example: "(0.0, 1.0, (2,))"
        ) { args, context in
            let shape =
                args["size"].wholes ?? args.optionalTensor("mean")?.shape ?? args.optionalTensor("std")?.shape ?? []
            let array = try NDArray(uninitialised: shape, context.recorder.standard)
            try Draws.normal(array, 0, 1, context.recorder)
            let scaled = try context.operate(.multiply, .thing(context.recorder.tensor(array)), args["std"])
            return try context.operate(.add, scaled, args["mean"])
        },
        word(
            "bernoulli", "1 with the probability that stands there, else 0", [TensorFunction.input, generator],
            example: "(torch.tensor([0.5, 0.5]))"
        ) { args, context in
            let x = try args.tensor("input", context)
            let array = try NDArray(uninitialised: x.shape, x.dtype)
            let odds = x.array.doubles()
            context.recorder.draw { stream in
                for i in 0..<array.count { array.set(.int(stream.uniform() < odds[i] ? 1 : 0), at: i) }
            }
            return .thing(context.recorder.tensor(array))
        },
        word(
            "multinomial", "places drawn with these weights",
            [
                TensorFunction.input, Parameter("num_samples", .int(.atLeast(1)), .required, "how many"),
                Parameter("replacement", .bool, false, "whether a place can be drawn again"), generator,
            ], example: "(torch.tensor([0.2, 0.8]), 1)"
        ) { args, context in
            let x = try args.tensor("input", context)
            guard (1...2).contains(x.ndim) else {
                throw Mistake("weights of shape \(x.shape.listText)", expected: "1 or 2 axes", argument: "input")
                    .raised(
                        as: "RuntimeError", "prob_dist must be 1 or 2 dim")
            }
            let count = try args.int("num_samples")
            let length = x.shape[x.ndim - 1]
            let rows = x.ndim == 2 ? x.shape[0] : 1
            try MemoryRoom.check(16 * Double(count) * Double(rows), for: "\(count) draws") { _ in "fewer draws" }
            let replaces = try args.bool("replacement")
            let numbers = x.array.doubles()
            var out: [Int] = []
            for row in 0..<rows {
                let weights = Array(numbers[(row * length)..<((row + 1) * length)])
                guard replaces || count <= weights.count, weights.allSatisfy({ $0 >= 0 }), weights.reduce(0, +) > 0
                else {
                    throw args.mistake(
                        "num_samples", "\(count) draws from \(weights.count) weights",
                        expected: "weights from 0 on, and enough of them")
                }
                out += try places(count, weights, replaces: replaces, context)
            }
            return .thing(
                context.recorder.tensor(try NDArray(out, shape: x.ndim == 2 ? [rows, count] : [count])))
        },
    ]

    /// Places drawn with these weights, each of them once where it is not put back.
    private static func places(_ count: Int, _ weights: [Double], replaces: Bool, _ context: Context) throws -> [Int] {
        var weights = weights
        var out: [Int] = []
        try context.recorder.draw { stream in
            var check = StopCheck(context.work)
            for _ in 0..<count {
                try check.pass(weights.count)
                var rest = stream.uniform() * weights.reduce(0, +)
                var place = weights.lastIndex { $0 > 0 } ?? 0
                for (i, weight) in weights.enumerated() where weight > 0 {
                    rest -= weight
                    if rest < 0 {
                        place = i
                        break
                    }
                }
                out.append(place)
                if !replaces { weights[place] = 0 }
            }
        }
        return out
    }

    // MARK: Joining

    private static let parts = Parameter("tensors", .any, .required, "a list or tuple of tensors")
    private static let dim0 = Parameter("dim", aliases: ["axis"], .int(), 0, "an axis")

    private static func tensors(_ args: Arguments, _ context: Context) throws -> [Tensor] {
        try args["tensors"].elements(in: context).map { try context.requireTensor($0, "cat") }
    }

    private static let joining: [Word] =
        ["cat", "concat", "concatenate"].map { name in
            word(
                name, "tensors one after the other along an axis", [parts, dim0],
                example: "([torch.ones(2), torch.zeros(1)])"
            ) {
                args, context in .thing(try Tensor.joined(tensors(args, context), along: args.int("dim")))
            }
        } + [
            word(
                "stack", "tensors side by side along a new axis", [parts, dim0],
                example: "([torch.ones(2), torch.zeros(2)])"
            ) {
                args, context in .thing(try Tensor.stacked(tensors(args, context), along: args.int("dim")))
            },
            word("hstack", "tensors side by side", [parts], example: "((torch.ones(2), torch.ones(2)))") {
                args, context in
                let all = try tensors(args, context)
                return .thing(try Tensor.joined(all, along: (all.first?.ndim ?? 1) > 1 ? 1 : 0))
            },
            word("vstack", "tensors below each other", [parts], example: "((torch.ones(2), torch.ones(2)))") {
                args, context in
                let all = try tensors(args, context).map { $0.ndim < 2 ? try $0.reshaped([1, $0.count]) : $0 }
                return .thing(try Tensor.joined(all, along: 0))
            },
            word(
                "where", "the elements of one tensor where a condition holds, else those of another",
                [
                    Parameter("condition", .any, .required, "a bool tensor"),
                    Parameter("input", .any, .value(.none), "where it holds"),
                    Parameter("other", .any, .value(.none), "where it does not"),
                ], example: "(torch.tensor([True, False]), 1.0, 0.0)"
            ) { args, context in
                let condition = try args.tensor("condition", context)
                if args["input"].isNone {
                    let found = try condition.places()
                    return .tuple(try (0..<condition.ndim).map { .thing(try found.selected(1, $0)) })
                }
                func side(_ name: String, _ other: Value) throws -> Tensor {
                    let dtype = args[name].arrayNumber.flatMap { number -> DType? in
                        guard let tensor = other.asThing(Tensor.self) else { return nil }
                        if case .float = number, !tensor.dtype.isFloat { return nil }
                        return tensor.dtype
                    }
                    return try context.tensor(args[name], dtype: dtype)
                }
                return .thing(
                    try Tensor.choose(condition, side("input", args["other"]), side("other", args["input"])))
            },
            word(
                "meshgrid", "coordinates of a grid",
                [
                    Parameter("tensors", .any, .otherwise("none"), "vectors", isVariadic: true),
                    Parameter("indexing", .choice(["ij", "xy"]), "ij", "which axis comes first", isKeywordOnly: true),
                ], returns: "tuple", example: "(torch.arange(2), torch.arange(3), indexing=\"ij\")"
            ) { args, context in
                let given = try args.values("tensors")
                let items = given.count == 1 && given[0].elements != nil ? given[0].elements ?? [] : given
                let axes = try items.map { try context.requireTensor($0, "meshgrid") }
                let isTurned = try args.text("indexing") == "xy" && axes.count > 1
                let shape = axes.map(\.count)
                return .tuple(
                    try axes.enumerated().map { place, axis in
                        var lengths = [Int](repeating: 1, count: axes.count)
                        lengths[place] = axis.count
                        let grid = try axis.reshaped(lengths).expanded(shape)
                        return .thing(isTurned ? try grid.transposed(0, 1) : grid)
                    })
            },
            word(
                "einsum", "sums of products over named axes: \"ij,jk->ik\" is a product of matrices",
                [
                    Parameter("equation", .text, .required, "a letter for each axis, and those that stay"),
                    Parameter("operands", .any, .otherwise("none"), "tensors", isVariadic: true),
                ], example: "(\"ij,jk->ik\", torch.eye(2), torch.ones(2, 2))"
            ) { args, context in
                .thing(
                    try einsum(
                        args.text("equation"), args.values("operands").map { try context.requireTensor($0, "einsum") }))
            },
            word(
                "is_tensor", "whether a value is a tensor", [Parameter("obj", .any, .required, "anything")],
                returns: "bool",
                example: "(torch.ones(1))"
            ) { args, _ in .bool(args["obj"].asThing(Tensor.self) != nil) },
            word(
                "numel", "how many elements there are", [TensorFunction.input], returns: "number",
                example: "(torch.ones(2, 3))"
            ) {
                args, context in .int(try args.tensor("input", context).count)
            },
        ]

    /// Every operand is seen with all axes, multiplied, and summed over those that do not stay.
    private static func einsum(_ equation: String, _ operands: [Tensor]) throws -> Tensor {
        let sides = equation.filter { $0 != " " }.split(separator: "->", omittingEmptySubsequences: false)
        let inputs = sides[0].split(separator: ",", omittingEmptySubsequences: false).map { Array($0) }
        let letters = Set(inputs.joined()).sorted()
        let once = letters.filter { letter in inputs.joined().count { $0 == letter } == 1 }
        let output = sides.count > 1 ? Array(sides[1]) : once
        let isFit =
            inputs.count == operands.count && !operands.isEmpty && output.allSatisfy(letters.contains)
            && zip(inputs, operands).allSatisfy { $0.count == $1.ndim && Set($0).count == $0.count }
        guard isFit else {
            throw Mistake(
                "einsum \(equation) for shapes " + operands.map(\.shape.listText).joined(separator: ", "),
                expected: "one letter for each axis, and each once in a tensor",
                try: "torch.einsum(\"ij,jk->ik\", a, b)"
            ).raised(as: "RuntimeError")
        }
        let order = output + letters.filter { !output.contains($0) }
        var product: Tensor?
        for (names, operand) in zip(inputs, operands) {
            let present = order.filter(names.contains)
            var x = try operand.permuted(present.compactMap { names.firstIndex(of: $0) })
            for (place, letter) in order.enumerated() where !names.contains(letter) { x = try x.unsqueezed(place) }
            product = try product.map { try $0 * x } ?? x
        }
        let gone = Array(output.count..<order.count)
        let whole = product ?? operands[0]
        return gone.isEmpty ? whole : try whole.sum(gone)
    }

    // MARK: Settings

    /// `torch.LongTensor([1, 2])`: the older names of tensors of one dtype.
    private static let typed: [Word] = [
        ("LongTensor", DType.int64), ("IntTensor", .int32), ("FloatTensor", .float32), ("DoubleTensor", .float64),
        ("BoolTensor", .bool), ("ByteTensor", .uint8),
    ].map { name, dtype in
        word(
            name, "a tensor of \(dtype.name), of numbers or of these lengths",
            [Parameter("data", .any, .otherwise("nothing"), "numbers, or lengths", isVariadic: true)],
            example: "([1, 2])"
        ) { args, context in
            let given = try args.values("data")
            if given.count == 1, given[0].asInt == nil { return .thing(try context.tensor(given[0], dtype: dtype)) }
            return .thing(context.recorder.tensor(try NDArray.zeros(args.lengths("data"), dtype)))
        }
    }

    private static let settings: [Word] = [
        word(
            "Size", "the lengths of a tensor's axes", [Parameter("lengths", .any, .required, "whole numbers")],
            returns: "tuple", example: "([2, 3])"
        ) { args, _ in
            guard let lengths = args["lengths"].wholes, args["lengths"].elements != nil else {
                throw Mistake("\(args["lengths"].brief)", expected: "a list of whole numbers", argument: "lengths")
                    .raised(
                        as: "TypeError", "'\(args["lengths"].typeName)' object is not iterable")
            }
            return .size(lengths)
        },
        word(
            "compile", "the model or function as it is: there is nothing to be compiled here",
            [
                Parameter("model", .any, .required, "a model or a function"),
                Parameter(
                    "options", .any, .otherwise("nothing"), "without a meaning here", isVariadic: true,
                    isKeywordOnly: true),
            ], returns: "any", example: "(torch.nn.Linear(2, 1))"
        ) { args, context in
            context.noteOnce("torch.compile: nothing is to be compiled here; the model is used as it is")
            return args["model"]
        },
        word(
            "cuda.manual_seed_all", "has no effect: there is no graphics card here",
            [Parameter("seed", .int(), .required, "a whole number")], returns: "None", example: "(0)"
        ) { _, _ in .none },
        word(
            "cuda.manual_seed", "has no effect: there is no graphics card here",
            [Parameter("seed", .int(), .required, "a whole number")], returns: "None", example: "(0)"
        ) { _, _ in .none },
        Word(
            "torch.backends.cudnn", family: "torch",
            summary: "settings of graphics cards, which have no effect here: deterministic, benchmark, enabled",
            returns: "settings", examples: ["import torch\ntorch.backends.cudnn.benchmark"],
            meaning: .value { .thing(CardSettings()) }),
        word(
            "device", "where tensors are: cpu, and nowhere else here",
            [Parameter("type", .any, .value(.text("cpu")), "cpu")],
            returns: "device", example: "(\"cpu\")"
        ) { args, context in
            if let name = args["type"].asText, !name.hasPrefix("cpu") {
                context.noteOnce("\(name): there is no other device here; everything is computed on the cpu")
            }
            return .thing(TorchDevice.cpu)
        },
        word(
            "accelerator.is_available", "whether there is a device beside the processor: not here", returns: "bool",
            example: "()"
        ) {
            _, _ in .bool(false)
        },
        word(
            "accelerator.current_accelerator", "the device beside the processor: None here", returns: "device",
            example: "()"
        ) {
            _, _ in .none
        },
        word("cuda.is_available", "whether there is a graphics card: not here", returns: "bool", example: "()") {
            _, _ in .bool(false)
        },
        word("cuda.device_count", "how many graphics cards there are: none here", returns: "number", example: "()") {
            _, _ in .int(0)
        },
        word(
            "backends.mps.is_available", "whether there is a graphics card: not here", returns: "bool",
            example: "()"
        ) { _, _ in .bool(false) },
        word(
            "set_default_dtype", "the dtype of floating-point numbers that are not told theirs",
            [
                Parameter("d", .any, .required, "torch.float32 or torch.float64")
            ], returns: "None", example: "(torch.float32)"
        ) { args, context in
            guard let dtype = try args.dtype("d"), dtype.isFloat else {
                throw args.mistake("d", "\(args["d"].brief)", expected: "torch.float32 or torch.float64")
            }
            context.recorder.standard = dtype
            return .none
        },
        word(
            "get_default_dtype", "the dtype of floating-point numbers that are not told theirs", returns: "dtype",
            example: "()"
        ) {
            _, context in .thing(TorchDType.of(context.recorder.standard))
        },
        word(
            "set_num_threads", "has no effect here", [Parameter("n", .int(.atLeast(1)), .required, "threads")],
            returns: "None",
            example: "(1)"
        ) { _, _ in .none },
        Word(
            "torch.pi", family: "torch", summary: "π", returns: "number", examples: ["import torch\ntorch.pi"],
            meaning: .value { .number(Double.pi) }),
        Word(
            "torch.inf", family: "torch", summary: "∞", returns: "number", examples: ["import torch\ntorch.inf"],
            meaning: .value { .number(.infinity) }),
        Word(
            "torch.nan", family: "torch", summary: "no number", returns: "number",
            examples: ["import torch\ntorch.nan"],
            meaning: .value { .number(.nan) }),
        Word(
            "torch.__version__", family: "torch", summary: "the version of PyTorch that is followed here",
            returns: "string", examples: ["import torch\ntorch.__version__"], meaning: .value { .text("2.13.0") }),
    ]

    private static let dtypes: [Word] = [
        ("float32", DType.float32), ("float", .float32), ("float64", .float64), ("double", .float64), ("int64", .int64),
        ("long", .int64), ("int32", .int32), ("int", .int32), ("uint8", .uint8), ("bool", .bool),
    ].map { name, dtype in
        Word(
            "torch.\(name)", family: "torch", summary: "the dtype \(dtype.name)", returns: "dtype",
            examples: ["import torch\ntorch.\(name)"], meaning: .value { .thing(TorchDType.of(dtype)) })
    }

    // MARK: Gradients

    private static let functionOfOne = [
        Parameter("func", .any, .required, "a function of one tensor"),
        Parameter("inputs", .any, .required, "the tensor at which it is asked"),
    ]

    /// A copy of the tensor, and what the function makes of it.
    private static func applied(_ args: Arguments, _ context: Context) throws -> (x: Tensor, y: Tensor) {
        let x = context.recorder.tensor(try args.tensor("inputs", context).array.copy())
        try x.requireGrad()
        return (x, try context.requireTensor(try context.call(args["func"], [.thing(x)]), "func"))
    }

    /// Row by row: the derivatives of each element, 0 where there is no influence.
    private static func derivatives(of y: Tensor, by x: Tensor, _ context: Context) throws -> Tensor {
        let size = Double(y.count) * Double(x.count)
        try MemoryRoom.check(16 * size, for: "\(y.count) × \(x.count) derivatives") { _ in "fewer inputs" }
        let out = try NDArray.zeros(y.shape + x.shape, x.dtype)
        guard y.requiresGrad else { return context.recorder.tensor(out) }
        for row in 0..<y.count {
            if context.work.isCancelled { throw Stopped() }
            let chosen = try NDArray.zeros(y.shape, y.dtype)
            chosen.set(.float(1), at: row)
            let found = try Tensor.gradients(
                of: [y], [context.recorder.tensor(chosen)], by: [x], keepsGraph: true, createsGraph: false)
            for (column, number) in (found[0]?.array.doubles() ?? []).enumerated() {
                out.set(.float(number), at: row * x.count + column)
            }
        }
        return context.recorder.tensor(out)
    }

    private static let autograd: [Word] = [
        word(
            "autograd.grad", "d(outputs)/d(inputs), which leaves grad as it is",
            [
                Parameter("outputs", .any, .required, "a tensor, or several"),
                Parameter("inputs", .any, .required, "a tensor, or several"),
                Parameter("grad_outputs", .any, .value(.none), "d(loss)/d(output) for each"),
                Parameter("retain_graph", .optional(.bool), .value(.none), "whether the record stays"),
                Parameter("create_graph", .bool, false, "whether gradients are recorded themselves"),
                Parameter("allow_unused", .optional(.bool), .value(.none), "whether inputs may have no influence"),
            ], returns: "tuple", example: "((x := torch.ones(1, requires_grad=True)) * 2, x)"
        ) { args, context in
            func several(_ name: String) throws -> [Tensor] {
                if let one = args.optionalTensor(name) { return [one] }
                return try args[name].elements(in: context).map { try context.requireTensor($0, "grad") }
            }
            let creates = try args.bool("create_graph")
            let keeps = args["retain_graph"].isNone ? creates : try args.bool("retain_graph")
            let given: [Tensor?] = try args["grad_outputs"].isNone ? [] : several("grad_outputs")
            context.hookDesk.context = context
            defer { context.hookDesk.context = nil }
            let found = try Tensor.gradients(
                of: several("outputs"), given, by: several("inputs"), keepsGraph: keeps, createsGraph: creates)
            var mayBeUnused = false
            if case .bool(true) = args["allow_unused"] { mayBeUnused = true }
            return .tuple(
                try found.map { gradient in
                    if let gradient { return .thing(gradient) }
                    guard mayBeUnused else {
                        throw Mistake(
                            "an input has no influence on the outputs", expected: "inputs that they were computed from",
                            try: "allow_unused=True"
                        ).raised(
                            as: "RuntimeError",
                            "One of the differentiated Tensors appears to not have been used in the graph. Set "
                                + "allow_unused=True if this is the desired behavior.")
                    }
                    return .none
                })
        },
        word(
            "autograd.functional.jacobian", "all derivatives of what a function makes of a tensor: [*outputs, *inputs]",
            functionOfOne, example: "(lambda x: x ** 2, torch.tensor([1.0, 2.0]))"
        ) { args, context in
            try context.recorder.recording(true) {
                let (x, y) = try applied(args, context)
                return .thing(try derivatives(of: y, by: x, context))
            }
        },
        word(
            "autograd.functional.hessian", "all second derivatives of a function that makes one number of a tensor",
            functionOfOne, example: "(lambda x: (x ** 3).sum(), torch.tensor([1.0, 2.0]))"
        ) { args, context in
            try context.recorder.recording(true) {
                let (x, y) = try applied(args, context)
                guard y.count == 1 else {
                    throw Mistake("func gives \(y.count) numbers", expected: "one number, such as a loss").raised(
                        as: "RuntimeError",
                        "The Tensor returned by the function given to hessian should contain a single element")
                }
                guard y.requiresGrad,
                    let gradient = try Tensor.gradients(
                        of: [y], [], by: [x], keepsGraph: true, createsGraph: true)[0]
                else { return .thing(context.recorder.tensor(try NDArray.zeros(x.shape + x.shape, x.dtype))) }
                return .thing(try derivatives(of: gradient, by: x, context))
            }
        },
        word(
            "nn.utils.clip_grad_norm_",
            "scales all gradients together to a norm of at most max_norm; gives the norm before",
            [
                Parameter("parameters", .any, .required, "tensors"),
                Parameter("max_norm", .number(.nonNegative), .required, "the bound"),
                Parameter("norm_type", .any, .value(.number(2)), "p"),
                Parameter("error_if_nonfinite", .bool, false, "whether NaN is refused"),
            ], example: "(torch.nn.Linear(2, 1).parameters(), 1.0)"
        ) { args, context in
            let gradients = try parameters(args, context).compactMap(\.grad)
            let p = args["norm_type"].asDouble ?? .infinity
            return try context.recorder.recording(false) {
                let norms = try gradients.map { try $0.norm(p) }
                guard !norms.isEmpty else { return .thing(try context.recorder.scalar(0, .float32)) }
                let total = try Tensor.stacked(norms, along: 0).norm(p)
                if try args.bool("error_if_nonfinite"), total.array.only?.asDouble.isFinite != true {
                    throw Mistake("the gradients have a norm that is not finite", expected: "finite gradients").raised(
                        as: "RuntimeError",
                        "The total norm of order \(p) for gradients from `parameters` is non-finite, so it cannot be "
                            + "clipped. To disable this error and scale the gradients by the non-finite norm anyway, set "
                            + "`error_if_nonfinite=False`")
                }
                let bound = try args.number("max_norm")
                let coefficient = try (bound / (total + 1e-6)).clamped(nil, 1)
                for gradient in gradients { try gradient.become { try $0 * coefficient } }
                return .thing(total)
            }
        },
        word(
            "nn.utils.clip_grad_value_", "every gradient into ±clip_value",
            [
                Parameter("parameters", .any, .required, "tensors"),
                Parameter("clip_value", .number(.nonNegative), .required, "the bound"),
            ], returns: "None", example: "(torch.nn.Linear(2, 1).parameters(), 1.0)"
        ) { args, context in
            let bound = try args.number("clip_value")
            try context.recorder.recording(false) {
                for gradient in try parameters(args, context).compactMap(\.grad) {
                    try gradient.become { try $0.clamped(-bound, bound) }
                }
            }
            return .none
        },
        word(
            "nn.utils.parameters_to_vector", "all numbers of tensors in one vector",
            [
                Parameter("parameters", .any, .required, "tensors")
            ], example: "(torch.nn.Linear(2, 1).parameters())"
        ) { args, context in
            .thing(try Tensor.joined(parameters(args, context).map { try $0.reshaped([$0.count]) }, along: 0))
        },
    ]

    /// Tensors of an argument: one, or those of a list or generator.
    package static func parameters(_ args: Arguments, _ context: Context) throws -> [Tensor] {
        if let one = args.optionalTensor("parameters") { return [one] }
        return try args["parameters"].elements(in: context).map { try context.requireTensor($0, "parameters") }
    }

    // MARK: Functions with weights

    private static let functional = "nn.functional."

    private static let layers: [Word] = [
        word(
            functional + "linear", "x·Wᵀ + b",
            [
                TensorFunction.input, Parameter("weight", .any, .required, "W[outputs, inputs]"),
                Parameter("bias", .any, .value(.none), "b"),
            ], example: "(torch.ones(1, 2), torch.ones(3, 2))"
        ) { args, context in
            .thing(
                try args.tensor("input", context).affine(args.tensor("weight", context), args.optionalTensor("bias")))
        },
        word(
            functional + "dropout", "each number 0 with probability p, else x/(1 − p)",
            [
                TensorFunction.input, Parameter("p", .number(.share), 0.5, "the probability"),
                Parameter("training", .bool, true, "whether anything is done"),
                Parameter("inplace", .bool, false, "has no effect here"),
            ], example: "(torch.ones(3), 0.5)"
        ) { args, context in
            let x = try args.tensor("input", context)
            return .thing(try args.bool("training") ? x.dropped(args.number("p")) : x)
        },
        word(
            functional + "embedding", "rows of weights by their places",
            [
                TensorFunction.input, Parameter("weight", .any, .required, "one row for each whole number"),
            ], example: "(torch.tensor([1, 0]), torch.eye(2))"
        ) { args, context in
            .thing(try args.tensor("weight", context).embedded(args.tensor("input", context)))
        },
        word(
            functional + "one_hot", "1 at the place of each class number, else 0",
            [
                TensorFunction.input,
                Parameter("num_classes", .int(), -1, "how many; the largest and one more where −1"),
            ], example: "(torch.tensor([0, 2]), 3)"
        ) { args, context in
            let x = try args.tensor("input", context)
            let numbers = x.array.numbers().map(\.asInt)
            let asked = try args.int("num_classes")
            let classes = asked < 0 ? (numbers.max() ?? -1) &+ 1 : asked
            guard x.dtype.isInteger, numbers.allSatisfy({ $0 >= 0 && $0 < classes }) else {
                throw args.mistake(
                    "input", "class numbers for \(classes) classes", expected: "whole numbers from 0 to \(classes &- 1)"
                )
            }
            let out = try NDArray.zeros([numbers.count, classes], .int64)
            for (row, number) in numbers.enumerated() { out.set(.int(1), at: row * classes + number) }
            return .thing(context.recorder.tensor(try out.reshaped(x.shape + [classes])))
        },
        word(
            functional + "normalize", "x/‖x‖ along an axis",
            [
                TensorFunction.input, Parameter("p", .number(), 2, "the norm"), Parameter("dim", .int(), 1, "the axis"),
                Parameter("eps", .number(), 1e-12, "the smallest divisor"),
            ], example: "(torch.ones(2, 2))"
        ) { args, context in
            let x = try args.tensor("input", context)
            let norm = try x.norm(args.number("p"), [args.int("dim")], keepsAxes: true)
            return .thing(try x / norm.clamped(args.number("eps"), nil))
        },
        word(
            functional + "cosine_similarity", "the cosine of the angle between two tensors",
            [
                Parameter("x1", .any, .required, "a tensor"), Parameter("x2", .any, .required, "another"),
                Parameter("dim", .int(), 1, "the axis"), Parameter("eps", .number(), 1e-8, "the smallest divisor"),
            ], example: "(torch.ones(1, 2), torch.ones(1, 2))"
        ) { args, context in
            let (a, b, dim) = (try args.tensor("x1", context), try args.tensor("x2", context), try args.int("dim"))
            let lengths =
                try a.norm(2, [dim]).clamped(args.number("eps"), nil)
                * b.norm(2, [dim]).clamped(args.number("eps"), nil)
            return .thing(try (a * b).sum([dim]) / lengths)
        },
        word(
            functional + "conv2d", "a convolution over images",
            [
                TensorFunction.input, Parameter("weight", .any, .required, "W[out, in/groups, rows, columns]"),
                Parameter("bias", .any, .value(.none), "one number for each channel"),
                Parameter("stride", .any, .value(.int(1)), "from place to place"),
                Parameter("padding", .any, .value(.int(0)), "zeros around"),
                Parameter("dilation", .any, .value(.int(1)), "from pixel to pixel"),
                Parameter("groups", .int(.atLeast(1)), 1, "parts of the channels"),
            ], example: "(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 2, 2))"
        ) { args, context in
            let weight = try args.tensor("weight", context)
            guard weight.ndim == 4 else {
                throw args.mistake("weight", "weights of shape \(weight.shape.listText)", expected: "4 axes")
            }
            return .thing(
                try args.tensor("input", context).convolved(
                    weight, args.optionalTensor("bias"),
                    .init(
                        size: (weight.shape[2], weight.shape[3]), stride: args["stride"].pair ?? (1, 1),
                        padding: args["padding"].pair ?? (0, 0), dilation: args["dilation"].pair ?? (1, 1)),
                    groups: args.int("groups")))
        },
        word(
            functional + "layer_norm", "(x − mean)/√(variance + ε) over the last axes, times weight plus bias",
            [
                TensorFunction.input, Parameter("normalized_shape", .any, .required, "the lengths of the last axes"),
                Parameter("weight", .any, .value(.none), "factors"), Parameter("bias", .any, .value(.none), "added"),
                Parameter("eps", .number(.positive), 1e-5, "keeps the division finite"),
            ], example: "(torch.ones(1, 2), (2,))"
        ) { args, context in
            let (x, shape) = (try args.tensor("input", context), args["normalized_shape"].wholes ?? [])
            guard Array(x.shape.suffix(shape.count)) == shape, !shape.isEmpty else {
                throw Mistake(
                    "\(shape.listText) of shape \(x.shape.listText)", expected: "its last lengths",
                    argument: "normalized_shape"
                ).raised(as: "RuntimeError")
            }
            return .thing(
                try x.layerNormed(
                    shape.count, args.optionalTensor("weight"), args.optionalTensor("bias"), args.number("eps")))
        },
        word(
            "nn.utils.rnn.pad_sequence", "sequences of different lengths in one tensor",
            [
                Parameter("sequences", .any, .required, "tensors that differ in their first axis"),
                Parameter("batch_first", .bool, false, "whether the sequences are the first axis"),
                Parameter("padding_value", .number(), 0, "what stands behind the shorter ones"),
            ], example: "([torch.ones(2), torch.ones(3)])"
        ) { args, context in
            let all = try args["sequences"].elements(in: context).map { try context.requireTensor($0, "pad_sequence") }
            let longest = all.compactMap(\.shape.first).max() ?? 0
            let value = try args.number("padding_value")
            let filled = try all.map { part -> Tensor in
                let missing = try longest - part.requireLength()
                guard missing > 0 else { return part }
                let rest = try context.recorder.full([missing] + part.shape.dropFirst(), value, part.dtype)
                return try Tensor.joined([part, rest], along: 0)
            }
            return .thing(try Tensor.stacked(filled, along: args.bool("batch_first") ? 0 : 1))
        },
        pool("max_pool2d", "the largest under a window") { try $0.pooledByMaximum($1) },
        pool("avg_pool2d", "the mean under a window") { try $0.pooledByMean($1) },
    ]

    private static func pool(
        _ name: String, _ summary: String, _ body: @escaping @Sendable (Tensor, Tensor.Window) throws -> Tensor
    ) -> Word {
        word(
            functional + name, summary,
            [
                TensorFunction.input, Parameter("kernel_size", .any, .required, "the window"),
                Parameter("stride", .any, .value(.none), "from place to place; the window's where None"),
                Parameter("padding", .any, .value(.int(0)), "pixels around"),
            ], example: "(torch.ones(1, 1, 4, 4), 2)"
        ) { args, context in
            guard let size = args["kernel_size"].pair else {
                throw args.mistake("kernel_size", "\(args["kernel_size"].brief)", expected: "one or two whole numbers")
            }
            return .thing(
                try body(
                    args.tensor("input", context),
                    .init(size: size, stride: args["stride"].pair ?? size, padding: args["padding"].pair ?? (0, 0))))
        }
    }
}

extension Context {
    /// A plain number, or the only one of a tensor.
    func requireNumber(_ value: Value) throws -> ArrayNumber {
        if let number = value.arrayNumber { return number }
        if let number = value.asThing(Tensor.self)?.array.only { return number }
        throw Mistake("\(value.brief) is \(Phrase.indefinite(value.kind))", expected: "a number").raised(
            as: "TypeError")
    }
}
