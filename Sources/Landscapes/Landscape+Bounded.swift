public import Numbers

/// Methods that sample a region look for it in the landscape's domain.
extension Landscape: Bounded {
    public var lowerCorner: Point { Point(domain.x.lowerBound, dimension == 1 ? 0 : domain.y.lowerBound) }
    public var upperCorner: Point { Point(domain.x.upperBound, dimension == 1 ? 0 : domain.y.upperBound) }
}
