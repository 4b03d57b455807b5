import Glibc

/// The conversation on a terminal: a line is read, answered, and the next one asked for.
public final class Prompt {
    private let interpreter: any Interpreter
    private let families: [any SessionCommands]
    private let style: Style
    private let reader: any LineReader
    private let progress: ProgressBar
    private let window: () -> Window
    private var transcript = Transcript()
    private var table: CommandTable { CommandTable(families: families + [standard]) }
    private lazy var standard = StandardCommands(
        help: { [unowned self] word in help(word) }, transcript: { [unowned self] in transcript })

    /// - Parameters:
    ///   - families: commands beyond `:help`, `:save` and `:quit`.
    ///   - reader: nil to read with the line editor, or plainly where the terminal allows no editing.
    public init(
        _ interpreter: any Interpreter, commands families: [any SessionCommands], progress: ProgressBar,
        history: HistoryFile?, reader: (any LineReader)? = nil,
        window: @escaping () -> Window = { .ofStandardOutput() }
    ) {
        self.interpreter = interpreter
        self.families = families
        self.progress = progress
        self.window = window
        let now = window()
        let style = Style(now)
        self.style = style
        let isComplete: (String) -> Bool = { text in
            CommandTable.split(text) != nil || !interpreter.needsMore(text)
        }
        // The standard commands' names do not depend on this prompt, so completion needs no reference to it.
        let names = CommandTable(
            families: families + [StandardCommands(help: { _ in .nothing }, transcript: { Transcript() })])
        let complete: (String, Int) -> CompletionAnswer = { text, cursor in
            let completion = names.completion(text, cursor: cursor) ?? interpreter.completion(text, cursor: cursor)
            let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
            let size = window()
            return CompletionAnswer(completion, before: before, columns: size.columns, rows: size.rows)
        }
        let editor =
            now.canMoveCursor && isatty(STDIN_FILENO) == 1
            ? LineEditor(style: style, history: history, isComplete: isComplete, complete: complete) : nil
        self.reader = reader ?? editor ?? PlainReader(isComplete: isComplete)
    }

    /// Talks until the person leaves.
    ///
    /// - Parameter opening: shown after the welcome, e.g. the first page of a lesson.
    public func run(welcome: [String], opening: Reply = .nothing) {
        let width = window().columns
        for line in welcome { Output.line(Paragraph.wrap(line, width: width - 1, indent: 2)) }
        show(opening)
        while true {
            let prompt = families.lazy.compactMap(\.prompt).first ?? "> "
            let preset = families.lazy.compactMap { $0.preset() }.first
            switch reader.read(prompt: prompt, preset: preset) {
            case .interrupted: continue
            case .end:
                Output.line("")
                return
            case .text(let text):
                if !trimmed(text).isEmpty { reader.remember(text) }
                let reply = answer(text)
                show(reply)
                if reply.leaves { return }
            }
        }
    }

    private func answer(_ text: String) -> Reply {
        if let (name, argument) = CommandTable.split(text) { return table.run(name, argument) }
        for family in families {
            progress.begin()
            defer { progress.finish() }
            if let reply = family.take(text) { return reply }
        }
        switch trimmed(text) {
        case "": return .nothing
        case "help", "help()", "?": return help("")
        case "quit", "exit", "quit()", "exit()": return Reply(leaves: true)
        default: break
        }
        progress.begin()
        let reply = interpreter.evaluate(text)
        progress.finish()
        if reply.failure == nil, !reply.wasInterrupted { transcript.add(text, reply.output) }
        return reply
    }

    private func show(_ reply: Reply) {
        if !reply.output.isEmpty { Output.line(reply.output) }
        for note in reply.notes { Output.line(style.dim(note)) }
        if let failure = reply.failure { Output.message(style.failure(failure)) }
        if reply.wasInterrupted {
            Output.line(style.dim(reply.output.isEmpty ? "stopped" : "stopped; _ is what was reached"))
        }
    }

    private func help(_ word: String) -> Reply {
        if !word.isEmpty { return interpreter.evaluate("help(\(word))") }
        let width = window().columns - 1
        let examples = [
            ("minimize(rosenbrock, Adam(0.05))", "a descent; start=, steps= and seed= say how"),
            ("plot(_)", "its picture; _ is the last value"),
            ("f(x, y) = x^2 + 10*y^2", "a landscape of your own, with exact derivatives"),
            ("help(Adam)", "what a word means; Tab lists them all"),
        ]
        let keys =
            "Tab completes and explains, Up and Ctrl-R bring back earlier lines, Ctrl-C stops a computation and keeps "
            + "what it reached, Ctrl-D leaves. An open bracket continues on the next line."
        let parts = [
            style.bold("Type an expression and press Enter"), Paragraph.pairs(examples, width: width),
            style.bold("Commands"), table.table(width: width),
            style.bold("Keys"), Paragraph.wrap(keys, width: width, first: "  ", indent: 2),
        ]
        return Reply(output: parts.joined(separator: "\n"))
    }
}
