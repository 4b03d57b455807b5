import Language
import Answers
import Foundation
import Testing

/// A session with Python's own words, and what is printed in it.
private func printed(_ text: String, in session: Session = Session(registry: Registry(words: PythonWords.words)))
    -> String
{
    do {
        let outcome = try session.evaluate(text)
        return outcome.printed.joined(separator: "\n")
    } catch let problem as Diagnostic {
        return (problem.printed + ["! " + problem.mistake.problem]).joined(separator: "\n")
    } catch {
        return "unexpected error: \(error)"
    }
}

/// The message that a text gives: problem, expectation, suggestion.
private func refusal(_ text: String) -> Mistake? {
    do {
        _ = try Session(registry: Registry(words: PythonWords.words)).evaluate(text)
        return nil
    } catch let problem as Diagnostic {
        return problem.mistake
    } catch {
        return nil
    }
}

@Suite("Blocks mean what they mean in CPython 3.11")
struct BlockTests {
    struct Recorded: Decodable {
        var program: String
        var prints: String
    }

    /// As CPython 3.11: (x,) and [x] take the one item out of what they are given, (x) is x.
    @Test("a loop takes one item out of a sequence of one")
    func loopTargetsOfOne() {
        #expect(printed("for (x,) in [(1,), (2,)]: print(x)") == "1\n2")
        #expect(printed("for i, (x,) in [(1, (2,))]: print(i, x)") == "1 2")
        #expect(printed("for i, [x] in [(1, (2,))]: print(i, x)") == "1 2")
        #expect(printed("for (x) in [(1,)]: print(x)") == "(1,)")
        #expect(printed("print([x for i, (x,) in [(1, (2,))]])") == "[2]")
    }

    @Test("three hundred generated programs print what CPython printed")
    func corpus() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/programs.json")
        let programs = try JSONDecoder().decode([Recorded].self, from: Data(contentsOf: file))
        #expect(programs.count == 300)
        for (number, known) in programs.enumerated() {
            let found = printed(known.program)
            #expect(found + "\n" == known.prints, "program \(number):\n\(known.program)")
        }
    }

    @Test("plain programs as students write them print what CPython printed")
    func everyday() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/everyday.json")
        for known in try JSONDecoder().decode([Recorded].self, from: Data(contentsOf: file)) {
            #expect(printed(known.program) + "\n" == known.prints, "\(known.program)")
        }
    }

    @Test("lists, dicts and sets are seen through every name")
    func references() {
        #expect(printed("a = b = [1]\nb.append(2)\nprint(a, a is b, a[:] is b)") == "[1, 2] True False")
        #expect(printed("d = {}\ne = d\ne['k'] = d\nprint(d)") == "{'k': {...}}")
        #expect(printed("def f(x=[]):\n    x.append(1)\n    return x\nf()\nprint(f())") == "[1, 1]")
        #expect(
            printed(
                "d = {'a': 1, 'b': [2]}\nprint(d.keys() == {'b', 'a'}, {'a'} == d.keys(), d.keys() == ['a', 'b'], "
                    + "d.items() == {'b': [2], 'a': 1}.items(), {'a': 1}.items() == {('a', 1)}, d.values() == d.values())"
            )
                == "True False False True True False")
        #expect(printed("s = {1}\nt = s\nt |= {2}\nprint(len(s))") == "2")
    }

    @Test(
        "a function sees the variables around it as they are when it is called; a formula keeps what it was defined with"
    )
    func binding() {
        #expect(printed("a = 1\ndef f(): return a\na = 2\nprint(f())") == "2")
        #expect(printed("a = 1\nf(x) = a*x\na = 2\nprint(f(1))") == "1")
        #expect(printed("fs = [lambda: i for i in range(3)]\nprint([f() for f in fs])") == "[2, 2, 2]")
    }

    @Test("whole numbers have any size, and compare exactly with floating-point ones")
    func bigIntegers() {
        #expect(
            printed("print(2**200 // 3**50, -(10**30) % 7, 10**25 / 10**24)")
                == "2238393297946874000179418290327143433 6 10.0")
        #expect(
            printed("print(2**53 + 1 == 2.0**53, 10**400 > 1e308, int(1e22), hex(2**70))")
                == "False True 10000000000000000000000 0x400000000000000000")
        #expect(
            printed("print((-5) >> 1, ~2**70 & 255, (2**64 - 1) | 1, f'{10**20:,}')")
                == "-3 255 18446744073709551615 100,000,000,000,000,000,000")
    }

    @Test("mistakes of the laboratory are caught as the exceptions that they are in Python")
    func exceptions() {
        let cases = [
            ("1/0", "ZeroDivisionError"), ("[1][3]", "IndexError"), ("{}['a']", "KeyError"),
            ("nothing_here", "NameError"),
            ("'a' + 1", "TypeError"), ("(1).nothing", "AttributeError"), ("int('q')", "ValueError"),
            ("len(3)", "TypeError"),
            ("f()", "RecursionError"), ("sqrt", "NameError"), ("g(1, 2)", "TypeError"),
            ("next(iter([]))", "StopIteration"),
        ]
        for (text, name) in cases {
            let program =
                "def f(): return f()\ndef g(x): return x\ntry:\n    \(text)\nexcept \(name) as e:\n    print(type(e).__name__)"
            #expect(printed(program) == name, "\(text)")
        }
        #expect(printed("try:\n    raise ValueError('no')\nfinally:\n    print('last')") == "last\n! ValueError: no")
    }

    @Test("generators are sent values, closed with their finally blocks, and left by a loop")
    func generators() {
        let counting =
            "def g():\n    try:\n        x = yield 1\n        print('got', x)\n        yield 2\n    finally:\n        print('end')\n"
        #expect(printed(counting + "c = g()\nprint(next(c), c.send(5))\nc.close()") == "got 5\n1 2\nend")
        #expect(printed(counting + "for v in g():\n    break\nprint('left')") == "end\nleft")
        #expect(
            printed(
                "def g():\n    yield 1\n    return 7\ndef h():\n    r = yield from g()\n    yield r\nprint(list(h()))")
                == "[1, 7]")
    }

    @Test("names of a class body are not seen by its methods")
    func classScope() {
        #expect(
            printed(
                "def f():\n    x = 'local'\n    class A:\n        x = 'class'\n        def m(self): return x\n    return A().m(), A.x\nprint(f())"
            ) == "('local', 'class')")
        #expect(
            printed("class A:\n    \"About A.\"\nprint(A.__doc__, A.__mro__)").hasPrefix(
                "About A. (<class '__main__.A'>"))
    }

    @Test("properties are read through super() and deleted; parameters before / have no names")
    func properties() {
        let a = "class A:\n    @property\n    def v(self): return 1\n    @v.deleter\n    def v(self): print('gone')\n"
        #expect(
            printed(a + "class B(A):\n    @property\n    def v(self): return super().v + 1\nprint(B().v)\ndel A().v")
                == "2\ngone")
        let f = "def f(x, /, **more): return x, more\n"
        #expect(printed(f + "print(f(1, x=2))") == "(1, {'x': 2})")
        #expect(printed("def f(x, /): return x\nf(x=1)").hasPrefix("! "))
        #expect(
            printed("print(hash(1) == hash(1.0), issubclass(bool, int), len(vars(ValueError('x'))))") == "True True 0")
    }

    @Test("a class with methods still to be defined has no instances")
    func abstractClasses() {
        let shape =
            "from abc import ABC, abstractmethod\nclass S(ABC):\n    @abstractmethod\n    def area(self): pass\n"
        #expect(printed(shape + "class Q(S):\n    def area(self): return 4\nprint(Q().area())") == "4")
        #expect(
            printed(shape + "try:\n    S()\nexcept TypeError as e:\n    print(e)")
                == "Can't instantiate abstract class S with abstract method area")
    }

    @Test("arguments that do not fit are told in Python's words to except, and in the laboratory's to the person")
    func misfits() {
        let f = "def f(a, b, c=3, *, d): return a\n"
        for (call, message) in [
            ("f()", "f() missing 2 required positional arguments: 'a' and 'b'"),
            ("f(1, 2)", "f() missing 1 required keyword-only argument: 'd'"),
            (
                "f(1, 2, 3, 4, d=1)",
                "f() takes from 2 to 3 positional arguments but 4 positional arguments (and 1 keyword-only argument) were given"
            ),
            ("f(1, 2, a=1)", "f() got multiple values for argument 'a'"),
            ("f(1, 2, e=1)", "f() got an unexpected keyword argument 'e'"),
        ] {
            #expect(printed(f + "try:\n    \(call)\nexcept TypeError as e:\n    print(e)") == message)
        }
        #expect(printed(f + "f()").hasPrefix("! f needs"))
    }

    @Test("roots of negative numbers are complex, powers with whole exponents real")
    func complexNumbers() {
        #expect(printed("print((-8.0)**0.5)") == "(1.7319121124709868e-16+2.8284271247461903j)")
        #expect(printed("print((-8)**3, (-8.0)**-1, (-2.0)**2.0)") == "-512 -0.125 4.0")
    }

    @Test("a person who types a block goes on until an empty line, or a line at the margin")
    func typing() {
        for text in [
            "for k in x:", "for k in x:\n    k", "def f():\n    if x:\n        return 1", "@d", "if x:\n    y\nelse:",
        ] {
            #expect(Parser.needsMore(text), "\(text)")
        }
        for text in [
            "for k in x:\n    k\n",
            "class A:\n    def f(self): return 1\n\n    def g(self): return 2\n\na = A()\nfor k in x:\n    k\nprint(a)",
            "for k in x:\n    k\nprint(1)", "1 + 1", "if x: y",
        ] {
            #expect(!Parser.needsMore(text), "\(text)")
        }
    }

    @Test("a failing block leaves the variables as they were; a stopped one keeps what it came to")
    func undo() {
        let session = Session(registry: Registry(words: PythonWords.words))
        #expect(
            printed("n = 1\nfor k in range(5):\n    n = k\n    1 / (3 - k)", in: session).hasPrefix(
                "! division by zero"))
        #expect(session.variables["n"]?.repr == "1")
    }

    @Test("an endless loop is stopped, and its partial values are kept")
    func stopping() throws {
        let session = Session(registry: Registry(words: PythonWords.words))
        let work = session.work
        // A thread of its own: those of the tests may all be busy.
        Thread.detachNewThread {
            usleep(200_000)
            work.cancel()
        }
        let outcome = try session.evaluate("n = 0\nwhile True:\n    n += 1")
        #expect(outcome.wasInterrupted)
        guard case .int(let count)? = session.variables["n"] else {
            Issue.record("n is gone")
            return
        }
        #expect(count > 0)
    }

    @Test(
        "what is written wrongly is told with what to write",
        arguments: [
            ("for i in range(3)\n    print(i)", ":"), ("if x = 3:\n    pass", "=="), ("def f(x):\nreturn x", "no body"),
            ("return 3", "outside a function"), ("break", "outside a loop"),
            ("if True:\n\tx = 1\n        y = 2", "tabs"),
            ("  x = 1\n    y = 2", "no block is open"), ("else:\n    pass", "no if above"),
            ("try:\n    x = 1\ny = 2", "neither except nor finally"),
            ("async def f():\n    pass", "does without"), ("x = b'é'", "letters of English"),
            ("x = b'a' 'b'", "one of the two throughout"), ("x = 3jx", "neither a number nor a name"),
            ("yield 3", "outside a function"),
            ("for x in 5:\n    pass", "nothing to go through"),
        ])
    func badInput(_ text: String, _ word: String) throws {
        let mistake = try #require(refusal(text), "\(text)")
        let whole = [mistake.problem, mistake.expected ?? "", mistake.suggestion ?? ""].joined(separator: " · ")
        #expect(whole.contains(word), "\(text): \(whole)")
    }

    @Test("recursion beyond a thousand calls is a message, at every depth of nesting")
    func recursion() {
        let program = "def f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\nprint(f(900))\nf(10000)"
        #expect(printed(program).hasPrefix("900\n! functions call each other too deep"))
    }
}
