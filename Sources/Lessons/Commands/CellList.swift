import Answers

/// The cells and exercises of an open lesson as a value: which ran, which in the learner's own version, which are stale.
struct CellList: Presentable {
    static let kind = "cells"

    struct Row: Equatable {
        var id: String
        var state: String
        var code: String
        var isHere: Bool
    }

    let rows: [Row]

    var summary: String { Phrase.count(rows.count, "cell") }

    func table(width: Int) -> String {
        let cells = rows.map { [$0.isHere ? "→" : " ", $0.id, $0.state, $0.code] }
        let used = (0...2).reduce(0) { sum, column in sum + (cells.map { $0[column].columns }.max() ?? 0) + 2 }
        let room = Swift.max(10, width - used - 4)
        return TextTable.lines(
            cells.map { Array($0.dropLast()) + [$0[3].cut(columns: room)] }, width: .max, leftColumns: [0, 1, 2, 3],
            indent: 0
        ).joined(separator: "\n")
    }

    var json: JSON {
        .array(rows.map { .members(["cell": .string($0.id), "state": .string($0.state), "code": .string($0.code)]) })
    }
}
