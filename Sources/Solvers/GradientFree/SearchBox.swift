import Answers
import Cards
public import Numbers
import Optimizers

/// The box in which a method without gradients looks: a lower and an upper end for each coordinate.
public struct SearchBox: Sendable, Equatable {
    /// The lower end of each coordinate.
    public let lower: [Double]
    /// The upper end of each coordinate, above the lower.
    public let upper: [Double]

    /// - Throws: `Mistake` unless both corners have the same number of finite coordinates, at least one, and the upper
    ///   one is above the lower one in the first coordinate and below it in none.
    public init(lower: [Double], upper: [Double]) throws {
        let ends = zip(lower, upper)
        guard lower.count == upper.count, let first = lower.first, first < upper[0],
            ends.allSatisfy({ $0.isFinite && $1.isFinite && $0 <= $1 })
        else {
            throw Mistake(
                "bounds from \(SearchBox.text(lower)) to \(SearchBox.text(upper)) enclose nothing",
                expected: "a lower corner and an upper corner above it", try: "bounds=((-5, -5), (5, 5))",
                argument: "bounds")
        }
        self.lower = lower
        self.upper = upper
    }

    /// A rectangle of the plane.
    public init(lower: Point, upper: Point) throws {
        try self.init(lower: [lower.x, lower.y], upper: [upper.x, upper.y])
    }

    /// What a solver's `bounds` say; nil when they say nothing.
    init?(_ settings: Settings) throws {
        guard let corners = settings.corners(ifGiven: "bounds") else { return nil }
        try self.init(lower: corners.lower, upper: corners.upper)
    }

    private init(corners lower: Point, _ upper: Point) {
        self.lower = [lower.x, lower.y]
        self.upper = [upper.x, upper.y]
    }

    /// The first side alone.
    private init(firstSideOf box: SearchBox) {
        lower = [box.lower[0]]
        upper = [box.upper[0]]
    }

    /// The box that was asked for, else the objective's own, else ±5 around the start; a curve has the first side only.
    static func around(_ asked: SearchBox?, _ run: SolverRun) -> SearchBox {
        let box: SearchBox
        if let asked {
            box = asked
        } else if let bounded = run.objective.wrapped as? any Bounded {
            box = SearchBox(corners: bounded.lowerCorner, bounded.upperCorner)
        } else {
            box = SearchBox(corners: run.start - 5, run.start + 5)
        }
        return run.isCurve ? SearchBox(firstSideOf: box) : box
    }

    /// How many coordinates it has.
    public var dimension: Int { lower.count }

    /// The middle of every side.
    public var centre: [Double] { zip(lower, upper).map { $0 + ($1 - $0) / 2 } }

    /// The length of the shortest side that has one.
    var shortestSide: Double { (0..<dimension).map(side).filter { $0 > 0 }.min() ?? 0 }

    func side(_ axis: Int) -> Double { upper[axis] - lower[axis] }

    /// Draws a place evenly from the box.
    func draw(_ place: inout [Double], _ stream: inout RandomStream) {
        for axis in place.indices { place[axis] = stream.uniform(lower[axis], upper[axis]) }
    }

    /// The nearest coordinate within the box.
    func clamped(_ coordinate: Double, _ axis: Int) -> Double {
        coordinate < lower[axis] ? lower[axis] : coordinate > upper[axis] ? upper[axis] : coordinate
    }

    private static func text(_ corner: [Double]) -> String {
        "(\(corner.map { $0.short() }.joined(separator: ", ")))"
    }
}
