/// A picture as a value: what is drawn, in which frame, under which title, and what it says in words.
///
/// A figure knows nothing of gnuplot or terminals. `GnuplotScript` turns it into text for gnuplot, `TextPicture` draws it in
/// characters, and both read the same layers, axes and colour scales.
public struct Figure: Sendable, Equatable {
    /// The line above the picture.
    public var title: String
    /// What is to be seen, in a sentence below the title, whole in every style; empty for none.
    public var message = ""
    /// The facts needed to make the picture again: function, rule, rate, start, steps, evaluations, clipping, seed.
    public var caption: [String]
    /// What the picture shows, in one to three plain sentences.
    public var sentence: String
    /// One panel, or several drawn side by side (small multiples).
    public var panels: [Panel]
    /// For whom it is drawn.
    public var style = FigureStyle.page
    /// Panels beside each other; nil for as many as fill the page.
    public var columns: Int?

    /// A picture of its panels.
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
    /// The horizontal axis.
    public var x: Axis
    /// The vertical axis; of a surface the one that goes into the depth.
    public var y: Axis
    /// The vertical axis of a surface.
    public var z: Axis
    /// How fields and surfaces are coloured.
    public var colors: ColorScale?
    /// Whether a bar beside the frame says which colour is which value, where there are colours.
    public var hasColorBar = true
    /// What is drawn, the first at the bottom.
    public var layers: [PanelLayer]
    /// Pixels: drawn without axes, a unit as wide as it is high.
    public var isImage = false
    /// Whether a unit of one axis is as long as one of the other.
    public var isEqual = false
    /// Whether lines stand behind the data where there is no field.
    public var hasGrid = true
    /// Where names are listed in the frame; nil for names beside what they name.
    public var legend: LegendPlace?
    /// Above the names of the list.
    public var legendTitle = ""
    /// A second vertical axis, on the right; what is measured on it is held in units of the first.
    public var second: Axis?
    /// A second horizontal axis, on top; what is measured on it is held in units of the first.
    public var top: Axis?
    /// From where three dimensions are seen; nil for a height that is the place in the colour scale, seen from the
    /// house's own eye.
    public var eye: Eye?

    /// A frame with what is drawn in it.
    public init(
        title: String = "", x: Axis, y: Axis, z: Axis = Axis("", 0...1), colors: ColorScale? = nil, layers: [PanelLayer]
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
        guard isImage || isEqual && !x.isLog && !y.isLog && !isSpatial else { return nil }
        return (x.range.upperBound - x.range.lowerBound) / (y.range.upperBound - y.range.lowerBound)
    }

    /// Whether a bar says which colour is which value.
    var showsBar: Bool { colors != nil && hasColorBar && (!isSpatial || eye != nil) }

    /// Whether the panel is seen from the side, in three dimensions.
    var isSpatial: Bool {
        eye != nil || layers.contains { if case .surface = $0 { true } else { false } }
    }
}

/// Where the names of what is drawn stand in a frame.
public enum LegendPlace: Sendable, Equatable {
    /// Where they cover the least.
    case best
    /// 0 at the left, 1 at the right; 0 at the bottom, 1 on top.
    case at(across: Double, up: Double)
}

/// From where three dimensions are seen, in degrees.
public struct Eye: Sendable, Equatable {
    /// Degrees above the floor: 0 from the side, 90 from above.
    public var elevation: Double
    /// About the vertical, from the first axis.
    public var azimuth: Double

    /// Half high, from the front right.
    public init(elevation: Double = 30, azimuth: Double = -60) {
        self.elevation = elevation
        self.azimuth = azimuth
    }
}
