import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Tables laid out otherwise: rows of other names, lists as rows, ranks, the most frequent cells.
extension FrameMembers {
    static let pieces: [Member] = [
        frame("stack", "the columns below each other, row by row", "future_stack=True") { frame, call in
            _ = call.value(.max, "future_stack")
            return try Stacking.stacked(frame, call)
        },
        frame("unstack", "one part of the names of rows as columns", "level=-1, fill_value=None", returns: Frame.kind) {
            frame, call in .thing(try Stacking.unstacked(frame, isOne: false, call))
        },
        frame(
            "explode", "each element of a list in a row of its own, of several columns side by side",
            "column, ignore_index=False",
            returns: Frame.kind
        ) { frame, call in
            let given = try call.required(0, "column")
            let names = given.asText.map { [$0] } ?? frame.names(given) ?? [given.plain.repr]
            let found = try exploded(frame, names, call.work)
            if try call.flag(1, "ignore_index") { found.labels = RowLabels(count: found.length) }
            return .thing(found)
        },
        frame("mode", "the most frequent cells of each column", "axis=0, numeric_only=False, dropna=True") {
            frame, call in
            guard try !isByRow(call, 0) else {
                throw Mistake("mode along rows", expected: "axis=0", try: "data.T.mode()", argument: "axis")
            }
            let columns = try call.flag(1, "numeric_only") ? frame.numeric : frame.table.columns
            let skips = try call.flag(2, "dropna", true)
            let found = try columns.map { try ColumnWork.modes($0, skipsMissing: skips, call.work) }
            let count = found.map(\.count).max() ?? 0
            return .thing(
                frame.with(
                    try Table(
                        found.map { column in
                            try column.picked((0..<count).map { $0 < column.count ? $0 : nil }, call.work).settled
                        }),
                    RowLabels(count: count)))
        },
        frame(
            "reindex", "the rows, or columns, of these names; gaps where there was none",
            "labels=None, index=None, columns=None, axis=0, fill_value=None", returns: Frame.kind
        ) { frame, call in
            let isColumns = try isByRow(call, 3)
            let heads = call.value(2, "columns") ?? (isColumns ? call.value(0, "labels") : nil)
            let rows = call.value(1, "index") ?? (isColumns ? nil : call.value(0, "labels"))
            let fill = call.value(4, "fill_value")
            var found = frame
            if let rows {
                let labels = try TableMember.labels(rows, rows.places?.count ?? 0, call.context)
                var named = labels
                if named.name.isEmpty { named.name = frame.labels.name }
                let places = try labels.rows(in: frame.labels, call.work)
                found = frame.with(
                    try Table(
                        frame.table.columns.map { try $0.picked(places, fill: fill, call.work) }, name: frame.table.name
                    ),
                    named)
            }
            if let heads {
                let names = frame.names(heads) ?? []
                let gap = fill ?? .number(.nan)
                found = found.with(
                    try Table(
                        names.map { name in
                            found.table.columns.first { $0.name == name }
                                ?? Column(name, of: [Value](repeating: gap, count: found.length))
                        }, name: frame.table.name))
            }
            return .thing(found)
        },
        frame("squeeze", "a table of one column as the column, of one cell as the cell", "axis=None") { frame, call in
            guard frame.table.columns.count == 1 || frame.length == 1 else { return .thing(frame) }
            if frame.table.columns.count == 1, frame.length == 1 { return frame.table.columns[0].value(0) }
            return frame.table.columns.count == 1
                ? .thing(try frame.series(frame.table.names[0])) : .thing(frame.row(0))
        },
        frame("xs", "the rows of a name, or of one part of it", "key, axis=0, level=None") { frame, call in
            guard try !isByRow(call, 1) else {
                throw Mistake("xs of columns", expected: "axis=0", try: "data[\"name\"]", argument: "axis")
            }
            let key = try call.required(0, "key")
            let levels = frame.labels.levels
            let access = RowAccess(frame: frame, way: .label)
            guard levels.count > 1, key.elements == nil else { return try access.element([.index(key)]) }
            let place = try Stacking.level(call.value(2, "level"), levels, standard: 0)
            let wanted = CellKey(key)
            let rows = try (0..<frame.length).filter(stoppedBy: call.work) { levels[place].key($0) == wanted }
            guard !rows.isEmpty else {
                throw Mistake("no row is called \(key.brief)", expected: "one of its names").raised(
                    as: "KeyError", key.plain.repr)
            }
            var rest = levels
            rest.remove(at: place)
            return .thing(frame.with(frame.table.rows(at: rows), RowLabels(rest).at(rows)))
        },
        frame(
            "rank", "the place of each cell in the order of its column",
            "axis=0, method='average', numeric_only=False, ascending=True, pct=False", returns: Frame.kind
        ) { frame, call in
            guard try !isByRow(call, 0) else {
                throw Mistake("ranks along rows", expected: "axis=0", try: "data.T.rank().T", argument: "axis")
            }
            let columns = try call.flag(2, "numeric_only") ? frame.numeric : frame.table.columns
            let ties = try ColumnWork.ties(call, 1)
            let (rises, isShare) = (try call.flag(3, "ascending", true), try call.flag(4, "pct"))
            return .thing(
                frame.with(
                    try Table(
                        columns.map { column in
                            guard let numbers = column.numbers else { throw column.needsNumbers }
                            let ranks = try ColumnWork.ranks(
                                rises ? numbers : numbers.map { -$0 }, ties: ties, asShare: isShare, call.work)
                            return Column(column.name, .numbers(ranks))
                        }, name: frame.table.name)))
        },
        frame("droplevel", "the names of rows, or columns, without one of their parts", "level, axis=0") {
            frame, call in
            let found = frame.with(frame.table)
            guard try isByRow(call, 1) else {
                found.labels = try frame.labels.dropping(call.required(0, "level"))
                return .thing(found)
            }
            let rest = try frame.columnLabels.dropping(call.required(0, "level"))
            found.heads = nil
            found.table = try frame.table.renamed { rest.levels[0].text($1) ?? "" }
            (found.columnsName, found.countsColumns) = (rest.name, rest.isNumbered)
            return .thing(found)
        },
        frame("memory_usage", "how many bytes the columns take in pandas", "index=True, deep=False") { frame, call in
            _ = call.value(1, "deep")
            let own = frame.table.columns.map { Double($0.count * $0.bytesPerCell) }
            guard try call.flag(0, "index", true) else {
                return .thing(Series(own, names: frame.table.names, isWhole: true))
            }
            let index = frame.labels.isCounted ? 132.0 : Double(8 * frame.length * frame.labels.levels.count)
            return .thing(Series([index] + own, names: ["Index"] + frame.table.names, isWhole: true))
        },
    ]

    /// Each element of the lists of some columns in a row of its own.
    ///
    /// - Throws: `Mistake` (pandas's ValueError) where the lists of a row are not as long.
    private static func exploded(_ frame: Frame, _ names: [String], _ work: Work) throws -> Frame {
        let columns = try names.map { try frame.series($0) }
        guard !columns.isEmpty, Set(names).count == names.count else {
            throw Mistake("explode of no columns, or of one twice", expected: "columns", argument: "column").raised(
                as: "ValueError", names.isEmpty ? "column must be nonempty" : "column must be unique")
        }
        var rows: [Int] = []
        var cells = [[Value]](repeating: [], count: columns.count)
        for row in 0..<frame.length {
            if work.isCancelled { throw Stopped() }
            let items = columns.map { $0.value(row).exploded }
            guard items.allSatisfy({ $0.count == items[0].count }) else {
                throw Mistake(
                    "row \(row) has lists of \(Phrase.alternatives(items.map { "\($0.count)" })) elements",
                    expected: "as many in each column", argument: "column"
                ).raised(as: "ValueError", "columns must have matching element counts")
            }
            rows += [Int](repeating: row, count: items[0].count)
            for (place, own) in items.enumerated() { cells[place] += own }
        }
        let found = try frame.rows(at: rows, work)
        for (place, name) in names.enumerated() {
            let isOfTexts = cells[place].allSatisfy { $0.asText != nil || $0.isGap }
            found.table = try found.table.setting(
                isOfTexts
                    ? Column(name, of: cells[place], stoppedBy: work)
                    : Column(name, objects: cells[place], stoppedBy: work))
        }
        return found
    }
}

extension Value {
    /// The elements of a list or tuple, one gap where it has none; any other cell alone.
    var exploded: [Value] {
        switch self {
        case .list(let list): list.items.isEmpty ? [.number(.nan)] : list.items
        case .tuple(let items): items.isEmpty ? [.number(.nan)] : items
        default: [self]
        }
    }
}

extension ColumnWork {
    /// What `method=` says of equal cells.
    static func ties(_ call: NumPyCall, _ place: Int) throws -> Ties {
        let method = call.text(place, "method", "average")
        guard let ties = Ties(rawValue: method) else {
            throw Mistake(
                "method = '\(method)'", expected: Phrase.alternatives(Ties.allCases.map { "'\($0.rawValue)'" }),
                argument: "method"
            ).raised(as: "KeyError", "'\(method)'")
        }
        return ties
    }
}

extension Column {
    /// The cells at these rows, a value in the place of those that are not there.
    func picked(_ places: [Int?], fill: Value?, _ work: Work) throws -> Column {
        guard let fill, places.contains(nil) else { return try picked(places, work) }
        return try Column(name, of: places.map(stoppedBy: work) { $0.map { value($0) } ?? fill }, stoppedBy: work)
    }
}

extension RowLabels {
    /// The names without one of their parts.
    func dropping(_ level: Value) throws -> RowLabels {
        guard levels.count > 1 else {
            throw Mistake("names of one part", expected: "names of several", argument: "level").raised(
                as: "ValueError",
                "Cannot remove 1 levels from an index with 1 levels: at least one level must be left.")
        }
        var rest = levels
        rest.remove(at: try Stacking.level(level, levels, standard: 0))
        return RowLabels(rest)
    }
}
