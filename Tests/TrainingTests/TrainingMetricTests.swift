import Cards
import Datasets
import Networks
import Answers
import Optimizers
import Testing
@testable import Training

/// Metrics gathered batch by batch agree with the measures of whole lists, which are held to scikit-learn's numbers.
@Suite struct TrainingMetricTests {
    private func classifier(
        _ outputs: Int, _ activation: Activation, _ loss: Loss, _ metrics: [Metric]
    ) throws -> Model {
        let model = Model(
            Architecture([DenseLayer(units: 8, activation: .tanh), DenseLayer(units: outputs, activation: activation)]),
            seed: 4)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam"), loss: loss, metrics: metrics))
        return model
    }

    private func named(_ names: [String]) throws -> [Metric] { try names.map { try Metric(name: $0) } }

    private static let bce = Loss.binaryCrossEntropy

    @Test func measuresOfTwoClassesAreThoseOfTheWholeList() throws {
        let (x, plane) = try FitTests.plane(101)
        let y = Samples(column: plane.values.map { $0 > 0.2 ? 1 : 0 })
        let names = ["accuracy", "precision", "recall", "f1_score", "auc", "r2_score", "rmsle", "binary_crossentropy"]
        let own = Metric.function(name: "truths") { targets, outputs in
            #expect(targets.shape == [101, 1] && outputs.shape == [101, 1])
            return Double(targets.values.reduce(0, +))
        }
        let model = try classifier(1, .sigmoid, Self.bce, named(names) + [own])
        let found = try model.evaluate(x, y, batchSize: 16)
        let output = try model.predict(x).values.map { Double($0) }
        let truth = y.values.map { Int($0) }
        let confusion = try Confusion(prediction: output.map { $0 > 0.5 ? 1 : 0 }, target: truth, classes: 2)
        let ranking = try RankingMetrics(score: output, target: truth)
        let regression = try RegressionMetrics(prediction: output, target: y.values.map { Double($0) })
        let logLoss = try RankingMetrics.logLoss(probabilities: output, target: truth)
        let expected = [
            found[0].value, confusion.accuracy, confusion.precision(1), confusion.recall(1), confusion.fScore(1),
            ranking.rocAUC, regression.r2, try #require(regression.rmsle), logLoss,
            Double(truth.reduce(0, +)),
        ]
        for (metric, value) in zip(found, expected) {
            #expect(abs(metric.value - value) < 1e-6, "\(metric.name): \(metric.value), expected \(value)")
        }
        #expect(found.count == expected.count)
    }

    @Test(arguments: [true, false]) func measuresOfThreeClassesCountEachClass(isOneHot: Bool) throws {
        let (x, plane) = try FitTests.plane(90)
        let labels = plane.values.map { $0 < -0.5 ? 0 : $0 < 1 ? 1 : 2 }
        let oneHot = labels.flatMap { label in (0..<3).map { Float($0 == label ? 1 : 0) } }
        let y = isOneHot ? try Samples(shape: [90, 3], values: oneHot) : Samples(column: labels.map { Float($0) })
        let loss: Loss =
            isOneHot
            ? Loss.categoricalCrossEntropy
            : Loss.sparseCategoricalCrossEntropy
        let model = try classifier(3, .softmax, loss, named(["accuracy", "f1_score", "precision", "recall", "auc"]))
        let found = try model.evaluate(x, y, batchSize: 7)
        let output = try model.predict(x).values
        let guesses = (0..<90).map { Accuracy.argMax(output[3 * $0..<3 * $0 + 3]) }
        let confusion = try Confusion(prediction: guesses, target: labels, classes: 3)
        // Keras holds every column against 0.5.
        let each = try Confusion(
            prediction: output.map { $0 > 0.5 ? 1 : 0 }, target: oneHot.map { Int($0) }, classes: 2)
        let ranking = try RankingMetrics(score: output.map { Double($0) }, target: oneHot.map { Int($0) })
        let expected = [
            confusion.accuracy, confusion.average(.macro, Confusion.fScore(beta: 1)), each.precision(1), each.recall(1),
            ranking.rocAUC,
        ]
        for (metric, value) in zip(found.dropFirst(), expected) {
            #expect(abs(metric.value - value) < 1e-9, "\(metric.name): \(metric.value), expected \(value)")
        }
    }

    @Test func r2OfSeveralOutputsIsTheMeanOverThem() throws {
        let (x, plane) = try FitTests.plane(50)
        let y = try Samples(shape: [50, 2], values: plane.values.flatMap { [$0, 3 - $0 * $0] })
        let model = try classifier(2, .linear, .mse, named(["r2_score"]))
        let found = try model.evaluate(x, y, batchSize: 8)[1].value
        let output = try model.predict(x)
        let columns = try (0..<2).map { column in
            try RegressionMetrics(
                prediction: output.column(column).map { Double($0) }, target: y.column(column).map { Double($0) }
            ).r2
        }
        #expect(abs(found - (columns[0] + columns[1]) / 2) < 1e-9, "\(found), expected the mean of \(columns)")
    }

    @Test func metricsThatTakeLogitsForProbabilitiesAreRemarkedOnAndOthersAreNot() throws {
        let (x, plane) = try FitTests.plane(40)
        let y = Samples(column: plane.values.map { $0 > 0 ? 1 : 0 })
        let logits = try Loss("BinaryCrossentropy", ["from_logits": true])
        let said = try classifier(1, .linear, logits, named(["accuracy", "auc"])).fit(x, y).remarks
        #expect(said.count == 1 && said[0].hasPrefix("accuracy takes the model's logits"), "\(said)")
        #expect(try classifier(1, .linear, logits, named(["auc"])).fit(x, y).remarks.isEmpty)
        #expect(try classifier(1, .sigmoid, Self.bce, named(["accuracy"])).fit(x, y).remarks.isEmpty)
    }

    @Test func aUCOfOneClassIsNoNumber() throws {
        let (x, _) = try FitTests.plane(8)
        let model = try classifier(1, .sigmoid, Self.bce, named(["auc"]))
        #expect(try model.evaluate(x, Samples(column: [Float](repeating: 1, count: 8)))[1].value.isNaN)
    }

    @Test func aMetricThatDoesNotExistIsRefusedWithThoseThatDo() {
        #expect {
            try Metric(name: "acuracy")
        } throws: { error in
            let mistake = error as? Mistake
            return ["accuracy", "auc", "f1_score", "precision"].allSatisfy { mistake?.expected?.contains($0) ?? false }
        }
    }
}
