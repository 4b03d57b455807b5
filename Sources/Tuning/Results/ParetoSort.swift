/// Points of several losses in fronts: the first is dominated by nobody, the next only by the first, and so on.
///
/// Sorted lexicographically, each point is put into the first front of which no member dominates it (Zhang et al. 2015,
/// "efficient non-dominated sort"); of two losses the last member alone decides.
public struct ParetoSort: Sendable {
    /// The points' indices, front by front, each in increasing order.
    public let fronts: [[Int]]
    /// The front of each point, 0 for those that no other dominates.
    public let ranks: [Int]
    let losses: [[Double]]

    /// - Parameter losses: a point each, all of as many numbers; smaller is better, NaN counts as worst.
    public init(_ losses: [[Double]]) { self.init(losses, check: {}) }

    /// The same.
    ///
    /// - Parameter check: is called for each point, and may end the sorting.
    init(_ losses: [[Double]], check: () throws -> Void) rethrows {
        let losses = losses.map { $0.map { $0.isNaN ? .infinity : $0 } }
        self.losses = losses
        let order = losses.indices.sorted { a, b in
            for (x, y) in zip(losses[a], losses[b]) where x != y { return x < y }
            return a < b
        }
        var fronts: [[Int]] = []
        var ranks = [Int](repeating: 0, count: losses.count)
        let isPlane = losses.first?.count == 2
        for index in order {
            try check()
            let point = losses[index]
            func isDominated(in front: [Int]) -> Bool {
                if isPlane { return front.last.map { ParetoSort.dominates(losses[$0], point) } ?? false }
                return front.reversed().contains { ParetoSort.dominates(losses[$0], point) }
            }
            var (low, high) = (0, fronts.count)
            if isPlane {
                while low < high {
                    let middle = (low + high) / 2
                    if isDominated(in: fronts[middle]) { low = middle + 1 } else { high = middle }
                }
            } else {
                while low < high, isDominated(in: fronts[low]) { low += 1 }
            }
            if low == fronts.count { fronts.append([]) }
            fronts[low].append(index)
            ranks[index] = low
        }
        self.fronts = fronts.map { $0.sorted() }
        self.ranks = ranks
    }

    /// Whether a dominates b: none of its losses is larger and one is smaller. Losses are minimised; NaN is neither.
    public static func dominates(_ a: [Double], _ b: [Double]) -> Bool {
        var isBetter = false
        for (x, y) in zip(a, b) {
            if x > y { return false }
            if x < y { isBetter = true }
        }
        return isBetter
    }

    /// The crowding distance of each point of a front (Deb et al. 2002): the sum over the losses of the distance between its
    /// two neighbours, as a share of the front's range; ∞ for the outermost.
    func crowding(_ front: [Int]) -> [Double] {
        var distances = [Double](repeating: 0, count: front.count)
        for axis in 0..<(losses.first?.count ?? 0) {
            let order = front.indices.sorted { losses[front[$0]][axis] < losses[front[$1]][axis] }
            guard let first = order.first, let last = order.last else { continue }
            let range = losses[front[last]][axis] - losses[front[first]][axis]
            distances[first] = .infinity
            distances[last] = .infinity
            guard range > 0, range.isFinite, order.count > 2 else { continue }
            for place in 1..<order.count - 1 {
                let gap = losses[front[order[place + 1]]][axis] - losses[front[order[place - 1]]][axis]
                distances[order[place]] += gap / range
            }
        }
        return distances
    }
}
