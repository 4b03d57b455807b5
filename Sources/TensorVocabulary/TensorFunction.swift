import Answers
import Arrays
import Autograd
import Glibc
import Language
import Numbers

/// A function of tensors, declared once: the method `x.relu()`, the word `torch.relu(x)`, and where PyTorch has it so,
/// `torch.nn.functional.relu(x)`.
struct TensorFunction: Sendable {
    typealias Body = @Sendable (Tensor, Arguments, Context) throws -> Value

    var name: String
    var aliases: [String]
    var summary: String
    package var parameters: [Parameter]
    /// What `torch.name(` is followed by in the example.
    var example: String
    var isMethod: Bool
    /// Modules in which it is a word: `torch`, `torch.nn.functional`, `torch.linalg`.
    var modules: [String]
    var body: Body

    init(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter] = [],
        example: String = "torch.tensor([0.5, 2.0]))", isMethod: Bool = true, in modules: [String] = ["torch"],
        _ body: @escaping Body
    ) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.parameters = parameters
        self.example = example
        self.isMethod = isMethod
        self.modules = modules
        self.body = body
    }

    /// A function without parameters.
    init(
        unary name: String, aliases: [String] = [], _ summary: String, in modules: [String] = ["torch"],
        isMethod: Bool = true, _ function: @escaping @Sendable (Tensor) throws -> Tensor
    ) {
        self.init(name, aliases: aliases, summary, isMethod: isMethod, in: modules) { x, _, _ in .thing(try function(x))
        }
    }

    static let input = Parameter("input", aliases: ["x", "tensor"], .any, .required, "a tensor")

    var words: [Word] {
        let (name, body) = (name, body)
        return modules.flatMap { module in
            ([name] + aliases).map { spelling in
                let whole = "\(module).\(spelling)"
                return Word(
                    whole, family: "torch", summary: summary,
                    parameters: [TensorFunction.input] + parameters + (module == "torch" ? [TensorFunction.out] : []),
                    returns: "tensor", examples: ["import torch\n\(whole)(\(example)"],
                    meaning: .call { args, context in
                        let value = args["input"]
                        let x = try value.asThing(Tensor.self) ?? TensorFunction.convert(value, name, context)
                        let found = try body(x, args, context)
                        guard module == "torch", !args["out"].isNone else { return found }
                        return try TensorFunction.laid(found, into: args["out"], whole)
                    })
            }
        }
    }

    /// PyTorch takes arrays for no tensors; a plain number stands for one only where that is meant.
    private static func convert(_ value: Value, _ name: String, _ context: Context) throws -> Tensor {
        try context.requireTensor(value, name)
    }

    /// Where a result is to be put instead of a new tensor.
    static let out = Parameter("out", .any, .value(.none), "a tensor that takes the result", isKeywordOnly: true)

    /// - Throws: `Mistake` where the result is no single tensor, or the other tensor cannot take it.
    private static func laid(_ found: Value, into given: Value, _ name: String) throws -> Value {
        guard let result = found.asThing(Tensor.self), let target = given.asThing(Tensor.self) else {
            throw Mistake("\(name) has out = \(given.brief)", expected: "a tensor", try: "y = \(name)(…)").raised(
                as: "TypeError", "\(name)(): argument 'out' must be Tensor, not \(given.typeName)")
        }
        guard !result.requiresGrad, !target.requiresGrad else {
            throw Mistake(
                "\(name) with out= is not recorded for gradients", expected: "tensors without requires_grad",
                try: "y = \(name)(…)"
            ).raised(
                as: "RuntimeError",
                "\(name)(): functions with out=... arguments don't support automatic differentiation, but one of the "
                    + "arguments requires grad.")
        }
        guard result.shape == target.shape else {
            throw Mistake(
                "\(name) gives shape \(result.shape.listText), and out has \(target.shape.listText)",
                expected: "a tensor of the result's shape", try: "torch.empty(\(result.shape.listText))"
            ).raised(as: "RuntimeError")
        }
        try target.take(result.array)
        return .thing(target)
    }

    var member: Member? {
        guard isMethod else { return nil }
        let body = body
        var member = Member.method(name, aliases: aliases, of: Tensor.self, returns: "tensor", summary, parameters) {
            x, args, context in try body(x, args, context)
        }
        member.returns = "tensor"
        return member
    }

    // MARK: Parameters that many share

    static let dim = Parameter("dim", aliases: ["axis"], .any, .value(.none), "an axis, or several; all where None")
    static let oneDim = Parameter("dim", aliases: ["axis"], .optional(.int()), .value(.none), "an axis; all where None")
    static let someDim = Parameter("dim", aliases: ["axis"], .int(), .required, "an axis")
    static let keepdim = Parameter(
        "keepdim", aliases: ["keepdims"], .bool, false, "whether the axes that go stay with length 1")
    static let other = Parameter("other", .any, .required, "a tensor or a number")
    static let shape = Parameter(
        "shape", aliases: ["size"], .any, .otherwise("no axes"), "lengths, or one tuple of them",
        isVariadic: true)
    package static let dtype = Parameter(
        "dtype", .any, .value(.none), "torch.float32, torch.float64, torch.int64 …", isKeywordOnly: true)
}

/// All of them.
enum TensorFunctions {
    static let words: [Word] = all.flatMap(\.words)
    static let members: [Member] = all.compactMap(\.member)

    static let all: [TensorFunction] =
        elementary + arithmetic + reductions + shapes + places + functional + TensorStatistics.functions

    private static let both = ["torch", "torch.nn.functional"]

    static let elementary: [TensorFunction] = [
        .init(unary: "abs", aliases: ["absolute"], "|x|") { try $0.absolute() },
        .init(unary: "neg", aliases: ["negative"], "−x") { try -$0 },
        .init(unary: "exp", "eˣ") { try $0.exp() },
        .init(unary: "exp2", "2ˣ") { try $0.exp2() },
        .init(unary: "expm1", "eˣ − 1", in: ["torch", "torch.special"]) { try $0.expm1() },
        .init(unary: "log", "the natural logarithm") { try $0.log() },
        .init(unary: "log2", "the logarithm to base 2") { try $0.log2() },
        .init(unary: "log10", "the logarithm to base 10") { try $0.log10() },
        .init(unary: "log1p", "ln(1 + x)", in: ["torch", "torch.special"]) { try $0.log1p() },
        .init(unary: "sqrt", "√x") { try $0.squareRoot() },
        .init(unary: "rsqrt", "1/√x") { try $0.reciprocalRoot() },
        .init(unary: "square", "x²") { try $0.square() },
        .init(unary: "reciprocal", "1/x") { try $0.inexactReciprocal() },
        .init(unary: "sin", "the sine") { try $0.sin() },
        .init(unary: "cos", "the cosine") { try $0.cos() },
        .init(unary: "tan", "the tangent") { try $0.tan() },
        .init(unary: "asin", aliases: ["arcsin"], "the angle of a sine") { try $0.asin() },
        .init(unary: "acos", aliases: ["arccos"], "the angle of a cosine") { try $0.acos() },
        .init(unary: "atan", aliases: ["arctan"], "the angle of a tangent") { try $0.atan() },
        .init(unary: "sinh", "the hyperbolic sine") { try $0.sinh() },
        .init(unary: "cosh", "the hyperbolic cosine") { try $0.cosh() },
        .init(unary: "tanh", "the hyperbolic tangent", in: both) { try $0.tanh() },
        .init(unary: "sigmoid", "1/(1 + e⁻ˣ)", in: both + ["torch.special"]) { try $0.sigmoid() },
        .init(unary: "erf", "the error function", in: ["torch", "torch.special"]) { try $0.erf() },
        .init(unary: "sign", aliases: ["sgn"], "−1, 0 or 1") { try $0.sign() },
        .init(unary: "floor", "rounded down") { try $0.floor() },
        .init(unary: "ceil", "rounded up") { try $0.ceil() },
        .init(unary: "trunc", aliases: ["fix"], "without its fraction") { try $0.trunc() },
        .init(unary: "isnan", "whether each element is NaN") { try $0.test(.isnan) },
        .init(unary: "isinf", "whether each element is infinite") { try $0.test(.isinf) },
        .init(unary: "isfinite", "whether each element is finite") { try $0.test(.isfinite) },
        .init(unary: "logical_not", "whether each element is 0") { try $0.test(.logicalNot) },
        .init(
            "round", "the nearest whole number, or with so many decimals",
            [
                Parameter("decimals", .int(.init(-300, 300)), 0, "digits after the point", isKeywordOnly: true)
            ]
        ) { x, args, _ in
            let scale = (0..<abs(try args.int("decimals"))).reduce(1.0) { value, _ in value * 10 }
            if scale == 1 { return .thing(try x.rounded()) }
            return .thing(
                try args.int("decimals") > 0 ? (x * scale).rounded() / scale : (x / scale).rounded() * scale)
        },
        .init(
            "clamp", aliases: ["clip"], "min(max(x, low), high)",
            [
                Parameter("min", .any, .value(.none), "the lowest that stays"),
                Parameter("max", .any, .value(.none), "the highest that stays"),
            ], example: "torch.tensor([-2.0, 0.5]), 0, 1)"
        ) { x, args, _ in
            guard !args["min"].isNone || !args["max"].isNone else {
                throw Mistake("clamp has neither min nor max", expected: "one of them").raised(
                    as: "RuntimeError", "torch.clamp: At least one of 'min' or 'max' must not be None")
            }
            var out = x
            if let low = args.optionalTensor("min"), low.count > 1 { out = try Tensor.extremum(.maximum, out, low) }
            if let high = args.optionalTensor("max"), high.count > 1 { out = try Tensor.extremum(.minimum, out, high) }
            return .thing(try out.clamped(args["min"].asDouble, args["max"].asDouble))
        },
    ]

    static let arithmetic: [TensorFunction] =
        [
            ("add", "+", BinaryOperator.add), ("sub", "−", .subtract), ("mul", "·", .multiply), ("div", "/", .divide),
            ("remainder", "%", .remainder), ("floor_divide", "//", .floorDivide),
        ].map { name, sign, operation in
            TensorFunction(
                name, aliases: ["subtract", "multiply", "divide", "true_divide"].filter { $0.hasPrefix(name) },
                "x \(sign) y, element by element",
                [TensorFunction.other, Parameter("alpha", .number(), 1, "a factor of y", isKeywordOnly: true)],
                example: "torch.tensor([4.0, 2.0]), 2)"
            ) { x, args, context in
                var y = args["other"]
                if args.isGiven("alpha") { y = try context.operate(.multiply, y, args["alpha"]) }
                return try context.operate(operation, .thing(x), y)
            }
        }
        + [
            ("eq", "==", BinaryFunction.equal), ("ne", "!=", .notEqual), ("lt", "<", .less), ("le", "<=", .lessEqual),
            ("gt", ">", .greater), ("ge", ">=", .greaterEqual), ("logical_and", "and", .logicalAnd),
            ("logical_or", "or", .logicalOr), ("logical_xor", "xor", .logicalXor), ("bitwise_and", "&", .and),
            ("bitwise_or", "|", .or),
        ].map { name, sign, function in
            TensorFunction(
                name, "x \(sign) y, element by element", [TensorFunction.other],
                example: "torch.tensor([4, 2]), 2)"
            ) { x, args, context in
                guard let y = try context.operand(args["other"]) else {
                    throw args.mistake("other", "\(args["other"].brief)", expected: "a tensor or a number")
                }
                return .thing(try Tensor.compare(function, .tensor(x), y, x.recorder))
            }
        }
        + [
            .init(
                "fmod", "the remainder with the sign of x", [TensorFunction.other],
                example: "torch.tensor([-5.0, 5.0]), 3)"
            ) { x, args, context in
                guard let y = try context.operand(args["other"]) else {
                    throw args.mistake("other", "\(args["other"].brief)", expected: "a tensor or a number")
                }
                return .thing(try Tensor.whole(.fmod, .tensor(x), y, x.recorder))
            },
            pair("atan2", aliases: ["arctan2"], "the angle of the point (y, x), from −π to π", Tensor.angle),
            pair("hypot", "√(x² + y²), without overflow", Tensor.hypotenuse),
            .init(
                "pow", "xᵖ", [Parameter("exponent", .any, .required, "a number or a tensor")],
                example: "torch.tensor([4.0, 2.0]), 2)"
            ) { x, args, context in try context.operate(.power, .thing(x), args["exponent"]) },
            .init(
                "matmul", "a @ b", [TensorFunction.other], example: "torch.eye(2), torch.ones(2))",
                in: ["torch", "torch.linalg"]
            ) { x, args, context in .thing(try x.matmul(args.tensor("other", context))) },
            product("mm", "of two matrices", 2, 2, "mat2"), product("bmm", "of two stacks of matrices", 3, 3, "mat2"),
            product("mv", "of a matrix and a vector", 2, 1, "vec"), product("dot", "of two vectors", 1, 1, "other"),
            .init(
                "outer", "every element times every other", [Parameter("vec2", .any, .required, "a vector")],
                example: "torch.ones(2), torch.ones(3))"
            ) { x, args, context in
                .thing(try x.unsqueezed(1) * args.tensor("vec2", context).unsqueezed(0))
            },
            .init(
                "maximum", "the larger of two, element by element", [TensorFunction.other],
                example: "torch.ones(2), torch.zeros(2))"
            ) { x, args, context in .thing(try Tensor.extremum(.maximum, x, args.tensor("other", context))) },
            .init(
                "minimum", "the smaller of two, element by element", [TensorFunction.other],
                example: "torch.ones(2), torch.zeros(2))"
            ) { x, args, context in .thing(try Tensor.extremum(.minimum, x, args.tensor("other", context))) },
            .init(
                "lerp", "x + w·(y − x)",
                [
                    Parameter("end", .any, .required, "y"), Parameter("weight", .any, .required, "w"),
                ], example: "torch.zeros(2), torch.ones(2), 0.5)"
            ) { x, args, context in
                let apart = try args.tensor("end", context) - x
                let w = try context.operate(.multiply, args["weight"], .thing(apart))
                return try context.operate(.add, .thing(x), w)
            },
            .init(
                "allclose", "whether two tensors are nearly equal", tolerances,
                example: "torch.ones(2), torch.ones(2))"
            ) { x, args, context in
                .bool(try close(x, args, context).truth(.all).truth())
            },
            .init(
                "isclose", "which elements are nearly equal", tolerances,
                example: "torch.ones(2), torch.ones(2))"
            ) { x, args, context in .thing(try close(x, args, context)) },
            .init(
                "equal", "whether shapes and elements are the same", [TensorFunction.other],
                example: "torch.ones(2), torch.ones(2))"
            ) { x, args, context in
                let y = try args.tensor("other", context)
                guard x.shape == y.shape else { return .bool(false) }
                return .bool(try Tensor.compare(.equal, .tensor(x), .tensor(y), x.recorder).truth(.all).truth())
            },
        ]

    /// A function of two tensors; PyTorch takes no plain number for the second.
    private static func pair(
        _ name: String, aliases: [String] = [], _ summary: String,
        _ body: @escaping @Sendable (Tensor, Tensor) throws -> Tensor
    ) -> TensorFunction {
        TensorFunction(
            name, aliases: aliases, summary, [Parameter("other", .any, .required, "a tensor")],
            example: "torch.tensor(3.0), torch.tensor(4.0))"
        ) { x, args, _ in
            guard let other = args.optionalTensor("other") else {
                throw Mistake("\(args["other"].brief)", expected: "a tensor", argument: "other").raised(
                    as: "TypeError",
                    "\(name)(): argument 'other' (position 2) must be Tensor, not \(args["other"].typeName)")
            }
            return .thing(try body(x, other))
        }
    }

    private static let tolerances = [
        TensorFunction.other, Parameter("rtol", .number(), 1e-5, "relative"),
        Parameter("atol", .number(), 1e-8, "absolute"), Parameter("equal_nan", .bool, false, "whether NaN equals NaN"),
    ]

    private static func close(_ x: Tensor, _ args: Arguments, _ context: Context) throws -> Tensor {
        let y = try args.tensor("other", context)
        return try x.recorder.recording(false) {
            let apart = try (x.detached() - y.detached()).absolute()
            let bound = try y.detached().absolute() * args.number("rtol") + args.number("atol")
            return try Tensor.compare(.lessEqual, .tensor(apart), .tensor(bound), x.recorder)
        }
    }

    private static func product(_ name: String, _ what: String, _ a: Int, _ b: Int, _ other: String) -> TensorFunction {
        let shapes = [1: "torch.ones(2)", 2: "torch.eye(2)", 3: "torch.ones(1, 2, 2)"]
        return TensorFunction(
            name, "the product \(what)", [Parameter(other, .any, .required, "the right side")],
            example: "\(shapes[a] ?? ""), \(shapes[b] ?? ""))"
        ) { x, args, context in
            let y = try args.tensor(other, context)
            guard x.ndim == a, y.ndim == b else {
                throw Mistake(
                    "\(name) of shapes \(x.shape.listText) and \(y.shape.listText)",
                    expected: "\(a) and \(b) axes", try: "a @ b, which takes any"
                ).raised(
                    as: "RuntimeError",
                    a == 1
                        ? "1D tensors expected, but got \(x.ndim)D and \(y.ndim)D tensors"
                        : x.ndim != a ? "self must be a matrix" : "mat2 must be a matrix")
            }
            return .thing(try x.matmul(y))
        }
    }

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
                guard let dims = try args.dims() else { return .thing(try x.extreme(.max)) }
                let keeps = try args.bool("keepdim")
                return .thing(
                    try dims.sorted().reversed().reduce(x) { try $0.extreme(.max, $1, keepsAxes: keeps).values })
            },
            .init("amin", "the smallest along axes", [TensorFunction.dim, TensorFunction.keepdim]) { x, args, _ in
                guard let dims = try args.dims() else { return .thing(try x.extreme(.min)) }
                let keeps = try args.bool("keepdim")
                return .thing(
                    try dims.sorted().reversed().reduce(x) { try $0.extreme(.min, $1, keepsAxes: keeps).values })
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

    private static func order(_ x: Tensor) -> [Int] {
        let numbers = x.array.doubles()
        return numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
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

    static let shapes: [TensorFunction] = [
        .init(
            "reshape", "the same elements under another shape", [TensorFunction.shape],
            example: "torch.arange(6), (2, 3))"
        ) { x, args, _ in .thing(try x.reshaped(args.lengths("shape"))) },
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
            "diag", aliases: ["diagonal"], "the diagonal of a matrix, or a matrix with that diagonal", [],
            example: "torch.ones(3))"
        ) { x, _, _ in
            if x.ndim == 1 {
                let eye = x.recorder.tensor(try eye(x.count, x.count, x.dtype))
                return .thing(try eye * x)
            }
            guard x.ndim == 2 else {
                throw Mistake("the diagonal of shape \(x.shape.listText)", expected: "a matrix").raised(
                    as: "RuntimeError", "expected a matrix")
            }
            let n = Swift.min(x.shape[0], x.shape[1])
            let places = x.recorder.tensor(try NDArray(Array(0..<n)))
            return .thing(try x.indexed([.tensor(places), .tensor(places)]))
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

    package static let places: [TensorFunction] = [
        .init(
            "gather", "elements along an axis by their places",
            [
                TensorFunction.someDim, Parameter("index", .any, .required, "places"),
            ], example: "torch.tensor([[1, 2], [3, 4]]), 1, torch.tensor([[0], [1]]))"
        ) { x, args, context in
            .thing(try x.gathered(args.int("dim"), args.tensor("index", context)))
        },
        .init(
            "scatter", "a copy with values at places along an axis", scattered,
            example: "torch.zeros(2, 3), 1, torch.tensor([[0], [2]]), 1.0)"
        ) { x, args, context in
            .thing(try x.scatter(args.int("dim"), args.tensor("index", context), scatterSource(args, context)))
        },
        .init(
            "scatter_add", "a copy with values added at places along an axis", scattered,
            example: "torch.zeros(3), 0, torch.tensor([0, 0]), torch.ones(2))"
        ) { x, args, context in
            .thing(
                try x.scatter(args.int("dim"), args.tensor("index", context), scatterSource(args, context), adds: true))
        },
        .init(
            "index_select", "places of an axis",
            [
                TensorFunction.someDim, Parameter("index", .any, .required, "places"),
            ], example: "torch.arange(5), 0, torch.tensor([4, 0]))"
        ) { x, args, context in
            let places = try args.tensor("index", context)
            let axis = try x.axis(args.int("dim"))
            return .thing(
                try x.indexed(
                    [TensorIndex](repeating: .slice(lower: nil, upper: nil, step: nil), count: axis) + [.tensor(places)]
                ))
        },
        .init(
            "masked_fill", "a number where a mask holds",
            [
                Parameter("mask", .any, .required, "a bool tensor"),
                Parameter("value", .any, .required, "a number, ±inf too"),
            ], example: "torch.ones(2), torch.tensor([True, False]), 0.0)"
        ) { x, args, context in
            .thing(try x.filled(where: args.tensor("mask", context), context.requireNumber(args["value"]).asDouble))
        },
        .init(
            "masked_select", "the elements where a mask holds", [Parameter("mask", .any, .required, "a bool tensor")],
            example: "torch.ones(2), torch.tensor([True, False]))"
        ) { x, args, context in .thing(try x.masked(args.tensor("mask", context))) },
        .init(
            "nonzero", aliases: ["argwhere"], "the places of the elements that are not 0",
            [
                Parameter("as_tuple", .bool, false, "one tensor per axis", isKeywordOnly: true)
            ]
        ) { x, args, _ in
            let found = try x.places()
            guard try args.bool("as_tuple") else { return .thing(found) }
            return .tuple(try (0..<x.ndim).map { .thing(try found.selected(1, $0)) })
        },
        .init("sort", "the elements in order, and where they stood", sorting) { x, args, _ in
            let (values, places) = try sorted(x, args)
            return .record("torch.return_types.sort", ["values", "indices"], [.thing(values), .thing(places)])
        },
        .init("argsort", "where the elements stand in order", sorting) { x, args, _ in
            .thing(try sorted(x, args).places)
        },
        .init(
            "topk", "the k largest, and where they stand",
            [
                Parameter("k", .int(.atLeast(1)), .required, "how many"), Parameter("dim", .int(), -1, "an axis"),
                Parameter("largest", .bool, true, "or the smallest"), Parameter("sorted", .bool, true, "in order"),
            ], example: "torch.tensor([1.0, 3.0, 2.0]), 2)"
        ) { x, args, _ in
            let axis = try x.ownAxis(args.int("dim"))
            let k = try args.int("k")
            guard k <= x.shape[axis] else {
                throw Mistake("k = \(k) of \(x.shape[axis]) elements", expected: "at most \(x.shape[axis])").raised(
                    as: "RuntimeError", "selected index k out of range")
            }
            let places = try ordered(x, axis, isDescending: args.bool("largest")).narrowed(axis, 0, k).contiguous()
            return .record(
                "torch.return_types.topk", ["values", "indices"],
                [.thing(try x.gathered(axis, places)), .thing(places)])
        },
        .init(
            "unique", "every element once, in order",
            [
                Parameter("sorted", .bool, true, "in order; they always are here"),
                Parameter("return_inverse", .bool, false, "where each element of x stands among them"),
                Parameter("return_counts", .bool, false, "how often each is there"),
            ], example: "torch.tensor([2, 1, 2]))"
        ) { x, args, _ in
            let flat = try x.detached().reshaped([x.count])
            var firsts: [Int] = []
            var counts: [Int] = []
            var inverse = [Int](repeating: 0, count: x.count)
            let numbers = flat.array.doubles()
            for place in order(flat) {
                if let last = firsts.last, numbers[last] == numbers[place] {
                    counts[counts.count - 1] += 1
                } else {
                    firsts.append(place)
                    counts.append(1)
                }
                inverse[place] = firsts.count - 1
            }
            let picked = try flat.picked(0, firsts).array
            let values = x.underivable(
                "Unique2Backward0", picked, [x],
                Mistake(
                    "unique() has no derivative here, and a gradient arrives at its result",
                    expected: "a result that is only looked at", try: "x.detach().unique()"
                ).raised(as: "NotImplementedError", "the derivative for '_unique2' is not implemented."))
            var found = [Value.thing(values)]
            if try args.bool("return_inverse") {
                found.append(.thing(x.recorder.tensor(try NDArray(inverse, shape: x.shape))))
            }
            if try args.bool("return_counts") { found.append(.thing(x.recorder.tensor(try NDArray(counts)))) }
            return found.count == 1 ? found[0] : .tuple(found)
        },
        .init(
            "bincount", "how often each whole number is there", [Parameter("minlength", .int(), 0, "at least so many")],
            example: "torch.tensor([0, 1, 1]))"
        ) { x, args, _ in
            let numbers = x.array.numbers().map(\.asInt)
            guard numbers.allSatisfy({ $0 >= 0 && $0 < 1 << 24 }) else {
                throw Mistake("bincount counts whole numbers", expected: "numbers from 0 to 16777215").raised(
                    as: "RuntimeError")
            }
            let length = Swift.max((numbers.max() ?? -1) + 1, try args.int("minlength"))
            try MemoryRoom.check(16 * Double(length), for: "\(length) counts") { _ in "a smaller minlength" }
            var counts = [Int](repeating: 0, count: length)
            for number in numbers { counts[number] += 1 }
            return .thing(x.recorder.tensor(try NDArray(counts)))
        },
    ]

    static let scattered = [
        TensorFunction.someDim, Parameter("index", .any, .required, "places"),
        Parameter("src", aliases: ["value"], .any, .required, "values, or one number"),
    ]

    static func scatterSource(_ args: Arguments, _ context: Context) throws -> TensorOperand {
        guard let operand = try context.operand(args["src"]) else {
            throw args.mistake("src", "\(args["src"].brief)", expected: "a tensor or a number")
        }
        return operand
    }

    private static let sorting = [
        Parameter("dim", .int(), -1, "an axis"), Parameter("descending", .bool, false, "the largest first"),
        Parameter("stable", .bool, false, "equal elements stay in order; they always do here", isKeywordOnly: true),
    ]

    private static func sorted(_ x: Tensor, _ args: Arguments) throws -> (values: Tensor, places: Tensor) {
        let axis = try x.axis(args.int("dim"))
        if x.ndim == 0 { return (x, x.recorder.tensor(try NDArray.zeros([], .int64))) }
        let places = try ordered(x, axis, isDescending: args.bool("descending"))
        return (try x.gathered(axis, places), places)
    }

    static func ordered(_ x: Tensor, _ axis: Int, isDescending: Bool) throws -> Tensor {
        let out = try NDArray(uninitialised: x.shape, .int64)
        let last = try x.detached().transposed(axis, -1).array.contiguous()
        let length = Swift.max(1, x.shape[axis])
        let numbers = last.doubles()
        var places = [Int](repeating: 0, count: numbers.count)
        for row in stride(from: 0, to: numbers.count, by: length) {
            let order = (0..<length).sorted { a, b in
                let (p, q) = (numbers[row + a], numbers[row + b])
                return p == q ? a < b : isDescending ? p > q : p < q
            }
            for (i, place) in order.enumerated() { places[row + i] = place }
        }
        let turned = try NDArray(places, shape: last.shape)
        try out.assign(x.recorder.tensor(turned).transposed(axis, -1).array, x.recorder.work)
        return x.recorder.tensor(out)
    }

    private static let inplace = Parameter("inplace", .bool, false, "whether the values change where they lie")

    static let functional: [TensorFunction] =
        [
            .init("relu", "max(0, x)", [inplace], in: both) { x, args, _ in try changed(x, args) { try $0.relu() } },
            .init(
                "softmax", "eˣ/Σeˣ along an axis",
                [
                    Parameter("dim", aliases: ["axis"], .optional(.int()), .value(.none), "the axis"),
                    TensorFunction.dtype,
                ], example: "torch.tensor([1.0, 2.0]), dim=0)", in: both
            ) { x, args, _ in
                .thing(try x.softmax(args.dim() ?? impliedAxis(x)))
            },
            .init(
                "gumbel_softmax", "a random class by its logit, as shares that have a gradient",
                [
                    Parameter("tau", .number(.positive), .value(.number(1)), "how far from one class alone"),
                    Parameter("hard", .bool, false, "whether it is 1 at one class, with the gradient of the shares"),
                    Parameter("eps", .any, .value(.none), "has no effect"),
                    Parameter("dim", aliases: ["axis"], .int(), -1, "the axis of the classes"),
                ], example: "torch.zeros(2, 3))", isMethod: false, in: ["torch.nn.functional"]
            ) { x, args, _ in
                let (axis, tau) = (try x.axis(args.int("dim")), try args.number("tau"))
                let noise = try NDArray(uninitialised: x.shape, x.dtype)
                x.recorder.draw { stream in
                    for place in 0..<noise.count {
                        noise.set(.float(-Glibc.log(-Glibc.log(1 - stream.uniform()))), at: place)
                    }
                }
                let shares = try ((x + x.recorder.tensor(noise)) / tau).softmax(axis)
                guard try args.bool("hard") else { return .thing(shares) }
                let most = try shares.detached().place(of: .max, axis, keepsAxes: true)
                let one = try x.recorder.full(x.shape, 0, x.dtype)
                    .scatter(axis, most, .number(.float(1)))
                return .thing(try one - shares.detached() + shares)
            },
            .init(
                "rrelu", "x, or a share of it below 0 that is random in training",
                [
                    Parameter("lower", .number(), .value(.number(0.125)), "the smallest share"),
                    Parameter("upper", .number(), .value(.number(1.0 / 3)), "the largest share"),
                    Parameter("training", .bool, false, "whether it is random; else the mean of both"), inplace,
                ], isMethod: false, in: ["torch.nn.functional"]
            ) { x, args, _ in
                let (low, high) = (try args.number("lower"), try args.number("upper"))
                let isRandom = try args.bool("training")
                return try changed(x, args) { try $0.randomReLU(low, high, isRandom: isRandom) }
            },
            .init(
                "log_softmax", "log softmax along an axis",
                [
                    Parameter("dim", aliases: ["axis"], .optional(.int()), .value(.none), "the axis"),
                    TensorFunction.dtype,
                ], example: "torch.tensor([1.0, 2.0]), dim=0)", in: both
            ) { x, args, _ in
                .thing(try x.logSoftmax(args.dim() ?? impliedAxis(x)))
            },
        ] + ActivationClasses.functions

    static func impliedAxis(_ x: Tensor) -> Int { x.ndim == 0 || x.ndim == 1 || x.ndim == 3 ? 0 : 1 }

    /// `inplace=True` gives the tensor itself.
    static func changed(_ x: Tensor, _ args: Arguments, _ function: (Tensor) throws -> Tensor) throws -> Value {
        guard try args.bool("inplace") else { return .thing(try function(x)) }
        return .thing(try x.become { try function($0) })
    }
}

extension Tensor {
    /// 1/x of whole numbers, too.
    fileprivate func inexactReciprocal() throws -> Tensor {
        dtype.isFloat ? try reciprocal() : try cast(to: recorder.standard).reciprocal()
    }

    /// These places of an axis.
    func picked(_ axis: Int, _ places: [Int]) throws -> Tensor {
        let index = recorder.tensor(try NDArray(places))
        return try indexed(
            [TensorIndex](repeating: .slice(lower: nil, upper: nil, step: nil), count: axis) + [.tensor(index)])
    }
}

extension Tensor {
    /// x, or a share of it below 0: drawn for each element, or the mean of the bounds.
    func randomReLU(_ low: Double, _ high: Double, isRandom: Bool) throws -> Tensor {
        guard isRandom else { return try leakyReLU((low + high) / 2) }
        return try relu() + clamped(nil, 0) * recorder.full(shape, 0, dtype).uniform(low, high)
    }
}
