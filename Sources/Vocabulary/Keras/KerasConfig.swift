import Answers
import Arrays
import Cards
import Language
import Networks
import Optimizers
import Training

/// Things as Keras writes them into configurations: `{'module': 'keras.initializers', 'class_name': 'Zeros', 'config': {}, …}`.
enum KerasConfig {
    static let parameter = Parameter("config", .dict, .required, "the dict that get_config gave")

    static func dictionary(_ entries: [(String, Value)]) -> Value.Dictionary {
        Value.Dictionary(entries.map { (.text($0.0), $0.1) })
    }

    /// - Throws: `Mistake` for what is no dict.
    static func entries(_ arguments: Arguments) throws -> Value.Dictionary {
        guard case .dict(let entries) = arguments["config"] else {
            throw arguments.mistake("config", "\(arguments["config"].brief) is no configuration", expected: "a dict")
        }
        return entries
    }

    static func object(_ module: String, _ name: String, _ config: Value.Dictionary) -> Value {
        .dict(
            dictionary([
                ("module", .text(module)), ("class_name", .text(name)), ("config", .dict(config)),
                ("registered_name", .none),
            ]))
    }

    /// The numbers of everything.
    static var float32: Value { object("keras", "DTypePolicy", dictionary([("name", .text("float32"))])) }

    /// An initializer of a class, with what differs from its defaults.
    static func initializer(_ name: String, _ given: [(String, Value)]) -> Value {
        let keys = KerasConfigTable.entries(of: name) ?? []
        let config = keys.map { key, standard in (key, given.first { $0.0 == key }?.1 ?? standard) }
        return object("keras.initializers", name, dictionary(config))
    }

    // MARK: Writing

    /// - Throws: `Mistake` for what a configuration cannot hold.
    static func serialized(_ value: Value, _ context: Context) throws -> Value {
        switch value {
        case .none, .bool, .int, .big, .number, .text: return value
        case .list: return .list(try (value.elements ?? []).map { try serialized($0, context) })
        case .tuple(let items): return .tuple(try items.map { try serialized($0, context) })
        case .dict(let entries):
            return .dict(Value.Dictionary(try entries.entries.map { ($0.key, try serialized($0.value, context)) }))
        case .word(let word): return .text(word.name.split(separator: ".").last.map(String.init) ?? word.name)
        case .thing(let thing): return try serialized(thing, context)
        case .function: return value
        default:
            guard let instance = value.asInstance(of: KerasLayerClass.layer) else { return value }
            let config = try context.call(method: "get_config", of: instance, [])
            return own(instance.className, config)
        }
    }

    /// A thing of a class of the learner's.
    static func own(_ name: String, _ config: Value) -> Value {
        .dict(
            dictionary([
                ("module", .none), ("class_name", .text(name)), ("config", config), ("registered_name", .text(name)),
            ]))
    }

    private static func serialized(_ thing: any Presentable, _ context: Context) throws -> Value {
        switch thing {
        case let layer as LayerValue:
            // An activation with settings of its own is a layer here.
            let name = (layer.identity.origin as? LayerCall)?.name ?? layer.layer.className
            return object("keras.layers", name, try LayerConfig.config(of: layer, context))
        case let function as ActivationFunction: return .text(function.name)
        case let value as InitialiserValue: return initializer(value)
        case let value as RegulariserValue:
            let penalty = value.regulariser
            if penalty.l1 == 0 { return object("keras.regularizers", "L2", dictionary([("l2", .number(penalty.l2))])) }
            // Keras keeps the factor of L1 alone in single precision.
            let single = Double(Float(penalty.l1))
            if penalty.l2 == 0 { return object("keras.regularizers", "L1", dictionary([("l1", .number(single))])) }
            return object(
                "keras.regularizers", "L1L2",
                dictionary([("l1", .number(penalty.l1)), ("l2", .number(penalty.l2))]))
        case let value as ConstraintValue:
            let (name, config): (String, [(String, Value)]) =
                switch value.constraint {
                case .maxNorm(let limit): ("MaxNorm", [("max_value", whole(limit)), ("axis", .int(0))])
                case .nonNegative: ("NonNeg", [])
                case .unitNorm: ("UnitNorm", [("axis", .int(0))])
                }
            return object("keras.constraints", name, dictionary(config))
        case let schedule as Schedule: return try OptimizerConfig.object(schedule)
        case let model as Training.Model: return try ModelConfig.object(model, context)
        default: return .thing(thing)
        }
    }

    private static func whole(_ number: Double) -> Value { Int(exactly: number).map { .int($0) } ?? .number(number) }

    private static func initializer(_ value: InitialiserValue) -> Value {
        let name = String(value.summary.prefix { $0 != "(" })
        guard KerasConfigTable.entries(of: name) != nil || name == "Identity" else { return .text(name) }
        let given: [(String, Value)] =
            switch value.initialiser {
            case .constant(let number): [("value", .number(number))]
            case .normal(let mean, let deviation), .truncatedNormal(let mean, let deviation):
                [("mean", .number(mean)), ("stddev", .number(deviation))]
            case .uniform(let low, let high): [("minval", .number(low)), ("maxval", .number(high))]
            case .orthogonal(let gain): [("gain", .number(gain))]
            case .varianceScaling(let scale, let fan, let distribution):
                [
                    ("scale", .number(scale)), ("mode", .text(fan.rawValue)),
                    ("distribution", .text(distribution.rawValue)),
                ]
            default: []
            }
        if name == "Identity" {
            guard case .identity(let gain) = value.initialiser else { return .text(name) }
            return object("keras.initializers", name, dictionary([("gain", .number(gain))]))
        }
        return initializer(name, given)
    }

    /// A number as the tuple that Keras makes of it: 3 as (3, 3) of a kernel over images, as ((1, 1), (1, 1)) of padding.
    static func tuple(_ value: Value, like standard: Value) -> Value {
        guard case .tuple(let shape) = standard else { return value }
        if value.asInt != nil { return .tuple(shape.map { tuple(value, like: $0) }) }
        guard let items = value.elements, items.count == shape.count else { return value }
        return .tuple(zip(items, shape).map { tuple($0, like: $1) })
    }

    // MARK: Reading

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
