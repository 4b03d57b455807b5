internal import Tensors

extension TrainingTape {
    /// How loss and last activation go together.
    enum Fusion {
        case none, squaredError, sigmoid(inPlace: Bool), roundedSigmoid, softmax(inPlace: Bool)

        /// Whether the tape ends before the last activation.
        var includesActivation: Bool {
            switch self {
            case .sigmoid(let inPlace), .softmax(let inPlace): inPlace
            case .roundedSigmoid: true
            case .none, .squaredError: false
            }
        }

        /// Numbers in one row of targets: class numbers are spread to probabilities where the fused loss wants them.
        func targetColumns(_ loss: Loss, _ columns: Int) -> Int {
            if case .softmax = self { return columns }
            return loss.targetColumns(outputs: columns)
        }
    }

    static func fusion(_ loss: Loss, _ activation: Activation?) -> Fusion {
        guard
            loss.reduction == .mean || loss.reduction == .meanOfWeights
                || loss.reduction == .batchMean && loss.formula.countsNumbers
        else {
            return .none
        }
        switch loss.formula.fusion {
        case .squaredError: return .squaredError
        case .sigmoid(let fromLogits, _):
            if fromLogits { return .sigmoid(inPlace: false) }
            return activation == .sigmoid ? .sigmoid(inPlace: true) : .none
        case .roundedSigmoid: return activation == .sigmoid ? .roundedSigmoid : .none
        case .softmax(let fromLogits, _):
            if fromLogits { return .softmax(inPlace: false) }
            return activation == .softmax ? .softmax(inPlace: true) : .none
        case nil: return .none
        }
    }
}
