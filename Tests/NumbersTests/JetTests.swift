import Numbers
import RealModule
import Testing

@Suite("Jets carry exact derivatives")
struct JetTests {
    /// An elementary function with its first two derivatives in closed form and places inside its domain.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var function: @Sendable (Jet2) -> Jet2
        var first: @Sendable (Double) -> Double
        var second: @Sendable (Double) -> Double
        var places: [Double]

        init(
            _ name: String, _ function: @escaping @Sendable (Jet2) -> Jet2,
            _ first: @escaping @Sendable (Double) -> Double, _ second: @escaping @Sendable (Double) -> Double,
            at places: [Double]
        ) {
            testDescription = name
            self.function = function
            self.first = first
            self.second = second
            self.places = places
        }
    }

    static let cases: [Case] = [
        Case("exp", Jet2.exp, { Double.exp($0) }, { Double.exp($0) }, at: [-3, 0, 2]),
        Case("expm1", Jet2.expMinusOne, { Double.exp($0) }, { Double.exp($0) }, at: [-3, 0, 1e-9, 2]),
        Case("log", { Jet2.log($0) }, { 1 / $0 }, { -1 / ($0 * $0) }, at: [0.1, 1, 7]),
        Case("log1p", { Jet2.log(onePlus: $0) }, { 1 / (1 + $0) }, { -1 / ((1 + $0) * (1 + $0)) }, at: [-0.5, 0, 7]),
        Case("sin", Jet2.sin, { Double.cos($0) }, { -Double.sin($0) }, at: [-2, 0, 1]),
        Case("cos", Jet2.cos, { -Double.sin($0) }, { -Double.cos($0) }, at: [-2, 0, 1]),
        Case(
            "tan", Jet2.tan, { 1 / (Double.cos($0) * Double.cos($0)) },
            { 2 * Double.tan($0) / (Double.cos($0) * Double.cos($0)) }, at: [-1, 0, 1.2]),
        Case("sinh", Jet2.sinh, { Double.cosh($0) }, { Double.sinh($0) }, at: [-2, 0, 1]),
        Case("cosh", Jet2.cosh, { Double.sinh($0) }, { Double.cosh($0) }, at: [-2, 0, 1]),
        Case(
            "tanh", Jet2.tanh, { 1 - Double.tanh($0) * Double.tanh($0) },
            { -2 * Double.tanh($0) * (1 - Double.tanh($0) * Double.tanh($0)) }, at: [-1.5, 0, 1]),
        Case(
            "asin", Jet2.asin, { 1 / (1 - $0 * $0).squareRoot() }, { $0 / Double.pow(1 - $0 * $0, 1.5) },
            at: [-0.7, 0, 0.9]),
        Case(
            "acos", Jet2.acos, { -1 / (1 - $0 * $0).squareRoot() }, { -$0 / Double.pow(1 - $0 * $0, 1.5) },
            at: [-0.7, 0, 0.9]),
        Case(
            "atan", Jet2.atan, { 1 / (1 + $0 * $0) }, { -2 * $0 / ((1 + $0 * $0) * (1 + $0 * $0)) }, at: [-7, 0, 0.9]),
        Case(
            "asinh", Jet2.asinh, { 1 / (1 + $0 * $0).squareRoot() }, { -$0 / Double.pow(1 + $0 * $0, 1.5) },
            at: [-7, 0, 0.9]),
        Case(
            "acosh", Jet2.acosh, { 1 / ($0 * $0 - 1).squareRoot() }, { -$0 / Double.pow($0 * $0 - 1, 1.5) },
            at: [1.1, 7]),
        Case(
            "atanh", Jet2.atanh, { 1 / (1 - $0 * $0) }, { 2 * $0 / ((1 - $0 * $0) * (1 - $0 * $0)) },
            at: [-0.7, 0, 0.9]),
        Case(
            "erf", Jet2.erf, { 2 / Double.pi.squareRoot() * Double.exp(-$0 * $0) },
            { -4 * $0 / Double.pi.squareRoot() * Double.exp(-$0 * $0) }, at: [-1.5, 0, 0.7]),
        Case("sqrt", Jet2.sqrt, { 0.5 / $0.squareRoot() }, { -0.25 / ($0 * $0.squareRoot()) }, at: [0.01, 1, 50]),
        Case(
            "cube root", { Jet2.root($0, 3) }, { 1 / (3 * Double.pow($0.magnitude, 2.0 / 3)) },
            { -2 / (9 * $0 * Double.pow($0.magnitude, 2.0 / 3)) }, at: [-8, 0.1, 27]),
        Case("x⁵", { Jet2.pow($0, 5) }, { 5 * $0 * $0 * $0 * $0 }, { 20 * $0 * $0 * $0 }, at: [-2, 0, 3]),
        Case("x⁻²", { Jet2.pow($0, -2) }, { -2 / ($0 * $0 * $0) }, { 6 / ($0 * $0 * $0 * $0) }, at: [-2, 3]),
        Case(
            "x^1.5", { Jet2.pow($0, Jet2(1.5)) }, { 1.5 * $0.squareRoot() }, { 0.75 / $0.squareRoot() }, at: [0.1, 3]),
        Case("1/x", { Jet2(1.0) / $0 }, { -1 / ($0 * $0) }, { 2 / ($0 * $0 * $0) }, at: [-2, 3]),
        Case("|x|", Jet2.abs, { $0 < 0 ? -1 : 1 }, { _ in 0 }, at: [-2, 3]),
    ]

    @Test("Each function's first and second derivative is the textbook's", arguments: cases)
    func derivatives(_ known: Case) {
        for place in known.places {
            let result = known.function(.x(place))
            let first = known.first(place)
            let second = known.second(place)
            let name = "\(known.testDescription) at \(place)"
            #expect(
                (result.dx - first).magnitude <= 1e-13 * max(1, first.magnitude), "\(name): \(result.dx), not \(first)")
            #expect(
                (result.dxx - second).magnitude <= 1e-12 * max(1, second.magnitude),
                "\(name): \(result.dxx), not \(second)")
            #expect(result.dy == 0 && result.dxy == 0 && result.dyy == 0, "\(name) does not depend on y")
        }
    }

    @Test("Products and quotients mix the variables as the product rule says")
    func mixed() {
        let x = Jet2.x(1.5)
        let y = Jet2.y(-2)
        let product = x * y
        #expect(product == Jet2(value: -3, dx: -2, dy: 1.5, dxx: 0, dxy: 1, dyy: 0))
        // x/y: ∂x 1/y, ∂y −x/y², ∂xy −1/y², ∂yy 2x/y³
        #expect(x / y == Jet2(value: -0.75, dx: -0.5, dy: -0.375, dxx: 0, dxy: -0.25, dyy: -0.375))
    }

    @Test("First-order jets are second-order jets without their second derivatives")
    func orders() {
        func f<S: Scalar>(_ x: S, _ y: S) -> S {
            let wave: S = S.sin(x * y) / (1.0 + S.exp(x))
            let power: S = S.pow(x * x + 1.0, y)
            return wave + power - S.atan2(y, x) * S.hypot(x, y)
        }
        var stream = RandomStream(seed: 1, purpose: "orders")
        for _ in 0..<200 {
            let point = Point(stream.uniform(-2, 2), stream.uniform(-2, 2))
            let first = f(Jet1.x(point.x), Jet1.y(point.y))
            let second = f(Jet2.x(point.x), Jet2.y(point.y))
            #expect((first.value - second.value).magnitude <= 1e-14 * max(1, second.value.magnitude))
            #expect((first.gradient - second.gradient).norm <= 1e-13 * max(1, second.gradient.norm), "at \(point)")
        }
    }

    @Test("At a kink or branch point a jet has the value and claims no derivative")
    func kinks() {
        let kinks: [(String, Jet2, Double)] = [
            ("|x|", Jet2.abs(.x(0)), 0), ("√x", Jet2.sqrt(.x(0)), 0), ("hypot", Jet2.hypot(.x(0), .y(0)), 0),
            ("x^0.5", Jet2.pow(.x(0), Jet2(0.5)), 0), ("x^1.5", Jet2.pow(.x(0), Jet2(1.5)), 0),
            ("∛x", Jet2.root(.x(0), 3), 0), ("arcsin", Jet2.asin(.x(1)), .pi / 2), ("arcosh", Jet2.acosh(.x(1)), 0),
            ("(−2)^y", Jet2.pow(.x(-2), .y(3)), -8), ("0^y", Jet2.pow(.x(0), .y(2)), 0),
            ("max", Jet2.max(.x(1), .y(1)), 1), ("min", Jet2.min(.x(1), .y(1)), 1),
            ("relu", Jet2.max(Jet2(0.0), .x(0)), 0),
        ]
        for (name, jet, value) in kinks {
            #expect(jet.value == value, "\(name) is \(jet.value)")
            #expect(!jet.gradient.isFinite, "\(name): \(jet.gradient)")
        }
    }

    @Test("Of two equal jets max and min are one; what jumps is flat; whole powers are smooth at 0")
    func conventions() {
        #expect(Jet2.floor(.x(2.5)).gradient == .zero)
        #expect(Jet2.max(.x(1), .x(1)) == .x(1))
        #expect(Jet2.min(.x(1), .y(2)) == .x(1))
        #expect(Jet1.max(.x(1), .y(2)) == .y(2))
        #expect(Jet1.min(.x(1), Jet1(.nan)).value.isNaN && Jet1.max(Jet1(.nan), .x(1)).value.isNaN)
        #expect(Jet2.pow(.x(0), Jet2(1.0)) == .x(0))
        #expect(Jet2.pow(.x(0), Jet2(0.0)) == Jet2(1.0))
        #expect(Jet2.pow(.x(0), Jet2(2.0)).dxx == 2)
        #expect(Jet2.pow(.x(-2), Jet2(3.0)).gradient == Point(12, 0))
    }

    @Test("What has no value stays without one")
    func undefined() {
        #expect(Jet1.log(.x(-1)).value.isNaN)
        #expect(Jet1.sqrt(.x(-1)).value.isNaN)
        #expect((Jet1.x(1) / Jet1(0.0)).value == .infinity)
        #expect(Jet1.pow(.x(-1), Jet1(0.5)).value.isNaN)
    }
}
