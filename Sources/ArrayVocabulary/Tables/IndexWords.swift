import Answers
import Arrays
import Datasets
import Language

/// Names of rows by themselves, and tables made of other forms than columns: `pd.MultiIndex.from_product`, `pd.json_normalize`.
enum IndexWords {
    static let words: [Word] = [
        PandasWords.word(
            "Index", "names of rows or columns", "data=None, dtype=None, copy=False, name=None",
            "pd.Index([\"a\", \"b\"], name=\"k\")", returns: IndexNames.kind
        ) { call in
            let values = try items(call.value(0, "data") ?? .list([]), call)
            var column = try Column(call.value(.max, "name")?.written ?? "", of: values, stoppedBy: call.work)
            if let type = call.value(1, "dtype") { column = try ColumnWork.converted(column, type, call.work) }
            return .thing(IndexNames(RowLabels([column])))
        },
        PandasWords.word(
            "RangeIndex", "names that are counted", "start=None, stop=None, step=None, name=None", "pd.RangeIndex(3)",
            returns: IndexNames.kind
        ) { call in
            let (first, second) = (try call.int(0, "start", 0), try call.int(1, "stop"))
            let (start, stop) = second.map { (first, $0) } ?? (0, first)
            let step = try call.int(2, "step", 1)
            guard step != 0, start.magnitude < 1 << 52, stop.magnitude < 1 << 52, step.magnitude < 1 << 52,
                (stop - start) / step <= 10_000_000
            else {
                throw Mistake("a range of more than 10,000,000 names, or without a step", expected: "fewer").raised(
                    as: "ValueError", "Step must not be zero")
            }
            let numbers = stride(from: start, to: stop, by: step).map { Double($0) }
            return .thing(
                IndexNames(
                    RowLabels([Column(call.value(3, "name")?.written ?? "", .numbers(numbers), isWhole: true)])))
        },
        PandasWords.word(
            "MultiIndex.from_tuples", "names of several parts, a tuple each", "tuples, sortorder=None, names=None",
            "pd.MultiIndex.from_tuples([(\"a\", 1), (\"a\", 2)], names=[\"k\", \"n\"])", returns: IndexNames.kind
        ) { call in
            let rows = try items(call.required(0, "tuples"), call).map { try items($0, call) }
            let depth = rows.first?.count ?? 0
            guard depth > 0, rows.allSatisfy({ $0.count == depth }) else {
                throw Mistake("tuples of other lengths, or none", expected: "tuples of one length").raised(
                    as: "TypeError", "Cannot infer number of levels from empty list")
            }
            return .thing(try index((0..<depth).map { place in rows.map { $0[place] } }, call))
        },
        PandasWords.word(
            "MultiIndex.from_arrays", "names of several parts, all of a part in a list",
            "arrays, sortorder=None, names=None", "pd.MultiIndex.from_arrays([[\"a\", \"b\"], [1, 2]])",
            returns: IndexNames.kind
        ) { call in .thing(try index(items(call.required(0, "arrays"), call).map { try items($0, call) }, call)) },
        PandasWords.word(
            "MultiIndex.from_product", "names of several parts: each of one part with each of the others",
            "iterables, sortorder=None, names=None", "pd.MultiIndex.from_product([[\"x\", \"y\"], [1, 2]])",
            returns: IndexNames.kind
        ) { call in
            let parts = try items(call.required(0, "iterables"), call).map { try items($0, call) }
            var rows: [[Value]] = [[]]
            for part in parts {
                guard rows.count.multipliedReportingOverflow(by: part.count).partialValue <= 1_000_000 else {
                    throw Mistake("more than 1,000,000 names", expected: "shorter parts", argument: "iterables")
                }
                rows = rows.flatMap { row in part.map { row + [$0] } }
                if call.work.isCancelled { throw Stopped() }
            }
            return .thing(try index(parts.indices.map { place in rows.map { $0[place] } }, call))
        },
        PandasWords.word(
            "DataFrame.from_dict", "a table of a dict of columns, or with orient='index' of rows",
            "table, data, orient='columns', dtype=None, columns=None",
            "pd.DataFrame.from_dict({\"a\": [1, 2]}, orient=\"index\", columns=[\"x\", \"y\"])"
        ) { call in
            let (table, data) = (try call.required(0, "table"), try call.required(1, "data"))
            var more: [(name: String, value: Value)] = []
            if let columns = call.value(.max, "columns") { more.append(("columns", columns)) }
            if let type = call.value(.max, "dtype") { more.append(("dtype", type)) }
            let orient = call.text(2, "orient", "columns")
            guard orient == "index" else {
                guard orient == "columns", call.value(.max, "columns") == nil else {
                    throw Mistake(
                        "orient = '\(orient)'", expected: "'columns', or 'index' with columns=", argument: "orient"
                    ).raised(
                        as: "ValueError",
                        orient == "columns"
                            ? "cannot use columns parameter with orient='columns'"
                            : "Expected 'index', 'columns' or 'tight' for orient parameter. Got '\(orient)' instead")
                }
                return try call.context.call(table, [data], more)
            }
            guard case .dict(let entries) = data else {
                throw Mistake("data = \(data.brief)", expected: "a dict", argument: "data").raised(as: "TypeError")
            }
            let rows = entries.entries.map { entry -> Value in
                if case .dict = entry.value { return entry.value }
                return entry.value.asText == nil && entry.value.places != nil ? entry.value : .list([entry.value])
            }
            return try call.context.call(
                table, [.list(rows)], more + [("index", .list(entries.entries.map(\.key)))])
        },
        PandasWords.word(
            "DataFrame.from_records", "a table of rows: tuples, lists or dicts",
            "table, data, index=None, columns=None",
            "pd.DataFrame.from_records([(1, \"a\"), (2, \"b\")], columns=[\"n\", \"c\"])"
        ) { call in
            let (table, data) = (try call.required(0, "table"), try call.required(1, "data"))
            let columns = call.value(.max, "columns").map { [(name: "columns", value: $0)] } ?? []
            let found = try call.context.call(table, [data], columns)
            guard let key = call.value(2, "index")?.asText, let frame = found.asThing(Frame.self) else { return found }
            return try call.context.call(member: "set_index", of: frame, [.text(key)])
        },
        PandasWords.word(
            "json_normalize", "dicts within dicts as columns of one table: {'a': {'b': 1}} has a column a.b",
            "data, sep='.'", "pd.json_normalize([{\"id\": 1, \"size\": {\"w\": 2}}])"
        ) { call in
            let data = try call.required(0, "data")
            let items = if case .dict = data { [data] } else { try items(data, call) }
            let rows = try items.map(stoppedBy: call.work) { flat($0, "", call.text(1, "sep", ".")) }
            return .thing(Frame(try Table(PandasWords.records(rows, call.context).map(\.settled))))
        },
        PandasWords.word(
            "DateOffset", "a step by the calendar: months and years as well as days",
            "n=1, *, years=0, months=0, weeks=0, days=0, hours=0, minutes=0, seconds=0",
            "pd.Timestamp(\"2024-01-31\") + pd.DateOffset(months=1)", returns: DateOffset.kind
        ) { .thing(try DateOffset($0)) },
    ]

    private static func items(_ value: Value, _ call: NumPyCall) throws -> [Value] {
        try value.places ?? value.elements(in: call.context)
    }

    private static func index(_ parts: [[Value]], _ call: NumPyCall) throws -> IndexNames {
        let names = try call.value(.max, "names").map { try items($0, call) } ?? []
        guard let first = parts.first, parts.allSatisfy({ $0.count == first.count }) else {
            throw Mistake("parts of other lengths", expected: "lists of one length").raised(
                as: "ValueError", "all arrays must be same length")
        }
        return IndexNames(
            RowLabels(
                try parts.enumerated().map { place, values in
                    let name = names[safe: place].map { $0.isNone ? "" : $0.written } ?? ""
                    return try Column(name, of: values, stoppedBy: call.work)
                }))
    }

    /// A dict whose values are no dicts: keys of inner ones stand behind those of outer ones.
    private static func flat(_ value: Value, _ front: String, _ separator: String) -> Value {
        guard case .dict(let entries) = value else { return value }
        return .dict(
            .init(
                entries.entries.flatMap { entry -> [(Value, Value)] in
                    let name = front + entry.key.written
                    guard case .dict(let inner) = entry.value, inner.count > 0,
                        case .dict(let parts) = flat(entry.value, name + separator, separator)
                    else { return [(.text(name), entry.value)] }
                    return parts.entries.map { ($0.key, $0.value) }
                }))
    }
}
