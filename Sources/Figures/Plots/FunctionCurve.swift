// A function of one variable with the steps of runs on it.

import Numbers

extension Figure {
    /// A function of one variable with the steps of runs on it.
    public static func curve(
        _ surface: LossSurface, trajectories: [Trajectory] = [], options: PlotOptions = PlotOptions()
    ) -> Figure {
        let points = trajectories.flatMap(\.points).filter(\.isFinite).map(\.x)
        let across = options.x ?? View.fit(surface.x, points)
        let places = (0...600).map { across.lowerBound + (across.upperBound - across.lowerBound) * Double($0) / 600 }
        let line = places.map { Point($0, surface.value(Point($0, 0))) }
        let values = line.map(\.y).filter(\.isFinite)
        let axis = verticalAxis(surface.name, values, isLog: false, range: options.y)
        var layers: [PanelLayer] = [.curve(CurveLayer(line, isBackground: true))]
        for (index, trajectory) in trajectories.enumerated() {
            layers += trajectory.steps(on: surface.value, color: index)
        }
        for minimum in surface.minima.prefix(8) {
            let place = Point(minimum.x, surface.value(minimum))
            layers.append(.mark(Mark(.minimum, at: place, name: "minimum \(Tick.text(minimum.x))")))
        }
        let view = View(x: across, y: axis.range, isCurve: true)
        let sentence =
            trajectories.isEmpty
            ? "\(surface.name) lies between \(Sentence.number(values.min() ?? .nan)) and "
                + "\(Sentence.number(values.max() ?? .nan)) in this frame."
            : trajectories.map { Sentence.path($0, surface: surface, isCurve: true) }.joined(separator: " ")
        return Figure(
            title: options.title ?? title(surface.name, trajectories),
            caption: caption(surface.name, trajectories, view: view),
            sentence: sentence, panels: [Panel(x: Axis("x", across), y: axis, layers: layers)])
    }
}
