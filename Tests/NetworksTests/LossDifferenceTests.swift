import Networks
import Answers
import Testing

/// Every loss against central differences in Double.
@Suite struct LossDifferenceTests {
    static let kinds: [Loss.Kind] = [
        .meanSquaredError, .meanAbsoluteError, .meanAbsolutePercentageError, .meanSquaredLogarithmicError,
        .huber(delta: 0.4), .smoothL1(beta: 0.4), .logCosh, .binaryCrossEntropy(fromLogits: false, positiveWeight: 1),
        .binaryCrossEntropy(fromLogits: true, positiveWeight: 2.5), .binaryFocal(gamma: 2), .binaryFocal(gamma: 0),
        .categoricalCrossEntropy(fromLogits: false), .categoricalCrossEntropy(fromLogits: true),
        .sparseCategoricalCrossEntropy(fromLogits: false), .sparseCategoricalCrossEntropy(fromLogits: true),
        .negativeLogLikelihood, .klDivergence, .hinge, .squaredHinge, .cosineSimilarity, .poisson,
    ]

    /// What an output and a target of the loss look like. A new kind of loss does not compile until it is told here.
    private enum Range { case real, positive, probability, sign, rowOfProbabilities, classNumber }

    private func ranges(_ kind: Loss.Kind) -> (output: Range, target: Range) {
        switch kind {
        case .meanSquaredError, .meanAbsoluteError, .meanAbsolutePercentageError, .huber, .smoothL1, .logCosh,
            .cosineSimilarity:
            (.real, .real)
        case .meanSquaredLogarithmicError, .poisson: (.positive, .positive)
        case .binaryCrossEntropy(let fromLogits, _): (fromLogits ? .real : .probability, .probability)
        case .binaryFocal: (.probability, .probability)
        case .categoricalCrossEntropy(let fromLogits): (fromLogits ? .real : .rowOfProbabilities, .rowOfProbabilities)
        case .sparseCategoricalCrossEntropy(let fromLogits): (fromLogits ? .real : .rowOfProbabilities, .classNumber)
        case .negativeLogLikelihood: (.real, .classNumber)
        case .klDivergence: (.rowOfProbabilities, .rowOfProbabilities)
        case .hinge, .squaredHinge: (.real, .sign)
        }
    }

    private func numbers(_ range: Range, rows: Int, columns: Int, _ index: UInt64) -> [Double] {
        let drawn = draws(rows * columns, index).map(Double.init)
        switch range {
        case .real: return drawn.map { 2 * $0 }
        case .positive: return drawn.map { 1.2 + $0 }
        case .probability: return drawn.map { 0.5 + 0.45 * $0 }
        case .sign: return drawn.map { $0 > 0 ? 1 : -1 }
        case .rowOfProbabilities:
            let mass = drawn.map { 1.1 + $0 }
            return mass.indices.map { i in
                mass[i] / mass[i / columns * columns..<(i / columns + 1) * columns].reduce(0, +)
            }
        case .classNumber: return (0..<rows).map { Double($0 * 2 % columns) }
        }
    }

    @Test(arguments: kinds, [Loss.Framework.keras, .pytorch])
    func theGradientIsTheChangeOfTheLoss(kind: Loss.Kind, framework: Loss.Framework) {
        let (rows, columns) = (4, 3)
        let (output, target) = ranges(kind)
        for (reduction, smoothing) in [(Loss.Reduction.mean, 0.0), (.sum, 0.1), (.batchMean, 0.2)] {
            let loss = Loss(kind, reduction: reduction, framework: framework, labelSmoothing: smoothing)
            let y = numbers(output, rows: rows, columns: columns, 1)
            let t = numbers(target, rows: rows, columns: columns, 2)
            var gradient = y
            _ = loss.evaluate(output: y, target: t, rows: rows, columns: columns, gradient: &gradient)
            for i in y.indices {
                let h = 1e-5
                var (up, down) = (y, y)
                up[i] += h
                down[i] -= h
                let change =
                    (loss.evaluate(output: up, target: t, rows: rows, columns: columns)
                        - loss.evaluate(output: down, target: t, rows: rows, columns: columns)) / (2 * h)
                #expect(
                    abs(change - gradient[i]) < 1e-6 * max(1, abs(change)),
                    "\(kind), \(framework), \(reduction): gradient[\(i)] is \(gradient[i]), the loss changes by \(change)"
                )
            }
        }
    }

    @Test func aLossOverOutputsItCannotMeanIsRemarkedOn() {
        let bce = Loss(.binaryCrossEntropy(fromLogits: false, positiveWeight: 1))
        #expect(bce.remark(activation: .linear)?.contains("from_logits=True") ?? false)
        #expect(bce.remark(activation: .sigmoid) == nil)
        let logits = Loss(.sparseCategoricalCrossEntropy(fromLogits: true))
        #expect(logits.remark(activation: .softmax)?.contains("too many") ?? false)
        #expect(logits.remark(activation: .linear) == nil)
        #expect(Loss.mse.remark(activation: .linear) == nil)
    }

    @Test(arguments: [Loss.Kind.hinge, .squaredHinge])
    func hingeReadsZeroAndOneAsItReadsMinusOneAndOne(kind: Loss.Kind) throws {
        let loss = Loss(kind)
        let y = [0.3, -0.4, 2, 0.1]
        var (signed, labelled) = (y, y)
        let a = loss.evaluate(output: y, target: [-1, 1, -1, 1], rows: 4, columns: 1, gradient: &signed)
        let b = loss.evaluate(output: y, target: [0, 1, 0, 1], rows: 4, columns: 1, gradient: &labelled)
        #expect(a == b && signed == labelled, "\(a) with −1 and 1, \(b) with 0 and 1")
        try loss.check(targets: [0, 1, 0], columns: 1, classes: 1)
        try loss.check(targets: [-1, 1, 1], columns: 1, classes: 1)
        for mixed: [Float] in [[0, -1, 1], [0.5, 1], [2, 1]] {
            #expect(throws: Mistake.self, "\(mixed)") { try loss.check(targets: mixed, columns: 1, classes: 1) }
        }
    }
}
