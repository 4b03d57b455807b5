import Answers
import Datasets
import Networks
import Numbers
import Optimizers
import Testing
import Training

@testable import LanguageModels

@Suite("Measures of texts and models")
struct MeasureTests {
    // MARK: Counts and the grammar

    @Test("a bigram model's chances are its smoothed counts, and its score the mean of their logarithms")
    func bigram() throws {
        let model = try LanguageModel.bigram(of: "abab aba", smoothing: 0.5)
        // Characters in order: ␣ a b; pairs: ab 3, ba 2, b␣ 1, ␣a 1.
        guard case .counts(let counts) = model.engine else { throw Stopped() }
        #expect(counts.counts == [0, 1, 0, 0, 0, 3, 1, 2, 0])
        #expect(abs(counts.probability(of: 2, after: 1) - 3.5 / 4.5) < 1e-12)
        #expect(abs(counts.probability(of: 0, after: 2) - 1.5 / 4.5) < 1e-12)
        let score = try model.score("aba")
        let expected = -(Double.logarithm(3.5 / 4.5) + Double.logarithm(2.5 / 4.5)) / 2
        #expect(abs(score.nats - expected) < 1e-6)
        #expect(score.count == 2 && score.low.isNaN)
        // Without smoothing the likelihood of the own text is at its largest.
        let exact = try LanguageModel.bigram(of: Small.text, smoothing: 0).score(Small.text).nats
        for smoothing in [0.01, 1] {
            #expect(exact < (try LanguageModel.bigram(of: Small.text, smoothing: smoothing).score(Small.text).nats))
        }
        #expect(throws: Mistake.self) { try LanguageModel.bigram(of: Small.text, smoothing: -1) }
    }

    @Test("the grammar's entropy is what its own sentences take: their mean surprise for each character")
    func entropy() throws {
        let grammar = SentenceGrammar.simple
        // 14 bits a sentence at most for four choices of 4, 5, 8 and 5 words and a coin.
        #expect(
            grammar.sentenceEntropy < 2
                * (Double.logarithm(4) + Double.logarithm(2) + 0.4 * Double.logarithm(5) + Double.logarithm(8))
                + Double.logarithm(5))
        let corpus = try grammar.text(200_000, seed: 5)
        let judged = grammar.judge(corpus.text)
        #expect(judged.right == judged.sentences && judged.sentences > 5_000)
        // Law of large numbers: within 4 standard errors, measured over sentences.
        #expect(abs(judged.surprise / Double(corpus.count) - grammar.entropyRate) < 0.005)
        #expect(abs(Double(corpus.count) / Double(judged.sentences) - grammar.sentenceLength) < 0.15)
        let wrong = grammar.judge(
            "the cat sees a dog. the the cat sees a dog. cat sees dog. a red ball likes my old house. unfinis")
        #expect(wrong.sentences == 4 && wrong.right == 2)
    }

    @Test("no model goes below the grammar's entropy on text that it has not seen, and one that learns comes near")
    func floor() throws {
        let corpus = try SentenceGrammar.simple.text(12_000, seed: 1)
        let unseen = try SentenceGrammar.simple.text(3_000, seed: 2)
        let floor = try #require(corpus.entropyRate)
        let bigram = try LanguageModel.bigram(of: corpus.text).score(unseen.text)
        #expect(bigram.low > floor)
        let model = try LanguageModel.network(.gru, of: corpus.text, context: 32, width: 32, layers: 1, seed: 2)
        try model.fit(FitOptions(epochs: 12, batchSize: 16))
        let learnt = try model.score(unseen.text)
        #expect(learnt.nats > floor - 0.05 && learnt.nats < bigram.nats - 0.4, "\(learnt.nats), floor \(floor)")
    }

    @Test("a score is the mean of the model's own log-probabilities, whatever is kept from one character to the next")
    func scores() throws {
        for kind in [LanguageModel.NetworkKind.transformer, .lstm] {
            let model = try Small.model(kind)
            let codes = Array(model.text[..<12])
            let score = try model.score(codes)
            let log = try model.logProbability(of: Array(codes.dropFirst()), prompt: [codes[0]])
            #expect(abs(score.nats * 11 + log) < 1e-4)
            #expect(
                abs(score.perplexity - Double.exponential(score.nats)) < 1e-9
                    && abs(score.bits - score.nats / 0.6931471805599453) < 1e-9)
        }
        let model = try LanguageModel.bigram(of: Small.text)
        #expect(throws: Mistake.self) { try model.score("t") }
        #expect(throws: Mistake.self) { try model.score("tZ") }
    }

    @Test("the interval of a perplexity holds that of the whole text in nearly all of many pieces")
    func interval() throws {
        let corpus = try SentenceGrammar.simple.text(150_000, seed: 3)
        let model = try LanguageModel.bigram(of: corpus.text)
        let whole = try model.score(corpus.text)
        var holds = 0
        for piece in 0..<50 {
            let score = TextScore(
                Array(whole.surprises[piece * 3_000..<(piece + 1) * 3_000]), model: "", isPartial: false)
            if score.low <= whole.nats, whole.nats <= score.high { holds += 1 }
        }
        // 47.5 are expected of independent blocks.
        #expect(holds >= 42, "\(holds) of 50")
    }

    // MARK: Novelty

    @Test("novelty, distinct-n and the longest copy are what counting by hand gives")
    func novelty() throws {
        let one = try TextNovelty("abcx", against: "abcd", n: 2)
        #expect(one.count == 3 && one.new == 1 && one.different == 3 && one.longestCopy == 3)
        let same = try TextNovelty("aaaa", against: "baab", n: 2)
        #expect(same.novelty == 0 && same.distinct == 1.0 / 3 && same.longestCopy == 2)
        let words = try TextNovelty(
            "the cat sat. The hat's on", against: "on the cat sat", n: 2, unit: .words)
        #expect(words.count == 5 && words.new == 3 && words.longestCopy == 3)
        #expect(try TextNovelty(Small.text, against: Small.text, n: 9).novelty == 0)
        // The longest copy of random pieces against a plain search.
        let source = Array("abbabbbaabaabbababbbbaab")
        for start in 0..<20 {
            let text = String((0..<9).map { source[(start * 7 + $0 * $0) % source.count] })
            var longest = 0
            let (a, b) = (Array(text), source)
            for i in a.indices {
                for j in b.indices {
                    var length = 0
                    while i + length < a.count, j + length < b.count, a[i + length] == b[j + length] { length += 1 }
                    longest = max(longest, length)
                }
            }
            #expect(try TextNovelty(text, against: String(source), n: 2).longestCopy == longest)
        }
        #expect(throws: Mistake.self) { try TextNovelty("ab", against: "abc", n: 3) }
        #expect(throws: Mistake.self) { try TextNovelty("abcdef", against: Small.text, n: 20) }
        #expect(throws: Mistake.self) { try TextNovelty("abc", against: "abc", n: 0) }
    }

    @Test("with the temperature novelty rises and known words become fewer")
    func sweep() throws {
        let model = try LanguageModel.bigram(of: try SentenceGrammar.simple.text(8_000, seed: 1).text, smoothing: 0.01)
        let sweep = try model.temperatureSweep([0.3, 1, 3], texts: 6, length: 200)
        #expect(sweep.rows.map(\.temperature) == [0.3, 1, 3])
        #expect(sweep.rows[0].novelty.high < sweep.rows[2].novelty.low)
        #expect(sweep.rows[1].novelty.mean < sweep.rows[2].novelty.mean)
        #expect(sweep.rows[2].knownWords.mean < sweep.rows[1].knownWords.mean)
        #expect(sweep.rows[0].surprise.mean < sweep.rows[2].surprise.mean)
        let work = Work()
        work.cancel()
        #expect(try model.temperatureSweep([1, 2], work: work).isPartial)
        #expect(throws: Mistake.self) { try model.temperatureSweep([]) }
        #expect(throws: Mistake.self) { try model.temperatureSweep([-1]) }
    }

    @Test("the next character's candidates are the model's chances in order, and those kept sum to 1")
    func candidates() throws {
        let model = try LanguageModel.bigram(of: Small.text)
        let next = try model.next(after: "th", rule: try SamplingRule(topP: 0.6))
        #expect(next.candidates.count == model.vocabulary.count && next.candidates[0].character == "e")
        #expect(abs(next.candidates.reduce(0) { $0 + $1.probability } - 1) < 1e-6)
        #expect(abs(next.kept.reduce(0) { $0 + $1.drawn } - 1) < 1e-9 && next.kept.count < next.candidates.count)
        #expect(zip(next.candidates, next.candidates.dropFirst()).allSatisfy { $0.probability >= $1.probability })
    }

    // MARK: Copying

    @Test("one head of attention learns to copy by looking back just so many steps")
    func copying() throws {
        let data = try Dataset.copying(n: 400, length: 4, symbols: 4, seed: 1)
        #expect(data.x.shape == [400, 8])
        for row in [0, 7] {
            #expect(Array(data.y.row(row).suffix(4)) == Array(data.x.row(row).prefix(4)))
            #expect(
                data.y.row(row).prefix(4).allSatisfy { $0 == 0 } && data.x.row(row).suffix(4).allSatisfy { $0 == 0 })
        }
        let model = Model(
            Architecture(
                [
                    EmbeddingLayer(inputDimension: 5, outputDimension: 16), PositionEmbeddingLayer(),
                    SelfAttentionLayer(heads: 1, isCausal: true), DenseLayer(units: 5, activation: .softmax),
                ], inputShape: [8]), seed: 1)
        model.compile(
            TrainingPlan(
                optimizer: try Optimizer("Adam", rate: .constant(0.02)), loss: .sparseCategoricalCrossEntropy,
                metrics: [try Metric(name: "accuracy")]))
        let history = try model.fit(data.x, data.y, FitOptions(epochs: 40, batchSize: 32))
        #expect(history.epochs.last?.value("accuracy") ?? 0 > 0.97)
        let map = try model.attention(on: Array(data.x.row(0)))
        #expect(map.heads.count == 1 && map.heads[0].weights.count == 8)
        for (t, row) in map.heads[0].weights.enumerated() {
            #expect(abs(row.reduce(0, +) - 1) < 1e-5 && row.suffix(7 - t).allSatisfy { $0 == 0 })
        }
        #expect(map.heads[0].offsets.suffix(4).filter { $0 == 4 }.count >= 3, "\(map.heads[0].offsets)")
        #expect(throws: Mistake.self) { try Dataset.copying(n: 0, seed: 0) }
        #expect(throws: Mistake.self) { try Dataset.copying(n: 10_000_000, length: 100_000, seed: 0) }
    }

    @Test("texts are kept before the fit and after its epochs, beside the loss")
    func watched() throws {
        let model = try LanguageModel.network(.rnn, of: Small.text, context: 10, width: 8, layers: 1)
        let watch = try WatchText(model, prompt: "the", count: 12, every: 2)
        try model.fit(FitOptions(epochs: 5, callbacks: [watch]))
        #expect(watch.frames.map(\.epoch) == [0, 2, 4, 5])
        #expect(watch.frames.map { $0.loss == nil } == [true, false, false, false])
        #expect(watch.frames.allSatisfy { $0.text.count == 15 && $0.text.hasPrefix("the") })
        #expect(throws: Mistake.self) { try WatchText(LanguageModel.bigram(of: Small.text)) }
    }

    @Test("texts that are too short or have one character are refused, and models of another shape")
    func refused() throws {
        #expect(throws: Mistake.self) { try LanguageModel.bigram(of: "aaaa") }
        #expect(throws: Mistake.self) { try LanguageModel.network(.rnn, of: "abcabc", context: 8) }
        #expect(throws: Mistake.self) { try LanguageModel.network(.transformer, of: Small.text, width: 10, heads: 4) }
        let own = Model(Architecture([EmbeddingLayer(inputDimension: 3, outputDimension: 4)], inputShape: [8]), seed: 0)
        #expect(throws: Mistake.self) { try LanguageModel(own, of: Small.text) }
    }

    @Test("Alice is whole, in characters that can be told apart")
    func alice() throws {
        let text = TextCorpus.alice()
        #expect(text.count == 141_923 && text.text.hasPrefix("alice was beginning to get very tired"))
        #expect(try CharacterVocabulary(of: text.text).count == 36)
        let (learnt, held) = try text.split(test: 0.1)
        #expect(learnt.text + held.text == text.text && held.count == 14_192)
        #expect(throws: Mistake.self) { try text.split(test: 1e-9) }
    }
}
