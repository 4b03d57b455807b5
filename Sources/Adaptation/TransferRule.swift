internal import Answers

/// How a method of fine-tuning is trained and chosen: the same for every method, so that none is tuned harder than another.
///
/// Each method is trained once with each rate, from the same start and with the same number of updates; after every few updates the loss on
/// validation rows is taken. What is kept is the rate and the moment with the smallest one, the start among the moments. A method may do
/// nothing, if everything it tries makes the validation loss worse.
public struct TransferRule: Sendable, Equatable {
    /// The learning rates that each method is tried with.
    public var rates: [Double]
    /// Updates with each rate, 1 to 10⁶.
    public var updates: Int
    /// Rows of an update.
    public var batchSize: Int
    /// Share of the target's rows that choose and are not trained on.
    public var validation: Double

    /// Four rates a factor of about three apart, 600 updates of 32 rows, a fifth of the rows to choose by.
    ///
    /// - Throws: `Mistake` for a rate, count or share that is none.
    public init(
        rates: [Double] = [3e-4, 1e-3, 3e-3, 1e-2], updates: Int = 600, batchSize: Int = 32, validation: Double = 0.2
    ) throws {
        guard !rates.isEmpty, rates.count <= 100, rates.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw Mistake(
                rates.isEmpty ? "no rates" : "rates \(rates.map { $0.short() }.joined(separator: ", "))",
                expected: "1 to 100 numbers above 0", try: "rates=[0.001, 0.003]", argument: "rates")
        }
        try Interval.init(1, 1e6).whole.check(updates, "updates", standard: 600)
        try Interval.init(1, 1e6).whole.check(batchSize, "batch_size", standard: 32)
        guard validation > 0, validation < 1 else {
            throw Mistake(
                "validation = \(validation.short())", expected: "a share between 0 and 1", try: "validation=0.2",
                argument: "validation")
        }
        (self.rates, self.updates, self.batchSize, self.validation) = (rates, updates, batchSize, validation)
    }

    /// Looks at the validation rows in the course of a try, about.
    static let looks = 40
    /// Rows that choose, at least.
    static let fewestWatched = 5

    /// How many of so many rows choose.
    ///
    /// - Throws: `Mistake` for rows of which too few would be left to train on.
    func watched(of rows: Int) throws -> Int {
        let share = Int(saturating: (Double(rows) * validation).rounded())
        let watched = Swift.max(TransferRule.fewestWatched, share)
        guard rows - watched >= TransferRule.fewestWatched else {
            throw Mistake(
                "\(rows) rows, of which \(watched) choose the rate and the moment",
                expected: "at least \(2 * TransferRule.fewestWatched) rows, half of them to train on", argument: "data")
        }
        return watched
    }

    /// What it does, in a sentence.
    public var sentence: String {
        "Every method is tried with the rate\(rates.count == 1 ? "" : "s") \(rates.map { $0.short() }.joined(separator: ", ")) for \(updates.grouped) updates; "
            + "rate and moment are those with the smallest loss on the validation rows."
    }
}
