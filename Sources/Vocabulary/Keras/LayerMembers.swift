import Answers
import Arrays
import Autograd
import Datasets
import Language
import Networks
import Training
import ArrayVocabulary

/// What can be asked of a layer, whether it stands alone or in a model.
enum LayerMembers {
    static let members: [Member] =
        [
            tensors("weights", aliases: ["variables"], "its weights as variables, running values included") { $0 + $1 },
            tensors("trainable_weights", aliases: ["trainable_variables"], "the variables that are learnt") {
                learnt, _ in learnt.filter(\.requiresGrad)
            },
            tensors(
                "non_trainable_weights", aliases: ["non_trainable_variables"], "the variables that are not learnt"
            ) { learnt, running in learnt.filter { !$0.requiresGrad } + running },
            {
                var member = Member.attribute(
                    "trainable", of: LayerHandle.self, "whether its weights are learnt"
                ) { .bool($0.isTrainable) }
                member.assign = { thing, value, context in
                    (thing as? LayerHandle)?.setTrainable(try context.isTrue(value))
                }
                return member
            }(),
            Member(
                kind: LayerHandle.kind, name: "losses", aliases: [], meaning: "the penalties on its weights",
                parameters: nil
            ) { thing, _, context in
                guard let handle = thing as? LayerHandle else { return .none }
                let name = try handle.name
                let (network, eager) = (try handle.model.build(work: context.work), try handle.model.eager(context))
                return .list(
                    try zip(network.entries, eager.parameters).filter { $0.0.layer == name }.compactMap {
                        entry, weights in
                        try entry.regulariser.map { .thing(try EagerNetwork.penalty($0, weights)) }
                    })
            },
            .attribute("built", of: LayerHandle.self, "whether it has weights") { .bool($0.isBuilt) },
            .method("get_config", of: LayerHandle.self, "a dict of what it was made with, under Keras's names", []) {
                handle, _, context in .dict(try LayerConfig.config(of: handle, context))
            },
        ] + settings.map(setting)

    /// What layers were made with.
    private static let settings = [
        "units", "activation", "use_bias", "filters", "kernel_size", "strides", "pool_size", "rate", "stddev",
        "momentum",
        "epsilon", "input_dim", "output_dim", "mask_zero", "return_sequences",
    ]

    private static func setting(_ name: String) -> Member {
        .attribute(name, of: LayerHandle.self, "\(name), as the layer was made with") { handle in
            guard let found = handle.layer?.settings.first(where: { $0.name == name }) else {
                throw Mistake(
                    "\(handle.summary) has no \(name)",
                    expected: handle.layer.map { $0.settings.map(\.name).joined(separator: ", ") } ?? "a layer"
                ).raised(
                    as: "AttributeError",
                    "'\(handle.layer?.className ?? "InputLayer")' object has no attribute '\(name)'")
            }
            if name == "activation", case .text(let function) = found.value {
                return .thing(ActivationFunction(name: function))
            }
            return found.value.asValue
        }
    }

    /// Those of a layer that was made by its word are those of its place in a model, once it has one.
    static func shared(_ all: [Member]) -> [Member] {
        all.filter { $0.kind == LayerHandle.kind }.map { member in
            var same = member
            same.kind = LayerValue.kind
            same.body = { thing, arguments, context in
                guard let value = thing as? LayerValue else { return .none }
                if member.name == "get_config", value.seat.handle == nil {
                    return .dict(try LayerConfig.config(of: value, context))
                }
                if settings.contains(member.name), value.seat.handle == nil {
                    var alone = Architecture()
                    alone.append(value.layer)
                    return try member.body(LayerHandle(model: Model(alone), place: .layer(0)), arguments, context)
                }
                if let handle = value.seat.handle { return try member.body(handle, arguments, context) }
                switch member.name {
                case "built": return .bool(false)
                case "trainable": return .bool(value.seat.areWeightsLearnt)
                case "name": return .text(value.name)
                case "weights", "variables", "trainable_weights", "non_trainable_weights", "get_weights", "losses":
                    return .list([])
                default:
                    throw Mistake(
                        "the layer was not called yet and has no \(member.name)",
                        expected: "a layer that stands in a model, or was called on numbers",
                        try: "layer(tf.ones((1, 4)))"
                    ).raised(
                        as: "AttributeError", "'\(value.layer.className)' object has no attribute '\(member.name)'")
                }
            }
            if let assign = member.assign {
                same.assign = { thing, value, context in
                    guard let layer = thing as? LayerValue else { return }
                    if member.name == "trainable" { return layer.seat.setTrainable(try context.isTrue(value)) }
                    guard let handle = layer.seat.handle else {
                        throw Mistake("the layer was not called yet and has no \(member.name)")
                    }
                    try assign(handle, value, context)
                }
            }
            return same
        }
    }

    /// `layer.build((None, 4))`
    static let building: [Member] = [
        .method(
            "compute_mask", of: LayerValue.self,
            "which steps of an input count, of Embedding(mask_zero=True) and Masking; for others what they are given",
            [
                Parameter("inputs", .any, .required, "what the layer is called on"),
                Parameter("previous_mask", aliases: ["mask"], .any, .value(.none), "the mask that comes with them"),
            ]
        ) { layer, arguments, context in
            let x = try context.kerasTensor(arguments["inputs"])
            let call = layer.identity.origin as? LayerCall
            func differs(from number: Double) throws -> Tensor {
                try Tensor.compare(
                    .notEqual, .tensor(x), .tensor(x.recorder.scalar(number, .float32)), x.recorder)
            }
            if layer.layer is MaskingLayer {
                return .thing(try differs(from: call?["mask_value"]?.asDouble ?? 0).truth(.any, [-1], keepsAxes: false))
            }
            guard layer.layer is EmbeddingLayer else { return arguments["previous_mask"] }
            guard case .bool(true)? = call?["mask_zero"] else { return .none }
            return .thing(try differs(from: 0))
        },
        .method(
            "adapt", of: LayerValue.self, "learns mean and variance of every feature: of Normalization()",
            [
                Parameter("data", .any, .required, "rows of features"),
                Parameter("batch_size", .any, .value(.none), "has no effect"),
                Parameter("steps", .any, .value(.none), "has no effect"),
            ]
        ) { layer, arguments, context in
            guard let statistics = (layer.layer as? TensorLayer)?.statistics else {
                throw Mistake("\(layer.layer.summary) learns nothing of data alone", expected: "Normalization()")
                    .raised(
                        as: "AttributeError", "'\(layer.layer.className)' object has no attribute 'adapt'")
            }
            let data = try ArrayWords.samples(arguments, "data")
            statistics.take(data.values, features: data.shape.last ?? 1)
            if let handle = layer.seat.handle, handle.isBuilt {
                try handle.set("mean", to: statistics.mean, context.work)
                try handle.set("variance", to: statistics.variance, context.work)
            }
            return .none
        },
        .method(
            "build", of: LayerValue.self, "makes the weights for inputs of that shape",
            [Parameter("input_shape", .any, .required, "the shape, its first axis the rows: (None, 4)")]
        ) { layer, arguments, context in
            let items = arguments["input_shape"].elements ?? []
            let shape = items.dropFirst().compactMap(\.asInt)
            guard !items.isEmpty, shape.count == items.count - 1 else {
                throw arguments.mistake(
                    "input_shape", "input_shape = \(arguments["input_shape"].brief)", expected: "a shape with its rows",
                    try: "(None, 4)")
            }
            try layer.seat.build(layer, [shape], context)
            return .none
        },
    ]

    private static func tensors(
        _ name: String, aliases: [String] = [], _ meaning: String,
        _ body: @escaping @Sendable ([Tensor], [Tensor]) -> [Tensor]
    ) -> Member {
        Member(kind: LayerHandle.kind, name: name, aliases: aliases, meaning: meaning, parameters: nil) {
            thing, _, context in
            guard let handle = thing as? LayerHandle else { return .none }
            let (learnt, running) = try handle.variables(context)
            return .list(body(learnt, running).map { .thing($0) })
        }
    }
}

extension LayerHandle {
    /// Its weights and running values as variables.
    func variables(_ context: Context) throws -> (learnt: [Tensor], running: [Tensor]) {
        let network = try model.build(work: context.work)
        let eager = try model.eager(context)
        let name = try name
        for (entry, tensor) in zip(network.entries, eager.parameters) where entry.layer == name {
            try tensor.requireGrad(!network.isFrozen(entry))
        }
        return (
            zip(network.entries, eager.parameters).filter { $0.0.layer == name }.map(\.1),
            zip(network.stateEntries, eager.state).filter { $0.0.layer == name }.map(\.1)
        )
    }
}

extension Model {
    /// The model in hand-written loops.
    func eager(_ context: Context) throws -> EagerNetwork {
        try EagerNetwork.of(
            try build(work: context.work), named: name.isEmpty ? "" : "\(name)/", context.kerasRecorder)
    }
}
