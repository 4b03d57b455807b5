import Answers
import Foundation
import Networks
import Tensors
import Testing
import Training

@testable import LanguageModels

/// The numbers of judges/golden/language_models.py.
@Suite("As PyTorch has it")
struct TorchTests {
    struct Golden: Decodable {
        struct Case: Decodable {
            var logits: [Float]
            var temperature: Double
            var top_k: Int
            var top_p: Double
            var kept: [Int]
            var chances: [Double]
        }
        var characters: Int
        var width: Int
        var heads: Int
        var layers: Int
        var context: Int
        var codes: [Int]
        var logits: [[Double]]
        var loss: Double
        var perplexity: Double
        var prompt: [Int]
        var texts: [[Int]]
        var weights: [Double]
        var objective: Double
        var gradient: [Double]
        var parameters: Int
        var sampling: [Case]

        static func read() throws -> Golden {
            let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Golden/language_models.json")
            return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: url))
        }

        /// The model whose k-th weight is the judge's formula.
        func model() throws -> LanguageModel {
            let letters = String("abcdefghijklmnopqrstuvwxyz".prefix(characters))
            let model = try LanguageModel.network(
                .transformer, of: String(repeating: letters, count: 6), context: context, width: width, layers: layers,
                heads: heads)
            guard let network = model.model?.network else { throw Stopped() }
            for k in 0..<network.parameterCount {
                network.parameters.base[k] = Float((0.6 * sin(0.7 * Double(k) + 1) * 1024).rounded() / 1024)
            }
            return model
        }
    }

    @Test("the same weights give PyTorch's logits, cached or not, its cross-entropy and its perplexity")
    func logits() throws {
        let golden = try Golden.read()
        let model = try golden.model()
        #expect(model.model?.network?.parameterCount == golden.parameters)
        let reader = try Reader(model, count: 1)
        var worst = 0.0
        for (code, row) in zip(golden.codes, golden.logits) {
            let found = try #require(reader.read([code], work: Work()))
            for (k, expected) in row.enumerated() { worst = max(worst, abs(Double(found[k]) - expected)) }
        }
        #expect(worst < 1e-5, "off by \(worst)")
        let score = try model.score(golden.codes)
        #expect(abs(score.nats - golden.loss) < 1e-5 && abs(score.perplexity - golden.perplexity) < 1e-4)
    }

    @Test("weighted texts have PyTorch's loss and gradient")
    func weighted() throws {
        let golden = try Golden.read()
        let model = try golden.model()
        let step = try SequenceStep(model, batchSize: 3)
        try step.load(golden.texts, prompt: golden.prompt, weights: golden.weights)
        let slope = try #require(step.differentiate())
        #expect(abs(slope.loss - golden.objective) < 1e-5)
        let gradient = step.step.tape.gradients.array
        var worst = 0.0
        for (k, expected) in golden.gradient.enumerated() {
            worst = max(worst, abs(Double(gradient[7 * k]) - expected))
        }
        #expect(worst < 1e-5, "off by \(worst)")
    }

    @Test("temperature, top_k and top_p keep the characters that Hugging Face's warpers keep, with their chances")
    func sets() throws {
        for (number, one) in try Golden.read().sampling.enumerated() {
            let rule = try SamplingRule(
                temperature: one.temperature, topK: one.top_k == 0 ? nil : one.top_k,
                topP: one.top_p == 0 ? nil : one.top_p)
            let chances = rule.probabilities(of: one.logits)
            #expect(chances.indices.filter { chances[$0] > 0 } == one.kept, "case \(number)")
            for (found, expected) in zip(chances, one.chances) { #expect(abs(found - expected) < 1e-9) }
        }
    }
}
