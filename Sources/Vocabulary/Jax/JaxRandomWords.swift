import Answers
import Arrays
import Autograd
import Language
import TensorVocabulary

/// `jax.random`: keys that are split, and draws of them, the same numbers as in JAX.
enum JaxRandomWords {
    static let words: [Word] = keys + draws + choices

    private static let key = Parameter("key", .any, .required, "a key")
    private static let shape = Parameter("shape", .any, .value(.tuple([])), "the length of every axis")
    private static let dtype = Parameter("dtype", .any, .value(.none), "jnp.float32")

    private static func word(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter], example: String,
        _ body: @escaping @Sendable (Arguments, Context) throws -> Value
    ) -> Word {
        Word(
            "jax.random.\(name)", aliases: aliases.map { "jax.random.\($0)" }, family: "jax", summary: summary,
            parameters: parameters, returns: "array", examples: ["import jax\njax.random.\(name)(\(example))"],
            seeAlso: ["jax.random.PRNGKey", "jax.random.split"], meaning: .call(body))
    }

    // MARK: Keys

    private static func key(_ args: Arguments) throws -> Threefry {
        let numbers = args["key"].asThing(Tensor.self)?.array.numbers().map(\.asInt)
        guard let numbers, numbers.count == 2 else {
            throw Mistake(
                "key = \(args["key"].brief) is no key", expected: "a key, which is drawn from once",
                try: "key = jax.random.PRNGKey(0)", argument: "key"
            ).raised(as: "TypeError", "unexpected PRNG key type <class '\(args["key"].typeName)'>")
        }
        return Threefry(UInt32(truncatingIfNeeded: numbers[0]), UInt32(truncatingIfNeeded: numbers[1]))
    }

    private static func array(_ keys: [Threefry], shape: [Int], _ context: Context) throws -> Value {
        let words = keys.flatMap { [Int($0.first), Int($0.second)] }
        return .thing(context.jax.tensor(try NDArray(words, shape: shape + [2])))
    }

    private static let keys: [Word] = [
        word(
            "PRNGKey", aliases: ["key"], "a key of a seed", [Parameter("seed", .int(), .required, "a whole number")],
            example: "0"
        ) { args, context in try array([Threefry(seed: args.int("seed"))], shape: [], context) },
        word(
            "split", "new keys out of one",
            [key, Parameter("num", .any, .value(.int(2)), "how many, or the lengths of an array of keys")],
            example: "jax.random.PRNGKey(0)"
        ) { args, context in
            let key = try key(args)
            guard let shape = args["num"].wholes, shape.allSatisfy({ $0 >= 0 }),
                case let count = try NDArray.count(of: shape), count <= 10_000_000
            else {
                throw args.mistake(
                    "num", "num = \(args["num"].brief)", expected: "from 0 to 10,000,000 keys, or a tuple of lengths")
            }
            return try array((0..<count).map(stoppedBy: context.work) { key.part($0) }, shape: shape, context)
        },
        word(
            "fold_in", "a new key of one and a number",
            [key, Parameter("data", .int(), .required, "the number")], example: "jax.random.PRNGKey(0), 7"
        ) { args, context in try array([key(args).folded(args.int("data"))], shape: [], context) },
    ]

    // MARK: Draws

    private static func lengths(_ args: Arguments, _ name: String = "shape") throws -> [Int] {
        guard let lengths = args[name].wholes, args[name].elements != nil, lengths.allSatisfy({ $0 >= 0 }) else {
            throw args.mistake(name, "shape = \(args[name].brief)", expected: "a tuple of lengths", try: "shape=(3,)")
        }
        return lengths
    }

    private static func drawn(
        _ shape: [Int], _ dtype: DType, _ context: Context, _ body: (Int) throws -> ArrayNumber
    ) throws -> Value {
        let out = try NDArray(uninitialised: shape, dtype)
        var check = StopCheck(context.work)
        for place in 0..<out.count {
            try check.pass()
            out.set(try body(place), at: place)
        }
        return .thing(context.jax.tensor(out))
    }

    /// Draws in single precision, as JAX makes them while 64 bits are not asked for.
    private static func floats(
        _ args: Arguments, _ context: Context, _ body: (Threefry, Int) throws -> Float
    ) throws -> Value {
        let wanted = args["dtype"].isNone ? context.jax.standard : DTypeObject.dtype(of: args["dtype"])
        guard wanted == .float32 || context.jax.standard == .float32 else {
            throw args.mistake(
                "dtype", "draws of 64 bits are not here", expected: "dtype=jnp.float32, and .astype(jnp.float64) of it")
        }
        let key = try key(args)
        return try drawn(lengths(args), .float32, context) { .float(Double(try body(key, $0))) }
    }

    private static let draws: [Word] = [
        word(
            "normal", "draws from the standard normal distribution", [key, shape, dtype],
            example: "jax.random.PRNGKey(0), (3,)"
        ) {
            args, context in try floats(args, context) { $0.normal($1) }
        },
        word(
            "uniform", "even draws between two bounds",
            [
                key, shape, dtype, Parameter("minval", .number(), 0, "the lower"),
                Parameter("maxval", .number(), 1, "the upper, itself not among them"),
            ], example: "jax.random.PRNGKey(0), (3,)"
        ) { args, context in
            let (low, high) = (Float(try args.number("minval")), Float(try args.number("maxval")))
            return try floats(args, context) { $0.uniform($1, low, high) }
        },
        word(
            "truncated_normal", "draws from the normal distribution between two bounds",
            [
                key, Parameter("lower", .number(), .required, "the lower bound"),
                Parameter("upper", .number(), .required, "the upper bound"), shape, dtype,
            ], example: "jax.random.PRNGKey(0), -2.0, 2.0, (3,)"
        ) { args, context in
            let (low, high) = (Float(try args.number("lower")), Float(try args.number("upper")))
            return try floats(args, context) { $0.truncatedNormal($1, low, high) }
        },
        word(
            "exponential", "draws from the exponential distribution", [key, shape, dtype],
            example: "jax.random.PRNGKey(0), (3,)"
        ) {
            args, context in try floats(args, context) { $0.exponential($1) }
        },
        word(
            "randint", "whole numbers from minval to maxval − 1",
            [
                key, shape, Parameter("minval", .int(.init(-2_147_483_648, 2_147_483_647)), .required, "the lowest"),
                Parameter(
                    "maxval", .int(.init(-2_147_483_648, 2_147_483_647)), .required, "the first that is too high"),
            ], example: "jax.random.PRNGKey(0), (3,), 0, 10"
        ) { args, context in
            let number = try key(args).whole(args.int("minval"), args.int("maxval"))
            return try drawn(lengths(args), .int32, context) { .int(number($0)) }
        },
        word(
            "bernoulli", "True with a probability",
            [
                key, Parameter("p", .any, .value(.number(0.5)), "the probability, or an array of them"),
                Parameter("shape", .any, .value(.none), "the length of every axis; that of p where None"),
            ], example: "jax.random.PRNGKey(0), 0.3, (4,)"
        ) { args, context in
            guard !args["shape"].isNone, let share = args["p"].asDouble else {
                return try context.call(.word(JaxWrittenWords.bernoulli), [args["key"], args["p"], args["shape"]])
            }
            let (key, p) = (try key(args), Float(share))
            return try drawn(lengths(args), .bool, context) { .bool(key.uniform($0) < p) }
        },
    ]

    // MARK: Order and choice

    private static let choices: [Word] = [
        word(
            "permutation", "the numbers below n, or the rows of an array, in random order",
            [key, Parameter("x", .any, .required, "n, or an array")], example: "jax.random.PRNGKey(0), 5"
        ) { args, context in
            let key = try key(args)
            let x = try context.jaxArray(args["x"])
            guard x.ndim > 0 else {
                let count = Swift.max(0, x.array.only?.asInt ?? 0)
                try MemoryRoom.check(40 * Double(count), for: "\(count) numbers in random order") { _ in "fewer of them"
                }
                let order = try key.permutation(count, context.work)
                return .thing(try context.jax.narrowed(NDArray(order)))
            }
            return .thing(try rows(x, key.permutation(x.length, context.work), context))
        },
        word(
            "choice", "elements of an array, or numbers below n, drawn with or without putting them back",
            [
                key, Parameter("a", .any, .required, "n, or an array"), shape,
                Parameter("replace", .bool, true, "whether one may come twice"),
                Parameter("p", .any, .value(.none), "the probability of each; all alike where None"),
            ], example: "jax.random.PRNGKey(0), 5, (3,)"
        ) { args, context in
            if !args["p"].isNone {
                return try context.call(
                    .word(JaxWrittenWords.chosen),
                    [args["key"], args["a"], .tuple(try lengths(args).map { .int($0) }), args["replace"], args["p"]])
            }
            let (key, shape) = (try key(args), try lengths(args))
            let x = try context.jaxArray(args["a"])
            let size = x.ndim == 0 ? x.array.only?.asInt ?? 0 : x.length
            let count = try NDArray.count(of: shape)
            let puts = try args.bool("replace")
            guard size > 0, size < 1 << 31, puts || count <= size else {
                throw args.mistake(
                    "shape", "\(count) elements out of \(size)", expected: "no more than there are", try: "replace=True"
                )
            }
            try MemoryRoom.check(40 * Double(puts ? count : size), for: "a choice among \(size)") { _ in "fewer of them"
            }
            let number = key.whole(0, size)
            let places =
                puts
                ? try (0..<count).map(stoppedBy: context.work) { number($0) }
                : Array(try key.permutation(size, context.work).prefix(count))
            if x.ndim == 0 { return .thing(try context.jax.narrowed(NDArray(places, shape: shape))) }
            return .thing(try rows(x, places, context).reshaped(shape + x.shape.dropFirst()))
        },
    ]

    private static func rows(_ x: Tensor, _ places: [Int], _ context: Context) throws -> Tensor {
        try x.indexed([.tensor(context.jax.tensor(NDArray(places)))])
    }
}
