package import Answers
package import Datasets
package import Language

/// A column of values of the language: of dates, flags or numbers where all are such, else of texts.
extension Column {
    /// Of a few values.
    package init(_ name: String, of items: [Value]) {
        self.init(name, of: items) { () throws(Never) in
        } named: { names throws(Never) in
            Column(name, categories: names)
        }
    }

    /// Of as many values as a person has, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    package init(_ name: String, of items: [Value], stoppedBy work: Work) throws {
        var check = StopCheck(work)
        try self.init(name, of: items) { () throws(Stopped) in
            try check.pass()
        } named: { names throws(Stopped) in
            try Column(name, categories: names, stoppedBy: work)
        }
    }

    /// Of values of any kind, each kept as it is, as in pandas's columns of objects.
    ///
    /// - Throws: `Stopped` once the work was.
    init(_ name: String, objects items: [Value], stoppedBy work: Work) throws {
        let names = try items.map(stoppedBy: work) { $0.isGap ? nil : CellLiteral.text($0) }
        try self.init(name, categories: names, stoppedBy: work)
        holdsLiterals = true
    }

    /// - Parameters:
    ///   - pass: is called before each look at a value.
    ///   - named: makes a column of names.
    private init<Failure: Error>(
        _ name: String, of items: [Value], pass: () throws(Failure) -> Void,
        named: ([String?]) throws(Failure) -> Column
    ) throws(Failure) {
        var kinds = CellKinds()
        for item in items {
            try pass()
            kinds.look(at: item)
        }
        if kinds.hasFilled, kinds.areDates {
            self.init(name, .dates(try Column.cells(items, pass) { $0.asThing(Timestamp.self)?.seconds ?? .nan }))
        } else if kinds.hasFilled, kinds.areSpans {
            self.init(name, .dates(try Column.cells(items, pass) { $0.asThing(Timedelta.self)?.seconds ?? .nan }))
            isSpan = true
        } else if kinds.hasFilled, kinds.areFlags {
            self.init(
                name, .flags(try Column.cells(items, pass) { item in CellKinds.flag(item).map { $0 ? 1 : 0 } ?? -1 }))
        } else if kinds.areNumbers {
            let numbers = try Column.cells(items, pass) { $0.isGap ? Double.nan : $0.asNumber ?? .nan }
            self.init(name, .numbers(numbers), isWhole: kinds.areWhole && (!kinds.hasGaps || kinds.hasNullable))
            isNullable = kinds.hasNullable
        } else {
            let areLiterals = kinds.areLiterals || (kinds.hasNumbers && kinds.hasTexts)
            let names = try Column.cells(items, pass) { item -> String? in
                item.isGap ? nil : areLiterals ? CellLiteral.text(item) : item.written
            }
            self = try named(names)
            holdsLiterals = areLiterals
            isNullable = kinds.hasNullable && !areLiterals
            if kinds.hasThings { levelType = .init(of: items.filter { !$0.isGap }) }
        }
    }

    private static func cells<Cell, Failure: Error>(
        _ items: [Value], _ pass: () throws(Failure) -> Void, _ cell: (Value) -> Cell
    ) throws(Failure) -> [Cell] {
        var found: [Cell] = []
        found.reserveCapacity(items.count)
        for item in items {
            try pass()
            found.append(cell(item))
        }
        return found
    }
}

/// What some values are, as they are looked at one by one.
private struct CellKinds {
    var hasFilled = false
    var hasGaps = false
    var areDates = true
    var areSpans = true
    var areFlags = true
    var areNumbers = true
    /// Of the numbers, whether none has a fraction.
    var areWhole = true
    /// Whether one of them is a value that is kept as it is written.
    var areLiterals = false
    var hasNumbers = false
    var hasTexts = false
    /// Whether one is an interval or a period, which stands in the column as a text.
    var hasThings = false
    /// Whether a gap is `pd.NA`.
    var hasNullable = false

    mutating func look(at item: Value) {
        areLiterals = areLiterals || item.isCellLiteral
        guard !item.isGap else {
            hasGaps = true
            hasNullable = hasNullable || item.asThing(MissingValue.self) != nil
            return
        }
        hasFilled = true
        if item.asText != nil { hasTexts = true } else if item.asNumber != nil { hasNumbers = true }
        hasThings = hasThings || item.asThing(ClassInterval.self) != nil || item.asThing(Period.self) != nil
        areDates = areDates && item.asThing(Timestamp.self) != nil
        areSpans = areSpans && item.asThing(Timedelta.self) != nil
        areFlags = areFlags && CellKinds.flag(item) != nil
        areNumbers = areNumbers && item.asNumber != nil
        guard areNumbers, areWhole else { return }
        switch item.plain {
        case .int, .bool: break
        default: areWhole = false
        }
    }

    static func flag(_ item: Value) -> Bool? { if case .bool(let flag) = item.plain { flag } else { nil } }
}
