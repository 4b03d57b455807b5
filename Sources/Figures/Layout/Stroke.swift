import Numbers

/// A short line or a small sign drawn on the page itself: legend samples and leaders.
struct Stroke: Sendable, Equatable {
    enum Shape: Sendable, Equatable {
        case line(dashed: Bool)
        case leader
        /// A line that ends in a point.
        case arrow
        /// A sample of a line in a frame's own legend.
        case sample(LinePattern)
        /// White ground with a thin border, from one corner to the other.
        case ground
        case patch
        case symbol(Points.Symbol)
        case mark(Mark.Kind)
    }
    var shape: Shape
    var from: Point
    var to: Point
    var color: Color
}
