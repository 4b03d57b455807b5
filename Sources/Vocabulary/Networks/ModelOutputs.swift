import Answers
import Autograd
import Datasets
import Language
import Networks
import Training
import ArrayVocabulary

/// Models of several outputs, as Keras's words speak of them: losses, weights, metrics and targets by list or by name.
enum ModelOutputs {
    /// The outputs of a composed model, and the names that a dict gives them.
    static func given(_ arguments: Arguments) throws -> (tensors: [SymbolicTensor], names: [String?]) {
        guard case .dict(let entries) = arguments["outputs"] else {
            let tensors = try arguments.things("outputs", as: SymbolicTensor.self)
            return (tensors, tensors.map { _ in nil })
        }
        let pairs = try entries.entries.map { key, value -> (SymbolicTensor, String?) in
            guard let tensor = value.asThing(SymbolicTensor.self) else {
                throw arguments.mistake(
                    "outputs", "outputs has the entry \(key.brief): \(value.brief)",
                    expected: "what a layer gave, by name")
            }
            return (tensor, key.asText)
        }
        // Keras has the entries in the order of their names.
        let sorted = pairs.sorted { ($0.1 ?? "") < ($1.1 ?? "") }
        return (sorted.map(\.0), sorted.map(\.1))
    }

    /// The one tensor that a model ends with: the output, or all of them side by side.
    static func joined(_ tensors: [SymbolicTensor], _ names: [String?]) throws -> SymbolicTensor {
        guard let first = tensors.first else {
            throw Mistake("the model has no outputs", expected: "at least one", try: "Model(x, Dense(1)(x))")
        }
        guard tensors.count > 1 || names.contains(where: { $0 != nil }) else { return first }
        return SymbolicTensor(layer: OutputsLayer(names: names), identity: LayerIdentity(), inputs: tensors)
    }

    // MARK: Compiling

    /// The losses of several outputs as one; without `loss=` none of them is trained for.
    static func loss(
        _ parts: [OutputPart], _ arguments: Arguments, _ model: Model, each: (Value) throws -> Loss
    ) throws -> Loss {
        let losses: [Value?] =
            try arguments["loss"].isNone
            ? parts.map { _ in Value.none } : perOutput(arguments["loss"], "loss", parts, arguments, sharesOne: true)
        let weights = try perOutput(arguments["loss_weights"], "loss_weights", parts, arguments, sharesOne: false)
        let activations = try model.build().outputActivations
        var terms: [Loss.Term] = []
        for (place, part) in parts.enumerated() {
            let loss = try losses[place].map { value in
                let loss = try each(value).shaped(part.shape)
                do {
                    try loss.check(
                        outputShape: part.shape, activation: place < activations.count ? activations[place] : nil)
                } catch var mistake as Mistake {
                    mistake.problem = "output '\(part.name)': " + mistake.problem
                    throw mistake
                }
                return loss
            }
            guard let weight = weights[place]?.asDouble ?? (weights[place] == nil ? 1 : nil), weight.isFinite else {
                throw arguments.mistake(
                    "loss_weights", "the weight of output '\(part.name)' is \(weights[place]?.brief ?? "None")",
                    expected: "a number for each output", try: "loss_weights=[1, 0.5]")
            }
            terms.append(Loss.Term(part, loss, weight: weight, after: terms.last))
        }
        guard terms.contains(where: { $0.loss != nil }) else {
            throw arguments.mistake("loss", "no output has a loss", expected: "a loss for at least one of them")
        }
        return Loss(terms)
    }

    /// The loss of each output where there are several, then the metrics of each.
    static func metrics(
        _ terms: [Loss.Term], isNamed: Bool, _ arguments: Arguments, each: (Value) throws -> Metric
    ) throws -> [Metric] {
        var known = terms.filter { $0.loss?.isNothing == false }
        if isNamed, case .dict(let entries) = arguments["loss"] {
            // Of outputs in a dict Keras tells the losses in the order in which they were given.
            let order = entries.entries.map(\.key.asText)
            known = order.compactMap { name in known.first { $0.part.name == name } }
        }
        let losses = known.compactMap { term in
            known.count < 2
                ? nil
                : term.loss.map {
                    Metric.ofLoss($0, term.part, targets: term.targets, named: "\(term.part.name)_loss")
                }
        }
        var found: [Metric] = []
        for name in ["metrics", "weighted_metrics"] {
            let given = try perOutput(arguments[name], name, terms.map(\.part), arguments, sharesOne: false)
            for (term, value) in zip(terms, given) {
                guard let value else { continue }
                guard term.loss != nil else {
                    throw arguments.mistake(
                        name, "output '\(term.part.name)' has metrics and no loss",
                        expected: "a loss for every output that is measured")
                }
                let items = value.elements ?? [value]
                for item in items {
                    let metric = try each(item)
                    let own = metric.of(
                        term.part, targets: term.targets, named: "\(term.part.name)_\(metric.name)")
                    found.append(name == "metrics" ? own : own.weighted)
                }
            }
        }
        // Keras tells the losses in the order of the outputs, and the metrics by their names.
        return losses + found.sorted { $0.name < $1.name }
    }

    /// What is given for each output: a list in their order, a dict by name, or one for all.
    private static func perOutput(
        _ value: Value, _ name: String, _ parts: [OutputPart], _ arguments: Arguments, sharesOne: Bool
    ) throws -> [Value?] {
        let names = parts.map(\.name)
        if value.isNone { return parts.map { _ in nil } }
        if case .dict(let entries) = value {
            for entry in entries.entries where !names.contains(entry.key.asText ?? "") {
                throw arguments.mistake(
                    name, "\(name) names the output \(entry.key.brief)",
                    expected: names.map { "'\($0)'" }.joined(separator: ", "),
                    try: Suggestions.nearest(entry.key.asText ?? "", among: names).first.map { "{'\($0)': …}" }
                )
            }
            return names.map { own in
                entries.entries.first { $0.key.asText == own }.flatMap { $0.value.isNone ? nil : $0.value }
            }
        }
        let items: [Value]? = if case .thing = value { nil } else { value.elements }
        if let items, items.count == parts.count { return items.map { $0.isNone ? nil : $0 } }
        if items?.isEmpty == true { return parts.map { _ in nil } }
        guard sharesOne, items == nil else {
            throw arguments.mistake(
                name, "\(name) = \(value.brief) for \(parts.count) outputs",
                expected: "one for each output: a list of \(parts.count), or a dict by name",
                try: "\(name)={\(names.map { "'\($0)': …" }.joined(separator: ", "))}"
            )
        }
        return parts.map { _ in value }
    }

    // MARK: Data

    /// The targets of all outputs side by side: from a list of arrays, or a dict by the names of the outputs.
    static func targets(_ value: Value, _ terms: [Loss.Term], _ arguments: Arguments, _ name: String) throws -> Samples
    {
        let given = try perOutput(value, name, terms.map(\.part), arguments, sharesOne: false)
        var columns: [Samples] = []
        for (term, value) in zip(terms, given) {
            guard let loss = term.loss else { continue }
            guard let value, let samples = try ArrayWords.samples(value, work: arguments.work) else {
                throw arguments.mistake(
                    name, "there are no targets for output '\(term.part.name)'", expected: "an array for each output"
                )
            }
            guard samples.width == term.targets.count else {
                throw arguments.mistake(
                    name,
                    "the targets of output '\(term.part.name)' have \(Phrase.count(samples.width, "number")) per row",
                    expected: "\(term.targets.count) for \(loss.isNothing ? "no loss" : loss.name) of shape "
                        + term.part.shape.shapeText
                )
            }
            try loss.check(targets: samples.values, columns: samples.width, classes: term.part.width)
            if let first = columns.first, first.count != samples.count {
                throw arguments.mistake(
                    name,
                    "the targets of output '\(term.part.name)' have \(samples.count) rows, those before \(first.count)",
                    expected: "as many rows for each output"
                )
            }
            columns.append(samples)
        }
        let (rows, width) = (columns.first?.count ?? 0, columns.reduce(0) { $0 + $1.width })
        var values: [Float] = []
        values.reserveCapacity(rows * width)
        for row in 0..<rows { for part in columns { values += part.row(row) } }
        return try Samples(shape: [rows, width], values: values)
    }

    /// The inputs of a model from a dict by their names.
    static func inputs(_ entries: Value.Dictionary, _ model: Model, _ arguments: Arguments) throws -> [Samples] {
        let names = model.architecture.inputShapes.indices.map { model.architecture.inputName($0) }
        return try names.map { name in
            guard let value = entries.entries.first(where: { $0.key.asText == name })?.value else {
                throw arguments.mistake(
                    "x", "there is no entry '\(name)' among the inputs",
                    expected: "an array for each input: \(names.map { "'\($0)'" }.joined(separator: ", "))"
                )
            }
            guard let samples = try ArrayWords.samples(value, work: arguments.work) else {
                throw arguments.mistake("x", "the input '\(name)' is \(value.brief)", expected: "an array")
            }
            return samples
        }
    }

    // MARK: Answers

    /// What the model gives: an array, a list of them, or a dict where the outputs were named in one.
    static func answer(_ all: Samples, of model: Model) throws -> Value {
        guard let parts = try model.parted(all) else { return try .array(all) }
        return try arranged(parts.map { try .array($0) }, model)
    }

    /// The outputs of a call, each as a tensor.
    static func answer(_ all: Tensor, of model: Model) throws -> Value {
        guard let parts = try model.build().outputParts else { return .thing(all) }
        let tensors = try parts.map { part in
            Value.thing(
                try all.narrowed(1, part.columns.lowerBound, part.columns.count).reshaped([all.shape[0]] + part.shape))
        }
        return try arranged(tensors, model)
    }

    /// The outputs of a model that is a layer of another.
    ///
    /// - Throws: `Mistake` where their shapes are not known before there are data.
    static func parted(_ whole: SymbolicTensor, of model: Model, _ work: Work) throws -> Value {
        guard model.architecture.openShapes.allSatisfy({ $0?.allSatisfy { $0 != nil } == true }),
            let parts = try model.build(work: work).outputParts
        else {
            throw Mistake(
                "the model \(model.name) has several outputs of lengths that the data tell, and is called as a layer",
                expected: "inputs whose lengths are given", try: "Input(shape=(10,))")
        }
        let tensors = parts.enumerated().map { number, part in
            Value.thing(
                SymbolicTensor(
                    layer: ModelPartLayer(part: number, output: part), identity: LayerIdentity(), inputs: [whole]))
        }
        return try arranged(tensors, model)
    }

    private static func arranged(_ values: [Value], _ model: Model) throws -> Value {
        let network = try model.build()
        guard let parts = network.outputParts, network.areOutputsNamed else { return .list(values) }
        return .dict(.init(zip(parts, values).map { (.text($0.name), $1) }))
    }
}
