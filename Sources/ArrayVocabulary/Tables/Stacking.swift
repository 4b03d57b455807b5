import Answers
import Arrays
import Datasets
import Language

/// Names of columns as a part of the names of rows, and back: `stack`, `unstack`.
enum Stacking {
    /// The place of a level by its name, its number or its number from the end.
    ///
    /// - Throws: `Mistake` (pandas's KeyError or IndexError) for one that is not there.
    static func level(_ value: Value?, _ levels: [Column], standard: Int) throws -> Int {
        guard let value else { return standard }
        let place =
            value.asText.map { name in levels.firstIndex { $0.name == name } ?? -1 }
            ?? value.asInt.map { $0 < 0 ? levels.count + $0 : $0 } ?? -1
        guard levels.indices.contains(place) else {
            throw Mistake(
                "level = \(value.brief)",
                expected: levels.count == 1 ? "0" : "a name, or a number below \(levels.count)", argument: "level"
            ).raised(as: "KeyError", "'Level \(value.asText ?? value.repr) not found'")
        }
        return place
    }

    /// One part of the names of rows as columns, of one column or under the name of each.
    static func unstacked(_ frame: Frame, isOne: Bool, _ call: NumPyCall) throws -> Frame {
        var levels = frame.labels.levels
        guard levels.count > 1 else {
            throw Mistake("rows that are called by one name", expected: "names of two parts", try: ".to_frame()")
                .raised(as: "ValueError", "index must be a MultiIndex to unstack, <class 'pandas.Index'> was passed")
        }
        let across = levels.remove(at: try level(call.value(0, "level"), levels, standard: levels.count - 1))
        let fill = call.value(1, "fill_value")
        let pivoting = try Pivoting(levels, [across], count: frame.length, call.work)
        let columns = try frame.table.names.flatMap { name in
            try pivoting.columns(
                frame.series(name), front: isOne ? [] : frame.heads?.parts(of: name) ?? [name], fill: fill, call.work
            ) { cells in
                guard cells.length == 1 else {
                    throw Mistake("\(cells.length) rows have one name", expected: "a name of its own for each row")
                        .raised(as: "ValueError", "Index contains duplicate entries, cannot reshape")
                }
                return cells.value(0)
            }
        }
        let front = isOne ? [] : frame.heads?.titles ?? [frame.columnsName]
        return try pivoting.frame(columns, front: front, labels: pivoting.labels(), name: frame.table.name)
    }

    /// The columns below each other, row by row; the last part of their names goes to the rows.
    static func stacked(_ frame: Frame, _ call: NumPyCall) throws -> Value {
        let columns = frame.table.columns
        let heads = frame.columnLabels
        guard let last = heads.levels.last, !columns.isEmpty else {
            return .thing(Series([], name: "", labels: frame.labels))
        }
        if heads.levels.count == 1 {
            let cells = frame.length * columns.count
            let rows = try (0..<cells).map(stoppedBy: call.work) { $0 / columns.count }
            let places = try (0..<cells).map(stoppedBy: call.work) { $0 % columns.count }
            // The order of the columns stays, so that unstack has it back.
            let ends = Column(
                last.name, codes: places.map { Int32($0) }, levels: frame.table.names, isRanked: false,
                type: frame.columnLabels.isNumbered ? .whole : .text)
            let labels = RowLabels(try frame.labels.at(rows, call.work).levels + [ends])
            let values = try zip(rows, places).map(stoppedBy: call.work) { columns[$1].value($0) }
            return .thing(try Series(values, name: "", labels: labels, stoppedBy: call.work))
        }
        // The last parts in order, and under each what stands before them.
        let order = try ColumnWork.sorted([last], rising: [true], call.work)
        var parts: [String] = []
        for place in order { if let text = last.text(place), !parts.contains(text) { parts.append(text) } }
        var fronts: [[String]] = []
        for name in frame.table.names {
            let front = Array((frame.heads?.parts(of: name) ?? [name]).dropLast())
            if !fronts.contains(front) { fronts.append(front) }
        }
        let rows = (0..<frame.length).flatMap { row in [Int](repeating: row, count: parts.count) }
        let ends = (0..<frame.length).flatMap { _ in parts }
        let labels = RowLabels(frame.labels.at(rows).levels + [Column(last.name, categories: ends, as: .text)])
        let cells = try fronts.map { front -> (parts: [String], cells: [Value]) in
            (
                front,
                try zip(rows, ends).map { row, end in
                    let name = ColumnHeads.name(front + [end])
                    return frame.table.names.contains(name) ? try frame.table.column(name).value(row) : .number(.nan)
                }
            )
        }
        let titles = Array(frame.heads?.titles.dropLast() ?? [])
        guard titles.count > 1 else {
            let found = Frame(
                try Table(cells.map { Column($0.parts[0], of: $0.cells) }, name: frame.table.name), labels: labels)
            found.columnsName = titles.first ?? ""
            return .thing(found)
        }
        return .thing(
            try Frame.deep(
                cells.map { ($0.parts, Column("", of: $0.cells)) }, titles: titles, name: frame.table.name,
                labels: labels))
    }
}
