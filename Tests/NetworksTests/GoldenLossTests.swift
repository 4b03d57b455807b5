import Cards
import Networks
import Testing

/// Losses against the numbers of PyTorch and Keras: 1e-9 in Double, 1e-5 in Float.
@Suite struct GoldenLossTests {
    @Test func everyLossHasTheFrameworksValueAndGradient() throws {
        var seen = 0
        for golden in try Golden.losses() {
            guard let loss = try Self.loss(golden) else { continue }
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
                abs(singleValue - golden.value) <= 1e-5 * max(1, abs(golden.value)),
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

    /// The loss that a case of the older file means.
    private static func loss(_ golden: Golden.LossCase) throws -> Loss? {
        let h = golden.hyperparameters
        let isTorch = golden.name.hasPrefix("pytorch")
        let isLogits = golden.options["from"] != "probabilities"
        let isClass = golden.options["targetKind"] == "classIndex"
        let logits: [String: Hyperparameter.Value] = isTorch ? [:] : ["from_logits": .flag(isLogits)]
        let smoothing = h["labelSmoothing"].map { ["label_smoothing": Hyperparameter.Value.number($0)] } ?? [:]
        var given: [String: Hyperparameter.Value] = [:]
        let word: String
        switch golden.loss {
        case "MSE": word = isTorch ? "MSELoss" : "MeanSquaredError"
        case "MAE": word = isTorch ? "L1Loss" : "MeanAbsoluteError"
        case "MAPE": word = "MeanAbsolutePercentageError"
        case "MSLE": word = "MeanSquaredLogarithmicError"
        case "Huber":
            word = isTorch ? "HuberLoss" : "Huber"
            given = ["delta": .number(h["delta"] ?? 1)]
        case "SmoothL1":
            word = "SmoothL1Loss"
            given = ["beta": .number(h["beta"] ?? 1)]
        case "LogCosh": word = "LogCosh"
        case "BCE" where isTorch:
            word = isLogits ? "BCEWithLogitsLoss" : "BCELoss"
            given = h["posWeight"].map { ["pos_weight": .number($0)] } ?? [:]
        case "BCE":
            word = "BinaryCrossentropy"
            given = logits.merging(smoothing) { a, _ in a }
        case "BinaryFocal":
            word = "BinaryFocalCrossentropy"
            given = ["gamma": .number(h["gamma"] ?? 2)]
        case "CrossEntropy" where isTorch && isClass:
            word = "CrossEntropyLoss"
            given = smoothing
            if h["w0"] != nil { given["weight"] = .numbers((0..<golden.inputShape[1]).map { h["w\($0)"] ?? 1 }) }
        case "CrossEntropy":
            word = isClass ? "SparseCategoricalCrossentropy" : "CategoricalCrossentropy"
            given =
                isClass
                ? ["from_logits": .flag(isLogits)] : ["from_logits": .flag(isLogits)].merging(smoothing) { a, _ in a }
        case "NLL": word = "NLLLoss"
        case "KL": word = isTorch ? "KLDivLoss" : "KLDivergence"
        case "Hinge": word = "Hinge"
        case "SquaredHinge": word = "SquaredHinge"
        case "CosineSimilarity" where !isTorch: word = "CosineSimilarity"
        case "Poisson": word = "Poisson"
        case "PoissonNLL": word = "PoissonNLLLoss"
        default: return nil
        }
        var loss = try Loss(word, given)
        switch golden.options["reduction"] {
        case "sum": loss.reduction = .sum
        case "batchmean": loss.reduction = .batchMean
        default: loss.reduction = .mean
        }
        return loss
    }
}
