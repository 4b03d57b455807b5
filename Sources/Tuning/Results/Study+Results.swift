public import Answers

extension TrialHistory {
    /// The complete trials that no other dominates and that break no constraint, by number.
    public var front: [Trial] {
        let places = ranked.map(Int.init)
        guard let first = ParetoSort(places.map { lossVector($0) }).fronts.first else { return [] }
        return first.map { finished[places[$0]] }.sorted { $0.number < $1.number }
    }
}

extension Study {
    /// The trials on the Pareto front, by number; with one objective those with the best value.
    public func front() throws -> [Trial] { try history().front }

    /// The volume that the front dominates, up to a reference point.
    ///
    /// - Parameter reference: objectives, one for each direction.
    /// - Throws: `Mistake` for another count of numbers; `Stopped`.
    public func hypervolume(reference: [Double], work: Work = Work()) throws -> Double {
        guard reference.count == directions.count else {
            throw Mistake(
                "a reference point of \(reference.count) numbers",
                expected: "\(directions.count), one for each objective",
                argument: "reference")
        }
        let losses = try front().map { zip(directions, $0.values).map { $0.loss($1) } }
        return try Hypervolume.volume(losses, reference: zip(directions, reference).map { $0.loss($1) }, work: work)
    }

    /// The simplest choice that is as good as the best within one standard error (Breiman et al. 1984): of the trials whose mean is
    /// at most one standard error of the best one's behind it, the one with the lowest cost.
    ///
    /// - Parameters:
    ///   - errors: the standard error of a trial's value, as over folds; nil where it is not known.
    ///   - cost: what is to be small: parameters, time.
    public func oneStandardError(_ errors: (Trial) -> Double?, cost: (Trial) -> Double) throws -> Trial? {
        guard let best = try best(), let value = best.value, let error = errors(best) else { return try best() }
        let bar = directions[0].loss(value) + error
        let near = try history().finished.filter { trial in
            trial.state == .complete && trial.violation <= 0
                && trial.value.map { directions[0].loss($0) <= bar } ?? false
        }
        return near.min { (cost($0), $0.number) < (cost($1), $1.number) }
    }
}
