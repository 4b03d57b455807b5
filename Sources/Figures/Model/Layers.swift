// What each layer of a panel holds: data and the few choices that a picture's maker has. How a layer looks is decided
// where it is drawn.

public import Numbers

/// One thing drawn in a panel.
public enum PanelLayer: Sendable, Equatable {
    /// A function of two variables as colours, with contour lines.
    case field(Field)
    /// A grid of kinds: basins, decisions, stable and unstable.
    case regions(Regions)
    /// The way of an optimizer over a landscape.
    case path(Path)
    /// A line over x, labelled at its end.
    case curve(CurveLayer)
    /// The area between two curves.
    case band(Band)
    case points(Points)
    case bars(Bars)
    /// A marked and named place.
    case mark(Mark)
    /// A straight line across the frame at one value.
    case guide(GuideLine)
    /// A function of two variables seen from the side.
    case surface(SurfaceLayer)
    /// A line or points in three dimensions.
    case space(SpaceLayer)
    /// A field of arrows: gradients.
    case arrows(Arrows)
    /// A text at its place, with an arrow to another one where it speaks of that.
    case note(Note)
}

/// A function of two variables as colours of the panel's scale.
public struct Field: Sendable, Equatable {
    /// The function's values.
    public var grid: ValueGrid
    /// Whether lines of equal value are drawn over the colours.
    public var hasContours: Bool
    /// Whether the colours are drawn, or the lines alone.
    public var isFilled = true
    /// The values of the lines; nil for those of the colour scale's numbers.
    public var levels: [Double]?
    /// Whether each line says its value.
    public var hasNumbers = false
    /// The colours of the lines, again from the first where there are more; empty for those of the scale.
    public var lineColors: [Color] = []
    /// How wide the lines are, 1 for plain ones.
    public var lineWeight = 1.0

    /// A field with its contour lines.
    public init(_ grid: ValueGrid, hasContours: Bool = true) {
        self.grid = grid
        self.hasContours = hasContours
    }
}

/// A grid of kinds. `kind` indexes `names`; −1 is none of them. `shade` 0…1 lightens a cell (steps taken, uncertainty).
public struct Regions: Sendable, Equatable {
    /// Cells across.
    public var columns: Int
    /// Cells up.
    public var rows: Int
    /// The middles of the first and last column.
    public var x: ClosedRange<Double>
    /// The middles of the first and last row.
    public var y: ClosedRange<Double>
    /// The kind of each cell, row by row from the bottom left.
    public var kinds: [Int]
    /// How much each cell is lightened, 0…1; empty for not at all.
    public var shades: [Double]
    /// What each kind is called in the legend; an empty name is left out.
    public var names: [String]
    /// The colour of each kind; of more kinds the first colours again.
    public var colors: [Color]
    /// What the shade means, for the caption: `paler: more steps`.
    public var shadeMeaning: String
    /// Cells from one image to the next on a sheet of many square images; 0 for anything else.
    public var tile = 0
    /// A text in each cell, for tables that are small enough to read.
    public var texts: [String] = []
    /// Where each cell lies between low and high, 0…1, when the kinds stand for amounts: what a picture without colours
    /// shows as density.
    public var places: [Double] = []

    /// Cells with their kinds.
    public init(
        columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, kinds: [Int], names: [String],
        shades: [Double] = [], colors: [Color] = Color.areas, shadeMeaning: String = ""
    ) {
        self.columns = columns
        self.rows = rows
        self.x = x
        self.y = y
        self.kinds = kinds
        self.names = names
        self.shades = shades
        self.colors = colors
        self.shadeMeaning = shadeMeaning
    }

    /// The colour of one cell; nil for none of the kinds.
    func color(at index: Int) -> Color? {
        let kind = kinds[index]
        guard kind >= 0, !colors.isEmpty else { return nil }
        let color = colors[kind % colors.count]
        return shades.indices.contains(index)
            ? color.mixed(with: .white, share: 0.75 * max(0, min(1, shades[index]))) : color
    }
}

/// The way of an optimizer over a landscape, seen from above.
public struct Path: Sendable, Equatable {
    /// The places reached, the start first; one that is not finite breaks the line.
    public var points: [Point]
    /// The label drawn beside it: `Adam(lr=0.05): loss 0.11`.
    public var name: String
    /// Its place in the colour cycle.
    public var color: Int
    /// A dot every so many steps, so that speed becomes visible; 0 draws none.
    public var dotEvery: Int
    /// How many of the points are drawn; an animation shows more of them in each frame, with its labels at rest.
    public var shown: Int

    /// A path drawn to its end.
    public init(_ points: [Point], name: String, color: Int = 0, dotEvery: Int = 0) {
        self.points = points
        self.name = name
        self.color = color
        self.dotEvery = dotEvery
        shown = points.count
    }

    var visiblePoints: ArraySlice<Point> { points.prefix(shown) }

    /// Where the drawn part ends; nil for a path without steps.
    var end: Point? { points.count > 1 ? visiblePoints.last { $0.isFinite } : nil }
}

/// A line over x.
public struct CurveLayer: Sendable, Equatable {
    /// Places in the order in which they are joined; one that is not finite breaks the line.
    public var points: [Point]
    /// The label at its end; empty for none.
    public var name: String
    /// Its place in the colour cycle.
    public var color: Int
    /// How its line is broken.
    public var pattern: LinePattern
    /// Whether its line is broken.
    public var isDashed: Bool { pattern != .solid }
    /// Draws a dot at each point.
    public var hasDots: Bool
    /// A thin line in the background: the function that a path walks on.
    public var isBackground: Bool
    /// How wide it is, 1 for a plain line.
    public var weight = 1.0
    /// From 0, invisible, to 1.
    public var opacity = 1.0
    /// Half the length of the bars that end each piece, in points; 0 for none.
    public var cap = 0.0
    /// How many of the points are drawn; nil for all of them. An animation shows more of them in each frame, with its labels at
    /// rest.
    public var shown: Int?

    var visiblePoints: ArraySlice<Point> { shown.map { points.prefix($0) } ?? points[...] }

    /// A plain line.
    public init(
        _ points: [Point], name: String = "", color: Int = 0, isDashed: Bool = false, hasDots: Bool = false,
        isBackground: Bool = false
    ) {
        self.points = points
        self.name = name
        self.color = color
        pattern = isDashed ? .dashed : .solid
        self.hasDots = hasDots
        self.isBackground = isBackground
    }
}

/// The area between two curves: the range over seeds or folds.
public struct Band: Sendable, Equatable {
    /// Places along x.
    public var x: [Double]
    /// The lower end at each x.
    public var low: [Double]
    /// The upper end at each x.
    public var high: [Double]
    /// What the legend says; empty for nothing.
    public var name: String
    /// Its place in the colour cycle.
    public var color: Int

    /// From 0, invisible, to 1.
    public var opacity = 0.25

    /// As many ends as places.
    public init(x: [Double], low: [Double], high: [Double], name: String = "", color: Int = 0) {
        self.x = x
        self.low = low
        self.high = high
        self.name = name
        self.color = color
    }
}

/// Places with a sign on each.
public struct Points: Sendable, Equatable {
    /// Those that are not finite are left out.
    public var points: [Point]
    /// What the legend says; empty for nothing.
    public var name: String
    /// Their place in the colour cycle.
    public var color: Int
    /// The sign.
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

/// Columns that stand on 0, or each on a place of its own.
public struct Bars: Sendable, Equatable {
    /// One column.
    public struct Bar: Sendable, Equatable {
        /// From its left to its right edge.
        public var x: ClosedRange<Double>
        /// Where it ends; not finite for none.
        public var height: Double
        /// Where it stands.
        public var base: Double
        /// A column.
        public init(x: ClosedRange<Double>, height: Double, base: Double = 0) {
            self.x = x
            self.height = height
            self.base = base
        }
        /// From its foot to its end.
        var length: Double { height - base }
    }
    /// In any order.
    public var bars: [Bar]
    /// Whether they lie, from left to right: x is then the stretch up, height the length across.
    public var isHorizontal = false
    /// What the legend says; empty for nothing.
    public var name: String
    /// Their place in the colour cycle.
    public var color: Int

    /// What they are filled with.
    var fill: Color { edge == nil ? Color.cycled(color).mixed(with: .white, share: 0.25) : Color.cycled(color) }
    /// The line around each; nil for a thin one of their own colour.
    public var edge: Color?
    /// From 0, invisible, to 1.
    public var opacity = 1.0

    /// Columns of one colour.
    public init(_ bars: [Bar], name: String = "", color: Int = 3) {
        self.bars = bars
        self.name = name
        self.color = color
    }
}

/// A marked and named place.
public struct Mark: Sendable, Equatable {
    /// What the place is; each has a sign of its own, but a label, which is its name alone.
    public enum Kind: Sendable, Equatable { case start, end, minimum, saddle, maximum, note, label }
    /// Which sign it gets.
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

/// A straight line across the frame at one value.
public struct GuideLine: Sendable, Equatable {
    /// Which way it runs.
    public enum Direction: Sendable, Equatable { case horizontal, vertical }
    /// A horizontal line stands at a y, a vertical one at an x.
    public var direction: Direction
    /// Where it stands.
    public var value: Double
    /// The label beside it; empty for none.
    public var name: String
    /// Where the stretch that it begins ends, which is shaded; nil for a line.
    public var end: Double?
    /// The shares of the frame between which it runs.
    public var reach = 0.0...1.0
    /// Its place in the colour cycle; nil for grey.
    public var color: Int?
    /// How it is broken.
    public var pattern = LinePattern.dashed
    /// How wide it is, 1 for a plain one.
    public var weight = 1.0
    /// From 0, invisible, to 1.
    public var opacity = 1.0

    /// Its colour.
    var tint: Color { color.map(Color.cycled) ?? .grey }

    /// A line at a value.
    public init(_ direction: Direction, at value: Double, name: String = "") {
        self.direction = direction
        self.value = value
        self.name = name
    }
}

/// A function of two variables seen from the side, its height the place in the panel's colour scale.
public struct SurfaceLayer: Sendable, Equatable {
    /// The function's values.
    public var grid: ValueGrid
    /// Drawn on the surface.
    public var paths: [Path]
    /// Whether it is drawn as a net of lines, through which one sees.
    public var isWire = false
    /// From 0, invisible, to 1.
    public var opacity = 1.0

    /// A surface with the paths on it.
    public init(_ grid: ValueGrid, paths: [Path] = []) {
        self.grid = grid
        self.paths = paths
    }
}

/// A line through places in three dimensions, or signs at them.
public struct SpaceLayer: Sendable, Equatable {
    /// Places on the floor, as many as `heights`.
    public var floor: [Point]
    /// How high each lies.
    public var heights: [Double]
    /// What the legend says; empty for nothing.
    public var name: String
    /// Its place in the colour cycle.
    public var color: Int
    /// The sign at each place; nil for none.
    public var symbol: Points.Symbol?
    /// Whether the places are joined by a line.
    public var hasLine = true
    /// How the line is broken.
    public var pattern = LinePattern.solid
    /// How wide the line and how large the signs are, 1 for plain ones.
    public var weight = 1.0
    /// A colour for each place; empty for one colour for all.
    public var tints: [Color] = []

    /// A line.
    public init(_ floor: [Point], heights: [Double], name: String = "", color: Int = 0) {
        self.floor = floor
        self.heights = heights
        self.name = name
        self.color = color
    }
}

/// Arrows that begin at places of the plane.
public struct Arrows: Sendable, Equatable {
    /// Where they begin.
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

    /// Arrows of one colour.
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
    /// Of the text.
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
