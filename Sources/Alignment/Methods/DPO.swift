/// Direct preference optimisation: the policy itself is the reward model (Rafailov et al. 2023, eq. 7).
///
///     L = E −log σ(β·(Δ_w − Δ_l)),  Δ(y) = log π(y) − log π₀(y)
///
/// β·Δ is a reward up to a constant, so this is the likelihood of Bradley and Terry under that reward. Its minimum over all policies is
/// where β·Δ = r + constant: π ∝ π₀·exp(r/β). With logits θ the normalisation cancels in Δ_w − Δ_l = (θ − θ₀)_w − (θ − θ₀)_l.
struct DPO: LogitObjective {
    let β: Double
    let pairs: PairObjective

    var names: [String] { pairs.preferences.answers.names }

    func slope(at θ: [Double], step: Int, gradient: inout [Double]) -> Double {
        pairs.mean(at: θ, step: step, gradient: &gradient) { pair, difference in
            let u = β * difference
            return (
                pair.wins * Logistic.minusLogSigma(u) + pair.losses * Logistic.minusLogSigma(-u),
                // Rafailov et al. 2023, below eq. 7: weighted by how wrong the implicit reward is.
                β * (pair.losses * Logistic.sigma(u) - pair.wins * Logistic.sigma(-u))
            )
        }
    }
}
