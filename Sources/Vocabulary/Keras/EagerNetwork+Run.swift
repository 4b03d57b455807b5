import Answers
import Arrays
import Autograd
import Language
import Networks
import Tensors
import Training

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
