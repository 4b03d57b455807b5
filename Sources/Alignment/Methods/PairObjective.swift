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

    private let orders = PassOrders()
}
