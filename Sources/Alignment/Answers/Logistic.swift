internal import RealModule

/// The logistic function and its logarithm, by the side on which nothing overflows.
enum Logistic {
    /// σ(u) = 1 / (1 + e⁻ᵘ)
    static func sigma(_ u: Double) -> Double {
        if u >= 0 { return 1 / (1 + .exp(-u)) }
        let e = Double.exp(u)
        return e / (1 + e)
    }

    /// −log σ(u) = log(1 + e⁻ᵘ)
    static func minusLogSigma(_ u: Double) -> Double { max(0, -u) + .log(onePlus: .exp(-abs(u))) }
}
