import Answers
import Language
import Ledger

/// Everything that the documents name, with a line that does it.
enum LedgerWords {
    static let words: [Word] = [
        Word(
            "ledger", family: "documents", summary: "everything that the documents name, each with a line that does it",
            details: """
                Each row has a line that can be typed as it stands, and what has to be true after it. `run=True` runs the lines, each as if
                the prompt had just been opened: a row is done where its line runs and what the row says is true. Ctrl-C keeps what was found
                by then. `descent ledger` does the same from outside.
                """,
            parameters: [
                Parameter(
                    "about", .optional(.text),
                    "a row such as \"A7\", a chapter (\"A\"), a lesson (\"L16\"), \"document D3\", or a text such as \"momentum\""
                ),
                Parameter("run", .bool, false, "run the lines"),
            ],
            returns: LedgerBoard.kind,
            examples: ["ledger(\"A7\")", "ledger(\"momentum\")", "ledger(\"A7\", run=True)"],
            seeAlso: ["claims", "audit", "help"],
            meaning: .call { args, context in
                let ledger = LedgerRows.standard
                if let fault = ledger.faults.first { throw fault }
                let subject = args["about"].asText ?? ""
                let rows = subject.isEmpty ? ledger.rows : ledger.rows(about: subject)
                guard !rows.isEmpty else {
                    let near = Suggestions.nearest(subject, among: ledger.rows.map(\.id))
                    throw args.mistake(
                        "about", "no row of the ledger speaks of \(args["about"].brief)",
                        expected: near.isEmpty
                            ? "a row such as \"A7\", a chapter, a lesson, a document, or a text in the rows' words"
                            : Phrase.alternatives(near),
                        try: "ledger(\"\(near.first ?? "momentum")\")")
                }
                guard try args.bool("run") else { return .thing(LedgerBoard(rows)) }
                return .thing(LedgerBoard(rows, LedgerRound(context.registry).outcomes(rows, work: context.work)))
            })
    ]

    static let members: [Member] = [
        .attribute("ids", of: LedgerBoard.self, "the rows' ids") { $0.rows.map(\.id).asValue },
        .attribute("lines", of: LedgerBoard.self, "a dict of id and line") { board in
            .dict(.init(board.rows.map { (.text($0.id), .text($0.code)) }))
        },
        .attribute("done", "how many of those that were run do what their row says", \LedgerBoard.done),
        .attribute("failures", of: LedgerBoard.self, "a dict of those that do not, with the reason") { board in
            .dict(.init(board.failures.map { (.text($0.row.id), .text($0.reason)) }))
        },
    ]
}
