import Answers
import Networks
import Testing
import Training

@testable import LanguageModels

@Suite("Reading character by character")
struct CacheTests {
    @Test(
        "at every position the cached forward is that of the whole network on the text so far",
        arguments: [LanguageModel.NetworkKind.transformer, .rnn, .gru, .lstm])
    func cached(kind: LanguageModel.NetworkKind) throws {
        let model = try Small.model(kind)
        let network = try #require(model.model?.network)
        let (context, classes) = (model.context, model.vocabulary.count)
        let codes = (0..<context).map { (7 * $0 * $0 + 3) % classes }
        // The whole network, in one pass over the row.
        let whole = try network.predict([codes.map(Float.init)], count: 1)
        let stepped = try SteppedNetwork(network, omittingSoftmax: false)
        var worst: Float = 0
        for (t, code) in codes.enumerated() {
            stepped.input[0] = Float(code)
            let row = try #require(stepped.step(work: Work()))
            for i in 0..<classes { worst = max(worst, abs(row[i] - whole[t * classes + i])) }
        }
        // The products add in one order, so that nothing but exact agreement is expected; 1e-5 is what is promised.
        #expect(worst <= 1e-6, "differs by \(worst)")
        #expect(stepped.position == context)
        #expect((stepped.step(work: Work()) == nil) == (kind == .transformer))
    }

    @Test("many texts in lockstep are each what it is alone")
    func lockstep() throws {
        for kind in [LanguageModel.NetworkKind.transformer, .gru] {
            let model = try Small.model(kind)
            let texts = (0..<3).map { text in (0..<30).map { (5 * $0 + 11 * text * $0 + text) % model.vocabulary.count }
            }
            let together = try Reader(model, count: 3)
            let alone = try texts.map { _ in try Reader(model, count: 1) }
            for t in 0..<30 {
                let all = try #require(together.read(texts.map { $0[t] }, work: Work()))
                for (text, reader) in alone.enumerated() {
                    let own = try #require(reader.read([texts[text][t]], work: Work()))
                    for i in 0..<model.vocabulary.count {
                        #expect(abs(own[i] - all[text * model.vocabulary.count + i]) < 1e-5)
                    }
                }
            }
        }
    }

    @Test("a full window slides by half: what is predicted then is what the last half and what came after it predict")
    func slides() throws {
        let model = try Small.model(.transformer)
        let (context, classes) = (model.context, model.vocabulary.count)
        let codes = (0..<4 * context).map { (3 * $0 * $0 + $0) % classes }
        let reader = try Reader(model, count: 1)
        let network = try #require(model.model?.network)
        for (t, code) in codes.enumerated() {
            let logits = try #require(reader.read([code], work: Work()))
            // The window that the reader has now: from the last slide on.
            let slides = t < context ? 0 : (t - context) / (context / 2) + 1
            let seen = codes[(slides * context / 2)...t]
            #expect(seen.count <= context && (t < context || seen.count > context / 2))
            guard t % 5 == 0 else { continue }
            let row = seen.map(Float.init) + [Float](repeating: 0, count: context - seen.count)
            let whole = try network.predict([row], count: 1)
            let p = SamplingRule.plain.probabilities(of: (0..<classes).map { logits[$0] })
            for i in 0..<classes { #expect(abs(Float(p[i]) - whole[(seen.count - 1) * classes + i]) < 1e-5) }
        }
    }

    @Test("layers that look ahead, or give one answer for a sequence, are refused by name")
    func refused() throws {
        func refusal(_ layers: [any Layer], _ shape: [Int] = [6]) -> String {
            do {
                let network = try Network(Architecture(layers), inputShapes: [shape], seed: 0)
                _ = try SteppedNetwork(network)
                return "accepted"
            } catch let mistake as Mistake { return mistake.problem } catch { return "\(error)" }
        }
        let embedding = EmbeddingLayer(inputDimension: 5, outputDimension: 4)
        #expect(refusal([embedding, SelfAttentionLayer(heads: 1)]).contains("looks at later steps"))
        #expect(refusal([embedding, ResidualLayer([SelfAttentionLayer(heads: 1)])]).contains("looks at later steps"))
        #expect(refusal([embedding, RecurrentLayer(.gru, units: 4)]).contains("makes (4,)"))
        let masking = EmbeddingLayer(inputDimension: 5, outputDimension: 4, masksZero: true)
        #expect(refusal([masking, RecurrentLayer(.gru, units: 4, returnsSequences: true)]).contains("not count"))
        #expect(refusal([embedding, SelfAttentionLayer(heads: 2, isCausal: true)]) == "accepted")
    }
}
