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

    /// A scale that begins at s₀.
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

extension Engine {
    private var scale: Double { bets.reduce(0) { $0 + $1.s } }

    /// h: how far the gradient, before any stage, agrees with the way so far.
    func agreement(_ w: Mechanic, _ θ: UnsafeMutablePointer<S>, _ g: UnsafeMutablePointer<S>) -> Double {
        let everything = 0..<layout.count
        let pull = w.λ * scale * length(g, everything) / (length(θ, everything) + Mechanic.ε)
        return everything.reduce(0.0) { sum, i in
            let way = Double(home.base[i] - θ[i]) / (scale + Mechanic.ε)
            return sum + (Double(g[i]) + pull * Double(θ[i])) * way
        }
    }

    /// Puts θ where the steps so far, and the one just made, lead with the scale that is learned from h.
    func rescale(_ w: Mechanic, _ h: Double, _ θ: UnsafeMutablePointer<S>, _ probe: inout RecordingProbe?) {
        let former = scale + Mechanic.ε
        for k in bets.indices {
            let heard = Swift.min(Swift.max(h, -bets[k].m), bets[k].m)
            bets[k].m = Swift.max(bets[k].β * bets[k].m, h.magnitude + Mechanic.ε)
            bets[k].v = bets[k].β * bets[k].β * bets[k].v + h * h
            bets[k].r = bets[k].β * bets[k].r + heard * bets[k].s
            let wealth = w.s0 / Double(w.count) * bets[k].m + Swift.max(0, bets[k].r)
            bets[k].s = wealth / (bets[k].v.squareRoot() + Mechanic.ε)
        }
        probe?.note("h", "⟨g, (θ₀ − θ)/s⟩: whether the way so far was right", scalar: h)
        probe?.note("s", "the scale of all steps", scalar: scale)
        for i in 0..<layout.count {
            let way = Double(home.base[i] - before.base[i]) / former - Double(θ[i] - before.base[i])
            θ[i] = home.base[i] - S(scale * way)
        }
    }
}
