import Answers
import Arrays
import Language
import Training
import ArrayVocabulary

/// The area under the ROC curve of class names, and of more than two classes: each against the rest, or each against each other one.
///
/// Hand & Till (2001), A Simple Generalisation of the Area Under the ROC Curve; scikit-learn 1.9.
enum AreaScores {
    static let parameters: [Parameter] = [
        Parameter(
            "average", .optional(.choice(["macro", "weighted", "micro"])), "macro",
            "of several classes: the plain mean, or by how often they are; None gives one for each",
            isKeywordOnly: true),
        Parameter(
            "multi_class", .choice(["raise", "ovr", "ovo"]), "raise",
            "of several classes: each against the rest, or each against each other one", isKeywordOnly: true),
        Parameter(
            "labels", .optional(.list(of: .any)), .value(.none), "the classes of the columns, in their order",
            isKeywordOnly: true),
    ]

    /// The area; nil where the targets are 0 and 1, or rows of them, which the metric itself takes.
    static func value(_ arguments: Arguments) throws -> Value? {
        guard let targets = arguments["y_true"].places, !targets.contains(where: { $0.elements != nil }),
            let classes = try classes(of: targets, arguments)
        else { return nil }
        let (scores, columns) = try MetricWords.table(arguments, "y_pred")
        let truth = targets.map { label in classes.firstIndex(of: key(label)) ?? -1 }
        guard classes.count > 2 else {
            guard columns == 1 else {
                throw Mistake(
                    "\(columns) columns of scores for two classes",
                    expected: "the scores of the second class",
                    try: "model.predict_proba(X)[:, 1]", argument: "y_pred"
                ).raised(
                    as: "ValueError",
                    "y should be a 1d array, got an array of shape (\(targets.count), \(columns)) instead.")
            }
            guard classes != ["0.0", "1.0"], classes.count == 2 else { return nil }
            return .number(try area(scores, truth, arguments))
        }
        guard let way = arguments["multi_class"].asText, way != "raise" else {
            throw Mistake(
                "there are \(classes.count) classes", expected: "multi_class=\"ovr\" or \"ovo\"",
                try: "multi_class=\"ovr\"", argument: "multi_class"
            ).raised(as: "ValueError", "multi_class must be in ('ovo', 'ovr')")
        }
        try check(scores, columns, truth, classes.count, arguments)
        func column(_ place: Int) -> [Double] { truth.indices.map { scores[$0 * columns + place] } }
        let average = arguments["average"].asText
        return way == "ovr"
            ? try againstRest(truth, classes.count, average, column, arguments)
            : try againstEach(truth, classes.count, average, column, arguments)
    }

    private static func againstRest(
        _ truth: [Int], _ classes: Int, _ average: String?, _ column: (Int) -> [Double], _ arguments: Arguments
    ) throws -> Value {
        if average == "micro" {
            let all = (0..<classes).flatMap(column)
            let flags = (0..<classes).flatMap { place in truth.map { $0 == place ? 1 : 0 } }
            return .number(try area(all, flags, arguments))
        }
        let areas = try (0..<classes).map { place in
            try area(column(place), truth.map { $0 == place ? 1 : 0 }, arguments)
        }
        guard let average else { return .thing(try NDArray(areas)) }
        let weights = (0..<classes).map { place in average == "macro" ? 1 : Double(truth.count { $0 == place }) }
        return .number(mean(areas, weights))
    }

    private static func againstEach(
        _ truth: [Int], _ classes: Int, _ average: String?, _ column: (Int) -> [Double], _ arguments: Arguments
    ) throws -> Value {
        guard let average, average != "micro" else {
            throw Mistake(
                "average=\(arguments["average"].brief) of pairs of classes", expected: "macro or weighted",
                try: "average=\"macro\"", argument: "average"
            ).raised(
                as: average == nil ? "NotImplementedError" : "ValueError",
                average == nil
                    ? "average=None is not implemented for multi_class='ovo'."
                    : "average must be one of ('macro', 'weighted', None) for multiclass problems")
        }
        var (areas, weights): ([Double], [Double]) = ([], [])
        for a in 0..<classes {
            for b in (a + 1)..<Swift.max(a + 1, classes) {
                let rows = truth.indices.filter { truth[$0] == a || truth[$0] == b }
                let (first, second) = (column(a), column(b))
                let one = try area(rows.map { first[$0] }, rows.map { truth[$0] == a ? 1 : 0 }, arguments)
                let other = try area(rows.map { second[$0] }, rows.map { truth[$0] == b ? 1 : 0 }, arguments)
                areas.append((one + other) / 2)
                weights.append(average == "macro" ? 1 : Double(rows.count) / Double(truth.count))
            }
        }
        return .number(mean(areas, weights))
    }

    private static func area(_ scores: [Double], _ truth: [Int], _ arguments: Arguments) throws -> Double {
        try RankingMetrics(score: scores, target: truth, work: arguments.work).rocAUC
    }

    private static func mean(_ numbers: [Double], _ weights: [Double]) -> Double {
        zip(numbers, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    }

    /// - Throws: `Mistake` (scikit-learn's ValueError) where the columns are not the probabilities of the classes.
    private static func check(
        _ scores: [Double], _ columns: Int, _ truth: [Int], _ classes: Int, _ arguments: Arguments
    ) throws {
        guard scores.count == truth.count * columns else {
            throw Mistake(
                "\(scores.count / Swift.max(1, columns)) rows of scores for \(truth.count) targets",
                expected: "a row for each target", argument: "y_pred"
            ).raised(
                as: "ValueError",
                "Found input variables with inconsistent numbers of samples: [\(truth.count), "
                    + "\(scores.count / Swift.max(1, columns))]")
        }
        for row in truth.indices {
            let sum = scores[(row * columns)..<((row + 1) * columns)].reduce(0, +)
            guard abs(sum - 1) > 1e-5 else { continue }
            throw Mistake(
                "the scores of row \(row) add up to \(sum.short())", expected: "probabilities of the classes",
                try: "model.predict_proba(X)", argument: "y_pred"
            ).raised(
                as: "ValueError",
                "Target scores need to be probabilities for multiclass roc_auc, i.e. they should sum up to 1.0 over classes"
            )
        }
        guard columns == classes, !truth.contains(-1) else {
            throw Mistake(
                "\(columns) columns for \(classes) classes", expected: "a column for each class",
                try: "labels=[…] with all classes", argument: "y_pred"
            ).raised(
                as: "ValueError",
                truth.contains(-1)
                    ? "'y_true' contains labels not in parameter 'labels'"
                    : "Number of classes in y_true not equal to the number of columns in 'y_score'")
        }
    }

    /// What tells a class from another: its text, or its number.
    private static func key(_ label: Value) -> String { label.asText ?? label.asDouble.map { "\($0)" } ?? label.repr }

    /// The classes in order; nil where a target is neither text nor number.
    private static func classes(of targets: [Value], _ arguments: Arguments) throws -> [String]? {
        if let given = arguments["labels"].elements { return given.map(key) }
        var found: [String: Value] = [:]
        var check = StopCheck(arguments.work)
        for target in targets {
            try check.pass()
            guard target.asText != nil || target.asDouble != nil else { return nil }
            found[key(target)] = target
        }
        guard !found.values.contains(where: { $0.asText != nil }) else {
            return found.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        }
        return found.sorted { ($0.value.asDouble ?? 0) < ($1.value.asDouble ?? 0) }.map(\.key)
    }
}
