import Answers
import Language

/// Optuna's small words: the levels of its log, the states of a trial.
enum OptunaConstantWords {
    static let words: [Word] = logging + states

    private static let logging: [Word] =
        [
            Word(
                "optuna.logging.set_verbosity", family: "tuning",
                summary: "has no effect: trials write nothing to the screen here",
                parameters: [Parameter("verbosity", .int(), "optuna.logging.WARNING and others")],
                examples: ["import optuna\noptuna.logging.set_verbosity(optuna.logging.WARNING)"],
                seeAlso: ["optuna.create_study"], meaning: .call { _, _ in .none })
        ]
        + [("DEBUG", 10), ("INFO", 20), ("WARNING", 30), ("WARN", 30), ("ERROR", 40), ("FATAL", 50), ("CRITICAL", 50)]
        .map {
            name, level in
            Word(
                "optuna.logging.\(name)", family: "tuning", summary: "a level of optuna.logging.set_verbosity",
                returns: "number",
                examples: ["import optuna\noptuna.logging.\(name)"], seeAlso: ["optuna.logging.set_verbosity"],
                meaning: .value { .int(level) })
        }

    private static let states: [Word] = TrialState.names.enumerated().map {
        number, name in
        Word(
            "optuna.trial.TrialState.\(name)", family: "tuning", summary: "a state of a trial, as in trial.state",
            returns: TrialState.kind,
            examples: ["import optuna\noptuna.trial.TrialState.\(name)"], seeAlso: ["optuna.create_study"],
            meaning: .value { .thing(TrialState(number: number)) })
    }
}
