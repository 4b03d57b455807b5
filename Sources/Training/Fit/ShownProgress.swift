internal import Dispatch
internal import Answers

/// What a person sees of a fit while it goes on: the epoch, how fast rows pass, the time left, and the loss so far as curves.
struct ShownProgress {
    /// The loss and the norm of the gradient in the last update that was sound.
    private(set) var lastSound: BatchSlope?
    /// A picture that a callback wants to be seen beside the numbers.
    var view: (any Presentable)?
    private var first = 0
    private var last = 0
    private var reported = DispatchTime.now().uptimeNanoseconds
    private var started = DispatchTime.now().uptimeNanoseconds
    /// Epochs done, parts of them included, and how much of that before `started`.
    private var done = 0.0
    private var before = 0.0
    private var hasWholeEpoch = false
    private var trail = Trail()
    private var checks = Trail()
    /// Of each loss of a procedure.
    private var told: [(name: String, trail: Trail)] = []
    private var facts = ""
    /// How far a procedure has come; nil in the fit of a model, which counts epochs.
    private var steps: String?

    private static let interval: UInt64 = 100_000_000

    /// - Parameter share: of the first epoch, what an earlier fit has done.
    mutating func begin(first: Int, last: Int, share: Double) {
        (self.first, self.last, done, before) = (first, last, share, share)
    }

    mutating func note(_ slope: BatchSlope) { lastSound = slope }

    /// After each update; reports ten times a second at most.
    ///
    /// - Parameters:
    ///   - procedure: what is trained, where it is one.
    ///   - told: what its losses are on the mean of the epoch so far.
    ///   - rate: of the next update.
    mutating func advance(
        _ epoch: OpenEpoch, of rows: Int, _ procedure: (any Procedure)?,
        told means: @autoclosure () -> [History.Metric],
        rate: @autoclosure () -> Double, to work: Work
    ) {
        let now = DispatchTime.now().uptimeNanoseconds
        guard now - reported > ShownProgress.interval else { return }
        reported = now
        done = Double(epoch.number - first) + Double(epoch.rowsDone) / Double(Swift.max(1, rows))
        if let procedure {
            let means = means()
            if !hasWholeEpoch { note(means, procedure, at: Double(first) + done) }
            facts = ShownProgress.facts(means) + "  learning rate \(epoch.sums.rate.short(3))"
            steps = "step \(procedure.stepsDone)"
            return send(rows: rows, to: work, now)
        }
        let loss =
            (epoch.sums.loss + epoch.sums.penalty) / Double(Swift.max(1, epoch.sums.rows))
        // The mean over part of an epoch jumps; it is the curve only while there is no whole epoch.
        if !hasWholeEpoch { trail.add(Double(first) + done, loss) }
        facts = "loss \(loss.short(4))"
        if let check = checks.y.last { facts += "  val_loss \(check.short(4))" }
        facts += "  learning rate \(rate().short(3))"
        send(rows: rows, to: work, now)
    }

    /// An epoch's own numbers replace what was said within it.
    ///
    /// - Parameter procedure: what is trained, where it is one.
    mutating func close(_ record: History.Epoch, _ procedure: (any Procedure)?) {
        if let procedure {
            if !hasWholeEpoch { told = [] }
            hasWholeEpoch = true
            note(record.metrics, procedure, at: Double(record.number + 1))
            done = Double(record.number + 1 - first)
            facts = ShownProgress.facts(record.metrics) + "  learning rate \(record.rate.short(3))"
            return
        }
        if !hasWholeEpoch { trail = Trail() }
        hasWholeEpoch = true
        trail.add(Double(record.number + 1), record.loss)
        if let check = record.validationLoss { checks.add(Double(record.number + 1), check) }
        done = Double(record.number + 1 - first)
        facts = "loss \(record.loss.short(4))"
        if let check = record.validationLoss { facts += "  val_loss \(check.short(4))" }
        facts += "  learning rate \(record.rate.short(3))"
    }

    /// Points for the curves of a procedure's losses.
    private mutating func note(_ metrics: [History.Metric], _ procedure: any Procedure, at place: Double) {
        for metric in metrics where procedure.losses.contains(metric.name) {
            let index = told.firstIndex { $0.name == metric.name } ?? told.count
            if index == told.count { told.append((metric.name, Trail())) }
            told[index].trail.add(place, metric.value)
        }
    }

    private static func facts(_ metrics: [History.Metric]) -> String {
        metrics.map { "\($0.name) \($0.value.short(3))" }.joined(separator: "  ")
    }

    /// Shows a picture at once.
    mutating func show(_ view: any Presentable, rows: Int, to work: Work) {
        self.view = view
        send(rows: rows, to: work, DispatchTime.now().uptimeNanoseconds)
    }

    private func send(rows: Int, to work: Work, _ now: UInt64) {
        let seconds = Double(now - started) * 1e-9
        let pace = (done - before) / Swift.max(seconds, 1e-9)
        work.report(
            {
                let epochs = last - first
                var progress = Progress(
                    fraction: done / Double(Swift.max(1, epochs)),
                    note: steps ?? "epoch \(Swift.min(last, first + Int(done) + 1))/\(last)")
                progress.detail = facts
                progress.speed = "\((pace * Double(rows)).short(2)) rows/s"
                progress.secondsLeft = pace > 0 ? (Double(epochs) - done) / pace : nil
                progress.curveAxis = "epoch"
                progress.curves =
                    told.isEmpty
                    ? [
                        Progress.Curve("loss", x: trail.x, y: trail.y),
                        Progress.Curve("val_loss", x: checks.x, y: checks.y),
                    ] : told.map { Progress.Curve($0.name, x: $0.trail.x, y: $0.trail.y) }
                progress.view = view
                return progress
            }())
    }

    /// Points of a curve, thinned so that a long training costs no more to show than a short one.
    private struct Trail {
        var x: [Double] = []
        var y: [Double] = []
        private var every = 1
        private var seen = 0

        mutating func add(_ x: Double, _ y: Double) {
            seen += 1
            guard y.isFinite, seen % every == 0 else { return }
            self.x.append(x)
            self.y.append(y)
            guard self.x.count > 400 else { return }
            self.x = stride(from: 1, to: self.x.count, by: 2).map { self.x[$0] }
            self.y = stride(from: 1, to: self.y.count, by: 2).map { self.y[$0] }
            every *= 2
        }
    }
}
