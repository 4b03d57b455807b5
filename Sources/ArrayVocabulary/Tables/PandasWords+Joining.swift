import Answers
import Arrays
import Datasets
import Language

/// Tables and columns put together: `pd.concat`.
extension PandasWords {
    /// What is joined, each with its key where there are keys; what is None is left out.
    private static func joined(_ call: NumPyCall) throws -> (values: [Value], keys: [Value]?) {
        let given = try call.required(0, "objs")
        let keys = try call.value(.max, "keys").map { try $0.places ?? $0.elements(in: call.context) }
        var pairs: [(value: Value, key: Value?)]
        if case .dict(let entries) = given {
            pairs = (keys ?? entries.entries.map(\.key)).compactMap { key in entries[key].map { ($0, key) } }
        } else {
            let values = try given.elements(in: call.context)
            if let keys, keys.count != values.count {
                throw Mistake(
                    "\(keys.count) keys for \(values.count) tables", expected: "one for each", argument: "keys"
                )
                .raised(
                    as: "ValueError",
                    "The length of the keys (\(keys.count)) must match the length of the objects to concatenate "
                        + "(\(values.count))")
            }
            pairs = values.enumerated().map { ($1, keys?[$0]) }
        }
        pairs = pairs.filter { !$0.value.isNone }
        guard !pairs.isEmpty else {
            throw Mistake("nothing to join", expected: "tables", argument: "objs").raised(
                as: "ValueError", "No objects to concatenate")
        }
        let found = pairs.compactMap(\.key)
        return (pairs.map(\.value), found.isEmpty ? nil : found)
    }

    static func concat(_ call: NumPyCall) throws -> Value {
        let (values, keys) = try joined(call)
        let isBeside = try FrameMembers.isByRow(call, 1)
        let join = call.text(.max, "join", "outer")
        guard ["inner", "outer"].contains(join) else {
            throw Mistake("join = '\(join)'", expected: "'inner' or 'outer'", argument: "join").raised(
                as: "ValueError", "Only can inner (intersect) or outer (union) join the other axis")
        }
        let isNumbered = try call.flag(.max, "ignore_index")
        let titles = call.value(.max, "names")?.places?.map { $0.asText ?? "" } ?? []
        let columns = values.compactMap { $0.asThing(Series.self) }
        if columns.count == values.count, !isBeside {
            let name = columns.allSatisfy { $0.column.name == columns[0].column.name } ? columns[0].column.name : ""
            let column = try Joining.stacked(name, columns.map { ($0.column, $0.length) }, call.work)
            let labels =
                try isNumbered ? RowLabels(count: column.count) : under(keys, titles, columns.map(\.labels), call)
            guard columns.contains(where: { $0.mixed != nil }) else { return .thing(Series(column, labels: labels)) }
            let cells = try columns.flatMap { try $0.values(call.work) }
            return .thing(try Series(cells, name: name, labels: labels, stoppedBy: call.work))
        }
        var unnamed = 0
        let frames = try values.enumerated().map { place, value in
            if let frame = value.asThing(Frame.self) { return frame }
            guard let series = value.asThing(Series.self) else {
                throw Mistake("\(value.brief) cannot be joined", expected: "tables", argument: "objs").raised(
                    as: "TypeError",
                    "cannot concatenate object of type '<class '\(value.typeName)'>'; only Series and DataFrame objs are valid"
                )
            }
            var column = series.column
            if isBeside, columns.count == values.count, let key = keys?[place] {
                column.name = key.asText ?? key.plain.repr
            } else if column.name.isEmpty {
                column.name = "\(unnamed)"
                unnamed += 1
            }
            return Frame(try Table([column]), labels: series.labels)
        }
        guard isBeside else {
            let found = try Joining.below(frames, ignoresLabels: true, inner: join == "inner", call.work)
            if !isNumbered { found.labels = try under(keys, titles, frames.map(\.labels), call) }
            if frames.allSatisfy({ $0.heads != nil }) { found.heads = frames[0].heads }
            found.countsColumns = frames.allSatisfy(\.countsColumns)
            return .thing(found)
        }
        guard let keys, columns.count < values.count else {
            let found = try Joining.beside(frames, inner: join == "inner", call.work)
            found.countsColumns = isNumbered || unnamed == frames.count || frames.allSatisfy(\.countsColumns)
            if isNumbered { found.table = try found.table.renamed { "\($1)" } }
            return .thing(found)
        }
        // Each table under its key.
        let parts = zip(frames, keys).flatMap { frame, key in
            frame.table.names.map { [key.asText ?? key.plain.repr] + (frame.heads?.parts(of: $0) ?? [$0]) }
        }
        let named = try zip(frames, keys).map { frame, key in
            let part = frame.with(frame.table)
            part.table = try frame.table.renamed { name, _ in
                ColumnHeads.name([key.asText ?? key.plain.repr] + (frame.heads?.parts(of: name) ?? [name]))
            }
            return part
        }
        let found = try Joining.beside(named, inner: join == "inner", call.work)
        found.heads = ColumnHeads(parts, titles: titles)
        return .thing(found)
    }

    /// What the rows of all are called, one after the other, each under its key where there are keys.
    private static func under(
        _ keys: [Value]?, _ titles: [String], _ all: [RowLabels], _ call: NumPyCall
    ) throws -> RowLabels {
        var labels = try Joining.labels(all, call.work)
        if let keys {
            let rows = zip(keys, all).flatMap { key, labels in [Value](repeating: key, count: labels.count) }
            labels = RowLabels([try Column("", of: rows, stoppedBy: call.work)] + labels.levels)
            for (place, title) in titles.enumerated() where labels.levels.indices.contains(place) {
                labels.levels[place].name = title
            }
        }
        guard try call.flag(.max, "verify_integrity") else { return labels }
        var seen: Set<CellKey> = []
        let twice = try (0..<labels.count).filter(stoppedBy: call.work) { !seen.insert(labels.key($0)).inserted }
        guard twice.isEmpty else {
            let found = labels.at(twice)
            // Names that happen to count from 0 are no range here.
            let shown =
                found.isCounted
                ? "Index([\((0..<Swift.min(100, found.count)).map(String.init).joined(separator: ", "))], dtype='int64')"
                : IndexNames(found).table(width: 80)
            throw Mistake(
                "a row called \(labels[twice[0]]) comes twice", expected: "names of their own", try: "ignore_index=True"
            ).raised(as: "ValueError", "Indexes have overlapping values: \(shown)")
        }
        return labels
    }
}
