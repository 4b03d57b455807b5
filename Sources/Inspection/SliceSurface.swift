public import Landscapes
public import Numbers

/// A straight cut through the loss of a network: L(θ₀ + x·d₁ + y·d₂), a surface like any other.
///
/// The gradient is exact: the network's own, projected on the directions. The Hessian comes from products of the network's
/// Hessian with the directions, each a central difference of two exact gradients.
public struct SliceSurface: Surface {
    public let loss: LossFunction
    /// θ₀
    public let origin: [Double]
    /// One or two of them.
    public let directions: [[Double]]
    /// Running values at θ₀ and how they change along x, for models that have any.
    private let state: [Float]
    private let stateChange: [Float]
    /// Inner products of the directions with each other.
    private let gram: Hessian

    public init(_ loss: LossFunction, origin: [Double], directions: [[Double]], stateChange: [Float] = []) {
        self.loss = loss
        self.origin = origin
        self.directions = directions
        self.stateChange = stateChange
        state = loss.originState
        let a = directions[0]
        let b = directions.count > 1 ? directions[1] : []
        gram = Hessian(
            xx: Vectors.dot(a, a), xy: b.isEmpty ? 0 : Vectors.dot(a, b), yy: b.isEmpty ? 0 : Vectors.dot(b, b))
    }

    public var isCheap: Bool { false }

    public func value(at point: Point) -> Double { loss.value(at: weights(at: point), state: state(at: point)) }

    public func slope(at point: Point, draw: Draw) -> Slope {
        guard let found = loss.slope(at: weights(at: point), state: state(at: point)) else {
            return Slope(value: .nan, gradient: Point(.nan, .nan))
        }
        return Slope(value: found.value, gradient: projected(found.gradient))
    }

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
        return zip(state, stateChange).map { $0 + Float(point.x) * $1 }
    }
}
