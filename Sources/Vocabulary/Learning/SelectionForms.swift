import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Foundation
import Language
import Numbers

/// scikit-learn's transformers that keep some of the columns.
enum SelectionForms {
    private static let scored = "from sklearn.feature_selection import f_regression\n"

    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "SelectKBest", module: "feature_selection", role: .transformer,
            summary: "so many columns of the highest scores", signature: "score_func=None, *, k=10",
            example: scored + "SelectKBest(f_regression, k=1).fit_transform([[0.0, 3], [1, 1], [2, 2]], [1, 3, 5])"
        ) { estimator, x, targets, context in
            let scores = try scores(estimator, x, targets, context)
            guard estimator["k"].asText != "all" else {
                return try Chosen(x, scores.keep(x.columns.count), scores.learned)
            }
            let count = try estimator.whole("k", 0)
            if count > x.columns.count {
                context.note("k = \(count), and there are \(x.columns.count) columns: all of them are kept")
            }
            return try Chosen(x, scores.keep(Swift.min(count, x.columns.count)), scores.learned)
        },
        EstimatorForm(
            name: "SelectPercentile", module: "feature_selection", role: .transformer,
            summary: "a share of the columns, those of the highest scores, in percent",
            signature: "score_func=None, *, percentile=10",
            example: scored
                + "SelectPercentile(f_regression, percentile=50).fit_transform([[0.0, 3], [1, 1], [2, 2]], [1, 3, 5])"
        ) { estimator, x, targets, context in
            let scores = try scores(estimator, x, targets, context)
            return try Chosen(
                x, scores.keep(percent: estimator.number("percentile", Interval(0, 100))), scores.learned)
        },
        EstimatorForm(
            name: "VarianceThreshold", module: "feature_selection", role: .transformer,
            summary: "the columns whose variance is above a threshold", signature: "threshold=0.0",
            example: "VarianceThreshold().fit_transform([[0.0, 3], [1, 3], [2, 3]])"
        ) { estimator, x, _, _ in
            let least = try estimator.number("threshold", .nonNegative)
            let design = try whole(x)
            let variances = (0..<design.width).map { design.column($0).meanAndVariance.variance }
            let mask = variances.map { $0 > least }
            guard mask.contains(true) else {
                throw Mistake("no column varies more than \(least.short())", expected: "one that does", argument: "X")
                    .raised(
                        as: "ValueError",
                        "No feature in X meets the variance threshold \(String(format: "%.5f", least))")
            }
            return try Chosen(x, mask, ["variances_": .thing(NDArray(variances))])
        },
        fromModel, elimination,
    ]

    /// The statistic of each column, and its p-value where the function gives one.
    private static func scores(
        _ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context
    ) throws -> Scores {
        guard let targets else {
            throw Mistake("\(estimator.form.name) needs y", expected: "fit(X, y)").raised(
                as: "TypeError", "fit() missing 1 required positional argument: 'y'")
        }
        try targets.check(rows: x.rowCount)
        var function = estimator["score_func"]
        if function.isNone, let word = context.registry.word("sklearn.feature_selection.f_classif") {
            function = .word(word)
        }
        let given: [Value] = [.thing(try x.array()), try OwnEstimators.labels(targets, context)]
        let found = try context.call(function, given)
        // An array of numbers is no pair.
        let parts = found.array == nil ? found.elements : nil
        guard let scores = (parts?[safe: 0] ?? found).doubles, scores.count == x.columns.count else {
            throw Mistake(
                "the score function gives \(found.brief)", expected: "a score for each of \(x.columns.count) columns",
                try: "SelectKBest(f_classif)", argument: "score_func")
        }
        return Scores(scores: scores, shares: parts?[safe: 1]?.doubles)
    }

    private struct Scores {
        let scores: [Double]
        let shares: [Double]?

        /// A column without a score counts as the lowest.
        private var filled: [Double] { scores.map { $0.isNaN ? -.greatestFiniteMagnitude : $0 } }

        /// So many of the highest; of equal ones the last.
        func keep(_ count: Int) -> [Bool] {
            let filled = filled
            let order = filled.indices.sorted { (filled[$0], $0) > (filled[$1], $1) }
            let kept = Set(order.prefix(count))
            return filled.indices.map(kept.contains)
        }

        /// A share of the highest; of equal ones at the border the first.
        func keep(percent: Double) -> [Bool] {
            let filled = filled
            guard percent > 0 else { return filled.map { _ in false } }
            guard percent < 100 else { return filled.map { _ in true } }
            let border = filled.sorted().quantile(1 - percent / 100)
            var mask = filled.map { $0 > border }
            let most = Int(saturating: Double(filled.count) * percent / 100)
            for place in filled.indices where filled[place] == border && mask.count(where: { $0 }) < most {
                mask[place] = true
            }
            return mask
        }

        var learned: [String: Value] {
            get throws {
                var found: [String: Value] = ["scores_": .thing(try NDArray(scores))]
                found["pvalues_"] = try shares.map { Value.thing(try NDArray($0)) } ?? Value.none
                return found
            }
        }
    }

    // MARK: By what a model has learnt

    private static let fromModel = EstimatorForm(
        name: "SelectFromModel", module: "feature_selection", role: .transformer,
        summary: "the columns that a model gives a slope or an importance above a threshold",
        signature:
            "estimator, *, threshold=None, prefit=False, norm_order=1, max_features=None, importance_getter='auto'",
        example: "from sklearn.linear_model import Lasso\nX = [[0.0, 3], [1, 1], [2, 2]]\n"
            + "SelectFromModel(Lasso(alpha=0.1)).fit_transform(X, [1, 3, 5])",
        fixed: ["norm_order", "importance_getter"]
    ) { estimator, x, targets, context in
        let model = try inner(estimator)
        let fitted = try estimator.flag("prefit") ? model : model.clone(context)
        if fitted !== model { try fitted.fit(x, targets, context) }
        let importances = try importances(fitted, \.magnitude)
        let threshold = try threshold(estimator, fitted, importances)
        var mask = importances.map { $0 >= threshold }
        if let most = try estimator.optionalWhole("max_features", 0) {
            let order = importances.indices.sorted { (-importances[$0], $0) < (-importances[$1], $1) }
            let kept = Set(order.prefix(most))
            for place in mask.indices where !kept.contains(place) { mask[place] = false }
        }
        return Chosen(x, mask, ["estimator_": fitted.asValue, "threshold_": .number(threshold)])
    }

    private static let elimination = EstimatorForm(
        name: "RFE", module: "feature_selection", role: .transformer,
        summary: "so many columns: again and again the one with the smallest slope or importance is left out",
        signature: "estimator, *, n_features_to_select=None, step=1, verbose=0, importance_getter='auto'",
        example: "from sklearn.linear_model import LinearRegression\nX = [[0.0, 3], [1, 1], [2, 2]]\n"
            + "RFE(LinearRegression(), n_features_to_select=1).fit(X, [1, 3, 5]).ranking_",
        fixed: ["importance_getter"]
    ) { estimator, x, targets, context in
        let width = x.columns.count
        func count(_ name: String, of whole: Int) throws -> Int {
            if let share = estimator[name].asDouble, share > 0, share < 1 {
                return Swift.max(1, Int(saturating: share * Double(whole)))
            }
            return try estimator.whole(name, 1)
        }
        let wanted =
            try estimator["n_features_to_select"].isNone
            ? width / 2 : count("n_features_to_select", of: width)
        let step = try count("step", of: width)
        let names = x.names
        var (kept, ranks) = (Array(0..<width), [Int](repeating: 1, count: width))
        func model() throws -> Estimator {
            if context.work.isCancelled { throw Stopped() }
            let model = try inner(estimator).clone(context)
            try model.fit(x.selecting(kept.map { names[$0] }), targets, context)
            return model
        }
        while kept.count > wanted {
            let weights = try importances(model()) { $0 * $0 }
            let order = kept.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
            let gone = Set(order.prefix(Swift.min(step, kept.count - wanted)))
            kept = kept.indices.filter { !gone.contains($0) }.map { kept[$0] }
            for place in 0..<width where !kept.contains(place) { ranks[place] += 1 }
        }
        let last = try model()
        let mask = (0..<width).map(kept.contains)
        return Chosen(
            x, mask,
            [
                "estimator_": last.asValue, "ranking_": .thing(try NDArray(ranks)), "n_features_": .int(kept.count),
                "support_": try Chosen.array(mask),
            ], model: last)
    }

    private static func inner(_ estimator: Estimator) throws -> Estimator {
        guard let model = Estimator.of(estimator["estimator"]) else {
            throw Mistake("\(estimator["estimator"].brief) is no estimator", expected: "one such as Ridge()").raised(
                as: "TypeError")
        }
        return model
    }

    /// Of each column, the sum over all planes of its slope; or its importance.
    private static func importances(_ model: Estimator, _ part: (Double) -> Double) throws -> [Double] {
        let learned = try model.learnt().learned
        if let slopes = learned["coef_"]?.array {
            let numbers = slopes.doubles()
            let width = slopes.shape.last ?? 1
            return (0..<width).map { column in
                stride(from: column, to: numbers.count, by: Swift.max(1, width)).reduce(0) { $0 + part(numbers[$1]) }
            }
        }
        if let found = learned["feature_importances_"]?.array { return found.doubles() }
        throw Mistake("\(model.form.name) has neither coef_ nor feature_importances_", expected: "a model with either")
            .raised(
                as: "ValueError",
                "when `importance_getter=='auto'`, the underlying estimator \(model.form.name) should have `coef_` or "
                    + "`feature_importances_` attribute.")
    }

    /// A number, "mean", "median" or a multiple of them; 10⁻⁵ where a penalty makes slopes 0.
    private static func threshold(
        _ estimator: Estimator, _ model: Estimator, _ importances: [Double]
    ) throws -> Double {
        let given = estimator["threshold"]
        if let number = given.asNumber { return number }
        if given.isNone {
            return model.form.name.hasPrefix("Lasso") ? 1e-5 : importances.meanAndVariance.mean
        }
        let parts = (given.asText ?? "").split(separator: "*").map { $0.split(separator: " ").joined() }
        let factor = parts.count == 2 ? Double(parts[0]) : 1
        guard let factor, let name = parts.last, name == "mean" || name == "median" else {
            throw Mistake(
                "threshold = \(given.brief)", expected: "a number, \"mean\", \"median\" or \"1.25*mean\"",
                try: "threshold=\"median\"")
        }
        let base = name == "mean" ? importances.meanAndVariance.mean : importances.sorted().quantile(0.5)
        return factor * base
    }

    static let members: [Member] = [
        .method(
            "get_support", of: Estimator.self, returns: "array", "which columns are kept",
            [Parameter("indices", .bool, false, "their places, instead of True and False for each")]
        ) { model, arguments, _ in
            guard let chosen = try model.learnt() as? Chosen else { throw model.lacks("get_support") }
            guard try arguments.bool("indices") else { return try Chosen.array(chosen.mask) }
            return .thing(try NDArray(chosen.mask.indices.filter { chosen.mask[$0] }))
        }
    ]
}

/// Some of the columns.
private struct Chosen: FittedEstimator {
    let mask: [Bool]
    let learned: [String: Value]
    private let names: [String]
    /// What was fitted on the columns that are kept.
    private let model: Estimator?

    init(_ x: Table, _ mask: [Bool], _ learned: [String: Value], model: Estimator? = nil) {
        (names, self.mask, self.learned, self.model) = (x.names, mask, learned, model)
    }

    static func array(_ mask: [Bool]) throws -> Value { .thing(try NDArray(mask.map { Flag($0) })) }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        try x.selecting(zip(x.names, mask).filter(\.1).map(\.0))
    }

    /// Zeros where columns were left out.
    func restored(_ x: Table, _ context: Context) throws -> Table? {
        var rest = x.columns[...]
        return try Table(
            zip(names, mask).map { name, isKept in
                guard isKept, let column = rest.popFirst() else {
                    return Column(name, .numbers([Double](repeating: 0, count: x.rowCount)))
                }
                return Column(name, column.cells)
            })
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        guard let model, let kept = try transformed(x, context) else { return nil }
        return try model.predictions(kept, context)
    }
}
