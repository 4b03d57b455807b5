import Language
import Answers
import Testing

/// What a person reads when something is wrong, to the letter.
@Suite struct MessageTests {
    static let cases: [(String, String)] = [
        (
            "Adam(learing_rate=0.1)",
            """
              Adam(learing_rate=0.1)
                   ^^^^^^^^^^^^
            Adam has no argument learing_rate
              expected  learning_rate, beta_1, clipvalue or dialect
              try       learning_rate=…
            """
        ),
        (
            "Adam(lr=-1)",
            """
              Adam(lr=-1)
                      ^^
            lr = -1 is out of range
              expected  a finite number above 0
              try       lr=0.001
            """
        ),
        (
            "Adam(beta_1=1.0)",
            """
              Adam(beta_1=1.0)
                          ^^^
            beta_1 = 1.0 is out of range
              expected  a number from 0 to below 1: [0, 1)
              try       beta_1=0.9
            """
        ),
        (
            "Adam(dialect=\"pytorhc\")",
            """
              Adam(dialect="pytorhc")
                           ^^^^^^^^^
            dialect = 'pytorhc' is not one of the choices
              expected  "keras" or "pytorch"
              try       dialect="pytorch"
            """
        ),
        (
            "Adam(0.1, lr=0.2)",
            """
              Adam(0.1, lr=0.2)
                        ^^
            learning_rate is given twice: by position and as lr=
              expected  each argument once
            """
        ),
        (
            "descend(sphere)",
            """
              descend(sphere)
              ^^^^^^^
            descend needs rule: what moves the point
              expected  descend(landscape, rule, steps=100, start=…)
            """
        ),
        (
            "descend(3, Adam())",
            """
              descend(3, Adam())
                      ^
            landscape = 3 is a number
              expected  a hill
            """
        ),
        (
            "descend(lambda x: x, Adam())",
            """
              descend(lambda x: x, Adam())
                      ^^^^^^^^^^^
            lambda has 1 parameters
              expected  x and y
            """
        ),
        (
            "descend(sphere, Adam(), steps=1.5)",
            """
              descend(sphere, Adam(), steps=1.5)
                                            ^^^
            steps = 1.5 is not a whole number
              expected  a whole number of at least 1
              try       steps=2
            """
        ),
        (
            "descend(sphere, Adam(), 1, (1, 2), 5)",
            """
              descend(sphere, Adam(), 1, (1, 2), 5)
                                                 ^
            descend takes at most 4 arguments without a name, 5 given
              expected  descend(landscape, rule, steps=100, start=…)
            """
        ),
        (
            "choosy(1 + 1)",
            """
              choosy(1 + 1)
                     ^^^^^
            value does not please
              expected  another
              try       choosy(0)
            """
        ),
        (
            "spere",
            """
              spere
              ^^^^^
            spere is not known
              try       sphere
            """
        ),
        (
            "plt.plot(sphere)",
            """
              plt.plot(sphere)
              ^^^
            plt is not known here
              try       import matplotlib.pyplot as plt; plot(x) draws any value
            """
        ),
        (
            "Adam().rats",
            """
              Adam().rats
                     ^^^^
            a rule has no .rats
              expected  rate or scaled
              try       .rate
            """
        ),
        (
            "f(x) = x/0\nf(2)",
            """
              f(x) = x/0
                     ^^^
            line 1: division by zero: 2 / 0
              inside    f
            """
        ),
        (
            "x = [1,\n  2 3]",
            """
                2 3]
                  ^
            line 2: 3 is not expected here
              expected  a comma or ]
            """
        ),
        (
            "\t'日本語' + é̂x",
            """
              \t'日本語' + é̂x
              \t           ^^
            é̂x is not known
              expected  a variable or a word
              try       words() lists the words
            """
        ),
        (
            "[1, 2] + 1",
            """
              [1, 2] + 1
              ^^^^^^^^^^
            a list + a number has no meaning: [1, 2] + 1
              try       [v + 1 for v in …] works element by element
            """
        ),
        (
            "2x",
            """
              2x
              ^^
            2x is neither a number nor a name
              expected  an operator between them
              try       2*x
            """
        ),
        (
            "print 3",
            """
              print 3
                    ^
            3 is not expected here
              expected  an operator, a bracket or the end of the line
              try       print(3) to call it
            """
        ),
        (
            "do you know",
            """
              do you know
                 ^^^
            you is not expected here
              expected  an operator or the end of the line
            """
        ),
        (
            "import pandaz",
            """
              import pandaz
                     ^^^^^^
            there is no module pandaz here
              expected  numpy, pandas, matplotlib, sklearn, torch, keras, or Python's own
              try       import pandas
            """
        ),
    ]

    @Test("Messages point at the place and say what was found, expected and what to try", arguments: cases)
    func messages(text: String, expected: String) { #expect(message(text) == expected, "\(text)") }

    @Test("A long line is cut around the place, and both lines stay in step")
    func longLine() throws {
        let text = "total(" + Array(repeating: "1", count: 200).joined(separator: ", ") + ", nope, 3)"
        do {
            _ = try Sample.session().evaluate(text)
            Issue.record("no mistake")
        } catch let problem as Diagnostic {
            let excerpt = try #require(problem.excerpt(width: 60))
            #expect(excerpt.line.columns <= 60)
            let offset = excerpt.marker.count { $0 == " " }
            #expect(Array(excerpt.line)[offset..<(offset + 4)] == ["n", "o", "p", "e"])
        }
    }

    @Test("Statements of other languages are refused with what to write instead")
    func refusals() {
        let statements = [
            "for i in x y", "while True x", "if x = 3: y", "def f(x) return x", "class A pass", "return 3",
            "try: x", "with x: y", "x => y", "a && b", "x = 3 if 1", "async def f(): y", "lambda", "f(x",
            "[1, 2",
            "'abc",
            "f(1=2)", "f(a=1, 2)", "x = = 2", "(a, b) += 1", "3 = x", "f() = ", "f(x, x) = x", "f(2) = x",
            "sum(x for x in y, 3)", "a.b.", "a[", "a[]", "a[1:2:3:4]", "f'{x'", "f'{}'", "f'}'", "'\\x4'", "0x",
            "1.2.3",
            "@", "x @ ", "del", "del 3", "import", "from x", "from keras import", "$x", "`x`", "x?", "x = \u{7}",
        ]
        for text in statements {
            let session = Sample.session()
            session.variables["x"] = .int(1)
            session.variables["y"] = .list([])
            #expect(message(text, in: session).hasPrefix("  "), "\(text): \(message(text, in: session))")
        }
    }

    @Test("Incomplete text is told from wrong text")
    func incomplete() {
        let open = [
            "f(", "[1,\n2", "x = {'a': 1,", "'''abc\ndef", "f(a,\n b=[1, 2", "x = \\", "(1 +", "\"\"\"a",
            "from keras import (", "def f(x):", "for i in x:", "if x:\n  y\nelse:", "@cache", "try:\n    x",
        ]
        for text in open { #expect(Parser.isIncomplete(text), "\(text)") }
        let closed = [
            "", "1 + 1", "x +", "f(]", "'abc", "f(1 2", "def f(x): return 1", "1)", "# (", "'('", "x = 3 4",
            "for i in (",
        ]
        for text in closed where text != "for i in (" { #expect(!Parser.isIncomplete(text), "\(text)") }
    }
}
