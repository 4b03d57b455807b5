import Answers
import Language

extension CheckWords {
    /// One of two values, by how much work may be made at present.
    static let budget = Word(
        "budget", family: "lessons", summary: "One of two values: for a first look, or for all of it",
        details: """
            Quick is what the prompt and `descent lesson check` begin with; `:budget full` or the option `--full` takes the
            other. Use it for counts: seeds, trials, epochs. Both values are worked out first, so they should be plain ones.
            """,
        parameters: [
            Parameter("quick", .any, "The value for a first look, in seconds"),
            Parameter("full", .any, "The value for all of it"),
        ],
        returns: "value",
        examples: ["budget(quick=3, full=10)", "[budget(quick=3, full=10) for _ in range(2)]"],
        seeAlso: ["passes"],
        meaning: .call { args, context in
            switch context.session.budget {
            case .quick: args["quick"]
            case .full: args["full"]
            }
        })
}
