public import Answers

extension SessionsVerdict {
    /// `undecided 7 of 10, refuted in part 3 of 10`
    var sharesPhrase: String {
        shares.map { "\($0.word.rawValue) \($0.count) of \(whole.count)" }.joined(separator: ", ")
    }

    /// `undecided 7/10, refuted in part 3/10`, as a line of the board has room for it.
    var state: String {
        guard !whole.isEmpty else { return "undecided, partly run" }
        let words =
            isExact
            ? (common ?? .undecided).rawValue
            : shares.map { "\($0.word.rawValue) \($0.count)/\(whole.count)" }.joined(separator: ", ")
        return words + (isPartial ? ", partly run" : "")
    }

    /// Whether nothing in the experiment is random, so that one session says what all say.
    private var isExact: Bool { hearings[0].verdict.isExact }

    private var stopped: String { "stopped after \(whole.count) of \(planned) sessions" }

    /// `D4.02: depends on the session's seed (undecided 7 of 10, refuted in part 3 of 10)`
    public var summary: String {
        "\(claim.id): \(finding)" + (isPartial ? " (\(stopped))" : "")
    }

    /// What it comes to, with the shares.
    var finding: String {
        guard !whole.isEmpty else { return "undecided: no session was heard to its end" }
        if isExact { return verdict }
        return dependsOnSeed ? "\(verdict) (\(sharesPhrase))" : sharesPhrase
    }

    /// `small: supports 9, refutes 1 of 10 sessions`
    private func share(_ condition: String) -> String {
        let parts = outcomes(condition).map { "\($0.outcome.rawValue) \($0.count)" }.joined(separator: ", ")
        return
            "\(condition.isEmpty ? "effect" : condition): \(parts.isEmpty ? "in no session" : parts) of \(whole.count)"
    }

    /// The conditions that come out on opposite sides, with the shares.
    var opposedPhrase: String { opposed.map(share).joined(separator: "; ") }

    /// How much was run, and with which seeds.
    private var sample: String {
        if isExact { return "exact, nothing in it is random: one session says what all say" }
        let seeds = hearings.map { Int(clamping: $0.seed) }
        let span = seeds.count == 1 ? "\(seeds[0])" : "\(seeds[0]) to \(seeds[seeds.count - 1])"
        return
            (isPartial
            ? "\(stopped); only these count" : Phrase.count(planned, "session"))
            + ", seed\(seeds.count == 1 ? "" : "s") \(span), "
            + "\(Phrase.count(hearings[0].verdict.planned, "seed")) of the experiment in each, 95 % intervals"
    }

    /// Which sessions came to which verdict: `undecided: 0, 1, 3; refuted in part: 2`.
    private var seedsByWord: String {
        shares.map { word, _ in
            let seeds = whole.filter { $0.verdict.word == word }.map { String($0.seed) }
            return "\(word.rawValue) with seed \(Phrase.list(seeds))"
        }.joined(separator: "; ")
    }

    /// The document's words, the verdict with its shares, and for each condition the effect and its interval in every session.
    public func table(width: Int) -> String {
        let width = Swift.max(width, 40)
        var lines = TextTable.wrap("\(claim.id) “\(claim.quote)”", width, hanging: 2)
        lines += TextTable.wrap("in \(hearings[0].verdict.title)", width, indent: 2, hanging: 2)
        lines += TextTable.wrap(finding, width, hanging: 2)
        for (number, hearing) in hearings.enumerated() {
            guard let fault = hearing.verdict.fault, !hearings[..<number].contains(where: { $0.verdict.fault == fault })
            else { continue }
            lines += TextTable.wrap(
                "the experiment failed with seed \(hearing.seed): \(fault.problem)", width, indent: 2, hanging: 4)
        }
        if !opposed.isEmpty {
            lines += TextTable.wrap(
                "supported in one session and refuted in another: \(opposedPhrase)", width, indent: 2, hanging: 4)
        }
        if dependsOnSeed { lines += TextTable.wrap(seedsByWord, width, indent: 2, hanging: 4) }
        lines += TextTable.wrap("measured: \(claim.remark)", width, indent: 2, hanging: 4)
        if let support = claim.experiment?.support {
            lines += TextTable.wrap("\(sample); supported if \(support.phrase)", width, indent: 2, hanging: 4)
        }
        var rows = [["", "session", "n", "effect", isExact ? "" : "interval", ""]]
        for condition in conditions {
            var name = condition
            for hearing in hearings {
                guard let found = hearing.verdict.conditions.first(where: { $0.name == condition }) else { continue }
                rows.append([
                    name, String(hearing.seed), String(hearing.verdict.seeds.count), found.effect.short(),
                    isExact || found.low.isNaN ? "" : "\(found.low.short()) to \(found.high.short())",
                    hearing.verdict.isPartial ? "stopped, does not count" : found.outcome.rawValue,
                ])
                name = ""
            }
        }
        // One condition has no name, and then no column for it.
        if conditions.allSatisfy(\.isEmpty) { rows = rows.map { Array($0.dropFirst()) } }
        if rows.count > 1 {
            lines += TextTable.lines(
                rows, width: width, leftColumns: [0, rows[0].count - 1], indent: 4)
        }
        if let forecast = hearings[0].verdict.forecast {
            let score =
                hearings[0].verdict.brier.map { "; Brier score \($0.short(2)) by the first session" }
                ?? "; not scored, as the first session was not heard to its end"
            lines += TextTable.wrap("predicted: \(forecast.shares)\(score)", width, indent: 2, hanging: 4)
        }
        lines.append("  more: claim(\"\(claim.id)\", seed=\(hearings[0].seed)); this took \(seconds.short(2)) s")
        return lines.joined(separator: "\n")
    }

    /// Seconds of computing, of all sessions.
    public var seconds: Double { hearings.reduce(0) { $0 + $1.verdict.seconds } }

    /// The verdict with its shares, and of each condition with how many sessions on which side.
    public var sentence: String {
        "“\(claim.quote)” (\(claim.document)): \(finding)"
            + (isPartial ? ", \(stopped)" : "")
            + (isExact ? "." : "; " + conditions.map(share).joined(separator: "; ") + ".")
    }

    /// All of it, each session's verdict included.
    public var json: JSON {
        .members([
            "kind": .string(Self.kind), "claim": .string(claim.id), "quote": .string(claim.quote),
            "verdict": .string(verdict), "planned": .integer(planned), "partial": .bool(isPartial),
            "shares": .object(shares.map { JSON.Pair($0.word.rawValue, .integer($0.count)) }),
            "opposed": .array(opposed.map { .string($0) }), "seconds": .number(seconds),
            "sessions": .array(
                hearings.map { .members(["seed": .integer(Int(clamping: $0.seed)), "verdict": $0.verdict.json]) }),
        ])
    }
}
