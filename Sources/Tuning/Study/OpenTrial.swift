public import Answers
import Synchronization

/// A trial while its objective is being evaluated: it is asked for values, told reports, and asked whether to give up.
///
/// Once it has ended nothing changes it any more.
public final class OpenTrial: Sendable {
    private struct State {
        var trial: Trial
        /// Codes that were suggested together before the objective asked.
        var planned: [String: Double]
        /// What the suggestions see; dropped when the trial ends.
        var history: History?
    }

    /// The study that it belongs to.
    public let study: Study
    /// Counted from 0.
    public let number: Int
    private let work: Work
    private let state: Mutex<State>

    init(_ trial: Trial, of study: Study, planned: [String: Double] = [:], history: History, work: Work) {
        self.study = study
        self.work = work
        number = trial.number
        state = Mutex(State(trial: trial, planned: planned, history: history))
    }

    /// What is known of it by now.
    public var record: Trial { state.withLock { $0.trial } }

    /// The values that have been suggested.
    public var configuration: Configuration { state.withLock { $0.trial.configuration } }

    /// The value of a hyperparameter: what was set by hand, what was suggested together with others, or what the sampler
    /// says of this one alone; the same again when asked again.
    ///
    /// - Throws: `Mistake` for a domain that is empty, or of another kind than the study's trials have had under that name,
    ///   and once the trial has ended; `Stopped`.
    public func suggest(_ name: String, _ domain: ParameterDomain) throws -> Setting {
        let domain = try domain.checked(name)
        return try change { state in
            if let known = state.trial.configuration[name] {
                try OpenTrial.checkKind(name, domain, state.trial.domain(of: name))
                return known
            }
            try OpenTrial.checkKind(name, domain, state.history?.columns[name]?.domain)
            let setting = try value(name, domain, state)
            state.trial.set(name, domain, setting)
            return setting
        }
    }

    private func value(_ name: String, _ domain: ParameterDomain, _ state: State) throws -> Setting {
        if let fixed = state.trial.fixed[name], let code = domain.code(fixed) { return domain.setting(code) }
        if domain.isSingle { return domain.setting(domain.levels(nil)?.first ?? 0) }
        if let code = state.planned[name], domain.code(domain.setting(code)) == code { return domain.setting(code) }
        let request = SuggestionRequest(
            parameters: [Parameter(name, domain)], space: nil, places: [], configuration: state.trial.configuration,
            history: state.history ?? History(directions: study.directions), number: number, seed: study.seed,
            attempt: 0, work: work)
        let codes = try study.sampler.suggest(request) ?? RandomSampler().draw(request)
        return domain.setting(codes[0])
    }

    private static func checkKind(_ name: String, _ domain: ParameterDomain, _ before: ParameterDomain?) throws {
        guard let before, !before.isCompatible(with: domain) else { return }
        throw Mistake(
            "\(name) was \(before.text) and is now \(domain.text)",
            expected: "the same kind, log and choices in every trial of a study", argument: "name")
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

    /// Changes a trial that has not ended.
    private func change<T>(_ body: (inout State) throws -> T) throws -> T {
        try state.withLock { state in
            guard !state.trial.state.isFinished else {
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

    /// It has ended as that; the history is let go.
    func close(as trial: Trial) {
        state.withLock { state in
            state.history = nil
            state.trial = trial
        }
    }
}
