import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Glibc
import Language
import Numbers

/// scikit-learn's naive Bayes of counts, and of what is there or not (Manning, Raghavan & Schütze 2008, ch. 13).
enum CountForms {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "MultinomialNB", module: "naive_bayes", role: .classifier,
            summary: "for each class, how often each column is counted",
            signature: "*, alpha=1.0, force_alpha=True, fit_prior=True, class_prior=None",
            example: "MultinomialNB().fit([[2, 0], [3, 1], [0, 4]], [0, 0, 1]).predict([[1, 3]])",
            fixed: ["force_alpha"]
        ) { estimator, x, targets, context in try Counts(estimator, x, targets, context, threshold: nil) },
        EstimatorForm(
            name: "BernoulliNB", module: "naive_bayes", role: .classifier,
            summary: "for each class, in which share of its rows each column is above a threshold",
            signature: "*, alpha=1.0, force_alpha=True, binarize=0.0, fit_prior=True, class_prior=None",
            example: "BernoulliNB().fit([[1, 0], [1, 1], [0, 1]], [0, 0, 1]).predict([[0, 1]])",
            fixed: ["force_alpha"]
        ) { estimator, x, targets, context in
            let threshold = estimator["binarize"].isNone ? 0.5 : try estimator.number("binarize", .finite)
            return try Counts(estimator, x, targets, context, threshold: threshold)
        },
    ]
}

/// log P(class | row) = log P(class) + Σ xⱼ·log θⱼ, with θ the smoothed shares of the class; with a threshold a column that is not above
/// it counts log(1 − θⱼ).
private struct Counts: FittedEstimator {
    private let priors: [Double]
    private let logs: [[Double]]
    /// Of columns that are not there; nil where counts are counted.
    private let absent: [[Double]]?
    private let counts: [[Double]]
    private let sizes: [Double]
    private let threshold: Double?

    init(
        _ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context, threshold: Double?
    ) throws {
        let design = try whole(x)
        let (classes, places) = try Targets.classes(targets, context.work)
        guard threshold != nil || design.values.allSatisfy({ $0 >= 0 }) else {
            throw Mistake("X has numbers below 0", expected: "counts", try: "GaussianNB()", argument: "X").raised(
                as: "ValueError", "Negative values in data passed to MultinomialNB (input X).")
        }
        let alpha = try estimator.number("alpha", .nonNegative)
        var (counts, sizes) = (
            [[Double]](repeating: [Double](repeating: 0, count: design.width), count: classes.count),
            [Double](repeating: 0, count: classes.count)
        )
        var check = StopCheck(context.work)
        for (row, own) in places.enumerated() {
            try check.pass(design.width)
            sizes[own] += 1
            for place in 0..<design.width {
                let value = design.values[row * design.width + place]
                counts[own][place] += threshold.map { value > $0 ? 1 : 0 } ?? value
            }
        }
        (self.counts, self.sizes, self.threshold) = (counts, sizes, threshold)
        priors = try Counts.priors(estimator, sizes)
        let shares = zip(counts, sizes).map { counts, size -> [Double] in
            let all = threshold == nil ? counts.reduce(0) { $0 + $1 + alpha } : size + 2 * alpha
            return counts.map { ($0 + alpha) / all }
        }
        logs = shares.map { $0.map { log($0) } }
        absent = threshold == nil ? nil : shares.map { $0.map { log(1 - $0) } }
    }

    /// Their logarithms: as given, as often as they are there, or all alike.
    private static func priors(_ estimator: Estimator, _ sizes: [Double]) throws -> [Double] {
        if !estimator["class_prior"].isNone {
            guard let given = estimator["class_prior"].doubles, given.count == sizes.count,
                given.allSatisfy({ $0 > 0 })
            else {
                throw Mistake(
                    "class_prior = \(estimator["class_prior"].brief)", expected: "a share above 0 for each class"
                ).raised(as: "ValueError", "Number of priors must match number of classes.")
            }
            return given.map { log($0) }
        }
        guard try estimator.flag("fit_prior") else { return sizes.map { _ in -log(Double(sizes.count)) } }
        let all = sizes.reduce(0, +)
        return sizes.map { log($0 / all) }
    }

    private func joint(_ x: Table, _ work: Work) throws -> [[Double]] {
        let design = try whole(x)
        var check = StopCheck(work)
        return try (0..<design.count).map { row in
            try check.pass(design.width * priors.count)
            return priors.indices.map { own in
                var sum = priors[own]
                for place in 0..<design.width {
                    let value = design.values[row * design.width + place]
                    if let absent, let threshold {
                        sum += value > threshold ? logs[own][place] : absent[own][place]
                    } else if value != 0 {
                        sum += value * logs[own][place]
                    }
                }
                return sum
            }
        }
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try joint(x, context.work).map { row in
            let most = row.max() ?? 0
            let weights = row.map { exp($0 - most) }
            let all = weights.reduce(0, +)
            return weights.map { $0 / all }
        }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        [try joint(x, context.work).map { Double($0.largestPlace) }]
    }

    var learned: [String: Value] {
        get throws {
            func table(_ rows: [[Double]]) throws -> Value {
                .thing(try NDArray(rows.flatMap(\.self), shape: [rows.count, rows.first?.count ?? 0]))
            }
            return [
                "class_count_": .thing(try NDArray(sizes)), "class_log_prior_": .thing(try NDArray(priors)),
                "feature_count_": try table(counts), "feature_log_prob_": try table(logs),
            ]
        }
    }
}
