import Answers
import Arrays
import Datasets

/// Which rows stand together.
extension Grouping {
    /// The rows of equal keys, by their keys or as these are met.
    ///
    /// - Parameter dropsGaps: whether a row that lacks a key is in none.
    static func groups(
        _ keys: [Column], _ count: Int, dropsGaps: Bool, sorts: Bool, _ work: Work
    ) throws -> [[Int]] {
        if count > 1 << 15, keys.count == 1, case .numbers(let numbers) = keys[0].cells {
            return try groups(numbers, dropsGaps: dropsGaps, sorts: sorts, work)
        }
        var places: [CellKey: Int] = [:]
        var found: [(key: CellKey, rows: [Int])] = []
        // A million groups take long to be given back.
        defer { if found.count > HeldRows<Int>.few { LargeValue.leaveBehind(&found) } }
        var check = StopCheck(work)
        for row in 0..<count {
            try check.pass(keys.count)
            if dropsGaps, keys.contains(where: { $0.isMissing(row) }) { continue }
            let key: CellKey = keys.count == 1 ? keys[0].key(row) : .several(keys.map { $0.key(row) })
            if let place = places[key] {
                found[place].rows.append(row)
            } else {
                places[key] = found.count
                found.append((key, [row]))
            }
        }
        guard sorts else { return try found.map(stoppedBy: work, \.rows) }
        let order = try found.indices.sorted(stoppedBy: work) { found[$0].key < found[$1].key }
        return try order.map(stoppedBy: work) { found[$0].rows }
    }

    /// The rows of equal numbers: the rows in the order of their numbers, cut where one is another than the one before it.
    private static func groups(
        _ numbers: [Double], dropsGaps: Bool, sorts: Bool, _ work: Work
    ) throws -> [[Int]] {
        let order = try NDArray(numbers).argsorted(work: work).elements(as: Int.self, stoppedBy: work)
        var check = StopCheck(work)
        var found: [[Int]] = []
        do {
            var start = 0
            while start < order.count {
                let number = numbers[order[start]]
                if number.isNaN, dropsGaps { break }
                var end = start + 1
                while end < order.count, numbers[order[end]] == number || number.isNaN {
                    try check.pass()
                    end += 1
                }
                try check.pass()
                found.append(Array(order[start..<end]))
                start = end
            }
            return sorts ? found : try found.sorted(stoppedBy: work) { $0[0] < $1[0] }
        } catch {
            LargeValue.leaveBehind(&found)
            throw error
        }
    }
}
