public import Numbers

/// Landscapes that are sums of squares, as Gauss–Newton and Levenberg–Marquardt need them. The residuals are written
/// once more, apart from the landscape; that their squares add up to it is tested.
extension Landscape: LeastSquares {
    public func residuals(at point: Point) -> [Residual]? {
        guard !(surface is FormulaSurface), let form = residualForm else { return nil }
        return form.evaluate(Jet1.x(point.x), Jet1.y(point.y)).map(\.slope)
    }

    private var residualForm: (any ResidualForm)? {
        func parameter(_ name: String) -> Double { parameters.first { $0.name == name }?.value ?? 1 }
        return switch name {
        case "sphere": SphereResiduals()
        case "rosenbrock": RosenbrockResiduals(a: parameter("a"), b: parameter("b"))
        case "beale": BealeResiduals()
        case "booth": BoothResiduals()
        case "himmelblau": HimmelblauResiduals()
        default: nil
        }
    }
}

/// Residuals rᵢ(x, y) written over any scalar.
private protocol ResidualForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> [S]
}

private struct SphereResiduals: ResidualForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> [S] { [x, y] }
}

private struct RosenbrockResiduals: ResidualForm {
    let a: Double
    let b: Double

    func evaluate<S: Scalar>(_ x: S, _ y: S) -> [S] {
        let across: S = a - x
        let along: S = b.squareRoot() * (y - x * x)
        return [across, along]
    }
}

private struct BealeResiduals: ResidualForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> [S] {
        let square: S = y * y
        let cube: S = square * y
        let first: S = 1.5 - x + x * y
        let second: S = 2.25 - x + x * square
        let third: S = 2.625 - x + x * cube
        return [first, second, third]
    }
}

private struct BoothResiduals: ResidualForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> [S] {
        let first: S = x + 2.0 * y - 7.0
        let second: S = 2.0 * x + y - 5.0
        return [first, second]
    }
}

private struct HimmelblauResiduals: ResidualForm {
    func evaluate<S: Scalar>(_ x: S, _ y: S) -> [S] {
        let first: S = x * x + y - 11.0
        let second: S = x + y * y - 7.0
        return [first, second]
    }
}
