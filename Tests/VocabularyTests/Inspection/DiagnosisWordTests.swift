import Answers
import Language
import Testing

@testable import Vocabulary

@Suite("Diagnosis, in the language")
struct DiagnosisWordTests {
    private static func session(_ lines: [String]) throws -> Session {
        let session = Session(registry: Vocabulary.registry)
        for line in lines { _ = try session.evaluate(line) }
        return session
    }

    private static let slow = [
        "d = moons(n=80, noise=0.1, seed=1)",
        "m = Sequential([Dense(6, activation=\"tanh\", input_shape=(2,)), Dense(1)], seed=4)",
        "m.compile(optimizer=Adam(1e-6), loss=\"mse\")", "h = m.fit(d, epochs=12, validation_split=0.2)",
        "c = diagnose(h)",
    ]

    @Test func aHistoryFromFitIsDiagnosedAndItsActionTried() throws {
        let session = try Self.session(Self.slow)
        for (line, value) in [
            ("c.cause", "rate too low"), ("c.findings[0].cause", "rate too low"), ("c.findings[0].proof", "not tried"),
            ("c.findings[0].action", "model.compile(optimizer=Adam(lr=0.001), loss='mean_squared_error')"),
        ] { #expect(try session.evaluate(line).value.asText == value, "\(line)") }
        for line in [
            "not c.healthy", "c.findings[0].evidence[\"rate\"] < 2e-6", "c.findings[0].line is None",
            "len(c.signs) == 8",
            "c.end_error > 0",
            "diagnose(m).cause == c.cause", "diagnose(m, d).cause == c.cause",
            "c.causes_of(\"barely decreases\")[0][\"verdict\"] == \"fits\"",
            "confirm(c.findings[0]).trial[\"error_after\"] < confirm(c).trial[\"error_before\"]",
            "len(checklist(h).items) == 5", "checklist(h).kept >= 1",
        ] { #expect(try session.evaluate(line).value.brief == "True", "\(line)") }
        #expect(try session.evaluate("plot(c)").value.kind == "figure")
    }

    @Test func printWritesWhatThePromptShows() throws {
        let session = try Self.session(Self.slow + ["k = checklist(h)"])
        session.width = 80
        for name in ["c", "k"] {
            guard case .thing(let thing) = try session.evaluate(name).value else {
                Issue.record("\(name) is no thing")
                continue
            }
            let shown = thing.table(width: 80)
            #expect(shown.contains("\n"), "\(name)")
            #expect(try session.evaluate("print(\(name))").printed.joined(separator: "\n") == shown, "\(name)")
        }
    }

    @Test func whatCannotBeDiagnosedIsSaid() throws {
        let session = try Self.session([
            "m = Sequential([Dense(1, input_shape=(2,))])", "m.compile(loss=\"mse\")",
            "r = minimize(rosenbrock, SGD(0.001), start=(-1.5, 2), steps=5)",
        ])
        for (line, words) in [
            ("diagnose(m)", "has not been fitted"), ("diagnose(3)", "3"),
            ("diagnose(r, moons())", "data go with a model"),
            ("diagnose(r).causes_of(\"smells\")", "there is no sign"), ("checklist(m)", "has not been fitted"),
        ] {
            #expect { _ = try session.evaluate(line) } throws: { "\($0)".contains(words) }
        }
    }

    @Test func thePatientKeepsItsAnswerToItself() throws {
        let session = try Self.session(["p = patient(12, fault=\"rate too low\")"])
        #expect(try session.evaluate("p.fault").value.asText == "rate too low")
        #expect(try session.evaluate("diagnose(p).cause").value.asText == "rate too low")
        #expect(try session.evaluate("p").value.brief.contains("rate") == false)
    }
}
