import Language

/// All `:` commands of a session: finding the one that was meant, running it, completing it.
struct CommandTable {
    let families: [any SessionCommands]

    var all: [SessionCommand] { families.flatMap(\.commands) }

    /// Splits `:start 3` into `start` and `3`; nil when the text is no command.
    static func split(_ text: String) -> (name: String, argument: String)? {
        let text = trimmed(text)
        guard text.hasPrefix(":") else { return nil }
        let rest = text.dropFirst()
        let end = rest.firstIndex(where: \.isWhitespace) ?? rest.endIndex
        return (String(rest[..<end]), trimmed(rest[end...]))
    }

    func run(_ name: String, _ argument: String) -> Reply {
        let names = all.map(\.name)
        let matches = names.filter { $0.hasPrefix(name) }
        let meant = names.contains(name) ? name : matches.count == 1 ? matches[0] : nil
        for family in families {
            guard let meant, family.commands.contains(where: { $0.name == meant }) else { continue }
            return family.perform(meant, argument)
        }
        var message = "there is no command :\(name)"
        if matches.count > 1, !name.isEmpty {
            message += "\n  it could be " + matches.map { ":" + $0 }.joined(separator: ", ")
        } else if let near = Suggestions.nearest(name, among: names).first {
            message += "\n  did you mean :\(near)?"
        }
        return .failed(message + "\n  :help lists them all")
    }

    func completion(_ text: String, cursor: Int) -> Completion? {
        let before = String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self)
        guard let colon = before.firstIndex(where: { !$0.isWhitespace }), before[colon] == ":" else { return nil }
        let typed = before[before.index(after: colon)...]
        if let blank = typed.firstIndex(where: \.isWhitespace) {
            let name = String(typed[..<blank])
            let argument = String(typed[blank...].drop(while: \.isWhitespace))
            guard let family = families.first(where: { $0.commands.contains { $0.name == name } }) else {
                return .nothing
            }
            let candidates = family.candidates(name, argument).filter { $0.text.hasPrefix(argument) }
            return Completion(typed: argument.utf8.count, candidates: candidates)
        }
        let candidates = all.filter { $0.name.hasPrefix(typed) }.map { command in
            Completion.Candidate(":" + command.name + (command.argument.isEmpty ? "" : " "), command.meaning)
        }
        return Completion(typed: typed.utf8.count + 1, candidates: candidates)
    }

    /// The commands with what they mean, in lines of at most `width` cells.
    func table(width: Int) -> String {
        let shown = all.map { (":" + $0.name + ($0.argument.isEmpty ? "" : " " + $0.argument), $0.meaning) }
        return Paragraph.pairs(shown, width: width)
    }
}

/// Without blanks at either end.
func trimmed(_ text: some StringProtocol) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
}
