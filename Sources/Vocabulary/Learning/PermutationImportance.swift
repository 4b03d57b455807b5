import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Language
import Numbers

/// How much worse a model becomes when the cells of one column are dealt out anew among its rows: Breiman (2001), Random Forests;
/// scikit-learn 1.9.
enum PermutationImportance {
    static let words: [Word] = [
        LearningWords.word(
            "sklearn.inspection.permutation_importance",
            "how much the score of a model falls when a column is shuffled, column by column",
            "estimator, X, y, *, scoring=None, n_repeats=5, n_jobs=None, random_state=None, sample_weight=None, max_samples=1.0",
            returns: "Bunch",
            "from sklearn.linear_model import Ridge\nm = Ridge().fit([[0.0], [1], [2]], [1, 3, 5])\npermutation_importance(m, [[0.0], [1], [2]], [1, 3, 5], random_state=0).importances_mean",
            fixed: ["sample_weight"]
        ) { arguments, context in
            let (model, x, targets) = try LearningWords.given(arguments, context)
            try targets.check(rows: x.rowCount)
            let call = NumPyCall("permutation_importance", arguments, context)
            let repeats = try call.int(.max, "n_repeats", 5)
            guard (1...10_000).contains(repeats) else {
                throw arguments.mistake("n_repeats", "n_repeats = \(repeats)", expected: "from 1 to 10,000")
            }
            guard try call.double(.max, "max_samples", 1) == 1 else {
                throw arguments.mistake(
                    "max_samples", "max_samples = \(arguments["max_samples"].brief)", expected: "all rows",
                    try: "max_samples=1.0")
            }
            var random =
                try call.int(.max, "random_state").map { ArrayRandom(seed: $0) }
                ?? ArrayRandom(seed: context.session.arrayChance.index(below: 1 << 30))
            let scoring = arguments["scoring"]
            let base = try Searches.score(model, x, targets, scoring, context)
            let losses = try x.columns.map { column in
                try (0..<repeats).map { _ in
                    if context.work.isCancelled { throw Stopped() }
                    let order = try random.permutation(x.rowCount, context.work)
                    let shuffled = try x.setting(column.rows(at: order))
                    return try base - Searches.score(model, shuffled, targets, scoring, context)
                }
            }
            let statistics = losses.map(\.meanAndVariance)
            return .record(
                "Bunch", ["importances_mean", "importances_std", "importances"],
                [
                    .thing(try NDArray(statistics.map(\.mean))),
                    .thing(try NDArray(statistics.map { $0.variance.squareRoot() })),
                    .thing(try NDArray(losses.flatMap(\.self), shape: [losses.count, repeats])),
                ])
        }
    ]
}
