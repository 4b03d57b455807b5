import Answers
import Conversation

/// The text of a cell, taken apart into what is answered one after the other.
struct CellText {
    private let code: String

    init(_ code: String) { self.code = code }

    /// The seed that the cell's first line asks for, `# seed=17`: everything random in the cell begins with it, and the session
    /// goes on afterwards where it stood. Notebooks made of lessons carry the seeds of their cells so.
    var seed: UInt64? {
        let first = code.prefix { !$0.isNewline }
        guard first.hasPrefix("# seed=") else { return nil }
        return UInt64(first.dropFirst("# seed=".count).trimmed)
    }

    /// The name that the cell asks about as IPython has it, `Adam?` or `?run.loss`; nil for any other cell.
    var asked: String? {
        let text = code.trimmed
        guard text.hasPrefix("?") || text.hasSuffix("?") else { return nil }
        let name = text.drop { $0 == "?" }.prefix { $0 != "?" }
        let rest = text.drop { $0 == "?" }.dropFirst(name.count)
        let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        return isName && !name.isEmpty && rest.allSatisfy { $0 == "?" } ? String(name) : nil
    }

    /// Commands at the top one by one, then the rest as one text, or, where it was pasted with its prompts, what stood behind each.
    func inputs(_ conversation: Conversation) -> [String] {
        var commands: [String] = []
        var rest = Substring(code)
        while let end = rest.firstIndex(where: \.isNewline) {
            let line = rest[..<end]
            if !line.trimmed.isEmpty {
                guard conversation.isCommand(String(line)) else { break }
                commands.append(String(line))
            }
            rest = rest[rest.index(after: end)...]
        }
        return commands + (rest.trimmed.isEmpty && !commands.isEmpty ? [] : conversation.inputs(in: String(rest)))
    }
}
