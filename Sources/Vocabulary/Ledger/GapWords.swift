import Answers
import Claims
import Language
import Ledger
import Parallel

/// What the documents leave open, say of themselves, or offer to explain.
enum GapWords {
    static let words: [Word] = [
        Word(
            "gap_page", family: "documents",
            summary: "two empty headings of D2: what to look for there, with one search timed here",
            details: """
                D2 has the headings "Libraries and Frameworks" and "Hardware and Cloud Services" and says nothing below them. The page lists
                what a reader should ask, each with a line that shows it here, and times the same eight small trainings on one core and
                on all: a stand-in, at home, for more hardware.
                """,
            returns: GapPage.kind, examples: ["gap_page()"], seeAlso: ["ledger", "tune"],
            meaning: .call { args, context in
                let count = 8
                let registry = context.registry
                let cores = Crew.cores
                func seconds(_ crew: Crew) -> Double {
                    let start = ContinuousClock.now
                    _ = crew.map(count, work: context.work) {
                        $0
                    } ended: { (_, _: Bool) in
                    } _: { own, number in
                        let session = Session(registry: registry, work: own)
                        let ended = try? session.evaluate(
                            "minimize(rosenbrock, Adam(0.001), start=(-1.5, 2), steps=100000, seed=\(number)).loss")
                        return ended?.wasInterrupted == false ? true : nil
                    }
                    let (whole, rest) = (ContinuousClock.now - start).components
                    return Double(whole) + Double(rest) * 1e-18
                }
                let (one, all) = (seconds(Crew(threads: 1)), seconds(cores))
                // Trainings that were stopped tell nothing of how long they take.
                guard !context.work.isCancelled else { throw Stopped() }
                return .thing(GapPage(one: one, all: all, trainings: count, cores: cores.threads))
            }),
        Word(
            "content_length", family: "documents", summary: "what a document says of its own length, counted",
            details: """
                D0 ends with a line about itself: 6305 characters. Without an argument the lengths of its lines are summed, as they were
                counted once; with a text in its form, yours is.
                """,
            parameters: [
                Parameter("text", .optional(.text), "a text with such a line, its analysis between two headings")
            ],
            returns: ContentLength.kind, examples: ["content_length()"], seeAlso: ["claims", "ledger"],
            meaning: .call { args, _ in
                guard let text = args["text"].asText else { return .thing(ContentLength.d0) }
                return .thing(try ContentLength(of: text))
            }),
        Word(
            "explain_term", family: "documents",
            summary: "a core term of the field as an equation, an analogy or an example",
            details: """
                D1 offers to explain with equations, or with a real-world analogy. The equation and the example (a line to type) are those of
                the glossary, `help("momentum")`; analogies there are for \(Phrase.list(Analogies.all.map(\.term))). Each says where it
                limps.
                """,
            parameters: [
                Parameter("term", .text, "a term such as \"momentum\""),
                Parameter("way", aliases: ["as"], .choice(["equation", "analogy", "example"]), "analogy", "how"),
            ],
            returns: "text",
            examples: ["explain_term(\"momentum\", \"analogy\")", "explain_term(\"momentum\", \"equation\")"],
            seeAlso: ["help", "glossary"],
            meaning: .call { args, context in
                let name = try args.text("term")
                guard let term = GlossaryWords.glossary.term(name) else {
                    throw args.mistake(
                        "term", "the glossary has no term \(args["term"].brief)", expected: "one that glossary() lists",
                        try: "explain_term(\"momentum\")")
                }
                switch try args.text("way") {
                case "equation" where !term.formula.isEmpty: return .text(term.formula)
                case "example": return .text(term.example)
                case "analogy":
                    if let found = Analogies.all.first(where: { $0.term == term.name }) { return .text(found.words) }
                default: break
                }
                throw args.mistake(
                    "way", "there is no \(try args.text("way")) for \(term.name)",
                    expected: "an example, or another term: \(Phrase.alternatives(Analogies.all.map(\.term)))",
                    try: "explain_term(\"\(term.name)\", \"example\")")
            }),
    ]

    static let members: [Member] = [
        .attribute("one", "seconds on one core", \GapPage.one),
        .attribute("all", "seconds on all cores", \GapPage.all),
        .attribute("gain", "how many times faster all cores are", \GapPage.gain),
        .attribute("questions", of: GapPage.self, "what to ask under both headings") { $0.questions.asValue },
        .attribute("total", "characters that were counted", \ContentLength.total),
        .attribute("claimed", "characters that the document claims", \ContentLength.claimed),
        .attribute("is_true", of: ContentLength.self, "whether they agree") { .bool($0.isTrue) },
        .attribute("lines", of: ContentLength.self, "characters of each line") { .list($0.lines.map { .int($0) }) },
    ]
}
