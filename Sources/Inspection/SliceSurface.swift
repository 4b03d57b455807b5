public import Landscapes
public import Answers
public import Numbers

/// A straight cut through the loss of a network: L(θ₀ + x·d₁ + y·d₂), a surface like any other.
///
/// The gradient is exact: the network's own, projected on the directions. The Hessian comes from products of the network's
/// Hessian with the directions, each a central difference of two exact gradients.
public struct SliceSurface: Surface {
    /// The loss that is cut through, as a function of all weights.
    public let loss: WeightSpaceLoss
    /// θ₀: the weights at (0, 0) of the cut.
    public let origin: [Double]
    /// One or two of them.
    public let directions: [[Double]]
    /// Running values at θ₀ and how they change along x, for models that have any. Running variances are held at 0 and
    /// above, as those of any data are.
    private let state: [Float]
    private let stateChange: [Float]
    /// Places of the variances among them.
    private let variances: [Int]
    /// Inner products of the directions with each other.
    private let gram: Hessian

    /// - Parameters:
    /// - origin: the weights at (0, 0).
    /// - directions: two vectors as long.
    /// - stateChange: what running values gain along the first direction.
    public init(_ loss: WeightSpaceLoss, origin: [Double], directions: [[Double]], stateChange: [Float] = []) {
        self.loss = loss
        self.origin = origin
        self.directions = directions
        self.stateChange = stateChange
        state = loss.originState
        variances = loss.variancePlaces
        let a = directions[0]
        let b = directions.count > 1 ? directions[1] : []
        gram = Hessian(
            xx: Vectors.dot(a, a), xy: b.isEmpty ? 0 : Vectors.dot(a, b), yy: b.isEmpty ? 0 : Vectors.dot(b, b))
    }

    /// Every value is a pass over the rows.
    public var isCheap: Bool { false }

    /// L(origin + x·d₁ + y·d₂)
    public func value(at point: Point) -> Double { value(at: point, work: Work()) }

    /// The same; NaN when the work was cancelled on the way.
    public func value(at point: Point, work: Work) -> Double {
        loss.value(at: weights(at: point), state: state(at: point), work: work)
    }

    /// (L, ∂L/∂x, ∂L/∂y): the network's own gradient on the directions.
    public func slope(at point: Point, draw: Draw) -> Slope {
        guard let found = loss.slope(at: weights(at: point), state: state(at: point)) else {
            return Slope(value: .nan, gradient: Point(.nan, .nan))
        }
        return Slope(value: found.value, gradient: projected(found.gradient))
    }

    /// Value, slope and the three second derivatives, by differences of exact gradients.
    public func curvature(at point: Point) -> Curvature {
        let (weights, state) = (weights(at: point), state(at: point))
        let slope = slope(at: point, draw: Draw(seed: 0, index: 0))
        let products = directions.map { direction -> Point in
            projected(loss.hessianProduct(at: weights, direction, state: state) ?? [])
        }
        guard products.count > 1 else {
            return Curvature(
                value: slope.value, gradient: slope.gradient, hessian: Hessian(xx: products[0].x, xy: 0, yy: 0))
        }
        let cross = 0.5 * (products[0].y + products[1].x)
        return Curvature(
            value: slope.value, gradient: slope.gradient,
            hessian: Hessian(xx: products[0].x, xy: cross, yy: products[1].y))
    }

    /// θ₀ + x·d₁ + y·d₂
    public func weights(at point: Point) -> [Double] {
        var weights = origin
        Vectors.add(point.x, directions[0], to: &weights)
        if directions.count > 1 { Vectors.add(point.y, directions[1], to: &weights) }
        return weights
    }

    /// The place on the cut nearest to these weights.
    public func coordinates(of weights: [Float]) -> Point {
        coordinates(ofMove: zip(weights, origin).map { Double($0) - $1 })
    }

    /// The place on the cut nearest to a model's weights.
    public func coordinates(ofModel weights: [Double]) -> Point {
        coordinates(ofMove: zip(weights, origin).map { $0 - $1 })
    }

    /// A training path as it falls on the cut.
    public struct Shadow: Sendable {
        /// The weights' places in the plane.
        public let points: [Point]
        /// The loss at the path's first and last point, in the space of all weights.
        public let losses: [Double]
        /// Share of the path's squared length, step by step, that lies outside the plane.
        public let shareOutside: Double
    }

    /// - Throws: `Mistake` when the path is of another model or too short, or the work was cancelled.
    public func shadow(of path: WeightPath, work: Work = Work()) throws -> Shadow {
        guard path.points.allSatisfy({ $0.count == origin.count }) else {
            throw Mistake(
                "the path was recorded with another model", expected: "a path of this model's weights", argument: "path"
            )
        }
        guard let first = path.points.first, let last = path.points.last, path.points.count > 1 else {
            throw Mistake(
                "the path holds no steps", expected: "a RecordWeights that a fit has filled", argument: "path")
        }
        var (inside, whole) = (0.0, 0.0)
        for (a, b) in zip(path.points, path.points.dropFirst()) {
            let move = try Vectors.difference(b, a, stoppedBy: work)
            whole += try Vectors.dot(move, move, stoppedBy: work)
            inside += squaredLength(coordinates(ofMove: move))
        }
        let losses = [first, last].map { loss.value(at: $0.map { Double($0) }, work: work) }
        return Shadow(
            points: path.points.map(coordinates(of:)), losses: losses,
            shareOutside: whole > 0 ? Swift.max(0, 1 - inside / whole) : 0)
    }

    /// The coordinates of a move's shadow on the cut.
    func coordinates(ofMove move: [Double]) -> Point {
        let p = projected(move)
        guard directions.count > 1 else { return Point(gram.xx > 0 ? p.x / gram.xx : 0, 0) }
        let determinant = gram.xx * gram.yy - gram.xy * gram.xy
        guard determinant > 0 else { return Point(0, 0) }
        return Point(gram.yy * p.x - gram.xy * p.y, gram.xx * p.y - gram.xy * p.x) / determinant
    }

    /// The squared length of a move along the cut.
    func squaredLength(_ coordinates: Point) -> Double { coordinates.dot(gram * coordinates) }

    private func projected(_ vector: [Double]) -> Point {
        guard vector.count == origin.count else { return Point(.nan, .nan) }
        return Point(
            Vectors.dot(vector, directions[0]), directions.count > 1 ? Vectors.dot(vector, directions[1]) : 0)
    }

    private func state(at point: Point) -> [Float]? {
        guard stateChange.count == state.count, !state.isEmpty else { return nil }
        var there = zip(state, stateChange).map { $0 + Float(point.x) * $1 }
        for place in variances { there[place] = Swift.max(0, there[place]) }
        return there
    }
}
