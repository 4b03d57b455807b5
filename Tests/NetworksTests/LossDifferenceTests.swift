import Answers
import Cards
import Testing

@testable import Networks

/// Every loss against central differences in Double.
@Suite struct LossDifferenceTests {
    /// Settings beside the defaults, by the word of the loss.
    static let variants: [(word: String, given: [String: Hyperparameter.Value])] =
        Loss.cards.map { ($0.name, [:]) } + [
            ("Huber", ["delta": 0.4]), ("SmoothL1Loss", ["beta": 0.4]),
            ("BinaryCrossentropy", ["from_logits": true, "label_smoothing": 0.1]),
            ("BinaryFocalCrossentropy", ["gamma": 0]),
            (
                "BinaryFocalCrossentropy",
                ["from_logits": true, "apply_class_balancing": true, "label_smoothing": 0.1]
            ),
            ("CategoricalCrossentropy", ["from_logits": true, "label_smoothing": 0.1]),
            ("SparseCategoricalCrossentropy", ["from_logits": true]),
            ("CategoricalFocalCrossentropy", ["from_logits": true, "gamma": 3, "alpha": [0.5, 2, 1, 0.25]]),
            ("CategoricalFocalCrossentropy", ["gamma": 0, "label_smoothing": 0.1]), ("Dice", ["axis": [1]]),
            ("Tversky", ["alpha": 0.3, "beta": 0.9, "axis": [0]]),
            ("CrossEntropyLoss", ["weight": [0.5, 2, 1, 0.25], "label_smoothing": 0.2]),
            ("NLLLoss", ["weight": [0.5, 2, 1, 0.25]]), ("BCELoss", ["weight": [0.5, 2, 1, 0.25]]),
            ("BCEWithLogitsLoss", ["weight": 2, "pos_weight": [3, 1, 0.5, 2]]), ("KLDivLoss", ["log_target": true]),
            ("PoissonNLLLoss", ["log_input": false, "full": true]), ("GaussianNLLLoss", ["full": true]),
            ("CosineEmbeddingLoss", ["margin": -0.5]),
        ]

    /// What an output and a target of the loss look like.
    private enum Range { case real, positive, probability, sign, rowOfProbabilities, classNumber }

    private func ranges(_ loss: Loss) -> (output: Range, target: Range) {
        let target: Range =
            switch loss.formula.target {
            case .numbers: .positive
            case .probabilities, .nearProbabilities: .rowOfProbabilities
            case .signs: .sign
            case .classes: .classNumber
            }
        switch loss.formula.output {
        case .numbers:
            let positive = ["Poisson", "MeanSquaredLog", "GaussianNLL", "Dice", "Tversky"]
            let isOfPositives = positive.contains { loss.call.hasPrefix($0) }
            return (isOfPositives ? .positive : .real, target)
        case .logits, .logProbabilities: return (.real, target)
        case .probabilities(.softmax, _): return (.rowOfProbabilities, target)
        case .probabilities: return (.probability, target)
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
        case .classNumber: return (0..<rows).map { Double($0 * 3 % 4) }
        }
    }

    @Test(arguments: variants.indices)
    func theGradientIsTheChangeOfTheLoss(index: Int) throws {
        let (word, given) = Self.variants[index]
        let (rows, columns) = (4, 4)
        for reduction in Loss.Reduction.allCases {
            var loss = try Loss(word, given)
            loss.reduction = reduction
            let (output, target) = ranges(loss)
            let y = numbers(output, rows: rows, columns: columns, 1)
            let t = numbers(target, rows: rows, columns: loss.targetColumns(outputs: columns), 2)
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
                    "\(loss.call), \(reduction): gradient[\(i)] is \(gradient[i]), the loss changes by \(change)")
            }
        }
    }

    @Test func aLossOverOutputsItCannotMeanIsRemarkedOn() throws {
        let bce = Loss.binaryCrossEntropy
        #expect(bce.remark(activation: .linear)?.contains("from_logits=True") ?? false)
        #expect(bce.remark(activation: .sigmoid) == nil)
        let logits = try Loss("SparseCategoricalCrossentropy", ["from_logits": true])
        #expect(logits.remark(activation: .softmax)?.contains("too many") ?? false)
        #expect(logits.remark(activation: .linear) == nil)
        #expect(Loss.mse.remark(activation: .linear) == nil)
    }

    @Test(arguments: ["hinge", "squared_hinge"])
    func hingeReadsZeroAndOneAsItReadsMinusOneAndOne(name: String) throws {
        let loss = try #require(Loss(name: name))
        let y = [0.3, -0.4, 2, 0.1]
        var (signed, labelled) = (y, y)
        let a = loss.evaluate(output: y, target: [-1, 1, -1, 1], rows: 4, columns: 1, gradient: &signed)
        let b = loss.evaluate(output: y, target: [0, 1, 0, 1], rows: 4, columns: 1, gradient: &labelled)
        #expect(a == b && signed == labelled, "\(a) with −1 and 1, \(b) with 0 and 1")
        try loss.check(targets: [0, 1, 0], columns: 1, classes: 1)
        try loss.check(targets: [-1, 1, 1], columns: 1, classes: 1)
        #expect(loss.remark(targets: [0, 1, 1]) == nil && loss.remark(targets: [-1, 1, 1]) == nil)
        for mixed: [Float] in [[0, -1, 1], [0.5, 1], [2, 1]] {
            try loss.check(targets: mixed, columns: 1, classes: 1)
            #expect(loss.remark(targets: mixed)?.contains("−1 and 1") == true, "\(mixed)")
        }
        // Beside other targets a 0 is a 0: Keras gives 1 for it, whatever the output.
        let zero = loss.evaluate(output: [0.3, -0.4], target: [0, 0.5], rows: 2, columns: 1)
        #expect(abs(zero - (name == "hinge" ? 1.1 : 1.22)) < 1e-12, "\(zero)")
    }
}
