import Cards
import Datasets
import Language
import Networks
import Answers
import Optimizers
import Training
import ArrayVocabulary

/// Training and asking a model, under Keras's names.
enum FitMembers {
    static let members: [Member] = [compile, fit, evaluate, predict].map(\.withOwnLayers)

    private static let compile = Member.method(
        "compile", of: Model.self, "chooses optimizer, loss and metrics",
        [
            Parameter(
                "optimizer", .oneOf([.thing([Optimizer.kind]), .text]), .value(.text("rmsprop")),
                "an optimizer, or the name of one with its defaults"),
            Parameter(
                "loss", .oneOf([.thing([Loss.kind]), .choice(Loss.names), .function, .any]), .value(.text("mse")),
                "what training makes small: a name, a loss, or a function of (y_true, y_pred) for each batch; a list or a "
                    + "dict of them for a model of several outputs"),
            Parameter(
                "metrics", .optional(.oneOf([.dict, .list(of: .any)])), .value(.list([])),
                "what else is reported: accuracy, precision, recall, auc (exact, where Keras's adds up 200 thresholds), "
                    + "f1_score, r2_score, mae, a metric with settings, the name of a loss, or a function of (y_true, y_pred) "
                    + "for each batch; lists in the order of the outputs, or a dict by their names, for several outputs"
            ),
            Parameter(
                "loss_weights", .optional(.oneOf([.dict, .list(of: .any)])), .value(.none),
                "the factor of each output's loss in the sum, for a model of several outputs", isKeywordOnly: true),
            Parameter(
                "weighted_metrics", .optional(.oneOf([.dict, .list(of: .any)])), .value(.list([])),
                "metrics in which a row counts by its sample weight", isKeywordOnly: true),
        ]
            + ["run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss"].map {
                Parameter($0, .any, .value(.none), "has no effect here", isKeywordOnly: true)
            }
    ) { model, arguments, context in
        try model.refuseWhileTraining("compile")
        var (loss, metrics): (Loss, [Metric])
        if model.architecture.outputSources != nil, let parts = try model.build(work: context.work).outputParts {
            loss = try ModelOutputs.loss(parts, arguments, model) { try FitMembers.loss($0, arguments, context) }
            metrics = try ModelOutputs.metrics(loss.terms ?? [], arguments) { try metric($0, context) }
        } else {
            guard arguments["loss_weights"].isNone else {
                throw arguments.mistake(
                    "loss_weights", "loss_weights for a model of one output", expected: "None, as there is one loss",
                    try: "loss_weights=None")
            }
            loss = try FitMembers.loss(arguments["loss"], arguments, context)
            metrics = try arguments.values("metrics").map { try metric($0, context) }
            let names = Set(metrics.map(\.name))
            metrics += try arguments.values("weighted_metrics").map { value in
                let own = try metric(value, context)
                return (names.contains(own.name) ? own.called("weighted_\(own.name)") : own).weighted
            }
        }
        var optimizer = try optimizer(arguments, context)
        let mover = VariableMover.of(optimizer)
        if let rate = mover.rate { optimizer = optimizer.with(rate: .constant(rate)) }
        model.compile(TrainingPlan(optimizer: optimizer, loss: loss, metrics: metrics))
        mover.add(model)
        return .none
    }

    /// A name, or a function that is called with all targets and all outputs of an epoch.
    private static func metric(_ value: Value, _ context: Context) throws -> Metric {
        switch value {
        case .text(let name): return try Metric(name: name)
        case .thing(let metric as Metric): return metric
        case .thing(let object as MetricObject):
            guard let metric = object.metric else {
                throw Mistake("\(object.summary) measures no outputs", expected: "a metric of targets and outputs")
            }
            return metric.called(object.name)
        case .thing(let loss as Loss): return Metric(loss)
        case .object:
            if let object = value.asInstance(of: OwnMetricClass.type) { return OwnMetricClass.metric(object, context) }
        case .word(let word):
            if Metric.cards.contains(where: { $0.name == word.name }) { return try Metric(name: word.name) }
        default: break
        }
        switch value {
        case .function(let function):
            return .ofBatches(name: function.name, body: OwnLoss.numbers(value, context))
        case .word(let word):
            let caller = Caller(context)
            return .function(name: word.name) { targets, outputs in
                let found = try caller.call(value, [.array(targets), .array(outputs)])
                guard let number = found.asDouble else {
                    throw Mistake("the metric \(word.name) gives \(found.brief)", expected: "a number")
                }
                return number
            }
        default:
            throw Mistake(
                "\(value.brief) is \(Phrase.indefinite(value.kind)), not a metric",
                expected: "a name, a metric, or a function of (y_true, y_pred)", argument: "metrics")
        }
    }

    /// A loss, the name of one, or a function of one's own.
    private static func loss(_ value: Value, _ arguments: Arguments, _ context: Context) throws -> Loss {
        switch value {
        case .thing(let loss as Loss): return loss
        case .list, .tuple:
            // A list with one loss is that of the one output.
            guard let items = value.elements, items.count == 1 else {
                throw arguments.mistake(
                    "loss", "\(value.elements?.count ?? 0) losses for a model of one output", expected: "one loss",
                    try: "loss='mse'")
            }
            return try FitMembers.loss(items[0], arguments, context)
        case .text(let name):
            guard let loss = Loss(name: name) ?? Loss(name: name.lowercased()) else {
                throw arguments.mistake(
                    "loss", "there is no loss '\(name)'", expected: Loss.names.joined(separator: ", "))
            }
            return loss
        case .function: return OwnLoss.loss(value, context)
        case .word(let word):
            if let loss = try Loss(name: word.name) ?? (word.returns == Loss.kind ? Loss(word.name) : nil) {
                return loss
            }
            return OwnLoss.loss(value, context)
        case .object where value.asInstance != nil: return OwnLoss.loss(value, context)
        default:
            throw arguments.mistake(
                "loss", "loss = \(value.brief) is \(Phrase.indefinite(value.kind))",
                expected: "a name, a loss, or a function of (y_true, y_pred)", try: "loss='mse'")
        }
    }

    /// An optimizer, or `'adam'`: Keras's name in small letters.
    private static func optimizer(_ arguments: Arguments, _ context: Context) throws -> Optimizer {
        if let optimizer = arguments.optionalThing("optimizer", as: Optimizer.self) { return optimizer }
        let name = try arguments.text("optimizer")
        let word = context.registry.words.first {
            $0.returns == Optimizer.kind && $0.name.lowercased() == name.lowercased()
        }
        guard let word, case .thing(let thing) = try context.call(.word(word), []), let optimizer = thing as? Optimizer
        else {
            throw arguments.mistake(
                "optimizer", "there is no optimizer '\(name)'", expected: "an optimizer",
                try: "compile(optimizer=Adam(0.001))")
        }
        return optimizer
    }

    /// What holds one row of numbers for each sample.
    private static let arrays = [Samples.kind, "tensor", Series.kind, Frame.kind]

    static let data = [
        Parameter(
            "x", .oneOf([.thing(arrays + [Dataset.kind]), .dict, .iterator, .list(of: .any)]), .required,
            "inputs, a list of arrays or a dict by name for a model of several inputs, a dataset, or a generator of batches"
        ),
        Parameter(
            "y", .optional(.oneOf([.thing(arrays), .dict, .list(of: .any)])), .value(.none),
            "targets, when x is an array; a list of arrays or a dict by name for a model of several outputs"),
    ]

    private static let batchSize = Parameter(
        "batch_size", .optional(.int(.init(1, 1e6))), .value(.int(32)), "samples per update; 32 for None")

    private static func batchSize(_ arguments: Arguments) -> Int {
        arguments.optionalThing("x", as: Dataset.self)?.batchSize ?? arguments["batch_size"].asInt ?? 32
    }

    private static let callbacks = Parameter(
        "callbacks", .any, .value(.none), "what watches: a callback, a list of them, or a function of (epoch, logs)",
        isKeywordOnly: true)

    /// Keras's order up to `verbose`; what follows is known by its name alone.
    private static let fit = Member.method(
        "fit", of: Model.self, returns: History.kind, "trains and gives the history",
        data + [
            batchSize,
            Parameter(
                "epochs", .int(.init(0, 1e9)), .value(.int(1)),
                "times through the data, those before initial_epoch included"),
            CallbackWords.verbose,
            Parameter(
                "validation_split", .number(.decayRate), .value(.number(0)),
                "share of the rows kept for validation: the last ones, before any shuffling", isKeywordOnly: true),
            Parameter(
                "validation_data", .optional(.oneOf([.tuple(of: .any), .thing([Dataset.kind])])), .value(.none),
                "(x, y), (x, y, weights) or a dataset to validate on", isKeywordOnly: true),
            callbacks,
            Parameter(
                "sample_weight", .optional(.oneOf([.thing(arrays), .list(of: .number(.nonNegative))])),
                .value(.none),
                "factor of each row's loss", isKeywordOnly: true),
            Parameter(
                "class_weight", .optional(.dict), .value(.none),
                "factor of the loss of each class's rows: {0: 1, 1: 5}; 1 for a class that is not named; "
                    + "instead of sample_weight",
                isKeywordOnly: true),
            Parameter("shuffle", .bool, .value(.bool(true)), "a new order in each epoch", isKeywordOnly: true),
            Parameter(
                "steps_per_epoch", .optional(.int(.atLeast(1))), .value(.none),
                "updates after which an epoch ends; all rows without it", isKeywordOnly: true),
            Parameter(
                "validation_freq", .oneOf([.int(.atLeast(1)), .list(of: .int(.atLeast(1)))]), .value(.int(1)),
                "epochs from one validation to the next, or the epochs that have one, counted from 1",
                isKeywordOnly: true),
            Parameter(
                "validation_batch_size", .optional(.int(.atLeast(1))), .value(.none), "has no effect on the numbers",
                isKeywordOnly: true),
            Parameter(
                "initial_epoch", .int(.init(0, 1e9)), .value(.int(0)),
                "number of the first epoch: fit(…, epochs=12, initial_epoch=10) trains two", isKeywordOnly: true),
        ] + PrecisionArguments.parameters
    ) { model, arguments, context in
        if case .object = arguments["x"] { return try fit(batches: arguments["x"], model, arguments, context) }
        let isAlone = !arguments.isGiven("y") && arguments.optionalThing("x", as: Dataset.self) == nil
        let hasOwnStep = (model.owner as? Instance)?.overrides("train_step") == true
        let given = try isAlone && hasOwnStep ? nil : inputsAndTargets(model, arguments)
        let x = try given?.0 ?? inputs(model, arguments)
        // A step of one's own may do without targets.
        let y = try given?.1 ?? placeholder(model, x, context)
        var options = try options(model, arguments, context)
        options.batchSize = batchSize(arguments)
        (options.validationSplit, options.shuffles) = (
            try arguments.number("validation_split"), try arguments.bool("shuffle")
        )
        if arguments.isGiven("sample_weight"), try !arguments.values("sample_weight").isEmpty {
            options.sampleWeights = try ArrayWords.samples(arguments, "sample_weight").values
        }
        options.stepsPerEpoch = arguments["steps_per_epoch"].asInt
        options.step = KerasModelClass.step(
            of: model, x, given?.1, weights: options.sampleWeights, validation: options.validation, context)
        return try fit(model, x, y, options, arguments, context)
    }

    /// Epochs of batches that a generator makes as they are wanted.
    private static func fit(batches: Value, _ model: Model, _ arguments: Arguments, _ context: Context) throws -> Value
    {
        for name in ["y", "sample_weight"] where arguments.isGiven(name) && !arguments[name].isNone {
            throw arguments.mistake(
                name, "\(name) beside a generator, which gives \(name == "y" ? "the targets" : "the weights") itself",
                expected: "a generator of (x, y) or (x, y, weights)", try: "yield x, y")
        }
        guard try arguments.number("validation_split") == 0 else {
            throw arguments.mistake(
                "validation_split", "there are no last rows of a generator to validate on",
                expected: "validation_data=(x, y)")
        }
        var options = try options(model, arguments, context)
        let stream = BatchStream(batches, steps: arguments["steps_per_epoch"].asInt, context)
        guard let (x, y, weights) = try stream.rows() else {
            throw arguments.mistake("x", "the generator gives no batch", expected: "at least one: yield x, y")
        }
        (options.batchSize, options.sampleWeights, options.shuffles) = (stream.batchSize, weights, false)
        options.freshRows = FreshRows { try stream.rows() }
        guard KerasModelClass.step(of: model, x, y, weights: nil, validation: nil, context) == nil else {
            throw arguments.mistake(
                "x", "a model with a train_step of its own does not take a generator",
                expected: "arrays, or a loop of your own over the batches", try: "model.train_on_batch(x, y)")
        }
        return try fit(model, x, y, options, arguments, context)
    }

    /// What is asked for apart from the rows to train on.
    private static func options(_ model: Model, _ arguments: Arguments, _ context: Context) throws -> FitOptions {
        var options = FitOptions(
            epochs: try arguments.int("epochs"), initialEpoch: try arguments.int("initial_epoch"))
        options.precision = try PrecisionArguments.precision(of: model, arguments, context)
        options.validation = try validation(model, arguments)
        if let parts = arguments["validation_data"].elements, parts.count == 3 {
            guard let weights = try array(parts[2], arguments) else {
                throw arguments.mistake(
                    "validation_data", "the weights of the validation data are no array", expected: "(x, y, weights)")
            }
            options.validationWeights = weights.values
        }
        options.classWeights = try classWeights(arguments)
        if let epochs = arguments["validation_freq"].elements {
            options.validationEpochs = Set(epochs.compactMap(\.asInt))
        } else {
            options.validationEvery = try arguments.int("validation_freq")
        }
        return options
    }

    private static func fit(
        _ model: Model, _ x: [Samples], _ y: Samples, _ given: FitOptions, _ arguments: Arguments, _ context: Context
    ) throws -> Value {
        var options = given
        options.callbacks = try CallbackWords.callbacks(of: model, arguments, context)
        if arguments["verbose"].asInt == 2 { options.callbacks.append(PrintEpochs()) }
        let caller = LineCaller(context)
        options.say = { try caller.write($0) }
        let isNested = model.architecture.nodes.contains { $0.layer is ModelLayer }
        // For `diagnose` and `confirm`: data of at most 64 MB, all of a session together bounded by its shelf, and layers that a new model can have too.
        var numbers = y.values.count
        for array in x { numbers += array.values.count }
        for array in options.validation?.x ?? [] { numbers += array.values.count }
        options.keepsRecipe = !isNested && numbers <= 1 << 24
        if isNested {
            try model.build(inputShapes: x.map { Array($0.shape.dropFirst()) }, work: context.work)
            try ModelLayer.seatParts(of: model)
        }
        let history = try model.fit(x, y, options, work: context.work)
        if let kept = history.origin?.kept { context.recipeShelf.keep(kept) }
        try model.plan?.loss.rethrow()
        return .thing(history)
    }

    /// Targets that nobody reads.
    private static func placeholder(_ model: Model, _ x: [Samples], _ context: Context) throws -> Samples {
        let shape = try model.build(inputShapes: x.map { Array($0.shape.dropFirst()) }, work: context.work).outputShape
        let rows = x.first?.count ?? 0
        return try Samples(
            shape: [rows] + shape, values: [Float](repeating: 0, count: rows * shape.reduce(1, *)))
    }

    static func classWeights(_ arguments: Arguments) throws -> [Int: Double] {
        guard case .dict(let given) = arguments["class_weight"] else { return [:] }
        var weights: [Int: Double] = [:]
        for (key, value) in given.entries {
            guard let number = key.asDouble.flatMap({ Int(exactly: $0) }), let weight = value.asDouble else {
                throw arguments.mistake(
                    "class_weight", "class_weight has the entry \(key.brief): \(value.brief)",
                    expected: "class numbers and their weights", try: "class_weight={0: 1, 1: 5}")
            }
            weights[number] = weight
        }
        return weights
    }

    private static let evaluate = Member.method(
        "evaluate", of: Model.self,
        "loss and metrics on these rows, dropout off: a list [loss, metric …], or a number without metrics",
        data + [
            batchSize, CallbackWords.verbose,
            Parameter(
                "return_dict", .bool, .value(.bool(false)), "a dict of the numbers by name instead",
                isKeywordOnly: true), callbacks,
        ]
    ) { model, arguments, context in
        let (x, y) = try inputsAndTargets(model, arguments)
        let size = batchSize(arguments)
        let hooks = try CallbackWords.hooks(of: model, arguments, context)
        for hooks in hooks {
            hooks.prepare(model, HookedCallback.params(epochs: 1, steps: (y.count + size - 1) / size))
        }
        let found =
            hooks.isEmpty
            ? try model.evaluate(x, y, batchSize: size, work: context.work)
            : try model.evaluate(x, y, batchSize: size, work: context.work, isWatched: true) { moment in
                for hooks in hooks { try HookedCallback.tests(moment, hooks) }
            }
        try model.plan?.loss.rethrow()
        if context.work.isCancelled {
            context.note("evaluate was interrupted: these are the numbers of the rows that were reached, not of all")
        }
        let metrics = EvaluatedMetrics(entries: found)
        if try arguments.bool("return_dict") { return metrics.dictionary }
        return found.count == 1 ? .number(found[0].value) : .thing(metrics)
    }

    private static let predict = Member.method(
        "predict", of: Model.self, returns: Samples.kind, "the model's output for each row",
        [data[0], batchSize, CallbackWords.verbose, callbacks]
    ) { model, arguments, context in
        let x = try arguments.optionalThing("x", as: Dataset.self).map { [$0.x] } ?? inputs(model, arguments)
        let hooks = try CallbackWords.hooks(of: model, arguments, context)
        for hooks in hooks {
            hooks.prepare(model, HookedCallback.params(epochs: 1, steps: 1))
            try hooks.call("on_predict_begin", [HookedCallback.logs([])])
        }
        let output = try ModelOutputs.answer(
            model.predict(x, batchSize: batchSize(arguments), work: context.work), of: model)
        for hooks in hooks { try hooks.call("on_predict_end", [HookedCallback.logs([])]) }
        return output
    }

    /// Inputs, one array for each input of the model, and targets; from `x, y` or from a dataset.
    static func inputsAndTargets(_ model: Model, _ arguments: Arguments) throws -> ([Samples], Samples) {
        if let data = arguments.optionalThing("x", as: Dataset.self), !arguments.isGiven("y") {
            return ([data.x], try targets(of: data, model))
        }
        if arguments.optionalThing("x", as: Dataset.self) != nil || !arguments.isGiven("y") {
            let (x, y) = try pair(arguments)
            return ([x], y)
        }
        if let terms = model.plan?.loss.terms {
            return (try inputs(model, arguments), try ModelOutputs.targets(arguments["y"], terms, arguments, "y"))
        }
        return (try inputs(model, arguments), try ArrayWords.samples(arguments, "y"))
    }

    /// What a model is to give for a dataset: its targets, or its inputs where the model gives back as many numbers as it reads
    /// and the targets are one class each, which its loss does not take.
    private static func targets(of data: Dataset, _ model: Model) throws -> Samples {
        guard case .classification = data.task, data.y.width == 1, data.x.width > 1, let loss = model.plan?.loss,
            !loss.targetsAreClasses, loss.terms == nil,
            let network = try? model.build(inputShape: Array(data.x.shape.dropFirst())),
            network.outputShape == Array(data.x.shape.dropFirst())
        else { return data.y }
        return data.x
    }

    /// An array, or a list of arrays or a dict for a model of several inputs.
    static func inputs(_ model: Model, _ arguments: Arguments) throws -> [Samples] {
        if case .dict(let entries) = arguments["x"] { return try ModelOutputs.inputs(entries, model, arguments) }
        return try several(arguments["x"]) ?? [ArrayWords.samples(arguments, "x")]
    }

    /// The arrays of a list of arrays; nil for anything else.
    static func several(_ value: Value) throws -> [Samples]? {
        guard let parts = value.elements, !parts.isEmpty else { return nil }
        let arrays = try parts.compactMap { part -> Samples? in
            guard case .thing = part else { return nil }
            return try ArrayWords.samples(part, work: Work())
        }
        return arrays.count == parts.count ? arrays : nil
    }

    /// Inputs and targets of a model of one input, from `x, y` or from a dataset.
    static func pair(_ arguments: Arguments) throws -> (Samples, Samples) {
        if let data = arguments.optionalThing("x", as: Dataset.self) {
            guard arguments.isGiven("y") else { return (data.x, data.y) }
            return (data.x, try ArrayWords.samples(arguments, "y"))
        }
        guard arguments.isGiven("y") else {
            throw arguments.mistake("x", "the targets are missing", expected: "fit(x, y), or a dataset")
        }
        return (try ArrayWords.samples(arguments, "x"), try ArrayWords.samples(arguments, "y"))
    }

    private static func named(_ value: Value, _ model: Model, _ arguments: Arguments) throws -> [Samples]? {
        guard case .dict(let entries) = value else { return nil }
        return try ModelOutputs.inputs(entries, model, arguments)
    }

    private static func array(_ value: Value, _ arguments: Arguments) throws -> Samples? {
        try ArrayWords.samples(value, work: arguments.work)
    }

    private static func validation(_ model: Model, _ arguments: Arguments) throws -> (x: [Samples], y: Samples)? {
        if let data = arguments.optionalThing("validation_data", as: Dataset.self) {
            return ([data.x], try targets(of: data, model))
        }
        guard let parts = arguments["validation_data"].elements else { return nil }
        guard parts.count == 2 || parts.count == 3,
            let x = try named(parts[0], model, arguments) ?? several(parts[0])
                ?? array(parts[0], arguments).map({ [$0] }),
            let y = try model.plan?.loss.terms.map({
                try ModelOutputs.targets(parts[1], $0, arguments, "validation_data")
            }) ?? array(parts[1], arguments)
        else {
            throw arguments.mistake(
                "validation_data", "validation_data is not a pair of arrays", expected: "(x, y), or (x, y, weights)")
        }
        return (x, y)
    }
}

extension Member {
    /// The same for models in which there may be layers of the learner's own: their lines run within this one.
    var withOwnLayers: Member {
        var member = self
        let (body, name) = (body, name)
        member.body = { thing, arguments, context in
            try context.ownLayers.within(context) {
                if let model = thing as? Model {
                    context.sharedLayers.adopt(model)
                    try ModelLayer.seatParts(of: model)
                }
                let result = try body(thing, arguments, context)
                if let model = thing as? Model {
                    try ModelLayer.seatParts(of: model)
                    if ["fit", "train_on_batch", "set_weights", "load"].contains(name) {
                        OwnLayerBody.push(from: model)
                        context.sharedLayers.spread(model)
                    }
                }
                return result
            }
        }
        return member
    }
}

extension Context {
    /// What bounds the data that the session's histories keep.
    var recipeShelf: RecipeShelf { session.kept(RecipeShelf.self) { RecipeShelf() } }
}
