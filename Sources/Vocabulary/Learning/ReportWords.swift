import Answers
import Arrays
import Datasets
import Foundation
import Language

/// scikit-learn's words around estimators: a report by class, grids of settings, scorers.
enum ReportWords {
    static let words: [Word] = [report, grid, scorer, validationCurve]

    private static let report = LearningWords.word(
        "sklearn.metrics.classification_report", "precision, recall and F1 of every class, and their means, as text",
        "y_true, y_pred, *, labels=None, target_names=None, sample_weight=None, digits=2, output_dict=False, zero_division='warn'",
        returns: "string", "print(classification_report([0, 1, 1], [0, 1, 0]))", fixed: ["labels", "sample_weight"]
    ) { arguments, context in
        func labels(_ name: String) throws -> [Value] {
            try arguments.about(name) { try Targets(arguments[name], context).labels }
        }
        let report = try ClassReport(labels("y_true"), labels("y_pred"), arguments)
        if case .bool(true) = arguments["output_dict"].plain { return report.dict }
        guard let digits = arguments["digits"].asInt, (0...30).contains(digits) else {
            throw arguments.mistake(
                "digits", "digits = \(arguments["digits"].brief)", expected: "a whole number from 0 to 30")
        }
        return .text(report.text(digits: digits))
    }

    private static let grid = LearningWords.word(
        "sklearn.model_selection.ParameterGrid", "every combination of some settings, as dicts", "param_grid",
        returns: "list", "list(ParameterGrid({\"alpha\": [0.1, 1], \"fit_intercept\": [True]}))"
    ) { arguments, context in
        let grids = arguments["param_grid"].elements ?? [arguments["param_grid"]]
        var all: [Value] = []
        for grid in grids {
            guard case .dict(let entries) = grid else {
                throw arguments.mistake(
                    "param_grid", "\(grid.brief) is no dict", expected: "lists of values by name",
                    try: "{\"alpha\": [0.1, 1]}")
            }
            var made: [[(Value, Value)]] = [[]]
            for entry in entries.entries.sorted(by: { ($0.key.asText ?? $0.key.repr) < ($1.key.asText ?? $1.key.repr) })
            {
                let values = try entry.value.elements(in: context)
                guard made.count * values.count + all.count <= 1_000_000 else {
                    throw arguments.mistake(
                        "param_grid", "more than 1,000,000 combinations", expected: "fewer values",
                        try: "RandomizedSearchCV")
                }
                made = made.flatMap { row in values.map { row + [(entry.key, $0)] } }
            }
            all += made.map { .dict(.init($0)) }
        }
        return .list(all)
    }

    private static let scorer = LearningWords.word(
        "sklearn.metrics.make_scorer", "a function of targets and predictions as what scoring= takes",
        "score_func, *, greater_is_better=True, **kwargs", returns: "function",
        "from sklearn.metrics import mean_absolute_error\nmake_scorer(mean_absolute_error, greater_is_better=False)"
    ) { arguments, _ in
        let (function, given) = (arguments["score_func"], arguments["kwargs"])
        let sign: Double = if case .bool(false) = arguments["greater_is_better"].plain { -1 } else { 1 }
        var named: [(name: String, value: Value)] = []
        if case .dict(let entries) = given { named = entries.entries.map { ($0.key.asText ?? "", $0.value) } }
        return .callable("scorer") { values, _, context in
            guard values.count >= 3, let model = Estimator.of(values[0]) else {
                throw Mistake("a scorer is called with \(values.count) values", expected: "a model, X and y").raised(
                    as: "TypeError")
            }
            let guess = try model.predict(try context.inputs(values[1]), context)
            guard let score = try context.call(function, [values[2], guess], named).asDouble else {
                throw Mistake("the score is no number", expected: "a function that gives a number")
            }
            return .number(sign * score)
        }
    }

    private static let validationCurve = LearningWords.word(
        "sklearn.model_selection.validation_curve", "training and test scores by the value of one setting",
        "estimator, X, y, *, param_name, param_range, groups=None, cv=None, scoring=None, n_jobs=None, verbose=0",
        returns: "tuple",
        "from sklearn.linear_model import Ridge\nvalidation_curve(Ridge(), [[0.0], [1], [2], [3]], [1, 3, 5, 7], cv=2, param_name=\"alpha\", param_range=[0.1, 1])"
    ) { arguments, context in
        let (estimator, x, targets) = try LearningWords.given(arguments, context)
        let folds = try Searches.folds(arguments["cv"], estimator, x, targets, groups: arguments["groups"], context)
        let values = try arguments["param_range"].elements(in: context)
        let name = try arguments.text("param_name")
        var (train, test): ([Double], [Double]) = ([], [])
        for value in values {
            let model = try estimator.clone(context)
            try model.set(name, value)
            let found = try Searches.marks(
                model, x, targets, folds, [("score", arguments["scoring"])], context, training: true)
            train += found.train[0]
            test += found.test[0]
        }
        let shape = [values.count, folds.count]
        return .tuple([.thing(try NDArray(train, shape: shape)), .thing(try NDArray(test, shape: shape))])
    }
}

/// Precision, recall and F1 of every class.
private struct ClassReport {
    private struct Line {
        let name: String
        let numbers: [Double]
        let support: Int
    }

    private var lines: [Line] = []
    private var means: [Line] = []
    private let accuracy: Double
    private let count: Int

    init(_ truth: [Value], _ guess: [Value], _ arguments: Arguments) throws {
        guard truth.count == guess.count else {
            throw Mistake("\(truth.count) targets and \(guess.count) predictions", expected: "as many of both").raised(
                as: "ValueError",
                "Found input variables with inconsistent numbers of samples: [\(truth.count), \(guess.count)]")
        }
        let (classes, places) = try Targets(labels: truth + guess, rows: nil, isFlat: true).classed(arguments.work)
        let (own, given) = (places.prefix(truth.count), places.suffix(guess.count))
        let names =
            arguments["target_names"].elements?.map { $0.asText ?? $0.repr } ?? classes.map { $0.asText ?? $0.repr }
        guard names.count == classes.count else {
            throw Mistake(
                "\(names.count) names for \(classes.count) classes", expected: "a name for each",
                argument: "target_names"
            ).raised(
                as: "ValueError",
                "Number of classes, \(classes.count), does not match size of target_names, \(names.count). Try specifying the "
                    + "labels parameter")
        }
        // Where nothing is predicted, or nothing is there, sklearn warns and takes 0.
        let nothing = arguments["zero_division"].asDouble ?? 0
        func share(_ part: Double, _ whole: Double) -> Double { whole > 0 ? part / whole : nothing }
        var (hits, there, said) = (
            [Double](repeating: 0, count: classes.count), [Double](repeating: 0, count: classes.count),
            [Double](repeating: 0, count: classes.count)
        )
        for (a, b) in zip(own, given) {
            there[a] += 1
            said[b] += 1
            if a == b { hits[a] += 1 }
        }
        count = truth.count
        accuracy = share(hits.reduce(0, +), Double(count))
        for (place, name) in names.enumerated() {
            lines.append(
                Line(
                    name: name,
                    numbers: [
                        share(hits[place], said[place]), share(hits[place], there[place]),
                        share(2 * hits[place], there[place] + said[place]),
                    ], support: Int(there[place])))
        }
        let lines = lines
        func mean(_ weights: [Double]) -> [Double] {
            (0..<3).map { column in
                let sum = zip(lines, weights).reduce(0) { $0 + $1.0.numbers[column] * $1.1 }
                return share(sum, weights.reduce(0, +))
            }
        }
        means = [
            Line(name: "macro avg", numbers: mean(lines.map { _ in 1 }), support: count),
            Line(name: "weighted avg", numbers: mean(there), support: count),
        ]
    }

    /// The table as scikit-learn sets it.
    func text(digits: Int) -> String {
        let width = Swift.max(lines.map { $0.name.count }.max() ?? 0, "weighted avg".count, digits)
        func right(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: Swift.max(0, width - text.count)) + text
        }
        func fixed(_ number: Double) -> String { right(String(format: "%.\(digits)f", number), 9) }
        func row(_ line: Line) -> String {
            "\(right(line.name, width))  \(line.numbers.map(fixed).joined(separator: " ")) \(right("\(line.support)", 9))\n"
        }
        let head = ["precision", "recall", "f1-score", "support"].map { " " + right($0, 9) }.joined()
        let blank = String(repeating: " ", count: 9)
        return right("", width) + " " + head + "\n\n" + lines.map(row).joined() + "\n" + right("accuracy", width)
            + "  \(blank) \(blank) \(fixed(accuracy)) \(right("\(count)", 9))\n" + means.map(row).joined()
    }

    var dict: Value {
        func line(_ line: Line) -> (Value, Value) {
            let names = ["precision", "recall", "f1-score", "support"]
            let numbers = line.numbers + [Double(line.support)]
            return (.text(line.name), .dict(.init(zip(names, numbers).map { (.text($0), .number($1)) })))
        }
        return .dict(.init(lines.map(line) + [(.text("accuracy"), .number(accuracy))] + means.map(line)))
    }
}
