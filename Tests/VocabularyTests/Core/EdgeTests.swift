import Answers
import Foundation
import Language
import Testing
import Vocabulary

@Suite("Numbers at the edge and data without end get an answer or a refusal")
struct EdgeTests {
    /// Lines that once ended the program, and their kin.
    static let lines = [
        "minimize(sphere, Adam(0.1), steps=10, max_seconds=1e155)", "minimize(sphere, BFGS(), max_seconds=1e155)",
        "ConstantLR(0.1, total_iters=2**62)", "LinearLR(0.1, total_iters=2**62)",
        "CosineDecayRestarts(0.9, 8, t_mul=1e300)", "CosineDecayRestarts(0.9, 8, t_mul=1e300)(2**62)",
        "cosine_onecycle_schedule(2**63 - 1, 0.1)", "cosine_onecycle_schedule(2**62, 0.1)(2**62)",
        "warmup_cosine_decay_schedule(0, 0.1, 2**62, 2**63 - 1)",
        "plot(rosenbrock, ylim=(1e-10, 1e308))", "plot(parabola, xlim=(-1e308, 1e308))",
        "plot(rosenbrock, xlim=(1e-320, 1e308), ylim=(1e-10, 1e308))",
        "ExponentialDecay(0.1, 2**62, 0.9)(2**62)", "plot(CosineDecay(0.1, 2**62))",
        "describe(CosineDecayRestarts(0.1, 2**61, t_mul=1e18))",
        "import numpy as np\nnp.arange(6).reshape(2, [])", "import numpy as np\nnp.random.rand(2, [])",
        "import numpy as np\nnp.zeros((2, 3)).transpose(1, [])",
    ]

    @Test("no number of a person ends the program", arguments: lines)
    func edge(_ line: String) throws {
        let session = Session(registry: Vocabulary.registry)
        do {
            let outcome = try session.evaluate(line)
            _ = outcome.value.display(width: 80)
        } catch let problem as Diagnostic {
            #expect(problem.mistake.problem.utf8.count < 1000, "\(line)")
        }
    }

    private func refusal(_ line: String) throws -> Mistake? {
        do {
            _ = try Session(registry: Vocabulary.registry).evaluate(line)
            return nil
        } catch let problem as Diagnostic {
            return problem.mistake
        }
    }

    @Test("very many tuples are made one after the other; a list of them is refused before it takes a machine's memory")
    func tuples() throws {
        for (line, expected) in [
            ("next(zip(range(10**15), range(3000000)))", "(0, 0)"),
            ("list(enumerate(range(4), 5))[2:4]", "[(7, 2), (8, 3)]"),
            ("len(range(3000000))", "3000000"),
            ("list(zip([1, 2], 'ab'))", "[(1, 'a'), (2, 'b')]"),
        ] {
            #expect(try Session(registry: Vocabulary.registry).evaluate(line).value.repr == expected, "\(line)")
        }
        for line in ["list(zip(range(3000000), range(3000000)))", "list(enumerate(range(3000000)))"] {
            let mistake = try #require(try refusal(line), "\(line)")
            #expect(mistake.expected?.hasPrefix("at most 2") == true, "\(mistake)")
        }
    }

    @Test("a name without end is refused, and no message repeats what was megabytes long")
    func longNames() throws {
        let long = String(repeating: "a", count: 100_000)
        let mistake = try #require(try refusal(long))
        #expect(mistake.problem == "a name of 100,000 bytes is too long", "\(mistake.problem.prefix(100))")
        for line in ["float(\"\(long)\")", "\"\(long)\" + 1", "{}[\"\(long)\"]", "rosenbrock(\"\(long)\")"] {
            let problem = try #require(try refusal(line)).problem
            #expect(problem.utf8.count < 1300, "\(line.prefix(20)): \(problem.utf8.count)")
        }
    }

    @Test(
        "long work on data of one's own is stopped at once",
        arguments: [
            "sorted([list(range(100000)) for i in range(200)])",
            "[list(range(100000)) for i in range(90)] == [list(range(100000)) for i in range(90)]",
            "max([list(range(100000)) for i in range(2000)])", "(\"ab \" * 3000000).split()",
            "(\"ab \" * 3000000).upper()",
            "(\"ab \" * 3000000).replace(\" \", \"--\")", "list(zip(range(2000000), range(2000000)))",
            "list(enumerate(range(2000000)))",
            "list(range(9000000)).count(-1)", "(\"%s\" * 900000) % tuple(range(900000))",
            "(\"{}\" * 900000).format(*range(900000))",
        ])
    func stopped(_ line: String) throws {
        let work = Work()
        let session = Session(registry: Vocabulary.registry, work: work)
        // A thread of its own: those of the tests may all be busy.
        Thread.detachNewThread {
            usleep(50_000)
            work.cancel()
        }
        let start = ContinuousClock.now
        _ = try? session.evaluate(line)
        #expect(ContinuousClock.now - start < .seconds(60), "\(line)")
    }
}
