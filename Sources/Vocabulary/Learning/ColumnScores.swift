import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Language
import Numbers

/// How much each column alone says of the targets: a statistic, and the share of samples without any relation that reach it.
enum ColumnScores {
    static let words: [Word] = [
        word("f_classif", "the F of a one-way analysis of variance for each column", "X, y", "[0, 0, 1, 1]") {
            x, arguments, context in
            let (classes, places) = try targets(arguments, x, context).classed(context.work)
            return variance(x, classes.count, places)
        },
        word(
            "f_regression", "the F of a line through the targets for each column",
            "X, y, *, center=True, force_finite=True", "[1.0, 2, 3, 5]"
        ) { x, arguments, context in
            guard try arguments.bool("center"), try arguments.bool("force_finite") else {
                throw Mistake(
                    "f_regression without center or force_finite is not followed here", expected: "both True",
                    try: "f_regression(X, y)")
            }
            return line(x, try targets(arguments, x, context).columns().first ?? [])
        },
        word("chi2", "χ² of counts and classes for each column", "X, y", "[0, 0, 1, 1]") { x, arguments, context in
            let (classes, places) = try targets(arguments, x, context).classed(context.work)
            return try counts(x, classes.count, places)
        },
    ]

    private static func word(
        _ name: String, _ summary: String, _ signature: String, _ y: String,
        _ body: @escaping @Sendable (Design, Arguments, Context) throws -> [(score: Double, share: Double)]
    ) -> Word {
        LearningWords.word(
            "sklearn.feature_selection.\(name)", summary + ": statistics, p-values", signature, returns: "tuple",
            "\(name)([[0.0, 1], [1, 5], [2, 2], [3, 4]], \(y))"
        ) { arguments, context in
            let x = try arguments.about("X") { try whole(context.inputs(arguments["X"])) }
            let found = try body(x, arguments, context)
            return .tuple([.thing(try NDArray(found.map(\.score))), .thing(try NDArray(found.map(\.share)))])
        }
    }

    private static func targets(_ arguments: Arguments, _ x: Design, _ context: Context) throws -> Targets {
        let found = try arguments.about("y") { try Targets(arguments["y"], context) }
        try found.check(rows: x.count)
        return found
    }

    /// Between the classes over within them, both by their degrees of freedom.
    private static func variance(_ x: Design, _ classes: Int, _ places: [Int]) -> [(score: Double, share: Double)] {
        let (between, within) = (Double(classes - 1), Double(x.count - classes))
        var sizes = [Double](repeating: 0, count: classes)
        for place in places { sizes[place] += 1 }
        return (0..<x.width).map { index in
            let column = x.column(index)
            let middle = column.meanAndVariance.mean
            var sums = [Double](repeating: 0, count: classes)
            for (value, place) in zip(column, places) { sums[place] += value - middle }
            let means = zip(sums, sizes).map { $0 / $1 }
            let apart = zip(means, sizes).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
            let rest = zip(column, places).reduce(0) { sum, pair in
                let error = pair.0 - middle - means[pair.1]
                return sum + error * error
            }
            let f = (apart / between) / (rest / within)
            return (f, TailShare.fisher(f, between, within))
        }
    }

    /// r²/(1 − r²)·(n − 2); of a constant column 0, of a perfect line the largest number.
    private static func line(_ x: Design, _ y: [Double]) -> [(score: Double, share: Double)] {
        let freedom = Double(x.count - 2)
        let middle = y.meanAndVariance.mean
        let height = y.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }.squareRoot()
        return (0..<x.width).map { index in
            let column = x.column(index)
            let mean = column.meanAndVariance.mean
            let width = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
            let product = zip(column, y).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - middle) }
            guard width > 0, height > 0 else { return (0, 1) }
            let r = product / width / height
            let f = r * r / (1 - r * r) * freedom
            guard f.isFinite, f >= 0 else { return (.greatestFiniteMagnitude, 0) }
            return (f, TailShare.fisher(f, 1, freedom))
        }
    }

    /// Σ(observed − expected)²/expected over the classes.
    private static func counts(
        _ x: Design, _ classes: Int, _ places: [Int]
    ) throws -> [(score: Double, share: Double)] {
        guard x.values.allSatisfy({ $0 >= 0 }) else {
            throw Mistake("X has numbers below 0", expected: "counts", argument: "X").raised(
                as: "ValueError", "Input X must be non-negative.")
        }
        var sizes = [Double](repeating: 0, count: classes)
        for place in places { sizes[place] += 1 }
        return (0..<x.width).map { index in
            var seen = [Double](repeating: 0, count: classes)
            for (value, place) in zip(x.column(index), places) { seen[place] += value }
            let all = seen.reduce(0, +)
            let square = zip(seen, sizes).reduce(0) { sum, pair in
                let expected = all * pair.1 / Double(x.count)
                return sum + (pair.0 - expected) * (pair.0 - expected) / expected
            }
            return (square, TailShare.chiSquared(square, Double(classes - 1)))
        }
    }
}
