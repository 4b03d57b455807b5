import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// scikit-learn's estimators, splitters and cross-validation as words.
enum LearningWords {
    static let words: [Word] = estimators + making + splitters + validation + [learningCurve]

    private static let forms =
        Transformers.forms + FunctionForms.forms + Predictors.forms + DummyForms.forms + LinearModels.forms
        + CrossValidatedPlanes.forms + NeighbourForms.forms + TreeForms.forms + ShapeForms.forms + [DensityGroups.form]
        + CountForms.forms
        + Perceptrons.forms + SupportVectorForm.forms + [MarginPlanes.form] + Committees.forms + SelectionForms.forms
        + CurveForms.forms + [TargetTransform.form, Composites.pipeline, Composites.columns, Unions.form]
        + Searches.forms

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
                    standard: Composites.pipeline, ["steps": .list(named.map { .tuple([.text($0.0), $0.1]) })]))
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
                    standard: Composites.columns,
                    [
                        "transformers": .list(items), "remainder": arguments["remainder"],
                        "verbose_feature_names_out": arguments["verbose_feature_names_out"],
                    ]))
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

    private static func estimator(_ arguments: Arguments) throws -> Estimator {
        guard let found = Estimator.of(arguments["estimator"]) else {
            throw arguments.mistake(
                "estimator", "\(arguments["estimator"].brief) is no estimator", expected: "one such as Ridge()")
        }
        return found
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
}
