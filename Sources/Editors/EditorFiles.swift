public import Answers
import Files
public import Language

/// An editor or a highlighter that can be taught the language by files.
public enum Editor: String, CaseIterable, Sendable {
    case vscode, vim, pygments, codemirror
}

/// The files that teach an editor the language: `.descent` files, and ```` ```descent ```` fences where the editor knows Markdown.
public struct EditorFiles: Sendable, Equatable {
    /// The first is the grammar itself.
    public let files: [EditorFile]

    /// The files for an editor.
    ///
    /// - Parameters:
    ///   - commands: the names of the conversation's `:` commands.
    ///   - version: of the program.
    public init(_ editor: Editor, _ grammar: Grammar, commands: [String], version: String) {
        let commands = commands.sorted()
        files =
            switch editor {
            case .vscode: VSCode(grammar: grammar, commands: commands, version: version).files
            case .vim: Vim(grammar: grammar, commands: commands).files
            case .pygments: Pygments(grammar: grammar, commands: commands, version: version).files
            case .codemirror: CodeMirror(grammar: grammar, commands: commands).files
            }
    }

    /// Writes all of them into a folder, in the place of those that are there.
    ///
    /// - Returns: their paths.
    /// - Throws: `Mistake` when one cannot be written.
    public func write(to folder: String) throws(Mistake) -> [String] {
        var paths: [String] = []
        for file in files {
            let path = folder + "/" + file.path
            Folder.make(above: path)
            try FileDraft.write(Array(file.text.utf8), to: path)
            paths.append(path)
        }
        return paths
    }
}
