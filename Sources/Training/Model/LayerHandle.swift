public import Datasets
import Networks
public import Answers

/// One layer of a model, for reading and setting its weights: `model.layers[0].kernel`.
public struct LayerHandle: Presentable {
    /// `model layer`
    public static var kind: String { "model layer" }
    /// Whose layer it is.
    public let model: Model
    /// Its place among the model's calls, from 0.
    public let index: Int

    /// A handle on what `model` has at that place, now or later.
    public init(model: Model, index: Int) {
        self.model = model
        self.index = index
    }

    /// Tensors that are attributes; a residual block has others, which `weights` lists and `set` replaces.
    public static let attributes = [
        "kernel", "bias", "gamma", "beta", "embeddings", "recurrent_kernel", "recurrent_bias", "output_kernel",
        "output_bias", "moving_mean", "moving_variance",
    ]

    /// As the model's table has it: `dense_1`.
    ///
    /// - Throws: `Mistake` when the model has no such layer any more.
    public var name: String {
        get throws {
            let names = model.architecture.names
            guard names.indices.contains(index) else { throw Mistake("the model has no layer \(index) any more") }
            return names[index]
        }
    }

    /// The names of its tensors.
    public func roles(_ work: Work = Work()) throws -> [String] {
        let plan = try model.build(work: work).plans[index]
        return plan.parameters.map(\.name) + plan.state.map(\.name)
    }

    /// The call that makes it: `Dense(8, activation='tanh')`.
    public var summary: String {
        model.architecture.nodes.indices.contains(index) ? model.architecture.nodes[index].layer.summary : ""
    }

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
