import Answers
import Language
import Testing

@testable import Vocabulary

/// What a newcomer types in the first hour, wrong things included, and what is advised.
@Suite struct FirstHourTests {
    @Test(
        "A slip gets the advice that mends it",
        arguments: [
            ("minimize(rosenbrock, Adam(0.1), epochs=5)", "steps=…"), ("SGD(0.1, mu=0.9)", "momentum=…"),
            ("minimize(rosenbrock, Adam(0.1), x0=(1, 1))", "start=…"), ("f = x^2 + y^2", "f(x) = x^2"),
            ("plot(x^2)", "f(x) = x^2"), ("minimize(f, Adam(0.1))", "f(x, y) = x^2 + y^2"),
            ("adam(0.1)", "Adam, AdamW or Adamax"), ("rosenbrok", "rosenbrock"),
            ("help(optimizers)", "words(\"optimizers\") lists them"),
            ("minimize(rosenbrock, \"adam\")", "Adam without quotes"),
            ("compare(SGD, Adam)", "compare(rosenbrock, [SGD(0.001), Adam(0.05), RMSprop(0.01)], start=(-1.5, 2))"),
            ("minimize(rosenbrock, Adam, 1000)", "steps=1000"), ("SGD(learning rate=0.1)", "learning_rate=…"),
            ("plot(moons)", "plot(moons())"), ("plot(Adam)", "plot(minimize(rosenbrock, Adam()))"),
            ("explain(compare(rosenbrock, [SGD(0.001), Adam(0.1)], steps=5))", "…[0], the first of its 2"),
            ("minimize(\"Rosenbrock\", Adam(0.1))", "rosenbrock without quotes"),
            ("rosenbrock.plot()", "plot(…) with the landscape in its brackets"),
            ("explain(\"momentum\")", "help(\"momentum\"), which explains the term"),
            ("explain(\"learning rate\")", "help(\"learning rate\"), which explains the term"),
            ("momentum", "help(\"momentum\")"), ("overfitting", "help(\"overfitting\")"),
            ("model.fit(1)", "model = Sequential([Dense(8, activation=\"tanh\"), Dense(1)])"),
            ("derivative(rosenbrock)", "gradient(f, (x, y))"),
            ("ls", "there is no shell here; words() lists what there is"),
            ("help(\"momentumm\")", "help(\"momentum\")"),
        ] as [(String, String?)])
    func slips(line: String, advice: String?) {
        do {
            _ = try Session(registry: Vocabulary.registry).evaluate(line)
            Issue.record("\(line) was evaluated")
        } catch let problem as Diagnostic {
            #expect(problem.mistake.suggestion == advice, "\(line): \(problem.mistake.problem)")
        } catch {
            Issue.record("\(line): \(error)")
        }
    }

    @Test("What a value can be asked for is called by none alone, and every kind that has it is named")
    func membersAlone() throws {
        let session = Session(registry: Vocabulary.registry)
        let problem = try #require(throws: Diagnostic.self) { try session.evaluate("fit(1)") }
        for kind in ["a model", "an estimator", "a language model"] {
            #expect(problem.mistake.expected?.contains(kind) == true, "\(problem.mistake)")
        }
    }

    @Test(
        "What a newcomer tries works",
        arguments: [
            ("plot(sin)", "sin"), ("X, y = moons(); X.shape", "(200, 2)"),
            ("c = compare(rosenbrock, [SGD(0.001), Adam(0.1)], steps=5); explain(c[1]).kind", ""),
            ("dataset([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]).classes", "[2, 2]"),
            ("x = linspace(0, 1, 5); d = dataset(x, [v^2 for v in x]); d.y.shape", "(5, 1)"),
            ("a, b = dataset([1, 2], [3.5, 4]); b.tolist()", ""),
        ])
    func works(_ line: String, _ expected: String) throws {
        do {
            let outcome = try Session(registry: Vocabulary.registry).evaluate(line)
            if !expected.isEmpty { #expect(outcome.value.display(width: 80).contains(expected), "\(line)") }
        } catch let problem as Diagnostic where line.contains(".kind") {
            #expect(problem.mistake.problem.contains("kind"), "\(problem.mistake.problem)")
        }
    }

    @Test("That Keras refuses lr is said once in a session, and not where lr is right")
    func lr() throws {
        let session = Session(registry: Vocabulary.registry)
        #expect(try session.evaluate("Adam(lr=0.1)").notes == ["lr is learning_rate; Keras 3 itself refuses lr"])
        #expect(try session.evaluate("SGD(lr=0.1)").notes.isEmpty)
        let other = Session(registry: Vocabulary.registry)
        for line in ["Adam(0.1)", "Adam(learning_rate=0.1)", "Adam(lr=0.1, dialect=\"pytorch\")"] {
            #expect(try other.evaluate(line).notes.isEmpty, "\(line)")
        }
    }

    @Test("A word called with too little shows what has to be given, and not all that may be")
    func missing() {
        let session = Session(registry: Vocabulary.registry)
        #expect {
            try session.evaluate("minimize(rosenbrock)")
        } throws: { error in
            (error as? Diagnostic)?.mistake.expected == "minimize(f, rule, …)"
        }
    }

    @Test("No message of these is wider than the window")
    func widths() {
        let session = Session(registry: Vocabulary.registry)
        for line in [
            "minimize(rosenbrock, SGD(0.1), foo=5)", "rosenbrock.foo", "words(\"foo\")", "minimize(rosenbrock)",
            "for i in [1]: print(i)", "dialect(\"foo\")",
        ] {
            do {
                _ = try session.evaluate(line)
            } catch let problem as Diagnostic {
                for row in problem.text(width: 60).split(separator: "\n") { #expect(row.count <= 60, "\(row)") }
            } catch {
                Issue.record("\(line): \(error)")
            }
        }
    }
}
