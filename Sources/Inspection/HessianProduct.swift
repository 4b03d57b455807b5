/// The product of the Hessian with a vector from two exact gradients, without ever forming the Hessian:
/// Hv ≈ (∇L(θ + hv) − ∇L(θ − hv)) / 2h.
///
/// The step has length h|v| = ε^⅓·max(1, |θ|) with ε = 2⁻²⁴, the rounding of Float, where truncation (∝ h²) and rounding
/// (∝ ε/h) balance. Products of small smooth networks are held to 10⁻³ relative against a scalar tape in Double; the loss of
/// a linear model has no truncation at all.
enum HessianProduct {
    /// Length of the step for weights of unit length, ε^⅓.
    static let reach = 3.9e-3

    static func difference(
        at weights: [Double], along v: [Double], gradient: ([Double]) -> [Double]?
    ) -> [Double]? {
        let length = Vectors.norm(v)
        guard length > 0, length.isFinite else { return [Double](repeating: 0, count: v.count) }
        let h = reach * Swift.max(1, Vectors.norm(weights)) / length
        var there = weights
        Vectors.add(h, v, to: &there)
        guard var ahead = gradient(there) else { return nil }
        Vectors.add(-2 * h, v, to: &there)
        guard let behind = gradient(there) else { return nil }
        Vectors.add(-1, behind, to: &ahead)
        Vectors.scale(&ahead, by: 1 / (2 * h))
        return ahead
    }
}
