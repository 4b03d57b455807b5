import Answers
import Arrays
import Autograd
import Language
import Networks
import Tensors
import Training

/// Where the weights of a layer are: in the model that it was put into, or in one of its own once it was called on numbers.
///
/// All copies of a layer's value share it.
final class LayerSeat: @unchecked Sendable {
    private(set) var handle: LayerHandle?
    /// Whether its weights are learnt, as `layer.trainable` has it before there are any.
    private var isTrainable = true
    /// The layer alone, in the memory of its model, and the network that memory is of.
    private var alone: (network: Network, of: Network)?

    /// The layer's place in a model: from now on it has the weights that it has there.
    func attach(_ model: Model, _ index: Int) {
        handle = LayerHandle(model: model, place: .layer(index))
        if !isTrainable { setTrainable(false) }
    }

    var areWeightsLearnt: Bool { handle?.isTrainable ?? isTrainable }

    func setTrainable(_ flag: Bool) {
        isTrainable = flag
        handle?.setTrainable(flag)
    }

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

/// Numbers layers that are called alone, so that no two draw the same weights.
final class LayerSeeds {
    private var count: UInt64 = 0

    func next() -> UInt64 {
        count += 1
        return count &* 7919
    }
}

extension EagerNetwork {
    /// The same, recorded only where somebody may ask for a gradient.
    func run(_ inputs: [Tensor], isTraining: Bool, _ context: Context) throws -> Tensor {
        context.variableDesk.add(self)
        let isAsked = context.recordsKeras(inputs)
        return try context.kerasRecorder.recording(isAsked && context.kerasRecorder.isRecording) {
            try call(inputs, isTraining: isTraining)
        }
    }
}

extension Context {
    /// Whether somebody may ask for a gradient of what Keras computes: a tape, the inputs, or PyTorch's `backward()`.
    func recordsKeras(_ inputs: [Tensor]) -> Bool {
        kerasRecorder.tapes > 0 || inputs.contains(where: \.requiresGrad)
            || session.modules.values.contains { $0.first == "torch" }
    }

    /// What a layer or a model is called on: a row for each example.
    func eagerInputs(_ value: Value) throws -> [Tensor] {
        if case .thing = value { return [try kerasTensor(value)] }
        let items = value.elements ?? []
        let areTensors = !items.isEmpty && items.allSatisfy { if case .thing = $0 { true } else { false } }
        return try areTensors ? items.map { try kerasTensor($0) } : [try kerasTensor(value)]
    }
}
