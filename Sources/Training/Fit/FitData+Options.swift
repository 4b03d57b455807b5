internal import Answers
internal import Datasets
internal import Networks

extension FitData {
    /// The rows of x and y as a fit is asked to use them: a split, validation data, weights.
    ///
    /// - Throws: `Mistake` for what cannot be trained on: numbers of rows that differ, NaN, labels out of range, shapes that
    ///   do not fit, an empty validation split.
    init(_ x: [Samples], _ y: Samples, _ options: FitOptions, _ network: Network, _ loss: Loss) throws {
        try FitData.check(x, y, network, loss)
        try options.checkNumbers()
        var remarks: [String] = []
        if let remark = loss.remark(activation: network.lastActivation) { remarks.append(remark) }
        if let remark = loss.remark(targets: y.values) { remarks.append(remark) }
        let split = try options.checkedSplit()
        var rows = y.count
        var validation = options.validation.map { (x: $0.x, y: $0.y, rows: 0..<$0.y.count) }
        if split > 0, validation == nil {
            rows = Int(saturating: (Double(y.count) * (1 - split)).rounded(.down))
            guard rows < y.count, rows > 0 else {
                throw Mistake(
                    "validation_split = \(split.short()) of \(y.count) rows leaves an empty part",
                    expected: "a share that gives both parts at least one row", argument: "validation_split")
            }
            validation = (x, y, rows..<y.count)
            if y.isSorted {
                remarks.append(
                    "the rows are sorted by their target, and validation_split takes the last ones: "
                        + "the validation data are unlike the training data; shuffle the rows first")
            }
        }
        if let given = options.validation { try FitData.check(given.x, given.y, network, loss, isForValidation: true) }
        if options.batchSize > rows {
            remarks.append("batch_size = \(options.batchSize) is more than the \(rows) rows: each epoch is one batch")
        }
        try options.checkWeights(rows: y.count)
        let weights = try FitData.weights(ofRows: options.sampleWeights, ofClasses: options.classWeights, y)
        let validationWeights =
            options.validation == nil ? (split > 0 ? options.sampleWeights : nil) : options.validationWeights
        // What is to be given back is held once: its rows are then gathered once for each batch.
        let isGivenBack = x.count == 1 && x[0].values.count == y.values.count && x[0].values == y.values
        self.init(
            x: x, y: isGivenBack ? try Samples(shape: y.shape, values: x[0].values) : y, trainingRows: rows,
            validation: validation, weights: weights, validationWeights: validationWeights, remarks: remarks)
    }
}

extension FitOptions {
    /// - Throws: `Mistake` for a batch or for epochs that cannot be.
    fileprivate func checkNumbers() throws {
        guard batchSize > 0 else {
            throw Mistake(
                "batch_size = \(batchSize)", expected: "at least 1", try: "batch_size=32",
                argument: "batch_size")
        }
        // Far above every training, and far below where counting epochs would overflow.
        let most = 1_000_000_000
        for (name, number) in [("epochs", epochs), ("initial_epoch", initialEpoch)] {
            guard (0...most).contains(number) else {
                throw Mistake("\(name) = \(number)", expected: "a number from 0 to \(most)", argument: name)
            }
        }
    }

    /// The share of rows that is held back.
    ///
    /// - Throws: `Mistake` for a number that is no share.
    fileprivate func checkedSplit() throws -> Double {
        let split = validationSplit
        guard split >= 0, split < 1 else {
            throw Mistake(
                "validation_split = \(split.short())", expected: "at least 0 and below 1",
                argument: "validation_split")
        }
        return split
    }

    /// - Throws: `Mistake` for weights that are not as many as the rows, negative or not finite.
    fileprivate func checkWeights(rows: Int) throws {
        if let weights = sampleWeights {
            guard weights.count == rows else {
                throw Mistake(
                    "\(weights.count) sample weights for \(rows) rows", expected: "one for each row",
                    argument: "sample_weight")
            }
            guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
                throw Mistake(
                    "a sample weight is negative or not finite", expected: "numbers of at least 0",
                    argument: "sample_weight")
            }
        }
        if let given = validation, let weights = validationWeights {
            guard weights.count == given.y.count, weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
                throw Mistake(
                    "\(weights.count) weights for the \(given.y.count) rows of the validation data",
                    expected: "a number of at least 0 for each row", argument: "validation_data")
            }
        }
    }
}
