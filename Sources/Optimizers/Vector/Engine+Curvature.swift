import Numbers

extension Engine {
    /// Whether the next step begins with a fresh estimate of the Hessian's diagonal.
    var wantsCurvature: Bool {
        guard let curvature = rule.curvature else { return false }
        return clock.step % curvature.interval == 0
    }

    /// Random signs for the estimate of the next step: coordinate i's is +1 or −1.
    func signs() -> RandomStream { RandomStream(seed: seed, purpose: "hutchinson", index: UInt64(clock.step)) }

    /// Takes an estimate of the diagonal into the mean h; `prepare` comes first.
    func absorb(_ estimate: (Int) -> Double) {
        guard let curvature = rule.curvature else { return }
        let (h, β) = (slot(curvature.slot), curvature.decay)
        for i in 0..<layout.count { h[i] = S(β * Double(h[i]) + (1 - β) * estimate(i)) }
    }
}

extension RandomStream {
    /// +1 or −1 with equal chance.
    mutating func sign() -> Double { next() >> 63 == 0 ? 1 : -1 }
}
