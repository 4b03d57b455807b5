import Answers
import Arrays
import Datasets
import Language

/// What `data.index` and `data.columns` can be asked for.
enum IndexMembers {
    private static func method(
        _ name: String, aliases: [String] = [], _ meaning: String, _ signature: String = "", returns: String = "",
        _ body: @escaping @Sendable (IndexNames, NumPyCall) throws -> Value
    ) -> Member {
        TableMember.method(name, aliases: aliases, of: IndexNames.self, meaning, signature, returns: returns, body)
    }

    private static func named(_ names: [String]) -> Value {
        .list(names.map { $0.isEmpty ? .none : .text($0) })
    }

    /// The names of one level as a column.
    private static func column(_ index: IndexNames) throws -> Series {
        guard index.labels.levels.count == 1 else {
            throw Mistake("names of several parts", expected: "names of one part", try: ".get_level_values(0)")
        }
        return Series(index.labels.levels[0], labels: RowLabels(count: index.length))
    }

    private static func keys(_ value: Value, _ context: Context) throws -> [(key: CellKey, value: Value)] {
        try (value.places ?? value.elements(in: context)).compactMap { item in CellKey(item).map { ($0, item) } }
    }

    /// For each name whether it is as none before it.
    private static func areNew(_ index: IndexNames, _ work: Work) throws -> [Bool] {
        var seen: Set<CellKey> = []
        return try (0..<index.length).map(stoppedBy: work) { seen.insert(index.labels.key($0)).inserted }
    }

    /// Names in order where they can be put in one.
    private static func index(_ values: [Value], _ name: String, sorted: Bool) -> Value {
        let pairs = values.compactMap { value in CellKey(value).map { ($0, value) } }
        let order = sorted ? pairs.sorted { $0.0 < $1.0 } : pairs
        return .thing(IndexNames(RowLabels([Column(name, of: order.map(\.1))])))
    }

    static let members: [Member] = [
        Member(
            kind: IndexNames.kind, name: "name", aliases: [], meaning: "what they are called together",
            parameters: nil,
            assign: { thing, value, _ in
                guard let index = thing as? IndexNames else { return }
                try index.rename([value.isNone ? "" : value.asText ?? value.plain.repr])
            }
        ) { thing, _, _ in
            guard let index = thing as? IndexNames, !index.labels.name.isEmpty else { return .none }
            return .text(index.labels.name)
        },
        Member(
            kind: IndexNames.kind, name: "names", aliases: [], meaning: "what each part of them is called",
            parameters: nil,
            assign: { thing, value, _ in
                guard let index = thing as? IndexNames else { return }
                try index.rename((value.elements ?? [value]).map { $0.isNone ? "" : $0.asText ?? $0.plain.repr })
            }
        ) { thing, _, _ in (thing as? IndexNames).map { named($0.labels.levels.map(\.name)) } ?? .none },
        .attribute("nlevels", of: IndexNames.self, "of how many parts each is") { .int($0.labels.levels.count) },
        .attribute("dtype", of: IndexNames.self, "what they are") { index in
            .text(index.labels.levels.count == 1 ? index.labels.levels[0].pandasType : "object")
        },
        method("get_level_values", "one part of each of the names", "level", returns: IndexNames.kind) { index, call in
            let levels = index.labels.levels
            let place = try Stacking.level(call.required(0, "level"), levels, standard: 0)
            return .thing(IndexNames(RowLabels([levels[place]])))
        },
        method("droplevel", "the names without one of their parts", "level=0", returns: IndexNames.kind) {
            index, call in
            .thing(IndexNames(try index.labels.dropping(call.value(0, "level") ?? .int(0))))
        },
        method("to_flat_index", "names of several parts as tuples") { index, _ in .list(index.values) },
        method("map", "each name through a function, a dict or a column", "mapper") { index, call in
            let function = try call.required(0, "mapper")
            let values = try (0..<index.length).map { row in
                if call.work.isCancelled { throw Stopped() }
                let name = index.labels.value(row)
                if case .dict(let entries) = function { return entries[name] ?? .number(.nan) }
                return try call.context.call(function, [name])
            }
            return .thing(
                IndexNames(RowLabels([try Column(index.labels.name, of: values, stoppedBy: call.work)])))
        },
        method("unique", "the different names as they come", returns: IndexNames.kind) { index, call in
            let areNew = try areNew(index, call.work)
            return .thing(IndexNames(try index.labels.at(areNew.indices.filter { areNew[$0] }, call.work)))
        },
        method("nunique", "how many different names there are") { index, call in
            .int(try areNew(index, call.work).count { $0 })
        },
        method("isin", "True where the name is one of these", "values") { index, call in
            let wanted = Set(try keys(call.required(0, "values"), call.context).map(\.key))
            let flags = try index.labels.keys(call.work).map { wanted.contains($0) ? 1.0 : 0 }
            return .thing(try NDArray(flags).converted(to: .bool))
        },
        method("duplicated", "True where the name is as one before") { index, call in
            let flags = try areNew(index, call.work).map { $0 ? 0.0 : 1 }
            return .thing(try NDArray(flags).converted(to: .bool))
        },
        method("sort_values", "the names in order", "ascending=True", returns: IndexNames.kind) { index, call in
            let rises = try call.flag(0, "ascending", true)
            let levels = index.labels.levels
            return .thing(
                IndexNames(
                    index.labels.at(try ColumnWork.sorted(levels, rising: levels.map { _ in rises }, call.work))))
        },
        method("min", "the first of the names in order") { index, call in
            index.length == 0
                ? .number(.nan) : try ColumnStatistic.named("min")?.value(column(index), .init(), call.work) ?? .none
        },
        method("max", "the last of the names in order") { index, call in
            index.length == 0
                ? .number(.nan) : try ColumnStatistic.named("max")?.value(column(index), .init(), call.work) ?? .none
        },
        method("astype", "the names as another type", "dtype", returns: IndexNames.kind) { index, call in
            .thing(
                IndexNames(
                    RowLabels([
                        try ColumnWork.converted(column(index).column, call.required(0, "dtype"), call.work)
                    ])))
        },
        method("difference", "the names that are not among others, in order", "other") { index, call in
            let gone = Set(try keys(call.required(0, "other"), call.context).map(\.key))
            return IndexMembers.index(
                index.values.filter { CellKey($0).map { !gone.contains($0) } ?? false }, index.labels.name, sorted: true
            )
        },
        method("intersection", "the names that are among others, too", "other") { index, call in
            let kept = Set(try keys(call.required(0, "other"), call.context).map(\.key))
            return IndexMembers.index(
                index.values.filter { CellKey($0).map { kept.contains($0) } ?? false }, index.labels.name, sorted: false
            )
        },
        method("union", "the names of both, in order", "other") { index, call in
            var seen: Set<CellKey> = []
            let both = try index.values + keys(call.required(0, "other"), call.context).map(\.value)
            return IndexMembers.index(
                both.filter { CellKey($0).map { seen.insert($0).inserted } ?? false }, index.labels.name, sorted: true)
        },
        method("to_series", "the names as a column that is called by them", returns: Series.kind) { index, _ in
            .thing(Series(try column(index).column, labels: index.labels))
        },
    ]
}

extension IndexNames {
    /// Other names for the parts, in the table as well that they are of.
    fileprivate func rename(_ names: [String]) throws {
        guard names.count == labels.levels.count else {
            throw Mistake("\(names.count) names for \(labels.levels.count) parts", expected: "a name for each").raised(
                as: "ValueError", "Length of new names must be \(labels.levels.count), got \(names.count)")
        }
        switch owner {
        case .rows(let frame):
            for place in names.indices { frame.labels.levels[place].name = names[place] }
        case .columns(let frame):
            if frame.heads == nil { frame.columnsName = names[0] } else { frame.heads?.titles = names }
        case nil:
            throw Mistake(
                "the name of an index that stands by itself cannot be changed", expected: "the index of a table",
                try: "data.index.name = \"day\"")
        }
    }
}
