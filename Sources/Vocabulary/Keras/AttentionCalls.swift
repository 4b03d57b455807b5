import Answers
import Arrays
import Autograd
import Language
import Networks
import Training

/// Calls of layers of attention: `mha(query, value, key)`, `Attention()([query, value])`.
enum AttentionCalls {
    /// What a call of the layer takes.
    static func parameters(of layer: any Layer) -> [Parameter] {
        if layer is SelfAttentionLayer { return ofItself }
        guard let attention = layer as? AttentionLayer else { return LayerValue.parameters }
        return attention.rule is MultiHeadRule ? ofSeveralHeads : plain
    }

    private static let training = Parameter(
        "training", .any, .value(.none), "whether attention is dropped; not unless it is said")
    private static let scores = Parameter(
        "return_attention_scores", .bool, .value(.bool(false)), "whether it gives how much each looked at each, too")
    private static let causal = Parameter(
        "use_causal_mask", .bool, .value(.bool(false)), "whether a query sees only values up to its own place")
    private static let value = Parameter("value", .any, .value(.none), "what they look at; themselves if absent")
    private static let key = Parameter("key", .any, .value(.none), "what values are found by; the values if absent")

    private static let ofItself =
        [Parameter("inputs", aliases: ["query"], .any, .required, "a sequence: (rows, steps, features)"), value, key]
        + LayerValue.parameters.dropFirst().map { parameter in
            var parameter = parameter
            parameter.isKeywordOnly = true
            return parameter
        }

    private static let ofSeveralHeads: [Parameter] =
        [
            Parameter("query", aliases: ["inputs"], .any, .required, "what looks: (rows, steps, features)"), value, key,
        ]
        + ["query", "value", "key"].map {
            Parameter("\($0)_mask", .any, .value(.none), "True for each step of the \($0) that counts")
        } + [
            Parameter(
                "attention_mask", .any, .value(.none), "True where a query may look at a value: (rows, queries, values)"
            ), scores, training, causal,
        ]

    private static let plain: [Parameter] = [
        Parameter("inputs", .any, .required, "a list: [query, value] or [query, value, key]"),
        Parameter("mask", .any, .value(.none), "a list: which steps of query and value count"), training, scores,
        causal,
    ]

    /// Refuses what the laboratory's own layer does not do, which looks at its input and nothing else.
    static func check(_ layer: any Layer, _ arguments: Arguments) throws {
        guard layer is SelfAttentionLayer else { return }
        for name in ["value", "key"] where !arguments[name].isNone {
            guard arguments[name].isSameTensor(as: arguments["inputs"]) else {
                throw arguments.mistake(
                    name, "\(layer.summary) was made without key_dim and looks at its own input alone",
                    expected: "a layer with key_dim", try: "MultiHeadAttention(num_heads=2, key_dim=16)")
            }
        }
    }

    // MARK: Calling

    /// The call of a layer.
    ///
    /// - Parameters:
    ///   - compose: makes the layer's output in a model that is being composed.
    ///   - place: where its weights are, for one example each of queries, values and keys.
    static func call(
        _ layer: AttentionLayer, _ arguments: Arguments, _ context: Context,
        compose: (AttentionLayer, [SymbolicTensor]) throws -> Value, place: ([[Int]]) throws -> LayerHandle?
    ) throws -> Value {
        var layer = layer
        if try arguments.bool("use_causal_mask") { layer.isCausal = true }
        let isPlain = !(layer.rule is MultiHeadRule)
        let first = arguments[isPlain ? "inputs" : "query"]
        var given = parts(first)
        if isPlain, given.count < 2 {
            throw Mistake(
                "\(layer.summary) is called on one tensor", expected: "a list",
                try: "\(layer.rule.word)()([query, value])", argument: "inputs"
            ).raised(
                as: "ValueError",
                "\(layer.rule.word) layer must be called on a list of inputs, namely [query, value] or [query, value, key]."
            )
        }
        if !isPlain {
            given += ["value", "key"].map { arguments[$0] }.filter { !$0.isNone }
            let mask = arguments["attention_mask"]
            if !mask.isNone {
                while given.count < 3 { given.append(given[given.count - 1]) }
                given.append(mask)
            }
        }
        if given.contains(where: { $0.asThing(SymbolicTensor.self) != nil }) {
            return try compose(layer, try symbolic(layer, given, arguments))
        }
        let inputs = try given.map { try context.kerasTensor($0) }
        let shapes = try layer.rule.sequences(inputs.map { Array($0.shape.dropFirst()) })
        guard let handle = try place(shapes) else { return .none }
        let eager = try handle.model.eager(context)
        context.variableDesk.add(eager)
        let parameters = try handle.variables(context).learnt
        let masks = try masks(arguments, isPlain: isPlain).map { value in
            value.isNone ? nil : try context.kerasTensor(value).cast(to: .float32)
        }
        let isTraining = try context.isTraining(arguments)
        let isAsked = context.recordsKeras(inputs)
        let (output, scores) = try context.kerasRecorder.recording(isAsked && context.kerasRecorder.isRecording) {
            try layer.attended(inputs, masks, parameters, isTraining: isTraining)
        }
        return try arguments.bool("return_attention_scores")
            ? .tuple([.thing(output), .thing(scores)]) : .thing(output)
    }

    /// A list of tensors, or the one that stands alone.
    private static func parts(_ value: Value) -> [Value] {
        guard let items = value.elements, value.asThing(Tensor.self) == nil,
            items.contains(where: { if case .thing = $0 { true } else { false } })
        else { return [value] }
        return items
    }

    /// Those of queries, values and keys.
    private static func masks(_ arguments: Arguments, isPlain: Bool) -> [Value] {
        guard isPlain else { return ["query_mask", "value_mask", "key_mask"].map { arguments[$0] } }
        let given = arguments["mask"].elements ?? []
        return [given.first ?? .none, given.count > 1 ? given[1] : .none, .none]
    }

    private static func symbolic(
        _ layer: AttentionLayer, _ given: [Value], _ arguments: Arguments
    ) throws -> [SymbolicTensor] {
        if try arguments.bool("return_attention_scores") {
            throw arguments.mistake(
                "return_attention_scores", "a model that is being composed gets the output of \(layer.rule.word) alone",
                expected: "a call on numbers", try: "output, scores = layer(x, x, return_attention_scores=True)")
        }
        let isPlain = !(layer.rule is MultiHeadRule)
        for (value, name) in zip(
            masks(arguments, isPlain: isPlain), isPlain ? ["mask", "mask"] : ["query_mask", "value_mask", "key_mask"])
        where !value.isNone {
            throw arguments.mistake(
                name, "\(name) of a layer in a model that is being composed",
                expected: "the mask that the input has itself", try: "Embedding(1000, 32, mask_zero=True)")
        }
        return try given.map { value in
            guard let tensor = value.asThing(SymbolicTensor.self) else {
                throw arguments.mistake(
                    isPlain ? "inputs" : "query",
                    "\(layer.rule.word) is called on \(value.brief) among symbolic tensors",
                    expected: "a tensor made by Input(shape=…)")
            }
            return tensor
        }
    }
}

extension Value {
    /// Whether both are one tensor: the same object.
    fileprivate func isSameTensor(as other: Value) -> Bool {
        if let tensor = asThing(Tensor.self) { return tensor === other.asThing(Tensor.self) }
        if let array { return array === other.array }
        if let tensor = asThing(SymbolicTensor.self) { return tensor === other.asThing(SymbolicTensor.self) }
        return false
    }
}
