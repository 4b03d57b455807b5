public import Numbers

/// One line of a picture of curves.
public struct Series: Sendable, Equatable {
    public var name: String
    public var points: [Point]
    /// The range over seeds or folds, lower and upper value at each point's x; empty for none.
    public var low: [Double]
    public var high: [Double]
    public var isDashed: Bool

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
