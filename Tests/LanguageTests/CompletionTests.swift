import Language
import Testing

@Suite struct CompletionTests {
    private func texts(_ text: String, in session: Session = Sample.session()) -> [String] {
        session.complete(text, cursor: text.utf8.count).candidates.map(\.text)
    }

    @Test("Words, variables, arguments, members and choices are offered where they fit")
    func candidates() throws {
        let session = Sample.session()
        _ = try session.evaluate("rule = Adam(0.1); sp = 3; f(alpha, beta=2) = alpha; import keras as k")
        let cases: [(String, [String])] = [
            ("sp", ["sp", "sphere"]), ("desc", ["descend("]), ("DESC", ["descend("]), ("Adam(le", ["learning_rate="]),
            ("Adam(0.1, ", ["beta_1=", "clipvalue=", "dialect="]), ("Adam(learning_rate=0.1, be", ["beta_1="]),
            ("Adam(dialect=", ["\"keras\"", "\"pytorch\""]), ("Adam(dialect=\"py", ["pytorch"]),
            ("rule.", ["rate", "scaled("]),
            ("rule.sc", ["scaled("]), ("Adam(0.1).r", ["rate"]), ("rule.scaled(fa", ["factor="]),
            ("f(1, be", ["beta="]),
            ("'a'.up", ["upper("]), ("{'a': 1}.k", ["keys("]), ("k.layers.desc", ["descend("]), ("x = Tr", ["True"]),
            ("descend(sphere, Adam(cl", ["clipvalue="]), ("descend(sphere, rule, st", ["steps=", "start=", "stop("]),
        ]
        for (text, expected) in cases {
            let found = texts(text, in: session)
            #expect(Array(found.prefix(expected.count)) == expected, "\(text): \(found.prefix(6))")
        }
    }

    @Test("An argument comes with meaning and default, and the call with its signature")
    func details() throws {
        let completions = Sample.session().complete("Adam(0.1, bet", cursor: 13)
        let beta = try #require(completions.candidates.first)
        #expect(beta == .init("beta_1=", .argument, "decay of the first moment", standard: "0.9"))
        #expect(completions.range == SourceRange(10, 13))
        #expect(completions.signature == "Adam(learning_rate=0.001, beta_1=0.9, clipvalue=…, *, dialect=…)")
        #expect(completions.parameter?.name == "beta_1")
    }

    @Test("File names are asked for inside the strings of words that load")
    func files() {
        let text = "load(\"da"
        let completions = Sample.session().complete(text, cursor: text.utf8.count) { typed in
            ["data.csv", "dates.csv"].filter { $0.hasPrefix(typed) }
        }
        #expect(completions.candidates.map(\.text) == ["data.csv", "dates.csv"])
        #expect(completions.range == SourceRange(6, 8))
    }

    @Test("No text and no cursor makes completion fail")
    func anything() {
        let session = Sample.session()
        for text in [
            "", ")", "(((", "a.b.c.", "\"", "f\"{x", "x[", "].", "Adam(,", "Adam(=", "1.", "\\", "🙂.", "Adam((", ").x",
        ] {
            for cursor in -1...(text.utf8.count + 1) {
                #expect(session.complete(text, cursor: cursor).range.lower >= 0, "\(text) at \(cursor)")
            }
        }
    }

    @Test(
        "The nearest names are found through slips of the finger",
        arguments: [
            ("learing_rate", "learning_rate"), ("lerning_rate", "learning_rate"), ("leanring_rate", "learning_rate"),
            ("rosenbrok", "rosenbrock"), ("rosen", "rosenbrock"), ("adam", "Adam"), ("ADAM", "Adam"), ("btea", "beta"),
        ])
    func nearest(typed: String, expected: String) {
        let names = ["learning_rate", "rosenbrock", "Adam", "beta", "epsilon", "sphere"]
        #expect(Suggestions.nearest(typed, among: names).first == expected)
    }

    @Test("Names that are far from everything get no suggestion")
    func far() {
        for typed in ["zzzzzz", "x", "quaternion"] {
            #expect(Suggestions.nearest(typed, among: ["learning_rate", "y", "Adam"]).isEmpty, "\(typed)")
        }
    }
}
