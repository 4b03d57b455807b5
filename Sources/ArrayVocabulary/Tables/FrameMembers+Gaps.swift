import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Cells that are missing, and rows that come twice.
extension FrameMembers {
    static let gaps: [Member] = [
        byColumn("isna", aliases: ["isnull"], "True where a cell is missing") { column, _ in
            ColumnWork.missing(column, 1)
        },
        byColumn("notna", aliases: ["notnull"], "True where a cell is there") { column, _ in
            ColumnWork.missing(column, 0)
        },
        frame(
            "dropna", "the rows that have no cell missing",
            "axis=0, how='any', thresh=None, subset=None, inplace=False, ignore_index=False"
        ) { frame, call in
            let names = call.value(.max, "subset").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
            let how = call.text(.max, "how", "any")
            let least = try call.int(.max, "thresh")
            guard ["any", "all"].contains(how) else {
                throw Mistake("how = '\(how)'", expected: "'any' or 'all'", argument: "how").raised(
                    as: "ValueError", "invalid how option: \(how)")
            }
            if try isByRow(call, 0) {
                let kept = frame.table.columns.filter { column in
                    let gaps = column.missingCount
                    return least.map { column.count - gaps >= $0 } ?? (how == "all" ? gaps < column.count : gaps == 0)
                }
                return try replaced(frame, frame.with(try frame.table.selecting(kept.map(\.name))), call)
            }
            let columns = try names.map { try $0.map { try frame.table.column($0) } } ?? frame.table.columns
            var check = StopCheck(call.work)
            let rows = try (0..<frame.length).filter { row in
                try check.pass(columns.count)
                let gaps = columns.count { $0.isMissing(row) }
                return least.map { columns.count - gaps >= $0 } ?? (how == "all" ? gaps < columns.count : gaps == 0)
            }
            let isNumbered = try call.flag(.max, "ignore_index")
            let found = try frame.rows(at: rows, call.work)
            if isNumbered { found.labels = RowLabels(count: rows.count) }
            return try replaced(frame, found, call)
        },
        frame("fillna", "the table with a value in the place of what is missing", "value=None, inplace=False") {
            frame, call in
            let value = try call.required(0, "value")
            var table = frame.table
            for column in table.columns where column.missingCount > 0 {
                let fill: Value?
                if case .dict(let entries) = value {
                    fill = entries[frame.columnValue(column.name)]
                } else if let series = value.asThing(Series.self) {
                    fill = try series.labels.places(of: frame.columnValue(column.name), call.work).first.map {
                        series.value($0)
                    }
                } else {
                    fill = value
                }
                if let fill { table = try table.setting(try ColumnWork.filled(column, fill, call.work)) }
            }
            return try replaced(frame, frame.with(table), call)
        },
        frame(
            "interpolate", "gaps on the line between the cells around them", ColumnWork.interpolation,
            returns: Frame.kind
        ) { frame, call in
            .thing(
                frame.with(
                    try Table(
                        frame.table.columns.map { try ColumnWork.interpolated($0, frame.labels, call) },
                        name: frame.table.name, target: frame.table.target)))
        },
        byColumn("ffill", "gaps with the cell above them") { column, call in
            try column.carried(forward: true, call.work)
        },
        byColumn("bfill", "gaps with the cell below them") { column, call in
            try column.carried(forward: false, call.work)
        },
        frame("duplicated", "True for rows that are as one above", "subset=None, keep='first'") { frame, call in
            .thing(Series(Column("", .flags(try twice(frame, call).map { $0 ? 1 : 0 })), labels: frame.labels))
        },
        frame(
            "drop_duplicates", "the rows without those that are as one above",
            "subset=None, keep='first', inplace=False, ignore_index=False"
        ) { frame, call in
            let flags = try twice(frame, call)
            let rows = flags.indices.filter { !flags[$0] }
            let isNumbered = try call.flag(.max, "ignore_index")
            let found = frame.with(frame.table.leavingOut(copies: flags), frame.labels.at(rows))
            if isNumbered { found.labels = RowLabels(count: rows.count) }
            return try replaced(frame, found, call)
        },
    ]

    /// Which of equal rows stays.
    enum Keeping { case first, last, none }

    static func kept(_ call: NumPyCall, _ place: Int) throws -> Keeping {
        switch call.value(place, "keep") {
        case nil, .text("first"): return .first
        case .text("last"): return .last
        case .bool(false): return .none
        case let other?:
            throw Mistake("keep = \(other.brief)", expected: "'first', 'last' or False", argument: "keep").raised(
                as: "ValueError", "keep must be either \"first\", \"last\" or False")
        }
    }

    static func twice(_ frame: Frame, _ call: NumPyCall) throws -> [Bool] {
        let names = call.value(0, "subset").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
        let part = try names.map { try frame.table.selecting($0) } ?? frame.table
        switch try kept(call, 1) {
        case .first: return try part.duplicates(call.work)
        case .last:
            return Array(try part.rows(at: (0..<part.rowCount).reversed()).duplicates(call.work).reversed())
        case .none:
            let later = try part.duplicates(call.work)
            let earlier = Array(try part.rows(at: (0..<part.rowCount).reversed()).duplicates(call.work).reversed())
            return zip(later, earlier).map { $0 || $1 }
        }
    }
}
