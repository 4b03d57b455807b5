import Answers
import Datasets
import Language

/// `pd.Grouper(key="day", freq="MS")`: a key of groups that is said by itself: a column or a level, in bins of time or as it is.
struct Grouper: MadeByWord {
    static let kind = "Grouper"
    /// The column; nil for the names of rows.
    let key: String?
    /// Which part of the names of rows; nil for the only one.
    let level: Value?
    /// The width of bins of time, as `freq=` has it; nil for equal cells.
    let frequency: String?

    var madeBy: String { "pandas.Grouper" }
    var summary: String {
        let parts = [
            key.map { "key=\(Value.text($0).repr)" }, level.map { "level=\($0.repr)" },
            frequency.map { "freq=\(Value.text($0).repr)" },
        ]
        return "Grouper(\(parts.compactMap { $0 }.joined(separator: ", ")))"
    }

    init(_ call: NumPyCall) throws {
        (key, level) = (call.value(0, "key")?.asText, call.value(1, "level"))
        frequency = call.value(2, "freq")?.asText
        guard key == nil || level == nil else {
            throw Mistake("key and level", expected: "one of both", argument: "level").raised(
                as: "ValueError", "The Grouper cannot specify both a key and a level!")
        }
        guard key != nil || level != nil || frequency != nil else {
            throw Mistake("a Grouper of nothing", expected: "key=, level= or freq=", try: "pd.Grouper(key=\"day\")")
        }
        if let frequency { _ = try Frequency(frequency) }
    }

    /// The cells that make the groups, before they are put in bins.
    ///
    /// - Throws: `Mistake` (pandas's KeyError) for a column that is not there.
    func column(of frame: Frame) throws -> Column {
        if let key {
            return try frame.labels.levels.first { $0.name == key && !frame.table.names.contains(key) }
                ?? frame.table.column(key)
        }
        let levels = frame.labels.levels
        guard level != nil || levels.count == 1 else {
            throw Mistake("names of rows of several parts", expected: "level=", argument: "level").raised(
                as: "TypeError")
        }
        return levels[try Stacking.level(level, levels, standard: 0)]
    }

    /// The cells that make the groups: of dates the bin that each falls in.
    func keys(of frame: Frame, _ work: Work) throws -> Column {
        let column = try column(of: frame)
        guard let frequency else { return column }
        let (labels, rows) = try Grouper.frequency(frequency, over: column).bins(Grouper.seconds(column), work)
        var found = [Double](repeating: .nan, count: column.count)
        for (label, rows) in zip(labels, rows) { for row in rows { found[row] = label } }
        return Column(column.name, .dates(found))
    }

    static func seconds(_ column: Column) -> [Double] {
        if case .dates(let seconds) = column.cells { seconds } else { [] }
    }

    /// - Throws: `Mistake` (pandas's TypeError) where the cells are no dates.
    static func frequency(_ text: String, over column: Column, isColumn: Bool = true) throws -> Frequency {
        guard case .dates = column.cells else {
            throw Mistake(
                isColumn ? "\(column.called) holds no dates" : "the rows are called by no dates", expected: "dates",
                try: "data[\"day\"] = pd.to_datetime(data[\"day\"]); data.set_index(\"day\")"
            ).raised(
                as: "TypeError",
                "Only valid with DatetimeIndex, TimedeltaIndex or PeriodIndex, but got an instance of 'Index'")
        }
        return try Frequency(text)
    }
}

extension Column {
    /// How a message names it.
    var called: String { name.isEmpty ? "the column" : "column \"\(name)\"" }
}
