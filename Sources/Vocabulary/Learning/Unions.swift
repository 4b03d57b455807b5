import Answers
import ArrayVocabulary
import Datasets
import Language

/// Transformers side by side: all of them see all columns.
enum Unions {
    static let form = EstimatorForm(
        name: "FeatureUnion", module: "pipeline", role: .transformer,
        summary: "what several transformers make of the same columns, side by side",
        signature:
            "transformer_list, *, n_jobs=None, transformer_weights=None, verbose=False, verbose_feature_names_out=True",
        example: "from sklearn.preprocessing import StandardScaler, MinMaxScaler\n"
            + "FeatureUnion([(\"a\", StandardScaler()), (\"b\", MinMaxScaler())]).fit_transform([[1.0], [2], [3]])",
        fixed: ["transformer_weights"]
    ) { estimator, x, targets, context in
        let items = estimator["transformer_list"].elements ?? []
        guard !items.isEmpty, estimator.steps.count == items.count else {
            throw Mistake(
                "transformer_list = \(estimator["transformer_list"].brief)",
                expected: "pairs of a name and a transformer",
                try: "FeatureUnion([(\"pca\", PCA(2)), (\"scale\", StandardScaler())])")
        }
        var parts: [(name: String, transformer: Estimator?)] = []
        for step in estimator.steps where step.value.asText != "drop" {
            let transformer = Estimator.of(step.value)
            guard transformer != nil || step.value.asText == "passthrough" else {
                throw Mistake(
                    "\"\(step.name)\" is \(step.value.brief)",
                    expected: "a transformer such as StandardScaler(), \"passthrough\" or \"drop\""
                ).raised(as: "TypeError")
            }
            if let transformer { try transformer.fit(x, targets, context) }
            parts.append((step.name, transformer))
        }
        return SideBySide(parts: parts, isPrefixed: try estimator.flag("verbose_feature_names_out"))
    }

    static let words: [Word] = [
        LearningWords.word(
            "sklearn.pipeline.make_union", "transformers side by side, called by their kind", "*transformers",
            returns: Estimator.kind,
            "from sklearn.preprocessing import StandardScaler, MinMaxScaler\n"
                + "make_union(StandardScaler(), MinMaxScaler())"
        ) { arguments, _ in
            let named = try Composites.named(arguments["transformers"].elements ?? [])
            return .thing(
                Estimator(
                    standard: form, ["transformer_list": .list(named.map { .tuple([.text($0.0), $0.1]) })]))
        }
    ]
}

private struct SideBySide: FittedEstimator {
    let parts: [(name: String, transformer: Estimator?)]
    /// Whether the names of columns begin with that of their part.
    let isPrefixed: Bool

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        var columns: [Column] = []
        var names: Set<String> = []
        for (place, part) in parts.enumerated() {
            for var column in try (part.transformer?.transform(x, context) ?? x).columns {
                if isPrefixed { column.name = "\(part.name)__\(column.name)" }
                if !names.insert(column.name).inserted { column.name = "\(place)__\(column.name)" }
                columns.append(column)
            }
        }
        return try Table(columns)
    }
}
