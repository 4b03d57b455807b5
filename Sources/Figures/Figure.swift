public import Numbers

/// A picture as a value: what is drawn, in which frame, under which title, and what it says in words.
///
/// A figure knows nothing of gnuplot or terminals. `Script` turns it into text for gnuplot, `TextPicture` draws it in
/// characters, and both read the same layers, axes and colour scales.
public struct Figure: Sendable, Equatable {
    public var title: String
    /// The facts needed to make the picture again: function, rule, rate, start, steps, evaluations, clipping, seed.
    public var caption: [String]
    /// What the picture shows, in one to three plain sentences.
    public var sentence: String
    /// One panel, or several drawn side by side (small multiples).
    public var panels: [Panel]

    public init(title: String, caption: [String] = [], sentence: String = "", panels: [Panel]) {
        self.title = title
        self.caption = caption
        self.sentence = sentence
        self.panels = panels
    }
}

extension Figure {
    /// Whether all panels show the same stretch of the same axes, so that numbers at the outer edges are enough.
    var sharesAxes: Bool {
        guard let first = panels.first, panels.count > 1, !first.isSpatial else { return false }
        return panels.allSatisfy { $0.x == first.x && $0.y == first.y }
    }
}

/// One frame with its axes and everything drawn in it, first layer at the bottom.
public struct Panel: Sendable, Equatable {
    /// Above the frame; the figure's own title serves when there is only one panel.
    public var title: String
    public var x: Axis
    public var y: Axis
    /// The vertical axis of a surface.
    public var z: Axis
    /// How fields and surfaces are coloured; nil draws no colour bar.
    public var colors: ColorScale?
    public var layers: [Layer]
    /// Pixels: drawn without axes, a unit as wide as it is high.
    public var isImage = false

    public init(
        title: String = "", x: Axis, y: Axis, z: Axis = Axis("", 0...1), colors: ColorScale? = nil, layers: [Layer]
    ) {
        self.title = title
        self.x = x
        self.y = y
        self.z = z
        self.colors = colors
        self.layers = layers
    }

    /// Width over height of the frame of an image; nil where the frame takes the room there is.
    var aspect: Double? {
        guard isImage else { return nil }
        return (x.range.upperBound - x.range.lowerBound) / (y.range.upperBound - y.range.lowerBound)
    }

    /// Whether the panel is seen from the side, in three dimensions.
    var isSpatial: Bool {
        layers.contains { if case .surface = $0 { true } else { false } }
    }
}

/// One axis: what it measures and the stretch of it that is shown.
public struct Axis: Sendable, Equatable {
    public var label: String
    public var range: ClosedRange<Double>
    public var isLog: Bool
    /// Named places instead of numbers: the bars of a chart, the rules of a heat map.
    public var names: [Name]

    public struct Name: Sendable, Equatable {
        public var text: String
        public var place: Double
        public init(_ text: String, at place: Double) {
            self.text = text
            self.place = place
        }
    }

    /// A range that is empty, reversed or not finite is replaced by one that can be drawn.
    public init(_ label: String, _ range: ClosedRange<Double>, isLog: Bool = false, names: [Name] = []) {
        self.label = label
        self.isLog = isLog
        self.names = names
        self.range = Axis.drawable(range, isLog: isLog)
    }

    private static func drawable(_ range: ClosedRange<Double>, isLog: Bool) -> ClosedRange<Double> {
        var low = range.lowerBound.isFinite ? max(-1e300, min(1e300, range.lowerBound)) : (isLog ? 1e-3 : -1)
        var high = range.upperBound.isFinite ? max(-1e300, min(1e300, range.upperBound)) : 1
        if isLog {
            if high <= 0 { high = 1 }
            if low <= 0 { low = high * 1e-6 }
            if high / low < 1.05 { (low, high) = (low / 2, high * 2) }
        } else if high - low <= 1e-12 * max(abs(low), abs(high), 1e-300) {
            let pad = max(abs(low) * 0.1, 1e-9)
            (low, high) = (low - pad, high + pad)
        }
        return low...max(low, high)
    }

    /// Where a value lies along the axis: 0 at the lower end, 1 at the upper.
    func share(_ value: Double) -> Double {
        if isLog {
            guard value > 0 else { return -.infinity }
            return logShare(value)
        }
        let (low, high) = (range.lowerBound, range.upperBound)
        return (value / 2 - low / 2) / (high / 2 - low / 2)
    }
}

/// One thing drawn in a panel.
public enum Layer: Sendable, Equatable {
    /// A function of two variables as colours, with contour lines.
    case field(Field)
    /// A grid of kinds: basins, decisions, stable and unstable.
    case regions(Regions)
    /// The way of an optimizer over a landscape.
    case path(Path)
    /// A line over x, labelled at its end.
    case curve(Curve)
    /// The area between two curves.
    case band(Band)
    case points(Points)
    case bars(Bars)
    /// A marked and named place.
    case mark(Mark)
    /// A straight line across the frame at one value.
    case guide(Guide)
    /// A function of two variables seen from the side.
    case surface(Surface)
}

extension Figure: Presentable {
    public static var kind: String { "figure" }
    public var summary: String { "figure: \(title)" }
    public var json: JSON {
        .members([
            "kind": .string(Figure.kind), "title": .string(title), "caption": .array(caption.map { .string($0) }),
            "sentence": .string(sentence), "panels": .integer(panels.count),
        ])
    }

    /// The picture in characters, without colour.
    public func table(width: Int) -> String {
        let lines = TextPicture(width: width, height: 24, colors: .none, unicode: true).draw(self)
        return lines.joined(separator: "\n")
    }
}
