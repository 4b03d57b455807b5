import Cards
import Datasets
import Language
import Networks
import Answers
import Optimizers
import Training
import ArrayVocabulary

/// The rows that `fit` and its kin are given: arrays, tables, datasets, several inputs, named inputs.
enum FitRows {
    /// What holds one row of numbers for each sample.
    static let arrays = [Samples.kind, "tensor", Series.kind, Frame.kind]

    static let data = [
        Parameter(
            "x", .oneOf([.thing(arrays + [PyBatches.kind, Dataset.kind]), .dict, .iterator, .list(of: .any)]),
            .required,
            "inputs, a list of arrays or a dict by name for a model of several inputs, a dataset, a generator of batches, or "
                + "an object of a class derived from PyDataset"
        ),
        Parameter(
            "y", .optional(.oneOf([.thing(arrays), .dict, .list(of: .any)])), .value(.none),
            "targets, when x is an array; a list of arrays or a dict by name for a model of several outputs"),
    ]

    /// Inputs, one array for each input of the model, and targets; from `x, y` or from a dataset.
    static func inputsAndTargets(_ model: Model, _ arguments: Arguments) throws -> ([Samples], Samples) {
        if let batches = arguments.optionalThing("x", as: PyBatches.self) {
            guard let (x, y, _) = try batches.rows({ try named($0, model, arguments) }) else {
                return ([], try Samples(shape: [0], values: []))
            }
            return (x, y)
        }
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
    static func targets(of data: Dataset, _ model: Model) throws -> Samples {
        guard case .classification = data.task, data.y.width == 1, data.x.width > 1, let loss = model.plan?.loss,
            !loss.targetsAreClasses, loss.terms == nil,
            let network = try? model.build(inputShape: Array(data.x.shape.dropFirst())),
            network.outputShape == Array(data.x.shape.dropFirst())
        else { return data.y }
        return data.x
    }

    /// An array, or a list of arrays or a dict for a model of several inputs.
    static func inputs(_ model: Model, _ arguments: Arguments) throws -> [Samples] {
        if let batches = arguments.optionalThing("x", as: PyBatches.self) {
            return try batches.inputs { try named($0, model, arguments) }
        }
        if case .dict(let entries) = arguments["x"] { return try ModelOutputs.inputs(entries, model, arguments) }
        return try ArrayWords.several(arguments["x"]) ?? [ArrayWords.samples(arguments, "x")]
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

    /// Inputs and targets of a word that reads `data`: a dataset, or an array with `y` beside it.
    ///
    /// - Parameter suggestion: what to try where there is no y.
    static func data(_ arguments: Arguments, of word: String, try suggestion: String? = nil) throws -> (
        x: Samples, y: Samples
    ) {
        if let data = arguments.optionalThing("data", as: Dataset.self) { return (data.x, data.y) }
        guard arguments.isGiven("y"), !arguments["y"].isNone else {
            throw arguments.mistake(
                "y", "the targets are missing", expected: "\(word)(model, x, y), or a dataset", try: suggestion)
        }
        return (try ArrayWords.samples(arguments, "data"), try ArrayWords.samples(arguments, "y"))
    }

    static func named(_ value: Value, _ model: Model, _ arguments: Arguments) throws -> [Samples]? {
        guard case .dict(let entries) = value else { return nil }
        return try ModelOutputs.inputs(entries, model, arguments)
    }

    static func array(_ value: Value, _ arguments: Arguments) throws -> Samples? {
        try ArrayWords.samples(value, work: arguments.work)
    }

    static func validation(_ model: Model, _ arguments: Arguments) throws -> (x: [Samples], y: Samples)? {
        if let data = arguments.optionalThing("validation_data", as: Dataset.self) {
            return ([data.x], try targets(of: data, model))
        }
        if let batches = arguments.optionalThing("validation_data", as: PyBatches.self) {
            return try batches.rows({ try named($0, model, arguments) }).map { ($0.x, $0.y) }
        }
        guard let parts = arguments["validation_data"].elements else { return nil }
        guard parts.count == 2 || parts.count == 3,
            let x = try named(parts[0], model, arguments) ?? ArrayWords.several(parts[0])
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
