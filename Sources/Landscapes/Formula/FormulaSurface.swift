public import Numbers

/// A formula of the user's own as a surface: compiled once, with exact slope and curvature.
public struct FormulaSurface: Surface {
    /// As it was written.
    public let formula: Formula
    let program: FormulaProgram

    /// Compiles the formula for values, slopes and curvatures.
    public init(_ formula: Formula) {
        self.formula = formula
        program = FormulaCompiler.compile(formula)
    }

    /// The formula in Doubles.
    public func value(at point: Point) -> Double {
        program.evaluate(point.x, point.y, Draw(seed: 0, index: 0))
    }

    /// The formula in first-order jets.
    public func slope(at point: Point, draw: Draw) -> Slope {
        settled(program.evaluate(Jet1.x(point.x), Jet1.y(point.y), draw).slope, at: point)
    }

    /// The formula in second-order jets.
    public func curvature(at point: Point) -> Curvature {
        settled(program.evaluate(Jet2.x(point.x), Jet2.y(point.y), Draw(seed: 0, index: 0)).curvature, at: point)
    }

    /// The formula in series.
    public func series(_ x: PuiseuxSeries, _ y: PuiseuxSeries) -> PuiseuxSeries {
        program.evaluate(x, y, Draw(seed: 0, index: 0))
    }
}
