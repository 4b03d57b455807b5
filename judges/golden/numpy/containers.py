# What stands in containers: whose equality is asked, what is the same text, and which key is missing.
import math
def tried(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error, error.args)
from dataclasses import dataclass
@dataclass
class P:
    x: int
class Q:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __lt__(self, o): return self.x < o.x
    def __repr__(self): return f'Q({self.x})'
tried(lambda: [P(1)] == [P(1)])
tried(lambda: P(1) in [P(1)])
tried(lambda: (P(1), 2) == (P(1), 2))
tried(lambda: {'a': P(1)} == {'a': P(1)})
tried(lambda: [Q(1)].index(Q(1)))
tried(lambda: [(Q(1), 2)].count((Q(1), 2)))
tried(lambda: (Q(2), 1) in [(Q(1), 2), (Q(2), 1)])
tried(lambda: sorted([(1, Q(3)), (1, Q(2)), (0, Q(9))]))
tried(lambda: sorted([[[Q(3)]], [[Q(2)]]]))
tried(lambda: [Q(1), Q(2)] < [Q(1), Q(3)])
tried(lambda: max((1, Q(3)), (1, Q(5))))
tried(lambda: {P(1): 2})
tried(lambda: len({Q(1), Q(1)}))
odd = float("nan")
x = [odd]
tried(lambda: [odd] == [odd])
tried(lambda: {odd: 1}[odd])
tried(lambda: [odd].index(odd))
tried(lambda: (odd,) == (odd,))
tried(lambda: odd == odd)
tried(lambda: [odd].count(odd))
a, b = 'caf\u00e9', 'cafe\u0301'
tried(lambda: (a == b, a in [b], b in {a: 1}, len({a, b}), {a: 1, b: 2}, a is b))
tried(lambda: (b.startswith('cafe'), b.find('e'), a < b, 'e' in b, b.replace('e', 'x') == 'cafx\u0301'))
tried(lambda: {'a': 1}['b'])
def k(d, key):
    try:
        d[key]
    except KeyError as error:
        return error.args, str(error), repr(error)
tried(lambda: k({}, 'b'))
tried(lambda: k({}, (1, 'x')))
tried(lambda: k({}, 3))
def k2(f):
    try:
        f()
    except KeyError as error:
        return error.args, str(error), repr(error)
tried(lambda: k2(lambda: {}.pop('q')))
tried(lambda: k2(lambda: {}.popitem()))
tried(lambda: k2(lambda: set().remove('q')))
tried(lambda: k2(lambda: set().pop()))
tried(lambda: 3 / (2**1075 + 1))
tried(lambda: 5 / (2**1074 + 2**1070))
tried(lambda: (2**52 + 1) / (2**1076 - 1))
tried(lambda: f'{10**400:.2f}')
tried(lambda: math.log(10**400))
tried(lambda: math.log(10**400, 10))
tried(lambda: math.log2(10**400))
tried(lambda: math.log10(10**400))
tried(lambda: math.sqrt(10**400))
tried(lambda: [1, 2][True])
tried(lambda: 'abc'[True])
tried(lambda: (1, 2)[False])
tried(lambda: 'abc'.find('', 10))
tried(lambda: 'abc'.find('', 3))
tried(lambda: 'abc'.rfind('', 10))
tried(lambda: 'abc'.index('', 10))
tried(lambda: 'abc'.count('', 10))
tried(lambda: 'abc'.startswith('', 10))
def cls():
    class A:
        n = 3
        xs = [n for _ in range(2)]
    return A.xs
tried(cls)
def cls2():
    class A:
        n = 3
        xs = [i for i in range(n)]
    return A.xs
tried(cls2)
d = {'a': 1, 'b': 2}
tried(lambda: d.keys() <= {'a', 'b', 'c'})
tried(lambda: d.keys() < {'a', 'b'})
tried(lambda: d.keys() >= {'a'})
tried(lambda: {'a'} <= d.keys())
tried(lambda: d.keys().isdisjoint({'z'}))
tried(lambda: d.items() >= {('a', 1)})
tried(lambda: d.keys() > {'a'}.union())
tried(lambda: d.keys() & ['a'])
tried(lambda: math.gcd(10**30, 10**20 * 3))
tried(lambda: [1, [2]] < [1, [3]])
tried(lambda: sorted([(1, 'b'), (1, 'a')]))
tried(lambda: [1] < ['a'])
