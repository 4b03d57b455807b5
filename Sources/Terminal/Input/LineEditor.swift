import CLibedit
import Glibc
import Language

/// What came from the keyboard.
public enum Input: Sendable, Equatable {
    /// One or several lines, without the last line end.
    case text(String)
    /// Ctrl-C: the line was thrown away.
    case interrupted
    /// Ctrl-D, or the terminal went away.
    case end
}

/// Where the prompt reads from.
public protocol LineReader: AnyObject {
    /// - Parameter preset: text to have on the line for editing, where that is possible.
    func read(prompt: String, preset: String?) -> Input
    /// Makes the text reachable by Up and Ctrl-R.
    func remember(_ text: String)
}

/// Reading with libedit: history, search, several lines per statement, completion.
final class LineEditor: LineReader {
    /// What the editor calls back for; an object, because C holds its address.
    private final class Hooks {
        let isComplete: (String) -> Bool
        let complete: (_ text: String, _ cursor: Int) -> CompletionAnswer

        init(
            isComplete: @escaping (String) -> Bool,
            complete: @escaping (_ text: String, _ cursor: Int) -> CompletionAnswer
        ) {
            self.isComplete = isComplete
            self.complete = complete
        }
    }

    private let hooks: Hooks
    private let editor: OpaquePointer
    private let isColoured: Bool
    private let history: HistoryFile?

    /// Nil when the terminal cannot be edited on.
    init?(
        isColoured: Bool, history: HistoryFile?, isComplete: @escaping (String) -> Bool,
        complete: @escaping (_ text: String, _ cursor: Int) -> CompletionAnswer
    ) {
        let hooks = Hooks(isComplete: isComplete, complete: complete)
        let callbacks = DescentEditorHooks(
            context: Unmanaged.passUnretained(hooks).toOpaque(),
            is_complete: { context, text in
                guard let context, let text else { return true }
                let hooks = Unmanaged<Hooks>.fromOpaque(context).takeUnretainedValue()
                return hooks.isComplete(LineEditor.unaligned(String(cString: text)))
            },
            indentation: { context, text in
                guard let text else { return nil }
                return strdup(Parser.indentation(after: LineEditor.unaligned(String(cString: text))))
            },
            surplus: { context, text in
                guard let text else { return 0 }
                return Int32(clamping: Parser.surplusIndentation(of: LineEditor.unaligned(String(cString: text))))
            },
            complete: { context, text, cursor, answer in
                guard let context, let text, let answer else { return }
                let hooks = Unmanaged<Hooks>.fromOpaque(context).takeUnretainedValue()
                let result = hooks.complete(String(cString: text), cursor)
                answer.pointee.erase = Int32(clamping: result.erase)
                answer.pointee.insertion = result.insertion.flatMap { strdup($0) }
                answer.pointee.listing = result.listing.flatMap { strdup($0) }
            })
        LineEditor.useUTF8()
        guard let editor = descent_editor_open(callbacks, Int32(clamping: history?.limit ?? 2_000)) else { return nil }
        self.hooks = hooks
        self.editor = editor
        self.isColoured = isColoured
        self.history = history
        for entry in history?.load() ?? [] { descent_editor_remember(editor, LineEditor.aligned(entry)) }
    }

    /// Characters are told apart as UTF-8 even where the environment names no encoding.
    static func useUTF8() { descent_use_utf8() }

    deinit { descent_editor_close(editor) }

    func read(prompt: String, preset: String?) -> Input {
        var text: UnsafeMutablePointer<CChar>?
        defer { free(text) }
        let prepared = preset.map { LineEditor.aligned(LineEditor.endingItsBlock($0, isComplete: hooks.isComplete)) }
        switch descent_editor_read(editor, ANSI.prompt(prompt, isColoured: isColoured), prepared, &text) {
        case DescentLine: return .text(text.map { LineEditor.unaligned(String(cString: $0)) } ?? "")
        case DescentInterrupted: return .interrupted
        default: return .end
        }
    }

    /// The text without the two blanks by which its further lines stand under the first one, behind the prompt.
    static func unaligned(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, lines.dropFirst().allSatisfy({ $0.isEmpty || $0.hasPrefix("  ") }) else { return text }
        return ([lines[0]] + lines.dropFirst().map { $0.dropFirst(2) }).joined(separator: "\n")
    }

    /// The text as it stands on the screen: further lines under the first one, behind the prompt.
    static func aligned(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    }

    /// The text with the empty line that ends a block, where it ends in one: so that a single Enter runs what was prepared.
    static func endingItsBlock(_ text: String, isComplete: (String) -> Bool) -> String {
        !isComplete(text) && isComplete(text + "\n") ? text + "\n" : text
    }

    func remember(_ text: String) {
        descent_editor_remember(editor, LineEditor.aligned(text))
        history?.append(text)
    }
}
