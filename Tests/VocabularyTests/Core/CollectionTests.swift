import Answers
import Testing
import Vocabulary

@testable import Language

/// Programs with what `collections` and `math` have, and what CPython 3.11 prints for them.
@Suite("collections and math have what scripts use of them")
struct CollectionTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("Counters, deques, named tuples and ordered dicts")
    func collections() throws {
        #expect(
            try printed(
                #"""
                from collections import Counter, OrderedDict, deque, namedtuple
                c = Counter("abracadabra")
                c.subtract("aab")
                c.subtract({"z": 2}, r=1)
                print(c, +c, -c, c.total(), c["q"])
                d = deque("ab") + deque("c")
                print(d, deque([1, 2], maxlen=3) * 2, 2 * deque("x"), deque([1, 2, 3], maxlen=3) + deque([4]))
                P = namedtuple("P", "x y", defaults=[2])
                print(P._make([3, 4]), P._field_defaults, P._fields, P(1)._replace(y=0), P(1)._asdict())
                try:
                    P._make([1])
                except TypeError as e:
                    print(e)
                o = OrderedDict(a=1, b=2, c=3)
                o.move_to_end("a")
                o.move_to_end("c", last=False)
                print(o, o.popitem(last=False), o.popitem(), o)
                print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
                for f in (lambda: o.move_to_end("q"), lambda: OrderedDict().popitem()):
                    try:
                        f()
                    except KeyError as e:
                        print(e)
                """#)
                    == #"""
                    Counter({'a': 3, 'b': 1, 'r': 1, 'c': 1, 'd': 1, 'z': -2}) Counter({'a': 3, 'b': 1, 'r': 1, 'c': 1, 'd': 1}) Counter({'z': 2}) 5 0
                    deque(['a', 'b', 'c']) deque([2, 1, 2], maxlen=3) deque(['x', 'x']) deque([2, 3, 4], maxlen=3)
                    P(x=3, y=4) {'y': 2} ('x', 'y') P(x=1, y=0) {'x': 1, 'y': 2}
                    Expected 2 arguments, got 1
                    OrderedDict([('b', 2)]) ('c', 3) ('a', 1) OrderedDict([('b', 2)])
                    False True
                    'q'
                    'dictionary is empty'
                    """#)
    }

    @Test("Functions of floating-point and whole numbers, and where they have no value")
    func mathematics() throws {
        #expect(
            try printed(
                #"""
                import math
                print(math.acosh(2.0), math.asinh(1.0), math.atanh(0.5), math.exp2(3), math.copysign(1, -0.0), math.copysign(-3, 2))
                print(math.fmod(-5, 3), math.remainder(5, 3), math.nextafter(1.0, 2.0), math.ulp(1.0), math.ulp(-3), math.modf(3.75), math.modf(-0.5), math.modf(-math.inf), math.frexp(8), math.frexp(-0.3), math.frexp(0.0), math.ldexp(0.5, 4), math.ldexp(1, -2000))
                print(math.dist([1, 2], [4, 6]), math.perm(5, 2), math.perm(5), math.perm(3, 4), math.lcm(4, 6), math.lcm(), math.lcm(3, 0), math.lcm(-4, 6), math.lcm(10**20, 15), math.gamma(5), math.gamma(23), round(math.gamma(0.5), 12), round(math.lgamma(10), 10), round(math.erfc(0.5), 12))
                print(math.gamma(math.inf), math.fmod(3, math.inf), math.remainder(7, 2), math.acosh(math.inf), math.isnan(math.fmod(math.nan, 1)))
                for f in (lambda: math.acosh(0.5), lambda: math.atanh(1), lambda: math.fmod(1, 0), lambda: math.remainder(1, 0), lambda: math.gamma(0), lambda: math.gamma(-1), lambda: math.gamma(200), lambda: math.lgamma(-2), lambda: math.ldexp(1.0, 5000), lambda: math.exp2(2000), lambda: math.perm(-1), lambda: math.dist([1], [1, 2]), lambda: math.fmod(math.inf, 1), lambda: math.acosh("a"), lambda: math.lcm(1.5)):
                    try:
                        print(f())
                    except Exception as e:
                        print(type(e).__name__, e)
                """#)
                    == #"""
                    1.3169578969248166 0.881373587019543 0.5493061443340548 8.0 -1.0 3.0
                    -2.0 -1.0 1.0000000000000002 2.220446049250313e-16 4.440892098500626e-16 (0.75, 3.0) (-0.5, -0.0) (-0.0, -inf) (0.5, 4) (-0.6, -1) (0.0, 0) 8.0 0.0
                    5.0 20 120 0 12 1 0 12 300000000000000000000 24.0 1.1240007277776077e+21 1.772453850906 12.8018274801 0.479500122187
                    inf 3.0 -1.0 inf True
                    ValueError math domain error
                    ValueError math domain error
                    ValueError math domain error
                    ValueError math domain error
                    ValueError math domain error
                    ValueError math domain error
                    OverflowError math range error
                    ValueError math domain error
                    OverflowError math range error
                    OverflowError math range error
                    ValueError factorial() not defined for negative values
                    ValueError both points must have the same number of dimensions
                    ValueError math domain error
                    TypeError must be real number, not str
                    TypeError 'float' object cannot be interpreted as an integer
                    """#)
    }

    @Test("A text wrapper keeps its settings")
    func wrapper() throws {
        #expect(
            try printed(
                #"""
                from textwrap import TextWrapper
                t = "The quick brown fox jumps over the lazy dog. " * 2
                w = TextWrapper(width=20, initial_indent="* ", subsequent_indent="  ")
                print(w.wrap(t), w.fill("hello world"), w.width)
                w.width = 30
                print(w.wrap(t), TextWrapper(30, max_lines=1).wrap(t))
                """#)
                    == #"""
                    ['* The quick brown', '  fox jumps over the', '  lazy dog. The', '  quick brown fox', '  jumps over the', '  lazy dog.'] * hello world 20
                    ['* The quick brown fox jumps', '  over the lazy dog. The quick', '  brown fox jumps over the', '  lazy dog.'] ['The quick brown fox [...]']
                    """#)
    }
}
