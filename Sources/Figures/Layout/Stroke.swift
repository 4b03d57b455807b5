import Numbers

/// A short line or a small sign drawn on the page itself: legend samples and leaders.
struct Stroke: Sendable, Equatable {
    enum Shape: Sendable, Equatable {
        case line(dashed: Bool)
        case leader
        case patch
        case symbol(Points.Symbol)
        case mark(Mark.Kind)
    }
    var shape: Shape
    var from: Point
    var to: Point
    var color: Color
}
