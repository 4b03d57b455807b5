public import Numbers

/// A set of points where a landscape's gradient does not exist or is not continuous.
public struct Kink: Sendable {
    /// Where it lies, as an equation: `x² = y`.
    public let place: String
    /// A continuous function of the point that is zero exactly on the kink, scaled so that its size is about the
    /// distance to it.
    public let distance: @Sendable (Point) -> Double

    /// A kink with its equation and the function that vanishes on it.
    public init(_ place: String, distance: @escaping @Sendable (Point) -> Double) {
        self.place = place
        self.distance = distance
    }
}
