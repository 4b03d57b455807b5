"""Generated programs, run by CPython and by the program: the same output, or refused by name, never a different one.

Every program ends: loops count to small numbers, recursion goes down to 0. Nothing that is printed depends on addresses, hashes or
the order of sets. `^` is left out, which is a power here; that is said in the documentation.

    judges/run programs             10,000 programs
    judges/run --write programs     renews the 300 that `make test` runs, with what CPython printed
"""

import contextlib
import io
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from judging import ROOT, WRITING, Judge

COUNT = int(os.environ.get("PROGRAMS", "10000"))
CORPUS = ROOT / "Tests/LanguageTests/Golden/programs.json"
KEPT = 300


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
            return r.choice(["0.5", "1.0", "2.5", "-3.25", "1e-3", "1e10", "0.1", "7.0", "123.456"])
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
    with tempfile.NamedTemporaryFile("w", suffix=".descent") as file:
        file.write(program)
        file.flush()
        done = subprocess.run(
            [os.environ["DESCENT"], "run", file.name], cwd=ROOT, capture_output=True, text=True, timeout=60)
    return done.stdout, done.stderr if done.returncode else ""


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


def run():
    judge = Judge(relative=0)
    same = refused = 0
    for number, (program, printed) in enumerate(programs(COUNT)):
        found, problem = ours(program)
        if found == printed and not problem:
            same += 1
        elif "does without" in problem or "is not used here" in problem:
            refused += 1
        else:
            judge.agree(f"program {number}:\n{program}\n{problem}", found, printed)
    print(f"{same} the same, {refused} refused by name")
    judge.finish()


if __name__ == "__main__":
    sys.setrecursionlimit(5000)
    if WRITING:
        write()
    else:
        run()
