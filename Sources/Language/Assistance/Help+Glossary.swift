internal import Answers

/// Terms of the field, and answers to plain questions.
extension Help {
    /// A term: its sentence, formula, the line to try, and where to go from there.
    public func term(_ term: Term) -> Page {
        var blocks = [title(term), statement(of: term), "Try\n" + code([term.example])]
        var rows: [(term: String, meaning: String)] = []
        if !term.words.isEmpty { rows.append(("Words", term.words.joined(separator: ", "))) }
        if !term.related.isEmpty { rows.append(("Related", term.related.joined(separator: ", "))) }
        if let lesson = term.lesson { rows.append(("Lesson", ":start \(lesson)")) }
        if !rows.isEmpty { blocks.append(TextTable.definitions(rows, indent: 0, width: width)) }
        return Page(title: "help(\"\(term.name)\")", text: blocks.joined(separator: "\n\n"))
    }

    private func title(_ term: Term) -> String {
        // A spelling that differs by a hyphen says nothing new.
        let others = term.aliases.filter { FoldedName.key($0) != FoldedName.key(term.name) }
        return TextTable.wrap(
            others.isEmpty ? term.name : "\(term.name) (also \(others.joined(separator: ", ")))", width
        ).joined(separator: "\n  ")
    }

    /// The sentence, and the formula below it.
    func statement(of term: Term) -> String {
        var lines = TextTable.wrap(term.sentence, width - 2).map { "  " + $0 }
        if !term.formula.isEmpty { lines += [""] + TextTable.wrap(term.formula, width - 4).map { "    " + $0 } }
        return lines.joined(separator: "\n")
    }

    /// The terms by chapter, by name only.
    public func glossary() -> Page {
        let rows = registry.glossary.chapters.map { chapter in
            (term: chapter.name, meaning: chapter.terms.map(\.name).joined(separator: ", "))
        }
        let text = """
            Terms of the field: help("learning rate") explains one, with a line to try.

            \(TextTable.definitions(rows, width: width))
            """
        return Page(title: "glossary()", text: text)
    }

    /// The terms of one chapter, each with its sentence.
    public func glossary(_ chapter: GlossaryChapter) -> Page {
        let rows = chapter.terms.map { (term: $0.name, meaning: $0.sentence) }
        return Page(
            title: "glossary(\"\(chapter.name)\")",
            text: chapter.name + "\n" + TextTable.definitions(rows, width: width))
    }

    /// Whatever `help` was asked about.
    public func topic(_ topic: Topic) -> Page {
        switch topic {
        case .word(let word): self.word(word)
        case .term(let term): self.term(term)
        case .family(let family): words(family: family)
        case .kind(let kind): explained(self.kind(kind), as: kind)
        case .members(let topic): members(topic)
        }
    }

    /// What a kind of value has, after what the field means by the name: `optimizer`, `study`.
    private func explained(_ page: Page, as name: String) -> Page {
        guard let term = registry.glossary.term(name) else { return page }
        return Page(title: page.title, text: self.term(term).text + "\n\n" + page.text)
    }

    /// The answer to a plain question; nil where it asks for the first page, which is the conversation's own.
    public func answer(to reading: PlainSpeech.Reading) -> Page? {
        switch reading {
        case .beginning: nil
        case .topics(let topics):
            topics.count == 1
                ? topic(topics[0])
                : Page(title: "help", text: topics.map(inShort).joined(separator: "\n\n"))
        case .recipe(let recipe): self.recipe(recipe)
        case .line(let line): Page(title: "help", text: "Typed by itself, this line is answered:\n" + code([line]))
        case .unknown(let name): unknown(name)
        }
    }

    /// One of several topics: a word by its line and first example only.
    private func inShort(_ topic: Topic) -> String {
        switch topic {
        case .word(let word):
            ([head(word.name, word.summary)] + word.examples.prefix(1).map { "Try\n" + code([$0]) })
                .joined(separator: "\n\n")
        case .term(let term):
            [title(term), statement(of: term), "Try\n" + code([term.example])].joined(separator: "\n\n")
        default: self.topic(topic).text
        }
    }

    private func recipe(_ recipe: Recipe) -> Page {
        var blocks = [TextTable.wrap(recipe.sentence, width).joined(separator: "\n")]
        if !recipe.lines.isEmpty {
            blocks.append(
                TextTable.definitions(recipe.lines.map { (term: $0.code, meaning: $0.meaning) }, width: width))
        }
        if !recipe.words.isEmpty {
            let calls = recipe.words.map { "help(\($0))" }
            blocks.append("More: \(calls.joined(separator: ", ")).")
        }
        return Page(title: "help", text: blocks.joined(separator: "\n\n"))
    }

    private func unknown(_ name: String) -> Page {
        let near = registry.topics(near: name)
        let isSentence = name.split(separator: " ").count > 3
        let problem =
            isSentence ? "No word and no term is recognised in this." : "\"\(name)\" is no word and no term here."
        let advice =
            near.isEmpty
            ? "words() lists the words, glossary() the terms; help shows how to begin."
            : "Near it: " + near.map { "help(\"\($0)\")" }.joined(separator: ", ") + "."
        return Page(title: "help", text: TextTable.wrap(problem + " " + advice, width).joined(separator: "\n"))
    }
}
