import Answers
import Foundation
import Language
import Tuning

/// A trial that was not run here, for `study.add_trial`, and what ends a study by the number of its trials.
enum MadeTrialWords {
    static let words: [Word] = [
        Word(
            "optuna.trial.create_trial", aliases: ["optuna.create_trial"], family: "tuning",
            summary: "a trial whose result is known already, for study.add_trial",
            parameters: [
                Parameter(
                    "state", .optional(.oneOf([.int(.init(0, 4)), .thing([TrialState.kind])])), .value(.none),
                    "COMPLETE unless it is said", isKeywordOnly: true),
                Parameter("value", .optional(.number()), .value(.none), "the objective", isKeywordOnly: true),
                Parameter(
                    "values", .optional(.list(of: .number())), .value(.none), "one for each objective",
                    isKeywordOnly: true),
                Parameter("params", .optional(.dict), .value(.none), "the hyperparameters", isKeywordOnly: true),
                Parameter(
                    "distributions", .optional(.dict), .value(.none), "what each of them might have been",
                    isKeywordOnly: true),
                Parameter("user_attrs", .optional(.dict), .value(.none), "notes", isKeywordOnly: true),
                Parameter(
                    "intermediate_values", .optional(.dict), .value(.none), "what was reported, by step",
                    isKeywordOnly: true),
            ], returns: Trial.kind,
            examples: [
                """
                import optuna
                study = optuna.create_study()
                study.add_trial(optuna.create_trial(
                    params={"x": 1.0}, value=0.5,
                    distributions={"x": optuna.distributions.FloatDistribution(0, 2)}))
                study.best_params
                """
            ], seeAlso: ["optuna.create_study"], meaning: .call { args, _ in .thing(try made(args)) }),
        module.word(
            "MaxTrialsCallback", family: "tuning", "ends a study that has so many trials, whoever ran them",
            [
                Parameter("n_trials", .any, .required, "how many"),
                Parameter("states", .any, .otherwise("(COMPLETE,)"), "which states count; None for all"),
            ], returns: "any",
            examples: [
                """
                import optuna
                study = optuna.create_study()
                study.optimize(lambda t: t.suggest_float("x", 0, 1), n_trials=9,
                    callbacks=[optuna.study.MaxTrialsCallback(4)])
                len(study.trials)
                """
            ], seeAlso: ["optuna.create_study"]),
    ]

    private static let module = WrittenModule(
        "optuna.study",
        #"""
        import optuna


        class MaxTrialsCallback:
            def __init__(self, n_trials, states=(optuna.trial.TrialState.COMPLETE,)):
                self._n_trials, self._states = n_trials, states

            def __call__(self, study, trial):
                counted = [t for t in study.trials if self._states is None or t.state in self._states]
                if len(counted) >= self._n_trials:
                    study.stop()
        """#)

    private static func made(_ args: Arguments) throws -> Trial {
        var trial = Trial(number: 0, state: .complete)
        switch TrialState(args["state"])?.number {
        case nil, 1: break
        case 0: trial.state = .running
        case 2: trial.state = .pruned
        case 3: trial.state = .failed("made so")
        default: trial.state = .waiting
        }
        guard args["value"].isNone || args["values"].isNone else {
            throw Mistake(
                "value and values are both given", expected: "one of them", argument: "values"
            )
            .raised(as: "ValueError", "Specify only one of `value` and `values`.")
        }
        trial.values = args["value"].asDouble.map { [$0] } ?? args["values"].doubles ?? []
        if trial.state == .complete, trial.values.isEmpty {
            throw Mistake(
                "a complete trial without a value", expected: "value, or values", argument: "value"
            )
            .raised(as: "ValueError", "values should be set for a complete trial.")
        }
        if trial.values.contains(where: \.isNaN) {
            throw Mistake(
                "the value is nan", expected: "a number", argument: "value"
            )
            .raised(as: "ValueError", "values should not contain NaN.")
        }
        if case .failed = trial.state, !trial.values.isEmpty {
            throw Mistake(
                "a value of a trial that has failed", expected: "no value", argument: "value"
            ).raised(as: "ValueError", "values should be None for a failed trial.")
        }
        try addParameters(to: &trial, args)
        if case .dict(let notes) = args["user_attrs"] {
            for entry in notes.entries {
                trial.attributes[entry.key.asText ?? entry.key.brief] = try JSON(note: entry.value, "user_attrs")
            }
        }
        if case .dict(let reports) = args["intermediate_values"] {
            for entry in reports.entries {
                guard let step = entry.key.asInt, step >= 0, let value = entry.value.asDouble else {
                    throw args.mistake(
                        "intermediate_values", "\(entry.key.brief): \(entry.value.brief)",
                        expected: "a step of at least 0 and a number")
                }
                trial.report(value, step: step)
            }
        }
        if trial.state.isFinished {
            let now = Date().timeIntervalSince1970
            (trial.started, trial.ended) = (now, now)
        }
        return trial
    }

    private static func addParameters(to trial: inout Trial, _ args: Arguments) throws {
        var ranges: [(name: String, domain: ParameterDomain)] = []
        if case .dict(let given) = args["distributions"] {
            ranges = try given.entries.map { entry in
                guard let name = entry.key.asText, let range = entry.value.asThing(RangeValue.self) else {
                    throw args.mistake(
                        "distributions", "\(entry.key.brief): \(entry.value.brief)",
                        expected: "a name and a distribution of optuna.distributions")
                }
                return (name, range.domain)
            }
        }
        var params = Configuration()
        if case .dict(let given) = args["params"] { params = try Configuration(given, "params") }
        guard Set(params.names) == Set(ranges.map(\.name)) else {
            throw Mistake(
                "params has \(params.names), distributions has \(ranges.map(\.name))",
                expected: "a distribution for each hyperparameter", argument: "distributions"
            ).raised(
                as: "ValueError",
                "Inconsistent parameters \(Set(params.names)) and distributions \(Set(ranges.map(\.name))).")
        }
        for (name, domain) in ranges {
            guard let setting = params[name], domain.code(setting) != nil else {
                throw Mistake(
                    "\(name) = \(params[name]?.text ?? "None") is not in \(domain.text)",
                    expected: "a value of its distribution", argument: "params"
                ).raised(
                    as: "ValueError",
                    "The value \(params[name]?.text ?? "None") of parameter '\(name)' isn't contained in the "
                        + "distribution \(domain.text).")
            }
            trial.set(name, domain, setting)
        }
    }
}
