import Answers
import Conversation
import Foundation
import Language
import Testing
import Vocabulary

@testable import Lessons

@Suite("The README")
struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    /// The fenced blocks that show a session, as they are copied from the page.
    private static func blocks() throws -> [String] {
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        return text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            .map { String($0.drop { $0 != "\n" }.dropFirst()) }.filter { $0.hasPrefix("> ") }
    }

    @Test("Every block can be pasted into one session with its prompts, line by line, and no line fails")
    func session() throws {
        let session = Session(registry: Vocabulary.registry)
        let interpreter = Interpreter(session)
        let lessons = LessonCommands(
            course: { Course(Self.root.appending(path: "Lessons").path) }, sandbox: Sandbox(interpreter),
            log: MemoryLog())
        let conversation = Conversation(interpreter, [lessons], hearsQuestions: true)
        var lines = 0
        for block in try Self.blocks() {
            for line in conversation.inputs(in: block) {
                let reply = conversation.answer(line)
                #expect(reply.failure == nil, "\(line): \(reply.failure?.mistake.problem ?? "")")
                #expect(!reply.wasInterrupted && !reply.leaves, "\(line)")
                lines += 1
            }
        }
        #expect(lines >= 25, "the blocks of the README were found")
    }

    @Test("A page of help or a picture does not stand in the way of the run that was there before")
    func last() throws {
        let conversation = Conversation(Interpreter(Session(registry: Vocabulary.registry)), hearsQuestions: true)
        for line in [
            "minimize(rosenbrock, Adam(0.05), steps=20)", "plot(_)", "help(Adam)", "what is momentum?",
            "explain(_, step=17)",
        ] { #expect(conversation.answer(line).failure == nil, "\(line)") }
    }
}
