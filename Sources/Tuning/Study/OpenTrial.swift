public import Answers
import Synchronization

/// A trial while its objective is being evaluated: it is asked for values, told reports, and asked whether to give up.
///
/// Once it has ended nothing changes it any more.
public final class OpenTrial: Sendable {
    private struct State {
        var trial: Trial
        /// The same with what was suggested before the objective asked for it: as the store, and so every other suggestion, knows it.
        var outline: Trial
        /// What the suggestions see; dropped when the trial ends.
        var history: TrialHistory?
    }

    /// The study that it is a trial of; reports and the result go to its storage.
    public let study: Study
    /// The trial's number in its study, from 0.
    public let number: Int
    private let work: Work
    private let state: Mutex<State>

    /// - Parameter outline: the trial with what is planned for it; nil where nothing is.
    init(_ trial: Trial, of study: Study, outline: Trial? = nil, history: TrialHistory, work: Work) {
        self.study = study
        self.work = work
        number = trial.number
        state = Mutex(State(trial: trial, outline: outline ?? trial, history: history))
    }

    /// What is known of it by now.
    public var record: Trial { state.withLock { $0.trial } }

    /// The values that have been suggested.
    public var configuration: Configuration { state.withLock { $0.trial.configuration } }

    /// The value of a hyperparameter: what was set by hand, what was suggested together with others, or what the sampler
    /// says of this one alone; the same again when asked again. A number that was set by hand counts outside of the domain too, as in
    /// Optuna.
    ///
    /// - Throws: `Mistake` for a domain that is empty, or of another kind than the study's trials have had under that name,
    ///   for a choice that was set by hand and is none, and once the trial has ended; `Stopped`.
    public func suggest(_ name: String, _ domain: ParameterDomain) throws -> Setting {
        let domain = try domain.checked(name)
        return try change { state in
            if let known = state.trial.configuration[name] {
                if let before = state.trial.domain(of: name) { try domain.check(name, after: before) }
                return known
            }
            try state.history?.check(domain, of: name)
            let setting = try value(name, domain, state)
            var trial = state.trial
            trial.set(name, domain, setting)
            if state.outline.configuration[name] != setting || state.outline.domain(of: name) != domain {
                var outline = trial
                for (index, planned) in state.outline.configuration.names.enumerated() {
                    outline.set(planned, state.outline.domains[index], state.outline.configuration.settings[index])
                }
                try study.store.update(outline)
                state.outline = outline
            }
            state.trial = trial
            return setting
        }
    }

    private func value(_ name: String, _ domain: ParameterDomain, _ state: State) throws -> Setting {
        if let fixed = state.trial.fixed[name] { return try domain.taking(fixed, by: name) }
        if domain.isSingle { return domain.setting(domain.levels(nil)?.first ?? 0) }
        if let code = state.outline.configuration[name].flatMap(domain.code) { return domain.setting(code) }
        let request = SuggestionRequest(
            parameters: [SearchParameter(name, domain)], space: nil, places: [],
            configuration: state.trial.configuration,
            history: state.history ?? TrialHistory(directions: study.directions), number: number, seed: study.seed,
            attempt: 0, work: work)
        let codes = try study.sampler.suggest(request) ?? RandomSampler().draw(request)
        return domain.setting(codes[0])
    }

    /// Tells a value on the way; of a step that was reported before the first value counts.
    ///
    /// - Throws: `Mistake` for a negative step, and once the trial has ended.
    public func report(_ value: Double, step: Int) throws {
        guard step >= 0 else {
            throw Mistake("a report at step \(step)", expected: "a step of at least 0", argument: "step")
        }
        let isNew = try change { $0.trial.report(value, step: step) }
        if isNew { try study.store.report(Trial.Report(step: step, value: value), of: number) }
    }

    /// Whether the study's pruner would stop here.
    public func shouldPrune() throws -> Bool {
        let history = try study.refreshed(without: number)
        return study.pruner.shouldPrune(record, history, study: study.name)
    }

    /// An outcome that must not be above 0.
    ///
    /// - Throws: `Mistake` for NaN, of which nobody knows whether it holds, and once the trial has ended.
    public func setConstraint(_ value: Double, _ name: String = "0") throws {
        guard !value.isNaN else {
            throw Mistake(
                "the constraint '\(name)' is nan", expected: "a number: above 0 it is violated", argument: "value"
            ).raised(as: "ValueError", "Attempted to set a constraint for '\(name)', but NaN is not allowed.")
        }
        try change { $0.trial.constraints[name] = value }
    }

    /// A note.
    ///
    /// - Throws: `Mistake` once the trial has ended.
    public func setAttribute(_ value: JSON, _ name: String) throws {
        try change { $0.trial.attributes[name] = value }
    }

    /// Changes a trial that is running.
    private func change<T>(_ body: (inout State) throws -> T) throws -> T {
        try state.withLock { state in
            guard state.trial.state == .running else {
                throw Mistake(
                    "trial \(number) has ended (\(state.trial.state.word)) and does not change any more",
                    expected: "a trial that is running", try: "study.ask()"
                ).raised(
                    as: "UpdateFinishedTrialError",
                    "Trial#\(number) has already finished and can not be updated.")
            }
            return try body(&state)
        }
    }

    /// It has ended as that, or waits to be begun anew; the history is let go.
    func close(as trial: Trial) {
        state.withLock { state in
            state.history = nil
            state.trial = trial
        }
    }
}
