import Conversation
import Foundation
import Language
@testable import Lessons
import Answers
import Testing
import Vocabulary

@Suite("The limits of a lesson's code", .serialized)
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
                    SourceCode(source: "list\(index) = [0.5] * 1000000", firstLine: 1), seed: 0, limit: 60
                ).problem
        }
        #expect(problem?.mistake.problem.contains("memory") == true)
        // Six fit. The memory is that of the whole process, and other tests give some back meanwhile.
        #expect(sandbox.session.variables.count < 50)
        sandbox.session.variables = [:]
        sandbox.beginLesson()
        #expect(sandbox.run(SourceCode(source: "1 + 1", firstLine: 1), seed: 0, limit: 10).problem == nil)
    }

    /// Loops without end, in every form that a block may have.
    private static let endless = [
        "while True:\n    pass", "for i in range(10**18):\n    pass",
        "while True:\n    try:\n        1/0\n    except:\n        pass",
        "while True:\n    try:\n        pass\n    finally:\n        continue",
        "def f():\n    while True:\n        yield 1\nfor x in f():\n    pass", "sum(i for i in range(10**18))",
        "def f(n):\n    try:\n        return f(n + 1)\n    except RecursionError:\n        return f(0)\nwhile True:\n    f(0)",
        "class A:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        return 1\nfor x in A():\n    pass",
        "class A:\n    def __getitem__(self, i):\n        return i\nfor x in A():\n    pass",
        "import itertools\nfor x in itertools.cycle([1]):\n    pass",
        "import itertools\nnext(itertools.islice(itertools.count(), 10**15, None))",
        "next(x for x in range(10**18) if x < 0)", "any(x < 0 for x in range(10**18))", "min(range(10**18))",
        "-1 in (x for x in range(10**18))",
        "f = lambda n: f(n - 1) + f(n - 2) if n > 1 else n\nf(90)", "x = []\nx.append(x)\nwhile x == x:\n    pass",
        "d = {}\nwhile True:\n    d[len(d) % 10] = 1", "pow(3, 7**20000, 11**3000)",
        "while True:\n    sorted(range(1000), key=lambda x: -x)",
        "('a'*4000000).find('a'*3000000 + 'b')\nwhile True:\n    pass", "while True:\n    f'{1}'.join(['a', 'b'])",
        "for i in range(10**18):\n    print(i, end='')",
    ]

    @Test("A block without end is stopped at its time, whatever form it has", arguments: endless)
    func blocks(_ source: String) {
        let sandbox = Self.sandbox(.init(seconds: 1000))
        let run = sandbox.run(SourceCode(source: source, firstLine: 1), seed: 0, limit: 0.2)
        #expect(run.exceeded == .time(0.2), "\(source): \(String(describing: run.problem))")
    }

    /// What grows without end, in every form.
    private static let growing = [
        "x = []\nwhile True:\n    x.append([0.5] * 1000)", "x = [[0.5] * 100000 for i in range(10**9)]",
        "d = {}\ni = 0\nwhile True:\n    i += 1\n    d[i] = [i] * 10",
        "x = []\nwhile True:\n    x = [x]", "x = []\nwhile True:\n    x.append('a' * 100000 + str(len(x)))",
        "class A:\n    pass\nx = []\nwhile True:\n    a = A()\n    a.v = [1] * 100\n    x.append(a)",
        "def g(x):\n    yield x\nx = []\nwhile True:\n    x.append(g(1))",
        "x = None\nwhile True:\n    x = (lambda y: lambda: y)(x)",
        "x = [lambda: i for i in range(9999999)]\ny = [lambda: i for i in range(9999999)]",
        "x = []\nn = 10**1000\nwhile True:\n    n += 1\n    x.append(n)",
        "s = set()\nwhile True:\n    s.add('a' * 1000 + str(len(s)))",
        "from collections import deque\nd = deque()\nwhile True:\n    d.append([0] * 100)",
        "x = [one_hot([1] * 1000, 1000) for i in range(10**6)]", "x = []\nwhile True:\n    x.append(moons(n=100000))",
        "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef f(n):\n    return [n] * 1000\ni = 0\nwhile True:\n    i += 1\n    f(i)",
    ]

    @Test("What grows without end is stopped at its memory, whatever form it has", arguments: growing)
    func growth(_ source: String) {
        let sandbox = Self.sandbox(.init(bytes: 150 << 20))
        let run = sandbox.run(SourceCode(source: source, firstLine: 1), seed: 0, limit: 600)
        #expect(run.exceeded == .memory(150 << 20), "\(source): \(String(describing: run.problem))")
        #expect(sandbox.session.variables.isEmpty)
    }

    @Test("The time of a lesson is bounded over all its cells, and that of one step over all its runs")
    func time() {
        let sandbox = TestSandbox.sandbox(.init(seconds: 0.3))
        for _ in 0..<3 { _ = sandbox.run(SourceCode(source: "forever()", firstLine: 1), seed: 0, limit: 0.15) }
        #expect(sandbox.run(SourceCode(source: "forever()", firstLine: 1), seed: 0, limit: 600).exceeded != nil)
        sandbox.beginLesson()
        let all = sandbox.within(0.2) {
            (0..<4).map { _ in sandbox.run(SourceCode(source: "forever()", firstLine: 1), seed: 0, limit: 60).exceeded }
        }
        #expect(all.allSatisfy { $0 != nil })
    }
}
