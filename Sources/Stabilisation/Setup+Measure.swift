public import Answers
internal import Datasets
internal import Networks
internal import Optimizers
internal import Training

extension Setup {
    /// Trains once and measures after every epoch.
    ///
    /// Rows are taken as they are: what `standardises` asks for is done here.
    ///
    /// - Parameters:
    ///   - parts: the rows.
    ///   - seed: of the weights, the order of the rows and dropout.
    ///   - name: of the condition.
    /// - Throws: `Mistake` for rows that the model cannot read; `Stopped`.
    public func measured(on parts: Parts, seed: UInt64, as name: String, work: Work = Work()) throws -> MeasuredRun {
        let parts = standardises ? try parts.standardised() : parts
        let setup = try tabulated(rows: parts.train.y.count)
        let isSquared = setup.loss == .mse || setup.loss.call == "MSELoss()"
        let model = try setup.model(inputShape: Array(parts.train.x.shape.dropFirst()), seed: seed)
        let log = MeterLog(
            MeasuredRun(
                name, seed: seed, isSquared: isSquared, epochs: epochs,
                constantError: isSquared ? parts.constantError : nil))
        var options = FitOptions(epochs: epochs, batchSize: batchSize)
        if let plateau {
            // Only then anybody asks for the loss that Keras calls val_loss.
            options.validation = ([parts.validation.x], parts.validation.y)
            options.callbacks = [ReduceRate(monitor: watchesPureLoss ? "val_pure_loss" : "val_loss", rule: plateau)]
        }
        options.callbacks.append(EpochMeter(parts: parts, log: log))
        let history = try model.fit([parts.train.x], parts.train.y, options, work: work)
        if work.isCancelled { throw Stopped() }
        log.run.updates = history.updates
        if history.nonFinite != nil { log.run.divergedIn = history.epochs.count }
        return log.run
    }
}
