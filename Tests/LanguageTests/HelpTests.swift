import Testing

@testable import Language

@Suite struct HelpTests {
    @Test("help(word) tells the call, every parameter with default, range and aliases, examples and relatives")
    func word() throws {
        let word = try #require(Sample.registry.word("Adam"))
        #expect(
            Help(Sample.registry, width: 70).word(word).text == """
                Adam(learning_rate=0.001, beta_1=0.9, clipvalue=…, *, dialect=…)
                  adaptive moments

                Examples
                  Adam(lr=0.1)

                  learning_rate  the rate (default: 0.001); a finite number above 0;
                                 also lr
                  beta_1         decay of the first moment (default: 0.9); a number
                                 from 0 to below 1: [0, 1)
                  clipvalue      clips gradients (default: no clipping); a finite
                                 number above 0, or None
                  dialect        whose formula (default: the session's); "keras" or
                                 "pytorch"

                Gives a rule.

                See also descend.
                """)
    }

    @Test("Help fits its width for every word")
    func widths() {
        for word in Sample.registry.words {
            let text = Help(Sample.registry, width: 60).word(word).text
            for line in text.split(separator: "\n") { #expect(line.count <= 60, "\(word.name): \(line)") }
        }
    }

    @Test("Code that is too long for the window is broken where the language goes on, and means the same")
    func code() throws {
        let code = "a = [1, 2, 3]; f(alpha, beta=\"x; (y, z)\") = alpha + 1; f(f(1, beta='q, (r'), beta=\"s\")"
        for width in [12, 20, 30, 48, 200] {
            let lines = CodeLines.broken(code, width: width)
            #expect(spelled(lines.joined(separator: "\n"), in: Sample.session()) == "3", "\(width): \(lines)")
        }
        #expect(CodeLines.broken("f(a, b); g(c, d)", width: 10) == ["f(a, b)", "g(c, d)"])
        #expect(CodeLines.broken("f(aaaa, bbbb, cccc)", width: 14) == ["f(aaaa, bbbb,", "  cccc)"])
    }

    @Test("The reference holds every word with its parameters and the output of its examples")
    func reference() {
        let text = Reference(Sample.registry).markdown { examples in
            let session = Sample.session()
            return examples.map { spelled($0, in: session) }
        }
        for word in Sample.registry.words { #expect(text.contains("### \(word.name)\n"), "\(word.name)") }
        #expect(text.contains("> Adam(lr=0.1)\nAdam(lr=0.1, keras)"))
        #expect(text.contains("| `learning_rate`, `lr` | 0.001 | a finite number above 0 | the rate |"))
        #expect(text.contains("| `.scaled(factor)` | with another rate |"))
    }
}
