public import Numbers

/// Ways between the language's values and Swift's.
extension Value {
    /// A list of numbers.
    public init(_ doubles: [Double]) { self = .list(doubles.map { .number($0) }) }

    /// `(x, y)`, or `x` alone for a curve.
    public init(_ point: Point, dimension: Int = 2) {
        self = dimension == 1 ? .number(point.x) : .tuple([.number(point.x), .number(point.y)])
    }

    /// A place: a number (y is then 0), or a tuple or list of one or two numbers.
    public var asPoint: Point? {
        if let x = asDouble { return Point(x, 0) }
        guard let items = elements, (1...2).contains(items.count), let x = items[0].asDouble else { return nil }
        guard items.count == 2 else { return Point(x, 0) }
        return items[1].asDouble.map { Point(x, $0) }
    }

    /// Places, when every element is one.
    public var points: [Point]? {
        guard let items = elements else { return nil }
        let points = items.compactMap(\.asPoint)
        return points.count == items.count ? points : nil
    }

    /// Numbers, when every element is one.
    public var doubles: [Double]? {
        guard let items = elements else { return nil }
        let numbers = items.compactMap(\.asDouble)
        return numbers.count == items.count ? numbers : nil
    }
}
