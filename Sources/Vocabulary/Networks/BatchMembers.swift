import Answers
import Datasets
import Language
import Networks
import Training
import ArrayVocabulary

/// `train_on_batch` and its kin: one batch at a time, whose numbers stand alone.
enum BatchMembers {
    static let members: [Member] = [train, test, predict, reset, names].map(\.withOwnLayers)

    private static let weights = [
        Parameter(
            "sample_weight", .optional(.oneOf([.thing([Samples.kind]), .list(of: .number(.nonNegative))])),
            .value(.none), "factor of each row's loss")
    ]
    private static let classes = Parameter(
        "class_weight", .optional(.dict), .value(.none), "factor of the loss of each class's rows")
    private static let asDict = Parameter(
        "return_dict", .bool, .value(.bool(false)), "a dict of the numbers by name instead of a list")

    private static let train = Member.method(
        "train_on_batch", of: Model.self,
        "one update by all these rows; loss and metrics of them, before the update",
        FitRows.data + weights + [classes, asDict]
    ) { model, arguments, context in
        let (x, y) = try FitRows.inputsAndTargets(model, arguments)
        if let step = KerasModelClass.step(of: model, x, y, weights: nil, validation: nil, context) {
            return try answer(step.trained(rows: 0..<y.count), arguments)
        }
        try model.refuseUnreduced(y.count)
        let found = try model.trainOnBatch(
            x, y, weights: factors(arguments, y, try FitMembers.classWeights(arguments)), work: context.work)
        try model.plan?.loss.rethrow()
        return try answer(found, arguments)
    }

    private static let test = Member.method(
        "test_on_batch", of: Model.self,
        "loss and metrics of all these rows",
        FitRows.data + weights + [asDict]
    ) { model, arguments, context in
        let (x, y) = try FitRows.inputsAndTargets(model, arguments)
        let found = try model.testOnBatch(x, y, weights: factors(arguments, y, [:]), work: context.work)
        try model.plan?.loss.rethrow()
        return try answer(found, arguments)
    }

    private static let predict = Member.method(
        "predict_on_batch", of: Model.self, "the model's output for each row", [FitRows.data[0]]
    ) { model, arguments, context in
        let x = try FitRows.inputs(model, arguments)
        return try ModelOutputs.answer(
            model.predict(x, batchSize: Swift.max(1, x.first?.count ?? 1), work: context.work), of: model)
    }

    private static let reset = Member.method(
        "reset_metrics", of: Model.self, "has no effect: every call measures its own rows", []
    ) { _, _, _ in .none }

    private static let names = Member.attribute(
        "metrics_names", of: Model.self, "the names that Keras gives: the loss, and one for all compiled metrics"
    ) { model in
        guard let plan = model.plan else { return .list([]) }
        // The losses of several outputs are known once there were data; of these, nothing else is a metric of compile.
        let ofOutputs = (plan.loss.terms ?? []).map { "\($0.part.name)_loss" }
        let losses = plan.metrics.map(\.name).filter(ofOutputs.contains)
        let rest = plan.metrics.count > losses.count ? ["compile_metrics"] : []
        return .list((["loss"] + rest + (model.hasMeasured ? losses : [])).map { .text($0) })
    }

    private static func factors(_ arguments: Arguments, _ y: Samples, _ classes: [Int: Double]) throws -> [Float]? {
        if arguments.isGiven("sample_weight"), try !arguments.values("sample_weight").isEmpty {
            return try ArrayWords.samples(arguments, "sample_weight").values
        }
        guard !classes.isEmpty else { return nil }
        return (0..<y.count).map { row in
            let target = y.row(row)
            let label =
                target.count == 1 ? Int(exactly: target[0].rounded()) : target.indices.max { target[$0] < target[$1] }
            return Float(label.flatMap { classes[$0] } ?? 1)
        }
    }

    private static func answer(_ found: [History.Metric], _ arguments: Arguments) throws -> Value {
        let metrics = EvaluatedMetrics(entries: found)
        if try arguments.bool("return_dict") { return metrics.dictionary }
        return found.count == 1 ? .number(found[0].value) : .thing(metrics)
    }
}
