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

    /// What a lesson can leave behind that runs code of its own when a person touches it: every hook of the language.
    private static func hooks(_ writer: String) -> String {
        """
        armed = False

        def hit(*values, **more):
            if armed:
                \(writer)
            return 1

        class Trap:
            def __init__(self, *values):
                hit()
            def __repr__(self):
                return str(hit())
            def __str__(self):
                return str(hit())
            def __format__(self, spec):
                return str(hit())
            def __eq__(self, other):
                return bool(hit())
            def __lt__(self, other):
                return bool(hit())
            def __len__(self):
                return hit()
            def __bool__(self):
                return bool(hit())
            def __int__(self):
                return hit()
            def __float__(self):
                return 1.0 * hit()
            def __contains__(self, value):
                return bool(hit())
            def __getitem__(self, place):
                return hit()
            def __setitem__(self, place, value):
                hit()
            def __delitem__(self, place):
                hit()
            def __iter__(self):
                return made()
            def __call__(self, *values):
                return hit()
            def __enter__(self):
                hit()
            def __exit__(self, *values):
                hit()
            def __add__(self, other):
                return hit()
            def __radd__(self, other):
                return hit()
            def __neg__(self):
                return hit()
            def __getattr__(self, name):
                return hit()
            @property
            def value(self):
                return hit()
            @value.setter
            def value(self, new):
                hit()
            @classmethod
            def ofClass(cls):
                return hit()
            @staticmethod
            def plain(*values):
                return hit()
            def method(self, *values):
                return hit()

        def made():
            yield hit()
            yield hit()

        class Oops(ValueError):
            def __str__(self):
                return str(hit())

        def decorate(function):
            def wrapped(*values):
                hit()
                return function(*values)
            return wrapped

        from functools import partial, lru_cache
        trap = Trap()
        bound = trap.method
        generators = [made(), made(), made(), (hit() for i in range(3))]
        mapped = map(hit, [1, 2])
        filtered = filter(hit, [1, 2])
        part = partial(hit, 1)
        cached = lru_cache(hit)
        kept = {"f": hit, "g": [lambda: hit()]}
        sphere = hit
        print = hit
        len = hit
        EarlyStopping = hit
        """
    }

    private static let touches = [
        "trap", "str(trap)", "f'{trap}'", "'{}'.format(trap)", "'%s' % trap", "[trap]", "trap == 1", "trap < 1",
        "sorted([trap, trap])", "min(trap, trap)", "len(trap)", "bool(trap)", "not trap", "int(trap)", "float(trap)",
        "1 in trap", "trap[0]", "trap[0] = 1", "del trap[0]", "list(trap)", "for x in trap:\n    pass\n",
        "[*trap]", "a, b = trap", "trap()", "with trap:\n    pass\n", "trap + 1", "1 + trap", "sum([trap])", "-trap",
        "trap.other", "getattr(trap, 'some')", "trap.value", "trap.value = 3", "Trap()", "Trap.ofClass()",
        "Trap.plain()", "trap.method()", "bound()", "next(generators[0])", "list(generators[1])",
        "for x in generators[2]:\n    pass\n", "sum(generators[3])", "list(mapped)", "list(filtered)", "part()",
        "cached(3)", "kept['f']()", "kept['g'][0]()", "sorted([1, 2], key=hit)", "max([1, 2], key=hit)",
        "list(map(hit, [1]))", "import functools\nfunctools.reduce(hit, [1, 2])",
        "@decorate\ndef mine(x):\n    return x\nmine(1)", "class Mine(Trap):\n    pass\nMine()",
        "raise Oops(1)", "try:\n    raise Oops(1)\nexcept Oops as e:\n    str(e)\n", "assert False, trap", "print(1)",
        "len([1])", "sphere(1, 2)", "minimize(hit, SGD(0.1), start=(1, 1), steps=2)", "plot(sphere)",
        "Schedule(hit)(3)",
        "m = Sequential([Input((1,)), Dense(1)]); m.compile(SGD(0.01), 'mse'); m.fit([[1.0]], [1.0], callbacks=[hit])",
        "EarlyStopping(patience=3)", "del trap", "def own():\n    return hit()\nown()", "(lambda: hit())()",
        "def given(f):\n    return f()\ngiven(hit)", "class Own:\n    f = hit\nOwn.f()", "hit.attribute = 1; hit()",
    ]

    @Test(
        "No hook of the language lets what a lesson left behind write: methods, properties, decorators, generators, shadowed words"
    )
    func everyHook() throws {
        try Self.inFolder { folder in
            let writer = "save(plot(himmelblau), '\(folder)/' + 'a.txt')"
            let (conversation, session) = try Self.conversation(
                Self.lesson("```descent id=\"one\"\n\(Self.hooks(writer))\n```"), in: folder)
            let opened = conversation.answer("")
            #expect(opened.failure == nil, "\(String(describing: opened.failure))")
            #expect(conversation.answer("armed = True").failure == nil)
            var refusals = 0
            for line in Self.touches {
                let reply = conversation.answer(line)
                if reply.failure?.mistake.problem.contains("may not write files") == true { refusals += 1 }
                #expect(session.permission == .everything, "\(line)")
            }
            // Most of them do come as far as the attempt.
            #expect(refusals > 50, "\(refusals) of \(Self.touches.count)")
            // The same word in a line of the person's own writes.
            #expect(conversation.answer("save(plot(himmelblau), '\(folder)/own.txt')").failure == nil)
            try FileManager.default.removeItem(atPath: folder + "/own.txt")
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
