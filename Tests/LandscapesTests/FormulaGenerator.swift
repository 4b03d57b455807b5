import Landscapes
import Numbers

/// Makes random formulas of smooth operations for the fuzz test.
struct FormulaGenerator {
    var stream: RandomStream

    private static let smooth: [UnaryOperation] = [
        .negate, .exp, .sin, .cos, .tanh, .atan, .asinh, .sinh, .cosh, .log1p, .sqrt, .log, .cbrt, .tan, .abs, .expm1,
        .log2, .log10, .asin, .acos, .acosh, .atanh, .erf,
    ]
    private static let binary: [BinaryOperation] = [
        .add, .subtract, .multiply, .divide, .power, .min, .max, .hypot, .atan2,
    ]

    mutating func formula() -> Formula {
        var formula = Formula(variables: ["x", "y"])
        formula.result = node(&formula, depth: 4)
        return formula
    }

    private mutating func node(_ formula: inout Formula, depth: Int) -> Formula.Node {
        if depth == 0 || stream.uniform() < 0.15 {
            switch stream.index(below: 3) {
            case 0: return formula.variable(0)
            case 1: return formula.variable(1)
            default: return formula.constant((stream.uniform(-3, 3) * 4).rounded() / 4)
            }
        }
        if stream.uniform() < 0.4 {
            let operation = Self.smooth[stream.index(below: Self.smooth.count)]
            return formula.apply(operation, node(&formula, depth: depth - 1))
        }
        let operation = Self.binary[stream.index(below: Self.binary.count)]
        let left = node(&formula, depth: depth - 1)
        if operation == .power, stream.uniform() < 0.7 {
            return formula.apply(.power, left, formula.constant(Double(stream.index(below: 6)) - 1))
        }
        return formula.apply(operation, left, node(&formula, depth: depth - 1))
    }

    /// Whether differences can be trusted: all derivatives finite and of moderate size here and a little around.
    static func isTame(_ landscape: Landscape, at point: Point) -> Bool {
        let here = landscape.curvature(at: point)
        let around = [Point(0.03, 0.03), Point(-0.03, 0.03), Point(0.03, -0.03), Point(-0.03, -0.03)]
        for offset in [Point.zero] + around {
            let there = landscape.curvature(at: point + offset)
            let h = there.hessian
            let size = max(h.xx.magnitude, h.xy.magnitude, h.yy.magnitude)
            guard there.value.isFinite, there.gradient.isFinite, size < 1e3, there.gradient.norm < 1e3 else {
                return false
            }
            // A kink or a jump nearby: the slope there is not what the second derivatives foretell.
            let foretold = here.gradient + here.hessian * offset
            guard (there.gradient - foretold).norm < 0.02 * (1 + here.gradient.norm) else { return false }
        }
        return true
    }
}
