import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

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

    /// The word of `keras.ops`, and that of TensorFlow.
    var words: [Word] {
        let names = aliases.isEmpty ? [name] : aliases
        let activation = KerasOperation.activations.contains(name) ? ["keras.activations.\(name)"] : []
        let tensorFlow = names.flatMap { ["tensorflow.\($0)", "tensorflow.math.\($0)"] } + ["tensorflow.nn.\(name)"]
        return [
            word("keras.ops.\(name)", aliases: ["keras.backend.\(name)"] + activation, import: "keras") { _ in },
            word(tensorFlow[0], aliases: Array(tensorFlow.dropFirst()), import: "tensorflow") { $0.usesTensorFlow() },
        ]
    }

    /// Functions of tensors that Keras has as activations, too.
    private static let activations: Set<String> = [
        "relu", "sigmoid", "tanh", "softmax", "softplus", "elu", "gelu", "silu", "leaky_relu", "log_softmax",
    ]

    private func word(
        _ whole: String, aliases: [String], import module: String, _ begin: @escaping @Sendable (Context) -> Void
    ) -> Word {
        let body = body
        return Word(
            whole, aliases: aliases, family: "tensorflow", summary: summary,
            parameters: [KerasOperation.input] + parameters, returns: "tensor",
            examples: ["import \(module); \(whole)(\(example))"], seeAlso: ["tensorflow.Variable"],
            meaning: .call { arguments, context in
                begin(context)
                return .thing(try body(try context.kerasTensor(arguments["x"]), arguments, context))
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
    /// A list in which something is recorded, as the tensor of its elements: the record goes on through it. nil for any other.
    func stackedRecord(_ value: Value, depth: Int = 0) throws -> Tensor? {
        guard depth < NDArray.mostAxes, let items = value.elements, items.contains(where: isDifferentiated) else {
            return nil
        }
        let tensors = try items.map { try stackedRecord($0, depth: depth + 1) ?? tensorFlowTensor($0) }
        let dtype = tensors.first { $0.dtype.isFloat }?.dtype ?? .float32
        return try Tensor.stacked(tensors.map { try $0.dtype == dtype ? $0 : $0.cast(to: dtype) }, along: 0)
    }

    /// Keras computes in single precision; JAX, whose words these are as well, in its own.
    func kerasTensor(_ value: Value) throws -> Tensor {
        if tensorFlowDesk.borrower != nil { return try jaxArray(value) }
        if let tensor = value.asThing(Tensor.self) {
            return tensor.dtype == .float64 ? try tensor.cast(to: .float32) : tensor
        }
        if let stacked = try stackedRecord(value) {
            return stacked.dtype == .float64 ? try stacked.cast(to: .float32) : stacked
        }
        return try kerasRecorder.singlePrecision(array(value))
    }
}

enum KerasOperations {
    static let words: [Word] = TextTensor.taken(
        by: (elementary + reductions + pairs + shapes).flatMap(\.words))

    private static let elementary: [KerasOperation] = [
        unary("abs", "|x|") { try $0.absolute() }, unary("square", "x²") { try $0.square() },
        unary("sqrt", "√x") { try $0.squareRoot() }, unary("exp", "eˣ") { try $0.exp() },
        unary("log", "the natural logarithm") { try $0.log() }, unary("log1p", "ln(1 + x)") { try $0.log1p() },
        unary("sin", "the sine") { try $0.sin() }, unary("cos", "the cosine") { try $0.cos() },
        unary("tan", "the tangent") { try $0.tan() }, unary("floor", "rounded down") { try $0.floor() },
        unary("ceil", "rounded up") { try $0.ceil() }, unary("rsqrt", "1/√x") { try $0.reciprocalRoot() },
        unary("elu", "x above 0, eˣ − 1 below") { try $0.elu(1) }, unary("erf", "the error function") { try $0.erf() },
        unary("silu", "x·sigmoid(x)") { try $0.silu() },
        KerasOperation(
            "leaky_relu", "x above 0, a share of it below",
            [Parameter("negative_slope", aliases: ["alpha"], .number(), 0.2, "the share")]
        ) { x, arguments, _ in try x.leakyReLU(arguments.number("negative_slope")) },
        KerasOperation(
            "gelu", "x·Φ(x)",
            [Parameter("approximate", .bool, true, "by a tanh; TensorFlow's is exact unless it is said")]
        ) { x, arguments, _ in try x.gelu(isApproximate: arguments.bool("approximate")) },
        KerasOperation("log_softmax", aliases: ["nn.log_softmax"], "logarithms of softmax", [KerasOperation.axis]) {
            x, arguments, _ in
            try x.logSoftmax(arguments["axis"].asInt ?? -1)
        },
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
            guard let dtype = DType(ofKeras: arguments["dtype"]) else {
                throw arguments.mistake(
                    "dtype", "\(arguments["dtype"].brief) is no dtype", expected: "\"float32\", \"int32\" or \"bool\"")
            }
            return try x.cast(to: dtype)
        },
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
            return try x.extreme(.max, over: axes, keepsAxes: keeps)
        },
        reduction("min", ["reduce_min"], "the smallest") { x, axes, keeps in
            guard let axes else { return try x.extreme(.min) }
            return try x.extreme(.min, over: axes, keepsAxes: keeps)
        },
        KerasOperation("argmax", "where the largest stands", [KerasOperation.axis], example: "[1.0, 4.0, 2.0]") {
            x, arguments, _ in
            try x.place(of: .argmax, place(x, arguments))
        },
        KerasOperation("argmin", "where the smallest stands", [KerasOperation.axis], example: "[1.0, 4.0, 2.0]") {
            x, arguments, _ in
            try x.place(of: .argmin, place(x, arguments))
        },
        reduction("prod", ["reduce_prod"], "the product") { x, axes, keeps in
            guard let axes else { return try x.product() }
            return try axes.sorted().reversed().reduce(x) { try $0.product($1, keepsAxes: keeps) }
        },
        reduction("logsumexp", ["reduce_logsumexp"], "ln Σeˣ") { x, axes, keeps in
            try x.logSumExp(axes ?? Array(0..<x.ndim), keepsAxes: keeps)
        },
        reduction("any", ["reduce_any"], "whether one is true") { try $0.truth(.any, $1, keepsAxes: $2) },
        reduction("all", ["reduce_all"], "whether all are true") { try $0.truth(.all, $1, keepsAxes: $2) },
        KerasOperation("cumsum", "the sums so far", [KerasOperation.axis]) { x, arguments, _ in
            try x.runningSum(arguments["axis"].asInt ?? 0)
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
        pair("not_equal", "whether they differ") {
            try Tensor.compare(.notEqual, .tensor($0), .tensor($1), $0.recorder)
        },
        pair("greater_equal", "whether the first is not smaller") {
            try Tensor.compare(.greaterEqual, .tensor($0), .tensor($1), $0.recorder)
        },
        pair("less_equal", "whether the first is not larger") {
            try Tensor.compare(.lessEqual, .tensor($0), .tensor($1), $0.recorder)
        },
        pair("squared_difference", "(x − y)²") { try ($0 - $1).square() },
        pair("equal", "whether both are equal") { try Tensor.compare(.equal, .tensor($0), .tensor($1), $0.recorder) },
        pair("greater", "whether the first is larger") {
            try Tensor.compare(.greater, .tensor($0), .tensor($1), $0.recorder)
        },
        pair("less", "whether the first is smaller") {
            try Tensor.compare(.less, .tensor($0), .tensor($1), $0.recorder)
        },
        logical("logical_and", "whether both hold") { try $0 * $1 },
        logical("logical_or", "whether one holds") { try $0 + $1 },
        logical("logical_xor", "whether one holds and the other does not") { try ($0 - $1).absolute() },
        KerasOperation("logical_not", "whether it does not hold", example: "[True, False]") { x, _, _ in
            try Tensor.compare(.equal, .tensor(truth(x)), .tensor(x.recorder.scalar(0, .float32)), x.recorder)
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
        KerasOperation("size", "how many numbers there are") { x, _, context in
            context.kerasRecorder.tensor(try NDArray([Int32(x.count)]).reshaped([]))
        },
        KerasOperation("expand_dims", "an axis of length 1 more", [KerasOperation.axis]) { x, arguments, _ in
            try x.unsqueezed(arguments["axis"].asInt ?? -1)
        },
        KerasOperation("squeeze", "axes of length 1 less", [KerasOperation.axis]) { x, arguments, _ in
            try x.squeezed(arguments["axis"].asInt.map { [$0] })
        },
        KerasOperation(
            "transpose", "the axes the other way round, or in an order",
            [Parameter("axes", aliases: ["perm"], .any, .value(.none), "the order")], example: "[[1.0, 2.0]]"
        ) { x, arguments, _ in
            guard let axes = arguments["axes"].wholes else {
                return try x.permuted(Array((0..<x.ndim).reversed()))
            }
            return try x.permuted(axes)
        },
        KerasOperation(
            "tile", "the same over and over",
            [Parameter("repeats", aliases: ["multiples"], .any, .required, "how often")],
            example: "[1.0, 2.0], [2]"
        ) { x, arguments, _ in try x.repeated(arguments["repeats"].wholes ?? [1]) },
        KerasOperation("identity", "the same") { x, _, _ in x },
        KerasOperation(
            "take", aliases: ["gather"], "rows by their numbers",
            [
                Parameter("indices", .any, .required, "which"),
                Parameter("axis", .optional(.int()), .value(.int(0)), "of which axis"),
            ],
            example: "[1.0, 2.0, 3.0], [0, 2]"
        ) { x, arguments, context in
            let places = try context.kerasTensor(arguments["indices"]).cast(to: .int64)
            let axis = try x.axis(arguments["axis"].asInt ?? 0)
            let all = [TensorIndex](repeating: .slice(lower: nil, upper: nil, step: nil), count: axis)
            return try x.indexed(all + [.tensor(places)])
        },
        KerasOperation(
            "one_hot", "a row with a single 1 for each class number",
            [
                Parameter("num_classes", aliases: ["depth"], .int(.init(1, 1e6)), .required, "the length of a row"),
                Parameter("dtype", .any, .value(.none), "has no effect: numbers are float32"),
            ],
            example: "[0, 2], 3"
        ) { x, arguments, _ in
            let count = try arguments.int("num_classes")
            let out = try NDArray.zeros(x.shape + [count], .float32)
            for (place, number) in x.array.numbers().enumerated() where (0..<count).contains(number.asInt) {
                out.set(.float(1), at: place * count + number.asInt)
            }
            return x.recorder.tensor(out)
        },
        KerasOperation("ones_like", "ones in the same shape") { x, _, _ in try x.recorder.full(x.shape, 1, x.dtype) },
        KerasOperation("zeros_like", "zeros in the same shape") { x, _, _ in try x.recorder.full(x.shape, 0, x.dtype) },
    ]

    /// TensorFlow looks along the first axis where none is said, Keras at all numbers.
    private static func place(_ x: Tensor, _ arguments: Arguments) -> Int? {
        arguments["axis"].asInt ?? (x.recorder.style == .tensorFlow && x.ndim > 0 ? 0 : nil)
    }

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

    /// 1 where a number is not 0.
    private static func truth(_ x: Tensor) throws -> Tensor { try x.cast(to: .bool).cast(to: .float32) }

    private static func logical(
        _ name: String, _ summary: String, _ function: @escaping @Sendable (Tensor, Tensor) throws -> Tensor
    ) -> KerasOperation {
        pair(name, summary, example: "[True, False], True") { x, y in
            let both = try function(truth(x), truth(y))
            return try Tensor.compare(.notEqual, .tensor(both), .tensor(x.recorder.scalar(0, .float32)), x.recorder)
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
