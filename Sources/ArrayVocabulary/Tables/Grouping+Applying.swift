import Answers
import Arrays
import Datasets
import Language

/// Groups through a function of their own: `groups.apply(…)`, and bins of time that nothing is summed up in.
extension Grouping {
    /// Each group through a function; numbers make a column, columns a table.
    func applied(_ function: Value, _ context: Context) throws -> Value {
        let columns = try columns
        let part = frame.with(try Table(columns, name: frame.table.name))
        let values = try groups.map { rows -> Value in
            if context.work.isCancelled { throw Stopped() }
            let group: Value =
                isOne ? .thing(Series(columns[0], labels: frame.labels).rows(at: rows)) : .thing(part.rows(at: rows))
            return try context.call(function, [group])
        }
        if let rows = values.map({ $0.asThing(Series.self) }) as? [Series], let first = rows.first {
            guard !isOne, rows.allSatisfy({ $0.labels.isSame(as: first.labels) }) else {
                let cells = rows.flatMap(\.values)
                let names = try keyed(rows.map(\.labels))
                let found = Series(cells, name: isOne ? columns[0].name : first.column.name, labels: names)
                return .thing(order(rows.map(\.labels)).map { found.rows(at: $0) } ?? found)
            }
            let names = (0..<first.length).map { first.labels[$0] }
            let cells = names.indices.map { place in Column(names[place], of: rows.map { $0.value(place) }) }
            return .thing(Frame(try Table(cells, name: frame.table.name), labels: labels))
        }
        if let frames = values.map({ $0.asThing(Frame.self) }) as? [Frame], !frames.isEmpty {
            let found = try Joining.below(frames, ignoresLabels: true, inner: false, context.work)
            found.labels = try keyed(frames.map(\.labels))
            return .thing(order(frames.map(\.labels)).map { found.rows(at: $0) } ?? found)
        }
        return .thing(Series(values, name: isOne ? columns[0].name : "", labels: labels))
    }

    /// What the rows of all groups are called: by their group and their own name, or by that alone with `group_keys=False`.
    private func keyed(_ all: [RowLabels]) throws -> RowLabels {
        let own = try Joining.labels(all)
        guard hasKeys else { return own }
        let rows = all.enumerated().flatMap { place, labels in [Int](repeating: place, count: labels.count) }
        return RowLabels(labels.at(rows).levels + own.levels)
    }

    /// Bins of time with the cell that stands at their beginning, before it, or behind it: nothing is summed up.
    ///
    /// - Returns: nil for groups that are no bins of time.
    func spread(_ isBefore: Bool?) throws -> Value? {
        guard let ownLabels, case .dates(let points)? = ownLabels.levels.first?.cells,
            case .dates(let times)? = (keys.first ?? frame.labels.levels.first)?.cells
        else { return nil }
        let order = times.indices.filter { times[$0].isFinite }.sorted { times[$0] < times[$1] }
        var next = 0
        let rows = points.map { point -> Int? in
            while next < order.count, times[order[next]] < point { next += 1 }
            if next < order.count, times[order[next]] == point { return order[next] }
            switch isBefore {
            case true?: return next > 0 ? order[next - 1] : nil
            case false?: return next < order.count ? order[next] : nil
            case nil: return nil
            }
        }
        return try result(columns.map { Series($0.picked(rows).settled, labels: ownLabels) })
    }

    /// Where the rows of all groups lie in the order of the table: without keys, as soon as each group has kept its own rows.
    private func order(_ all: [RowLabels]) -> [Int]? {
        guard !hasKeys, zip(all, groups).allSatisfy({ $0.isSame(as: frame.labels.at($1)) }) else { return nil }
        let rows = Array(groups.joined())
        return rows.enumerated().sorted { $0.element < $1.element }.map(\.offset)
    }
}
