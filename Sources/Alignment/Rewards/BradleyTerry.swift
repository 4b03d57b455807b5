internal import Answers
internal import Numbers
internal import RealModule

/// The likelihood of preferences under rewards that are a linear function of unknown weights, s = X·w, and its maximum by
/// Newton's method.
///
///     L(w) = Σ_pairs −log σ(s_winner − s_loser) + ½λ‖w‖²      (Bradley & Terry 1952; Ouyang et al. 2022, eq. 1)
///
/// With X the identity there is a weight for each answer. Only differences of rewards occur: a number added to all of them changes
/// nothing, so the tabular form has a direction without curvature, which is held at mean 0.
struct BradleyTerry {
    /// The pairs with their counts.
    let tallies: [Preferences.Tally]
    /// A row for each answer; nil for the identity.
    let features: [[Double]]?
    /// Answers.
    let count: Int
    /// λ.
    let ridge: Double

    /// How many weights there are.
    var dimension: Int { features?.first?.count ?? count }

    /// s = X·w.
    func scores(_ w: [Double]) -> [Double] {
        guard let features else { return w }
        return features.map { row in zip(row, w).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    /// L and its gradient with respect to w.
    func slope(_ w: [Double]) -> (value: Double, gradient: [Double]) {
        let s = scores(w)
        var pull = [Double](repeating: 0, count: count)
        var value = 0.0
        for pair in tallies {
            let u = s[pair.first] - s[pair.second]
            value += pair.wins * Logistic.minusLogSigma(u) + pair.losses * Logistic.minusLogSigma(-u)
            // dL/du = −wins·σ(−u) + losses·σ(u)
            let slope = pair.losses * Logistic.sigma(u) - pair.wins * Logistic.sigma(-u)
            pull[pair.first] += slope
            pull[pair.second] -= slope
        }
        var gradient = pull
        if let features {
            gradient = [Double](repeating: 0, count: dimension)
            for (row, pull) in zip(features, pull) { for k in row.indices { gradient[k] += pull * row[k] } }
        }
        for k in w.indices {
            value += ridge / 2 * w[k] * w[k]
            gradient[k] += ridge * w[k]
        }
        return (value, gradient)
    }

    /// The Hessian, row by row: Σ (wins + losses)·σσ′·(xᵢ − xⱼ)(xᵢ − xⱼ)ᵀ + λI.
    func hessian(_ w: [Double]) -> [Double] {
        let (s, d) = (scores(w), dimension)
        var h = [Double](repeating: 0, count: d * d)
        for pair in tallies {
            let p = Logistic.sigma(s[pair.first] - s[pair.second])
            let weight = (pair.wins + pair.losses) * p * (1 - p)
            if let features {
                let x = zip(features[pair.first], features[pair.second]).map { $0 - $1 }
                for a in 0..<d { for b in 0..<d { h[a * d + b] += weight * x[a] * x[b] } }
            } else {
                h[pair.first * d + pair.first] += weight
                h[pair.second * d + pair.second] += weight
                h[pair.first * d + pair.second] -= weight
                h[pair.second * d + pair.first] -= weight
            }
        }
        for a in 0..<d { h[a * d + a] += ridge }
        return h
    }

    /// The maximum of the likelihood by Newton's method with halved steps, from 0.
    ///
    /// - Throws: `Stopped`.
    func newton(work: Work) throws -> Outcome {
        let d = dimension
        var w = [Double](repeating: 0, count: d)
        var (value, gradient) = slope(w)
        for step in 0..<100 {
            if work.isCancelled { throw Stopped() }
            var h = hessian(w)
            if features == nil, ridge == 0 {
                // The direction (1, …, 1) has no curvature; with 1/n everywhere the step stays at mean 0.
                let scale = (0..<d).reduce(0) { $0 + h[$1 * d + $1] } / Double(d * d)
                for i in h.indices { h[i] += scale }
            }
            let factor = CholeskyFactor(h, d)
            guard try factor.decompose(least: 1e-13, work: work) else { return step == 0 ? .dependent : .unbounded }
            let Δ = factor.solve(gradient)
            var scale = 1.0
            var next = w
            var found = (value: value, gradient: gradient)
            // A full step may overshoot where the likelihood is flat.
            for _ in 0..<40 {
                next = zip(w, Δ).map { $0 - scale * $1 }
                found = slope(next)
                if found.value <= value { break }
                scale /= 2
            }
            let moved = zip(next, w).reduce(0) { Swift.max($0, abs($1.0 - $1.1)) }
            w = next
            (value, gradient) = found
            guard w.allSatisfy({ abs($0) < 1e4 }) else { return .unbounded }
            if moved < 1e-10 { return .found(w, steps: step + 1) }
        }
        return .unbounded
    }

    /// What became of the search for the maximum.
    enum Outcome {
        case found([Double], steps: Int)
        /// Features that depend on each other, or do not differ between the answers: many weights are as good.
        case dependent
        /// The weights grow without end.
        case unbounded
    }

    /// Whether rewards s explain every single comparison: then twice the rewards explain them better still.
    func separates(_ w: [Double]) -> Bool {
        let s = scores(w)
        return tallies.allSatisfy { pair in
            let u = s[pair.first] - s[pair.second]
            return (pair.wins == 0 || u > 0) && (pair.losses == 0 || u < 0)
        }
    }
}
