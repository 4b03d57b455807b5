/// Identity preference optimisation: a squared distance instead of a likelihood (Azar et al. 2023, eq. 17).
///
///     L = E (Δ_w − Δ_l − 1/(2τ))²,  Δ(y) = log π(y) − log π₀(y)
///
/// Where the preferred answer always wins, DPO's Δ_w − Δ_l grows for ever and the divergence with it; here it ends at 1/(2τ). The
/// minimum is π ∝ π₀·exp(p*(y ≻ μ)/τ): how often an answer wins, which is between 0 and 1, takes the place of the reward.
struct IPO: LogitObjective {
    let τ: Double
    let pairs: PairObjective

    var names: [String] { pairs.preferences.answers.names }

    func slope(at θ: [Double], step: Int, gradient: inout [Double]) -> Double {
        let goal = 1 / (2 * τ)
        return pairs.mean(at: θ, step: step, gradient: &gradient) { pair, h in
            (
                pair.wins * (h - goal) * (h - goal) + pair.losses * (-h - goal) * (-h - goal),
                2 * (pair.wins * (h - goal) + pair.losses * (h + goal))
            )
        }
    }
}
