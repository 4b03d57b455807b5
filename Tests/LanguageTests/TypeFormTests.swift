import Answers
import Testing

@testable import Language

/// Programs, and what CPython 3.11 prints for them.
@Suite("Types as values, named tuples and chains of dicts, as CPython has them")
struct TypeFormTests {
    private func printed(_ text: String) throws -> String {
        try Session(registry: Registry(words: PythonWords.words)).evaluate(text).printed.joined(separator: "\n")
    }

    @Test("Types that are made of types are values with a spelling, and can be called")
    func compoundTypes() throws {
        #expect(
            try printed(
                """
                from typing import *
                Vector = list[float]
                print(Vector, dict[str, float], tuple[int, ...], list[list[int]])
                print(List[float], Optional[int], Callable[[float], float], Callable[..., float])
                print(Union[int, None], Union[int, str], Dict[str, Any], Literal["a", 1], Sequence[float])
                T = TypeVar("T")
                print(T, list[T], List[T], Optional[List[int]])
                class Box(Generic[T]):
                    def __init__(self, x: T):
                        self.x = x
                print(Box(3).x, Box[int](4).x, Box[int])
                class Opt(Protocol):
                    def step(self, x: float) -> float: ...
                class SGD(Opt):
                    def step(self, x):
                        return x - 0.1
                class Plain: pass
                print(SGD().step(1.0))
                print(int | None, int | float, isinstance(3, int | str), isinstance(3.0, int | str))
                print(Vector([1, 2]), list[int]())
                UserId = NewType("UserId", int)
                print(UserId(5), cast(int, "x"), TYPE_CHECKING)
                for call in (lambda: isinstance(1, list[int]), lambda: isinstance(SGD(), Opt), lambda: Plain[int]):
                    try:
                        call()
                    except TypeError as e:
                        print(e)
                """) == """
                    list[float] dict[str, float] tuple[int, ...] list[list[int]]
                    typing.List[float] typing.Optional[int] typing.Callable[[float], float] typing.Callable[..., float]
                    typing.Optional[int] typing.Union[int, str] typing.Dict[str, typing.Any] typing.Literal['a', 1] typing.Sequence[float]
                    ~T list[~T] typing.List[~T] typing.Optional[typing.List[int]]
                    3 4 __main__.Box[int]
                    0.9
                    int | None int | float True False
                    [1, 2] []
                    5 x False
                    isinstance() argument 2 cannot be a parameterized generic
                    Instance and class checks can only be used with @runtime_checkable protocols
                    type 'Plain' is not subscriptable
                    """)
    }

    @Test("A class derived from NamedTuple, or from a namedtuple, makes tuples with its methods")
    func records() throws {
        #expect(
            try printed(
                """
                from typing import NamedTuple
                from collections import namedtuple
                class P(NamedTuple):
                    x: float
                    y: float = 2.0
                    def norm(self):
                        return (self.x ** 2 + self.y ** 2) ** 0.5
                    @property
                    def total(self):
                        return self.x + self.y
                    @classmethod
                    def origin(cls):
                        return cls(0.0, 0.0)
                    @staticmethod
                    def unit():
                        return P(1.0, 0.0)
                p = P(1.5)
                print(p, p.x, p[1], p.norm(), p.total, P.origin(), P.unit(), P._fields, P._field_defaults)
                a, b = p
                print(a, b, p == (1.5, 2.0), isinstance(p, P), isinstance(p, tuple), type(p) is P, type(p).__name__, P)
                print(p._replace(x=3.0).norm(), p._asdict(), P._make([1, 2]), len(p), P(y=1, x=2))
                print({p: 1}[P(1.5, 2.0)])
                for call in (lambda: P(), lambda: P(1, 2, 3)):
                    try:
                        call()
                    except TypeError:
                        print("TypeError")
                class Q(namedtuple("Q", "a b")):
                    __slots__ = ()
                    def s(self): return self.a + self.b
                q = Q(1, 2)
                print(q, q.s(), q._replace(b=5).s(), isinstance(q, Q))
                class R(NamedTuple):
                    v: int
                    def __repr__(self): return f"R<{self.v}>"
                    def __str__(self): return "r"
                print(R(1), [R(1)], f"{R(1)}")
                """) == """
                    P(x=1.5, y=2.0) 1.5 2.0 2.5 3.5 P(x=0.0, y=0.0) P(x=1.0, y=0.0) ('x', 'y') {'y': 2.0}
                    1.5 2.0 True True True True P <class '__main__.P'>
                    3.605551275463989 {'x': 1.5, 'y': 2.0} P(x=1, y=2) 2 P(x=2, y=1)
                    1
                    TypeError
                    TypeError
                    Q(a=1, b=2) 3 6 True
                    r [R<1>] r
                    """)
    }

    @Test("A named tuple whose arithmetic would be its own is refused by the name of the method")
    func arithmetic() throws {
        #expect {
            try printed(
                "from typing import NamedTuple\nclass V(NamedTuple):\n    x: float\n    def __add__(self, o): return o")
        } throws: { "\($0)".contains("__add__") }
    }

    @Test("object.__setattr__ sets attributes of frozen objects too")
    func plainly() throws {
        #expect(
            try printed(
                """
                from dataclasses import dataclass
                @dataclass(frozen=True)
                class F:
                    a: int
                    b: int = 0
                    def __post_init__(self):
                        object.__setattr__(self, "b", self.a * 2)
                print(F(4))
                """) == "F(a=4, b=8)")
    }

    @Test("A ChainMap searches its dicts in order and changes the first")
    func chains() throws {
        #expect(
            try printed(
                """
                from collections import ChainMap
                c = ChainMap({"a": 1}, {"b": 2, "a": 3})
                print(c["a"], c["b"], list(c), len(c), "b" in c, c.get("z", 9), dict(c), c)
                c["z"] = 5
                print(c.maps, c.new_child({"q": 1})["q"], c.parents)
                try:
                    c["nope"]
                except KeyError as e:
                    print("KeyError", e)
                print(sorted(c.items()), list(c.keys()), list(c.values()))
                del c["z"]
                try:
                    del c["b"]
                except KeyError as e:
                    print("KeyError", e)
                print(c)
                """) == """
                    1 2 ['b', 'a'] 2 True 9 {'b': 2, 'a': 1} ChainMap({'a': 1}, {'b': 2, 'a': 3})
                    [{'a': 1, 'z': 5}, {'b': 2, 'a': 3}] 1 ChainMap({'b': 2, 'a': 3})
                    KeyError 'nope'
                    [('a', 1), ('b', 2), ('z', 5)] ['b', 'a', 'z'] [2, 1, 5]
                    KeyError "Key not found in the first mapping: 'b'"
                    ChainMap({'a': 1}, {'b': 2, 'a': 3})
                    """)
    }

    @Test("A source of its own draws what the module draws from the same seed, and leaves the module's alone")
    func sources() throws {
        #expect(
            try printed(
                """
                import random
                r = random.Random(3)
                random.seed(3)
                first = [random.random(), random.randint(1, 6), random.gauss(0, 1)]
                random.seed(5)
                before = random.random()
                random.seed(5)
                print([r.random(), r.randint(1, 6), r.gauss(0, 1)] == first, random.random() == before)
                items = [1, 2, 3, 4]
                r.shuffle(items)
                print(sorted(items), isinstance(r, random.Random))
                r.seed(3)
                print(r.random() == first[0])
                """) == "True True\n[1, 2, 3, 4] True\nTrue")
    }

    @Test("A type that grows without end is refused, and one whose list changes stays as it was")
    func bounds() throws {
        #expect(
            try printed(
                """
                from typing import Callable
                for grow in (lambda t: dict[t, t], lambda t: list[t], lambda t: Callable[[t, t], t], lambda t: t | list[t]):
                    t = list[int]
                    try:
                        for i in range(100000):
                            t = grow(t)
                        print("ran")
                    except RecursionError as e:
                        print("refused", len(str(t)) < 100000)
                x = [int]
                t = Callable[x, int]
                x.append(t)
                x.append(x)
                print(t)
                """) == [String](repeating: "refused True", count: 4).joined(separator: "\n")
                + "\ntyping.Callable[[int], int]")
    }
}
