import Claims
import Language

/// What verdicts, predictions and boards of claims can be asked.
enum ClaimMembers {
    static let members: [Member] = [
        .attribute(
            "verdict", of: Verdict.self,
            "supported, refuted, depends on, supported or refuted in part, undecided, or no experiment"
        ) {
            .text($0.word.rawValue)
        },
        .attribute("n", of: Verdict.self, "how many seeds count") { .int($0.seeds.count) },
        .attribute("seeds", "the seeds that count", \Verdict.seeds),
        .attribute("effect", of: Verdict.self, "the effect, where the experiment has one condition; else None") {
            ($0.conditions.count == 1 ? $0.conditions[0].effect : nil).asValue
        },
        .attribute("low", of: Verdict.self, "where its 95 % interval begins") {
            ($0.conditions.count == 1 ? $0.conditions[0].low : nil).asValue
        },
        .attribute("high", of: Verdict.self, "where its 95 % interval ends") {
            ($0.conditions.count == 1 ? $0.conditions[0].high : nil).asValue
        },
        .attribute("conditions", of: Verdict.self, "name, effect, low, high and outcome of each condition") { verdict in
            .list(
                verdict.conditions.map {
                    .record(
                        "Condition", ["name", "effect", "low", "high", "outcome"],
                        [
                            .text($0.name), .number($0.effect), .number($0.low), .number($0.high),
                            .text($0.outcome.rawValue),
                        ])
                })
        },
        .attribute("values", of: Verdict.self, "for each condition the effect of each seed") { verdict in
            .list(verdict.conditions.map { $0.values.asValue })
        },
        .attribute("quote", of: Verdict.self, "the document's words") { .text($0.claim.quote) },
        .attribute("document", of: Verdict.self, "the document's title") { .text($0.title) },
        .attribute("measured", of: Verdict.self, "what is measured, or why nothing is") { .text($0.claim.remark) },
        .attribute("support", of: Verdict.self, "which effects support the claim; None without an experiment") {
            ($0.claim.experiment?.support.phrase).asValue
        },
        .attribute("source", of: Verdict.self, "the experiment, as it can be run; None without one") {
            ($0.source.isEmpty ? nil : $0.source).asValue
        },
        .attribute("seconds", "seconds of computing", \Verdict.seconds),
        .attribute("is_partial", of: Verdict.self, "whether it was stopped before all seeds were run") {
            .bool($0.isPartial)
        },
        .attribute("predicted", of: Verdict.self, "the side that was held to be likeliest; None without a prediction") {
            ($0.forecast?.favourite.side.rawValue).asValue
        },
        .attribute("brier", of: Verdict.self, "the Brier score of the prediction: 0 is perfect, 0.75 says nothing") {
            $0.brier.asValue
        },
        .attribute(
            "verdict", of: SessionsVerdict.self, "the verdict of all sessions, or \"depends on the session's seed\""
        ) {
            .text($0.verdict)
        },
        .attribute("shares", of: SessionsVerdict.self, "how many sessions came to each verdict") { verdict in
            .dict(.init(verdict.shares.map { (.text($0.word.rawValue), .int($0.count)) }))
        },
        .attribute(
            "opposed", of: SessionsVerdict.self,
            "conditions that support the claim in one session and refute it in another; \"\" where there is only one"
        ) { $0.opposed.asValue },
        .attribute("seeds", of: SessionsVerdict.self, "the seeds of the sessions") { verdict in
            .list(verdict.hearings.map { .int(Int(clamping: $0.seed)) })
        },
        .attribute("verdicts", of: SessionsVerdict.self, "the verdict of each session") { verdict in
            .list(verdict.hearings.map { .thing($0.verdict) })
        },
        .attribute("seconds", "seconds of computing", \SessionsVerdict.seconds),
        .attribute("is_partial", "whether it was stopped before all sessions were heard", \SessionsVerdict.isPartial),
        .attribute("probabilities", of: ClaimForecast.self, "the probability of each side") { forecast in
            .dict(
                .init(
                    ClaimForecast.Side.allCases.map {
                        (.text($0.rawValue), .number(forecast.probabilities[$0] ?? 0))
                    }))
        },
        .method(
            "brier", of: ClaimForecast.self, "what it is worth when that comes",
            [Parameter("side", .choice(ClaimForecast.Side.allCases.map(\.rawValue)), "what came")]
        ) { forecast, args, _ in
            .number(try ClaimForecast.Side(rawValue: args.text("side")).map(forecast.brier) ?? .nan)
        },
        .attribute("quotes", of: ClaimsBoard.self, "the documents' words") { $0.claims.map(\.quote).asValue },
        .attribute("score", of: ClaimsBoard.self, "the mean Brier score of the predictions; None without any") {
            $0.score.asValue
        },
        .attribute("ids", of: ClaimsBoard.self, "the claims' ids") { $0.claims.map(\.id).asValue },
        .attribute("by_session", of: ClaimsBoard.self, "those that were heard under several session seeds") {
            .list($0.repeated.map { .thing($0) })
        },
        .attribute("verdicts", of: ClaimsBoard.self, "what this session has run of them") {
            .list($0.run.map { .thing($0) })
        },
    ]
}
