import Cards
internal import Numbers
import RealModule
import Tensors

/// The rectifier and those that differ from it by a slope, a limit or a threshold.
extension Activation {
    static let reluCard = ActivationCard(
        "ReLU", called: ["relu"], .rectifiers, "max(0, x)",
        formula: "x from threshold up to max_value, max_value beyond, negative_slope·(x − threshold) below",
        source: "Nair & Hinton (2010), Rectified Linear Units Improve Restricted Boltzmann Machines; Keras 3.15.1",
        [
            Hyperparameter("max_value", .nonNegative, .absent("None"), "where it ends to rise"),
            Hyperparameter("negative_slope", .nonNegative, 0, "slope below the threshold"),
            Hyperparameter("threshold", .nonNegative, 0, "where it begins to rise"),
        ]
    ) { s in
        let formula = BoundedReLU(
            most: Float(s.number(ifGiven: "max_value") ?? .infinity), slope: Float(s["negative_slope"]),
            threshold: Float(s["threshold"]))
        return .element(formula.isPlain ? .relu : ElementFunction(formula))
    }

    static let leakyReLUCard = ActivationCard(
        "LeakyReLU", called: [.init("leaky_relu", ["negative_slope": 0.2])], .rectifiers,
        "x where it is positive, slope·x where it is not", formula: "x > 0 ? x : slope·x",
        source: "Maas, Hannun & Ng (2013), Rectifier Nonlinearities Improve Neural Network Acoustic Models",
        differences: ["the slope is 0.3 in Keras's layer, 0.2 in Keras's activation=\"leaky_relu\", 0.01 in PyTorch"],
        example: "LeakyReLU(0.2)",
        [Hyperparameter("negative_slope", aliases: ["alpha"], .nonNegative, 0.3, "slope below 0")]
    ) { s in .element(.leakyReLU(slope: Float(s["negative_slope"]))) }

    static let relu6Card = ActivationCard(
        "ReLU6", called: ["relu6"], .rectifiers, "max(0, x), at most 6", formula: "min(max(x, 0), 6)",
        source: "Howard et al. (2017), MobileNets"
    ) { _ in .element(.relu6) }

    static let thresholdCard = ActivationCard(
        "Threshold", called: [], .rectifiers, "x above a threshold, one value elsewhere",
        formula: "x > threshold ? x : value", source: "PyTorch 2.13; Keras 3.15.1", example: "Threshold(0.1, 20)",
        [
            Hyperparameter("threshold", .finite, .required, "above it x stays"),
            Hyperparameter("value", aliases: ["default_value"], .finite, .required, "what stands elsewhere"),
        ]
    ) { s in
        .element(ElementFunction(Threshold(threshold: Float(s["threshold"]), value: Float(s["value"]))))
    }
}

/// Keras's relu with a limit, a slope and a threshold.
private struct BoundedReLU: ElementFormula {
    let most: Float
    let slope: Float
    let threshold: Float

    var isPlain: Bool { most == .infinity && slope == 0 && threshold == 0 }

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) {
        if x > most { return (most, 0) }
        return x > threshold ? (x, 1) : (slope * (x - threshold), slope)
    }
}

private struct Threshold: ElementFormula {
    let threshold: Float
    let value: Float

    func callAsFunction(_ x: Float) -> (value: Float, slope: Float) { x > threshold ? (x, 1) : (value, 0) }
}
