internal import Numbers
internal import Tensors

/// What a network is made of, and how much memory its training takes.
extension Network {
    /// Keras's table: layer, output shape, parameters; then the totals.
    public func summary(width: Int = 80) -> String {
        var rows: [[String]] = [["layer", "output shape", "parameters"]]
        for (index, plan) in plans.enumerated() {
            let count =
                plan.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) } + plan.state.reduce(0) { $0 + $1.count }
            let shape = "(None, " + plan.output.map(String.init).joined(separator: ", ") + ")"
            rows.append(["\(names[index])  \(architecture.nodes[index].layer.summary)", shape, "\(count)"])
        }
        let last = Swift.max(10, rows.map { $0[2].count }.max() ?? 0)
        let middle = Swift.max(12, rows.map { $0[1].count }.max() ?? 0)
        let first = Swift.max(12, Swift.min(rows.map { $0[0].count }.max() ?? 0, width - middle - last - 4))
        var lines = rows.map { row -> String in
            let name: String = row[0].count > first ? String(row[0].prefix(first - 1)) + "…" : row[0]
            let gap = String(repeating: " ", count: first - name.count + 2)
            let space = String(repeating: " ", count: middle - row[1].count + 2 + last - row[2].count)
            return name + gap + row[1] + space + row[2]
        }
        lines.insert(String(repeating: "─", count: Swift.min(width, first + middle + last + 4)), at: 1)
        lines.append("parameters: \(parameterCount), learnt without a gradient: \(state.count)")
        return lines.joined(separator: "\n")
    }
}

/// Bytes that training a model takes.
public struct MemoryUse: Sendable, Equatable {
    public var parameters: Int
    public var gradients: Int
    public var optimizer: Int
    /// Values and their gradients on the tape, for one batch.
    public var activations: Int

    public init(parameters: Int, gradients: Int, optimizer: Int, activations: Int) {
        self.parameters = parameters
        self.gradients = gradients
        self.optimizer = optimizer
        self.activations = activations
    }

    public var total: Int { parameters + gradients + optimizer + activations }
}
