import Conversation
import Glibc
import Language
@testable import Lessons
import Answers
import Numbers
import Vocabulary

/// A small language for the tests: arithmetic, the words of checks, a draw, and a word that never ends by itself.
enum TestSandbox {
    static let registry = Registry(words: CheckWords.words + [draw, forever, save, secret])

    static func session() -> Session { Session(registry: registry) }

    static func sandbox(_ allowance: Sandbox.Allowance = .init()) -> Sandbox {
        Sandbox(Interpreter(session()), allowance: allowance)
    }

    static func tutor(_ lesson: Lesson, log: any ProgressLog = MemoryLog(), again: Bool = false) -> Tutor {
        Tutor(lesson, sandbox: sandbox(), log: log, again: again)
    }

    private static let draw = Word(
        "draw", family: "tests", summary: "A number from 0 to 1 that depends on the seed alone",
        meaning: .call { _, context in
            var stream = RandomStream(seed: context.session.seed, purpose: "draw")
            return .number(stream.uniform())
        })

    private static let secret = Word(
        "secret", family: "tests",
        summary: "What words that grade draw their held-back seeds from; 0 where there is none",
        meaning: .call { _, context in .int(Int(context.session.secret ?? 0)) })

    private static let forever = Word(
        "forever", family: "tests", summary: "Works until it is stopped",
        meaning: .call { _, context in
            while !context.work.isCancelled { usleep(1000) }
            throw Interrupted()
        })

    private static let save = Word(
        "save", family: "tests", summary: "Writes a file, where that is allowed",
        needs: .writingFiles, meaning: .call { _, _ in .bool(true) })
}

extension Reply {
    /// The answer as a test reads it.
    var output: String { TextFace(width: 80).text(of: answer) }
}
