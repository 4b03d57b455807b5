public import Numbers

extension Trajectory {
    /// Its way over a function that is seen from above.
    public func way(color: Int = 0, isNamed: Bool = true) -> PanelLayer {
        .path(Path(points, name: isNamed ? label : "", color: color, dotEvery: dotEvery / stride))
    }

    /// Its steps on a function of one variable, with the signs of their start and their end.
    public func steps(
        on value: (Point) -> Double, color: Int = 0, isNamed: Bool = true
    ) -> [PanelLayer] {
        let steps = points.map { Point($0.x, value($0)) }
        var layers: [PanelLayer] = [
            .curve(CurveLayer(steps, name: isNamed ? label : "", color: color, hasDots: steps.count <= 200))
        ]
        if let start = steps.first { layers.append(.mark(Mark(.start, at: start, name: isNamed ? "start" : ""))) }
        if let end = steps.last, steps.count > 1 { layers.append(.mark(Mark(.end, at: end, color: color))) }
        return layers
    }
}
