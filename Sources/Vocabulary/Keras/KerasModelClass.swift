import Answers
import Arrays
import Autograd
import Datasets
import Language
import Networks
import Tensors
import Training
import TensorVocabulary

/// `keras.Model` as the class that models of the learner's own are derived from; called itself, it composes.
///
/// An object of such a class is one layer of one's own in a network, so that `compile`, `fit`, callbacks, history and files are those
/// of every model. A `train_step` of its own takes the place of loss, gradient and update in the same loop.
enum KerasModelClass {
    static let model = NativeClass(
        "Model", module: "keras.src.models.model", base: KerasLayerClass.layer, methods: [begin] + forwarded + steps,
        makes: { values, keywords, context in
            try context.call(.word(Functional.word), values, keywords)
        })

    /// Inputs and outputs make an object of a derived class a functional model with methods of its own.
    private static let begin = NativeClass.Method(open: "__init__") { object, values, keywords, context in
        let state = KerasLayerClass.state(object)
        KerasLayerClass.begin(object, keywords, context)
        guard values.count >= 2 || keywords.contains(where: { $0.name == "outputs" }) else { return .none }
        let made = try context.call(.word(Functional.word), values, keywords.filter { $0.name != "trainable" })
        guard let model = made.asThing(Training.Model.self) else { return .none }
        try context.ownLayers.within(context) { _ = try model.eager(context) }
        model.owner = object
        state.model = model
        state.functional = model
        return .none
    }

    // MARK: The model behind an object

    /// What trains the object.
    static func trained(_ object: Instance, _ context: Context, inputs: Int = 1) -> Training.Model {
        let state = KerasLayerClass.state(object)
        if let functional = state.functional { return functional }
        if let known = state.model, known.architecture.inputShapes.count == inputs || known.network != nil {
            return known
        }
        let body = OwnLayerBody.of(object, context)
        var architecture = Architecture(inputShapes: [[Int]?](repeating: nil, count: inputs))
        let sources = (0..<inputs).map { Architecture.Source.input($0) }
        if object.overrides("call") {
            architecture.add(OwnLayer(body: body), identity: state.identity, reading: sources)
        } else {
            // A model that has a train_step alone is never asked for outputs.
            architecture.add(ActivationLayer(.linear, name: nil), reading: [.input(0)])
        }
        let made = Training.Model(
            architecture, seed: context.session.seed,
            name: object["name"]?.asText, counted: KerasLayerClass.name(object))
        if let plan = state.model?.plan { made.compile(plan) }
        made.owner = object
        state.model = made
        return made
    }

    /// The numbers of the object's variables are the network's where they were changed by hand since.
    static func pull(_ object: Instance) {
        let state = KerasLayerClass.state(object)
        guard let network = state.model?.network, let body = state.body else { return }
        body.pull(into: network)
    }

    /// The network's numbers are the variables'.
    static func push(_ object: Instance) {
        let state = KerasLayerClass.state(object)
        guard let network = state.model?.network, let body = state.body else { return }
        body.push(from: network)
    }

    private static func forward(_ name: String) -> NativeClass.Method {
        .init(open: name) { object, values, keywords, context in
            let data =
                keywords.first { $0.name == "x" }?.value
                ?? (["fit", "evaluate", "predict"].contains(name) ? values.first : nil)
            let parts = data?.elements ?? []
            let areArrays =
                !parts.isEmpty && data?.asThing(Tensor.self) == nil && data?.asThing(NDArray.self) == nil
                && parts.allSatisfy { if case .thing = $0 { true } else { false } }
            let model = trained(object, context, inputs: areArrays ? parts.count : 1)
            pull(object)
            defer { push(object) }
            return try context.call(member: name, of: model, values, keywords)
        }
    }

    private static func asked(_ name: String, isSettable: Bool = false) -> NativeClass.Method {
        guard isSettable else {
            return .property(name) { object, context in
                try context.attribute(name, of: .thing(trained(object, context)))
            }
        }
        return .property(
            name,
            set: { object, value, context in
                guard case .bool(let flag) = value else { return }
                trained(object, context).stopTraining = flag
            }
        ) { object, context in try context.attribute(name, of: .thing(trained(object, context))) }
    }

    /// Its layers one under the other, each with the shape of what it gave last.
    private static func table(_ object: Instance, _ model: Training.Model) -> LayerTable {
        let rows = KerasLayerClass.layers(object).map { layer -> LayerTable.Row in
            if let value = layer.asThing(LayerValue.self) {
                let network = value.seat.handle?.model.network
                let isWeighted = network.map { !($0.entries.isEmpty && $0.stateEntries.isEmpty) } ?? false
                let shape = network.map { LayerTable.shape($0.outputShape) } ?? "?"
                return LayerTable.Row(
                    name: value.name, type: value.layer.className, shape: isWeighted ? shape : "?",
                    count: network.map { $0.parameterCount + $0.state.count } ?? (value.isWeightless ? 0 : nil))
            }
            if let inner = layer.asThing(Training.Model.self) {
                let kind = inner.architecture.isComposed ? "Functional" : "Sequential"
                return LayerTable.Row(
                    name: inner.name, type: kind, shape: inner.network.map { LayerTable.shape($0.outputShape) } ?? "?",
                    count: inner.network.map { $0.parameterCount + $0.state.count })
            }
            guard let own = layer.asInstance else { return LayerTable.Row(name: "", type: "", shape: "?", count: 0) }
            let (learnt, running) = KerasLayerClass.weights(own)
            return LayerTable.Row(
                name: KerasLayerClass.name(own), type: own.className, shape: "?",
                count: KerasLayerClass.state(own).isBuilt
                    ? (learnt + running).reduce(0) { $0 + $1.tensor.count } : nil)
        }
        let (learnt, running) = KerasLayerClass.weights(object)
        return LayerTable(
            name: KerasLayerClass.name(object), rows: rows, learnt: learnt.reduce(0) { $0 + $1.tensor.count },
            held: running.reduce(0) { $0 + $1.tensor.count }, optimizerNumbers: model.optimizerNumbers)
    }

    private static let forwarded: [NativeClass.Method] =
        [
            "compile", "fit", "evaluate", "predict", "save_weights", "load_weights", "save", "memory",
        ].map(forward)
        + [asked("history"), asked("optimizer"), asked("stop_training", isSettable: true)]
        + [
            .ofClass("from_config") { type, values, keywords, context in
                let given = values.first ?? keywords.first(where: { $0.name == "config" })?.value
                guard case .dict(let config)? = given else {
                    throw Mistake("from_config is given no configuration", expected: "the dict that get_config gave")
                }
                guard ModelConfig.isModel("", config) else { return try KerasConfig.object(of: type, config, context) }
                let custom = keywords.first { $0.name == "custom_objects" }?.value
                return try ModelConfig.model(config, "", custom: custom ?? .none, context)
            },
            .property("layers") { object, _ in .list(KerasLayerClass.layers(object)) },
            .init(open: "summary") { object, values, keywords, context in
                let model = trained(object, context)
                if KerasLayerClass.state(object).functional != nil {
                    return try context.call(member: "summary", of: model, values, keywords)
                }
                let printer = keywords.first { $0.name == "print_fn" }?.value
                try context.write(lines: table(object, model).text(width: context.session.width), by: printer)
                return .none
            },
            .property("metrics") { object, context in
                .list(try metrics(object, context))
            },
            .init("reset_metrics") { object, _, context in
                try reset(object, context)
                return .none
            },
        ]

    // MARK: Steps

    private static let pair = Parameter("data", .any, .required, "(x, y), (x, y, weights), or x alone")

    private static let steps: [NativeClass.Method] = [
        .init("train_step", [pair]) { object, args, context in
            let (x, y, weights) = parts(args["data"])
            let recorder = context.kerasRecorder
            recorder.tapes += 1
            defer { recorder.tapes -= 1 }
            let predicted = try KerasLayerClass.called(object, [x], [("training", .bool(true))], context)
            let loss = try loss(object, y, predicted, weights, context)
            let variables = KerasLayerClass.weights(object).learnt.map(\.tensor)
            let found = try Tensor.gradients(of: [loss], [nil], by: variables.filter(\.requiresGrad))
            guard let optimizer = CompiledOptimizer(trained(object, context)) else { return .none }
            _ = try context.call(
                member: "apply", of: optimizer,
                [.list(found.map { $0.map { .thing($0) } ?? .none }), .list(variables.map { .thing($0) })])
            return try context.call(
                method: "compute_metrics", of: object, [x, y, predicted, weights])
        },
        .init("test_step", [pair]) { object, args, context in
            let (x, y, weights) = parts(args["data"])
            let predicted = try KerasLayerClass.called(object, [x], [("training", .bool(false))], context)
            _ = try loss(object, y, predicted, weights, context)
            return try context.call(method: "compute_metrics", of: object, [x, y, predicted, weights])
        },
        .init(
            "compute_loss",
            [
                Parameter("x", .any, .value(.none), "inputs"), Parameter("y", .any, .value(.none), "targets"),
                Parameter("y_pred", .any, .value(.none), "outputs"),
                Parameter("sample_weight", .any, .value(.none), "a factor of each row"),
                Parameter("training", .any, .value(.none), "has no effect"),
            ]
        ) { object, args, context in
            .thing(try loss(object, args["y"], args["y_pred"], args["sample_weight"], context))
        },
        .init(
            "compute_metrics",
            [
                Parameter("x", .any, .value(.none), "inputs"), Parameter("y", .any, .value(.none), "targets"),
                Parameter("y_pred", .any, .value(.none), "outputs"),
                Parameter("sample_weight", .any, .value(.none), "has no effect"),
            ]
        ) { object, args, context in
            let all = try context.attribute("metrics", of: .asObject(object)).elements ?? []
            for metric in all.compactMap({ $0.asThing(MetricObject.self) }) where metric.metric != nil {
                _ = try context.call(member: "update_state", of: metric, [args["y"], args["y_pred"]])
            }
            return .dict(Value.Dictionary(try results(all, context)))
        },
    ]

    private static func results(_ metrics: [Value], _ context: Context) throws -> [(Value, Value)] {
        try metrics.compactMap { $0.asThing(MetricObject.self) }.map { metric in
            (.text(metric.name), try context.call(member: "result", of: metric, []))
        }
    }

    private static func parts(_ data: Value) -> (x: Value, y: Value, weights: Value) {
        guard case .tuple(let items) = data else { return (data, .none, .none) }
        return (items.first ?? .none, items.count > 1 ? items[1] : .none, items.count > 2 ? items[2] : .none)
    }

    /// The compiled loss with what layers add; the tracker of the loss takes it in.
    private static func loss(
        _ object: Instance, _ y: Value, _ predicted: Value, _ weights: Value, _ context: Context
    ) throws -> Tensor {
        let plan = try trained(object, context).trainingPlan()
        var loss = try EagerLoss.value(
            plan.loss, context.kerasTensor(y), context.kerasTensor(predicted),
            weights: weights.isNone ? nil : context.array(weights))
        for added in try context.attribute("losses", of: .asObject(object)).elements ?? [] {
            loss = try loss + context.kerasTensor(added)
        }
        try tracker(object, context)?.add(loss.array.number(at: 0).asDouble)
        return loss
    }

    // MARK: Metrics

    /// Metrics of the compiled model and those that are attributes of the object; the loss first.
    private static func metrics(_ object: Instance, _ context: Context) throws -> [Value] {
        let own = object.attributes.flatMap { _, value in
            value.asThing(MetricObject.self) != nil
                ? [value] : (value.elements ?? []).filter { $0.asThing(MetricObject.self) != nil }
        }
        return compiled(object, context).map { .thing($0) } + own
    }

    private static func compiled(_ object: Instance, _ context: Context) -> [MetricObject] {
        let state = KerasLayerClass.state(object)
        guard let plan = trained(object, context).plan else { return [] }
        if let known = state.metrics, known.count == plan.metrics.count + 1 { return known }
        let made =
            [MetricObject(nil, name: "loss")] + plan.metrics.map { MetricObject($0, name: $0.name) }
        state.metrics = made
        return made
    }

    private static func tracker(_ object: Instance, _ context: Context) throws -> MetricObject? {
        compiled(object, context).first
    }

    private static func reset(_ object: Instance, _ context: Context) throws {
        for metric in try context.attribute("metrics", of: .asObject(object)).elements ?? [] {
            metric.asThing(MetricObject.self)?.reset()
        }
        for metric in compiled(object, context) { metric.reset() }
    }

    /// A number, or the mean of a tensor's.
    private static func number(_ value: Value) throws -> Double? {
        guard let tensor = value.asThing(Tensor.self) else { return value.asDouble }
        return try tensor.detached().mean().array.only?.asDouble
    }

    // MARK: In a fit

    /// The steps of an object that has a `train_step` of its own; nil for other models.
    static func step(
        of model: Training.Model, _ x: [Samples], _ y: Samples?, weights: [Float]?,
        validation: (x: [Samples], y: Samples)?, _ context: Context
    ) -> OwnStep? {
        guard let object = model.owner as? Instance,
            object.overrides("train_step") || object.overrides("test_step") || object.overrides("compute_loss")
                || object.overrides("compute_metrics")
        else { return nil }
        let recorder = context.kerasRecorder
        func taken(_ samples: Samples, _ rows: [Int]) throws -> Value {
            let width = samples.values.count / Swift.max(1, samples.count)
            let shape = [rows.count] + samples.shape.dropFirst()
            let array = try NDArray(uninitialised: shape, .float32)
            let out = array.pointer(Float.self)
            for (place, row) in rows.enumerated() {
                for i in 0..<width { out[place * width + i] = samples.values[row * width + i] }
            }
            return .thing(recorder.tensor(array))
        }
        func data(_ x: [Samples], _ y: Samples?, _ rows: [Int], _ weights: [Float]?) throws -> Value {
            let inputs = try x.count == 1 ? taken(x[0], rows) : .list(x.map { try taken($0, rows) })
            guard let y else { return inputs }
            guard let weights else { return .tuple([inputs, try taken(y, rows)]) }
            return .tuple([inputs, try taken(y, rows), .thing(recorder.tensor(try NDArray(rows.map { weights[$0] })))])
        }
        func logs(_ found: Value) throws -> [History.Metric] {
            guard case .dict(let entries) = found else {
                guard let number = try KerasModelClass.number(found) else { return [] }
                return [History.Metric(name: "loss", value: number)]
            }
            return try entries.entries.compactMap { key, value in
                guard let name = key.asText, let number = try KerasModelClass.number(value) else { return nil }
                return History.Metric(name: name, value: number)
            }
        }
        let checked = validation ?? y.map { (x, $0) }
        return OwnStep(
            train: { rows in
                let found = try context.call(method: "train_step", of: object, [try data(x, y, rows, weights)])
                pull(object)
                return try logs(found)
            },
            test: checked.map { checked in
                { rows in
                    try logs(context.call(method: "test_step", of: object, [try data(checked.0, checked.1, rows, nil)]))
                }
            },
            reset: { try reset(object, context) })
    }

    /// What a `test_step` of the learner's tells of these rows: the numbers of the model's metrics first, the others by name, as Keras
    /// orders them. Nil for other models.
    static func tested(
        _ model: Training.Model, _ x: [Samples], _ y: Samples, batchSize: Int, _ context: Context
    ) throws -> [History.Metric]? {
        guard let object = model.owner as? Instance, object.overrides("test_step"), model.plan != nil,
            let step = step(of: model, x, y, weights: nil, validation: nil, context)
        else { return nil }
        let found = try step.tested(rows: 0..<y.count, batchSize: batchSize, work: context.work)
        let order = try (context.attribute("metrics", of: .asObject(object)).elements ?? []).compactMap {
            $0.asThing(MetricObject.self)?.name
        }
        return order.compactMap { name in found.first { $0.name == name } }
            + found.filter { !order.contains($0.name) }.sorted { $0.name < $1.name }
    }
}
