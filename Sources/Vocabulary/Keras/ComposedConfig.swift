import Language
import Networks
import Training

/// The calls of a composed model as its configuration has them.
struct ComposedConfig {
    let model: Training.Model
    /// What the layers make of the inputs.
    let plan: OpenPlan

    private var nodes: [Architecture.Node] { model.architecture.nodes }

    /// The name of the layer of a call.
    func name(_ index: Int) throws -> String {
        let (layer, identity) = (nodes[index].layer, nodes[index].identity)
        return try layer.givenName ?? identity?.name ?? LayerHandle(model: model, place: .layer(index)).name
    }

    /// `['dense', 0, 0]`: layer, its call, its tensor.
    private func history(_ source: Architecture.Source, part: Int = 0) throws -> [Value] {
        guard case .layer(let index) = source else {
            guard case .input(let number) = source else { return [] }
            return [.text(model.architecture.inputName(number)), .int(0), .int(0)]
        }
        if let part = nodes[index].layer as? any PartLayer {
            return try history(nodes[index].sources[0], part: part.part)
        }
        let owner = nodes[index].owner ?? index
        let calls = nodes.indices.filter { ($0 == owner || nodes[$0].owner == owner) && $0 < index }
        return [.text(try name(owner)), .int(calls.count), .int(part)]
    }

    /// The tensor that a call reads.
    private func tensor(_ source: Architecture.Source) throws -> Value {
        let config = KerasConfig.dictionary([
            ("shape", plan.shape(of: source)), ("dtype", .text("float32")),
            ("keras_history", .list(try history(source))),
        ])
        return .dict(
            KerasConfig.dictionary([("class_name", .text("__keras_tensor__")), ("config", .dict(config))]))
    }

    /// One call of a layer.
    func call(_ node: Architecture.Node) throws -> Value {
        let tensors = try node.sources.map(tensor)
        let isSpread = (node.layer as? AttentionLayer)?.rule.word == "MultiHeadAttention"
        let arguments = isSpread ? tensors : [tensors.count == 1 ? tensors[0] : .list(tensors)]
        let isCausal = node.layer.callArguments.contains("use_causal_mask=True")
        let keywords = isCausal ? [("use_causal_mask", Value.bool(true))] : []
        return .dict(
            KerasConfig.dictionary([
                ("args", .tuple(arguments)), ("kwargs", .dict(KerasConfig.dictionary(keywords))),
            ]))
    }

    /// Inputs or outputs: one, or a list of them.
    func ends(_ sources: [Architecture.Source]) throws -> Value {
        let found = try sources.map { Value.list(try history($0)) }
        return found.count == 1 ? found[0] : .list(found)
    }
}
