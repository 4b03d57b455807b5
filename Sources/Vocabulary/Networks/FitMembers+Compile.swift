import Cards
import Datasets
import Language
import Networks
import Answers
import Optimizers
import Training
import ArrayVocabulary

/// `model.compile`: loss, optimizer and metrics, by name or as values.
extension FitMembers {
    static let compile = Member.method(
        "compile", of: Model.self, "chooses optimizer, loss and metrics",
        [
            Parameter(
                "optimizer", .oneOf([.thing([Optimizer.kind]), .text]), .value(.text("rmsprop")),
                "an optimizer, or the name of one with its defaults"),
            Parameter(
                "loss", .oneOf([.thing([Loss.kind]), .choice(Loss.names), .function, .any]), .value(.none),
                "what training makes small: a name, a loss, or a function of (y_true, y_pred) for each batch; a list or a "
                    + "dict of them for a model of several outputs; None where layers add losses of their own"),
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
        if model.architecture.outputSources != nil, case let network = try model.build(work: context.work),
            let parts = network.outputParts
        {
            loss = try ModelOutputs.loss(parts, arguments, model) { try FitMembers.loss($0, arguments, context) }
            metrics = try ModelOutputs.metrics(loss.terms ?? [], isNamed: network.areOutputsNamed, arguments) {
                try metric($0, context)
            }
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
    static func metric(_ value: Value, _ context: Context) throws -> Metric {
        switch value {
        case .text(let name): return try Metric(name: name)
        case .thing(let metric as Metric): return metric
        case .thing(let object as MetricObject):
            guard let metric = object.metric else {
                throw Mistake("\(object.summary) measures no outputs", expected: "a metric of targets and outputs")
            }
            guard object.collected?.givesArray != true else {
                throw Mistake(
                    "\(object.name) gives several numbers, and a history has one for each epoch",
                    expected: "a metric of one number", try: "keras.metrics.F1Score(average=\"macro\")",
                    argument: "metrics")
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
    static func loss(_ value: Value, _ arguments: Arguments, _ context: Context) throws -> Loss {
        switch value {
        case .thing(let loss as Loss): return loss
        case .none: return .nothing
        case .list, .tuple:
            // A list with one loss is that of the one output.
            guard let items = value.elements, items.count == 1 else {
                throw arguments.mistake(
                    "loss", "\(value.elements?.count ?? 0) losses for a model of one output", expected: "one loss",
                    try: "loss='mse'")
            }
            return try FitMembers.loss(items[0], arguments, context)
        case .text(let name):
            guard var loss = Loss(name: name) ?? Loss(name: name.lowercased()) else {
                throw arguments.mistake(
                    "loss", "there is no loss '\(name)'", expected: Loss.names.joined(separator: ", "))
            }
            loss.spelling = name
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
            $0.returns == Optimizer.kind && $0.name.isSpelled(like: name)
        }
        guard let word, case .thing(let thing) = try context.call(.word(word), []), let optimizer = thing as? Optimizer
        else {
            throw Mistake(
                "there is no optimizer '\(name)'", expected: "an optimizer", try: "compile(optimizer=Adam(0.001))",
                argument: "optimizer"
            ).raised(as: "ValueError", "Could not interpret optimizer identifier: \(name)")
        }
        return optimizer
    }
}
