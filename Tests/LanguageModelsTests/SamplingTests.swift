import Answers
import Numbers
import Testing

@testable import LanguageModels

@Suite("Sampling")
struct SamplingTests {
    static let logits: [Float] = [1.2, -0.4, 3.1, 0.0, 2.2, 2.2, -7]

    @Test("temperature 0 takes the likeliest, of equals the one with the lower number")
    func greedy() throws {
        let rule = try SamplingRule(temperature: 0)
        #expect(rule.probabilities(of: Self.logits) == [0, 0, 1, 0, 0, 0, 0])
        #expect(rule.probabilities(of: [1, 5, 5, 2]) == [0, 1, 0, 0])
        #expect(try SamplingRule(temperature: 1e-300).probabilities(of: [1, 5, 4, 2]) == [0, 1, 0, 0])
    }

    @Test("at temperature T the chances are softmax(z/T)")
    func temperature() throws {
        for t in [0.3, 1, 2.5] {
            let p = try SamplingRule(temperature: t).probabilities(of: Self.logits)
            #expect(abs(p.reduce(0, +) - 1) < 1e-12)
            // Ratios say it without a softmax of our own.
            #expect(abs(p[2] / p[0] - Double.exponential((3.1 - 1.2) / t)) < 1e-5 * p[2] / p[0])
        }
    }

    @Test("top_k keeps k, top_p the smallest set that reaches p, ties by number")
    func kept() throws {
        func kept(_ k: Int? = nil, _ p: Double? = nil, _ z: [Float] = Self.logits) throws -> [Int] {
            let chances = try SamplingRule(topK: k, topP: p).probabilities(of: z)
            #expect(abs(chances.reduce(0, +) - 1) < 1e-12)
            return chances.indices.filter { chances[$0] > 0 }
        }
        #expect(try kept(2) == [2, 4])
        #expect(try kept(3) == [2, 4, 5])
        #expect(try kept(100).count == 7)
        let z: [Float] = [0.4, 0.3, 0.2, 0.1].map { Float(Double.logarithm($0)) }
        #expect(try kept(nil, 0.39, z) == [0])
        #expect(try kept(nil, 0.41, z) == [0, 1])
        #expect(try kept(nil, 0.89, z) == [0, 1, 2])
        #expect(try kept(nil, 1, z) == [0, 1, 2, 3])
        #expect(try kept(nil, 1e-9, z) == [0])
        // The nucleus is taken of what the k likeliest have become: 4/7 and 3/7.
        #expect(try kept(2, 0.56, z) == [0])
        #expect(try kept(2, 0.58, z) == [0, 1])
        #expect(try kept(nil, 0.5, [0, 0, 0, 0]) == [0, 1])
    }

    @Test("what is drawn comes as often as its chance says")
    func draws() throws {
        let rule = try SamplingRule(temperature: 1.3, topK: 5)
        let p = rule.probabilities(of: Self.logits)
        var urn = CharacterUrn(rule, characters: Self.logits.count)
        Self.logits.withUnsafeBufferPointer { urn.fill($0) }
        var stream = RandomStream(seed: 4, purpose: "test")
        var counts = [Int](repeating: 0, count: p.count)
        let n = 40_000
        for _ in 0..<n { counts[urn.draw(&stream)] += 1 }
        for (count, p) in zip(counts, p) {
            #expect(abs(Double(count) / Double(n) - p) <= 4.5 * (p * (1 - p) / Double(n)).squareRoot())
        }
    }

    @Test("settings out of range are refused by name")
    func refused() {
        for temperature in [-0.1, .nan, .infinity] {
            #expect(throws: Mistake.self) { try SamplingRule(temperature: temperature) }
        }
        for k in [0, -3] { #expect(throws: Mistake.self) { try SamplingRule(topK: k) } }
        for p in [0, -0.1, 1.0001, .nan] { #expect(throws: Mistake.self) { try SamplingRule(topP: p) } }
    }

    @Test("a sample goes on from its prompt, repeats with its seed, and is nobody's with another")
    func samples() throws {
        for model in [try LanguageModel.bigram(of: Small.text), try Small.model(.transformer), try Small.model(.lstm)] {
            let one = try model.sample(prompt: "the ", count: 80, seed: 1)
            #expect(one == (try model.sample(prompt: "the ", count: 80, seed: 1)))
            #expect(one.text != (try model.sample(prompt: "the ", count: 80, seed: 2).text))
            #expect(one.count == 80 && one.text.count == 80 && !one.isPartial && one.whole.hasPrefix("the "))
            #expect(try model.sample(count: 0).text.isEmpty)
            #expect(try model.sample(count: 3).prompt == "t")
        }
    }

    @Test("without its cache a transformer writes the same text, past the end of its window too")
    func uncached() throws {
        let model = try Small.model(.transformer)
        let one = try model.sample(prompt: "the ", count: 60, seed: 5)
        #expect(try model.sample(prompt: "the ", count: 60, seed: 5, isCached: false).text == one.text)
        let together = try Reader(model, count: 3, isCached: false)
        let cached = try Reader(model, count: 3)
        for t in 0..<30 {
            let codes = [t % 5, (t * t) % 7, (3 * t + 1) % 11]
            let (a, b) = (
                try #require(together.read(codes, work: Work())), try #require(cached.read(codes, work: Work()))
            )
            for i in 0..<3 * model.vocabulary.count { #expect(abs(a[i] - b[i]) < 1e-5) }
        }
        #expect(throws: Mistake.self) { try Small.model(.gru).sample(count: 3, isCached: false) }
    }

    @Test("bad prompts and counts are refused, an unknown character with a known one near it")
    func prompts() throws {
        let model = try LanguageModel.bigram(of: Small.text)
        func refusal(_ prompt: String, _ count: Int = 3) -> Mistake? {
            do {
                _ = try model.sample(prompt: prompt, count: count)
                return nil
            } catch { return error as? Mistake }
        }
        #expect(refusal("")?.argument == "prompt")
        let unknown = try #require(refusal("the Cat"))
        #expect(unknown.problem.hasPrefix("'C' at place 4"))
        #expect(unknown.suggestion == "'c' in its place")
        #expect(refusal("é")?.suggestion == "'y' in its place")
        #expect(refusal("the", -1)?.argument == "n")
        #expect(refusal("the", .max)?.argument == "n")
    }

    @Test("stopped work gives the text so far")
    func stopped() throws {
        let model = try Small.model(.gru)
        let work = Work()
        work.cancel()
        let none = try model.sample(prompt: "the", count: 50, work: work)
        #expect(none.isPartial && none.count == 0)
        let some = try model.sample(prompt: "the", count: 5_000, work: CancelsItself().work())
        #expect(some.count == 1024 && some.text.count == 1024 && some.isPartial)
    }

    @Test("a hundred thousand characters take no more memory than a thousand, but for the text")
    func flat() throws {
        let model = try Small.model(.transformer, context: 16, width: 8, layers: 1)
        _ = try model.sample(prompt: "the", count: 1_000)
        let before = try #require(ResidentBytes.now)
        let long = try model.sample(prompt: "the", count: 100_000)
        let after = try #require(ResidentBytes.now)
        #expect(long.count == 100_000)
        // The text itself is a tenth of a megabyte; other tests run beside this one.
        #expect(after - before < 64 << 20)
    }

    @Test("continuations drawn together are as likely as the model says, and each is its own stream's")
    func many() throws {
        let model = try Small.model(.transformer)
        let prompt = try model.vocabulary.encode("the ")
        let texts = try model.sampleMany(prompt: prompt, count: 70, length: 6, seed: 9)
        #expect(texts.count == 70 && texts.allSatisfy { $0.count == 6 })
        #expect(Set(texts).count > 40)
        let few = try model.sampleMany(prompt: prompt, count: 3, length: 6, seed: 9)
        #expect(Array(texts[..<3]) == few)
        // Σ ln p of a text is what reading it alone says.
        let together = try model.logProbabilities(of: texts, prompt: prompt)
        for place in [0, 33, 69] {
            let alone = try model.logProbability(of: texts[place], prompt: prompt)
            #expect(abs(alone - together[place]) < 1e-4)
        }
        // All texts of one character: their probabilities sum to 1.
        let all = try model.logProbabilities(of: (0..<model.vocabulary.count).map { [$0] }, prompt: prompt)
        #expect(abs(all.reduce(0) { $0 + Double.exponential($1) } - 1) < 1e-5)
        let warm = try model.logProbabilities(
            of: (0..<model.vocabulary.count).map { [$0] }, prompt: prompt, temperature: 2)
        #expect(abs(warm.reduce(0) { $0 + Double.exponential($1) } - 1) < 1e-5)
        #expect(throws: Mistake.self) { try model.sampleMany(prompt: [], count: 3, length: 2, seed: 0) }
        #expect(throws: Mistake.self) { try model.logProbability(of: [999], prompt: prompt) }
    }
}
