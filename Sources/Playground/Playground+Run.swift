public import Answers
import Landscapes
import Numbers
public import Optimizers

extension Playground {
    /// The run that the playground stands for, the one that its `line` makes.
    ///
    /// - Throws: `Mistake` where the rule cannot run here.
    public func run(work: Work = Work()) throws -> Run { try run(stops: [], work) }

    /// The first steps of it, as many as can be taken within so many seconds.
    func begun(within seconds: Double, work: Work) throws -> Run { try run(stops: [.time(seconds)], work) }

    private func run(stops: [Stop], _ work: Work) throws -> Run {
        try method.minimize(
            landscape, start: start, steps: steps, seed: seed, record: true, stops: stops, observers: [], work: work)
    }
}

extension Run {
    /// Whether it had to stop before all its steps were taken because its time was over.
    var wasCut: Bool {
        if case .met(.time) = reason { true } else { false }
    }

    /// How it went, in one line.
    var account: String {
        let dimension = objective.dimension
        let count = Phrase.count(steps, "step")
        guard !diverged else { return "runs away: \(stopReason)" }
        let best = bestLoss < loss && bestStep != steps ? "; lowest \(bestLoss.short()) at step \(bestStep)" : ""
        return
            "loss \((losses.first ?? loss).short()) → \(loss.short()) after \(count), at \(point.short(dimension: dimension)), "
            + "|∇f| = \(gradientNorm.short())\(best)"
    }
}
