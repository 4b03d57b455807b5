public import Numbers

/// One line of a picture of curves.
public struct DataSeries: Sendable, Equatable {
    /// What stands at its end; the label of the axis where there is one line only.
    public var name: String
    /// Places in the order in which they are joined; one that is not finite breaks the line.
    public var points: [Point]
    /// The range over seeds or folds, lower and upper value at each point's x; empty for none.
    public var low: [Double]
    /// As many as `low`.
    public var high: [Double]
    /// Whether it goes with the line before it: validation beside training.
    public var isDashed: Bool

    /// A line through given places.
    public init(
        _ name: String, _ points: [Point], low: [Double] = [], high: [Double] = [], isDashed: Bool = false
    ) {
        self.name = name
        self.points = points
        self.low = low
        self.high = high
        self.isDashed = isDashed
    }

    /// Points of a line at most: four for every pixel of a wide page.
    static let most = 1 << 14

    /// The line with few enough points to be drawn at once, of the same look: from each of many stretches its first and
    /// last place, its lowest, highest, leftmost and rightmost one, and a break where there is one.
    ///
    /// - Parameter isStopped: once it is so, what is left is not looked at.
    func thinned(until isStopped: () -> Bool = { false }) -> DataSeries {
        guard points.count > DataSeries.most else { return self }
        let kept = DataSeries.outline(points, until: isStopped)
        var thin = DataSeries(name, kept.map { points[$0] }, isDashed: isDashed)
        if low.count == points.count, high.count == points.count {
            (thin.low, thin.high) = (kept.map { low[$0] }, kept.map { high[$0] })
        }
        return thin
    }

    /// The places of the points that are kept of so many.
    static func outline(_ points: [Point], until isStopped: () -> Bool) -> [Int] {
        // Up to seven are kept of each.
        let stretches = most / 8
        var kept: [Int] = []
        kept.reserveCapacity(most)
        for stretch in 0..<stretches {
            if isStopped() { break }
            let range = (stretch * points.count / stretches)..<((stretch + 1) * points.count / stretches)
            guard let first = range.first(where: { points[$0].isFinite }) else {
                kept += range.prefix(1)
                continue
            }
            var (low, high, left, right, last) = (first, first, first, first, first)
            var gap: Int?
            for index in range {
                let point = points[index]
                guard point.isFinite else {
                    gap = gap ?? index
                    continue
                }
                if point.y < points[low].y { low = index }
                if point.y > points[high].y { high = index }
                if point.x < points[left].x { left = index }
                if point.x > points[right].x { right = index }
                last = index
            }
            kept += Set([first, low, high, left, right, last] + (gap.map { [$0] } ?? [])).sorted()
        }
        return kept
    }

    /// A line through values at 0, 1, 2 …: a list.
    public init(_ name: String, values: [Double], isDashed: Bool = false) {
        self.init(name, values.enumerated().map { Point(Double($0.offset), $0.element) }, isDashed: isDashed)
    }
}
