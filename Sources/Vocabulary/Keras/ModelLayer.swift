import Answers
import Autograd
import Language
import Networks
import Tensors
import Training

/// A model as one layer of another: `encoder(x)`, `Sequential([base, Dense(1)])`. Its numbers lie in the memory of the model around it, so
/// that what one learns the other knows.
struct ModelLayer: Layer {
    let model: Model

    var givenName: String? { model.givenName }
    var kind: String { model.architecture.isComposed ? "functional" : "sequential" }
    var summary: String {
        (model.architecture.isComposed ? "Functional(" : "Sequential(")
            + model.architecture.nodes.map(\.layer.summary).joined(separator: ", ") + ")"
    }
    var mayHold: Bool { true }
    func tensors(in output: [Int?]) -> [[Int?]] {
        model.network?.outputParts?.map { $0.shape.map(Optional.some) } ?? [output]
    }
    var addsToLoss: Bool { model.architecture.nodes.contains { $0.layer.addsToLoss } }

    func holds(_ role: String) -> Bool {
        model.network?.entries.first { ModelLayer.role($0) == role }.map { model.network?.isFrozen($0) == true }
            ?? false
    }

    private static func role(_ entry: Network.Entry) -> String {
        entry.fileName.replacing("/", with: ".", maxReplacements: 1)
    }

    func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let network = try model.build(inputShapes: inputs)
        return LayerPlan(
            output: network.outputShape,
            parameters: network.entries.map { entry in
                ParameterPlan(
                    ModelLayer.role(entry), entry.shape, .values(Array(network.parameters.buffer[entry.range])),
                    regulariser: entry.regulariser, constraint: entry.constraint)
            },
            state: network.stateEntries.map { entry in
                StatePlan(ModelLayer.role(entry), values: Array(network.state.buffer[entry.range]))
            })
    }

    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        let network = try model.build(inputShapes: place.shapes)
        var (parameters, state) = (place.parameters[...], place.state[...])
        let own = network.plans.map { plan in
            defer {
                parameters = parameters.dropFirst(plan.parameters.count)
                state = state.dropFirst(plan.state.count)
            }
            return (Array(parameters.prefix(plan.parameters.count)), Array(state.prefix(plan.state.count)))
        }
        return try network.architecture.record(
            on: tape, place.inputs, shapes: place.shapes, plans: network.plans,
            own: own.map { (parameters: $0.0, state: $0.1) }, names: network.names,
            number: place.number &* 1013 &+ 1, isFrozen: place.isFrozen, mask: place.mask
        ).output
    }

}

/// One of the outputs of a model that is a layer of another.
struct ModelPartLayer: PartLayer {
    let part: Int
    let output: OutputPart

    var kind: String { "model_part" }
    var summary: String { "output \(part) of a model" }

    private var cut: TensorLayer {
        TensorLayer("ModelPart", ["\(part)"], name: nil) { [output] call in
            try call.x.narrowed(1, output.columns.lowerBound, output.columns.count)
                .reshaped([call.rows] + output.shape)
        }
    }

    func plan(_ inputs: [[Int]]) throws -> LayerPlan { try cut.plan(inputs) }
    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix { try cut.record(on: tape, place) }
}

extension ModelLayer: StochasticLayer {
    var betas: [Double] { model.architecture.betas }
    func codeSize(_ plan: LayerPlan) -> Int { model.network?.codeSize ?? 0 }
}

extension ModelLayer {
    /// Lets the models that are layers of this one have their numbers in its memory.
    ///
    /// A model may be a layer of several: its numbers are where it was used last, and are taken along.
    static func seatParts(of model: Model) throws {
        guard let network = model.network else { return }
        for (index, node) in model.architecture.nodes.enumerated() where node.owner == nil {
            guard let part = (node.layer as? ModelLayer)?.model, let inner = part.network else { continue }
            let memory = network.memory(of: network.names[index])
            if inner.parameters.base != memory.parameters.base {
                memory.parameters.copy(from: inner.parameters)
                memory.state.copy(from: inner.state)
                try part.move(to: memory)
            }
            try seatParts(of: part)
        }
    }
}
