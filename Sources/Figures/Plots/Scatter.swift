// Groups of points.

import Answers
import Numbers

extension Points {
    /// Points of a group at most that are all drawn.
    private static let most = 1 << 14

    /// The points with few enough of them to be drawn at once: of many, one for each cell of a grid as fine as the signs.
    fileprivate func thinned(in x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Points {
        guard points.count > Points.most else { return self }
        let (columns, rows) = (256, 192)
        func cell(_ value: Double, _ range: ClosedRange<Double>, _ count: Int) -> Int {
            let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
            return max(-1, min(count, Int(saturating: (share * Double(count)).rounded(.down))))
        }
        var isTaken = [Bool](repeating: false, count: (columns + 2) * (rows + 2))
        var thin = self
        thin.points = points.filter { point in
            guard point.isFinite else { return false }
            let place = (cell(point.y, y, rows) + 1) * (columns + 2) + cell(point.x, x, columns) + 1
            defer { isTaken[place] = true }
            return !isTaken[place]
        }
        return thin
    }
}

extension Figure {
    /// Groups of points, with a line where one is expected (prediction = truth).
    public static func scatter(
        _ groups: [Points], title: String, x: String, y: String, diagonal: String? = nil, caption: [String] = [],
        options: PlotOptions = PlotOptions()
    ) -> Figure {
        let all = groups.flatMap(\.points).filter(\.isFinite)
        func range(_ values: [Double]) -> ClosedRange<Double> {
            let (low, high) = (values.min() ?? 0, values.max() ?? 1)
            return (low - (high - low) * 0.06)...(high + (high - low) * 0.06)
        }
        var across = options.x ?? range(all.map(\.x))
        var up = options.y ?? range(all.map(\.y))
        var layers: [PanelLayer] = []
        if let diagonal {
            let both = min(across.lowerBound, up.lowerBound)...max(across.upperBound, up.upperBound)
            (across, up) = (both, both)
            let ends = [Point(both.lowerBound, both.lowerBound), Point(both.upperBound, both.upperBound)]
            layers.append(.curve(CurveLayer(ends, name: diagonal, color: 2, isDashed: true, isBackground: true)))
        }
        layers += groups.map { .points($0.thinned(in: across, up)) }
        let panel = Panel(x: Axis(x, across), y: Axis(y, up), layers: layers)
        let names = groups.map { "\($0.points.count) \($0.name.isEmpty ? "points" : $0.name)" }
        return Figure(
            title: options.title ?? title, caption: caption,
            sentence: "\(names.joined(separator: ", ")); \(x) against \(y).", panels: [panel])
    }
}
