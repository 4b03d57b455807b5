public import Answers
public import Tuning
public import Parallel

extension Study {
    /// Trials begun together where nothing looks back: enough for two cores to share five folds evenly.
    public static let wave = 4

    /// Looks for the best recipe: each trial's value is the mean of its measure over the folds.
    ///
    /// Where there is a pruner the mean is reported after each epoch, and trials run one after the other, their folds at once.
    ///
    /// - Parameters:
    ///   - crew: who does the work of a job; recipes that call functions of a session are for the caller's thread.
    ///   - recipes: the recipe of a configuration, for each fold.
    /// - Returns: why it ended, in words.
    @discardableResult public func optimize(
        _ space: SearchSpace, trials: Int?, stops: [StopRule] = [], by validation: CrossValidation,
        work: Work = Work(), reason: (any Error) -> String = Study.reason,
        afterTrial: (Trial) throws -> Void = { _ in }, isDone: (_ done: Int, _ all: Int) -> Void = { _, _ in },
        recipes: (OpenTrial) throws -> (recipes: [ModelRecipe], crew: Crew)
    ) throws -> String {
        try withoutActuallyEscaping(isDone) { isDone in
            try withoutActuallyEscaping(recipes) { recipes in
                try optimize(
                    space, trials: trials, atOnce: Study.wave, stops: stops, work: work, reason: reason,
                    afterTrial: afterTrial
                ) { try self.values($0, by: validation, work: work, isDone: isDone, recipes: recipes, ended: $1) }
            }
        }
    }

    /// The values of trials that have begun.
    ///
    /// - Parameter ended: is told the place of each trial as the last of its trainings ends, with its value or why it has none; of
    ///   those that were stopped it is told nothing.
    /// - Throws: `Stopped`; what `ended` throws.
    public func values(
        _ trials: [OpenTrial], by validation: CrossValidation, work: Work = Work(),
        isDone: (_ done: Int, _ all: Int) -> Void = { _, _ in },
        recipes: (OpenTrial) throws -> (recipes: [ModelRecipe], crew: Crew),
        ended: (_ place: Int, _ result: Result<[Double], any Error>) throws -> Void
    ) throws {
        var jobs: [(place: Int, job: CrossValidation.Job)] = []
        var crew = validation.crew
        for (place, trial) in trials.enumerated() {
            do {
                let (made, own) = try recipes(trial)
                if own.threads == 0 { crew = own }
                jobs.append((place, .init(number: trial.number, recipes: made)))
            } catch {
                if error is Stopped { throw error }
                try ended(place, .failure(error))
            }
        }
        let validation = validation.with(crew: crew)
        func tell(_ place: Int, _ result: Result<FoldScores, any Error>) throws {
            try ended(
                place,
                Result {
                    let scores = try result.get()
                    try trials[place].note(scores)
                    return [scores.mean]
                })
        }
        if pruner is NopPruner {
            try validation.scores(jobs.map(\.job), work: work, isDone: isDone) { try tell(jobs[$0].place, $1) }
            return
        }
        for (place, job) in jobs {
            let result = Result {
                try validation.scores(job, work: work) { epoch, mean in
                    try trials[place].report(mean, step: epoch)
                    if try trials[place].shouldPrune() { throw TrialPruned() }
                }
            }
            try tell(place, result)
        }
    }
}

extension OpenTrial {
    fileprivate func note(_ scores: FoldScores) throws {
        for (name, note) in scores.notes { try setAttribute(note, name) }
    }
}

extension FoldScores {
    fileprivate static let (valuesName, parametersName) = ("scores", "parameters")

    /// How a trial keeps them.
    var notes: [String: JSON] {
        [
            FoldScores.valuesName: .array(values.map { .number($0) }),
            FoldScores.parametersName: .integer(parameters),
        ]
    }
}

extension Trial {
    /// What it was worth fold by fold, where it was measured so.
    public var foldScores: FoldScores? {
        guard case .array(let items)? = attributes[FoldScores.valuesName] else { return nil }
        let values = items.compactMap(\.double)
        guard values.count == items.count else { return nil }
        return FoldScores(
            values: values, parameters: attributes[FoldScores.parametersName]?.double.map { Int(saturating: $0) } ?? 0)
    }
}

extension Study {
    /// The one-standard-error choice among trials that were measured by folds: of those that are within one standard error of the
    /// best, the network with the fewest parameters.
    public func smallestWithinError() throws -> Trial? {
        try oneStandardError({ $0.foldScores?.standardError }, cost: { Double($0.foldScores?.parameters ?? .max) })
    }
}
