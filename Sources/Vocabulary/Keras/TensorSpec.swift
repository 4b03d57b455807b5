import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// `tf.TensorSpec`: the shape and the dtype of a tensor that is still to come.
enum TensorSpec {
    private static let native: NativeClass = NativeClass(
        "TensorSpec", module: "tensorflow.python.framework.tensor",
        methods: [
            .init(
                "__init__",
                [
                    Parameter("shape", .any, .value(.none), "the length of every axis, None where it is open"),
                    Parameter("dtype", .any, .value(.none), "tf.float32 unless it is said"),
                    Parameter("name", .any, .value(.none), "a name"),
                ]
            ) { object, args, _ in
                let shape = args["shape"]
                object.set("shape", .tuple(shape.elements ?? (shape.isNone ? [] : [shape])))
                object.set("dtype", args["dtype"].isNone ? .thing(TorchDType.tensorFlow(.float32)) : args["dtype"])
                object.set("name", args["name"])
                return .none
            },
            .init(open: "__eq__") { object, values, _, context in
                guard let other = values.first?.asInstance(of: native) else { return .bool(false) }
                return .bool(try context.spelled(.asObject(object)) == context.spelled(.asObject(other)))
            },
            .init(open: "__repr__") { object, _, _, context in
                let lengths = try (object["shape"]?.elements ?? []).map { try context.spelled($0) }
                let shape = lengths.joined(separator: ", ") + (lengths.count == 1 ? "," : "")
                let dtype =
                    object["dtype"].flatMap {
                        $0.asThing(TorchDType.self)?.dtype.name ?? $0.asText ?? $0.asInstance?["name"]?.asText
                    } ?? "float32"
                let name = try context.spelled(object["name"] ?? .none)
                return .text("TensorSpec(shape=(\(shape)), dtype=tf.\(dtype), name=\(name))")
            },
        ])

    static let words: [Word] = [
        Word(
            "tensorflow.TensorSpec", family: "tensorflow",
            summary: "the shape and the dtype of a tensor: output_signature of from_generator",
            returns: "class",
            examples: ["import tensorflow as tf\nprint(tf.TensorSpec(shape=(None, 3), dtype=tf.float32))"],
            seeAlso: ["tensorflow.data.Dataset.from_generator"], meaning: .type(native))
    ]

    /// What the elements of a dataset are, as its first one shows.
    static func element(of source: TensorSlices.Pipeline, _ context: Context) throws -> Value {
        guard let first = try source.begin(context)() else { return .none }
        return try TensorSlices.rebuilt(first) { leaf in
            if let shape = TextTensor.shape(leaf) {
                let lengths = shape.enumerated().map { $0 == 0 && source.hasOpenRows ? Value.none : .int($1) }
                let dtype = try context.attribute("dtype", of: leaf)
                return try context.call(context.type(native), [.tuple(lengths), dtype])
            }
            guard let tensor = leaf.asThing(Tensor.self) else {
                let inner = try leaf.asInstance(of: TensorSlices.native).map(TensorSlices.pipeline)
                let spec = try inner.map { try context.spelled(try element(of: $0, context)) } ?? leaf.brief
                return .text("DatasetSpec(\(spec), TensorShape([]))")
            }
            let lengths = tensor.shape.enumerated().map { axis, length in
                axis == 0 && source.hasOpenRows ? Value.none : .int(length)
            }
            let dtype = Value.thing(TorchDType.tensorFlow(tensor.dtype))
            return try context.call(context.type(native), [.tuple(lengths), dtype])
        }
    }
}
