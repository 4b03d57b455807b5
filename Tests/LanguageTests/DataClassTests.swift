import Answers
import Testing

@testable import Language

/// Programs, and what CPython 3.11 prints for them.
@Suite("Data classes and names of files, as CPython has them")
struct DataClassTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Registry(words: PythonWords.words))
        session.permission = .everything
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("What a field leaves out, orders, frozen objects, and objects as dicts and tuples")
    func dataclasses() throws {
        #expect(
            try printed(
                """
                from dataclasses import dataclass, field, asdict, astuple, replace

                @dataclass
                class T:
                    a: float
                    b: dict = field(default_factory=dict, compare=False)
                    n: str = field(default="x", repr=False)
                    k: list = field(default_factory=list, init=False)

                print(T(1), T(1) == T(1, {1: 2}), T(1).n, T(1).k)

                @dataclass(order=True)
                class V:
                    major: int
                    minor: int = 0

                print(sorted([V(2), V(1, 5), V(1)]), V(1) < V(1, 1), V(2) >= V(2), max(V(1), V(3)))

                @dataclass(frozen=True)
                class C:
                    lr: float = 0.1
                    layers: tuple = (4, 2)

                c = C()
                try:
                    c.lr = 0.2
                except Exception as e:
                    print(type(e).__name__, e)
                try:
                    c.other = 1
                except AttributeError as e:
                    print(type(e).__name__, e)
                print(c, replace(c, lr=0.5), asdict(c), astuple(c))

                @dataclass
                class Run:
                    config: C
                    losses: list = field(default_factory=list)

                r = Run(C(), [1.0, 2.0])
                d = asdict(r)
                r.losses.append(3.0)
                print(d, asdict(r)["losses"], astuple(r))
                try:
                    replace(c, rate=1)
                except TypeError as e:
                    print(e)

                @dataclass(eq=False, repr=False)
                class P:
                    x: int = 0

                print(P() == P(), isinstance(P(), P))

                @dataclass(frozen=True)
                class K:
                    x: int = 0
                    note: str = field(default="", compare=False)

                seen = {K(1): "one", K(2, "b"): "two"}
                print(seen[K(1, "other")], K(2) in seen, (1,) in seen, len({K(1), K(1), K(3)}))
                try:
                    print(K(1) < K(2))
                except TypeError as e:
                    print(e)
                try:
                    V(1) < 3
                except TypeError as e:
                    print(e)
                k = K(5)
                try:
                    del k.x
                except Exception as e:
                    print(type(e).__name__)

                class Child(K):
                    def __init__(self):
                        super().__init__(4)
                        self.cache = {}

                print(Child().x, Child().cache)

                @dataclass
                class N:
                    next: object = None
                    rest: int = field(default=7, init=False)

                n = N()
                n.next = n
                try:
                    asdict(n)
                except RecursionError as e:
                    print(type(e).__name__)
                try:
                    replace(N(), rest=3)
                except ValueError as e:
                    print(e)
                print(N().rest, asdict(N({"a": N(1)})))
                """) == """
                    T(a=1, b={}, k=[]) True x []
                    [V(major=1, minor=0), V(major=1, minor=5), V(major=2, minor=0)] True True V(major=3, minor=0)
                    FrozenInstanceError cannot assign to field 'lr'
                    FrozenInstanceError cannot assign to field 'other'
                    C(lr=0.1, layers=(4, 2)) C(lr=0.5, layers=(4, 2)) {'lr': 0.1, 'layers': (4, 2)} (0.1, (4, 2))
                    {'config': {'lr': 0.1, 'layers': (4, 2)}, 'losses': [1.0, 2.0]} [1.0, 2.0, 3.0] ((0.1, (4, 2)), [1.0, 2.0, 3.0])
                    C.__init__() got an unexpected keyword argument 'rate'
                    False True
                    one True False 2
                    '<' not supported between instances of 'K' and 'K'
                    '<' not supported between instances of 'V' and 'int'
                    FrozenInstanceError
                    4 {}
                    RecursionError
                    field rest is declared with init=False, it cannot be specified with replace()
                    7 {'next': {'a': {'next': 1, 'rest': 7}}, 'rest': 7}
                    """)
    }

    @Test("Names of files are put together and taken apart")
    func paths() throws {
        #expect(
            try printed(
                """
                import os
                print([os.path.join(*p) for p in [("a", "b"), ("a/", "b"), ("a", "/b"), ("", "b"), ("a", "")]])
                print([os.path.split(p) for p in ["a/b", "a", "/a", "a/", "/", "a//b"]])
                print([os.path.splitext(p) for p in ["a.b.c", ".a", "a", "x.d/a", "..a", "a."]])
                print([os.path.basename("a/b.c"), os.path.dirname("/a/b.c")])
                try:
                    os.makedirs("/proc/nowhere/x")
                except OSError as e:
                    print(type(e).__name__, e)
                try:
                    os.makedirs("/tmp")
                except FileExistsError as e:
                    print(type(e).__name__, e)
                try:
                    os.listdir("/nowhere")
                except FileNotFoundError as e:
                    print(type(e).__name__, e)
                print(os.path.exists("/tmp"), os.path.isfile("/tmp"), os.path.isdir("/tmp"), os.path.exists("/nowhere"))
                """) == """
                    ['a/b', 'a/b', '/b', 'b', 'a/']
                    [('a', 'b'), ('', 'a'), ('/', 'a'), ('a', ''), ('/', ''), ('a', 'b')]
                    [('a.b', '.c'), ('.a', ''), ('a', ''), ('x.d/a', ''), ('..a', ''), ('a', '.')]
                    ['b.c', '/a']
                    FileNotFoundError [Errno 2] No such file or directory: '/proc/nowhere'
                    FileExistsError [Errno 17] File exists: '/tmp'
                    FileNotFoundError [Errno 2] No such file or directory: '/nowhere'
                    True False True False
                    """)
    }

    @Test("sys.exit ends with its status, and only SystemExit meets it")
    func exit() throws {
        let status = #expect(throws: Diagnostic.self) {
            try printed("import sys\ntry:\n    sys.exit(3)\nexcept Exception:\n    print(1)")
        }
        #expect(status?.exit?.status == 3 && status?.exit?.said == nil)
        let said = #expect(throws: Diagnostic.self) { try printed("import sys\nsys.exit('no data')") }
        #expect(said?.exit?.status == 1 && said?.exit?.said == "no data")
        let well = #expect(throws: Diagnostic.self) { try printed("import sys\nsys.exit()") }
        #expect(well?.exit?.status == 0)
        let derived = #expect(throws: Diagnostic.self) { try printed("class Done(SystemExit): pass\nraise Done(4)") }
        #expect(derived?.exit?.status == 4)
        #expect(try printed("import sys\ntry:\n    sys.exit(1)\nexcept SystemExit as e:\n    print(e)") == "1")
        let mistake = #expect(throws: Diagnostic.self) { try printed("1 / 0") }
        #expect(mistake?.exit == nil)
    }
}
