public import Answers
internal import Numbers
internal import RealModule

extension LanguageModel {
    /// Characters of one sample at most: ten million, a shelf of books.
    public static let mostCharacters = 10_000_000

    /// Writes on after a prompt, character by character, each drawn from the model's chances by the rule.
    ///
    /// Beside the text itself no memory grows with its length; how a window slides says `Reader`. Stopped work gives the text so far.
    ///
    /// - Parameters:
    ///   - prompt: what the text begins with, of known characters; nil for the first character of the model's text. It is not empty: a
    ///     model that has read nothing predicts nothing.
    ///   - count: characters to draw, 0 to `mostCharacters`.
    ///   - seed: of the draws.
    ///   - isCached: whether a transformer remembers keys and values; without, the whole window is computed anew for each character, and the
    ///     text is the same.
    /// - Throws: `Mistake` for an empty prompt, an unknown character, or a count out of range.
    public func sample(
        prompt: String? = nil, count: Int = 200, rule: SamplingRule = .plain, seed: UInt64 = 0, isCached: Bool = true,
        work: Work = Work()
    ) throws -> SampledText {
        try Interval(0, Double(LanguageModel.mostCharacters)).whole.check(count, "n", standard: 200)
        let start = try self.prompt(prompt, work: work)
        let reader = isCached ? try single() : try Reader(self, count: 1, isCached: false)
        var stream = RandomStream(seed: seed, purpose: "text")
        var urn = CharacterUrn(rule, characters: vocabulary.count)
        var written = ""
        var (drawn, surprise, entropy) = (0, 0.0, 0.0)
        var next = start[...]
        while drawn < count {
            guard let logits = read(&next, reader, work) else { break }
            let seen = UnsafeBufferPointer(start: logits, count: vocabulary.count)
            urn.fill(seen)
            let number = urn.draw(&stream)
            surprise += LanguageModel.surprise(of: number, seen)
            entropy += urn.entropy
            written.append(vocabulary.characters[number])
            drawn += 1
            next = [number]
            if drawn & 1023 == 0 { work.report(Double(drawn) / Double(count), "\(drawn) characters") }
        }
        return SampledText(
            prompt: vocabulary.decode(start), text: written, rule: rule, seed: seed, asked: count, model: summary,
            surprise: surprise / Double(drawn), entropy: entropy / Double(drawn), count: drawn)
    }

    /// Reads what is still to be read.
    ///
    /// - Returns: the logits after the last of it; nil when the work was cancelled.
    private func read(_ codes: inout ArraySlice<Int>, _ reader: Reader, _ work: Work) -> UnsafeMutablePointer<Float>? {
        var logits: UnsafeMutablePointer<Float>?
        while let code = codes.popFirst() {
            if work.isCancelled { return nil }
            logits = reader.read([code], work: work)
            if logits == nil { return nil }
        }
        return logits
    }

    /// The numbers of a prompt.
    func prompt(_ prompt: String?, work: Work) throws -> [Int] {
        guard let prompt else { return Array(text.prefix(1)) }
        guard !prompt.isEmpty else {
            throw Mistake(
                "the prompt is empty, and a model that has read nothing predicts nothing",
                expected: "at least one character; without a prompt the text's own first one, "
                    + "'\(vocabulary.decode(text.prefix(1)))', is taken",
                try: "prompt=\"\(vocabulary.decode(text.prefix { vocabulary.characters[$0].isLetter }.prefix(12)))\"",
                argument: "prompt")
        }
        return try vocabulary.encode(prompt, work: work)
    }

    /// −ln softmax(z)ₖ
    static func surprise(of number: Int, _ logits: UnsafeBufferPointer<Float>) -> Double {
        var largest = -Float.infinity
        for z in logits { largest = Swift.max(largest, z) }
        var sum = 0.0
        for z in logits { sum += .exp(Double(z - largest)) }
        return .log(sum) - Double(logits[number] - largest)
    }
}

extension CharacterUrn {
    /// −Σ p ln p, in nats.
    var entropy: Double {
        var sum = 0.0
        for p in probabilities where p > 0 { sum -= p * .log(p) }
        return sum
    }
}

// MARK: Many texts at once

extension LanguageModel {
    /// Several texts after one prompt, in lockstep: as fast for many as for few.
    ///
    /// - Parameters:
    ///   - prompt: numbers of characters, at least one.
    ///   - count: texts, at least 1.
    ///   - length: characters of each.
    ///   - temperature: of the draws; see `SamplingRule`.
    ///   - seed: text k is drawn from a stream of its own, (seed, k).
    /// - Returns: the numbers of the characters after the prompt; of as many as were reached when the work was cancelled, all alike.
    /// - Throws: `Mistake` for an empty prompt, numbers that are none of a character, sizes or a temperature out of range.
    public func sampleMany(
        prompt: [Int], count: Int, length: Int, temperature: Double = 1, seed: UInt64, work: Work = Work()
    ) throws -> [[Int]] {
        try Interval(1, 1_000_000).whole.check(count, "count", standard: 16)
        try Interval(0, Double(LanguageModel.mostCharacters)).whole.check(length, "length", standard: 20)
        let rule = try SamplingRule(temperature: temperature)
        try check(prompt, "prompt")
        guard !prompt.isEmpty else {
            throw Mistake("the prompt is empty", expected: "at least one character", argument: "prompt")
        }
        var texts = [[Int]](repeating: [], count: count)
        // Lanes beyond this many gain nothing, and each takes keys and values.
        let lanes = Swift.min(count, 64)
        let reader = try Reader(self, count: lanes)
        for first in stride(from: 0, to: count, by: lanes) {
            let size = Swift.min(lanes, count - first)
            reader.restart()
            var streams = (0..<size).map { RandomStream(seed: seed, purpose: "texts", index: UInt64(first + $0)) }
            var urn = CharacterUrn(rule, characters: vocabulary.count)
            var logits: UnsafeMutablePointer<Float>?
            for code in prompt {
                logits = reader.read([Int](repeating: code, count: size), work: work)
                if logits == nil { break }
            }
            var now = [Int](repeating: 0, count: size)
            for step in 0..<length {
                guard let z = logits else { break }
                for lane in 0..<size {
                    urn.fill(UnsafeBufferPointer(start: z + lane * vocabulary.count, count: vocabulary.count))
                    now[lane] = urn.draw(&streams[lane])
                    texts[first + lane].append(now[lane])
                }
                if step + 1 < length { logits = reader.read(now, work: work) }
            }
            if work.isCancelled { return Array(texts[..<first]) }
        }
        return texts
    }

    /// ln of the probability that the model gives each continuation of the prompt, in nats: Σₜ ln p(yₜ | prompt, y₁ … yₜ₋₁).
    ///
    /// - Parameters:
    ///   - sequences: numbers of characters, of any lengths.
    ///   - prompt: at least one.
    ///   - temperature: above 0; of the softmax.
    /// - Throws: `Mistake` for an empty prompt, numbers that are none of a character, or a temperature out of range; `Stopped`.
    public func logProbabilities(
        of sequences: [[Int]], prompt: [Int], temperature: Double = 1, work: Work = Work()
    ) throws -> [Double] {
        try Interval.positive.check(temperature, "temperature", standard: 1)
        try check(prompt, "prompt")
        for sequence in sequences { try check(sequence, "sequence") }
        guard !prompt.isEmpty else {
            throw Mistake("the prompt is empty", expected: "at least one character", argument: "prompt")
        }
        var sums = [Double](repeating: 0, count: sequences.count)
        let lanes = Swift.max(1, Swift.min(sequences.count, 64))
        let reader = try Reader(self, count: lanes)
        for first in stride(from: 0, to: sequences.count, by: lanes) {
            let batch = sequences[first..<Swift.min(first + lanes, sequences.count)]
            reader.restart()
            var logits: UnsafeMutablePointer<Float>?
            for code in prompt {
                logits = reader.read([Int](repeating: code, count: batch.count), work: work)
            }
            let longest = batch.map(\.count).max() ?? 0
            for step in 0..<longest {
                guard let z = logits else { throw Stopped() }
                for (lane, sequence) in batch.enumerated() where step < sequence.count {
                    let row = UnsafeBufferPointer(start: z + lane * vocabulary.count, count: vocabulary.count)
                    sums[first + lane] += LanguageModel.logarithm(of: sequence[step], row, temperature)
                }
                // A text that has ended reads anything: nobody asks it any more.
                if step + 1 < longest { logits = reader.read(batch.map { step < $0.count ? $0[step] : 0 }, work: work) }
            }
            if work.isCancelled { throw Stopped() }
        }
        return sums
    }

    /// The same of one continuation.
    public func logProbability(
        of sequence: [Int], prompt: [Int], temperature: Double = 1, work: Work = Work()
    ) throws -> Double { try logProbabilities(of: [sequence], prompt: prompt, temperature: temperature, work: work)[0] }

    private static func logarithm(of number: Int, _ logits: UnsafeBufferPointer<Float>, _ temperature: Double) -> Double
    {
        guard temperature != 1 else { return -surprise(of: number, logits) }
        var largest = -Double.infinity
        for z in logits { largest = Swift.max(largest, Double(z)) }
        var sum = 0.0
        for z in logits { sum += .exp((Double(z) - largest) / temperature) }
        return (Double(logits[number]) - largest) / temperature - .log(sum)
    }

    /// - Throws: `Mistake` where a number is none of a character.
    func check(_ codes: [Int], _ name: String) throws {
        guard let place = codes.firstIndex(where: { !vocabulary.characters.indices.contains($0) }) else { return }
        throw Mistake(
            "character number \(codes[place]) at place \(place) of the \(name)",
            expected: "numbers from 0 to \(vocabulary.count - 1)", argument: name)
    }
}

extension Reader {
    /// A reader of a model's texts.
    ///
    /// - Throws: as the reader of its engine.
    convenience init(_ model: LanguageModel, count: Int, isCached: Bool = true) throws {
        try self.init(model.engine, characters: model.vocabulary.count, count: count, isCached: isCached)
    }
}
