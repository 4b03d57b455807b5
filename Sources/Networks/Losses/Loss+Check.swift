internal import Numbers

extension Loss {
    /// Whether the loss can read this output.
    ///
    /// - Throws: `Mistake` that names the loss that can.
    public func check(outputShape: [Int], activation: Activation?) throws {
        let columns = outputShape.last ?? 1
        switch kind {
        case .categoricalCrossEntropy where columns == 1, .sparseCategoricalCrossEntropy where columns == 1:
            throw Mistake(
                "\(name) is given one output per example: with a single class its loss is always 0",
                expected: "one output per class, or binary_crossentropy for two classes",
                try: "loss='binary_crossentropy'")
        case .binaryCrossEntropy(false, _) where activation == .tanh:
            throw Mistake(
                "binary_crossentropy is given outputs of tanh, which are not probabilities",
                expected: "a last activation of sigmoid, or from_logits=True without one",
                try: "Dense(\(columns), activation='sigmoid')")
        default: break
        }
    }

    /// Whether these targets can be read: class numbers in range, probabilities for cross-entropy, ±1 for hinge.
    ///
    /// - Throws: `Mistake` that names the first row that cannot.
    public func check(targets: [Float], columns: Int, classes: Int) throws {
        let width = Swift.max(1, columns)
        if let place = targets.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "the target in row \(place / width), column \(place % width) is \(targets[place])",
                expected: "finite numbers")
        }
        if targetsAreClasses {
            guard let place = targets.firstIndex(where: { $0 < 0 || $0 >= Float(classes) || $0 != $0.rounded() })
            else { return }
            throw Mistake(
                "the label in row \(place / width) is \(Double(targets[place]).short())",
                expected: "a whole number from 0 to \(classes - 1), one for each output of the model")
        }
        switch kind {
        case .binaryCrossEntropy, .binaryFocal, .categoricalCrossEntropy:
            guard let place = targets.firstIndex(where: { $0 < 0 || $0 > 1 }) else { return }
            throw Mistake(
                "\(name) is given the target \(Double(targets[place]).short()) in row \(place / width)",
                expected: "targets between 0 and 1", try: "loss='mse'")
        default: break
        }
    }
}
