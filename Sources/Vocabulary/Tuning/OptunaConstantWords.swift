import Answers
import Language

/// Optuna's small words: the levels of its log, the states of a trial.
enum OptunaConstantWords {
    static let words: [Word] = logging + loggers + states

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

    private static let loggers: [Word] =
        [
            Word(
                "optuna.logging.get_logger", family: "tuning",
                summary: "Python's logger of a name; trials tell it nothing",
                parameters: [Parameter("name", .text, "such as \"optuna\"")], returns: "logger",
                examples: ["import optuna\noptuna.logging.get_logger(\"optuna\").setLevel(optuna.logging.WARNING)"],
                seeAlso: ["optuna.logging.set_verbosity"],
                meaning: .call { args, context in
                    guard let word = context.registry.word("logging.getLogger") else { return .none }
                    return try context.call(.word(word), [args["name"]])
                }),
            Word(
                "optuna.logging.get_verbosity", family: "tuning", summary: "20, the level that Optuna begins with",
                returns: "number", examples: ["import optuna\noptuna.logging.get_verbosity()"],
                seeAlso: ["optuna.logging.set_verbosity"], meaning: .call { _, _ in .int(20) }),
        ]
        + [
            "enable_default_handler", "disable_default_handler", "enable_propagation", "disable_propagation",
        ].map { name in
            Word(
                "optuna.logging.\(name)", family: "tuning",
                summary: "has no effect: trials write nothing to the screen here",
                examples: ["import optuna\noptuna.logging.\(name)()"], seeAlso: ["optuna.logging.set_verbosity"],
                meaning: .call { _, _ in .none })
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
