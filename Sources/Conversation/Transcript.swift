import Markdown

/// What was typed in a session and what came back, to be saved as a notebook.
public struct Transcript: Sendable {
    /// The columns that a notebook's outputs are written for, whatever the window was.
    public static let width = 80

    /// One text and its output, which is written down when it is shown: a model or a history goes on changing.
    struct Entry: Sendable {
        var code: String
        var output: String
    }

    private(set) var entries: [Entry] = []

    /// A transcript with nothing in it.
    public init() {}

    /// Whether nothing was evaluated yet.
    public var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ code: String, _ reply: Reply) {
        entries.append(Entry(code: code, output: TextFace(width: Transcript.width).text(of: reply.answer)))
    }

    /// A Markdown notebook that `descent run` checks: each text in a `descent` fence, what it printed in an `output`
    /// fence after it. Fences are longer than any run of backquotes inside.
    public func markdown(title: String) -> String {
        var text = "---\ntitle: \(Transcript.quoted(title))\nlang: en\n---\n\n# \(title)\n"
        for entry in entries {
            text += "\n" + Transcript.fence("descent", entry.code)
            if !entry.output.isEmpty { text += "\n" + Transcript.fence("output", entry.output) }
        }
        return text
    }

    private static func fence(_ name: String, _ body: String) -> String {
        let mark = MarkdownFence.around(body)
        return "\(mark)\(name)\n\(body)\n\(mark)\n"
    }

    /// As a YAML double-quoted scalar.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for character in text where !character.isNewline {
            if character == "\"" || character == "\\" { out += "\\" }
            out.append(character)
        }
        return out + "\""
    }
}
