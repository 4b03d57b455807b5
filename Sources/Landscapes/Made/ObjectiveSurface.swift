public import Numbers

/// Any objective as the surface of a landscape, so that it can be described, drawn and descended like the others.
public struct ObjectiveSurface: Surface {
    /// What is looked at as a surface.
    public let objective: any Objective

    /// Any objective as a surface: a slice through a network's loss, say.
    public init(_ objective: any Objective) { self.objective = objective }

    /// The objective's value.
    public func value(at point: Point) -> Double { objective.value(at: point) }
    /// The objective's slope for that draw.
    public func slope(at point: Point, draw: Draw) -> Slope { objective.slope(at: point, draw: draw) }
    /// The objective's own function.
    public var slopes: SlopeFunction { objective.slopes }
    /// The objective's curvature.
    public func curvature(at point: Point) -> Curvature { objective.curvature(at: point) }
}
