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
                isOne
                ? .thing(try Series(columns[0], labels: frame.labels).rows(at: rows, context.work))
                : .thing(try part.rows(at: rows, context.work))
            return try context.call(function, [group])
        }
        if let rows = values.map({ $0.asThing(Series.self) }) as? [Series], let first = rows.first {
            guard !isOne, rows.allSatisfy({ $0.labels.isSame(as: first.labels) }) else {
                let cells = try rows.flatMap { try $0.values(context.work) }
                let names = try keyed(rows.map(\.labels), context.work)
                let found = try Series(
                    cells, name: isOne ? columns[0].name : first.column.name, labels: names, stoppedBy: context.work)
                return .thing(
                    try order(rows.map(\.labels), context.work).map { try found.rows(at: $0, context.work) } ?? found)
            }
            let names = (0..<first.length).map { first.labels[$0] }
            let cells = try names.indices.map { place in
                try Column(names[place], of: rows.map { $0.value(place) }, stoppedBy: context.work)
            }
            return .thing(Frame(try Table(cells, name: frame.table.name), labels: labels))
        }
        if let frames = values.map({ $0.asThing(Frame.self) }) as? [Frame], !frames.isEmpty {
            let found = try Joining.below(frames, ignoresLabels: true, inner: false, context.work)
            found.labels = try keyed(frames.map(\.labels), context.work)
            return .thing(
                try order(frames.map(\.labels), context.work).map { try found.rows(at: $0, context.work) } ?? found)
        }
        return .thing(
            try Series(values, name: isOne ? columns[0].name : "", labels: labels, stoppedBy: context.work))
    }

    /// What the rows of all groups are called: by their group and their own name, or by that alone with `group_keys=False`.
    private func keyed(_ all: [RowLabels], _ work: Work) throws -> RowLabels {
        let own = try Joining.labels(all, work)
        guard hasKeys else { return own }
        let rows = all.enumerated().flatMap { place, labels in [Int](repeating: place, count: labels.count) }
        return RowLabels(try labels.at(rows, work).levels + own.levels)
    }

    /// Bins of time with the cell that stands at their beginning, before it, or behind it: nothing is summed up.
    ///
    /// - Returns: nil for groups that are no bins of time.
    func spread(_ isBefore: Bool?, _ work: Work) throws -> Value? {
        guard let ownLabels, case .dates(let points)? = ownLabels.levels.first?.cells,
            case .dates(let times)? = (keys.first ?? frame.labels.levels.first)?.cells
        else { return nil }
        let order = try times.indices.filter { times[$0].isFinite }.sorted(stoppedBy: work) { times[$0] < times[$1] }
        var next = 0
        var check = StopCheck(work)
        let rows = try points.map { point -> Int? in
            try check.pass()
            while next < order.count, times[order[next]] < point {
                try check.pass()
                next += 1
            }
            if next < order.count, times[order[next]] == point { return order[next] }
            switch isBefore {
            case true?: return next > 0 ? order[next - 1] : nil
            case false?: return next < order.count ? order[next] : nil
            case nil: return nil
            }
        }
        return try result(columns.map { Series(try $0.picked(rows, work).settled, labels: ownLabels) })
    }

    /// Where the rows of all groups lie in the order of the table: without keys, as soon as each group has kept its own rows.
    private func order(_ all: [RowLabels], _ work: Work) throws -> [Int]? {
        guard try !hasKeys && zip(all, groups).allSatisfy({ $0.isSame(as: try frame.labels.at($1, work)) }) else {
            return nil
        }
        let rows = Array(groups.joined())
        return try rows.enumerated().sorted(stoppedBy: work) { $0.element < $1.element }.map(\.offset)
    }
}
