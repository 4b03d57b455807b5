import Datasets
import Networks
import Answers
import Optimizers
import Testing
import Training

@testable import Inspection

/// What squared error makes of a generator whose noise belongs to no target.
@Suite struct GeneratorExperimentTests {
    @Test func withFreshNoiseTheGeneratorDrawsTheMeanImage() throws {
        let experiment = try trainGenerator(n: 64, epochs: 400, isFresh: true, seed: 1)
        #expect(experiment.history.epochs.count == 400)
        let loss = try #require(experiment.history.epochs.last).loss
        // Below the targets' variance it could only come by knowing which noise belongs to which target.
        #expect(
            loss > 0.98 * experiment.floor && loss < 1.25 * experiment.floor,
            "loss \(loss), variance \(experiment.floor)")
        #expect(
            experiment.diversity < 0.25 * experiment.targetDiversity,
            "\(experiment.diversity) of \(experiment.targetDiversity)")
        #expect(!experiment.hasMemorised)
    }

    @Test func withTheSameNoiseThePairsAreLearntByHeart() throws {
        let experiment = try trainGenerator(n: 32, epochs: 800, seed: 1)
        #expect(
            experiment.hasMemorised,
            "loss \(experiment.history.epochs.last?.loss ?? .nan), variance \(experiment.floor)")
        #expect(experiment.diversity > 0.5 * experiment.targetDiversity)
        #expect(experiment.sentence.contains("by heart"))
    }

    @Test func aFitWithFreshNoiseEndsWhereItDiverges() throws {
        let model = Model(Architecture([DenseLayer(units: 2), DenseLayer(units: 2)], inputShape: [2]), seed: 1)
        model.compile(TrainingPlan(optimizer: try Optimizer("SGD", rate: .constant(1e20)), loss: .mse))
        let targets = try Samples(shape: [4, 2], values: [1, 2, 3, 4, 5, 6, 7, 8])
        let history = try fitFresh(model, targets, epochs: 50, [], Work()) { _ in
            try Samples(shape: [4, 2], values: [1, -2, 0.5, 3, -1, 2, 1, 1])
        }
        #expect(history.nonFinite != nil)
        #expect(history.epochs.count < 10, "\(history.epochs.count) epochs")
        #expect(history.stopReason == history.nonFinite?.sentence)
    }
}
