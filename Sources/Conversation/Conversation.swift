import Answers
public import Language

/// One person, one session, and everything that answers there: the language, `:` commands, an open lesson.
public final class Conversation {
    /// The session that evaluates what no command and no family takes.
    public let interpreter: Interpreter
    private let families: [any SessionCommands]
    /// What was typed and what came back, for `:save`.
    public private(set) var transcript = Transcript()

    /// - Parameter families: commands beyond `:help`, `:save` and `:quit`.
    public init(_ interpreter: Interpreter, _ families: [any SessionCommands] = []) {
        self.interpreter = interpreter
        self.families = families
    }

    var table: CommandTable { CommandTable(families: families + [StandardCommands(self)]) }

    /// The columns that results may take.
    public var width: Int {
        get { interpreter.session.width }
        set { interpreter.session.width = newValue }
    }

    /// What stands before the line to be typed.
    public var prompt: String { families.lazy.compactMap(\.prompt).first ?? "> " }

    /// Text to have on the next line for editing. Asked once per line.
    public func preset() -> String? { families.lazy.compactMap { $0.preset() }.first }

    /// Whether the text only lacks its end, so that another line belongs to it.
    public func needsMore(_ text: String) -> Bool { CommandTable.split(text) == nil && interpreter.needsMore(text) }

    /// Answers one text, of one or several lines; an empty one is Enter alone.
    public func answer(_ text: String) -> Reply {
        if let (name, argument) = CommandTable.split(text) { return table.run(name, argument) }
        switch text.trimmed {
        case "help", "help()", "?": return StandardCommands(self).perform("help", "")
        case "quit", "exit", "quit()", "exit()": return Reply(leaves: true)
        default: break
        }
        for family in families {
            if let reply = family.take(text) { return reply }
        }
        if text.trimmed.isEmpty { return .nothing }
        let reply = interpreter.evaluate(text)
        if reply.failure == nil, !reply.wasInterrupted { transcript.add(text, reply) }
        return reply
    }

    /// What Tab offers with the cursor after `cursor` UTF-8 bytes of the text.
    public func completions(_ text: String, cursor: Int) -> Completions {
        table.completions(text, cursor: cursor) ?? interpreter.completions(text, cursor: cursor)
    }
}
