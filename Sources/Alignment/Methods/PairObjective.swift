/// What the losses of preferences have in common: the comparisons of a step, and Δ = log π − log π₀.
struct PairObjective {
    /// What was compared.
    let preferences: Preferences
    /// Comparisons of a step; nil for all of them.
    let batch: Int?
    /// Of the draws of batches.
    let seed: UInt64
    /// log π₀.
    let reference: [Double]

    init(_ preferences: Preferences, batch: Int?, seed: UInt64) {
        (self.preferences, self.seed) = (preferences, seed)
        self.batch = batch.flatMap { $0 < preferences.count ? $0 : nil }
        reference = preferences.answers.reference.logs
    }

    /// The pairs of a step with their counts, and how many comparisons these are.
    ///
    /// Batches follow each other through a new order of all comparisons for each pass, as `fit` takes its rows.
    func pairs(_ step: Int) -> (tallies: [Preferences.Tally], count: Double) {
        guard let batch else { return (preferences.tallies, Double(preferences.count)) }
        let perPass = preferences.count / batch
        let order = orders.order(pass: step / perPass, count: preferences.count, seed: seed)
        let first = step % perPass * batch
        let choices = order[first..<first + batch].lazy.map { preferences.choices[$0] }
        return (Preferences.tallies(choices, preferences.answers.count), Double(batch))
    }

    /// The mean over the comparisons of a step of a loss that depends on θ through Δ_first − Δ_second alone, and its gradient.
    ///
    /// With logits θ the normalisation cancels: Δ_i − Δ_j = (θ − θ₀)_i − (θ − θ₀)_j.
    ///
    /// - Parameter loss: of a pair and its difference: the sum over its comparisons, and the slope of that sum.
    func mean(
        at θ: [Double], step: Int, gradient: inout [Double],
        _ loss: (_ pair: Preferences.Tally, _ difference: Double) -> (value: Double, slope: Double)
    ) -> Double {
        let (tallies, count) = pairs(step)
        gradient = [Double](repeating: 0, count: θ.count)
        var sum = 0.0
        for pair in tallies {
            let (i, j) = (pair.first, pair.second)
            let (value, slope) = loss(pair, θ[i] - reference[i] - θ[j] + reference[j])
            sum += value
            gradient[i] += slope / count
            gradient[j] -= slope / count
        }
        return sum / count
    }

    private let orders = PassOrders()
}
