import Answers
import Arrays
import Cards
import Language
import Networks
import Optimizers
import Training

/// What `get_config` gives: things as dicts.
extension KerasConfig {
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
            if let made = value.made { return made }
            if penalty.l1 == 0 { return object("keras.regularizers", "L2", dictionary([("l2", .number(penalty.l2))])) }
            // Keras keeps the factor of L1 alone in single precision.
            let single = Double(Float(penalty.l1))
            if penalty.l2 == 0 { return object("keras.regularizers", "L1", dictionary([("l1", .number(single))])) }
            return object(
                "keras.regularizers", "L1L2",
                dictionary([("l1", .number(penalty.l1)), ("l2", .number(penalty.l2))]))
        case let value as ConstraintValue where value.made != nil: return value.made ?? .none
        case let value as ConstraintValue:
            let (name, config): (String, [(String, Value)]) =
                switch value.constraint {
                case .maxNorm(let limit): ("MaxNorm", [("max_value", whole(limit)), ("axis", .int(0))])
                case .nonNegative: ("NonNeg", [])
                case .unitNorm: ("UnitNorm", [("axis", .int(0))])
                case .own: ("Constraint", [])
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
}
