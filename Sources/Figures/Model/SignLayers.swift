// Layers that are single signs in the plane: points, a marked place, arrows, a text.

public import Numbers

/// Places with a sign on each.
public struct Points: Sendable, Equatable {
    /// Those that are not finite are left out.
    public var points: [Point]
    /// What the legend says; empty for nothing.
    public var name: String
    /// Their place in the colour cycle.
    public var color: Int
    /// The sign at each place.
    public var symbol: Symbol
    /// How large the sign is, 1 for a plain one.
    public var size = 1.0
    /// A colour for each point; empty for one colour for all.
    public var tints: [Color] = []
    /// A size for each point; empty for one size for all.
    public var sizes: [Double] = []
    /// The line around each sign; nil for none.
    public var edge: Color?
    /// From 0, invisible, to 1.
    public var opacity = 1.0

    /// A disc, a ring, and five more.
    public enum Symbol: Int, Sendable, Equatable { case dot, circle, cross, triangle, square, diamond, star }

    /// Dots unless another sign is named.
    public init(_ points: [Point], name: String = "", color: Int = 0, symbol: Symbol = .dot) {
        self.points = points
        self.name = name
        self.color = color
        self.symbol = symbol
    }
}

/// A marked and named place.
public struct Mark: Sendable, Equatable {
    /// What the place is; each has a sign of its own, but a label, which is its name alone.
    public enum Kind: Sendable, Equatable { case start, end, minimum, saddle, maximum, note, label }
    /// What the place is, which decides its sign and its colour.
    public var kind: Kind
    /// Where it is.
    public var point: Point
    /// The label beside it; empty for none.
    public var name: String
    /// The path it belongs to, for its colour.
    public var color: Int?

    /// A sign at a place.
    public init(_ kind: Kind, at point: Point, name: String = "", color: Int? = nil) {
        self.kind = kind
        self.point = point
        self.name = name
        self.color = color
    }

    /// The colour of its sign: red for minima, ink for starts, otherwise that of its path.
    var tint: Color {
        switch kind {
        case .minimum: Color(0xd11d3a)
        case .start: .ink
        default: color.map(Color.cycled) ?? .ink
        }
    }
}

/// Arrows that begin at places of the plane.
public struct Arrows: Sendable, Equatable {
    /// Where each begins, in units of the axes.
    public var from: [Point]
    /// How far each reaches, and where to; as many as `from`.
    public var by: [Point]
    /// How much of `by` is one unit of the axes, when arrows end where they point to; nil for directions on the page, with
    /// lengths that leave each other room.
    public var scale: Double?
    /// What the legend says; empty for nothing.
    public var name: String
    /// Their place in the colour cycle.
    public var color: Int
    /// A colour for each; empty for one colour for all.
    public var tints: [Color] = []

    /// Arrows of one colour that show directions: their lengths leave each other room.
    public init(_ from: [Point], by: [Point], name: String = "", color: Int = 2) {
        self.from = from
        self.by = by
        self.name = name
        self.color = color
    }
}

/// A text at its place.
public struct Note: Sendable, Equatable {
    /// What is written.
    public var text: String
    /// Where: in the axes' units, or in shares of the frame.
    public var place: Point
    /// Whether the place is one of the frame: (0, 0) bottom left to (1, 1) top right.
    public var isOfFrame = false
    /// The place of the axes that an arrow leads to; nil for none.
    public var target: Point?
    /// The place's share of the text's width that lies left of it: 0 for a text that begins there, 0.5 for one about it.
    public var across = 0.0
    /// The share of the text's height that lies below it.
    public var up = 0.25
    /// From the place, right and up, in points.
    public var shift = Point(0, 0)
    /// The colour of the text; ink unless another is given.
    public var color = Color(0x1a1a1a)
    /// Of the arrow; nil for that of the text.
    public var arrowColor: Color?
    /// In units of ordinary text.
    public var size = 0.9
    /// Whether it is set bold.
    public var isBold = false
    /// Whether it stands on white.
    public var isVeiled = false

    /// A text that begins at a place.
    public init(_ text: String, at place: Point) {
        self.text = text
        self.place = place
    }
}
