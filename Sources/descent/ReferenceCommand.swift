import Answers
public import ArgumentParser
import Conversation
public import Editors
import Language
import Lessons
import Terminal
import Vocabulary

extension Editor: ExpressibleByArgument {}

/// `descent reference`: every word, from the declarations.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Print the reference of all words in Markdown, or write it for an editor.",
        discussion: """
            The examples stand with the output that they really give. With --to the words and the grammar become files that \
            colour .descent files and the fences of lessons in an editor; -o names their folder, and without it the grammar itself \
            is printed.

            EXAMPLES
              descent reference > REFERENCE.md
              descent reference --to vim -o ~/.vim
              descent reference --to vscode -o ~/.vscode/extensions/descent
              descent reference --to pygments -o descent-pygments
              descent reference --to codemirror > descent.js
            """)

    @Option(help: ArgumentHelp("vscode, vim, pygments or codemirror.", valueName: "editor"))
    var to: Editor?

    @Option(name: [.short, .long], help: ArgumentHelp("The folder of the editor's files.", valueName: "folder"))
    var output: String?

    func validate() throws {
        guard output == nil || to != nil else { throw ValidationError("-o goes with --to") }
    }

    func run() throws {
        guard let to else {
            printReference()
            return
        }
        let files = EditorFiles(
            to, Grammar(Vocabulary.registry), commands: ReferenceCommand.commands, version: Version.current)
        guard let output else {
            Console.line(String(files.files[0].text.dropLast()))
            return
        }
        do {
            for path in try files.write(to: output) { Console.line(path) }
        } catch {
            Console.message(error.text)
            throw ExitCode(1)
        }
    }

    /// Of the prompt, the lessons' among them.
    private static var commands: [String] {
        let interpreter = Interpreter(Session(registry: Vocabulary.registry))
        let lessons = LessonCommands(
            course: { Course.standard }, sandbox: Sandbox(interpreter), log: MemoryLog())
        return Conversation(interpreter, [lessons]).commands.map(\.name)
    }

    private func printReference() {
        let text = Reference(Vocabulary.registry).markdown { examples in
            let session = Session(registry: Vocabulary.registry)
            let interpreter = Interpreter(session)
            let face = TextFace(width: session.width)
            return examples.map { example in
                let reply = interpreter.evaluate(example)
                return reply.failure.map { $0.message().joined(separator: "\n") } ?? face.text(of: reply.answer)
            }
        }
        Console.line(String(text.dropLast()))
    }
}
