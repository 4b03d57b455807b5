public import Networks
public import Optimizers

/// How a model is trained, as `compile` is told: Keras's optimizer, loss and metrics.
public struct TrainingPlan: Sendable {
    /// The rule with its rate or schedule, clipping, decay and wrappers.
    public var optimizer: Optimizer
    /// What training makes small, the regularisers' penalties excepted.
    public var loss: Loss
    /// What is reported beside the loss.
    public var metrics: [Metric]

    /// Without metrics the loss alone is reported.
    public init(optimizer: Optimizer, loss: Loss, metrics: [Metric] = []) {
        self.optimizer = optimizer
        self.loss = loss
        self.metrics = metrics
    }

    /// What `compile` is given to make it again, as a program writes it. A loss that has a word is made by it again, with all that it
    /// was made with.
    var call: String {
        guard let terms = loss.terms else {
            let names = metrics.map { "'\($0.name)'" }.joined(separator: ", ")
            return "\(optimizer.summary), \(Self.spelled(loss)), [\(names)]"
        }
        let losses = terms.compactMap { term in term.loss.map { "'\(term.part.name)': \(Self.spelled($0))" } }
        let weights = terms.filter { $0.loss != nil }.map { "'\($0.part.name)': \($0.weight)" }
        let all = loss.isNothing ? "None" : "{\(losses.joined(separator: ", "))}"
        return "\(optimizer.summary), \(all), {\(reported(of: terms))}, "
            + "loss_weights={\(weights.joined(separator: ", "))}"
    }

    private static func spelled(_ loss: Loss) -> String {
        loss.function == nil ? loss.call : "'\(loss.name)'"
    }

    /// The metrics of each output by its name, which their own names begin with; the losses report themselves.
    private func reported(of terms: [Loss.Term]) -> String {
        let outputs = terms.map(\.part.name).sorted { $0.count > $1.count }
        var own: [String: [String]] = [:]
        for metric in metrics where !outputs.contains(where: { metric.name == $0 + "_loss" }) {
            let output = outputs.first { metric.name.hasPrefix($0 + "_") }
            guard let name = output ?? (outputs.count == 1 ? outputs.first : nil) else { continue }
            let plain = output == nil ? metric.name : String(metric.name.dropFirst(name.count + 1))
            own[name, default: []].append("'\(plain)'")
        }
        return terms.compactMap { term in
            own[term.part.name].map { "'\(term.part.name)': [\($0.joined(separator: ", "))]" }
        }.joined(separator: ", ")
    }
}
