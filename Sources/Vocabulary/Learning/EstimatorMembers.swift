import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// What estimators can be asked for.
enum EstimatorMembers {
    static let x = Parameter("X", aliases: ["x", "data"], .any, "rows of numbers, or a table")
    static let y = Parameter("y", .any, .value(.none), "the targets")

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

    /// Rows for what is fitted already: the columns of a table are those it was fitted on, in their order.
    private static func rows(_ model: Estimator, _ arguments: Arguments, _ context: Context) throws -> Table {
        let rows = try inputs(arguments, context)
        guard arguments["X"].asThing(Frame.self) != nil, let known = model.givenNames, model.readsByPlace,
            rows.names != known
        else { return rows }
        let (strange, gone) = (rows.names.filter { !known.contains($0) }, known.filter { !rows.names.contains($0) })
        func list(_ names: [String], _ head: String) -> String {
            names.isEmpty ? "" : head + "\n" + names.sorted().prefix(5).map { "- \($0)\n" }.joined()
        }
        let details =
            list(strange, "Feature names unseen at fit time:")
            + list(gone, "Feature names seen at fit time, yet now missing:")
        let (here, wanted) = (rows.names.prefix(10), known.prefix(10))
        throw Mistake(
            "X has the columns \(here.joined(separator: ", "))",
            expected: "those it was fitted on, in their order: \(wanted.joined(separator: ", "))",
            try: "X[model.feature_names_in_]", argument: "X"
        ).raised(
            as: "ValueError",
            "The feature names should match those that were passed during fit.\n"
                + (details.isEmpty ? "Feature names must be in the same order as they were in fit.\n" : details))
    }

    /// What a person has fitted it on.
    private static func remember(_ model: Estimator, _ arguments: Arguments, _ rows: Table) {
        model.givenNames = arguments["X"].asThing(Frame.self) == nil ? nil : rows.names
    }

    private static let learned = [
        "mean_", "var_", "scale_", "center_", "data_min_", "data_max_", "data_range_", "min_", "statistics_",
        "categories_",
        "coef_", "intercept_", "loss_", "loss_curve_", "n_iter_", "cv_results_", "best_params_", "best_score_",
        "best_index_",
        "best_estimator_", "n_splits_", "best_loss_", "coefs_", "intercepts_", "n_layers_", "n_outputs_", "t_",
        "out_activation_", "n_samples_seen_", "support_", "support_vectors_", "n_support_", "dual_coef_", "objective_",
        "class_prior_", "constant_", "feature_importances_", "n_estimators_", "tree_", "components_",
        "explained_variance_", "explained_variance_ratio_", "singular_values_", "n_components_", "n_samples_",
        "cluster_centers_", "labels_", "inertia_", "theta_", "alpha_", "alphas_", "l1_ratio_", "mse_path_",
        "regressor_", "transformer_", "estimators_", "named_estimators_", "final_estimator_", "refit_time_",
        "multimetric_", "max_abs_", "scores_", "pvalues_", "variances_", "ranking_", "n_features_", "estimator_",
        "threshold_", "class_count_", "class_log_prior_", "feature_count_", "feature_log_prob_", "bin_edges_",
        "n_bins_", "lambdas_", "quantiles_", "references_", "n_quantiles_", "core_sample_indices_",
    ]

    static let members: [Member] =
        [
            .method("fit", of: Estimator.self, returns: Estimator.kind, "learns from rows", [x, y]) {
                model, arguments, context in
                let rows = try inputs(arguments, context)
                try model.fit(rows, targets(arguments, context), context)
                remember(model, arguments, rows)
                return .thing(model)
            },
            .method("predict", of: Estimator.self, returns: "array", "what it says of rows", [x]) {
                model, arguments, context in
                try model.predict(rows(model, arguments, context), context)
            },
            .method(
                "fit_predict", of: Estimator.self, returns: "array", "learns from rows, and says the group of each", [x]
            ) { model, arguments, context in
                let rows = try inputs(arguments, context)
                guard model.last.form.role == .clusterer else {
                    throw Mistake("\(model.form.name) finds no groups", expected: "fit and predict").raised(
                        as: "AttributeError", "'\(model.form.name)' object has no attribute 'fit_predict'")
                }
                try model.fit(rows, nil, context)
                remember(model, arguments, rows)
                if let labels = try model.last.learnt().learned["labels_"] { return labels }
                return try model.predict(rows, context)
            },
            .method("predict_proba", of: Estimator.self, returns: "array", "the probability of each class", [x]) {
                model, arguments, context in
                try model.probabilities(rows(model, arguments, context), context)
            },
            .method(
                "decision_function", of: Estimator.self, returns: "array",
                "how much speaks for a class: of two classes a number above 0 for the second, else one for each class",
                [x]
            ) { model, arguments, context in
                try model.decisions(rows(model, arguments, context), context)
            },
            .method("transform", of: Estimator.self, returns: "array", "the rows transformed", [x]) {
                model, arguments, context in
                try model.shown(model.transform(rows(model, arguments, context), context), arguments["X"])
            },
            .method(
                "fit_transform", of: Estimator.self, returns: "array", "learns from rows, and transforms them", [x, y]
            ) {
                model, arguments, context in
                let rows = try inputs(arguments, context)
                defer { remember(model, arguments, rows) }
                guard model.form.keepsTables || model.makesTables else {
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
                return .number(try Searches.score(model, rows(model, arguments, context), targets, scoring, context))
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
                "set_output", of: Estimator.self, returns: Estimator.kind, "what transform gives: an array or a table",
                [
                    Parameter(
                        "transform", .any, .value(.none), "\"pandas\" for tables, \"default\" for arrays",
                        isKeywordOnly: true)
                ]
            ) { model, arguments, _ in
                guard !arguments["transform"].isNone else { return .thing(model) }
                guard let wanted = arguments["transform"].asText, ["default", "pandas"].contains(wanted) else {
                    let given = arguments["transform"]
                    throw Mistake(
                        "transform = \(given.brief)", expected: "\"pandas\" or \"default\"",
                        try: "transform=\"pandas\"", argument: "transform"
                    ).raised(
                        as: "ValueError",
                        "output config must be in ['default', 'pandas', 'polars'], got \(given.asText ?? given.repr)")
                }
                model.makeTables(wanted == "pandas")
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
            .attribute(
                "named_steps", aliases: ["named_transformers_", "named_transformers"], of: Estimator.self,
                "the steps by name"
            ) {
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
}

extension Estimator {
    /// Whether it takes columns by their places; one that chooses them by name does not mind their order.
    var readsByPlace: Bool {
        if own != nil { return false }
        switch form.name {
        case "Pipeline":
            return steps.first { Estimator.of($0.value) != nil }.flatMap { Estimator.of($0.value) }?.readsByPlace
                ?? false
        case "ColumnTransformer", "FunctionTransformer": return false
        default: return Estimator.of(self["estimator"])?.readsByPlace ?? true
        }
    }

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
