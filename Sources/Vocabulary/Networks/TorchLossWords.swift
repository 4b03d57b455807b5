import Answers
import Language
import Networks

/// Losses under PyTorch's names, with its definitions where they differ from Keras's.
enum TorchLossWords {
    static let words: [Word] = [
        LossWords.loss(
            "SmoothL1Loss", "PyTorch: e²/2β near 0, |e| − β/2 beyond β",
            [Parameter("beta", .number(.positive), .value(.number(1)), "where it turns straight")]
        ) { Loss(.smoothL1(beta: try $0.number("beta"))) },
        LossWords.loss("BCELoss", "PyTorch: −t ln p − (1−t) ln(1−p), logarithms kept above −100", []) { _ in
            Loss(.binaryCrossEntropy(fromLogits: false, positiveWeight: 1), framework: .pytorch)
        },
        LossWords.loss(
            "BCEWithLogitsLoss", "PyTorch: binary cross-entropy of logits, the term of target 1 times pos_weight",
            [Parameter("pos_weight", .number(.positive), .value(.number(1)), "how much the positives count")]
        ) {
            Loss(
                .binaryCrossEntropy(fromLogits: true, positiveWeight: try $0.number("pos_weight")), framework: .pytorch)
        },
        LossWords.loss(
            "CrossEntropyLoss", "PyTorch: −ln softmax of the target class, of logits; targets class numbers",
            [
                Parameter(
                    "label_smoothing", .number(.share), .value(.number(0)),
                    "share of the uniform distribution in the targets")
            ]
        ) {
            Loss(
                .sparseCategoricalCrossEntropy(fromLogits: true), framework: .pytorch,
                labelSmoothing: try $0.number("label_smoothing"))
        },
        LossWords.loss("NLLLoss", "PyTorch: minus the log-probability of the target class, given log-probabilities", [])
        {
            _ in Loss(.negativeLogLikelihood, framework: .pytorch)
        },
        LossWords.loss(
            "KLDivLoss", "PyTorch: Σ t (ln t − y), y log-probabilities",
            [
                Parameter(
                    "reduction", .choice(Loss.Reduction.allCases.map(\.rawValue)), .value(.text("mean")),
                    "mean over all numbers, sum, or batchmean: over the rows, as the divergence is defined")
            ]
        ) { arguments in
            let reduction = Loss.Reduction(rawValue: try arguments.text("reduction")) ?? .mean
            return Loss(.klDivergence, reduction: reduction, framework: .pytorch)
        },
        LossWords.loss("PoissonNLLLoss", "PyTorch: e^y − t·y, y the logarithm of a rate", []) { _ in
            Loss(.poisson, framework: .pytorch)
        },
    ]
}
