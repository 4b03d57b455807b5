import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// scikit-learn's estimators, splitters and searches as words.
enum LearningWords {
    static let words: [Word] = estimators + making + splitters + validation + [learningCurve]

    private static let forms =
        Transformers.forms + FunctionForms.forms + Predictors.forms + DummyForms.forms + LinearModels.forms
        + Perceptrons.forms + SupportVectorForm.forms + [
            Composites.pipeline, Composites.columns,
        ]
        + Searches.forms

    static func word(
        _ name: String, _ summary: String, _ signature: String, returns: String, _ example: String,
        details: String = "", fixed: Set<String> = [], _ body: @escaping @Sendable (Arguments, Context) throws -> Value
    ) -> Word {
        let path = name.split(separator: ".")
        let module = path.dropLast().joined(separator: ".")
        return Word(
            name, family: "data", summary: summary, details: details, parameters: NumPyWord.parameters(signature),
            returns: returns, examples: ["from \(module) import \(path[path.count - 1])\n\(example)"],
            meaning: .call { arguments, context in
                // What has only its default here is refused, not passed over.
                for parameter in fixed where arguments.isGiven(parameter) && !arguments[parameter].isNone {
                    throw arguments.mistake(
                        parameter,
                        "\(path[path.count - 1]) does not follow \(parameter)=\(arguments[parameter].brief) here",
                        expected: "\(parameter)=None", try: "leave \(parameter) out")
                }
                return try body(arguments, context)
            })
    }

    private static let estimators: [Word] = forms.map { form in
        let names = NumPyWord.parameters(form.signature).map(\.name)
        return word(
            "sklearn.\(form.module).\(form.name)", form.summary, form.signature, returns: Estimator.kind, form.example,
            details: form.details
        ) { arguments, _ in .thing(Estimator(form, names.map { ($0, arguments[$0]) })) }
    }

    private static let making: [Word] = [
        word(
            "sklearn.pipeline.make_pipeline", "a pipeline whose steps are called by their kind", "*steps",
            returns: Estimator.kind,
            "from sklearn.preprocessing import StandardScaler\nfrom sklearn.linear_model import Ridge\nmake_pipeline(StandardScaler(), Ridge())"
        ) { arguments, _ in
            let named = try Composites.named(arguments["steps"].elements ?? [])
            return .thing(
                Estimator(
                    Composites.pipeline,
                    defaults(Composites.pipeline, ["steps": .list(named.map { .tuple([.text($0.0), $0.1]) })])))
        },
        word(
            "sklearn.compose.make_column_transformer", "a column transformer whose parts are called by their kind",
            "*transformers, remainder='drop', verbose_feature_names_out=True", returns: Estimator.kind,
            "from sklearn.preprocessing import StandardScaler\nmake_column_transformer((StandardScaler(), [0]))"
        ) { arguments, _ in
            let pairs = try (arguments["transformers"].elements ?? []).map { item -> (Value, Value) in
                guard let parts = item.elements, parts.count == 2 else {
                    throw Mistake(
                        "\(item.brief)", expected: "(transformer, columns)", try: "(StandardScaler(), [\"area\"])")
                }
                return (parts[0], parts[1])
            }
            let named = try Composites.named(pairs.map(\.0))
            let items = zip(named, pairs).map { Value.tuple([.text($0.0), $0.1, $1.1]) }
            return .thing(
                Estimator(
                    Composites.columns,
                    defaults(
                        Composites.columns,
                        [
                            "transformers": .list(items), "remainder": arguments["remainder"],
                            "verbose_feature_names_out": arguments["verbose_feature_names_out"],
                        ])))
        },
        word(
            "sklearn.compose.make_column_selector",
            "the columns of some types, or of a pattern, for a column transformer",
            "pattern=None, *, dtype_include=None, dtype_exclude=None", returns: "function",
            "import pandas as pd\ndata = pd.DataFrame({\"a\": [1], \"b\": [\"x\"]})\nmake_column_selector(dtype_include=\"number\")(data)"
        ) { arguments, _ in
            let pattern = arguments["pattern"].isNone ? nil : try arguments.text("pattern")
            let (include, exclude) = (arguments["dtype_include"], arguments["dtype_exclude"])
            return .callable("make_column_selector") { given, _, _ in
                guard let frame = given.first?.asThing(Frame.self) else {
                    throw Mistake("columns are chosen of \(given.first?.brief ?? "nothing")", expected: "a table")
                        .raised(
                            as: "ValueError", "make_column_selector can only be applied to pandas dataframes")
                }
                var names = (include.isNone ? frame.table.columns : frame.columns(ofTypes: include)).map(\.name)
                if !exclude.isNone {
                    let gone = Set(frame.columns(ofTypes: exclude).map(\.name))
                    names.removeAll { gone.contains($0) }
                }
                if let pattern {
                    guard let expression = try? Regex(pattern) else {
                        throw Mistake("pattern = '\(pattern)'", expected: "a regular expression", try: "\"^area\"")
                    }
                    names.removeAll { $0.firstMatch(of: expression) == nil }
                }
                return .list(names.map { .text($0) })
            }
        },
        word(
            "sklearn.base.clone", "an estimator of the same settings that has learnt nothing", "estimator",
            returns: Estimator.kind,
            "from sklearn.linear_model import Ridge\nclone(Ridge(alpha=2))"
        ) { arguments, context in try estimator(arguments).clone(context).asValue },
    ]

    private static func defaults(_ form: EstimatorForm, _ given: [String: Value]) -> [(name: String, value: Value)] {
        NumPyWord.parameters(form.signature).map { parameter in
            if let value = given[parameter.name] { return (parameter.name, value) }
            if case .value(let value) = parameter.standard { return (parameter.name, value) }
            return (parameter.name, .none)
        }
    }

    private static func estimator(_ arguments: Arguments) throws -> Estimator {
        guard let found = Estimator.of(arguments["estimator"]) else {
            throw arguments.mistake(
                "estimator", "\(arguments["estimator"].brief) is no estimator", expected: "one such as Ridge()")
        }
        return found
    }

    // MARK: Splitters

    private static func splitter(
        _ name: String, _ summary: String, _ signature: String, _ example: String, fixed: Set<String> = [],
        _ make: @escaping @Sendable (NumPyCall, UInt64?) throws -> Splitter
    ) -> Word {
        word("sklearn.model_selection.\(name)", summary, signature, returns: Splitter.kind, example, fixed: fixed) {
            arguments, context in
            let call = NumPyCall(name, arguments, context)
            let shuffles = try call.flag(.max, "shuffle")
            let seed = try call.int(.max, "random_state")
            if let seed, seed < 0 {
                throw Mistake("random_state = \(seed)", expected: "a whole number of at least 0", try: "random_state=0")
            }
            return .thing(try make(call, seed.map { UInt64($0) } ?? (shuffles ? context.session.seed : nil)))
        }
    }

    private static func count(_ call: NumPyCall, _ standard: Int = 5) throws -> Int {
        let count = try call.int(0, "n_splits", standard)
        guard count <= 1_000_000 else {
            throw Mistake("n_splits = \(count)", expected: "at most 1,000,000", argument: "n_splits")
        }
        return count
    }

    private static func shuffled(_ call: NumPyCall, _ seed: UInt64?) throws -> UInt64? {
        try call.flag(.max, "shuffle") ? seed : nil
    }

    private static let splitters: [Word] = [
        splitter(
            "KFold", "the places of training and test rows, fold by fold",
            "n_splits=5, shuffle=False, random_state=None",
            "KFold(n_splits=3).get_n_splits()"
        ) { try Splitter(.folds, count: count($0), seed: shuffled($0, $1)) },
        splitter(
            "StratifiedKFold", "folds with every class in the same share",
            "n_splits=5, shuffle=False, random_state=None",
            "list(StratifiedKFold(2).split([[0], [1], [2], [3]], [0, 1, 0, 1]))"
        ) { try Splitter(.stratified, count: count($0), seed: shuffled($0, $1)) },
        splitter(
            "GroupKFold", "folds with no group in two of them", "n_splits=5, shuffle=False, random_state=None",
            "list(GroupKFold(2).split([[0], [1], [2]], None, [\"a\", \"a\", \"b\"]))"
        ) { try Splitter(.grouped, count: count($0), seed: shuffled($0, $1)) },
        splitter(
            "RepeatedKFold", "folds, several times with another shuffle", "n_splits=5, n_repeats=10, random_state=None",
            "RepeatedKFold(n_splits=2, n_repeats=3, random_state=0).get_n_splits()"
        ) { try Splitter(.folds, count: count($0), repeats: repeats($0), seed: $1 ?? $0.context.session.seed) },
        splitter(
            "RepeatedStratifiedKFold", "stratified folds, several times with another shuffle",
            "n_splits=5, n_repeats=10, random_state=None",
            "RepeatedStratifiedKFold(n_splits=2, n_repeats=3).get_n_splits()"
        ) { try Splitter(.stratified, count: count($0), repeats: repeats($0), seed: $1 ?? $0.context.session.seed) },
        splitter(
            "TimeSeriesSplit", "tests that come after all they learn from",
            "n_splits=5, max_train_size=None, test_size=None, gap=0",
            "list(TimeSeriesSplit(2).split([[0], [1], [2], [3]]))"
        ) { call, _ in
            let (most, size, gap) = (
                try call.int(1, "max_train_size"), try call.int(2, "test_size"), try call.int(3, "gap", 0)
            )
            guard most ?? 1 > 0, size ?? 1 > 0, gap >= 0, gap < 1 << 40, size ?? 0 < 1 << 40 else {
                throw Mistake(
                    "sizes below 1, a gap below 0, or more than there can be", expected: "positive numbers of rows")
            }
            return try Splitter(.series(gap: gap, testSize: size, mostTraining: most), count: count(call))
        },
        splitter(
            "ShuffleSplit", "random training and test rows, drawn anew each time",
            "n_splits=10, test_size=None, train_size=None, random_state=None",
            "ShuffleSplit(n_splits=2, test_size=0.25, random_state=0).get_n_splits()", fixed: ["train_size"]
        ) { call, seed in
            let share = try call.double(1, "test_size", 0.1)
            guard share > 0, share < 1 else {
                throw Mistake(
                    "test_size = \(share.short())", expected: "a share between 0 and 1", argument: "test_size")
            }
            return try Splitter(.random(test: share), count: count(call, 10), seed: seed ?? call.context.session.seed)
        },
        splitter("LeaveOneOut", "each row tested alone", "", "LeaveOneOut().get_n_splits([[1], [2], [3]])") { _, _ in
            try Splitter(.leaveOneOut, count: 0)
        },
    ]

    private static func repeats(_ call: NumPyCall) throws -> Int {
        let repeats = try call.int(1, "n_repeats", 10)
        guard (1...10_000).contains(repeats) else {
            throw Mistake("n_repeats = \(repeats)", expected: "from 1 to 10,000", argument: "n_repeats")
        }
        return repeats
    }

    // MARK: Cross-validation

    private static let validation: [Word] = [
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
            "estimator, X, y=None, groups=None, scoring=None, cv=None, n_jobs=None, verbose=0, return_train_score=False",
            returns: "dict",
            "from sklearn.linear_model import Ridge\ncross_validate(Ridge(), [[0.0], [1], [2], [3]], [1, 3, 5, 7], cv=2)"
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

    private static let learningCurve = word(
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

    static func given(_ arguments: Arguments, _ context: Context) throws -> (Estimator, Table, Targets) {
        guard case let y = arguments["y"], y.asText == nil, !y.isNone else {
            throw arguments.mistake("y", "there is no y", expected: "the targets", try: "cross_val_score(model, X, y)")
        }
        return (
            try estimator(arguments), try arguments.about("X") { try context.inputs(arguments["X"]) },
            try arguments.about("y") { try Targets(y, context) }
        )
    }

    // MARK: Members

    private static let x = Parameter("X", aliases: ["x", "data"], .any, "rows of numbers, or a table")
    private static let y = Parameter("y", .any, .value(.none), "the targets")

    private static func targets(_ arguments: Arguments, _ context: Context) throws -> Targets? {
        if arguments["y"].isNone {
            // A table may bring its target along.
            guard let frame = arguments["X"].asThing(Frame.self), let target = frame.table.target else { return nil }
            return try Targets(.thing(frame.series(target)), context)
        }
        return try arguments.about("y") { try Targets(arguments["y"], context) }
    }

    private static func inputs(_ arguments: Arguments, _ context: Context) throws -> Table {
        try arguments.about("X") { try context.inputs(arguments["X"]) }
    }

    private static let learned = [
        "mean_", "var_", "scale_", "center_", "data_min_", "data_max_", "data_range_", "min_", "statistics_",
        "categories_",
        "coef_", "intercept_", "loss_", "loss_curve_", "n_iter_", "cv_results_", "best_params_", "best_score_",
        "best_index_",
        "best_estimator_", "n_splits_", "best_loss_", "coefs_", "intercepts_", "n_layers_", "n_outputs_", "t_",
        "out_activation_", "n_samples_seen_", "support_", "support_vectors_", "n_support_", "dual_coef_", "objective_",
        "class_prior_", "constant_",
    ]

    static let members: [Member] =
        [
            .method("fit", of: Estimator.self, returns: Estimator.kind, "learns from rows", [x, y]) {
                model, arguments, context in
                try model.fit(inputs(arguments, context), targets(arguments, context), context)
                return .thing(model)
            },
            .method("predict", of: Estimator.self, returns: "array", "what it says of rows", [x]) {
                model, arguments, context in
                try model.predict(inputs(arguments, context), context)
            },
            .method("predict_proba", of: Estimator.self, returns: "array", "the probability of each class", [x]) {
                model, arguments, context in
                try model.probabilities(inputs(arguments, context), context)
            },
            .method(
                "decision_function", of: Estimator.self, returns: "array",
                "how much speaks for a class: of two classes a number above 0 for the second, else one for each class",
                [x]
            ) { model, arguments, context in
                try model.decisions(inputs(arguments, context), context)
            },
            .method("transform", of: Estimator.self, returns: "array", "the rows transformed", [x]) {
                model, arguments, context in
                try model.shown(model.transform(inputs(arguments, context), context), arguments["X"])
            },
            .method(
                "fit_transform", of: Estimator.self, returns: "array", "learns from rows, and transforms them", [x, y]
            ) {
                model, arguments, context in
                let rows = try inputs(arguments, context)
                guard model.form.keepsTables else {
                    return .thing(try model.fitTransform(rows, targets(arguments, context), context))
                }
                try model.fit(rows, targets(arguments, context), context)
                return try model.shown(model.transform(rows, context), arguments["X"])
            },
            .method("inverse_transform", of: Estimator.self, returns: "array", "transformed rows as they were", [x]) {
                model, arguments, context in
                try model.shown(model.inverse(inputs(arguments, context), context), arguments["X"])
            },
            .method(
                "score", of: Estimator.self, "R² of a regressor, the share of right classes of a classifier", [x, y]
            ) { model, arguments, context in
                guard let targets = try targets(arguments, context) else {
                    throw arguments.mistake("y", "score needs y", expected: "the targets")
                }
                let scoring = model.form.name.hasSuffix("SearchCV") ? model["scoring"] : .none
                return .number(try Searches.score(model, inputs(arguments, context), targets, scoring, context))
            },
            .method(
                "get_params", of: Estimator.self, returns: "dict", "the settings, those of steps inside too",
                [Parameter("deep", .bool, true, "whether steps inside are looked into")]
            ) { model, arguments, _ in
                .dict(.init(try model.parameters(deep: arguments.bool("deep")).map { (.text($0.name), $0.value) }))
            },
            .method(
                "set_params", of: Estimator.self, returns: Estimator.kind,
                "other settings; step__name for one of a step",
                [
                    Parameter(
                        "params", .any, .otherwise("nothing"), "settings by name", isVariadic: true, isKeywordOnly: true
                    )
                ]
            ) { model, arguments, _ in
                guard case .dict(let given) = arguments["params"] else { return .thing(model) }
                for entry in given.entries { try model.set(entry.key.asText ?? "", entry.value) }
                return .thing(model)
            },
            .method(
                "get_feature_names_out", of: Estimator.self, returns: "list",
                "the names of the columns that transform gives",
                [Parameter("input_features", .any, .value(.none), "what the columns that it was fitted on are called")]
            ) { model, arguments, context in
                .thing(TextArray(try model.namesOut(arguments["input_features"], context), dtype: "object"))
            },
            .attribute("steps", of: Estimator.self, "the steps of a pipeline") { $0["steps"] },
            .attribute("named_steps", aliases: ["named_transformers_"], of: Estimator.self, "the steps by name") {
                model in
                .dict(.init(model.steps.map { (.text($0.name), $0.value) }))
            },
            .attribute("classes_", of: Estimator.self, "the classes in order") { model in
                guard let classes = model.last.classes ?? model.classes else { throw model.lacks("classes_") }
                if let texts = TextArray(.list(classes)) { return .thing(texts) }
                guard classes.allSatisfy({ $0.asNumber != nil }) else { return .list(classes) }
                return .thing(
                    try classes.allSatisfy { if case .int = $0 { true } else { false } }
                        ? NDArray(classes.compactMap(\.asInt)) : NDArray(classes.compactMap(\.asNumber)))
            },
            .attribute("feature_names_in_", of: Estimator.self, "the columns' names that it was fitted on") { model in
                _ = try model.learnt()
                guard let names = model.sample?.names,
                    names.enumerated().contains(where: { $0.element != "x\($0.offset)" })
                else { throw model.lacks("feature_names_in_") }
                return .thing(TextArray(names, dtype: "object"))
            },
            .attribute("n_features_in_", of: Estimator.self, "how many columns it was fitted on") { model in
                _ = try model.learnt()
                return .int(model.inputCount)
            },
        ]
        + learned.map { name in
            .attribute(name, of: Estimator.self, "\(name.dropLast()), once it was fitted") { model in
                guard let found = try model.learnt().learned[name] else { throw model.lacks(name) }
                return found
            }
        }
        + [
            .method(
                "split", of: Splitter.self, returns: "list", "pairs of the places of training and test rows",
                [x, y, Parameter("groups", .any, .value(.none), "the group of each row")]
            ) { splitter, arguments, context in
                let rows = arguments["X"]
                let count =
                    try rows.asThing(Frame.self)?.length ?? rows.array?.shape.first ?? rows.elements(in: context).count
                let targets = arguments["y"].isNone ? nil : try Targets(arguments["y"], context)
                return .list(
                    try splitter.folds(count, targets, arguments["groups"], context).map {
                        .tuple([.thing(try NDArray($0.train)), .thing(try NDArray($0.test))])
                    })
            },
            .method(
                "get_n_splits", of: Splitter.self, "how many folds there are",
                [
                    Parameter("X", .any, .value(.none), "needed for LeaveOneOut"), y,
                    Parameter("groups", .any, .value(.none), "not needed"),
                ]
            ) { splitter, arguments, context in
                guard splitter.form == .leaveOneOut else { return .int(splitter.count * splitter.repeats) }
                return .int(try arguments["X"].elements(in: context).count)
            },
        ]
}

extension Estimator {
    func lacks(_ name: String) -> Mistake {
        Mistake("\(form.name) has no \(name)", expected: "an attribute that it has").raised(
            as: "AttributeError", "'\(form.name)' object has no attribute '\(name)'")
    }

    /// The names of the columns that transform gives.
    ///
    /// - Parameter given: what the columns that it was fitted on are called, where they had no names; None otherwise.
    func namesOut(_ given: Value, _ context: Context) throws -> [String] {
        let fitted = try learnt()
        guard let sample, let found = try fitted.transformed(renamed(sample, given), context) else {
            throw lacks("get_feature_names_out")
        }
        return found.names
    }

    private func renamed(_ sample: Table, _ given: Value) throws -> Table {
        guard !given.isNone else { return sample }
        let names = (given.places ?? []).compactMap(\.asText)
        let areNamed = sample.names.enumerated().contains { $0.element != "x\($0.offset)" }
        guard !areNamed || names == sample.names else {
            throw Mistake(
                "input_features = \(given.brief), and \(form.name) was fitted on \(sample.names.joined(separator: ", "))",
                expected: "the names that it was fitted on", try: "leave input_features out"
            ).raised(as: "ValueError", "input_features is not equal to feature_names_in_")
        }
        guard names.count == sample.columns.count else {
            throw Mistake(
                "input_features = \(given.brief) for \(sample.columns.count) columns",
                expected: "a name for each column"
            ).raised(
                as: "ValueError",
                "input_features should have length equal to number of features (\(inputCount)), got \(names.count)")
        }
        return try Table(
            zip(sample.columns, names).map { column, name in
                var column = column
                column.name = name
                return column
            })
    }
}
