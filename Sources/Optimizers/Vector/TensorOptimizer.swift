public import Answers
import CVectorMath

/// An optimizer at work on tensors wherever they lie, in single or double precision: what `torch.optim` keeps for a parameter.
///
/// A rule that looks at each number, or at each tensor, gets one of these per tensor; one that measures all parameters together
/// gets one for all, see `Optimizer.looksAtAll`.
public final class TensorOptimizer {
    private enum Precision {
        case single(Engine<Float>, Buffer<Float>, Buffer<Float>)
        case double(Engine<Double>, Buffer<Double>, Buffer<Double>)
    }

    private let precision: Precision
    /// Names and shapes of the tensors that it moves, in the order in which they are given.
    public let layout: ParameterLayout

    /// - Parameter isDouble: whether the numbers are of double precision.
    /// - Throws: `Mistake` for a tensor that the rule cannot move, and for a mask that does not go with the parameters.
    public init(_ optimizer: Optimizer, layout: ParameterLayout, isDouble: Bool, seed: UInt64 = 0) throws {
        let optimizer = try optimizer.fitted(to: layout)
        self.layout = layout
        precision =
            isDouble
            ? .double(Engine(optimizer, layout: layout, seed: seed), Buffer(layout.count), Buffer(layout.count))
            : .single(Engine(optimizer, layout: layout, seed: seed), Buffer(layout.count), Buffer(layout.count))
    }

    /// Updates made so far, 0 before the first; with accumulation fewer than gradients.
    public var updates: Int {
        switch precision {
        case .single(let engine, _, _): engine.updates
        case .double(let engine, _, _): engine.updates
        }
    }

    /// Goes on with other hyperparameters of the same rule; false where its memory would not fit.
    public func adopt(_ optimizer: Optimizer) -> Bool {
        switch precision {
        case .single(let engine, _, _): engine.adopt(optimizer)
        case .double(let engine, _, _): engine.adopt(optimizer)
        }
    }

    /// Takes one step: the tensors change where they lie, the gradients stay as they are.
    ///
    /// - Parameters:
    ///   - parameters: the first number of each tensor; its numbers lie one after the other.
    ///   - gradients: the same of their gradients.
    ///   - loss: the objective's value where the gradients were taken, NaN where nobody knows; a few rules ask for it.
    public func step(
        _ parameters: [UnsafeMutableRawPointer], _ gradients: [UnsafeRawPointer], rate: Double, loss: Double
    ) {
        var nobody: RecordingProbe?
        move(parameters, gradients, rate, loss, &nobody)
    }

    /// What the same step would compute for the chosen numbers (indices over all tensors) and where it would lead them, without
    /// taking it.
    public func explained(
        _ parameters: [UnsafeMutableRawPointer], _ gradients: [UnsafeRawPointer], rate: Double, loss: Double,
        watching indices: [Int]
    ) throws -> (quantities: [Quantity], after: [Double]) {
        var probe: RecordingProbe? = RecordingProbe()
        let watched = indices.filter { $0 >= 0 && $0 < layout.count }.sorted()
        probe?.watched = watched
        let after =
            switch precision {
            case .single(let engine, let θ, let g):
                try explain(engine, θ, g, parameters, gradients, rate, loss, watched, &probe)
            case .double(let engine, let θ, let g):
                try explain(engine, θ, g, parameters, gradients, rate, loss, watched, &probe)
            }
        return (probe?.quantities ?? [], after)
    }

    private func move(
        _ parameters: [UnsafeMutableRawPointer], _ gradients: [UnsafeRawPointer], _ rate: Double, _ loss: Double,
        _ probe: inout RecordingProbe?
    ) {
        let mode = cvm_flush_subnormals()
        defer { cvm_restore_subnormals(mode) }
        switch precision {
        case .single(let engine, let θ, let g): move(engine, θ, g, parameters, gradients, rate, loss, &probe)
        case .double(let engine, let θ, let g): move(engine, θ, g, parameters, gradients, rate, loss, &probe)
        }
    }

    private func move<S: LaneScalar>(
        _ engine: Engine<S>, _ θ: Buffer<S>, _ g: Buffer<S>, _ parameters: [UnsafeMutableRawPointer],
        _ gradients: [UnsafeRawPointer], _ rate: Double, _ loss: Double, _ probe: inout RecordingProbe?
    ) {
        gather(g, gradients)
        if parameters.count == 1 {
            engine.step(
                parameters[0].assumingMemoryBound(to: S.self), g.base, loss: loss, rate: rate, probe: &probe)
            return
        }
        gather(θ, parameters.map { UnsafeRawPointer($0) })
        engine.step(θ.base, g.base, loss: loss, rate: rate, probe: &probe)
        for (tensor, place) in zip(layout.tensors, parameters) {
            place.copyMemory(
                from: θ.base + tensor.range.lowerBound, byteCount: tensor.range.count * MemoryLayout<S>.stride)
        }
    }

    private func gather<S: LaneScalar>(_ buffer: Buffer<S>, _ places: [UnsafeRawPointer]) {
        for (tensor, place) in zip(layout.tensors, places) {
            UnsafeMutableRawPointer(buffer.base + tensor.range.lowerBound).copyMemory(
                from: place, byteCount: tensor.range.count * MemoryLayout<S>.stride)
        }
    }

    /// On copies of everything.
    private func explain<S: LaneScalar>(
        _ engine: Engine<S>, _ θ: Buffer<S>, _ g: Buffer<S>, _ parameters: [UnsafeMutableRawPointer],
        _ gradients: [UnsafeRawPointer], _ rate: Double, _ loss: Double, _ watched: [Int],
        _ probe: inout RecordingProbe?
    ) throws -> [Double] {
        let before = try engine.state()
        gather(θ, parameters.map { UnsafeRawPointer($0) })
        gather(g, gradients)
        engine.step(θ.base, g.base, loss: loss, rate: rate, probe: &probe)
        try engine.restore(before)
        return watched.map { Double(θ.base[$0]) }
    }

    /// All that is remembered, to go on later as if nothing had happened.
    public struct State: Sendable, Equatable {
        /// Moments, in the rule's own order.
        public var numbers: [Double]
        /// Step counts and running products.
        public var registers: [Double]

        /// A state read back from a file. Any lengths are taken here: `restore` refuses those that are not the optimizer's.
        public init(numbers: [Double], registers: [Double]) {
            self.numbers = numbers
            self.registers = registers
        }
    }

    /// A copy of everything it remembers.
    ///
    /// - Throws: `Stopped` when the work was stopped.
    public func state(stoppedBy work: Work = Work()) throws -> State {
        switch precision {
        case .single(let engine, _, _): try TensorOptimizer.state(engine, work)
        case .double(let engine, _, _): try TensorOptimizer.state(engine, work)
        }
    }

    private static func state<S: LaneScalar>(_ engine: Engine<S>, _ work: Work) throws -> State {
        let state = try engine.state(stoppedBy: work)
        let clock = state.clock
        return State(
            numbers: try state.numbers.map(stoppedBy: work) { Double($0) },
            registers: [
                Double(clock.step), clock.p1, clock.p2, clock.p3, clock.p4, Double(state.gradients),
                state.hasStarted ? 1 : 0,
            ])
    }

    /// - Throws: `Mistake` when the state is of another optimizer or layout; nothing has changed then.
    public func restore(_ state: State) throws {
        switch precision {
        case .single(let engine, _, _): try TensorOptimizer.restore(engine, state)
        case .double(let engine, _, _): try TensorOptimizer.restore(engine, state)
        }
    }

    private static func restore<S: LaneScalar>(_ engine: Engine<S>, _ state: State) throws {
        let r = state.registers
        guard r.count == 7, let step = Int(exactly: r[0]), let gradients = Int(exactly: r[5]) else {
            throw Mistake("the optimizer's state has \(r.count) registers", expected: "7 numbers, counts whole")
        }
        var next = try engine.state()
        next.clock = Clock(step: step, p1: r[1], p2: r[2], p3: r[3], p4: r[4])
        next.gradients = gradients
        next.hasStarted = r[6] != 0
        next.numbers = state.numbers.map { S($0) }
        try engine.restore(next)
    }
}

extension Optimizer {
    /// Whether the rule measures all parameters together, so that tensors cannot be moved one by one.
    public var looksAtAll: Bool { rule.looksAtAll }
}
