import Cards
import RealModule
import Tensors

/// Rectifiers without a corner.
extension Activation {
    static let geluCard = ActivationCard(
        "GELU", called: ["gelu", .init("gelu_tanh", ["approximate": "tanh"])], .rectifiers,
        "x times the share of a normal distribution below x", formula: "x·Φ(x)",
        source: "Hendrycks & Gimpel (2016), Gaussian Error Linear Units",
        differences: ["approximate=\"tanh\" is x·σ(2√(2/π)(x + 0.044715x³)), off by at most 5e-4"],
        [
            Hyperparameter(
                "approximate", .choice(["none", "tanh"]), .text("none"), "whether Φ is approximated by a tanh")
        ]
    ) { s in .element(s.text(ifGiven: "approximate") == "tanh" ? .geluTanh : .gelu) }

    static let siluCard = ActivationCard(
        "SiLU", aliases: ["Swish"], called: ["silu", "swish"], .rectifiers, "x times its own sigmoid",
        formula: "x/(1 + e^−x)", source: "Elfwing, Uchibe & Doya (2017); Ramachandran, Zoph & Le (2017) as swish"
    ) { _ in .element(.silu) }

    static let hardSiluCard = ActivationCard(
        "Hardswish", called: ["hard_silu", "hard_swish", "hardswish"], .rectifiers, "x times its hard sigmoid",
        formula: "x·min(max(x/6 + 1/2, 0), 1)", source: "Howard et al. (2019), Searching for MobileNetV3"
    ) { _ in .element(.hardSilu) }

    static let mishCard = ActivationCard(
        "Mish", called: ["mish"], .rectifiers, "x times the tanh of its softplus", formula: "x·tanh(log(1 + eˣ))",
        source: "Misra (2019), Mish: A Self Regularized Non-Monotonic Activation Function"
    ) { _ in .element(.mish) }

    static let softplusCard = ActivationCard(
        "Softplus", called: ["softplus"], .rectifiers, "log(1 + eˣ), a rectifier without a corner",
        formula: "log(1 + e^(βx))/β, and x where βx is above threshold",
        source: "Dugas et al. (2001), Incorporating Second-Order Functional Knowledge; PyTorch 2.13",
        [
            Hyperparameter("beta", .positive, 1, "β: how sharp the bend is"),
            Hyperparameter("threshold", .finite, 20, "βx above which it is x"),
        ]
    ) { s in
        let formula = Softplus(β: Float(s["beta"]), threshold: Float(s["threshold"]))
        return .element(formula.isPlain ? .softplus : ElementFunction(formula))
    }

    static let squareplusCard = ActivationCard(
        "Squareplus", called: ["squareplus"], .rectifiers, "softplus without exponentials",
        formula: "(x + √(x² + b))/2", source: "Barron (2021), Squareplus: A Softplus-Like Algebraic Rectifier",
        [Hyperparameter("b", .nonNegative, 4, "how wide the bend is")]
    ) { s in .element(ElementFunction(Squareplus(b: Float(s["b"])))) }

    static let sparsePlusCard = ActivationCard(
        "SparsePlus", called: ["sparse_plus"], .rectifiers, "softplus that is exactly 0 below −1 and x above 1",
        formula: "x ≤ −1: 0; x ≥ 1: x; between them (x + 1)²/4", source: "Keras 3.15.1"
    ) { _ in .element(ElementFunction(SparsePlus())) }
}

private struct Softplus: ElementFormula {
    let β: Float
    let threshold: Float

    /// Beyond 20 nothing is left of the difference in Float32.
    var isPlain: Bool { β == 1 && threshold >= 20 }

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        let z = β * x
        if z > threshold { return (x, 1) }
        let e = Float.exp(-abs(z))
        return ((Swift.max(z, 0) + Float.log(onePlus: e)) / β, z >= 0 ? 1 / (1 + e) : e / (1 + e))
    }
}

private struct Squareplus: ElementFormula {
    let b: Float

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        let root = (x * x + b).squareRoot()
        // Below 0 the sum would lose its digits; it is b over the difference.
        let sum = x < 0 ? b / (root - x) : x + root
        return (0.5 * sum, root == 0 ? 0.5 : 0.5 * sum / root)
    }
}

private struct SparsePlus: ElementFormula {
    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        if x >= 1 { return (x, 1) }
        return x > -1 ? ((x + 1) * (x + 1) / 4, (x + 1) / 2) : (x.isNaN ? x : 0, 0)
    }
}
