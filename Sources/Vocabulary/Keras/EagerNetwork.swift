import Answers
import Arrays
import Autograd
import Language
import Networks
import Tensors

/// A built network called on tensors: its recorded program is one operation of the eager record, and its weights are variables.
///
/// Each call that a gradient may be asked of holds a program of its own until its record is gone, so that a network can be called
/// several times before anything is differentiated.
final class EagerNetwork {
    /// Which network; it owns this, not the other way round.
    unowned let network: Network
    /// The parameters, in the order of the flat vector, in whose memory they are.
    let parameters: [Tensor]
    /// The running values.
    let state: [Tensor]
    /// What layers have added to the loss by themselves in the last call.
    private(set) var addedLoss: Tensor?
    private let recorder: Recorder
    private var gradients: FloatStore?
    private var idle: [RecordedNetwork] = []
    private var calls: UInt64 = 0

    /// What the network is in hand-written loops; made when first asked for.
    static func of(_ network: Network, named owner: String, _ recorder: Recorder) throws -> EagerNetwork {
        if let known = network.companion as? EagerNetwork, known.recorder.style == recorder.style { return known }
        let made = try EagerNetwork(network, owner, recorder)
        network.companion = made
        return made
    }

    private init(_ network: Network, _ owner: String, _ recorder: Recorder) throws {
        self.network = network
        self.recorder = recorder
        func variables(_ entries: [Network.Entry], _ store: FloatStore, areLearnt: Bool) throws -> [Tensor] {
            try entries.map { entry in
                guard let view = store.view(entry.range, entry.shape) else {
                    throw Mistake("the weights of this network cannot be shared with tensors")
                }
                let tensor = recorder.tensor(view)
                tensor.variableName = "\(owner)\(entry.layer)/\(entry.role)"
                if areLearnt { try tensor.requireGrad(!network.isFrozen(entry)) }
                return tensor
            }
        }
        parameters = try variables(network.entries, network.parameters, areLearnt: true)
        state = try variables(network.stateEntries, network.state, areLearnt: false)
    }

    /// Puts the constrained ones among these variables back where they may be.
    func settle(_ moved: [Tensor]) {
        network.constrain { place in moved.contains { $0 === parameters[place] } }
    }

    /// What the layers make of the inputs, a row for each example.
    ///
    /// - Parameter isTraining: whether dropout drops, and batch statistics are used and learnt.
    /// - Throws: `Mistake` where there is no memory for the batch, `Stopped`.
    func call(_ inputs: [Tensor], isTraining: Bool) throws -> Tensor {
        let rows = inputs.first?.shape.first ?? 0
        guard rows > 0 else { throw Mistake("a model is called on no rows", expected: "at least one row") }
        let values = try inputs.map { try $0.array.converted(to: .float32).contiguous() }
        let program = Program(try program(for: rows), self)
        calls += 1
        let run = Run(rows: rows, isTraining: isTraining, step: calls, inputs: values)
        try forward(program, run)
        // What layers add to the loss by themselves stands behind the output, so that a gradient can arrive at both.
        let shape = [rows] + network.outputShape
        let count = shape.reduce(1, *)
        let joint = try NDArray(uninitialised: [count + 1], .float32)
        joint.pointer(Float.self).update(
            from: program.recorded.tape.values(of: program.recorded.output), count: count)
        joint.set(.float(program.recorded.tape.addedLoss), at: count)
        var isFresh = true
        let result = Tensor.foreign("LayersBackward", joint, of: parameters + inputs, recorder: recorder) {
            [self, network] gradient in
            if !isFresh {
                // The pass back may have written over the values of the pass forward.
                let before = network.state.array
                try forward(program, run)
                network.state.copy(from: before)
            }
            isFresh = false
            return try backward(program, run, gradient, inputs)
        }
        addedLoss = network.addsToLoss ? try result.selected(0, count) : nil
        return try result.narrowed(0, 0, count).reshaped(shape)
    }

    private struct Run {
        let rows: Int
        let isTraining: Bool
        let step: UInt64
        let inputs: [NDArray]
    }

    private func forward(_ program: Program, _ run: Run) throws {
        let recorded = program.recorded
        for (matrix, values) in zip(recorded.inputs, run.inputs) {
            recorded.tape.values(of: matrix).update(from: values.pointer(Float.self), count: values.count)
        }
        guard
            recorded.tape.forward(
                batch: run.rows, isTraining: run.isTraining, seed: network.seed, step: run.step, work: recorder.work)
        else { throw Stopped() }
    }

    private func backward(_ program: Program, _ run: Run, _ gradient: Tensor, _ inputs: [Tensor]) throws -> [Tensor?] {
        let recorded = program.recorded
        let slope = try gradient.array.converted(to: .float32).contiguous()
        recorded.tape.gradient(of: recorded.output).update(from: slope.pointer(Float.self), count: slope.count - 1)
        recorded.tape.addedSlope = slope.number(at: slope.count - 1).asDouble
        guard
            recorded.tape.backward(
                from: recorded.output, batch: run.rows, isTraining: run.isTraining, seed: network.seed,
                step: run.step, work: recorder.work), let gradients
        else { throw Stopped() }
        func copied(_ base: UnsafePointer<Float>, _ shape: [Int]) throws -> Tensor {
            let array = try NDArray(uninitialised: shape, .float32)
            array.pointer(Float.self).update(from: base, count: array.count)
            return recorder.tensor(array)
        }
        let ofParameters = try network.entries.map { entry -> Tensor? in
            try copied(gradients.base + entry.range.lowerBound, entry.shape)
        }
        let ofInputs = try zip(recorded.inputs, inputs).map { matrix, input -> Tensor? in
            input.requiresGrad ? try copied(recorded.tape.gradient(of: matrix), input.shape) : nil
        }
        return ofParameters + ofInputs
    }

    // MARK: Programs

    /// A program that is in use until this is gone.
    private final class Program {
        let recorded: RecordedNetwork
        private weak var owner: EagerNetwork?

        init(_ recorded: RecordedNetwork, _ owner: EagerNetwork) {
            self.recorded = recorded
            self.owner = owner
        }

        deinit {
            guard let owner, owner.idle.count < 4 else { return }
            owner.idle.append(recorded)
        }
    }

    private func program(for rows: Int) throws -> RecordedNetwork {
        if let place = idle.firstIndex(where: { $0.tape.capacity >= rows && $0.tape.capacity <= 2 * rows + 8 }) {
            return idle.remove(at: place)
        }
        if gradients == nil {
            gradients = try FloatStore(count: network.parameterCount, for: "the gradients of the parameters")
        }
        return try network.record(capacity: rows, gradients: gradients, inputGradients: true)
    }
}
