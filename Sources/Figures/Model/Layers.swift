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
}

public struct Field: Sendable, Equatable {
    public var grid: ValueGrid
    public var hasContours: Bool

    public init(_ grid: ValueGrid, hasContours: Bool = true) {
        self.grid = grid
        self.hasContours = hasContours
    }
}

/// A grid of kinds. `kind` indexes `names`; −1 is none of them. `shade` 0…1 lightens a cell (steps taken, uncertainty).
public struct Regions: Sendable, Equatable {
    public var columns: Int
    public var rows: Int
    public var x: ClosedRange<Double>
    public var y: ClosedRange<Double>
    public var kinds: [Int]
    public var shades: [Double]
    public var names: [String]
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

public struct Path: Sendable, Equatable {
    public var points: [Point]
    /// The label drawn beside it: `Adam(lr=0.05): loss 0.11`.
    public var name: String
    /// Its place in the colour cycle.
    public var color: Int
    /// A dot every so many steps, so that speed becomes visible; 0 draws none.
    public var dotEvery: Int
    /// How many of the points are drawn; an animation shows more of them in each frame, with its labels at rest.
    public var shown: Int

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

public struct CurveLayer: Sendable, Equatable {
    public var points: [Point]
    public var name: String
    public var color: Int
    public var isDashed: Bool
    /// Draws a dot at each point.
    public var hasDots: Bool
    /// A thin line in the background: the function that a path walks on.
    public var isBackground: Bool

    public init(
        _ points: [Point], name: String = "", color: Int = 0, isDashed: Bool = false, hasDots: Bool = false,
        isBackground: Bool = false
    ) {
        self.points = points
        self.name = name
        self.color = color
        self.isDashed = isDashed
        self.hasDots = hasDots
        self.isBackground = isBackground
    }

    /// Values over 0, 1, 2, …: a loss per step.
    public init(values: [Double], name: String = "", color: Int = 0) {
        self.init(values.enumerated().map { Point(Double($0.offset), $0.element) }, name: name, color: color)
    }
}

public struct Band: Sendable, Equatable {
    public var x: [Double]
    public var low: [Double]
    public var high: [Double]
    public var name: String
    public var color: Int

    public init(x: [Double], low: [Double], high: [Double], name: String = "", color: Int = 0) {
        self.x = x
        self.low = low
        self.high = high
        self.name = name
        self.color = color
    }
}

public struct Points: Sendable, Equatable {
    public var points: [Point]
    public var name: String
    public var color: Int
    public var symbol: Symbol

    public enum Symbol: Int, Sendable, Equatable { case dot, circle, cross, triangle, square }

    public init(_ points: [Point], name: String = "", color: Int = 0, symbol: Symbol = .dot) {
        self.points = points
        self.name = name
        self.color = color
        self.symbol = symbol
    }
}

public struct Bars: Sendable, Equatable {
    public struct Bar: Sendable, Equatable {
        public var x: ClosedRange<Double>
        public var height: Double
        public init(x: ClosedRange<Double>, height: Double) {
            self.x = x
            self.height = height
        }
    }
    public var bars: [Bar]
    public var name: String
    public var color: Int

    public init(_ bars: [Bar], name: String = "", color: Int = 3) {
        self.bars = bars
        self.name = name
        self.color = color
    }
}

public struct Mark: Sendable, Equatable {
    public enum Kind: Sendable, Equatable { case start, end, minimum, saddle, maximum, note }
    public var kind: Kind
    public var point: Point
    public var name: String
    /// The path it belongs to, for its colour.
    public var color: Int?

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

public struct GuideLine: Sendable, Equatable {
    public enum Direction: Sendable, Equatable { case horizontal, vertical }
    public var direction: Direction
    public var value: Double
    public var name: String

    public init(_ direction: Direction, at value: Double, name: String = "") {
        self.direction = direction
        self.value = value
        self.name = name
    }
}

public struct SurfaceLayer: Sendable, Equatable {
    public var grid: ValueGrid
    /// Paths with their height, drawn on the surface.
    public var paths: [Path]
    public var heights: [[Double]]

    public init(_ grid: ValueGrid, paths: [Path] = [], heights: [[Double]] = []) {
        self.grid = grid
        self.paths = paths
        self.heights = heights
    }
}
