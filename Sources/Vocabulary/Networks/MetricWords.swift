import Arrays
import Answers
import Cards
import Datasets
import Language
import Training
import Words
import ArrayVocabulary

/// Measures of predictions: a word for every metric's card, under scikit-learn's name, and reports of several at once.
enum MetricWords {
    static let words: [Word] = Metric.cards.map(word) + reports

    /// Called with targets and predictions it gives the number; without, the metric itself, for `compile`.
    static func word(_ card: MetricCard) -> Word {
        let isArea = card.name == "roc_auc_score"
        return Word(
            card.name, aliases: card.aliases, family: "metrics", summary: card.summary,
            details: CardWords.details(
                formula: card.formula, heading: "To know", differences: card.differences,
                hyperparameters: card.hyperparameters, source: card.source),
            parameters: [
                Parameter(
                    "y_true", .optional(data), .value(.none),
                    "the targets; without them the metric itself, for compile(metrics=[…])"),
                Parameter(
                    "y_pred", aliases: ["y_score"], .optional(data), .value(.none),
                    "the predictions: numbers, class numbers, or the scores of classes"),
            ] + card.hyperparameters.map { CardWords.parameter($0) }
                + (isArea ? AreaScores.parameters : []), returns: "number",
            examples: [
                card.example, "Sequential([Dense(1, input_shape=(2,))]).compile(metrics=[\(settings(of: card))])",
            ],
            seeAlso: ["regression_report", "confusion_matrix"],
            meaning: .call { arguments, _ in
                let metric = try card.make(try CardWords.given(card.hyperparameters, arguments))
                guard arguments.isGiven("y_true") else { return .thing(metric) }
                guard arguments.isGiven("y_pred") else {
                    throw arguments.mistake(
                        "y_true", "the predictions are missing", expected: "targets and predictions",
                        try: "\(card.name)(y_true, y_pred)")
                }
                if isArea, let area = try AreaScores.value(arguments) { return area }
                return .number(try value(metric, arguments))
            })
    }

    /// A call that makes the metric itself.
    private static func settings(of card: MetricCard) -> String {
        card.hyperparameters.contains { $0.name == "average" } ? "\(card.name)(average=\"macro\")" : "\(card.name)()"
    }

    private static func value(_ metric: Metric, _ arguments: Arguments) throws -> Double {
        switch metric.input {
        case .labels:
            let confusion = try confusion(arguments)
            if metric.average == .binary {
                guard named(arguments) == nil else {
                    throw arguments.mistake(
                        "y_true", "the classes are names, and binary is of class 1",
                        expected: "class numbers, or another average",
                        try: "average=\"macro\"")
                }
                let label = try arguments.int("pos_label")
                guard label < confusion.classes else {
                    throw arguments.mistake(
                        "pos_label", "there is no class \(label)", expected: "0 to \(confusion.classes - 1)")
                }
                guard confusion.classes == 2 || arguments.isGiven("pos_label") else {
                    throw arguments.mistake(
                        "y_true", "there are \(confusion.classes) classes, and binary is of one",
                        expected: "pos_label=, or average= micro, macro or weighted", try: "average=\"macro\"")
                }
            }
            return metric.value(of: confusion)
        case .scores:
            let rows = try table(arguments, "y_pred")
            return try metric.value(
                outputs: rows.values, columns: rows.columns,
                targets: try labels(arguments, "y_true").map({ Double($0) }), work: arguments.work)
        case .numbers:
            let (target, output) = (try table(arguments, "y_true"), try table(arguments, "y_pred"))
            return try metric.value(
                outputs: output.values, columns: output.columns, targets: target.values, targetColumns: target.columns)
        }
    }

    // MARK: Several numbers at once

    private static let data = ValueType.oneOf([
        .thing([Samples.kind]), .list(of: .any), .thing([Series.kind, Frame.kind, TextArray.kind]),
    ])
    private static let pair = [
        Parameter("y_true", data, .required, "the targets"), Parameter("y_pred", data, .required, "the predictions"),
    ]
    private static let scores = [
        Parameter("y_true", data, .required, "targets, 0 or 1"),
        Parameter("y_pred", aliases: ["y_score"], data, .required, "scores or probabilities of class 1"),
    ]

    private static let reports: [Word] = [
        report("regression_report", "RMSE, MAE, MSE, R² and the worst error at once", pair) { arguments in
            try RegressionMetrics(
                prediction: table(arguments, "y_pred").values, target: table(arguments, "y_true").values,
                work: arguments.work)
        },
        report(
            "confusion_report", "Counts of (true class, predicted class), with the recall and precision of each class",
            pair
        ) {
            try confusion($0)
        },
        confusionMatrix,
        report("roc_curve", "True and false positive rates over all thresholds", scores) {
            try RankingMetrics(score: table($0, "y_pred").values, target: labels($0, "y_true"), work: $0.work)
        },
        report("calibration", "Predicted probability against observed frequency", scores) {
            try Calibration(probability: table($0, "y_pred").values, target: labels($0, "y_true"))
        },
    ]

    private static let confusionMatrix = Word(
        "confusion_matrix", family: "metrics", summary: "Counts of (true class, predicted class)",
        details: """
            `C[i, j]` samples of the i-th class were predicted as the j-th, as scikit-learn counts them. The classes are those that occur, in
            order, or `labels`. `normalize` divides by the row ("true"), by the column ("pred") or by the sum ("all").
            """,
        parameters: pair + [
            Parameter(
                "labels", .optional(.list(of: .any)), .value(.none), "the classes that count, in this order",
                isKeywordOnly: true),
            Parameter(
                "normalize", .optional(.choice(["true", "pred", "all"])), .value(.none),
                "what the counts are divided by",
                isKeywordOnly: true),
        ], returns: "array",
        examples: ["confusion_matrix([0, 1, 1, 0], [0, 1, 0, 0])", "confusion_matrix([\"a\", \"b\"], [\"a\", \"a\"])"],
        seeAlso: ["confusion_report", "accuracy_score"],
        meaning: .call { arguments, _ in Value(try counts(arguments)) })

    private static func counts(_ arguments: Arguments) throws -> NDArray {
        let (target, prediction, classes) = try places(arguments)
        guard classes <= mostClasses else {
            throw arguments.mistake(
                "y_true", "\(classes) classes are too many for a table", expected: "at most \(mostClasses)")
        }
        var counts = [Int](repeating: 0, count: classes * classes)
        var check = StopCheck(arguments.work)
        for (t, p) in zip(target, prediction) {
            try check.pass()
            if let t, let p { counts[t * classes + p] += 1 }
        }
        guard case .text(let division) = arguments["normalize"] else {
            return try NDArray(counts, shape: [classes, classes])
        }
        func sum(_ places: some Sequence<Int>) -> Double { places.reduce(0) { $0 + Double(counts[$1]) } }
        let shares = counts.indices.map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: classes)
            let whole =
                switch division {
                case "true": sum(row * classes..<(row + 1) * classes)
                case "pred": sum(stride(from: column, to: counts.count, by: classes))
                default: sum(counts.indices)
                }
            return whole == 0 ? 0 : Double(counts[place]) / whole
        }
        return try NDArray(shares, shape: [classes, classes])
    }

    /// The place of every true and every predicted class among all classes, nil for one that is not to count.
    private static func places(_ arguments: Arguments) throws -> (target: [Int?], prediction: [Int?], classes: Int) {
        if let (target, prediction, names) = named(arguments) {
            guard let wanted = arguments["labels"].elements else { return (target, prediction, names.count) }
            let places = Dictionary(wanted.compactMap(\.asText).enumerated().map { ($1, $0) }) { first, _ in first }
            return (target.map { places[names[$0]] }, prediction.map { places[names[$0]] }, wanted.count)
        }
        let (target, prediction) = (try table(arguments, "y_true"), try table(arguments, "y_pred"))
        guard target.values.count == prediction.values.count else {
            throw arguments.mistake(
                "y_pred", "\(prediction.values.count) predictions for \(target.values.count) targets",
                expected: "one prediction per target")
        }
        let work = arguments.work
        let wanted: [Double]
        if let labels = arguments["labels"].doubles {
            wanted = labels
        } else {
            var found: Set<Double> = []
            var check = StopCheck(work)
            for value in [target.values, prediction.values].joined() {
                try check.pass()
                found.insert(value)
            }
            wanted = try found.sorted(stoppedBy: work, by: <)
        }
        let places = Dictionary(wanted.enumerated().map { ($1, $0) }) { first, _ in first }
        return (
            try target.values.map(stoppedBy: work) { places[$0] },
            try prediction.values.map(stoppedBy: work) { places[$0] }, wanted.count
        )
    }

    private static func report(
        _ name: String, _ summary: String, _ parameters: [Parameter],
        _ make: @escaping @Sendable (Arguments) throws -> any Presentable
    ) -> Word {
        Word(
            name, family: "metrics", summary: summary, parameters: parameters, returns: "number",
            examples: ["\(name)([0, 1, 1, 0], [0, 1, 0, 0])"], seeAlso: ["regression_report", "confusion_report"],
            meaning: .call { arguments, _ in .thing(try make(arguments)) })
    }

    // MARK: Reading

    /// The numbers of a list with all their digits, those of an array as it holds them, in single precision.
    ///
    /// - Throws: `Mistake` for a number that is not finite: no measure of it would mean anything.
    static func table(_ arguments: Arguments, _ name: String) throws -> (values: [Double], columns: Int) {
        let table = try rows(arguments, name)
        guard let place = table.values.firstIndex(where: { !$0.isFinite }) else { return table }
        throw arguments.mistake(
            name, "number \(place) of \(name) is \(table.values[place].short())", expected: "finite numbers",
            try: "training that stays finite: a smaller rate, or clipnorm=1")
    }

    private static func rows(_ arguments: Arguments, _ name: String) throws -> (values: [Double], columns: Int) {
        if let numbers = arguments[name].doubles, !numbers.isEmpty { return (numbers, 1) }
        var convertible: NDArray?
        if case .thing(let thing) = arguments[name] { convertible = try (thing as? any ArrayConvertible)?.asArray }
        if let array = arguments[name].array ?? convertible, array.count > 0 {
            return (array.doubles(), array.shape.dropFirst().reduce(1, *))
        }
        if let items = arguments[name].elements, let width = items.first?.doubles?.count, width > 0 {
            let rows = items.compactMap(\.doubles)
            if rows.count == items.count, rows.allSatisfy({ $0.count == width }) { return (rows.flatMap { $0 }, width) }
        }
        let samples = try ArrayWords.samples(arguments, name)
        return (samples.values.map { Double($0) }, samples.width)
    }

    /// A table of more classes could not be read.
    private static let mostClasses = 1000

    /// Class numbers; a row of several outputs counts by its largest.
    private static func labels(_ arguments: Arguments, _ name: String) throws -> [Int] {
        let samples = try ArrayWords.samples(arguments, name)
        return try (0..<samples.count).map(stoppedBy: arguments.work) { index in
            let row = samples.row(index)
            guard samples.width == 1, let value = row.first else { return Accuracy.argMax(row) }
            guard let label = Int(exactly: value), (0..<mostClasses).contains(label) else {
                let found = Int(exactly: value).map { "class \($0)" } ?? Double(value).short()
                throw arguments.mistake(
                    name, "row \(index) of \(name) holds \(found)",
                    expected: "class numbers: whole numbers from 0 to \(mostClasses - 1), as scikit-learn asks for",
                    try: value > 0 && value < 1 ? "[round(p) for p in \(name)]" : nil)
            }
            return label
        }
    }

    /// The names on both sides as class numbers, in the order of the names; nil unless both are names.
    private static func named(_ arguments: Arguments) -> (target: [Int], prediction: [Int], names: [String])? {
        func texts(_ name: String) -> [String]? {
            guard let items = arguments[name].places, !items.isEmpty else { return nil }
            let texts = items.compactMap(\.asText)
            return texts.count == items.count ? texts : nil
        }
        guard let target = texts("y_true"), let prediction = texts("y_pred"), target.count == prediction.count else {
            return nil
        }
        let names = Set(target + prediction).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        let places = Dictionary(uniqueKeysWithValues: zip(names, 0...))
        return (target.map { places[$0] ?? 0 }, prediction.map { places[$0] ?? 0 }, names)
    }

    private static func confusion(_ arguments: Arguments) throws -> Confusion {
        if let (target, prediction, names) = named(arguments) {
            guard names.count <= mostClasses else {
                throw arguments.mistake(
                    "y_true", "\(names.count) classes are too many for a table", expected: "at most \(mostClasses)")
            }
            return try Confusion(prediction: prediction, target: target, classes: Swift.max(2, names.count))
        }
        let target = try labels(arguments, "y_true")
        let prediction = try labels(arguments, "y_pred")
        let classes = Swift.max(2, (target + prediction).max().map { $0 + 1 } ?? 2)
        guard classes <= mostClasses else {
            throw arguments.mistake(
                "y_true", "\(classes) classes are too many for a table", expected: "at most \(mostClasses)")
        }
        return try Confusion(prediction: prediction, target: target, classes: classes)
    }
}
