import Answers
import Arrays
import Glibc
import Language

/// Numbers of a continuous distribution.
extension RandomDraw {
    static let continuous: [RandomDraw] = [
        RandomDraw("rand", "uniform in [0, 1), in the shape of the lengths", "*lengths", "rand(2, 3)") { call, random in
            try call.shaped(&random) { $0.uniform() }
        },
        RandomDraw("randn", "standard normal, in the shape of the lengths", "*lengths", "randn(2, 3)") { call, random in
            try call.shaped(&random) { $0.normal() }
        },
        RandomDraw(
            "random", aliases: ["random_sample", "sample", "ranf"], "uniform in [0, 1)", "size=None", "random(3)"
        ) { call, random in
            try call.filled(0, &random) { $0.uniform() }
        },
        RandomDraw(
            "uniform", "uniform between two numbers", "low=0.0, high=1.0, size=None", "uniform(-1, 1, 3)"
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
            return try call.filled(2, &random) { low + (high - low) * $0.uniform() }
        },
        RandomDraw(
            "normal", "normally distributed", "loc=0.0, scale=1.0, size=None", "normal(0, 1, size=3)"
        ) { call, random in
            if let scale = call.value(1, "scale")?.asDouble, scale < 0 {
                throw Mistake("scale < 0", expected: "0 or more")
            }
            return try call.scaled(0, 1, &random, { $0.normal() }, names: ("loc", "scale"))
        },
        RandomDraw("standard_normal", "standard normal", "size=None", "standard_normal(3)") { call, random in
            try call.filled(0, &random) { $0.normal() }
        },
        RandomDraw(
            "exponential", "exponentially distributed", "scale=1.0, size=None", "exponential(2.0, 3)"
        ) { call, random in
            try call.spread([("scale", 1)], &random) {
                try check($0[0] >= 0, "scale < 0", "0 or more")
            } draw: {
                $1[0] * $0.exponential()
            }
        },
        RandomDraw("gamma", "gamma distributed", "shape, scale=1.0, size=None", "gamma(2.0, size=3)") { call, random in
            try call.spread([("shape", 1), ("scale", 1)], &random) {
                try check(!($0[0] < 0), "shape < 0", "0 or more")
                try check(!($0[1] < 0), "scale < 0", "0 or more")
            } draw: {
                $1[1] * $0.gamma($1[0])
            }
        },
        RandomDraw("beta", "beta distributed", "a, b, size=None", "beta(2, 3, 3)") { call, random in
            try call.spread([("a", 1), ("b", 1)], &random) {
                try check($0[0] > 0, "a <= 0", "a number above 0")
                try check($0[1] > 0, "b <= 0", "a number above 0")
            } draw: {
                $0.beta($1[0], $1[1])
            }
        },
        RandomDraw(
            "standard_exponential", "exponentially distributed with mean 1", "size=None", "standard_exponential(3)"
        ) { call, random in
            try call.filled(0, &random) { $0.exponential() }
        },
        RandomDraw(
            "standard_gamma", "gamma distributed with scale 1", "shape, size=None", "standard_gamma(2.0, 3)"
        ) { call, random in
            let shape = try call.notNegative(0, "shape", 1)
            return try call.filled(1, &random) { $0.gamma(shape) }
        },
        RandomDraw(
            "lognormal", "whose logarithm is normally distributed", "mean=0.0, sigma=1.0, size=None",
            "lognormal(0, 1, 3)"
        ) { call, random in
            let (mean, sigma) = (try call.double(0, "mean", 0), try call.notNegative(1, "sigma", 1))
            return try call.filled(2, &random) { exp(mean + sigma * $0.normal()) }
        },
        RandomDraw(
            "laplace", "Laplace distributed", "loc=0.0, scale=1.0, size=None", "laplace(0, 1, 3)"
        ) { call, random in
            let (loc, scale) = (try call.double(0, "loc", 0), try call.notNegative(1, "scale", 1))
            return try call.filled(2, &random) {
                let sign = $0.uniform() < 0.5 ? -1.0 : 1.0
                return loc + scale * sign * $0.exponential()
            }
        },
        RandomDraw(
            "logistic", "logistically distributed", "loc=0.0, scale=1.0, size=None", "logistic(0, 1, 3)"
        ) { call, random in
            let (loc, scale) = (try call.double(0, "loc", 0), try call.notNegative(1, "scale", 1))
            return try call.filled(2, &random) {
                let u = $0.inside()
                return loc + scale * log(u / (1 - u))
            }
        },
        RandomDraw("gumbel", "Gumbel distributed", "loc=0.0, scale=1.0, size=None", "gumbel(0, 1, 3)") { call, random in
            let (loc, scale) = (try call.double(0, "loc", 0), try call.notNegative(1, "scale", 1))
            return try call.filled(2, &random) { loc - scale * log(-log($0.inside())) }
        },
        RandomDraw(
            "standard_cauchy", "Cauchy distributed: a mean does not exist", "size=None", "standard_cauchy(3)"
        ) { call, random in
            try call.filled(0, &random) { tan(.pi * ($0.inside() - 0.5)) }
        },
        RandomDraw(
            "triangular", "with a density that rises to the mode and falls again", "left, mode, right, size=None",
            "triangular(0, 1, 3, 4)"
        ) { call, random in
            let (left, mode) = (try call.double(0, "left", 0), try call.double(1, "mode", 0))
            let right = try call.double(2, "right", 1)
            try check(left <= mode, "left > mode", "left below mode")
            try check(mode <= right, "mode > right", "mode below right")
            try check(left < right, "left == right", "left below right")
            let turn = (mode - left) / (right - left)
            return try call.filled(3, &random) {
                let u = $0.uniform()
                return u <= turn
                    ? left + (u * (right - left) * (mode - left)).squareRoot()
                    : right - ((1 - u) * (right - left) * (right - mode)).squareRoot()
            }
        },
        RandomDraw("weibull", "Weibull distributed with scale 1", "a, size=None", "weibull(1.5, 3)") { call, random in
            let a = try call.notNegative(0, "a", 1)
            return try call.filled(1, &random) { a == 0 ? 0 : pow($0.exponential(), 1 / a) }
        },
        RandomDraw("pareto", "Pareto II (Lomax) distributed", "a, size=None", "pareto(3, 4)") { call, random in
            let a = try call.positive(0, "a", 1)
            return try call.filled(1, &random) { expm1($0.exponential() / a) }
        },
        RandomDraw("power", "with the density a·x^(a−1) on [0, 1]", "a, size=None", "power(3, 4)") { call, random in
            let a = try call.positive(0, "a", 1)
            return try call.filled(1, &random) { pow(-expm1(-$0.exponential()), 1 / a) }
        },
        RandomDraw(
            "rayleigh", "the length of a vector of two normal numbers", "scale=1.0, size=None", "rayleigh(1, 3)"
        ) { call, random in
            let scale = try call.notNegative(0, "scale", 1)
            return try call.filled(1, &random) { scale * (2 * $0.exponential()).squareRoot() }
        },
        RandomDraw(
            "chisquare", "the sum of df squares of normal numbers", "df, size=None", "chisquare(2, 3)"
        ) { call, random in
            let df = try call.positive(0, "df", 1)
            return try call.filled(1, &random) { 2 * $0.gamma(df / 2) }
        },
        RandomDraw("standard_t", "Student's t distributed", "df, size=None", "standard_t(3, 4)") { call, random in
            let df = try call.positive(0, "df", 1)
            return try call.filled(1, &random) { $0.normal() / (2 * $0.gamma(df / 2) / df).squareRoot() }
        },
        RandomDraw(
            "f", "F distributed: a quotient of two mean squares", "dfnum, dfden, size=None", "f(2, 5, 3)"
        ) { call, random in
            let (above, below) = (try call.positive(0, "dfnum", 1), try call.positive(1, "dfden", 1))
            return try call.filled(2, &random) { ($0.gamma(above / 2) / above) / ($0.gamma(below / 2) / below) }
        },
    ]
}
