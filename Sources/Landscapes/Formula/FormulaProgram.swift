import Numbers
import RealModule

/// A formula compiled to a flat list of register operations, evaluated for value, slope or curvature alike.
///
/// Registers 0 and 1 hold the variables. Evaluating allocates nothing as long as the registers fit into 1,024 bytes of
/// stack (32 for a slope, 21 for a curvature; Rosenbrock needs 4).
struct FormulaProgram: Sendable {
    enum Opcode: UInt8, Sendable {
        case add, subtract, multiply, divide
        /// a·a
        case square
        /// a + c, c − a, c·a, a/c with a constant c.
        case addConstant, subtractFromConstant, multiplyByConstant, divideByConstant
        /// aᵖ with a whole constant p beyond the powers that became products.
        case wholePower
        case constant
        case unary, binary
        /// r[a] ≠ 0 ? r[b] : r[c]
        case choose
        case call
    }

    struct Instruction: Sendable {
        var opcode: Opcode
        var unary = UnaryOperation.negate
        var binary = BinaryOperation.add
        var target: UInt32 = 0
        var a: UInt32 = 0
        var b: UInt32 = 0
        var c: UInt32 = 0
        var constant: Double = 0
    }

    var instructions: [Instruction]
    var landscapes: [Landscape]
    var result: Int
    var registerCount: Int

    func evaluate<S: Composable>(_ x: S, _ y: S, _ draw: Draw) -> S {
        if registerCount * MemoryLayout<S>.stride <= 1024 {
            return withUnsafeTemporaryAllocation(of: S.self, capacity: 1024 / MemoryLayout<S>.stride) {
                run(x, y, draw, $0)
            }
        }
        return withUnsafeTemporaryAllocation(of: S.self, capacity: registerCount) { run(x, y, draw, $0) }
    }

    @inline(__always)
    private func run<S: Composable>(_ x: S, _ y: S, _ draw: Draw, _ registers: UnsafeMutableBufferPointer<S>) -> S {
        guard let r = registers.baseAddress else { return S(Double.nan) }
        r[0] = x
        r[1] = y
        instructions.withUnsafeBufferPointer { code in
            for i in code {
                let a = Int(i.a)
                let b = Int(i.b)
                let target = Int(i.target)
                switch i.opcode {
                case .add: r[target] = r[a] + r[b]
                case .subtract: r[target] = r[a] - r[b]
                case .multiply: r[target] = r[a] * r[b]
                case .divide: r[target] = r[a] / r[b]
                case .square: r[target] = r[a] * r[a]
                case .addConstant: r[target] = i.constant + r[a]
                case .subtractFromConstant: r[target] = i.constant - r[a]
                case .multiplyByConstant: r[target] = i.constant * r[a]
                case .divideByConstant: r[target] = r[a] / i.constant
                case .wholePower: r[target] = S.pow(r[a], Int(i.constant))
                case .constant: r[target] = S(i.constant)
                case .unary: r[target] = i.unary.apply(r[a])
                case .binary: r[target] = i.binary.apply(r[a], r[b])
                case .choose: r[target] = r[a].value != 0 ? r[b] : r[Int(i.c)]
                case .call: r[target] = S.compose(landscapes[Int(i.c)], r[a], r[b], draw)
                }
            }
        }
        return r[result]
    }
}

/// A scalar that can be put through another landscape: the chain rule with that landscape's derivatives.
protocol Composable: Scalar {
    static func compose(_ landscape: Landscape, _ x: Self, _ y: Self, _ draw: Draw) -> Self
}

extension Double: Composable {
    static func compose(_ landscape: Landscape, _ x: Double, _ y: Double, _ draw: Draw) -> Double {
        landscape.value(at: Point(x, y))
    }
}

extension Jet1: Composable {
    static func compose(_ landscape: Landscape, _ x: Jet1, _ y: Jet1, _ draw: Draw) -> Jet1 {
        let slope = landscape.slope(at: Point(x.value, y.value), draw: draw)
        return chain(
            x, y, Partials(value: slope.value, u: slope.gradient.x, v: slope.gradient.y, uu: 0, uv: 0, vv: 0))
    }
}

extension Jet2: Composable {
    static func compose(_ landscape: Landscape, _ x: Jet2, _ y: Jet2, _ draw: Draw) -> Jet2 {
        let outer = landscape.curvature(at: Point(x.value, y.value))
        let second = outer.hessian
        return chain(
            x, y,
            Partials(
                value: outer.value, u: outer.gradient.x, v: outer.gradient.y, uu: second.xx, uv: second.xy,
                vv: second.yy))
    }
}

extension PuiseuxSeries: Composable {
    static func compose(
        _ landscape: Landscape, _ x: PuiseuxSeries, _ y: PuiseuxSeries, _ draw: Draw
    ) -> PuiseuxSeries {
        landscape.surface.series(x, y)
    }
}
