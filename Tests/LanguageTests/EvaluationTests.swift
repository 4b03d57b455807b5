import Answers
import Language
import Testing

@Suite struct EvaluationTests {
    @Test(
        "Arithmetic is Python's",
        arguments: [
            ("1/2", "0.5"), ("7//2", "3"), ("-7//2", "-4"), ("-7 % 3", "2"), ("7 % -3", "-2"), ("-7.5 % 2", "0.5"),
            ("2**3", "8"), ("2^3", "8"), ("2**-1", "0.5"), ("-2^2", "-4"), ("2**3**2", "512"), ("2^-1^2", "0.5"),
            ("(-2)**2", "4"), ("--3", "3"), ("+3", "3"), ("1_000", "1000"), ("1e-3", "0.001"), (".5 + 1.", "1.5"),
            ("0x1F", "31"), ("0b101", "5"), ("9223372036854775807 + 1", "9223372036854775808"),
            ("-9223372036854775807 - 2", "-9223372036854775809"), ("2**63", "9223372036854775808"),
            ("3*4.0", "12.0"), ("True + 1", "2"), ("1e308*10", "inf"), ("0.1 + 0.2", "0.30000000000000004"),
            ("99999999999999999999", "99999999999999999999"), ("7.0//2", "3.0"), ("3 − 1", "2"), ("2·3×2", "12"),
            ("3²", "9"),
            ("6 ÷ 4", "1.5"), ("(-9223372036854775807 - 1)//-1", "9223372036854775808"),
            ("(-9223372036854775807 - 1) % -1", "0"), ("-(-9223372036854775807 - 1)", "9223372036854775808"),
        ])
    func arithmetic(text: String, expected: String) { #expect(spelled(text) == expected, "\(text)") }

    @Test(
        "Operators, conditions and collections are Python's",
        arguments: [
            ("1 < 2 < 3", "True"), ("1 < 3 < 2", "False"), ("1 == 1.0", "True"), ("3 ≤ 3", "True"), ("3 ≠ 3", "False"),
            ("not 1 == 2", "True"), ("0 or 5", "5"), ("0 and 5", "0"), ("1 and 2 or 3", "2"), ("not True or 1", "1"),
            ("2 in [1, 2]", "True"), ("'b' not in 'abc'", "False"), ("'' in 'abc'", "True"), ("None is None", "True"),
            ("3 is not None", "True"), ("1 if 0 else 2", "2"), ("1 if 1 else 2 if 1 else 3", "1"),
            ("[1, 2] + [3]", "[1, 2, 3]"), ("[0]*3", "[0, 0, 0]"), ("2*'ab'", "'abab'"), ("(1,)", "(1,)"), ("()", "()"),
            ("1, 2", "(1, 2)"), ("[1, 2] == [1.0, 2.0]", "True"), ("(1, 2) < (1, 3)", "True"), ("'a' < 'b'", "True"),
            ("{'a': 1, 'b': 2}['b']", "2"), ("{**{'a': 1}, 'a': 2}", "{'a': 2}"), ("{1: 'x'}[1.0]", "'x'"),
            ("{'a': 1} == {'a': 1.0}", "True"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][1:]", "[2, 3]"),
            ("'abcdef'[::-2]", "'fdb'"), ("(1, 2, 3)[:2]", "(1, 2)"), ("[1, 2, 3][5:]", "[]"),
            ("[0, 1, 2, 3][-9223372036854775807:9223372036854775807:9223372036854775807]", "[0]"),
            ("[x**2 for x in [1, 2, 3] if x != 2]", "[1, 9]"),
            ("[(a, b) for a in [1, 2] for b in 'xy']", "[(1, 'x'), (1, 'y'), (2, 'x'), (2, 'y')]"),
            ("{k: v for k, v in [('a', 1)]}", "{'a': 1}"), ("total(*(x for x in [1, 2]))", "3.0"),
            ("[x for x in {'k': 1}]", "['k']"), ("(lambda x, y=2: x*y)(4)", "8"),
            ("{'a': [1, (2,)]}", "{'a': [1, (2,)]}"),
        ])
    func operators(text: String, expected: String) { #expect(spelled(text) == expected, "\(text)") }

    @Test(
        "Strings",
        arguments: [
            ("'a' \"b\"", "'ab'"), ("'it\\'s'", "\"it's\""), (#"r'a\n'"#, #"'a\\n'"#), (#"'\x41\u00e9\n'"#, #"'Aé\n'"#),
            ("“curly”", "'curly'"), ("‘a’", "'a'"), ("'''a\nb'''", "'a\\nb'"),
            (#""""say "hi" now""""#, "'say \"hi\" now'"),
            ("f'{1+1} {\"x\"}'", "'2 x'"), ("f'{3.14159:.2f}|{5:>4}|{2:04d}|{0.5:%}'", "'3.14|   5|0002|50.000000%'"),
            ("x = 3; f'{x=} {x!r:>3}'", "'x=3   3'"), ("f'{{}}'", "'{}'"), ("f'{ {\"a\": 1}[\"a\"] }'", "'1'"),
            ("f\"{'a' if 1 else 'b'}\" 'c'", "'ac'"), ("'a,b'.split(',')", "['a', 'b']"),
            // What is left after so many words is left as it is (CPython 3.11).
            ("'  a b  c  '.split(None, 1)", "['a', 'b  c  ']"), ("'  a b  c  '.rsplit(None, 1)", "['  a b', 'c']"),
            ("'  a b  c  '.split(None, 0)", "['a b  c  ']"), ("'  '.split(None, 0)", "[]"),
            ("'-'.join(['a', 'b'])", "'a-b'"), ("'aXbX'.replace('X', '')", "'ab'"), ("' a '.strip().upper()", "'A'"),
            ("{'a': 1}.items()", "dict_items([('a', 1)])"), ("{'a': 1}.get('b', 5)", "5"), ("[3, 4].index(4)", "1"),
        ])
    func strings(text: String, expected: String) { #expect(spelled(text) == expected, "\(text)") }

    @Test("Statements: several names, chains, augmented assignment, elements, attributes")
    func statements() throws {
        let session = Sample.session()
        let cases = [
            ("a, b = 1, 2; a + b", "3"), ("a, (b, c) = 1, (2, 3); c", "3"), ("a = b = 4; a*b", "16"),
            ("n = 2; n += 3; n", "5"), ("n ^= 2; n", "25"),
            ("xs = [1, 2]; ys = xs; ys[0] = 9; xs, ys", "([9, 2], [9, 2])"),
            ("d = {}; d['k'] = [1]; d['k'][0] += 1; d", "{'k': [2]}"), ("l = newlamp(); l.level = 7; l.level", "7"),
            ("l.level += 1; l.level", "8"), ("a, b = 1, 2; a, b = b, a; a", "2"),
        ]
        for (text, expected) in cases { #expect(spelled(text, in: session) == expected, "\(text)") }
    }

    @Test("_ is the last value that was shown, and assignments leave it alone")
    func last() throws {
        let session = Sample.session()
        #expect(spelled("3 + 4", in: session) == "7")
        #expect(spelled("x = 1", in: session) == "None")
        #expect(spelled("_ + 1", in: session) == "8")
        let outcome = try session.evaluate("print('a'); 5; y = 2")
        #expect(outcome.isShown == false)
        #expect(outcome.printed == ["a"])
        #expect(try session.evaluate("None").isShown == false)
        #expect(try session.evaluate("1; 2").value.repr == "2")
    }

    @Test("Formulas capture by value, call themselves, and say at definition what they lack")
    func functions() {
        let session = Sample.session()
        #expect(spelled("a = 2; f(x) = a*x; a = 100; f(3)", in: session) == "6")
        #expect(spelled("fact(n) = 1 if n < 1 else n*fact(n - 1); fact(10)", in: session) == "3628800")
        #expect(spelled("g(x, k=3) = x + k; g(1), g(1, 2), g(k=0, x=5)", in: session) == "(4, 3, 5)")
        #expect(spelled("h(x) = [x*i for i in [1, 2]]; h(3)", in: session) == "[3, 6]")
        #expect(spelled("adder(n) = lambda x: x + n; adder(2)(5)", in: session) == "7")
        #expect(spelled("bad(x) = x*nothere", in: session) == "! nothere is not known")
        #expect(spelled("bad", in: session) == "! bad is not known")
        #expect(spelled("apply(lambda p: p[0], [8])", in: session) == "8")
    }

    @Test("A failing statement leaves the names as they were; what it did to a list stands, as in Python")
    func failing() {
        let session = Sample.session()
        _ = try? session.evaluate("x = 1; y = [1, 2]")
        #expect(spelled("x = 5; y[0], y[9] = 7, 8", in: session).hasPrefix("! there is no element 9"))
        #expect(spelled("x, y", in: session) == "(5, [7, 2])")
        #expect(spelled("x = (", in: session).hasPrefix("! ( is not closed"))
        #expect(spelled("x", in: session) == "5")
        #expect(spelled("a, x = 1", in: session).hasPrefix("! 1 is a number"))
        #expect(spelled("x", in: session) == "5")
    }

    @Test("Things are called, indexed, scaled, and have attributes and methods")
    func things() {
        let session = Sample.session()
        let cases = [
            ("sphere(1, 2)", "5.0"), ("(0.5*sphere)(1, 2)", "2.5"), ("-sphere", "-1.0*sphere"), ("sphere[-1]", "20"),
            ("sphere[:, 0]", "'2 subscripts'"), ("[v for v in sphere]", "[0, 10, 20]"), ("Adam().rate", "0.001"),
            ("Adam(0.1).scaled(2).lr", "0.2"), ("descend(sphere, Adam)", "'sphere by Adam(lr=0.001, keras) for 100'"),
            ("descend(lambda x, y: x + y, Adam(lr=1), steps=1e2)", "'lambda by Adam(lr=1.0, keras) for 100'"),
            ("Adam(0.1) == Adam(lr=0.1)", "True"), ("nameof(sphere)", "'sphere'"),
            ("options(a=1, b=2)", "{'a': 1, 'b': 2}"),
            ("total(1, 2, 3, scale=2)", "12.0"), ("total(*[1, 2], **{'scale': 3})", "9.0"),
        ]
        for (text, expected) in cases { #expect(spelled(text, in: session) == expected, "\(text)") }
    }

    @Test("A word may be shadowed, which is said, and del brings it back")
    func shadowing() throws {
        let session = Sample.session()
        #expect(
            try session.evaluate("count = 3").notes == ["count now means your value; del count brings the word back"])
        #expect(spelled("count", in: session) == "3")
        #expect(spelled("del count; count(2)", in: session) == "[0, 1]")
        #expect(spelled("del count", in: session) == "! there is no variable count")
    }

    @Test("A failure says how many statements of the text were not run after it")
    func restOfText() throws {
        let session = Sample.session()
        let problem = try #require(throws: Diagnostic.self) { try session.evaluate("a = 1\nb = nothing\nc = 3\nd = 4") }
        #expect(problem.notes == ["2 statements after it were not run"])
        #expect(try #require(throws: Diagnostic.self) { try session.evaluate("a = 1\nb = nothing") }.notes.isEmpty)
    }

    @Test("An interruption keeps what was there as _ and changes no variable")
    func interruption() throws {
        let session = Sample.session()
        _ = try session.evaluate("x = 1")
        let outcome = try session.evaluate("x = stop([1, 2])")
        #expect(outcome.wasInterrupted)
        #expect(session.last.repr == "[1, 2]")
        session.work.reset()
        #expect(spelled("x, _", in: session) == "(1, [1, 2])")
        let part = try session.evaluate("[i if i < 3 else stop(i) for i in count(10)]")
        #expect(part.wasInterrupted)
        #expect(part.value.repr == "[0, 1, 2]")
        session.work.reset()
        #expect(spelled("1 + 1", in: session) == "2")
    }

    @Test("A wish to stop holds for every text until it is taken back, and none of them fails")
    func stopped() throws {
        let session = Sample.session()
        session.work.cancel()
        for text in ["x = 1", "1 +", "nonsense", "[i for i in count(10)]", "(1, "] {
            let outcome = try session.evaluate(text)
            #expect(outcome.wasInterrupted && !outcome.isShown, "\(text)")
        }
        #expect(session.variables.isEmpty)
        session.work.reset()
        #expect(spelled("1 + 1", in: session) == "2")
    }

    @Test("One who takes back a wish to stop leaves that of another")
    func reasons() {
        let work = Work()
        work.cancel(.limit)
        work.cancel()
        work.withdraw(.limit)
        #expect(work.isCancelled)
        work.withdraw(.person)
        #expect(!work.isCancelled)
    }
}
