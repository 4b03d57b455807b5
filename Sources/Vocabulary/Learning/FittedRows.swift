import Arrays
import Language

/// What `fit_transform` gave in this session: rows that an estimator knew all of, as long as someone has them.
final class FittedRows {
    private struct Entry {
        weak var rows: NDArray?
        let estimator: String
    }

    private var entries: [Entry] = []

    static func of(_ session: Session) -> FittedRows { session.kept(FittedRows.self) { FittedRows() } }

    func remember(_ rows: NDArray, of estimator: String) {
        entries.removeAll { $0.rows == nil }
        // Transformers within others make arrays that nobody keeps.
        if entries.count < 1000 { entries.append(Entry(rows: rows, estimator: estimator)) }
    }

    /// Which estimator has made these rows; nil where none has.
    func estimator(of rows: NDArray) -> String? { entries.last { $0.rows === rows }?.estimator }
}
