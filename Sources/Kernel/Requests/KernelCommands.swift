import Answers
import Conversation
import Language

/// The commands that only a notebook has: `:pictures`, `:json`.
final class KernelCommands: SessionCommands {
    private let interpreter: Interpreter
    /// What pictures become.
    private(set) var pictures: PictureForm

    init(face: NotebookFace, interpreter: Interpreter) {
        self.interpreter = interpreter
        pictures = face.pictures
    }

    let commands = [
        SessionCommand("pictures", argument: "[png|svg]", "what pictures are drawn as in this notebook"),
        SessionCommand("json", argument: "EXPRESSION", "a value as a tree of JSON, to be unfolded"),
    ]

    func candidates(_ command: String, _ argument: String) -> [Completions.Candidate] {
        guard command == "pictures" else { return [] }
        return PictureForm.allCases.map { Completions.Candidate($0.rawValue, .choice, $0.meaning) }
    }

    func perform(_ command: String, _ argument: String) -> Reply {
        command == "json" ? json(argument) : pictures(argument)
    }

    private func pictures(_ argument: String) -> Reply {
        guard !argument.isEmpty else { return .prose("Pictures are \(pictures.rawValue): \(pictures.meaning).") }
        guard let form = PictureForm(rawValue: argument.lowercased()) else {
            return .failed(Mistake("there are no pictures \(argument)", expected: "png or svg", try: ":pictures svg"))
        }
        pictures = form
        return .prose("Pictures are \(form.rawValue) from now on: \(form.meaning).")
    }

    func json(_ expression: String) -> Reply {
        guard !expression.isEmpty else {
            return .failed(Mistake(":json needs an expression", try: ":json {\"lr\": 0.1, \"steps\": 3}"))
        }
        var reply = interpreter.evaluate(expression)
        guard let last = reply.parts.lastIndex(where: { if case .value = $0 { true } else { false } }),
            case .value(let value) = reply.parts[last]
        else { return reply }
        reply.parts[last] = .value(.thing(JSONTree(json: value.json)))
        return reply
    }
}
