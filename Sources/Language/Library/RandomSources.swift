import Numbers

/// `random.Random(seed)`: a source of random numbers of its own, which draws as the words of `random` do.
enum RandomSources {
    /// The class, whose methods are the words of the module.
    static let native = NativeClass(
        "Random", module: "random",
        methods: [
            NativeClass.Method("__init__", [seed]) { source, given, _ in
                source.payload = Stream(Session.chance(seed: bits(given["x"])))
                return .none
            }
        ]
            + RandomWords.words.map { word in
                let name = String(word.name.dropFirst("random.".count))
                return NativeClass.Method(open: name) { source, values, keywords, context in
                    try drawing(from: source, context) { try context.call(.word(word), values, keywords) }
                }
            })

    static let word = Word(
        "random.Random", family: "modules", summary: "a source of random numbers of its own", parameters: [seed],
        returns: "class", examples: ["import random\nrng = random.Random(3)\nrng.randint(1, 6)"],
        seeAlso: ["random.seed"], meaning: .type(native))

    private static let seed = Parameter("x", .optional(.int()), .value(.none), "the seed; None is 0")

    /// What is drawn from; a value that the object keeps, and the session's while one of the words is at work.
    private final class Stream {
        var chance: RandomStream
        init(_ chance: RandomStream) { self.chance = chance }
    }

    private static func bits(_ seed: Value) -> UInt64 { UInt64(bitPattern: Int64(seed.asInt ?? 0)) }

    private static func drawing(from source: Instance, _ context: Context, _ body: () throws -> Value) throws -> Value {
        let stream = source.payload as? Stream ?? Stream(Session.chance(seed: 0))
        source.payload = stream
        let outer = context.session.chance
        context.session.chance = stream.chance
        defer {
            stream.chance = context.session.chance
            context.session.chance = outer
        }
        return try body()
    }
}
