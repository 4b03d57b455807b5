// Pictures of numbers over steps: losses, gradient norms, schedules, lists, seeds with their spread.

import Glibc
public import Numbers

/// One line of a picture of curves.
public struct Series: Sendable, Equatable {
    public var name: String
    public var points: [Point]
    /// The range over seeds or folds, lower and upper value at each point's x; empty for none.
    public var low: [Double]
    public var high: [Double]
    public var isDashed: Bool

    public init(
        _ name: String, _ points: [Point], low: [Double] = [], high: [Double] = [], isDashed: Bool = false
    ) {
        self.name = name
        self.points = points
        self.low = low
        self.high = high
        self.isDashed = isDashed
    }

    /// Values over 0, 1, 2, …
    public init(_ name: String, values: [Double], isDashed: Bool = false) {
        self.init(name, values.enumerated().map { Point(Double($0.offset), $0.element) }, isDashed: isDashed)
    }
}

extension Figure {
    /// Curves over a common horizontal axis; the vertical axis is logarithmic where the values span decades and none is
    /// negative, unless `isLog` says otherwise.
    public static func curves(
        _ series: [Series], title: String, x: String, y: String, caption: [String] = [], isLog: Bool? = nil,
        guides: [Guide] = [], sentence: String? = nil, options: PlotOptions = PlotOptions()
    ) -> Figure {
        let xs = series.flatMap { $0.points.map(\.x) }.filter(\.isFinite)
        let across = options.x ?? ((xs.min() ?? 0)...(xs.max() ?? 1))
        let ys = series.flatMap { $0.points.map(\.y) + $0.low + $0.high }.filter(\.isFinite)
        let axis = verticalAxis(y, ys, isLog: isLog, range: options.y)
        var layers: [Layer] = []
        for (index, one) in series.enumerated() where !one.low.isEmpty && one.low.count == one.high.count {
            layers.append(
                .band(Band(x: one.points.map(\.x), low: one.low, high: one.high, name: "", color: index)))
        }
        layers += guides.map { .guide($0) }
        for (index, one) in series.enumerated() {
            let isSparse = one.points.count <= 12
            layers.append(
                .curve(
                    Curve(
                        one.points, name: series.count == 1 && one.name == y ? "" : one.name, color: index,
                        isDashed: one.isDashed, hasDots: isSparse)))
        }
        let panel = Panel(x: Axis(x, across), y: axis, layers: layers)
        return Figure(
            title: options.title ?? title, caption: caption,
            sentence: sentence ?? series.map { Story.curve($0, x: x, y: y) }.joined(separator: " "), panels: [panel])
    }

    /// The loss of each run at each step.
    public static func lossCurves(_ walks: [Walk], options: PlotOptions = PlotOptions()) -> Figure {
        ofRuns(walks, what: "loss", options: options) {
            $0.losses
        } label: {
            $0.label
        }
    }

    /// The length of the gradient at each step.
    public static func gradientCurves(_ walks: [Walk], options: PlotOptions = PlotOptions()) -> Figure {
        ofRuns(walks, what: "gradient norm", options: options) {
            $0.gradientNorms
        } label: {
            $0.name
        }
    }

    private static func ofRuns(
        _ walks: [Walk], what: String, options: PlotOptions, _ values: (Walk) -> [Double],
        label: (Walk) -> String
    ) -> Figure {
        let landscapes = Set(walks.map(\.landscape))
        let place = landscapes.count == 1 ? landscapes.first ?? "" : "\(landscapes.count) landscapes"
        let one = walks.count == 1 ? walks.first.map { "\($0.name) on " } ?? "" : ""
        return curves(
            walks.map { $0.series(label($0), values($0)) },
            title: "\(what.prefix(1).uppercased())\(what.dropFirst()) of \(one)\(place)", x: "step", y: what,
            caption: caption(place, walks), options: options)
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

    /// Loss after a run against its learning rate, with the border beyond which runs diverge.
    ///
    /// - Parameters:
    ///   - rates: learning rates, above 0.
    ///   - losses: the final losses; not finite where a run diverged.
    ///   - border: the largest stable rate, 2/λmax for plain gradient descent, when it is known.
    public static func sweep(
        rates: [Double], losses: [Double], border: Double? = nil, parameter: String = "learning rate", title: String,
        caption: [String] = [], options: PlotOptions = PlotOptions()
    ) -> Figure {
        let pairs = zip(rates, losses).filter { $0.0.isFinite }.sorted { $0.0 < $1.0 }
        let good = pairs.filter { $0.1.isFinite && abs($0.1) < 1e12 }
        let bad = pairs.filter { !($0.1.isFinite && abs($0.1) < 1e12) }
        let isLog = pairs.allSatisfy { $0.0 > 0 } && (pairs.last?.0 ?? 1) / (pairs.first?.0 ?? 1) > 5
        let low = pairs.first?.0 ?? 0
        let high = pairs.last?.0 ?? 1
        let axis = verticalAxis("loss after the run", good.map(\.1), isLog: nil, range: options.y)
        var layers: [Layer] = []
        if let border { layers.append(.guide(Guide(.vertical, at: border, name: "stable up to \(Tick.text(border))"))) }
        layers.append(.curve(Curve(good.map { Point($0.0, $0.1) }, color: 3, hasDots: true)))
        let best = good.min { $0.1 < $1.1 }
        if let best {
            let name = "best \(Tick.text(best.0, digits: 3)): loss \(Tick.text(best.1, digits: 3))"
            layers.append(.mark(Mark(.end, at: Point(best.0, best.1), name: name, color: 3)))
        }
        if !bad.isEmpty {
            let top = axis.range.upperBound
            layers.append(
                .points(Points(bad.map { Point($0.0, top) }, name: "diverged", color: 0, symbol: .cross)))
        }
        var text =
            best.map { "The loss is lowest, \(Story.number($0.1)), at \(parameter) \(Story.number($0.0))." } ?? ""
        if let first = bad.first {
            text += " \(bad.count) of \(pairs.count) runs diverged, the first at \(Story.number(first.0))."
        }
        if let border { text += " Steps are stable up to \(Story.number(border))." }
        let across = options.x ?? (isLog ? (low / 1.15)...(high * 1.15) : low...high)
        return Figure(
            title: options.title ?? title, caption: caption, sentence: text,
            panels: [Panel(x: Axis(parameter, across, isLog: isLog), y: axis, layers: layers)])
    }

    /// A function of one variable with the steps of runs on it.
    public static func curve(
        _ scene: Scene, walks: [Walk] = [], options: PlotOptions = PlotOptions()
    ) -> Figure {
        let points = walks.flatMap(\.points).filter(\.isFinite).map(\.x)
        let across = options.x ?? View.fit(scene.x, points)
        let places = (0...600).map { across.lowerBound + (across.upperBound - across.lowerBound) * Double($0) / 600 }
        let line = places.map { Point($0, scene.value(Point($0, 0))) }
        let values = line.map(\.y).filter(\.isFinite)
        let axis = verticalAxis(scene.name, values, isLog: false, range: options.y)
        var layers: [Layer] = [.curve(Curve(line, isBackground: true))]
        for (index, walk) in walks.enumerated() {
            let steps = walk.points.map { Point($0.x, scene.value($0)) }
            layers.append(.curve(Curve(steps, name: walk.label, color: index, hasDots: steps.count <= 200)))
            if let start = steps.first { layers.append(.mark(Mark(.start, at: start, name: "start"))) }
            if let end = steps.last, steps.count > 1 { layers.append(.mark(Mark(.end, at: end, color: index))) }
        }
        for minimum in scene.minima.prefix(8) {
            let place = Point(minimum.x, scene.value(minimum))
            layers.append(.mark(Mark(.minimum, at: place, name: "minimum \(Tick.text(minimum.x))")))
        }
        let view = View(x: across, y: axis.range, isCurve: true)
        let sentence =
            walks.isEmpty
            ? "\(scene.name) lies between \(Story.number(values.min() ?? .nan)) and "
                + "\(Story.number(values.max() ?? .nan)) in this frame."
            : walks.map { Story.path($0, scene: scene, isCurve: true) }.joined(separator: " ")
        return Figure(
            title: options.title ?? title(scene.name, walks), caption: caption(scene.name, walks, view: view),
            sentence: sentence, panels: [Panel(x: Axis("x", across), y: axis, layers: layers)])
    }
}

extension Story {
    /// `Adam: loss falls from 12.5 to 0.11 over 500 steps, lowest 0.09 at 430.`
    static func curve(_ series: Series, x: String, y: String) -> String {
        let points = series.points.filter(\.isFinite)
        guard let first = points.first, let last = points.last else { return "\(series.name): no finite values." }
        guard points.count > 1 else { return "\(series.name): \(number(first.y)) at \(x) \(number(first.x))." }
        let verb = last.y < first.y ? "falls" : last.y > first.y ? "rises" : "ends where it began,"
        var text = "\(series.name.isEmpty || series.name == y ? y : "\(series.name): \(y)") \(verb) "
        text += last.y == first.y ? "at \(number(last.y))" : "from \(number(first.y)) to \(number(last.y))"
        text += " between \(x) \(number(first.x)) and \(number(last.x))"
        if let lowest = points.min(by: { $0.y < $1.y }), lowest.y < min(first.y, last.y) {
            text += ", lowest \(number(lowest.y)) at \(number(lowest.x))"
        }
        if let highest = points.max(by: { $0.y < $1.y }), highest.y > max(first.y, last.y) {
            text += ", highest \(number(highest.y)) at \(number(highest.x))"
        }
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
