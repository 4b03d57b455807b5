import Answers
import Arrays
import Autograd
import Language
import Numbers
import TensorVocabulary

/// TensorFlow's words for making tensors, and those of `keras.ops` and `keras.random` that are no function of one tensor.
enum TensorFlowWords {
    static let words: [Word] =
        TextTensor.taken(by: making.flatMap(\.words) + joining.flatMap(\.words) + functions) + clipping + dtypes

    /// A word under Keras's names and TensorFlow's.
    private struct Shared {
        var keras: [String]
        var tensorFlow: [String]
        var summary: String
        var parameters: [Parameter]
        /// What stands in the brackets of the example.
        var example: String
        var body: @Sendable (Arguments, Context) throws -> Tensor

        var words: [Word] {
            [(keras, "keras", false), (tensorFlow, "tensorflow", true)].compactMap { names, module, isTensorFlow in
                guard let first = names.first else { return nil }
                let body = body
                return Word(
                    first, aliases: Array(names.dropFirst()), family: "tensorflow", summary: summary,
                    parameters: parameters, returns: "tensor", examples: ["import \(module); \(first)(\(example))"],
                    seeAlso: ["tensorflow.Variable"],
                    meaning: .call { arguments, context in
                        if isTensorFlow { context.usesTensorFlow() }
                        return .thing(try body(arguments, context))
                    })
            }
        }
    }

    // MARK: Making

    private static let shape = Parameter("shape", aliases: ["dims"], .any, .required, "the length of every axis")
    private static let dtype = Parameter("dtype", .any, .value(.none), "float32 unless it is said")
    static let name = Parameter("name", .optional(.text), .value(.none), "has no effect", isKeywordOnly: true)
    private static let seed = Parameter("seed", .any, .value(.none), "has no effect: tf.random.set_seed")

    private static func lengths(_ arguments: Arguments) throws -> [Int] {
        guard let lengths = arguments["shape"].wholes else {
            throw arguments.mistake(
                "shape", "shape = \(arguments["shape"].brief)", expected: "a list of whole numbers", try: "(2, 3)")
        }
        return lengths
    }

    private static func filled(_ name: String, _ number: Double, _ summary: String) -> Shared {
        Shared(
            keras: ["keras.ops.\(name)"], tensorFlow: ["tensorflow.\(name)"], summary: summary,
            parameters: [shape, dtype, self.name], example: "(2, 3)"
        ) { arguments, context in
            let dtype = DType(ofKeras: arguments["dtype"]) ?? .float32
            return try context.kerasRecorder.full(lengths(arguments), number, dtype)
        }
    }

    private static func drawn(
        _ name: String, _ summary: String, _ parameters: [Parameter],
        _ body: @escaping @Sendable (NDArray, Arguments, Recorder) throws -> Void
    ) -> Shared {
        Shared(
            keras: ["keras.random.\(name)"], tensorFlow: ["tensorflow.random.\(name)"], summary: summary,
            parameters: [shape] + parameters + [dtype, seed, self.name], example: "(2, 3)"
        ) { arguments, context in
            let array = try NDArray(uninitialised: lengths(arguments), DType(ofKeras: arguments["dtype"]) ?? .float32)
            try body(array, arguments, context.kerasRecorder)
            return context.kerasRecorder.tensor(array)
        }
    }

    private static let making: [Shared] = [
        Shared(
            keras: ["keras.ops.convert_to_tensor", "keras.ops.array"], tensorFlow: [], summary: "a tensor of numbers",
            parameters: [Parameter("x", .any, .required, "numbers, lists of them, an array"), dtype],
            example: "[1.0, 2.0]"
        ) { arguments, context in
            let tensor = try context.kerasTensor(arguments["x"])
            return try DType(ofKeras: arguments["dtype"]).map { try tensor.cast(to: $0) } ?? tensor
        },
        Shared(
            keras: [], tensorFlow: ["tensorflow.constant", "tensorflow.convert_to_tensor"],
            summary: "a tensor of numbers",
            parameters: [
                Parameter("value", .any, .required, "numbers, lists of them, an array"), dtype,
                Parameter("shape", .any, .value(.none), "the lengths of the axes, where it is another"), name,
            ], example: "[[1.0, 2.0], [3.0, 4.0]]"
        ) { arguments, context in
            let tensor = try context.tensorFlowTensor(arguments["value"], arguments["dtype"])
            guard let shape = arguments["shape"].wholes else { return tensor }
            return tensor.count == 1 ? try tensor.expanded(shape) : try tensor.reshaped(shape)
        },
        filled("zeros", 0, "zeros"), filled("ones", 1, "ones"),
        Shared(
            keras: [], tensorFlow: ["tensorflow.fill"], summary: "one number over and over",
            parameters: [
                Parameter("dims", aliases: ["shape"], .any, .required, "the length of every axis"),
                Parameter("value", .any, .required, "the number, whose type the tensor has"), name,
            ], example: "(2, 3), 5"
        ) { arguments, context in
            let value = try context.tensorFlowTensor(arguments["value"])
            guard value.count == 1 else {
                throw Mistake(
                    "value has \(Phrase.count(value.count, "number"))", expected: "one number", argument: "value"
                ).raised(as: "InvalidArgumentError", "value must be a scalar, got shape \(value.shape.listText)")
            }
            let lengths = try context.tensorFlowTensor(arguments["dims"]).array.doubles().map { Int(saturating: $0) }
            guard lengths.allSatisfy({ $0 >= 0 }) else {
                throw Mistake(
                    "dims = \(arguments["dims"].brief)", expected: "lengths from 0 on", argument: "dims"
                ).raised(as: "InvalidArgumentError")
            }
            return try value.reshaped([]).expanded(lengths).cloned()
        },
        Shared(
            keras: ["keras.ops.full"], tensorFlow: [], summary: "one number over and over",
            parameters: [
                shape, Parameter("value", aliases: ["fill_value"], .number(), .required, "the number"), dtype,
            ],
            example: "(2, 3), 0.5"
        ) { arguments, context in
            try context.kerasRecorder.full(
                lengths(arguments), arguments.number("value"), DType(ofKeras: arguments["dtype"]) ?? .float32)
        },
        Shared(
            keras: ["keras.ops.eye"], tensorFlow: ["tensorflow.eye"], summary: "ones on the diagonal",
            parameters: [
                Parameter("n", aliases: ["num_rows", "N"], .int(.init(1, 1e4)), .required, "rows and columns"), dtype,
            ],
            example: "2"
        ) { arguments, context in
            let n = try arguments.int("n")
            let array = try NDArray.zeros([n, n], .float32)
            for place in 0..<n { array.set(.float(1), at: place * n + place) }
            return context.kerasRecorder.tensor(array)
        },
        Shared(
            keras: ["keras.ops.arange"], tensorFlow: ["tensorflow.range"], summary: "numbers at equal distances",
            parameters: [
                Parameter("start", .number(), .required, "the first, or the end where it stands alone"),
                Parameter(
                    "stop", aliases: ["limit"], .optional(.number()), .value(.none),
                    "where they end, itself not among them"),
                Parameter("step", aliases: ["delta"], .number(), 1, "the distance"), dtype,
            ], example: "0, 5"
        ) { arguments, context in
            let alone = arguments["stop"].isNone
            let values = [arguments["start"], arguments["stop"], arguments["step"]]
            let start = alone ? 0 : try arguments.number("start")
            let stop = alone ? try arguments.number("start") : try arguments.number("stop")
            let step = try arguments.number("step")
            let count = ((stop - start) / step).rounded(.up)
            guard step != 0, count < 1e8 else {
                throw arguments.mistake("step", "step = \(step.short())", expected: "a distance that comes to an end")
            }
            let areWhole = values.allSatisfy { $0.isNone || $0.asInt != nil && !$0.brief.contains(".") }
            let dtype = DType(ofKeras: arguments["dtype"]) ?? (areWhole ? .int32 : .float32)
            let array = try NDArray(uninitialised: [Int(Swift.max(0, count))], dtype)
            var check = StopCheck(context.work)
            for place in 0..<array.count {
                try check.pass()
                array.set(.float(start + step * Double(place)), at: place)
            }
            return context.kerasRecorder.tensor(array)
        },
        Shared(
            keras: ["keras.ops.linspace"], tensorFlow: ["tensorflow.linspace"], summary: "so many numbers between two",
            parameters: [
                Parameter("start", .number(), .required, "the first"),
                Parameter("stop", .number(), .required, "the last"),
                Parameter("num", .int(.init(1, 1e8)), 50, "how many"),
            ], example: "0.0, 1.0, 5"
        ) { arguments, context in
            let (low, high, count) = (
                try arguments.number("start"), try arguments.number("stop"), try arguments.int("num")
            )
            let array = try NDArray(uninitialised: [count], .float32)
            let step = count > 1 ? (high - low) / Double(count - 1) : 0
            var check = StopCheck(context.work)
            for place in 0..<count {
                try check.pass()
                array.set(.float(place == count - 1 ? high : low + step * Double(place)), at: place)
            }
            return context.kerasRecorder.tensor(array)
        },
        drawn(
            "normal", "draws from a normal distribution",
            [
                Parameter("mean", .number(), 0, "its mean"),
                Parameter("stddev", .number(.nonNegative), 1, "its deviation"),
            ]
        ) { try Draws.normal($0, $1.number("mean"), $1.number("stddev"), $2) },
        drawn(
            "uniform", "draws between two bounds",
            [Parameter("minval", .number(), 0, "the lower"), Parameter("maxval", .number(), 1, "the upper")]
        ) { array, arguments, recorder in
            let (low, high) = (try arguments.number("minval"), try arguments.number("maxval"))
            if array.dtype.isFloat { return try Draws.uniform(array, low, high, recorder) }
            try Draws.fill(array, recorder) { (low + (high - low) * $0.uniform()).rounded(.down) }
        },
    ]

    // MARK: Putting together

    private static func joined(
        _ keras: String, _ tensorFlow: String, _ summary: String, standard: Int,
        _ function: @escaping @Sendable ([Tensor], Int) throws -> Tensor
    ) -> Shared {
        Shared(
            keras: ["keras.ops.\(keras)"], tensorFlow: ["tensorflow.\(tensorFlow)"], summary: summary,
            parameters: [
                Parameter("xs", aliases: ["x", "values"], .any, .required, "the tensors"),
                Parameter("axis", .int(), .value(.int(standard)), "along which axis"), name,
            ], example: "[[1.0, 2.0], [3.0, 4.0]], axis=0"
        ) { arguments, context in
            let parts = try arguments["xs"].elements(in: context).map { try context.kerasTensor($0) }
            return try function(parts, arguments.int("axis"))
        }
    }

    private static let joining: [Shared] = [
        joined("concatenate", "concat", "tensors one behind the other", standard: -1) {
            try Tensor.joined($0, along: $1)
        },
        joined("stack", "stack", "tensors along a new axis", standard: 0) { try Tensor.stacked($0, along: $1) },
        Shared(
            keras: [], tensorFlow: ["tensorflow.add_n", "tensorflow.math.add_n"], summary: "the sum of several tensors",
            parameters: [Parameter("inputs", .any, .required, "the tensors")], example: "[[1.0], [2.0]]"
        ) { arguments, context in
            let parts = try arguments["inputs"].elements(in: context).map { try context.kerasTensor($0) }
            guard let first = parts.first else { return try context.kerasRecorder.scalar(0, .float32) }
            return try parts.dropFirst().reduce(first) { try $0 + $1 }
        },
    ]
}

/// A key of draws that nobody asks: the session's seed is the one that counts.
struct SeedGenerator: Presentable {
    static var kind: String { "seed generator" }
    let seed: Int?

    var summary: String { "SeedGenerator(\(seed.map(String.init) ?? ""))" }
}
