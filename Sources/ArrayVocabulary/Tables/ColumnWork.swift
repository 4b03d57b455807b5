package import Answers
import Arrays
package import Datasets
package import Language
import Numbers

/// What tables and columns do to cells alike.
package enum ColumnWork {
    /// With a value in the place of what is missing.
    package static func filled(_ column: Column, _ value: Value, _ work: Work) throws -> Column {
        guard column.missingCount > 0 else { return column }
        var column = column
        switch column.cells {
        case .numbers(let values):
            guard let fill = value.asNumber else {
                throw Mistake(
                    "\(column.called) holds numbers and cannot be filled with \(value.brief)",
                    expected: "a number", argument: "value"
                ).raised(as: "TypeError", "Invalid value '\(value.asText ?? value.repr)' for dtype 'float64'")
            }
            column.cells = .numbers(values.map { $0.isNaN ? fill : $0 })
            column.isWhole = column.isNullable && column.isWhole && fill == fill.rounded()
            return column
        case .flags(let flags):
            guard let fill = value.asNumber else {
                throw Mistake(
                    "\(column.called) holds True and False", expected: "one of them", argument: "value")
            }
            column.cells = .flags(flags.map { $0 < 0 ? (fill == 0 ? 0 : 1) : $0 })
            return column
        case .dates: throw Mistake("\(column.called) holds dates", expected: "dropna for rows without one")
        case .categories, .texts:
            guard let fill = value.asText else {
                guard column.levelOrder == .met, !column.isNullable else { throw column.refusing(value) }
                let cells = try column.values(work).map { $0.isGap ? value : $0 }
                return try Column(column.name, objects: cells, stoppedBy: work)
            }
            let texts = try (0..<column.count).map(stoppedBy: work) { column.text($0) ?? fill }
            var found = try Column(column.name, categories: texts, as: column.kind, stoppedBy: work)
            found.isNullable = column.isNullable
            return found
        }
    }

    /// The cells as another type.
    static func converted(_ column: Column, _ type: Value, _ work: Work) throws -> Column {
        if let kinds = type.asThing(CategoryType.self) { return try kinds.column(column, work) }
        var name = type.asText ?? DTypeObject.dtype(of: type)?.name ?? type.repr
        if case .word(let word) = type { name = word.name }
        if let found = try NullableType.column(column, name, work) { return found }
        if name == "category" { return try column.levelOrder == .met ? listed(column, work) : column }
        if name.contains("str") || name == "object", column.levelOrder != .met || column.levelType != .text {
            return try Column(column.name, categories: column.texts(work), as: .text, stoppedBy: work)
        }
        if name.contains("str") || name == "object" {
            return try column.converted(
                to: name.contains("str") && column.kind != .category ? .text : .category, stoppedBy: work)
        }
        if name.hasPrefix("datetime") { return try column.converted(to: .date, stoppedBy: work) }
        if name.contains("bool") {
            guard let numbers = column.numbers else {
                let flags = try column.texts(work).map { $0?.isEmpty == true ? Int8(0) : 1 }
                return Column(column.name, .flags(flags))
            }
            return Column(column.name, .flags(numbers.map { $0 == 0 ? 0 : 1 }))
        }
        guard name.contains("int") || name.contains("float") else {
            throw Mistake(
                "\(type.brief) is no type of a column", expected: "int, float, bool, str or category", argument: "dtype"
            ).raised(as: "TypeError", "data type '\(name)' not understood")
        }
        var found = try column.converted(to: .number, stoppedBy: work)
        let numbers = found.numbers ?? []
        found.isWhole = name.contains("int")
        if found.isWhole {
            guard !numbers.contains(where: { !$0.isFinite }) else {
                throw Mistake(
                    "\(column.called) has missing cells", expected: "numbers everywhere",
                    try: ".fillna(0).astype(int)"
                ).raised(
                    as: "ValueError", "Cannot convert non-finite values (NA or inf) to integer")
            }
            found.cells = .numbers(numbers.map { $0.rounded(.towardZero) })
        }
        found.isNullable = false
        return found
    }

    /// The cells as categories: the different ones in order.
    static func listed(_ column: Column, _ work: Work) throws -> Column {
        let keys = try column.keys(work)
        let rows = try keys.enumerated().reduce(into: [CellKey: Int](), stoppedBy: work) { rows, entry in
            if entry.element != .missing, rows[entry.element] == nil { rows[entry.element] = entry.offset }
        }
        let order = try rows.keys.sorted(stoppedBy: work, by: <)
        let places = Dictionary(uniqueKeysWithValues: zip(order, Int32(0)...))
        return Column(
            column.name, codes: try keys.map(stoppedBy: work) { places[$0] ?? -1 },
            levels: order.map { column.text(rows[$0] ?? 0) ?? "" }, isRanked: false,
            type: column.kind == .number
                ? (column.settled.isWhole ? .whole : .number) : column.kind == .flag ? .flag : column.levelType)
    }

    /// Other cells for some.
    static func replaced(_ column: Column, _ call: NumPyCall) throws -> Column {
        let old = try call.required(0, "to_replace")
        var pairs: [CellKey: Value] = [:]
        if case .dict(let entries) = old {
            for entry in entries.entries {
                if case .dict(let inner) = entry.value {
                    guard entry.key.asText == column.name else { continue }
                    for pair in inner.entries { pairs[CellKey(pair.key) ?? .missing] = pair.value }
                } else {
                    pairs[CellKey(entry.key) ?? .missing] = entry.value
                }
            }
        } else {
            let olds = old.asText == nil ? old.places ?? [old] : [old]
            let new = try call.required(1, "value")
            let news = new.asText == nil ? new.places : nil
            if let news, news.count != olds.count {
                throw Mistake("\(olds.count) values are replaced by \(news.count)", expected: "as many").raised(
                    as: "ValueError",
                    "Replacement lists must match in length. Expecting \(olds.count) got \(news.count)")
            }
            for (place, item) in olds.enumerated() { pairs[CellKey(item) ?? .missing] = news?[place] ?? new }
        }
        let news = try column.keys(call.work).map(stoppedBy: call.work) { pairs[$0] }
        guard news.contains(where: { $0 != nil }) else { return column }
        let cells = try news.enumerated().map(stoppedBy: call.work) { $1 ?? column.value($0) }
        return try Column(column.name, of: cells, stoppedBy: call.work)
    }

    /// True where a cell is among some.
    static func isIn(_ column: Column, _ values: Value, _ context: Context) throws -> Column {
        let wanted = Set(try (values.places ?? values.elements(in: context)).compactMap { CellKey($0) })
        return Column(column.name, .flags(try column.keys(context.work).map { wanted.contains($0) ? 1 : 0 }))
    }

    static func missing(_ column: Column, _ flag: Int8) -> Column {
        Column(column.name, .flags((0..<column.count).map { column.isMissing($0) ? flag : 1 - flag }))
    }

    /// Rounded as NumPy does, to even.
    static func rounded(_ column: Column, _ digits: Int) throws -> Column {
        guard column.kind == .number, !column.isWhole || digits < 0 else { return column }
        if column.isWhole {
            let step = Double.tenTo(-Swift.max(digits, -300))
            return try column.mapped { ($0 / step).rounded(.toNearestOrEven) * step }
        }
        let scale = Double.tenTo(digits)
        return try column.mapped { number in
            let scaled = number * scale
            return scaled.isFinite ? scaled.rounded(.toNearestOrEven) / scale : number
        }
    }

    /// Whether a cell goes before another; nil where they are equal.
    static func order(_ column: Column, _ a: Int, _ b: Int) -> Bool? {
        switch column.cells {
        case .numbers(let values), .dates(let values): return values[a] == values[b] ? nil : values[a] < values[b]
        case .flags(let flags): return flags[a] == flags[b] ? nil : flags[a] < flags[b]
        case .categories(let codes, let levels), .texts(let codes, let levels):
            guard codes[a] != codes[b] else { return nil }
            if column.holdsLiterals {
                let (x, y) = (column.key(a), column.key(b))
                return x == y ? nil : x < y
            }
            if column.levelOrder != .met { return codes[a] < codes[b] }
            return levels[Int(codes[a])].unicodeScalars.lexicographicallyPrecedes(levels[Int(codes[b])].unicodeScalars)
        }
    }

    /// The rows in the order of some columns, each rising or falling; gaps come last, or first.
    static func sorted(
        _ columns: [Column], rising: [Bool], gapsFirst: Bool = false, _ work: Work
    ) throws -> [Int] {
        try Array(0..<(columns.first?.count ?? 0)).sorted(stoppedBy: work) { a, b in
            for (column, rises) in zip(columns, rising) {
                let (isGap, isOther) = (column.isMissing(a), column.isMissing(b))
                if isGap || isOther {
                    if isGap != isOther { return gapsFirst ? isGap : isOther }
                } else if let less = order(column, a, b) {
                    return less == rises
                }
            }
            return a < b
        }
    }

    /// What `ascending=` and `na_position=` say for so many columns.
    static func directions(_ call: NumPyCall, _ count: Int) throws -> (rising: [Bool], gapsFirst: Bool) {
        let given = call.value(.max, "ascending")
        let rising: [Bool]
        if let items = given?.places {
            guard items.count == count else {
                throw Mistake(
                    "ascending has \(items.count) directions for \(count) columns", expected: "one for each",
                    argument: "ascending"
                )
                .raised(
                    as: "ValueError", "Length of ascending (\(items.count)) != length of by (\(count))")
            }
            rising = try items.map { try call.context.isTrue($0) }
        } else {
            rising = [Bool](repeating: try call.flag(.max, "ascending", true), count: count)
        }
        let position = call.text(.max, "na_position", "last")
        guard ["first", "last"].contains(position) else {
            throw Mistake("na_position = '\(position)'", expected: "'first' or 'last'", argument: "na_position").raised(
                as: "ValueError", "invalid na_position: \(position)")
        }
        return (rising, position == "first")
    }

    /// The mean of points in time, down to whole microseconds as pandas has it; NaN of none.
    static func meanTime(_ seconds: [Double]) -> Double {
        guard let first = seconds.first else { return .nan }
        let behind = seconds.reduce(0) { $0 + ($1 - first) * 1e6 } / Double(seconds.count)
        return first + behind.rounded(.down) / 1e6
    }

    /// The same of lengths of time.
    private static func described(spans column: Column, _ shares: [Double], _ work: Work) throws -> Series {
        guard case .dates(let seconds) = column.cells else { return Series([], name: "", labels: RowLabels(count: 0)) }
        let found = try described(Column(column.name, .numbers(seconds)), shares, work)
        let cells = found.values.enumerated().map { place, value -> Value in
            guard let number = value.asNumber else { return value }
            return place == 0 ? .int(Int(saturating: number)) : .thing(Timedelta(seconds: number))
        }
        return Series(mixed: cells, name: column.name, labels: found.labels)
    }

    /// Count, mean, deviation and quantiles of numbers; count, kinds and the most frequent of names.
    static func described(_ column: Column, _ shares: [Double], _ work: Work) throws -> Series {
        if case .dates(let seconds) = column.cells {
            if column.isSpan { return try described(spans: column, shares, work) }
            let filled = try ordered(seconds.filter { !$0.isNaN }, work)
            let names = shares.map { "\((($0 * 1e6).rounded() / 1e4).percent)%" }
            let mean = meanTime(filled)
            let times = [mean, filled.first ?? .nan] + shares.map { filled.isEmpty ? .nan : filled.quantile($0) }
            return Series(
                mixed: [.int(filled.count)] + (times + [filled.last ?? .nan]).map { Timestamp.value($0) },
                name: column.name, labels: RowLabels(names: ["count", "mean", "min"] + names + ["max"]))
        }
        guard column.kind == .number, let numbers = column.numbers else {
            let counts = try counted(column, skipsMissing: true, work)
            let top = counts.first
            return Series(
                mixed: [
                    .int(column.count - column.missingCount), .int(counts.count),
                    top.map { column.value($0.row) } ?? .number(.nan), top.map { .int($0.count) } ?? .number(.nan),
                ], name: column.name, labels: RowLabels(names: ["count", "unique", "top", "freq"]))
        }
        let values = try ordered(numbers.filter(stoppedBy: work) { !$0.isNaN }, work)
        let names = shares.map { "\((($0 * 1e6).rounded() / 1e4).percent)%" }
        func statistic(_ name: String) throws -> Double {
            try ColumnStatistic.named(name)?.value(
                Series(column, labels: RowLabels(count: column.count)), .init(), work
            )
            .asNumber ?? .nan
        }
        return Series(
            Column(
                column.name,
                .numbers(
                    [Double(values.count), try statistic("mean"), try statistic("std"), values.first ?? .nan]
                        + shares.map { values.isEmpty ? .nan : values.quantile($0) } + [values.last ?? .nan])),
            labels: RowLabels(names: ["count", "mean", "std", "min"] + names + ["max"]))
    }

    /// The shares that `describe` shows.
    static func shares(_ call: NumPyCall) throws -> [Double] {
        guard let given = call.value(0, "percentiles") else { return [0.25, 0.5, 0.75] }
        let shares = try call.array(given, "percentiles").doubles()
        guard shares.allSatisfy({ (0...1).contains($0) }) else {
            throw Mistake("percentiles = \(given.brief)", expected: "shares from 0 to 1", argument: "percentiles")
                .raised(
                    as: "ValueError", "percentiles should all be in the interval [0, 1].")
        }
        return Array(Set(shares)).sorted()
    }

    /// How often each cell comes, the most frequent first, and of equals the one that is met first.
    static func counted(_ column: Column, skipsMissing: Bool, _ work: Work) throws -> [(row: Int, count: Int)] {
        var counts: [CellKey: (count: Int, row: Int)] = [:]
        var check = StopCheck(work)
        for row in 0..<column.count {
            try check.pass()
            if skipsMissing, column.isMissing(row) { continue }
            counts[column.key(row), default: (0, row)].count += 1
        }
        return try counts.values.map { (row: $0.row, count: $0.count) }.sorted(stoppedBy: work) {
            ($0.count, $1.row) > ($1.count, $0.row)
        }
    }

    /// The most frequent cells, in order.
    static func modes(_ column: Column, skipsMissing: Bool, _ work: Work) throws -> Column {
        let counts = try counted(column, skipsMissing: skipsMissing, work)
        let rows = counts.prefix { $0.count == counts.first?.count }.map(\.row)
        return try column.rows(
            at: rows.sorted(stoppedBy: work) { column.key($0) < column.key($1) }, stoppedBy: work)
    }
}

extension Double {
    fileprivate static func tenTo(_ digits: Int) -> Double {
        let power = (0..<Swift.min(300, digits.magnitude.asInt)).reduce(1.0) { product, _ in product * 10 }
        return digits < 0 ? 1 / power : power
    }

    /// `25`, `2.5`
    fileprivate var percent: String { self == rounded() ? "\(Int(saturating: self))" : "\(self)" }
}

extension UInt {
    fileprivate var asInt: Int { Int(clamping: self) }
}
