// Groups of points.

import Numbers

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
        layers += groups.map { .points($0) }
        let panel = Panel(x: Axis(x, across), y: Axis(y, up), layers: layers)
        let names = groups.map { "\($0.points.count) \($0.name.isEmpty ? "points" : $0.name)" }
        return Figure(
            title: options.title ?? title, caption: caption,
            sentence: "\(names.joined(separator: ", ")); \(x) against \(y).", panels: [panel])
    }
}
