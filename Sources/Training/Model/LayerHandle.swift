public import Datasets
public import Networks
public import Answers

/// One layer of a model, for reading and setting its weights: `model.layers[0].kernel`.
public struct LayerHandle: Presentable {
    /// `model layer`
    public static var kind: String { "model layer" }
    /// The model whose weights are read and set through the handle.
    public let model: Model
    /// A call of a layer, or an input of a composed model.
    public let place: Architecture.Source

    /// A handle on what `model` has at that place, now or later.
    public init(model: Model, place: Architecture.Source) {
        self.model = model
        self.place = place
    }

    /// The handles on all layers of a model, in Keras's order.
    public static func all(of model: Model) -> [LayerHandle] {
        model.architecture.layersInOrder.filter { place in
            guard case .layer(let number) = place else { return true }
            return !(model.architecture.nodes[number].layer is any OperationLayer)
        }.map { LayerHandle(model: model, place: $0) }
    }

    /// The call; nil for an input.
    private var node: Architecture.Node? {
        guard case .layer(let index) = place, model.architecture.nodes.indices.contains(index) else { return nil }
        return model.architecture.nodes[index]
    }

    /// Tensors that are attributes; a residual block has others, which `weights` lists and `set` replaces.
    public static let attributes = [
        "kernel", "bias", "gamma", "beta", "embeddings", "recurrent_kernel", "recurrent_bias", "output_kernel",
        "output_bias", "moving_mean", "moving_variance", "lora_kernel_a", "lora_kernel_b", "down_kernel", "down_bias",
        "up_kernel", "up_bias",
    ]

    /// As the model's table has it: `dense_1`.
    ///
    /// - Throws: `Mistake` when the model has no such layer any more.
    public var name: String {
        get throws {
            let names = model.architecture.names
            switch place {
            case .input(let number): return model.architecture.inputName(number)
            case .layer(let index) where names.indices.contains(index): return names[index]
            case .layer(let index): throw Mistake("the model has no layer \(index) any more")
            }
        }
    }

    /// The names of its tensors.
    public func roles(_ work: Work = Work()) throws -> [String] {
        guard case .layer(let index) = place else { return [] }
        let plan = try model.build(work: work).plans[index]
        return plan.parameters.map(\.name) + plan.state.map(\.name)
    }

    /// Whether its parameters are learnt.
    public var isTrainable: Bool { node?.isFrozen != true }

    /// Lets its parameters be learnt, or holds them where they are.
    public func setTrainable(_ flag: Bool) {
        if case .layer(let index) = place { model.freeze(index, !flag) }
    }

    /// The call that makes it: `Dense(8, activation='tanh')`.
    public var summary: String { node?.layer.summary ?? "Input()" }

    /// What is called; nil for an input.
    public var layer: (any Layer)? { node?.layer }

    /// Whether weights of it are there to be read.
    public var isBuilt: Bool { model.network != nil }

    /// The tensor of that name: (in, out) for the `kernel` of a dense layer.
    ///
    /// - Throws: `Mistake` when the layer has none, or the model cannot be built yet.
    public func tensor(_ role: String, _ work: Work = Work()) throws -> Samples {
        guard let found = try model.build(work: work).tensor(layer: try name, role: role) else {
            let roles = try roles(work)
            throw Mistake(
                "\(summary) has no \(role)",
                expected: roles.isEmpty ? "a layer with weights" : roles.joined(separator: ", "))
        }
        return try Samples(shape: found.shape, values: found.values)
    }

    /// All its tensors, in the order of `roles`.
    public func tensors(_ work: Work = Work()) throws -> [Samples] { try roles(work).map { try tensor($0, work) } }

    /// Replaces a tensor.
    ///
    /// - Parameters:
    ///   - role: the tensor's name, as `roles` has it.
    ///   - numbers: as many as it holds, row by row.
    /// - Throws: `Mistake` when there is no such tensor, the numbers do not fill it or one is not finite.
    public func set(_ role: String, to numbers: [Float], _ work: Work) throws {
        try model.build(work: work).setTensor(layer: try name, role: role, to: numbers)
    }
}
