internal import Answers

/// The product of the Hessian with a vector from two exact gradients, without ever forming the Hessian:
/// Hv ≈ (∇L(θ + hv) − ∇L(θ − hv)) / 2h.
///
/// The step has length h|v| = ε^⅓·max(1, |θ|) with ε = 2⁻²⁴, the rounding of Float, where truncation (∝ h²) and rounding
/// (∝ ε/h) balance. Products of small smooth networks are held to 10⁻³ relative against a scalar tape in Double; the loss of
/// a linear model has no truncation at all.
enum HessianProduct {
    /// Length of the step for weights of unit length, ε^⅓.
    static let reach = 3.9e-3

    /// - Throws: `Stopped` when the work was stopped.
    /// - Returns: nil when a gradient was not made.
    static func difference(
        at weights: [Double], along v: [Double], stoppedBy work: Work, gradient: ([Double]) -> [Double]?
    ) throws(Stopped) -> [Double]? {
        let length = try Vectors.norm(v, stoppedBy: work)
        guard length > 0, length.isFinite else { return try Vectors.made(v.count, work) { _ in 0 } }
        let h = reach * Swift.max(1, try Vectors.norm(weights, stoppedBy: work)) / length
        var there: [Double] = []
        var ahead: [Double] = []
        defer { if work.isCancelled { LargeValue.letGo(there, ahead) } }
        there = try Vectors.sum(weights, h, v, stoppedBy: work)
        guard let found = gradient(there) else { return nil }
        ahead = found
        try Vectors.add(-2 * h, v, to: &there, stoppedBy: work)
        guard let behind = gradient(there) else { return nil }
        try Vectors.add(-1, behind, to: &ahead, stoppedBy: work)
        try Vectors.scale(&ahead, by: 1 / (2 * h), stoppedBy: work)
        return ahead
    }
}
