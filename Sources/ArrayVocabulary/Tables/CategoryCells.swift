import Answers
import Arrays
import Datasets
import Language
import Numbers

/// `series.cat`: the cells as places among their categories.
struct CategoryCells: Presentable {
    static let kind = "categories of a Series"
    package let series: Series
    var summary: String { "categories of \(series.summary)" }

    /// All names that a cell may have, in their order.
    var categories: [String] { series.column.categories }

    /// The same as an index.
    var names: IndexNames {
        let type = series.column.levelType
        guard type != .text else { return IndexNames(names: categories) }
        return IndexNames(RowLabels([Column("", of: categories.map { type.value($0) })]))
    }

    var codes: Series {
        let places = Dictionary(uniqueKeysWithValues: zip(categories, 0...))
        var codes = Series(
            Column(
                "",
                .numbers(
                    (0..<series.length).map { row in Double(series.column.text(row).flatMap { places[$0] } ?? -1) }),
                isWhole: true), labels: series.labels)
        codes.typeName = places.count <= 127 ? "int8" : "int16"
        return codes
    }

    /// The same cells among other categories; what is among them no more is missing.
    private func among(
        _ levels: [String], isRanked: Bool? = nil, type: Column.LevelType? = nil, _ work: Work,
        renaming: (String) -> String = { $0 }
    ) throws -> Value {
        guard Set(levels).count == levels.count else {
            throw Mistake("two categories have one name", expected: "a name of its own for each").raised(
                as: "ValueError", "Categorical categories must be unique")
        }
        let places = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
        let codes = try series.column.texts(work).map { $0.flatMap { places[renaming($0)] } ?? -1 }
        return .thing(
            series.with(
                Column(
                    series.column.name, codes: codes, levels: levels,
                    isRanked: isRanked ?? (series.column.levelOrder == .ranked), type: type ?? series.column.levelType))
        )
    }

    private static func method(
        _ name: String, _ meaning: String, _ signature: String = "",
        _ body: @escaping @Sendable (CategoryCells, NumPyCall) throws -> Value
    ) -> Member { TableMember.method(name, of: CategoryCells.self, meaning, signature, returns: Series.kind, body) }

    private static func type(_ value: Value) -> Column.LevelType {
        .init(of: value.asText == nil ? value.places ?? [value] : [value])
    }

    private static func texts(_ value: Value) -> [String] {
        (value.asText == nil ? value.places ?? [value] : [value]).map { $0.asText ?? $0.plain.repr }
    }

    static let members: [Member] = [
        .attribute("codes", of: CategoryCells.self, "the place of each cell's category among them; -1 where missing") {
            .thing($0.codes)
        },
        .attribute("categories", of: CategoryCells.self, "the categories, in order") {
            .thing($0.names)
        },
        .attribute("ordered", of: CategoryCells.self, "whether a category that stands before another is smaller") {
            .bool($0.series.column.levelOrder == .ranked)
        },
        method("as_ordered", "with an order among the categories") { cells, call in
            try cells.among(cells.categories, isRanked: true, call.work)
        },
        method("as_unordered", "without an order among the categories") { cells, call in
            try cells.among(cells.categories, isRanked: false, call.work)
        },
        method("set_categories", "with these categories; other cells are missing", "new_categories, ordered=None") {
            cells, call in
            let isRanked = call.value(1, "ordered") == nil ? nil : try call.flag(1, "ordered")
            let given = try call.required(0, "new_categories")
            return try cells.among(texts(given), isRanked: isRanked, type: type(given), call.work)
        },
        method("reorder_categories", "with the categories in another order", "new_categories, ordered=None") {
            cells, call in
            let names = try texts(call.required(0, "new_categories"))
            guard Set(names) == Set(cells.categories) else {
                throw Mistake(
                    "other categories than there are", expected: cells.categories.joined(separator: ", "),
                    try: "set_categories", argument: "new_categories"
                ).raised(as: "ValueError", "items in new_categories are not the same as in old categories")
            }
            let isRanked = call.value(1, "ordered") == nil ? nil : try call.flag(1, "ordered")
            return try cells.among(names, isRanked: isRanked, call.work)
        },
        method("add_categories", "with further categories", "new_categories") { cells, call in
            let given = try call.required(0, "new_categories")
            let news = texts(given)
            if let known = news.first(where: cells.categories.contains) {
                throw Mistake(
                    "\"\(known)\" is a category already", expected: "further ones", argument: "new_categories"
                )
                .raised(as: "ValueError", "new categories must not include old categories: {\(Value.text(known).repr)}")
            }
            let own = cells.series.column.levelType
            return try cells.among(cells.categories + news, type: type(given) == own ? own : .text, call.work)
        },
        method("remove_categories", "without some categories; their cells are missing", "removals") { cells, call in
            let gone = try texts(call.required(0, "removals"))
            if let unknown = gone.first(where: { !cells.categories.contains($0) }) {
                throw Mistake(
                    "\"\(unknown)\" is no category", expected: cells.categories.joined(separator: ", "),
                    argument: "removals"
                ).raised(as: "ValueError", "removals must all be in old categories: {\(Value.text(unknown).repr)}")
            }
            return try cells.among(cells.categories.filter { !gone.contains($0) }, call.work)
        },
        method("remove_unused_categories", "without the categories that no cell has") { cells, call in
            let used = Set(try cells.series.column.texts(call.work).compactMap { $0 })
            return try cells.among(cells.categories.filter(used.contains), call.work)
        },
        method("rename_categories", "with other names for the categories", "new_categories") { cells, call in
            let given = try call.required(0, "new_categories")
            var names: [String: String] = [:]
            var values: [Value] = []
            if case .dict(let entries) = given {
                for entry in entries.entries {
                    names[entry.key.asText ?? entry.key.plain.repr] = entry.value.asText ?? entry.value.plain.repr
                    values.append(entry.value)
                }
            } else if given.places == nil, given.asText == nil {
                for level in cells.categories {
                    let new = try call.context.call(given, [cells.series.column.levelType.value(level)])
                    names[level] = new.asText ?? new.plain.repr
                    values.append(new)
                }
            } else {
                values = given.places ?? []
                let news = texts(given)
                guard news.count == cells.categories.count else {
                    throw Mistake(
                        "\(news.count) names for \(cells.categories.count) categories", expected: "a name for each",
                        argument: "new_categories"
                    ).raised(
                        as: "ValueError", "new categories need to have the same number of items as the old categories!")
                }
                names = Dictionary(uniqueKeysWithValues: zip(cells.categories, news))
            }
            let kept = cells.categories.filter { names[$0] == nil }.map { cells.series.column.levelType.value($0) }
            return try cells.among(
                cells.categories.map { names[$0] ?? $0 }, type: .init(of: values + kept), call.work
            ) { names[$0] ?? $0 }
        },
    ]
}

extension Column {
    /// The names that a cell may have: those that are listed, else the different cells in order.
    var categories: [String] {
        if case .categories(_, let levels) = cells, levelOrder != .met { return levels }
        return (try? ColumnWork.listed(self, Work()).coded?.levels) ?? []
    }

    /// Whether the categories are intervals, as `pd.cut` makes them.
    var isOfIntervals: Bool { levelType == .interval }

    /// What pandas writes below a column of categories.
    var categoryLine: String? {
        guard levelOrder != .met else { return nil }
        let levels = categories
        let isInterval = isOfIntervals
        let type = isInterval ? ClassInterval.typeName(levels) : levelType.name
        let head = "Categories (\(levels.count), \(type)): "
        let separator = levelOrder == .ranked ? " < " : ", "
        let names = levels.map { isInterval || levelType != .text ? $0 : Value.text($0).repr }
        let shown = names.count > 8 ? Array(names.prefix(4)) + ["..."] + names.suffix(4) : names
        var (text, room) = ("", head.columns)
        for (place, name) in shown.enumerated() {
            if room + separator.count + name.columns > 80 {
                text += (separator == ", " ? "," : " <") + "\n" + String(repeating: " ", count: head.columns + 1)
                room = head.columns + 1
            } else if place > 0 {
                text += separator
                room += separator.count
            }
            text += name
            room += name.columns
        }
        return "\(head)[\(text.replacing(" < ... < ", with: " ... "))]"
    }
}
