import Numbers

/// The stretch of a landscape that is shown.
struct View {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    var isCurve = false

    /// The landscape's own frame, widened for a path that stays near it; a path that runs away does not shrink the
    /// rest to a speck, it is cut at the frame. A wide domain is narrowed to the runs and the minima when these take
    /// less than a fifth of it.
    init(_ surface: LossSurface, trajectories: [Trajectory], options: PlotOptions) {
        let points =
            trajectories.flatMap(\.points).filter(\.isFinite) + (trajectories.isEmpty ? [] : surface.minima.prefix(1))
        x = options.x ?? View.fit(surface.x, points.map(\.x))
        y = options.y ?? View.fit(surface.y, points.map(\.y))
    }

    init(x: ClosedRange<Double>, y: ClosedRange<Double>, isCurve: Bool) {
        self.x = x
        self.y = y
        self.isCurve = isCurve
    }

    static func fit(_ domain: ClosedRange<Double>, _ values: [Double]) -> ClosedRange<Double> {
        let span = domain.upperBound - domain.lowerBound
        guard let low = values.min(), let high = values.max(), span > 0 else { return domain }
        if high - low < span / 5, low >= domain.lowerBound, high <= domain.upperBound {
            let pad = max((high - low) * 0.6, span / 12)
            return max(domain.lowerBound, low - pad)...min(domain.upperBound, high + pad)
        }
        let reach = 0.5 * span
        let left = low < domain.lowerBound ? max(low - 0.05 * span, domain.lowerBound - reach) : domain.lowerBound
        let right = high > domain.upperBound ? min(high + 0.05 * span, domain.upperBound + reach) : domain.upperBound
        return left...right
    }

    func contains(_ p: Point) -> Bool { x.contains(p.x) && (isCurve || y.contains(p.y)) }
    func visible(_ points: [Point]) -> [Point] { points.filter(contains) }
    func leaves(_ trajectory: Trajectory) -> Bool { trajectory.points.contains { !contains($0) } }
}
