import RealModule

/// A scale for the steps of any rule, learned by betting on whether they agree with the next gradient.
///
/// With Δ = (θ₀ − θ)/(s + ε) for the way so far, u for the rule's own step and s = Σsₖ: h = ⟨g + λs|g|/|θ|·θ, Δ⟩;
/// mₖ ← max(βₖmₖ, |h| + ε); vₖ ← βₖ²vₖ + h²; rₖ ← βₖrₖ + sₖ·clip(h, ±mₖ); sₖ ← (s₀/n·mₖ + rₖ⁺)/(√vₖ + ε);
/// θ ← θ₀ − Σsₖ·(Δ − u). βₖ = 1 − 10⁻ᵏ for k from 1 to n.
///
/// Cutkosky, Defazio & Mehta, "Mechanic: A Learning Rate Tuner" (2023), algorithm 1; optax 0.2.8 `mechanize`.
public struct Mechanic: Sendable, Equatable {
    /// λ of a pull towards zero that only the bets feel.
    public var λ: Double
    /// s₀: the scale before anything is known.
    public var s0: Double
    /// n: how many memories, each ten times as long as the one before.
    public var count: Int

    /// A scale that begins at s₀, with optax's defaults.
    ///
    /// - Parameters:
    ///   - λ: ≥ 0; 0 for no pull.
    ///   - s0: above 0.
    ///   - count: n ≥ 1 memories, with β from 0.9 to 1 − 10⁻ⁿ.
    public init(λ: Double = 0.01, s0: Double = 1e-6, count: Int = 6) {
        self.λ = λ
        self.s0 = s0
        self.count = count
    }

    /// What one memory has come to.
    struct Bet: Sendable, Equatable {
        var β: Double
        var r = 0.0
        var m = 0.0
        var v = 0.0
        var s: Double
    }

    var bets: [Bet] { (0..<count).map { Bet(β: 1 - Double.pow(0.1, Double($0 + 1)), s: s0) } }

    static let ε = 1e-8
}
