public import Language

/// One word after a colon: `:start 3`.
public struct SessionCommand: Sendable, Equatable {
    /// Without the colon.
    public var name: String
    /// How its argument is written in help, e.g. `LESSON`; empty when it takes none.
    public var argument: String
    /// What it does, in one line.
    public var meaning: String

    /// A command; without an argument unless one is named.
    public init(_ name: String, argument: String = "", _ meaning: String) {
        self.name = name
        self.argument = argument
        self.meaning = meaning
    }
}

/// A family of `:` commands that a part of the program adds to the conversation, and the say it has in what happens
/// there.
///
/// Lessons are one: besides their commands they take the empty line (the next step), prepare code on the line for
/// editing, and read what is typed as an answer while a question is open.
public protocol SessionCommands: AnyObject {
    /// The commands of this family, in the order in which help lists them.
    var commands: [SessionCommand] { get }
    /// - Parameter argument: the rest of the line, without blanks around it.
    func perform(_ command: String, _ argument: String) -> Reply
    /// What may follow the command; the candidates replace the whole argument.
    func candidates(_ command: String, _ argument: String) -> [Completions.Candidate]
    /// The typed text (empty when only Enter was pressed), if this family answers it in place of the language.
    func take(_ text: String) -> Reply?
    /// Text to have on the next line for editing; asking changes nothing.
    func preset() -> String?
    /// Stands in place of `> ` while it is not nil.
    var prompt: String? { get }
    /// Whether it has put a question, which the next text answers.
    var asks: Bool { get }
    /// What the language has just evaluated, and nothing failed.
    func heard(_ text: String)
    /// What has failed in the language, with what this family knows about it; the text is what was typed.
    func advised(_ problem: Diagnostic, in text: String) -> Diagnostic
    /// Whether what is evaluated now will be undone, so that it is no part of the session that is saved.
    var isAside: Bool { get }
    /// What somebody who leaves the program now should know; nil where there is nothing.
    var farewell: String? { get }
}

extension SessionCommands {
    /// Nothing, for families whose commands take no argument.
    public func candidates(_ command: String, _ argument: String) -> [Completions.Candidate] { [] }
    /// Leaves every text to the next one.
    public func take(_ text: String) -> Reply? { nil }
    /// Leaves the line empty.
    public func preset() -> String? { nil }
    /// Leaves the prompt as it is.
    public var prompt: String? { nil }
    /// Asks nothing.
    public var asks: Bool { false }
    /// Takes no note of it.
    public func heard(_ text: String) {}
    /// Knows nothing more about it.
    public func advised(_ problem: Diagnostic, in text: String) -> Diagnostic { problem }
    /// Nothing is undone.
    public var isAside: Bool { false }
    /// Nothing is left open.
    public var farewell: String? { nil }
}
