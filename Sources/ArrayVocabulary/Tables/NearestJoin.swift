import Answers
import Arrays
import Datasets
import Language

/// `pd.merge_asof`: tables matched by the nearest of ordered keys; and `pd.wide_to_long`.
enum NearestJoin {
    /// The key of a side as numbers in order, dates as their seconds.
    private static func key(_ frame: Frame, _ name: String?, byIndex: Bool, _ side: String) throws -> [Double] {
        let column = try byIndex ? frame.labels.levels[0] : frame.table.column(name ?? "")
        let numbers: [Double]
        if case .dates(let seconds) = column.cells { numbers = seconds } else { numbers = column.numbers ?? [] }
        guard column.coded == nil else {
            throw Mistake("column \"\(column.name)\" holds names", expected: "numbers or dates", argument: "on").raised(
                as: "MergeError",
                "Incompatible merge dtype, dtype('\(column.pandasType)') and dtype('\(column.pandasType)'), both sides must have numeric dtype"
            )
        }
        guard !numbers.contains(where: \.isNaN) else {
            throw Mistake("keys on the \(side) are missing", expected: "a key for each row", try: ".dropna()").raised(
                as: "ValueError", "Merge keys contain null values on \(side) side")
        }
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            throw Mistake(
                "keys on the \(side) are not in order", expected: "rising keys", try: ".sort_values(\"\(column.name)\")"
            )
            .raised(as: "ValueError", "\(side) keys must be sorted")
        }
        return numbers
    }

    static func joined(_ call: NumPyCall) throws -> Frame {
        let left = try PandasWords.frame(call.required(0, "left"), "left")
        let right = try PandasWords.frame(call.required(1, "right"), "right")
        let on = call.value(.max, "on")?.asText
        let (leftByIndex, rightByIndex) = (try call.flag(.max, "left_index"), try call.flag(.max, "right_index"))
        let (leftName, rightName) = (
            on ?? call.value(.max, "left_on")?.asText, on ?? call.value(.max, "right_on")?.asText
        )
        guard leftByIndex || leftName != nil, rightByIndex || rightName != nil else {
            throw Mistake("merge_asof without a key", expected: "on=, or left_on= and right_on=").raised(
                as: "MergeError", "Must pass left_on or left_index=True")
        }
        let keys = try key(left, leftName, byIndex: leftByIndex, "left")
        let others = try key(right, rightName, byIndex: rightByIndex, "right")
        let way = call.text(.max, "direction", "backward")
        guard ["backward", "forward", "nearest"].contains(way) else {
            throw Mistake("direction = '\(way)'", expected: "'backward', 'forward' or 'nearest'", argument: "direction")
                .raised(as: "MergeError", "direction invalid: \(way)")
        }
        let takesEqual = try call.flag(.max, "allow_exact_matches", true)
        let reach = try call.value(.max, "tolerance").map { value in
            try value.asThing(Timedelta.self)?.seconds ?? call.double(.max, "tolerance") ?? .infinity
        }
        let by = call.value(.max, "by").map { $0.asText.map { [$0] } ?? left.names($0) ?? [] } ?? []
        func group(_ frame: Frame) throws -> [CellKey] {
            let columns = try by.map { try frame.table.column($0) }
            return try (0..<frame.length).map(stoppedBy: call.work) { row in .several(columns.map { $0.key(row) }) }
        }
        let own = try group(left)
        var rows: [CellKey: [Int]] = [:]
        var check = StopCheck(call.work)
        for (row, key) in try group(right).enumerated() {
            try check.pass()
            rows[key, default: []].append(row)
        }
        let found = try keys.indices.map { row -> Int? in
            try check.pass()
            return nearest(
                keys[row], rows[own[row]] ?? [], others, way: way, takesEqual: takesEqual, reach: reach ?? .infinity)
        }
        let gone = Set(by + (leftName == rightName && !leftByIndex && !rightByIndex ? [leftName ?? ""] : []))
        let endings = call.value(.max, "suffixes")?.elements?.map { $0.asText ?? "" } ?? ["_x", "_y"]
        guard endings.count == 2 else { throw Mistake("suffixes", expected: "two texts", argument: "suffixes") }
        let clashing = Set(left.table.names).intersection(right.table.names).subtracting(gone)
        func renamed(_ column: Column, _ ending: String) -> Column {
            var column = column
            if clashing.contains(column.name) { column.name += ending }
            return column
        }
        let columns =
            try left.table.columns.map { renamed($0, endings[0]) }
            + right.table.columns.filter { !gone.contains($0.name) }.map {
                renamed(try $0.picked(found, call.work), endings[1])
            }
        return Frame(try Table(columns, name: left.table.name), labels: leftByIndex ? left.labels : nil)
    }

    /// The row among some, whose keys rise, that lies last before a key, first behind it, or nearest to it.
    private static func nearest(
        _ key: Double, _ rows: [Int], _ keys: [Double], way: String, takesEqual: Bool, reach: Double
    ) -> Int? {
        /// How many of the rows lie before the key, or at it where those count.
        func count(_ isBefore: (Double) -> Bool) -> Int {
            var (low, high) = (0, rows.count)
            while low < high {
                let middle = (low + high) / 2
                if isBefore(keys[rows[middle]]) { low = middle + 1 } else { high = middle }
            }
            return low
        }
        let before = count { takesEqual ? $0 <= key : $0 < key }
        let behind = count { takesEqual ? $0 < key : $0 <= key }
        let back = before > 0 ? rows[before - 1] : nil
        let ahead = behind < rows.count ? rows[behind] : nil
        func distance(_ row: Int?) -> Double { row.map { abs(keys[$0] - key) } ?? .infinity }
        let chosen =
            switch way {
            case "backward": back
            case "forward": ahead
            default: distance(ahead) < distance(back) ? ahead : back
            }
        return distance(chosen) <= reach ? chosen : nil
    }

    // MARK: Wide to long

    static func lengthened(_ call: NumPyCall) throws -> Frame {
        let frame = try PandasWords.frame(call.required(0, "df"), "df")
        func names(_ place: Int, _ name: String) throws -> [String] {
            let value = try call.required(place, name)
            return value.asText.map { [$0] } ?? frame.names(value) ?? []
        }
        let (stubs, ids) = (try names(1, "stubnames"), try names(2, "i"))
        guard let title = try call.required(3, "j").asText else {
            throw Mistake("j is no text", expected: "a name for the endings", argument: "j")
        }
        let (separator, suffix) = (call.text(4, "sep", ""), call.text(5, "suffix", "\\d+"))
        let pattern = try TextPattern(.text("(?:" + suffix + ")"), isPattern: true, call.context)
        let keys = try ids.map { try frame.table.column($0) }
        var seen: Set<CellKey> = []
        let areApart = try (0..<frame.length).allSatisfy(stoppedBy: call.work) { row in
            seen.insert(.several(keys.map { $0.key(row) })).inserted
        }
        guard areApart else {
            throw Mistake(
                "rows with equal \(ids.joined(separator: ", "))", expected: "ids that tell rows apart", argument: "i"
            )
            .raised(as: "ValueError", "the id variables need to uniquely identify each row")
        }
        var endings: [String] = []
        var used: Set<String> = []
        for stub in stubs {
            let start = stub + separator
            for name in frame.table.names where name.hasPrefix(start) {
                let ending = String(name.dropFirst(start.count))
                guard try pattern.isFound("fullmatch", in: ending) else { continue }
                used.insert(name)
                if !endings.contains(ending) { endings.append(ending) }
            }
        }
        let (count, times) = (frame.length, endings.count)
        guard count.multipliedReportingOverflow(by: Swift.max(1, times)).partialValue <= 20_000_000 else {
            throw Mistake("\(count.grouped) rows times \(times)", expected: "at most 20,000,000 rows")
        }
        // With one id the endings follow each other, with several the rows do.
        let isByRow = ids.count > 1
        let pairs = try (0..<count * times).map(stoppedBy: call.work) {
            isByRow ? ($0 / times, $0 % times) : ($0 % count, $0 / count)
        }
        let rows = pairs.map(\.0)
        let numbers = endings.compactMap { Int($0) }
        let ends = try Column(
            title,
            of: pairs.map(stoppedBy: call.work) { numbers.count == times ? .int(numbers[$0.1]) : .text(endings[$0.1]) },
            stoppedBy: call.work)
        let rest = frame.table.columns.filter { !used.contains($0.name) && !ids.contains($0.name) }
        let columns =
            try rest.map { try $0.rows(at: rows, stoppedBy: call.work) }
            + stubs.map { stub in
                let sources = endings.map { ending in
                    frame.table.columns.first { $0.name == stub + separator + ending }
                }
                let cells = try pairs.map(stoppedBy: call.work) { row, end in sources[end]?.value(row) ?? .number(.nan)
                }
                return try Column(stub, of: cells, stoppedBy: call.work)
            }
        return Frame(
            try Table(columns, name: frame.table.name),
            labels: RowLabels(try keys.map { try $0.rows(at: rows, stoppedBy: call.work) } + [ends]))
    }
}
