import Answers
import Arrays
import Datasets
import Language

/// `pd.Categorical([…])`: cells among categories without names of rows, as an array.
struct CategoryArray: Subscriptable, PrintedOtherwise {
    static let kind = "Categorical"
    /// The cells; rows are counted.
    let series: Series

    init(_ column: Column) {
        var column = column
        column.name = ""
        series = Series(column, labels: RowLabels(count: column.count))
    }

    var length: Int { series.length }
    var printed: String { summary }

    /// Cells in lines of 80 characters, of more than ten the first and the last five; below them the categories.
    var summary: String {
        guard length > 0 || !series.column.categories.isEmpty else { return "[], Categories (0, object): []" }
        let isQuoted = series.column.levelType == .text && !series.column.isOfIntervals
        func texts(_ rows: Range<Int>) -> [String] {
            rows.map { row in series.column.text(row).map { isQuoted ? Value.text($0).repr : $0 } ?? "NaN" }
        }
        let shown =
            length > 10 ? texts(0..<5) + ["..."] + texts(length - 5..<length) : texts(0..<length)
        var lines = ["["]
        for (place, text) in shown.enumerated() {
            let piece = text + (place + 1 < shown.count ? "," : "]")
            if place > 0, lines[lines.count - 1].count + 1 + piece.count > 80 {
                lines.append(" " + piece)
            } else {
                lines[lines.count - 1] += (place == 0 ? "" : " ") + piece
            }
        }
        if shown.isEmpty { lines[0] += "]" }
        if length > 10 { lines.append("Length: \(length)") }
        return (lines + [series.column.categoryLine ?? ""]).joined(separator: "\n")
    }

    func element(_ subscripts: [Subscript]) throws -> Value {
        guard subscripts.count == 1, let first = subscripts.first else {
            throw Mistake("\(subscripts.count) subscripts for categories", expected: "one")
        }
        switch first {
        case .slice(let lower, let upper, let step):
            let places = Array(try Subscripts.positions(length, lower, upper, step))
            return .thing(CategoryArray(series.column.rows(at: places)))
        case .index(let value):
            if let places = try value.mask(length, "array") {
                return .thing(CategoryArray(series.column.rows(at: places)))
            }
            return series.value(try Subscripts.position(value, length, "array"))
        }
    }

    static let members: [Member] =
        [
            .attribute(
                "codes", of: CategoryArray.self, "the place of each cell's category among them; −1 where missing"
            ) {
                .thing(try CategoryCells(series: $0.series).codes.array())
            },
            .attribute("categories", of: CategoryArray.self, "the categories, in order") {
                .thing(CategoryCells(series: $0.series).names)
            },
            .attribute("ordered", of: CategoryArray.self, "whether a category that stands before another is smaller") {
                .bool($0.series.column.levelOrder == .ranked)
            },
            .attribute("dtype", of: CategoryArray.self, "the categories and their order") {
                .thing(CategoryType(like: $0.series.column))
            },
            TableMember.method("tolist", aliases: ["to_list"], of: CategoryArray.self, "the cells as a list") {
                cells, call in
                .list(try cells.series.values(call.work))
            },
        ]
        + ["min", "max", "value_counts", "unique", "isna", "describe"].map { name in
            TableMember.method(name, of: CategoryArray.self, "as of a column of categories") { cells, call in
                try call.context.call(member: name, of: cells.series, [], [])
            }
        }
        + [
            "as_ordered", "as_unordered", "set_categories", "reorder_categories", "add_categories",
            "remove_categories", "remove_unused_categories", "rename_categories",
        ].map { name in
            let signature =
                switch name {
                case "set_categories", "reorder_categories": "new_categories, ordered=None"
                case "add_categories", "rename_categories": "new_categories"
                case "remove_categories": "removals"
                default: ""
                }
            return TableMember.method(name, of: CategoryArray.self, "as .cat.\(name) of a column", signature) {
                cells, call in
                let given = NumPyWord.parameters(signature).compactMap { parameter in
                    call.value(.max, parameter.name).map { (name: parameter.name, value: $0) }
                }
                let found = try call.context.call(member: name, of: CategoryCells(series: cells.series), [], given)
                return found.asThing(Series.self).map { .thing(CategoryArray($0.column)) } ?? found
            }
        }
}

extension CategoryArray: Iterable, Comparing {
    func passed(_ place: Int) throws -> Value { series.value(place) }

    func holds(_ value: Value, _ work: Work) throws -> Bool {
        let key = CellKey(value)
        var check = StopCheck(work)
        return try (0..<length).contains { row in
            try check.pass()
            return series.column.key(row) == key
        }
    }

    func comparing(_ operation: ComparisonOperator, _ other: Value, isRight: Bool, work: Work) throws -> Value? {
        let second: Value = other.asThing(CategoryArray.self).map { .thing($0.series) } ?? other
        guard let found = try series.comparing(operation, second, isRight: isRight, work: work)?.asThing(Series.self)
        else { return nil }
        return .thing(try found.array())
    }
}

/// `pd.CategoricalDtype(["s", "m", "l"], ordered=True)`: categories and whether they have an order.
struct CategoryType: PrintedOtherwise {
    static let kind = "CategoricalDtype"
    /// The categories; nil for those that a column has.
    let levels: [String]?
    let type: Column.LevelType
    let isRanked: Bool

    init(_ values: [Value]?, isRanked: Bool) throws {
        levels = values?.map { $0.asText ?? $0.plain.repr }
        guard levels.map({ Set($0).count == $0.count }) ?? true else {
            throw Mistake(
                "two categories have one name", expected: "a name of its own for each", argument: "categories"
            ).raised(as: "ValueError", "Categorical categories must be unique")
        }
        (type, self.isRanked) = (values.map { .init(of: $0) } ?? .text, isRanked)
    }

    init(like column: Column) {
        (levels, type, isRanked) = (column.categories, column.levelType, column.levelOrder == .ranked)
    }

    var printed: String { "category" }
    var summary: String {
        guard let levels else {
            return "CategoricalDtype(categories=None, ordered=\(isRanked ? "True" : "False"), categories_dtype=None)"
        }
        let names = levels.map { type == .text ? Value.text($0).repr : $0 }.joined(separator: ", ")
        return
            "CategoricalDtype(categories=[\(names)], ordered=\(isRanked ? "True" : "False"), categories_dtype=\(type.name))"
    }

    /// A column among these categories; other cells are missing.
    ///
    /// - Throws: `Stopped` once the work was.
    func column(_ column: Column, _ work: Work) throws -> Column {
        let source = try levels == nil && column.levelOrder == .met ? ColumnWork.listed(column, work) : column
        let (found, own) = levels.map { ($0, type) } ?? (source.categories, source.levelType)
        let places = Dictionary(zip(found, Int32(0)...), uniquingKeysWith: { first, _ in first })
        let numbers = column.numbers
        let amounts = Dictionary(
            zip(found, Int32(0)...).compactMap { level, place in own.quantity(level).map { ($0, place) } },
            uniquingKeysWith: { first, _ in first })
        let codes = try (0..<column.count).map(stoppedBy: work) { row -> Int32 in
            guard let text = column.text(row) else { return -1 }
            // 2.0 is the category 2.
            return places[text] ?? numbers.flatMap { amounts[$0[row]] } ?? -1
        }
        return Column(column.name, codes: codes, levels: found, isRanked: isRanked, type: own)
    }

    static let members: [Member] = [
        .attribute("categories", of: CategoryType.self, "the categories, in order") { kinds in
            guard let levels = kinds.levels else { return .none }
            return .thing(IndexNames(RowLabels([Column("", of: levels.map { kinds.type.value($0) })])))
        },
        .attribute("ordered", of: CategoryType.self, "whether one that stands before another is smaller") {
            .bool($0.isRanked)
        },
        .attribute("name", of: CategoryType.self, "'category'") { _ in .text("category") },
    ]
}
