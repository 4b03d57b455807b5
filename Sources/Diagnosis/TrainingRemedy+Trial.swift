internal import Answers
internal import Training

extension TrainingRemedy: Remedy {
    func trial(work: Work) throws -> Finding.Trial {
        guard var changed = kept.recipe else {
            throw Mistake(
                TrainingFacts.givenUp, expected: "a training that is still kept",
                try: "fit the model again, then diagnose and confirm", argument: "finding")
        }
        try edit(&changed)
        changed.options.keepsRecipe = true
        let model = try changed.run(work: work)
        if work.isCancelled { throw Stopped() }
        guard let history = model.history else { throw Stopped() }
        let facts = try TrainingFacts(history, history.origin?.kept, model, work: work)
        let rules = Rules(facts)
        let found = rules.finding(cause)
        let isStillThere = found.map { $0.weight != .note } ?? false
        let name = before?.name ?? cause.rawValue
        return Finding.Trial(
            change: change, symptom: name, before: before?.value ?? .nan,
            after: found?.evidence.first { $0.name == name }?.value ?? rules.measure(cause) ?? .nan,
            errorBefore: errorBefore, errorAfter: history.epochs.isEmpty ? .infinity : unit * facts.curves.endError,
            measure: facts.curves.endName,
            isStillThere: isStillThere, expectsHigherError: cause == .leakage || cause == .unlikeValidation)
    }
}
