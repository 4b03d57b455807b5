package import Answers
import Datasets
package import Language

/// A cell as it is compared with others: in a search for a label, in groups, in joins.
package enum CellKey: Hashable, Comparable {
    case number(Double)
    case text(String)
    /// A text that has a place among others; it is equal to the text alone.
    case level(String, place: Int32)
    /// A number that has a place among others; it is equal to the number alone.
    case amount(Double, place: Int32)
    case several([CellKey])
    case missing

    /// What a value of the language is called as a label; nil for what can be none.
    package init?(_ value: Value) {
        switch value.plain {
        case .none: self = .missing
        case .text(let text): self = .text(text)
        case .thing(let thing as Timestamp): self = .text(DateText.written(thing.seconds))
        case .thing(let thing as ClassInterval): self = .text(thing.printed)
        case .thing(let thing as Period): self = .text(thing.printed)
        case .thing(let thing as Timedelta): self = .number(thing.seconds)
        case .thing(is MissingValue): self = .missing
        case .tuple(let items):
            let keys = items.compactMap { CellKey($0) }
            guard keys.count == items.count else { return nil }
            self = .several(keys)
        default:
            guard let number = value.asNumber else { return nil }
            self = number.isNaN ? .missing : .number(number)
        }
    }

    package static func == (a: CellKey, b: CellKey) -> Bool {
        if let x = a.quantity, let y = b.quantity { return x == y }
        switch (a, b) {
        case (.several(let x), .several(let y)): return x == y
        case (.missing, .missing): return true
        default:
            guard let x = a.label, let y = b.label else { return false }
            return x == y
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .number(let number), .amount(let number, _): hasher.combine(number)
        case .text(let text), .level(let text, _): hasher.combine(text)
        case .several(let keys): hasher.combine(keys)
        case .missing: hasher.combine(0)
        }
    }

    private var label: String? {
        switch self {
        case .text(let text), .level(let text, _): text
        case .number, .amount, .several, .missing: nil
        }
    }

    private var quantity: Double? {
        switch self {
        case .number(let number), .amount(let number, _): number
        case .text, .level, .several, .missing: nil
        }
    }

    private var rank: Int {
        switch self {
        case .number, .amount: 0
        case .text, .level: 1
        case .several: 2
        case .missing: 3
        }
    }

    package static func < (a: CellKey, b: CellKey) -> Bool {
        switch (a, b) {
        case (.number(let x), .number(let y)): x < y
        case (.text(let x), .text(let y)): x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
        case (.level(_, let x), .level(_, let y)), (.amount(_, let x), .amount(_, let y)): x < y
        case (.several(let x), .several(let y)): x.lexicographicallyPrecedes(y)
        default:
            if let x = a.label, let y = b.label {
                x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
            } else if let x = a.quantity, let y = b.quantity {
                x < y
            } else {
                a.rank < b.rank
            }
        }
    }
}

/// What the rows of a table are called: the cells of one column, or of several as `groupby` of several keys leaves them.
package struct RowLabels: Sendable {
    var levels: [Column]
    /// How far the dates lie apart that rows are called by, as pandas writes it; nil where nothing is known of it.
    var frequency: String?

    init(_ levels: [Column], frequency: String? = nil) { (self.levels, self.frequency) = (levels, frequency) }

    /// 0, 1, 2 …
    init(count: Int) {
        // Of ten million rows as quickly as memory takes them.
        let numbers = [Double](unsafeUninitializedCapacity: count) { room, filled in
            for place in 0..<count { room[place] = Double(place) }
            filled = count
        }
        self.init([Column("", .numbers(numbers), isWhole: true)])
    }

    init(names: [String]) { self.init([Column("", categories: names, as: .text)]) }

    var count: Int { levels.first?.count ?? 0 }

    /// What the index is called; empty where it has no name.
    var name: String {
        get { levels.count == 1 ? levels[0].name : "" }
        set { if levels.count == 1 { levels[0].name = newValue } }
    }

    /// Whether the rows are just counted from 0.
    var isCounted: Bool {
        guard levels.count == 1, levels[0].name.isEmpty, case .numbers(let cells) = levels[0].cells else {
            return false
        }
        return levels[0].isWhole && cells.indices.allSatisfy { cells[$0] == Double($0) }
    }

    /// The unit of the periods that rows are called by; nil where they are called otherwise.
    var period: String? {
        guard levels.count == 1, case .period(let unit) = levels[0].levelType else { return nil }
        return unit
    }

    /// Whether rows are called by whole numbers, so that a number in brackets is a name and no place.
    var isNumbered: Bool { levels.count == 1 && levels[0].kind == .number }

    subscript(row: Int) -> String {
        levels.count == 1
            ? levels[0].text(row) ?? "NaN" : "(\(levels.map { $0.text(row) ?? "NaN" }.joined(separator: ", ")))"
    }

    package func value(_ row: Int) -> Value {
        levels.count == 1 ? levels[0].value(row) : .tuple(levels.map { $0.value(row) })
    }

    /// All of them, until the work is stopped.
    func values(_ work: Work) throws -> [Value] { try (0..<count).map(stoppedBy: work) { value($0) } }

    /// All of them as they are compared, until the work is stopped.
    func keys(_ work: Work) throws -> [CellKey] { try (0..<count).map(stoppedBy: work) { key($0) } }

    func key(_ row: Int) -> CellKey { levels.count == 1 ? levels[0].key(row) : .several(levels.map { $0.key(row) }) }

    func at(_ places: [Int]) -> RowLabels {
        // Dates beside each other lie apart as before.
        let isRun = frequency != nil && zip(places, places.dropFirst()).allSatisfy { $1 == $0 + 1 }
        return RowLabels(levels.map { $0.rows(at: places) }, frequency: isRun ? frequency : nil)
    }

    /// As `at`, of as many rows as a person has.
    func at(_ places: [Int], _ work: Work) throws -> RowLabels {
        let isRun = try frequency != nil && zip(places, places.dropFirst()).allSatisfy(stoppedBy: work) { $1 == $0 + 1 }
        return RowLabels(
            try levels.map { try $0.rows(at: places, stoppedBy: work) }, frequency: isRun ? frequency : nil)
    }

    /// The dates that a text may mean all at once: those of `2024-02`, or of a day; nil where rows are called otherwise.
    private func span(_ value: Value) -> ClosedRange<Double>? {
        guard levels.count == 1, levels[0].kind == .date, let text = value.asText else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        if parts.count <= 2, let year = parts.first ?? nil, text.prefix(while: \.isNumber).count == 4,
            !parts.contains(nil)
        {
            let month = parts.count == 2 ? parts[1] ?? 0 : nil
            guard month.map({ (1...12).contains($0) }) ?? true else { return nil }
            let start = DateText.days(year, month ?? 1, 1)
            let last = month ?? 12
            let end = DateText.days(year, last, DateText.days(in: last, of: year)) + 1
            return Double(start) * 86_400...(Double(end) * 86_400).nextDown
        }
        guard let seconds = DateText.seconds(text) else { return nil }
        // A day without a time of day stands for all of it.
        return text.contains(":") ? seconds...seconds : seconds...(seconds + 86_400).nextDown
    }

    /// The rows of that name, of several names after each other, or of a first part of a name of several.
    package func places(of value: Value, _ work: Work) throws -> [Int] {
        guard let key = CellKey(value) else { return [] }
        var check = StopCheck(work)
        if let span = span(value), case .dates(let seconds) = levels[0].cells {
            return try (0..<count).filter { row in
                try check.pass()
                return span.contains(seconds[row])
            }
        }
        return try (0..<count).filter { row in
            try check.pass()
            return levels.count > 1 && !key.isSeveral ? levels[0].key(row) == key : self.key(row) == key
        }
    }

    func isSame(as other: RowLabels) -> Bool {
        levels.count == other.levels.count && count == other.count
            && zip(levels, other.levels).allSatisfy { a, b in
                a.cells == b.cells || (0..<a.count).allSatisfy { a.key($0) == b.key($0) }
            }
    }

    /// For each name here its row in `other`; nil where that has none.
    ///
    /// - Throws: `Mistake` when a name is there twice.
    package func rows(in other: RowLabels, _ work: Work) throws -> [Int?] {
        var known: [CellKey: Int] = [:]
        var check = StopCheck(work)
        for row in 0..<other.count {
            try check.pass()
            guard known.updateValue(row, forKey: other.key(row)) == nil else {
                throw Mistake(
                    "two rows are called \(other[row])", expected: "a name of its own for each row",
                    try: ".reset_index(drop=True)"
                ).raised(as: "ValueError", "cannot reindex on an axis with duplicate labels")
            }
        }
        return try (0..<count).map { row in
            try check.pass()
            return known[key(row)]
        }
    }

    /// The names of both in order, and the rows of each side that carry them: what pandas matches before it computes.
    func joined(with other: RowLabels, _ work: Work) throws -> (labels: RowLabels, own: [Int?], others: [Int?]) {
        var check = StopCheck(work)
        func rows(_ labels: RowLabels) throws -> [CellKey: [Int]] {
            var found: [CellKey: [Int]] = [:]
            for row in 0..<labels.count {
                try check.pass()
                found[labels.key(row), default: []].append(row)
            }
            return found
        }
        let (mine, theirs) = (try rows(self), try rows(other))
        var (own, others): ([Int?], [Int?]) = ([], [])
        for key in try Set(mine.keys).union(theirs.keys).sorted(stoppedBy: work, by: <) {
            for a in mine[key].map({ $0.map { Optional($0) } }) ?? [nil] {
                for b in theirs[key].map({ $0.map { Optional($0) } }) ?? [nil] {
                    try check.pass()
                    guard own.count < 20_000_000 else {
                        throw Mistake(
                            "the rows of equal names make more than 20,000,000 pairs",
                            expected: "a name of its own for each row", try: ".reset_index(drop=True)")
                    }
                    own.append(a)
                    others.append(b)
                }
            }
        }
        let labels = try zip(levels, other.levels).map { a, b in
            var level = try a.picked(own, work).merged(with: b.picked(others, work), work)
            if a.name != b.name { level.name = "" }
            return level
        }
        return (RowLabels(labels), own, others)
    }
}

extension CellKey {
    fileprivate var isSeveral: Bool { if case .several = self { true } else { false } }
}

extension Column {
    /// One cell as a value of the language.
    package func value(_ row: Int) -> Value {
        if isMissing(row) { return isNullable ? MissingValue.value : .number(.nan) }
        switch cells {
        case .numbers(let values):
            return isWhole ? Int(exactly: values[row]).map { .int($0) } ?? .number(values[row]) : .number(values[row])
        case .dates(let seconds):
            return isSpan ? .thing(Timedelta(seconds: seconds[row])) : Timestamp.value(seconds[row])
        case .flags(let flags): return .bool(flags[row] == 1)
        default:
            let text = text(row) ?? ""
            if levelType != .text { return levelType.value(text) }
            return holdsLiterals ? CellLiteral.value(text) ?? .text(text) : .text(text)
        }
    }

    /// One cell as it is compared.
    func key(_ row: Int) -> CellKey {
        if isMissing(row) { return .missing }
        switch cells {
        case .numbers(let values): return .number(values[row])
        case .dates(let seconds) where isSpan: return .number(seconds[row])
        case .flags(let flags): return .number(Double(flags[row]))
        case .categories(let codes, let levels) where levelOrder != .met:
            let level = levels[Int(codes[row])]
            return levelType.quantity(level).map { .amount($0, place: codes[row]) } ?? .level(level, place: codes[row])
        default:
            let text = text(row) ?? ""
            return holdsLiterals ? CellLiteral.value(text).flatMap { CellKey($0) } ?? .text(text) : .text(text)
        }
    }

    /// A category as it is compared.
    func key(of level: String) -> CellKey { levelType.quantity(level).map { .number($0) } ?? .text(level) }

    /// Whole numbers with gaps are none in pandas.
    var settled: Column {
        guard isWhole, !isNullable, missingCount > 0 else { return self }
        var column = self
        column.isWhole = false
        return column
    }

    /// What pandas calls the type of the cells.
    var pandasType: String {
        switch cells {
        case .numbers where isNullable: isWhole ? "Int64" : "Float64"
        case .numbers: isWhole && missingCount == 0 ? "int64" : "float64"
        case .dates: isSpan ? Series.spanType : "datetime64[us]"
        case .flags: isNullable ? "boolean" : missingCount == 0 ? "bool" : "object"
        case .categories, .texts:
            holdsLiterals ? "object" : levelOrder != .met ? "category" : isNullable ? "string" : textType
        }
    }
}

extension Column {
    /// What pandas calls the type of texts, or of what they stand for.
    private var textType: String {
        switch levelType {
        case .interval: ClassInterval.typeName(coded?.levels ?? [])
        case .period: levelType.name
        case .text, .whole, .number, .flag: "str"
        }
    }
}

extension Column.LevelType {
    /// A level as a value of the language.
    func value(_ text: String) -> Value {
        switch self {
        case .text: .text(text)
        case .whole: Int(text).map { .int($0) } ?? .text(text)
        case .number: Double(text).map { .number($0) } ?? .text(text)
        case .flag: .bool(text == "True")
        case .interval: ClassInterval(text).map { .thing($0) } ?? .text(text)
        case .period(let unit):
            (try? Period.Unit(unit)).flatMap { Period(text, $0) }.map { .thing($0) } ?? .text(text)
        }
    }

    /// The number that a level is; nil for a name.
    func quantity(_ text: String) -> Double? {
        switch self {
        case .text, .interval, .period: nil
        case .whole, .number: Double(text)
        case .flag: text == "True" ? 1 : 0
        }
    }

    /// What values are, all of one kind; text where they are of several.
    init(of values: [Value]) {
        func all(_ test: (Value) -> Bool) -> Bool { !values.isEmpty && values.allSatisfy { test($0.plain) } }
        let periods = Set(values.compactMap { $0.asThing(Period.self)?.unit })
        if all({ if case .bool = $0 { true } else { false } }) {
            self = .flag
        } else if all({ $0.asThing(ClassInterval.self) != nil }) {
            self = .interval
        } else if periods.count == 1, let unit = periods.first, all({ $0.asThing(Period.self) != nil }) {
            self = .period(unit.rawValue)
        } else if all({ if case .int = $0 { true } else { false } }) {
            self = .whole
        } else if all({ $0.asText == nil && $0.asDouble != nil }) {
            self = .number
        } else {
            self = .text
        }
    }

    /// As pandas calls it.
    var name: String {
        switch self {
        case .text: "str"
        case .whole: "int64"
        case .number: "float64"
        case .flag: "bool"
        case .interval: "interval"
        case .period(let unit): "period[\(unit)]"
        }
    }
}
