public import Answers
import Numbers
import RealModule

/// The way from a table to numbers: gaps filled, categories coded, numbers scaled, the target transformed.
///
/// Everything it needs to know (medians, levels, means) is learnt from the rows it is fitted on, and only those: fit it anew on
/// the training rows of every fold. A category that it has not seen enters as "other" where there is such a column, and otherwise
/// as zeros.
public struct Preparation: Sendable {
    /// How one column enters.
    fileprivate enum Form: Sendable {
        case number(fill: Double, shift: Double, scale: Double, isFlagged: Bool, log: Log, clip: Double?)
        case levels([String], hasOther: Bool, hasMissing: Bool)
        /// Places in an order, those that are missing filled in and told.
        case order([String], fill: Double, isFlagged: Bool)
        case codes([String])
        case nothing
    }

    fileprivate enum Log: Sendable, Equatable {
        case none
        /// Of numbers above 0, the smallest of which was this.
        case log(least: Double)
        case log1p
    }

    fileprivate struct Entry: Sendable {
        let column: String
        let form: Form

        var names: [String] {
            switch form {
            case .number(_, _, _, let isFlagged, _, _), .order(_, _, let isFlagged):
                isFlagged ? [column, "\(column) missing"] : [column]
            case .levels(let levels, let hasOther, let hasMissing):
                levels.map { "\(column)=\($0)" } + (hasOther ? ["\(column) other"] : [])
                    + (hasMissing ? ["\(column) missing"] : [])
            case .codes: [column]
            case .nothing: []
            }
        }
    }

    /// The plan that was carried out: how levels, gaps and scales are chosen.
    public let plan: PreparationPlan
    /// How many rows it was fitted on.
    public let rowCount: Int
    /// The names of the inputs that it makes.
    public let names: [String]
    /// The names of the target's classes; nil where it is a number.
    public let classes: [String]?
    private let target: String?
    private let entries: [Entry]

    /// Learns from these rows, by the table's plan or another.
    ///
    /// - Throws: `Mistake` when nothing is left to learn from, `Stopped`.
    public init(fitting table: Table, plan: PreparationPlan? = nil, work: Work = Work()) throws {
        let plan = plan ?? table.plan
        var entries: [Entry] = []
        for column in table.inputs {
            if work.isCancelled { throw Stopped() }
            entries.append(Entry(column: column.name, form: try Preparation.form(column, plan)))
        }
        self.entries = entries
        self.plan = plan
        rowCount = table.rowCount
        names = entries.flatMap(\.names)
        target = table.target
        classes = try table.target.flatMap { try table.column($0).classNames }
        guard !names.isEmpty, table.rowCount > 0 else {
            throw Mistake(
                "\(table.summary): no column is left to learn from",
                expected: "rows, and columns of numbers or categories",
                argument: "data")
        }
    }

    private static func form(_ column: Column, _ plan: PreparationPlan) throws -> Form {
        if let order = plan.ordinal[column.name] {
            guard plan.coding == .oneHot else { return .codes(order) }
            let places = try Preparation.places(column, order)
            let filled = places.filter(\.isFinite)
            let fill = filled.sorted().quantile(0.5)
            return .order(
                order, fill: fill.isNaN ? 0 : fill, isFlagged: plan.flagsMissing && filled.count < places.count)
        }
        if let (codes, levels) = column.coded {
            guard column.kind == .category else { return .nothing }
            var counts = [Int](repeating: 0, count: levels.count)
            var hasMissing = false
            for code in codes { if code < 0 { hasMissing = true } else { counts[Int(code)] += 1 } }
            var used = levels.indices.filter { counts[$0] > 0 }
            guard plan.coding == .oneHot else { return .codes(used.map { levels[$0] }.sorted()) }
            var hasOther = false
            if let cap = plan.levelCap, used.count > cap {
                used.sort { (counts[$0], levels[$1]) > (counts[$1], levels[$0]) }
                used = Array(used.prefix(cap - 1))
                hasOther = true
            }
            return .levels(used.map { levels[$0] }.sorted(), hasOther: hasOther, hasMissing: hasMissing)
        }
        guard let numbers = column.numbers else { return .nothing }
        let filled = numbers.filter(\.isFinite)
        guard plan.coding == .oneHot else {
            return .number(fill: .nan, shift: 0, scale: 1, isFlagged: false, log: .none, clip: nil)
        }
        var log = Log.none
        if plan.logsSkewedInputs, column.kind == .number, let low = filled.min(), low >= 0, filled.skewness > 1 {
            log = low > 0 ? .log(least: low) : .log1p
        }
        let fill = filled.sorted().quantile(0.5)
        let values = numbers.map { taken($0.isFinite ? $0 : fill, log) }
        let isScaled = column.kind != .flag || plan.scaling == .standard
        let (shift, scale) = isScaled ? plan.scaling?.fit(values) ?? (0, 1) : (0, 1)
        return .number(
            fill: fill.isNaN ? 0 : fill, shift: shift, scale: scale,
            isFlagged: plan.flagsMissing && filled.count < numbers.count, log: log,
            clip: isScaled && plan.scaling != nil ? plan.clip : nil)
    }

    /// Each row's place in an order; NaN where it is missing.
    fileprivate static func places(_ column: Column, _ order: [String]) throws -> [Double] {
        guard let (codes, levels) = column.coded else { throw Preparation.mismatch(column) }
        let places = Dictionary(uniqueKeysWithValues: zip(order, 0...))
        // What the order does not have comes before all that it has.
        let numbers = levels.map { Double(places[$0] ?? -1) }
        return codes.map { $0 < 0 ? .nan : numbers[Int($0)] }
    }

    fileprivate static func mismatch(_ column: Column) -> Mistake {
        Mistake(
            "column \"\(column.name)\" is \(Phrase.indefinite(column.kind.rawValue)) here and was another kind in training",
            expected: "the same kinds of columns", try: "types={\"\(column.name)\": …}")
    }

    fileprivate static func taken(_ value: Double, _ log: Log) -> Double {
        switch log {
        case .none: value
        // Below what was seen in training a logarithm may not exist, or be far from all others: it is that of the least.
        case .log(let least): .log(Swift.max(value, least))
        case .log1p: .log(onePlus: Swift.max(value, 0))
        }
    }

    /// The inputs of these rows.
    ///
    /// - Throws: `Mistake` for a column that is not there or of another kind; `Stopped`.
    public func inputs(_ table: Table, work: Work = Work()) throws -> Design {
        let (count, width) = (table.rowCount, names.count)
        try MemoryRoom.check(
            Double(count) * Double(width) * 8, for: "\(count.grouped) rows of \(width.grouped) inputs"
        ) { _ in "levels=12, or fewer columns" }
        var values = [Double](repeating: 0, count: count * width)
        try values.withUnsafeMutableBufferPointer { values in
            var at = 0
            for entry in entries {
                if work.isCancelled { throw Stopped() }
                let column = try table.column(entry.column)
                try entry.write(column, values, at: at, width)
                at += entry.names.count
            }
        }
        return Design(trusted: names, count, values)
    }

    /// What is learnt of these rows: numbers, their logarithms, or class numbers from 0.
    ///
    /// - Throws: `Mistake` where the target is missing, has no logarithm, or is a class that training did not have.
    public func targets(_ table: Table) throws -> [Double] {
        guard let target else {
            throw Mistake(
                "nothing is to be predicted", expected: "a target", try: "load_csv(\"f.csv\", target=\"price\")")
        }
        let column = try table.column(target)
        if let classes {
            let places = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
            return try (0..<column.count).map { row in
                guard let text = column.text(row), let place = places[text] else {
                    throw Mistake(
                        "row \(row) has the class \(column.text(row) ?? "missing"), which no training row has",
                        expected: classes.joined(separator: ", "))
                }
                return Double(place)
            }
        }
        let numbers = column.numbers ?? []
        if let bad = numbers.firstIndex(where: { !$0.isFinite || (plan.logTarget && $0 <= 0) }) {
            throw Mistake(
                "row \(bad) has the target \(column.text(bad) ?? "missing")",
                expected: plan.logTarget ? "numbers above 0, whose logarithm is learnt" : "numbers", argument: "target")
        }
        return plan.logTarget ? numbers.map { .log($0) } : numbers
    }

    /// Predictions in the target's own unit.
    public func restored(_ predictions: [Double]) -> [Double] {
        plan.logTarget && classes == nil ? predictions.map { .exp($0) } : predictions
    }

    /// Categories of these rows that training did not have, with how many rows have them.
    public func unseen(in table: Table) throws -> [(column: String, level: String, count: Int)] {
        try entries.flatMap { entry -> [(column: String, level: String, count: Int)] in
            let known: Set<String>
            switch entry.form {
            case .levels(let levels, let hasOther, _) where !hasOther: known = Set(levels)
            case .codes(let levels), .order(let levels, _, _): known = Set(levels)
            default: return []
            }
            guard let (codes, levels) = try table.column(entry.column).coded else { return [] }
            var counts: [Int32: Int] = [:]
            for code in codes where code >= 0 && !known.contains(levels[Int(code)]) { counts[code, default: 0] += 1 }
            return counts.sorted { $0.key < $1.key }.map { (entry.column, levels[Int($0.key)], $0.value) }
        }
    }

    /// The prepared rows for a network: inputs and targets in its precision.
    ///
    /// - Throws: as `inputs` and `targets`.
    public func dataset(_ table: Table, work: Work = Work()) throws -> Dataset {
        let design = try inputs(table, work: work)
        try Samples.checkSize([design.count, design.width])
        return try Dataset(
            name: table.name, x: Samples(shape: [design.count, design.width], values: design.values.map { Float($0) }),
            y: Samples(column: targets(table).map { Float($0) }),
            task: classes.map { .classification(classes: $0.count) } ?? .regression,
            remark: "Prepared by what \(rowCount.grouped) training rows say."
                + (plan.logTarget && classes == nil ? " The target is the logarithm of \(target ?? "")." : ""))
    }
}

extension Preparation.Entry {
    fileprivate func write(
        _ column: Column, _ values: UnsafeMutableBufferPointer<Double>, at: Int, _ width: Int
    ) throws {
        switch form {
        case .nothing: return
        case .number(let fill, let shift, let scale, let isFlagged, let log, let clip):
            guard let numbers = column.numbers else { throw Preparation.mismatch(column) }
            for row in numbers.indices {
                let isThere = numbers[row].isFinite
                let scaled = (Preparation.taken(isThere ? numbers[row] : fill, log) - shift) / scale
                values[row * width + at] = clip.map { Swift.min(Swift.max(scaled, -$0), $0) } ?? scaled
                if isFlagged, !isThere { values[row * width + at + 1] = 1 }
            }
        case .order(let order, let fill, let isFlagged):
            for (row, place) in try Preparation.places(column, order).enumerated() {
                values[row * width + at] = place.isNaN ? fill : place
                if isFlagged, place.isNaN { values[row * width + at + 1] = 1 }
            }
        case .codes(let order):
            for (row, place) in try Preparation.places(column, order).enumerated() { values[row * width + at] = place }
        case .levels(let kept, let hasOther, let hasMissing):
            guard let (codes, levels) = column.coded else { throw Preparation.mismatch(column) }
            let places = Dictionary(uniqueKeysWithValues: zip(kept, 0...))
            let targets = levels.map { places[$0] ?? (hasOther ? kept.count : -1) }
            let missing = hasMissing ? kept.count + (hasOther ? 1 : 0) : -1
            for row in codes.indices {
                let place = codes[row] < 0 ? missing : targets[Int(codes[row])]
                if place >= 0 { values[row * width + at + place] = 1 }
            }
        }
    }
}

extension Column {
    /// The classes of a target in order; nil for a column of numbers or dates.
    public var classNames: [String]? {
        switch cells {
        case .numbers, .dates: nil
        case .flags: ["False", "True"]
        case .categories(let codes, let levels), .texts(let codes, let levels):
            Set(codes.lazy.filter { $0 >= 0 }).map { levels[Int($0)] }.sorted()
        }
    }
}

extension Preparation: Presentable {
    /// `preparation`
    public static var kind: String { "preparation" }

    /// `preparation of 79 columns: 290 inputs, fitted on 2,344 rows`
    public var summary: String {
        "preparation of \(entries.count.grouped) columns: \(names.count.grouped) inputs, fitted on \(rowCount.grouped) rows"
    }

    /// A line for each column: how it enters.
    public func table(width: Int) -> String {
        let rows = entries.prefix(200).map { entry -> [String] in
            let text: String
            switch entry.form {
            case .number(let fill, let shift, let scale, let isFlagged, let log, let clip):
                let name = log == .none ? "x" : log == .log1p ? "ln(1 + x)" : "ln x"
                text =
                    (scale == 1 && shift == 0 ? name : "(\(name) − \(shift.short(4)))/\(scale.short(4))")
                    + (clip.map { ", at most ±\($0.short(3))" } ?? "")
                    + (isFlagged ? ", \(fill.short(4)) and a flag where missing" : "")
            case .levels(let levels, let hasOther, let hasMissing):
                text =
                    "one-hot: \(levels.count)" + (hasOther ? ", other" : "") + (hasMissing ? ", missing" : "")
            case .order(let levels, let fill, let isFlagged):
                text =
                    "codes 0 … \(levels.count - 1)"
                    + (isFlagged ? ", \(fill.short(4)) and a flag where missing" : "")
            case .codes(let levels): text = "codes 0 … \(levels.count - 1)"
            case .nothing: text = "left out: texts"
            }
            return [entry.column, text]
        }
        return ([summary] + TextTable.lines(Array(rows), width: width, leftColumns: [0, 1])).joined(separator: "\n")
    }
}
