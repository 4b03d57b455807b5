import Numbers

/// A rule that treats every coordinate alike and alone, like most of the field's: the whole of it is `update`.
protocol CoordinateRule: Rule {
    /// What is the same for all coordinates in a step: rates, corrections, decay factors.
    associatedtype Coefficients: Sendable

    /// The memory before the first step, at the starting point θ.
    func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V>
    /// Sets the clock's registers before the first step, where 1 is not what they start with.
    func prepare(_ clock: inout Clock)
    /// Advances the clock's running products; its step is already the one being made.
    func advance(_ clock: inout Clock)
    /// Computed once per step, before any coordinate.
    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Coefficients
    /// The new θ from the gradient g; updates the memory s.
    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ c: Coefficients, _ probe: inout P) -> V
}

extension CoordinateRule {
    @inline(__always) func initial<V: Lane>(_ θ: V, rate η: Double) -> Slots<V> { Slots() }
    @inline(__always) func prepare(_ clock: inout Clock) {}
    @inline(__always) func advance(_ clock: inout Clock) {}
    func linearised(_ slots: Slots<Point>, _ clock: Clock) -> LinearRule? { nil }

    func run(_ plan: PointPlan, _ trace: inout Trace) -> PointEnd? {
        var mover = CoordinateMover(rule: self, plan: plan)
        return drive(&mover, plan, &trace)
    }

    func start(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double) { begin(block, &clock, rate) }
    func start(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double) { begin(block, &clock, rate) }

    func step(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double) {
        sweep(block.decayed(), &clock, rate)
    }
    func step(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double) { sweep(block.decayed(), &clock, rate) }

    func explain(_ block: TensorBlock<Double>, _ clock: inout Clock, rate: Double, _ probe: inout RecordingProbe) {
        watch(block, &clock, rate, &probe)
    }
    func explain(_ block: TensorBlock<Float>, _ clock: inout Clock, rate: Double, _ probe: inout RecordingProbe) {
        watch(block, &clock, rate, &probe)
    }

    @inline(__always) private func begin<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, _ rate: Double) {
        prepare(&clock)
        let memory = SlotPlaces(block)
        for i in 0..<block.count { memory.store(initial(block.parameters[i], rate: rate), at: i) }
    }

    /// All coordinates, a vector of them at a time; the rest one by one.
    @inline(__always)
    func sweep<S: LaneScalar>(_ block: TensorBlock<S>, _ clock: inout Clock, _ rate: Double) {
        var probe = NoProbe()
        clock.step += 1
        advance(&clock)
        let c = coefficients(clock, rate: rate, &probe)
        let rule = self
        let memory = SlotPlaces(block)
        let wide = block.count - block.count % S.width
        var i = 0
        while i < wide {
            rule.move(S.Wide.self, block, memory, i, c, &probe)
            i &+= S.width
        }
        while i < block.count {
            rule.move(S.self, block, memory, i, c, &probe)
            i &+= 1
        }
    }

    /// The same step one coordinate after another, with a probe.
    private func watch<S: LaneScalar>(
        _ block: TensorBlock<S>, _ clock: inout Clock, _ rate: Double, _ probe: inout RecordingProbe
    ) {
        clock.step += 1
        advance(&clock)
        let c = coefficients(clock, rate: rate, &probe)
        sweep(0..<block.count, of: block.decayed(&probe), c, &probe)
    }

    /// Some coordinates, one after another, with the coefficients of this step.
    func sweep<S: LaneScalar, P: Probe>(
        _ range: Range<Int>, of block: TensorBlock<S>, _ c: Coefficients, _ probe: inout P
    ) {
        let memory = SlotPlaces(block)
        func go(through range: Range<Int>, _ probe: inout some Probe) {
            for i in range {
                probe.attend(to: i)
                move(S.self, block, memory, i, c, &probe)
            }
        }
        guard let watched = probe.watched(in: range) else { return go(through: range, &probe) }
        // Of a wide network a few weights are watched and millions are not: those between them pay for no probe.
        var nobody = NoProbe()
        var next = range.lowerBound
        for i in watched {
            go(through: next..<i, &nobody)
            go(through: i..<i + 1, &probe)
            next = i + 1
        }
        go(through: next..<range.upperBound, &nobody)
    }

    @inline(__always)
    private func move<S: LaneScalar, V: Lane, P: Probe>(
        _ lane: V.Type, _ block: TensorBlock<S>, _ memory: SlotPlaces<S>, _ i: Int, _ c: Coefficients,
        _ probe: inout P
    ) {
        var s: Slots<V> = memory.load(at: i)
        let g: V = Self.load(block.gradient, i)
        var θ: V = Self.load(block.parameters, i)
        if block.decay != 0 { θ = probe.note("θ decayed", "θ − ηλ·θ", θ - block.decay * θ) }
        θ = update(g, θ, &s, c, &probe)
        memory.store(s, at: i)
        UnsafeMutableRawPointer(block.parameters + i).storeBytes(of: θ, as: V.self)
    }

    @inline(__always) private static func load<S, V: Lane>(_ base: UnsafePointer<S>, _ i: Int) -> V {
        UnsafeRawPointer(base + i).loadUnaligned(as: V.self)
    }
    @inline(__always) private static func load<S, V: Lane>(_ base: UnsafeMutablePointer<S>, _ i: Int) -> V {
        UnsafeRawPointer(base + i).loadUnaligned(as: V.self)
    }
}

extension TensorBlock {
    /// Where a mask says which parameters decay, that is done before the rule looks at many of them at a time.
    func decayed() -> TensorBlock {
        guard decays != nil, decay != 0 else { return self }
        applyDecay(0..<count)
        var block = self
        (block.decay, block.decays) = (0, nil)
        return block
    }

    /// The same, told of every parameter that is watched.
    fileprivate func decayed<P: Probe>(_ probe: inout P) -> TensorBlock {
        let block = decayed()
        guard decays != nil, decay != 0 else { return block }
        for i in probe.watched(in: 0..<count) ?? Array(0..<count) {
            _ = probe.note(i, "θ decayed", "θ − ηλ·θ where the mask has it", parameters[i])
        }
        return block
    }
}

/// A coordinate rule moving a point, with its memory in registers.
struct CoordinateMover<R: CoordinateRule>: Mover {
    let rule: R
    let weightDecay: Double
    var slots: Slots<Point>
    var clock = Clock()
    var extraEvaluations: Int { 0 }

    @inline(__always) init(rule: R, plan: PointPlan) {
        self.rule = rule
        weightDecay = plan.weightDecay
        slots = rule.initial(plan.start, rate: plan.rate.rate(at: 0))
        rule.prepare(&clock)
    }

    @inline(__always) mutating func move(_ point: Point, _ slope: Slope, rate η: Double) -> Point {
        var probe = NoProbe()
        clock.step += 1
        rule.advance(&clock)
        let c = rule.coefficients(clock, rate: η, &probe)
        var θ = point
        if weightDecay != 0 { θ = θ - (η * weightDecay) * θ }
        return rule.update(slope.gradient, θ, &slots, c, &probe)
    }
}
