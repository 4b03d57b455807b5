import Answers
import Arrays
import Glibc
import Language

/// Whole numbers: counts of a discrete distribution, and those of a range.
extension RandomDraw {
    static let whole: [RandomDraw] = [
        RandomDraw(
            "poisson", "Poisson distributed whole numbers", "lam=1.0, size=None", "poisson(3, 4)"
        ) { call, random in
            try call.spreadCounts([("lam", 1)], &random) {
                try check($0[0] >= 0, "lam < 0 or lam is NaN", "0 or more")
                try check($0[0] < 9.2e18, "lam value too large", "0 to 9.2e18")
            } draw: {
                $0.poisson($1[0])
            }
        },
        RandomDraw(
            "binomial", "how many of n trials succeed", "n, p, size=None", "binomial(10, 0.5, 4)"
        ) { call, random in
            try call.spreadCounts([("n", 1), ("p", 0.5)], &random) {
                let (n, p) = ($0[0], $0[1])
                try check(n >= 0, "n < 0", "0 or more")
                try check(n <= 1e9, "n = \(n.short()) is too large", "at most 1,000,000,000 trials")
                try check(n == n.rounded(), "n = \(n.short()) is no whole number", "whole numbers")
                try check((0...1).contains(p), "p < 0, p > 1 or p is NaN", "0 to 1")
            } draw: {
                $0.binomial(Int(saturating: $1[0]), $1[1])
            }
        },
        RandomDraw(
            "geometric", "how many trials it takes until one succeeds", "p, size=None", "geometric(0.5, 4)"
        ) { call, random in
            let p = try call.double(0, "p", 0.5)
            try check(p > 0 && p <= 1, "p <= 0, p > 1 or p contains NaNs", "above 0, at most 1")
            return try call.counted(1, &random) {
                p == 1 ? 1 : Swift.max(1, Int(saturating: (-$0.exponential() / log1p(-p)).rounded(.up)))
            }
        },
        RandomDraw(
            "negative_binomial", "how many trials fail before n succeed", "n, p, size=None",
            "negative_binomial(3, 0.5, 4)"
        ) { call, random in
            let (n, p) = (try call.double(0, "n", 1), try call.double(1, "p", 0.5))
            try check(n > 0 && n <= 1e9, "n <= 0", "above 0, at most 1e9")
            try check(p > 1e-9 && p <= 1, "p <= 0, p > 1 or p contains NaNs", "above 0, at most 1")
            return try call.counted(2, &random) { $0.poisson($0.gamma(n) * (1 - p) / p) }
        },
        RandomDraw(
            "hypergeometric", "how many good ones there are in a sample without putting back",
            "ngood, nbad, nsample, size=None", "hypergeometric(5, 5, 3, 4)"
        ) { call, random in
            let (good, bad) = (try call.int(0, "ngood", 0), try call.int(1, "nbad", 0))
            let drawn = try call.int(2, "nsample", 0)
            try check(good >= 0 && good <= 1_000_000_000, "ngood = \(good)", "0 to 1,000,000,000")
            try check(bad >= 0 && bad <= 1_000_000_000, "nbad = \(bad)", "0 to 1,000,000,000")
            try check((0...10_000).contains(drawn), "nsample = \(drawn)", "0 to 10,000")
            try check(drawn <= good + bad, "ngood + nbad < nsample", "at most \(good + bad)")
            return try call.counted(3, &random) { random in
                var found = 0
                for place in 0..<drawn where random.index(below: good + bad - place) < good - found { found += 1 }
                return found
            }
        },
        RandomDraw(
            "randint", "whole numbers from low to below high", "low, high=None, size=None, dtype=None",
            "randint(0, 10, 5)"
        ) { call, random in
            try call.whole(&random, isClosed: false)
        },
        RandomDraw(
            "integers", "whole numbers from low to below high",
            "low, high=None, size=None, dtype=None, endpoint=False", "integers(0, 10, 5)", isGlobal: false
        ) { call, random in
            try call.whole(&random, isClosed: call.flag(4, "endpoint"))
        },
    ]
}

extension NumPyCall {
    /// Whole numbers from low to high, with it or without.
    fileprivate func whole(_ random: inout ArrayRandom, isClosed: Bool) throws -> Value {
        let first = try int(0, "low", 0)
        let high = try int(1, "high")
        let (low, end) = (high == nil ? 0 : first, high ?? first)
        guard isClosed ? low <= end : low < end else {
            let sign = isClosed ? ">" : ">="
            throw Mistake("low \(sign) high: \(low) and \(end)", expected: "low below high").raised(
                as: "ValueError", high == nil ? "high \(isClosed ? "<" : "<=") 0" : "low \(sign) high")
        }
        let last = isClosed ? end : end - 1
        let dtype = try self.dtype(3)
        if let dtype, dtype != .int64 {
            let range = dtype == .uint8 ? 0...255 : dtype == .bool ? 0...1 : Int(Int32.min)...Int(Int32.max)
            try RandomDraw.check(range.contains(low), "low is out of bounds for \(dtype.name)", "\(range)")
            try RandomDraw.check(range.contains(last), "high is out of bounds for \(dtype.name)", "\(range)")
        }
        let found = try counted(2, &random) { $0.whole(low, last) }
        if let dtype, let array = found.array { return .thing(try array.cast(to: dtype, work)) }
        return found
    }
}
