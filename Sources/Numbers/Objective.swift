/// Which random draw a stochastic objective is asked for: the run's seed and the number of the evaluation.
///
/// Drawing by (seed, index) rather than from a shared generator makes every evaluation repeatable on its own.
public struct Draw: Sendable, Equatable {
    /// The run's seed.
    public var seed: UInt64
    /// The number of the evaluation within the run.
    public var index: UInt64

    /// The draw of that seed and number.
    @inlinable public init(seed: UInt64, index: UInt64) {
        self.seed = seed
        self.index = index
    }
}

/// Value and gradient at a point as a plain function.
public typealias SlopeFunction = @Sendable (Point, Draw) -> Slope

/// A function of one or two variables that an optimizer can descend.
///
/// All derivatives are exact. A deterministic objective ignores `draw`.
public protocol Objective: Sendable {
    /// The word the learner typed, or the name of their own function.
    var name: String { get }
    /// 1 for a curve, 2 for a surface.
    var dimension: Int { get }
    func value(at point: Point) -> Double
    /// What an optimizer sees: value and gradient, with noise where the objective has any.
    func slope(at point: Point, draw: Draw) -> Slope
    /// The same as `slope(at:draw:)`, found once for a run: what a loop of millions of steps calls.
    ///
    /// An objective that only describes another thing hands out that thing's own function, so that a step costs one
    /// indirect call.
    var slopes: SlopeFunction { get }
    /// The noise-free value, gradient and Hessian.
    func curvature(at point: Point) -> Curvature
}

extension Objective {
    /// The objective's own `slope(at:draw:)`, for those that have nothing faster.
    public var slopes: SlopeFunction { { slope(at: $0, draw: $1) } }
}
