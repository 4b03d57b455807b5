import Answers
import Arrays
import Datasets
import Language
import ArrayVocabulary

/// x ↦ x/max |x|: zeros stay zeros, missing numbers stay missing.
struct MagnitudeScaler: FittedEstimator {
    private let most: [Double]
    private let count: Int
    private let clips: Bool

    /// What each column is divided by; a column of zeros by 1.
    private var scales: [Double] { most.map { $0 > 0 ? $0 : 1 } }

    init(_ estimator: Estimator, _ x: Table) throws {
        most = try x.columns.map { column in
            try column.numbers(for: "MaxAbsScaler").lazy.filter { !$0.isNaN }.map(abs).max() ?? .nan
        }
        count = x.rowCount
        clips = try estimator.flag("clip")
    }

    func transformed(_ x: Table, _ context: Context) throws -> Table? {
        try mapped(x) { value, scale in
            let found = value / scale
            return clips && !found.isNaN ? Swift.min(1, Swift.max(-1, found)) : found
        }
    }

    func restored(_ x: Table, _ context: Context) throws -> Table? { try mapped(x) { $0 * $1 } }

    private func mapped(_ x: Table, _ change: (Double, Double) -> Double) throws -> Table {
        try Table(
            zip(x.columns, scales).map { column, scale in
                Column(column.name, .numbers(try column.numbers(for: "MaxAbsScaler").map { change($0, scale) }))
            })
    }

    var learned: [String: Value] {
        get throws {
            [
                "max_abs_": .thing(try NDArray(most)), "scale_": .thing(try NDArray(scales)),
                "n_samples_seen_": .int(count),
            ]
        }
    }
}
