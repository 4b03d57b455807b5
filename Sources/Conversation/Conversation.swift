import Answers
public import Language

/// One person, one session, and everything that answers there: the language, `:` commands, an open lesson.
public final class Conversation {
    /// The session that evaluates what no command and no family takes.
    public let interpreter: Interpreter
    private let families: [any SessionCommands]
    private let hearsQuestions: Bool
    /// What was typed and what came back, for `:save`.
    public private(set) var transcript = Transcript()
    /// Draws a value that is a picture into a file; false for one that is none.
    let draw: ((Value, _ path: String) throws -> Bool)?

    /// - Parameters:
    ///   - families: commands beyond `:help`, `:save`, `:budget` and `:quit`.
    ///   - hearsQuestions: a person types here: `what is momentum?` is answered, where a script would fail.
    ///   - draw: draws a value that is a picture into an SVG file, and answers false for any other; without it a saved session has
    ///     its pictures in words.
    public init(
        _ interpreter: Interpreter, _ families: [any SessionCommands] = [], hearsQuestions: Bool = false,
        draw: ((Value, _ path: String) throws -> Bool)? = nil
    ) {
        self.interpreter = interpreter
        self.families = families
        self.hearsQuestions = hearsQuestions
        self.draw = draw
    }

    var table: CommandTable { CommandTable(families: families + [StandardCommands(self)]) }

    /// All `:` commands, in the order in which help lists them.
    public var commands: [SessionCommand] { table.all }

    /// The columns that results may take.
    public var width: Int {
        get { interpreter.session.width }
        set { interpreter.session.width = newValue }
    }

    /// What stands before the line to be typed.
    public var prompt: String { families.lazy.compactMap(\.prompt).first ?? "> " }

    /// What somebody who leaves now should know, such as where an open lesson goes on; nil where there is nothing.
    public var farewell: String? { families.lazy.compactMap(\.farewell).first }

    /// Whether a question has been put, which the next text answers: a front end without a line to type on asks for it.
    public var asks: Bool { families.contains(where: \.asks) }

    /// Text to have on the next line for editing.
    public func preset() -> String? { families.lazy.compactMap { $0.preset() }.first }

    /// Whether the text is a command of the conversation, such as `:lessons`, and not a statement.
    public func isCommand(_ text: String) -> Bool { CommandTable.split(text) != nil }

    /// Whether the text only lacks its end, so that another line belongs to it.
    public func needsMore(_ text: String) -> Bool {
        guard let last = inputs(in: text).last else { return false }
        return CommandTable.split(last) == nil && interpreter.needsMore(last)
    }

    /// What is to be answered one after the other: lines that were pasted together with their prompts, without these;
    /// any other text is one input.
    public func inputs(in text: String) -> [String] {
        PastedPrompts.inputs(in: text, needsMore: interpreter.needsMore)
    }

    /// Answers one text, of one or several lines; an empty one is Enter alone.
    ///
    /// - Parameter firstLine: the number of the text's first line in the file that it stands in.
    public func answer(_ text: String, firstLine: Int = 1) -> Reply {
        let ready = preset() ?? ""
        var reply = reply(to: text, firstLine)
        if isTyped(text, behind: ready) { reply.parts = reply.parts.map(Self.withoutPrepared) }
        for run in reply.runs { transcript.add(run) }
        return reply
    }

    private func reply(to text: String, _ firstLine: Int) -> Reply {
        if let (name, argument) = CommandTable.split(text) ?? commandBehindPreset(text) {
            return table.run(name, argument)
        }
        switch text.trimmed {
        case "help", "help()", "?": return StandardCommands(self).perform("help", "")
        case "quit", "exit", "quit()", "exit()": return Reply(leaves: true)
        default: break
        }
        if families.contains(where: { $0.prompt != nil }), let reply = plainAnswer(text, mayBeAnswer: true) {
            return reply
        }
        for family in families {
            if let reply = family.take(text) { return reply }
        }
        if text.trimmed.isEmpty { return .nothing }
        if let reply = plainAnswer(text, mayBeAnswer: asks) { return reply }
        var reply = interpreter.evaluate(text, firstLine: firstLine)
        reply.parts = reply.parts.map { part in
            guard case .failure(let problem) = part else { return part }
            return .failure(families.reduce(problem) { $1.advised($0, in: text) })
        }
        if reply.failure == nil, !reply.wasInterrupted {
            if !families.contains(where: \.isAside) { transcript.add(Reply.Run(text, seed: nil, output: reply.answer)) }
            for family in families { family.heard(text) }
        }
        return reply
    }

    /// A command typed where the prepared text still stood on the line: `rosenbrock(1, 1):hint`.
    private func commandBehindPreset(_ text: String) -> (name: String, argument: String)? {
        guard let preset = preset(), !preset.isEmpty, text.hasPrefix(preset),
            let command = CommandTable.split(String(text.dropFirst(preset.count)))
        else { return nil }
        return table.meant(by: command.name) == nil && Self.parses(text) ? nil : command
    }

    /// Whether something of its own was typed where the prepared text still stood on the line: `rosenbrock(1, 1)plot(run)`.
    private func isTyped(_ text: String, behind preset: String) -> Bool {
        guard !preset.isEmpty, text.hasPrefix(preset) else { return false }
        let rest = text.dropFirst(preset.count)
        return !rest.allSatisfy(\.isWhitespace) && Self.parses(String(rest)) && !Self.parses(text)
    }

    private static func parses(_ text: String) -> Bool { (try? Parser.statements(in: Source(text))) != nil }

    /// A failure with the way to a line that is empty.
    private static func withoutPrepared(_ part: Reply.Part) -> Reply.Part {
        guard case .failure(var problem) = part else { return part }
        problem.mistake.suggestion = "Ctrl-U first, which empties the line that stood ready"
        return .failure(problem)
    }

    /// The answer to a plain question; nil when the text is language.
    private func plainAnswer(_ text: String, mayBeAnswer: Bool = false) -> Reply? {
        guard hearsQuestions else { return nil }
        let session = interpreter.session
        let speech = PlainSpeech(session.registry) { session.variables[$0] != nil || session.modules[$0] != nil }
        guard let reading = speech.reading(of: text, mayBeAnswer: mayBeAnswer) else { return nil }
        guard let page = Help(session.registry, width: session.width).answer(to: reading) else {
            return StandardCommands(self).perform("help", "")
        }
        return Reply([.value(.thing(page))])
    }

    /// The page that `:help` shows about a topic: a word or a value of the session, else a term, a name with its module, a method or
    /// what plain speech means.
    func page(about topic: String) -> Reply {
        let session = interpreter.session
        let isName = session.registry.word(topic) != nil || session.variables[topic] != nil
        if !isName, let reply = plainAnswer("help \(topic)") { return reply }
        return interpreter.evaluate("help(\(topic))")
    }

    /// What Tab offers with the cursor after `cursor` UTF-8 bytes of the text.
    public func completions(_ text: String, cursor: Int) -> Completions {
        table.completions(text, cursor: cursor) ?? interpreter.completions(text, cursor: cursor)
    }
}
