import Answers
import Arrays
import Autograd
import Language

/// Keras's operations on tensors, in losses and metrics of one's own: `keras.ops.mean`, and the same under TensorFlow's names.
struct KerasOperation {
    let name: String
    /// TensorFlow's name where it is another, and the backend's.
    let aliases: [String]
    let summary: String
    let parameters: [Parameter]
    let example: String
    let body: @Sendable (Tensor, Arguments, Context) throws -> Tensor

    init(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter] = [],
        example: String = "[1.0, 4.0]", _ body: @escaping @Sendable (Tensor, Arguments, Context) throws -> Tensor
    ) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.parameters = parameters
        self.example = example
        self.body = body
    }

    var word: Word {
        let body = body
        let tensorflow = (aliases.isEmpty ? [name] : aliases).flatMap { ["tensorflow.\($0)", "tensorflow.math.\($0)"] }
        return Word(
            "keras.ops.\(name)",
            aliases: tensorflow + ["keras.backend.\(name)"], family: "networks", summary: summary,
            parameters: [KerasOperation.input] + parameters, returns: "tensor",
            examples: ["import keras; keras.ops.\(name)(\(example))"], seeAlso: ["Sequential"],
            meaning: .call { arguments, context in
                .thing(try body(try context.kerasTensor(arguments["x"]), arguments, context))
            })
    }

    static let input = Parameter(
        "x", aliases: ["x1", "input", "tensor"], .any, .required, "a tensor, an array or numbers")
    static let axis = Parameter("axis", .any, .value(.none), "an axis, or several; all for None")
    static let keepdims = Parameter(
        "keepdims", .bool, .value(.bool(false)), "whether the axes that go stay with length 1")
    static let other = Parameter("x2", aliases: ["y"], .any, .required, "a tensor or a number")
}

extension Context {
    /// Keras computes in single precision.
    func kerasTensor(_ value: Value) throws -> Tensor {
        let tensor = try tensor(value)
        return tensor.dtype == .float64 ? try tensor.cast(to: .float32) : tensor
    }
}

enum KerasOperations {
    static let words: [Word] = (elementary + reductions + pairs + shapes).map(\.word)

    private static let elementary: [KerasOperation] = [
        unary("abs", "|x|") { try $0.absolute() }, unary("square", "x²") { try $0.square() },
        unary("sqrt", "√x") { try $0.squareRoot() }, unary("exp", "eˣ") { try $0.exp() },
        unary("log", "the natural logarithm") { try $0.log() }, unary("log1p", "ln(1 + x)") { try $0.log1p() },
        unary("sin", "the sine") { try $0.sin() }, unary("cos", "the cosine") { try $0.cos() },
        unary("tanh", "the hyperbolic tangent") { try $0.tanh() }, unary("sigmoid", "1/(1 + e⁻ˣ)") { try $0.sigmoid() },
        unary("relu", "max(x, 0)") { try $0.relu() }, unary("sign", "−1, 0 or 1") { try $0.sign() },
        unary("round", "the nearest whole number") { try $0.rounded() },
        unary("negative", "−x") { try $0.negated() }, unary("softplus", "ln(1 + eˣ)") { try $0.softplus() },
        unary("stop_gradient", "the same, through which no gradient flows") { $0.detached() },
        KerasOperation("softmax", aliases: ["nn.softmax"], "probabilities along an axis", [KerasOperation.axis]) {
            x, arguments, _ in
            try x.softmax(arguments["axis"].asInt ?? -1)
        },
        KerasOperation(
            "clip", aliases: ["clip_by_value"], "min(max(x, low), high)",
            [
                Parameter(
                    "x_min", aliases: ["clip_value_min", "min_value"], .number(), .required, "the lowest that stays"),
                Parameter(
                    "x_max", aliases: ["clip_value_max", "max_value"], .number(), .required, "the highest that stays"),
            ], example: "[-1.0, 0.5], 0.0, 1.0"
        ) { x, arguments, _ in try x.clamped(arguments.number("x_min"), arguments.number("x_max")) },
        KerasOperation(
            "cast", "another type of numbers",
            [Parameter("dtype", .any, .required, "\"float32\", \"int32\", \"bool\"")],
            example: "[1, 2], 'float32'"
        ) { x, arguments, _ in
            let name = arguments["dtype"].asText ?? arguments["dtype"].brief
            guard let dtype = DType(named: name.split(separator: ".").last.map(String.init) ?? name) else { return x }
            return try x.cast(to: dtype == .float64 ? .float32 : dtype)
        },
        KerasOperation(
            "convert_to_tensor", aliases: ["constant", "convert_to_tensor"], "a tensor of numbers",
            [Parameter("dtype", .any, .value(.none), "has no effect: numbers are float32")]
        ) { x, _, _ in x },
    ]

    private static let reductions: [KerasOperation] = [
        reduction("mean", ["reduce_mean"], "the mean") { try $0.mean($1, keepsAxes: $2) },
        reduction("sum", ["reduce_sum"], "the sum") { try $0.sum($1, keepsAxes: $2) },
        reduction("std", ["reduce_std"], "the standard deviation, over n") {
            try $0.deviation($1, correction: 0, keepsAxes: $2)
        },
        reduction("var", ["reduce_variance"], "the variance, over n") {
            try $0.variance($1, correction: 0, keepsAxes: $2)
        },
        reduction("max", ["reduce_max"], "the largest") { x, axes, keeps in
            guard let axes else { return try x.extreme(.max) }
            return try axes.sorted().reversed().reduce(x) { try $0.extreme(.max, $1, keepsAxes: keeps).values }
        },
        reduction("min", ["reduce_min"], "the smallest") { x, axes, keeps in
            guard let axes else { return try x.extreme(.min) }
            return try axes.sorted().reversed().reduce(x) { try $0.extreme(.min, $1, keepsAxes: keeps).values }
        },
        KerasOperation("argmax", "where the largest stands", [KerasOperation.axis], example: "[1.0, 4.0, 2.0]") {
            x, arguments, _ in
            try x.place(of: .argmax, arguments["axis"].asInt)
        },
        KerasOperation("norm", aliases: ["norm"], "√Σx²", [], example: "[3.0, 4.0]") { x, _, _ in try x.norm() },
    ]

    private static let pairs: [KerasOperation] = [
        pair("maximum", "the larger of two") { try Tensor.extremum(.maximum, $0, $1) },
        pair("minimum", "the smaller of two") { try Tensor.extremum(.minimum, $0, $1) },
        pair("add", "x + y") { try $0 + $1 }, pair("subtract", "x − y") { try $0 - $1 },
        pair("multiply", "x·y") { try $0 * $1 }, pair("divide", "x/y") { try $0 / $1 },
        pair("matmul", "the product of matrices", example: "[[1.0]], [[2.0]]") { try $0.matmul($1) },
        pair("power", aliases: ["pow"], "xʸ") { try Tensor.power(.tensor($0), .tensor($1), $0.recorder) },
        pair("equal", "whether both are equal") { try Tensor.compare(.equal, .tensor($0), .tensor($1), $0.recorder) },
        pair("greater", "whether the first is larger") {
            try Tensor.compare(.greater, .tensor($0), .tensor($1), $0.recorder)
        },
        pair("less", "whether the first is smaller") {
            try Tensor.compare(.less, .tensor($0), .tensor($1), $0.recorder)
        },
        KerasOperation(
            "where", "the one where the condition holds, the other elsewhere",
            [
                Parameter("x1", aliases: ["a"], .any, .required, "where it holds"),
                Parameter("x2", aliases: ["b"], .any, .required, "where it does not"),
            ], example: "[True, False], 1.0, 2.0"
        ) { condition, arguments, context in
            try Tensor.choose(
                condition, context.kerasTensor(arguments["x1"]), context.kerasTensor(arguments["x2"]))
        },
    ]

    private static let shapes: [KerasOperation] = [
        KerasOperation(
            "reshape", "the same numbers under another shape",
            [Parameter("newshape", aliases: ["shape"], .any, .required, "the shape")],
            example: "[1.0, 2.0], (2, 1)"
        ) { x, arguments, _ in try x.reshaped(arguments["newshape"].elements?.compactMap(\.asInt) ?? []) },
        KerasOperation("expand_dims", "an axis of length 1 more", [KerasOperation.axis]) { x, arguments, _ in
            try x.unsqueezed(arguments["axis"].asInt ?? -1)
        },
        KerasOperation("squeeze", "axes of length 1 less", [KerasOperation.axis]) { x, arguments, _ in
            try x.squeezed(arguments["axis"].asInt.map { [$0] })
        },
        KerasOperation("transpose", "the axes the other way round", example: "[[1.0, 2.0]]") { x, _, _ in try x.turned()
        },
        KerasOperation("ones_like", "ones in the same shape") { x, _, context in
            try context.recorder.full(x.shape, 1, x.dtype)
        },
        KerasOperation("zeros_like", "zeros in the same shape") { x, _, context in
            try context.recorder.full(x.shape, 0, x.dtype)
        },
    ]

    private static func unary(
        _ name: String, _ summary: String, _ function: @escaping @Sendable (Tensor) throws -> Tensor
    ) -> KerasOperation { KerasOperation(name, summary) { x, _, _ in try function(x) } }

    private static func reduction(
        _ name: String, _ aliases: [String], _ summary: String,
        _ function: @escaping @Sendable (Tensor, [Int]?, Bool) throws -> Tensor
    ) -> KerasOperation {
        KerasOperation(name, aliases: aliases, summary, [KerasOperation.axis, KerasOperation.keepdims]) {
            x, arguments, _ in
            try function(
                x, arguments["axis"].asInt.map { [$0] } ?? arguments["axis"].elements?.compactMap(\.asInt),
                arguments.bool("keepdims"))
        }
    }

    private static func pair(
        _ name: String, aliases: [String] = [], _ summary: String, example: String = "[1.0, 4.0], 2.0",
        _ function: @escaping @Sendable (Tensor, Tensor) throws -> Tensor
    ) -> KerasOperation {
        KerasOperation(name, aliases: aliases, summary, [KerasOperation.other], example: example) {
            x, arguments, context in
            try function(x, context.kerasTensor(arguments["x2"]))
        }
    }
}
