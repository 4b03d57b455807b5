import Answers
import ArrayVocabulary
import Arrays
import Datasets
import Language

/// Estimators that the learner writes, as scikit-learn has them: classes derived from `BaseEstimator` and what mixes into them.
enum OwnEstimators {
    private static let shared: [Parameter] = [
        Parameter("X", .any, "rows of numbers, or a table"), Parameter("y", .any, .value(.none), "the targets"),
    ]

    static let base = NativeClass(
        "BaseEstimator", module: "sklearn.base",
        methods: [
            .init("get_params", [Parameter("deep", .bool, true, "whether estimators inside are looked into")]) {
                instance, args, _ in
                let all = try known(instance).parameters(deep: args.bool("deep"))
                return .dict(.init(all.map { (.text($0.name), $0.value) }))
            },
            .init(open: "set_params") { instance, _, keywords, _ in
                let estimator = try known(instance)
                for (name, value) in keywords { try estimator.set(name, value) }
                return .object(instance)
            },
            .init(open: "__repr__") { instance, _, _, _ in .text(EstimatorText.lines(.object(instance))) },
        ])

    static let transformer = NativeClass(
        "TransformerMixin", module: "sklearn.base",
        methods: [
            .init(open: "fit_transform") { instance, given, keywords, context in
                let y = given.count > 1 ? given[1] : keywords.first { $0.name == "y" }?.value ?? .none
                guard let x = given.first ?? keywords.first(where: { $0.name == "X" })?.value else {
                    throw Mistake("fit_transform needs X", try: "fit_transform(X)").raised(
                        as: "TypeError", "fit_transform() missing 1 required positional argument: 'X'")
                }
                let others = keywords.filter { $0.name != "X" && $0.name != "y" }
                let found = try context.call(method: "fit", of: instance, y.isNone ? [x] : [x, y], others)
                guard let fitted = found.asInstance else {
                    throw Mistake(
                        "fit of \(instance.className) gives \(found.brief)", expected: "the object itself",
                        try: "return self at the end of fit"
                    ).raised(as: "AttributeError", "'\(found.typeName)' object has no attribute 'transform'")
                }
                return try context.call(method: "transform", of: fitted, [x])
            }
        ])

    static let regressor = NativeClass(
        "RegressorMixin", module: "sklearn.base",
        methods: [scoring("r2_score")], constants: [("_estimator_type", .text("regressor"))])

    static let classifier = NativeClass(
        "ClassifierMixin", module: "sklearn.base",
        methods: [scoring("accuracy_score")], constants: [("_estimator_type", .text("classifier"))])

    private static func scoring(_ measure: String) -> NativeClass.Method {
        .init("score", shared) { instance, args, context in
            guard let word = context.registry.word(measure) else { return .none }
            let guess = try context.call(method: "predict", of: instance, [args["X"]])
            return try context.call(.word(word), [args["y"], guess])
        }
    }

    private static func known(_ instance: Instance) throws -> Estimator {
        guard let found = estimator(instance) else {
            throw Mistake("\(instance.className) has no fit", expected: "def fit(self, X, y=None): return self").raised(
                as: "AttributeError", "'\(instance.className)' object has no attribute 'fit'")
        }
        return found
    }

    // MARK: Words

    private static let example =
        "class Scale(BaseEstimator, TransformerMixin):\n    def __init__(self, by=1.0):\n        self.by = by\n"
        + "    def fit(self, X, y=None):\n        return self\n    def transform(self, X):\n        return X * self.by\n"

    private static let guesser =
        "import numpy as np\nclass Guess(%, BaseEstimator):\n    def fit(self, X, y):\n        self.guess_ = y[0]\n"
        + "        return self\n    def predict(self, X):\n        return np.full(len(X), self.guess_)\n"
        + "Guess().fit([[0.0], [1.0]], [1, 0]).score([[0.0], [1.0]], [1, 0])"

    static let words: [Word] =
        [
            word(
                base, "the base of estimators of one's own: settings that can be read, changed and searched",
                "from sklearn.base import BaseEstimator, TransformerMixin\n\(example)Scale(by=2.0).get_params()"),
            word(
                transformer, "gives an estimator of one's own fit_transform",
                "from sklearn.base import BaseEstimator, TransformerMixin\nimport numpy as np\n\(example)"
                    + "Scale(by=2.0).fit_transform(np.ones((2, 1)))"),
            word(
                regressor, "gives an estimator of one's own a score: R²",
                "from sklearn.base import BaseEstimator, RegressorMixin\n"
                    + guesser.replacing("%", with: "RegressorMixin")),
            word(
                classifier, "gives an estimator of one's own a score: the share of right classes",
                "from sklearn.base import BaseEstimator, ClassifierMixin\n"
                    + guesser.replacing("%", with: "ClassifierMixin")),
        ] + checks

    /// What an estimator of one's own asks at the beginning of its methods.
    private static let checks: [Word] = [
        Word(
            "sklearn.utils.validation.check_is_fitted", aliases: ["sklearn.utils.check_is_fitted"], family: "data",
            summary: "raises NotFittedError unless an estimator has learnt something",
            parameters: [
                Parameter("estimator", .any, "an estimator"),
                Parameter("attributes", .any, .value(.none), "names that it has to have; any that ends with _ without"),
            ], returns: "None",
            examples: [
                "from sklearn.utils.validation import check_is_fitted\nfrom sklearn.linear_model import Ridge\ncheck_is_fitted(Ridge().fit([[0.0], [1.0]], [0, 1]))"
            ], seeAlso: ["sklearn.base.BaseEstimator"],
            meaning: .call { args, _ in
                guard let estimator = Estimator.of(args["estimator"]) else {
                    throw args.mistake(
                        "estimator", "\(args["estimator"].brief) is no estimator", expected: "an object with fit"
                    )
                }
                guard let own = estimator.own else {
                    _ = try estimator.learnt()
                    return .none
                }
                let wanted = (args["attributes"].elements ?? [args["attributes"]]).compactMap(\.asText)
                let isFitted =
                    wanted.isEmpty
                    ? own.attributes.contains { $0.name.hasSuffix("_") && !$0.name.hasPrefix("__") }
                    : wanted.allSatisfy { own[$0] != nil }
                guard isFitted else { throw estimator.unfitted }
                return .none
            }),
        Word(
            "sklearn.utils.validation.check_array", aliases: ["sklearn.utils.check_array"], family: "data",
            summary: "rows of finite numbers as an array of two axes, or a mistake",
            parameters: [Parameter("array", .any, "rows of numbers, or a table")], returns: "array",
            examples: ["from sklearn.utils.validation import check_array\ncheck_array([[1, 2], [3, 4]])"],
            seeAlso: ["sklearn.utils.validation.check_X_y"],
            meaning: .call { args, context in .thing(try checked(args, "array", context)) }),
        Word(
            "sklearn.utils.validation.check_X_y", aliases: ["sklearn.utils.check_X_y"], family: "data",
            summary: "rows and targets as arrays of one length, or a mistake",
            parameters: [Parameter("X", .any, "rows of numbers, or a table"), Parameter("y", .any, "the targets")],
            returns: "tuple",
            examples: ["from sklearn.utils.validation import check_X_y\ncheck_X_y([[1, 2], [3, 4]], [0, 1])"],
            seeAlso: ["sklearn.utils.validation.check_array"],
            meaning: .call { args, context in
                let x = try checked(args, "X", context)
                let y = try args.about("y") { try Targets(args["y"], context) }
                try y.check(rows: x.shape[0])
                return .tuple([.thing(x), try labels(y, context)])
            }),
    ]

    private static func checked(_ args: Arguments, _ name: String, _ context: Context) throws -> NDArray {
        try args.about(name) {
            // What is no table of two axes is refused there.
            let rows = try context.inputs(args[name])
            let frame = args[name].asThing(Frame.self)
            let array = try frame == nil ? NumPyCall("check", context).array(args[name], name) : rows.array()
            guard array.doubles().allSatisfy(\.isFinite) else {
                throw Mistake("\(name) holds numbers that are missing or infinite", expected: "finite numbers").raised(
                    as: "ValueError", "Input \(name == "array" ? "" : "\(name) ")contains NaN.")
            }
            return array
        }
    }

    private static func word(_ native: NativeClass, _ summary: String, _ example: String) -> Word {
        Word(
            "sklearn.base.\(native.name)", family: "data", summary: summary, returns: "class", examples: [example],
            seeAlso: ["sklearn.base.clone"], meaning: .type(native))
    }

    // MARK: Among other estimators

    /// What an object does as an estimator; nil for one without `fit`.
    static func estimator(_ instance: Instance) -> Estimator? {
        guard instance.classHas("fit") else { return nil }
        let names = (instance.parameters(of: "__init__") ?? []).dropFirst()
        return Estimator(form(instance), names.map { ($0, instance[$0] ?? .none) }, own: instance)
    }

    private static func form(_ instance: Instance) -> EstimatorForm {
        let role: EstimatorForm.Role
        if instance.isInstance(of: classifier) {
            role = .classifier
        } else if instance.isInstance(of: regressor) {
            role = .regressor
        } else {
            role = instance.classHas("transform") ? .transformer : .composite
        }
        return EstimatorForm(
            name: instance.className, module: "__main__", role: role, summary: "an estimator of one's own",
            signature: "", example: ""
        ) { estimator, x, targets, context in
            var given = [rows(x)]
            if let targets { given.append(try labels(targets, context)) }
            _ = try context.call(method: "fit", of: instance, given)
            let classes = role == .classifier ? try targets?.classed(context.work).classes ?? [] : []
            return FittedObject(object: instance, classes: classes)
        }
    }

    /// Rows as the learner's methods get them: a table whose columns have names, else an array.
    static func rows(_ x: Table) -> Value {
        let areNamed = x.names.enumerated().contains { $0.element != "x\($0.offset)" }
        if !areNamed, let array = try? x.array() { return .thing(array) }
        return .thing(Frame(x))
    }

    /// Targets as they get them.
    static func labels(_ targets: Targets, _ context: Context) throws -> Value {
        guard targets.isFlat else {
            let columns = try targets.columns()
            let rows = (0..<targets.count).flatMap { row in columns.map { $0[row] } }
            return .thing(try NDArray(rows, shape: [targets.count, columns.count]))
        }
        if let texts = TextArray(.list(targets.labels)) { return .thing(texts) }
        return try ArrayMaking.array(.list(targets.labels), nil, context).map { .thing($0) } ?? .list(targets.labels)
    }
}

/// A learner's object that has been fitted.
private struct FittedObject: FittedEstimator {
    let object: Instance
    /// In order, for a classifier.
    let classes: [Value]

    private func asked(_ method: String, _ x: Table, _ context: Context) throws -> Value? {
        guard object.classHas(method) else { return nil }
        return try context.call(method: method, of: object, [OwnEstimators.rows(x)])
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        try asked("transform", x, context).map { try context.inputs($0) }
    }

    func restored(_ x: Table, _ context: Context) throws -> Table? {
        try asked("inverse_transform", x, context).map { try context.inputs($0) }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        guard let found = try asked("predict", x, context) else { return nil }
        let guesses = try Targets(found, context)
        guard guesses.count == x.rowCount else {
            throw Mistake(
                "predict of \(object.className) gives \(guesses.count) values for \(x.rowCount) rows",
                expected: "one for each row"
            ).raised(as: "ValueError")
        }
        guard !classes.isEmpty else { return try guesses.columns() }
        let places = Dictionary(zip(classes.map(\.repr), 0...), uniquingKeysWith: { first, _ in first })
        return [
            try guesses.labels.map { label in
                guard let place = places[label.plain.repr] else {
                    throw Mistake(
                        "predict of \(object.className) gives \(label.brief)",
                        expected: "one of the classes \(classes.map(\.brief).joined(separator: ", "))"
                    ).raised(as: "ValueError")
                }
                return Double(place)
            }
        ]
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? { try matrix("predict_proba", x, context) }

    func decided(_ x: Table, _ context: Context) throws -> [[Double]]? { try matrix("decision_function", x, context) }

    private func matrix(_ method: String, _ x: Table, _ context: Context) throws -> [[Double]]? {
        guard let found = try asked(method, x, context) else { return nil }
        let array = try NumPyCall(method, context).array(found, method, .float64)
        let (width, numbers) = (array.ndim > 1 ? array.shape[1] : 1, array.doubles())
        return stride(from: 0, to: numbers.count, by: Swift.max(1, width)).map {
            Array(numbers[$0..<Swift.min($0 + width, numbers.count)])
        }
    }
}

extension Table {
    /// The same columns, called by their places.
    func unnamed() throws -> Table {
        try Table(
            columns.enumerated().map { place, column in
                var column = column
                column.name = "x\(place)"
                return column
            })
    }
}
