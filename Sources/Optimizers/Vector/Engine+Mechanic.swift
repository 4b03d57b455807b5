import RealModule

extension Engine {
    var scale: Double { bets.reduce(0) { $0 + $1.s } }

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
