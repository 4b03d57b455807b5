import Answers
import Datasets
import LanguageModels
import Numbers
import Parallel
import Training
import Testing

@testable import Inference

@Suite("Remembering, caches and teachers")
struct CachingTests {
    @Test("the least recently asked answer is forgotten first, as in a list that is kept in order")
    func order() {
        var cache = AnswerCache(size: 3)
        var list: [Float] = []
        var stream = RandomStream(seed: 1, purpose: "asked")
        for _ in 0..<2000 {
            let x = Float(stream.next() % 6)
            let key = AnswerCache.Key([x][...])
            let known = list.contains(x)
            #expect(cache.answer(key) == (known ? [x + 100] : nil))
            list.removeAll { $0 == x }
            list.insert(x, at: 0)
            if !known { cache.keep([x + 100], for: key) }
            if list.count > 3 { list.removeLast() }
            #expect(cache.count == list.count)
        }
    }

    @Test("answers from the cache are the model's own bits, and hits are counted")
    func same() throws {
        let (model, rows, _) = try QuantizedTests.moons(trained: 2)
        let remembered = try Remembered(model, size: 400)
        let first = try remembered.answers(rows.x)
        #expect(remembered.hits == 0 && remembered.misses == 300)
        let second = try remembered.answers(rows.x)
        #expect(remembered.hits == 300 && first == second)
        let own = try model.predict(rows.x, batchSize: 1)
        #expect(zip(first.values, own.values).allSatisfy { abs($0 - $1) <= 1e-6 })
    }

    @Test(
        "hits under Zipf's law are those of Che's approximation, and at most those of the most asked rows",
        arguments: [0.6, 1, 1.4])
    func zipf(exponent: Double) throws {
        let (model, rows, _) = try QuantizedTests.moons(trained: 0)
        let found = try ZipfRequests(Remembered(model, size: 30), rows.x, n: 20_000, exponent: exponent, seed: 4)
        #expect(abs(found.hitShare - found.expectedShare) < 0.015, "\(found.hitShare), expected \(found.expectedShare)")
        #expect(found.hitShare < found.bestShare + 0.01 && found.difference == 0)
    }

    @Test("a cache of all rows misses each of them once")
    func all() throws {
        let (model, rows, _) = try QuantizedTests.moons(trained: 0)
        let remembered = try Remembered(model, size: 300)
        let found = try ZipfRequests(remembered, rows.x.rows(0..<10), n: 5000, exponent: 0, seed: 4)
        #expect(remembered.misses == 10 && found.hitShare == 4990.0 / 5000)
        #expect(abs(found.expectedShare - found.hitShare) < 1e-3)
        #expect(throws: Mistake.self) { try ZipfRequests(remembered, rows.x.rows(0..<0)) }
        #expect(throws: Mistake.self) { try Remembered(model, size: 0) }
    }

    @Test(
        "a language model gives the same logits with its cache, from multiplications that are counted",
        arguments: [LanguageModel.NetworkKind.transformer, .gru])
    func cacheCost(kind: LanguageModel.NetworkKind) throws {
        let text = String(repeating: "the quick brown fox jumps over the lazy dog. ", count: 20)
        let language = try LanguageModel.network(kind, of: text, context: 24, width: 8, layers: 2, heads: 2, seed: 3)
        let found = try CacheCost(language)
        #expect(found.characters == 24 && found.difference <= 1e-6 * Swift.max(1, found.largest))
        // Each block: 8·24 + 8·8 of attention, 8·32 + 32·8 of the dense part; the head 8·characters.
        let head = 8 * language.vocabulary.count
        if kind == .transformer {
            let step = 2 * (8 * 24 + 64 + 512) + head
            #expect(found.cached == (1...24).map { step + 2 * $0 * 16 })
            #expect(found.uncached == (1...24).map { t in t * step + (1...t).reduce(0) { $0 + 2 * $1 * 16 } })
            #expect(found.cacheBytes == 4 * 2 * 24 * 8 * 2)
        } else {
            let step = 2 * (8 * 24 + 8 * 24) + head
            #expect(found.cached == [Int](repeating: step, count: 24) && found.cacheBytes == 0)
            #expect(found.uncachedTotal == step * 24 * 25 / 2)
        }
        #expect(throws: Mistake.self) { try CacheCost(language, n: 25) }
        #expect(throws: Mistake.self) { try CacheCost(LanguageModel.bigram(of: text)) }
    }

    @Test("a distillation study pairs its networks by seed, whatever the number of threads")
    func study() throws {
        let plan = try DistillationPlan(rows: 30, teacher: [12], student: [4], epochs: 8, seeds: [1, 2, 3])
        let one = try plan.run(crew: Crew(threads: 1))
        let two = try plan.run(crew: Crew(threads: 2))
        #expect(one.trials.map(\.gain) == two.trials.map(\.gain) && one.trials.count == 3)
        for trial in one.trials {
            #expect(trial.gain == trial.distilled - trial.labels && trial.weights == (2 * 12 + 12 + 13, 2 * 4 + 4 + 5))
        }
        #expect(one.gain.mean == MeanInterval(of: one.trials.map(\.gain)).mean)
        #expect(throws: Mistake.self) { try DistillationPlan(seeds: []) }
        #expect(throws: Mistake.self) { try DistillationPlan(rows: 3000, seeds: [1]) }
        // Seeds that are not to be doubled within 64 bits.
        let large = try DistillationPlan(rows: 8, teacher: [2], student: [2], epochs: 1, seeds: [.max / 2, .max])
        #expect(try large.run(crew: Crew(threads: 1)).trials.count == 2)
        let few = try Dataset.moons(n: 40, noise: 0.1, seed: 1)
        #expect(throws: Mistake.self) { try DistillationPlan(data: few, rows: 30, seeds: [1]) }
    }

    @Test("a compression table begins with the model and judges every way")
    func compression() throws {
        let (model, rows, test) = try QuantizedTests.moons(trained: 10)
        let found = try Compression(model, data: rows, test: test, retrain: 1, calls: 5)
        #expect(found.rows.count == 13 && !found.isPartial)
        #expect(try found.rows[0].score == Score(model, test) && found.rows[0].size.share == 1)
        #expect(
            found.rows.filter(\.isSimulated).map(\.name) == [
                "int4 per tensor", "int4 per channel", "int2 per tensor", "int2 per channel",
            ])
        #expect(found.rows.dropFirst().allSatisfy { $0.size.bytes < found.rows[0].size.bytes })
    }
}
