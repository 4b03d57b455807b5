import Answers
public import Language
import Markdown

/// What was run in a session and what came back, to be saved as a notebook.
public struct Transcript: Sendable {
    /// The columns that a notebook's outputs are written for, whatever the window was.
    public static let width = 80

    /// One text and its output, which is written down when it is shown: a model or a history goes on changing.
    struct Entry: Sendable {
        var code: String
        var seed: UInt64?
        var output: String
        /// Values that may be pictures, which do not change any more.
        var values: [Value]
    }

    private(set) var entries: [Entry] = []

    /// A transcript with nothing in it.
    public init() {}

    /// Whether nothing was evaluated yet.
    public var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ run: Reply.Run) {
        let values = run.output.compactMap { part in
            if case .value(let value) = part, case .thing(let thing) = value, thing is any OnlyShown {
                value
            } else {
                nil
            }
        }
        entries.append(
            Entry(
                code: run.code, seed: run.seed, output: TextFace(width: Transcript.width).text(of: run.output),
                values: values))
    }

    /// A Markdown notebook that `descent run` checks: each text in a `descent` fence, what it printed in an `output`
    /// fence after it. Fences are longer than any run of backquotes inside.
    ///
    /// - Parameter picture: the name of a file that the value was drawn into; nil for one that is no picture.
    public func markdown(title: String, picture: (Value) -> String? = { _ in nil }) -> String {
        var text = "---\ntitle: \(Transcript.quoted(title))\nlang: en\n---\n\n# \(title)\n"
        for entry in entries {
            text += "\n" + Transcript.fence("descent" + (entry.seed.map { " seed=\($0)" } ?? ""), entry.code)
            if !entry.output.isEmpty { text += "\n" + Transcript.fence("output", entry.output) }
            for value in entry.values {
                guard let file = picture(value), case .thing(let thing) = value else { continue }
                text += "\n![\(Transcript.words(thing.sentence))](\(file))\n"
            }
        }
        return text
    }

    /// On one line, without what would end the words of a picture.
    private static func words(_ text: String) -> String {
        text.map { $0.isNewline ? " " : "[]\\".contains($0) ? "\\\($0)" : String($0) }.joined()
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
