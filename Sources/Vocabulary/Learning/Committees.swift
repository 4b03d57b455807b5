import Answers
import Arrays
import Datasets
import Language

/// scikit-learn's models made of several: votes, and a model of what models say.
enum Committees {
    static let forms: [EstimatorForm] = [
        EstimatorForm(
            name: "VotingRegressor", module: "ensemble", role: .regressor,
            summary: "the mean of what several regressors say",
            signature: "estimators, *, weights=None, n_jobs=None, verbose=False",
            example: regressors + "VotingRegressor(models).fit([[0.0], [1], [2]], [1, 3, 5]).predict([[1.5]])"
        ) { estimator, x, targets, context in try Vote(estimator, x, targets, context) },
        EstimatorForm(
            name: "VotingClassifier", module: "ensemble", role: .classifier,
            summary: "the class that most of several classifiers say, or the most probable one on average",
            signature:
                "estimators, *, voting='hard', weights=None, n_jobs=None, flatten_transform=True, verbose=False",
            example: classifiers
                + "X, y = [[0.0], [1], [2]], [0, 0, 1]\n"
                + "VotingClassifier(models, voting=\"soft\").fit(X, y).predict([[1.9]])",
            idle: ["flatten_transform"]
        ) { estimator, x, targets, context in try Vote(estimator, x, targets, context) },
        EstimatorForm(
            name: "StackingRegressor", module: "ensemble", role: .regressor,
            summary: "a model of what several regressors say of rows they were not shown",
            signature: "estimators, final_estimator=None, *, cv=None, n_jobs=None, passthrough=False, verbose=0",
            example: regressors
                + "X, y = [[0.0], [1], [2], [3]], [1, 3, 5, 7]\n"
                + "StackingRegressor(models, cv=2).fit(X, y).predict([[1.5]])"
        ) { estimator, x, targets, context in try Stack(estimator, x, targets, context) },
        EstimatorForm(
            name: "StackingClassifier", module: "ensemble", role: .classifier,
            summary: "a model of what several classifiers say of rows they were not shown",
            signature:
                "estimators, final_estimator=None, *, cv=None, stack_method='auto', n_jobs=None, passthrough=False, verbose=0",
            example: classifiers
                + "X, y = [[0.0], [1], [2], [3]], [0, 0, 1, 1]\n"
                + "StackingClassifier(models, cv=2).fit(X, y).predict([[2.9]])"
        ) { estimator, x, targets, context in try Stack(estimator, x, targets, context) },
    ]

    private static let regressors =
        "from sklearn.linear_model import LinearRegression, Ridge\n"
        + "models = [(\"line\", LinearRegression()), (\"ridge\", Ridge())]\n"
    private static let classifiers =
        "from sklearn.linear_model import LogisticRegression\nfrom sklearn.naive_bayes import GaussianNB\n"
        + "models = [(\"logistic\", LogisticRegression()), (\"bayes\", GaussianNB())]\n"

    /// Clones of the estimators, by name; those that are "drop" are not among them.
    fileprivate static func members(
        of estimator: Estimator, _ context: Context
    ) throws -> [(name: String, model: Estimator)] {
        let steps = estimator.steps
        guard !steps.isEmpty, Set(steps.map(\.name)).count == steps.count else {
            throw Mistake(
                "estimators = \(estimator["estimators"].brief)",
                expected: "pairs of a name of its own and an estimator",
                try: "[(\"line\", LinearRegression()), (\"ridge\", Ridge())]"
            ).raised(as: "ValueError")
        }
        return try steps.filter { $0.value.asText != "drop" }.map { name, value in
            guard let model = Estimator.of(value) else {
                throw Mistake("\"\(name)\" is \(value.brief)", expected: "an estimator such as Ridge()").raised(
                    as: "ValueError")
            }
            guard model.isClassifier == (estimator.form.role == .classifier) else {
                let wanted = estimator.form.role == .classifier ? "classifier" : "regressor"
                throw Mistake("\"\(name)\", \(model.form.name), is no \(wanted)", expected: "a \(wanted)").raised(
                    as: "ValueError", "The estimator \(model.form.name) should be a \(wanted).")
            }
            return (name, try model.clone(context))
        }
    }

    fileprivate static func parts(_ members: [(name: String, model: Estimator)]) -> [String: Value] {
        [
            "estimators_": .list(members.map(\.model.asValue)),
            "named_estimators_": .dict(.init(members.map { (.text($0.name), $0.model.asValue) })),
        ]
    }
}

/// Several models that were shown the same rows.
private struct Vote: FittedEstimator {
    let members: [(name: String, model: Estimator)]
    let weights: [Double]
    let classes: Int
    let isSoft: Bool

    init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        let isClassifier = estimator.form.role == .classifier
        isSoft = try isClassifier && estimator.choice("voting", ["hard", "soft"]) == "soft"
        members = try Committees.members(of: estimator, context)
        let given = estimator["weights"].isNone ? nil : estimator["weights"].doubles ?? []
        if let given, given.count != estimator.steps.count || !given.allSatisfy({ $0 >= 0 && $0.isFinite }) {
            throw Mistake(
                "weights = \(estimator["weights"].brief) for \(Phrase.count(estimator.steps.count, "estimator"))",
                expected: "a number of at least 0 for each"
            ).raised(
                as: "ValueError",
                "Number of `estimators` and weights must be equal; got \(given.count) weights, \(estimator.steps.count) estimators"
            )
        }
        weights = zip(estimator.steps, given ?? estimator.steps.map { _ in 1 }).filter { $0.0.value.asText != "drop" }
            .map(\.1)
        guard weights.reduce(0, +) > 0 else {
            throw Mistake("no estimator counts", expected: "one at least with a weight above 0").raised(
                as: "ValueError", "All estimators are dropped. At least one is required to be an estimator.")
        }
        classes = isClassifier ? try Targets.classes(targets).classes.count : 0
        for member in members { try member.model.fit(x, targets, context) }
    }

    private func mean(_ parts: [[Double]]) -> [Double] {
        let whole = weights.reduce(0, +)
        return (parts.first ?? []).indices.map { place in
            zip(parts, weights).reduce(0) { $0 + $1.0[place] * $1.1 } / whole
        }
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        guard isSoft else { return nil }
        let all = try members.map { member in
            guard let found = try member.model.learnt().probabilities(x, context) else {
                throw Mistake(
                    "\"\(member.name)\", \(member.model.form.name), has no probabilities", expected: "voting=\"hard\""
                ).raised(as: "AttributeError", "'\(member.model.form.name)' object has no attribute 'predict_proba'")
            }
            return found
        }
        return (0..<x.rowCount).map { row in mean(all.map { $0[row] }) }
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        if isSoft { return try probabilities(x, context).map { [$0.map { Double($0.largestPlace) }] } }
        let all = try members.map { try $0.model.predictions(x, context) }
        guard classes > 0 else { return (all.first ?? []).indices.map { target in mean(all.map { $0[target] }) } }
        return [
            (0..<x.rowCount).map { row in
                var votes = [Double](repeating: 0, count: classes)
                for (guess, weight) in zip(all, weights) { votes[Int(guess[0][row])] += weight }
                return Double(votes.largestPlace)
            }
        ]
    }

    var learned: [String: Value] { get throws { Committees.parts(members) } }
}

/// A model whose columns are what others say: in training of rows that were held out from them.
private struct Stack: FittedEstimator {
    let members: [(name: String, model: Estimator)]
    let judge: Estimator
    let method: String
    let passes: Bool

    init(_ estimator: Estimator, _ x: Table, _ targets: Targets?, _ context: Context) throws {
        guard let targets else { throw estimator.unfitted }
        let isClassifier = estimator.form.role == .classifier
        members = try Committees.members(of: estimator, context)
        method =
            isClassifier
            ? try estimator.choice("stack_method", ["auto", "predict_proba", "decision_function", "predict"])
            : "predict"
        passes = try estimator.flag("passthrough")
        let given = estimator["final_estimator"]
        let standard =
            (isClassifier ? LinearModels.forms : CrossValidatedPlanes.forms).first {
                $0.name == (isClassifier ? "LogisticRegression" : "RidgeCV")
            } ?? Predictors.ridge
        judge = try Estimator.of(given)?.clone(context) ?? Estimator(standard: standard)
        let folds = try Searches.folds(estimator["cv"], estimator, x, targets, context)
        var columns: [[[Double]]] = []
        for member in members {
            var rows = [[Double]](repeating: [], count: x.rowCount)
            for fold in folds {
                if context.work.isCancelled { throw Stopped() }
                let model = try member.model.clone(context)
                try model.fit(x.rows(at: fold.train), targets.rows(at: fold.train), context)
                let found = try Stack.said(model, method, x.rows(at: fold.test), context)
                for (place, row) in fold.test.enumerated() { rows[row] = found[place] }
            }
            guard let width = rows.first?.count, width > 0, rows.allSatisfy({ $0.count == width }) else {
                throw Mistake(
                    "the folds do not hold out each row once, or a fold lacks a class", expected: "folds that do",
                    try: "cv=5"
                ).raised(as: "ValueError", "cross_val_predict only works for partitions")
            }
            columns.append(rows)
            try member.model.fit(x, targets, context)
        }
        try judge.fit(Stack.table(columns, passes ? x : nil), targets, context)
    }

    /// What a model says of each row; of two classes the probability of the second alone.
    private static func said(
        _ model: Estimator, _ method: String, _ x: Table, _ context: Context
    ) throws -> [[Double]] {
        let fitted = try model.learnt()
        if method == "auto" || method == "predict_proba", let found = try fitted.probabilities(x, context) {
            return found.map { $0.count == 2 ? [$0[1]] : $0 }
        }
        if method == "auto" || method == "decision_function", let found = try fitted.decided(x, context) {
            return found
        }
        guard method == "auto" || method == "predict" else {
            throw Mistake("\(model.form.name) has no \(method)", expected: "stack_method=\"auto\"").raised(
                as: "ValueError")
        }
        let found = try model.predictions(x, context)
        return (0..<x.rowCount).map { row in found.map { $0[row] } }
    }

    private static func table(_ columns: [[[Double]]], _ more: Table?) throws -> Table {
        var made: [Column] = []
        for rows in columns {
            for place in (rows.first ?? []).indices {
                made.append(Column("x\(made.count)", .numbers(rows.map { $0[place] })))
            }
        }
        for var column in more?.columns ?? [] {
            column.name = "x\(made.count)"
            made.append(column)
        }
        return try Table(made)
    }

    private func inputs(_ x: Table, _ context: Context) throws -> Table {
        try Stack.table(
            members.map { try Stack.said($0.model, method, x, context) }, passes ? x : nil)
    }

    func predicted(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try judge.predictions(inputs(x, context), context)
    }

    func probabilities(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try judge.learnt().probabilities(inputs(x, context), context)
    }

    func decided(_ x: Table, _ context: Context) throws -> [[Double]]? {
        try judge.learnt().decided(inputs(x, context), context)
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? { try inputs(x, context) }

    var learned: [String: Value] {
        get throws { Committees.parts(members).merging(["final_estimator_": judge.asValue]) { $1 } }
    }
}
