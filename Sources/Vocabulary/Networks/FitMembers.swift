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

    private static let batchSize = Parameter(
        "batch_size", .optional(.int(.init(1, 1e6))), .value(.int(32)), "samples per update; 32 for None")

    private static func batchSize(_ arguments: Arguments) -> Int {
        arguments.optionalThing("x", as: Dataset.self)?.batchSize
            ?? arguments.optionalThing("x", as: PyBatches.self)?.batchSize ?? arguments["batch_size"].asInt ?? 32
    }

    private static let callbacks = Parameter(
        "callbacks", .any, .value(.none), "what watches: a callback, a list of them, or a function of (epoch, logs)",
        isKeywordOnly: true)

    /// Keras's order up to `verbose`; what follows is known by its name alone.
    static let fit = Member.method(
        "fit", of: Model.self, returns: History.kind, "trains and gives the history",
        FitRows.data + [
            batchSize,
            Parameter(
                "epochs", .int(.init(0, 1e9)), .value(.int(1)),
                "times through the data, those before initial_epoch included"),
            CallbackWords.verbose,
            Parameter(
                "validation_split", .number(.decayRate), .value(.number(0)),
                "share of the rows kept for validation: the last ones, before any shuffling", isKeywordOnly: true),
            Parameter(
                "validation_data", .optional(.oneOf([.tuple(of: .any), .thing([PyBatches.kind, Dataset.kind])])),
                .value(.none),
                "(x, y), (x, y, weights) or a dataset to validate on", isKeywordOnly: true),
            callbacks,
            Parameter(
                "sample_weight", .optional(.oneOf([.thing(FitRows.arrays), .list(of: .number(.nonNegative))])),
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
        if case .object = arguments["x"] {
            let steps = arguments["steps_per_epoch"].asInt
            return try fit(batches: arguments["x"], steps: steps, model, arguments, context)
        }
        let hasOwnStep = (model.owner as? Instance)?.overrides("train_step") == true
        let batches = arguments.optionalThing("x", as: PyBatches.self)
        if let batches, !hasOwnStep {
            let steps = try batches.steps(arguments["steps_per_epoch"].asInt)
            let epochs = try batches.epochs(shuffles: arguments.bool("shuffle"))
            return try fit(batches: epochs, steps: steps, model, arguments, context)
        }
        let isAlone =
            !arguments.isGiven("y") && batches == nil && arguments.optionalThing("x", as: Dataset.self) == nil
        let isFree = model.plan?.loss.isNothing == true
        let given = try isAlone && (hasOwnStep || isFree) ? nil : FitRows.inputsAndTargets(model, arguments)
        let x = try given?.0 ?? FitRows.inputs(model, arguments)
        // A step of one's own, or a loss that a layer adds, may do without targets.
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
    static func fit(
        batches: Value, steps: Int?, _ model: Model, _ arguments: Arguments, _ context: Context
    ) throws -> Value {
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
        let stream = BatchStream(batches, steps: steps, context) { try FitRows.named($0, model, arguments) }
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
        options.validation = try FitRows.validation(model, arguments)
        if let parts = arguments["validation_data"].elements, parts.count == 3 {
            guard let weights = try FitRows.array(parts[2], arguments) else {
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

    static func fit(
        _ model: Model, _ x: [Samples], _ y: Samples, _ given: FitOptions, _ arguments: Arguments, _ context: Context
    ) throws -> Value {
        var options = given
        options.callbacks = try CallbackWords.callbacks(of: model, arguments, context)
        if arguments["verbose"].asInt == 2 { options.callbacks.append(PrintEpochs()) }
        for backUp in options.callbacks.compactMap({ $0 as? BackUp }) where backUp.isThere {
            try model.build(inputShapes: x.map { Array($0.shape.dropFirst()) }, work: context.work)
            try model.load(backUp.path, work: context.work)
            options.initialEpoch = Swift.max(options.initialEpoch, model.nextEpoch)
        }
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
        try model.refuseUnreduced(Swift.min(options.batchSize, y.count))
        let history = try model.fit(x, y, options, work: context.work)
        if let kept = history.origin?.kept { context.recipeShelf.keep(kept) }
        try model.plan?.loss.rethrow()
        if options.step == nil, model.plan?.loss.isNothing == true, history.epochs.allSatisfy({ $0.loss == 0 }) {
            context.note(
                "nothing is minimised: compile was given no loss; compile(optimizer=Adam(0.01), loss='mse') has one")
        }
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
        FitRows.data + [
            batchSize, CallbackWords.verbose,
            Parameter(
                "return_dict", .bool, .value(.bool(false)), "a dict of the numbers by name instead",
                isKeywordOnly: true), callbacks,
        ]
    ) { model, arguments, context in
        let (x, y) = try FitRows.inputsAndTargets(model, arguments)
        let size = batchSize(arguments)
        let hooks = try CallbackWords.hooks(of: model, arguments, context)
        for hooks in hooks {
            hooks.prepare(model, HookedCallback.params(epochs: 1, steps: (y.count + size - 1) / size))
        }
        let start = ContinuousClock.now
        let found =
            if let own = try KerasModelClass.tested(model, x, y, batchSize: size, context) {
                own
            } else if hooks.isEmpty {
                try model.evaluate(x, y, batchSize: size, work: context.work)
            } else {
                try model.evaluate(x, y, batchSize: size, work: context.work, isWatched: true) { moment in
                    for hooks in hooks { try HookedCallback.tests(moment, hooks) }
                }
            }
        try model.plan?.loss.rethrow()
        if context.work.isCancelled {
            context.note("evaluate was interrupted: these are the numbers of the rows that were reached, not of all")
        }
        if arguments["verbose"].asInt == 2 {
            let numbers = found.sorted { $0.name < $1.name }.map { (name: $0.name, value: $0.value) }
            try context.write(
                PrintEpochs.line(
                    steps: Swift.max(1, (y.count + size - 1) / size),
                    seconds: (ContinuousClock.now - start) / .seconds(1),
                    numbers))
        }
        let metrics = EvaluatedMetrics(entries: found)
        if try arguments.bool("return_dict") { return metrics.dictionary }
        return found.count == 1 ? .number(found[0].value) : .thing(metrics)
    }

    private static let predict = Member.method(
        "predict", of: Model.self, returns: Samples.kind, "the model's output for each row",
        [FitRows.data[0], batchSize, CallbackWords.verbose, callbacks]
    ) { model, arguments, context in
        let x = try arguments.optionalThing("x", as: Dataset.self).map { [$0.x] } ?? FitRows.inputs(model, arguments)
        let hooks = try CallbackWords.hooks(of: model, arguments, context)
        for hooks in hooks {
            hooks.prepare(model, HookedCallback.params(epochs: 1, steps: 1))
            try hooks.call("on_predict_begin", [HookedCallback.logs([])])
        }
        let watchers = hooks.filter { $0.has("on_predict_batch_begin") || $0.has("on_predict_batch_end") }
        let size = batchSize(arguments)
        let output =
            watchers.isEmpty
            ? try model.predict(x, batchSize: size, work: context.work)
            : try watched(x, batchSize: size, model, watchers, context)
        for hooks in hooks { try hooks.call("on_predict_end", [HookedCallback.logs([])]) }
        return try ModelOutputs.answer(output, of: model)
    }

    /// The outputs of one batch after the other, each of which is told.
    private static func watched(
        _ x: [Samples], batchSize size: Int, _ model: Model, _ watchers: [any Hooks], _ context: Context
    ) throws -> Samples {
        let rows = x.first?.count ?? 0
        var (values, shape): ([Float], [Int]) = ([], [])
        for (number, first) in stride(from: 0, to: rows, by: size).enumerated() {
            let range = first..<Swift.min(first + size, rows)
            let batch = try x.map { samples in
                let width = samples.values.count / Swift.max(1, samples.count)
                return try Samples(
                    shape: [range.count] + samples.shape.dropFirst(),
                    values: Array(samples.values[range.lowerBound * width..<range.upperBound * width]))
            }
            for hooks in watchers {
                try hooks.call("on_predict_batch_begin", [.int(number), HookedCallback.logs([])])
            }
            let found = try model.predict(batch, batchSize: size, work: context.work)
            values += found.values
            shape = Array(found.shape.dropFirst())
            let logs = Value.dict(.init([(.text("outputs"), try ModelOutputs.answer(found, of: model))]))
            for hooks in watchers { try hooks.call("on_predict_batch_end", [.int(number), logs]) }
        }
        return try Samples(shape: [rows] + shape, values: values)
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
                    try ModelLayer.seatParts(of: model)
                    if OwnLayerBody.pull(into: model) { context.sharedLayers.spread(model) }
                }
                let result = try body(thing, arguments, context)
                if let model = thing as? Model {
                    try ModelLayer.seatParts(of: model)
                    if ["fit", "evaluate", "train_on_batch", "test_on_batch"].contains(name) {
                        model.hasMeasured = true
                    }
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

extension Model {
    /// Training needs one number for a batch.
    ///
    /// - Throws: `Mistake` for a loss that has one for each row.
    func refuseUnreduced(_ rows: Int) throws {
        guard let loss = plan?.loss, loss.reduction == .unreduced else { return }
        throw Mistake(
            "the loss \(loss.call) has a number for each row of a batch, and training makes one number small",
            expected: "reduction=\"sum_over_batch_size\" or \"sum\" in compile; a loop of one's own for other means"
        ).raised(
            as: "TypeError",
            "Gradient only defined for scalar-output functions. Output had shape: (\(rows),).")
    }
}

extension Context {
    /// What bounds the data that the session's histories keep.
    var recipeShelf: RecipeShelf { session.kept(RecipeShelf.self) { RecipeShelf() } }
}
