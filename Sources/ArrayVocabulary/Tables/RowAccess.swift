import Answers
import Arrays
import Datasets
import Language

/// `data.iloc`, `data.loc`, `data.at`: rows by place or by name, and columns; of a table or of one column.
struct RowAccess: ElementAssignable, LabelSliced {
    static let kind = "rows of a DataFrame"

    /// What stands in the brackets.
    enum Way: Sendable { case place, label }

    let frame: Frame
    private let isSeries: Bool
    let series: Series?
    let way: Way
    var summary: String { "rows of \(frame.summary)" }
    var length: Int { frame.length }

    init(frame: Frame, way: Way) { (self.frame, self.way, isSeries, series) = (frame, way, false, nil) }

    /// A column is looked into as a table of one.
    init(series: Series, way: Way) throws {
        frame = Frame(try Table([series.column], name: series.column.name), labels: series.labels)
        (isSeries, self.series, self.way) = (true, series, way)
    }

    /// What the brackets say, as rows and columns.
    private func parts(_ subscripts: [Subscript]) throws -> (rows: Subscript, columns: Subscript?) {
        var subscripts = subscripts
        if subscripts.count == 1, case .index(.tuple(let items)) = subscripts[0] {
            subscripts = items.map { .index($0) }
        }
        // Rows that are called by several names take all of them.
        let depth = frame.labels.levels.count
        if way == .label, depth > 1, subscripts.count == depth, isSeries || depth > 2 || !isColumn(subscripts[1]) {
            let items = subscripts.compactMap { if case .index(let value) = $0 { value } else { nil } }
            if items.count == depth { return (.index(.tuple(items)), nil) }
        }
        guard let first = subscripts.first, subscripts.count <= (isSeries ? 1 : 2) else {
            throw Mistake(
                "\(subscripts.count) subscripts", expected: isSeries ? "rows" : "rows, or rows and columns",
                try: "data.iloc[:5, 0]"
            ).raised(as: "IndexingError", "Too many indexers")
        }
        return (first, subscripts.count > 1 ? subscripts[1] : nil)
    }

    private func isColumn(_ one: Subscript) -> Bool {
        guard case .index(let value) = one else { return true }
        return value.asText.map(frame.table.names.contains) ?? (value.elements != nil)
    }

    func element(_ subscripts: [Subscript]) throws -> Value {
        let (first, second) = try parts(subscripts)
        let (places, isOne) = try rows(first)
        if !isOne, let rest = unnamed(first) { return try shown(places, rest, second) }
        if let series { return isOne ? series.value(places[0]) : .thing(series.rows(at: places)) }
        guard let second else { return .thingOr(isOne, { frame.row(places[0]) }, { frame.rows(at: places) }) }
        // One part of a name of several stands for all columns under it.
        if way == .label, case .index(let value) = second, let found = try frame.under(value) {
            if let series = found.asThing(Series.self) {
                return isOne ? series.value(places[0]) : .thing(series.rows(at: places))
            }
            if let part = found.asThing(Frame.self) {
                return .thingOr(isOne, { part.row(places[0]) }, { part.rows(at: places) })
            }
        }
        let (names, isOneColumn) = try columns(second)
        if isOneColumn {
            let series = try frame.series(names[0])
            return isOne ? series.value(places[0]) : .thing(series.rows(at: places))
        }
        let chosen = frame.with(try frame.table.selecting(names))
        return .thingOr(isOne, { chosen.row(places[0]) }, { chosen.rows(at: places) })
    }

    /// What rows are called without the parts that the brackets say; nil where they say a whole name, or rows otherwise.
    private func unnamed(_ one: Subscript) -> RowLabels? {
        let levels = frame.labels.levels
        guard way == .label, levels.count > 1, case .index(let value) = one, value.sliceBounds == nil else {
            return nil
        }
        let said: Int
        if case .tuple(let items) = value {
            said = items.count
        } else {
            said = value.places == nil || value.asText != nil ? 1 : 0
        }
        return said > 0 && said < levels.count ? RowLabels(Array(levels.dropFirst(said))) : nil
    }

    /// Rows that have one name less, and of them the columns that are asked for.
    private func shown(_ places: [Int], _ labels: RowLabels, _ columns: Subscript?) throws -> Value {
        let rest = frame.with(frame.table.rows(at: places), labels.at(places))
        if let series { return .thing(series.rows(at: places).called(rest.labels)) }
        guard let columns else { return .thing(rest) }
        let all = Subscript.slice(lower: nil, upper: nil, step: nil)
        return try RowAccess(frame: rest, way: .label).element([all, columns])
    }

    /// Whether a text says one point in time: a month or a year stands for all of its rows, and a day where rows have times of day.
    private func isOnePoint(_ value: Value) -> Bool {
        guard let text = value.asText, frame.labels.levels.count == 1,
            case .dates(let seconds) = frame.labels.levels[0].cells
        else { return true }
        if text.contains(":") { return true }
        let namesDay = text.split(separator: "-").count > 2 || text.contains { !$0.isNumber && $0 != "-" }
        return namesDay && DateText.seconds(text) != nil && seconds.allSatisfy { $0.isNaN || DateText.ofDay($0) == 0 }
    }

    private func rows(_ one: Subscript) throws -> (places: [Int], isOne: Bool) {
        let length = frame.length
        switch one {
        case .slice(let lower, let upper, let step):
            if way == .label, frame.labels.isNumbered {
                return (
                    try span(lower.map { .int($0) }, upper.map { .int($0) }, step), false
                )
            }
            guard way == .place || (lower == nil && upper == nil) else {
                throw Mistake(
                    "rows that have names are taken by names", expected: "data.loc[\"a\":\"c\"]", try: "data.iloc[:5]"
                ).raised(
                    as: "TypeError",
                    "cannot do slice indexing on Index with these indexers [\(lower ?? upper ?? 0)] of type int")
            }
            return (Array(try Subscripts.positions(length, lower, upper, step)), false)
        case .index(let value):
            if let bounds = value.sliceBounds { return (try span(bounds.lower, bounds.upper, bounds.step), false) }
            if let places = try frame.mask(value) { return (places, false) }
            let isName = if case .tuple = value { way == .label && frame.labels.levels.count > 1 } else { false }
            if !isName, value.asText == nil, let items = value.places {
                return (
                    try items.flatMap {
                        way == .place ? [try place($0)] : try named($0)
                    },
                    false
                )
            }
            if way == .place { return ([try place(value)], true) }
            let places = try named(value)
            let isWhole = frame.labels.levels.count == 1 || value.elements?.count == frame.labels.levels.count
            return (places, places.count == 1 && isWhole && isOnePoint(value))
        }
    }

    /// The place of a row, which may count from the end.
    private func place(_ value: Value) throws -> Int {
        do {
            return try Subscripts.position(value, length, "table")
        } catch let mistake as Mistake {
            throw mistake.raised(as: "IndexError", "single positional indexer is out-of-bounds")
        }
    }

    /// From the first row of a name to the last of another, both taken.
    func span(_ lower: Value?, _ upper: Value?, _ step: Int?) throws -> [Int] {
        let labels = frame.labels
        func edge(_ value: Value?, isLower: Bool) throws -> Int {
            guard let value else { return isLower ? 0 : labels.count - 1 }
            let rows = try labels.places(of: value, Work())
            if let found = isLower ? rows.first : rows.last { return found }
            // Names in order say where one that is not there would stand.
            guard let key = CellKey(value),
                (1..<Swift.max(1, labels.count)).allSatisfy({ labels.key($0 - 1) <= labels.key($0) })
            else { throw missing(value) }
            return isLower
                ? (0..<labels.count).first { labels.key($0) >= key } ?? labels.count
                : ((0..<labels.count).last { labels.key($0) <= key } ?? -1)
        }
        let step = step ?? 1
        guard step > 0 else { throw Mistake("a step of \(step)", expected: "a step of at least 1") }
        let (low, high) = (try edge(lower, isLower: true), try edge(upper, isLower: false))
        return low <= high ? Array(stride(from: low, through: high, by: step)) : []
    }

    private func named(_ value: Value) throws -> [Int] {
        let places = try frame.labels.places(of: value, Work())
        guard !places.isEmpty else { throw missing(value) }
        return places
    }

    private func missing(_ value: Value) -> Mistake {
        let known = (0..<Swift.min(8, frame.length)).map { frame.labels[$0] }.joined(separator: ", ")
        return Mistake(
            "no row is called \(value.brief)", expected: "one of \(known)\(frame.length > 8 ? " …" : "")",
            try: ".iloc[0] for a row by its place"
        ).raised(as: "KeyError", value.plain.repr)
    }

    private func columns(_ one: Subscript) throws -> (names: [String], isOne: Bool) {
        let all = frame.table.names
        switch one {
        case .slice(let lower, let upper, let step):
            return (try Subscripts.positions(all.count, lower, upper, step).map { all[$0] }, false)
        case .index(.text(let name)):
            return ([way == .place ? try at(.text(name)) : name], true)
        case .index(let value):
            if let bounds = value.sliceBounds {
                func place(_ name: Value?, _ standard: Int) throws -> Int {
                    guard let text = name?.asText else { return standard }
                    _ = try frame.table.column(text)
                    return all.firstIndex(of: text) ?? standard
                }
                let (low, high) = (try place(bounds.lower, 0), try place(bounds.upper, all.count - 1))
                return (low <= high ? Array(all[low...high]) : [], false)
            }
            if let places = try value.mask(all.count, "table") { return (places.map { all[$0] }, false) }
            if way == .label, frame.heads != nil, let names = frame.names(value) { return (names, names.count == 1) }
            if let items = value.places { return (try items.map(at), false) }
            return ([try at(value)], true)
        }
    }

    /// The column of a name, or at a place.
    private func at(_ value: Value) throws -> String {
        if way == .label, let name = value.asText ?? value.asInt.map({ "\($0)" }) { return name }
        return frame.table.names[try Subscripts.position(value, frame.table.columns.count, "table")]
    }

    // MARK: Assignment

    func assign(_ value: Value, at subscripts: [Subscript], _ context: Context) throws {
        if let series { return try series.assign(value, by: self, subscripts, context) }
        let (first, second) = try parts(subscripts)
        let names = try second.map { try columns($0).names } ?? frame.table.names
        // A name that is not there yet makes a row.
        if way == .label, case .index(let label) = first, label.sliceBounds == nil,
            label.places == nil || label.asText != nil,
            try frame.mask(label) == nil, try frame.labels.places(of: label, context.work).isEmpty
        {
            try append(label, isWhole: names.count == frame.table.columns.count, context.work)
            return try set([frame.length - 1], names, value, context, isNew: true)
        }
        do {
            try set(rows(first).places, names, value, context)
        } catch let mistake as Mistake where mistake.exception == "IndexError" && way == .place {
            throw mistake.raised(as: "IndexError", "iloc cannot enlarge its target object")
        }
    }

    /// - Parameter isWhole: whether all of its cells are set after it, so that it need not begin with gaps.
    private func append(_ label: Value, isWhole: Bool, _ work: Work) throws {
        let count = frame.length
        let places: [Int?] = Array(0..<count) + [isWhole && count > 0 ? 0 : nil]
        guard frame.labels.levels.count == 1 else {
            throw Mistake("no row is called \(label.brief)", expected: "one of data.index").raised(as: "KeyError")
        }
        let names = try frame.labels.values(work) + [label.plain]
        frame.table = try Table(
            frame.table.columns.map { try $0.picked(places, work) }, name: frame.table.name, target: frame.table.target)
        frame.labels = RowLabels([try Column(frame.labels.name, of: names, stoppedBy: work)])
    }

    /// The rows that subscripts mean, or a name that is not there yet.
    func rows(toSet subscripts: [Subscript], _ work: Work) throws -> (places: [Int], new: Value?) {
        let first = try parts(subscripts).rows
        if way == .label, case .index(let label) = first, label.sliceBounds == nil,
            label.places == nil || label.asText != nil, try frame.mask(label) == nil,
            try frame.labels.places(of: label, work).isEmpty
        {
            return ([], label)
        }
        return (try rows(first).places, nil)
    }

    /// Puts values into the cells of these rows and columns.
    ///
    /// - Parameter isNew: whether the row has just come, and columns become what can hold it.
    /// - Throws: `Mistake` (pandas's TypeError) for a value that a column cannot hold.
    func set(_ places: [Int], _ names: [String], _ value: Value, _ context: Context, isNew: Bool = false) throws {
        var table = frame.table
        let other = value.asThing(Frame.self)
        let series = value.asThing(Series.self)
        let items = value.asText == nil && other == nil && series == nil ? value.places : nil
        for (place, name) in names.enumerated() {
            let known = table.columns.first { $0.name == name }
            let old = known ?? Column(name, .numbers([Double](repeating: .nan, count: frame.length)))
            let hasGaps = old.missingCount > 0
            let holds: (Value) throws -> Value =
                isNew || known == nil ? { $0 } : { try old.holding($0, hasGaps: hasGaps) }
            var cells = try old.values(context.work)
            var check = StopCheck(context.work)
            if let source = try other?.series(name)
                ?? (series.flatMap { names.count == 1 || places.count != 1 ? $0 : nil })
            {
                let rows = try frame.labels.at(places).rows(in: source.labels, context.work)
                for (row, from) in zip(places, rows) {
                    try check.pass()
                    cells[row] = try holds(from.map { source.value($0) } ?? .number(.nan))
                }
            } else if let series {
                cells[places[0]] = try holds(
                    series.labels.places(of: frame.columnValue(name), context.work).first.map { series.value($0) }
                        ?? .number(.nan))
            } else if let items {
                // Rows of values, or a value for each column or row.
                let rows =
                    names.count > 1 && items.count == places.count
                    ? try items.map(stoppedBy: context.work) { $0.asText == nil ? $0.places : nil } : []
                if let grid = rows as? [[Value]], !grid.isEmpty, grid.allSatisfy({ $0.count == names.count }) {
                    for (number, row) in places.enumerated() {
                        try check.pass()
                        cells[row] = try holds(grid[number][place])
                    }
                    table = try table.setting(
                        Column(name, of: cells, stoppedBy: context.work).kept(like: old, context.work))
                    continue
                }
                let isAcross = names.count == items.count && (places.count == 1 || names.count > 1)
                guard isAcross || items.count == places.count else {
                    throw Mistake("\(items.count) values for \(places.count) rows", expected: "as many").raised(
                        as: "ValueError", "Must have equal len keys and value when setting with an iterable")
                }
                for (number, row) in places.enumerated() {
                    try check.pass()
                    cells[row] = try holds(isAcross ? items[place] : items[number])
                }
            } else {
                let cell = try holds(value)
                for row in places { cells[row] = cell }
            }
            table = try table.setting(
                Column(name, of: cells, stoppedBy: context.work).kept(like: old, context.work))
        }
        frame.table = table
    }
}

extension Column {
    /// The same cells in the kind of the column that they were put into, where that can hold them.
    ///
    /// - Throws: `Stopped` once the work was.
    func kept(like old: Column, _ work: Work) throws -> Column {
        if old.levelOrder != .met { return try CategoryType(like: old).column(self, work) }
        if old.kind == .number, kind == .number, !old.isWhole, old.missingCount < old.count {
            var column = self
            column.isWhole = false
            return column
        }
        guard kind == .category, old.kind != .number else { return self }
        do {
            return try converted(to: old.kind, stoppedBy: work)
        } catch let stop as Stopped {
            throw stop
        } catch {
            return self
        }
    }
}

extension Value {
    fileprivate static func thingOr(_ isFirst: Bool, _ first: () -> Series, _ second: () -> Frame) -> Value {
        isFirst ? .thing(first()) : .thing(second())
    }
}
