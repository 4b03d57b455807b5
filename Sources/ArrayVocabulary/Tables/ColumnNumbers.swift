import Answers
import Arrays
import Datasets
import Language
import Numbers

/// What is computed of numbers with gaps: differences, correlations, ranks, windows.
extension ColumnWork {
    static func clipped(_ column: Column, _ call: NumPyCall) throws -> Column {
        let (low, high) = (try call.double(0, "lower"), try call.double(1, "upper"))
        let isWhole = column.isWhole && [low, high].allSatisfy { $0.map { $0 == $0.rounded() } ?? true }
        return try column.mapped(isWhole: isWhole) { number in
            number.isNaN ? number : Swift.min(high ?? .infinity, Swift.max(low ?? -.infinity, number))
        }
    }

    /// Each cell without the one so many rows above: of dates a length of time.
    static func difference(_ column: Column, _ periods: Int, _ work: Work) throws -> Column {
        if case .dates(let own) = column.cells, case .dates(let before) = try column.shifted(periods, work).cells {
            var found = Column(column.name, .dates(zip(own, before).map { $0 - $1 }))
            found.isSpan = true
            return found
        }
        guard let own = column.numbers, let before = try column.shifted(periods, work).numbers else {
            throw column.needsNumbers
        }
        var found = Column(column.name, .numbers(zip(own, before).map { $0 - $1 }))
        (found.isNullable, found.isWhole) = (column.isNullable, column.isNullable && column.isWhole)
        return found
    }

    static func change(_ column: Column, _ periods: Int, _ work: Work) throws -> Column {
        guard let own = column.numbers, let before = try column.shifted(periods, work).numbers else {
            throw column.needsNumbers
        }
        var found = Column(column.name, .numbers(zip(own, before).map { $0 / $1 - 1 }))
        found.isNullable = column.isNullable
        return found
    }

    /// Of the rows where both are there.
    private static func pairs(_ a: [Double], _ b: [Double], _ work: Work) throws -> (a: [Double], b: [Double]) {
        let rows = try a.indices.filter(stoppedBy: work) { !a[$0].isNaN && $0 < b.count && !b[$0].isNaN }
        return (rows.map { a[$0] }, rows.map { b[$0] })
    }

    static func covariance(_ a: [Double], _ b: [Double], _ ddof: Int, _ work: Work) throws -> Double {
        let (a, b) = try pairs(a, b, work)
        guard a.count > ddof, a.count > 0 else { return .nan }
        let (x, y) = (a.meanAndVariance.mean, b.meanAndVariance.mean)
        let sum = try zip(a, b).reduce(into: 0.0, stoppedBy: work) { $0 += ($1.0 - x) * ($1.1 - y) }
        return sum / (Double(a.count) - Double(ddof))
    }

    /// Which correlation `method=` asks for.
    enum Correlation: String, CaseIterable {
        /// Of the numbers.
        case pearson
        /// Of their ranks.
        case spearman
        /// Of the order of each pair of rows.
        case kendall
    }

    /// Among the rows where both are there.
    static func correlation(
        _ a: [Double], _ b: [Double], by method: Correlation = .pearson, _ work: Work
    ) throws -> Double {
        var (a, b) = try pairs(a, b, work)
        if method == .kendall { return try Kendall.tau(a, b, work) }
        if method == .spearman { (a, b) = (try ranks(a, work), try ranks(b, work)) }
        guard a.count > 1 else { return .nan }
        let (x, y) = (a.meanAndVariance, b.meanAndVariance)
        guard x.variance > 0, y.variance > 0 else { return .nan }
        return a.correlation(with: b, of: 2)
    }

    /// - Throws: `Mistake` (pandas's ValueError) for a method that is none.
    static func method(_ call: NumPyCall) throws -> Correlation {
        let name = call.text(.max, "method", "pearson")
        guard let method = Correlation(rawValue: name) else {
            throw Mistake(
                "method = '\(name)'", expected: Phrase.alternatives(Correlation.allCases.map { "'\($0.rawValue)'" }),
                argument: "method"
            ).raised(
                as: "ValueError",
                "method must be either 'pearson', 'spearman', 'kendall', or a callable, '\(name)' was supplied")
        }
        return method
    }

    /// What equal numbers get as their place.
    enum Ties: String, CaseIterable { case average, min, max, first, dense }

    /// The place of each number in order from 1; gaps stay.
    ///
    /// - Parameter asShare: of the greatest place.
    static func ranks(_ numbers: [Double], ties: Ties = .average, asShare: Bool = false, _ work: Work) throws
        -> [Double]
    {
        // Rows of equal cells come in their order, and gaps stand last.
        let order = try NDArray(numbers).argsorted(work: work).elements(as: Int.self, stoppedBy: work)
            .prefix { !numbers[$0].isNaN }
        var found = [Double](repeating: .nan, count: numbers.count)
        var check = StopCheck(work)
        var (start, group) = (0, 0)
        while start < order.count {
            var end = start
            while end + 1 < order.count, numbers[order[end + 1]] == numbers[order[start]] {
                try check.pass()
                end += 1
            }
            group += 1
            for (step, row) in order[start...end].enumerated() {
                try check.pass()
                switch ties {
                case .average: found[row] = Double(start + end) / 2 + 1
                case .min: found[row] = Double(start + 1)
                case .max: found[row] = Double(end + 1)
                case .first: found[row] = Double(start + step + 1)
                case .dense: found[row] = Double(group)
                }
            }
            start = end + 1
        }
        guard asShare else { return found }
        let most = Double(ties == .dense ? group : order.count)
        return found.map { $0 / most }
    }

    /// Gaps with what `method=`, `limit=`, `limit_direction=` and `limit_area=` say.
    ///
    /// - Parameter labels: what the rows are called, for distances by them.
    static func interpolated(_ column: Column, _ labels: RowLabels, _ call: NumPyCall) throws -> Column {
        guard let numbers = column.numbers, column.kind == .number else { throw column.needsNumbers }
        let method = call.text(0, "method", "linear")
        var places = numbers.indices.map { Double($0) }
        switch method {
        case "linear": break
        case "index", "values", "time":
            switch labels.levels.first?.cells {
            case .dates(let seconds)?: places = seconds
            case .numbers(let values)? where method != "time": places = values
            default:
                throw Mistake(
                    "method = '\(method)' of rows that are called otherwise", expected: "dates", argument: "method"
                )
                .raised(
                    as: "ValueError",
                    "time-weighted interpolation only works on Series or DataFrames with a DatetimeIndex")
            }
        case let other:
            throw Mistake("method = '\(other)'", expected: "'linear', 'index', 'values' or 'time'", argument: "method")
                .raised(as: "ValueError", "Can not interpolate with method=\(other).")
        }
        let limit = try call.int(.max, "limit") ?? .max
        guard limit > 0 else {
            throw Mistake("limit = \(limit)", expected: "at least 1", argument: "limit").raised(
                as: "ValueError", "Limit must be greater than 0")
        }
        func choice(_ name: String, _ all: [String], _ standard: String) throws -> String {
            let given = call.text(.max, name, standard)
            guard all.contains(given) else {
                throw Mistake(
                    "\(name) = '\(given)'", expected: Phrase.alternatives(all.map { "'\($0)'" }), argument: name
                )
                .raised(as: "ValueError", "Invalid \(name): expecting one of \(all), got '\(given)'.")
            }
            return given
        }
        let way = try choice("limit_direction", ["forward", "backward", "both"], "forward")
        let area = call.value(.max, "limit_area") == nil ? "" : try choice("limit_area", ["inside", "outside"], "")
        return Column(
            column.name, .numbers(try bridged(numbers, at: places, limit: limit, way: way, area: area, call.work)))
    }

    /// Gaps on the line between the numbers around them, by their places; beyond the first and the last the nearest number. From
    /// where a gap begins, in the direction of `way`, at most `limit` cells are filled.
    static func bridged(
        _ numbers: [Double], at places: [Double], limit: Int, way: String, area: String, _ work: Work
    ) throws -> [Double] {
        let known = numbers.indices.filter { !numbers[$0].isNaN }
        guard let first = known.first, let last = known.last else { return numbers }
        var found = numbers
        var next = 0
        var check = StopCheck(work)
        for row in numbers.indices {
            try check.pass()
            guard numbers[row].isNaN else { continue }
            while next < known.count, known[next] < row { next += 1 }
            let (before, behind) = (next > 0 ? known[next - 1] : nil, next < known.count ? known[next] : nil)
            let isInside = row > first && row < last
            if area == (isInside ? "outside" : "inside") { continue }
            let reachesAhead = way != "backward" && before.map { row - $0 <= limit } ?? false
            let reachesBack = way != "forward" && behind.map { $0 - row <= limit } ?? false
            guard reachesAhead || reachesBack else { continue }
            if let before, let behind {
                let share = (places[row] - places[before]) / (places[behind] - places[before])
                found[row] = numbers[before] + (numbers[behind] - numbers[before]) * share
            } else if let edge = before ?? behind {
                found[row] = numbers[edge]
            }
        }
        return found
    }

    static let interpolation = "method='linear', axis=0, limit=None, limit_direction='forward', limit_area=None"

    /// How often each category comes, those that no cell has too.
    private static func listedCounts(_ column: Column, _ counts: [Int], _ keys: [CellKey], _ call: NumPyCall) throws
        -> Series
    {
        let known = Dictionary(uniqueKeysWithValues: zip(keys, counts))
        let levels = column.categories
        var order = levels.enumerated().map { (place: $0, count: known[column.key(of: $1)] ?? 0) }
        if try call.flag(.max, "sort", true) {
            let rises = try call.flag(.max, "ascending")
            order.sort { $0.count == $1.count ? $0.place < $1.place : rises == ($0.count < $1.count) }
        }
        let isShare = try call.flag(.max, "normalize")
        var (codes, numbers) = (order.map { Int32($0.place) }, order.map { Double($0.count) })
        if let gaps = known[.missing] {
            codes.append(-1)
            numbers.append(Double(gaps))
        }
        let all = numbers.reduce(0, +)
        return Series(
            Column(
                isShare ? "proportion" : "count", .numbers(isShare ? numbers.map { $0 / all } : numbers),
                isWhole: !isShare),
            labels: RowLabels([
                Column(
                    column.name, codes: codes, levels: levels, isRanked: column.levelOrder == .ranked,
                    type: column.levelType)
            ]))
    }

    /// `value_counts`: of one column or of several together.
    static func counts(_ columns: [Column], _ call: NumPyCall) throws -> Series {
        guard let first = columns.first else { return Series([], name: "count", labels: RowLabels(count: 0)) }
        let skips = try call.flag(.max, "dropna", true)
        var found: [CellKey: (count: Int, row: Int)] = [:]
        var check = StopCheck(call.work)
        for row in 0..<first.count {
            try check.pass(columns.count)
            if skips, columns.contains(where: { $0.isMissing(row) }) { continue }
            let key: CellKey = columns.count == 1 ? first.key(row) : .several(columns.map { $0.key(row) })
            found[key, default: (0, row)].count += 1
        }
        var order = try found.map { (key: $0.key, count: $0.value.count, row: $0.value.row) }
            .sorted(stoppedBy: call.work) { $0.row < $1.row }
        if columns.count == 1, first.levelOrder != .met {
            return try listedCounts(first, order.map(\.count), order.map(\.key), call)
        }
        if try call.flag(.max, "sort", true) {
            let rises = try call.flag(.max, "ascending")
            // Of equal counts the one that is met first.
            order = try order.sorted(stoppedBy: call.work) { a, b in
                a.count == b.count ? a.row < b.row : rises == (a.count < b.count)
            }
        }
        let isShare = try call.flag(.max, "normalize")
        let all = Double(order.reduce(0) { $0 + $1.count })
        var counts = Column(
            isShare ? "proportion" : "count",
            .numbers(order.map { isShare ? Double($0.count) / all : Double($0.count) }), isWhole: !isShare)
        counts.isNullable = columns.count == 1 && first.isNullable
        return Series(
            counts,
            labels: RowLabels(columns.map { $0.rows(at: order.map(\.row)) }))
    }
}
