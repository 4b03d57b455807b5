import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What makes one value of a column: pandas's statistics, for columns, tables and groups alike.
struct ColumnStatistic: Sendable {
    /// How gaps and few rows count.
    struct Options: Sendable {
        var skipsMissing = true
        var ddof = 1
        var share = 0.5
        var leastCount = 0
    }

    let name: String
    let meaning: String
    /// Parameters beside axis, skipna and numeric_only.
    let signature: String
    /// Whether whole numbers stay whole.
    let keepsWhole: Bool
    /// Whether it can be had of texts: the smallest, the first, how many.
    let takesTexts: Bool
    /// Of the numbers that are there.
    let of: @Sendable ([Double], Options, Work) throws -> Double

    private init(
        _ name: String, _ meaning: String, _ signature: String = "", keepsWhole: Bool = false, takesTexts: Bool = false,
        of: @escaping @Sendable ([Double], Options, Work) throws -> Double
    ) {
        (self.name, self.meaning, self.signature) = (name, meaning, signature)
        (self.keepsWhole, self.takesTexts, self.of) = (keepsWhole, takesTexts, of)
    }

    static let all: [ColumnStatistic] = [
        ColumnStatistic("sum", "the sum", "min_count=0", keepsWhole: true, takesTexts: true) { values, options, _ in
            values.count < options.leastCount ? .nan : values.reduce(0, +)
        },
        ColumnStatistic("prod", "the product", "min_count=0", keepsWhole: true) { values, options, _ in
            values.count < options.leastCount ? .nan : values.reduce(1, *)
        },
        ColumnStatistic("mean", "the mean") { values, _, _ in values.isEmpty ? .nan : values.meanAndVariance.mean },
        ColumnStatistic("median", "the median") { values, _, work in
            try ColumnWork.ordered(values, work).quantile(0.5)
        },
        ColumnStatistic("std", "the standard deviation, with n − ddof", "ddof=1") { values, options, _ in
            variance(values, options.ddof).squareRoot()
        },
        ColumnStatistic("var", "the variance, with n − ddof", "ddof=1") { values, options, _ in
            variance(values, options.ddof)
        },
        ColumnStatistic("sem", "the standard error of the mean", "ddof=1") { values, options, _ in
            (variance(values, options.ddof) / Double(values.count)).squareRoot()
        },
        ColumnStatistic("skew", "the skewness") { values, _, _ in
            let n = Double(values.count)
            guard values.count > 2 else { return .nan }
            return values.meanAndVariance.variance == 0 ? 0 : values.skewness * (n * (n - 1)).squareRoot() / (n - 2)
        },
        ColumnStatistic("kurt", "how heavy the tails are beside a normal distribution's") { values, _, _ in
            let n = Double(values.count)
            guard values.count > 3 else { return .nan }
            let (mean, variance) = values.meanAndVariance
            guard variance > 0 else { return 0 }
            let fourth = values.reduce(0) { sum, x in sum + (x - mean) * (x - mean) * (x - mean) * (x - mean) }
            let square = variance * n
            let weight = n * (n + 1) * (n - 1) / ((n - 2) * (n - 3))
            return weight * fourth / (square * square) - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3))
        },
        ColumnStatistic("min", "the smallest", keepsWhole: true, takesTexts: true) { values, _, _ in
            values.min() ?? .nan
        },
        ColumnStatistic("max", "the largest", keepsWhole: true, takesTexts: true) { values, _, _ in
            values.max() ?? .nan
        },
        ColumnStatistic("count", "how many cells are there", keepsWhole: true, takesTexts: true) { values, _, _ in
            Double(values.count)
        },
        ColumnStatistic("nunique", "how many different cells there are", keepsWhole: true, takesTexts: true) {
            values, _, work in
            Double(try ColumnWork.distinctCount(values, work))
        },
        ColumnStatistic("quantile", "the number below which a share of the cells lies", "q=0.5") {
            values, options, work in
            try ColumnWork.ordered(values, work).quantile(options.share)
        },
        ColumnStatistic("first", "the first cell that is there", keepsWhole: true, takesTexts: true) {
            values, _, _ in
            values.first ?? .nan
        },
        ColumnStatistic("last", "the last cell that is there", keepsWhole: true, takesTexts: true) {
            values, _, _ in
            values.last ?? .nan
        },
    ]

    /// Other names of the same: `kurtosis`.
    var aliases: [String] { name == "kurt" ? ["kurtosis"] : name == "prod" ? ["product"] : [] }

    /// Of groups only.
    static let ofGroups: Set<String> = ["first", "last"]

    static func named(_ name: String) -> ColumnStatistic? { all.first { $0.name == name || $0.aliases.contains(name) } }

    private static func variance(_ values: [Double], _ ddof: Int) -> Double {
        guard values.count > ddof else { return .nan }
        return values.meanAndVariance.variance * Double(values.count)
            / (Double(values.count) - Double(ddof))
    }

    /// What a call says of gaps, degrees of freedom and shares.
    static func options(_ call: NumPyCall, _ reduction: ColumnStatistic) throws -> Options {
        var options = Options()
        if !["count", "nunique", "quantile"].contains(reduction.name) {
            options.skipsMissing = try call.flag(.max, "skipna", true)
        }
        if reduction.signature.contains("ddof") { options.ddof = try call.int(.max, "ddof", 1) }
        if reduction.signature.contains("min_count") { options.leastCount = try call.int(.max, "min_count", 0) }
        if reduction.name == "quantile" { options.share = try share(call.double(.max, "q", 0.5)) }
        return options
    }

    /// - Throws: `Mistake` (pandas's ValueError) beyond 0 and 1.
    static func share(_ share: Double?) throws -> Double {
        guard let share, (0...1).contains(share) else {
            throw Mistake("q = \(share?.short() ?? "no number")", expected: "from 0 to 1", argument: "q").raised(
                as: "ValueError",
                "percentiles should all be in the interval [0, 1]. Try [\((share ?? 0) / 100)] instead.")
        }
        return share
    }

    /// Of the cells of a column.
    ///
    /// - Throws: `Mistake` (pandas's TypeError) for texts where it needs numbers; `Stopped`.
    package func value(_ series: Series, _ options: Options, _ work: Work) throws -> Value {
        let column = series.column
        if name == "count" { return .int(series.length - column.missingCount) }
        if name == "nunique" { return .int(try column.distinctCount(work)) }
        if let spans = series.spans {
            let found = try value(Series(Column(column.name, .numbers(spans)), labels: series.labels), options, work)
            guard ["sum", "mean", "median", "min", "max", "std", "first", "last", "quantile"].contains(name) else {
                throw Mistake("\(name) of lengths of time", expected: "sum, mean, median, min, max or std").raised(
                    as: "TypeError", "reduction operation '\(name)' not allowed for this dtype")
            }
            return found.asNumber.map { $0.isNaN ? .number(.nan) : .thing(Timedelta(seconds: $0)) } ?? found
        }
        if let mixed = series.mixed, mixed.allSatisfy({ $0.asNumber != nil }) {
            // Without gaps whole numbers are whole.
            let items = options.skipsMissing ? mixed.filter { !$0.isGap } : mixed
            return try value(
                Series(Column(column.name, of: items), labels: RowLabels(count: items.count)), options, work)
        }
        guard let numbers = column.kind == .date ? nil : column.numbers else { return try text(column, options, work) }
        let filled = try numbers.filter(stoppedBy: work) { !$0.isNaN }
        let gap = column.isNullable ? MissingValue.value : .number(.nan)
        guard options.skipsMissing || filled.count == numbers.count else { return gap }
        let found = try of(filled, options, work)
        guard !found.isNaN else { return gap }
        if case .flags = column.cells, ["min", "max", "first", "last"].contains(name), !filled.isEmpty {
            return .bool(found == 1)
        }
        let isWhole =
            keepsWhole && (column.isWhole || column.kind == .flag)
            && (column.isNullable || column.missingCount == 0)
        return (isWhole ? Int(exactly: found) : nil).map { .int($0) } ?? .number(found)
    }

    private func text(_ column: Column, _ options: Options, _ work: Work) throws -> Value {
        let rows = try column.filledRows(work)
        guard takesTexts, column.kind != .date || name != "sum" else {
            if case .dates(let seconds) = column.cells, name == "mean" {
                return Timestamp.value(ColumnWork.meanTime(seconds.filter { !$0.isNaN }))
            }
            throw Mistake(
                "\(name) of \(column.called), which holds texts", expected: "numbers",
                try: "data.\(name)(numeric_only=True), or data[\"\(column.name)\"].value_counts()"
            ).raised(as: "TypeError", "Cannot perform reduction '\(name)' with string dtype")
        }
        guard options.skipsMissing || rows.count == column.count else { return .number(.nan) }
        let found: Int?
        switch name {
        case "sum":
            return .text(try rows.reduce(into: "", stoppedBy: work) { $0 += column.text($1) ?? "" })
        case "min": found = try column.first(rows, work) { $0 < $1 }
        case "max": found = try column.first(rows, work) { $0 > $1 }
        case "first": found = rows.first
        default: found = rows.last
        }
        return found.map { column.value($0) } ?? .number(.nan)
    }

    /// Of each column of a table, or of each row.
    func values(_ frame: Frame, _ options: Options, byRow: Bool, onlyNumbers: Bool, _ work: Work) throws -> Series {
        var columns = frame.table.columns
        if onlyNumbers || (name == "quantile" && byRow) {
            columns = columns.filter { $0.kind == .number || $0.kind == .flag }
        }
        guard byRow else {
            let values = try columns.map { column in
                if work.isCancelled { throw Stopped() }
                return try value(Series(column, labels: frame.labels), options, work)
            }
            var found = Series(values, name: "", labels: frame.columnLabels(columns.map(\.name)))
            // Whole and other numbers together are floating-point ones.
            if found.mixed == nil, found.column.isWhole,
                values.contains(where: { if case .number = $0.plain { true } else { false } })
            {
                found.column.isWhole = false
            }
            return found
        }
        let part = frame.with(try Table(columns))
        var check = StopCheck(work)
        let values = try (0..<frame.length).map { row in
            try check.pass(columns.count)
            return try value(part.row(row), options, work)
        }
        var found = try Series(values, name: "", labels: frame.labels, stoppedBy: work)
        if found.mixed == nil, columns.contains(where: { $0.kind == .number && !$0.isWhole }), name != "count",
            name != "nunique"
        {
            found.column.isWhole = false
        }
        return found
    }
}

/// Sums, products, smallest and largest ones up to each row.
enum Running {
    static let all: [(name: String, meaning: String, step: @Sendable (Double, Double) -> Double)] = [
        ("cumsum", "the sums up to each row", { $0 + $1 }), ("cumprod", "the products up to each row", { $0 * $1 }),
        ("cummax", "the largest up to each row", { Swift.max($0, $1) }),
        ("cummin", "the smallest up to each row", { Swift.min($0, $1) }),
    ]

    package static func column(_ column: Column, _ work: Work, _ step: (Double, Double) -> Double) throws -> Column {
        guard let numbers = column.numbers else { throw column.needsNumbers }
        var total: Double?
        var found = Column(
            column.name,
            .numbers(
                try numbers.map(stoppedBy: work) { number in
                    guard !number.isNaN else { return .nan }
                    let next = total.map { step($0, number) } ?? number
                    total = next
                    return next
                }), isWhole: column.isWhole || column.kind == .flag)
        found.isNullable = column.isNullable
        return found
    }
}

extension ColumnStatistic {
    /// The parameters of the method: of tables, whose rows can be gone along and whose texts left out, or of one column.
    package func parameters(ofTables: Bool) -> String {
        let common = ["axis=0", "skipna=True", "numeric_only=False"]
        let own: [String] =
            switch name {
            case "count": ofTables ? ["axis=0", "numeric_only=False"] : []
            case "nunique": (ofTables ? ["axis=0"] : []) + ["dropna=True"]
            case "quantile": ["q=0.5"] + (ofTables ? ["axis=0", "numeric_only=False"] : [])
            default: common + (signature.isEmpty ? [] : [signature])
            }
        return own.joined(separator: ", ")
    }
}

extension Column {
    /// Whether each cell counts as true (a number other than 0, a text that is not empty); nil where it is missing.
    func truths(_ work: Work) throws -> [Bool?] {
        if let numbers { return try numbers.map(stoppedBy: work) { $0.isNaN ? nil : $0 != 0 } }
        guard let (codes, levels) = coded else { return [] }
        return try codes.map(stoppedBy: work) { $0 < 0 ? nil : !levels[Int($0)].isEmpty }
    }

    /// The refusal of names where numbers are needed.
    var needsNumbers: Mistake {
        Mistake(
            "\(called) holds \(kind == .date ? "dates" : "names")", expected: "numbers",
            try: "data.select_dtypes(\"number\")"
        ).raised(as: "TypeError", "could not convert string to float: '\((count > 0 ? text(0) : nil) ?? "nan")'")
    }

    /// Each number through a function.
    func mapped(isWhole: Bool? = nil, _ body: (Double) -> Double) throws -> Column {
        guard let numbers else { throw needsNumbers }
        var found = Column(name, .numbers(numbers.map(body)), isWhole: isWhole ?? self.isWhole)
        found.isNullable = isNullable
        return found
    }

    /// The rows moved down, or up where negative; gaps take their places.
    func shifted(_ steps: Int, _ work: Work) throws -> Column {
        let places = try (0..<count).map(stoppedBy: work) { row -> Int? in
            let (from, isOut) = row.subtractingReportingOverflow(steps)
            return !isOut && (0..<count).contains(from) ? from : nil
        }
        return try picked(places, work)
    }

    /// Gaps with the cell before them, or after them.
    func carried(forward: Bool, _ work: Work) throws -> Column {
        var known: Int?
        var rows = [Int?](repeating: nil, count: count)
        var check = StopCheck(work)
        for step in 0..<count {
            try check.pass()
            let row = forward ? step : count - 1 - step
            if !isMissing(row) { known = row }
            rows[row] = known
        }
        return try picked(rows, work)
    }
}
