import Answers
import Language
import Testing
import Vocabulary

/// A schedule that cycles the momentum gives it to the rule at every step. The points are PyTorch 2.13's, in double, on
/// Rosenbrock's valley from (−1.5, 2) after 1, 3 and 6 steps.
@Suite("Schedules that cycle the momentum")
struct CycledMomentumTests {
    private static let one = "OneCycleLR(RATE, total_steps=8)"
    private static let cyclic = "CyclicLR(RATE/10, RATE, 2, base_momentum=0.7, max_momentum=0.95)"

    private static let known: [(rule: String, schedule: String, rate: String, points: [[Double]])] = [
        (
            "SGD(S)", one, "0.001",
            [[-1.4938, 2.002], [-1.2646586171492942, 2.0579179429372862], [-1.4844656402450216, 1.9338835113572235]]
        ),
        (
            "SGD(S, momentum=0.5, nesterov=True)", one, "0.001",
            [
                [-1.48791, 2.0039], [-1.5788103570396892, 1.9161693149570784],
                [-1.3969335426106222, 1.8534229815511531],
            ]
        ),
        (
            "RMSprop(S)", one, "0.05",
            [
                [-1.4800000000129032, 2.01999999996], [-0.7645240650625192, 2.722263964123171],
                [-1.3926836014188988, 2.0618064094110595],
            ]
        ),
        (
            "Adam(S)", one, "0.1",
            [
                [-1.496000000000258, 2.0039999999992], [-1.3898384181503853, 2.108824820903731],
                [-1.390862948412977, 2.096012950732657],
            ]
        ),
        (
            "Adamax(S)", one, "0.1",
            [
                [-1.496000000000258, 2.0039999999992], [-1.4007499055403578, 2.098252757337325],
                [-1.3905779159960394, 2.1002433867585366],
            ]
        ),
        (
            "Nadam(S)", one, "0.1",
            [
                [-1.4958772627367132, 2.0041227372627284], [-1.4269089393730736, 2.070056981834461],
                [-1.427512406763215, 2.0620293887710437],
            ]
        ),
        (
            "SGD(S)", cyclic, "0.001",
            [[-1.4845, 2.005], [-1.2935690936527307, 2.058965966006679], [-1.5072914542167573, 1.9640093464182444]]
        ),
        (
            "Adam(S)", cyclic, "0.1",
            [
                [-1.4900000000006453, 2.009999999998], [-1.4112241002193593, 2.088050382010036],
                [-1.3905461076921484, 2.1011185262986998],
            ]
        ),
        (
            "Nadam(S)", cyclic, "0.1",
            [
                [-1.4896931568417828, 2.010306843156821], [-1.4206619668854183, 2.0773268632853137],
                [-1.4285586209272017, 2.0626091582093142],
            ]
        ),
        (
            "SGD(S)", "OneCycleLR(RATE, total_steps=8, cycle_momentum=False)", "0.001",
            [[-1.4938, 2.002], [-1.449016289526568, 2.0119186369947886], [-1.418362809487112, 2.019526645968923]]
        ),
    ]

    private static func value(_ line: String) throws -> Value {
        try Session(registry: Vocabulary.registry).evaluate(line).value
    }

    @Test("The rule moves as PyTorch's does", arguments: known)
    func points(_ known: (rule: String, schedule: String, rate: String, points: [[Double]])) throws {
        let schedule = known.schedule.replacing("RATE", with: known.rate)
        let rule =
            known.rule.replacing("S,", with: schedule + ",").replacing("(S)", with: "(\(schedule))")
            .dropLast() + ", dialect=\"pytorch\")"
        for (steps, point) in zip([1, 3, 6], known.points) {
            let line = "minimize(rosenbrock, \(rule), start=(-1.5, 2), steps=\(steps)).point"
            let found = try #require(try Self.value(line).elements?.compactMap(\.asDouble), "\(line)")
            for (x, y) in zip(found, point) { #expect(abs(x - y) < 1e-9, "\(line): \(found), not \(point)") }
        }
    }

    @Test("A rule without momentum says so, and what to write")
    func refused() throws {
        do {
            _ = try Self.value("Adagrad(OneCycleLR(0.1, total_steps=8))")
            Issue.record("accepted")
        } catch let problem as Diagnostic {
            #expect(problem.mistake.problem.contains("no momentum"))
            #expect(problem.mistake.suggestion?.contains("cycle_momentum=False") == true)
        }
    }
}
