import Numbers

/// A rule that looks at whole tensors: at their norms, shapes, or at all parameters together.
protocol TensorRule: Rule {
    /// Fills the memory (zero until now) before the first step, and sets the clock's registers.
    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double)
    /// One step on all tensors; the clock's step is already the one being made. Decoupled decay is the rule's to apply,
    /// since rules differ in what they measure before and after it.
    func update<S: LaneScalar, P: Probe>(
        _ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double, _ probe: inout P)
}

extension TensorRule {
    func prepare<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, rate η: Double) {}
    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? { nil }

    func run(_ plan: PointPlan, _ trace: inout Trace) -> PointEnd? { nil }

    func start(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double) { prepare(block, &clock, rate: rate) }
    func start(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double) { prepare(block, &clock, rate: rate) }

    func step(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double) { take(block, &clock, rate) }
    func step(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double) { take(block, &clock, rate) }

    func explain(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double, _ probe: inout RecordingProbe) {
        clock.step += 1
        update(block, &clock, rate: rate, &probe)
    }
    func explain(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double, _ probe: inout RecordingProbe) {
        clock.step += 1
        update(block, &clock, rate: rate, &probe)
    }

    @inline(__always)
    private func take<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, _ rate: Double) {
        var nobody = NoProbe()
        clock.step += 1
        update(block, &clock, rate: rate, &nobody)
    }
}

extension TensorBlock {
    /// Decoupled decay, θ ← θ − ηλθ, of some coordinates.
    @inline(__always) func applyDecay(_ range: Range<Int>) {
        guard decay != 0 else { return }
        let factor = S(decay)
        guard let decays else {
            for i in range { parameters[i] -= factor * parameters[i] }
            return
        }
        for i in range where decays[i] { parameters[i] -= factor * parameters[i] }
    }
}

extension Probe {
    /// A quantity of coordinate i.
    @inline(__always)
    mutating func note<V: Lane>(_ i: Int, _ name: StaticString, _ formula: StaticString, _ value: V) -> V {
        attend(to: i)
        return note(name, formula, value)
    }
}
