public import Numbers

/// Any objective as the surface of a landscape, so that it can be described, drawn and descended like the others.
public struct ObjectiveSurface: Surface {
    public let objective: any Objective

    public init(_ objective: any Objective) { self.objective = objective }

    public func value(at point: Point) -> Double { objective.value(at: point) }
    public func slope(at point: Point, draw: Draw) -> Slope { objective.slope(at: point, draw: draw) }
    public var slopes: SlopeFunction { objective.slopes }
    public func curvature(at point: Point) -> Curvature { objective.curvature(at: point) }
}
