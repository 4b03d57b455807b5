import Cards
import RealModule
import Tensors

/// Rectifiers that bend into an exponential below 0, and the exponential itself.
extension Activation {
    static let eluCard = ActivationCard(
        "ELU", called: ["elu"], .rectifiers, "x where it is positive, α(eˣ − 1) where it is not",
        formula: "x > 0 ? x : α(eˣ − 1)",
        source:
            "Clevert, Unterthiner & Hochreiter (2015), Fast and Accurate Deep Network Learning by Exponential Linear "
            + "Units", example: "ELU(0.5)", [.depth("how far below 0 it goes")]
    ) { s in .element(.elu(alpha: Float(s["alpha"]))) }

    static let celuCard = ActivationCard(
        "CELU", called: ["celu"], .rectifiers, "ELU whose slope has no jump, whatever α",
        formula: "x > 0 ? x : α(e^(x/α) − 1)",
        source: "Barron (2017), Continuously Differentiable Exponential Linear Units", example: "CELU(0.5)",
        [Hyperparameter("alpha", .positive, 1, "how far below 0 it goes")]
    ) { s in .element(ElementFunction(CELU(α: Float(s["alpha"])))) }

    static let seluCard = ActivationCard(
        "SELU", called: ["selu"], .rectifiers, "ELU scaled so that mean 0 and variance 1 pass through",
        formula: "1.0507·(x > 0 ? x : 1.6733(eˣ − 1))",
        source: "Klambauer et al. (2017), Self-Normalizing Neural Networks"
    ) { _ in .element(.selu) }

    static let exponentialCard = ActivationCard(
        "Exponential", called: ["exponential"], .rectifiers, "eˣ", formula: "eˣ", source: "Keras 3.15.1"
    ) { _ in .element(.exponential) }
}

private struct CELU: ElementFormula {
    let α: Float

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        x > 0 ? (x, 1) : (α * Float.expMinusOne(x / α), Float.exp(x / α))
    }
}

extension Hyperparameter {
    fileprivate static func depth(_ meaning: String) -> Hyperparameter {
        Hyperparameter("alpha", .nonNegative, 1, meaning)
    }
}
