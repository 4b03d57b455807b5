import Answers
import Arrays
import Datasets
import Language

/// What listings take from pandas: tables that keep what the file says. `load_csv` is the word for learning from them.
enum PandasWords {
    static let words: [Word] = [
        word(
            "read_csv",
            "a table as the file has it: nothing is dropped, and only numbers, true and false are read as such",
            "filepath_or_buffer, sep=None, delimiter=None, header='infer', names=None, index_col=None, usecols=None, nrows=None, skiprows=None, na_values=None, thousands=None, decimal='.', encoding=None, on_bad_lines='error', skipinitialspace=False, engine=None, parse_dates=None, dtype=None, low_memory=None",
            "pd.read_csv"
        ) { try read($0) },
        word(
            "DataFrame", "a table of a dict of columns, of a list of dicts, or of rows of numbers",
            "data=None, index=None, columns=None, dtype=None, copy=None",
            "pd.DataFrame({\"area\": [90, 120], \"kind\": [\"flat\", \"house\"]})"
        ) { try make($0) },
        word(
            "Series", "a column by itself", "data=None, index=None, dtype=None, name=None, copy=None",
            "pd.Series([1, 2, 3])", returns: Series.kind
        ) { .thing(try series($0)) },
        word(
            "get_dummies", "categories as columns of True and False",
            "data, prefix=None, prefix_sep='_', dummy_na=False, columns=None, drop_first=False, dtype=None",
            "pd.get_dummies(pd.DataFrame({\"kind\": [\"flat\", \"house\"]}))"
        ) { try dummies($0) },
        word(
            "concat", "tables one below the other, or side by side",
            "objs, axis=0, join='outer', ignore_index=False, keys=None, names=None, verify_integrity=False, sort=False, copy=True",
            "d = pd.DataFrame({\"a\": [1]})\npd.concat([d, d], keys=[\"x\", \"y\"])"
        ) { try concat($0) },
        word(
            "merge", "two tables matched by keys",
            "left, right, how='inner', on=None, left_on=None, right_on=None, left_index=False, right_index=False, sort=False, suffixes=('_x','_y'), copy=True, indicator=False",
            "d = pd.DataFrame({\"k\": [1, 2], \"a\": [3, 4]})\npd.merge(d, d, on=\"k\")"
        ) { call in
            .thing(
                try Joining.merged(
                    frame(call.required(0, "left"), "left"), frame(call.required(1, "right"), "right"), call))
        },
        word(
            "merge_asof",
            "each row of a table with the row of another whose key is the last before its own, or the nearest",
            "left, right, on=None, left_on=None, right_on=None, left_index=False, right_index=False, by=None, suffixes=('_x','_y'), tolerance=None, allow_exact_matches=True, direction='backward'",
            "a = pd.DataFrame({\"t\": [1, 5], \"x\": [1, 2]})\nb = pd.DataFrame({\"t\": [1, 3], \"y\": [7, 8]})\npd.merge_asof(a, b, on=\"t\")"
        ) { .thing(try NearestJoin.joined($0)) },
        word(
            "wide_to_long", "columns x1, x2 … as rows that are called by their numbers",
            "df, stubnames, i, j, sep='', suffix='\\d+'",
            "d = pd.DataFrame({\"id\": [1, 2], \"x1\": [5, 6], \"x2\": [7, 8]})\npd.wide_to_long(d, \"x\", i=\"id\", j=\"t\")"
        ) { .thing(try NearestJoin.lengthened($0)) },
        word(
            "eval", "an expression of tables and numbers in scope", "expr", "pd.eval(\"1 + 2\")", returns: "any"
        ) { call in
            guard let text = try call.required(0, "expr").asText else {
                throw Mistake("expr is no text", expected: "an expression", try: "pd.eval(\"1 + 2\")").raised(
                    as: "ValueError", "expr must be a string to be evaluated")
            }
            return try RowQuery(Frame(try Table([])), call.context).value(text, RowLabels(count: 0))
        },
        word(
            "plotting.scatter_matrix", "each column of numbers against each other, a frame for each pair",
            "frame, alpha=0.5, figsize=None, diagonal='hist', marker=None, c=None, s=None",
            "d = pd.DataFrame({\"a\": [1, 2, 3], \"b\": [2, 1, 3]})\npd.plotting.scatter_matrix(d)",
            returns: PlotGrid.kind
        ) { try FramePlot.matrix($0) },
        word(
            "NamedAgg", "a column and the function that makes another of it, for agg", "column, aggfunc",
            "d = pd.DataFrame({\"k\": [1, 1], \"v\": [2, 3]})\nd.groupby(\"k\").agg(m=pd.NamedAgg(\"v\", \"max\"))",
            returns: "tuple"
        ) { .tuple([try $0.required(0, "column"), try $0.required(1, "aggfunc")]) },
        word(
            "crosstab", "how often two columns have each pair of cells, or a statistic of the values there",
            "index, columns, values=None, aggfunc=None, margins=False, normalize=False, margins_name='All'",
            "d = pd.DataFrame({\"a\": [\"x\", \"y\"], \"b\": [\"u\", \"v\"]})\npd.crosstab(d[\"a\"], d[\"b\"])"
        ) { .thing(try Pivoting.crossed($0)) },
        word(
            "to_numeric", "texts as numbers; with errors='coerce' what is none is missing", "arg, errors='raise'",
            "pd.to_numeric(pd.Series([\"1\", \"2\"]))", returns: Series.kind
        ) { try numeric($0) },
        word(
            "to_datetime", "texts as dates: a column of a column, an index of a list, one point in time of a text",
            "arg, errors='raise', *, format=None, dayfirst=False, unit=None",
            "pd.to_datetime(pd.Series([\"2020-01-31\"]))", returns: Series.kind
        ) { try dated($0) },
        word(
            "Timestamp", "a point in time",
            "ts_input=None, year=None, month=None, day=None, hour=None, minute=None, second=None",
            "pd.Timestamp(\"2024-01-31\").day_name()", returns: Timestamp.kind
        ) { try timestamp($0) },
        word(
            "Timedelta", aliases: ["to_timedelta"], "a length of time",
            "value=None, unit=None, *, weeks=0, days=0, hours=0, minutes=0, seconds=0, milliseconds=0, microseconds=0",
            "pd.Timestamp(\"2024-01-31\") + pd.Timedelta(days=1)", returns: Timedelta.kind
        ) { try timedelta($0) },
        word(
            "Interval", "the numbers between two ends", "left, right, closed='right'", "2 in pd.Interval(0, 2)",
            returns: ClassInterval.kind
        ) { .thing(try interval($0)) },
        word(
            "Period", "a day, week, month, quarter or year as a whole", "value, freq=None",
            "pd.Period(\"2024-03\", \"M\") + 1", returns: Period.kind
        ) { .thing(try period($0)) },
        word(
            "period_range", "periods after each other, as an index",
            "start=None, end=None, periods=None, freq=None, name=None",
            "pd.period_range(\"2024-01\", periods=3, freq=\"M\")", returns: IndexNames.kind
        ) { .thing(try periods($0)) },
        Word(
            "pandas.NA", family: "data", summary: "what is missing in columns of Int64, boolean and string",
            returns: MissingValue.kind, examples: ["import pandas as pd\npd.NA"], seeAlso: ["load_csv"],
            meaning: .value { MissingValue.value }),
        word(
            "date_range", "dates at equal distances, as an index",
            "start=None, end=None, periods=None, freq=None, name=None, inclusive='both'",
            "pd.date_range(\"2024-01-01\", periods=3)", returns: IndexNames.kind
        ) { try dates($0) },
        word(
            "Grouper", "a key of groups: a column or a part of what rows are called, in bins of time with freq=",
            "key=None, level=None, freq=None",
            "d = pd.DataFrame({\"day\": pd.date_range(\"2024-01-31\", periods=2), \"v\": [1, 2]})\nd.groupby(pd.Grouper(key=\"day\", freq=\"MS\")).sum()",
            returns: Grouper.kind
        ) { .thing(try Grouper($0)) },
        word(
            "cut", "numbers in classes: how many, or their edges",
            "x, bins, right=True, labels=None, include_lowest=False, retbins=False, ordered=True",
            "pd.cut(pd.Series([1, 5, 9]), bins=[0, 4, 10])", returns: Series.kind
        ) { try cut($0) },
        word(
            "qcut", "numbers in classes that hold about as many each: how many, or the shares at their edges",
            "x, q, labels=None, retbins=False, duplicates='raise'", "pd.qcut(pd.Series([1, 2, 3, 4]), 2, labels=False)",
            returns: Series.kind
        ) { try quantileCut($0) },
        word(
            "Categorical", "names among categories, with an order or without",
            "values, categories=None, ordered=False, dtype=None",
            "pd.Categorical([\"m\", \"s\"], categories=[\"s\", \"m\"], ordered=True)", returns: CategoryArray.kind
        ) { .thing(try categorical($0)) },
        word(
            "CategoricalDtype", aliases: ["api.types.CategoricalDtype"],
            "categories and whether they have an order, for astype", "categories=None, ordered=False",
            "t = pd.CategoricalDtype([\"s\", \"m\"], ordered=True)\npd.Series([\"m\", \"s\"]).astype(t)",
            returns: CategoryType.kind
        ) { call in
            .thing(try CategoryType(call.value(0, "categories")?.places, isRanked: call.flag(1, "ordered")))
        },
        word(
            "set_option", "how tables are printed: here the screen says it", "pat, value=None",
            "pd.set_option(\"display.max_columns\", None)", returns: "None"
        ) { try setOption($0) },
        word(
            "melt", "columns of a table below each other: which one, and its cell",
            "frame, id_vars=None, value_vars=None, var_name=None, value_name='value', ignore_index=True",
            "pd.melt(pd.DataFrame({\"k\": [\"x\"], \"a\": [1], \"b\": [2]}), id_vars=\"k\")"
        ) { call in
            try member("melt", call, ["id_vars", "value_vars", "var_name", "value_name", "ignore_index"])
        },
        word(
            "pivot_table", "a row for each key, a column for each other key, and a statistic of what falls into both",
            "data, \(Pivoting.signature)",
            "d = pd.DataFrame({\"k\": [\"x\", \"x\", \"y\"], \"v\": [1, 2, 3]})\npd.pivot_table(d, values=\"v\", index=\"k\")"
        ) { call in
            .thing(try Pivoting.table(frame(call.required(0, "data"), "data"), call))
        },
        word(
            "notna", aliases: ["notnull"], "True where a value is not missing", "obj", "pd.notna(3)", returns: "bool"
        ) { call in
            let value = try call.required(0, "obj")
            if let series = value.asThing(Series.self) {
                return .thing(series.with(ColumnWork.missing(series.column, 0)))
            }
            if let frame = value.asThing(Frame.self) {
                return .thing(frame.with(try Table(frame.table.columns.map { ColumnWork.missing($0, 0) })))
            }
            if let array = value.array {
                return .thing(try NDArray(array.doubles().map { $0.isNaN ? 0 : 1 }).converted(to: .bool))
            }
            return .bool(!value.isGap)
        },
        word(
            "unique", "the different cells in the order in which they come", "values",
            "pd.unique(pd.Series([2, 1, 2]))",
            returns: "array"
        ) { call in
            let series = try oneColumn(call, "values")
            return try SeriesMembers.values(firsts(of: series, call.work), call.work)
        },
        word(
            "factorize", "the number of each cell among the different ones, and those", "values",
            "pd.factorize(pd.Series([\"b\", \"a\", \"b\"]))", returns: "tuple"
        ) { call in
            try numbered(
                oneColumn(call, "values"), isColumn: call.value(0, "values")?.asThing(Series.self) != nil, call.work)
        },
        word(
            "isna", aliases: ["isnull"], "True where a value is missing", "obj", "pd.isna(None)", returns: "bool"
        ) { call in
            let value = try call.required(0, "obj")
            if let series = value.asThing(Series.self) {
                return .thing(series.with(ColumnWork.missing(series.column, 1)))
            }
            if let frame = value.asThing(Frame.self) {
                return .thing(frame.with(try Table(frame.table.columns.map { ColumnWork.missing($0, 1) })))
            }
            if let array = value.array {
                return .thing(try NDArray(array.doubles().map { $0.isNaN ? 1 : 0 }).converted(to: .bool))
            }
            return .bool(value.isGap)
        },
    ]

    /// The number of each cell among the different ones, −1 for a gap, and those as an index or an array.
    static func numbered(_ series: Series, isColumn: Bool, _ work: Work) throws -> Value {
        var known: [CellKey: Int] = [:]
        let codes = try (0..<series.length).map(stoppedBy: work) { row -> Int in
            guard !series.column.isMissing(row) else { return -1 }
            let key = series.column.key(row)
            if let code = known[key] { return code }
            known[key] = known.count
            return known.count - 1
        }
        let names = try firsts(of: series, work)
        return .tuple([
            .thing(try NDArray(codes)),
            isColumn ? .thing(IndexNames(RowLabels([names.column]))) : try SeriesMembers.values(names, work),
        ])
    }

    /// The cells that come for the first time, without gaps.
    private static func firsts(of series: Series, _ work: Work) throws -> Series {
        var found = try SeriesMembers.firsts(of: series, skipsMissing: true, work)
        found.column.name = ""
        return found
    }

    /// A method of the table that comes first, with the arguments that are given.
    private static func member(_ name: String, _ call: NumPyCall, _ names: [String]) throws -> Value {
        let frame = try frame(call.required(0, "frame"), "frame")
        let keywords = names.enumerated().compactMap { place, name in
            call.value(place + 1, name).map { (name: name, value: $0) }
        }
        return try call.context.call(member: name, of: frame, [], keywords)
    }

    static func word(
        _ name: String, aliases: [String] = [], _ summary: String, _ signature: String, _ example: String,
        returns: String = Frame.kind,
        _ body: @escaping @Sendable (NumPyCall) throws -> Value
    ) -> Word {
        let parameters = NumPyWord.parameters(signature)
        var made = Word(
            "pandas.\(name)", aliases: aliases.map { "pandas." + $0 }, family: "data", summary: summary,
            parameters: parameters, returns: returns,
            examples: ["import pandas as pd\n\(example)"], seeAlso: ["load_csv"],
            meaning: .call { arguments, context in
                let call = NumPyCall(name, arguments, context, parameters)
                let found = try body(call)
                try call.finish()
                return found
            })
        if name == "DataFrame" { made.methods = "pandas.DataFrame" }
        return made
    }

    /// A table, or a column as a table of one.
    static func frame(_ value: Value, _ name: String) throws -> Frame {
        if let frame = value.asThing(Frame.self) { return frame }
        if let series = value.asThing(Series.self) {
            guard !series.column.name.isEmpty else {
                throw Mistake(
                    "\(name) is a column without a name", expected: "a table", try: ".to_frame(\"name\")",
                    argument: name
                )
                .raised(as: "ValueError", "Cannot merge a Series without a name")
            }
            return Frame(try Table([series.column]), labels: series.labels)
        }
        throw Mistake("\(value.brief) is no table", expected: "a table", argument: name).raised(
            as: "TypeError", "Can only merge Series or DataFrame objects, a \(value.typeName) was passed")
    }
}
