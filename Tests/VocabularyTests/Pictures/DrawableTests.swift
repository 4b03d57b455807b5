import Figures
import Language
import Answers
import Pictures
import Testing

@testable import Vocabulary

/// A kind of value that no other file knows of.
private struct Thermometer: Drawable {
    static let kind = "thermometer"
    let degrees: [Double]

    var summary: String { "thermometer" }

    func figure(_ options: PlotOptions, work: Work) throws -> Figure {
        Figure.curves([DataSeries("degrees", values: degrees)], title: "one", x: "hour", y: "degrees", options: options)
    }

    func figure(with others: [any Drawable], _ options: PlotOptions, work: Work) throws -> Figure? {
        guard others.allSatisfy({ $0 is Thermometer }) else { return nil }
        return Figure(title: "\(others.count + 1) together", panels: [])
    }
}

@Suite("A picture is added in the file of its value")
struct DrawableTests {
    static func session() -> Session {
        let session = Session(registry: Vocabulary.registry, work: Work(), permission: .everything)
        session.variables["t"] = .thing(Thermometer(degrees: [1, 4, 9]))
        return session
    }

    static func figure(_ line: String, _ session: Session = session()) throws -> Figure {
        guard case .thing(let thing) = try session.evaluate(line).value else { throw Mistake("\(line) is no thing") }
        return try #require(thing as? Figure)
    }

    @Test("plot draws a value of a type that only its own file knows")
    func toy() throws {
        let figure = try Self.figure("plot(t, title=\"heat\")")
        #expect(figure.title == "heat")
        #expect(figure.panels.first?.y.label == "degrees")
    }

    @Test("the value itself says what it does with others; where it does nothing they stand side by side")
    func others() throws {
        #expect(try Self.figure("plot(t, t, t)").title == "3 together")
        #expect(try Self.figure("plot([t, t])").title == "2 together")
        #expect(try Self.figure("plot(t, [1, 2, 3])").panels.count == 2)
        #expect(try Self.figure("plot([1, 2, 3], t)").panels.count == 2)
    }

    @Test("a learner's function and runs over it are one picture")
    func functionWithRun() throws {
        let session = Self.session()
        _ = try session.evaluate("g(x) = x^4 - x^2; r = minimize(g, SGD(0.05), start=1.2, steps=30)")
        #expect(try Self.figure("plot(g, r)", session) == Self.figure("plot(r)", session))
        _ = try session.evaluate("c = compare(rosenbrock, [Adam(0.05), SGD(0.001)], steps=20)")
        #expect(try Self.figure("plot(rosenbrock, c)", session).panels.count == 1)
        #expect(try Self.figure("plot(himmelblau, c)", session).panels.count == 2)
    }

    @Test(
        "plain values are drawn by what they hold",
        arguments: [
            ("plot([1, 4, 9])", "3 numbers", "index"), ("plot([1, 2, 3], [4, 5, 9])", "3 points", "x"),
            ("plot([[1, 2], [3, 4], [5, 7]])", "3 points", "x"),
            ("plot([[1, 2, 3], [4, 5, 6]])", "2 lists of numbers", "index"),
            ("plot([1, 2], [3, 4], [5, 7])", "3 points", "x"), ("plot({\"a\": 1, \"b\": 2})", "2 amounts", ""),
            ("plot({\"a\": [1, 2], \"b\": [2, 1]})", "a, b", "index"),
        ])
    func plain(line: String, title: String, across: String) throws {
        let figure = try Self.figure(line)
        #expect(figure.title == title)
        #expect(figure.panels.first?.x.label == across)
    }

    @Test(
        "what has no picture says what to write",
        arguments: [
            ("plot(5)", "there is no picture of 5"), ("plot([])", "the list is empty"),
            ("plot({})", "the dict is empty"),
            ("plot([1, 2], [1, 2, 3])", "2 places and 3 values"), ("contour([1, 2])", "neither a landscape nor a run"),
            ("plot(Sequential([Dense(1)]))", "a model alone has no picture"),
            ("plot(RecordWeights())", "a path of weights alone has no picture"),
            ("plot(rosenbrock, RecordWeights())", "has no place on rosenbrock"),
            ("loss_curve(rosenbrock)", "there is no run"), ("animate(rosenbrock, \"a.gif\")", "has no path over"),
        ])
    func refusals(line: String, said: String) throws {
        let error = #expect(throws: Diagnostic.self) { try Self.session().evaluate(line) }
        #expect(error?.mistake.problem.contains(said) == true, "\(line): \(error?.mistake.problem ?? "nothing")")
    }

    @Test("a file among what is to be drawn is told the word that keeps a picture")
    func fileNames() throws {
        let error = #expect(throws: Diagnostic.self) { try Self.session().evaluate("plot(rosenbrock, \"x.png\")") }
        #expect(error?.mistake.problem == "there is no picture of 'x.png'")
        #expect(error?.mistake.suggestion == "save(plot(…), \"x.png\")")
    }
}
