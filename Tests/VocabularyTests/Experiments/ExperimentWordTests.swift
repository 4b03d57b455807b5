import Foundation
import Language
import Answers
import Numbers
import Testing

@testable import Vocabulary

@Suite("Experiments in the language")
struct ExperimentWordTests {
    private static func value(_ line: String) throws -> Value {
        try Session(registry: Vocabulary.registry).evaluate(line).value
    }

    /// The headline says the evaluations of all; the column that repeats it is left out before an end moves to a line of its own.
    @Test func aComparisonHasALineForEachRunAtEightyColumns() throws {
        let line =
            "compare(rosenbrock, [SGD(0.0003, momentum=0.9), Adam(0.05)], start=(-1.5, 2), steps=500)"
        guard case .thing(let thing) = try Self.value(line) else {
            Issue.record("no comparison")
            return
        }
        let narrow = thing.table(width: 80).split(separator: "\n")
        #expect(narrow.count == 4 && narrow.allSatisfy { $0.count <= 80 }, "\(narrow)")
        #expect(narrow.first?.hasSuffix("501 evaluations each") == true && !narrow[1].contains("evaluations"))
        #expect(narrow.dropFirst(2).allSatisfy { $0.hasSuffix("still descending") }, "\(narrow)")
        let wide = thing.table(width: 100).split(separator: "\n")
        #expect(wide.count == 4 && wide[1].contains("evaluations"), "\(wide)")
    }

    static let numbers: [(line: String, number: Double, within: Double)] = [
        // Plain descent on (x² + κy²)/2 is stable up to 2/κ, with heavy-ball momentum μ up to 2(1 + μ)/κ.
        ("stability(quadratic(kappa=10), SGD(0.01), steps=5).tightest", 0.2, 1e-12),
        ("stability(quadratic(kappa=10), SGD(0.01, momentum=0.5), steps=5).tightest", 0.3, 1e-9),
        ("stability(quadratic(kappa=10), SGD(0.25), steps=4).share_outside", 1, 0),
        ("stability(quadratic(kappa=10), SGD(0.19), steps=4).share_outside", 0, 0),
        ("len(stability(rosenbrock, Adam(0.01), steps=30).largest)", 30, 0),
        // One unit in the last place of 3 is 2⁻⁵¹.
        ("twin(minimize(parabola, SGD(0.1), start=3, steps=20)).distances[0]", 4.440892098500626e-16, 0),
        ("len(twin(minimize(sphere, SGD(0.1), start=(1, 2), steps=7)).distances)", 8, 0),
        // x² + y² has one minimum, which every start reaches.
        ("basins(sphere, SGD(0.25), n=8, steps=100).shares[0]", 1, 0),
        ("len(basins(himmelblau, Adam(0.2), n=24, steps=400).minima)", 4, 0),
        ("sum(basins(himmelblau, Adam(0.2), n=24, steps=400).shares)", 1, 0.05),
        // Minima that nobody has named are found while the rows are run, and come to the same shares.
        (
            "max(basins(landscape(lambda x, y: (x**2 + y - 11)**2 + (x + y**2 - 7)**2, x=(-5, 5), y=(-5, 5)), "
                + "SGD(0.01), n=40, steps=500).shares) - max(basins(himmelblau, SGD(0.01), n=40, steps=500).shares)", 0,
            0
        ),
        // On x² + y² the rate 0.5 is exact: one step to the minimum.
        ("sweep(sphere, SGD(), lr=[0.01, 0.1, 0.5, 0.9], start=(1, 2), steps=10).best_rate", 0.5, 0),
        ("sweep(sphere, SGD(), lr=[0.01, 0.1, 0.5, 0.9], start=(1, 2), steps=10).losses[2]", 0, 0),
        ("len(sweep(rosenbrock, SGD(), lr=logspace(-5, -2, 4), steps=20).runs)", 4, 0),
        ("race(sphere, [SGD(0.5), SGD(0.01)], steps=400).evaluations_to_target[0][0]", 2, 0),
        ("len(race([sphere, booth], [SGD(0.05), BFGS()], steps=200).runs)", 4, 0),
    ]

    @Test("A line about an experiment gives its number", arguments: numbers)
    func number(_ known: (line: String, number: Double, within: Double)) throws {
        let found = try #require(try Self.value(known.line).asDouble, "\(known.line)")
        #expect(abs(found - known.number) <= known.within, "\(known.line): \(found), not \(known.number)")
    }

    static let pictures: [(line: String, title: String, caption: [String], sentence: String)] = [
        (
            "sweep(rosenbrock, SGD(), lr=logspace(-5, -1, 9), steps=50)", "at 9 learning rates",
            ["rosenbrock", "50 steps each", "seed 0"], "runs diverged"
        ),
        (
            "basins(himmelblau, Adam(0.2), n=20)", "Basins of Adam",
            ["himmelblau", "Adam(lr=0.2)", "20 × 20 starts", "at most 200 steps each", "seed 0"], "starts end at"
        ),
        (
            "stability(rosenbrock, SGD(0.002), steps=40)", "Stability of SGD", ["rosenbrock", "40 steps", "seed 0"],
            "tightest limit"
        ),
        ("stability(rosenbrock, Adam(0.01), steps=40)", "Stability of Adam", ["rosenbrock"], "tightest limit"),
        ("stability(parabola, SGD(0.1), start=2, steps=10)", "Stability of SGD", ["parabola"], "tightest limit"),
        (
            "twin(minimize(rosenbrock, SGD(0.002), steps=300))", "one ulp apart",
            ["rosenbrock", "300 steps", "seed 0"],
            "one ulp"
        ),
        (
            "race([rosenbrock, beale], [Adam(0.05), BFGS()], steps=300)", "within 0.001 of the minimum",
            ["at most 301 evaluations", "seed 0"], "arrives first"
        ),
        (
            "race([sphere, booth], [SGD(0.05), BFGS()]).profile", "profiles on 2 problems", ["Dolan & Moré 2002"],
            "cheapest"
        ),
        ("SGD(CosineDecay(0.1, 100))", "Learning rate of SGD", [], "falls from 0.1"),
        ("Adam(0.01)", "Learning rate of Adam", [], "0.01 at every step"),
    ]

    @Test("Every experiment has a picture that says what is needed to make it again", arguments: pictures)
    func picture(_ known: (line: String, title: String, caption: [String], sentence: String)) throws {
        let title = try Self.value("plot(\(known.line)).title").repr
        let caption = try Self.value("plot(\(known.line)).caption").repr
        let sentence = try Self.value("plot(\(known.line)).sentence").repr
        #expect(title.contains(known.title), "\(known.line): \(title)")
        for fact in known.caption { #expect(caption.contains(fact), "\(known.line): no \(fact) in \(caption)") }
        #expect(sentence.contains(known.sentence), "\(known.line): \(sentence)")
    }

    @Test("The runs of experiments have loss curves")
    func curves() throws {
        for line in [
            "compare(rosenbrock, [Adam(0.05), SGD(0.001)], steps=20)", "sweep(sphere, SGD(), lr=[0.1, 0.2])",
            "race(sphere, [SGD(0.1), BFGS()])", "twin(minimize(sphere, SGD(0.1), steps=9))",
        ] {
            let sentence = try Self.value("loss_curve(\(line)).sentence").repr
            #expect(sentence.contains("oss"), "\(line): \(sentence)")
        }
    }

    @Test("A cancelled map of basins keeps the rows it has and says so")
    func cancelled() throws {
        let work = Work()
        let session = Session(registry: Vocabulary.registry, work: work)
        let presser = Thread {
            Thread.sleep(forTimeInterval: 0.3)
            work.cancel()
        }
        presser.start()
        let stopped = try session.evaluate("basins(himmelblau, Adam(0.001), n=4000, steps=100_000)")
        #expect(stopped.wasInterrupted)
        #expect(stopped.value.repr.contains("basins"), "\(stopped.value.repr)")
        work.reset()
        #expect(try session.evaluate("1 + 1").value.repr == "2")
    }

    @Test(
        "What is out of range is said",
        arguments: [
            ("sweep(rosenbrock, SGD(), lr=[])", "empty"), ("sweep(rosenbrock, SGD(), lr=[-1])", "-1"),
            ("basins(himmelblau, Adam(0.1), n=0)", "n = 0"), ("stability(rosenbrock, BFGS())", "optimizer"),
            ("twin(rosenbrock)", "run"), ("race(sphere, [3])", "3"), ("basins(himmelblau, Adam(0.1), n=9000)", "9000"),
        ])
    func refused(line: String, part: String) {
        expectRefusal(of: line, naming: part, Self.value)
    }
}
