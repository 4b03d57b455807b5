import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What a column of texts, dates or categories answers, and the names of rows.
extension SeriesMembers {
    static let texts: [Member] = [
        .attribute("str", of: IndexNames.self, "what can be done to names: .str.lower(), .str.replace(\" \", \"_\")") {
            index in
            guard index.labels.levels.count == 1, index.labels.levels[0].coded != nil else {
                throw Mistake("an index that holds no texts", expected: "texts", try: ".astype(str)")
                    .raised(as: "AttributeError", "Can only use .str accessor with string values!")
            }
            let names = Series(index.labels.levels[0], labels: RowLabels(count: index.length))
            return .thing(TextCells(series: names, isIndex: true))
        },
        .attribute("str", of: Series.self, "what can be done to texts: .str.lower(), .str.contains(\"a\")") { series in
            guard series.column.coded != nil else {
                throw Mistake("\(series.column.called) holds no texts", expected: "texts", try: ".astype(str)")
                    .raised(as: "AttributeError", "Can only use .str accessor with string values, not \(series.type)")
            }
            return .thing(TextCells(series: series))
        },
        .attribute("cat", of: Series.self, "the categories: .cat.codes, .cat.categories") { series in
            guard series.column.coded != nil else {
                throw Mistake(
                    "\(series.column.called) holds no categories", expected: "names",
                    try: ".astype(\"category\")"
                ).raised(as: "AttributeError", "Can only use .cat accessor with a 'category' dtype")
            }
            return .thing(CategoryCells(series: series))
        },
        .attribute("dt", of: Series.self, "the parts of dates: .dt.year") { series in
            if case .period(let unit) = series.column.levelType {
                let unit = try Period.Unit(unit)
                let starts = (0..<series.length).map { row in
                    series.column.text(row).flatMap { Period($0, unit)?.start } ?? .nan
                }
                return .thing(DateCells(series: series.with(Column(series.column.name, .dates(starts)))))
            }
            guard series.seconds != nil else {
                throw Mistake(
                    "\(series.column.called) holds no dates", expected: "dates",
                    try: "pd.to_datetime(data[\"day\"])"
                ).raised(as: "AttributeError", "Can only use .dt accessor with datetimelike values")
            }
            return .thing(DateCells(series: series))
        },
    ]

    static let index: [Member] = [
        TableMember.method("tolist", aliases: ["to_list"], of: IndexNames.self, "the names as a list") { index, call in
            .list(try index.labels.values(call.work))
        },
        .attribute("values", of: IndexNames.self, "the names as an array, or a list where they are texts") { index in
            try index.labels.levels.count == 1
                ? values(Series(index.labels.levels[0], labels: RowLabels(count: index.length)), Work())
                : .list(index.values)
        },
        TableMember.method("to_numpy", of: IndexNames.self, "the names as an array, or a list where they are texts") {
            index, call in
            try index.labels.levels.count == 1
                ? values(Series(index.labels.levels[0], labels: RowLabels(count: index.length)), call.work)
                : .list(index.labels.values(call.work))
        },
        .attribute("size", of: IndexNames.self, "how many there are") { .int($0.length) },
        .attribute("shape", of: IndexNames.self, "how many there are, as a tuple") { .tuple([.int($0.length)]) },
        .attribute("is_unique", of: IndexNames.self, "whether no name comes twice") { index in
            .bool(Set((0..<index.length).map { index.labels.key($0) }).count == index.length)
        },
        .attribute("is_monotonic_increasing", of: IndexNames.self, "whether no name stands before the one above") {
            .bool($0.labels.isMonotonic(rising: true))
        },
        .attribute("is_monotonic_decreasing", of: IndexNames.self, "whether no name stands behind the one above") {
            .bool($0.labels.isMonotonic(rising: false))
        },
        TableMember.method("get_loc", of: IndexNames.self, "the place of a name", "key") { index, call in
            guard let place = try index.labels.places(of: call.required(0, "key"), call.work).first else {
                throw Mistake("\(try call.required(0, "key").brief) is not there", expected: "one of the names").raised(
                    as: "KeyError", try call.required(0, "key").repr)
            }
            return .int(place)
        },
        TableMember.method("drop", of: IndexNames.self, "the names without some", "labels") { index, call in
            let value = try call.required(0, "labels")
            let gone = Set((value.asText == nil ? value.places ?? [value] : [value]).compactMap { CellKey($0) })
            let rows = try (0..<index.length).filter(stoppedBy: call.work) { !gone.contains(index.labels.key($0)) }
            return .thing(IndexNames(try index.labels.at(rows, call.work)))
        },
    ]
}
