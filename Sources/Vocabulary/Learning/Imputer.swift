import Answers
import Arrays
import Datasets
import Language
import Numbers
import ArrayVocabulary

/// Mean, median, the most frequent cell or a constant in the place of what is missing.
struct Imputer: FittedEstimator {
    let fills: [Value]
    let flags: [Bool]

    init(_ estimator: Estimator, _ x: Table, _ context: Context) throws {
        let strategy = try estimator.choice("strategy", ["mean", "median", "most_frequent", "constant"])
        fills = try x.columns.map { column in
            if strategy == "constant" {
                let given = estimator["fill_value"]
                if case .none = given { return column.coded == nil ? .int(0) : .text("missing_value") }
                return given
            }
            if strategy == "most_frequent" {
                let counts = try (0..<column.count).reduce(
                    into: [String: (count: Int, row: Int)](), stoppedBy: context.work
                ) { counts, row in
                    if let text = column.text(row) { counts[text, default: (0, row)].count += 1 }
                }
                // Of several, the smallest, as scikit-learn takes it.
                let most = counts.values.map(\.count).max() ?? 0
                let best = counts.filter { $0.value.count == most }
                if column.coded != nil { return .text(best.keys.min() ?? "") }
                return .number(best.values.compactMap { column.numbers?[$0.row] }.min() ?? 0)
            }
            let numbers = try column.numbers(for: "SimpleImputer(strategy='\(strategy)')").filter { !$0.isNaN }
            return .number(strategy == "mean" ? numbers.meanAndVariance.mean : numbers.sorted().quantile(0.5))
        }
        let isFlagged = try estimator.flag("add_indicator")
        flags = x.columns.map { isFlagged && $0.missingCount > 0 }
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        let columns = try zip(x.columns, fills).map { column, fill -> Column in
            if case .dates(let values) = column.cells {
                return Column(column.name, .dates(values.map { $0.isNaN ? fill.asNumber ?? .nan : $0 }))
            }
            var filled = try ColumnWork.filled(
                column, column.coded == nil ? fill : .text(fill.asText ?? fill.repr), context.work)
            filled.isWhole = column.isWhole
            return filled
        }
        let marks = zip(x.columns, flags).filter(\.1).map { column, _ in
            Column("missingindicator_\(column.name)", .numbers((0..<column.count).map { column.isMissing($0) ? 1 : 0 }))
        }
        return try Table(columns + marks)
    }

    var learned: [String: Value] {
        [
            "statistics_": (try? NDArray(fills.compactMap(\.asNumber))).flatMap {
                $0.count == fills.count ? .thing($0) : nil
            } ?? .list(fills)
        ]
    }
}
