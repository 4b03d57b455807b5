public import Answers
import Numbers

/// Sequence problems with known best answers: the adding problem, and text from a small grammar.
extension Dataset {
    /// The adding problem (Hochreiter & Schmidhuber 1997): two marked numbers of a sequence are to be added.
    ///
    /// x has shape [n, length, 2]: a number uniform in [0, 1] and a mark that is 1 at exactly two places, one in each
    /// half. Always answering 1 has a mean squared error of 1/6.
    /// - Throws: `Mistake` when `length` is below 2, `n` below 1, x larger than `Samples.mostNumbers`, and when the work
    ///   is cancelled.
    public static func adding(n: Int, length: Int, seed: UInt64, work: Work = Work()) throws -> Dataset {
        guard n >= 1, length >= 2 else {
            throw Mistake(
                "adding_problem(n=\(n), length=\(length)) has no two places to mark", expected: "n ≥ 1 and length ≥ 2",
                argument: "length")
        }
        try Samples.checkSize([n, length, 2])
        var stream = RandomStream(seed: seed, purpose: "places")
        var x = [Float](repeating: 0, count: n * length * 2)
        var y: [Float] = []
        for sample in 0..<n {
            try Dataset.goOn(sample * length, of: n * length, work)
            let first = Int.random(in: 0..<length / 2, using: &stream)
            let second = Int.random(in: length / 2..<length, using: &stream)
            var sum: Float = 0
            for time in 0..<length {
                if time & 0xfff == 0xfff { try Dataset.goOn(sample * length, of: n * length, work) }
                let at = (sample * length + time) * 2
                x[at] = Float(stream.uniform())
                if time == first || time == second {
                    x[at + 1] = 1
                    sum += x[at]
                }
            }
            y.append(sum)
        }
        return try Dataset(
            name: "adding_problem(n=\(n), length=\(length), seed=\(seed))",
            x: Samples(shape: [n, length, 2], values: x),
            y: Samples(column: y), task: .regression,
            remark:
                "Always answering 1 has a mean squared error of 1/6 = 0.167; remembering two numbers brings it to 0.")
    }

    /// The characters of the grammar, in the order of their class numbers.
    public static let alphabet: [Character] = Array(" .abcdefghijklmnopqrstuvwxyz")

    /// Next-character prediction on sentences of a small grammar ("the old cat sees a red ball.").
    ///
    /// x has shape [n, context] with class numbers of `alphabet`; y the next character of each, shape [n, context].
    /// - Throws: `Mistake` when `context` or `n` is below 1, x larger than `Samples.mostNumbers`, and when the work
    ///   is cancelled.
    public static func characters(n: Int, context: Int, seed: UInt64, work: Work = Work()) throws -> Dataset {
        guard n >= 1, context >= 1 else {
            throw Mistake(
                "characters(n=\(n), context=\(context)) has no text", expected: "n ≥ 1 and context ≥ 1", argument: "n")
        }
        try Samples.checkSize([n, context])
        var codes: [Character: Float] = [:]
        for (code, character) in alphabet.enumerated() { codes[character] = Float(code) }
        var stream = RandomStream(seed: seed, purpose: "text")
        var x: [Float] = []
        var y: [Float] = []
        for sample in 0..<n {
            var text: [Float] = []
            while text.count < context + 1 + 24 {
                try Dataset.goOn(sample * context, of: n * context, work)
                text += PhraseGrammar.sentence(&stream).compactMap { codes[$0] }
            }
            let from = Int.random(in: 0..<24, using: &stream)
            x += text[from..<from + context]
            y += text[from + 1...from + context]
        }
        return try Dataset(
            name: "characters(n=\(n), context=\(context), seed=\(seed))", x: Samples(shape: [n, context], values: x),
            y: Samples(shape: [n, context], values: y), task: .classification(classes: alphabet.count),
            remark: "Sentences of a small grammar; y is x one character later.")
    }
}

/// Subject, verb, object: small enough to learn in seconds, rich enough to need context.
private enum PhraseGrammar {
    static let articles = ["the", "a", "my", "one"]
    static let adjectives = ["old", "red", "small", "quick", "happy"]
    static let nouns = ["cat", "dog", "ball", "river", "house", "bird", "child"]
    static let verbs = ["sees", "likes", "finds", "follows", "draws"]

    static func sentence(_ stream: inout RandomStream) -> String {
        func pick(_ words: [String]) -> String { words[Int.random(in: 0..<words.count, using: &stream)] }
        func phrase() -> String {
            stream.uniform() < 0.5
                ? "\(pick(articles)) \(pick(nouns))" : "\(pick(articles)) \(pick(adjectives)) \(pick(nouns))"
        }
        return "\(phrase()) \(pick(verbs)) \(phrase()). "
    }
}
