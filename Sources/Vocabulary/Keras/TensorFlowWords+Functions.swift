import Answers
import Arrays
import Autograd
import Language
import Numbers
import TensorVocabulary

extension TensorFlowWords {
    static let functions: [Word] = [
        Word(
            "tensorflow.function", family: "tensorflow",
            summary: "stands as @tf.function before a def, and changes nothing: every line runs as it is met",
            parameters: [
                Parameter("func", .any, .value(.none), "the function"),
                Parameter(
                    "settings", .any, .otherwise("nothing"), "have no effect", isVariadic: true, isKeywordOnly: true),
            ], returns: "function",
            examples: [
                "import tensorflow as tf\n@tf.function\ndef double(x):\n    return 2*x\ndouble(tf.constant(1.5))"
            ],
            seeAlso: ["tensorflow.GradientTape"],
            meaning: .call { arguments, _ in
                if !arguments["func"].isNone { return arguments["func"] }
                return .callable("decorator") { values, _, _ in values.first ?? .none }
            }),
        Word(
            "tensorflow.print", family: "tensorflow", summary: "prints values with a blank between them",
            parameters: [Parameter("values", .any, .otherwise("nothing"), "what is printed", isVariadic: true)],
            returns: "None", examples: ["import tensorflow as tf\ntf.print(\"loss:\", tf.constant(1.5))"],
            seeAlso: ["tensorflow.function"],
            meaning: .call { arguments, context in
                let parts = try arguments.values("values").map { value -> String in
                    if let tensor = value.asThing(Tensor.self) { return ArrayText().str(tensor.array) }
                    return try value.asText ?? context.spelled(value)
                }
                try context.write(parts.joined(separator: " "))
                return .none
            }),
        Word(
            "tensorflow.shape", family: "tensorflow", summary: "the length of every axis, as a tensor",
            parameters: [KerasOperation.input], returns: "tensor",
            examples: ["import tensorflow as tf; tf.shape([1.0, 2.0])"],
            seeAlso: ["tensorflow.Variable"],
            meaning: .call { arguments, context in
                context.usesTensorFlow()
                let shape = try context.kerasTensor(arguments["x"]).shape
                return .thing(context.tensorFlow.tensor(try NDArray(shape.map { Int32($0) })))
            }),
        Word(
            "tensorflow.rank", family: "tensorflow", summary: "how many axes there are, as a tensor",
            parameters: [KerasOperation.input], returns: "tensor",
            examples: ["import tensorflow as tf; tf.rank([[1.0, 2.0]])"], seeAlso: ["tensorflow.shape"],
            meaning: .call { arguments, context in
                context.usesTensorFlow()
                let axes = try context.kerasTensor(arguments["x"]).ndim
                return .thing(context.tensorFlow.tensor(try NDArray([Int32(axes)]).reshaped([])))
            }),
        Word(
            "keras.ops.shape", family: "tensorflow", summary: "the length of every axis",
            parameters: [KerasOperation.input],
            returns: "tuple", examples: ["import keras; keras.ops.shape([1.0, 2.0])"], seeAlso: ["tensorflow.Variable"],
            meaning: .call { arguments, context in
                .tuple(try context.kerasTensor(arguments["x"]).shape.map { .int($0) })
            }),
        Word(
            "keras.random.SeedGenerator", family: "tensorflow",
            summary: "what Keras's draws are keyed by, as seed= takes it",
            details:
                "It has no effect here: draws come from the session's seed, which keras.utils.set_random_seed sets.",
            parameters: [
                Parameter("seed", .optional(.int(.atLeast(0))), .value(.none), "a whole number"),
                Parameter("name", .optional(.text), .value(.none), "has no effect", isKeywordOnly: true),
            ], returns: SeedGenerator.kind,
            examples: ["import keras; keras.random.normal((2, 3), seed=keras.random.SeedGenerator(1))"],
            seeAlso: ["seed"],
            meaning: .call { arguments, _ in .thing(SeedGenerator(seed: arguments["seed"].asInt)) }),
        Word(
            "tensorflow.random.set_seed", aliases: ["keras.utils.set_random_seed"], family: "tensorflow",
            summary: "begins the random numbers of tensors and layers anew",
            parameters: [Parameter("seed", .int(.atLeast(0)), .required, "a whole number")], returns: "None",
            examples: ["import tensorflow as tf; tf.random.set_seed(1)"], seeAlso: ["seed"],
            meaning: .call { arguments, context in
                guard let seed = context.registry.word("seed") else { return .none }
                let number = UInt64(try arguments.int("seed"))
                context.tensorFlow.reseed(number)
                context.kerasRecorder.reseed(number)
                _ = try context.call(.word(seed), [arguments["seed"]])
                return .none
            }),
    ]

    // MARK: Dtypes

    static let dtypes: [Word] = [
        DType.float32, .float64, .int32, .int64, .bool, .uint8,
    ].map { dtype in
        Word(
            "tensorflow.\(dtype.name)", family: "tensorflow", summary: "a type of numbers", returns: "dtype",
            examples: ["import tensorflow as tf\ntf.\(dtype.name)"], seeAlso: ["tensorflow.Variable"],
            meaning: .value { .thing(TorchDType.tensorFlow(dtype)) })
    }
}
