import Answers
import Claims
import Language
import Words

/// What the documents claim, put to the test.
enum ClaimWords {
    static let words: [Word] = [
        Word(
            "claim", family: "documents", summary: "tests a sentence of the documents by its experiment",
            details: """
                The verdict is computed from runs made now: supported or refuted where the whole 95 % interval lies on one side of a
                line that was fixed before; undecided, where the interval crosses the line. Of several conditions that come out
                differently: depends on, where some support the claim and others refute it; supported in part (refuted in part), where
                the others are undecided. `claim(…).source` is the experiment, which runs as it stands.
                """,
            parameters: [
                Parameter("id", .text, "document and number, as claims(\"D4\") lists them"),
                Parameter(
                    "n", aliases: ["seeds"], .optional(.int(.init(2, 999))),
                    "seeds instead of the experiment's own number; what is exact is run once"),
                seed,
            ],
            returns: Verdict.kind, examples: ["claim(\"D4.36\")"], seeAlso: related,
            meaning: .call { args, context in
                let court = try standard()
                let claim = try claim(args.text("id"), in: court, args)
                let hearing = ClaimHearing(
                    court, context.registry, seed: try args.seed(context), count: args["n"].asInt)
                guard let verdict = hearing.verdicts([claim], work: context.work).first else { return .none }
                return .thing(context.claimDesk.keep(verdict))
            }),
        Word(
            "predict_claim", family: "documents",
            summary: "says how sure you are of a verdict before it comes, to be scored by it",
            details: """
                A claim comes out as \(Phrase.list(ClaimForecast.Side.allCases.map { "`\"\($0.rawValue)\"`" }, "or")); a verdict in part
                counts for its side. Sides that are not named share what is left. `claim(…)` then brings the verdict and the Brier score:
                Σ(p − o)² over the four, where o is 1 for what came. 0 is perfect, 0.75 is a quarter for each, 2 is being sure of what does
                not come. `claims()` has the mean; at the prompt `:guesses` counts these predictions, too.
                """,
            parameters: [
                Parameter("id", .text, "document and number, as claims(\"D4\") lists them"),
                Parameter(
                    "prediction", .oneOf([.choice(ClaimForecast.Side.allCases.map(\.rawValue)), .dict]),
                    "what will come, or a dict of probabilities: {\"refuted\": 0.6, \"depends on\": 0.3}"),
                Parameter("sure", .number(.share), 0.7, "its probability, where one side is named"),
            ],
            returns: ClaimForecast.kind,
            examples: [
                "predict_claim(\"D4.36\", \"refuted\", sure=0.8)",
                "predict_claim(\"D2.11\", {\"refuted\": 0.6, \"depends on\": 0.3})",
            ],
            seeAlso: related,
            meaning: .call { args, context in
                let claim = try claim(args.text("id"), in: try standard(), args)
                let desk = context.claimDesk
                let forecast = try ClaimForecast(claim, stated(args))
                if let verdict = desk.verdicts[claim.id], !verdict.isPartial {
                    context.note(
                        "the verdict on \(claim.id) is known in this session: \(verdict.word.rawValue); this prediction is not counted"
                    )
                } else {
                    desk.expect(forecast)
                }
                return .thing(forecast)
            }),
        Word(
            "claims", family: "documents",
            summary: "what the documents claim, and what this session has found out about it",
            details: """
                Without an argument a line for each document, with one the claims of that document, or those with that text in their
                words. `draw=10` draws ten claims that have experiments of their own. `run=True` tests all of them, `run="quick"` leaves out those
                whose experiments take longer than about two seconds each; Ctrl-C keeps what was found by then.
                """,
            parameters: [
                Parameter("about", .optional(.text), "a document, \"D0\" to \"D4\", or a text such as \"momentum\""),
                Parameter("run", .oneOf([.bool, .choice(["quick"])]), false, "test them all"),
                Parameter(
                    "draw", .optional(.int(.init(1, 100))), "how many to draw at random, by the seed",
                    isKeywordOnly: true),
                seed,
            ],
            returns: ClaimsBoard.kind,
            examples: ["claims()", "claims(\"D4\")", "claims(\"momentum\")", "claims(draw=10, seed=1)"],
            seeAlso: related,
            meaning: .call { args, context in
                let court = try standard()
                let subject = args["about"].asText ?? ""
                var chosen = subject.isEmpty ? court.claims : court.claims(about: subject)
                guard !chosen.isEmpty else {
                    throw args.mistake(
                        "about", "no claim of the documents speaks of \(args["about"].brief)",
                        expected: "\(Phrase.alternatives(court.files.map(\.id))), or a text in the claims' words",
                        try: "claims(\"learning rate\")")
                }
                var call: String?
                if let count = args["draw"].asInt {
                    chosen = Court.draw(count, of: chosen, seed: try args.seed(context))
                    call =
                        "claims(\(subject.isEmpty ? "" : "\"\(subject)\", ")draw=\(count)"
                        + (args.isGiven("seed") ? ", seed=\(args["seed"].brief)" : "")
                }
                let desk = context.claimDesk
                let isQuick = args["run"].asText == "quick"
                if try isQuick || args.bool("run") {
                    let hearing = ClaimHearing(
                        court, context.registry, seed: try args.seed(context))
                    let tested = isQuick ? chosen.filter { $0.experiment?.isSlow == false } : chosen
                    let verdicts = hearing.verdicts(tested, work: context.work)
                    for verdict in verdicts where !verdict.conditions.isEmpty || verdict.fault != nil {
                        desk.keep(verdict)
                    }
                }
                return .thing(
                    ClaimsBoard(
                        subject, chosen, of: court, desk.verdicts, forecasts: desk.forecasts, settled: desk.settled,
                        call: call))
            }),
    ]

    /// What was predicted: one side with its probability, or a dict of them.
    private static func stated(_ args: Arguments) throws -> [ClaimForecast.Side: Double] {
        if let side = args["prediction"].asText.flatMap(ClaimForecast.Side.init) {
            return [side: try args.number("sure")]
        }
        guard case .dict(let shares) = args["prediction"] else { return [:] }
        if args.isGiven("sure") {
            throw args.mistake(
                "sure", "sure= goes with one side, and these are probabilities of several",
                expected: "sure= beside a side, or the probabilities alone", try: "\"refuted\", sure=0.8")
        }
        var stated: [ClaimForecast.Side: Double] = [:]
        for (name, share) in shares.entries {
            guard let side = name.asText.flatMap(ClaimForecast.Side.init), let number = share.asNumber else {
                throw args.mistake(
                    "prediction", "\(name.brief): \(share.brief) is no side with its probability",
                    expected: Phrase.alternatives(ClaimForecast.Side.allCases.map { "\"\($0.rawValue)\"" }),
                    try: "predict_claim(\"D2.11\", {\"refuted\": 0.6, \"depends on\": 0.3})")
            }
            stated[side] = number
        }
        return stated
    }

    private static let related = ["claim", "claims", "predict_claim", "audit", "ledger"]

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
        .attribute("verdicts", of: ClaimsBoard.self, "what this session has run of them") {
            .list($0.run.map { .thing($0) })
        },
    ]

    private static let seed = Parameter(
        "seed", .int(.atLeast(0)), .otherwise("the session's"), "another seed draws other data and other starts",
        isKeywordOnly: true)

    /// - Throws: a `Mistake` where a file of the program's own cannot be read.
    private static func standard() throws(Mistake) -> Court {
        if let fault = Court.standard.faults.first { throw fault }
        return Court.standard
    }

    private static func claim(_ id: String, in court: Court, _ args: Arguments) throws -> Claim {
        if let claim = court.claim(id) { return claim }
        let near = court.nearest(id)
        let about = court.claims(about: id).prefix(3).map(\.id)
        throw args.mistake(
            "id", "there is no claim \(args["id"].brief)",
            expected: near.isEmpty && about.isEmpty
                ? "a document from \(court.files.first?.id ?? "") to \(court.files.last?.id ?? "") and a number, as in \"D4.36\""
                : Phrase.alternatives(near.isEmpty ? about : near),
            try: "claim(\"\((near + about).first ?? "D4.36")\")")
    }
}
