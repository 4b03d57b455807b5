import Datasets
import Language
import Networks
import Numbers
import Training

/// Looking into a model: its layers, weights and size; keeping it in a file.
enum ModelMembers {
    static let members: [Member] = FitMembers.members + model + layer + history

    private static let path = Parameter("path", .text, .required, "name of a .safetensors file")

    private static let model: [Member] = [
        .method(
            "add", of: Model.self, "adds a layer at the end",
            [Parameter("layer", .thing([LayerValue.kind]), .required, "the layer")]
        ) { model, arguments, _ in
            let value = try arguments.thing("layer", as: LayerValue.self)
            model.add(value.layer, inputShape: value.inputShape)
            return .none
        },
        .method("summary", of: Model.self, "layers, shapes and numbers of parameters", []) { model, _, _ in
            .thing(model)
        },
        .attribute("layers", of: Model.self, "its layers; their weights can be read and set") { model in
            .list(model.architecture.nodes.indices.map { .thing(LayerHandle(model: model, index: $0)) })
        },
        .attribute("history", of: Model.self, "the history of the last fit") { model in
            model.history.map { .thing($0) } ?? .none
        },
        .attribute("optimizer", of: Model.self, "what it was compiled with") { model in
            model.plan.map { .thing($0.optimizer) } ?? .none
        },
        .method("count_params", of: Model.self, "number of parameters", []) { model, _, _ in
            .int(try model.build().parameterCount)
        },
        .method(
            "memory", of: Model.self, "bytes that training takes",
            [Parameter("batch_size", .int(.init(1, 1e6)), .value(.int(32)), "samples per update")]
        ) { model, arguments, _ in
            .thing(MemoryReport(use: try model.memory(batchSize: try arguments.int("batch_size"))))
        },
        .method("save", of: Model.self, "writes weights and the optimizer's memory to a file", [path]) {
            model, arguments, context in
            guard context.session.mayWriteFiles else {
                throw arguments.mistake(
                    "path", "a lesson may not write files", expected: "model.save at your own prompt")
            }
            try model.save(try arguments.text("path"))
            return .none
        },
        .method("load", of: Model.self, "takes over what save wrote", [path]) { model, arguments, _ in
            try model.load(try arguments.text("path"))
            return .none
        },
    ]

    private static let layer: [Member] =
        [
            .attribute("name", of: LayerHandle.self, "the layer's name") { .text(try $0.name) },
            .attribute("weights", of: LayerHandle.self, "its tensors by name") { handle in
                .dict(.init(try handle.roles.map { (.text($0), .thing(try handle.tensor($0))) }))
            },
        ] + ["kernel", "bias", "gamma", "beta", "embeddings", "recurrent_kernel"].map(tensor)

    /// A tensor that can be read and, for lessons, set.
    private static func tensor(_ role: String) -> Member {
        Member(
            kind: LayerHandle.kind, name: role, aliases: [], meaning: "the tensor \(role), which can be set",
            parameters: nil,
            assign: { thing, value, _ in
                guard let handle = thing as? LayerHandle else { return }
                try handle.set(role, to: value)
            },
            body: { thing, _, _ in
                guard let handle = thing as? LayerHandle else { return .none }
                return .thing(try handle.tensor(role))
            })
    }

    private static let history: [Member] = [
        .attribute("history", of: History.self, "one list per name, as Keras has it") { history in
            let names = history.epochs.last?.names ?? []
            return .dict(.init(names.map { (.text($0), .list(history.values($0).map { .number($0) })) }))
        },
        .attribute("epoch", of: History.self, "numbers of the epochs, from 0") {
            .list($0.epochs.map { .int($0.number) })
        },
        .attribute("stop_reason", of: History.self, "why training ended") { .text($0.stopReason) },
        .attribute("diverged", of: History.self, "whether a number was not finite") { .bool($0.divergence != nil) },
        .method(
            "values", of: History.self, "all values of one name, one per epoch",
            [Parameter("name", .text, .required, "loss, val_loss, pure_loss, learning_rate, gradient_norm, accuracy …")]
        ) { history, arguments, _ in .list(history.values(try arguments.text("name")).map { .number($0) }) },
    ]
}

/// One layer of a model, for reading and setting its weights.
struct LayerHandle: Presentable {
    static var kind: String { "model layer" }
    let model: Model
    let index: Int

    var name: String { get throws { try model.build().names[index] } }

    /// The names of its tensors.
    var roles: [String] { get throws { try model.build().plans[index].parameters.map(\.name) } }

    var summary: String {
        model.architecture.nodes.indices.contains(index) ? model.architecture.nodes[index].layer.summary : ""
    }

    func tensor(_ role: String) throws -> Samples {
        guard let found = try model.build().tensor(layer: try name, role: role) else {
            throw Mistake("\(summary) has no \(role)", expected: try roles.joined(separator: ", "))
        }
        return try Samples(shape: found.shape, values: found.values)
    }

    /// - Throws: `Mistake` when the numbers do not fill the tensor.
    func set(_ role: String, to value: Value) throws {
        let shape = try tensor(role).shape
        var numbers: [Float]?
        if case .thing(let thing) = value {
            numbers = (thing as? Samples)?.values
        } else {
            numbers = try ArrayWords.samples(value)?.values
        }
        guard let numbers, numbers.count == shape.reduce(1, *) else {
            throw Mistake(
                "\(value.brief) does not fill \(role) of shape (\(shape.map(String.init).joined(separator: ", ")))",
                expected: "an array of \(shape.reduce(1, *)) numbers")
        }
        try model.build().setTensor(layer: try name, role: role, to: numbers)
    }
}

/// What `model.memory()` shows.
struct MemoryReport: Presentable {
    static var kind: String { "memory" }
    let use: MemoryUse

    var summary: String { "\(MemoryReport.spell(use.total)) for training" }

    func table(width: Int) -> String {
        [
            ("parameters", use.parameters), ("gradients", use.gradients), ("optimizer", use.optimizer),
            ("activations", use.activations),
            ("together", use.total),
        ].map { name, bytes in
            name + String(repeating: " ", count: 14 - name.count) + MemoryReport.spell(bytes)
        }.joined(separator: "\n")
    }

    var json: JSON {
        .members([
            "kind": .string(Self.kind), "parameters": .integer(use.parameters), "gradients": .integer(use.gradients),
            "optimizer": .integer(use.optimizer), "activations": .integer(use.activations),
            "total": .integer(use.total),
        ])
    }

    private static func spell(_ bytes: Int) -> String {
        if bytes < 10_000 { return "\(bytes) bytes" }
        return bytes < 10_000_000 ? "\((Double(bytes) / 1000).short(4)) kB" : "\((Double(bytes) / 1e6).short(4)) MB"
    }
}
