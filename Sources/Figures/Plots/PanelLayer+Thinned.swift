public import Answers
import Numbers

extension PanelLayer {
    /// Points at most that are all drawn: more than a screen has places for them.
    private static let most = 200_000

    /// With few enough places to be drawn at once where it has very many, and of the same look: of a line its outline, of points one
    /// for each cell of a grid as fine as a screen.
    ///
    /// - Throws: `Stopped` once the work was stopped.
    public func thinned(stoppedBy work: Work) throws -> PanelLayer {
        switch self {
        case .curve(var curve) where curve.shown == nil && curve.points.count > DataSeries.most:
            curve.points = DataSeries("", curve.points).thinned(until: { work.isCancelled }).points
            if work.isCancelled { throw Stopped() }
            return .curve(curve)
        case .points(var points) where points.points.count > PanelLayer.most:
            let kept = try PanelLayer.apart(points.points, work)
            if points.tints.count == points.points.count {
                points.tints = kept.map { [tints = points.tints] in tints[$0] }
            }
            if points.sizes.count == points.points.count {
                points.sizes = kept.map { [sizes = points.sizes] in sizes[$0] }
            }
            points.points = kept.map { [all = points.points] in all[$0] }
            return .points(points)
        default: return self
        }
    }

    /// The first point in each cell of a grid over all of them.
    private static func apart(_ points: [Point], _ work: Work) throws -> [Int] {
        let (columns, rows) = (640, 480)
        var check = StopCheck(work)
        var (low, high) = (Point(.infinity, .infinity), Point(-.infinity, -.infinity))
        for point in points {
            try check.pass()
            guard point.isFinite else { continue }
            low = Point(min(low.x, point.x), min(low.y, point.y))
            high = Point(max(high.x, point.x), max(high.y, point.y))
        }
        func cell(_ value: Double, _ low: Double, _ high: Double, _ count: Int) -> Int {
            guard high > low else { return 0 }
            return max(0, min(count - 1, Int(saturating: (value - low) / (high - low) * Double(count))))
        }
        var isTaken = [Bool](repeating: false, count: columns * rows)
        var kept: [Int] = []
        for (index, point) in points.enumerated() {
            try check.pass()
            guard point.isFinite else { continue }
            let place = cell(point.y, low.y, high.y, rows) * columns + cell(point.x, low.x, high.x, columns)
            if !isTaken[place] { kept.append(index) }
            isTaken[place] = true
        }
        return kept
    }
}
