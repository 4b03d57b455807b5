import Answers
import Arrays
import Autograd
import Language
import Networks
import Tensors
import Training

/// A layer that is called on numbers.
extension LayerSeat {
    /// The layer called on numbers.
    func call(_ value: LayerValue, _ inputs: [Tensor], isTraining: Bool, _ context: Context) throws -> Tensor {
        let shapes = inputs.map { Array($0.shape.dropFirst()) }
        try build(value, shapes, context)
        guard let handle, case .layer(let index) = handle.place else { return inputs[0] }
        let whole = try handle.model.build(
            inputShapes: handle.model.name.isEmpty ? shapes : nil, work: context.work)
        let network = try handle.model.architecture.nodes.count == 1 ? whole : part(index, of: whole, shapes)
        return try EagerNetwork.of(network, named: "", context.kerasRecorder).run(
            inputs, isTraining: isTraining, context)
    }

    /// A recurrent layer called on numbers, with the states that it begins with behind its input: its output, and its states where
    /// they come out.
    func call(
        _ value: LayerValue, _ recurrence: TensorLayer, _ inputs: [Tensor], isTraining: Bool, _ context: Context
    ) throws -> Value {
        let shapes = inputs.map { Array($0.shape.dropFirst()) }
        _ = try recurrence.parameters(shapes)
        try build(value, [shapes[0]], context)
        guard let handle else { return .none }
        let network = try handle.model.build(
            inputShapes: handle.model.name.isEmpty ? [shapes[0]] : nil, work: context.work)
        let (eager, name) = (try handle.model.eager(context), try handle.name)
        context.variableDesk.add(eager)
        let parameters = zip(network.entries, eager.parameters).filter { $0.0.layer == name }.map(\.1)
        let isAsked = context.recordsKeras(inputs)
        return try context.kerasRecorder.recording(isAsked && context.kerasRecorder.isRecording) {
            let made = try recurrence.body(
                TensorLayer.Call(inputs: inputs, parameters: parameters, state: [], isTraining: isTraining))
            return try StateParts.parted(made, recurrence)
        }
    }

    /// Makes the weights of a layer that stands alone, where there are none.
    func build(_ value: LayerValue, _ shapes: [[Int]], _ context: Context) throws {
        guard handle == nil else { return }
        var architecture = Architecture(inputShapes: shapes.map { _ in nil })
        architecture.add(
            value.layer, identity: value.identity, reading: shapes.indices.map { Architecture.Source.input($0) })
        let seeds = context.session.kept(LayerSeeds.self) { LayerSeeds() }
        let model = Model(architecture, seed: context.session.seed &+ seeds.next(), name: "")
        try model.build(inputShapes: shapes, work: context.work)
        _ = try model.eager(context)
        attach(model, 0)
    }

    private func part(_ index: Int, of whole: Network, _ shapes: [[Int]]) throws -> Network {
        if let alone, alone.of === whole, alone.network.inputShapes == shapes { return alone.network }
        let made = try whole.part(index, inputShapes: shapes)
        alone = (made, whole)
        return made
    }
}
