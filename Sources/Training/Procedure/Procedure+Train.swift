public import Answers
public import Datasets
internal import Networks

/// How far and how a procedure is trained.
public struct ProcedureOptions: Sendable {
    /// The number of the step before which training ends, counted over all calls of `train`: 1 to 10⁹.
    public var steps: Int
    /// Rows that each move of a step sees.
    public var batchSize: Int
    /// A new order of the rows in each epoch, by (seed, epoch).
    public var shuffles = true
    /// What watches, in the order in which it is called.
    public var callbacks: [any Callback]
    /// Takes the lines that callbacks print, without their line ends.
    public var say: @Sendable (String) throws -> Void = { _ in }

    /// Options of a training that ends after `steps` steps in all, those of earlier calls included.
    public init(steps: Int, batchSize: Int = 128, callbacks: [any Callback] = []) {
        (self.steps, self.batchSize, self.callbacks) = (steps, batchSize, callbacks)
    }
}

extension Procedure {
    /// Trains the players until so many steps have been made in all, and gives the history, which also stays as `history`.
    ///
    /// It is the loop of `fit`: rows in an order by (seed, epoch), callbacks, progress, and an end with the first number that is not finite,
    /// named by player and move. A cancelled training keeps players and history; the same call goes on with the very step, bit for bit
    /// as if it had not been cancelled. An epoch is one time through the rows.
    ///
    /// - Parameter data: one array or several with as many rows; what they are the procedure says.
    /// - Throws: `Mistake` before anything moves when data or options do not fit, or when the steps have been made already.
    @discardableResult
    public func train(_ data: [Samples], _ options: ProcedureOptions, work: Work = Work()) throws -> History {
        let whole = players.whole
        try whole.refuseWhileTraining("train")
        for player in players.all { try player.model.refuseWhileTraining("train") }
        guard (1...1_000_000_000).contains(options.steps) else {
            throw Mistake("steps = \(options.steps)", expected: "a number from 1 to 1000000000", argument: "steps")
        }
        guard options.steps > stepsDone else {
            throw Mistake(
                "\(stepsDone) steps have been made, and steps=\(options.steps) is where training ends",
                expected: "more than have been made: steps count over all calls",
                try: "steps=\(stepsDone + options.steps)",
                argument: "steps")
        }
        let rows = try FitData(data, batchSize: options.batchSize)
        let batchSize = Swift.min(options.batchSize, rows.trainingRows)
        try prepare(data, batchSize: batchSize)
        let perStep = Swift.min(rowsPerStep(batchSize: batchSize), rows.trainingRows)
        let stepsPerEpoch = (rows.trainingRows + perStep - 1) / perStep
        var fit = FitOptions(
            epochs: 0, batchSize: perStep, shuffles: options.shuffles, initialEpoch: whole.state.nextEpoch,
            callbacks: options.callbacks)
        // An epoch that was left open goes on; the last one is ended within, where the steps are made.
        let left = options.steps - stepsDone + (whole.state.openEpoch?.rowsDone ?? 0) / perStep
        fit.epochs = whole.state.nextEpoch + (left + stepsPerEpoch - 1) / stepsPerEpoch
        fit.say = options.say
        let course = ProcedureCourse(self, data, batchSize: batchSize, endingAt: options.steps)
        let network = try whole.build()
        let loop = try FitLoop(
            .players(course, network), whole.state, rows, fit, task: summary, work: work)
        if options.batchSize > rows.trainingRows {
            loop.running.history.remarks.append(
                "batch_size = \(options.batchSize) is more than the \(rows.trainingRows) rows: each epoch is one step")
        }
        loop.running.history.source.procedure = self
        return try whole.run(loop)
    }
}
