internal import Answers
internal import Networks
public import Training

/// LoRA around the Dense layers of a trained model (Hu et al. 2021).
extension Model {
    /// The same network with a change of low rank beside each Dense layer's kernel; everything it had is held, but its head.
    ///
    /// Before the first update it gives what this model gives, bit for bit where α/r·(x·A)·0 is 0. It is fitted, explained, saved and
    /// evaluated as every model is.
    ///
    /// - Parameters:
    ///   - rank: r of each change.
    ///   - alpha: the change counts α/r times; nil for r.
    ///   - layers: names of Dense layers; nil for all but the heads.
    ///   - learnsHead: whether the last layers are learnt as they are, where they have no change of their own.
    ///   - seed: of the A's and of the order of the rows; nil for this model's plus 1.
    /// - Throws: `Mistake` for a rank of 0 or above a kernel's shorter side, a layer without a kernel, a name that is none, a model that
    ///   has such changes already, one without Dense layers, and one that is not built.
    public func withLowRank(
        rank: Int, alpha: Double? = nil, layers: [String]? = nil, learnsHead: Bool = true, seed: UInt64? = nil
    ) throws -> Model {
        let network = try build()
        if let place = architecture.nodes.firstIndex(where: { $0.layer is LowRankLayer }) {
            throw Mistake(
                "layer '\(network.names[place])' has LoRA already", expected: "a model without it",
                try: "merge_lora(model)", argument: "model")
        }
        // What is wrong with the rank by itself is said without naming a layer.
        _ = try LowRankLayer(DenseLayer(units: 1), rank: rank, alpha: alpha)
        let heads = try heads
        let chosen = try layers.map { try dense($0, network) } ?? dense(except: heads)
        return try moved(
            seed: seed ?? self.seed &+ 1,
            isHeld: { !chosen.contains($0) && !(learnsHead && heads.contains($0)) },
            { number, layer in
                let owner = architecture.nodes[number].owner ?? number
                guard chosen.contains(owner), let base = layer as? DenseLayer else { return [] }
                // It keeps the name that the layer has in the model, and so do the tensors in it.
                return [try LowRankLayer(base, rank: rank, alpha: alpha, name: network.names[owner])]
            })
    }

    /// The numbers of the Dense layers of these names.
    private func dense(_ names: [String], _ network: Network) throws -> Set<Int> {
        var chosen: Set<Int> = []
        for name in names {
            guard let number = network.names.firstIndex(of: name), architecture.nodes[number].owner == nil else {
                throw Mistake(
                    "the model has no layer '\(name)'", expected: "one of " + network.names.joined(separator: ", "),
                    argument: "layers")
            }
            let layer = architecture.nodes[number].layer
            guard layer is DenseLayer else {
                let hasKernel = network.plans[number].parameters.contains { $0.name == "kernel" }
                throw Mistake(
                    "layer '\(name)' is \(layer.summary), which "
                        + (hasKernel ? "is no Dense layer" : "has no kernel that could be changed"),
                    expected: "a Dense layer: \(denseNames(network))", argument: "layers")
            }
            chosen.insert(number)
        }
        guard !chosen.isEmpty else {
            throw Mistake(
                "no layers", expected: "at least one of \(denseNames(network))", try: "layers=None", argument: "layers")
        }
        return chosen
    }

    private func denseNames(_ network: Network) -> String {
        let names = architecture.nodes.indices.filter {
            architecture.nodes[$0].layer is DenseLayer && architecture.nodes[$0].owner == nil
        }.map { network.names[$0] }
        return names.isEmpty ? "this model has none" : names.joined(separator: ", ")
    }

    private func dense(except heads: [Int]) throws -> Set<Int> {
        let chosen = architecture.nodes.indices.filter {
            architecture.nodes[$0].layer is DenseLayer && architecture.nodes[$0].owner == nil && !heads.contains($0)
        }
        guard !chosen.isEmpty else {
            throw Mistake(
                "the model has no Dense layer before its last one", expected: "a hidden Dense layer, or layers by name",
                argument: "model")
        }
        return Set(chosen)
    }

    /// The same function without LoRA: W + (α/r)·A·B in the place of W, computed in Double. All of it can be learnt again.
    ///
    /// - Throws: `Mistake` for a model that has none.
    public func mergedLowRank() throws -> Model {
        let network = try build()
        guard architecture.nodes.contains(where: { $0.layer is LowRankLayer }) else {
            throw Mistake(
                "the model has no LoRA to be merged", expected: "what lora(model) gave", try: "merge_lora(lora(model))",
                argument: "model")
        }
        let plain = architecture.replacingLayers { _, layer in
            (layer as? LowRankLayer).map { [$0.base] } ?? []
        }
        var open = plain
        for number in open.nodes.indices where open.nodes[number].owner == nil { open.freeze(number, false) }
        open.inputShapes = network.inputShapes.map { $0 }
        let model = Model(open, seed: seed, name: givenName, counted: name)
        if let plan { model.compile(plan) }
        let new = try model.build()
        for (number, node) in architecture.nodes.enumerated() {
            let (name, place) = (network.names[number], new.names[number])
            for role in new.plans[number].parameters.map(\.name) + new.plans[number].state.map(\.name) {
                guard var tensor = network.tensor(layer: name, role: role) else { continue }
                if role == "kernel", let layer = node.layer as? LowRankLayer,
                    let a = network.tensor(layer: name, role: LowRankLayer.a),
                    let b = network.tensor(layer: name, role: LowRankLayer.b)
                {
                    tensor.values = layer.merged(tensor.values, a.values, b.values)
                }
                try new.setTensor(layer: place, role: role, to: tensor.values)
            }
        }
        return model
    }
}

extension LowRankLayer {
    /// W + (α/r)·A·B, row by row.
    func merged(_ kernel: [Float], _ a: [Float], _ b: [Float]) -> [Float] {
        let columns = b.count / rank
        return kernel.indices.map { place in
            let (row, column) = (place / columns, place % columns)
            var sum = 0.0
            for k in 0..<rank { sum += Double(a[row * rank + k]) * Double(b[k * columns + column]) }
            return Float(Double(kernel[place]) + factor * sum)
        }
    }
}
