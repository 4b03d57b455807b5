import Landscapes
import Numbers

/// Central differences with a sweep of step sizes: the independent witness for exact derivatives.
enum Differences {
    /// Step sizes relative to a point's size, from where rounding rules to where truncation does.
    static let steps: [Double] = (2...9).flatMap { [pow10(-$0), 3 * pow10(-$0)] }

    private static func pow10(_ exponent: Int) -> Double {
        exponent >= 0 ? (0..<exponent).reduce(1) { value, _ in value * 10 } : 1 / pow10(-exponent)
    }

    /// The smallest relative error over the sweep between the exact derivative of `f` along `axis` and its central
    /// difference of fourth order. Errors are relative to the derivative's size, or to `floor` where that is larger.
    static func bestError(
        exact: Double, at point: Point, along axis: Point, scale: Double, floor: Double, _ f: (Point) -> Double
    ) -> Double {
        var best = Double.infinity
        for step in steps {
            let h = step * scale
            let near = f(point + h * axis) - f(point - h * axis)
            let far = f(point + 2 * h * axis) - f(point - 2 * h * axis)
            let estimate = (8 * near - far) / (12 * h)
            let error = (estimate - exact).magnitude / max(exact.magnitude, floor)
            if error < best { best = error }
        }
        return best
    }
}
