import Answers
import Arrays
import Datasets
import Language

/// `data.groupby("kind")`: the rows of a table in groups of equal keys, and which columns are asked for.
struct Grouping: Presentable {
    static let kind = "DataFrameGroupBy"

    let frame: Frame
    /// The keys, a cell for each row.
    let keys: [Column]
    /// The columns that are summed up; nil for all but the keys.
    var chosen: [String]?
    /// Whether one column was asked for by its name, as in `g["price"]`.
    var isOne = false
    private(set) var isIndexed: Bool
    /// Whether a single key was given by itself and not in a list.
    let isPlainKey: Bool
    /// Whether what a function makes of a group is called by the group, too.
    private(set) var hasKeys = true
    private let held: HeldRows<Int>
    /// The rows of each group.
    var groups: [[Int]] { held.rows }
    /// What the groups are called where that is not what their rows say: the ends of months.
    private(set) var ownLabels: RowLabels?
    /// The columns that went into keys as something else, and are summed up no more.
    private var consumed: Set<String> = []

    var summary: String { "\(Phrase.count(groups.count, "group")) of \(frame.summary)" }

    /// What `groupby` asks for: bins of time where a Grouper with `freq=` stands alone, else groups of equal keys.
    static func by(_ frame: Frame, _ call: NumPyCall) throws -> Grouping {
        let by = call.value(0, "by")
        let only = by?.elements?.count == 1 ? by?.elements?[0] : by
        guard let bins = only?.asThing(Grouper.self), let rule = bins.frequency else {
            return try Grouping(frame, call)
        }
        var found = try Grouping(
            frame, rule: rule, dates: bins.column(of: frame), isColumn: bins.key != nil, call.work)
        found.isIndexed = try call.flag(.max, "as_index", true)
        return found
    }

    private init(_ frame: Frame, _ call: NumPyCall) throws {
        self.frame = frame
        isIndexed = try call.flag(.max, "as_index", true)
        hasKeys = try call.flag(.max, "group_keys", true) && isIndexed
        let by = call.value(0, "by")
        if let by {
            // A list of names, a name, or a column of keys.
            let isSeveral =
                by.elements.map {
                    $0.contains {
                        $0.asText != nil || $0.asThing(Series.self) != nil || $0.asThing(Grouper.self) != nil
                    }
                } ?? false
            let items = isSeveral ? by.elements ?? [] : [by]
            consumed = Set(items.compactMap { $0.asThing(Grouper.self)?.key })
            keys = try items.map { try Grouping.key($0, frame, call) }
            isPlainKey = !isSeveral
        } else if call.value(.max, "level") != nil {
            let level = try call.required(.max, "level")
            let wanted = level.asText == nil ? level.elements ?? [level] : [level]
            (keys, isPlainKey) = (
                try wanted.map {
                    frame.labels.levels[try Stacking.level($0, frame.labels.levels, standard: 0)]
                }, level.elements == nil
            )
        } else {
            throw Mistake("groupby without a key", expected: "a column", try: "data.groupby(\"kind\")").raised(
                as: "TypeError", "You have to supply one of 'by' and 'level'")
        }
        var found = try Grouping.groups(
            keys, frame.length, dropsGaps: call.flag(.max, "dropna", true), sorts: call.flag(.max, "sort", true),
            call.work)
        if try !call.flag(.max, "observed", true), keys.contains(where: { $0.levelOrder != .met }) {
            (found, ownLabels) = try Grouping.whole(keys, found, call.work)
        }
        held = HeldRows(found)
    }

    /// The rows of a table by some of its columns.
    init(_ frame: Frame, keys: [Column], _ work: Work) throws {
        (self.frame, self.keys, isIndexed, isPlainKey) = (frame, keys, true, keys.count == 1)
        held = HeldRows(try Grouping.groups(keys, frame.length, dropsGaps: true, sorts: true, work))
    }

    /// The rows of a table in bins of time: by the dates that its rows are called by, or those of a column.
    init(_ frame: Frame, rule: String, on: String?, _ work: Work) throws {
        guard on != nil || frame.labels.levels.count == 1 else {
            throw Mistake("rows that are called by several names", expected: "dates", try: "on=\"day\"").raised(
                as: "TypeError",
                "Only valid with DatetimeIndex, TimedeltaIndex or PeriodIndex, but got an instance of 'MultiIndex'")
        }
        try self.init(
            frame, rule: rule, dates: on.map { try frame.table.column($0) } ?? frame.labels.levels[0],
            isColumn: on != nil, work)
    }

    /// - Parameter isColumn: whether the dates are a column of the table, which is summed up no more.
    private init(_ frame: Frame, rule: String, dates: Column, isColumn: Bool, _ work: Work) throws {
        let frequency = try Grouper.frequency(rule, over: dates, isColumn: isColumn)
        let (labels, rows) = try frequency.bins(Grouper.seconds(dates), work)
        (self.frame, isIndexed, isPlainKey, held) = (frame, true, true, HeldRows(rows))
        keys = isColumn ? [dates] : []
        ownLabels = RowLabels([Column(dates.name, .dates(labels))], frequency: frequency.name)
    }

    private static func key(_ value: Value, _ frame: Frame, _ call: NumPyCall) throws -> Column {
        if let grouper = value.asThing(Grouper.self) { return try grouper.keys(of: frame, call.work) }
        if let name = value.asText {
            if let level = frame.labels.levels.first(where: { $0.name == name }), !frame.table.names.contains(name) {
                return level
            }
            return try frame.table.column(name)
        }
        if let series = value.asThing(Series.self) {
            guard !series.labels.isSame(as: frame.labels) else { return series.column }
            return try series.column.picked(frame.labels.rows(in: series.labels, call.work), call.work)
        }
        if value.places == nil, case .thing = value {
        } else if value.places == nil {
            // A function of what a row is called.
            let keys = try (0..<frame.length).map(stoppedBy: call.work) {
                try call.context.call(value, [frame.labels.value($0)])
            }
            return try Column("", of: keys, stoppedBy: call.work)
        }
        let name = value.asThing(IndexNames.self)?.labels.name ?? ""
        let column = try Frame.column(name, value, rows: frame.length, call.context)
        guard column.count == frame.length else {
            throw Mistake(
                "\(column.count) keys for \(frame.length) rows", expected: "a key for each row", argument: "by"
            )
            .raised(as: "ValueError", "Grouper and axis must be same length")
        }
        return column
    }

    /// The columns that are summed up.
    var columns: [Column] {
        get throws {
            if let chosen { return try chosen.map { try frame.table.column($0) } }
            let names = keys.map(\.name)
            return frame.table.columns.filter { column in
                !consumed.contains(column.name)
                    && (!names.contains(column.name) || !keys.contains { $0.cells == column.cells })
            }
        }
    }

    /// What the groups are called.
    var labels: RowLabels { ownLabels ?? RowLabels(keys.map { $0.rows(at: groups.compactMap(\.first)) }) }

    func selecting(_ names: [String], isOne: Bool) throws -> Grouping {
        for name in names { _ = try frame.table.column(name) }
        var part = self
        (part.chosen, part.isOne) = (names, isOne)
        return part
    }

    /// Columns with a row for each group as a table or, of one column, as such.
    func result(_ columns: [Series]) throws -> Value {
        if isOne, columns.count == 1, isIndexed {
            var series = columns[0]
            series.labels = labels
            return .thing(series)
        }
        let parts = columns.map(\.column)
        guard !isIndexed else { return .thing(Frame(try Table(parts, name: frame.table.name), labels: labels)) }
        return .thing(Frame(try Table(labels.levels + parts, name: frame.table.name)))
    }

    /// The same with columns whose names have several parts.
    func result(_ columns: [(parts: [String], series: Series)]) throws -> Value {
        let depth = columns.first?.parts.count ?? 1
        let parts = columns.map { (parts: $0.parts, column: $0.series.column) }
        guard !isIndexed else {
            return .thing(try Frame.deep(parts, name: frame.table.name, labels: labels))
        }
        let keys = labels.levels.map { level in
            (parts: [level.name] + [String](repeating: "", count: depth - 1), column: level)
        }
        return .thing(try Frame.deep(keys + parts, name: frame.table.name, labels: RowLabels(count: groups.count)))
    }

    /// One column, group by group.
    func summed(_ column: Column, _ name: String, _ work: Work, _ body: (Series) throws -> Value) throws -> Series {
        let series = Series(column, labels: frame.labels)
        let values = try groups.map { rows in
            if work.isCancelled { throw Stopped() }
            return try body(series.rows(at: rows, work))
        }
        var found = try Series(values, name: name, labels: labels, stoppedBy: work)
        if found.mixed == nil, found.column.isWhole, !column.isWhole,
            values.contains(where: { if case .number = $0.plain { true } else { false } })
        {
            found.column.isWhole = false
        }
        return found
    }

    func reduced(_ reduction: ColumnStatistic, _ options: ColumnStatistic.Options, onlyNumbers: Bool, _ work: Work)
        throws -> Value
    {
        var columns = try columns
        if onlyNumbers { columns = columns.filter { $0.kind == .number || $0.kind == .flag } }
        return try result(
            columns.map { column in
                var found = try summed(column, column.name, work) { try reduction.value($0, options, work) }
                if column.isNullable, found.column.kind == .number, reduction.name != "nunique" {
                    found.column.isNullable = true
                }
                return found
            })
    }

    var sizes: [Double] { groups.map { Double($0.count) } }

    /// `agg`: by a name, a function, a dict of columns, or new columns with what they are made of.
    func aggregated(_ function: Value?, named: [(name: String, value: Value)], _ context: Context) throws -> Value {
        if !named.isEmpty {
            let columns = try named.map { name, value -> Series in
                if let parts = value.elements, parts.count == 2, let source = parts[0].asText {
                    return try summed(frame.table.column(source), name, context.work) {
                        try Aggregation.value($0, parts[1], context)
                    }
                }
                guard isOne, let own = try self.columns.first else {
                    throw Mistake(
                        "\(name) = \(value.brief)", expected: "(column, function)",
                        try: "agg(\(name)=(\"price\", \"mean\"))"
                    ).raised(as: "TypeError", "Must provide 'func' or tuples of '(column, aggfunc).")
                }
                return try summed(own, name, context.work) { try Aggregation.value($0, value, context) }
            }
            var whole = self
            whole.isOne = false
            return try whole.result(columns)
        }
        guard let function else {
            throw Mistake("agg without a function", expected: "a name such as \"mean\"").raised(
                as: "TypeError", "Must provide 'func' or tuples of '(column, aggfunc).")
        }
        if case .dict(let entries) = function {
            let wishes = try entries.entries.map { entry in
                (column: try frame.table.column(entry.key.asText ?? entry.key.plain.repr), function: entry.value)
            }
            guard wishes.contains(where: { Aggregation.list($0.function) != nil }) else {
                return try result(
                    wishes.map { column, function in
                        try summed(column, column.name, context.work) { try Aggregation.value($0, function, context) }
                    })
            }
            return try result(
                wishes.flatMap { column, function in
                    try several(column, Aggregation.list(function) ?? [function], context).map {
                        (parts: [column.name, $0.column.name], series: $0)
                    }
                })
        }
        if let list = Aggregation.list(function) {
            let columns = try columns
            guard isOne, let own = columns.first else {
                return try result(
                    columns.flatMap { column in
                        try several(column, list, context).map {
                            (
                                parts: (frame.heads?.parts(of: column.name) ?? [column.name]) + [$0.column.name],
                                series: $0
                            )
                        }
                    })
            }
            var whole = self
            whole.isOne = false
            return try whole.result(several(own, list, context))
        }
        return try result(
            columns.map { column in
                try summed(column, column.name, context.work) { try Aggregation.value($0, function, context) }
            })
    }

    /// One column by several functions, each column called by its function.
    private func several(_ column: Column, _ functions: [Value], _ context: Context) throws -> [Series] {
        try zip(functions, Aggregation.names(functions)).map { function, name in
            try summed(column, name, context.work) { try Aggregation.value($0, function, context) }
        }
    }

    /// Each column through a function, group by group, with a cell for every row.
    func byRow(_ work: Work, _ body: (Column) throws -> Column) throws -> Value {
        var check = StopCheck(work)
        let found = try columns.map { column -> Column in
            var places = [Int?](repeating: nil, count: frame.length)
            var parts = try groups.map(stoppedBy: work) { rows in
                if work.isCancelled { throw Stopped() }
                return try body(column.rows(at: rows, stoppedBy: work))
            }
            defer { if parts.count > HeldRows<Int>.few { LargeValue.leaveBehind(&parts) } }
            var next = 0
            for rows in groups {
                for row in rows {
                    try check.pass()
                    places[row] = next
                    next += 1
                }
            }
            guard !parts.isEmpty else { return try column.picked(places, work) }
            return try Joining.stacked(column.name, parts.map { ($0, $0.count) }, work).picked(places, work)
        }
        if isOne, let first = found.first { return .thing(Series(first, labels: frame.labels)) }
        return .thing(frame.with(try Table(found, name: frame.table.name)))
    }

    /// For every row what its group gives: `transform("mean")`.
    func transformed(_ function: Value, _ context: Context) throws -> Value {
        var check = StopCheck(context.work)
        let found = try columns.map { column -> Column in
            let series = Series(column, labels: frame.labels)
            var cells = [Value](repeating: .number(.nan), count: frame.length)
            for rows in groups {
                if context.work.isCancelled { throw Stopped() }
                let value = try Aggregation.value(series.rows(at: rows, context.work), function, context)
                let items = value.asText == nil ? value.places : nil
                if let items, items.count != rows.count {
                    throw Mistake("\(items.count) values for \(rows.count) rows", expected: "one, or one for each row")
                }
                for (place, row) in rows.enumerated() {
                    try check.pass()
                    cells[row] = items?[place] ?? value
                }
            }
            return try Column(column.name, of: cells, stoppedBy: context.work)
        }
        if isOne, let first = found.first { return .thing(Series(first, labels: frame.labels)) }
        return .thing(frame.with(try Table(found, name: frame.table.name)))
    }

    func key(_ group: Int) -> Value {
        if let ownLabels { return ownLabels.value(group) }
        let values = keys.map { $0.value(groups[group][0]) }
        return isPlainKey ? values[0] : .tuple(values)
    }

    func part(_ rows: [Int], _ work: Work = Work()) throws -> Value {
        guard let chosen else { return .thing(try frame.rows(at: rows, work)) }
        if isOne { return .thing(try frame.series(chosen[0]).rows(at: rows, work)) }
        return .thing(try frame.with(frame.table.selecting(chosen)).rows(at: rows, work))
    }
}

extension Grouping: Subscriptable, Iterable, OwnAttributes {
    var length: Int { groups.count }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, case .index(let value) = subscripts[0] else {
            throw Mistake("groups have no rows to slice", expected: "a column, or a list of columns")
        }
        if let name = value.asText { return .thing(try selecting([name], isOne: true)) }
        guard let names = frame.names(value) else {
            throw Mistake("\(value.brief) is no column", expected: "a name, or a list of names").raised(
                as: "KeyError", value.repr)
        }
        return .thing(try selecting(names, isOne: false))
    }

    func passed(_ place: Int) throws -> Value { .tuple([key(place), try part(groups[place])]) }
    func holds(_ value: Value, _ work: Work) throws -> Bool { value.asText.map(frame.table.names.contains) ?? false }
    func ownAttribute(_ name: String) -> Value? { (try? selecting([name], isOne: true)).map { .thing($0) } }
}
