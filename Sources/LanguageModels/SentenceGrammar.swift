public import Answers
internal import Numbers
internal import RealModule

/// A grammar of sentences that draws its words by known chances, so that the entropy of its text is known too.
///
/// Sentence → Phrase Verb Phrase "." and Phrase → Article [Adjective] Noun: `the old cat sees a ball. `. Every choice can be read from the
/// text, hence the entropy of a sentence is that of its choices,
///
///     H(sentence) = 2·(H(article) + h(a) + a·H(adjective) + H(noun)) + H(verb)
///
/// with a the chance of an adjective and h(a) = −a ln a − (1−a) ln(1−a); and since sentences are drawn independently, the text's entropy
/// for each character is H(sentence)/E[characters of a sentence] (renewal–reward; Cover & Thomas 2006, ch. 4). No model's cross-entropy on
/// long text goes below.
public struct SentenceGrammar: Sendable, Equatable {
    /// Words with their chances, which sum to 1.
    public struct Choice: Sendable, Equatable {
        /// None is the beginning of another's sentence part: each can be told from what follows.
        public let words: [String]
        /// The probability of each word; they sum to 1.
        public let chances: [Double]

        /// Chances in the ratio of the weights.
        init(_ words: [String], weights: [Double]) {
            self.words = words
            let sum = weights.reduce(0, +)
            chances = weights.map { $0 / sum }
        }

        /// −Σ p ln p, in nats.
        var entropy: Double { chances.reduce(0) { $0 - ($1 > 0 ? $1 * .log($1) : 0) } }
        /// Expected letters of a word.
        var length: Double { zip(words, chances).reduce(0) { $0 + Double($1.0.utf8.count) * $1.1 } }

        func draw(_ stream: inout RandomStream) -> String {
            var rest = stream.uniform()
            for (word, chance) in zip(words, chances) {
                rest -= chance
                if rest < 0 { return word }
            }
            return words[words.count - 1]
        }
    }

    let articles: Choice
    let adjectives: Choice
    let nouns: Choice
    let verbs: Choice
    /// a
    let adjectiveChance: Double

    /// Four articles, five adjectives, eight nouns and five verbs; of each the k-th is 1/k as likely as the first (Zipf 1935).
    public static let simple: SentenceGrammar = {
        func zipf(_ words: [String]) -> Choice { Choice(words, weights: words.indices.map { 1 / Double($0 + 1) }) }
        return SentenceGrammar(
            articles: zipf(["the", "a", "my", "one"]), adjectives: zipf(["old", "red", "small", "quick", "happy"]),
            nouns: zipf(["cat", "dog", "ball", "river", "house", "bird", "child", "garden"]),
            verbs: zipf(["sees", "likes", "finds", "follows", "draws"]), adjectiveChance: 0.4)
    }()

    /// Entropy of a sentence in nats.
    public var sentenceEntropy: Double {
        let a = adjectiveChance
        let whether = -a * .log(a) - (1 - a) * .log(1 - a)
        return 2 * (articles.entropy + whether + a * adjectives.entropy + nouns.entropy) + verbs.entropy
    }

    /// Expected characters of a sentence, the full stop and the space after it included.
    public var sentenceLength: Double {
        let phrase = articles.length + 1 + adjectiveChance * (adjectives.length + 1) + nouns.length
        return 2 * phrase + verbs.length + 4
    }

    /// Entropy of each character in nats: no model of long text goes below.
    public var entropyRate: Double { sentenceEntropy / sentenceLength }

    private func phrase(_ stream: inout RandomStream) -> String {
        let article = articles.draw(&stream)
        let adjective = stream.uniform() < adjectiveChance ? " " + adjectives.draw(&stream) : ""
        return article + adjective + " " + nouns.draw(&stream)
    }

    /// Whole sentences, so many that they have at least `count` characters.
    ///
    /// - Parameters:
    ///   - count: 1 to 10⁷.
    ///   - seed: of the choices.
    /// - Throws: `Mistake` for a count out of range, `Stopped`.
    public func text(_ count: Int, seed: UInt64, work: Work = Work()) throws -> TextCorpus {
        try Interval(1, 1e7).whole.check(count, "n", standard: 20_000)
        var stream = RandomStream(seed: seed, purpose: "grammar")
        var text = ""
        text.reserveCapacity(count + 80)
        while text.utf8.count < count {
            if work.isCancelled { throw Stopped() }
            let sentence = phrase(&stream) + " " + verbs.draw(&stream) + " "
            text += sentence + phrase(&stream) + ". "
        }
        return TextCorpus(
            name: "grammar_text(\(count), seed=\(seed))", text: text,
            remark: "Sentences of a small grammar, drawn independently by known chances.", entropyRate: entropyRate)
    }

    /// Whether each sentence of a text is one of the grammar's, and how surprising all of them together are: Σ −ln P(sentence), in nats.
    ///
    /// - Parameter text: what follows the last full stop is passed over.
    /// - Returns: how many sentences there are, how many of them are the grammar's, and the surprise of those.
    public func judge(_ text: String) -> (sentences: Int, right: Int, surprise: Double) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).dropLast()
        var (right, surprise) = (0, 0.0)
        for part in parts {
            guard let found = self.surprise(of: part.split(separator: " ").map(String.init)) else { continue }
            right += 1
            surprise += found
        }
        return (parts.count, right, surprise)
    }

    /// −ln P of a sentence; nil for one that the grammar does not make.
    private func surprise(of words: [String]) -> Double? {
        var rest = words[...]
        var sum = 0.0
        func take(_ choice: Choice) -> Bool {
            guard let word = rest.first, let place = choice.words.firstIndex(of: word) else { return false }
            rest = rest.dropFirst()
            sum -= .log(choice.chances[place])
            return true
        }
        func takePhrase() -> Bool {
            guard take(articles) else { return false }
            let hasAdjective = take(adjectives)
            sum -= .log(hasAdjective ? adjectiveChance : 1 - adjectiveChance)
            return take(nouns)
        }
        return takePhrase() && take(verbs) && takePhrase() && rest.isEmpty ? sum : nil
    }
}
