import Language
import Answers

/// The terms of the field as a word; `help("term")` explains one.
enum GlossaryWords {
    static let glossary = Glossary([
        LandscapeTerms.chapter, DescentTerms.chapter, SolverTerms.chapter, NetworkTerms.chapter,
        TrainingTerms.chapter, MeasureTerms.chapter, TuningTerms.chapter, GenerativeTerms.chapter,
        GalleryTerms.chapter,
    ])

    static let words: [Word] = [
        Word(
            "glossary", family: "session", summary: "the terms of the field, by chapter",
            details: "help(\"learning rate\") explains one of them, with a line to try.",
            parameters: [
                Parameter(
                    "chapter", .choice(glossary.chapters.map(\.name)), .otherwise("all, by name only"),
                    "only this one, each term with its sentence")
            ], returns: "page", examples: ["glossary()", "glossary(\"tuning\")"], seeAlso: ["help", "words"],
            meaning: .call { arguments, context in
                let help = Help(context.registry, width: context.session.width)
                guard arguments.isGiven("chapter") else { return .thing(help.glossary()) }
                let name = try arguments.text("chapter")
                guard let chapter = context.registry.glossary.chapters.first(where: { $0.name == name }) else {
                    return .none
                }
                return .thing(help.glossary(chapter))
            })
    ]
}
