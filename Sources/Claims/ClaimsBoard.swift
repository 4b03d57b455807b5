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
    /// By id, those of which other session seeds were heard as well.
    public let bySession: [String: SessionsVerdict]
    /// By id, what was predicted and has not run yet.
    public let forecasts: [String: ClaimForecast]
    /// By id, the verdicts that were predicted before they came: the first of each claim, since a second prediction knows the first.
    public let settled: [String: Verdict]
    private let titles: [(id: String, title: String)]
    /// The line that tests them all.
    private let testingLine: String

    /// The board of these claims.
    ///
    /// - Parameters:
    ///   - subject: what they were chosen by: a document or a text; empty for all.
    ///   - call: the call that chose them, without its closing bracket, where that is not `claims("subject"`.
    public init(
        _ subject: String, _ claims: [Claim], of court: Court, _ verdicts: [String: Verdict],
        bySession: [String: SessionsVerdict] = [:],
        forecasts: [String: ClaimForecast] = [:], settled: [String: Verdict] = [:], call: String? = nil
    ) {
        (self.subject, self.claims, self.verdicts, self.bySession) = (subject, claims, verdicts, bySession)
        (self.forecasts, self.settled) = (forecasts, settled)
        testingLine = "\(call ?? "claims(\"\(subject)\""), run=True)"
        isOverview = subject.isEmpty && call == nil
        titles = court.files.map { ($0.id, $0.title) }
    }

    /// Whether it is of all documents, so that a line for each of them says more than one for each claim.
    private let isOverview: Bool

    /// How many of them have an experiment.
    public var testable: Int { claims.count { $0.experiment != nil } }

    /// Those that this session has run, in the order of the claims.
    public var run: [Verdict] { claims.compactMap { verdicts[$0.id] } }

    /// Those that were heard under several session seeds, in the order of the claims.
    public var repeated: [SessionsVerdict] { claims.compactMap { bySession[$0.id] } }

    /// What the repetitions come to: how many claims have one verdict, and whether any has two opposite ones.
    var sessionLines: [String] {
        let repeated = repeated
        guard !repeated.isEmpty else { return [] }
        let changing = repeated.count { $0.dependsOnSeed }
        var line =
            "\(Phrase.count(repeated.count, "claim")) heard with \(sessionCounts): \(repeated.count - changing) with one verdict, "
            + "\(changing) of which it depends on the session's seed"
        let partial = repeated.count { $0.isPartial }
        if partial > 0 { line += "; stopped before all sessions were heard for \(partial)" }
        let opposed = repeated.filter { !$0.opposed.isEmpty }
        return [
            line,
            opposed.isEmpty
                ? "no effect supports a claim in one session and refutes it in another"
                : "supported in one session and refuted in another: "
                    + opposed.map { "\($0.claim.id) (\($0.opposedPhrase))" }.joined(separator: ", "),
        ]
    }

    /// `10 sessions`; of claims that were heard in more and in fewer `1 to 10 sessions`. An exact one needs no more than one.
    private var sessionCounts: String {
        let counts = repeated.filter { !$0.hearings[0].verdict.isExact }.map(\.planned)
        let (least, most) = (counts.min() ?? 1, counts.max() ?? 1)
        return least == most ? Phrase.count(most, "session") : "\(least) to \(most) sessions"
    }

    /// The verdicts that were predicted before they came, with what the predictions are worth.
    public var scored: [(verdict: Verdict, brier: Double)] {
        claims.compactMap { settled[$0.id] }.compactMap { verdict in verdict.brier.map { (verdict, $0) } }
    }

    /// The mean of the scores: 0 is perfect, 0.75 is what a quarter for each side gets; nil without predictions.
    public var score: Double? {
        scored.isEmpty ? nil : scored.reduce(0) { $0 + $1.brier } / Double(scored.count)
    }

    /// `3 predictions: Brier score 0.4 on average`
    private var scoreLine: String? {
        score.map {
            "\(Phrase.count(scored.count, "prediction")): Brier score \($0.short(2)) on average; 0 is perfect, 0.75 is a quarter for each"
        }
    }

    /// `161 claims, 120 with an experiment, 3 run`
    public var summary: String {
        "\(Phrase.count(claims.count, "claim")), \(testable) with an experiment, \(run.count) run in this session"
    }

    /// For all documents a line each; for one, or for a text, a line for each claim.
    public func table(width: Int) -> String {
        var lines = [summary]
        if isOverview {
            // What no claim has come to takes no room.
            let found = Set(claims.compactMap(word))
            let words = [
                Verdict.Word.supported, .supportedInPart, .dependsOn, .refutedInPart, .refuted, .undecided, .failed,
            ].filter { ![.supportedInPart, .refutedInPart, .failed].contains($0) || found.contains($0) }
            // Short heads, so that a line with every verdict fits into 80 columns; "in part" stands beside what it is a part of.
            let heads = words.map { word in
                switch word {
                case .supportedInPart, .refutedInPart: "in part"
                case .dependsOn: "depends"
                default: word.rawValue
                }
            }
            var rows = [["", "all", "tested", "run"] + heads]
            for id in titles.map(\.id) {
                let own = claims.filter { $0.document == id }
                let found = own.compactMap(word)
                let counts = [
                    own.count, own.count { $0.experiment != nil }, own.count { verdicts[$0.id] != nil },
                ]
                rows.append([id] + (counts + words.map { word in found.count { $0 == word } }).map(String.init))
            }
            lines += TextTable.lines(rows, width: width)
            lines.append(TextTable.definitions(titles.map { ($0.id, $0.title) }, width: width))
            for line in sessionLines { lines += TextTable.wrap(line, width, indent: 2, hanging: 4) }
            lines += TextTable.lines(
                repeated.filter(\.dependsOnSeed).map { [$0.claim.id, $0.state] }, width: width, leftColumns: [0, 1],
                indent: 4, overflow: .below)
            if let scoreLine { lines += TextTable.wrap(scoreLine, width, indent: 2, hanging: 4) }
            lines.append("  claims(\"D4\") lists a document's; claim(\"D4.36\") tests one")
            return lines.joined(separator: "\n")
        }
        let first = claims.first { $0.experiment != nil }
        let predicts = claims.contains { forecasts[$0.id] != nil || settled[$0.id] != nil }
        let rows = claims.map { claim in
            [claim.id, state(claim)] + (predicts ? [prediction(claim)] : []) + ["“\(claim.quote)”"]
        }
        lines += TextTable.lines(rows, width: width, leftColumns: [0, 1, 2, 3])
        for line in sessionLines { lines += TextTable.wrap(line, width, indent: 2, hanging: 4) }
        if let scoreLine { lines += TextTable.wrap(scoreLine, width, indent: 2, hanging: 4) }
        lines.append(
            "  claim(\"\(first?.id ?? "D4.36")\") tests one; \(testingLine) tests them all")
        return lines.joined(separator: "\n")
    }

    /// `refuted 70 % 0.18`
    private func prediction(_ claim: Claim) -> String {
        guard let forecast = settled[claim.id]?.forecast ?? forecasts[claim.id] else { return "" }
        let (side, share) = forecast.favourite
        return "\(side.rawValue) \((100 * share).short(3)) %"
            + (settled[claim.id]?.brier.map { " → \($0.short(2))" } ?? "")
    }

    /// What a claim has come to; nil where it was not run, and where that depends on the session's seed.
    private func word(_ claim: Claim) -> Verdict.Word? {
        bySession[claim.id].map(\.common) ?? verdicts[claim.id]?.word
    }

    private func state(_ claim: Claim) -> String {
        guard claim.experiment != nil else { return Verdict.Word.noExperiment.rawValue }
        if let repeated = bySession[claim.id] { return repeated.state }
        guard let verdict = verdicts[claim.id] else { return "not run" }
        return verdict.word.rawValue + (verdict.isPartial ? ", partly run" : "")
    }

    /// What is known so far.
    public var sentence: String {
        guard !run.isEmpty else { return "\(summary)." }
        let found = claims.compactMap { bySession[$0.id]?.summary ?? verdicts[$0.id]?.summary }
        return "\(summary): " + found.joined(separator: "; ") + "."
    }

    /// Each claim with its state and its verdict.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "subject": .string(subject), "score": score.map { .number($0) } ?? .null,
            "claims": .array(
                claims.map { claim in
                    .members([
                        "id": .string(claim.id), "quote": .string(claim.quote), "state": .string(state(claim)),
                        "verdict": bySession[claim.id]?.json ?? verdicts[claim.id]?.json ?? .null,
                    ])
                }),
        ])
    }
}
