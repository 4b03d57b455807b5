import Answers
import Cards
import Language
import Networks
import Optimizers
import Training

/// `keras.losses.get("mse")` and its kin, and things as dicts with their classes.
enum SerializationWords {
    static let words: [Word] = getters + [serialize, deserialize]

    private static let identifier = Parameter(
        "identifier", .any, .required, "a name, a dict with class_name and config, or the thing itself")

    private static let getters: [Word] = [
        getter("keras.losses.get", "the loss of a name, as the function of each row's loss", "\"mse\"") {
            name, context in
            Loss(name: name) == nil ? nil : context.registry.word("keras.losses.\(name)").map { .word($0) }
        },
        getter("keras.metrics.get", "the metric of a name, as the function of each row's number", "\"mae\"") {
            name, context in
            if Loss(name: name) != nil { return context.registry.word("keras.losses.\(name)").map { .word($0) } }
            guard (try? Metric(name: name)) != nil else { return nil }
            return context.registry.word(name).map { .word($0) }
        },
        getter("keras.optimizers.get", "the optimizer of a name, with its defaults", "\"adam\"") { name, context in
            let word = context.registry.words.first {
                $0.returns == Optimizer.kind && $0.name.isSpelled(like: name)
            }
            return try word.map { try context.call(.word($0), []) }
        },
        getter("keras.initializers.get", "the initializer of a name, with its defaults", "\"he_normal\"") {
            name, context in
            let word = KerasConfigTable.initializer(named: name).flatMap { context.registry.word($0) }
            return try word.map { try context.call(.word($0), []) }
        },
    ]

    private static func getter(
        _ name: String, _ summary: String, _ example: String,
        _ found: @escaping @Sendable (String, Context) throws -> Value?
    ) -> Word {
        Word(
            name, family: "networks", summary: summary, parameters: [identifier], returns: "value",
            examples: ["import keras; \(name)(\(example))"], seeAlso: ["Sequential"],
            meaning: .call { arguments, context in
                let given = arguments["identifier"]
                if case .dict = given { return try KerasConfig.deserialized(given, context) }
                guard let text = given.asText else { return given }
                if let found = try found(text, context) { return found }
                throw Mistake(
                    "\(name) knows no '\(text)'", expected: "one of the names that compile takes",
                    argument: "identifier"
                ).raised(as: "ValueError", "Could not interpret identifier: \(text)")
            })
    }

    private static let serialize = Word(
        "keras.saving.serialize_keras_object",
        aliases: [
            "keras.layers.serialize", "keras.optimizers.serialize", "keras.losses.serialize",
            "keras.initializers.serialize", "keras.utils.serialize_keras_object",
        ], family: "networks", summary: "A layer, a model, an optimizer or their kin as a dict with its class",
        parameters: [Parameter("obj", .any, .required, "what is written down")], returns: "dict",
        examples: ["import keras; keras.layers.serialize(Dense(2))[\"class_name\"]"],
        seeAlso: ["keras.saving.deserialize_keras_object", "model_from_json"],
        meaning: .call { arguments, context in
            switch arguments["obj"] {
            case .thing(let optimizer as Optimizer):
                return KerasConfig.object(
                    "keras.optimizers", optimizer.name, try OptimizerConfig.config(of: optimizer))
            case .thing(let compiled as CompiledOptimizer):
                return KerasConfig.object(
                    "keras.optimizers", compiled.optimizer.name,
                    try OptimizerConfig.config(of: compiled.optimizer, rate: compiled.model.currentRate))
            case .thing(let loss as Loss): return OptimizerConfig.object(loss)
            case .thing(let handle as LayerHandle):
                let config = try LayerConfig.config(of: handle, context)
                return KerasConfig.object("keras.layers", handle.layer?.className ?? "InputLayer", config)
            case let value: return try KerasConfig.serialized(value, context)
            }
        })

    private static let deserialize = Word(
        "keras.saving.deserialize_keras_object",
        aliases: [
            "keras.layers.deserialize", "keras.optimizers.deserialize", "keras.losses.deserialize",
            "keras.initializers.deserialize", "keras.utils.deserialize_keras_object",
        ], family: "networks", summary: "What a dict with a class stands for",
        parameters: [
            Parameter("config", .any, .required, "what serialize_keras_object gave"),
            Parameter("custom_objects", .any, .value(.none), "classes of layers by their names"),
        ], returns: "value",
        examples: ["import keras; keras.layers.deserialize(keras.layers.serialize(Dense(2)))"],
        seeAlso: ["keras.saving.serialize_keras_object"],
        meaning: .call { arguments, context in
            try KerasConfig.deserialized(arguments["config"], custom: arguments["custom_objects"], context)
        })
}
