public import Answers
public import LanguageModels
internal import Networks
internal import Tensors
internal import Training

/// What remembering keys and values (or a state) saves a language model that writes character after character: the same numbers from
/// fewer multiplications.
public struct CacheCost: Sendable {
    /// The language model, in words.
    public let subject: String
    /// Characters that were read, one after the other.
    public let characters: Int
    /// The window of the model.
    public let context: Int
    /// Multiplications for each character with the cache: a new column of everything, and one row of attention over what is remembered.
    public let cached: [Int]
    /// The same where all characters so far are computed anew for each.
    public let uncached: [Int]
    /// Multiplications of a whole window, which `sample(cache=False)` computes for each character.
    public let window: Int
    /// Bytes of the remembered keys and values after the last character; 0 for a state alone.
    public let cacheBytes: Int
    /// The largest difference of two logits, with and without the cache, over all characters.
    public let difference: Double
    /// The largest magnitude of a logit.
    public let largest: Double
    /// Milliseconds of all characters with the cache, and with a whole window for each.
    public let milliseconds: (cached: Double, window: Double)

    /// Multiplications of all characters with the cache.
    public var cachedTotal: Int { cached.reduce(0, +) }
    /// Multiplications of all characters without.
    public var uncachedTotal: Int { uncached.reduce(0, +) }

    /// Reads the same characters with the cache and without.
    ///
    /// Counted from the layers: a weight of a kernel multiplies once for each character that is computed, and attention over t characters
    /// takes 2·t·d products of width d for each. Exponentials and normalisations are left out.
    ///
    /// - Parameters:
    ///   - n: characters, 1 to the context; nil for the context.
    ///   - text: what is read, of known characters; nil for the beginning of the model's text.
    /// - Throws: `Mistake` for a model of counts, an unknown character, and a number out of range; `Stopped`.
    public init(_ language: LanguageModel, n: Int? = nil, text: String? = nil, work: Work = Work()) throws {
        guard let model = language.model else {
            throw Mistake(
                "\(language.summary) looks a character up in a table: there is nothing to remember",
                expected: "a transformer, or a recurrent network",
                try: "LanguageModel(alice(20000), kind=\"transformer\")",
                argument: "model")
        }
        let codes = try text.map { try language.vocabulary.encode($0, work: work) } ?? language.text
        let most = Swift.min(language.context, codes.count)
        let n = n ?? most
        try Interval(1, Double(Swift.max(1, most))).whole.check(n, "n", standard: Double(most))
        let network = try model.build()
        let counts = CacheCost.counts(network)
        (subject, characters, context) = (language.summary, n, language.context)
        cached = (1...n).map { counts.perStep + 2 * $0 * counts.attention }
        uncached = (1...n).map { $0 * counts.perStep + $0 * ($0 + 1) * counts.attention }
        window = context * counts.perStep + context * (context + 1) * counts.attention
        cacheBytes = 4 * 2 * n * counts.attention
        let stepped = try SteppedNetwork(network)
        let whole = try network.record(
            capacity: 1, gradients: nil, omittingLastActivation: network.lastActivation == .softmax)
        let width = stepped.columns
        let input = whole.tape.values(of: whole.inputs[0])
        for i in 0..<context { input[i] = 0 }
        var (difference, largest, times) = (0.0, 0.0, (cached: 0.0, window: 0.0))
        for t in 0..<n {
            if work.isCancelled { throw Stopped() }
            let code = Float(codes[t])
            let start = ContinuousClock.now
            stepped.input[0] = code
            guard let one = stepped.step(work: work) else { throw Stopped() }
            let middle = ContinuousClock.now
            input[t] = code
            guard whole.tape.forward(batch: 1, work: work) else { throw Stopped() }
            let end = ContinuousClock.now
            times.cached += (middle - start).milliseconds
            times.window += (end - middle).milliseconds
            let two = whole.tape.values(of: whole.output) + t * width
            for i in 0..<width {
                difference = Swift.max(difference, Double(abs(one[i] - two[i])))
                largest = Swift.max(largest, Double(abs(two[i])))
            }
        }
        (self.difference, self.largest, milliseconds) = (difference, largest, times)
    }

    /// Weights that multiply once for each character, and Σd over the attentions.
    private static func counts(_ network: Network) -> (perStep: Int, attention: Int) {
        let kernels = network.kernelEntries
        let attentions = kernels.filter { $0.role == "output_kernel" || $0.role.hasSuffix(".output_kernel") }
        return (kernels.reduce(0) { $0 + $1.range.count }, attentions.reduce(0) { $0 + ($1.shape.last ?? 0) })
    }
}

extension CacheCost: Presentable {
    /// `cache cost`
    public static var kind: String { "cache cost" }

    /// `64 characters: 6.9 M multiplications with the cache, 221 M without`
    public var summary: String {
        "\(Phrase.count(characters, "character")): \(cachedTotal.grouped) multiplications with the cache, "
            + "\(uncachedTotal.grouped) without"
    }

    /// Counts, times, memory and the difference.
    public func table(width: Int) -> String {
        let ratio = Double(uncachedTotal) / Double(cachedTotal)
        let facts: [(term: String, meaning: String)] = [
            (
                "multiplies",
                "\(cachedTotal.grouped) with the cache, \(uncachedTotal.grouped) without: \(ratio.short(3)) times as many"
            ),
            (
                "the last",
                "\((cached.last ?? 0).grouped) for character \(characters) with the cache, \((uncached.last ?? 0).grouped) without"
            ),
            (
                "memory",
                cacheBytes == 0 ? "the state alone" : "\(MemoryRoom.spell(Double(cacheBytes))) of keys and values"
            ),
            ("difference", "\(difference.short(3)) between logits, the largest of which is \(largest.short(3))"),
            (
                "time",
                "\(Milliseconds.spell(milliseconds.cached)) with the cache; \(Milliseconds.spell(milliseconds.window)) with the whole window of "
                    + "\(context) for each, on this machine now"
            ),
        ]
        return
            (TextTable.wrap(subject, width) + [TextTable.definitions(facts, width: width)]
            + TextTable.wrap(sentence, width)).joined(separator: "\n")
    }

    /// How both grow.
    public var sentence: String {
        "With the cache a character costs the same however many came before, but for one row of attention; without it all of them are "
            + "computed anew, and \(Phrase.count(characters, "character")) cost "
            + "\((Double(uncachedTotal) / Double(cachedTotal)).short(3)) times as many multiplications."
    }

    /// Counts by character.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "characters": .integer(characters), "cached": .integer(cachedTotal),
            "uncached": .integer(uncachedTotal), "cache_bytes": .integer(cacheBytes), "difference": .number(difference),
            "cached_by_character": .array(cached.map { .integer($0) }),
            "uncached_by_character": .array(uncached.map { .integer($0) }),
        ])
    }
}
