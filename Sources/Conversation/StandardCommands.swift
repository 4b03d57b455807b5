import Files
import Language
import Answers

/// The commands every conversation has: `:help`, `:save`, `:quit`.
final class StandardCommands: SessionCommands {
    private unowned let conversation: Conversation

    init(_ conversation: Conversation) { self.conversation = conversation }

    let commands = [
        SessionCommand("help", argument: "[WORD]", "what can be typed here; with a word, what it means"),
        SessionCommand("save", argument: "FILE.md", "keep this session as a notebook with its results"),
        SessionCommand("quit", "leave (Ctrl-D does, too)"),
    ]

    func perform(_ command: String, _ argument: String) -> Reply {
        switch command {
        case "help": argument.isEmpty ? help : conversation.interpreter.evaluate("help(\(argument))")
        case "save": save(argument)
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

    private func save(_ path: String) -> Reply {
        guard !path.isEmpty else { return .failed(Mistake(":save needs a file name", try: ":save mine.md")) }
        let transcript = conversation.transcript
        guard !transcript.isEmpty else { return .failed(Mistake("there is nothing to save yet")) }
        let path = path.hasSuffix(".md") ? path : path + ".md"
        let title = String(Folder.split(path).name.dropLast(3))
        do {
            try FileDraft.write(Array(transcript.markdown(title: title).utf8), to: path, mayReplace: false)
            return .text("saved \(path)")
        } catch {
            return .failed(error)
        }
    }
}
