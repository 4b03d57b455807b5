internal import Answers
internal import RealModule

extension AnswerSet {
    /// The policy that no training can beat in mean reward minus β times the divergence from the reference:
    ///
    ///     π*(y) = π₀(y)·exp(r(y)/β) / Z        (Rafailov et al. 2023, eq. 4)
    ///
    /// Policy gradient and DPO both aim at it.
    ///
    /// - Parameters:
    ///   - β: above 0. Large values stay with the reference, small ones give the best answer alone.
    ///   - rewards: nil for the true ones.
    public func optimum(beta β: Double, rewards: [Double]? = nil, name: String? = nil) throws -> Policy {
        try Interval.positive.check(β, "beta", standard: 0.5)
        let r = rewards ?? self.rewards
        // Rewards over a tiny β may leave the range of numbers: measured from the best one they end at −∞ at worst.
        let best = r.max() ?? 0
        return Policy(
            name ?? "closed form at beta = \(β.short())", answers: names,
            logits: zip(reference.logs, r).map { $0 + Swift.max(($1 - best) / β, -1e300) })
    }

    /// What a method of alignment leads to with preferences without end and exact steps, by its own objective.
    ///
    /// - Parameters:
    ///   - β: the method's own: the weight of the divergence; for IPO its τ.
    ///   - source: which answers were compared with each other.
    /// - Throws: `Mistake` for a β that is not above 0.
    public func optimum(
        of method: AlignmentMethod, beta β: Double, source: PairSource = .reference, weights: KTO.Weights = .init()
    ) throws -> Policy {
        switch method {
        case .policyGradient, .dpo: return try optimum(beta: β)
        case .ipo:
            // Azar et al. 2023, eq. 9 with Ψ the identity: π₀·exp(p*(y ≻ μ)/τ).
            return try optimum(beta: β, rewards: winRates(against: source), name: "IPO's optimum at tau = \(β.short())")
        case .kto:
            try Interval.positive.check(β, "beta", standard: 0.5)
            return KTO.optimum(self, beta: β, source: source, weights: weights)
        }
    }

    /// p*(y ≻ μ) = Σ μ(y′)·P(y ≻ y′): how often an answer would be preferred to one drawn from the pairs' source, itself among them.
    public func winRates(against source: PairSource) -> [Double] {
        let μ = source.probabilities(self)
        return names.indices.map { y in
            names.indices.reduce(0) { $0 + μ[$1] * (y == $1 ? 0.5 : preference(of: y, over: $1)) }
        }
    }
}
