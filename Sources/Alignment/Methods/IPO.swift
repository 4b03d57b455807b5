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
        let (tallies, count) = pairs.pairs(step)
        gradient = [Double](repeating: 0, count: θ.count)
        var loss = 0.0
        let goal = 1 / (2 * τ)
        for pair in tallies {
            let (i, j) = (pair.first, pair.second)
            let h = θ[i] - pairs.reference[i] - θ[j] + pairs.reference[j]
            loss += pair.wins * (h - goal) * (h - goal) + pair.losses * (-h - goal) * (-h - goal)
            let slope = 2 * (pair.wins * (h - goal) + pair.losses * (h + goal)) / count
            gradient[i] += slope
            gradient[j] -= slope
        }
        return loss / count
    }
}
