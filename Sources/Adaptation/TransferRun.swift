internal import Answers
internal import Datasets
internal import Training

/// A model of city A moved to city B once: one method, one number of sales, one seed.
public struct TransferRun: Sendable {
    /// Which of the model's numbers were learnt anew.
    public let method: TransferMethod
    /// Sales of city B, those that choose among them.
    public let size: Int
    /// Of rows, weights and orders.
    public let seed: UInt64
    /// The chosen rate, and after how many updates; nan and 0 where nothing was better than the start.
    public let rate: Double
    /// Updates until the moment that was chosen.
    public let updates: Int
    /// RMSE of ln price on sales of city B that nobody trained on or chose by.
    public let error: Double
    /// The same in city A: what the moved model has kept.
    public let sourceError: Double
    /// Numbers that are learnt, and what the optimizer remembers for them.
    public let (learnt, optimizerBytes): (Int, Int)
    /// Numbers of the network.
    public let total: Int
    /// Rates under which a number was not finite.
    public let diverged: [Double]

    /// Trains by the rule and judges.
    init(_ source: SourceModel, size: Int, method: TransferMethod, rule: TransferRule, work: Work) throws {
        let cities = source.cities
        let tuned = try FineTuning(
            source.model(), x: cities.pool.x.rows(0..<size), y: cities.pool.y.rows(0..<size), method: method,
            rule: rule, seed: source.seed &+ 1, work: work)
        if work.isCancelled || tuned.isPartial { throw Stopped() }
        (self.method, self.size, seed) = (method, size, source.seed)
        updates = tuned.chosen?.updates ?? 0
        rate = updates > 0 ? tuned.chosen?.rate ?? .nan : .nan
        error = try tuned.model.error(on: cities.test, scale: cities.scale, work: work)
        sourceError = try tuned.model.error(on: cities.source.test, scale: cities.scale, work: work)
        (learnt, optimizerBytes, total) = (tuned.learnt, tuned.optimizerBytes, tuned.total)
        diverged = tuned.tries.filter(\.diverged).map(\.rate)
        if work.isCancelled { throw Stopped() }
    }
}
