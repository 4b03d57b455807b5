import Answers
import Arrays
import Cards
import Language
import Networks
import Optimizers
import Training

/// What `from_config` takes: dicts as things.
extension KerasConfig {
    /// What a configuration's value stands for: a dict with a class is the thing of that class.
    static func deserialized(_ value: Value, custom: Value = .none, _ context: Context) throws -> Value {
        guard case .dict(let entries) = value, let name = entries["class_name"]?.asText,
            case .dict(let config)? = entries["config"]
        else { return value }
        if ModelConfig.isModel(name, config) { return try ModelConfig.model(config, name, custom: custom, context) }
        let isLayer = entries["module"]?.asText == "keras.layers" || entries["registered_name"]?.asText != nil
        if !isLayer, let word = context.registry.word(name), kinds.contains(word.returns) {
            return try called(word, as: name, config, custom: custom, context)
        }
        return try LayerConfig.layer(name, config, custom: custom, context)
    }

    private static let kinds = [
        InitialiserValue.kind, RegulariserValue.kind, ConstraintValue.kind, Optimizer.kind, Schedule.kind, Loss.kind,
    ]

    /// Calls a word with a configuration; keys that it has no parameter for have to be at their defaults.
    ///
    /// - Parameter given: Keras's class, where the word has another name.
    /// - Throws: `Mistake` for a key that asks for what is not computed here.
    static func called(
        _ word: Word, as given: String? = nil, _ config: Value.Dictionary, custom: Value, _ context: Context
    ) throws -> Value {
        let name = given ?? word.name.split(separator: ".").last.map(String.init) ?? word.name
        let standards = KerasConfigTable.entries(of: name) ?? []
        var keywords: [(name: String, value: Value)] = []
        for entry in config.entries {
            guard let key = entry.key.asText, !["dtype", "trainable"].contains(key) else { continue }
            let standard = standards.first { $0.key == key }?.standard
            guard let parameter = word.parameters.first(where: { $0.name == key || $0.aliases.contains(key) }) else {
                if let standard, plain(standard) == plain(entry.value) { continue }
                guard entry.value.isOff || idle.contains(key) else {
                    throw Mistake(
                        "the configuration of \(name) has \(key) = \(entry.value.brief), which is not computed here",
                        expected: standard.map { "\(key) = \($0.brief)" }
                            ?? word.parameters.map(\.name).joined(separator: ", "),
                        argument: "config"
                    ).raised(as: "TypeError", "\(name).__init__() got an unexpected keyword argument '\(key)'")
                }
                continue
            }
            let value = try deserialized(entry.value, custom: custom, context)
            guard !value.isNone else { continue }
            keywords.append((parameter.name, unpacked(value, standard)))
        }
        return try context.call(.word(word), [], keywords)
    }

    /// What real configurations hold and no result depends on.
    private static let idle: Set<String> = ["ema_momentum", "backward_layer", "name"]

    /// A tuple of one number where the word takes the number.
    private static func unpacked(_ value: Value, _ standard: Value?) -> Value {
        guard case .tuple(let shape)? = standard, shape.count == 1, let items = value.elements, items.count == 1 else {
            return value
        }
        return items[0]
    }

    /// Lists for tuples, as JSON has them, for comparing.
    private static func plain(_ value: Value) -> String {
        value.repr.replacing("(", with: "[").replacing(",)", with: "]").replacing(")", with: "]")
    }

    /// An object of a class of the learner's.
    static func made(by type: Value, _ config: Value.Dictionary, _ context: Context) throws -> Value {
        try context.call(context.attribute("from_config", of: type), [.dict(config)])
    }

    /// `cls(**config)`, with what every layer has left out where the class does not take it.
    static func object(of type: Value, _ config: Value.Dictionary, _ context: Context) throws -> Value {
        var keywords: [(name: String, value: Value)] = []
        for entry in config.entries {
            guard let key = entry.key.asText, key != "dtype" else { continue }
            keywords.append((key, try deserialized(entry.value, context)))
        }
        return try context.call(type, [], keywords)
    }
}

extension Value {
    /// What asks for nothing: None, False, the last axis, channels at the end.
    fileprivate var isOff: Bool {
        switch self {
        case .none, .bool(false): true
        case .int(let number): number == -1
        case .text(let text): text == "channels_last"
        default: false
        }
    }
}
