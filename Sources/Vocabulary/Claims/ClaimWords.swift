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

                The session's seed draws the data and the starts. `sessions=10` hears the experiment under that seed and the nine that
                follow, and says the verdict that they have in common, or that it depends on the session's seed, with the shares. The
                first of them is the verdict of `claim(…)` alone, and the one that scores a prediction.
                """,
            parameters: [
                Parameter("id", .text, "document and number, as claims(\"D4\") lists them"),
                Parameter(
                    "n", aliases: ["seeds"], .optional(.int(.init(2, 999))),
                    "seeds instead of the experiment's own number; what is exact is run once"),
                sessions, seed,
            ],
            returns: Verdict.kind,
            examples: ["claim(\"D4.36\")", "claim(\"D2.20\", sessions=4)"], seeAlso: related,
            meaning: .call { args, context in
                let court = try standard()
                let claim = try claim(args.text("id"), in: court, args)
                let hearing = ClaimHearing(
                    court, context.registry, seed: try args.seed(context), count: args["n"].asInt)
                if let sessions = args["sessions"].asInt, claim.experiment != nil {
                    let verdict = hearing.verdicts([claim], sessions: sessions, work: context.work).first
                    return verdict.map { .thing(context.claimDesk.keep($0)) } ?? .none
                }
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
                whose experiments take longer than about two seconds each; Ctrl-C keeps what was found by then. With `sessions=10` each is
                heard under ten session seeds, and the board names those whose verdict depends on the seed, with the shares.
                """,
            parameters: [
                Parameter("about", .optional(.text), "a document, \"D0\" to \"D4\", or a text such as \"momentum\""),
                Parameter("run", .oneOf([.bool, .choice(["quick"])]), false, "test them all"),
                Parameter(
                    "draw", .optional(.int(.init(1, 100))), "how many to draw at random, by the seed",
                    isKeywordOnly: true),
                sessions, seed,
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
                let isRun = try isQuick || args.bool("run")
                let sessions = args["sessions"].asInt
                guard isRun || sessions == nil else {
                    throw args.mistake(
                        "sessions", "sessions= says under how many seeds claims are tested, and nothing is tested here",
                        expected: "run=True or run=\"quick\" beside it",
                        try: "claims(\"D4\", run=\"quick\", sessions=10)")
                }
                if isRun {
                    let hearing = ClaimHearing(
                        court, context.registry, seed: try args.seed(context))
                    let tested = isQuick ? chosen.filter { $0.experiment?.isSlow == false } : chosen
                    if let sessions {
                        let all = hearing.verdicts(tested, sessions: sessions, work: context.work)
                        for verdict in all where verdict.hearings[0].verdict.hasRun { desk.keep(verdict) }
                    } else {
                        for verdict in hearing.verdicts(tested, work: context.work) where verdict.hasRun {
                            desk.keep(verdict)
                        }
                    }
                }
                return .thing(
                    ClaimsBoard(
                        subject, chosen, of: court, desk.verdicts, bySession: desk.bySession, forecasts: desk.forecasts,
                        settled: desk.settled, call: call))
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

    private static let sessions = Parameter(
        "sessions", .optional(.int(.init(1, 100))),
        "under how many session seeds, from seed= on; what is exact is run once", isKeywordOnly: true)

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
