import Answers
public import Numbers

/// The rectangle in which a method without gradients looks.
public struct SearchBox: Sendable, Equatable {
    public let lower: Point
    public let upper: Point

    /// - Throws: `Mistake` unless both corners are finite and the upper one is above the lower one in each coordinate.
    public init(lower: Point, upper: Point) throws {
        guard lower.isFinite, upper.isFinite, lower.x < upper.x, lower.y <= upper.y else {
            throw Mistake(
                "bounds from \(lower.short()) to \(upper.short()) enclose nothing",
                expected: "a lower corner and an upper corner above it", try: "bounds=((-5, -5), (5, 5))")
        }
        self.lower = lower
        self.upper = upper
    }

    private init(unchecked lower: Point, _ upper: Point) {
        self.lower = lower
        self.upper = upper
    }

    /// The box that was asked for, else the objective's own, else ±5 around the start; y = 0 on a curve.
    static func around(_ asked: SearchBox?, _ journey: Journey) -> SearchBox {
        var box: SearchBox
        if let asked {
            box = asked
        } else if let bounded = journey.objective as? any Bounded {
            box = SearchBox(unchecked: bounded.lowerCorner, bounded.upperCorner)
        } else {
            box = SearchBox(unchecked: journey.start - 5, journey.start + 5)
        }
        if journey.isCurve { box = SearchBox(unchecked: Point(box.lower.x, 0), Point(box.upper.x, 0)) }
        return box
    }

    var size: Point { upper - lower }

    func uniform(_ stream: inout RandomStream) -> Point {
        let x = stream.uniform(lower.x, upper.x)
        let y = stream.uniform(lower.y, upper.y)
        return Point(x, y)
    }

    func clamped(_ point: Point) -> Point {
        point.replacing(with: lower, where: point .< lower).replacing(with: upper, where: point .> upper)
    }

    /// `((-5, -5), (5, 5))`
    var text: String { "(\(lower.short(6)), \(upper.short(6)))" }
}
