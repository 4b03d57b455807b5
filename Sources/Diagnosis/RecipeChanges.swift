internal import Answers
internal import Datasets
internal import Networks
internal import Numbers
internal import Training

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

    /// The target brought to mean 0 and deviation 1, as the training rows say.
    mutating func scaleTarget() throws {
        let (shift, scale) = Scaling.standard.fit(y.values.prefix(trainingRows).lazy.map { Double($0) })
        func scaled(_ samples: Samples) throws -> Samples {
            try Samples(shape: samples.shape, values: samples.values.map { Float((Double($0) - shift) / scale) })
        }
        y = try scaled(y)
        if let validation = options.validation { options.validation = (validation.x, try scaled(validation.y)) }
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
