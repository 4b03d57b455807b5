import Answers
import Cards
import RealModule
import Tensors

/// Functions that stay between two bounds, and the logarithm of one.
extension Activation {
    static let sigmoidCard = ActivationCard(
        "Sigmoid", called: ["sigmoid"], .bounded, "from 0 to 1: the logistic function", formula: "1/(1 + e^−x)",
        source: "Verhulst (1845)"
    ) { _ in .element(.sigmoid) }

    static let tanhCard = ActivationCard(
        "Tanh", called: ["tanh"], .bounded, "from −1 to 1, steepest at 0", formula: "(eˣ − e^−x)/(eˣ + e^−x)",
        source: "LeCun et al. (1998), Efficient BackProp, section 4.4"
    ) { _ in .element(.tanh) }

    static let softsignCard = ActivationCard(
        "Softsign", called: ["softsign"], .bounded, "from −1 to 1, with long tails", formula: "x/(1 + |x|)",
        source: "Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward neural networks"
    ) { _ in .element(.softsign) }

    static let hardSigmoidCard = ActivationCard(
        "Hardsigmoid", called: ["hard_sigmoid"], .bounded, "the sigmoid in three straight pieces",
        formula: "min(max(x/6 + 1/2, 0), 1)", source: "Courbariaux et al. (2015), BinaryConnect; Keras 3.15.1"
    ) { _ in .element(.hardSigmoid) }

    static let hardTanhCard = ActivationCard(
        "Hardtanh", called: ["hard_tanh", "hardtanh"], .bounded, "the tanh in three straight pieces",
        formula: "min(max(x, min_val), max_val)",
        source: "Collobert (2004), Large Scale Machine Learning; PyTorch 2.13",
        [
            Hyperparameter("min_val", .finite, -1, "lower bound"),
            Hyperparameter("max_val", .finite, 1, "upper bound"),
        ]
    ) { s in
        let (low, high) = (s["min_val"], s["max_val"])
        guard low < high else {
            throw Mistake(
                "min_val = \(low.short()) is not below max_val = \(high.short())", expected: "min_val < max_val",
                try: "Hardtanh(-1, 1)", argument: "min_val")
        }
        return .element(ElementFunction(Clamp(low: Float(low), high: Float(high))))
    }

    static let sparseSigmoidCard = ActivationCard(
        "SparseSigmoid", called: ["sparse_sigmoid"], .bounded, "a sigmoid that reaches 0 at −1 and 1 at 1",
        formula: "min(max((x + 1)/2, 0), 1)", source: "Keras 3.15.1"
    ) { _ in .element(ElementFunction(SparseSigmoid())) }

    static let logSigmoidCard = ActivationCard(
        "LogSigmoid", called: ["log_sigmoid", "logsigmoid"], .bounded, "the logarithm of the sigmoid, at most 0",
        formula: "−log(1 + e^−x)", source: "PyTorch 2.13; Keras 3.15.1"
    ) { _ in .element(.logSigmoid) }
}

private struct Clamp: ElementFormula {
    let low: Float
    let high: Float

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        if x <= low { return (low, 0) }
        return x >= high ? (high, 0) : (x, 1)
    }
}

private struct SparseSigmoid: ElementFormula {
    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        if x <= -1 { return (0, 0) }
        return x >= 1 ? (1, 0) : ((x + 1) / 2, 0.5)
    }
}
