public import Datasets
public import Landscapes
public import Answers
public import Numbers
public import Training

/// How well the two-dimensional picture of a training path predicts the real steps: the quadratic that fits the slice,
/// against what each step did to the loss.
public struct Bridge: Sendable, Presentable {
    /// One step from a point of the path to the next.
    public struct Step: Sendable, Equatable {
        /// Loss after minus before, in the space of all weights.
        public let actual: Double
        /// The same by the fitted quadratic, for the step's shadow on the plane.
        public let predicted: Double
        /// Share of the step's squared length that lies outside the plane.
        public let shareOutside: Double
    }

    /// The landscape of the plane through the path.
    public let slice: Landscape
    /// The path's shadow on the slice.
    public let path: [Point]
    /// One for each pair of neighbouring points.
    public let steps: [Step]
    /// f ≈ c + g·p + ½ p·Hp over the frame of the path.
    public let fit: Curvature
    /// Share of the slice's variance over the frame that the quadratic explains.
    public let explained: Double

    /// Pearson's correlation of predicted and actual changes; nil when either does not vary.
    public var correlation: Double? {
        let pairs = steps.filter { $0.actual.isFinite && $0.predicted.isFinite }
        let n = Double(pairs.count)
        guard n > 2 else { return nil }
        let a = pairs.reduce(0) { $0 + $1.actual } / n
        let p = pairs.reduce(0) { $0 + $1.predicted } / n
        let cross = pairs.reduce(0) { $0 + ($1.actual - a) * ($1.predicted - p) }
        let own = pairs.reduce(0) { $0 + ($1.actual - a) * ($1.actual - a) }
        let other = pairs.reduce(0) { $0 + ($1.predicted - p) * ($1.predicted - p) }
        return own > 0 && other > 0 ? cross / (own * other).squareRoot() : nil
    }

    /// Mean over the steps of the part of their length that is at right angles to the plane, 0 to 1.
    public var shareOutside: Double {
        steps.isEmpty ? .nan : steps.reduce(0) { $0 + $1.shareOutside } / Double(steps.count)
    }

    /// Share of the steps whose direction (up or down) the picture tells right.
    public var shareSigns: Double {
        let right = steps.filter { ($0.actual < 0) == ($0.predicted < 0) }.count
        return steps.isEmpty ? .nan : Double(right) / Double(steps.count)
    }

    /// Mean |predicted − actual| over mean |actual|: 0 when the picture tells every step, 1 when it tells no more than
    /// "nothing happens"; nil when nothing happened.
    public var relativeError: Double? {
        let pairs = steps.filter { $0.actual.isFinite && $0.predicted.isFinite }
        let size = pairs.reduce(0) { $0 + $1.actual.magnitude }
        return size > 0 ? pairs.reduce(0) { $0 + ($1.predicted - $1.actual).magnitude } / size : nil
    }

    /// `bridge`
    public static var kind: String { "bridge" }

    /// Correlation and share outside the plane.
    public var summary: String {
        "bridge over \(steps.count) steps: correlation \(correlation?.short(3) ?? "–"), "
            + "\((100 * shareOutside).short(3)) % of a step's squared length outside the plane"
    }

    /// The steps in lines: predicted change, real change, share outside.
    public func table(width: Int) -> String {
        let λ = fit.hessian.eigenvalues
        var lines = [
            "from the picture to the real steps: \(steps.count) steps on \(slice.name)",
            "  quadratic fitted to the slice: curvatures \(λ.larger.short(4)) and \(λ.smaller.short(4)), "
                + "explains \((100 * explained).short(4)) %",
            "  correlation of predicted and actual change of the loss   \(correlation?.short(4) ?? "–")",
            "  mean error, in shares of the mean actual change          \(relativeError?.short(3) ?? "–")",
            "  up or down told right                                    \((100 * shareSigns).short(3)) % of the steps",
            "  outside the plane, of a step's squared length            \((100 * shareOutside).short(3)) %",
            "      step      actual   predicted   outside   (change of the loss)",
        ]
        for index in steps.indices.spread(atMost: 10) {
            let step = steps[index]
            let cells = [
                "\(index + 1)", step.actual.short(4), step.predicted.short(4),
                (100 * step.shareOutside).short(3) + " %",
            ]
            lines.append(
                zip(cells, [10, 12, 12, 10]).map { String(repeating: " ", count: Swift.max(0, $1 - $0.count)) + $0 }
                    .joined())
        }
        return lines.flatMap { TextTable.fitted($0, width) }.joined(separator: "\n")
    }

    /// What the picture can and cannot tell of the training.
    public var sentence: String {
        "The picture explains \((100 * explained).short(3)) % of the slice by a parabola; "
            + "\((100 * shareOutside).short(3)) % of a step's squared length lies outside the plane, and predicted and "
            + "actual changes of the loss correlate by \(correlation?.short(3) ?? "nothing")."
    }

    /// `correlation`, `share_outside`, `explained`, `relative_error`; `actual` and `predicted` have one number per step.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "correlation": correlation.map(JSON.number) ?? .null,
            "share_outside": .number(shareOutside), "explained": .number(explained),
            "relative_error": relativeError.map(JSON.number) ?? .null,
            "actual": .array(steps.map { .number($0.actual) }),
            "predicted": .array(steps.map { .number($0.predicted) }),
        ])
    }
}

/// Fits the local quadratic of the slice through a training path and holds it against the path's real steps.
///
/// - Throws: `Mistake` when the path is too short, of another model, or the work was cancelled.
public func bridge(
    _ model: Model, _ x: Samples, _ y: Samples, path: WeightPath, rows: Int? = nil, seed: UInt64 = 0,
    work: Work = Work()
) throws -> Bridge {
    let landscape = try slice(model, x, y, along: .path(path), rows: rows, seed: seed, work: work)
    guard let surface = landscape.surface as? SliceSurface else { throw Mistake("the landscape is no slice") }
    let shadow = path.points.map(surface.coordinates(of:))
    func interrupted() -> Mistake { Mistake("interrupted before the steps were measured") }
    // The quadratic is fitted where the path runs, not over the air around it.
    let (xs, ys) = (shadow.map(\.x), shadow.map(\.y))
    let frame = Domain(x: (xs.min() ?? 0)...(xs.max() ?? 0), y: (ys.min() ?? 0)...(ys.max() ?? 0))
    var places: [Point] = []
    for row in 0..<9 { for column in 0..<9 { places.append(frame.point(at: Point(Double(column), Double(row)) / 8)) } }
    var values: [Double] = []
    for place in places {
        if work.isCancelled { throw interrupted() }
        values.append(surface.value(at: place))
    }
    guard let fitted = QuadraticFit(places, values, frame: frame) else {
        throw Mistake("no quadratic fits the slice: its values are not finite, or the path has no width")
    }
    var losses: [Double] = []
    for (index, point) in path.points.enumerated() {
        if work.isCancelled { throw interrupted() }
        losses.append(surface.loss.value(at: point.map { Double($0) }, work: work))
        work.report(Double(index + 1) / Double(path.points.count), "point \(index + 1)/\(path.points.count)")
    }
    let steps = try (1..<path.points.count).map { t -> Bridge.Step in
        let move = try Vectors.difference(path.points[t], path.points[t - 1], stoppedBy: work)
        let whole = try Vectors.dot(move, move, stoppedBy: work)
        let inside = surface.squaredLength(surface.coordinates(ofMove: move))
        return Bridge.Step(
            actual: losses[t] - losses[t - 1], predicted: fitted.value(shadow[t]) - fitted.value(shadow[t - 1]),
            shareOutside: whole > 0 ? Swift.max(0, Swift.min(1, 1 - inside / whole)) : 0)
    }
    return Bridge(
        slice: landscape, path: shadow, steps: steps, fit: fitted.curvature, explained: fitted.explained)
}
