public import Language
public import Tuning

/// The classes of what Optuna's words give: for annotations and `isinstance`.
enum OptunaClasses {
    static let study = NativeClass("Study", module: "optuna.study.study", methods: [])
    static let trial = NativeClass("Trial", module: "optuna.trial._trial", methods: [])
    static let frozen = NativeClass("FrozenTrial", module: "optuna.trial._frozen", methods: [])

    static let words: [Word] = [
        word("optuna.study.Study", aliases: ["optuna.Study"], study, "the type of a study", "create_study()"),
        word(
            "optuna.trial.Trial", aliases: ["optuna.Trial"], trial, "the type of a trial that is running",
            "create_study().ask()"),
        word(
            "optuna.trial.FrozenTrial", frozen, "the type of a trial of study.trials",
            "create_trial(value=1.0)"),
    ]

    private static func word(
        _ name: String, aliases: [String] = [], _ type: NativeClass, _ summary: String, _ call: String
    ) -> Word {
        Word(
            name, aliases: aliases, family: "tuning", summary: summary, returns: "class",
            examples: ["import optuna\nisinstance(optuna.\(call), \(name))"], seeAlso: ["optuna.create_study"],
            meaning: .type(type))
    }
}

extension Study: OfDeclaredClass {
    /// Optuna's class of studies.
    public var declaredClass: NativeClass { OptunaClasses.study }
}

extension OpenTrial: OfDeclaredClass {
    /// Optuna's class of trials that are running.
    public var declaredClass: NativeClass { OptunaClasses.trial }
}

extension Trial: OfDeclaredClass {
    /// Optuna's class of trials that are over.
    public var declaredClass: NativeClass { OptunaClasses.frozen }
}
