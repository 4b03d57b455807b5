internal import Answers

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

    /// What trains, but hardly as meant: a loss of probabilities over outputs that are none, and logits that have been through
    /// a sigmoid or softmax already; nil where nothing is to be said.
    public func remark(activation: Activation?) -> String? {
        guard let activation else { return nil }
        let isProbability = activation == .sigmoid || activation == .softmax
        switch kind {
        case .binaryCrossEntropy(let fromLogits, _), .categoricalCrossEntropy(let fromLogits),
            .sparseCategoricalCrossEntropy(let fromLogits):
            let fitting: Activation = if case .binaryCrossEntropy = kind { .sigmoid } else { .softmax }
            if fromLogits, isProbability {
                return "\(name) with from_logits=True applies \(fitting.name) to outputs that have been through "
                    + "\(activation.name) already; one of the two is too many"
            }
            if !fromLogits, !isProbability {
                return
                    "\(name) reads probabilities, and the last layer's activation is \(activation.name): outputs below 0 "
                    + "and above 1 are clipped and have no gradient; use activation='\(fitting.name)' there, or from_logits=True"
            }
            return nil
        case .klDivergence where framework == .keras && !isProbability, .binaryFocal where !isProbability:
            return "\(name) reads probabilities, and the last layer's activation is \(activation.name)"
        default: return nil
        }
    }

    /// Whether these targets can be read: class numbers in range, probabilities for cross-entropy, ±1 or 0 and 1 for hinge.
    ///
    /// - Throws: `Mistake` that names the first row that cannot.
    public func check(targets: [Float], columns: Int, classes: Int) throws {
        let width = Swift.max(1, columns)
        if let place = targets.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "the target in row \(place / width), column \(place % width) is \(targets[place])",
                expected: "finite numbers", argument: "y")
        }
        if targetsAreClasses {
            guard let place = targets.firstIndex(where: { $0 < 0 || $0 >= Float(classes) || $0 != $0.rounded() })
            else { return }
            throw Mistake(
                "the label in row \(place / width) is \(Double(targets[place]).short())",
                expected: "a whole number from 0 to \(classes - 1), one for each output of the model", argument: "y")
        }
        switch kind {
        case .hinge, .squaredHinge:
            // Keras turns 0 and 1 into −1 and 1, but not a mixture with −1, in which 0 would have no side.
            let negative = targets.contains(-1) ? Float(-1) : 0
            guard let place = targets.firstIndex(where: { $0 != 1 && $0 != negative }) else { return }
            throw Mistake(
                "\(name) is given the target \(Double(targets[place]).short()) in row \(place / width)",
                expected: negative == 0 ? "targets −1 and 1, or 0 and 1" : "targets −1 and 1, as the others are",
                argument: "y")
        case .klDivergence where framework == .keras, .binaryCrossEntropy, .binaryFocal, .categoricalCrossEntropy:
            guard let place = targets.firstIndex(where: { $0 < 0 || $0 > 1 }) else { return }
            throw Mistake(
                "\(name) is given the target \(Double(targets[place]).short()) in row \(place / width)",
                expected: "targets between 0 and 1", try: "loss='mse'", argument: "y")
        default: break
        }
    }
}
