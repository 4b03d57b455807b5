import Answers
import Claims
import Language

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
            returns: Verdict.kind, examples: ["claim(\"D4.36\")"], seeAlso: ["claims", "audit"],
            meaning: .call { args, context in
                let court = try standard()
                let claim = try claim(args.text("id"), in: court, args)
                let hearing = ClaimHearing(
                    court, context.registry, seed: try args.seed(context), count: args["n"].asInt)
                guard let verdict = hearing.verdicts([claim], work: context.work).first else { return .none }
                context.claimDesk.keep(verdict)
                return .thing(verdict)
            }),
        Word(
            "claims", family: "documents",
            summary: "what the documents claim, and what this session has found out about it",
            details: """
                Without an argument a line for each document, with one the claims of that document, or those with that text in their
                words. `run=True` tests all of them; Ctrl-C keeps what was found by then.
                """,
            parameters: [
                Parameter("about", .optional(.text), "a document, \"D0\" to \"D4\", or a text such as \"momentum\""),
                Parameter("run", .bool, false, "test them all"), seed,
            ],
            returns: ClaimsBoard.kind, examples: ["claims()", "claims(\"D4\")", "claims(\"momentum\")"],
            seeAlso: ["claim", "audit"],
            meaning: .call { args, context in
                let court = try standard()
                let subject = args["about"].asText ?? ""
                let chosen = subject.isEmpty ? court.claims : court.claims(about: subject)
                guard !chosen.isEmpty else {
                    throw args.mistake(
                        "about", "no claim of the documents speaks of \(args["about"].brief)",
                        expected: "\(Phrase.alternatives(court.files.map(\.id))), or a text in the claims' words",
                        try: "claims(\"learning rate\")")
                }
                let desk = context.claimDesk
                if try args.bool("run") {
                    let hearing = ClaimHearing(court, context.registry, seed: try args.seed(context))
                    let verdicts = hearing.verdicts(chosen, work: context.work)
                    for verdict in verdicts where !verdict.conditions.isEmpty || verdict.fault != nil {
                        desk.keep(verdict)
                    }
                }
                return .thing(ClaimsBoard(subject, chosen, of: court, desk.verdicts))
            }),
    ]

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
        let near = Suggestions.nearest(id, among: court.claims.map(\.id))
        let about = court.claims(about: id).prefix(3).map(\.id)
        throw args.mistake(
            "id", "there is no claim \(args["id"].brief)",
            expected: near.isEmpty && about.isEmpty
                ? "an id such as \"D4.36\"; claims() lists the documents"
                : Phrase.alternatives(near.isEmpty ? about : near),
            try: "claim(\"\((near + about).first ?? "D4.36")\")")
    }
}

/// What one session has found out about claims.
final class ClaimDesk {
    private(set) var verdicts: [String: Verdict] = [:]

    /// The newest verdict on a claim counts.
    func keep(_ verdict: Verdict) {
        if verdict.claim.experiment != nil { verdicts[verdict.claim.id] = verdict }
    }
}

extension Context {
    /// What this session has found out about claims.
    fileprivate var claimDesk: ClaimDesk { session.kept(ClaimDesk.self) { ClaimDesk() } }
}
