import Adversarial
import Answers
import CAllocations
import Datasets
import Foundation
import Networks
import Optimizers
import Tensors
import Testing
import Training

/// A GAN is trained in the loop of fit: interrupted, saved, watched and broken off as any model.
@Suite struct GANTests {
    let ring: Dataset

    init() throws { ring = try Dataset.ring(n: 512, seed: 1) }

    private func small(_ seed: UInt64 = 3, noise: Double = 0.3, loss: AdversarialLoss = .nonSaturating) throws -> GAN {
        try ringGAN(noise: noise, hidden: 12, latent: 3, loss: loss, seed: seed)
    }

    private func weights(_ gan: GAN) throws -> [UInt32] { try gan.players.weights().parameters.map(\.bitPattern) }

    @Test func theSameSeedGivesTheSameBits() throws {
        let (a, b) = (try small(), try small())
        for gan in [a, b] { try gan.train([ring.x], ProcedureOptions(steps: 30, batchSize: 64)) }
        #expect(try weights(a) == weights(b))
        #expect(a.stepsDone == 30)
        #expect(a.history?.stopReason == "all 30 steps")
        // The rate falls linearly to 0: the last of 30 steps has a thirtieth of it.
        #expect(abs((a.history?.epochs.last?.rate ?? .nan) - 0.002 / 30) < 1e-12)
        // The models that were handed in have learnt.
        #expect(try a.generator.model.predict(a.latents(4)).values == a.samples(4).values)
    }

    /// Cancelled after some steps, within an epoch of eight, saved, loaded into new players and gone on with.
    @Test(arguments: [3, 8, 13]) func anInterruptedTrainingGoesOnBitForBit(cut: Int) throws {
        let whole = try small()
        try whole.train([ring.x], ProcedureOptions(steps: 20, batchSize: 64))
        let file = FileManager.default.temporaryDirectory.appending(path: "gan-\(UUID().uuidString).st").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let first = try small()
        let work = Work()
        let stop = CancelAfter(cut, work)
        let cancelled = try first.train(
            [ring.x], ProcedureOptions(steps: 20, batchSize: 64, callbacks: [stop]), work: work)
        #expect(first.stepsDone == cut)
        #expect(cancelled.stopReason.contains("\(cut) of 20 steps"), "\(cancelled.stopReason)")
        try first.save(file)
        let second = try small(3)
        try second.load(file)
        #expect(second.stepsDone == cut)
        let rest = try second.train([ring.x], ProcedureOptions(steps: 20, batchSize: 64))
        #expect(try weights(second) == weights(whole))
        #expect(rest.epochs.last?.value("d_loss") == whole.history?.epochs.last?.value("d_loss"))
        // And the one that was not saved goes on, too.
        try first.train([ring.x], ProcedureOptions(steps: 20, batchSize: 64))
        #expect(try weights(first) == weights(whole))
    }

    @Test func callbacksWatchAndSteerAProcedure() throws {
        let gan = try small()
        gan.modes = try Modes(ring)
        let rates = Rates()
        let history = try gan.train(
            [ring.x],
            ProcedureOptions(
                steps: 4000, batchSize: 64,
                callbacks: [
                    ScheduleRate { epoch, _ in 0.001 / Double(epoch + 1) }, rates,
                    StopEarly(monitor: "g_loss", rule: try EarlyStopping(patience: 1, minDelta: 100, mode: .min)),
                ]))
        #expect(history.epochs.count == 2, "\(history.stopReason)")
        #expect(history.stopReason.contains("g_loss has not improved"))
        // The discriminator's rate keeps its proportion to the generator's.
        #expect(rates.seen.map(\.generator) == [0.001, 0.0005])
        #expect(rates.seen.map(\.discriminator) == [0.001, 0.0005])
        #expect(history.kerasNames.contains("learning_rate"))
        let last = try #require(history.epochs.last)
        for name in ["d_loss", "g_loss", "d_real", "d_made", "modes", "good", "diversity"] {
            #expect(last.value(name)?.isFinite == true, "\(name)")
        }
        #expect(!last.names.contains("loss") && !last.hasLoss)
        #expect(throws: Mistake.self) {
            let rule = try EarlyStopping(patience: 1, mode: .min)
            try gan.train([ring.x], ProcedureOptions(steps: 9000, callbacks: [StopEarly(monitor: "loss", rule: rule)]))
        }
    }

    @Test func aNumberThatIsNotFiniteIsNamedByPlayerAndTheWeightsStay() throws {
        var settings = GANSettings(loss: .wasserstein, latent: 3)
        (settings.clip, settings.decays) = (nil, false)
        let sgd = try Optimizer("SGD", rate: .constant(1e12))
        let gan = try GAN(
            dense([3, 8, 2], seed: 1), dense([2, 8, 1], seed: 2), settings, optimizers: (adam(), sgd), seed: 1)
        let history = try gan.train([ring.x], ProcedureOptions(steps: 200, batchSize: 64))
        let found = try #require(history.nonFinite)
        #expect(found.player == "discriminator" || found.player == "generator")
        #expect(history.stopReason.hasPrefix(found.player ?? "-"))
        #expect(history.stopReason.contains("step"))
        #expect(try gan.players.weights().parameters.allSatisfy(\.isFinite))
        #expect(found.advice.contains("last good moves"))
        #expect(gan.table(width: 500).contains("The training ended: \(found.sentence)."))
    }

    @Test func anEpochWithoutAStepTellsNoLosses() throws {
        var settings = GANSettings(loss: .wasserstein, latent: 3)
        (settings.clip, settings.decays) = (nil, false)
        let sgd = try Optimizer("SGD", rate: .constant(1e38))
        let gan = try GAN(
            dense([3, 8, 2], seed: 1), dense([2, 8, 1], seed: 2), settings, optimizers: (adam(), sgd), seed: 1)
        let history = try gan.train([ring.x], ProcedureOptions(steps: 200, batchSize: 64))
        #expect(history.nonFinite?.step == 1)
        #expect(history.epochs.last?.value("d_loss")?.isNaN == true)
        #expect(gan.table(width: 100).contains("not trained"))
        #expect(!gan.table(width: 100).contains("d_loss 0"))
    }

    @Test func theLastEpochIsKnownBeforeItComes() throws {
        let gan = try small()
        for steps in [40, 41, 97] {
            let history = try gan.train([ring.x], ProcedureOptions(steps: steps, batchSize: 64))
            #expect(history.epochs.last.map { $0.number + 1 } == history.lastEpoch, "\(steps)")
            #expect(history.stopReason == "all \(steps) steps")
            #expect(gan.stepsDone == steps)
        }
    }

    @Test func explainingAStepChangesNothing() throws {
        let (a, b) = (try small(), try small())
        for gan in [a, b] { try gan.train([ring.x], ProcedureOptions(steps: 11, batchSize: 64)) }
        let seen = try a.explained([ring.x], batchSize: 64, steps: 30)
        #expect(seen.step == 12)
        #expect(seen.made.map(\.player) == ["discriminator", "generator"])
        #expect(seen.made.allSatisfy { $0.stepLength > 0 && $0.gradientNorm > 0 })
        for gan in [a, b] { try gan.train([ring.x], ProcedureOptions(steps: 30, batchSize: 64)) }
        #expect(try weights(a) == weights(b))
        #expect(seen.table(width: 100).contains("the generator moves down g_loss"))
    }

    @Test func aStepAllocatesNextToNothing() throws {
        let gan = try small()
        // One epoch of many steps, so that what an epoch allocates is the same.
        let data = try Dataset.ring(n: 64 * 400, seed: 1).x
        try gan.train([data], ProcedureOptions(steps: 10, batchSize: 64))
        func allocations(to steps: Int) throws -> Int {
            let before = allocations_of_this_thread()
            try gan.train([data], ProcedureOptions(steps: steps, batchSize: 64))
            return allocations_of_this_thread() - before
        }
        let few = try allocations(to: 20)
        let many = try allocations(to: 220)
        #expect(many < few + 2 * 200, "10 steps allocate \(few) times, 200 steps \(many) times")
    }

    @Test func playersThatDoNotFitAreRefused() throws {
        func message(_ body: () throws -> Void) -> String {
            do { try body() } catch let mistake as Mistake { return mistake.problem } catch { return "\(error)" }
            return "accepted"
        }
        func make(
            _ g: [Int], _ d: [Int], _ loss: AdversarialLoss = .nonSaturating, last: Activation = .linear,
            latent: Int? = nil
        ) throws -> GAN {
            try GAN(
                dense(g, seed: 1), dense(d, last: last, seed: 2), GANSettings(loss: loss, latent: latent),
                optimizers: (adam(), adam()), seed: 1)
        }
        #expect(
            message { _ = try make([3, 2], [4, 1]) }.contains(
                "makes samples of shape (2,), and the discriminator reads (4,)"))
        #expect(message { _ = try make([3, 2], [2, 3]) }.contains("gives 3 numbers"))
        #expect(message { _ = try make([3, 2], [2, 1], latent: 0) }.contains("latent size of 0"))
        #expect(message { _ = try make([3, 2], [2, 1], latent: 5) }.contains("reads rows of 3"))
        #expect(message { _ = try make([3, 2], [2, 1], .wasserstein, last: .sigmoid) }.contains("ends with sigmoid"))
        #expect(message { _ = try make([3, 2], [2, 1], last: .sigmoid) } == "accepted")
        let twin = dense([1, 1], seed: 1)
        #expect(
            message {
                _ = try GAN(twin, twin, GANSettings(), optimizers: (adam(), adam()), seed: 1)
            }.contains("same model"))
        let gan = try make([3, 2], [2, 1])
        let one = try Samples(shape: [1, 2], values: [1, 2])
        #expect(message { try gan.train([one], ProcedureOptions(steps: 5)) }.contains("one real sample"))
        let wide = try Samples(shape: [4, 3], values: [Float](repeating: 0, count: 12))
        #expect(message { try gan.train([wide], ProcedureOptions(steps: 5)) }.contains("shape"))
        let hole = try Samples(shape: [2, 2], values: [1, .nan, 0, 0])
        #expect(message { try gan.train([hole], ProcedureOptions(steps: 5)) }.contains("row 0"))
        #expect(message { try gan.train([ring.x], ProcedureOptions(steps: 0)) }.contains("steps"))
        try gan.train([ring.x], ProcedureOptions(steps: 2))
        #expect(message { try gan.train([ring.x], ProcedureOptions(steps: 2)) }.contains("2 steps have been made"))
        #expect(message { try gan.train([ring.x], ProcedureOptions(steps: 5, batchSize: 0)) }.contains("batch_size"))
    }

    /// A sigmoid at the end is left to the loss: the same numbers as without it.
    @Test func aSigmoidAtTheEndIsLeftToTheLogits() throws {
        let plain = try GAN(
            dense([3, 6, 2], seed: 1), dense([2, 6, 1], seed: 2), GANSettings(), optimizers: (adam(), adam()), seed: 1)
        let squashed = try GAN(
            dense([3, 6, 2], seed: 1), dense([2, 6, 1], last: .sigmoid, seed: 2), GANSettings(),
            optimizers: (adam(), adam()), seed: 1)
        for gan in [plain, squashed] { try gan.train([ring.x], ProcedureOptions(steps: 10, batchSize: 64)) }
        #expect(try weights(plain) == weights(squashed))
    }

    /// Batch statistics keep real and made samples apart; the gradient of both passes adds.
    @Test func aDiscriminatorWithBatchStatisticsIsPassedTwice() throws {
        let critic = Model(
            Architecture(
                [DenseLayer(units: 8), try BatchNormalizationLayer(), ActivationLayer(.relu), DenseLayer(units: 1)],
                inputShape: [2]), seed: 4)
        let gan = try GAN(
            dense([3, 6, 2], seed: 1), critic, GANSettings(), optimizers: (adam(), adam()), seed: 1)
        let history = try gan.train([ring.x], ProcedureOptions(steps: 40, batchSize: 64))
        #expect(history.nonFinite == nil)
        #expect(history.epochs.last?.value("d_loss") ?? .nan < 1.6)
    }

    @Test func clippedWeightsStayWithinTheirBound() throws {
        let gan = try small(loss: .wasserstein)
        try gan.train([ring.x], ProcedureOptions(steps: 20, batchSize: 64))
        let weights = gan.discriminator.network.parameters.array
        #expect(weights.allSatisfy { abs($0) <= 0.01 })
        #expect(weights.contains { abs($0) == 0.01 })
    }

    /// The recipe of the course: Adam(0.002, β₁ = 0.5), batches of 128, 4000 steps, linear decay, instance noise of 0.5 that falls to 0.
    @Test(arguments: [1, 2] as [UInt64]) func instanceNoiseKeepsAllModesOfTheRing(seed: UInt64) throws {
        let ring = try Dataset.ring(n: 10_000, seed: seed)
        let modes = try Modes(ring)
        func counted(noise: Double) throws -> ModeCount {
            let gan = try ringGAN(noise: noise, seed: seed)
            try gan.train([ring.x], ProcedureOptions(steps: 4000))
            return try modes.count(gan.samples(4000, seed: 9))
        }
        let (cured, plain) = (try counted(noise: 0.5), try counted(noise: 0))
        #expect(cured.covered == 8 && cured.goodShare >= 0.7, "\(cured.summary)")
        #expect(plain.covered <= 5, "\(plain.summary)")
        // Fewer modes may well be better drawn: quality alone does not tell.
        #expect(plain.distance > cured.distance)
    }

    @Test func severalMovesOfTheDiscriminatorSeeRowsOfTheirOwn() throws {
        let gan = try ringGAN(hidden: 8, latent: 2, loss: .wasserstein, seed: 1) { $0.discriminatorSteps = 5 }
        let history = try gan.train([ring.x], ProcedureOptions(steps: 4, batchSize: 16))
        #expect(gan.discriminator.optimizer.updates == 20)
        #expect(gan.generator.optimizer.updates == 4)
        #expect(history.updates == 24)
        #expect(gan.moves.first?.count == 5)
    }
}

/// Cancels the work after so many steps.
struct CancelAfter: Callback {
    let steps: Int
    let work: Work
    init(_ steps: Int, _ work: Work) { (self.steps, self.work) = (steps, work) }
    var summary: String { "CancelAfter(\(steps))" }
    func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(owner: self) }
    struct Run: CallbackRun {
        let owner: CancelAfter
        func updated(_ loop: FitLoop) throws {
            if loop.procedure?.stepsDone == owner.steps { owner.work.cancel() }
        }
    }
}

/// The rates that both players are moved by, at each epoch's first step.
final class Rates: Callback, @unchecked Sendable {
    var seen: [(generator: Double, discriminator: Double)] = []
    var summary: String { "Rates" }
    func begin(_ loop: FitLoop) throws -> any CallbackRun { Run(owner: self) }
    struct Run: CallbackRun {
        let owner: Rates
        func updated(_ loop: FitLoop) throws {
            guard let gan = loop.procedure as? GAN, (gan.stepsDone - 1) % loop.stepsPerEpoch == 0 else { return }
            owner.seen.append((try gan.generator.nextRate(), try gan.discriminator.nextRate()))
        }
    }
}
