import Datasets
import Language
import Networks
import Answers
import Training

/// Looking into a model: its layers, weights and size; keeping it in a file.
enum ModelMembers {
    static let members: [Member] = model + layer + history

    private static let path = Parameter("path", .text, "name of a .safetensors file")

    private static let model: [Member] = [
        .method(
            "add", of: Model.self, "adds a layer at the end",
            [
                Parameter(
                    "layer", .thing([LayerValue.kind, SymbolicTensor.kind]), "the layer, or the Input before the first")
            ]
        ) { model, arguments, _ in
            try model.refuseWhileTraining("add")
            try model.append(arguments["layer"])
            return .none
        },
        .method("summary", of: Model.self, "layers, shapes and numbers of parameters", []) { model, _, _ in
            .thing(model)
        },
        .attribute("layers", of: Model.self, "its layers; their weights can be read and set") { model in
            let nodes = model.architecture.nodes
            return .list(
                nodes.indices.filter { nodes[$0].owner == nil }.map { .thing(LayerHandle(model: model, index: $0)) })
        },
        .attribute("history", of: Model.self, "the history of the last fit") { model in
            model.history.map { .thing($0) } ?? .none
        },
        .attribute("optimizer", of: Model.self, "what it was compiled with, with the rate that is used now") { model in
            CompiledOptimizer(model).map { .thing($0) } ?? .none
        },
        .method("count_params", of: Model.self, "number of parameters", []) { model, _, context in
            .int(try model.build(work: context.work).parameterCount)
        },
        .method(
            "memory", of: Model.self, "bytes that training takes",
            [
                Parameter("batch_size", .int(.init(1, 1e6)), 32, "samples per update"),
                Parameter(
                    "restore_best_weights", .bool, false, "whether EarlyStopping keeps a copy of the best weights"),
            ]
        ) { model, arguments, context in
            .thing(
                try model.memory(
                    batchSize: try arguments.int("batch_size"), keepsBest: try arguments.bool("restore_best_weights"),
                    work: context.work))
        },
        .method(
            "save", of: Model.self, "writes weights and the optimizer's memory to a file", [path],
            needs: .writingFiles
        ) { model, arguments, _ in
            try model.save(try arguments.text("path"))
            return .none
        },
        .method("load", of: Model.self, "takes over what save wrote", [path]) { model, arguments, context in
            try model.load(try arguments.text("path"), work: context.work)
            if let remark = model.remarkOnLoading { context.note(remark) }
            return .none
        },
    ]

    private static let layer: [Member] =
        [
            .method(
                "set", of: LayerHandle.self, "replaces a tensor by name, for those that have no attribute",
                [
                    Parameter("role", .text, "the tensor's name, as weights has it"),
                    Parameter(
                        "value", .oneOf([.thing([Samples.kind]), .list(of: .any), .number()]),
                        "an array of as many numbers, or one number for all"),
                ]
            ) { handle, arguments, context in
                try handle.set(try arguments.text("role"), to: arguments["value"], context.work)
                return .none
            },
            asked("name", "the layer's name") { handle, _ in .text(try handle.name) },
            asked("weights", "its tensors by name, running values included") { handle, work in
                .dict(.init(try handle.roles(work).map { (.text($0), .thing(try handle.tensor($0, work))) }))
            },
        ] + LayerHandle.attributes.map(tensor)

    private static func asked(
        _ name: String, _ meaning: String, _ body: @escaping @Sendable (LayerHandle, Work) throws -> Value
    ) -> Member {
        Member(kind: LayerHandle.kind, name: name, aliases: [], meaning: meaning, parameters: nil) {
            thing, _, context in
            guard let handle = thing as? LayerHandle else { return .none }
            return try body(handle, context.work)
        }
    }

    /// A tensor that can be read and, for lessons, set.
    private static func tensor(_ role: String) -> Member {
        var member = asked(role, "the tensor \(role), which can be set") { .thing(try $0.tensor(role, $1)) }
        member.assign = { thing, value, context in
            guard let handle = thing as? LayerHandle else { return }
            try handle.set(role, to: value, context.work)
        }
        return member
    }

    private static let history: [Member] = [
        .attribute("history", of: History.self, "one list per name, as Keras has it") { history in
            let names = history.epochs.last?.names ?? []
            return .dict(.init(names.map { (.text($0), .list(history.values($0).map { .number($0) })) }))
        },
        .attribute("epoch", of: History.self, "numbers of the epochs, from 0") {
            .list($0.epochs.map { .int($0.number) })
        },
        .attribute("stop_reason", "why training ended", \History.stopReason),
        .attribute("diverged", of: History.self, "whether a number was not finite") { .bool($0.nonFinite != nil) },
        .method(
            "values", of: History.self, "all values of one name, one per epoch; history[name] is the same",
            [Parameter("name", .text, "loss, val_loss, pure_loss, learning_rate, gradient_norm, accuracy …")]
        ) { history, arguments, _ in .list(history.values(try arguments.text("name")).map { .number($0) }) },
    ]
}
