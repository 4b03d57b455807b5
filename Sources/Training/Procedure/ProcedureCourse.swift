internal import Answers
internal import Datasets
internal import Dispatch
internal import Networks
internal import Optimizers

/// A procedure at work in a fit: takes its steps, adds up what they tell, and can leave a step that was broken off undone.
final class ProcedureCourse {
    let procedure: any Procedure
    private let data: [Samples]
    /// The number of the step before which training ends.
    let end: Int
    /// Rows that each move sees.
    let batchSize: Int
    private var told: [Double]
    /// What the steps of the open epoch have told, each times its rows, then those rows.
    private(set) var sums: [Double]
    /// Seconds of the step before: a short one is finished before anybody is heard.
    private var lastStep = Double.infinity
    /// For a step that is finished in any case.
    private let unwatched = Work()

    init(_ procedure: any Procedure, _ data: [Samples], batchSize: Int, endingAt end: Int) {
        (self.procedure, self.data, self.batchSize, self.end) = (procedure, data, batchSize, end)
        told = [Double](repeating: 0, count: procedure.losses.count)
        sums = [Double](repeating: 0, count: procedure.losses.count + 1)
        procedure.begin(endingAt: end)
    }

    var players: Players { procedure.players }
    /// The first player: whose rate is told, and set by callbacks. The others' rates keep their proportion to it.
    var first: Player { players.all[0] }

    /// An epoch begins, or goes on with the sums that were kept; others are passed over.
    func open(_ kept: [Double]) {
        sums = kept.count == sums.count ? kept : [Double](repeating: 0, count: sums.count)
    }

    /// The mean of each loss over the epoch as far as it has come; NaN before its first step, as where that could not be made.
    var means: [History.Metric] {
        let rows = sums[sums.count - 1]
        return zip(procedure.losses, sums).map { History.Metric(name: $0, value: rows > 0 ? $1 / rows : .nan) }
    }

    /// One step; false when the work was cancelled on the way: nothing has changed then.
    ///
    /// - Parameter rate: what callbacks have set for the first player; nil for its own.
    func step(
        _ rows: UnsafeBufferPointer<Int>, _ inputs: [UnsafePointer<Float>], rate: Double?, state: TrainingState,
        work: Work
    ) throws -> Bool {
        // A step of a few milliseconds is finished; a longer one can be broken off, for which everything is copied first.
        let isLong = lastStep > 0.005
        let snapshot = isLong ? try players.snapshot() : nil
        var place = StepPlace(number: state.steps, work: isLong ? work : unwatched)
        if let rate { place.rateFactor = first.rateFactor(for: rate) }
        for player in players.all { player.begin(place) }
        let began = DispatchTime.now().uptimeNanoseconds
        do {
            try procedure.step(
                ProcedureStep(rows: rows, data: inputs, number: state.steps, end: end), telling: &told)
        } catch is Stopped {
            if let snapshot { try players.restore(snapshot) }
            return false
        }
        lastStep = Double(DispatchTime.now().uptimeNanoseconds - began) * 1e-9
        state.steps += 1
        for i in told.indices { sums[i] += told[i] * Double(rows.count) }
        sums[sums.count - 1] += Double(rows.count)
        return true
    }

    /// What the procedure measures at an epoch's end, and how steep the last losses were; nil when the work was cancelled.
    func measured(_ work: Work) throws -> [History.Metric]? {
        let values = try procedure.measured(data, work: work)
        if work.isCancelled { return nil }
        return zip(procedure.measures, values).map { History.Metric(name: $0, value: $1) }
    }

    /// A move that could not be made, as a history tells it.
    func described(_ move: NonFiniteMove, rate: Double, before: [History.Metric]) -> History.NonFiniteUpdate {
        let largest = data.map { $0.values.reduce(0) { Swift.max($0, abs($1)) } }.max() ?? 0
        let updates = players[move.player]?.optimizer.updates ?? 0
        let last = before.first { $0.name == move.loss }?.value
        var found = History.NonFiniteUpdate(
            stage: move.origin?.stage ?? .loss, isSecondGradient: false, layer: move.origin?.layer ?? move.loss,
            operation: move.origin?.operation ?? "loss", step: updates + (move.isAfterMove ? 0 : 1),
            lastLoss: last.flatMap { $0.isFinite ? $0 : nil }, lastGradientNorm: players[move.player]?.gradientNorm,
            rate: rate, lossReadsProbabilities: false, largestInput: Double(largest))
        found.player = move.player
        return found
    }
}
