// Layers in three dimensions: a surface, a line or signs.

public import Numbers

/// A function of two variables seen from the side, its height the place in the panel's colour scale.
public struct SurfaceLayer: Sendable, Equatable {
    /// The function's values.
    public var grid: ValueGrid
    /// Paths on the plane, drawn at the height of the surface.
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
    /// How high each place lies, in units of the axis that goes up.
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

    /// A line through the places in their order, without signs.
    public init(_ floor: [Point], heights: [Double], name: String = "", color: Int = 0) {
        self.floor = floor
        self.heights = heights
        self.name = name
        self.color = color
    }
}
