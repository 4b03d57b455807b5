import Cards
import Adversarial
import Answers
import Cards
import Datasets
import Networks
import Optimizers
import Testing
import Training

@testable import Diagnosis

/// A collapsed generator is found, with its evidence, and cured by the one change that is proposed.
@Suite struct GameDiagnosisTests {
    private func net(_ sizes: [Int], seed: UInt64) -> Model {
        var layers: [any Layer] = []
        for (place, size) in sizes.enumerated().dropFirst() {
            layers.append(
                DenseLayer(
                    units: size, activation: place == sizes.count - 1 ? .linear : .relu, kernelInitialiser: .heNormal))
        }
        return Model(Architecture(layers, inputShape: [sizes[0]]), seed: seed)
    }

    private func gan(noise: Double, loss: AdversarialLoss = .nonSaturating, seed: UInt64) throws -> GAN {
        var settings = GANSettings(loss: loss, latent: 8)
        settings.noise = noise
        let adam = try Optimizer("Adam", ["beta_1": 0.5], rate: .constant(0.002))
        return try GAN(
            net([8, 64, 64, 2], seed: 2 * seed), net([2, 64, 64, 1], seed: 2 * seed + 1), settings,
            optimizers: (adam, adam), seed: seed)
    }

    @Test func aCollapseIsFoundAndCuredByInstanceNoise() throws {
        let ring = try Dataset.ring(n: 10_000, seed: 1)
        let game = try gan(noise: 0, seed: 1)
        try game.look(at: ring, work: Work())
        try game.train([ring.x], ProcedureOptions(steps: 4000))
        let diagnosis = try diagnose(game)
        #expect(diagnosis.cause == "mode collapse", "\(diagnosis.summary)")
        let finding = try #require(diagnosis.findings.first)
        let covered = try #require(finding.evidence.first { $0.name == "modes covered" }).value
        #expect(covered <= 6)
        #expect(finding.action.contains("noise="), "\(finding.action)")
        // The history says the same, as long as the GAN is there.
        #expect(try diagnose(try #require(game.history)).cause == "mode collapse")
        let tried = try confirm(finding)
        #expect(tried.proof.state == "confirmed", "\(tried.proof)")
        let trial = try #require(tried.proof.trial)
        #expect(trial.before == covered && trial.after >= 7)
        #expect(trial.errorAfter < trial.errorBefore)
    }

    @Test func whatIsSpreadOverAllModesIsHealthy() throws {
        let ring = try Dataset.ring(n: 2000, seed: 1)
        let game = try gan(noise: 0.5, seed: 2)
        try game.look(at: ring, work: Work())
        try game.train([ring.x], ProcedureOptions(steps: 3000))
        let diagnosis = try diagnose(game)
        #expect(diagnosis.isHealthy, "\(diagnosis.table(width: 100))")
    }

    @Test func whatHasLearntNothingYetHasNotCollapsed() throws {
        let ring = try Dataset.ring(n: 2000, seed: 1)
        let game = try gan(noise: 0, seed: 1)
        try game.look(at: ring, work: Work())
        try game.train([ring.x], ProcedureOptions(steps: 20))
        #expect(try diagnose(game).cause == "poor samples")
    }

    /// With a kernel of zeros before a rectifier nothing of the latent numbers ever comes through.
    @Test func theSameSampleOfAllLatentNumbersIsACollapseHoweverPoor() throws {
        let ring = try Dataset.ring(n: 512, seed: 1)
        let generator = Model(
            Architecture(
                [
                    DenseLayer(units: 16, activation: .relu, kernelInitialiser: .zeros), DenseLayer(units: 2),
                ], inputShape: [4]), seed: 1)
        let adam = try Optimizer("Adam", ["beta_1": 0.5], rate: .constant(0.002))
        let game = try GAN(
            generator, net([2, 16, 1], seed: 2), GANSettings(loss: .nonSaturating, latent: 4), optimizers: (adam, adam),
            seed: 3)
        try game.look(at: ring, work: Work())
        try game.train([ring.x], ProcedureOptions(steps: 8))
        #expect(try diagnose(game).cause == "poor samples", "two epochs are a beginning")
        try game.train([ring.x], ProcedureOptions(steps: 40))
        let diagnosis = try diagnose(game)
        #expect(diagnosis.cause == "mode collapse", "\(diagnosis.summary)")
        let finding = try #require(diagnosis.findings.first)
        #expect(finding.problem.contains("nearly the same sample"))
        #expect(finding.evidence.first { $0.name == "diversity against the data" }?.value == 0)
        #expect(finding.action.contains("noise="), "\(finding.action)")
    }

    @Test func aGameThatWasNotTrainedIsNotDiagnosed() throws {
        let game = try gan(noise: 0, seed: 1)
        #expect(throws: Mistake.self) { try diagnose(game) }
    }

    /// Without classes a collapse is told by distances: half of the ring alone is made.
    @Test func withoutModesTheCoverageTells() throws {
        let ring = try Dataset.ring(n: 10_000, seed: 1)
        let game = try gan(noise: 0, seed: 3)
        try game.train([ring.x], ProcedureOptions(steps: 2000))
        let facts = try GameFacts(game, try #require(game.training), work: Work())
        #expect(facts.count == nil)
        #expect(
            facts.isCollapsed
                == (facts.good >= 0.2 && facts.quality.coverage < 0.5 * (facts.standard?.coverage ?? .nan)))
        #expect(facts.standard?.coverage ?? 0 > 0.8)
        #expect(try diagnose(game).unseen.contains { $0.contains("modes") })
    }
}
