import Datasets
import Language
import Networks
import Numbers
import Training

/// One layer of a model, for reading and setting its weights: `model.layers[0].kernel`.
struct LayerHandle: Presentable {
    static var kind: String { "model layer" }
    let model: Model
    let index: Int

    /// Tensors that are attributes; a residual block has others, which `weights` lists and `set` replaces.
    static let attributes = [
        "kernel", "bias", "gamma", "beta", "embeddings", "recurrent_kernel", "recurrent_bias", "output_kernel",
        "output_bias", "moving_mean", "moving_variance",
    ]

    var name: String {
        get throws {
            let names = model.architecture.names
            guard names.indices.contains(index) else { throw Mistake("the model has no layer \(index) any more") }
            return names[index]
        }
    }

    /// The names of its tensors.
    func roles(_ work: Work = Work()) throws -> [String] {
        let plan = try model.build(work: work).plans[index]
        return plan.parameters.map(\.name) + plan.state.map(\.name)
    }

    var summary: String {
        model.architecture.nodes.indices.contains(index) ? model.architecture.nodes[index].layer.summary : ""
    }

    func tensor(_ role: String, _ work: Work = Work()) throws -> Samples {
        guard let found = try model.build(work: work).tensor(layer: try name, role: role) else {
            let roles = try roles(work)
            throw Mistake(
                "\(summary) has no \(role)",
                expected: roles.isEmpty ? "a layer with weights" : roles.joined(separator: ", "))
        }
        return try Samples(shape: found.shape, values: found.values)
    }

    /// - Parameter value: an array of the tensor's shape, of another shape with as many numbers in one row or column, or one
    ///   number for all.
    /// - Throws: `Mistake` when the numbers do not fill the tensor or one is not finite in Float32; nothing has changed then.
    func set(_ role: String, to value: Value, _ work: Work) throws {
        let shape = try tensor(role, work).shape
        let count = shape.numbers ?? 0
        var given: Samples?
        if case .thing(let thing) = value { given = thing as? Samples } else { given = try ArrayWords.samples(value) }
        var numbers = given?.values
        if let one = value.asDouble { numbers = [Float](repeating: Float(one), count: count) }
        // A matrix of another shape has its numbers in other places: a transposed kernel must not pass.
        let fits = given.map { $0.shape.filter { $0 != 1 } == shape.filter { $0 != 1 } || $0.shape.count == 1 } ?? true
        guard let numbers, numbers.count == count, fits else {
            throw Mistake(
                "\(given?.summary ?? value.brief) does not fill \(role) of shape \(shape.shapeText)",
                expected: "an array of shape \(shape.shapeText)")
        }
        if let place = numbers.firstIndex(where: { !$0.isFinite }) {
            throw Mistake(
                "number \(place) for \(role) is \(numbers[place]) in Float32", expected: "finite numbers up to 3.4e38")
        }
        try model.build(work: work).setTensor(layer: try name, role: role, to: numbers)
    }
}
