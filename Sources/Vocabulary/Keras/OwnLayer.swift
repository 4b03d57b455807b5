import Answers
import Arrays
import Autograd
import Language
import Networks
import Tensors
import Training

/// A layer that the learner wrote as a class, in a network: its `call` computes, and the record of what it does gives the gradient.
struct OwnLayer: Layer {
    let body: OwnLayerBody

    var givenName: String? { body.instance["name"]?.asText ?? nil }
    var kind: String { KerasName.snake(body.instance.className) }
    var summary: String { "\(body.instance.className)(…)" }

    /// `own_Scale(factor=2.0)`: what `get_config` tells, where that can be written down.
    var programCall: String { OwnLayerFile.call(of: body) ?? summary }

    var addsToLoss: Bool { true }
    var mayHold: Bool { true }

    func holds(_ role: String) -> Bool {
        if case .bool(false)? = body.instance["trainable"] { true } else { false }
    }

    func plan(_ inputs: [[Int]]) throws -> LayerPlan { try body.plan(inputs) }

    func record(on tape: Tape, _ place: LayerPlace) throws -> Matrix {
        body.shapes = place.shapes
        return tape.foreign(
            body, place.inputs, parameters: place.parameters, state: place.state,
            columns: place.output.last ?? 1, rowsPerExample: place.output.dropLast().reduce(1, *))
    }
}

/// One object of a learner's class at work in a network.
///
/// The weights of the network are the ones that count while it runs: each pass begins by laying them into the object's variables.
final class OwnLayerBody: ForeignFunction, OwnBody, @unchecked Sendable {
    let instance: Instance
    /// Whose lines run.
    let desk: OwnLayerDesk
    var shapes: [[Int]] = []
    private var outputs: [[[Int]]: [Int]] = [:]
    private var failure: (any Error)?
    /// How often each weight had been changed when the network's were last known to be the same.
    private var seen: [Int] = []
    private var kept: (inputs: [Tensor], output: Tensor, losses: [Tensor])?

    init(_ instance: Instance, _ desk: OwnLayerDesk) {
        self.instance = instance
        self.desk = desk
    }

    /// The one that belongs to an object.
    static func of(_ instance: Instance, _ context: Context) -> OwnLayerBody {
        let state = KerasLayerClass.state(instance)
        if let known = state.body { return known }
        let made = OwnLayerBody(instance, context.session.kept(OwnLayerDesk.self) { OwnLayerDesk() })
        made.desk.add(made)
        state.body = made
        return made
    }

    /// - Throws: what the object's methods have thrown since this was asked last.
    func rethrow() throws {
        defer { failure = nil }
        if let failure { throw failure }
    }

    func plan(_ inputs: [[Int]]) throws -> LayerPlan {
        let output: [Int]
        if let known = outputs[inputs] {
            output = known
        } else {
            output = try desk.run { context in
                let examples = try inputs.map { shape in
                    Value.thing(try context.kerasRecorder.full([1] + shape, 0, .float32))
                }
                return try context.kerasRecorder.recording(false) {
                    let found = try KerasLayerClass.computed(
                        instance, examples.count == 1 ? examples : [.list(examples)], [], isTraining: false, context)
                    guard let tensor = found.asThing(Tensor.self), tensor.ndim > 0 else {
                        throw Mistake(
                            "call of \(instance.className) gives \(found.brief)",
                            expected: "a tensor with a row for each example",
                            try: "one output; several as one: keras.ops.concatenate([a, b])")
                    }
                    return Array(tensor.shape.dropFirst())
                }
            }
            outputs[inputs] = output
        }
        let (learnt, running) = KerasLayerClass.weights(instance)
        if seen.isEmpty { seen = (learnt + running).map(\.tensor.changes) }
        return LayerPlan(
            output: output,
            parameters: learnt.map {
                ParameterPlan(
                    $0.name, $0.tensor.shape, .values($0.tensor.array.floats()), regulariser: $0.regulariser,
                    constraint: $0.constraint)
            },
            state: running.map { StatePlan($0.name, values: $0.tensor.array.floats()) })
    }

    /// Lays the variables into the network where they were changed by hand.
    func pull(into network: Network) {
        let (learnt, running) = KerasLayerClass.weights(instance)
        let changes = (learnt + running).map(\.tensor.changes)
        guard changes != seen else { return }
        seen = changes
        for (entry, weight) in zip(network.entries, learnt) where entry.range.count == weight.tensor.count {
            for (i, value) in weight.tensor.array.floats().enumerated() {
                network.parameters.base[entry.range.lowerBound + i] = value
            }
        }
        for (entry, weight) in zip(network.stateEntries, running) where entry.range.count == weight.tensor.count {
            for (i, value) in weight.tensor.array.floats().enumerated() {
                network.state.base[entry.range.lowerBound + i] = value
            }
        }
    }

    /// The network of a model has just been made with the numbers that its objects have.
    static func remember(in model: Training.Model) {
        for node in model.architecture.nodes {
            guard let body = (node.layer as? OwnLayer)?.body else { continue }
            let (learnt, running) = KerasLayerClass.weights(body.instance)
            body.seen = (learnt + running).map(\.tensor.changes)
        }
    }

    /// Has the network of a model know what was changed by hand in the objects that stand in it.
    ///
    /// - Returns: whether anything was.
    static func pull(into model: Training.Model) -> Bool {
        guard let network = model.network else { return false }
        var hasChanged = false
        for (name, node) in zip(network.names, model.architecture.nodes) where node.owner == nil {
            guard let body = (node.layer as? OwnLayer)?.body else { continue }
            let (learnt, running) = KerasLayerClass.weights(body.instance)
            let changes = (learnt + running).map(\.tensor.changes)
            guard changes != body.seen else { continue }
            body.seen = changes
            hasChanged = true
            let memory = network.memory(of: name)
            for (weights, store) in [(learnt, memory.parameters), (running, memory.state)] {
                let numbers = weights.flatMap { $0.tensor.array.floats() }
                guard numbers.count == store.count else { continue }
                for (i, value) in numbers.enumerated() { store.base[i] = value }
            }
        }
        return hasChanged
    }

    /// Has the objects in a model know what its network has learnt.
    static func push(from model: Training.Model) {
        guard let network = model.network else { return }
        for (name, node) in zip(network.names, model.architecture.nodes) where node.owner == nil {
            guard let body = (node.layer as? OwnLayer)?.body else { continue }
            let memory = network.memory(of: name)
            let (learnt, running) = KerasLayerClass.weights(body.instance)
            var place = memory.parameters.base
            for weight in learnt {
                body.lay(place, into: weight)
                place += weight.tensor.count
            }
            place = memory.state.base
            for weight in running {
                body.lay(place, into: weight)
                place += weight.tensor.count
            }
        }
    }

    /// Lays the network's numbers into the variables.
    func push(from network: Network) {
        let (learnt, running) = KerasLayerClass.weights(instance)
        for (entry, weight) in zip(network.entries, learnt) where entry.range.count == weight.tensor.count {
            lay(network.parameters.base + entry.range.lowerBound, into: weight)
        }
        for (entry, weight) in zip(network.stateEntries, running) where entry.range.count == weight.tensor.count {
            lay(network.state.base + entry.range.lowerBound, into: weight)
        }
    }

    // MARK: Running

    private func lay(_ source: UnsafeMutablePointer<Float>, into weight: OwnWeight) {
        let array = weight.tensor.array
        array.pointer(Float.self).update(from: source, count: array.count)
    }

    func forward(_ call: ForeignCall) -> Double {
        kept = nil
        let (learnt, running) = KerasLayerClass.weights(instance)
        for (weight, source) in zip(learnt, call.parameters) { lay(source, into: weight) }
        for (weight, source) in zip(running, call.state) { lay(source, into: weight) }
        do {
            return try desk.run { context in
                let inputs = try zip(shapes, call.inputs).map { shape, source -> Tensor in
                    let array = try NDArray(uninitialised: [call.batch] + shape, .float32)
                    array.pointer(Float.self).update(from: source, count: array.count)
                    let tensor = context.kerasRecorder.tensor(array)
                    if call.isDifferentiable { try tensor.requireGrad() }
                    return tensor
                }
                context.kerasRecorder.tapes += call.isDifferentiable ? 1 : 0
                defer { context.kerasRecorder.tapes -= call.isDifferentiable ? 1 : 0 }
                KerasLayerClass.forgetLosses(instance)
                let found = try context.kerasRecorder.recording(call.isDifferentiable) {
                    try KerasLayerClass.computed(
                        instance, inputs.count == 1 ? [.thing(inputs[0])] : [.list(inputs.map { .thing($0) })], [],
                        isTraining: call.isTraining, context)
                }
                guard let output = found.asThing(Tensor.self) else {
                    throw Mistake("call of \(instance.className) gives \(found.brief)", expected: "a tensor")
                }
                let values = output.array.floats()
                for (place, value) in values.enumerated() { call.output[place] = value }
                for (weight, place) in zip(running, call.state) {
                    for (i, value) in weight.tensor.array.floats().enumerated() { place[i] = value }
                }
                let losses = KerasLayerClass.losses(instance)
                if call.isDifferentiable { kept = (inputs, output, losses.filter(\.requiresGrad)) }
                return losses.reduce(0) { $0 + ($1.array.only?.asDouble ?? 0) }
            }
        } catch {
            failure = failure ?? error
            call.output.update(repeating: .nan, count: call.batch)
            return .nan
        }
    }

    func backward(_ call: ForeignCall, _ gradient: UnsafePointer<Float>, slope factor: Double) -> [[Float]?] {
        guard let kept else { return [] }
        self.kept = nil
        let learnt = KerasLayerClass.weights(instance).learnt.map(\.tensor)
        do {
            let slope = try NDArray(uninitialised: kept.output.shape, .float32)
            slope.pointer(Float.self).update(from: gradient, count: slope.count)
            let seed = kept.output.recorder.tensor(slope)
            let roots = (kept.output.requiresGrad ? [kept.output] : []) + kept.losses
            guard !roots.isEmpty else { return [] }
            let seeds: [Tensor?] =
                try (kept.output.requiresGrad ? [seed] : [])
                + kept.losses.map { try $0.recorder.full($0.shape, factor, $0.dtype) }
            let wanted = kept.inputs + learnt.filter(\.requiresGrad)
            let found = try Tensor.gradients(of: roots, seeds, by: wanted)
            return (kept.inputs + learnt).map { tensor in
                wanted.firstIndex { $0 === tensor }.flatMap { found[$0]?.array.floats() }
            }
        } catch {
            failure = failure ?? error
            return []
        }
    }
}
