internal import Answers
internal import Datasets
internal import Networks
internal import Numbers
internal import Tensors
internal import Training

/// By how much the loss of the rows held out rose from its best epoch to the end, row by row: few rows with long tails make a mean rise
/// that other rows would not show.
enum HeldOutRise {
    /// What the training up to the best epoch may take, in multiplications: some seconds.
    private static let most = 2e10

    /// The mean difference of the squared errors, end less best, with its 95 % interval over the rows.
    ///
    /// The weights of the best epoch are had by the same training, ended there.
    ///
    /// - Returns: nil for another loss than the squared one, for weights that are gone, and for a training too long to be repeated.
    /// - Throws: `Stopped`, and as `fit`.
    static func measured(_ recipe: TrainingRecipe, _ trained: Model, bestEpoch: Int, work: Work) throws -> MeanInterval?
    {
        let count = recipe.trainingRows
        guard recipe.plan.loss.name == "mean_squared_error", recipe.startsAnew, let network = trained.network,
            let held = recipe.heldOut, held.y.count > 1,
            6 * Double(count) * Double(network.parameters.count) * Double(bestEpoch) <= most
        else { return nil }
        var again = recipe
        again.options.epochs = bestEpoch
        again.options.keepsRecipe = false
        let best = try again.run(work: work)
        func errors(_ model: Model) throws -> [Double] {
            let (told, width) = (try model.predict(held.x, work: work).values, held.y.width)
            return (0..<held.y.count).map { row in
                (row * width..<(row + 1) * width).reduce(0) { sum, place in
                    let far = Double(told[place]) - Double(held.y.values[place])
                    return sum + far * far
                } / Double(width)
            }
        }
        let differences = zip(try errors(trained), try errors(best)).map { $0 - $1 }
        if work.isCancelled { throw Stopped() }
        return MeanInterval(of: differences)
    }
}

extension TrainingRecipe {
    /// The rows held out, of a training with one input.
    var heldOut: (x: [Samples], y: Samples)? {
        if let given = options.validation { return given }
        guard trainingRows < y.count else { return nil }
        let rows = trainingRows..<y.count
        return (x.map { $0.rows(rows) }, y.rows(rows))
    }
}
