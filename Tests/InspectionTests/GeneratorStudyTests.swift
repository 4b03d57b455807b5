import Numbers
import Testing
import Training

@testable import Inspection

/// What squared error makes of a generator whose noise belongs to no target.
@Suite struct GeneratorStudyTests {
    @Test func withFreshNoiseTheGeneratorDrawsTheMeanImage() throws {
        let study = try trainGenerator(n: 64, epochs: 400, isFresh: true, seed: 1)
        #expect(study.history.epochs.count == 400)
        let loss = try #require(study.history.epochs.last).loss
        // Below the targets' variance it could only come by knowing which noise belongs to which target.
        #expect(loss > 0.98 * study.floor && loss < 1.25 * study.floor, "loss \(loss), variance \(study.floor)")
        #expect(study.diversity < 0.25 * study.targetDiversity, "\(study.diversity) of \(study.targetDiversity)")
        #expect(!study.hasMemorised)
    }

    @Test func withTheSameNoiseThePairsAreLearntByHeart() throws {
        let study = try trainGenerator(n: 32, epochs: 800, seed: 1)
        #expect(study.hasMemorised, "loss \(study.history.epochs.last?.loss ?? .nan), variance \(study.floor)")
        #expect(study.diversity > 0.5 * study.targetDiversity)
        #expect(study.sentence.contains("by heart"))
    }
}
