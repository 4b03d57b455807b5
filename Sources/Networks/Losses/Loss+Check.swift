internal import Answers

/// What a loss can read, checked before anything moves.
extension Loss {
    /// Whether the loss can read this output.
    ///
    /// - Throws: `Mistake` that names the loss that can.
    public func check(outputShape: [Int], activation: Activation?) throws {
        let columns = outputShape.last ?? 1
        _ = try shaped(outputShape)
        if columns < formula.leastColumns {
            throw Mistake(
                "\(name) is given one output per example: with a single class its loss is always 0",
                expected: "one output per class, or binary_crossentropy for two classes",
                try: "loss='binary_crossentropy'")
        }
        if case .probabilities(.sigmoid, let logits) = formula.output, activation == .tanh {
            throw Mistake(
                "\(name) is given outputs of tanh, which are not probabilities",
                expected: "a last activation of sigmoid, or \(logits) without one",
                try: "Dense(\(columns), activation='sigmoid')")
        }
        guard targetColumns(outputs: columns) > 0 else {
            throw Mistake(
                "\(name) reads two halves of an output, and a row of this one has \(columns) numbers",
                expected: "an even number of outputs", try: "a last layer Dense(\(columns + 1))")
        }
    }

    /// What trains, but hardly as meant: a loss of probabilities over outputs that are none, and logits that have been through
    /// a sigmoid or softmax already; nil where nothing is to be said.
    public func remark(activation: Activation?) -> String? {
        guard let activation else { return nil }
        let isProbability = activation == .sigmoid || activation == .softmax
        switch formula.output {
        case .numbers: return nil
        case .logits(let fitting, let by):
            guard isProbability else { return nil }
            return "\(name)\(by) applies \(fitting.name) to outputs that have been through \(activation.name) already; "
                + "one of the two is too many"
        case .probabilities(let fitting, let logits):
            guard !isProbability else { return nil }
            return
                "\(name) reads probabilities, and the last layer's activation is \(activation.name): outputs below 0 "
                + "and above 1 are clipped and have no gradient; use activation='\(fitting.name)' there"
                + (logits.isEmpty ? "" : ", or \(logits)")
        case .logProbabilities(let logits):
            guard activation.name != "log_softmax", activation.name != "log_sigmoid" else { return nil }
            return
                "\(name) reads logarithms of probabilities, and the last layer's activation is \(activation.name); use "
                + "activation='log_softmax' there" + (logits.isEmpty ? "" : ", or \(logits) of the logits")
        }
    }

    /// What trains, but hardly as meant, because of its targets; nil where nothing is to be said.
    public func remark(targets: [Float]) -> String? {
        func found(_ expected: String, where strays: (Float) -> Bool) -> String? {
            targets.first(where: strays).map {
                "\(name) reads targets \(expected), and one of them is \(Double($0).short())"
            }
        }
        switch formula.target {
        case .nearProbabilities: return found("from 0 to 1") { $0 < 0 || $0 > 1 }
        case .signs(zeroIsNegative: true):
            let least: Float = targets.contains(-1) ? -1 : 0
            return found("−1 and 1, or 0 and 1") { $0 != 1 && $0 != least }
        case .numbers, .probabilities, .signs, .classes: return nil
        }
    }

    /// The same loss for single rows of a batch that has these targets.
    public func settled(for targets: [Float]) -> Loss { with(formula.settled(for: targets)) }

    /// The same for a batch of these rows.
    func settled<S: LossNumber>(for targets: UnsafePointer<S>, rows: Int, columns: Int) -> Loss {
        guard formula.settlesByTargets else { return self }
        return settled(for: (0..<rows * targetColumns(outputs: columns)).map { Float(targets[$0]) })
    }

    /// The same loss for examples of this shape: what is taken along axes knows them.
    ///
    /// - Throws: `Mistake` for axes that examples do not have.
    public func shaped(_ example: [Int]) throws -> Loss { with(try formula.shaped(example)) }

    private func with(_ formula: any LossFormula) -> Loss {
        var same = Loss(name, formula, call: call, reduction: reduction)
        (same.givenName, same.spelling, same.settings) = (givenName, spelling, settings)
        return same
    }

    /// Whether a batch's loss is computed of all its rows at once.
    public var couplesRows: Bool { formula.couplesRows }

    /// Whether single rows of a batch do not have the loss that they have in it.
    public var readsWholeBatch: Bool { function == nil && (formula.couplesRows || formula.settlesByTargets) }

    /// The shape of what is left where nothing is reduced, for an output of this shape.
    public func valueShape(_ output: [Int]) -> [Int] { formula.valueShape(output) }

    /// Which of the values a number of the output belongs to, of so many rows and columns.
    public func valuePlace(_ number: Int, rows: Int, columns: Int) -> Int {
        formula.valuePlace(number, rows: rows, columns: columns)
    }

    /// Whether these targets can be read: class numbers in range, probabilities where others are refused, ±1.
    ///
    /// - Throws: `Mistake` that names the first row that cannot.
    public func check(targets: [Float], columns: Int, classes: Int) throws {
        let width = Swift.max(1, columns)
        if let place = targets.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "the target in row \(place / width), column \(place % width) is \(targets[place])",
                expected: "finite numbers", argument: "y")
        }
        func refuse(_ expected: String, try suggestion: String? = nil, where fails: (Float) -> Bool) throws {
            guard let place = targets.firstIndex(where: fails) else { return }
            throw Mistake(
                "\(name) is given the target \(Double(targets[place]).short()) in row \(place / width)",
                expected: expected, try: suggestion, argument: "y")
        }
        switch formula.target {
        case .numbers, .nearProbabilities, .signs(zeroIsNegative: true): break
        case .classes:
            guard let place = targets.firstIndex(where: { $0 < 0 || $0 >= Float(classes) || $0 != $0.rounded() })
            else { return }
            throw Mistake(
                "the label in row \(place / width) is \(Double(targets[place]).short())",
                expected: "a whole number from 0 to \(classes - 1), one for each output of the model", argument: "y")
        case .signs(zeroIsNegative: false): try refuse("targets −1 and 1") { $0 != 1 && $0 != -1 }
        case .probabilities: try refuse("targets between 0 and 1", try: "loss='mse'") { $0 < 0 || $0 > 1 }
        }
    }

    /// Whether it reads probabilities of classes, which a metric of probabilities can measure.
    public var readsProbabilities: Bool { if case .probabilities = formula.output { true } else { false } }

    /// Whether it divides by all the numbers of a batch, not by its examples alone.
    public var isMeanOverNumbers: Bool { formula.countsNumbers && reduction == .mean }

    /// Whether its targets are −1 and 1.
    public var readsSigns: Bool { if case .signs = formula.target { true } else { false } }

    /// Whether it takes what no sigmoid or softmax has been applied to.
    public var readsLogits: Bool { if case .logits = formula.output { true } else { false } }
}
