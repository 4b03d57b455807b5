internal import Answers

/// Keras's table of a model: layer, output shape, parameters; then the totals. It needs no weights.
public struct LayerTable {
    let architecture: Architecture
    let plans: [LayerPlan]

    /// - Parameter plans: what `architecture.plan` gave.
    public init(architecture: Architecture, plans: [LayerPlan]) {
        self.architecture = architecture
        self.plans = plans
    }

    /// The table, long names cut so that a line fits into `width` columns.
    public func text(width: Int = 80) -> String {
        var rows: [[String]] = [["layer", "output shape", "parameters"]]
        var (learnt, state) = (0, 0)
        for (node, (name, plan)) in zip(architecture.nodes, zip(architecture.names, plans)) {
            let own = plan.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
            let running = plan.state.reduce(0) { $0 + $1.count }
            learnt += own
            state += running
            let shape = "(None, " + plan.output.map(String.init).joined(separator: ", ") + ")"
            rows.append(["\(name)  \(node.layer.summary)", shape, "\(own + running)"])
        }
        let (middle, last) = (rows.map { $0[1].columns }.max() ?? 0, rows.map { $0[2].columns }.max() ?? 0)
        let first = Swift.max(12, Swift.min(rows.map { $0[0].columns }.max() ?? 0, width - middle - last - 4))
        rows = rows.map { [$0[0].columns > first ? String($0[0].prefix(first - 1)) + "…" : $0[0]] + $0.dropFirst() }
        var lines = TextTable.lines(rows, width: .max, indent: 0)
        lines.insert(String(repeating: "─", count: Swift.min(width, first + middle + last + 4)), at: 1)
        lines.append("parameters: \(learnt), learnt without a gradient: \(state)")
        return lines.joined(separator: "\n")
    }
}

extension Network {
    /// The table of the built layers.
    public var layerTable: LayerTable { LayerTable(architecture: architecture, plans: plans) }
}
