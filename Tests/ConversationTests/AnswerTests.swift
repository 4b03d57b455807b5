@testable import Conversation
import Foundation
import Language
import Markdown
import Answers
import Testing

@Suite("An answer")
struct AnswerTests {
    /// A value that knows how to show itself.
    private struct Thing: Presentable {
        static let kind = "thing"
        var summary: String { "a thing" }
        func table(width: Int) -> String { "a thing, \(width) wide" }
    }

    private static let words = [
        Word(
            "say", family: "tests", summary: "Prints, remarks and answers",
            meaning: .call { _, context in
                try context.write("printed")
                context.note("a remark")
                return .thing(Thing())
            }),
        Word(
            "stopped", family: "tests", summary: "Is stopped with something reached",
            meaning: .call { _, _ in throw Interrupted(partial: .int(3)) }),
    ]

    private func conversation(_ families: [any SessionCommands] = []) -> Conversation {
        Conversation(Interpreter(Session(registry: Registry(words: Self.words))), families)
    }

    private func text(_ reply: Reply, width: Int = 40) -> String { TextFace(width: width).text(of: reply.answer) }

    @Test("A value stays a value until a face shows it in its own width")
    func values() {
        let reply = conversation().answer("say()")
        guard case .thing(let thing)? = reply.value else {
            Issue.record("\(reply)")
            return
        }
        #expect(thing is Thing)
        #expect(text(reply, width: 40) == "printed\na thing, 40 wide")
        #expect(text(reply, width: 60) == "printed\na thing, 60 wide")
        #expect(reply.notes == ["a remark"])
    }

    @Test("What was printed before a failure is kept, and the failure keeps its place")
    func failures() {
        let reply = conversation().answer("say(); nonsense")
        #expect(text(reply) == "printed")
        #expect(reply.notes == ["a remark"])
        let failure = reply.failure
        #expect(failure?.excerpt()?.line == "say(); nonsense")
        let face = TextFace(width: 80)
        let below = failure.map { face.text(of: $0) } ?? ""
        #expect(below.hasPrefix("  say(); nonsense\n         ^^^^^^^^\nnonsense is not known"), "\(below)")
        let away = failure.map { face.text(of: $0, at: "line 3: ") } ?? ""
        #expect(away.hasPrefix("line 3: nonsense is not known"), "\(away)")
        #expect(away.contains("\n  say(); nonsense\n         ^^^^^^^^"), "\(away)")
    }

    @Test("Stopped work answers with what it reached")
    func interrupted() {
        let reply = conversation().answer("stopped()")
        #expect(reply.wasInterrupted)
        #expect(text(reply) == "3")
    }

    @Test("Variables stay from one line to the next, and an assignment shows nothing")
    func session() {
        let conversation = conversation()
        #expect(conversation.answer("a = 20").parts.isEmpty)
        #expect(text(conversation.answer("a + 1")) == "21")
    }

    @Test("An open bracket waits for its end, a command never does")
    func needsMore() {
        let conversation = conversation()
        #expect(conversation.needsMore("sum([1,"))
        #expect(!conversation.needsMore("1 + 1"))
        #expect(!conversation.needsMore(":start ("))
    }

    @Test("quit, exit and :q leave; help and :help list the commands", arguments: ["quit", "exit()", ":q", " quit "])
    func leaving(word: String) {
        #expect(conversation().answer(word).leaves)
        let help = text(conversation().answer("help"), width: 80)
        #expect(help.contains(":save FILE.md") && help.contains("Ctrl-D"))
        #expect(text(conversation().answer(":help"), width: 80) == help)
    }

    /// Takes whatever begins with "lesson".
    private final class Listener: SessionCommands {
        let commands: [SessionCommand] = []
        func perform(_ command: String, _ argument: String) -> Reply { .nothing }
        func take(_ text: String) -> Reply? { text.hasPrefix("lesson") ? .text("taken") : nil }
        var prompt: String? { "answer> " }
        func preset() -> String? { "a = 1" }
    }

    @Test("An open lesson answers first, says what the line begins with, and leaves the rest to the language")
    func families() {
        let conversation = conversation([Listener()])
        #expect(text(conversation.answer("lesson")) == "taken")
        #expect(text(conversation.answer("1 + 1")) == "2")
        #expect(conversation.prompt == "answer> ")
        #expect(conversation.preset() == "a = 1")
        #expect(conversation.answer("quit").leaves)
    }

    @Test("Prose, assessments and cues stand between empty lines, results follow each other")
    func spacing() throws {
        let prose = try MarkdownParser.blocks(of: "Prose.")
        let parts: [Reply.Part] = [
            .text("printed"), .value(.int(2)),
            .assessment(Assessment(.right, "Right.", explanation: prose, cue: "Go on.")),
            .markdown(prose), .cue(lead: "Your turn", " (1 point)."), .note("a remark"),
        ]
        #expect(
            TextFace(width: 40).text(of: parts)
                == "printed\n2\nRight.\nProse.\nGo on.\n\nProse.\n\nYour turn (1 point).\na remark")
        #expect(TextFace(width: 40).text(of: [.markdown(prose)], followsALine: true) == "\nProse.")
    }

    @Test("A line of code keeps its place above its marks under a headline, too")
    func marksUnderAHeadline() {
        let assessment = Assessment(
            .notYet, "Not yet.", "  Adam(-1)\n       ^^\nlr = -1 is out of range", cue: "Again.")
        #expect(
            TextFace(width: 40).text(of: [.assessment(assessment)])
                == "Not yet.\n  Adam(-1)\n       ^^\nlr = -1 is out of range\nAgain.")
    }

    @Test("A saved session holds what was shown then, not what a value became later, and never replaces a file")
    func saving() throws {
        let folder = NSTemporaryDirectory() + "descent-save-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let conversation = conversation()
        #expect(conversation.answer(":save").failure?.mistake.problem == ":save needs a file name")
        #expect(conversation.answer(":save \(folder)/a").failure?.mistake.problem == "there is nothing to save yet")
        conversation.width = 30
        _ = conversation.answer("say()")
        #expect(text(conversation.answer(":save \(folder)/a")) == "saved \(folder)/a.md")
        let saved = try String(contentsOfFile: folder + "/a.md", encoding: .utf8)
        #expect(saved.contains("```descent\nsay()\n```\n\n```output\nprinted\na thing, 80 wide\n```\n"), "\(saved)")
        let again = conversation.answer(":save \(folder)/a.md").failure
        #expect(again?.mistake.problem.contains("exists already") == true)
    }
}
