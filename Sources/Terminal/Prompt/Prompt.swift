public import Conversation
public import Figures
import Glibc
import Language
import Answers

/// The conversation on a terminal: a line is read, answered, and the next one asked for.
public final class Prompt {
    private let conversation: Conversation
    private let reader: any LineReader
    private let progress: ProgressBar
    private let screen: () -> Screen
    private let place: (Screen) -> Capabilities
    private let face: (Screen) -> TextFace

    /// - Parameters:
    ///   - reader: nil to read with the line editor, or plainly where the terminal allows no editing.
    ///   - screen: the window as it is now; it may change its size between two lines.
    ///   - place: what pictures can be on it.
    ///   - face: how replies look on it.
    public init(
        _ conversation: Conversation, progress: ProgressBar, history: HistoryFile?, reader: (any LineReader)? = nil,
        screen: @escaping () -> Screen = { .ofStandardOutput() }, place: @escaping (Screen) -> Capabilities,
        face: @escaping (Screen) -> TextFace
    ) {
        self.conversation = conversation
        self.progress = progress
        self.screen = screen
        self.place = place
        self.face = face
        let now = screen()
        let isComplete: (String) -> Bool = { !conversation.needsMore($0) }
        let complete: (String, Int) -> CompletionAnswer = { text, cursor in
            let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
            let size = screen()
            return CompletionAnswer(
                conversation.completions(text, cursor: cursor), before: before, columns: size.columns, rows: size.rows)
        }
        let editor =
            now.canMoveCursor && isatty(STDIN_FILENO) == 1
            ? LineEditor(
                isColoured: now.isColoured, history: history, isComplete: isComplete, complete: complete) : nil
        self.reader = reader ?? editor ?? PlainReader(isComplete: isComplete)
    }

    /// Talks until the person leaves.
    ///
    /// - Parameter opening: shown after the welcome, e.g. the first page of a lesson.
    public func run(welcome: [String], opening: Reply = .nothing) {
        let width = screen().columns
        for line in welcome { Console.line(TextTable.wrap(line, width - 1).joined(separator: "\n  ")) }
        show({ opening }, followsALine: false)
        while true {
            // A Ctrl-C was meant for what ran until now.
            conversation.interpreter.session.work.reset()
            switch reader.read(prompt: conversation.prompt, preset: conversation.preset()) {
            case .interrupted: continue
            case .end:
                Console.line("")
                return sayFarewell()
            case .text(let text):
                if !text.allSatisfy(\.isWhitespace) { reader.remember(text) }
                if answer(text) { return sayFarewell() }
            }
        }
    }

    /// To a person; what a script leaves open it begins anew.
    private func sayFarewell() {
        guard canPage, let farewell = conversation.farewell else { return }
        Console.line(TextTable.wrap(farewell, screen().columns - 1).joined(separator: "\n"))
    }

    /// Whether the conversation ends. Lines pasted with their prompts are answered one by one, up to the first that fails.
    private func answer(_ text: String) -> Bool {
        let inputs = conversation.inputs(in: text)
        for input in inputs {
            if inputs.count > 1 { Console.line(set: face(screen()).painted("> " + input, .faint)) }
            let reply = show { conversation.answer(input) }
            if reply.leaves || reply.failure?.exit != nil { return true }
            if reply.failure != nil || reply.wasInterrupted { return false }
        }
        return false
    }

    /// Whether somebody can say when to go on.
    private var canPage: Bool { screen().canMoveCursor && isatty(STDIN_FILENO) == 1 }

    /// Shows a reply; while it is made and drawn, its progress can be watched.
    @discardableResult
    private func show(_ make: () -> Reply, followsALine: Bool = true) -> Reply {
        conversation.width = screen().columns
        progress.begin()
        let reply = make()
        if canPage, let animation = reply.animation {
            progress.silent { Reel { [place, screen] in place(screen()) }.show(animation) }
            conversation.interpreter.session.work.withdraw(.person)
        }
        let face = face(screen())
        let answer = face.text(of: reply.answer, followsALine: followsALine)
        progress.finish()
        // The terminal has written ^C where the answer begins.
        if reply.wasInterrupted, screen().canMoveCursor { Console.send("\r\u{1B}[K") }
        if reply.isPage, canPage {
            Pager(columns: screen().columns, rows: screen().rows, send: { Console.send($0) }).show(answer)
        } else if !answer.isEmpty || reply.hasText {
            Console.line(set: answer)
        }
        for line in reply.notes.flatMap({ TextTable.wrap($0, screen().columns - 1) }) {
            Console.line(set: face.painted(line, .faint))
        }
        if let exit = reply.failure?.exit {
            if let said = exit.said { Console.message(said) }
        } else if let failure = reply.failure {
            Console.message(set: face.text(of: failure))
        }
        if reply.wasInterrupted {
            let kept = answer.isEmpty ? "" : "; _ is what was reached, and a = _ keeps it"
            Console.line(set: face.painted("stopped" + kept, .faint))
        }
        return reply
    }
}
