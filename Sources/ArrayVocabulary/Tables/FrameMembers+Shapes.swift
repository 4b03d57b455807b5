import Answers
import Arrays
import Datasets
import Language
import Numbers

/// Columns and rows that go, come, or are called otherwise.
extension FrameMembers {
    static let shapes: [Member] = [
        frame(
            "drop", "the table without some columns, or without some rows",
            "labels=None, axis=0, index=None, columns=None, inplace=False, errors='raise'"
        ) { frame, call in
            let isColumns = try call.value(3, "columns") != nil || isByRow(call, 1)
            guard let value = call.value(3, "columns") ?? call.value(2, "index") ?? call.value(0, "labels") else {
                throw Mistake("drop without columns", expected: "names", try: "data.drop(columns=[\"price\"])")
                    .raised(
                        as: "ValueError", "Need to specify at least one of 'labels', 'index' or 'columns'")
            }
            let items = value.asText == nil ? value.places ?? [value] : [value]
            let ignores = call.text(.max, "errors", "raise") == "ignore"
            let found: Frame
            if isColumns {
                let names =
                    items.flatMap { item in
                        frame.heads == nil ? [] : frame.names(.list([item])) ?? []
                    } + (frame.heads == nil ? items.map { $0.asText ?? $0.plain.repr } : [])
                if !ignores, let unknown = names.first(where: { !frame.table.names.contains($0) }) {
                    throw Mistake("there is no column \"\(unknown)\"", expected: "columns of the table").raised(
                        as: "KeyError", "\"['\(unknown)'] not found in axis\"")
                }
                found = frame.with(try frame.table.dropping(names.filter(frame.table.names.contains)))
            } else {
                let gone = try Set(
                    items.flatMap { item -> [Int] in
                        let places = try frame.labels.places(of: item, call.work)
                        guard ignores || !places.isEmpty else {
                            throw Mistake(
                                "no row is called \(item.brief)", expected: "one of data.index",
                                try: "columns=[\(item.brief)]"
                            )
                            .raised(as: "KeyError", "\"[\(item.plain.repr)] not found in axis\"")
                        }
                        return places
                    })
                let rows = try (0..<frame.length).filter(stoppedBy: call.work) { !gone.contains($0) }
                found = try frame.rows(at: rows, call.work)
            }
            return try replaced(frame, found, call)
        },
        frame("select_dtypes", "the columns of some types", "include=None, exclude=None") { frame, call in
            let (include, exclude) = (call.value(0, "include"), call.value(1, "exclude"))
            let out = Set(exclude.map { frame.columns(ofTypes: $0).map(\.name) } ?? [])
            let names = (include.map { frame.columns(ofTypes: $0) } ?? frame.table.columns).map(\.name)
            return .thing(frame.with(try frame.table.selecting(names.filter { !out.contains($0) })))
        },
        frame(
            "rename", "the table with other names of columns, or of rows",
            "mapper=None, index=None, columns=None, axis=0, inplace=False"
        ) { frame, call in
            let isColumns = try isByRow(call)
            let columns = call.value(2, "columns") ?? (isColumns ? call.value(0, "mapper") : nil)
            let rows = call.value(1, "index") ?? (isColumns ? nil : call.value(0, "mapper"))
            guard columns != nil || rows != nil else {
                throw Mistake(
                    "rename without columns", expected: "a dict", try: "data.rename(columns={\"old\": \"new\"})"
                ).raised(as: "TypeError", "must pass an index to rename")
            }
            func other(_ old: Value, _ map: Value) throws -> Value {
                if case .dict(let entries) = map { return entries[old] ?? old }
                return try call.context.call(map, [old])
            }
            let found = frame.with(frame.table)
            if let columns {
                try found.renameColumns { try other($0, columns) }
            }
            if let rows {
                let names = try (0..<frame.length).map(stoppedBy: call.work) { try other(frame.labels.value($0), rows) }
                found.labels = RowLabels([try Column(frame.labels.name, of: names, stoppedBy: call.work)])
            }
            return try replaced(frame, found, call)
        },
        frame(
            "reset_index", "the rows numbered from 0, what they were called as columns",
            "level=None, drop=False, inplace=False, names=None"
        ) {
            frame, call in
            let found = frame.with(frame.table, RowLabels(count: frame.length))
            if try !call.flag(.max, "drop") {
                let given = call.value(.max, "names").map { $0.asText.map { [$0] } ?? frame.names($0) ?? [] }
                let levels = frame.labels.levels.enumerated().map { place, level in
                    var level = level
                    if let name = given?[safe: place] {
                        level.name = name
                    } else if level.name.isEmpty {
                        let plain = frame.labels.levels.count == 1 ? "index" : "level_\(place)"
                        level.name = frame.table.names.contains(plain) ? "level_\(place)" : plain
                    }
                    return level
                }
                if let twice = levels.first(where: { frame.table.names.contains($0.name) }) {
                    throw Mistake(
                        "there is a column \"\(twice.name)\" already", expected: "another name",
                        try: "reset_index(drop=True)"
                    )
                    .raised(as: "ValueError", "cannot insert \(twice.name), already exists")
                }
                found.table = try Table(
                    levels + frame.table.columns, name: frame.table.name, target: frame.table.target,
                    decisions: frame.table.decisions)
            }
            return try replaced(frame, found, call)
        },
        frame("set_index", "the rows called by the cells of a column", "keys, drop=True, inplace=False") {
            frame, call in
            let keys = try call.required(0, "keys")
            let isNames = keys.asText != nil || (keys.elements?.allSatisfy { $0.asText != nil } ?? false)
            guard isNames else {
                return try replaced(
                    frame, frame.with(frame.table, TableMember.labels(keys, frame.length, call.context)), call)
            }
            let names = keys.asText.map { [$0] } ?? frame.names(keys) ?? []
            guard !names.isEmpty else {
                throw Mistake("set_index without a column", expected: "a name, or a list of names", argument: "keys")
                    .raised(as: "ValueError", "Must pass non-zero number of levels/codes")
            }
            let labels = RowLabels(try names.map { try frame.table.column($0) })
            let table = try call.flag(.max, "drop", true) ? frame.table.dropping(names) : frame.table
            return try replaced(frame, frame.with(table, labels), call)
        },
        frame("set_axis", "the table with other names of rows, or of columns with axis=1", "labels, axis=0") {
            frame, call in
            let found = frame.with(frame.table)
            let names = try call.required(0, "labels")
            if try isByRow(call, 1) {
                try found.renameColumns(to: names, call.context)
            } else {
                found.labels = try TableMember.labels(names, frame.length, call.context)
            }
            return .thing(found)
        },
        frame("assign", "the table with further columns", "**columns", returns: Frame.kind) { frame, call in
            let found = frame.with(frame.table)
            guard case .dict(let entries)? = call.value(.max, "columns") else { return .thing(found) }
            for entry in entries.entries {
                let value: Value
                switch entry.value {
                case .function: value = try call.context.call(entry.value, [.thing(found)])
                default: value = entry.value
                }
                try found.assign(value, at: [.index(entry.key)], call.context)
            }
            return .thing(found)
        },
        frame("insert", "puts a column at a place", "loc, column, value") { frame, call in
            guard let place = try call.int(0, "loc"), (0...frame.table.columns.count).contains(place) else {
                throw Mistake(
                    "loc = \(try call.required(0, "loc").brief)",
                    expected: "a place from 0 to \(frame.table.columns.count)", argument: "loc")
            }
            let name = try call.required(1, "column").asText ?? ""
            guard !frame.table.names.contains(name) else {
                throw Mistake("there is a column \"\(name)\" already", expected: "another name", argument: "column")
                    .raised(
                        as: "ValueError", "cannot insert \(name), already exists")
            }
            let found = frame.with(frame.table)
            try found.assign(call.required(2, "value"), at: [.index(.text(name))], call.context)
            var names = frame.table.names
            names.insert(name, at: place)
            frame.table = try found.table.selecting(names)
            return .none
        },
        frame("pop", "takes a column out", "item") { frame, call in
            let name = try call.required(0, "item").asText ?? ""
            let series = try frame.series(name)
            frame.table = try frame.table.dropping([name])
            return .thing(series)
        },
    ]
}
