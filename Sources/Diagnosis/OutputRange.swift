internal import Datasets
internal import Networks
internal import Training

/// The numbers that a network's last layer can give, where its activation bounds them, and the targets outside, which no weights
/// reach.
struct OutputRange: Sendable {
    /// What the last layer ends with.
    let activation: String
    /// The smallest and the largest number it gives.
    let low: Double
    let high: Double
    /// The share of the training rows' targets that lie outside.
    let outside: Double
    /// What it should end with instead.
    let instead: Activation

    /// nil where targets are class numbers, and where the last layer gives any number.
    init?(_ recipe: TrainingRecipe) {
        let loss = recipe.plan.loss.name
        guard ["mean_squared_error", "mean_absolute_error", "binary_crossentropy"].contains(loss),
            let last = recipe.architecture.nodes.last?.layer
        else { return nil }
        let dense = last as? DenseLayer
        guard let name = (dense?.activation ?? (last as? ActivationLayer)?.activation)?.name,
            let bounds = OutputRange.bounds(name, isAlone: dense?.units == 1)
        else { return nil }
        let targets = recipe.y.values.prefix(recipe.trainingRows * recipe.y.width)
        guard !targets.isEmpty, targets.allSatisfy(\.isFinite) else { return nil }
        (activation, low, high) = (name, bounds.low, bounds.high)
        // Single precision rounds a border.
        outside =
            Double(targets.count { Double($0) < bounds.low - 1e-6 || Double($0) > bounds.high + 1e-6 })
            / Double(targets.count)
        instead = loss == "binary_crossentropy" ? .sigmoid : .linear
    }

    private static func bounds(_ name: String, isAlone: Bool) -> (low: Double, high: Double)? {
        switch name {
        // A softmax of one number is 1.
        case "softmax": isAlone ? (1, 1) : (0, 1)
        case "sigmoid", "hard_sigmoid": (0, 1)
        case "tanh", "softsign", "hard_tanh": (-1, 1)
        case "relu", "softplus", "exponential": (0, .infinity)
        case "relu6": (0, 6)
        default: nil
        }
    }
}

extension Architecture {
    /// The same layers, the last one with another activation.
    func endingWith(_ activation: Activation) -> Architecture {
        var copy = self
        guard let last = nodes.indices.last else { return copy }
        if var dense = nodes[last].layer as? DenseLayer {
            dense.activation = activation
            copy.replace(last, with: dense)
        } else if var layer = nodes[last].layer as? ActivationLayer {
            layer.activation = activation
            copy.replace(last, with: layer)
        }
        return copy
    }
}
