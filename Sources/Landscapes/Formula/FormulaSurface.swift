public import Numbers

/// A formula of the user's own as a surface: compiled once, with exact slope and curvature.
public struct FormulaSurface: Surface {
    public let formula: Formula
    let program: Program

    public init(_ formula: Formula) {
        self.formula = formula
        program = Compiler.compile(formula)
    }

    public func value(at point: Point) -> Double {
        program.evaluate(point.x, point.y, Draw(seed: 0, index: 0))
    }

    public func slope(at point: Point, draw: Draw) -> Slope {
        program.evaluate(Jet1.x(point.x), Jet1.y(point.y), draw).slope
    }

    public func curvature(at point: Point) -> Curvature {
        program.evaluate(Jet2.x(point.x), Jet2.y(point.y), Draw(seed: 0, index: 0)).curvature
    }
}
