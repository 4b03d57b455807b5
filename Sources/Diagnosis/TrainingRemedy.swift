internal import Answers
internal import Datasets
internal import Inspection
internal import Networks
internal import Numbers
internal import Training

/// Trains again on the same seeds with one change, and looks for the same symptom with the same rules.
struct TrainingRemedy: Remedy {
    let kept: KeptRecipe
    let cause: Cause
    let change: String
    let edit: @Sendable (inout TrainingRecipe) throws -> Void
    let before: Finding.Number?
    let errorBefore: Double

    func trial(work: Work) throws -> Finding.Trial {
        guard var changed = kept.recipe else {
            throw Mistake(
                TrainingFacts.givenUp, expected: "a training that is still kept",
                try: "fit the model again, then diagnose and confirm", argument: "finding")
        }
        try edit(&changed)
        changed.options.keepsRecipe = true
        let model = try changed.run(work: work)
        if work.isCancelled { throw Stopped() }
        guard let history = model.history else { throw Stopped() }
        let facts = try TrainingFacts(history, history.origin?.kept, model, work: work)
        let rules = Rules(facts)
        let found = rules.finding(cause)
        let isStillThere = found.map { $0.weight != .note } ?? false
        let name = before?.name ?? cause.rawValue
        return Finding.Trial(
            change: change, symptom: name, before: before?.value ?? .nan,
            after: found?.evidence.first { $0.name == name }?.value ?? rules.measure(cause) ?? .nan,
            errorBefore: errorBefore, errorAfter: history.epochs.isEmpty ? .infinity : facts.curves.endError,
            measure: facts.curves.endName,
            isStillThere: isStillThere, expectsHigherError: cause == .leakage || cause == .unlikeValidation)
    }
}

extension Rules {
    /// The number by which a cause is measured, whether it is found or not; nil where the facts do not tell it.
    func measure(_ cause: Cause) -> Double? {
        let (curves, network, data) = (facts.curves, facts.network, facts.data)
        switch cause {
        case .rateTooHigh, .inputScale:
            let sizes = cause == .inputScale ? [facts.fluctuation.size] : [facts.fluctuation.size, curves.trainNoise]
            return sizes.filter { !$0.isNaN }.max()
        case .rateTooLow: return curves.lateShare
        case .deadUnits: return NetworkFacts.dead(network?.end)?.share ?? 0
        case .saturatedUnits: return NetworkFacts.saturated(network?.end)?.share ?? 0
        case .vanishingGradients, .explodingGradients: return network?.start.gradientRatio
        case .initialisationScale: return data?.constant.flatMap { constant in network.map { $0.startLoss / constant } }
        case .overfitting: return curves.riseFromBest
        case .underfitting, .plateau, .saddle: return facts.endLoss / facts.constantLoss
        case .unlikeValidation: return data?.shift?.distance
        case .tinyValidation: return data.map { Double($0.rows.validation) }
        case .leakage: return data?.columns.map(\.correlation.magnitude).filter { !$0.isNaN }.max()
        case .penaltyInLoss, .overflow, .unbounded, .localMinimum, .narrowValley: return nil
        }
    }
}

extension Architecture {
    /// The same layers, each hidden dense one changed, and the last one too where that is asked for.
    func withHiddenLayers(andLast: Bool = false, _ change: (inout DenseLayer) -> Void) -> Architecture {
        var copy = self
        for index in nodes.indices.dropLast(andLast ? 0 : 1) {
            guard var dense = nodes[index].layer as? DenseLayer else { continue }
            change(&dense)
            copy.replace(index, with: dense)
        }
        return copy
    }

    /// The same layers with dropout of rate 0 and without penalties on weights.
    func withoutBrakes() throws -> Architecture {
        var copy = self
        for index in nodes.indices {
            if nodes[index].layer is DropoutLayer {
                copy.replace(index, with: try DropoutLayer(rate: 0, name: nodes[index].layer.givenName))
            } else if var dense = nodes[index].layer as? DenseLayer {
                dense.kernelRegulariser = nil
                copy.replace(index, with: dense)
            }
        }
        return copy
    }
}

extension TrainingRecipe {
    /// Every column of the inputs brought to mean 0 and deviation 1, as the training rows say.
    mutating func scaleInputs() throws {
        guard let first = x.first, first.shape.count == 2 else { return }
        let (rows, width) = (trainingRows, first.width)
        let scales = (0..<width).map { column in
            Scaling.standard.fit((0..<rows).lazy.map { Double(first.values[$0 * width + column]) })
        }
        func scaled(_ samples: Samples) throws -> Samples {
            try Samples(
                shape: samples.shape,
                values: samples.values.enumerated().map { place, value in
                    Float((Double(value) - scales[place % width].shift) / scales[place % width].scale)
                })
        }
        x = [try scaled(first)]
        if let validation = options.validation, let held = validation.x.first {
            options.validation = ([try scaled(held)], validation.y)
        }
    }

    /// All rows in a new order, drawn by the seed, and as many of them held out as before.
    mutating func shuffleRows() throws {
        var all = (x: x, y: y)
        if let given = options.validation {
            all.x = try zip(x, given.x).map { try $0.joined($1) }
            all.y = try y.joined(given.y)
            options.validationSplit = Double(given.y.count) / Double(all.y.count)
            options.validation = nil
        }
        var stream = RandomStream(seed: seed, purpose: "rows of a rerun")
        let order = stream.permutation(all.y.count)
        x = all.x.map { $0.rows(at: order) }
        y = all.y.rows(at: order)
    }

    /// The inputs without one column.
    mutating func leaveOut(column: Int) throws {
        func without(_ samples: Samples) throws -> Samples {
            let width = samples.width
            return try Samples(
                shape: [samples.count, width - 1],
                values: samples.values.enumerated().filter { $0.offset % width != column }.map(\.element))
        }
        guard let first = x.first, first.width > 1 else { return }
        x = [try without(first)]
        architecture.inputShapes = [nil]
        if let validation = options.validation, let held = validation.x.first {
            options.validation = ([try without(held)], validation.y)
        }
    }
}

extension Samples {
    /// These rows, and the others below them.
    func joined(_ others: Samples) throws -> Samples {
        try Samples(shape: [count + others.count] + shape.dropFirst(), values: values + others.values)
    }
}
