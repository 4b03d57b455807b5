public import Answers
import Files
public import Language

/// An editor or a highlighter that can be taught the language by files.
public enum Editor: String, CaseIterable, Sendable {
    case vscode, vim, pygments, codemirror
}

/// The files that teach an editor the language: `.descent` files, and ```` ```descent ```` fences where the editor knows Markdown.
public struct EditorFiles: Sendable, Equatable {
    /// One of them.
    public struct File: Sendable, Equatable {
        /// With its folders, below the folder that they all go to.
        public var path: String
        /// What stands in it.
        public var text: String
    }

    /// The first is the grammar itself.
    public let files: [File]

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

/// Patterns that the formats of regular expressions share.
enum Pattern {
    static let number =
        #"\b(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?)\b"#
    /// As the lexer reads them.
    static let prefix = "[rRbBfFuU]{0,2}"

    static func anyOf(_ words: [String]) -> String { "\\b(?:" + words.joined(separator: "|") + ")\\b" }

    /// Python's and JavaScript's way to write a list of names.
    static func list(_ words: [String], indent: String) -> String {
        var lines: [String] = []
        var line = indent
        for word in words {
            let piece = "\"\(word)\","
            if line.count + piece.count + 1 > 110 {
                lines.append(line)
                line = indent
            }
            line += (line == indent ? "" : " ") + piece
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
