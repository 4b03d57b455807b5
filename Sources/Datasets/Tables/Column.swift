public import Answers

/// What the cells of a column are.
public enum ColumnKind: String, Sendable, CaseIterable {
    /// Quantities and counts.
    case number
    /// One of some names without an order.
    case category
    /// Points in time.
    case date
    /// Yes or no.
    case flag
    /// Words that are hardly ever the same twice.
    case text
}

/// A named column of a table: cells of one kind, any of which may be missing. What is missing is no category and no number.
public struct Column: Sendable, Equatable {
    /// The cells of one kind, with that kind's way to be missing.
    public enum Cells: Sendable, Equatable {
        /// NaN where one is missing.
        case numbers([Double])
        /// Seconds since 1970-01-01 00:00 UTC; NaN where one is missing.
        case dates([Double])
        /// 1 and 0; −1 where one is missing.
        case flags([Int8])
        /// Places in `levels`; −1 where one is missing.
        case categories([Int32], levels: [String])
        /// The same for texts.
        case texts([Int32], distinct: [String])
    }

    /// What the header calls it; unique in its table.
    public var name: String
    /// A cell for each row, all of one kind.
    public var cells: Cells
    /// Whether the numbers were written without a fraction.
    public var isWhole = false
    /// Whether the texts are values of another kind as they are written: lists.
    public var holdsLiterals = false
    /// Whether cells may be missing without the column being of another type for it: whole numbers stay whole (pandas's `Int64`).
    public var isNullable = false
    /// Whether the dates are lengths of time.
    public var isSpan = false
    /// What the places of levels mean.
    public var levelOrder = LevelOrder.met

    /// What the levels stand for, which are kept as texts.
    public var levelType = LevelType.text

    /// What the categories of a column are, or its texts.
    public enum LevelType: Sendable, Equatable {
        /// Names.
        case text
        /// Whole numbers.
        case whole
        /// Other numbers.
        case number
        /// True and False.
        case flag
        /// Intervals between two numbers: `(0, 18]`.
        case interval
        /// Days, weeks, months, quarters or years as a whole, by pandas's letters: `2024-03`.
        case period(String)
    }

    /// What it means that one level stands before another.
    public enum LevelOrder: Sendable, Equatable {
        /// It was met first.
        case met
        /// All levels that there can be are listed so.
        case listed
        /// It is the smaller one.
        case ranked
    }

    /// A column of these cells.
    public init(_ name: String, _ cells: Cells, isWhole: Bool = false) {
        self.name = name
        self.cells = cells
        self.isWhole = isWhole
    }

    /// A column of numbers; NaN is missing.
    public init(_ name: String, numbers: [Double]) {
        self.init(name, .numbers(numbers), isWhole: numbers.allSatisfy { $0.isNaN || $0 == $0.rounded() })
    }

    /// A column of names, with nil where one is missing; levels come in the order in which they are met.
    public init(_ name: String, categories: [String?], as kind: ColumnKind = .category) {
        var levels = MetLevels()
        let codes = categories.map { levels.code($0) }
        self.init(name, codes, levels, kind)
    }

    /// The same of as many names as a person has, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    public init(_ name: String, categories: [String?], as kind: ColumnKind = .category, stoppedBy work: Work)
        throws(Stopped)
    {
        var levels = MetLevels()
        var check = StopCheck(work)
        var codes: [Int32] = []
        codes.reserveCapacity(categories.count)
        for text in categories {
            try check.pass()
            codes.append(levels.code(text))
        }
        self.init(name, codes, levels, kind)
    }

    private init(_ name: String, _ codes: [Int32], _ levels: MetLevels, _ kind: ColumnKind) {
        let names = levels.names
        self.init(name, kind == .text ? .texts(codes, distinct: names) : .categories(codes, levels: names))
    }

    /// A column of names among levels that are listed, −1 where one is missing.
    public init(_ name: String, codes: [Int32], levels: [String], isRanked: Bool, type: LevelType = .text) {
        self.init(name, .categories(codes, levels: levels))
        levelOrder = isRanked ? .ranked : .listed
        levelType = type
    }

    /// The kind of the cells, as a table tells it and a preparation goes by.
    public var kind: ColumnKind {
        switch cells {
        case .numbers: .number
        case .dates: .date
        case .flags: .flag
        case .categories: .category
        case .texts: .text
        }
    }

    /// How many cells there are.
    public var count: Int {
        switch cells {
        case .numbers(let values), .dates(let values): values.count
        case .flags(let flags): flags.count
        case .categories(let codes, _), .texts(let codes, _): codes.count
        }
    }

    /// Whether there is no value in that row, counted from 0.
    public func isMissing(_ row: Int) -> Bool {
        switch cells {
        case .numbers(let values), .dates(let values): values[row].isNaN
        case .flags(let flags): flags[row] < 0
        case .categories(let codes, _), .texts(let codes, _): codes[row] < 0
        }
    }

    /// How many cells are missing.
    public var missingCount: Int {
        switch cells {
        case .numbers(let values), .dates(let values): values.reduce(0) { $0 + ($1.isNaN ? 1 : 0) }
        case .flags(let flags): flags.reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
        case .categories(let codes, _), .texts(let codes, _): codes.reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
        }
    }

    /// The cells as numbers where they are some: dates in days since 1970, flags as 1 and 0; NaN where missing. Nil for names.
    public var numbers: [Double]? {
        switch cells {
        case .numbers(let values): values
        case .dates(let seconds): seconds.map { $0 / 86_400 }
        case .flags(let flags): flags.map { $0 < 0 ? .nan : Double($0) }
        case .categories, .texts: nil
        }
    }

    /// The names that occur, and for each row its place among them (−1: missing); nil for numbers, dates and flags.
    public var coded: (codes: [Int32], levels: [String])? {
        switch cells {
        case .categories(let codes, let levels), .texts(let codes, let levels): (codes, levels)
        default: nil
        }
    }

    /// How many different cells there are, without the missing ones.
    public var distinctCount: Int {
        switch cells {
        case .numbers(let values), .dates(let values): Set(values.lazy.filter { !$0.isNaN }).count
        case .flags(let flags): Set(flags.lazy.filter { $0 >= 0 }).count
        case .categories(let codes, _), .texts(let codes, _): Set(codes.lazy.filter { $0 >= 0 }).count
        }
    }

    /// The cell as it is shown; nil where it is missing.
    public func text(_ row: Int) -> String? {
        guard !isMissing(row) else { return nil }
        switch cells {
        case .numbers(let values): return Column.text(values[row], isWhole: isWhole)
        case .dates(let seconds):
            return isSpan
                ? DateText.span(seconds[row], withTime: DateText.ofDay(seconds[row]) != 0)
                : DateText.written(seconds[row])
        case .flags(let flags): return flags[row] == 1 ? "True" : "False"
        case .categories(let codes, let levels), .texts(let codes, let levels): return levels[Int(codes[row])]
        }
    }

    /// A day by its number since 1970-01-01: `2010-05-31`.
    public static func day(_ number: Double) -> String { DateText.written(number.rounded(.down) * 86_400) }

    /// A number of a column as it is shown: `12`, `12.5`.
    static func text(_ value: Double, isWhole: Bool) -> String {
        if isWhole, let whole = Int(exactly: value) { return "\(whole)" }
        return value == value.rounded() && value.magnitude < 1e15 ? "\(value)" : value.short(7)
    }

    /// The cells at these rows, in this order.
    public func rows(at rows: [Int]) -> Column {
        var part = self
        switch cells {
        case .numbers(let values): part.cells = .numbers(rows.map { values[$0] })
        case .dates(let values): part.cells = .dates(rows.map { values[$0] })
        case .flags(let flags): part.cells = .flags(rows.map { flags[$0] })
        case .categories(let codes, let levels): part.cells = .categories(rows.map { codes[$0] }, levels: levels)
        case .texts(let codes, let levels): part.cells = .texts(rows.map { codes[$0] }, distinct: levels)
        }
        return part
    }

    /// The cells at these rows, in this order, until the work is stopped.
    ///
    /// - Throws: `Stopped` once it was.
    public func rows(at rows: [Int], stoppedBy work: Work) throws -> Column {
        var part = self
        switch cells {
        case .numbers(let values): part.cells = .numbers(try rows.map(stoppedBy: work) { values[$0] })
        case .dates(let values): part.cells = .dates(try rows.map(stoppedBy: work) { values[$0] })
        case .flags(let flags): part.cells = .flags(try rows.map(stoppedBy: work) { flags[$0] })
        case .categories(let codes, let levels):
            part.cells = .categories(try rows.map(stoppedBy: work) { codes[$0] }, levels: levels)
        case .texts(let codes, let levels):
            part.cells = .texts(try rows.map(stoppedBy: work) { codes[$0] }, distinct: levels)
        }
        return part
    }

    /// The same cells as another kind. Names become numbers where they can be read as such.
    ///
    /// - Throws: `Mistake` naming the first row whose cell cannot be read so; `Stopped`.
    public func converted(to kind: ColumnKind, stoppedBy work: Work = Work()) throws -> Column {
        guard kind != self.kind else { return self }
        switch kind {
        case .category, .text:
            let names = try (0..<count).map(stoppedBy: work) { text($0) }
            return try Column(name, categories: names, as: kind, stoppedBy: work)
        case .number:
            if let numbers { return Column(name, numbers: numbers) }
            return Column(name, numbers: try read(kind, work) { NumberForm().value($0) })
        case .flag:
            let flags = try read(kind, work) { FlagText.value($0).map { $0 ? 1 : 0 } ?? ["1": 1.0, "0": 0.0][$0] }
            return Column(name, .flags(flags.map { $0.isNaN ? -1 : Int8($0) }))
        case .date: return Column(name, .dates(try read(kind, work) { DateText.seconds($0) }))
        }
    }

    private func read(_ kind: ColumnKind, _ work: Work, _ value: (String) -> Double?) throws -> [Double] {
        try (0..<count).map(stoppedBy: work) { row in
            guard let text = text(row) else { return .nan }
            guard let value = value(text) else {
                throw Mistake(
                    "row \(row) of column \"\(name)\" holds \"\(text.prefix(40))\"",
                    expected: Phrase.indefinite(kind.rawValue), try: "missing=[\"\(text.prefix(40))\"]")
            }
            return value
        }
    }
}

/// Names in the order in which they are met, each numbered once.
private struct MetLevels {
    private(set) var names: [String] = []
    private var places: [String: Int32] = [:]

    /// The number of a name; −1 where it is missing.
    mutating func code(_ name: String?) -> Int32 {
        guard let name else { return -1 }
        if let known = places[name] { return known }
        let code = Int32(names.count)
        places[name] = code
        names.append(name)
        return code
    }
}

/// Yes and no as people write them.
enum FlagText {
    private static let words: [String: Bool] = [
        "true": true, "false": false, "yes": true, "no": false, "y": true, "n": false, "t": true, "f": false,
    ]

    /// What a word says; nil for any other word.
    static func value(_ text: String) -> Bool? { words[text.lowercased()] }
}
