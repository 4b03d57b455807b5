internal import Datasets
internal import Networks
internal import Answers

/// The rows that a fit trains and validates on, checked against the model before anything moves.
struct FitData {
    /// One array for each input of the model.
    private(set) var x: [Samples]
    private(set) var y: Samples
    let trainingRows: Int
    /// Rows of the same arrays, or of others: a split copies nothing.
    let validation: (x: [Samples], y: Samples, rows: Range<Int>)?
    /// One factor per row of x for training: its sample weight, or the weight of its class.
    private(set) var weights: [Float]?
    /// One factor per row for validation: those given with its data, or those of x where a split takes the rows from it;
    /// classes weigh nothing there, as in Keras.
    let validationWeights: [Float]?
    var remarks: [String] = []

    /// Rows that have been looked at.
    init(
        x: [Samples], y: Samples, trainingRows: Int, validation: (x: [Samples], y: Samples, rows: Range<Int>)?,
        weights: [Float]?, validationWeights: [Float]?, remarks: [String]
    ) {
        (self.x, self.y, self.trainingRows, self.validation) = (x, y, trainingRows, validation)
        (self.weights, self.validationWeights, self.remarks) = (weights, validationWeights, remarks)
    }

    /// The rows of a procedure: inputs alone, without targets; the procedure itself says what fits.
    ///
    /// - Throws: `Mistake` for no rows, arrays of different lengths, and numbers that are not finite.
    init(_ x: [Samples], batchSize: Int) throws {
        guard let first = x.first, first.count > 0 else {
            throw Mistake("the data have no rows", expected: "at least one", argument: "data")
        }
        guard batchSize > 0 else {
            throw Mistake(
                "batch_size = \(batchSize)", expected: "at least 1", try: "batch_size=32", argument: "batch_size")
        }
        if let odd = x.first(where: { $0.count != first.count }) {
            throw Mistake(
                "the data have arrays of \(first.count) and of \(odd.count) rows", expected: "as many rows in each",
                argument: "data")
        }
        for samples in x {
            guard let hole = samples.firstNonFinite else { continue }
            throw Mistake(
                "the data have \(hole.value) in row \(hole.row), column \(hole.column)", expected: "finite numbers",
                argument: "data")
        }
        self.x = x
        y = try Samples(shape: [first.count, 1], values: [Float](repeating: 0, count: first.count))
        trainingRows = first.count
        (validation, weights, validationWeights) = (nil, nil, nil)
    }

    /// Takes other rows for training.
    ///
    /// - Returns: whether there were as many as before.
    /// - Throws: `Mistake` for what cannot be trained on.
    mutating func take(
        _ rows: FreshRows.Rows, classWeights: [Int: Double], _ network: Network, _ loss: Loss
    ) throws -> Bool {
        guard rows.y.count == trainingRows else { return false }
        try FitData.check(rows.x, rows.y, network, loss)
        let weights = try FitData.weights(ofRows: rows.weights, ofClasses: classWeights, rows.y)
        (x, y, self.weights) = (rows.x, rows.y, weights)
        return true
    }

    /// One factor per row: its own weight, or that of its class; nil where neither is given.
    ///
    /// - Throws: `Mistake` for class weights that are none, and targets that are neither class numbers nor one-hot.
    static func weights(ofRows own: [Float]?, ofClasses: [Int: Double], _ y: Samples) throws -> [Float]? {
        guard !ofClasses.isEmpty else { return own }
        guard own == nil else {
            throw Mistake(
                "class_weight and sample_weight are both given", expected: "one of the two, as in Keras",
                try: "sample_weight with each row's weight times that of its class", argument: "class_weight")
        }
        if let odd = ofClasses.first(where: { $0.key < 0 || $0.value < 0 || !$0.value.isFinite }) {
            throw Mistake(
                "class_weight gives class \(odd.key) the weight \(odd.value.short())",
                expected: "class numbers from 0, weights of at least 0", argument: "class_weight")
        }
        return try (0..<y.count).map { row -> Float in
            let target = y.values[row * y.width..<(row + 1) * y.width]
            let isOneHot = y.width > 1 && target.allSatisfy { $0 == 0 || $0 == 1 } && target.reduce(0, +) == 1
            let number = isOneHot ? Accuracy.argMax(target) : target.first.flatMap { Int(exactly: $0) }
            guard let number, number >= 0, isOneHot || y.width == 1 else {
                throw Mistake(
                    "class_weight is given, and the target of row \(row) is not one class",
                    expected: "one class number per row, or one-hot rows", argument: "class_weight")
            }
            return Float(ofClasses[number] ?? 1)
        }
    }

    /// - Parameter isForValidation: whether these are the `validation_data` of a fit, and not its x and y.
    /// - Throws: `Mistake` naming what does not fit, and the argument it is of.
    static func check(
        _ x: [Samples], _ y: Samples, _ network: Network, _ loss: Loss, isForValidation: Bool = false
    ) throws {
        do {
            try check(x, y, network, loss, isForValidation ? "the validation data" : "the data")
        } catch var mistake as Mistake {
            if isForValidation { mistake.argument = "validation_data" }
            throw mistake
        }
    }

    private static func check(
        _ x: [Samples], _ y: Samples, _ network: Network, _ loss: Loss, _ what: String
    ) throws {
        try network.check(inputs: x)
        for (number, x) in x.enumerated() {
            let which = network.inputShapes.count > 1 ? " \(number + 1)" : ""
            guard x.count > 0 else { throw Mistake("\(what) have no rows", expected: "at least one", argument: "x") }
            guard x.count == y.count else {
                throw Mistake(
                    "\(what) have \(x.count) rows of input\(which) and \(y.count) targets",
                    expected: "one target for each row", argument: "y")
            }
            if let hole = x.firstNonFinite {
                throw Mistake(
                    "\(what) have \(hole.value) in input\(which), row \(hole.row), column \(hole.column)",
                    expected: "finite numbers", argument: "x")
            }
        }
        try loss.check(outputShape: network.outputShape, activation: network.lastActivation)
        let output = network.outputShape
        let classes = output.last ?? 1
        let rows = output.reduce(1, *) / Swift.max(1, classes)
        let expected = rows * loss.targetColumns(outputs: classes)
        guard y.width == expected else { throw misfit(y, rows: rows, classes: classes, loss) }
        try loss.check(targets: y.values, columns: y.width, classes: classes)
    }

    /// Targets of another width than the loss compares with the output, and the loss that would take them.
    private static func misfit(_ y: Samples, rows: Int, classes: Int, _ loss: Loss) -> Mistake {
        if loss.isNothing {
            return Mistake(
                "the model was compiled without a loss, and targets of \(y.width) number\(y.width == 1 ? "" : "s") per row "
                    + "are given for \(rows * classes)",
                expected: "a loss that reads them, or no targets where a layer adds a loss of its own",
                try: "compile(optimizer=Adam(0.01), loss='mse')", argument: "y")
        }
        let areLabels =
            y.width == rows && classes > 1
            && y.values.allSatisfy { $0 >= 0 && $0 < Float(classes) && $0 == $0.rounded() }
        if areLabels {
            return Mistake(
                "\(loss.name) is given class numbers, one per row, for \(classes) outputs",
                expected: "one-hot targets, or the loss for class numbers",
                try: "loss='sparse_categorical_crossentropy'", argument: "y")
        }
        if loss.targetsAreClasses, y.width == rows * classes {
            return Mistake(
                "\(loss.name) is given \(classes) numbers per row, and takes class numbers",
                expected: "one class number per row, or the loss for one-hot targets",
                try: "loss='categorical_crossentropy'", argument: "y")
        }
        let expected = rows * loss.targetColumns(outputs: classes)
        return Mistake(
            "the targets have \(y.width) number\(y.width == 1 ? "" : "s") per row, the model gives \(rows * classes)",
            expected: "\(expected) per row for \(loss.name)",
            try: loss.targetsAreClasses ? nil : "a last layer Dense(\(y.width))", argument: "y")
    }
}
