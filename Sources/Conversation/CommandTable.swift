import Language
import Answers

/// All `:` commands of a conversation: finding the one that was meant, running it, completing it.
struct CommandTable {
    let families: [any SessionCommands]

    var all: [SessionCommand] { families.flatMap(\.commands) }

    /// Splits `:start 3` into `start` and `3`; nil when the text is no command.
    static func split(_ text: String) -> (name: String, argument: String)? {
        let text = text.trimmed
        guard text.hasPrefix(":") else { return nil }
        let rest = text.dropFirst()
        let end = rest.firstIndex(where: \.isWhitespace) ?? rest.endIndex
        return (String(rest[..<end]), String(rest[end...].trimmed))
    }

    /// The command of that name, or the only one that begins so.
    func meant(by name: String) -> String? {
        let names = all.map(\.name)
        let matches = names.filter { $0.hasPrefix(name) }
        return names.contains(name) ? name : matches.count == 1 ? matches[0] : nil
    }

    /// - Parameter name: the command, or a beginning that only one of them has.
    func run(_ name: String, _ argument: String) -> Reply {
        let names = all.map(\.name)
        let matches = names.filter { $0.hasPrefix(name) }
        let meant = meant(by: name)
        for family in families {
            guard let meant, family.commands.contains(where: { $0.name == meant }) else { continue }
            return family.perform(meant, argument)
        }
        var problem = "there is no command :\(name)"
        if matches.count > 1, !name.isEmpty {
            problem += "; it could be " + matches.map { ":" + $0 }.joined(separator: ", ")
        } else if let near = Suggestions.nearest(name, among: names).first {
            problem += "; did you mean :\(near)?"
        }
        return .failed(Mistake(problem, try: ":help, which lists them all"))
    }

    /// What Tab offers where a command is being typed; nil where none is.
    func completions(_ text: String, cursor: Int) -> Completions? {
        let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
        guard let colon = before.firstIndex(where: { !$0.isWhitespace }), before[colon] == ":" else { return nil }
        let typed = before[before.index(after: colon)...]
        if let blank = typed.firstIndex(where: \.isWhitespace) {
            let name = String(typed[..<blank])
            let argument = String(typed[blank...].drop(while: \.isWhitespace))
            let family = families.first { $0.commands.contains { $0.name == name } }
            let candidates = family?.candidates(name, argument).filter { $0.text.hasPrefix(argument) } ?? []
            return Completions(replacing: argument, before: cursor, candidates)
        }
        let candidates = all.filter { $0.name.hasPrefix(typed) }.map { command in
            Completions.Candidate(":" + command.name + (command.argument.isEmpty ? "" : " "), .command, command.meaning)
        }
        return Completions(replacing: ":" + typed, before: cursor, candidates)
    }

    /// The commands with what they mean.
    var definitions: Definitions {
        Definitions(
            "Commands",
            all.map { .init(":" + $0.name + ($0.argument.isEmpty ? "" : " " + $0.argument), $0.meaning) })
    }
}

extension Completions {
    /// Candidates for what was typed right before the cursor.
    fileprivate init(replacing typed: some StringProtocol, before cursor: Int, _ candidates: [Candidate]) {
        self.init(range: SourceRange(cursor - typed.utf8.count, cursor), candidates: candidates)
    }
}
