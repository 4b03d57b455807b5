import Answers
import Cards
import Numbers

/// The general engine: an optimizer with all its stages at work on one flat vector of tensors.
///
/// It owns the memory of the rule and of the wrappers; after creation a step allocates nothing.
final class Engine<S: LaneScalar> {
    private(set) var optimizer: Optimizer
    let layout: ParameterLayout
    let seed: UInt64
    private(set) var rule: any Rule
    var clock = Clock()
    /// Gradients seen, of which `accumulation` make one update.
    var gradients = 0
    /// The losses that belong to those since the last update.
    var losses = 0.0
    var hasStarted = false
    /// Updates that have entered the average.
    var averaged = 0
    private let slots: SlotSet
    let memory: Buffer<S>
    let sums: Buffer<S>
    let slow: Buffer<S>
    let mean: Buffer<S>
    /// Where a learned scale measures its steps from.
    let home: Buffer<S>
    /// The bets on that scale: for each of the mechanic's memories r, m, v and s.
    var bets: [Mechanic.Bet]
    let before: Buffer<S>
    /// The gradient of what the rule does not move.
    let passing: Buffer<S>

    init(_ optimizer: Optimizer, layout: ParameterLayout, seed: UInt64) {
        self.optimizer = optimizer
        self.layout = layout
        self.seed = seed
        rule = optimizer.rule
        slots = optimizer.rule.slots
        let n = layout.count
        let w = optimizer.wrappers
        memory = Buffer(n * slots.count)
        sums = Buffer(w.accumulation > 1 ? n : 0)
        slow = Buffer(w.lookahead != nil ? n : 0)
        mean = Buffer(w.average != nil ? n : 0)
        home = Buffer(w.mechanic != nil ? n : 0)
        bets = w.mechanic?.bets ?? []
        before = Buffer(w.trust != nil || w.mechanic != nil || optimizer.isPartial ? n : 0)
        passing = Buffer(optimizer.moved != nil ? n : 0)
    }

    /// Number of updates made.
    var updates: Int { clock.step }

    /// The rate of the next step. Keras reads a schedule by the gradients that were seen, the others by the updates made:
    /// apart where several gradients make one update.
    var nextRate: Double { optimizer.rate.rate(at: schedulePlace) }

    /// The step of its schedule at which the optimizer stands.
    var schedulePlace: Int { optimizer.dialect == .keras ? gradients : clock.step }

    /// Takes one term of the rule away from the next step on; false where the rule has no such term.
    func switchOff(_ term: String) -> Bool {
        guard let weaker = rule.without(term) else { return false }
        rule = weaker
        return true
    }

    /// Goes on with other hyperparameters of the same rule; false where its memory would not fit.
    func adopt(_ next: Optimizer) -> Bool {
        guard next.name == optimizer.name, next.rule.slots == slots, next.wrappers == optimizer.wrappers,
            (next.moved == nil) == (optimizer.moved == nil),
            next.isPartial == optimizer.isPartial, let next = try? next.fitted(to: layout)
        else { return false }
        optimizer = next
        rule = next.rule
        return true
    }

    /// One step from the gradient g at θ, both changed in place. With a probe, every quantity is written down.
    ///
    /// - Parameters:
    ///   - loss: the objective's value where g was taken.
    ///   - work: a step that takes long may be left undone when it is cancelled.
    /// - Returns: whether the step was taken; otherwise nothing has changed but g.
    @discardableResult
    func step(
        _ θ: UnsafeMutablePointer<S>, _ g: UnsafeMutablePointer<S>, loss: Double, rate given: Double?,
        probe: inout RecordingProbe?, work: Work? = nil
    ) -> Bool {
        let w = optimizer.wrappers
        let n = layout.count
        let rate = given ?? nextRate
        if let momentum = optimizer.rate.momentum(at: schedulePlace) {
            rule = rule.cycled(momentum, &clock) ?? rule
            probe?.note("μ", "momentum of this step, as the schedule has it", scalar: momentum)
        }
        gradients += 1
        var loss = loss
        if w.accumulation > 1 {
            losses += loss
            for i in 0..<n { sums.base[i] += g[i] }
            guard gradients % w.accumulation == 0 else {
                probe?.add("waiting", "gradients are added up; no update in this step", [], perCoordinate: false)
                // Keras averages after every gradient, also where nothing has moved.
                if optimizer.dialect == .keras, case .exponential? = w.average { enter(θ, &probe) }
                return true
            }
            let share = 1 / S(w.accumulation)
            for i in 0..<n {
                g[i] = sums.base[i] * share
                sums.base[i] = 0
            }
            loss = losses / Double(w.accumulation)
            losses = 0
        }
        if !hasStarted { start(θ, g, rate) }
        note(&probe, "g", "gradient", g)
        if passing.count > 0 { passing.base.update(from: g, count: n) }
        let heard = w.mechanic.map { agreement($0, θ, g) }
        if !optimizer.gradientStage.isEmpty {
            if optimizer.gradientStage.maximises { loss = -loss }
            optimizer.gradientStage.apply(
                to: g, parameters: θ, layout: layout, decays: optimizer.decayMask?.chosen, step: clock.step, seed: seed)
            note(&probe, "g′", optimizer.gradientStage.summary, g)
        }
        // Gradients that were added up are gone by now; what they make is taken in any case.
        let work = w.accumulation > 1 ? nil : work
        if work?.isCancelled == true {
            gradients -= 1
            return false
        }
        if before.count > 0 { before.base.update(from: θ, count: n) }
        probe?.note("η", "rate of this step", scalar: rate)
        var block = block(θ, g, loss: loss, decay: rate * optimizer.weightDecay)
        block.work = work
        block.decays = optimizer.decayMask?.chosen
        let made = clock.step
        if probe != nil {
            var recording = probe ?? RecordingProbe()
            let (memories, start) = (memories(watchedBy: recording), recording.quantities.count)
            S.explain(rule, block, &clock, rate: rate, &recording)
            recording.add(memories: memories, from: start)
            probe = recording
        } else {
            S.step(rule, block, &clock, rate: rate)
        }
        if clock.step == made {
            gradients -= 1
            return false
        }
        if let trust = w.trust { applyTrust(trust, θ, rate, &probe) }
        if let mechanic = w.mechanic, let heard { rescale(mechanic, heard, θ, &probe) }
        if optimizer.isPartial { leaveOut(θ, &probe) }
        if let lookahead = w.lookahead { look(lookahead, θ, &probe) }
        if w.average != nil { enter(θ, &probe) }
        return true
    }

    /// Fills the memory for a run that begins at θ, if it has not begun.
    func prepare(_ θ: UnsafeMutablePointer<S>) {
        if !hasStarted { start(θ, θ, optimizer.rate.rate(at: 0)) }
    }

    private func start(_ θ: UnsafeMutablePointer<S>, _ g: UnsafeMutablePointer<S>, _ rate: Double) {
        hasStarted = true
        S.start(rule, block(θ, g), &clock, rate: rate)
        if slow.count > 0 { slow.base.update(from: θ, count: layout.count) }
        if home.count > 0 { home.base.update(from: θ, count: layout.count) }
    }

    private func block(
        _ θ: UnsafeMutablePointer<S>, _ g: UnsafeMutablePointer<S>, loss: Double = .nan, decay: Double = 0
    ) -> TensorBlock<S> {
        TensorBlock(
            layout: layout, count: layout.count, parameters: θ, gradient: UnsafePointer(g), memory: memory.base,
            slots: slots, loss: loss, decay: decay)
    }

    private func applyTrust(
        _ trust: Double, _ θ: UnsafeMutablePointer<S>, _ rate: Double, _ probe: inout RecordingProbe?
    ) {
        let old = before.base
        for tensor in layout.tensors {
            for i in tensor.range { θ[i] -= old[i] }
            let weight = length(old, tensor.range)
            let step = length(θ, tensor.range)
            let ratio = weight > 0 && step > 0 ? trust * rate * weight / step : 1
            probe?.note("trust ratio", "c·η·|θ|/|step|, per tensor", scalar: ratio)
            for i in tensor.range { θ[i] = old[i] + S(ratio) * θ[i] }
        }
    }

    /// What masks leave out goes where its gradient points, as in optax, or stays.
    private func leaveOut(_ θ: UnsafeMutablePointer<S>, _ probe: inout RecordingProbe?) {
        if let moved = optimizer.moved?.chosen {
            for i in 0..<layout.count where !moved[i] { θ[i] = before.base[i] + passing.base[i] }
            note(&probe, "θ masked", "the rule's θ; θ + g where the mask leaves it out", θ)
        }
        if let frozen = optimizer.frozen?.chosen {
            for i in 0..<layout.count where frozen[i] { θ[i] = before.base[i] }
            note(&probe, "θ frozen", "θ before the step where the mask holds it", θ)
        }
    }

    private func look(_ w: Wrappers.Lookahead, _ θ: UnsafeMutablePointer<S>, _ probe: inout RecordingProbe?) {
        guard updates % w.k == 0 else { return }
        note(&probe, "θ fast", "where the rule went", θ)
        let α = S(w.α)
        for i in 0..<layout.count {
            slow.base[i] += α * (θ[i] - slow.base[i])
            θ[i] = slow.base[i]
        }
        note(&probe, "φ", "φ + α·(θ − φ): slow weights, and the new θ", θ)
    }

    private func enter(_ θ: UnsafeMutablePointer<S>, _ probe: inout RecordingProbe?) {
        /// Updates before the one that this gradient is for.
        let before = (gradients - 1) / optimizer.wrappers.accumulation
        var overwrites = false
        switch optimizer.wrappers.average {
        case .exponential(let β, let overwriting):
            let keep = before == 0 ? S(0) : S(β)
            for i in 0..<layout.count { mean.base[i] = keep * mean.base[i] + (1 - keep) * θ[i] }
            overwrites = overwriting.map { (before + 1) % $0 == 0 } ?? false
        case .uniform(let start, let every):
            guard updates > start, (updates - start - 1) % every == 0 else { return }
            let share = 1 / S(averaged + 1)
            for i in 0..<layout.count { mean.base[i] += share * (θ[i] - mean.base[i]) }
        case nil: return
        }
        averaged += 1
        note(&probe, "θ̄", "average of the iterates", mean.base)
        guard overwrites else { return }
        θ.update(from: mean.base, count: layout.count)
        note(&probe, "θ ← θ̄", "the average takes the place of θ", θ)
    }

    private func note(
        _ probe: inout RecordingProbe?, _ name: String, _ formula: String, _ values: UnsafeMutablePointer<S>
    ) {
        guard let recording = probe else { return }
        probe?.add(name, formula, watched(by: recording, values), perCoordinate: true)
    }

    /// The moments before the step. A rule with one memory calls it m or v, whichever its paper has.
    private func memories(watchedBy probe: RecordingProbe) -> [(name: String, values: [Double])] {
        let moments = slots.intersection([.m, .v])
        func values(_ moment: SlotSet) -> [Double] { watched(by: probe, slot(moment)) }
        return switch moments {
        case []: []
        case [.m, .v]: [("m", values(.m)), ("v", values(.v))]
        default: [("m", values(moments)), ("v", values(moments))]
        }
    }

    /// The memory of one slot that the rule declares.
    func slot(_ slot: SlotSet) -> UnsafeMutablePointer<S> { block(memory.base, memory.base).slot(slot) }

    private func watched(by probe: RecordingProbe, _ values: UnsafeMutablePointer<S>) -> [Double] {
        (probe.watched.isEmpty ? Array(0..<layout.count) : probe.watched).map { Double(values[$0]) }
    }

    /// The averaged parameters, once there are any.
    func copyAverage(to θ: UnsafeMutablePointer<S>) -> Bool {
        guard averaged > 0 else { return false }
        θ.update(from: mean.base, count: layout.count)
        return true
    }

    /// The rule's memory of the first two coordinates.
    var pointSlots: Slots<Point> { pointSlots(from: 0) }

    /// The rule near where it stands, two coordinates at a time.
    func linearised(_ work: Work) throws(Stopped) -> (gain: [Double], limit: Double)? {
        var gain: [Double] = []
        var limit = Double.nan
        var check = StopCheck(work)
        for first in stride(from: 0, to: layout.count, by: 2) {
            try check.pass()
            guard let pair = rule.linearised(pointSlots(from: first), clock) else { return nil }
            gain.append(pair.gain.x)
            if first + 1 < layout.count { gain.append(pair.gain.y) }
            limit = pair.limit
        }
        return (gain, limit)
    }

    /// The rule's memory of two neighbouring coordinates.
    private func pointSlots(from first: Int) -> Slots<Point> {
        var result = Slots<Point>()
        let places = SlotPlaces(block(memory.base, memory.base))
        for i in 0..<Swift.min(2, layout.count - first) {
            let s: Slots<S> = places.load(at: first + i)
            result.m[i] = Double(s.m)
            result.v[i] = Double(s.v)
            result.a[i] = Double(s.a)
            result.b[i] = Double(s.b)
            result.c[i] = Double(s.c)
        }
        return result
    }
}
