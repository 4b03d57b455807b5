public import Numbers

/// Methods that sample a region look for it in the landscape's domain.
extension Landscape: Bounded {
    /// The corner of smallest coordinates of the domain; 0 in y for a curve.
    public var lowerCorner: Point { Point(domain.x.lowerBound, dimension == 1 ? 0 : domain.y.lowerBound) }
    /// The corner of largest coordinates of the domain; 0 in y for a curve.
    public var upperCorner: Point { Point(domain.x.upperBound, dimension == 1 ? 0 : domain.y.upperBound) }
}
