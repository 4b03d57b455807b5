import Answers
import Datasets
import Language

/// Groups of categories that no row has: `observed=False`.
extension Grouping {
    /// A group for each category, or each pair of them and of other keys, empty where no row has it.
    ///
    /// - Throws: `Mistake` beyond 1,000,000 groups; `Stopped`.
    static func whole(
        _ keys: [Column], _ groups: [[Int]], _ work: Work
    ) throws -> (groups: [[Int]], labels: RowLabels) {
        let levels = try keys.map { key -> Column in
            guard key.levelOrder == .met else {
                return Column(
                    key.name, codes: key.categories.indices.map { Int32($0) }, levels: key.categories,
                    isRanked: key.levelOrder == .ranked, type: key.levelType)
            }
            let rows = groups.compactMap(\.first)
            let order = try ColumnWork.sorted([key.rows(at: rows)], rising: [true], work)
            var seen: Set<CellKey> = []
            return key.rows(at: order.map { rows[$0] }.filter { seen.insert(key.key($0)).inserted })
        }
        var places: [[Int]] = [[]]
        for level in levels {
            guard places.count.multipliedReportingOverflow(by: level.count).partialValue <= 1_000_000 else {
                throw Mistake(
                    "more than 1,000,000 groups, most of which no row has", expected: "observed=True",
                    argument: "observed")
            }
            places = places.flatMap { place in (0..<level.count).map { place + [$0] } }
            if work.isCancelled { throw Stopped() }
        }
        func key(_ columns: [Column], _ rows: [Int]) -> CellKey { .several(zip(columns, rows).map { $0.key($1) }) }
        let known = Dictionary(
            groups.map { rows in (key(keys, keys.map { _ in rows[0] }), rows) }, uniquingKeysWith: { first, _ in first }
        )
        let labels = RowLabels(levels.indices.map { level in levels[level].rows(at: places.map { $0[level] }) })
        return (places.map { known[key(levels, $0)] ?? [] }, labels)
    }
}
