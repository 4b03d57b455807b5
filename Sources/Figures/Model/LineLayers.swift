// Layers that are lines in the plane: the way of an optimizer, a curve, a straight line across the frame.

public import Numbers

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
    ///
    /// - Parameter dotEvery: steps from one dot to the next; 0 for no dots.
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

/// A line through places in their order: a loss over steps, a function, a border.
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
    /// Whether it goes on straight beyond its two places, as far as the frame.
    public var isEndless = false
    /// How many of its two places were given, when it is endless: one where its slope was.
    public var givenPlaces = 2
    /// Half the length of the bars that end each piece, in points; 0 for none.
    public var cap = 0.0
    /// How many of the points are drawn; nil for all of them. An animation shows more of them in each frame, with its labels at
    /// rest.
    public var shown: Int?

    var visiblePoints: ArraySlice<Point> { shown.map { points.prefix($0) } ?? points[...] }

    /// What is drawn of it in a frame.
    func drawn(in frame: PanelFrame) -> [Point] {
        guard isEndless, points.count == 2 else { return Array(visiblePoints) }
        let (a, b) = (frame.pixel(points[0]), frame.pixel(points[1]))
        guard a.isFinite, b.isFinite, (b - a).norm > 0 else { return [] }
        let along = (b - a) * (1 / (b - a).norm)
        let middle = Point((frame.box.left + frame.box.right) / 2, (frame.box.top + frame.box.bottom) / 2)
        let reach = Point(frame.box.width, frame.box.height).norm
        // The place of the line that is nearest to the middle of the frame, and from there as far as the frame is wide.
        let way = middle - a
        let foot = a + along * (way.x * along.x + way.y * along.y)
        return [foot - along * reach, foot + along * reach].map { frame.data($0) }
    }

    /// A line of ordinary width through the points in their order.
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

/// A straight line across the frame at one value.
public struct GuideLine: Sendable, Equatable {
    /// Along which axis it runs.
    public enum Direction: Sendable, Equatable { case horizontal, vertical }
    /// A horizontal line stands at a y, a vertical one at an x.
    public var direction: Direction
    /// The place along its axis, in the axis's unit.
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

    /// A dashed grey line across the whole frame.
    ///
    /// - Parameter value: y of a horizontal line, x of a vertical one.
    public init(_ direction: Direction, at value: Double, name: String = "") {
        self.direction = direction
        self.value = value
        self.name = name
    }
}
