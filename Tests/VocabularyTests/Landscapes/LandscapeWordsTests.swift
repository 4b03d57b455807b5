import Foundation
import Landscapes
import Language
import Answers
import Numbers
import Testing

@testable import Vocabulary

@Suite("Landscapes in the language")
struct LandscapeWordsTests {
    /// A session with the landscape words, and the names of elementary functions so that formulas can be typed.
    static func session() -> Session {
        let names = ["sin", "log", "abs", "max", "sum", "sorted", "sqrt", "exp", "range"]
        let elementary = names.map { name in
            Word(
                name, family: "functions", summary: "",
                parameters: [Parameter("x", .any, .required, "", isVariadic: true)],
                meaning: .call { args, _ in
                    let values = try args.values("x")
                    guard name == "range", let count = values.first?.asDouble else { return values.first ?? .none }
                    return .list((0..<Int(count)).map { .int($0) })
                })
        }
        let words = LandscapeWords.words + DerivativeWords.words + elementary
        return Session(
            registry: Registry(words: words, members: LandscapeWords.members, coercions: LandscapeWords.coercions))
    }

    static func value(_ lines: String...) throws -> Value {
        let session = session()
        var last = Value.none
        for line in lines { last = try session.evaluate(line).value }
        return last
    }

    static let numbers: [(line: String, number: Double)] = [
        ("rosenbrock(1.2, 1)", 19.4), ("rosenbrock((1.2, 1))", 19.4), ("rosenbrock(0, 1, b=50)", 51),
        ("parabola(3)", 9), ("quadratic(kappa=10)(1, 2)", 20.5), ("noisy(sphere, 3)(1, 2)", 5),
        ("shifted(sphere, (1, 2))(1, 2)", 0), ("scaled(sphere, height=2)(1, 2)", 10),
        ("eigenvalues(quadratic(kappa=7), (1, 1))[1]", 7), ("gradient(rosenbrock, (1.2, 1))[0]", 211.6),
        ("gradient(rosenbrock, 1.2, 1)[1]", -88), ("hessian(rosenbrock, (1, 1))[0][1]", -400),
        ("rosenbrock.gradient((1.2, 1))[0]", 211.6), ("gradient(parabola, 3)", 6), ("hessian(cubic, 2)", 12),
        ("curvature(quadratic(kappa=8), (0, 0)).largest_stable_rate", 0.25), ("himmelblau.minima[0][0]", 3),
        ("rosenbrock.domain[1][1]", 3), ("landscapes().names[0] == \"sphere\" and 1 or 0", 1),
    ]

    @Test("A line about a landscape gives its number", arguments: numbers)
    func line(_ known: (line: String, number: Double)) throws {
        let result = try #require(try Self.value(known.line).asDouble, "\(known.line)")
        #expect((result - known.number).magnitude < 1e-12 * max(1, known.number.magnitude), "\(known.line): \(result)")
    }

    static let own: [(body: String, point: Point, gradient: Point)] = [
        ("(1 - x)^2 + 100*(y - x^2)^2", Point(1.2, 1), Point(211.6, -88)),
        ("x**3/y - 2", Point(2, 4), Point(3, -0.5)),
        ("sin(x)*y + abs(y)", Point(0, -2), Point(-2, -1)),
        ("max(x, y)**2", Point(1, 3), Point(0, 6)),
        ("x*y if x > 0 and y > 0 else -x", Point(2, 5), Point(5, 2)),
        ("x*y if 0 < x < 1 else -x", Point(2, 5), Point(-1, 0)),
        ("sum([k*x + y for k in [1, 2, 3]])", Point(0, 0), Point(6, 3)),
        ("sum([x, y, x*y])", Point(2, 5), Point(6, 3)),
        ("[x, y, x*y][2]", Point(2, 5), Point(5, 2)),
        ("rosenbrock(x, 2*y)", Point(1.2, 0.5), Point(211.6, -176)),
        ("rosenbrock((x, y)) + sphere(x, y)", Point(1.2, 1), Point(214, -86)),
        ("quadratic(kappa=10)(x, y)", Point(1, 1), Point(1, 10)),
        ("inner(x, y)*2", Point(1, 2), Point(8, 4)),
        ("c*x + y", Point(1, 2), Point(7, 1)),
        ("-x^2 + y*True", Point(3, 1), Point(-6, 1)),
        ("sqrt(x*x + y*y)", Point(3, 4), Point(0.6, 0.8)),
        ("x // 1 + y % 2", Point(2.5, 3.5), Point(0, 1)),
        ("range(4)[3]*x", Point(2, 1), Point(3, 0)),
    ]

    @Test("A function of one's own has its exact gradient", arguments: own)
    func ownGradient(_ known: (body: String, point: Point, gradient: Point)) throws {
        let result = try Self.value(
            "c = 7", "inner(a, b) = a*b*2 + c*0", "f(x, y) = \(known.body)",
            "gradient(f, (\(known.point.x), \(known.point.y)))")
        let gradient = try #require(result.asPoint)
        #expect((gradient - known.gradient).norm < 1e-12 * max(1, known.gradient.norm), "\(known.body): \(gradient)")
    }

    @Test("A function of one's own is described with its critical points")
    func describes() throws {
        let session = Self.session()
        _ = try session.evaluate("f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2")
        let function = try session.evaluate("f").value
        let landscape = try landscape(from: function, Context(session: session))
        let text = landscape.description(width: 80)
        #expect(text.contains("(x^2 + y - 11)^2 + (x + y^2 - 7)^2"))
        #expect(text.components(separatedBy: "minimum").count - 1 == 4, "\(text)")
        #expect(text.components(separatedBy: "saddle").count - 1 == 4, "\(text)")
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    static let mistakes: [(lines: [String], problem: String)] = [
        (["quadratic(kappa=-1)"], "kappa = -1"), (["rosenbrock(1)"], "two coordinates"), (["rosenbrock()"], "a place"),
        (["gradient(rosenbrock, 1)"], "two coordinates"), (["gradient(parabola, (1, 2))"], "curve"),
        (["landscape(sphere, x=(2, 1))"], "not an interval"), (["noisy(sphere, -1)"], "sigma"),
        (["f(x, y) = sorted([x, y])", "gradient(f, (1, 2))"], "no derivative"),
        (["f(x, y) = log(x) + y", "gradient(f, (-1, 0))"], "f is nan at (-1, 0): log(x) of -1"),
        (["f(x, y) = log(x) + y", "hessian(f, (0, 2))"], "f is -inf at (0, 2): log(x) of 0"),
        (["f(x, y) = log(x) + y", "landscape(f).gradient((0, 2))"], "is -inf at (0, 2)"),
        (["f(x, y, z) = x", "gradient(f, (1, 2))"], "3 variables"),
        (["f(x, y) = [x, y]", "gradient(f, (1, 2))"], "a list is not a number"),
        (["f(x, y) = \"a\"", "gradient(f, (1, 2))"], "not a number"),
        (["f(x, y) = sphere(x)", "gradient(f, (1, 2))"], "1 coordinates"),
    ]

    @Test("A slip is answered by a message that says what is wrong", arguments: mistakes)
    func slips(_ known: (lines: [String], problem: String)) {
        do {
            let session = Self.session()
            for line in known.lines { _ = try session.evaluate(line) }
            Issue.record("\(known.lines) went through")
        } catch let diagnostic as Diagnostic {
            #expect(diagnostic.mistake.problem.contains(known.problem), "\(known.lines): \(diagnostic.mistake.problem)")
        } catch {
            Issue.record("\(known.lines): \(error)")
        }
    }

    @Test("Every landscape word and member is documented, and its first example runs")
    func documented() throws {
        let session = Self.session()
        for word in LandscapeWords.words + DerivativeWords.words {
            #expect(!word.summary.isEmpty && !word.returns.isEmpty && !word.examples.isEmpty, "\(word.name)")
            guard let example = word.examples.first, !example.hasPrefix("describe") else { continue }
            _ = try session.evaluate(example)
        }
        for member in LandscapeWords.members { #expect(!member.meaning.isEmpty, "\(member.name)") }
    }
}
