import Answers
public import Numbers

/// A landscape as the pictures see it.
public struct LossSurface: Sendable {
    /// Places per side at which a cheap function is sampled.
    public static let fullResolution = 200

    /// The function as the person knows it: `rosenbrock`.
    public var name: String
    /// The stretch of x that is shown when nobody asks for another.
    public var x: ClosedRange<Double>
    /// The same of y; for a function of one variable it is not read.
    public var y: ClosedRange<Double>
    /// Known global minima, marked and named.
    public var minima: [Point]
    /// The value there, when it is known.
    public var minimumValue: Double?
    /// Known saddles, marked and named.
    public var saddles: [Point]
    /// Places per side at which it is sampled: fewer for a function that takes long, whose picture is then interpolated.
    public var resolution: Int
    /// The function; NaN where it is undefined. A function of one variable ignores y.
    public var value: @Sendable (Point) -> Double

    /// A function over a rectangle.
    ///
    /// - Parameter resolution: places per side, held to 5…200.
    public init(
        name: String, x: ClosedRange<Double>, y: ClosedRange<Double>, minima: [Point] = [],
        minimumValue: Double? = nil, saddles: [Point] = [], resolution: Int = fullResolution,
        value: @escaping @Sendable (Point) -> Double
    ) {
        self.name = name
        self.x = x
        self.y = y
        self.minima = minima
        self.minimumValue = minimumValue
        self.saddles = saddles
        self.resolution = max(5, min(LossSurface.fullResolution, resolution))
        self.value = value
    }
}

extension LossSurface {
    /// Whether its values take so long that fewer of them are computed than are drawn.
    var isCostly: Bool { resolution < LossSurface.fullResolution }

    /// What the caption says of that.
    var sampling: [String] { isCostly ? ["\(resolution) × \(resolution) values, interpolated"] : [] }

    func sampled(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ work: Work) -> ValueGrid {
        ValueGrid(columns: resolution, rows: resolution, x: x, y: y, work: work, of: value)
    }

    func refined(_ grid: ValueGrid) -> ValueGrid {
        isCostly ? grid.refined((LossSurface.fullResolution + resolution - 3) / (resolution - 1)) : grid
    }
}
