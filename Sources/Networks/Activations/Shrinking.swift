import Cards
import RealModule
import Tensors

/// Functions that take small numbers to 0 and leave large ones nearly as they are.
extension Activation {
    static let hardShrinkCard = ActivationCard(
        "Hardshrink", called: ["hard_shrink", "hardshrink"], .shrinking, "x outside ±λ, 0 inside",
        formula: "|x| > λ ? x : 0", source: "Donoho & Johnstone (1994), hard thresholding; PyTorch 2.13", [λ]
    ) { s in .element(ElementFunction(HardShrink(λ: Float(s["lambd"])))) }

    static let softShrinkCard = ActivationCard(
        "Softshrink", called: ["soft_shrink", "softshrink"], .shrinking, "x moved toward 0 by λ, 0 inside ±λ",
        formula: "x > λ: x − λ; x < −λ: x + λ; otherwise 0",
        source: "Donoho & Johnstone (1994), soft thresholding; PyTorch 2.13", [λ]
    ) { s in .element(ElementFunction(SoftShrink(λ: Float(s["lambd"])))) }

    static let tanhShrinkCard = ActivationCard(
        "Tanhshrink", called: ["tanh_shrink", "tanhshrink"], .shrinking, "what the tanh takes off",
        formula: "x − tanh(x)", source: "PyTorch 2.13; Keras 3.15.1"
    ) { _ in .element(ElementFunction(TanhShrink())) }

    private static let λ = Hyperparameter(
        "lambd", aliases: ["threshold"], .nonNegative, 0.5, "λ: what counts as small")
}

private struct HardShrink: ElementFormula {
    let λ: Float

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) { abs(x) <= λ ? (0, 0) : (x, 1) }
}

private struct SoftShrink: ElementFormula {
    let λ: Float

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        abs(x) <= λ ? (0, 0) : (x > 0 ? x - λ : x + λ, 1)
    }
}

private struct TanhShrink: ElementFormula {
    /// In Double, because the difference of two like numbers is left.
    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        let t = Double.tanh(Double(x))
        return (Float(Double(x) - t), Float(t * t))
    }
}
