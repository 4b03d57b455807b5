import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// Variables of TensorFlow and Keras: tensors that gradients are for, with a name, changed by `assign`.
enum VariableWords {
    static let words: [Word] = [
        Word(
            "tensorflow.Variable", family: "tensorflow",
            summary: "a tensor that can be changed, and that gradients are for",
            parameters: [
                Parameter("initial_value", .any, .required, "numbers, a tensor, or a function that gives them"),
                Parameter("trainable", .optional(.bool), .value(.bool(true)), "whether tapes watch it"),
                Parameter("name", .optional(.text), .value(.none), "what it is called"),
                Parameter("dtype", .any, .value(.none), "tf.float32, tf.int32 …"),
                Parameter("shape", .any, .value(.none), "has no effect: that of the value"),
            ], returns: "tensor", examples: ["import tensorflow as tf\ntf.Variable([1.0, 2.0])"],
            seeAlso: ["tensorflow.GradientTape"],
            meaning: .call { args, context in
                context.usesTensorFlow()
                let given = args["initial_value"]
                let value = given.isCallable ? try context.call(given, []) : given
                let tensor = try context.tensorFlowTensor(value, args["dtype"])
                let isTrainable = args["trainable"].isNone ? true : try args.bool("trainable")
                return .thing(
                    try variable(
                        tensor.array, args.optionalText("name") ?? "Variable", context.tensorFlow,
                        isTrainable: isTrainable))
            }),
        Word(
            "keras.Variable", family: "tensorflow", summary: "Keras's variable: a tensor that gradients are for",
            parameters: [
                Parameter("initializer", .any, .required, "numbers, a tensor, or an initializer such as \"zeros\""),
                Parameter("shape", .any, .value(.none), "the lengths of the axes, for an initializer"),
                Parameter("dtype", .any, .value(.none), "float32 unless it is said"),
                Parameter("trainable", .bool, true, "whether gradients are for it"),
                Parameter("name", .optional(.text), .value(.none), "what it is called", isKeywordOnly: true),
            ], returns: "tensor", examples: ["import keras\nkeras.Variable([1.0, 2.0])"],
            seeAlso: ["tensorflow.Variable"],
            meaning: .call { args, context in
                let name = args.optionalText("name") ?? "variable"
                let array: NDArray
                if args["shape"].isNone, !args["initializer"].isText {
                    array = try context.kerasTensor(args["initializer"]).array.copy()
                } else {
                    array = try VariableWords.drawn(args["initializer"], args["shape"].wholes ?? [], context)
                }
                return .thing(
                    try variable(
                        array, name.contains("/") ? name : "variable/\(name)", context.kerasRecorder,
                        isTrainable: args.bool("trainable")))
            }),
    ]

    /// A variable with values of its own.
    static func variable(
        _ values: NDArray, _ name: String, _ recorder: Recorder, isTrainable: Bool = true
    ) throws -> Tensor {
        let made = recorder.tensor(try values.copy())
        made.variableName = name
        if isTrainable, made.dtype.isFloat { try made.requireGrad() }
        return made
    }

    /// Numbers for a variable of that shape, as an initializer gives them.
    static func drawn(_ initializer: Value, _ shape: [Int], _ context: Context) throws -> NDArray {
        let array = try NDArray.zeros(shape, .float32)
        let kind: Initialiser
        switch initializer {
        case .thing(let value as InitialiserValue): kind = value.initialiser
        case .text(let name):
            guard let named = Initialiser(name: name) else {
                throw Mistake(
                    "there is no initializer '\(name)'",
                    expected: Initialiser.named.map(\.name).joined(separator: ", "), argument: "initializer")
            }
            kind = named
        case .none: kind = .glorotUniform
        default:
            let made = try context.call(initializer, [.tuple(shape.map { .int($0) })], [("dtype", .text("float32"))])
            let values = try context.kerasTensor(made).array
            guard values.shape == shape else {
                throw Mistake(
                    "the initializer gives shape \(values.shape.shapeText)", expected: "shape \(shape.shapeText)")
            }
            return try values.converted(to: .float32).copy()
        }
        try context.kerasRecorder.draw { stream in
            try kind.fill(
                UnsafeMutableBufferPointer(start: array.pointer(Float.self), count: array.count), shape: shape,
                using: &stream, work: context.work)
        }
        return array
    }

    // MARK: Members

    private static let value =
        [Parameter("value", .any, .required, "numbers of the same shape")]
        + ["use_locking", "name", "read_value"].map {
            Parameter($0, .any, .value(.none), "has no effect", isKeywordOnly: true)
        }

    static let members: [Member] =
        [
            change("assign", "sets the values of a variable") { _, new in new },
            change("assign_add", "adds to the values of a variable") { try $0.detached() + $1 },
            change("assign_sub", "takes from the values of a variable") { try $0.detached() - $1 },
            .method("read_value", of: Tensor.self, returns: "tensor", "the values as a tensor", []) { x, _, _ in
                .thing(try x.cloned())
            },
            .attribute("name", of: Tensor.self, "the name of a variable") { x in
                .text(try named(x).split(separator: "/").last.map(String.init) ?? "")
            },
            .attribute("path", of: Tensor.self, "the name of a variable with those of its layers before it") { x in
                .text(try named(x))
            },
            .attribute("value", of: Tensor.self, "the values of a variable as a tensor") { .thing($0) },
            {
                var member = Member.attribute(
                    "trainable", of: Tensor.self, "whether gradients are for the variable"
                ) { .bool($0.requiresGrad) }
                member.assign = { thing, value, context in
                    try (thing as? Tensor)?.requireGrad(try context.isTrue(value))
                }
                return member
            }(),
        ]

    private static func named(_ x: Tensor) throws -> String {
        guard let name = x.variableName else {
            throw Mistake("a tensor that is no variable has no name", expected: "a variable").raised(
                as: "AttributeError", "Tensor.name is undefined when eager execution is enabled.")
        }
        return name
    }

    private static func change(
        _ name: String, _ meaning: String, _ body: @escaping @Sendable (Tensor, Tensor) throws -> Tensor
    ) -> Member {
        .method(name, of: Tensor.self, returns: "tensor", meaning, value) { x, args, context in
            guard x.variableName != nil else {
                throw Mistake(
                    "\(name) is called on a tensor that is no variable", expected: "a variable", try: "tf.Variable(…)"
                ).raised(
                    as: "AttributeError",
                    "'tensorflow.python.framework.ops.EagerTensor' object has no attribute '\(name)'")
            }
            let new = try context.tensor(args["value"]).detached()
            var result = try x.recorder.recording(false) { try body(x, new).array }
            if result.shape != x.shape, result.count == 1 { result = try result.reshaped([]).broadcast(to: x.shape) }
            try x.take(result)
            return .thing(x)
        }
    }
}

extension Context {
    /// A tensor of TensorFlow's: fractions in single precision, whole numbers as int32, unless a dtype is said.
    func tensorFlowTensor(_ value: Value, _ dtype: Value = .none) throws -> Tensor {
        if let tensor = value.asThing(Tensor.self), dtype.isNone { return tensor }
        if dtype.isNone, let stacked = try stackedRecord(value) { return stacked }
        if TextTensor.isOne(value) {
            throw Mistake(
                "texts stand where numbers are wanted", expected: "numbers",
                try: "ds.map(lambda x, y: (vectorize(x), y)), with vectorize = keras.layers.TextVectorization()"
            ).raised(as: "TypeError", "a tensor of dtype string is no tensor of numbers")
        }
        let array = try array(value)
        let isPlain = value.asThing(NDArray.self) == nil && value.asThing(Tensor.self) == nil
        let standard: DType =
            switch array.dtype {
            case .float64: .float32
            case .int64 where isPlain: .int32
            default: array.dtype
            }
        return tensorFlow.tensor(try array.converted(to: DType(ofKeras: dtype) ?? standard))
    }
}

extension DType {
    /// The dtype that a value names: `"float32"`, `tf.float32`, `np.float32`. Double precision is single here.
    init?(ofKeras value: Value) {
        guard !value.isNone else { return nil }
        let dtype =
            value.asThing(TorchDType.self)?.dtype
            ?? DType(
                named: (value.asText ?? value.brief).split(separator: ".").last.map(String.init) ?? "")
        guard let dtype else { return nil }
        self = dtype == .float64 ? .float32 : dtype
    }
}

extension Value {
    /// Whether it is a function, of the learner's or a word.
    var isCallable: Bool {
        switch self {
        case .function, .word: true
        default: false
        }
    }
}
