import Alignment
import Answers
import LanguageModels
import Numbers
import Optimizers
import Synchronization
import Testing
import Training

/// A character model learns to write what is liked, and pays for it.
@Suite struct TextAlignmentTests {
    /// A small model of a made-up grammar, trained for a moment.
    private static func model() throws -> LanguageModel {
        let text = try SentenceGrammar.simple.text(6000, seed: 1).text
        let model = try LanguageModel.network(
            .gru, of: text, context: 24, width: 24, layers: 1, seed: 2)
        try model.fit(FitOptions(epochs: 6, batchSize: 16))
        return model
    }

    @Test func rewardRisesAndTheReferenceStaysAsItWas() throws {
        let model = try Self.model()
        let prompt = model.vocabulary.decode(model.text.prefix(4))
        let texts = try model.sampleMany(
            prompt: model.vocabulary.encode(prompt), count: 8, length: 12, seed: 5)
        for method in [AlignmentMethod.policyGradient, .dpo] {
            let run = try TextAlignment(
                TextAlignmentPlan(
                    model, liked: "aeiou", method: method, beta: 0.5, prompt: prompt, length: 12,
                    optimizer: Optimizer("Adam", rate: .constant(0.003)), steps: 40, samples: 24, pairs: 480, seed: 3))
            #expect(run.rows.count == 40 && run.stopReason == "all 40 steps" && !run.isPartial)
            #expect(run.after.reward.low > run.before.reward.high, "\(method): \(run.summary)")
            #expect(run.before.divergence.mean == 0 && run.after.divergence.low > 0)
            #expect(run.after.score.perplexity > run.before.score.perplexity)
        }
        #expect(
            try texts == model.sampleMany(prompt: model.vocabulary.encode(prompt), count: 8, length: 12, seed: 5))
    }

    @Test func withNothingToHoldItTheModelCollapses() throws {
        let model = try Self.model()
        let prompt = model.vocabulary.decode(model.text.prefix(4))
        let run = try TextAlignment(
            TextAlignmentPlan(
                model, liked: "e", beta: 0, prompt: prompt, length: 10,
                optimizer: Optimizer("Adam", rate: .constant(0.01)), steps: 60, samples: 24))
        #expect(run.isCollapsed && run.sentence.contains("collapsed"), "\(run.after.different)")
        #expect(run.after.score.perplexity > 2 * run.before.score.perplexity)
    }

    @Test func aTrainingThatIsStoppedIsToldAsFarAsItCame() throws {
        let model = try Self.model()
        let prompt = model.vocabulary.decode(model.text.prefix(4))
        // Stopped by its own progress, after the third step.
        final class Stopper: Sendable {
            let work: Mutex<Work?> = Mutex(nil)
        }
        let stopper = Stopper()
        let work = Work { progress in
            if progress.note.hasPrefix("step 3/") { stopper.work.withLock { $0?.cancel() } }
        }
        stopper.work.withLock { $0 = work }
        let run = try TextAlignment(
            TextAlignmentPlan(model, prompt: prompt, length: 8, steps: 1000, samples: 8), work: work)
        #expect(run.isPartial && run.rows.count == 3 && run.stopReason == "interrupted")
        #expect(run.after.count == TextAlignment.judged)
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let model = try Self.model()
        let prompt = model.vocabulary.decode(model.text.prefix(4))
        func refused(_ plan: @autoclosure () throws -> TextAlignmentPlan, _ argument: String) {
            #expect { try plan() } throws: { ($0 as? Mistake)?.argument == argument }
        }
        refused(try TextAlignmentPlan(model, liked: "§", prompt: prompt), "reward")
        refused(try TextAlignmentPlan(model, method: .kto, prompt: prompt), "method")
        refused(try TextAlignmentPlan(model, prompt: ""), "prompt")
        refused(try TextAlignmentPlan(model, prompt: "§"), "prompt")
        refused(try TextAlignmentPlan(model, prompt: prompt, length: 24), "length")
        refused(try TextAlignmentPlan(model, method: .dpo, beta: 0, prompt: prompt), "beta")
        let counts = try LanguageModel.bigram(of: "abababab")
        refused(try TextAlignmentPlan(counts, prompt: "a"), "model")
    }
}
