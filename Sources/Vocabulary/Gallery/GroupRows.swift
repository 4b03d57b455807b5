import Answers
import Arrays
import Datasets
import Language
import Networks
import Training
import ArrayVocabulary

/// What `group_errors` is told: for each row a score, whether it is positive, and its group.
struct GroupRows {
    let scores: [Double]
    let isPositive: [Bool]
    let groups: [String]

    init(_ args: Arguments, _ context: Context) throws {
        let frame = args.optionalThing("data", as: Frame.self)
        let dataset = args.optionalThing("data", as: Dataset.self)
        let truth: [Double]
        if let frame {
            guard let target = frame.table.target else {
                throw args.mistake("data", "the table has no target", expected: "credit(…), or a table with a target")
            }
            truth = try args.about("data") { try Targets(.thing(frame.series(target)), context).columns()[0] }
        } else {
            truth = dataset?.y.values.map { Double($0) } ?? []
        }
        guard !truth.isEmpty, truth.allSatisfy({ $0 == 0 || $0 == 1 }) else {
            throw args.mistake("data", "the target is not 0 or 1 in every row", expected: "two classes, 0 and 1")
        }
        isPositive = truth.map { $0 == 1 }
        groups = try GroupRows.groups(args, frame, context)
        scores = try args.about("model") { try GroupRows.scores(args, frame, dataset, context) }
    }

    /// A column's cells as text, or the group of each row as it was given.
    private static func groups(_ args: Arguments, _ frame: Frame?, _ context: Context) throws -> [String] {
        try args.about("by") {
            if let name = args["by"].asText, let table = frame?.table {
                let column = try table.column(name)
                return (0..<table.rowCount).map { column.text($0) ?? "missing" }
            }
            guard args["by"].asText == nil else {
                throw Mistake("a dataset has no columns with names", expected: "the group of each row, a list")
            }
            let labels = try Targets(args["by"], context).labels
            return labels.map { $0.asText ?? $0.plain.repr }
        }
    }

    private static func table(_ data: Dataset) throws -> Table {
        try Table(
            (0..<data.x.width).map { column in Column("x\(column)", numbers: data.x.column(column).map(Double.init)) })
    }

    private static func scores(_ args: Arguments, _ frame: Frame?, _ dataset: Dataset?, _ context: Context) throws
        -> [Double]
    {
        if let estimator = args.optionalThing("model", as: Estimator.self) {
            guard var inputs = try frame.map({ try context.inputs(.thing($0)) }) ?? dataset.map(GroupRows.table) else {
                return []
            }
            // A model that was fitted without the groups is asked without them.
            if let name = args["by"].asText, inputs.names.contains(name),
                estimator.inputCount == inputs.columns.count - 1
            {
                inputs = try inputs.dropping([name])
            }
            guard let found = try estimator.learnt().probabilities(inputs, context) else {
                throw Mistake(
                    "\(estimator.form.name) has no predict_proba", expected: "a classifier that gives probabilities",
                    try: "HistGradientBoostingClassifier()")
            }
            return found.map { $0.last ?? .nan }
        }
        if let model = args.optionalThing("model", as: Model.self) {
            guard let dataset else {
                throw Mistake("a network reads numbers", expected: "a dataset: prepare(rows)(rows)", argument: "data")
            }
            return try model.predict(dataset.x, batchSize: 256, work: context.work).values.map { Double($0) }
        }
        if let numbers = args["model"].array?.doubles() ?? args["model"].doubles { return numbers }
        throw Mistake(
            "\(args["model"].brief) gives no score", expected: "an estimator, a network, or a score for each row")
    }
}
