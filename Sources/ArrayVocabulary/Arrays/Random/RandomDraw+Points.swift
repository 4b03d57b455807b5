import Answers
import Arrays
import Language
import Numbers

/// Several numbers that belong together: shares, counts of outcomes, correlated coordinates.
extension RandomDraw {
    static let points: [RandomDraw] = [
        RandomDraw("dirichlet", "shares that sum to 1", "alpha, size=None", "dirichlet([1, 2, 3], 2)") { call, random in
            let alpha = try call.array(0, "alpha", .float64).reshaped([-1], call.work).doubles()
            try check(!alpha.isEmpty && alpha.allSatisfy { $0 > 0 }, "alpha < 0", "numbers above 0")
            let shape = try call.optionalShape(1, "size") ?? []
            let made = try NDArray.zeros(shape + [alpha.count], work: call.work)
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
        RandomDraw(
            "multinomial", "how often each of several outcomes comes in n trials", "n, pvals, size=None",
            "multinomial(10, [0.2, 0.8])"
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
            let made = try NDArray.zeros(shape + [shares.count], .int64, work: call.work)
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
        RandomDraw(
            "multivariate_normal", "normally distributed points with a mean and a covariance", "mean, cov, size=None",
            "multivariate_normal([0, 0], np.eye(2), 3)"
        ) { call, random in
            let (mean, cov) = (try call.array(0, "mean", .float64), try call.array(1, "cov", .float64))
            let (values, vectors) = try LinearAlgebra.symmetricEigen(cov, call.work)
            let roots = try values.clipped(.number(.float(0)), nil, work: call.work).apply(.sqrt, work: call.work)
            let factor = try call.apply(.multiply, .array(vectors), .array(roots))
            let shape = try call.optionalShape(2, "size") ?? []
            let raw = try random.array(shape + [mean.count], call.work) { $0.normal() }
            return Value(try call.apply(.add, .array(raw.matmul(factor.transposed, work: call.work)), .array(mean)))
        },
    ]
}
