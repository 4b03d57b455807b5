import Answers
import ArgumentParser
import Language
import Ledger
import Terminal
import Vocabulary

/// `descent ledger`: everything that the documents name, with the line that does it.
struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "List everything that the documents name, each with a line that does it; run the lines.",
        discussion: """
            A row is one thing that the course's documents name: a method, a range, a diagnostic, a listing. Its line can be \
            pasted at the prompt. With --run each line is run as if the prompt had just been opened, and what the row says \
            has to be true afterwards; the exit code is 1 where it is not. With --json, one line of JSON for each row.

            EXAMPLES
              descent ledger
              descent ledger A7 momentum
              descent ledger --run
              descent ledger L16 --run --json
            """)

    @Flag(name: .customLong("run"), help: "Run the lines, and say which rows are done.")
    var runsLines = false

    @Flag(help: "Print a line of JSON for each row.")
    var json = false

    @Argument(
        help: ArgumentHelp(
            "Rows (A7), chapters (A), lessons (L16), documents (\"document D3\") or texts; all rows without.",
            valueName: "rows"))
    var rows: [String] = []

    func run() throws {
        let ledger = LedgerRows.standard
        if let fault = ledger.faults.first {
            Console.message(fault.text)
            throw ExitCode(1)
        }
        var ids: Set<String> = []
        for subject in rows {
            let found = ledger.rows(about: subject)
            guard !found.isEmpty else {
                Console.message("no row of the ledger speaks of '\(subject)'; descent ledger lists all")
                throw ExitCode(2)
            }
            ids.formUnion(found.map(\.id))
        }
        let chosen = rows.isEmpty ? ledger.rows : ledger.rows.filter { ids.contains($0.id) }
        var board = LedgerBoard(chosen)
        let laboratory = Laboratory(permission: .computing)
        if runsLines {
            laboratory.progress.begin()
            board = LedgerBoard(
                chosen, LedgerRound(Vocabulary.registry).outcomes(chosen, work: laboratory.session.work))
            laboratory.progress.finish()
        }
        if json {
            for row in board.rows { Console.line(board.json(of: row).text) }
        } else {
            Console.line(set: board.table(width: Screen.ofStandardOutput().columns))
        }
        if laboratory.session.work.isCancelled { throw ExitCode(130) }
        if runsLines, board.done < chosen.count { throw ExitCode(1) }
    }
}
