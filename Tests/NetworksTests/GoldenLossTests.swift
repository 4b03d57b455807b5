import Networks
import Testing

/// Losses against the numbers of PyTorch and Keras: 1e-9 in Double, 1e-5 in Float.
@Suite struct GoldenLossTests {
    @Test func everyLossHasTheFrameworksValueAndGradient() throws {
        var seen = 0
        for golden in try Golden.losses() {
            guard let loss = Self.loss(golden) else { continue }
            seen += 1
            let (rows, columns) = (golden.inputShape[0], golden.inputShape[1])
            var gradient = golden.input
            let value = loss.evaluate(
                output: golden.input, target: golden.target, rows: rows, columns: columns, gradient: &gradient)
            #expect(
                abs(value - golden.value) <= 1e-9 * max(1, abs(golden.value)),
                "\(golden.name): \(value) instead of \(golden.value)")
            let slope = worst(gradient, golden.gradient, floor: 1e-3)
            #expect(slope.error < 1e-9, "\(golden.name): gradient[\(slope.place)] off by \(slope.error)")

            let single = golden.input.map(Float.init)
            var singleGradient = single
            let singleValue = loss.evaluate(
                output: single, target: golden.target.map(Float.init), rows: rows, columns: columns,
                gradient: &singleGradient)
            // At the clamps a probability of 1 − 1e-7 is not a Float: there only Double is compared.
            if golden.name.contains("edge") { continue }
            #expect(
                abs(Double(singleValue) - golden.value) <= 1e-5 * max(1, abs(golden.value)),
                "\(golden.name) in Float: \(singleValue) instead of \(golden.value)")
            // 1 − p of a p that was rounded to Float is another number: the gradient is compared at the rounded output.
            let rounded = single.map(Double.init)
            var expected = rounded
            _ = loss.evaluate(
                output: rounded, target: golden.target, rows: rows, columns: columns, gradient: &expected)
            let singleSlope = worst(singleGradient.map(Double.init), expected, floor: 0.1)
            #expect(singleSlope.error < 1e-5, "\(golden.name) in Float: off by \(singleSlope.error)")
        }
        #expect(seen >= 46, "only \(seen) cases were understood")
    }

    private static func loss(_ golden: Golden.LossCase) -> Loss? {
        let h = golden.hyperparameters
        let isTorch = golden.name.hasPrefix("pytorch")
        let isLogits = golden.options["from"] != "probabilities"
        let isClass = golden.options["targetKind"] == "classIndex"
        let kind: Loss.Kind
        switch golden.loss {
        case "MSE": kind = .meanSquaredError
        case "MAE": kind = .meanAbsoluteError
        case "MAPE": kind = .meanAbsolutePercentageError
        case "MSLE": kind = .meanSquaredLogarithmicError
        case "Huber": kind = .huber(delta: h["delta"] ?? 1)
        case "SmoothL1": kind = .smoothL1(beta: h["beta"] ?? 1)
        case "LogCosh": kind = .logCosh
        case "BCE": kind = .binaryCrossEntropy(fromLogits: isLogits, positiveWeight: h["posWeight"] ?? 1)
        case "BinaryFocal": kind = .binaryFocal(gamma: h["gamma"] ?? 2)
        // PyTorch's class weights have no counterpart here: weights are given to the samples.
        case "CrossEntropy" where h["w0"] != nil: return nil
        case "CrossEntropy":
            kind =
                isClass
                ? .sparseCategoricalCrossEntropy(fromLogits: isLogits) : .categoricalCrossEntropy(fromLogits: isLogits)
        case "NLL": kind = .negativeLogLikelihood
        case "KL": kind = .klDivergence
        case "Hinge": kind = .hinge
        case "SquaredHinge": kind = .squaredHinge
        case "CosineSimilarity": kind = .cosineSimilarity
        case "Poisson", "PoissonNLL": kind = .poisson
        default: return nil
        }
        let reduction: Loss.Reduction
        switch golden.options["reduction"] {
        case "sum": reduction = .sum
        case "batchmean": reduction = .batchMean
        default: reduction = .mean
        }
        return Loss(
            kind, reduction: reduction, framework: isTorch ? .pytorch : .keras, labelSmoothing: h["labelSmoothing"] ?? 0
        )
    }
}
