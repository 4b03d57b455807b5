import Files
import Language
import Answers

/// The commands every conversation has: `:help`, `:save`, `:budget`, `:quit`.
final class StandardCommands: SessionCommands {
    private unowned let conversation: Conversation

    init(_ conversation: Conversation) { self.conversation = conversation }

    let commands = [
        SessionCommand("help", argument: "[WORD]", "what can be typed here; with a word, what it means"),
        SessionCommand("save", argument: "FILE.md", "keep this session as a notebook with its results"),
        SessionCommand("budget", argument: "[quick|full]", "how much work lessons make: a first look, or all of it"),
        SessionCommand("quit", "leave (Ctrl-D does, too)"),
    ]

    func perform(_ command: String, _ argument: String) -> Reply {
        switch command {
        case "help": argument.isEmpty ? help : conversation.page(about: argument)
        case "save": save(argument)
        case "budget": budget(argument)
        default: Reply(leaves: true)
        }
    }

    private var help: Reply {
        let registry = conversation.interpreter.session.registry
        return Reply([
            .definitions(
                Definitions(
                    "Type an expression and press Enter", registry.firstLines.map { .init($0.code, $0.meaning) })),
            .definitions(conversation.table.definitions),
            .definitions(
                Definitions(
                    "Keys",
                    [
                        .init("Tab", "completes and explains"),
                        .init("Up, Ctrl-R", "bring back earlier lines"),
                        .init("Ctrl-C", "stops a computation and keeps what it reached"),
                        .init("Ctrl-D", "leaves"),
                        .init("Enter", "after an open bracket or a colon: continues on the next line"),
                        .init("Shift-Tab", "in a block: back one level, as Backspace at its beginning"),
                    ])),
            .definitions(
                Definitions(
                    "Words, by family",
                    Help.families(of: registry).map { .init($0.term, $0.meaning) })),
        ])
    }

    func candidates(_ command: String, _ argument: String) -> [Completions.Candidate] {
        guard command == "budget" else { return [] }
        return Budget.allCases.map { Completions.Candidate($0.rawValue, .choice, $0.meaning) }
    }

    private func budget(_ argument: String) -> Reply {
        let session = conversation.interpreter.session
        guard !argument.isEmpty else {
            return .text("The budget is \(session.budget.rawValue): \(session.budget.meaning).")
        }
        guard let budget = Budget(rawValue: argument) else {
            return .failed(
                Mistake("there is no budget \(argument)", expected: "quick or full", try: ":budget full"))
        }
        session.budget = budget
        return .text("The budget is \(budget.rawValue) now: \(budget.meaning). What ran before stays as it is.")
    }

    private func save(_ path: String) -> Reply {
        guard !path.isEmpty else { return .failed(Mistake(":save needs a file name", try: ":save mine.md")) }
        let transcript = conversation.transcript
        guard !transcript.isEmpty else { return .failed(Mistake("there is nothing to save yet")) }
        let path = path.hasSuffix(".md") ? path : path + ".md"
        let title = String(Folder.split(path).name.dropLast(3))
        do {
            // Said before pictures are drawn, that the name is taken.
            _ = try FileDraft(path, mayReplace: false)
            var (drawn, problem): (Int, String?) = (0, nil)
            let text = transcript.markdown(title: title) { value in
                guard let draw = conversation.draw, problem == nil else { return nil }
                let name = "\(title)_files/figure-\(drawn + 1).svg"
                let file = Folder.split(path).folder + "/" + name
                Folder.make(above: file)
                do {
                    guard try draw(value, file) else { return nil }
                    drawn += 1
                    return name.contains(" ") ? "<\(name)>" : name
                } catch {
                    problem = (error as? Mistake)?.problem ?? "\(error)"
                    return nil
                }
            }
            try FileDraft.write(Array(text.utf8), to: path, mayReplace: false)
            let pictures = drawn > 0 ? ", \(Phrase.count(drawn, "picture")) in \(title)_files" : ""
            var reply = Reply.text("saved \(path)\(pictures)")
            if let problem { reply.parts.append(.note("The pictures stand there in words only: \(problem)")) }
            return reply
        } catch {
            return .failed(error)
        }
    }
}
