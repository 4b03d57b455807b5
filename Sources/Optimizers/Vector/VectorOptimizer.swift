import CVectorMath
public import Answers

/// An optimizer at work on a network's parameters: one flat Float vector with a layout.
///
/// It owns the memory of the rule and of the wrappers, and has an identity: one training run. After creation a step
/// allocates nothing. Numbers below Float's normal range, 1.2e−38, count as zero in it. The same rules, stages and
/// wrappers move a point of a landscape.
public final class VectorOptimizer {
    private let engine: Engine<Float>
    /// Where the parameters were before they left for a second gradient.
    private let origin: Buffer<Float>

    fileprivate init(_ optimizer: Optimizer, _ layout: ParameterLayout, _ seed: UInt64) {
        engine = Engine(optimizer, layout: layout, seed: seed)
        origin = Buffer(optimizer.keepsPlace ? layout.count : 0)
    }

    /// What it was made from.
    public var optimizer: Optimizer { engine.optimizer }
    /// The tensors of the vector that it moves.
    public var layout: ParameterLayout { engine.layout }
    /// Updates made so far, 0 before the first; with accumulation fewer than gradients.
    public var updates: Int { engine.updates }
    /// Gradients seen so far: as many as updates, unless several make one.
    public var gradients: Int { engine.gradients }
    /// The optimizer's own rate of the next step.
    public var nextRate: Double { engine.nextRate }

    /// The same.
    ///
    /// - Throws: `Mistake` when the schedule has ended.
    public func checkedRate() throws -> Double { try engine.optimizer.rate.checked(at: engine.schedulePlace) }

    /// Takes one step; both buffers hold `layout.count` numbers. The gradient is used up: clipping, noise and L2 change
    /// it in place.
    ///
    /// - Parameters:
    ///   - loss: the objective's value where the gradient was taken; a few rules ask for it (Polyak's step).
    ///   - rate: the rate of this step; nil takes the optimizer's own rate or schedule.
    ///   - work: a step that takes long may be left undone when it is cancelled.
    /// - Returns: whether the step was taken; otherwise parameters and memory are what they were.
    @discardableResult
    public func step(
        parameters: UnsafeMutableBufferPointer<Float>, gradient: UnsafeMutableBufferPointer<Float>, loss: Double,
        rate: Double? = nil, work: Work? = nil
    ) -> Bool {
        guard let θ = parameters.baseAddress, let g = gradient.baseAddress,
            parameters.count >= layout.count, gradient.count >= layout.count
        else { return true }
        let mode = cvm_flush_subnormals()
        defer { cvm_restore_subnormals(mode) }
        var nobody: RecordingProbe?
        return engine.step(θ, g, loss: loss, rate: rate, probe: &nobody, work: work)
    }

    /// Takes the same step, and tells every named quantity for the chosen parameters (indices of the flat vector).
    public func explainedStep(
        parameters: UnsafeMutableBufferPointer<Float>, gradient: UnsafeMutableBufferPointer<Float>, loss: Double,
        rate: Double? = nil, watching indices: [Int]
    ) -> [Quantity] {
        guard let θ = parameters.baseAddress, let g = gradient.baseAddress,
            parameters.count >= layout.count, gradient.count >= layout.count
        else { return [] }
        let mode = cvm_flush_subnormals()
        defer { cvm_restore_subnormals(mode) }
        var probe: RecordingProbe? = RecordingProbe()
        probe?.watched = indices.filter { $0 >= 0 && $0 < layout.count }.sorted()
        engine.step(θ, g, loss: loss, rate: rate, probe: &probe)
        return probe?.quantities ?? []
    }

    /// The rule as a linear recurrence with the memory that it has now, as stability asks for it: each coordinate's step
    /// per unit of rate and gradient (the diagonal of the preconditioner D), and the largest η·λ that does not grow, λ an
    /// eigenvalue of D^½HD^½. nil for a rule that is no such recurrence.
    ///
    /// - Throws: `Stopped` when the work was stopped.
    public func linearised(_ work: Work = Work()) throws(Stopped) -> (gain: [Double], limit: Double)? {
        try engine.linearised(work)
    }

    /// Whether each step needs a second gradient, at the place where `ascend` puts the parameters (SAM).
    public var needsSecondGradient: Bool { optimizer.wrappers.sam != nil }

    /// SAM's first half: moves the parameters to θ + ρ·g/|g|. Call `returnParameters` before the step.
    public func ascend(
        parameters: UnsafeMutableBufferPointer<Float>, gradient: UnsafeMutableBufferPointer<Float>
    ) {
        guard let ρ = optimizer.wrappers.sam, let θ = parameters.baseAddress, let g = gradient.baseAddress else {
            return
        }
        let size = length(g, 0..<layout.count)
        let scale = size > 0 ? Float(ρ / size) : 0
        for i in 0..<layout.count {
            origin.base[i] = θ[i]
            θ[i] += scale * g[i]
        }
    }

    /// Puts the parameters back where `ascend` or `probeCurvature` took them from, bit for bit.
    public func returnParameters(_ parameters: UnsafeMutableBufferPointer<Float>) {
        guard origin.count >= layout.count, let θ = parameters.baseAddress else { return }
        θ.update(from: origin.base, count: layout.count)
    }

    /// Whether the next step of a rule of second order begins with a gradient at another place: `probeCurvature`,
    /// a gradient there, `absorbCurvature`, then `step`.
    public var wantsCurvature: Bool { engine.wantsCurvature }

    /// Moves the parameters a short way δ along random signs.
    public func probeCurvature(parameters: UnsafeMutableBufferPointer<Float>) {
        guard let θ = parameters.baseAddress else { return }
        engine.prepare(θ)
        var signs = engine.signs()
        for i in 0..<layout.count {
            origin.base[i] = θ[i]
            θ[i] += Float(VectorOptimizer.δ * signs.sign())
        }
    }

    /// Puts the parameters back and takes the difference of the two gradients as curvature.
    ///
    /// - Parameters:
    ///   - gradient: at the parameters themselves.
    ///   - second: where `probeCurvature` had put them.
    public func absorbCurvature(
        parameters: UnsafeMutableBufferPointer<Float>, gradient: UnsafeMutableBufferPointer<Float>,
        second: UnsafeMutableBufferPointer<Float>
    ) {
        guard let θ = parameters.baseAddress else { return }
        θ.update(from: origin.base, count: layout.count)
        var signs = engine.signs()
        engine.absorb { i in signs.sign() * Double(second[i] - gradient[i]) / VectorOptimizer.δ }
    }

    /// Long enough for Float's rounding, short enough for the curvature to be local.
    private static let δ = 1e-3

    /// Writes the average of the iterates over the parameters; false when the optimizer keeps none (yet).
    public func copyAverage(to parameters: UnsafeMutableBufferPointer<Float>) -> Bool {
        guard let θ = parameters.baseAddress, parameters.count >= layout.count else { return false }
        return engine.copyAverage(to: θ)
    }

    /// All that a checkpoint needs to go on as if nothing had happened.
    public struct State: Sendable, Equatable {
        /// Moments and wrappers' memory, in the optimizer's own order.
        public var numbers: [Float]
        /// Step counts and running products.
        public var registers: [Double]

        /// A state read back from a file; `restore` checks it.
        public init(numbers: [Float], registers: [Double]) {
            self.numbers = numbers
            self.registers = registers
        }
    }

    /// Hands out the rule's own memory, moments and their like, once there is one, to be put into another format in place.
    public func withMemory(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
        if engine.memory.count > 0 {
            body(UnsafeMutableBufferPointer(start: engine.memory.base, count: engine.memory.count))
        }
    }

    /// How many numbers the rule and what stands around it keep between steps.
    public var memoryCount: Int { engine.memoryCount }

    /// A copy of everything it remembers, as it is after the last step.
    ///
    /// - Throws: `Stopped` when the work was stopped.
    public func state(stoppedBy work: Work = Work()) throws(Stopped) -> State {
        let state = try engine.state(stoppedBy: work)
        let clock = state.clock
        return State(
            numbers: state.numbers,
            registers: [
                Double(clock.step), clock.p1, clock.p2, clock.p3, clock.p4, Double(state.gradients),
                Double(state.averaged), state.hasStarted ? 1 : 0, state.losses,
            ] + state.bets.flatMap { [$0.r, $0.m, $0.v, $0.s] })
    }

    /// - Throws: `Mistake` when the state is of another optimizer or layout; nothing has changed then.
    public func restore(_ state: State) throws {
        let r = state.registers
        let bets = engine.bets
        guard r.count == 9 + 4 * bets.count, r.allSatisfy({ !$0.isNaN }), let step = Int(exactly: r[0]),
            let gradients = Int(exactly: r[5]), let averaged = Int(exactly: r[6])
        else {
            throw Mistake(
                "the optimizer's state has \(r.count) registers",
                expected: "\(9 + 4 * bets.count) numbers, counts whole")
        }
        let clock = Clock(step: step, p1: r[1], p2: r[2], p3: r[3], p4: r[4])
        try engine.restore(
            .init(
                clock: clock, gradients: gradients, losses: r[8], averaged: averaged,
                bets: bets.indices.map { k in
                    Mechanic.Bet(
                        β: bets[k].β, r: r[9 + 4 * k], m: r[10 + 4 * k], v: r[11 + 4 * k], s: r[12 + 4 * k])
                }, hasStarted: r[7] != 0,
                numbers: state.numbers))
    }
}

extension Optimizer {
    /// The memory of this optimizer for a flat vector of that layout. `seed` is for gradient noise.
    ///
    /// - Throws: `Mistake` for a tensor that the rule cannot move, and for a mask that does not go with the parameters.
    public func vectorState(layout: ParameterLayout, seed: UInt64 = 0) throws -> VectorOptimizer {
        VectorOptimizer(try fitted(to: layout), layout, seed)
    }

    /// Whether some steps of `vectorState` begin with a gradient at another place, see `VectorOptimizer.wantsCurvature`.
    public var needsCurvature: Bool { rule.curvature != nil }

    /// Whether parameters leave their place for a second gradient, and must find the way back.
    fileprivate var keepsPlace: Bool { wrappers.sam != nil || needsCurvature }

    /// Bytes that `vectorState` takes for so many parameters, with none taken. Double, because it may be beyond any machine.
    public func vectorMemory(parameters count: Int) -> Double {
        let extras = [
            wrappers.accumulation > 1, wrappers.lookahead != nil, wrappers.average != nil,
            wrappers.trust != nil || wrappers.mechanic != nil || isPartial,
            moved != nil,
            wrappers.mechanic != nil,
            keepsPlace,
        ]
        let vectors = rule.slots.count + extras.filter { $0 }.count
        return Double(vectors) * Double(count) * Double(MemoryLayout<Float>.stride)
    }
}
