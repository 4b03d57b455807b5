import Answers
public import Numbers

/// The rectangle (for a curve: the interval) on which a landscape is looked at. Points outside are allowed.
public struct Domain: Sendable, Equatable {
    /// From left to right.
    public var x: ClosedRange<Double>
    /// From bottom to top; a curve's heights take it from the function instead.
    public var y: ClosedRange<Double>

    /// The rectangle x × y.
    public init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
        self.x = x
        self.y = y
    }

    /// The same interval for both coordinates.
    public init(_ side: ClosedRange<Double>) { self.init(x: side, y: side) }

    /// Whether the point lies inside or on the edge.
    public func contains(_ point: Point) -> Bool { x.contains(point.x) && y.contains(point.y) }

    /// Whether the point lies inside, not on the edge, by more than `margin` of each side's length.
    public func containsInside(_ point: Point, margin: Double = 1e-9, dimension: Int = 2) -> Bool {
        let gapX = margin * (x.upperBound - x.lowerBound)
        let gapY = margin * (y.upperBound - y.lowerBound)
        let insideX = point.x > x.lowerBound + gapX && point.x < x.upperBound - gapX
        return insideX && (dimension == 1 || (point.y > y.lowerBound + gapY && point.y < y.upperBound - gapY))
    }

    /// The point of the domain nearest to `point`.
    public func clamped(_ point: Point) -> Point {
        Point(
            Swift.min(Swift.max(point.x, x.lowerBound), x.upperBound),
            Swift.min(Swift.max(point.y, y.lowerBound), y.upperBound))
    }

    /// The point at shares (u, v) of the sides, (0, 0) being the lower left corner.
    public func point(at shares: Point) -> Point {
        Point(
            x.lowerBound + shares.x * (x.upperBound - x.lowerBound),
            y.lowerBound + shares.y * (y.upperBound - y.lowerBound))
    }

    /// Length of the diagonal.
    public var diagonal: Double { Point(x.upperBound - x.lowerBound, y.upperBound - y.lowerBound).norm }

    /// `[-5, 5] × [0, 3]`; for a curve `[-5, 5]`.
    public func text(dimension: Int = 2) -> String {
        let first = "[\(x.lowerBound.short(4)), \(x.upperBound.short(4))]"
        return dimension == 1 ? first : first + " × [\(y.lowerBound.short(4)), \(y.upperBound.short(4))]"
    }
}
