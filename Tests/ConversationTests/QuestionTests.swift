import Language
import Testing

@testable import Conversation

@Suite("A plain question")
struct QuestionTests {
    private static let registry = Registry(
        words: [
            Word("plot", family: "pictures", summary: "draws", meaning: .call { _, _ in .int(1) })
        ],
        glossary: Glossary([
            GlossaryChapter(
                "descent", [Term("momentum", "What agrees adds up.", example: "plot()", related: ["momentum"])])
        ]),
        recipes: [Recipe(["draw"], phrases: ["thanks"], "With pleasure.")], firstLines: [("plot()", "draws")])

    /// A lesson with an open question, that takes everything.
    private final class Listener: SessionCommands {
        let commands: [SessionCommand] = []
        var taken: [String] = []
        var prompt: String? { "answer> " }
        func perform(_ command: String, _ argument: String) -> Reply { .nothing }
        func take(_ text: String) -> Reply? {
            taken.append(text)
            return .nothing
        }
    }

    private func conversation(_ families: [any SessionCommands] = [], hearsQuestions: Bool = true) -> Conversation {
        Conversation(Interpreter(Session(registry: Self.registry)), families, hearsQuestions: hearsQuestions)
    }

    private func text(_ reply: Reply) -> String { TextFace(width: 60).text(of: reply.answer) }

    @Test("The command :help explains a term of the field, as plain speech does")
    func helpCommand() {
        for topic in ["momentum", "\"momentum\"", "Momentum"] {
            #expect(text(conversation().answer(":help \(topic)")).contains("What agrees adds up."), "\(topic)")
        }
        #expect(text(conversation().answer(":help nothing like it")).contains("no word and no term"))
    }

    @Test(
        "Where a person types it is answered",
        arguments: [
            ("what is momentum?", "What agrees adds up."), ("thanks", "With pleasure."),
            ("how do I draw", "With pleasure."),
            ("help me", "Type an expression"), ("momentum?", "What agrees"), ("what is foo", "no word and no term"),
            ("plot?", "draws"),
        ])
    func answered(line: String, part: String) {
        let conversation = conversation()
        let reply = conversation.answer(line)
        #expect(text(reply).contains(part), "\(line): \(text(reply))")
        #expect(reply.failure == nil && reply.isPage, "\(line)")
        #expect(conversation.transcript.isEmpty, "\(line) is not kept as a line of the session")
    }

    @Test("It leaves the last value as it was")
    func last() {
        let conversation = conversation()
        _ = conversation.answer("41 + 1")
        _ = conversation.answer("what is momentum?")
        #expect(text(conversation.answer("_")) == "42")
    }

    @Test("In a script it fails like any line that is no language")
    func scripts() {
        for line in ["what is momentum?", "thanks", "help me", "momentum?"] {
            #expect(conversation(hearsQuestions: false).answer(line).failure != nil, "\(line)")
        }
    }

    @Test("A variable of that name wins")
    func variables() {
        let conversation = conversation()
        _ = conversation.answer("thanks = 3")
        #expect(text(conversation.answer("thanks")) == "3")
    }

    @Test("While a lesson waits for an answer, only what asks in so many words is a question")
    func lessons() {
        let listener = Listener()
        let conversation = conversation([listener])
        #expect(text(conversation.answer("what is momentum?")).contains("What agrees"))
        #expect(text(conversation.answer("help me")).contains("Type an expression"))
        #expect(listener.taken.isEmpty)
        for line in ["momentum", "thanks", "0.1", "", "yes", "x^2 + 1", "learning rate"] {
            _ = conversation.answer(line)
        }
        #expect(listener.taken == ["momentum", "thanks", "0.1", "", "yes", "x^2 + 1", "learning rate"])
    }
}
