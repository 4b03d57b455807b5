import Numbers

/// The general engine moving a point: an optimizer with clipping, wrappers, ablated terms, or a rule of whole tensors.
struct EngineMover: Mover {
    let engine: Engine<Double>
    private(set) var extraEvaluations = 0
    private let objective: any Objective
    private let seed: UInt64
    private let dimension: Int
    private let place = Buffer<Double>(2)
    private let gradient = Buffer<Double>(2)
    private let ablation: Ablation?
    /// Filled by the next step when it is set.
    var probe: RecordingProbe?

    init(_ optimizer: Optimizer, _ plan: PointPlan, ablation: Ablation?) {
        objective = plan.objective
        seed = plan.seed
        dimension = plan.objective.dimension
        self.ablation = ablation
        engine = Engine(optimizer, layout: .point(dimension), seed: plan.seed)
    }

    mutating func move(_ point: Point, _ slope: Slope, rate: Double) -> Point {
        if let ablation, engine.updates + 1 == ablation.from {
            for term in ablation.terms { _ = engine.switchOff(term) }
        }
        var slope = slope
        if let ρ = engine.optimizer.wrappers.sam { slope = sharpnessAware(point, slope, ρ) }
        write(point, slope.gradient)
        if engine.wantsCurvature { estimateCurvature(point) }
        engine.step(
            place.base, gradient.base, loss: slope.value, rate: engine.optimizer.isScheduled ? nil : rate,
            probe: &probe)
        return Point(place.base[0], dimension == 1 ? 0 : place.base[1])
    }

    /// Value and gradient at the worst place within ρ, to first order.
    private mutating func sharpnessAware(_ point: Point, _ slope: Slope, _ ρ: Double) -> Slope {
        let size = slope.gradient.norm
        guard size > 0 else { return slope }
        let worst = point + (ρ / size) * slope.gradient
        extraEvaluations += 1
        // A draw of its own, far from those of the loop.
        let index = UInt64.max - UInt64(extraEvaluations)
        let there = objective.slope(at: worst, draw: Draw(seed: seed, index: index))
        if probe != nil {
            probe?.add("g at θ", "gradient where the point is", slope.gradient.coordinates, perCoordinate: true)
            probe?.add("θ + ρ·g/|g|", "where SAM takes its gradient", worst.coordinates, perCoordinate: true)
        }
        return there
    }

    /// Hutchinson's estimate of the Hessian's diagonal, u⊙(Hu), with the exact H.
    private mutating func estimateCurvature(_ point: Point) {
        engine.prepare(place.base)
        extraEvaluations += 1
        var signs = engine.signs()
        let u = Point(signs.sign(), dimension == 1 ? 0 : signs.sign())
        let estimate = u * (objective.curvature(at: point).hessian * u)
        engine.absorb { estimate[$0] }
        probe?.add(
            "u⊙(H·u)", "estimate of the Hessian's diagonal, u random signs", estimate.coordinates, perCoordinate: true)
    }

    private func write(_ point: Point, _ gradient: Point) {
        place.base[0] = point.x
        place.base[1] = point.y
        self.gradient.base[0] = gradient.x
        self.gradient.base[1] = gradient.y
    }

    /// The average of the iterates, where the optimizer keeps one.
    var average: Point? {
        guard engine.copyAverage(to: place.base) else { return nil }
        return Point(place.base[0], dimension == 1 ? 0 : place.base[1])
    }
}

extension ParameterLayout {
    /// A point of a landscape: one tensor of shape [1] or [2].
    static func point(_ dimension: Int) -> ParameterLayout { ParameterLayout([("θ", [dimension])]) }
}

extension Optimizer {
    var isScheduled: Bool {
        if case .schedule = rate { return true }
        return false
    }
}
