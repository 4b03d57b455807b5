import Answers
import Arrays
import Autograd
import Language
import Networks
import Training
import TensorVocabulary

/// `keras.layers.Layer`: what layers of the learner's own are derived from.
///
/// Weights and inner layers are not registered anywhere: they are what `add_weight` made, and the attributes of the object that are
/// such, in the order in which they came.
enum KerasLayerClass {
    /// What Swift code keeps with an object.
    final class State {
        var isBuilt = false
        var own: [OwnWeight] = []
        var losses: [Tensor] = []
        var body: OwnLayerBody?
        var identity = LayerIdentity()
        /// What the model calls it that it was asked of last, where it was given no name.
        var placeName: String?
        /// What it was composed of, where it was made from inputs and outputs.
        var functional: Training.Model?
        /// The metrics that the model was compiled with, the loss first.
        var metrics: [MetricObject]?
        /// The model that trains the object, where it is one itself.
        var model: Training.Model?
    }

    static func state(_ object: Instance) -> State {
        if let known = object.payload as? State { return known }
        let made = State()
        object.payload = made
        return made
    }

    static let layer = NativeClass("Layer", module: "keras.src.layers.layer", methods: methods)

    static let words: [Word] = [
        Word(
            "keras.layers.Layer", aliases: ["keras.Layer"], family: "layers",
            summary: "The class that layers of one's own are derived from",
            details: """
                `build(self, input_shape)` makes weights with `self.add_weight(shape=…, initializer=…)`, `call(self, inputs)` \
                computes with `keras.ops` or `tf`. Such a layer stands in Sequential and Model as the others do.
                """,
            returns: "class",
            examples: [
                "import keras\nclass Double(keras.layers.Layer):\n    def call(self, x):\n        return 2*x\nSequential([Double(), Dense(1)])"
            ], seeAlso: ["Dense", "Sequential"], meaning: .type(layer)),
        Word(
            "keras.saving.register_keras_serializable", aliases: ["keras.utils.register_keras_serializable"],
            family: "layers",
            summary:
                "stands before a class of one's own, whose layers load_model then makes again",
            parameters: [
                Parameter("package", .text, "Custom", "has no effect"),
                Parameter("name", .optional(.text), .value(.none), "has no effect"),
            ], returns: "function",
            examples: ["import keras\nkeras.saving.register_keras_serializable()(abs)(-1)"], seeAlso: ["load_model"],
            meaning: .call { _, _ in
                .callable("decorator") { values, _, context in
                    let type = values.first ?? .none
                    if type.isClass(derivedFrom: layer), let name = try context.attribute("__name__", of: type).asText {
                        context.session.kept(SerializableClasses.self) { SerializableClasses() }.names.insert(name)
                    }
                    return type
                }
            }),
    ]

    /// Takes over what `super().__init__(…)` is given; an object without a name is counted.
    static func begin(_ object: Instance, _ keywords: [(name: String, value: Value)], _ context: Context) {
        for (name, value) in keywords where name == "name" || name == "trainable" {
            if !value.isNone { object.set(name, value) }
        }
        let state = state(object)
        guard object["name"] == nil, state.identity.name == nil else { return }
        state.identity = LayerIdentity(name: context.madeNames.next(KerasName.snake(object.className)))
    }

    /// What it is called: by a person, as it was counted, or as the model has it that it was asked of last.
    static func name(_ object: Instance) -> String {
        let state = state(object)
        return object["name"]?.asText ?? state.identity.name ?? state.placeName ?? KerasName.snake(object.className)
    }

    // MARK: What is in an object

    /// All weights of an object and of the layers in it, each once: those that gradients are for, and the others.
    static func weights(_ object: Instance) -> (learnt: [OwnWeight], running: [OwnWeight]) {
        var (learnt, running): ([OwnWeight], [OwnWeight]) = ([], [])
        var seen: Set<ObjectIdentifier> = []
        var names: Set<String> = []
        func add(_ weight: OwnWeight, _ prefix: String, isFrozen: Bool) {
            guard weight.tensor.dtype == .float32, seen.insert(ObjectIdentifier(weight.tensor)).inserted else { return }
            var weight = weight
            let name = prefix + weight.name
            weight.name = name
            var number = 1
            while !names.insert(weight.name).inserted {
                weight.name = "\(name)_\(number)"
                number += 1
            }
            if weight.tensor.requiresGrad, !isFrozen { learnt.append(weight) } else { running.append(weight) }
        }
        func visit(_ value: Value, _ prefix: String, isFrozen: Bool) {
            switch value {
            case .thing(let tensor as Tensor):
                guard let name = tensor.variableName else { return }
                add(
                    OwnWeight(name: String(name.split(separator: "/").last ?? "w"), tensor: tensor), prefix,
                    isFrozen: isFrozen)
            case .thing(let layer as LayerValue):
                if let handle = layer.seat.handle { visit(handle.model, prefix, isFrozen: isFrozen) }
            case .thing(let model as Training.Model): visit(model, prefix, isFrozen: isFrozen)
            case .list, .tuple: for item in value.elements ?? [] { visit(item, prefix, isFrozen: isFrozen) }
            case .dict(let entries): for entry in entries.entries { visit(entry.value, prefix, isFrozen: isFrozen) }
            default:
                guard let inner = value.asInstance(of: layer) else { return }
                visit(inner, "\(prefix)\(KerasName.snake(inner.className))/", isFrozen: isFrozen)
            }
        }
        func visit(_ model: Training.Model, _ prefix: String, isFrozen: Bool) {
            guard let network = model.network, let eager = network.companion as? EagerNetwork else { return }
            let frozen = network.frozen
            for (entry, tensor) in zip(network.entries + network.stateEntries, eager.parameters + eager.state) {
                add(
                    OwnWeight(
                        name: entry.fileName, tensor: tensor, regulariser: entry.regulariser,
                        constraint: entry.constraint), prefix, isFrozen: isFrozen || frozen.contains(entry.layer))
            }
        }
        func visit(_ object: Instance, _ prefix: String, isFrozen: Bool) {
            guard seen.insert(ObjectIdentifier(object)).inserted else { return }
            let isFrozen =
                isFrozen || object["trainable"].map { if case .bool(false) = $0 { true } else { false } } == true
            if let functional = state(object).functional { visit(functional, prefix, isFrozen: isFrozen) }
            for weight in state(object).own { add(weight, prefix, isFrozen: isFrozen) }
            for (_, value) in object.attributes { visit(value, prefix, isFrozen: isFrozen) }
        }
        visit(object, "", isFrozen: false)
        return (learnt, running)
    }

    /// The layers and models directly in an object, in lists too.
    static func layers(_ object: Instance) -> [Value] {
        func found(_ value: Value) -> [Value] {
            switch value {
            case .thing(is LayerValue), .thing(is Training.Model): return [value]
            case .list, .tuple: return (value.elements ?? []).flatMap(found)
            default: return value.asInstance(of: layer) == nil ? [] : [value]
            }
        }
        return object.attributes.flatMap { found($0.value) }
    }

    /// What `add_loss` and penalties on outputs have added in the last call, of the object and of those in it.
    static func losses(_ object: Instance) -> [Tensor] {
        state(object).losses + layers(object).compactMap { $0.asInstance }.flatMap(losses)
    }

    static func forgetLosses(_ object: Instance) {
        state(object).losses = []
        for inner in layers(object).compactMap(\.asInstance) { forgetLosses(inner) }
    }

    // MARK: Calling

    /// What `call` gives for numbers, after the weights were made.
    static func computed(
        _ object: Instance, _ arguments: [Value], _ keywords: [(name: String, value: Value)], isTraining: Bool,
        _ context: Context
    ) throws -> Value {
        let state = state(object)
        if !state.isBuilt {
            state.isBuilt = true
            if object.overrides("build") {
                let shape = shape(arguments.first ?? .none)
                _ = try context.call(method: "build", of: object, [shape])
            }
        }
        if let functional = state.functional, !object.overrides("call") {
            let inputs = try arguments.flatMap { try context.eagerInputs($0) }
            return .thing(
                try functional.eager(context).run(inputs, isTraining: isTraining, context))
        }
        guard object.overrides("call") else {
            throw Mistake(
                "\(object.className) has no method call", expected: "def call(self, inputs): …"
            ).raised(
                as: "NotImplementedError", "Layer \(object.className) does not have a `call()` method implemented.")
        }
        var keywords = keywords
        let takesTraining = object.parameters(of: "call")?.contains("training") == true
        if takesTraining, !keywords.contains(where: { $0.name == "training" }) {
            keywords.append(("training", .bool(isTraining)))
        }
        let desk = context.ownLayers
        let before = desk.isTraining
        desk.isTraining = isTraining
        defer { desk.isTraining = before }
        return try context.call(method: "call", of: object, arguments, keywords)
    }

    /// `(None, 4)`: as `build` gets it.
    private static func shape(_ value: Value) -> Value {
        if let tensor = value.asThing(Tensor.self) {
            return .tuple([.none] + tensor.shape.dropFirst().map { .int($0) })
        }
        return .list((value.elements ?? []).map(shape))
    }

    /// `object(inputs)`: composes where the inputs are symbolic, else computes.
    static func called(
        _ object: Instance, _ values: [Value], _ keywords: [(name: String, value: Value)], _ context: Context
    ) throws -> Value {
        var (values, keywords) = (values, keywords)
        if values.isEmpty, let place = keywords.firstIndex(where: { $0.name == "inputs" || $0.name == "x" }) {
            values = [keywords.remove(at: place).value]
        }
        let flat = GradientTapeClass.leaves(values.first ?? .none)
        if flat.contains(where: { $0.asThing(SymbolicTensor.self) != nil }) {
            let inputs = values.flatMap(GradientTapeClass.leaves).compactMap { $0.asThing(SymbolicTensor.self) }
            let made = try SymbolicTensor.calling(
                OwnLayer(body: OwnLayerBody.of(object, context)), state(object).identity, on: inputs, context)
            if made.known == nil { try context.ownLayers.within(context) { try made.checkShape() } }
            return .thing(made)
        }
        let isTraining: Bool
        if let place = keywords.firstIndex(where: { $0.name == "training" }) {
            let given = keywords[place].value
            isTraining = given.isNone ? context.ownLayers.isTraining : try context.isTrue(given)
            keywords.remove(at: place)
        } else {
            isTraining = context.ownLayers.isTraining
        }
        if let first = values.first {
            let areMany =
                first.elements != nil && first.asThing(Tensor.self) == nil && first.asThing(NDArray.self) == nil
                && first.elements?.contains { $0.asThing(Tensor.self) != nil || $0.asThing(NDArray.self) != nil }
                    == true
            let tensors = try context.eagerInputs(first)
            values[0] = areMany ? .list(tensors.map { .thing($0) }) : .thing(tensors[0])
        }
        state(object).losses = []
        let flow = context.kerasRecorder
        let isAsked = flow.isRecording && context.recordsKeras(flat.compactMap { $0.asThing(Tensor.self) })
        return try flow.recording(isAsked) {
            try computed(object, values, keywords, isTraining: isTraining, context)
        }
    }

    // MARK: Methods

    private static func tensors(_ weights: [OwnWeight]) -> Value { .list(weights.map { .thing($0.tensor) }) }

    static let methods: [NativeClass.Method] = [
        .init(open: "__init__") { object, values, keywords, context in
            begin(object, keywords, context)
            return .none
        },
        .init(open: "__call__") { object, values, keywords, context in
            try called(object, values, keywords, context)
        },
        .init(open: "build") { object, _, _, _ in
            state(object).isBuilt = true
            return .none
        },
        .init(open: "call") { object, _, _, _ in
            throw Mistake("\(object.className) has no method call", expected: "def call(self, inputs): …").raised(
                as: "NotImplementedError", "Layer \(object.className) does not have a `call()` method implemented.")
        },
        .init(
            "add_weight",
            [
                Parameter(
                    "shape", .any, .value(.none), "the length of every axis; a single number where none is given"),
                Parameter("initializer", .any, .value(.none), "glorot_uniform unless it is said"),
                Parameter("dtype", .any, .value(.none), "has no effect: numbers are float32"),
                Parameter("trainable", .bool, true, "whether gradients are for it"),
                Parameter("regularizer", .optional(.thing([RegulariserValue.kind])), .value(.none), "penalty on it"),
                Parameter(
                    "constraint", .optional(.thing([ConstraintValue.kind])), .value(.none), "what is done after updates"
                ),
                Parameter("name", .optional(.text), .value(.none), "what it is called"),
            ]
        ) { object, args, context in
            let shape = args["shape"].isNone ? [] : args["shape"].wholes ?? []
            guard shape.allSatisfy({ $0 >= 0 }) else {
                throw args.mistake("shape", "shape = \(args["shape"].brief)", expected: "lengths of at least 0")
            }
            let own = state(object)
            let name = args.optionalText("name") ?? (own.own.isEmpty ? "variable" : "variable_\(own.own.count)")
            let owner = KerasLayerClass.name(object)
            let tensor = try VariableWords.variable(
                VariableWords.drawn(args["initializer"], shape, context), "\(owner)/\(name)", context.kerasRecorder,
                isTrainable: args.bool("trainable"))
            own.own.append(
                OwnWeight(
                    name: name, tensor: tensor,
                    regulariser: args.optionalThing("regularizer", as: RegulariserValue.self)?.regulariser,
                    constraint: args.optionalThing("constraint", as: ConstraintValue.self)?.constraint))
            return .thing(tensor)
        },
        .init("add_loss", [Parameter("loss", .any, .required, "what is added to the loss")]) { object, args, context in
            for value in GradientTapeClass.leaves(args["loss"]) {
                let tensor = try context.kerasTensor(value)
                state(object).losses.append(tensor.count == 1 ? try tensor.reshaped([]) : try tensor.sum())
            }
            return .none
        },
        .property("losses") { object, context in
            let penalties = try weights(object).learnt.compactMap { weight -> Tensor? in
                guard let penalty = weight.regulariser else { return nil }
                return try EagerNetwork.penalty(penalty, weight.tensor)
            }
            return .list((losses(object) + penalties).map { .thing($0) })
        },
        .property("weights") { object, _ in tensors(weights(object).learnt + weights(object).running) },
        .property("variables") { object, _ in tensors(weights(object).learnt + weights(object).running) },
        .property("trainable_weights") { object, _ in tensors(weights(object).learnt) },
        .property("trainable_variables") { object, _ in tensors(weights(object).learnt) },
        .property("non_trainable_weights") { object, _ in tensors(weights(object).running) },
        .property("non_trainable_variables") { object, _ in tensors(weights(object).running) },
        .property("built") { object, _ in .bool(state(object).isBuilt) },
        .property("name", set: { object, value, _ in object.set("name", value) }) { object, _ in
            .text(name(object))
        },
        .property("trainable", set: { object, value, _ in object.set("trainable", value) }) { object, _ in
            object["trainable"] ?? .bool(true)
        },
        .init("get_weights") { object, _, _ in
            let (learnt, running) = weights(object)
            return .list(try (learnt + running).map { .thing(try $0.tensor.array.copy()) })
        },
        .init("set_weights", [Parameter("weights", .any, .required, "arrays as get_weights gives them")]) {
            object, args, context in
            let (learnt, running) = weights(object)
            let given = try args["weights"].elements(in: context)
            guard given.count == learnt.count + running.count else {
                throw args.mistake(
                    "weights", "\(given.count) arrays for \(learnt.count + running.count) weights", expected: "as many")
            }
            for (weight, value) in zip(learnt + running, given) { try weight.tensor.take(context.array(value)) }
            return .none
        },
        .init("count_params") { object, _, _ in
            let (learnt, running) = weights(object)
            return .int((learnt + running).reduce(0) { $0 + $1.tensor.count })
        },
        .ofClass("from_config") { type, values, keywords, context in
            guard case .dict(let config)? = values.first ?? keywords.first(where: { $0.name == "config" })?.value else {
                throw Mistake("from_config is given no configuration", expected: "the dict that get_config gave")
            }
            return try KerasConfig.object(of: type, config, context)
        },
        .init("get_config") { object, _, _ in
            .dict(
                Value.Dictionary([
                    (.text("name"), .text(name(object))),
                    (.text("trainable"), object["trainable"] ?? .bool(true)),
                ]))
        },
    ]
}
