public import Answers

/// Rows of the ledger, with what came of their lines where they were run.
public struct LedgerBoard: Presentable {
    /// The kind of value that the language calls it.
    public static var kind: String { "ledger" }

    /// What came of a row's line.
    public enum Outcome: Sendable, Equatable {
        /// It ran, and what has to be true is.
        case done(seconds: Double)
        /// It does not do what the row says; why, in words.
        case failed(String, seconds: Double)
        /// It was stopped before its end.
        case stopped

        /// Whether the row is done.
        public var isDone: Bool { if case .done = self { true } else { false } }
    }

    /// Chapter by chapter.
    public let rows: [LedgerRow]
    /// By id, of those that were run.
    public let outcomes: [String: Outcome]

    /// The board of these rows.
    public init(_ rows: [LedgerRow], _ outcomes: [String: Outcome] = [:]) {
        (self.rows, self.outcomes) = (rows, outcomes)
    }

    /// How many of those that were run do what their row says.
    public var done: Int { rows.count { outcomes[$0.id]?.isDone == true } }

    /// Those that were run and do not do what their row says, with the reason.
    public var failures: [(row: LedgerRow, reason: String)] {
        rows.compactMap { row in
            switch outcomes[row.id] {
            case .failed(let reason, _): (row, reason)
            case .stopped: (row, "stopped before its end")
            case .done, nil: nil
            }
        }
    }

    /// `158 rows, 157 of 158 that were run are done`
    public var summary: String {
        let count = Phrase.count(rows.count, "row")
        return outcomes.isEmpty ? count : "\(count), \(done) of \(outcomes.count) that were run are done"
    }

    /// Each row with its line; of a single row all that is known.
    public func table(width: Int) -> String {
        let width = Swift.max(width, 40)
        var lines = [summary]
        var chapter = ""
        for row in rows {
            if row.chapter != chapter {
                chapter = row.chapter
                lines += ["", chapter]
            }
            let lessons = (row.lessons.count == 1 ? "lesson " : "lessons ") + Phrase.list(row.lessons.map(String.init))
            let state = outcomes[row.id].map(Self.words).map { "; \($0)" } ?? ""
            lines += TextTable.wrap(
                "\(row.id)  \(row.item) (\(row.documents.joined(separator: " ")), \(lessons)\(state))", width,
                indent: 2,
                hanging: 6)
            if rows.count == 1 { lines += TextTable.wrap(row.shows, width, indent: 6, hanging: 6) }
            // As it can be typed, whatever its width.
            lines += row.code.split(separator: "\n", omittingEmptySubsequences: false).map { "      \($0)" }
            if rows.count == 1 { lines.append("  it does so where this is true: \(row.check)") }
        }
        let failures = failures
        if !failures.isEmpty { lines += ["", "Not done:"] }
        for (row, reason) in failures {
            lines += TextTable.wrap("\(row.id)  \(reason)", width, indent: 2, hanging: 6)
        }
        if outcomes.isEmpty, let first = rows.first {
            lines += ["", "  ledger(\"\(first.id)\", run=True) runs one; ledger(run=True) runs them all"]
        }
        return lines.joined(separator: "\n")
    }

    private static func words(_ outcome: Outcome) -> String {
        switch outcome {
        case .done(let seconds): "done in \(seconds.short(2)) s"
        case .failed: "not done"
        case .stopped: "stopped"
        }
    }

    /// What was run, and what of it is not done.
    public var sentence: String {
        let failures = failures
        guard !failures.isEmpty else { return "\(summary)." }
        return "\(summary); not done: \(Phrase.list(failures.map { "\($0.row.id) (\($0.reason))" }))."
    }

    /// Every row with its line and its state.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "done": .integer(done), "run": .integer(outcomes.count),
            "rows": .array(rows.map(json(of:))),
        ])
    }

    /// One row, as a program reads it.
    public func json(of row: LedgerRow) -> JSON {
        let state: (word: String, seconds: JSON, reason: JSON) =
            switch outcomes[row.id] {
            case .done(let seconds): ("done", .number(seconds), .null)
            case .failed(let reason, let seconds): ("not done", .number(seconds), .string(reason))
            case .stopped: ("stopped", .null, .null)
            case nil: ("not run", .null, .null)
            }
        return .members([
            "id": .string(row.id), "item": .string(row.item), "chapter": .string(row.chapter),
            "documents": .array(row.documents.map { .string($0) }), "lessons": .array(row.lessons.map { .integer($0) }),
            "shows": .string(row.shows), "line": .string(row.code), "check": .string(row.check),
            "state": .string(state.word), "seconds": state.seconds, "reason": state.reason,
        ])
    }
}
