import Conversation
import Foundation
import Language
@testable import Lessons
import Answers
import Testing
import Vocabulary

/// What a lesson's code may do, wherever and by whomever it is run. The lessons here are hostile in intent and harmless in
/// effect: they try to write into a folder of the test's own.
@Suite("The permission of a lesson's code")
struct PermissionTests {
    /// Makes a folder, and expects it to be empty after the body.
    private static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "permission-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
        let found = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(found.isEmpty, "\(found)")
    }

    private static func conversation(_ lesson: String, in folder: String) throws -> (Conversation, Session) {
        let path = NSTemporaryDirectory() + "lesson-\(UUID().uuidString).md"
        try lesson.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        let interpreter = Interpreter(session)
        let lessons = LessonCommands(course: { Course(folder) }, sandbox: Sandbox(interpreter), log: MemoryLog())
        let reply = lessons.start(path)
        #expect(reply.failure == nil, "\(String(describing: reply.failure))")
        return (Conversation(interpreter, [lessons]), session)
    }

    private static func lesson(_ body: String) -> String {
        """
        ---
        title: A stranger's
        lesson:
          id: stranger
          timeout: 20s
          skip: allowed
        ---

        \(body)
        """
    }

    /// Everything that writes, as a lesson might write it.
    private static func writers(_ folder: String) -> [String] {
        [
            "save(plot(sphere), '\(folder)/a.txt')", "plot(sphere).save('\(folder)/b.txt')",
            "Sequential([Input((1,)), Dense(1)]).save('\(folder)/c.safetensors')",
            "Sequential([Input((1,)), Dense(1)]).fit([[1], [2]], [1, 2], callbacks=[CSVLogger('\(folder)/d.csv')])",
            "animate(minimize(sphere, SGD(0.1), steps=2), '\(folder)/e.gif')",
        ]
    }

    @Test("A prediction writes nothing when a guess has been typed")
    func predictions() throws {
        try Self.inFolder { folder in
            for writer in Self.writers(folder) {
                let what = writer.replacingOccurrences(of: "'", with: "\\\"")
                let (conversation, _) = try Self.conversation(
                    Self.lesson(
                        """
                        ```descent id="one"
                        1 + 1
                        ```

                        <!-- descent:predict of="one" what="\(what)" -->
                        What will it be?
                        """), in: folder)
                _ = conversation.answer("2")
                _ = conversation.answer("")
                #expect(conversation.answer("1 + 1").failure == nil)
            }
        }
    }

    @Test("A function that a lesson left behind writes nothing, however a person calls it")
    func functions() throws {
        try Self.inFolder { folder in
            for writer in Self.writers(folder) {
                let (conversation, session) = try Self.conversation(
                    Self.lesson(
                        """
                        ```descent id="one"
                        rosenbrock = lambda x, y: [\(writer), x + y][1]; make = lambda: lambda: \(writer); s = save; pair = [make()]; word(x, y) = x
                        ```
                        """), in: folder)
                #expect(conversation.answer("").failure == nil)
                for line in [
                    "rosenbrock(1, 2)", "minimize(rosenbrock, SGD(0.1), start=(1, 1), steps=2)", "plot(rosenbrock)",
                    "make()()", "pair[0]()", "list(map(rosenbrock, [1], [2]))", "g = lambda: make()(); g()",
                    "s(plot(sphere), '\(folder)/f.txt')", "h(f) = f(1, 2); h(rosenbrock)",
                    "Schedule(lambda t: rosenbrock(t, 1))(3)", "list(map(s, [plot(sphere)], ['\(folder)/g.txt']))",
                ] {
                    let reply = conversation.answer(line)
                    #expect(session.permission == .everything)
                    _ = reply
                }
            }
        }
    }

    @Test("Checks, setups, hints' exercises and answers write nothing")
    func exercises() throws {
        try Self.inFolder { folder in
            for writer in Self.writers(folder) {
                let (conversation, _) = try Self.conversation(
                    Self.lesson(
                        """
                        <!-- descent:question id="q" type="formula" variables="x" -->
                        What?

                        <details><summary>Answer</summary>

                        = [\(writer), x][1]

                        </details>

                        ```descent setup="e"
                        k = lambda: \(writer)
                        ```

                        ```descent exercise="e"
                        [____, k()]; a = 1
                        ```

                        ```descent check="e"
                        expect([\(writer), True][1], "no")
                        k()
                        ```

                        ```descent solution="e"
                        a = [\(writer)]
                        ```
                        """), in: folder)
                for line in ["x", ":skip", "[1, k()]; a = 1", "a = 1", ":check", ":solution", "k()", ":skip", "k()"] {
                    _ = conversation.answer(line)
                }
            }
        }
    }

    @Test("What is left on a line of the code that a lesson prepared writes nothing")
    func preparedLines() throws {
        try Self.inFolder { folder in
            for writer in Self.writers(folder) {
                let (conversation, _) = try Self.conversation(
                    Self.lesson(
                        """
                        ```descent exercise="e"
                        [____, \(writer), ____]
                        ```

                        ```descent solution="e"
                        1
                        ```
                        """), in: folder)
                for line in ["[1, \(writer), 2]", "(3, [\(writer)])", "0 or \(writer)"] {
                    #expect(conversation.answer(line).failure != nil, "\(line)")
                }
            }
        }
    }

    @Test("A person's own function, callback and line write what they are asked to, also while a lesson is open")
    func ownLines() throws {
        let folder = NSTemporaryDirectory() + "own-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (conversation, _) = try Self.conversation(
            Self.lesson("```descent id=\"one\"\n1 + 1\n```"), in: folder)
        // Each of these does write where it may.
        for writer in Self.writers(folder) { _ = conversation.answer(writer) }
        let written = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(written.count >= 3, "\(written)")
        for file in written { try FileManager.default.removeItem(atPath: folder + "/" + file) }
        for line in [
            "mine = lambda name: save(plot(sphere), '\(folder)/' + name)", "mine('a.txt')",
            "model = Sequential([Input((1,)), Dense(1)]); model.compile(SGD(0.01), 'mse')",
            "keep = lambda epoch, logs: model.save('\(folder)/b.safetensors')",
            "model.fit([[1.0], [2.0]], [1.0, 2.0], callbacks=[keep, CSVLogger('\(folder)/c.csv')])",
        ] {
            let reply = conversation.answer(line)
            #expect(reply.failure == nil, "\(line): \(String(describing: reply.failure))")
        }
        let found = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(found == ["a.txt", "b.safetensors", "c.csv"])
    }

    @Test("A lesson's training does not write through a logger that a person made")
    func borrowedLoggers() throws {
        try Self.inFolder { folder in
            let (conversation, _) = try Self.conversation(
                Self.lesson(
                    """
                    ```descent id="one"
                    m = Sequential([Input((1,)), Dense(1)]); m.compile(SGD(0.01), 'mse'); m.fit([[1.0]], [1.0], callbacks=[log])
                    ```
                    """), in: folder)
            _ = conversation.answer("log = CSVLogger('\(folder)/log.csv')")
            #expect(conversation.answer("").failure?.mistake.problem.contains("may not write files") == true)
        }
    }
}

@Suite("The limits of a lesson's code")
struct AllowanceTests {
    private static func sandbox(_ allowance: Sandbox.Allowance) -> Sandbox {
        Sandbox(Interpreter(Session(registry: Vocabulary.registry)), allowance: allowance)
    }

    @Test("The memory of a lesson is bounded over all its cells, and what went too far is given back")
    func memory() {
        let sandbox = Self.sandbox(.init(bytes: 100 << 20))
        var problem: Diagnostic?
        for index in 0..<200 where problem == nil {
            problem =
                sandbox.run(
                    Code(source: "list\(index) = [0.5] * 1000000", firstLine: 1), seed: 0, limit: 60
                ).problem
        }
        #expect(problem?.mistake.problem.contains("memory") == true)
        // Six fit. The memory is that of the whole process, and other tests give some back meanwhile.
        #expect(sandbox.session.variables.count < 50)
        sandbox.session.variables = [:]
        sandbox.beginLesson()
        #expect(sandbox.run(Code(source: "1 + 1", firstLine: 1), seed: 0, limit: 10).problem == nil)
    }

    @Test("The time of a lesson is bounded over all its cells, and that of one step over all its runs")
    func time() {
        let sandbox = TestSandbox.sandbox(.init(seconds: 0.3))
        for _ in 0..<3 { _ = sandbox.run(Code(source: "forever()", firstLine: 1), seed: 0, limit: 0.15) }
        #expect(sandbox.run(Code(source: "forever()", firstLine: 1), seed: 0, limit: 60).seconds < 10)
        sandbox.beginLesson()
        let all = sandbox.within(0.2) {
            (0..<4).map { _ in sandbox.run(Code(source: "forever()", firstLine: 1), seed: 0, limit: 60).exceeded }
        }
        #expect(all.allSatisfy { $0 != nil })
    }
}
