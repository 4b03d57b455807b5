import Answers
import Language
import Studies
import Tuning

/// Studies that are kept: going on with one, listing them, deleting one (Optuna's words).
enum StorageWords {
    static let words: [Word] = [load, names, delete]

    private static let storage = Parameter("storage", .text, StudyStorage.meaning)
    private static let related = ["optuna.create_study", "optuna.load_study", "tune"]
    private static let make = "create_study(storage=\"studies.db\", study_name=\"lr\")"

    private static let load = Word(
        "optuna.load_study", aliases: ["load_study"], family: "tuning",
        summary: "a study that is kept, to go on with",
        details: """
            It goes on with its own seed, so with the suggestions that it would have made without a stop, and with the sampler and \
            pruner that it was made with unless others are given.
            """,
        parameters: [
            Parameter(
                "study_name", .optional(.text), "its name; None for the only one there", isKeywordOnly: true),
            Parameter("storage", .text, StudyStorage.meaning, isKeywordOnly: true),
            Parameter("sampler", .optional(.thing([SamplerValue.kind])), "None for its own", isKeywordOnly: true),
            Parameter("pruner", .optional(.thing([PrunerValue.kind])), "None for its own", isKeywordOnly: true),
        ], returns: Study.kind,
        examples: ["\(make)\nload_study(study_name=\"lr\", storage=\"studies.db\").trials"],
        seeAlso: related, needs: .writingFiles,
        meaning: .call { args, context in
            let sampler = args.optionalThing("sampler", as: SamplerValue.self)?.sampler
            let pruner = args.optionalThing("pruner", as: PrunerValue.self)?.pruner
            let setup = StudyStorage.Setup(
                sampler: sampler ?? TPESampler(), isSamplerGiven: sampler != nil,
                pruner: try pruner ?? PercentilePruner.median(), isPrunerGiven: pruner != nil)
            return .thing(
                try args.about("storage") {
                    try StudyStorage.load(args["study_name"].asText, in: args.text("storage"), setup, context)
                })
        })

    private static let names = Word(
        "optuna.get_all_study_names", aliases: ["get_all_study_names"], family: "tuning",
        summary: "the studies that a file or a server holds", parameters: [storage], returns: "list",
        examples: ["\(make)\nget_all_study_names(\"studies.db\")"], seeAlso: related, needs: .writingFiles,
        meaning: .call { args, context in
            try args.about("storage") {
                Value.list(
                    try StudyStorage.database(args.text("storage"), context).studies().map { .text($0.header.name) })
            }
        })

    private static let delete = Word(
        "optuna.delete_study", aliases: ["delete_study"], family: "tuning",
        summary: "takes a study with all its trials out of a file or a server",
        parameters: [
            Parameter("study_name", .text, "its name", isKeywordOnly: true),
            Parameter("storage", .text, "the file, or the server's address", isKeywordOnly: true),
        ],
        examples: ["\(make)\ndelete_study(study_name=\"lr\", storage=\"studies.db\")"], seeAlso: related,
        needs: .writingFiles,
        meaning: .call { args, context in
            try args.about("storage") {
                try StudyStorage.database(args.text("storage"), context).delete(args.text("study_name"))
            }
            return .none
        })
}
