"""Generated programs, run by CPython and by the program: the same output, or refused by name, never a different one.

Every program ends: loops count to small numbers, recursion goes down to 0. Nothing that is printed depends on addresses, hashes or
the order of sets. `^` is left out, which is a power here; that is said in the documentation.

    judges/run programs             10,000 programs
    judges/run --write programs     renews the 300 that `make test` runs, with what CPython printed
"""

import contextlib
import io
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

from judging import ROOT, WRITING, Judge

COUNT = int(os.environ.get("PROGRAMS", "10000"))
CORPUS = ROOT / "Tests/LanguageTests/Golden/programs.json"
# Plain programs as students write them, by hand.
EVERYDAY = ROOT / "Tests/LanguageTests/Golden/everyday.json"
KEPT = 300
TOGETHER = 100
BETWEEN = "-- the next program --"


class Grammar:
    """One program from one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = 0
        self.depth = 0
        # Variables by the kind of their values.
        self.scope = {"int": [], "float": [], "str": [], "ints": [], "dict": [], "bool": []}
        self.functions = []
        self.classes = []

    def pick(self, *choices):
        return self.random.choice(choices)

    def fresh(self, prefix="v"):
        self.names += 1
        return f"{prefix}{self.names}"

    def variable(self, kind):
        return self.random.choice(self.scope[kind]) if self.scope[kind] else None

    # Expressions

    def expression(self, kind, depth=3):
        if depth <= 0 or self.random.random() < 0.15:
            known = self.variable(kind)
            if known and self.random.random() < 0.7:
                return known
            return self.literal(kind)
        return getattr(self, f"{kind}_expression")(depth - 1)

    def literal(self, kind):
        r = self.random
        if kind == "int":
            return str(r.choice([0, 1, 2, 3, 5, 7, 10, 12, 99, -1, -4, 2**31, 10**18, 2**64 + 1]))
        if kind == "float":
            return r.choice(["0.5", "1.0", "2.5", "-3.25", "1e-3", "1e10", "0.1", "7.0", "123.456",
                             "9007199254740994.0", "9.5e15", "1e16"])
        if kind == "str":
            return repr(r.choice(["", "a", "abc", "Hello", "x y z", "it's", "tab\there", "λ", "3"]))
        if kind == "ints":
            return r.choice(["[]", "[1]", "[3, 1, 2]", "[5, 5, -1, 0]", "list(range(4))"])
        if kind == "dict":
            return r.choice(["{}", "{'a': 1}", "{'b': 2, 'a': 3}", "dict(x=1, y=2)"])
        return r.choice(["True", "False"])

    def int_expression(self, d):
        e = self.expression
        return self.pick(
            lambda: f"({e('int', d)} {self.pick('+', '-', '*')} {e('int', d)})",
            lambda: f"({e('int', d)} {self.pick('//', '%')} {self.pick('3', '7', '-4', '10')})",
            lambda: f"({e('int', d)} {self.pick('&', '|')} {self.pick('255', '12', '-2')})",
            lambda: f"({self.pick('1', '3', '-5')} << {self.pick('2', '40', '70')})",
            lambda: f"({e('int', d)} >> {self.pick('1', '3')})",
            lambda: f"(-{e('int', d)})",
            lambda: f"(~{e('int', d)})",
            lambda: f"{self.pick('2', '3', '-2', '10')}**{self.pick('0', '2', '5', '31', '70')}",
            lambda: f"abs({e('int', d)})",
            lambda: f"len({e(self.pick('str', 'ints', 'dict'), d)})",
            lambda: f"sum({e('ints', d)})",
            lambda: f"max({e('int', d)}, {e('int', d)})",
            lambda: f"min([{e('int', d)}, {e('int', d)}])",
            lambda: f"({e('int', d)} if {e('bool', d)} else {e('int', d)})",
            lambda: f"int({e('float', d)} * 0 + {self.pick('2.9', '-2.9', '1e6')})",
            lambda: f"round({self.pick('0.5', '1.5', '2.5', '-0.5', '3.49')})",
            lambda: f"{e('dict', d)}.get({self.literal('str')}, {e('int', d)})",
            lambda: f"sum(k * k for k in range({self.pick('3', '5')}) if {e('bool', 0)})",
            lambda: f"ord({self.pick(repr('a'), repr('Z'))})",
            lambda: f"divmod({e('int', d)}, 7)[{self.pick('0', '1')}]",
            lambda: f"{e('str', d)}.count({self.pick(repr('a'), repr('l'))})",
            lambda: f"(lambda q, w=2: q * w + 1)({e('int', d)})",
            lambda: self.call("int", d),
        )()

    def float_expression(self, d):
        e = self.expression
        return self.pick(
            lambda: f"({e('float', d)} {self.pick('+', '-', '*')} {e(self.pick('float', 'int'), d)})",
            lambda: f"({e('float', d)} / {self.pick('2', '3.0', '-7', '0.1')})",
            lambda: f"({e('int', d)} / {self.pick('2', '3', '-7', '1000003')})",
            lambda: f"({e('float', d)} // {self.pick('2', '0.3', '-1.5')})",
            lambda: f"({e('float', d)} % {self.pick('2', '0.3', '-1.5')})",
            lambda: f"{self.pick('2.0', '0.5', '1.1')}**{self.pick('2', '-3', '0.5', '10')}",
            lambda: f"round({e('float', d)}, {self.pick('0', '1', '2', '3')})",
            lambda: f"float({e('int', d)})",
            lambda: f"abs({e('float', d)})",
            lambda: f"({e('float', d)} if {e('bool', d)} else {e('float', d)})",
            lambda: f"sum([{e('float', d)}, {e('float', d)}, 0.1])",
        )()

    def str_expression(self, d):
        e = self.expression
        return self.pick(
            lambda: f"({e('str', d)} + {e('str', d)})",
            lambda: f"({e('str', d)} * {self.pick('0', '2', '3')})",
            lambda: f"str({e(self.pick('int', 'float', 'ints', 'dict', 'bool'), d)})",
            lambda: f"repr({e(self.pick('str', 'float', 'ints'), d)})",
            lambda: f"{e('str', d)}.{self.pick('upper', 'lower', 'strip', 'title', 'capitalize', 'swapcase')}()",
            lambda: f"{e('str', d)}.replace('a', {self.literal('str')})",
            lambda: f"{e('str', d)}[{self.pick('1:', ':2', '::-1', '-2:', '::2')}]",
            lambda: f"{self.pick(repr(','), repr(' '), repr('-'))}.join(str(k) for k in {e('ints', d)})",
            lambda: f"f\"{{{e('int', 0)}}}:{{{e('float', 0)}:{self.pick('.2f', '10.3e', '+.1f', '8.4g', '<9', ',.2f')}}}\"",
            lambda: f"f\"{{{e('int', 0)}:{self.pick('5d', '<6', '^7', ',', 'x', 'b', '+d', '08d')}}}\"",
            lambda: f"'%s|%5.2f|%d' % ({e('str', 0)}, {e('float', 0)}, {self.pick('3', '-12', '7.9')})",
            lambda: f"'{{}}-{{:>6}}-{{k!r}}'.format({e('int', 0)}, {e('str', 0)}, k={e('str', 0)})",
            lambda: f"{e('str', d)}.{self.pick('ljust', 'rjust', 'center')}({self.pick('5', '8')}, '.')",
            lambda: f"{e('str', d)}.zfill(6)",
            lambda: f"chr(97 + {e('int', 0)} % 26)",
            lambda: f"({e('str', d)} if {e('bool', d)} else {e('str', d)})",
        )()

    def ints_expression(self, d):
        e = self.expression
        return self.pick(
            lambda: f"[{e('int', d)}, {e('int', d)}]",
            lambda: f"({e('ints', d)} + {e('ints', d)})",
            lambda: f"({e('ints', d)} * 2)",
            lambda: f"[k {self.pick('+', '*')} {self.pick('1', '3')} for k in {e('ints', d)}]",
            lambda: f"[k for k in range({self.pick('4', '6')}) if k % 2 == {self.pick('0', '1')}]",
            lambda: f"sorted({e('ints', d)}{self.pick('', ', reverse=True', ', key=lambda k: -k', ', key=abs')})",
            lambda: f"{e('ints', d)}[{self.pick('1:', ':-1', '::-1', ':1')}]",
            lambda: f"list(map(lambda k: k - 1, {e('ints', d)}))",
            lambda: f"list(filter(None, {e('ints', d)}))",
            lambda: f"list(reversed({e('ints', d)}))",
            lambda: f"[a * b for a in {e('ints', 0)} for b in (1, 2)]",
            lambda: f"[*{e('ints', d)}, {e('int', 0)}]",
            lambda: f"[a - b for a, b in zip({e('ints', d)}, {e('ints', d)})]",
            lambda: f"sorted({{k % 3 for k in {e('ints', d)}}})",
            lambda: f"list(range({self.pick('3', '10, 2, -3', '1, 9, 4')}))",
            lambda: f"sorted({e('dict', d)}.values())",
        )()

    def dict_expression(self, d):
        e = self.expression
        return self.pick(
            lambda: f"{{{self.literal('str')}: {e('int', d)}, 'k': {e('int', d)}}}",
            lambda: f"{{**{e('dict', d)}, 'z': {e('int', d)}}}",
            lambda: f"{{str(k): k * k for k in {e('ints', d)}}}",
            lambda: f"dict(zip('abc', {e('ints', d)}))",
            lambda: f"dict(enumerate({e('ints', d)}, 1))",
        )()

    def bool_expression(self, d):
        e = self.expression
        return self.pick(
            lambda: f"({e('int', d)} {self.pick('<', '<=', '>', '>=', '==', '!=')} {e(self.pick('int', 'float'), d)})",
            lambda: f"(0 < {e('int', d)} <= 10)",
            lambda: f"(not {e('bool', d)})",
            lambda: f"({e('bool', d)} {self.pick('and', 'or')} {e('bool', d)})",
            lambda: f"({e('int', 0)} {self.pick('in', 'not in')} {e('ints', d)})",
            lambda: f"({e('str', d)} {self.pick('<', '==', 'in')} {e('str', d)})",
            lambda: f"({e('ints', d)} {self.pick('==', '<')} {e('ints', d)})",
            lambda: f"bool({e(self.pick('str', 'ints', 'dict', 'int'), d)})",
            lambda: f"{self.pick('any', 'all')}(k > 1 for k in {e('ints', d)})",
            lambda: f"isinstance({e(self.pick('int', 'float', 'str', 'bool'), 0)}, {self.pick('int', 'float', '(str, int)')})",
            lambda: f"{e('str', d)}.{self.pick('isdigit', 'isalpha', 'isupper')}()",
        )()

    def call(self, kind, d):
        known = [f for f in self.functions if f[2] == kind]
        if not known:
            return self.literal(kind)
        name, parameters, _ = self.random.choice(known)
        arguments = [self.expression(p, d) for p in parameters]
        return f"{name}({', '.join(arguments)})"

    # Statements

    KINDS = ("int", "int", "float", "str", "ints", "dict", "bool")

    def block(self, size, indent):
        lines = []
        # What a block binds is not used behind it: it may not have been run.
        before = {kind: list(names) for kind, names in self.scope.items()}
        for _ in range(size):
            lines += self.statement(indent)
        self.scope = before
        return lines or [" " * indent + "pass"]

    def statement(self, indent, top=False):
        pad = " " * indent
        self.depth += 1
        try:
            choices = [self.assign, self.assign, self.show, self.change, self.mutate]
            if self.depth < 4:
                choices += [self.condition, self.loop, self.counting, self.attempt]
            if top:
                choices += [self.function, self.closure, self.generator, self.klass, self.alias, self.handler]
                choices += [self.chain, self.operators, self.slices, self.texts, self.sets, self.scopes, self.flows]
                choices += [self.coroutine, self.numbers, self.errors, self.iterators, self.words]
                choices += [self.privates, self.orders, self.reflected, self.spent]
                choices += [self.matching, self.matching, self.complexes, self.octets, self.bits]
            return [pad + line for line in self.random.choice(choices)(indent)]
        finally:
            self.depth -= 1

    def assign(self, _):
        kind = self.random.choice(self.KINDS)
        value = self.expression(kind)
        name = self.fresh()
        self.scope[kind].append(name)
        return [f"{name} = {value}"]

    def show(self, _):
        values = [self.expression(self.random.choice(self.KINDS)) for _ in range(self.random.randint(1, 3))]
        return [f"print({', '.join(values)}{self.pick('', '', ', sep=' + repr('|'), ', end=' + repr(';' + chr(10)))})"]

    def change(self, _):
        kind = self.pick("int", "float", "str")
        name = self.variable(kind)
        if not name:
            return self.assign(0)
        operator = {"int": self.pick("+=", "-=", "*=", "//=", "%="), "float": self.pick("+=", "*=", "-="), "str": "+="}[kind]
        value = self.pick("3", "7", "-2") if operator in ("//=", "%=", "*=") else self.expression(kind, 1)
        return [f"{name} {operator} {value}", f"{name} = {name}[:60]" if kind == "str" else f"print({name})"]

    def mutate(self, _):
        name = self.variable("ints")
        if name and self.random.random() < 0.6:
            e = self.expression
            return [self.pick(
                f"{name}.append({e('int', 1)})", f"{name}.extend({e('ints', 1)})", f"{name}.insert(0, {e('int', 1)})",
                f"{name}.sort()", f"{name}.reverse()", f"{name} += [{e('int', 1)}]",
                f"{name}[:1] = [{e('int', 1)}, 0]"), f"print({name}, len({name}))"]
        name = self.variable("dict")
        if not name:
            return self.assign(0)
        e = self.expression
        return [self.pick(
            f"{name}[{e('str', 1)}] = {e('int', 1)}", f"{name}.update({e('dict', 1)})",
            f"old = {name}.setdefault('s', {e('int', 1)})", f"old = {name}.pop('a', None)"), f"print({name})"]

    def condition(self, indent):
        lines = [f"if {self.expression('bool')}:"] + self.block(2, 4)
        if self.random.random() < 0.4:
            lines += [f"elif {self.expression('bool')}:"] + self.block(1, 4)
        if self.random.random() < 0.5:
            lines += ["else:"] + self.block(1, 4)
        return lines

    def loop(self, indent):
        name = self.fresh("k")
        source, kind = self.random.choice([
            (f"range({self.pick('3', '1, 4', '5, 0, -2')})", "int"), (self.expression("ints", 1) + "[:4]", "int"),
            (f"{self.literal('str')}", "str"), (f"sorted({self.expression('dict', 1)}, key=str)", None)])
        self.scope_add(kind, name)
        lines = [f"for {name} in {source}:"] + self.block(2, 4)
        if self.random.random() < 0.3:
            lines += [f"    if {self.expression('bool', 1)}:", f"        {self.pick('break', 'continue')}"]
        if self.random.random() < 0.2:
            lines += ["else:"] + self.block(1, 4)
        self.scope_drop(kind, name)
        return lines

    def scope_add(self, kind, name):
        if kind:
            self.scope[kind].append(name)

    def scope_drop(self, kind, name):
        if kind and name in self.scope[kind]:
            self.scope[kind].remove(name)

    def counting(self, indent):
        name = self.fresh("n")
        body = self.block(1, 4)
        return [f"{name} = 0", f"while {name} < {self.pick('2', '3')}:", f"    {name} += 1"] + body + [f"print({name})"]

    def attempt(self, indent):
        failing, error = self.random.choice([
            ("1 // 0", "ZeroDivisionError"), ("[1][5]", "IndexError"), ("{}['q']", "KeyError"), ("int('x')", "ValueError"),
            ("'a' + 1", "TypeError"), ("undefined_name", "NameError"), ("(5).nothing", "AttributeError"), ("1.0 / 0", "ArithmeticError"),
            ("[].pop()", "LookupError"), ("next(iter([]))", "StopIteration"), ("float('z')", "Exception"), ("1 % 0", "ZeroDivisionError")])
        lines = ["try:"] + self.block(1, 4)
        lines += [f"    print({failing})", f"except {error} as problem:", "    print(type(problem).__name__, problem)"]
        if self.random.random() < 0.3:
            lines += ["else:", "    print('fine')"]
        if self.random.random() < 0.4:
            lines += ["finally:"] + self.block(1, 4)
        return lines

    def function(self, indent):
        name = self.fresh("f")
        kinds = [self.random.choice(("int", "str", "ints")) for _ in range(self.random.randint(1, 3))]
        parameters = [self.fresh("p") for _ in kinds]
        result = self.pick("int", "float", "str", "ints")
        outside = self.scope
        self.scope = {kind: [] for kind in outside}
        for kind, parameter in zip(kinds, parameters):
            self.scope[kind].append(parameter)
        lines = [f"def {name}({', '.join(parameters)}):"]
        for _ in range(2):
            lines += self.statement(4)
        lines += [f"    return {self.expression(result)}"]
        self.scope = outside
        self.functions.append((name, kinds, result))
        return lines + [f"print({self.call(result, 1)})"]

    def closure(self, indent):
        maker, inner = self.fresh("make"), self.fresh("g")
        start = self.expression("int", 1)
        uses = self.pick("total += step * k", "total = total * 2 + k", "total -= k")
        return [
            f"def {maker}(total, *, step=2):", f"    def {inner}(k=1, *rest, **named):", "        nonlocal total",
            f"        {uses}", "        return total + len(rest) + sum(named.values())", f"    return {inner}",
            f"{inner} = {maker}({start})", f"print({inner}(), {inner}(3), {inner}(1, 2, 3, q=4))",
            f"print([h() for h in [lambda: j for j in range(3)]], {maker}(0, step=5)(2))"]

    def generator(self, indent):
        name = self.fresh("gen")
        return [
            f"def {name}(n):", "    a, b = 0, 1", "    for i in range(n):", "        yield a", "        a, b = b, a + b",
            f"    {self.pick('return', 'yield -1', 'yield from [7, 8]')}",
            f"print(list({name}({self.pick('3', '6', '90')}))[-4:], sum({name}(5)), max({name}(4)))",
            f"for i, value in enumerate({name}(4)):", "    print(i, value, end=' ')", "print()"]

    def klass(self, indent):
        name, derived = self.fresh("C").capitalize(), self.fresh("D").capitalize()
        value = self.expression("int", 1)
        operator = self.pick("+", "-", "*")
        method = {"+": "__add__", "-": "__sub__", "*": "__mul__"}[operator]
        return [
            f"class {name}:", "    made = 0", "    def __init__(self, x, y=1):", "        self.x, self.y = x, y",
            f"        {name}.made += 1", f"    def {method}(self, other):",
            f"        return type(self)(self.x {operator} other.x, self.y)", "    def __repr__(self):",
            f"        return f'{name}({{self.x}}, {{self.y}})'", "    def __eq__(self, other):",
            "        return self.x == other.x", "    def __len__(self):", "        return 3",
            "    def __getitem__(self, k):", "        return self.x * k", "    def __lt__(self, other):",
            "        return self.x < other.x", "    @property", "    def double(self):", "        return 2 * self.x",
            "    @staticmethod", "    def plain(a):", "        return a + 1", "    @classmethod",
            "    def make(cls, a):", "        return cls(a, 5)",
            f"class {derived}({name}):", "    def __init__(self, x, y=2, z=3):", "        super().__init__(x, y)",
            "        self.z = z", "    def __call__(self, k):", "        return self.x + self.z * k", "    def __str__(self):",
            f"        return '{derived}:' + super().__repr__()", "    def __iter__(self):", "        yield self.x",
            "        yield self.y",
            f"c, d = {name}({value}), {derived}(2)", f"print(c, d, [c, d], c {operator} d, d(4), len(c), c[2], d.double)",
            f"print(c == d, c != d, sorted([d, c])[0], {name}.plain(3), {derived}.make(7), {name}.made, list(d))",
            f"d.y += 10", "print(d.y, isinstance(d, " + name + "), isinstance(c, " + derived + "), hasattr(c, 'z'))"]

    def alias(self, indent):
        a, b = self.fresh("a"), self.fresh("b")
        return [
            f"{a} = {b} = {self.expression('ints', 1)}", f"{b}.append(99)", f"print({a}, {a} is {b}, {a}[:] is {b})",
            f"{a} = [[0] * 2] * 2", f"{a}[0][0] = {self.expression('int', 1)}", f"print({a})",
            f"{b} = [row[:] for row in {a}]", f"{b}[1][1] = 5", f"print({a}, {b})",
            f"first, *middle, last = {self.pick('[1, 2, 3, 4]', 'range(3)', repr('abcd'))}", "print(first, middle, last)",
            f"({a}, [{b}, first]) = 1, [2, 3]", f"print({a}, {b}, first)"]

    def handler(self, indent):
        name = self.fresh("E").capitalize()
        return [
            f"class {name}({self.pick('Exception', 'ValueError', 'RuntimeError')}):", "    pass", "class Guard:",
            "    def __enter__(self):", "        print('in')", "        return self", "    def __exit__(self, kind, value, trace):",
            "        print('out', value)", f"        return {self.pick('True', 'False')}", "def risky(n):",
            "    for k in range(3):", "        try:", "            if k == n:", f"                raise {name}('at', k)",
            "            if n == 7:", "                return 'early'", "        finally:", "            print('f', k)", "    return 'end'",
            f"for n in ({self.pick('0, 5', '1, 7', '7, 2')}):", "    try:", "        with Guard() as g:",
            "            print(risky(n))", f"    except {name} as e:", "        print('caught', e.args, e)",
            "try:", "    try:", "        raise KeyError('inner')", "    except KeyError as e:", "        raise ValueError('outer') from e",
            "except Exception as e:", "    print(repr(e), repr(e.__cause__))", "try:",
            f"    assert {self.expression('bool', 1)}, 'broken'", "    print('held')", "except AssertionError as e:", "    print('not', e)"]

    def chain(self, indent):
        """Classes derived from each other, properties that are set, attributes of classes and of objects."""
        a, b, c = (self.fresh(k).capitalize() for k in ("Base", "Mid", "Leaf"))
        value = self.expression("int", 1)
        return [
            f"class {a}:", f"    \"\"\"About {a}.\"\"\"", "    kinds = []", "    level = 1", "    def __init__(self, v, **more):",
            "        self._v = v", "        self.more = more", "        self.kinds.append(type(self).__name__)",
            "    @property", "    def v(self):", "        return self._v", "    @v.setter", "    def v(self, new):",
            "        if new < 0:", "            raise ValueError(f'negative: {new}')", "        self._v = new",
            "    def name(self):", "        return 'base'", "    def tell(self):",
            "        return f'{self.name()}:{self.level}'", f"class {b}({a}):", "    level = 2", "    def name(self):",
            "        return 'mid+' + super().name()", f"class {c}({b}):", "    def __init__(self, v, w=5):",
            "        super().__init__(v, w=w)", "        self.level = w", "    def name(self):",
            f"        return 'leaf+' + {self.pick('super().name()', b + '.name(self)', a + '.name(self)')}",
            f"objects = [{a}({value}), {b}(2, k=1), {c}(3), {c}(4, w=7)]", "print([o.tell() for o in objects], [o.v for o in objects])",
            f"print({a}.kinds, {c}.level, {a}.__doc__, {c}.__name__, issubclass({c}, {a}), isinstance(objects[1], {c}))",
            f"for new in ({self.pick('1, -1', '-5, 2')}):", "    try:", "        objects[2].v = new", "        print('set', objects[2].v)",
            "    except ValueError as e:", "        print(e)", f"{a}.level = 9", "print([o.level for o in objects], objects[3].more)",
            f"{a}.extra = lambda self, k=2: self.v * k", "print(objects[2].extra(), objects[2].extra(k=3), hasattr(objects[0], 'extra'))",
            "m = objects[3].tell", "del objects[3].level", "print(m(), getattr(objects[3], 'nothing', 'none'))"]

    def operators(self, indent):
        """A class that does what operators ask of it."""
        name = self.fresh("Vec").capitalize()
        x, y = self.expression("int", 1), self.pick("1", "-2", "7")
        return [
            f"class {name}:", "    def __init__(self, x, y):", "        self.x, self.y = x, y",
            f"    def __repr__(self):", f"        return f'{name}({{self.x!r}}, {{self.y!r}})'",
            f"    def __add__(self, o):", f"        if not isinstance(o, {name}):", "            return NotImplemented",
            f"        return {name}(self.x + o.x, self.y + o.y)", f"    def __sub__(self, o):", f"        return {name}(self.x - o.x, self.y - o.y)",
            f"    def __mul__(self, k):", f"        return {name}(self.x * k, self.y * k)", "    __rmul__ = __mul__",
            f"    def __neg__(self):", f"        return {name}(-self.x, -self.y)", "    def __matmul__(self, o):",
            "        return self.x * o.x + self.y * o.y", f"    def __floordiv__(self, k):", f"        return {name}(self.x // k, self.y // k)",
            "    def __mod__(self, k):", "        return (self.x % k, self.y % k)", "    def __pow__(self, k):", "        return self.x ** k",
            "    def __eq__(self, o):", f"        return isinstance(o, {name}) and (self.x, self.y) == (o.x, o.y)",
            "    def __lt__(self, o):", "        return (self.x, self.y) < (o.x, o.y)", "    def __le__(self, o):", "        return not o < self",
            "    def __abs__(self):", "        return abs(self.x) + abs(self.y)", "    def __bool__(self):", "        return bool(self.x or self.y)",
            "    def __iter__(self):", "        return iter((self.x, self.y))", "    def __contains__(self, k):", "        return k in (self.x, self.y)",
            "    def __getitem__(self, k):", "        return (self.x, self.y)[k]", "    def __setitem__(self, k, v):",
            "        if k:", "            self.y = v", "        else:", "            self.x = v", "    def __len__(self):", "        return 2",
            "    def __call__(self, *args, scale=1):", "        return scale * (self.x + sum(args))", "    def __float__(self):", "        return float(self.y)",
            "    def __iadd__(self, o):", "        self.x += 100", "        return self", "    def __format__(self, spec):", "        return f'<{self.x:{spec}}>'",
            f"a, b = {name}({x}, {y}), {name}(2, 3)", "print(a + b, a - b, a * 2, 3 * b, -a, a @ b, b // 2, a % 3, b ** 2, abs(a))",
            f"print(a == b, a != b, a == {name}(a.x, a.y), a < b, a <= b, a > b, a >= b, sorted([a, b]), max(b, a), min([a, b]))",
            f"print(bool(a), bool({name}(0, 0)), not b, list(a), 3 in b, 99 in b, b[0], b[-1], len(a), a(1, 2), a(scale=2), float(b))",
            "x, y = b", "b[0] = 10", "a += b", "print(x, y, b, a, f'{b:>4} {b!r}', sum([b, b], " + f"{name}(0, 0)" + "), [*b], (lambda *q: q)(*b))",
            f"try:", f"    a + {self.pick('1', repr('s'), 'None')}", "except TypeError as e:", "    print(e)", "try:", "    a.z", "except AttributeError as e:", "    print(e)"]

    def slices(self, indent):
        """Parts of lists read, assigned and deleted."""
        n = self.fresh("s")
        part = lambda: self.pick("1:3", ":2", "-2:", "::2", "::-1", "1:-1", "3:1", "::-2", "5:", "-100:100", "2:2")
        lines = [f"{n} = list(range({self.pick('5', '8', '3')}))"]
        for _ in range(3):
            p = part()
            lines += [self.pick(
                f"print({n}[{p}], {n}[{part()}], 'abcdef'[{part()}], (1, 2, 3, 4)[{part()}], range(9)[{part()}])",
                f"{n}[{self.pick('1:3', ':2', '-2:', '2:2', '5:', '1:-1')}] = {self.pick('[7, 8, 9]', '[]', repr('xy'), 'range(2)', n)}",
                f"del {n}[{p}]", f"{n} += {n}[{p}]", f"{n} = {n}[{p}] * 2 + [0]", f"{n}[len({n}):] = [1, 2]")]
            lines += [f"print({n})"]
        return lines + [
            "try:", f"    {n}[::2] = [1] * {self.pick('2', '3', '9')}", f"    print({n})", "except ValueError as e:", "    print(e)",
            "try:", f"    print({n}[{self.pick('0', '-1', '99', '-99')}])", "except IndexError as e:", "    print(e)",
            f"print([{n}.index(v) for v in {n}[:2]], {n}.count(0), {n} == {n}[:], {n} is {n}[:])"]

    def texts(self, indent):
        e = self.expression
        t = e("str", 2)
        n = self.fresh("t")
        return [
            f"{n} = {t}", f"print({n}.split(), {n}.split('a'), {n}.rsplit(' ', 1), {n}.partition('b'), {n}.splitlines())",
            f"print({n}.find('l'), {n}.rfind('a'), {n}.startswith(('a', 'H')), {n}.endswith('c'), {n}.isalnum(), {n}.isspace(), {n}.islower())",
            f"print(repr({n}.center(9, '*')), repr({n}.lstrip()), {n}.strip('aH'), {n}.removeprefix('a'), {n}.casefold(), {n}.istitle() if False else '')",
            f"print(sorted({n}), list(reversed({n})), [c for c in {n} if c.isalpha()], ''.join(sorted(set({n}))), {n}.encode if False else len({n}))",
            f"print('%-8s|%+d|%05.1f|%x|%o|%e|%g|%c|%%|%r' % ({n}, {e('int', 0)} % 1000, {e('float', 0)}, 255, 8, 12345.678, 1e-5, 'q', {n}))",
            f"print('{{0!r}} {{1:>{self.pick('6', '9')}}} {{name:^7}} {{0}} {{2[0]}} {{3[k]}}'.format({n}, {self.pick('1', '2.5', repr('x'))}, name={n}[:3], *[[5], {{'k': 6}}]))",
            f"w, p = {self.pick('8, 2', '12, 3')}", f"print(f'{{{e('float', 0)}:{{w}}.{{p}}f}}|{{{n}!r:>{{w}}}}|{{{e('int', 0)}:,}}|{{{e('int', 0)}:_}}|{{{e('float', 0)}:.{{p}}e}}|{{w=}}|{{w + p = }}|{{{e('bool', 0)}!s:>6}}')",
            f"print(f'{{{e('float', 0)}:{self.pick('+.3f', ' .2e', '010.2f', '.1%', 'g', '.3g', ',.3f', '<10.1f', '*^12.2f')}}}', f'{{{e('int', 0)} % 100000:{self.pick('b', 'x', '#x', '#b', 'o', '08d', '+d', ' d', '<7d', 'e', '.2f')}}}')",
            f"print({n} * 2 < {n} + 'a', {n} in {n} * 2, 'x' not in {n}, {n}[:1] or 'empty', {n}.replace('a', '', 1), '-'.join({n}))",
            f"print(ord({n}[0]) if {n} else None, chr(955), '\\t'.expandtabs(4) if False else '', 'a\\tb', repr('a\\tb\\\\'), 'é'.upper(), 'straße'.upper(), 'ǆ' == 'ǆ')"]

    def sets(self, indent):
        a, b = self.fresh("a"), self.fresh("b")
        e = self.expression
        return [
            f"{a}, {b} = set({e('ints', 1)}), {{{e('int', 0)}, 1, 2}}", f"print(sorted({a} | {b}), sorted({a} & {b}), sorted({a} - {b}), sorted({a}.union([5]))," +
            f" len({a}), 1 in {a}, {a} <= {b}, {a} < {a}, {a} == set({a}), {a}.isdisjoint({b}), {b}.issuperset([1]))",
            f"{a}.add(3)", f"{a}.discard(77)", f"{a}.update({b}, [9])", f"print(sorted({a}), sorted({a}.symmetric_difference({b})), sorted({a}.difference({b})))",
            "try:", f"    {a}.remove({self.pick('3', '12345')})", f"    print(sorted({a}))", "except KeyError as e:", "    print('missing', e)",
            f"{b} |= {{100}}", f"{b} -= {{1}}", f"print(sorted({b}), sorted(k * 2 for k in {b}), sum({b}), {{k % 2 for k in {b}}} == {{0, 1}}, frozenset([1]) == {{1}})",
            f"d = {e('dict', 1)}", "d['new'] = [1]", "d.setdefault('new', []).append(2)", "d.setdefault('other', {})['k'] = 1",
            "print(d, list(d)[-1], d.get('zz'), d.get('zz', 0), 'new' in d, len(d), d.pop('nope', 'gone'), [k for k in d][:2])",
            "print(sorted(map(str, d.keys())), [v for k, v in d.items() if k == 'new'], {v: k for k, v in {'a': 1, 'b': 2}.items()}, dict.fromkeys('ab', 0))",
            "for k in list(d):", "    if len(str(k)) > 1:", "        del d[k]", "print(d, d == dict(d), d is dict(d), {**d, 'z': 0}, d | {'y': 1}, bool(d))",
            "try:", f"    print(d[{self.pick(repr('a'), repr('missing'), '5', '(1, 2)')}])", "except KeyError as e:", "    print('key', e)"]

    def scopes(self, indent):
        f, g, c = self.fresh("outer"), self.fresh("inner"), self.fresh("Scope").capitalize()
        return [
            f"x = 'global'", f"n = {self.pick('0', '5')}", f"def {f}(k, acc=[]):", "    global n", "    x = 'local'", "    acc.append(k)", "    n += k",
            f"    def {g}():", f"        nonlocal x", f"        x += {self.pick(repr('!'), repr('?'))}", "        return x, len(acc)",
            f"    class {c}:", "        x = 'class'", "        items = [x * 1 for _ in range(2)] if False else [x]", "        def read(self):", "            return x",
            f"    return {g}(), {g}(), {c}().read(), {c}.x, {c}.items, [x for x in range(2)], x", f"print({f}(1), {f}(2), {f}(3, []), x, n)",
            "fs = [lambda: i for i in range(3)]", "gs = [lambda i=i: i for i in range(3)]", "i = 'after'", "print([f() for f in fs], [g() for g in gs], i)",
            f"total = {self.pick('0', '10')}", "print([total := total + k for k in range(4)], total, (last := 7) + last, any((hit := k) > 1 for k in range(4)), hit)",
            "def counter():", "    def step(by=1):", "        step.count += by", "        return step.count", "    step.count = 0", "    return step",
            "a, b = counter(), counter()", "print(a(), a(2), b(), a.count, b.count, a.__name__)",
            "def use():", "    try:", "        return value", "    except NameError as e:", "        return str(e)", "print(use())", "value = 5", "print(use())",
            "def unbound():", "    try:", "        print(y)", "    except UnboundLocalError as e:", "        print('unbound')", "    y = 1", "unbound()",
            "def spread(a, b=2, *rest, c, d=4, **more):", "    return a, b, rest, c, d, more",
            "print(spread(1, c=3), spread(1, 2, 3, 4, c=5, e=6), spread(*'ab', **{'c': 1, 'z': 2}), spread(*[1], c=0, *(7, 8)))"]

    def flows(self, indent):
        f = self.fresh("flow")
        return [
            f"def {f}(n):", "    out = []", "    for k in range(5):", "        try:", "            out.append(k)",
            f"            if k == n:", f"                {self.pick('break', 'continue', 'return out', '1 / 0', 'raise KeyError(k)')}",
            "            if k == 3:", f"                {self.pick('break', 'continue', 'pass', 'return (out, 3)')}",
            "        except ZeroDivisionError as e:", "            out.append(str(e))", "            continue", "        else:", "            out.append('else')",
            "        finally:", "            out.append('f')", f"            {self.pick('pass', 'if k == 2: out.append(-2)', 'if k == 1: break')}",
            "    else:", "        out.append('whole')", "    i = 0", "    while i < 4:", "        i += 1", f"        if i == {self.pick('2', '9')}:", "            continue",
            f"        if i == {self.pick('3', '7')}:", "            break", "    else:", "        out.append('ended')", "    return out",
            "for n in (0, 2, 7):", "    try:", f"        print({f}(n))", "    except KeyError as e:", "        print('key', e, e.args)",
            "try:", "    try:", f"        {self.pick('int(' + repr('x') + ')', '[][1]', '{}[2]', 'None.a', 'undefined_name', repr('a') + ' + 1', '1 / 0', 'raise RuntimeError(1, 2)')}",
            "    except (ValueError, KeyError) as e:", "        print('first', type(e).__name__, e)", "        raise", "    except LookupError as e:", "        print('second', e)",
            "        raise ValueError('changed') from e", "    finally:", "        print('finally')", "except Exception as e:", "    print('last', type(e).__name__, e, e.__cause__)",
            "def order():", "    try:", "        return 'try'", "    finally:", f"        {self.pick('print(' + repr('late') + ')', 'return ' + repr('finally'))}", "print(order())",
            f"q = [n for n in range(20) if n % 2 if n % 3]", "print(q, [(a, b) for a in range(3) for b in range(a) if a != b], [[j for j in range(i)] for i in range(3)])",
            "while q:", "    q.pop()", "    if len(q) == 2:", "        break", "else:", "    print('empty')", "print(q, 1 < 2 < 3 != 4, 1 < 3 > 2, not 0 == False, 5 if q else 6, q and 'some', [] or 'none')"]

    def coroutine(self, indent):
        g = self.fresh("gen")
        return [
            f"def {g}(n):", "    got = 0", "    try:", "        for k in range(n):", "            got = (yield k + (got or 0)) or 0", "        return 'done'",
            "    finally:", "        print('closing', got)", f"def around(n):", f"    result = yield from {g}(n)", "    yield result",
            f"print(list(around({self.pick('2', '3')})))", f"c = {g}(3)", f"print(next(c), c.send({self.pick('10', '-1')}), next(c))",
            f"{self.pick('c.close()', 'print(next(c, ' + repr('end') + '))')}", f"for v in {g}(5):", f"    if v == {self.pick('1', '3')}:", "        break", "print('left')",
            f"e = {g}(2)", "next(e)", "try:", "    e.throw(ValueError('in'))", "except ValueError as problem:", "    print('thrown', problem)",
            "try:", "    next(e)", "except StopIteration:", "    print('stopped')",
            f"lazy = (print('made', k) or k for k in range(3))", "print(next(lazy), 'then', list(lazy))", "print(sum(x * y for x in range(3) for y in range(x)), max((len(w), w) for w in ['a', 'bbb', 'cc']))"]

    def numbers(self, indent):
        e = self.expression
        a = self.fresh("n")
        return [
            f"{a} = {e('int', 2)}", f"print({a} // 7, {a} % 7, {a} // -7, {a} % -7, divmod({a}, 13), divmod(-{a}, 13), {a} ** 2, {a} * {a} - {a}, -{a}, abs({a}))",
            f"print({a} & 255, {a} | 1, {a} >> 2, {a} << 3, ~{a}, {a}.bit_length(), bin({a} % 64), hex({a} % 4096), oct(8), int('ff', 16), int('-0b11', 0), int(' 7 '))",
            f"print(round({e('float', 1)}, {self.pick('0', '1', '2', '-1')}), round({self.pick('2.5', '3.5', '-1.5', '0.5')}), round({a} % 10000, {self.pick('-1', '-2', '1')}), int({e('float', 0)}), float('1e3'), float('-inf'), 7 / 2, 7 // 2.0, -7 // 2, -7.5 % 2)",
            f"print(pow(3, 20, 7), pow(2, -1, 11), pow(2, -2), 2 ** 0.5, 10 ** -2, 0 ** 0, 1e308 * 10, 0.1 + 0.2, 1 / 3, 1e16, 123456789.123, 1e-7, 5e-324, 1e22, -0.0, 3.0, 2.0 ** 70)",
            f"print({a} == float({a} % 1000), 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, True + 2, True == 1, sum([True, False, True]), isinstance(True, int), int(True), 10 ** 20 % 7, 10 ** 20 // 3, -10 ** 20 // 3)",
            f"print(sum([0.1] * 10), sum(range(101)), max(3, 2.5, {a} % 5), min([4, 1.5]), sorted([3, 1.5, -2, {a} % 9]), (5).bit_length(), (2.5).is_integer(), 0x1f, 0b101, 0o17, 1_000)"]

    def errors(self, indent):
        """What fails, by type and message."""
        failing = self.random.sample([
            "1 + 'a'", "'a' + 1", "[1] + (2,)", "None + 1", "'a' * 'b'", "[1] * 1.5", "1 < 'a'", "[1] < 3", "None < 1", "-'a'", "~1.5", "1 // 0", "1.5 % 0", "0 ** -1",
            "2.0 ** 5000", "int('abc')", "int('12.5')", "float('abc')", "int(None)", "[1, 2][5]", "(1, 2)[5]", "'ab'[5]", "[1]['a']", "{'a': 1}['b']", "{(1, 2): 1}[(2, 1)]",
            "{[]: 1}", "len(5)", "abs('a')", "sum(['a'])", "max([])", "sorted([1, 'a'])", "list(5)", "range(1.5)", "range(1, 2, 0)", "5()", "None()", "(1).foo", "'a'.foo", "None.foo",
            "(lambda x: x)(1, 2)", "two()", "two(1)", "two(1, 2, 3)", "two(1, c=3)", "two(1, a=2)", "named()", "named(1)", "Empty(1)", "Empty().foo", "Empty()[0]", "Empty() < Empty()", "len(Empty())",
            "Empty()()", "list(Empty())", "1 in 5", "1 in 'abc'", "undefined", "'abc'.index('z')", "[1].index(5)", "[1].remove(5)", "[].pop()", "[1].pop(5)", "{}.pop('a')", "{1}.remove(2)",
            "','.join([1])", "'abc'.split('')", "'%d' % 'a'", "'%d %d' % 1", "'%d' % (1, 2)", "'{} {}'.format(1)", "'{:d}'.format('a')", "f'{1.5:d}'", "f'{\"a\":.2f}'", "f'{None:5}'", "chr(-1)",
            "next(iter([]))", "iter(5)", "pow(2, 3, 0)", "unpack(1)", "unpack([1, 2, 3])", "unpack('a')", "star([])", "fill(5)", "fill('abc')", "fill((1, 2))", "drop({})", "drop([1])",
            "1 << -1", "isinstance(1, 5)", "dict([1, 2])", "[x for x in None]", "two(**{'q': 1, 'a': 2, 'b': 3})",
        ], 6)
        lines = ["def two(a, b):", "    return a", "def named(*, k):", "    return k", "class Empty:", "    pass", "def unpack(v):", "    a, b = v", "def star(v):", "    a, *b = v",
                 "def fill(v):", "    v[0] = 1", "def drop(v):", "    del v[3]", "def attempt(f):", "    try:", "        print(f())", "    except Exception as e:",
                 "        print(type(e).__name__, '|', e)"]
        return lines + [f"attempt(lambda: {text})" for text in failing]

    def iterators(self, indent):
        name = self.fresh("It").capitalize()
        return [
            f"class {name}:", "    def __init__(self, n):", "        self.n = n", "    def __iter__(self):", "        return self", "    def __next__(self):",
            "        if self.n <= 0:", "            raise StopIteration", "        self.n -= 1", f"        return self.n * {self.pick('1', '3')}",
            f"print(list({name}(3)), sum({name}(4)), [*{name}(2)], max({name}(5)), 2 in {name}(4), dict(enumerate({name}(2))), list(zip({name}(2), 'ab')))",
            f"it = iter({self.expression('ints', 1)} + [1, 2])", "print(next(it), next(it, 'd'), list(it), next(it, 'none'))",
            "print(list(map(lambda a, b: a + b, [1, 2, 3], [4, 5])), list(zip(*[(1, 'a'), (2, 'b')])), list(enumerate('ab', 1)), list(filter(lambda k: k % 2, range(6))))",
            "rows = [[1, 2], [3, 4], [5, 6]]", "print([list(c) for c in zip(*rows)], [sum(r) for r in rows], sum(map(sum, rows)), [c for r in rows for c in r], all(rows), any([[], 0]))",
            "print(sorted(rows, key=lambda r: -r[1]), sorted('bAc', key=str.lower), sorted([(2, 'a'), (1, 'b'), (2, 'A')]), sorted({'b': 1, 'a': 2}.items(), key=lambda kv: kv[1], reverse=True), list(reversed(rows))[0])",
            "a, (b, *c), d = 1, (2, 3, 4), 5", "print(a, b, c, d)", "for (p, q), r in [((1, 2), 3), ((4, 5), 6)]:", "    print(p + q + r, end=' ')", "print()",
            "for i, (k, v) in enumerate({'x': 1, 'y': 2}.items()):", "    print(i, k, v, sep='-')", "x, y = 1, 2", "x, y = y, x + y", "print(x, y, *range(3), sep=',', end='.\\n')",
            "try:", f"    for k in {self.pick('5', 'None', 'Empty' if False else '3.5')}:", "        pass", "except TypeError as e:", "    print(e)"]

    def words(self, indent):
        """The small modules."""
        return [
            "from collections import Counter, defaultdict, deque, namedtuple", "from functools import reduce, partial", "import itertools", "import copy",
            f"c = Counter({self.expression('str', 1)} + 'abca')", "print(c.most_common(1)[0][1], c['a'], c['zz'], sum(c.values()), sorted(c.items())[-1])",
            "d = defaultdict(list)", "for k in range(5):", "    d[k % 2].append(k)", "print(dict(d), len(d), d[7], 9 in d)", "q = deque([1, 2, 3], maxlen=3)", "q.append(4)", "q.appendleft(0)",
            "print(q, q.popleft(), q.pop(), list(q), len(q))", "P = namedtuple('P', 'x y')", f"p = P({self.expression('int', 0)}, y=2)", "print(p, p.x, p[1], p._replace(x=1), p == (p.x, 2), [*p])",
            "print(reduce(lambda a, b: a * b, [1, 2, 3, 4], 1), partial(pow, 2)(5), list(itertools.chain([1], 'a')), list(itertools.combinations([1, 2, 3], 2)))",
            "print(list(itertools.product('ab', [1, 2])), list(itertools.accumulate([1, 2, 3])), list(itertools.islice(itertools.count(5), 3)), list(itertools.permutations([1, 2, 3], 2))[:3])",
            "print([(k, len(list(g))) for k, g in itertools.groupby('aabc')], list(itertools.zip_longest([1], [2, 3])), list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])))",
            "a = [[1], {'k': [2]}]", "b, e = copy.deepcopy(a), copy.copy(a)", "a[0].append(9)", "a[1]['k'].append(8)", "print(a, b, e, a[0] is e[0], a[0] is b[0])"]

    def privates(self, indent):
        """Names that belong to one class alone."""
        a, b = self.fresh("Own").capitalize(), self.fresh("_Own")
        name = self.pick("__x", "__value", "__x_", "___y")
        return [
            f"class {a}:", f"    {name} = {self.expression('int', 1)}", "    def __init__(self, v):", f"        self.__v = v",
            f"    def __step(self, __by={self.pick('1', '2')}):", f"        return self.__v + __by + {a}.{name}",
            "    def show(self):", f"        return f'{{self.__v}} {{self.__step()}} {{self.{name}}}'",
            f"class {b}({a}):", "    def __init__(self, v):", "        super().__init__(v)", f"        self.__v = {self.pick('-1', 'v')}",
            "    def both(self):", f"        return self.__v, self._{a}__v", f"o = {b}({self.expression('int', 1)})",
            "print(o.show(), o.both(), sorted(vars(o)))", f"print([n for n in vars({a}(1))], hasattr(o, '__v'), hasattr(o, '_{a}__v'))",
            "try:", f"    print(o.{self.pick('__v', '__step()', 'show()')})", "except AttributeError as e:", "    print(e)"]

    def orders(self, indent):
        """Sequences and sets in order, by all four operators."""
        e = self.expression
        item = lambda: self.pick("{1}", "{1, 2}", "{2}", "[1]", "[1, 2]", "[]")
        left, right = item(), item()
        while left[0] != right[0] or (left == "[]") != (right == "[]") and "{" in left + right:
            left, right = item(), item()
        ops = ("<", "<=", ">", ">=", "==", "!=")
        return [
            f"a, b = {e('ints', 1)}, {e('ints', 1)}", "print(" + ", ".join(f"a {op} b" for op in ops) + ")",
            f"c, d = [{left}, {e('int', 0)}], [{right}, {e('int', 0)}]", "print(" + ", ".join(f"c {op} d" for op in ops) + ")",
            "print(" + ", ".join(f"({e('str', 0)}, {e('float', 0)}) {op} ({e('str', 0)}, {e('float', 0)})" for op in ops[:4]) + ")",
            "n = float('nan')", f"print([n] {self.pick(*ops)} [n], [n, 1] {self.pick(*ops)} [n, 2], (n,) {self.pick(*ops[:4])} (1.0,), n in [n], [float('nan')] == [float('nan')])",
            "try:", f"    print([1, {self.pick('2', repr('a'), 'None')}] {self.pick(*ops[:4])} [1, {self.pick('3', repr('b'), '[1]')}])", "except TypeError as e:", "    print(e)"]

    def reflected(self, indent):
        """Operators of a class and of one derived from it."""
        a, b = self.fresh("Left").capitalize(), self.fresh("Right").capitalize()
        name = self.pick("add", "sub", "mul", "truediv", "pow", "and", "matmul")
        sign = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "pow": "**", "and": "&", "matmul": "@"}[name]
        defined = lambda who, method, answer: [f"    def {method}(self, o):", f"        return {answer}"]
        lines = [f"class {a}:", "    pass"]
        for method in (f"__{name}__", f"__r{name}__", "__lt__", "__ge__", "__eq__"):
            if self.random.random() < 0.7:
                lines += defined(a, method, self.pick(repr(a + method), "NotImplemented", repr(method)))
        lines += [f"class {b}({a}):", "    pass"]
        for method in (f"__{name}__", f"__r{name}__", "__gt__", "__le__", "__eq__"):
            if self.random.random() < 0.5:
                lines += defined(b, method, self.pick(repr(b + method), "NotImplemented", repr(method)))
        lines += ["def attempt(f):", "    try:", "        print(f())", "    except TypeError as e:", "        print(e)"]
        for x, y in ((a, b), (b, a), (a, a), (b, b)):
            lines += [f"attempt(lambda: {x}() {op} {y}())" for op in (sign, "<", ">=")]
            lines += [f"attempt(lambda: ({x}() == {y}()) in (True, False))"]
        return lines + [f"attempt(lambda: 1 {sign} {b}())", f"attempt(lambda: {a}() {sign} 1)"]

    def spent(self, indent):
        """Names of exceptions after their blocks, and numbers near the end of what is spelled in full."""
        name = self.pick("e", "problem", "x")
        return [
            "def after():", f"    {self.pick('pass', name + ' = 5')}", "    try:", f"        {self.pick('1 / 0', 'int(' + repr('a') + ')', 'pass')}",
            f"    except (ZeroDivisionError, ValueError) as {name}:", f"        print(type({name}).__name__)", "    try:", f"        return {name}",
            "    except UnboundLocalError:", "        return 'gone'", "print(after())",
            f"k = {self.pick('2.0 ** 53', '9007199254740993', '10.0 ** 15', '9.999e15')}",
            f"print(float(k), k + {self.pick('1', '2.0', '4.0')}, [float(k) * {self.pick('1', '1.1', '-1', '2')}], f'{{float(k)}} {{float(k):g}}', str(float(k)))",
            f"print({self.expression('float', 1)}, {self.expression('float', 1)})"]

    # Patterns

    LITERALS = ("0", "1", "-2", "2.5", "'a'", "''", "None", "True", "b'a'", "2j", "1+2j", "-1-1j")

    def pattern(self, depth, names):
        """A pattern, and the names that it binds, which are added to `names`."""
        r = self.random
        if depth <= 0:
            kind = r.choice(("literal", "capture", "wildcard", "either"))
        else:
            kind = r.choice(("literal", "capture", "sequence", "sequence", "mapping", "type", "either", "as", "star"))
        if kind == "literal":
            return r.choice(self.LITERALS)
        if kind == "wildcard":
            return "_"
        if kind == "capture":
            names.append(self.fresh("c"))
            return names[-1]
        if kind == "either":
            return "(" + " | ".join(r.sample(self.LITERALS, 2) + ["[_, _]"] * r.randint(0, 1)) + ")"
        if kind == "as":
            inner = self.pattern(depth - 1, names)
            names.append(self.fresh("c"))
            return f"({inner} as {names[-1]})"
        if kind == "type":
            name = r.choice(("int", "str", "float", "list", "dict", "bool", "tuple", "bytes"))
            return f"{name}({self.pattern(0, names) if r.random() < 0.5 else ''})"
        if kind == "mapping":
            entries = [f"{key}: {self.pattern(depth - 1, names)}" for key in r.sample(["'a'", "'b'", "1"], r.randint(0, 2))]
            if r.random() < 0.3:
                names.append(self.fresh("c"))
                entries.append(f"**{names[-1]}")
            return "{" + ", ".join(entries) + "}"
        items = [self.pattern(depth - 1, names) for _ in range(r.randint(0, 3))]
        if kind == "star":
            star = "_"
            if r.random() < 0.7:
                star = self.fresh("c")
                names.append(star)
            items.insert(r.randint(0, len(items)), f"*{star}")
        left, right = r.choice(("[]", "()"))
        return left + ", ".join(items) + ("," if len(items) == 1 else "") + right

    SUBJECTS = (
        "0", "1", "True", "-2", "2.5", "'a'", "''", "None", "b'a'", "2j", "1+2j", "[]", "[0]", "[1, 2]", "(1, 2)", "['a', [1, 2.5], {}]",
        "[1, 2, 3, 4]", "((1, 'a'), [2])", "{}", "{'a': 1}", "{'a': [1, 2], 'b': 'a'}", "{1: {'a': 0}, 'b': None, 'z': 3}", "range(3)", "'ab'", "{1, 2}")

    def matching(self, indent):
        """match: cases over plain values, some with conditions."""
        name = self.fresh("m")
        lines = [f"def {name}(v):", "    match v:"]
        for number in range(self.random.randint(2, 5)):
            names = []
            text = self.pattern(2, names)
            # What takes everything stands behind a condition, unless it is the last.
            isopen = text == "_" or text.startswith("c") or text.startswith("(") and " as " in text
            condition = self.pick(" if v", f" if len(str(v)) > {self.pick('2', '5')}") if isopen or self.random.random() < 0.2 else ""
            lines += [f"        case {text}{condition}:", f"            return {', '.join([str(number)] + names)},"]
        if self.random.random() < 0.6:
            lines += ["        case _:", f"            return {self.literal('str')}"]
        lines += ["    return 'none'"] if self.random.random() < 0.5 else []
        subjects = self.random.sample(self.SUBJECTS, 12)
        return lines + [f"for v in [{', '.join(subjects)}]:", f"    print({name}(v))", f"print({name}({self.expression('ints', 1)}), {name}({self.expression('dict', 1)}))"]

    def complexes(self, indent):
        """Complex numbers: arithmetic, parts, equality, formats, refusals."""
        r = self.random
        parts = ("0", "1", "-2", "0.5", "3", "-0.25", "1e10", "7")

        def number(depth):
            if depth <= 0 or r.random() < 0.2:
                return r.choice((f"{r.choice(parts).lstrip('-')}j", f"complex({r.choice(parts)}, {r.choice(parts)})", f"({r.choice(parts)}+{r.choice(parts).lstrip('-')}j)"))
            return r.choice((
                lambda: f"({number(depth - 1)} {r.choice('+-*')} {number(depth - 1)})", lambda: f"({number(depth - 1)} {r.choice('+-*')} {r.choice(parts)})",
                lambda: f"({r.choice(parts)} {r.choice('+-*/')} {number(depth - 1)})", lambda: f"({number(depth - 1)} / {number(depth - 1)})",
                lambda: f"({number(depth - 1)} ** {r.choice(('2', '3', '0', '-1'))})", lambda: f"(-{number(depth - 1)})", lambda: f"{number(depth - 1)}.conjugate()"))()

        shown = [f"attempt(lambda: {number(r.randint(1, 3))})" for _ in range(5)]
        return [
            "def attempt(f):", "    try:", "        print(f())", "    except Exception as e:", "        print(type(e).__name__, e)"] + shown + [
            f"z = {number(0)}", f"print(z, repr(z), z.real, z.imag, [z, {{z: 1}}], z == {number(0)}, z == z.real, bool(z), hash(z.real + 0j) == hash(z.real))",
            f"print(f'{{z:{self.pick('.2f', '.3g', '>20', '+.1e', '')}}}', str(z), '%s' % z, complex(str(z)) == z, sum([z, 1, 0.5]), type(z).__name__)",
            f"attempt(lambda: z {self.pick('<', '>=', '//', '%')} {self.pick('1', '2.5', '1j')})", f"attempt(lambda: {self.pick('int', 'float', 'round', 'abs')}(complex({r.choice(parts)}, 0)))",
            f"attempt(lambda: ({r.choice(('-8', '-0.5', '4'))}) ** {self.pick('0.5', '2', '-1')})", f"z {self.pick('+=', '-=', '*=')} {number(0)}", "print(z)"]

    def octets(self, indent):
        """Bytes: literals, parts, methods, numbers, refusals."""
        r = self.random
        literals = ("b''", "b'a'", "b'abc'", "b'a,b,,c'", "b'\\x00\\xff'", "b'it\\'s'", "b' x\\t'", "bytes([1, 200, 65])", "'\u00e9\u03bb'.encode()", "bytes(3)", "b'Hello' * 2")
        data, other = r.choice(literals), r.choice(literals)
        uses = r.sample([
            "b[0]", "b[-1]", "b[1:]", "b[::-1]", "len(b)", "list(b)", "b + c", "b == c", "b < c", "c in b", "97 in b", "b.hex()", "b.hex('-', 2)", "b.decode()", "b.decode('latin-1')",
            "b.decode('ascii', 'replace')", "b.split(b',')", "b.split()", "b.strip()", "b.upper()", "b.replace(b'a', b'xy')", "b.find(c)", "b.index(b'c')", "b.count(b'l')", "b.startswith(b'a')",
            "b.join([c, b'z'])", "b.partition(b',')", "int.from_bytes(b, 'big')", "int.from_bytes(b, 'little', signed=True)", "{b: 1}", "sorted([b, c])", "max(b)", "sum(b)", "str(b)", "f'{b}|{c!r}'",
            "b + 'a'", "'a' in b", "b[9]", "b['a']", "b.split('a')", "bytes('a')", "bytes([300])", "bool(b)", "b.isdigit()", "b.title()", "b.zfill(5)", "b.ljust(6, b'.')", "hash(b) == hash(bytes(list(b)))",
            "[*b[:2]]", "b.endswith((b'c', b's'))", "b.lstrip(b'a')", "b.splitlines()", "b * 1.5", "b.nothing"], 9)
        return ["def attempt(f):", "    try:", "        print(f())", "    except Exception as e:", "        print(type(e).__name__, '|', e)", f"b, c = {data}, {other}", "print(b, repr(c))"] + [
            f"attempt(lambda: {use})" for use in uses] + [
            f"n = {self.pick('0', '1', '255', '256', '65537', '2**70', '-1', '-129')}",
            f"attempt(lambda: n.to_bytes({self.pick('1', '2', '9')}, {self.pick(repr('big'), repr('little'))}, signed={self.pick('True', 'False')}))",
            f"attempt(lambda: {self.literal('str')}.encode({self.pick('', repr('ascii'), repr('latin-1'), repr('ascii') + ', ' + repr('backslashreplace'))}))"]

    def bits(self, indent):
        """Flags, and dataclasses whose arguments have names alone."""
        a, b = self.fresh("Flag").capitalize(), self.fresh("Data").capitalize()
        x, y = self.pick("R", "W", "X"), self.pick("R", "W", "RW")
        kind = self.pick("Flag", "IntFlag")
        return [
            "from enum import Flag, IntFlag, auto", "from dataclasses import dataclass, field, KW_ONLY, fields", f"class {a}({kind}):", "    R = auto()", "    W = auto()", f"    X = {self.pick('auto()', '4', '8')}",
            "    RW = R | W", f"p = {a}.{x} | {a}.{y}", f"print(p, repr(p), p.value, p.name, list(p), len(p), bool(p), {a}.{x} in p, {a}.X in p, repr(p & {a}.{y}), list({a}), p == {a}.RW)",
            f"print(repr(~{a}.{x}), repr({a}(0)), repr({a}(3)), {{p: 1}}[p], f'{{p}}', isinstance(p, {a}))", "try:", f"    print(repr({a}({self.pick('1', '5', '64', repr('R'))})))",
            "except ValueError as e:", "    print(e)", "try:", f"    print(p | {self.pick('1', '4', repr('R'))})", "except TypeError as e:", "    print(type(e).__name__)",
            f"@dataclass{self.pick('', '(kw_only=True)', '(order=True)')}", f"class {b}:", f"    first: int = {self.expression('int', 0)}", f"    {self.pick('_: KW_ONLY', 'more: str = ' + repr('m'))}",
            f"    second: list = field(default_factory=list{self.pick('', ', repr=False', ', compare=False')})", f"print({b}(), {b}(second=[1]), {b}(first=2, second=[1]) == {b}(first=2), {b}.__match_args__, [f.name for f in fields({b})])",
            "try:", f"    print({b}(1, 2, 3, 4))", "except TypeError as e:", "    print(e)", f"match {b}(first=3):", f"    case {b}(first=1 | 3 as n, second=[]):", "        print('found', n)",
            f"    case {b}():", "        print('other')"]

    def program(self):
        lines = []
        for _ in range(self.random.randint(4, 9)):
            lines += self.statement(0, top=True)
        return "\n".join(lines) + "\n"


def theirs(program):
    """What CPython prints; None where the program fails, which no generated one should."""
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(program, "program", "exec"), {"__name__": "__main__"})
    except Exception:
        return None
    return out.getvalue()


def ours(program):
    """What the program prints, and how it refuses."""
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(program)
        file.flush()
        try:
            done = subprocess.run(
                [os.environ["DESCENT"], "run", file.name], cwd=ROOT, capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            return "", "it did not end in 60 s"
    return done.stdout, done.stderr if done.returncode else ""


def together(programs):
    """What each of several programs prints, run one after the other in one process; None where one of them is refused."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "between.py").write_text(f"print({BETWEEN!r})\n")
        files = []
        for number, program in enumerate(programs):
            (place / f"{number}.py").write_text(program)
            files += [place / f"{number}.py", place / "between.py"]
        try:
            done = subprocess.run(
                [os.environ["DESCENT"], "run", *files], cwd=ROOT, capture_output=True, text=True, timeout=60 + len(files))
        except subprocess.TimeoutExpired:
            return None
        parts = done.stdout.split(BETWEEN + "\n")[:-1]
        return parts if done.returncode == 0 and len(parts) == len(programs) else None


def results(programs):
    """Each program with what CPython and the program print of it, and how it is refused. Starting costs more than running,
    so that many are run together; those among which one is refused, alone."""
    while batch := list(itertools.islice(programs, TOGETHER)):
        found = together([program for program, _ in batch])
        for place, (program, printed) in enumerate(batch):
            alone = found is None or found[place] != printed
            yield program, printed, *(ours(program) if alone else (found[place], ""))


def programs(count):
    """Programs that CPython runs to their end, with what it prints."""
    seed = 0
    while count > 0:
        program = Grammar(seed).program()
        seed += 1
        printed = theirs(program)
        if printed is None or len(printed) > 4000:
            continue
        count -= 1
        yield program, printed


def write():
    CORPUS.parent.mkdir(parents=True, exist_ok=True)
    kept = [{"program": program, "prints": printed} for program, printed in programs(KEPT)]
    CORPUS.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n")
    print(f"{len(kept)} programs in {CORPUS.relative_to(ROOT)}")
    everyday = [{**known, "prints": theirs(known["program"])} for known in json.loads(EVERYDAY.read_text())]
    EVERYDAY.write_text(json.dumps(everyday, ensure_ascii=False, indent=0) + "\n")


def run():
    judge = Judge(relative=0)
    same = refused = 0
    everyday = [(known["program"], theirs(known["program"])) for known in json.loads(EVERYDAY.read_text())]
    for number, (program, printed, found, problem) in enumerate(results(itertools.chain(everyday, programs(COUNT)))):
        is_same = found == printed and not problem
        is_refused = "does without" in problem or "is not used here" in problem
        same += is_same
        refused += is_refused
        judge.hold(f"program {number}:\n{program}\n{problem}\nCPython: {printed}", is_same or is_refused, found)
    print(f"{same} the same, {refused} refused by name")
    judge.finish()


if __name__ == "__main__":
    sys.setrecursionlimit(5000)
    # Some programs are there to fail, and CPython says so beforehand.
    warnings.simplefilter("ignore", SyntaxWarning)
    if WRITING:
        write()
    else:
        run()
