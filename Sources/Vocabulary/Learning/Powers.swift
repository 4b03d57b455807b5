import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Glibc
import Language
import Numbers

/// The power of each column that makes it most likely as normal numbers: Yeo & Johnson (2000), Biometrika 87; Box & Cox (1964).
struct Powers: FittedEstimator {
    private let powers: [Double]
    private let means: [Double]
    private let scales: [Double]
    private let isShifted: Bool

    init(_ estimator: Estimator, _ x: Table, _ work: Work) throws {
        let isShifted = try estimator.choice("method", ["yeo-johnson", "box-cox"]) == "yeo-johnson"
        let isScaled = try estimator.flag("standardize")
        let columns = try x.columns.map { try $0.numbers(for: "PowerTransformer").filter { !$0.isNaN } }
        guard isShifted || columns.allSatisfy({ $0.allSatisfy { $0 > 0 } }) else {
            throw Mistake(
                "X has numbers of 0 or below", expected: "numbers above 0", try: "method=\"yeo-johnson\"", argument: "X"
            ).raised(as: "ValueError", "The Box-Cox transformation can only be applied to strictly positive data")
        }
        self.isShifted = isShifted
        let powers = try columns.map { column in
            guard let first = column.first, column.contains(where: { $0 != first }) else { return 1.0 }
            return try Powers.best(column, isShifted, work)
        }
        self.powers = powers
        let moments = zip(columns, powers).map { column, power in
            column.map { Powers.bent($0, power, isShifted) }.meanAndVariance
        }
        means = moments.map { isScaled ? $0.mean : 0 }
        scales = moments.map { isScaled && $0.variance > 0 ? $0.variance.squareRoot() : 1 }
    }

    /// (xᵠ − 1)/φ; of Yeo and Johnson that of x + 1, and for x below 0 its mirror with the power 2 − φ.
    private static func bent(_ x: Double, _ power: Double, _ isShifted: Bool) -> Double {
        guard isShifted else { return power == 0 ? log(x) : expm1(power * log(x)) / power }
        if x >= 0 { return power == 0 ? log1p(x) : expm1(power * log1p(x)) / power }
        return power == 2 ? -log1p(-x) : -expm1((2 - power) * log1p(-x)) / (2 - power)
    }

    private static func unbent(_ y: Double, _ power: Double, _ isShifted: Bool) -> Double {
        guard isShifted else { return power == 0 ? exp(y) : exp(log1p(y * power) / power) }
        if y >= 0 { return power == 0 ? expm1(y) : expm1(log1p(y * power) / power) }
        return power == 2 ? -expm1(-y) : -expm1(log1p(-(2 - power) * y) / (2 - power))
    }

    /// −n/2·log variance + (φ − 1)·Σ log of how much the curve stretches at φ = 1 … up to a constant.
    private static func likelihood(_ column: [Double], _ power: Double, _ stretch: Double, _ isShifted: Bool) -> Double
    {
        let variance = column.map { bent($0, power, isShifted) }.meanAndVariance.variance
        let found = -Double(column.count) / 2 * log(variance) + (power - 1) * stretch
        return found.isNaN || variance == 0 ? -.infinity : found
    }

    /// The power of the largest likelihood, by golden sections around the best of a row of them.
    private static func best(_ column: [Double], _ isShifted: Bool, _ work: Work) throws -> Double {
        let stretch = column.reduce(0.0) { sum, x -> Double in
            guard isShifted else { return sum + log(x) }
            let size = log1p(x.magnitude)
            return x < 0 ? sum - size : sum + size
        }
        func value(_ power: Double) throws -> Double {
            if work.isCancelled { throw Stopped() }
            return likelihood(column, power, stretch, isShifted)
        }
        var (middle, step) = (1.0, 1.0)
        var height = try value(middle)
        // Uphill with growing steps, until both sides are lower.
        for _ in 0..<60 {
            let (left, right) = (try value(middle - step), try value(middle + step))
            guard left > height || right > height else { break }
            (middle, height) = left > right ? (middle - step, left) : (middle + step, right)
            step *= 1.5
        }
        var (low, high) = (middle - step, middle + step)
        let golden: Double = (Double(5).squareRoot() - 1) / 2
        var (a, b) = (high - golden * (high - low), low + golden * (high - low))
        var (atA, atB) = (try value(a), try value(b))
        for _ in 0..<80 where high - low > 1e-11 {
            if atA > atB {
                (high, b, atB) = (b, a, atA)
                a = high - golden * (high - low)
                atA = try value(a)
            } else {
                (low, a, atA) = (a, b, atB)
                b = low + golden * (high - low)
                atB = try value(b)
            }
        }
        return (low + high) / 2
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        try mapped(x) { (Powers.bent($1, powers[$0], isShifted) - means[$0]) / scales[$0] }
    }

    func restored(_ x: Table, _ context: Context) throws -> Table? {
        try mapped(x) { Powers.unbent($1 * scales[$0] + means[$0], powers[$0], isShifted) }
    }

    var learned: [String: Value] { get throws { ["lambdas_": .thing(try NDArray(powers))] } }
}
