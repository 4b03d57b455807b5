import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Columns of one type made of another: numbers of texts, classes of numbers.
extension PandasWords {
    static func oneColumn(_ call: NumPyCall, _ name: String) throws -> Series {
        let value = try call.required(0, name)
        if let series = value.asThing(Series.self) { return series }
        let column = try Frame.column("", value, rows: 1, call.context)
        return Series(column, labels: RowLabels(count: column.count))
    }

    static func coerces(_ call: NumPyCall) throws -> Bool {
        let errors = call.text(.max, "errors", "raise")
        guard ["raise", "coerce"].contains(errors) else {
            throw Mistake("errors = '\(errors)'", expected: "'raise' or 'coerce'", argument: "errors").raised(
                as: "ValueError", "invalid error value specified")
        }
        return errors == "coerce"
    }

    static func numeric(_ call: NumPyCall) throws -> Value {
        let series = try oneColumn(call, "arg")
        guard try coerces(call), series.column.coded != nil else {
            return .thing(series.with(try series.column.converted(to: .number, stoppedBy: call.work)))
        }
        let numbers = try (0..<series.length).map(stoppedBy: call.work) { row in
            series.column.text(row).flatMap { try? Column("", categories: [$0]).converted(to: .number).numbers?.first }
                ?? .nan
        }
        return .thing(
            series.with(
                Column(series.column.name, .numbers(numbers), isWhole: numbers.allSatisfy { $0 == $0.rounded() })))
    }

    static func cut(_ call: NumPyCall) throws -> Value {
        let series = try oneColumn(call, "x")
        guard let numbers = series.column.numbers else { throw series.column.needsNumbers }
        let given = try call.required(1, "bins")
        let isRight = try call.flag(2, "right", true)
        let takesLowest = try call.flag(4, "include_lowest")
        var edges: [Double]
        var isWhole = false
        if let count = given.asInt, given.places == nil {
            let filled = numbers.filter(\.isFinite)
            guard (1...10_000).contains(count), let low = filled.min(), let high = filled.max() else {
                throw Mistake(
                    "bins = \(given.brief)", expected: "from 1 to 10,000 classes of finite numbers", argument: "bins"
                )
                .raised(as: "ValueError", "Cannot cut empty array")
            }
            let width = high > low ? high - low : 2 * Swift.max(0.001 * low.magnitude, 0.0005)
            let start = high > low ? low : low - width / 2
            edges = (0...count).map { start + width * Double($0) / Double(count) }
            if isRight { edges[0] -= width * 0.001 } else { edges[count] += width * 0.001 }
        } else {
            edges = try call.array(given, "bins").doubles()
            isWhole =
                edges.allSatisfy { $0 == $0.rounded() }
                && given.places?.allSatisfy { if case .int = $0.plain { true } else { false } } == true
        }
        guard edges.count > 1, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw Mistake("bins = \(given.brief)", expected: "edges that rise", argument: "bins").raised(
                as: "ValueError", "bins must increase monotonically.")
        }
        return try classed(series, numbers, edges, isRight: isRight, takesLowest: takesLowest, call) { place in
            isWhole
                ? "\(Int(saturating: edges[place]))"
                : Value.number(Double(edges[place].short(given.asInt == nil ? 15 : 4)) ?? edges[place]).repr
        }
    }

    /// Cells among categories: those that are given, or the different ones in order.
    static func categorical(_ call: NumPyCall) throws -> CategoryArray {
        let given = try call.required(0, "values")
        let column = try (given.asThing(CategoryArray.self)?.series ?? oneColumn(call, "values")).column
        if let type = call.value(.max, "dtype")?.asThing(CategoryType.self) {
            return CategoryArray(try type.column(column, call.work))
        }
        let isRanked = try call.flag(2, "ordered")
        let type = try CategoryType(call.value(1, "categories")?.places, isRanked: isRanked)
        return CategoryArray(try type.column(column, call.work))
    }

    /// What cannot be followed is refused; how much of a table is shown follows the width of the screen.
    static func setOption(_ call: NumPyCall) throws -> Value {
        let name = try call.required(0, "pat").asText ?? ""
        _ = call.value(1, "value")
        let short = name.replacing("display.", with: "")
        guard ["max_columns", "max_rows", "width", "max_colwidth", "expand_frame_repr"].contains(short) else {
            throw Mistake(
                "set_option(\"\(name)\")", expected: "display.max_columns, display.max_rows or display.width",
                try: "data.round(2)", argument: "pat")
        }
        call.context.noteOnce("tables are as wide as the screen here; print(data.to_string()) shows all of one")
        return .none
    }

    /// Numbers in classes between quantiles.
    static func quantileCut(_ call: NumPyCall) throws -> Value {
        let series = try oneColumn(call, "x")
        guard let numbers = series.column.numbers else { throw series.column.needsNumbers }
        let given = try call.required(1, "q")
        let shares: [Double]
        if let count = given.asInt, given.places == nil {
            guard (1...10_000).contains(count) else {
                throw Mistake("q = \(count)", expected: "from 1 to 10,000 classes", argument: "q")
            }
            shares = (0...count).map { Double($0) / Double(count) }
        } else {
            shares = try call.array(given, "q").doubles()
        }
        guard shares.count > 1, shares.allSatisfy({ (0...1).contains($0) }) else {
            throw Mistake("q = \(given.brief)", expected: "a number of classes, or shares from 0 to 1", argument: "q")
                .raised(
                    as: "ValueError",
                    "percentiles should all be in the interval [0, 1]. Try dividing percentiles by 100.")
        }
        let filled = try ColumnWork.ordered(numbers.filter(stoppedBy: call.work) { !$0.isNaN }, call.work)
        guard !filled.isEmpty else {
            throw Mistake("x holds no numbers", expected: "numbers", argument: "x").raised(as: "ValueError")
        }
        var edges = shares.map { filled.quantile($0) }
        let duplicates = call.text(.max, "duplicates", "raise")
        guard ["raise", "drop"].contains(duplicates) else {
            throw Mistake("duplicates = '\(duplicates)'", expected: "'raise' or 'drop'", argument: "duplicates").raised(
                as: "ValueError", "invalid value for 'duplicates' parameter, valid options are: raise, drop")
        }
        if duplicates == "drop" { edges = edges.enumerated().filter { $0 == 0 || $1 != edges[$0 - 1] }.map(\.element) }
        guard edges.count > 1, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw Mistake(
                "two of the quantiles are equal: \(edges.map { $0.short() }.joined(separator: ", "))",
                expected: "quantiles that rise", try: "duplicates=\"drop\"", argument: "q"
            ).raised(
                as: "ValueError",
                "Bin edges must be unique: Index(\(Value.list(edges.map { .number($0) }).repr), dtype='float64').\nYou can "
                    + "drop duplicate edges by setting the 'duplicates' kwarg")
        }
        // As few digits, from three on, as tell the edges apart.
        let digits = (3..<20).first { digits in Set(edges.map { $0.shown(digits) }).count == edges.count } ?? 3
        return try classed(series, numbers, edges, isRight: true, takesLowest: true, call) { place in
            let shown = edges[place].shown(digits)
            let first = (shown - tenth(digits)).shown(digits + 3)
            return Value.number(place == 0 ? first : shown).repr
        }
    }

    /// The classes, and with `retbins=True` their edges.
    private static func found(_ series: Series, _ edges: [Double], _ call: NumPyCall) throws -> Value {
        // Of a list or an array there is an array of categories, or of numbers.
        let isColumn = call.value(0, "x")?.asThing(Series.self) != nil
        let classes: Value =
            isColumn
            ? .thing(series)
            : series.column.coded == nil ? .thing(try series.array()) : .thing(CategoryArray(series.column))
        guard try call.flag(.max, "retbins") else { return classes }
        return .tuple([classes, .thing(try NDArray(edges))])
    }

    private static func tenth(_ digits: Int) -> Double { (0..<digits).reduce(1.0) { scale, _ in scale / 10 } }

    /// Numbers as the classes between edges, named by them or by `labels`.
    private static func classed(
        _ series: Series, _ numbers: [Double], _ edges: [Double], isRight: Bool, takesLowest: Bool, _ call: NumPyCall,
        _ edge: (Int) -> String
    ) throws -> Value {
        let codes = try numbers.map(stoppedBy: call.work) { value -> Int? in
            guard !value.isNaN else { return nil }
            if isRight, takesLowest, value == edges[0] { return 0 }
            // How many edges lie before it: the edges rise.
            var (low, high) = (0, edges.count)
            while low < high {
                let middle = (low + high) / 2
                if isRight ? edges[middle] < value : edges[middle] <= value { low = middle + 1 } else { high = middle }
            }
            return low > 0 && low < edges.count ? low - 1 : nil
        }
        let labels = call.value(.max, "labels")
        if case .bool(false)? = labels?.plain {
            return try found(
                series.with(
                    Column(
                        series.column.name, .numbers(codes.map { $0.map { Double($0) } ?? .nan }),
                        isWhole: !codes.contains(nil))), edges, call)
        }
        let own = labels?.places?.map { $0.asText ?? $0.plain.repr }
        if let own, own.count != edges.count - 1 {
            throw Mistake(
                "\(own.count) labels for \(edges.count - 1) classes", expected: "one for each", argument: "labels"
            ).raised(
                as: "ValueError", "Bin labels must be one fewer than the number of bin edges")
        }
        let ranks = try call.flag(.max, "ordered", true)
        let names =
            own
            ?? (0..<(edges.count - 1)).map { place in
                isRight
                    ? "(\(edge(place)), \(edge(place + 1))]"
                    : "[\(edge(place)), \(edge(place + 1)))"
            }
        return try found(
            series.with(
                Column(
                    series.column.name, codes: codes.map { Int32($0 ?? -1) }, levels: names, isRanked: ranks,
                    type: own == nil ? .interval : .init(of: labels?.places ?? []))), edges,
            call)
    }
}

extension Double {
    /// Rounded to so many digits after the point, or so many that count where there is nothing before it.
    fileprivate func shown(_ digits: Int) -> Double {
        guard isFinite, self != 0 else { return self }
        var digits = digits
        if magnitude < 1 {
            var (small, zeros) = (magnitude, 0)
            while small < 0.1, zeros < 300 { (small, zeros) = (small * 10, zeros + 1) }
            digits += zeros
        }
        let scale = (0..<Swift.min(digits, 300)).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = self * scale
        return scaled.isFinite ? scaled.rounded(.toNearestOrEven) / scale : self
    }
}
