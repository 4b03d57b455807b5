import Cards
import Tensors

@testable import Networks

/// y = 2x: an activation in one file.
private struct ToyFormula: ElementFormula {
    let factor: Float

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) { (factor * x, factor) }
}

extension Activation {
    static let toyCard = ActivationCard(
        "ToyTimes", called: ["toy_times"], .rectifiers, "a number several times", formula: "factor·x", source: "a test",
        [Hyperparameter("factor", .positive, 2, "how many times")]
    ) { s in .element(ElementFunction(ToyFormula(factor: Float(s["factor"])))) }
}
