import Answers
import Language
import Networks
import Optimizers
import Training

/// Models as dicts and as JSON, and back: layers and how they are connected, without weights.
enum ModelConfig {
    // MARK: Writing

    /// - Throws: `Mistake` for a layer that a configuration cannot hold.
    static func config(of model: Training.Model, _ context: Context) throws -> Value.Dictionary {
        model.architecture.isComposed ? try composed(model, context) : try chain(model, context)
    }

    /// The same with its class, as it stands in another configuration.
    static func object(_ model: Training.Model, _ context: Context) throws -> Value {
        let name = model.architecture.isComposed ? "Functional" : "Sequential"
        return KerasConfig.object("keras", name, try config(of: model, context))
    }

    private static func common(_ model: Training.Model) -> [(String, Value)] {
        [
            ("name", .text(model.name)),
            ("trainable", .bool(model.architecture.nodes.isEmpty || !model.architecture.nodes.allSatisfy(\.isFrozen))),
        ]
    }

    private static func chain(_ model: Training.Model, _ context: Context) throws -> Value.Dictionary {
        let shape = model.architecture.openShapes[0]
        var layers = try handles(model).map { try entry(of: $0, context) }
        if shape != nil {
            layers.insert(KerasConfig.object("keras.layers", "InputLayer", LayerConfig.input(model, 0)), at: 0)
        }
        return KerasConfig.dictionary(
            common(model) + [("dtype", KerasConfig.float32), ("layers", .list(layers))]
                + (shape == nil ? [] : [("build_input_shape", Value.batch(shape))]))
    }

    /// The layers, without inputs.
    private static func handles(_ model: Training.Model) -> [LayerHandle] {
        model.architecture.nodes.indices.map { LayerHandle(model: model, place: .layer($0)) }
    }

    /// One layer with its class, and the shape that its weights were made for.
    private static func entry(of handle: LayerHandle, _ context: Context) throws -> Value {
        guard let layer = handle.layer, case .layer(let index) = handle.place else { return .none }
        if let inner = layer as? ModelLayer { return try object(inner.model, context) }
        let config = try LayerConfig.config(of: handle, context)
        if let own = layer as? OwnLayer { return KerasConfig.own(own.body.instance.className, .dict(config)) }
        let node = handle.model.architecture.nodes[index]
        let call = (node.identity ?? SymbolicGraph.of(handle.model).calls[index].identity)?.origin as? LayerCall
        guard case .dict(let made) = KerasConfig.object("keras.layers", call?.name ?? layer.className, config) else {
            return .none
        }
        if let plan = try? handle.model.openPlans(), index < plan.plans.count,
            !(plan.plans[index].parameters.isEmpty && plan.plans[index].state.isEmpty), node.sources.count == 1
        {
            let shape = plan.shape(of: node.sources[0])
            try made.set(.text("build_config"), .dict(KerasConfig.dictionary([("input_shape", shape)])))
        }
        return .dict(made)
    }

    private static func composed(_ model: Training.Model, _ context: Context) throws -> Value.Dictionary {
        let nodes = model.architecture.nodes
        let graph = ComposedConfig(model: model, plan: try model.openPlans())
        var layers: [Value] = []
        for number in model.architecture.inputShapes.indices {
            let config = LayerConfig.input(model, number)
            guard case .dict(let made) = KerasConfig.object("keras.layers", "InputLayer", config) else { continue }
            try made.set(.text("name"), .text(model.architecture.inputName(number)))
            try made.set(.text("inbound_nodes"), .list([]))
            layers.append(.dict(made))
        }
        for (index, node) in nodes.enumerated() where node.owner == nil && !(node.layer is any HiddenLayer) {
            guard !(node.layer is any OperationLayer) else {
                throw Mistake(
                    "\(node.layer.summary) between layers has no configuration", expected: "a layer that does it",
                    try: "Add()([x, y])")
            }
            let found = try entry(of: LayerHandle(model: model, place: .layer(index)), context)
            guard case .dict(let made) = found else { continue }
            try made.set(.text("name"), .text(try graph.name(index)))
            let calls = try nodes.indices.filter { $0 == index || nodes[$0].owner == index }.map {
                try graph.call(nodes[$0])
            }
            try made.set(.text("inbound_nodes"), .list(calls))
            layers.append(.dict(made))
        }
        return KerasConfig.dictionary(
            common(model) + [
                ("layers", .list(layers)),
                ("input_layers", try graph.ends(model.architecture.inputShapes.indices.map { .input($0) })),
                ("output_layers", try graph.ends(model.architecture.outputSources ?? [model.architecture.last])),
            ])
    }

    /// What a model was compiled with; empty before.
    static func compiled(_ model: Training.Model) throws -> Value.Dictionary {
        guard let plan = model.plan, plan.loss.function == nil, plan.loss.terms == nil else { return .init([]) }
        let optimizer = KerasConfig.object(
            "keras.optimizers", plan.optimizer.name,
            try OptimizerConfig.config(of: plan.optimizer, rate: model.currentRate))
        let isPlain = plan.loss.call.hasSuffix("()")
        let spelled = Value.text(plan.loss.spelling ?? plan.loss.name)
        return KerasConfig.dictionary([
            ("optimizer", optimizer),
            ("loss", plan.loss.isNothing ? .none : isPlain ? spelled : OptimizerConfig.object(plan.loss)),
            ("loss_weights", .none), ("metrics", .list(plan.metrics.map { .text($0.name) })),
            ("weighted_metrics", .none), ("run_eagerly", .bool(false)), ("steps_per_execution", .int(1)),
            ("jit_compile", .bool(true)),
        ])
    }

    // MARK: Reading

    /// Whether a configuration is one of a model.
    static func isModel(_ name: String, _ config: Value.Dictionary) -> Bool {
        ["Sequential", "Functional", "Model"].contains(name) && config["layers"] != nil
            || name.isEmpty && config["layers"]?.elements != nil
    }

    /// The model of a configuration, with weights of its own.
    ///
    /// - Throws: `Mistake` for layers that are not known, and for what describes no model.
    static func model(
        _ config: Value.Dictionary, _ name: String, custom: Value, _ context: Context
    ) throws -> Value {
        guard let layers = config["layers"]?.elements else { throw strange("it has no list of layers") }
        let isComposed = config["input_layers"] != nil
        let name = config["name"].flatMap { $0.isNone ? nil : (name: "name", value: $0) }
        guard isComposed else {
            let made = try layers.map { try layer($0, custom: custom, context).value }
            guard let word = context.registry.word("Sequential") else { return .none }
            return try context.call(.word(word), [.list(made)], name.map { [$0] } ?? [])
        }
        var graph = try Composition(layers, custom: custom, context)
        try graph.connect(context)
        guard let inputs = config["input_layers"], let outputs = config["output_layers"] else {
            throw strange("it has no output_layers")
        }
        return try context.call(
            .word(Functional.word), [try graph.tensors(inputs), try graph.tensors(outputs)],
            name.map { [$0] } ?? [])
    }

    /// A layer of a configuration, under its name; the input of an InputLayer.
    static func layer(
        _ value: Value, custom: Value, _ context: Context
    ) throws -> (name: String, value: Value) {
        guard case .dict(let entry) = value, let type = entry["class_name"]?.asText,
            case .dict(let config)? = entry["config"]
        else { throw strange("\(value.brief) is no layer") }
        let name = (entry["name"] ?? config["name"])?.asText ?? ""
        guard type == "InputLayer" else {
            return (name, try KerasConfig.deserialized(value, custom: custom, context))
        }
        let shape = config["batch_shape"]?.elements ?? config["batch_input_shape"]?.elements
        guard let shape, let word = context.registry.word("Input") else {
            throw strange("its InputLayer has no batch_shape")
        }
        return (
            name,
            try context.call(.word(word), [], [("shape", .tuple(Array(shape.dropFirst()))), ("name", .text(name))])
        )
    }

    static func strange(_ problem: String) -> Mistake {
        Mistake(
            "the configuration describes no model: \(problem)",
            expected: "what get_config or to_json of a model gave", argument: "config"
        ).raised(as: "ValueError")
    }

    // MARK: Words and members

    private static let custom = Parameter(
        "custom_objects", .any, .value(.none), "classes of layers by their names")

    static let members: [Member] = described.map(\.withOwnLayers) + [ofClass]

    private static let described: [Member] =
        [
            .method(
                "get_config", of: Training.Model.self,
                "a dict of its layers and how they are connected, without weights", []
            ) { model, _, context in .dict(try config(of: model, context)) },
            .method("get_compile_config", of: Training.Model.self, "a dict of what it was compiled with", []) {
                model, _, _ in .dict(try compiled(model))
            },
            .method(
                "to_json", of: Training.Model.self,
                "its layers and how they are connected as a text that model_from_json reads", []
            ) { model, _, context in
                let isComposed = model.architecture.isComposed
                let shape: Value = isComposed ? .none : Value.batch(model.architecture.openShapes[0])
                let build: [(String, Value)] =
                    isComposed || !shape.isNone
                    ? [("build_config", .dict(KerasConfig.dictionary([("input_shape", shape)])))] : []
                let whole: [(String, Value)] = [
                    ("module", .text(isComposed ? "keras.src.models.functional" : "keras")),
                    ("class_name", .text(isComposed ? "Functional" : "Sequential")),
                    ("config", .dict(try config(of: model, context))),
                    ("registered_name", isComposed ? .text("Functional") : .none),
                ]
                let compiled: [(String, Value)] = [("compile_config", .dict(try compiled(model)))]
                let all = Value.dict(KerasConfig.dictionary(whole + build + compiled))
                return .text(try JSON(configuration: all).asciiText)
            },
        ]

    private static let ofClass = Member(
        kind: "\(Training.Model.kind) class", name: "from_config", aliases: [],
        meaning: "the model of a dict that get_config gave, with weights of its own",
        parameters: [KerasConfig.parameter, custom]
    ) { _, arguments, context in
        try model(KerasConfig.entries(arguments), "", custom: arguments["custom_objects"], context)
    }

    static let words: [Word] = [
        Word(
            "model_from_json", family: "networks",
            summary: "The model that to_json described, with weights of its own",
            parameters: [
                Parameter("json_string", .text, .required, "what to_json gave"), custom,
            ], returns: "model",
            examples: ["model_from_json(Sequential([Dense(1, input_shape=(2,))]).to_json())"],
            seeAlso: ["clone_model", "load_model"],
            meaning: .call { arguments, context in
                let read = try arguments.about("json_string") {
                    try JSON(reading: arguments.text("json_string"), from: "json_string").asValue
                }
                guard case .dict(let entries) = read, let name = entries["class_name"]?.asText,
                    case .dict(let config)? = entries["config"], isModel(name, config)
                else { throw strange("it has no class_name and config of one") }
                let made = try model(config, name, custom: arguments["custom_objects"], context)
                if case .dict(let compile)? = entries["compile_config"], compile.count > 0,
                    let model = made.asThing(Training.Model.self)
                {
                    let parts = try ["optimizer", "loss", "metrics"].compactMap { key in
                        try compile[key].map { (name: key, value: try KerasConfig.deserialized($0, context)) }
                    }
                    _ = try context.call(member: "compile", of: model, [], parts)
                }
                return made
            })
    ]
}
