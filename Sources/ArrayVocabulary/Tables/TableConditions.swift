import Answers
import Arrays
import Datasets
import Language

/// Tables and columns compared as a whole, and their cells kept by a condition.
extension FrameMembers {
    static let conditions: [Member] = [
        frame("equals", "whether two tables have the same names, types and cells; gaps are equal", "other") {
            frame, call in
            guard let other = try call.required(0, "other").asThing(Frame.self) else { return .bool(false) }
            return .bool(
                frame.table.names == other.table.names && frame.labels.isSame(as: other.labels)
                    && zip(frame.table.columns, other.table.columns).allSatisfy { a, b in
                        Series(a, labels: frame.labels).isSame(as: Series(b, labels: other.labels))
                    })
        },
        frame(
            "where", "the cells where a condition holds, another value elsewhere", "cond, other=None",
            returns: Frame.kind
        ) {
            frame, call in .thing(try kept(frame, call, where: true))
        },
        frame(
            "mask", "the cells where a condition does not hold, another value elsewhere", "cond, other=None",
            returns: Frame.kind
        ) { frame, call in .thing(try kept(frame, call, where: false)) },
    ]

    private static func kept(_ frame: Frame, _ call: NumPyCall, where wanted: Bool) throws -> Frame {
        var condition = try call.required(0, "cond")
        if case .function = condition { condition = try call.context.call(condition, [.thing(frame)]) }
        let other = call.value(1, "other") ?? .number(.nan)
        let count = frame.table.columns.count
        /// What a table, a column or an array has for a column of this one; nil for one value.
        func part(_ value: Value, _ name: String, _ place: Int) throws -> [Value]? {
            if let table = value.asThing(Frame.self) {
                guard table.labels.isSame(as: frame.labels) else {
                    throw Mistake("tables whose rows have other names", expected: "the same index in both")
                }
                guard let column = try? table.table.column(name) else {
                    return [Value](repeating: .none, count: frame.length)
                }
                return (0..<table.length).map { column.value($0) }
            }
            if let series = value.asThing(Series.self) {
                guard series.labels.isSame(as: frame.labels) else {
                    throw Mistake("a column whose rows have other names", expected: "the same index in both")
                }
                return series.values
            }
            guard let array = value.array, array.ndim > 0 else { return nil }
            guard array.shape == [frame.length, count] else {
                throw Mistake(
                    "an array of shape \(array.shape.shapeText) for \(frame.length) rows and \(count) columns",
                    expected: "the shape of the table"
                ).raised(as: "ValueError", "Array conditional must be same shape as self")
            }
            return try array.at(place, axis: 1).numbers().map { Value($0) }
        }
        return frame.with(
            try Table(
                frame.table.columns.enumerated().map { place, column in
                    guard let holds = try part(condition, column.name, place) else {
                        throw Mistake(
                            "cond = \(condition.brief)", expected: "a condition on the table", try: "data > 0",
                            argument: "cond"
                        ).raised(as: "ValueError", "Array conditional must be same shape as self")
                    }
                    let others = try part(other, column.name, place)
                    let items = holds.indices.map { row -> Value in
                        let holdsThere = if case .bool(true) = holds[row].plain { true } else { false }
                        return holdsThere == wanted ? column.value(row) : others?[row] ?? other
                    }
                    var found = Series(items, name: column.name, labels: frame.labels).column
                    if column.kind == .number, !column.isWhole { found.isWhole = false }
                    return found
                }, name: frame.table.name))
    }
}

extension SeriesMembers {
    static let comparisons: [Member] = [
        series("equals", "whether two columns have the same type, rows and cells; gaps are equal", "other") {
            series, call in
            guard let other = try call.required(0, "other").asThing(Series.self) else { return .bool(false) }
            return .bool(series.isSame(as: other))
        }
    ]
}

extension Series {
    /// Whether type, rows and cells are the same; gaps are equal, and the name is not asked.
    fileprivate func isSame(as other: Series) -> Bool {
        guard length == other.length, type == other.type, labels.isSame(as: other.labels) else { return false }
        return (0..<length).allSatisfy { row in
            column.key(row) == other.column.key(row)
                && (mixed == nil || value(row).plain.repr == other.value(row).plain.repr)
        }
    }
}
