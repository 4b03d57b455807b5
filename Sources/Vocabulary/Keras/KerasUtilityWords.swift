import Answers
import Arrays
import Autograd
import Foundation
import Language
import Networks
import TensorVocabulary

/// Keras's small helpers that scripts call around a model.
enum KerasUtilityWords {
    static let words: [Word] = versions + helpers + idle

    /// What `library.__version__` answers: the versions that are followed here.
    private static let versions: [Word] = [
        ("numpy", "2.4.6"), ("keras", "3.15.1"), ("tensorflow", "2.20.0"), ("sklearn", "1.9.1"), ("pandas", "3.1.1"),
        ("jax", "0.10.2"), ("optax", "0.2.8"), ("optuna", "5.0.0"), ("matplotlib", "3.11.2"),
    ].map { module, version in
        Word(
            "\(module).__version__", family: "networks", summary: "the version of \(module) that is followed here",
            returns: "string", examples: ["import \(module)\n\(module).__version__"], seeAlso: [],
            meaning: .value { .text(version) })
    }

    /// What scripts say of a machine: there is one processor, and nothing is to be set.
    private static let idle: [Word] =
        [
            ("tensorflow.config.list_physical_devices", "the devices of a kind: no GPU is used here", Value.list([])),
            ("tensorflow.config.experimental.list_physical_devices", "the same", .list([])),
            ("tensorflow.config.run_functions_eagerly", "has no effect: every line runs as it is met", .none),
            ("tensorflow.config.experimental.set_memory_growth", "has no effect", .none),
            (
                "tensorflow.config.experimental.enable_op_determinism", "has no effect: a seed gives the same bits",
                .none
            ),
        ].map { name, summary, answer in
            Word(
                name, family: "tensorflow", summary: summary,
                parameters: [
                    Parameter("setting", .any, .value(.none), "has no effect"),
                    Parameter("value", .any, .value(.none), "has no effect"),
                ], returns: answer.kind,
                examples: ["import tensorflow as tf\n\(name.replacing("tensorflow", with: "tf"))()"],
                seeAlso: [], meaning: .call { _, _ in answer })
        }
        + [
            Word(
                "tensorflow.data.AUTOTUNE", aliases: ["tensorflow.data.experimental.AUTOTUNE"], family: "tensorflow",
                summary: "what prefetch and map are given, and has no effect", returns: "number",
                examples: ["import tensorflow as tf\ntf.data.AUTOTUNE"], seeAlso: [], meaning: .value { .int(-1) })
        ]

    private static let helpers: [Word] = [
        Word(
            "keras.backend.epsilon", aliases: ["keras.config.epsilon"], family: "networks",
            summary: "the small number that keeps divisions and logarithms finite", returns: "number",
            examples: ["import keras; keras.backend.epsilon()"], seeAlso: [], meaning: .call { _, _ in .number(1e-7) }),
        Word(
            "keras.backend.floatx", aliases: ["keras.config.floatx"], family: "networks",
            summary: "the type of numbers in networks", returns: "string",
            examples: ["import keras; keras.backend.floatx()"], seeAlso: [],
            meaning: .call { _, _ in .text("float32") }),
        Word(
            "keras.ops.convert_to_numpy", aliases: ["keras.backend.get_value"], family: "tensorflow",
            summary: "the numbers of a tensor as an array", parameters: [KerasOperation.input], returns: "array",
            examples: ["import keras; keras.ops.convert_to_numpy([1.0, 2.0])"], seeAlso: [],
            meaning: .call { arguments, context in
                if let rate = arguments["x"].asThing(RateVariable.self) {
                    return Value(try NDArray(.float(rate.read()), .float32))
                }
                return .thing(try context.kerasTensor(arguments["x"]).array.copy())
            }),
        Word(
            "keras.utils.normalize", family: "networks", summary: "rows divided by their length",
            parameters: [
                Parameter("x", .any, .required, "an array"),
                Parameter("axis", .int(), .value(.int(-1)), "along which the length is taken"),
                Parameter("order", .number(.positive), .value(.number(2)), "of the norm"),
            ], returns: "array", examples: ["import keras; keras.utils.normalize([[3.0, 4.0]])"], seeAlso: [],
            meaning: .call { arguments, context in
                let array = try context.array(arguments["x"]).converted(to: .float64)
                let x = array.ndim == 0 ? try array.reshaped([1]) : array
                let axis = try arguments.int("axis")
                guard (-x.ndim..<x.ndim).contains(axis) else {
                    throw arguments.mistake("axis", "axis = \(axis) of \(x.ndim) axes", expected: "one of them")
                }
                let order = try arguments.number("order")
                let place = axis < 0 ? axis + x.ndim : axis
                let (inner, length) = (x.shape[(place + 1)...].reduce(1, *), x.shape[place])
                var values = x.doubles()
                var check = StopCheck(context.work)
                for outer in 0..<(length * inner == 0 ? 0 : values.count / (length * inner)) {
                    for column in 0..<inner {
                        try check.pass()
                        let places = (0..<length).map { (outer * length + $0) * inner + column }
                        let sum = places.reduce(0) { $0 + pow(abs(values[$1]), order) }
                        let norm = order == 2 ? sum.squareRoot() : pow(sum, 1 / order)
                        for place in places where norm > 0 { values[place] /= norm }
                    }
                }
                return .thing(try NDArray(values, shape: x.shape))
            }),
        Word(
            "keras.activations.get", family: "layers", summary: "the activation of a name",
            parameters: [
                Parameter(
                    "identifier", .any, .required, "a name, a function, or None for the function that changes nothing")
            ], returns: ActivationFunction.kind,
            examples: ["import keras; keras.activations.get(\"relu\")([-1.0, 2.0])"], seeAlso: ["Activation"],
            meaning: .call { arguments, _ in
                guard !arguments["identifier"].isNone else { return .thing(ActivationFunction(name: "linear")) }
                guard let name = arguments["identifier"].asText else { return arguments["identifier"] }
                guard name == "linear" || Activation(name: name) != nil else {
                    throw Mistake(
                        "there is no activation '\(name)'", expected: Activation.names.joined(separator: ", "),
                        argument: "identifier"
                    ).raised(as: "ValueError", "Could not interpret activation function identifier: \(name)")
                }
                return .thing(ActivationFunction(name: name))
            }),
        Word(
            "keras.activations.serialize", family: "layers",
            summary: "the name of an activation, for the get_config of a layer of one's own",
            parameters: [Parameter("activation", .any, .required, "what keras.activations.get gave")],
            returns: "text",
            examples: ["import keras; keras.activations.serialize(keras.activations.get(\"relu\"))"],
            seeAlso: ["keras.activations.get"],
            meaning: .call { arguments, _ in
                let given = arguments["activation"]
                if case .word(let word) = given, let name = word.name.split(separator: ".").last.map(String.init),
                    Activation(name: name) != nil
                {
                    return .text(name)
                }
                guard let known = given.asThing(ActivationFunction.self) else {
                    throw Mistake(
                        "activation = \(given.brief)", expected: "an activation of Keras's",
                        try: "keras.activations.get(\"relu\")", argument: "activation")
                }
                return .text(known.name)
            }),
        Word(
            "keras.backend.clear_session",
            aliases: ["keras.utils.clear_session", "tensorflow.keras.backend.clear_session"], family: "networks",
            summary: "Names are counted from the beginning again: the next dense layer is dense",
            details: "A model that nobody holds is gone without it.",
            parameters: [Parameter("free_memory", .any, .value(.none), "has no effect")], returns: "None",
            examples: ["import keras; keras.backend.clear_session()"], seeAlso: ["Sequential"],
            meaning: .call { _, context in
                context.madeNames.clear()
                return .none
            }),
        Word(
            "keras.utils.pad_sequences",
            aliases: [
                "keras.preprocessing.sequence.pad_sequences", "tensorflow.keras.preprocessing.sequence.pad_sequences",
            ], family: "networks",
            summary: "Lists of different lengths as the rows of one array",
            details:
                "Keras fills and cuts at the front unless it is told otherwise: the last steps are the ones that count.",
            parameters: [
                Parameter("sequences", .list(of: .any), .required, "lists of numbers"),
                Parameter(
                    "maxlen", .optional(.int(.init(1, 1e6))), .value(.none), "length of a row; the longest list's"),
                Parameter("dtype", .any, .value(.text("int32")), "of the array"),
                Parameter("padding", .choice(["pre", "post"]), .value(.text("pre")), "where short lists are filled"),
                Parameter("truncating", .choice(["pre", "post"]), .value(.text("pre")), "where long lists are cut"),
                Parameter("value", .number(), .value(.number(0)), "what they are filled with"),
            ], returns: "array", examples: ["import keras; keras.utils.pad_sequences([[1, 2, 3], [4]])"],
            seeAlso: ["Embedding", "Masking"],
            meaning: .call { arguments, context in
                let rows = try arguments.values("sequences").enumerated().map { place, row -> [Double] in
                    if let numbers = row.doubles { return numbers }
                    guard let items = row.elements, items.isEmpty else {
                        throw arguments.mistake(
                            "sequences", "sequence \(place) is \(row.brief)", expected: "a list of numbers")
                    }
                    return []
                }
                let length = arguments["maxlen"].asInt ?? rows.map(\.count).max() ?? 0
                let name = arguments["dtype"].asText ?? "int32"
                guard let dtype = DType(named: name) else {
                    throw arguments.mistake("dtype", "there is no dtype '\(name)'", expected: "'int32' or 'float32'")
                }
                let (before, cutsFront) = (
                    try arguments.text("padding") == "pre", try arguments.text("truncating") == "pre"
                )
                let array = try NDArray.full([rows.count, length], .float(try arguments.number("value")), dtype)
                for (place, row) in rows.enumerated() {
                    if context.work.isCancelled { throw Stopped() }
                    let kept = cutsFront ? row.suffix(length) : row.prefix(length)
                    let from = before ? length - kept.count : 0
                    for (step, number) in kept.enumerated() {
                        array.set(.float(number), at: place * length + from + step)
                    }
                }
                return .thing(array)
            }),
    ]
}
