import Answers
import Arrays
import Language

/// `np.random`, both ways: functions that draw from the session's stream, and generators with streams of their own. The same seed gives
/// the same numbers every time; they are not those of NumPy.
enum RandomArrayWords {
    static let words: [Word] =
        RandomDraw.all.filter { $0.isGlobal }.map { draw in
            NumPyWord.word(
                "random." + draw.name, aliases: draw.aliases.map { "random." + $0 }, draw.summary, draw.signature,
                returns: draw.returns, "np.random.\(draw.example)", details: own
            ) {
                try draw.body($0, &$0.context.session.arrayChance)
            }
        } + [
            NumPyWord.word(
                "random.seed", "begins the random numbers anew", "seed=None", returns: "None", "np.random.seed(0)",
                details: own
            ) {
                $0.context.session.arrayChance = ArrayRandom(seed: try seed($0))
                return .none
            },
            NumPyWord.word(
                "random.default_rng", "a generator with a stream of its own", "seed=None", returns: "generator",
                "np.random.default_rng(0).normal(size=2)", details: own
            ) {
                let seed = try $0.int(0, "seed", 0)
                guard seed >= 0 else {
                    throw Mistake("seed = \(seed)", expected: "0 or more").raised(
                        as: "ValueError", "expected non-negative integer")
                }
                return .thing(RandomGenerator(seed: seed))
            },
            NumPyWord.word(
                "random.Generator", "the type of generators; np.random.default_rng makes them", "",
                returns: "generator",
                "isinstance(np.random.default_rng(0), np.random.Generator)"
            ) { _ in
                throw Mistake("np.random.Generator makes no generator here", try: "np.random.default_rng(0)").raised(
                    as: "TypeError")
            },
            NumPyWord.word(
                "random.RandomState", "a generator with a stream of its own, under the old names", "seed=None",
                returns: "generator", "np.random.RandomState(0).rand(2)", details: own
            ) {
                .thing(RandomGenerator(seed: try seed($0)))
            },
        ]

    private static func seed(_ call: NumPyCall) throws -> Int {
        let seed = try call.int(0, "seed", 0)
        guard seed >= 0, seed < 1 << 32 else {
            throw Mistake("seed = \(seed)", expected: "0 to 4294967295").raised(
                as: "ValueError", "Seed must be between 0 and 2**32 - 1")
        }
        return seed
    }

    /// The same as methods of a generator.
    static let members: [Member] =
        [
            TableMember.method("spawn", of: RandomGenerator.self, "generators with streams of their own", "n_children")
            {
                generator, call in
                let count = try call.int(0, "n_children", 1)
                guard (0...100_000).contains(count) else {
                    throw Mistake("n_children = \(count)", expected: "0 to 100,000", argument: "n_children")
                }
                return .list((0..<count).map { _ in .thing(RandomGenerator(seed: generator.random.whole(0, .max))) })
            }
        ]
        + RandomDraw.all.flatMap { draw in
            ([draw.name] + draw.aliases).map { name in
                var member = Member.method(
                    name, of: RandomGenerator.self, returns: draw.returns, draw.summary,
                    NumPyWord.parameters(draw.signature)
                ) { generator, arguments, context in
                    try draw.body(NumPyCall(name, arguments, context), &generator.random)
                }
                member.returns = draw.returns
                return member
            }
        }

    private static let own =
        "The numbers come from a stream of the laboratory's own: the same seed gives the same numbers every time, and not those of NumPy."
}

/// `np.random.default_rng(seed)`: a stream of its own.
final class RandomGenerator: MadeByWord, @unchecked Sendable {
    static let kind = "generator"
    var madeBy: String { "numpy.random.Generator" }
    var random: ArrayRandom

    init(seed: Int) { random = ArrayRandom(seed: seed) }

    var summary: String { "Generator" }
}
