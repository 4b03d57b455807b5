import Answers
import Language
import Testing

@Suite("match means what it means in CPython 3.11")
struct MatchTests {
    private func mistake(_ text: String) -> Diagnostic? {
        return #expect(throws: Diagnostic.self) { try Parser.statements(in: Source(text)) }
    }

    @Test(
        "Patterns that cannot be are refused in CPython's words",
        arguments: [
            ("case x: pass\n case 2: pass", "name capture 'x' makes remaining patterns unreachable"),
            ("case (x): pass\n case 2: pass", "name capture 'x' makes remaining patterns unreachable"),
            ("case x as y: pass\n case 2: pass", "name capture 'x' makes remaining patterns unreachable"),
            ("case _: pass\n case 2: pass", "wildcard makes remaining patterns unreachable"),
            ("case _ as y: pass\n case 2: pass", "wildcard makes remaining patterns unreachable"),
            ("case x | 1: pass", "name capture 'x' makes remaining patterns unreachable"),
            ("case _ | 1: pass", "wildcard makes remaining patterns unreachable"),
            ("case (a | b): pass", "name capture 'a' makes remaining patterns unreachable"),
            ("case (x, 1) | (2, y): pass", "alternative patterns bind different names"),
            ("case 1 | (2 | a): pass", "alternative patterns bind different names"),
            ("case (x, x): pass", "multiple assignments to name 'x' in pattern"),
            ("case {'a': x, **x}: pass", "multiple assignments to name 'x' in pattern"),
            ("case [x] as x: pass", "multiple assignments to name 'x' in pattern"),
            ("case (*a, *b): pass", "multiple starred names in sequence pattern"),
            ("case 1 as _: pass", "cannot use '_' as a target"),
            ("case P(x=1, x=2): pass", "attribute name repeated in class pattern: x"),
            ("case P(x=1, 2): pass", "positional patterns follow keyword patterns"),
            ("case {'a': 1, 'a': 2}: pass", "mapping pattern checks duplicate key ('a')"),
            ("case {1: a, True: b}: pass", "mapping pattern checks duplicate key (True)"),
            ("case f'a': pass", "patterns may only match literals and attribute lookups"),
            ("case 1 + 2: pass", "imaginary number required in complex literal"),
            ("case 1j + 2: pass", "real number required in complex literal"),
            ("case b'a' 'b': pass", "cannot mix bytes and nonbytes literals"),
        ])
    func refused(_ cases: String, _ message: String) {
        let found = mistake("match v:\n \(cases)")
        #expect(found?.mistake.pythonMessage == message)
        #expect(found?.mistake.exception == "SyntaxError")
        #expect(found?.range != nil && found?.mistake.expected != nil)
    }

    @Test(
        "What is no pattern, and no case, is told at its place",
        arguments: [
            ("match v:\n pass", "case and a pattern"), ("match v:\nx = 1", "an indented line with case"),
            ("match v\n case 1: pass", ": at the end of the line that begins with match"),
            ("match v: case 1: pass", "the end of the line after match"), ("match v:\n case 1\n  pass", ": at the end"),
            ("match v:\n case -x: pass", "a number after the sign"),
            ("match v:\n case *a: pass", "a comma behind *name"),
            ("match v:\n case (*a): pass", "a comma behind it"),
            ("match v:\n case {a: 1}: pass", "a literal, or a dotted name"),
            ("match v:\n case {**_}: pass", "a name, or nothing"), ("match v:\n case x[0]: pass", ": at the end"),
            ("match v:\n case 1 as a.b: pass", ": at the end"), ("match v:\n case 1 < 2: pass", ": at the end"),
            ("match v:\n case P(*a): pass", "a pattern"), ("match v:\n case None.a: pass", ": at the end"),
            ("case 1: pass", "case indented under it"),
            ("if 1: match v:\n case 1: pass", "an indented line of its own"),
            ("match v:\n case 1: pass\nelse: pass", "it at the indentation of the statement"),
            ("match v:\n\tcase 1: pass\n        case 2: pass", "one of the two throughout"),
        ])
    func told(_ text: String, _ part: String) {
        let found = mistake(text)
        let whole = (found?.mistake.expected ?? "") + " · " + (found?.mistake.suggestion ?? "")
        #expect(whole.contains(part), "\(text): \(found?.mistake.problem ?? "") · \(whole)")
        #expect(found?.range != nil)
    }

    @Test(
        "match and case are names wherever no statement can be meant",
        arguments: [
            "match = 3", "match: int = 3", "match(x)", "match[x]", "match.y", "match * x", "match - x", "match == x",
            "match",
            "match in x", "match not in x", "match if x else y", "match, case = case, match", "case(1)", "case = [1]",
            "f(match=1, case=2)", "for match in case: match", "def match(case): return case", "match += 1",
            "match v:\n case match: match", "match match:\n case case: pass", "match not v:\n case _: pass",
            "match *a, b:\n case 1, 2: pass", "match -v:\n case [*_]: pass", "match (v):\n case {}: pass",
            "match {1: 2}:\n case {-1: x, 1 + 2j: y, None: z, a.b: w}: pass", "match lambda: 3:\n case f: pass",
            "match v:\n case 'a' 'b' | b'c' | -1.5 | 2j | -1 - 2j | True | None | a.b: pass",
            "match v:\n case [a, (b, *c), {'k': [d, _]}] as e if a := b: pass\n case P(1, x=Q(),): pass",
        ])
    func parsed(_ text: String) throws { #expect(try !Parser.statements(in: Source(text)).isEmpty) }

    @Test("A prompt goes on after match and after case")
    func typing() {
        for text in ["match v:", "match v:\n    case 1:", "match v:\n    case 1:\n        x", "match (1,"] {
            #expect(Parser.needsMore(text), "\(text)")
        }
        for text in ["match = 1", "match(v)", "match v:\n    case 1:\n        x\n", "case = 2"] {
            #expect(!Parser.needsMore(text), "\(text)")
        }
    }

    @Test("Patterns inside patterns inside patterns are refused before they take the stack")
    func depth() {
        let pattern = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)
        #expect(mistake("match v:\n case \(pattern): pass")?.mistake.problem == "this is nested too deep")
    }

    @Test("A star takes no more than a list can hold, and what nobody asks for is not made")
    func stars() {
        let session = Session(registry: Registry(words: PythonWords.words))
        #expect(spelled("match range(10**9):\n    case [a, *_, b]: c = a + b\nc", in: session) == "999999999")
        #expect(spelled("match range(10**9):\n    case [a, *rest]: pass", in: session).hasPrefix("! a list of 999"))
    }
}
