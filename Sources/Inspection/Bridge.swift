public import Datasets
public import Landscapes
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

    public let slice: Landscape
    /// The path's shadow on the slice.
    public let path: [Point]
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

    public var shareOutside: Double {
        steps.isEmpty ? .nan : steps.reduce(0) { $0 + $1.shareOutside } / Double(steps.count)
    }

    /// Share of the steps whose direction (up or down) the picture tells right.
    public var shareSigns: Double {
        let right = steps.filter { ($0.actual < 0) == ($0.predicted < 0) }.count
        return steps.isEmpty ? .nan : Double(right) / Double(steps.count)
    }

    public static var kind: String { "bridge" }

    public var summary: String {
        "bridge over \(steps.count) steps: correlation \(correlation?.short(3) ?? "–"), "
            + "\((100 * shareOutside).short(3)) % of the steps outside the plane"
    }

    public func table(width: Int) -> String {
        let λ = fit.hessian.eigenvalues
        var lines = [
            "from the picture to the real steps: \(steps.count) steps on \(slice.name)",
            "  quadratic fitted to the slice: curvatures \(λ.larger.short(4)) and \(λ.smaller.short(4)), "
                + "explains \((100 * explained).short(4)) % of it",
            "  correlation of predicted and actual change   \(correlation?.short(4) ?? "–")",
            "  up or down told right                        \((100 * shareSigns).short(3)) % of the steps",
            "  share of the steps outside the plane         \((100 * shareOutside).short(3)) %",
            "      step      actual   predicted   outside",
        ]
        let count = Swift.min(10, steps.count)
        for k in 0..<count {
            let index = count == 1 ? 0 : k * (steps.count - 1) / (count - 1)
            let step = steps[index]
            let cells = [
                "\(index + 1)", step.actual.short(4), step.predicted.short(4),
                (100 * step.shareOutside).short(3) + " %",
            ]
            lines.append(
                zip(cells, [10, 12, 12, 10]).map { String(repeating: " ", count: Swift.max(0, $1 - $0.count)) + $0 }
                    .joined())
        }
        return lines.joined(separator: "\n")
    }

    public var sentence: String {
        "The picture explains \((100 * explained).short(3)) % of the slice by a parabola; "
            + "\((100 * shareOutside).short(3)) % of each step lies outside the plane, and predicted and actual changes "
            + "of the loss correlate by \(correlation?.short(3) ?? "nothing")."
    }

    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "correlation": correlation.map(JSON.number) ?? .null,
            "share_outside": .number(shareOutside), "explained": .number(explained),
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
    let steps = (1..<path.points.count).map { t -> Bridge.Step in
        let move = Vectors.difference(path.points[t], path.points[t - 1])
        let whole = Vectors.dot(move, move)
        let inside = surface.squaredLength(surface.coordinates(ofMove: move))
        return Bridge.Step(
            actual: losses[t] - losses[t - 1], predicted: fitted.value(shadow[t]) - fitted.value(shadow[t - 1]),
            shareOutside: whole > 0 ? Swift.max(0, Swift.min(1, 1 - inside / whole)) : 0)
    }
    return Bridge(
        slice: landscape, path: shadow, steps: steps, fit: fitted.curvature, explained: fitted.explained)
}

/// The quadratic of two variables nearest to values at some places, by least squares.
struct QuadraticFit {
    /// Constant, gradient and Hessian at (0, 0).
    let curvature: Curvature
    let explained: Double

    /// nil when the six coefficients are not determined.
    init?(_ places: [Point], _ values: [Double], frame: Domain) {
        guard values.allSatisfy(\.isFinite) else { return nil }
        let (cx, cy) = ((frame.x.lowerBound + frame.x.upperBound) / 2, (frame.y.lowerBound + frame.y.upperBound) / 2)
        let half = Point(frame.x.upperBound - cx, frame.y.upperBound - cy)
        guard half.x > 0, half.y > 0 else { return nil }
        // In shares of the frame the six terms are of like size.
        let terms = places.map { place -> [Double] in
            let (u, v) = ((place.x - cx) / half.x, (place.y - cy) / half.y)
            return [1, u, v, u * u, u * v, v * v]
        }
        var a = (0..<6).map { i in (0..<6).map { j in terms.reduce(0) { $0 + $1[i] * $1[j] } } }
        var b = (0..<6).map { i in zip(terms, values).reduce(0) { $0 + $1.0[i] * $1.1 } }
        for k in 0..<6 {
            guard let pivot = (k..<6).max(by: { a[$0][k].magnitude < a[$1][k].magnitude }), a[pivot][k] != 0 else {
                return nil
            }
            a.swapAt(k, pivot)
            b.swapAt(k, pivot)
            for i in (k + 1)..<Swift.max(6, k + 1) {
                let factor = a[i][k] / a[k][k]
                for j in k..<6 { a[i][j] -= factor * a[k][j] }
                b[i] -= factor * b[k]
            }
        }
        var c = b
        for k in stride(from: 5, through: 0, by: -1) {
            for j in (k + 1)..<Swift.max(6, k + 1) { c[k] -= a[k][j] * c[j] }
            c[k] /= a[k][k]
        }
        let fitted = terms.map { term in zip(term, c).reduce(0) { $0 + $1.0 * $1.1 } }
        let mean = values.reduce(0, +) / Double(values.count)
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let left = zip(values, fitted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        explained = spread > 0 ? 1 - left / spread : 1
        // Back from shares of the frame to coordinates about (0, 0).
        let h = Hessian(
            xx: 2 * c[3] / (half.x * half.x), xy: c[4] / (half.x * half.y), yy: 2 * c[5] / (half.y * half.y))
        let centre = Point(cx, cy)
        let slope = Point(c[1] / half.x, c[2] / half.y)
        curvature = Curvature(
            value: c[0] - slope.dot(centre) + 0.5 * centre.dot(h * centre), gradient: slope - h * centre, hessian: h)
    }

    func value(_ p: Point) -> Double {
        curvature.value + curvature.gradient.dot(p) + 0.5 * p.dot(curvature.hessian * p)
    }
}
