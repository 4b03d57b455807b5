import Answers
import Language
import Networks
import Training

/// Layers as dicts, and dicts as layers: `get_config` and `from_config`.
enum LayerConfig {
    static func config(of layer: LayerValue, _ context: Context) throws -> Value.Dictionary {
        try config(
            layer.layer, layer.identity, name: layer.name, isTrainable: layer.seat.areWeightsLearnt, context)
    }

    static func config(of handle: LayerHandle, _ context: Context) throws -> Value.Dictionary {
        guard let layer = handle.layer, case .layer(let index) = handle.place else {
            guard case .input(let number) = handle.place else { return .init([]) }
            return input(handle.model, number)
        }
        let node = handle.model.architecture.nodes[index]
        let identity = node.identity ?? SymbolicGraph.of(handle.model).calls[index].identity
        let known = layer.givenName ?? identity?.name
        return try config(
            layer, identity, name: known ?? handle.name, isTrainable: handle.isTrainable, context)
    }

    /// An input as Keras's InputLayer.
    static func input(_ model: Model, _ number: Int) -> Value.Dictionary {
        KerasConfig.dictionary([
            ("batch_shape", Value.batch(model.architecture.openShapes[number])), ("dtype", .text("float32")),
            ("sparse", .bool(false)), ("ragged", .bool(false)),
            ("name", .text(model.architecture.inputName(number))), ("optional", .bool(false)),
        ])
    }

    private static func config(
        _ layer: any Layer, _ identity: LayerIdentity?, name: String, isTrainable: Bool, _ context: Context
    ) throws -> Value.Dictionary {
        if let inner = layer as? ModelLayer { return try ModelConfig.config(of: inner.model, context) }
        if let own = layer as? OwnLayer {
            let found = try context.call(method: "get_config", of: own.body.instance, [])
            guard case .dict(let entries) = found else {
                throw Mistake("get_config of \(own.body.instance.className) gives \(found.brief)", expected: "a dict")
            }
            return entries
        }
        let common: [(String, Value)] = [
            ("name", .text(name)), ("trainable", .bool(isTrainable)), ("dtype", KerasConfig.float32),
        ]
        guard let call = identity?.origin as? LayerCall else {
            return KerasConfig.dictionary(
                common + layer.settings.map { ($0.name, $0.value.asValue) })
        }
        guard let keys = KerasConfigTable.entries(of: call.name) else {
            return KerasConfig.dictionary(
                common + (try call.settings.map { ($0.name, try KerasConfig.serialized($0.value, context)) }))
        }
        return KerasConfig.dictionary(
            common + (try keys.map { ($0.key, try value($0.key, $0.standard, of: call, context)) }))
    }

    /// What stands under a key: what was given, in the form that Keras gives it.
    private static func value(
        _ key: String, _ standard: Value, of call: LayerCall, _ context: Context
    ) throws -> Value {
        guard let given = call[key] else { return standard }
        if given.isNone {
            // What Keras takes from another setting.
            let other = ["strides": "pool_size", "value_dim": "key_dim"][key]
            guard let other, !standard.isNone, let value = call[other] else { return standard }
            return KerasConfig.tuple(value, like: standard)
        }
        if key.hasSuffix("_initializer"), let name = given.asText {
            return KerasConfigTable.initializer(named: name).map { KerasConfig.initializer($0, []) } ?? given
        }
        return KerasConfig.tuple(try KerasConfig.serialized(given, context), like: standard)
    }

    // MARK: Reading

    /// The layer of a configuration.
    ///
    /// - Parameters:
    ///   - name: Keras's class.
    ///   - custom: `custom_objects`: classes of the learner's own by name.
    /// - Throws: `Mistake` for a class that is not known, and for what is not computed here.
    static func layer(
        _ name: String, _ config: Value.Dictionary, custom: Value, _ context: Context
    ) throws -> Value {
        if let own = own(name, custom, context) { return try KerasConfig.made(by: own, config, context) }
        let words = ["keras.layers.\(name)", name].compactMap { context.registry.word($0) }
        guard let word = words.first(where: { $0.returns == LayerValue.kind }) else {
            throw Mistake(
                "the configuration has a layer of the class \(name), which is not known here",
                expected: "a layer of Keras's, or the class, defined before the configuration is read",
                try: "custom_objects={\"\(name)\": \(name)}"
            ).raised(as: "TypeError", "Could not locate class '\(name)'.")
        }
        let made = try KerasConfig.called(word, as: name, config, custom: custom, context)
        if case .bool(false)? = config["trainable"] { made.asThing(LayerValue.self)?.seat.setTrainable(false) }
        return made
    }

    /// A class of the learner's.
    private static func own(_ name: String, _ custom: Value, _ context: Context) -> Value? {
        if case .dict(let entries) = custom, let found = entries[name] { return found }
        guard let known = context.session[name], known.isClass(derivedFrom: KerasLayerClass.layer) else { return nil }
        return known
    }

    static let members: [Member] = [
        Member(
            kind: "layer class", name: "from_config", aliases: [], meaning: "the layer of a dict that get_config gave",
            parameters: [KerasConfig.parameter]
        ) { thing, arguments, context in
            guard let word = (thing as? WordClass)?.word else { return .none }
            let made = try KerasConfig.called(word, KerasConfig.entries(arguments), custom: .none, context)
            let isHeld = if case .bool(false)? = try KerasConfig.entries(arguments)["trainable"] { true } else { false }
            if isHeld { made.asThing(LayerValue.self)?.seat.setTrainable(false) }
            return made
        }
    ]
}
