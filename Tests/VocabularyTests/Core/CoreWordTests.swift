import Language
import Answers
import Testing

@testable import Vocabulary

@Suite struct CoreWordTests {
    /// The words that have nothing to do with optimisation, alone.
    static let words = Vocabulary.registry.words.filter {
        ["session", "numbers", "lists", "values", "classes", "exceptions"].contains($0.family)
    }
    static let registry = Registry(words: words, glossary: GlossaryWords.glossary)

    private func answer(_ text: String, in session: Session = Session(registry: registry)) -> String {
        do {
            return try session.evaluate(text).value.repr
        } catch let problem as Diagnostic {
            return "! " + problem.mistake.problem
        } catch {
            return "unexpected error: \(error)"
        }
    }

    @Test(
        "Numbers",
        arguments: [
            ("sin(0), cos(0), tan(0)", "(0.0, 1.0, 0.0)"), ("asin(1) == pi/2", "True"), ("exp(0)", "1.0"),
            ("log(e)", "1.0"),
            ("log(8, 2)", "3.0"), ("log(1000, 10)", "3.0"), ("log10(0.001), log2(8)", "(-3.0, 3.0)"),
            ("sqrt(9)", "3.0"),
            ("abs(-3), abs(-2.5)", "(3, 2.5)"), ("abs(-9223372036854775807 - 1)", "9223372036854775808"),
            ("sign(-2), sign(0), sign(0.5)", "(-1, 0, 1.0)"), ("round(2.5), round(3.5), round(-2.5)", "(2, 4, -2)"),
            ("round(2.675, 2)", "2.67"), ("round(1234, -2)", "1200"), ("round(1e20)", "100000000000000000000"),
            ("floor(-1.5), ceil(-1.5), floor(3)", "(-2, -1, 3)"), ("floor(inf)", "inf"), ("hypot(3, 4)", "5.0"),
            ("atan2(1, -1) == 3*pi/4", "True"), ("tanh(0), erf(0), abs(cbrt(27) - 3) < 1e-15", "(0.0, 0.0, True)"),
            ("sin(nan)", "nan"),
            ("sqrt(-1)", "nan"), ("-inf < 0", "True"), ("π == pi", "True"), ("log(0)", "-inf"),
        ])
    func numbers(text: String, expected: String) { #expect(answer(text) == expected, "\(text)") }

    @Test(
        "Lists",
        arguments: [
            ("len([1, 2]), len('é日'), len({})", "(2, 2, 0)"), ("list(range(3))", "[0, 1, 2]"),
            ("list(range(5, 0, -2))", "[5, 3, 1]"),
            ("list(range(0))", "[]"),
            (
                "list(range(-9000000000000000000, 9000000000000000001, 9000000000000000000))",
                "[-9000000000000000000, 0, 9000000000000000000]"
            ), ("list(range(3, 1))", "[]"), ("list('ab'), tuple([1])", "(['a', 'b'], (1,))"),
            ("list()", "[]"),
            ("dict(a=1), dict([('b', 2)])", "({'a': 1}, {'b': 2})"),
            ("list(zip([1, 2, 3], 'ab'))", "[(1, 'a'), (2, 'b')]"),
            ("list(enumerate('ab', 1))", "[(1, 'a'), (2, 'b')]"),
            ("list(map(lambda a, b: a + b, [1, 2], [3, 4]))", "[4, 6]"),
            ("list(map(sqrt, [4]))", "[2.0]"), ("list(filter(lambda x: x > 1, range(4)))", "[2, 3]"),
            ("sorted([3, 1, 2])", "[1, 2, 3]"),
            ("sorted(['b', 'a'], reverse=True)", "['b', 'a']"), ("sorted([-3, 1, 2], key=abs)", "[1, 2, -3]"),
            ("sorted([(1, 'b'), (1, 'a')], key=lambda p: p[0])", "[(1, 'b'), (1, 'a')]"),
            ("list(reversed([1, 2]))", "[2, 1]"),
            ("any(x > 1 for x in [1, 2]), all([])", "(True, True)"),
            ("sum([1, 2, 3]), sum([0.1]*10), sum([])", "(6, 0.9999999999999999, 0)"),
            ("sum([True, False, True])", "2"), ("sum([1e100, 1, -1e100]), fsum([1e100, 1, -1e100])", "(0.0, 1.0)"),
            ("min(3, 1), max([1, 5])", "(1, 5)"),
            ("max(['aa', 'b'], key=len)", "'aa'"), ("mean([1, 2, 6]), median([1, 2, 60, 3])", "(3.0, 2.5)"),
            ("std([1, 2, 3, 4])", "1.118033988749895"), ("var([1, 2, 3, 4], ddof=1)", "1.6666666666666667"),
            ("linspace(0, 1, 5)", "[0.0, 0.25, 0.5, 0.75, 1.0]"), ("linspace(0, 1, n=1)", "[0.0]"),
            ("logspace(-3, 0, 4)", "[0.001, 0.01, 0.1, 1.0]"), ("len(linspace(0, 1))", "50"),
        ])
    func lists(text: String, expected: String) { #expect(answer(text) == expected, "\(text)") }

    @Test(
        "Text and conversions",
        arguments: [
            ("str(0.1), str('a')", "('0.1', 'a')"), ("repr('a')", #""'a'""#),
            ("int('12'), int(-2.7), int(True)", "(12, -2, 1)"),
            ("int(1e20)", "100000000000000000000"), ("float('1e-3'), float(' 2 ')", "(0.001, 2.0)"),
            ("bool([]), bool('x')", "(False, True)"),
            ("type(1), type(1.0), type('')", "(int, float, str)"), ("type([1]), type(sin)", "(list, type)"),
            ("format(3.14159, '.2f')", "'3.14'"), ("float('inf')", "inf"),
        ])
    func text(text: String, expected: String) { #expect(answer(text) == expected, "\(text)") }

    @Test(
        "What cannot be done is said",
        arguments: [
            ("list(range(10**10))", "a list of 10,000,000,000 elements is too long"), ("range(1, 2, 0)", "step = 0"),
            ("list(range(0, 9223372036854775807))", "a list of 9,223,372,036,854,775,807 elements is too long"),
            ("bytes(10**12)", "1,000,000,000,000 bytes are too many"),
            ("b'ab' * 10**9", "2,000,000,000 bytes are too many"),
            ("(1).to_bytes(10**9)", "1,000,000,000 bytes are too many"),
            ("min([])", "min of nothing"),
            ("mean([])", "mean of an empty list"), ("mean([1, 'a'])", "values[1] = 'a' is not a number"),
            ("sorted([1, 'a'])", "'a' < 1 compares a string with a number"),
            ("int('x')", "'x' is not the text of a whole number"),
            ("int(nan)", "nan is no whole number"), ("sum(3)", "3 is a number: there is nothing to go through"),
            ("log(2, 1)", "there is no logarithm to base 1"), ("var([1], ddof=1)", "var of 1 value(s) with ddof=1"),
            ("linspace(0, inf)", "stop = inf is out of range"), ("seed(-1)", "n = -1 is out of range"),
            ("help('sinn')", "there is no word and no term sinn"), ("sin()", "sin needs x: a number"),
            ("len(3)", "3 is a number and has no length"),
            ("format(1, 'q')", "\"q\" is not a format"),
        ])
    func mistakes(text: String, expected: String) { #expect(answer(text) == "! " + expected, "\(text)") }

    @Test("A logarithm of a negative number is nan, and a remark says why")
    func remarks() throws {
        let outcome = try Session(registry: CoreWordTests.registry).evaluate("[log(x) for x in [-1, -1, 1]]")
        #expect(outcome.notes == ["log(-1) is not a real number (it needs x > 0): nan"])
    }

    @Test("seed and dialect change the session")
    func settings() throws {
        let session = Session(registry: CoreWordTests.registry)
        _ = try session.evaluate("seed(7); dialect('pytorch')")
        #expect(session.seed == 7)
        #expect(session.dialect == "pytorch")
        #expect(answer("seed(), dialect()", in: session) == "(7, 'pytorch')")
    }

    @Test("Every example of every word runs, and every word named under see-also exists")
    func examples() throws {
        for word in CoreWordTests.words {
            #expect(!word.examples.isEmpty, "\(word.name) has no example")
            for example in word.examples {
                #expect(!answer(example).hasPrefix("!"), "\(word.name): \(example) gives \(answer(example))")
            }
            for other in word.seeAlso { #expect(CoreWordTests.registry.word(other) != nil, "\(word.name): \(other)") }
        }
    }

    @Test("help, describe and words answer with pages")
    func pages() throws {
        let session = Session(registry: CoreWordTests.registry)
        let cases = [
            ("help()", "Type an expression"), ("help(sqrt)", "square root"), ("help(pi)", "circumference"),
            ("help('range')", "whole numbers from start"), ("help('lists')", "linspace"), ("words()", "session"),
            ("describe([1, 2, 3])", "list of 3 numbers, from 1 to 3, mean 2"), ("describe(sin)", "sine"),
            ("describe(3)", "int: 3"),
        ]
        for (text, part) in cases {
            let shown = try session.evaluate(text).value.display(width: 80)
            #expect(shown.contains(part), "\(text): \(shown)")
        }
    }

    @Test("isinstance tells what is known, and guesses at nothing")
    func kinds() {
        let session = Session(registry: Vocabulary.registry)
        let known = [
            ("isinstance(Dense(1), Dense), isinstance(Dense(1), Dropout)", "(True, False)"),
            ("import numpy as np\nisinstance(np.zeros(2), np.ndarray), isinstance([1], np.ndarray)", "(True, False)"),
            ("isinstance(1, Adam), isinstance(Adam(), int)", "(False, False)"),
        ]
        for (text, expected) in known { #expect(answer(text, in: session) == expected, "\(text)") }
        #expect(answer("isinstance(Adam(), SGD)", in: session) == "False")
        #expect(answer("isinstance(Adam(), Adam)", in: session) == "True")
    }
}
