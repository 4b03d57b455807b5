public import Conversation
import Answers
import Language

/// Text from a pipe or a file instead of a keyboard: no prompts, results only, an end at the first failure. A file of Python,
/// `name.py`, shows what it prints and nothing else, as with Python.
public struct ScriptRunner {
    /// 0 when everything went well, 1 after a failure, 130 after Ctrl-C.
    public typealias ExitCode = Int32

    private let conversation: Conversation
    private let progress: ProgressBar
    private let face: TextFace
    private let messages: TextFace

    /// - Parameters:
    ///   - face: for results, on standard output.
    ///   - messages: for remarks and failures, on standard error.
    public init(_ conversation: Conversation, progress: ProgressBar, face: TextFace, messages: TextFace) {
        self.conversation = conversation
        self.progress = progress
        self.face = face
        self.messages = messages
    }

    /// What Ctrl-C stops; nobody takes it back, so that the script ends wherever it is.
    private var work: Work { conversation.interpreter.session.work }

    /// Runs standard input as it arrives.
    public func runStandardInput() -> ExitCode {
        let interrupts = Interrupts.count
        var lines = StandardInputLines()
        return run(name: nil) { lines.next(since: interrupts) }
    }

    /// - Parameter name: the file, for messages.
    public func run(_ text: String, name: String) -> ExitCode {
        if conversation.interpreter.session.isPython, let code = complaint(about: text, name: name) { return code }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        return run(name: name) {
            lines.popFirst().map { .text(String($0.last == "\r" ? $0.dropLast() : $0)) } ?? .end
        }
    }

    /// Python reads a whole file before it runs the first line: a mistake in how it is written is told before anything has happened.
    private func complaint(about text: String, name: String) -> ExitCode? {
        do {
            _ = try Parser.statements(in: Source(text, isPython: true), work: work)
            return nil
        } catch let problem as Diagnostic {
            let place = "\(name), line \(problem.excerpt()?.lineNumber ?? 1): "
            Console.message(set: messages.text(of: problem, at: place))
            return 1
        } catch {
            return 130
        }
    }

    private func run(name: String?, next: () -> Input) -> ExitCode {
        var number = 0
        var statement = StatementAssembler(work: work)
        var firstLine = 1
        var isOpen = false
        while !work.isCancelled, case .text(let line) = next() {
            number += 1
            // A block ends before the first line that does not belong to it.
            if statement.isBlock, !isOpen, !statement.continues(with: line) {
                if let code = answer(statement.text, firstLine: firstLine, name: name) { return code }
                statement.clear()
            }
            if statement.isEmpty { firstLine = number }
            // A command is whole as it stands; and only statements need a line after a line.
            let isStatement = !statement.isEmpty || !conversation.isCommand(line)
            if isStatement {
                isOpen = statement.append(line)
                if isOpen || statement.isBlock { continue }
            }
            if work.isCancelled { break }
            if let code = answer(isStatement ? statement.text : line, firstLine: firstLine, name: name) { return code }
            statement.clear()
        }
        if work.isCancelled { return 130 }
        // What never became complete is evaluated for the message that says what is missing.
        return statement.isEmpty ? 0 : answer(statement.text, firstLine: firstLine, name: name) ?? 0
    }

    /// The exit code, when this is where it ends.
    private func answer(_ text: String, firstLine: Int, name: String?) -> ExitCode? {
        progress.begin()
        var reply = conversation.answer(text, firstLine: firstLine)
        if name?.hasSuffix(".py") == true {
            reply.parts.removeAll { if case .value = $0 { true } else { false } }
        }
        let answer = face.text(of: reply.answer, followsALine: true)
        progress.finish()
        if reply.isLineOpen {
            Console.send(answer)
        } else if !answer.isEmpty || reply.hasText {
            Console.line(set: answer)
        }
        for note in reply.notes { Console.message(set: messages.painted(note, .faint)) }
        if reply.wasInterrupted || work.isCancelled { return 130 }
        if let (status, said) = reply.failure?.exit {
            if let said { Console.message(said) }
            return status
        }
        if let failure = reply.failure {
            let line = failure.excerpt()?.lineNumber ?? firstLine
            let place = name.map { "\($0), line \(line): " } ?? "line \(line): "
            Console.message(set: messages.text(of: failure, at: place))
            return 1
        }
        return reply.leaves ? 0 : nil
    }
}
