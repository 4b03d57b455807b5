// Pictures of numbers over steps: losses, gradient norms, schedules, lists, seeds with their spread.

import Glibc

extension Figure {
    /// Curves over a common horizontal axis; the vertical axis is logarithmic where the values span decades and none is
    /// negative, unless `isLog` says otherwise.
    public static func curves(
        _ series: [DataSeries], title: String, x: String, y: String, caption: [String] = [], isLog: Bool? = nil,
        guides: [GuideLine] = [], sentence: String? = nil, options: PlotOptions = PlotOptions()
    ) -> Figure {
        let series = series.map { $0.thinned() }
        let xs = series.flatMap { $0.points.map(\.x) }.filter(\.isFinite)
        let across = options.x ?? ((xs.min() ?? 0)...(xs.max() ?? 1))
        let ys = series.flatMap { $0.points.map(\.y) + $0.low + $0.high }.filter(\.isFinite)
        let axis = verticalAxis(y, ys, isLog: isLog, range: options.y)
        var layers: [PanelLayer] = []
        for (index, one) in series.enumerated() where !one.low.isEmpty && one.low.count == one.high.count {
            layers.append(
                .band(Band(x: one.points.map(\.x), low: one.low, high: one.high, name: "", color: index)))
        }
        layers += guides.map { .guide($0) }
        for (index, one) in series.enumerated() {
            let isSparse = one.points.count <= 12
            layers.append(
                .curve(
                    CurveLayer(
                        one.points, name: series.count == 1 && one.name == y ? "" : one.name, color: index,
                        isDashed: one.isDashed, hasDots: isSparse)))
        }
        var panel = Panel(x: Axis(x, across), y: axis, layers: layers)
        panel.x.isWhole = !xs.isEmpty && xs.allSatisfy { $0 == $0.rounded() }
        return Figure(
            title: options.title ?? title, caption: caption,
            sentence: sentence ?? series.map { Sentence.curve($0, x: x, y: y) }.joined(separator: " "), panels: [panel])
    }

    /// The loss of each run at each step.
    public static func lossCurves(_ trajectories: [Trajectory], options: PlotOptions = PlotOptions()) -> Figure {
        ofRuns(trajectories, what: "loss", options: options, values: \.losses, label: \.label)
    }

    /// The length of the gradient at each step.
    public static func gradientCurves(_ trajectories: [Trajectory], options: PlotOptions = PlotOptions()) -> Figure {
        ofRuns(trajectories, what: "gradient norm", options: options, values: \.gradientNorms, label: \.name)
    }

    private static func ofRuns(
        _ trajectories: [Trajectory], what: String, options: PlotOptions, values: (Trajectory) -> [Double],
        label: (Trajectory) -> String
    ) -> Figure {
        let landscapes = Set(trajectories.map(\.landscape))
        let place = landscapes.count == 1 ? landscapes.first ?? "" : "\(landscapes.count) landscapes"
        let one = trajectories.count == 1 ? trajectories.first.map { "\($0.name) on " } ?? "" : ""
        return curves(
            trajectories.map { $0.series(label($0), values($0)) },
            title: "\(what.prefix(1).uppercased())\(what.dropFirst()) of \(one)\(place)", x: "step", y: what,
            caption: caption(place, trajectories), options: options)
    }

    /// A vertical axis that holds the values with a little air. On a log axis zeros and sinking ends are cut off
    /// sixteen decades below the top: what lies there is rounding.
    static func verticalAxis(
        _ label: String, _ values: [Double], isLog: Bool?, range: ClosedRange<Double>? = nil
    ) -> Axis {
        let positive = values.filter { $0 > 0 }
        let low = values.min() ?? 0
        let high = values.max() ?? 1
        let floor = positive.min() ?? 1
        let log = isLog ?? (low >= 0 && !positive.isEmpty && high / floor > 50)
        if let range { return Axis(label, range, isLog: log && range.lowerBound > 0) }
        if log {
            // Nothing above 0 leaves nothing to show on a log axis but the axis.
            guard !positive.isEmpty else { return Axis(label, 0...1, isLog: true) }
            let bottom = max(floor, high * 1e-16)
            let air = pow(high / bottom, 0.04)
            return Axis(label, (bottom / air)...(max(high, bottom) * air), isLog: true)
        }
        let air = (high - low) * 0.05
        return Axis(label, (low - air)...(high + air))
    }
}
