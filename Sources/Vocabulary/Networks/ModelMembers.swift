import Autograd
import Datasets
import Language
import Networks
import Tensors
import Answers
import Training
import TensorVocabulary
import ArrayVocabulary

/// Looking into a model: its layers, weights and size; keeping it in a file.
enum ModelMembers {
    static let members: [Member] =
        model.map(\.withOwnLayers) + layer + LayerMembers.shared(layer + LayerMembers.members)
        + LayerMembers.building + history

    private static let path = Parameter("path", aliases: ["filepath"], .text, "name of a file; any ending will do")
    private static let more = [
        Parameter(
            "overwrite", .any, .value(.none), "has no effect: a file is replaced once the new one is whole",
            isKeywordOnly: true),
        Parameter("skip_mismatch", .any, .value(.none), "has no effect here", isKeywordOnly: true),
    ]

    private static let model: [Member] = [
        .method(
            "add", of: Model.self, "adds a layer at the end",
            [
                Parameter("layer", .any, .required, "the layer, or the Input before the first")
            ]
        ) { model, arguments, context in
            try model.refuseWhileTraining("add")
            try model.append(arguments["layer"], context)
            context.madeNames.compose(model)
            return .none
        },
        .method(
            "summary", of: Model.self, "prints layers, shapes and numbers of parameters",
            [
                Parameter("line_length", .optional(.int(.init(40, 1000))), .value(.none), "columns of a line"),
                Parameter("positions", .any, .value(.none), "has no effect"),
                Parameter(
                    "print_fn", .any, .value(.none), "what is called with the table, instead of print"),
                Parameter("expand_nested", .any, .value(.none), "has no effect"),
                Parameter("show_trainable", .any, .value(.none), "has no effect"),
                Parameter("layer_range", .any, .value(.none), "has no effect"),
            ]
        ) { model, arguments, context in
            let table = model.table(width: context.session.width, lineLength: arguments["line_length"].asInt)
            try context.write(lines: table, by: arguments["print_fn"])
            return .none
        },
        .method(
            "build", of: Model.self, "makes the weights for inputs of that shape",
            [Parameter("input_shape", .any, .value(.none), "the shape, its first axis the rows: (None, 4)")]
        ) { model, arguments, context in
            let shape = (arguments["input_shape"].elements ?? []).dropFirst().compactMap(\.asInt)
            try model.build(inputShape: arguments["input_shape"].isNone ? nil : Array(shape), work: context.work)
            return .none
        },
        .attribute("layers", of: Model.self, "its layers; their weights can be read and set") { model in
            .list(try LayerHandle.all(of: model).map(shown))
        },
        .method(
            "get_layer", of: Model.self, "the layer of a name or at a place",
            [
                Parameter("name", .optional(.text), "as the summary has it"),
                Parameter("index", .optional(.int()), "its place among the layers, from 0"),
            ]
        ) { model, arguments, _ in try shown(layer(of: model, arguments)) },
        .attribute("name", "what the model is called", \Model.name), stopTraining,
        .method("pop", of: Model.self, "takes the last layer away", []) { model, _, _ in
            try model.refuseWhileTraining("pop")
            try model.removeLast()
            return .none
        },
        Member(
            kind: Model.kind, name: "losses", aliases: [],
            meaning: "what its layers add to the loss: penalties on weights, and what the last call has added",
            parameters: nil
        ) { thing, _, context in
            guard let model = thing as? Model else { return .none }
            let (network, eager) = (try model.build(work: context.work), try model.eager(context))
            let penalties = try zip(network.entries, eager.parameters).compactMap { entry, weights in
                try entry.regulariser.map { try EagerNetwork.penalty($0, weights) }
            }
            return .list(((eager.addedLoss.map { [$0] } ?? []) + penalties).map { .thing($0) })
        },
        variables("weights", aliases: ["variables"], "all its variables, running values included") { $0 + $1 },
        variables("trainable_variables", aliases: ["trainable_weights"], "the variables that are learnt") {
            learnt, _ in learnt.filter(\.requiresGrad)
        },
        variables(
            "non_trainable_variables", aliases: ["non_trainable_weights"], "the variables that are not learnt"
        ) { learnt, running in learnt.filter { !$0.requiresGrad } + running },
        {
            var member = Member.attribute("trainable", of: Model.self, "whether its weights are learnt") { model in
                .bool(LayerHandle.all(of: model).contains { $0.isTrainable })
            }
            member.assign = { thing, value, context in
                guard let model = thing as? Model else { return }
                model.setTrainable(try context.isTrue(value))
            }
            return member
        }(),
        .attribute("input", of: Model.self, "its input, or a list of them, which further models can be made of") {
            model in
            let all = SymbolicGraph.of(model).inputs.map { Value.thing($0) }
            return all.count == 1 ? all[0] : .list(all)
        },
        .attribute("inputs", of: Model.self, "its inputs, each with a name and a shape") { model in
            .list(SymbolicGraph.of(model).inputs.map { .thing($0) })
        },
        .attribute(
            "input_shape", of: Model.self, "the shape of what it reads, None for the rows; a list for several inputs"
        ) { model in
            let shapes = model.architecture.openShapes
            return shapes.count > 1 ? .list(shapes.map(Value.batch)) : Value.batch(shapes.first ?? nil)
        },
        .attribute("output_shape", of: Model.self, "the shape of what it gives, None for the rows") { model in
            let plan = try model.openPlans()
            guard let sources = model.architecture.outputSources else { return plan.shape(of: model.architecture.last) }
            return .list(sources.map { plan.shape(of: $0) })
        },
        .attribute("outputs", of: Model.self, "its outputs, which further models can be made of") { model in
            .list(outputs(model))
        },
        .attribute("output", of: Model.self, "its output, or a list of them, which further models can be made of") {
            model in
            let all = outputs(model)
            return all.count == 1 ? all[0] : .list(all)
        },
        .attribute("output_names", of: Model.self, "the names of its outputs: those of the layers that give them") {
            model in
            _ = try model.build()
            let sources = model.architecture.outputSources ?? [model.architecture.last]
            return .list(
                try sources.map { source in
                    .text(try LayerHandle(model: model, place: model.architecture.giver(of: source)).name)
                })
        },
        .attribute("input_names", of: Model.self, "the names of its inputs") { model in
            .list(model.architecture.inputShapes.indices.map { .text(model.architecture.inputName($0)) })
        },
        .attribute("compiled", of: Model.self, "whether it is compiled") { .bool($0.plan != nil) },
        .attribute("run_eagerly", of: Model.self, "False: the steps of fit are recorded once and replayed") { _ in
            .bool(false)
        },
        .attribute("built", of: Model.self, "whether it has weights") { .bool((try? $0.build()) != nil) },
        .attribute("loss", of: Model.self, "the loss that it was compiled with") {
            $0.plan.flatMap { $0.loss.isNothing ? nil : .text($0.loss.spelling ?? $0.loss.name) } ?? .none
        },
        .method(
            "get_weights", of: Model.self, "arrays of all weights, layer by layer, running values included", []
        ) { model, _, context in
            // A model that does not know its input's shape yet has no weights.
            guard model.network != nil || (try? model.build(work: context.work)) != nil else { return .list([]) }
            return .list(try LayerHandle.all(of: model).flatMap { try $0.arrays(context.work) }.map { try .array($0) })
        },
        .method(
            "set_weights", of: Model.self, "takes arrays as get_weights gives them",
            [Parameter("weights", .list(of: .any), "an array for each tensor")]
        ) { model, arguments, context in
            let layers = LayerHandle.all(of: model)
            try set(
                layers.flatMap { layer in try layer.arrayRoles(context.work).map { (layer, $0) } }, model.name,
                arguments,
                context)
            return .none
        },
        .attribute("history", of: Model.self, "the history of the last fit") { model in
            model.history.map { .thing($0) } ?? .none
        },
        .attribute("optimizer", of: Model.self, "what it was compiled with, with the rate that is used now") { model in
            CompiledOptimizer(model).map { .thing($0) } ?? .none
        },
        .method("count_params", of: Model.self, "number of parameters, running values included", []) {
            model, _, context in
            let network = try model.build(work: context.work)
            return .int(network.parameterCount + network.state.count)
        },
        .method(
            "memory", of: Model.self, "bytes that training takes",
            [
                Parameter("batch_size", .int(.init(1, 1e6)), 32, "samples per update"),
                Parameter(
                    "restore_best_weights", .bool, false, "whether EarlyStopping keeps a copy of the best weights"),
            ]
        ) { model, arguments, context in
            .thing(
                try model.memory(
                    batchSize: try arguments.int("batch_size"), keepsBest: try arguments.bool("restore_best_weights"),
                    work: context.work))
        },
        .method(
            "save", aliases: ["save_weights"], of: Model.self,
            "writes layers, weights and the optimizer's memory to a file",
            [path] + more, needs: .writingFiles
        ) { model, arguments, context in
            let path = try arguments.text("path")
            guard path.split(separator: "/").last?.contains(".") == true else {
                throw Mistake(
                    "'\(path)' has no ending", expected: "a file's name with one",
                    try: "model.save(\"model.keras\"), model.save_weights(\"model.weights.h5\")", argument: "path"
                ).raised(
                    as: "ValueError",
                    "Invalid filepath extension for saving. Please add either a `.keras` extension for the native Keras "
                        + "format (recommended) or a `.h5` extension. Received: filepath=\(path).")
            }
            try model.save(path, work: context.work)
            return .none
        },
        .method("load", aliases: ["load_weights"], of: Model.self, "takes over what save wrote", [path] + more) {
            model, arguments, context in
            try model.load(try arguments.text("path"), work: context.work)
            if let remark = model.remarkOnLoading { context.note(remark) }
            return .none
        },
    ]

    /// Variables of a model, layer by layer.
    private static func variables(
        _ name: String, aliases: [String] = [], _ meaning: String,
        _ body: @escaping @Sendable ([Tensor], [Tensor]) -> [Tensor]
    ) -> Member {
        Member(kind: Model.kind, name: name, aliases: aliases, meaning: meaning, parameters: nil) { thing, _, context in
            guard let model = thing as? Model else { return .none }
            // Without a shape there are none yet.
            guard model.network != nil || model.architecture.openShapes.allSatisfy({ $0 != nil }) else {
                return .list([])
            }
            return .list(
                try LayerHandle.all(of: model).flatMap { handle in
                    let (learnt, running) = try handle.variables(context)
                    return body(learnt, running)
                }.map { .thing($0) })
        }
    }

    private static let stopTraining: Member = {
        var member = Member.attribute("stop_training", "whether its fit is to end", \Model.stopTraining)
        member.assign = { thing, value, _ in
            guard case .bool(let flag) = value else {
                throw Mistake("stop_training = \(value.brief)", expected: "True or False")
            }
            (thing as? Model)?.stopTraining = flag
        }
        return member
    }()

    private static func outputs(_ model: Model) -> [Value] {
        let sources = model.architecture.outputSources ?? [model.architecture.last]
        let graph = SymbolicGraph.of(model)
        return sources.map { .thing(graph.tensor($0)) }
    }

    /// A layer as the learner knows it: the object of a class of one's own, the model that stands in it, or a handle.
    private static func shown(_ handle: LayerHandle) throws -> Value {
        switch handle.layer {
        case let own as OwnLayer:
            KerasLayerClass.state(own.body.instance).placeName = try handle.name
            return .asObject(own.body.instance)
        case let inner as ModelLayer: return .thing(inner.model)
        default: return .thing(handle)
        }
    }

    private static func layer(of model: Model, _ arguments: Arguments) throws -> LayerHandle {
        let layers = LayerHandle.all(of: model)
        if let index = arguments["index"].asInt {
            return layers[try Subscripts.position(.int(index), layers.count, "list of layers")]
        }
        let name = try arguments.text("name")
        guard let found = try layers.first(where: { try $0.name == name }) else {
            let names = try layers.map { try $0.name }
            throw Mistake(
                "the model has no layer '\(name)'", expected: names.joined(separator: ", "), argument: "name"
            ).raised(
                as: "ValueError",
                "No such layer: \(name). Existing layers are: \(Value.list(names.map { .text($0) }).repr).")
        }
        return found
    }

    /// Replaces tensors, all or none.
    static func set(
        _ places: [(layer: LayerHandle, roles: [String])], _ owner: String, _ arguments: Arguments, _ context: Context
    ) throws {
        let values = try arguments.values("weights")
        guard values.count == places.count else {
            throw arguments.mistake(
                "weights", "set_weights of '\(owner)' is given \(values.count) arrays",
                expected: "\(places.count) of them")
        }
        let before = try places.map { place in
            try place.roles.map { try place.layer.tensor($0, context.work).values }
        }
        do {
            for (place, value) in zip(places, values) { try place.layer.set(place.roles, to: value, context.work) }
        } catch {
            for (place, tensors) in zip(places, before) {
                for (role, numbers) in zip(place.roles, tensors) {
                    try place.layer.set(role, to: numbers, context.work)
                }
            }
            throw error
        }
    }
}

extension Model {
    /// Whether its weights are learnt, those of the models in it among them.
    func setTrainable(_ flag: Bool) {
        for handle in LayerHandle.all(of: self) {
            (handle.layer as? ModelLayer)?.model.setTrainable(flag)
            handle.setTrainable(flag)
        }
    }
}

extension Context {
    /// Prints lines, or has a function of the learner's do it: Keras calls it once with all of them.
    func write(lines: String, by printer: Value?) throws {
        if let printer, !printer.isNone {
            _ = try call(printer, [.text(lines + "\n")])
            return
        }
        for line in lines.split(separator: "\n") { try write(String(line)) }
    }
}
