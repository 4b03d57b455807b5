/// Text from a pipe or a file instead of a keyboard: no prompts, results only, an end at the first failure.
public struct Script {
    /// 0 when everything went well, 1 after a failure, 130 after Ctrl-C.
    public typealias ExitCode = Int32

    private let interpreter: any Interpreter
    private let families: [any SessionCommands]
    private let progress: ProgressBar
    private let style: Style

    public init(
        _ interpreter: any Interpreter, commands families: [any SessionCommands], progress: ProgressBar, style: Style
    ) {
        self.interpreter = interpreter
        self.families = families
        self.progress = progress
        self.style = style
    }

    /// Runs standard input as it arrives.
    public func runStandardInput() -> ExitCode {
        var lines = StandardInputLines()
        return run(name: nil) { lines.next() }
    }

    /// - Parameter name: the file, for messages.
    public func run(_ text: String, name: String) -> ExitCode {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        return run(name: name) { lines.popFirst().map { String($0.last == "\r" ? $0.dropLast() : $0) } }
    }

    private func run(name: String?, next: () -> String?) -> ExitCode {
        var number = 0
        var text = ""
        var firstLine = 1
        while let line = next() {
            number += 1
            if text.isEmpty { firstLine = number }
            text += text.isEmpty ? line : "\n" + line
            if CommandTable.split(text) == nil, interpreter.needsMore(text) { continue }
            if let code = answer(text, firstLine: firstLine, name: name) { return code }
            text = ""
        }
        // What never became complete is evaluated for the message that says what is missing.
        return text.isEmpty ? 0 : answer(text, firstLine: firstLine, name: name) ?? 0
    }

    /// The exit code, when this is where it ends.
    private func answer(_ text: String, firstLine: Int, name: String?) -> ExitCode? {
        let word = trimmed(text)
        if ["quit", "exit", "quit()", "exit()", ":quit"].contains(word) { return 0 }
        progress.begin()
        let reply = reply(to: text)
        progress.finish()
        if !reply.output.isEmpty { Output.line(reply.output) }
        for note in reply.notes { Output.message(style.dim(note)) }
        if let failure = reply.failure {
            let line = firstLine + (failure.line ?? 1) - 1
            let place = name.map { "\($0), line \(line): " } ?? "line \(line): "
            Output.message(style.failure(failure.text(at: place)))
            return 1
        }
        if reply.wasInterrupted { return 130 }
        return reply.leaves ? 0 : nil
    }

    private func reply(to text: String) -> Reply {
        if let (name, argument) = CommandTable.split(text) {
            return CommandTable(families: families).run(name, argument)
        }
        for family in families {
            if let reply = family.take(text) { return reply }
        }
        return trimmed(text).isEmpty ? .nothing : interpreter.evaluate(text)
    }
}
