/// Finds the name that was probably meant.
enum Spelling {
    /// The candidate with the fewest slips (a letter wrong, missing, added, or two swapped), at most a third of the
    /// letters and at least one slip allowed.
    static func nearest(to typed: String, in candidates: [String]) -> String? {
        let allowed = Swift.max(1, typed.count / 3 + (typed.count > 3 ? 1 : 0))
        let ranked = candidates.map { ($0, distance(Array(typed), Array($0))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= allowed else { return nil }
        return best.0
    }

    /// Optimal string alignment distance (Damerau 1964, without repeated edits of one place).
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var before = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in 0..<a.count {
            var current = [i + 1]
            for j in 0..<b.count {
                var cost = Swift.min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = Swift.min(cost, before[j - 1] + 1) }
                current.append(cost)
            }
            before = previous
            previous = current
        }
        return previous[b.count]
    }
}
