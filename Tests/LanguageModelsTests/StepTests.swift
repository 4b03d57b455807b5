import Answers
import Datasets
import Networks
import Tensors
import Testing
import Training

@testable import LanguageModels

@Suite("Training on texts")
struct StepTests {
    @Test("rows of a text hold each character once, with the one after it")
    func rows() throws {
        let model = try LanguageModel.network(.rnn, of: Small.text, context: 10, width: 4, layers: 1)
        let (x, y) = try model.rows()
        #expect(x.shape == [(model.text.count - 1) / 10, 10] && y.shape == x.shape)
        for k in 0..<x.values.count {
            #expect(x.values[k] == Float(model.text[k]) && y.values[k] == Float(model.text[k + 1]))
        }
        let dense = try model.rows(stride: 1).x
        #expect(dense.count == model.text.count - 10 && Array(dense.row(5)) == model.text[5..<15].map(Float.init))
    }

    @Test("fit lowers the loss, and a bigram model refuses it")
    func fit() throws {
        let model = try LanguageModel.network(.gru, of: Small.text, context: 16, width: 16, layers: 1)
        let history = try model.fit(FitOptions(epochs: 20, batchSize: 2), validation: 0.2)
        let losses = history.epochs.map(\.loss)
        #expect(losses.count == 20 && losses[19] < losses[0] - 0.5)
        #expect(history.epochs.allSatisfy { $0.validationLoss != nil })
        #expect(throws: Mistake.self) { try LanguageModel.bigram(of: Small.text).fit(FitOptions()) }
        #expect(throws: Mistake.self) { try model.fit(FitOptions(), validation: 0.99) }
    }

    @Test(
        "a weighted step's loss is the weighted sum of log-probabilities, and its gradient that of finite differences")
    func weighted() throws {
        let model = try Small.model(.transformer, width: 8, layers: 1)
        let network = try #require(model.model?.network)
        let prompt = try model.vocabulary.encode("the ")
        let texts = try ["cat", "old", "ball. my", "i"].map { try model.vocabulary.encode($0) }
        let weights = [0.7, -1.3, 2, 0.25]
        let step = try SequenceStep(model, batchSize: 5)
        try step.load(texts, prompt: prompt, weights: weights)
        let slope = try #require(step.differentiate())
        func objective() throws -> Double {
            let logs = try model.logProbabilities(of: texts, prompt: prompt)
            return -zip(weights, logs).reduce(0) { $0 + $1.0 * $1.1 } / 4
        }
        #expect(abs(slope.loss - (try objective())) < 1e-5)
        let gradient = step.step.tape.gradients.array
        for place in stride(from: 1, to: network.parameterCount, by: network.parameterCount / 23) {
            let old = network.parameters.base[place]
            let h: Float = 4e-3
            network.parameters.base[place] = old + h
            let above = try objective()
            network.parameters.base[place] = old - h
            let below = try objective()
            network.parameters.base[place] = old
            let difference = (above - below) / Double(2 * h)
            #expect(abs(difference - Double(gradient[place])) < 2e-3 + 0.02 * abs(difference), "\(place)")
        }
        #expect(try step.move(rate: 0.01))
        #expect(throws: Mistake.self) { try step.load(texts, prompt: [], weights: weights) }
        #expect(throws: Mistake.self) { try step.load(texts, prompt: prompt, weights: [1]) }
        #expect(throws: Mistake.self) { try step.load([[Int](repeating: 0, count: 10)], prompt: prompt, weights: [1]) }
    }

    @Test(
        "a step with weight 1 makes a text likelier, one with weight −1 less likely, and a copy keeps its own weights")
    func moves() throws {
        for weight in [1.0, -1] {
            let model = try Small.model(.transformer)
            let kept = try model.copy()
            let prompt = try model.vocabulary.encode("a ")
            let text = try model.vocabulary.encode("red b")
            let before = try model.logProbability(of: text, prompt: prompt)
            let step = try SequenceStep(model, batchSize: 1)
            for _ in 0..<5 {
                try step.load([text], prompt: prompt, weights: [weight])
                _ = try #require(step.differentiate())
                try step.move(rate: 0.003)
            }
            let after = try model.logProbability(of: text, prompt: prompt)
            #expect(weight * (after - before) > 0.5)
            #expect(try kept.logProbability(of: text, prompt: prompt) == before)
        }
    }
}
