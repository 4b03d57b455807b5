internal import Optimizers
internal import Networks
public import Answers

extension Model: Presentable {
    /// `model`
    public static var kind: String { "model" }

    /// The layers' calls, in order.
    public var summary: String {
        let layers = architecture.nodes.filter { !($0.layer is any HiddenLayer) }.map(\.layer.summary).joined(
            separator: " → ")
        return "model: \(layers.isEmpty ? "no layers" : layers)"
    }

    /// Keras's table of layers, output shapes and parameters; why there is none where it cannot be built.
    public func table(width: Int) -> String { table(width: width, lineLength: nil) }

    /// The same in lines of a length that was asked for.
    public func table(width: Int, lineLength: Int?) -> String {
        do {
            return LayerTable(architecture, name: name, plan: try openPlan(), optimizerNumbers: optimizerNumbers)
                .text(width: width, lineLength: lineLength)
        } catch {
            guard let mistake = error as? Mistake ?? (error as? any CarriesMistake)?.mistake else {
                return summary + "\nnot built yet"
            }
            return
                ([summary, "cannot be built: " + mistake.problem]
                + [mistake.expected.map { "expected: " + $0 }]
                .compactMap { $0 }).joined(separator: "\n")
        }
    }

    /// How many numbers the optimizer keeps: beside what the rule remembers of each parameter Keras counts the steps, has the rate
    /// where no schedule gives it, and of Nadam the product of its momenta; 0 before training.
    public var optimizerNumbers: Int {
        guard let mover = state.optimizer else { return 0 }
        let rate = if case .schedule = mover.optimizer.rate { 0 } else { 1 }
        return mover.memoryCount + 1 + rate + (mover.optimizer.name == "Nadam" ? 1 : 0)
    }

    /// The number of learnt numbers, as soon as the shape of the input tells it.
    private var plannedParameters: Int? {
        if let network { return network.parameterCount }
        return (try? architecture.openPlan())?.plans.reduce(0) {
            $0 + $1.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
        }
    }

    /// How many layers and parameters it has, and how far it is trained.
    public var sentence: String {
        let layers = architecture.nodes.count { !($0.layer is any HiddenLayer) }
        var parts = ["A model of \(layers) layer\(layers == 1 ? "" : "s")"]
        if let count = plannedParameters {
            parts[0] += " with \(count) parameter\(count == 1 ? "" : "s")"
        } else {
            parts.append("whose weights wait for the shape of the input")
        }
        if epochsDone > 0 {
            parts.append("fitted for \(epochsDone) epoch\(epochsDone == 1 ? "" : "s")")
        } else {
            parts.append(plan == nil ? "not compiled yet" : "compiled, not fitted yet")
        }
        return parts.joined(separator: ", ") + "."
    }
}
