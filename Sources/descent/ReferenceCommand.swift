import ArgumentParser
import Conversation
import Language
import Terminal
import Vocabulary

/// `descent reference`: every word, from the declarations.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Print the reference of all words in Markdown.",
        discussion: """
            The examples stand with the output that they really give.

            EXAMPLE
              descent reference > REFERENCE.md
            """)

    func run() {
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
