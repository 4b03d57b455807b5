import Answers

/// Kendall's τ-b: of all pairs of rows, how many more have one order in both columns than have the opposite one, ties counted out.
///
/// τ = (P − 2·D − Tₐ − T_b + Tₐ_b) / √(P − Tₐ) / √(P − T_b), with P pairs, D of them in opposite order, and T tied in a, in b, in both.
enum Kendall {
    /// - Returns: NaN for fewer than two rows, and where one column is the same everywhere.
    static func tau(_ a: [Double], _ b: [Double], _ work: Work) throws -> Double {
        guard a.count > 1, a.count == b.count else { return .nan }
        let order = try Array(a.indices).sorted(stoppedBy: work) { a[$0] == a[$1] ? b[$0] < b[$1] : a[$0] < a[$1] }
        let (x, y) = (order.map { a[$0] }, order.map { b[$0] })
        let all = pairs(a.count)
        let tiedInA = ties(x.count) { x[$0] == x[$0 - 1] }
        let tiedInBoth = ties(x.count) { x[$0] == x[$0 - 1] && y[$0] == y[$0 - 1] }
        let (inverted, ordered) = try inversions(y, work)
        let tiedInB = ties(ordered.count) { ordered[$0] == ordered[$0 - 1] }
        guard tiedInA < all, tiedInB < all else { return .nan }
        let difference = all - tiedInA - tiedInB + tiedInBoth - 2 * inverted
        let found = difference / (all - tiedInA).squareRoot() / (all - tiedInB).squareRoot()
        return Swift.min(1, Swift.max(-1, found))
    }

    private static func pairs(_ count: Int) -> Double { Double(count) * (Double(count) - 1) / 2 }

    /// How many pairs lie in runs of equal rows.
    private static func ties(_ count: Int, _ isAsBefore: (Int) -> Bool) -> Double {
        var (found, run) = (0.0, 1)
        for row in stride(from: 1, to: count, by: 1) {
            if isAsBefore(row) {
                run += 1
            } else {
                found += pairs(run)
                run = 1
            }
        }
        return found + pairs(run)
    }

    /// How many pairs stand in the wrong order, counted while they are merged into the right one (Knight, JASA 61, 1966).
    private static func inversions(_ numbers: [Double], _ work: Work) throws -> (count: Double, ordered: [Double]) {
        var (from, to, found, width) = (numbers, numbers, 0.0, 1)
        var check = StopCheck(work)
        while width < from.count {
            for start in stride(from: 0, to: from.count, by: 2 * width) {
                let (middle, end) = (Swift.min(start + width, from.count), Swift.min(start + 2 * width, from.count))
                var (left, right) = (start, middle)
                for place in start..<end {
                    try check.pass()
                    if left < middle, right >= end || from[left] <= from[right] {
                        to[place] = from[left]
                        left += 1
                    } else {
                        found += Double(middle - left)
                        to[place] = from[right]
                        right += 1
                    }
                }
            }
            swap(&from, &to)
            width *= 2
        }
        return (found, from)
    }
}
