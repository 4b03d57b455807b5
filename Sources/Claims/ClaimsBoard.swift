public import Answers

/// Claims with what a session has found out about them.
public struct ClaimsBoard: Presentable {
    /// The kind of value that the language calls it.
    public static var kind: String { "claims board" }

    /// What it is about: `D4`, a text in the claims' words, or nothing for all documents.
    public let subject: String
    /// In the order of the documents.
    public let claims: [Claim]
    /// By id, what this session has run.
    public let verdicts: [String: Verdict]
    private let titles: [(id: String, title: String)]

    /// The board of these claims.
    public init(_ subject: String, _ claims: [Claim], of court: Court, _ verdicts: [String: Verdict]) {
        (self.subject, self.claims, self.verdicts) = (subject, claims, verdicts)
        titles = court.files.map { ($0.id, $0.title) }
    }

    /// How many of them have an experiment.
    public var testable: Int { claims.count { $0.experiment != nil } }

    /// Those that this session has run, in the order of the claims.
    public var run: [Verdict] { claims.compactMap { verdicts[$0.id] } }

    /// `161 claims, 120 with an experiment, 3 run`
    public var summary: String {
        "\(Phrase.count(claims.count, "claim")), \(testable) with an experiment, \(run.count) run in this session"
    }

    /// For all documents a line each; for one, or for a text, a line for each claim.
    public func table(width: Int) -> String {
        var lines = [summary]
        if subject.isEmpty {
            // What no claim has come to takes no room.
            let found = Set(run.map(\.word))
            let words = [
                Verdict.Word.supported, .supportedInPart, .dependsOn, .refutedInPart, .refuted, .undecided, .failed,
            ].filter { ![.supportedInPart, .refutedInPart, .failed].contains($0) || found.contains($0) }
            let heads = words.map { $0.rawValue.hasSuffix("in part") ? "in part" : $0.rawValue }
            var rows = [["", "claims", "tested", "run"] + heads]
            for id in titles.map(\.id) {
                let own = claims.filter { $0.document == id }
                let run = own.compactMap { verdicts[$0.id]?.word }
                let counts = [own.count, own.count { $0.experiment != nil }, run.count]
                rows.append([id] + (counts + words.map { word in run.count { $0 == word } }).map(String.init))
            }
            lines += TextTable.lines(rows, width: width)
            lines.append(TextTable.definitions(titles.map { ($0.id, $0.title) }, width: width))
            lines.append("  claims(\"D4\") lists a document's; claim(\"D4.36\") tests one")
            return lines.joined(separator: "\n")
        }
        let first = claims.first { $0.experiment != nil }
        let rows = claims.map { [$0.id, state($0), "“\($0.quote)”"] }
        lines += TextTable.lines(rows, width: width, leftColumns: [0, 1, 2])
        lines.append(
            "  claim(\"\(first?.id ?? "D4.36")\") tests one; claims(\"\(subject)\", run=True) tests them all")
        return lines.joined(separator: "\n")
    }

    private func state(_ claim: Claim) -> String {
        guard claim.experiment != nil else { return Verdict.Word.noExperiment.rawValue }
        guard let verdict = verdicts[claim.id] else { return "not run" }
        return verdict.word.rawValue + (verdict.isPartial ? ", partly run" : "")
    }

    /// What is known so far.
    public var sentence: String {
        guard !run.isEmpty else { return "\(summary)." }
        return "\(summary): " + run.map(\.summary).joined(separator: "; ") + "."
    }

    /// Each claim with its state and its verdict.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "subject": .string(subject),
            "claims": .array(
                claims.map { claim in
                    .members([
                        "id": .string(claim.id), "quote": .string(claim.quote), "state": .string(state(claim)),
                        "verdict": verdicts[claim.id]?.json ?? .null,
                    ])
                }),
        ])
    }
}
