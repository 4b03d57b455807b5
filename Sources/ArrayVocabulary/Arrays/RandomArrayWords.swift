import Answers
import Arrays
import Glibc
import Language
import Numbers

/// `np.random`, both ways: functions that draw from the session's stream, and generators with streams of their own. The same seed gives
/// the same numbers every time; they are not those of NumPy.
enum RandomArrayWords {
    static let words: [Word] =
        draws.filter { $0.isGlobal }.map { draw in
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
        + draws.flatMap { draw in
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

    private struct Draw: Sendable {
        var name: String
        var aliases: [String] = []
        var summary: String
        var signature: String
        var returns = "array"
        var example: String
        var isGlobal = true
        var body: @Sendable (NumPyCall, inout ArrayRandom) throws -> Value
    }

    /// A number, or an array where a size is given.
    private static func filled(
        _ call: NumPyCall, _ place: Int, _ random: inout ArrayRandom, _ draw: (inout ArrayRandom) -> Double
    ) throws -> Value {
        guard let shape = try call.optionalShape(place, "size") else { return .number(draw(&random)) }
        return .thing(try random.array(shape, call.work, draw))
    }

    /// The same where a parameter may be an array: its shape is then that of the result.
    private static func scaled(
        _ call: NumPyCall, _ loc: Double, _ scale: Double, _ random: inout ArrayRandom,
        _ draw: (inout ArrayRandom) -> Double,
        names: (String, String)
    ) throws -> Value {
        let a = call.value(0, names.0).map { $0.array != nil || $0.elements != nil } ?? false
        let b = call.value(1, names.1).map { $0.array != nil || $0.elements != nil } ?? false
        guard a || b else {
            let (x, y) = (try call.double(0, names.0, loc), try call.double(1, names.1, scale))
            return try filled(call, 2, &random) { x + y * draw(&$0) }
        }
        let x = try call.value(0, names.0).map { try call.array($0, names.0) } ?? NDArray(.float(loc))
        let y = try call.value(1, names.1).map { try call.array($0, names.1) } ?? NDArray(.float(scale))
        let shape = try call.optionalShape(2, "size") ?? NDArray.broadcast(x.shape, y.shape)
        let raw = try random.array(shape, call.work, draw)
        return Value(try call.apply(.add, .array(x), .array(call.apply(.multiply, .array(y), .array(raw)))))
    }

    /// Strictly between 0 and 1.
    private static func inside(_ random: inout ArrayRandom) -> Double {
        var u = random.uniform()
        while u <= 0 { u = random.uniform() }
        return u
    }

    /// A number that must not be below 0.
    private static func positive(_ call: NumPyCall, _ place: Int, _ name: String, _ standard: Double) throws -> Double {
        let number = try call.double(place, name, standard)
        try check(number >= 0, "\(name) < 0", "0 or more")
        return number
    }

    private static let draws: [Draw] = [
        Draw(
            name: "rand", summary: "uniform in [0, 1), in the shape of the lengths", signature: "*lengths",
            example: "rand(2, 3)"
        ) { call, random in
            try shaped(call, &random) { $0.uniform() }
        },
        Draw(
            name: "randn", summary: "standard normal, in the shape of the lengths", signature: "*lengths",
            example: "randn(2, 3)"
        ) { call, random in
            try shaped(call, &random) { $0.normal() }
        },
        Draw(
            name: "random", aliases: ["random_sample", "sample", "ranf"], summary: "uniform in [0, 1)",
            signature: "size=None", example: "random(3)"
        ) { call, random in
            try filled(call, 0, &random) { $0.uniform() }
        },
        Draw(
            name: "uniform", summary: "uniform between two numbers", signature: "low=0.0, high=1.0, size=None",
            example: "uniform(-1, 1, 3)"
        ) { call, random in
            if call.value(0, "low")?.array != nil || call.value(1, "high")?.array != nil {
                let (low, high) = (try call.array(0, "low"), try call.array(1, "high"))
                let shape = try call.optionalShape(2, "size") ?? NDArray.broadcast(low.shape, high.shape)
                let width = try call.apply(.subtract, .array(high), .array(low))
                let raw = try random.array(shape, call.work) { $0.uniform() }
                return Value(
                    try call.apply(.add, .array(low), .array(call.apply(.multiply, .array(width), .array(raw)))))
            }
            let (low, high) = (try call.double(0, "low", 0), try call.double(1, "high", 1))
            return try filled(call, 2, &random) { low + (high - low) * $0.uniform() }
        },
        Draw(
            name: "normal", summary: "normally distributed", signature: "loc=0.0, scale=1.0, size=None",
            example: "normal(0, 1, size=3)"
        ) { call, random in
            if let scale = call.value(1, "scale")?.asDouble, scale < 0 {
                throw Mistake("scale < 0", expected: "0 or more")
            }
            return try scaled(call, 0, 1, &random, { $0.normal() }, names: ("loc", "scale"))
        },
        Draw(name: "standard_normal", summary: "standard normal", signature: "size=None", example: "standard_normal(3)")
        { call, random in
            try filled(call, 0, &random) { $0.normal() }
        },
        Draw(
            name: "exponential", summary: "exponentially distributed", signature: "scale=1.0, size=None",
            example: "exponential(2.0, 3)"
        ) { call, random in
            let scale = try call.double(0, "scale", 1)
            try check(scale >= 0, "scale < 0", "0 or more")
            return try filled(call, 1, &random) { scale * $0.exponential() }
        },
        Draw(
            name: "gamma", summary: "gamma distributed", signature: "shape, scale=1.0, size=None",
            example: "gamma(2.0, size=3)"
        ) { call, random in
            let (shape, scale) = (try call.double(0, "shape", 1), try call.double(1, "scale", 1))
            try check(!(shape < 0), "shape < 0", "0 or more")
            try check(!(scale < 0), "scale < 0", "0 or more")
            return try filled(call, 2, &random) { scale * $0.gamma(shape) }
        },
        Draw(name: "beta", summary: "beta distributed", signature: "a, b, size=None", example: "beta(2, 3, 3)") {
            call, random in
            let (a, b) = (try call.double(0, "a", 1), try call.double(1, "b", 1))
            try check(a > 0, "a <= 0", "a number above 0")
            try check(b > 0, "b <= 0", "a number above 0")
            return try filled(call, 2, &random) { $0.beta(a, b) }
        },
        Draw(
            name: "poisson", summary: "Poisson distributed whole numbers", signature: "lam=1.0, size=None",
            example: "poisson(3, 4)"
        ) { call, random in
            let mean = try call.double(0, "lam", 1)
            try check(mean >= 0, "lam < 0 or lam is NaN", "0 or more")
            try check(mean < 9.2e18, "lam value too large", "0 to 9.2e18")
            return try counted(call, 1, &random) { $0.poisson(mean) }
        },
        Draw(
            name: "binomial", summary: "how many of n trials succeed", signature: "n, p, size=None",
            example: "binomial(10, 0.5, 4)"
        ) { call, random in
            let (n, p) = (try call.int(0, "n", 1), try call.double(1, "p", 0.5))
            try check(n >= 0, "n < 0", "0 or more")
            try check(n <= 1_000_000_000, "n = \(n) is too large", "at most 1,000,000,000 trials")
            try check((0...1).contains(p), "p < 0, p > 1 or p is NaN", "0 to 1")
            return try counted(call, 2, &random) { $0.binomial(n, p) }
        },
        Draw(
            name: "standard_exponential", summary: "exponentially distributed with mean 1", signature: "size=None",
            example: "standard_exponential(3)"
        ) { call, random in
            try filled(call, 0, &random) { $0.exponential() }
        },
        Draw(
            name: "standard_gamma", summary: "gamma distributed with scale 1", signature: "shape, size=None",
            example: "standard_gamma(2.0, 3)"
        ) { call, random in
            let shape = try positive(call, 0, "shape", 1)
            return try filled(call, 1, &random) { $0.gamma(shape) }
        },
        Draw(
            name: "lognormal", summary: "whose logarithm is normally distributed",
            signature: "mean=0.0, sigma=1.0, size=None",
            example: "lognormal(0, 1, 3)"
        ) { call, random in
            let (mean, sigma) = (try call.double(0, "mean", 0), try positive(call, 1, "sigma", 1))
            return try filled(call, 2, &random) { exp(mean + sigma * $0.normal()) }
        },
        Draw(
            name: "laplace", summary: "Laplace distributed", signature: "loc=0.0, scale=1.0, size=None",
            example: "laplace(0, 1, 3)"
        ) { call, random in
            let (loc, scale) = (try call.double(0, "loc", 0), try positive(call, 1, "scale", 1))
            return try filled(call, 2, &random) {
                let sign = $0.uniform() < 0.5 ? -1.0 : 1.0
                return loc + scale * sign * $0.exponential()
            }
        },
        Draw(
            name: "logistic", summary: "logistically distributed", signature: "loc=0.0, scale=1.0, size=None",
            example: "logistic(0, 1, 3)"
        ) { call, random in
            let (loc, scale) = (try call.double(0, "loc", 0), try positive(call, 1, "scale", 1))
            return try filled(call, 2, &random) {
                let u = inside(&$0)
                return loc + scale * log(u / (1 - u))
            }
        },
        Draw(
            name: "gumbel", summary: "Gumbel distributed", signature: "loc=0.0, scale=1.0, size=None",
            example: "gumbel(0, 1, 3)"
        ) { call, random in
            let (loc, scale) = (try call.double(0, "loc", 0), try positive(call, 1, "scale", 1))
            return try filled(call, 2, &random) { loc - scale * log(-log(inside(&$0))) }
        },
        Draw(
            name: "standard_cauchy", summary: "Cauchy distributed: a mean does not exist", signature: "size=None",
            example: "standard_cauchy(3)"
        ) { call, random in
            try filled(call, 0, &random) { tan(.pi * (inside(&$0) - 0.5)) }
        },
        Draw(
            name: "triangular", summary: "with a density that rises to the mode and falls again",
            signature: "left, mode, right, size=None", example: "triangular(0, 1, 3, 4)"
        ) { call, random in
            let (left, mode) = (try call.double(0, "left", 0), try call.double(1, "mode", 0))
            let right = try call.double(2, "right", 1)
            try check(left <= mode, "left > mode", "left below mode")
            try check(mode <= right, "mode > right", "mode below right")
            try check(left < right, "left == right", "left below right")
            let turn = (mode - left) / (right - left)
            return try filled(call, 3, &random) {
                let u = $0.uniform()
                return u <= turn
                    ? left + (u * (right - left) * (mode - left)).squareRoot()
                    : right - ((1 - u) * (right - left) * (right - mode)).squareRoot()
            }
        },
        Draw(
            name: "weibull", summary: "Weibull distributed with scale 1", signature: "a, size=None",
            example: "weibull(1.5, 3)"
        ) { call, random in
            let a = try positive(call, 0, "a", 1)
            return try filled(call, 1, &random) { a == 0 ? 0 : pow($0.exponential(), 1 / a) }
        },
        Draw(
            name: "pareto", summary: "Pareto II (Lomax) distributed", signature: "a, size=None", example: "pareto(3, 4)"
        ) { call, random in
            let a = try call.double(0, "a", 1)
            try check(a > 0, "a <= 0", "a number above 0")
            return try filled(call, 1, &random) { expm1($0.exponential() / a) }
        },
        Draw(
            name: "power", summary: "with the density a·x^(a−1) on [0, 1]", signature: "a, size=None",
            example: "power(3, 4)"
        ) { call, random in
            let a = try call.double(0, "a", 1)
            try check(a > 0, "a <= 0", "a number above 0")
            return try filled(call, 1, &random) { pow(-expm1(-$0.exponential()), 1 / a) }
        },
        Draw(
            name: "rayleigh", summary: "the length of a vector of two normal numbers",
            signature: "scale=1.0, size=None",
            example: "rayleigh(1, 3)"
        ) { call, random in
            let scale = try positive(call, 0, "scale", 1)
            return try filled(call, 1, &random) { scale * (2 * $0.exponential()).squareRoot() }
        },
        Draw(
            name: "chisquare", summary: "the sum of df squares of normal numbers", signature: "df, size=None",
            example: "chisquare(2, 3)"
        ) { call, random in
            let df = try call.double(0, "df", 1)
            try check(df > 0, "df <= 0", "a number above 0")
            return try filled(call, 1, &random) { 2 * $0.gamma(df / 2) }
        },
        Draw(
            name: "standard_t", summary: "Student's t distributed", signature: "df, size=None",
            example: "standard_t(3, 4)"
        ) { call, random in
            let df = try call.double(0, "df", 1)
            try check(df > 0, "df <= 0", "a number above 0")
            return try filled(call, 1, &random) { $0.normal() / (2 * $0.gamma(df / 2) / df).squareRoot() }
        },
        Draw(
            name: "f", summary: "F distributed: a quotient of two mean squares", signature: "dfnum, dfden, size=None",
            example: "f(2, 5, 3)"
        ) { call, random in
            let (above, below) = (try call.double(0, "dfnum", 1), try call.double(1, "dfden", 1))
            try check(above > 0, "dfnum <= 0", "a number above 0")
            try check(below > 0, "dfden <= 0", "a number above 0")
            return try filled(call, 2, &random) { ($0.gamma(above / 2) / above) / ($0.gamma(below / 2) / below) }
        },
        Draw(
            name: "geometric", summary: "how many trials it takes until one succeeds", signature: "p, size=None",
            example: "geometric(0.5, 4)"
        ) { call, random in
            let p = try call.double(0, "p", 0.5)
            try check(p > 0 && p <= 1, "p <= 0, p > 1 or p contains NaNs", "above 0, at most 1")
            return try counted(call, 1, &random) {
                p == 1 ? 1 : Swift.max(1, Int(saturating: (-$0.exponential() / log1p(-p)).rounded(.up)))
            }
        },
        Draw(
            name: "negative_binomial", summary: "how many trials fail before n succeed", signature: "n, p, size=None",
            example: "negative_binomial(3, 0.5, 4)"
        ) { call, random in
            let (n, p) = (try call.double(0, "n", 1), try call.double(1, "p", 0.5))
            try check(n > 0 && n <= 1e9, "n <= 0", "above 0, at most 1e9")
            try check(p > 1e-9 && p <= 1, "p <= 0, p > 1 or p contains NaNs", "above 0, at most 1")
            return try counted(call, 2, &random) { $0.poisson($0.gamma(n) * (1 - p) / p) }
        },
        Draw(
            name: "hypergeometric", summary: "how many good ones there are in a sample without putting back",
            signature: "ngood, nbad, nsample, size=None", example: "hypergeometric(5, 5, 3, 4)"
        ) { call, random in
            let (good, bad) = (try call.int(0, "ngood", 0), try call.int(1, "nbad", 0))
            let drawn = try call.int(2, "nsample", 0)
            try check(good >= 0 && good <= 1_000_000_000, "ngood = \(good)", "0 to 1,000,000,000")
            try check(bad >= 0 && bad <= 1_000_000_000, "nbad = \(bad)", "0 to 1,000,000,000")
            try check((0...10_000).contains(drawn), "nsample = \(drawn)", "0 to 10,000")
            try check(drawn <= good + bad, "ngood + nbad < nsample", "at most \(good + bad)")
            return try counted(call, 3, &random) { random in
                var found = 0
                for place in 0..<drawn where random.index(below: good + bad - place) < good - found { found += 1 }
                return found
            }
        },
        Draw(
            name: "dirichlet", summary: "shares that sum to 1", signature: "alpha, size=None",
            example: "dirichlet([1, 2, 3], 2)"
        ) { call, random in
            let alpha = try call.array(0, "alpha", .float64).reshaped([-1]).doubles()
            try check(!alpha.isEmpty && alpha.allSatisfy { $0 > 0 }, "alpha < 0", "numbers above 0")
            let shape = try call.optionalShape(1, "size") ?? []
            let made = try NDArray.zeros(shape + [alpha.count])
            for row in 0..<(made.count / alpha.count) {
                if call.work.isCancelled { throw Stopped() }
                let parts = alpha.map { random.gamma($0) }
                let total = parts.reduce(0, +)
                for (place, part) in parts.enumerated() {
                    made.set(.float(part / total), at: row * alpha.count + place)
                }
            }
            return .thing(made)
        },
        Draw(
            name: "permuted", summary: "the elements in random order, all of them or each row by itself",
            signature: "x, axis=None", example: "permuted([1, 2, 3])", isGlobal: false
        ) { call, random in
            let x = try call.array(0, "x")
            guard let given = try call.int(1, "axis") else {
                let order = try NDArray(random.permutation(x.count, call.work))
                return .thing(try x.reshaped([-1]).taken(order, axis: 0).reshaped(x.shape))
            }
            let axis = try NDArray.axis(given, x.ndim)
            let rows = try x.transposed((0..<x.ndim).filter { $0 != axis } + [axis]).copy(call.work)
            let flat = try rows.reshaped([-1, Swift.max(1, x.shape[axis])])
            for row in 0..<(x.count == 0 ? 0 : flat.shape[0]) {
                let line = try flat.at(row)
                try line.assign(line.taken(NDArray(random.permutation(line.count, call.work)), axis: 0), call.work)
            }
            var back = Array(0..<(x.ndim - 1))
            back.insert(x.ndim - 1, at: axis)
            return .thing(try flat.reshaped(rows.shape).transposed(back).contiguous())
        },
        Draw(
            name: "multinomial", summary: "how often each of several outcomes comes in n trials",
            signature: "n, pvals, size=None", example: "multinomial(10, [0.2, 0.8])"
        ) { call, random in
            let (n, p) = (try call.int(0, "n", 1), try call.array(1, "pvals", .float64))
            try check(n >= 0, "n < 0", "0 or more")
            try check(n <= 1_000_000_000, "n = \(n) is too large", "at most 1,000,000,000 trials")
            let shares = p.doubles()
            try check(
                p.ndim == 1 && !shares.isEmpty, "pvals of shape \(p.shape.shapeText)", "one share for each outcome")
            try check(
                shares.allSatisfy { (0...1).contains($0) }, "pvals < 0, pvals > 1 or pvals contains NaNs", "0 to 1")
            try check(shares.dropLast().reduce(0, +) <= 1 + 1e-12, "sum(pvals[:-1]) > 1.0", "shares that sum to 1")
            let shape = try call.optionalShape(2, "size") ?? []
            let made = try NDArray.zeros(shape + [shares.count], .int64)
            for row in 0..<(made.count / shares.count) {
                if call.work.isCancelled { throw Stopped() }
                var (left, rest) = (n, 1.0)
                for (place, share) in shares.dropLast().enumerated() where left > 0 {
                    let count = rest > 0 ? random.binomial(left, Swift.min(1, share / rest)) : 0
                    made.set(.int(count), at: row * shares.count + place)
                    left -= count
                    rest -= share
                }
                made.set(.int(left), at: (row + 1) * shares.count - 1)
            }
            return .thing(made)
        },
        Draw(
            name: "randint", summary: "whole numbers from low to below high",
            signature: "low, high=None, size=None, dtype=None", example: "randint(0, 10, 5)"
        ) { call, random in
            try whole(call, &random, isClosed: false)
        },
        Draw(
            name: "integers", summary: "whole numbers from low to below high",
            signature: "low, high=None, size=None, dtype=None, endpoint=False", example: "integers(0, 10, 5)",
            isGlobal: false
        ) { call, random in
            try whole(call, &random, isClosed: call.flag(4, "endpoint"))
        },
        Draw(
            name: "permutation", summary: "the elements (or 0 … n−1) in random order", signature: "x",
            example: "permutation(5)"
        ) { call, random in
            if let count = try? call.int(0, "x") { return .thing(try NDArray(random.permutation(count, call.work))) }
            if let labels = try TextArray(call.required(0, "x")) {
                return .thing(labels.at(try random.permutation(labels.length, call.work)))
            }
            let x = try call.array(0, "x")
            return .thing(try x.taken(NDArray(random.permutation(x.shape.first ?? 0, call.work)), axis: 0))
        },
        Draw(
            name: "shuffle", summary: "puts the elements of an array or list in random order where they are",
            signature: "x", returns: "None", example: "shuffle([1, 2, 3])"
        ) { call, random in
            let x = try call.required(0, "x")
            if case .list(let list) = x {
                let items = list.items
                list.replace(try random.permutation(items.count, call.work).map { items[$0] })
            } else if let array = x.array {
                let order = try random.permutation(array.shape.first ?? 0, call.work)
                try array.assign(array.taken(NDArray(order), axis: 0), call.work)
            } else {
                throw Mistake("\(x.brief) cannot be shuffled", expected: "an array or a list").raised(as: "TypeError")
            }
            return .none
        },
        Draw(
            name: "choice", summary: "some of the elements (or of 0 … n−1)",
            signature: "a, size=None, replace=True, p=None", example: "choice([10, 20, 30], 2)"
        ) { call, random in
            try choice(call, &random)
        },
        Draw(
            name: "multivariate_normal", summary: "normally distributed points with a mean and a covariance",
            signature: "mean, cov, size=None", example: "multivariate_normal([0, 0], np.eye(2), 3)"
        ) { call, random in
            let (mean, cov) = (try call.array(0, "mean", .float64), try call.array(1, "cov", .float64))
            let (values, vectors) = try LinearAlgebra.symmetricEigen(cov, call.work)
            let roots = try values.clipped(.number(.float(0)), nil).apply(.sqrt)
            let factor = try call.apply(.multiply, .array(vectors), .array(roots))
            let shape = try call.optionalShape(2, "size") ?? []
            let raw = try random.array(shape + [mean.count], call.work) { $0.normal() }
            return Value(try call.apply(.add, .array(raw.matmul(factor.transposed, work: call.work)), .array(mean)))
        },
    ]

    private static func check(_ holds: Bool, _ problem: String, _ expected: String) throws {
        guard !holds else { return }
        throw Mistake(problem, expected: expected).raised(as: "ValueError", problem)
    }

    private static func shaped(_ call: NumPyCall, _ random: inout ArrayRandom, _ draw: (inout ArrayRandom) -> Double)
        throws -> Value
    {
        var shape: [Int] = []
        if let first = call.value(0, "lengths"), let items = first.elements {
            for item in items { shape += try call.ints(item, "lengths") }
        } else {
            var place = 0
            while let next = call.value(place, "") {
                shape += try call.ints(next, "lengths")
                place += 1
            }
        }
        return shape.isEmpty ? .number(draw(&random)) : .thing(try random.array(shape, call.work, draw))
    }

    private static func counted(
        _ call: NumPyCall, _ place: Int, _ random: inout ArrayRandom, _ draw: (inout ArrayRandom) -> Int
    ) throws -> Value {
        guard let shape = try call.optionalShape(place, "size") else { return .int(draw(&random)) }
        return .thing(try random.integers(shape, call.work, draw))
    }

    private static func whole(_ call: NumPyCall, _ random: inout ArrayRandom, isClosed: Bool) throws -> Value {
        let first = try call.int(0, "low", 0)
        let high = try call.int(1, "high")
        let (low, end) = (high == nil ? 0 : first, high ?? first)
        guard isClosed ? low <= end : low < end else {
            let sign = isClosed ? ">" : ">="
            throw Mistake("low \(sign) high: \(low) and \(end)", expected: "low below high").raised(
                as: "ValueError", high == nil ? "high \(isClosed ? "<" : "<=") 0" : "low \(sign) high")
        }
        let last = isClosed ? end : end - 1
        let dtype = try call.dtype(3)
        if let dtype, dtype != .int64 {
            let range = dtype == .uint8 ? 0...255 : dtype == .bool ? 0...1 : Int(Int32.min)...Int(Int32.max)
            try check(range.contains(low), "low is out of bounds for \(dtype.name)", "\(range)")
            try check(range.contains(last), "high is out of bounds for \(dtype.name)", "\(range)")
        }
        let found = try counted(call, 2, &random) { $0.whole(low, last) }
        if let dtype, let array = found.array { return .thing(try array.cast(to: dtype)) }
        return found
    }

    private static func choice(_ call: NumPyCall, _ random: inout ArrayRandom) throws -> Value {
        let given = try call.required(0, "a")
        var items: [Value]?
        var array: NDArray?
        let count: Int
        if case .int(let number) = given.plain {
            count = number
        } else if let made = try? call.array(0, "a") {
            array = made
            count = made.shape.first ?? 0
        } else {
            items = try given.elements(in: call.context)
            count = items?.count ?? 0
        }
        let shape = try call.optionalShape(1, "size")
        let wanted = try NDArray.count(of: shape ?? [])
        try check(count > 0 || wanted == 0, "a must be a positive integer unless no samples are taken", "1 or more")
        try MemoryRoom.check(Double(wanted) * 16, for: "\(wanted.grouped) elements") { _ in nil }
        let replaces = try call.flag(2, "replace", true)
        var places: [Int] = []
        if let weights = try call.optionalArray(3, "p")?.doubles() {
            guard weights.count == count else { throw Mistake("'a' and 'p' must have same size") }
            let total = weights.reduce(0, +)
            guard (total - 1).magnitude < 1e-7 else {
                throw Mistake("probabilities do not sum to 1, but to \(total)", try: "p / p.sum()").raised(
                    as: "ValueError", "probabilities do not sum to 1")
            }
            guard replaces || wanted <= weights.count(where: { $0 > 0 }) else {
                throw Mistake("Fewer non-zero entries in p than size")
            }
            var left = weights
            for _ in 0..<wanted {
                if call.work.isCancelled { throw Stopped() }
                var rest = random.uniform() * left.reduce(0, +)
                var place = left.lastIndex { $0 > 0 } ?? 0
                for (index, weight) in left.enumerated() where weight > 0 {
                    rest -= weight
                    if rest < 0 {
                        place = index
                        break
                    }
                }
                places.append(place)
                if !replaces { left[place] = 0 }
            }
        } else if replaces {
            var check = StopCheck(call.work)
            for _ in 0..<wanted {
                try check.pass()
                places.append(random.index(below: count))
            }
        } else {
            guard wanted <= count else {
                throw Mistake("Cannot take a larger sample than population when 'replace=False': \(wanted) of \(count)")
                    .raised(
                        as: "ValueError", "Cannot take a larger sample than population when replace is False")
            }
            places = try random.sample(wanted, of: count, call.work)
        }
        let chosen = try NDArray(places, shape: shape ?? [])
        if let items {
            guard shape != nil else { return items[places[0]] }
            if shape?.count == 1, let labels = TextArray(given) { return .thing(labels.at(places)) }
            return .list(places.map { items[$0] })
        }
        if let array { return Value(try array.taken(chosen, axis: 0)) }
        return shape == nil ? .int(places[0]) : .thing(chosen)
    }
}

/// `np.random.default_rng(seed)`: a stream of its own.
final class RandomGenerator: MadeByWord, @unchecked Sendable {
    static let kind = "generator"
    var madeBy: String { "numpy.random.Generator" }
    var random: ArrayRandom

    init(seed: Int) { random = ArrayRandom(seed: seed) }

    var summary: String { "Generator" }
}
