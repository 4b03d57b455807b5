public import Numbers

/// One line of a picture of curves.
public struct Series: Sendable, Equatable {
    /// What stands at its end; the label of the axis where there is one line only.
    public var name: String
    /// Places in the order in which they are joined; one that is not finite breaks the line.
    public var points: [Point]
    /// The range over seeds or folds, lower and upper value at each point's x; empty for none.
    public var low: [Double]
    /// As many as `low`.
    public var high: [Double]
    /// Whether it goes with the line before it: validation beside training.
    public var isDashed: Bool

    /// A line through given places.
    public init(
        _ name: String, _ points: [Point], low: [Double] = [], high: [Double] = [], isDashed: Bool = false
    ) {
        self.name = name
        self.points = points
        self.low = low
        self.high = high
        self.isDashed = isDashed
    }

    /// Values over 0, 1, 2, …
    public init(_ name: String, values: [Double], isDashed: Bool = false) {
        self.init(name, values.enumerated().map { Point(Double($0.offset), $0.element) }, isDashed: isDashed)
    }
}
