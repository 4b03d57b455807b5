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
        lines.append("parameters: \(learnt), learnt without a gradient: \(state)")
        return lines.joined(separator: "\n")
    }
}

extension Network {
    public var layerTable: LayerTable { LayerTable(architecture: architecture, plans: plans) }
}
