import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// Scores and predictions of rows that were held out.
extension LearningWords {
    static let validation: [Word] = [
        word(
            "sklearn.model_selection.cross_val_score", "the score of an estimator on each fold",
            "estimator, X, y=None, groups=None, scoring=None, cv=None, n_jobs=None, verbose=0, params=None, error_score=None",
            returns: "array",
            "from sklearn.linear_model import Ridge\ncross_val_score(Ridge(), [[0.0], [1], [2], [3]], [1, 3, 5, 7], cv=2)",
            fixed: ["params", "error_score"]
        ) { arguments, context in
            let (estimator, x, targets) = try given(arguments, context)
            let folds = try Searches.folds(arguments["cv"], estimator, x, targets, groups: arguments["groups"], context)
            return .thing(
                try NDArray(
                    Searches.marks(estimator, x, targets, folds, [("score", arguments["scoring"])], context).test[0]))
        },
        word(
            "sklearn.model_selection.cross_validate", "the scores of an estimator on each fold, as a dict",
            "estimator, X, y=None, groups=None, scoring=None, cv=None, n_jobs=None, verbose=0, params=None, "
                + "return_train_score=False, return_estimator=False, error_score=None",
            returns: "dict",
            "from sklearn.linear_model import Ridge\ncross_validate(Ridge(), [[0.0], [1], [2], [3]], [1, 3, 5, 7], cv=2)",
            fixed: ["params", "error_score"]
        ) { arguments, context in
            let (estimator, x, targets) = try given(arguments, context)
            let folds = try Searches.folds(arguments["cv"], estimator, x, targets, groups: arguments["groups"], context)
            let isTraining = try context.isTrue(arguments["return_train_score"])
            let scorers = Searches.scorers(arguments["scoring"])
            let found = try Searches.marks(estimator, x, targets, folds, scorers, context, training: isTraining)
            var entries: [(Value, Value)] = [
                (.text("fit_time"), .thing(try NDArray(found.fitSeconds))),
                (.text("score_time"), .thing(try NDArray(found.scoreSeconds))),
            ]
            if try context.isTrue(arguments["return_estimator"]) {
                entries.append((.text("estimator"), .list(found.models.map(\.asValue))))
            }
            for (place, scorer) in scorers.enumerated() {
                entries.append((.text("test_\(scorer.name)"), .thing(try NDArray(found.test[place]))))
                if isTraining {
                    entries.append((.text("train_\(scorer.name)"), .thing(try NDArray(found.train[place]))))
                }
            }
            return .dict(.init(entries))
        },
        word(
            "sklearn.model_selection.cross_val_predict", "a prediction for every row, made when it was held out",
            "estimator, X, y=None, groups=None, cv=None, n_jobs=None", returns: "array",
            "from sklearn.linear_model import Ridge\ncross_val_predict(Ridge(), [[0.0], [1], [2], [3]], [1, 3, 5, 7], cv=2)"
        ) { arguments, context in
            let (estimator, x, targets) = try given(arguments, context)
            let folds = try Searches.folds(arguments["cv"], estimator, x, targets, groups: arguments["groups"], context)
            var found = [Value](repeating: .number(.nan), count: x.rowCount)
            for fold in folds {
                let model = try estimator.clone(context)
                try model.fit(x.rows(at: fold.train), targets.rows(at: fold.train), context)
                let values = try model.predict(x.rows(at: fold.test), context)
                let items = values.places ?? []
                for (row, value) in zip(fold.test, items) { found[row] = value }
            }
            if let texts = TextArray(.list(found)) { return .thing(texts) }
            return try ArrayMaking.array(.list(found), nil, context).map { .thing($0) } ?? .list(found)
        },
    ]

    static let learningCurve = word(
        "sklearn.model_selection.learning_curve",
        "scores by the number of training rows: sizes, training scores, test scores",
        "estimator, X, y=None, groups=None, train_sizes=None, cv=None, scoring=None, random_state=None, n_jobs=None",
        returns: "tuple",
        "from sklearn.linear_model import Ridge\nlearning_curve(Ridge(), [[0.0], [1], [2], [3]], [1, 3, 5, 7], cv=2, train_sizes=[0.5, 1.0])",
        fixed: ["random_state"]
    ) { arguments, context in
        let (estimator, x, targets) = try given(arguments, context)
        let folds = try Searches.folds(arguments["cv"], estimator, x, targets, groups: arguments["groups"], context)
        let most = folds.map(\.train.count).min() ?? 0
        let given =
            arguments["train_sizes"].isNone
            ? [0.1, 0.325, 0.55, 0.775, 1] : try ArrayWords.numbers(arguments, "train_sizes")
        let sizes = given.map { Int(saturating: $0 <= 1 ? $0 * Double(most) : $0) }
        guard let least = sizes.min(), least >= 1, sizes.allSatisfy({ $0 <= most }) else {
            throw arguments.mistake(
                "train_sizes", "train_sizes = \(arguments["train_sizes"].brief) of \(most) rows",
                expected: "shares above 0 up to 1, or from 1 to \(most) rows")
        }
        var (train, test): ([Double], [Double]) = ([], [])
        for size in sizes {
            let parts = folds.map { Splitter.Fold(train: Array($0.train.prefix(size)), test: $0.test) }
            let found = try Searches.marks(
                estimator, x, targets, parts, [("score", arguments["scoring"])], context, training: true)
            train += found.train[0]
            test += found.test[0]
        }
        let shape = [sizes.count, folds.count]
        return .tuple([
            .thing(try NDArray(sizes)), .thing(try NDArray(train, shape: shape)),
            .thing(try NDArray(test, shape: shape)),
        ])
    }
}
