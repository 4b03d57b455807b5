public import Datasets
internal import Dispatch
public import Networks
public import Answers

extension Model {
    /// Trains on the rows of x and y and gives the history, which also stays as `history`.
    ///
    /// Rows are shuffled anew in every epoch by (seed, epoch), so a training that was stopped, saved and loaded goes on bit
    /// for bit as if it had not been. A cancelled fit keeps the model and the history as far as they came, and the next one
    /// goes on within the epoch that was cut. Training ends with the first update whose loss or gradient is not finite.
    ///
    /// - Throws: `Mistake` before anything moves when data, shapes or options do not fit.
    @discardableResult
    public func fit(_ x: Samples, _ y: Samples, _ options: FitOptions = FitOptions(), work: Work = Work()) throws
        -> History
    { try fit([x], y, options, work: work) }

    /// The same with one array for each input of the model.
    @discardableResult
    public func fit(_ x: [Samples], _ y: Samples, _ options: FitOptions = FitOptions(), work: Work = Work()) throws
        -> History
    {
        try refuseWhileTraining("fit")
        if options.step != nil, !options.precision.isPlain {
            throw Mistake(
                "a train_step of your own computes in float32", expected: "precision=\"float32\"",
                try: "model.fit(x, y)", argument: "precision")
        }
        wasStopped = false
        let plan = try trainingPlan()
        let isKept = options.keepsRecipe && options.step == nil && options.freshRows == nil
        let recipe = isKept ? try TrainingRecipe(self, x, y, options) : nil
        let fit: FitLoop = try builtOnlyIfAllFits {
            let network = try build(inputShapes: x.map(exampleShape), work: work)
            let data = try FitData(x, y, options, network, plan.loss)
            var options = options
            options.batchSize = Swift.min(options.batchSize, data.trainingRows)
            let loop = try FitLoop(
                .network(step(batchSize: options.batchSize, precision: options.precision), plan), state, data, options,
                task: "\(summary), \(plan.loss.name)", work: work)
            loop.name = name
            return loop
        }
        return try run(fit, recipe)
    }

    /// Lets a fit of this model run; within it the model is one that is being trained.
    ///
    /// - Parameter recipe: what it takes to run it again, where that is kept.
    func run(_ fit: FitLoop, _ recipe: TrainingRecipe? = nil) throws -> History {
        try training(fit.running) {
            try fit.run()
            fit.running.history.source.origin = recipe.map { History.Origin($0, self, epochs: epochsDone) }
        }
        return fit.history
    }

    /// Builds the network for these samples and checks them as `fit` would.
    ///
    /// - Throws: `Mistake` for data that cannot be trained or evaluated on.
    @discardableResult
    public func checked(_ x: Samples, _ y: Samples) throws -> Network {
        let plan = try trainingPlan()
        let network = try build(inputShape: exampleShape(x))
        try FitData.check([x], y, network, plan.loss)
        return network
    }

    /// Loss (with the penalty, as Keras has it) and metrics on these rows, with dropout off; of the first rows only when the
    /// work is cancelled.
    ///
    /// - Throws: `Mistake` when data or batch size do not fit.
    public func evaluate(_ x: Samples, _ y: Samples, batchSize: Int = 32, work: Work = Work()) throws -> [History
        .Metric]
    { try evaluate([x], y, batchSize: batchSize, work: work) }

    /// The same with one array for each input of the model.
    ///
    /// - Parameters:
    ///   - isWatched: whether `watch` is to be told how the evaluation goes on.
    public func evaluate(
        _ x: [Samples], _ y: Samples, batchSize: Int = 32, work: Work = Work(),
        isWatched: Bool = false, watch: (TestMoment) throws -> Void = { _ in }
    ) throws -> [History.Metric] {
        guard batchSize > 0 else {
            throw Mistake("batch_size = \(batchSize)", expected: "at least 1", argument: "batch_size")
        }
        let plan = try trainingPlan()
        let (network, tape): (Network, TrainingTape) = try builtOnlyIfAllFits {
            let network = try build(inputShapes: x.map(exampleShape), work: work)
            try FitData.check(x, y, network, plan.loss)
            return (network, try self.tape(batchSize: Swift.min(batchSize, y.count)))
        }
        var metrics = try plan.runningMetrics(network, targets: [y])
        let loss =
            try Evaluation.loss(tape, x, y, rows: 0..<y.count, &metrics, work: work, isWatched: isWatched, watch: watch)
            + network.penalty
        return [History.Metric(name: "loss", value: loss)] + (try metrics.map { try $0.measured() })
    }
}
