import Answers
import Cards
import Numbers

@testable import Optimizers

/// θ ← θ − share·η·g: a rule in one file.
struct ToyRule: CoordinateRule {
    var share: Double
    var slots: SlotSet { [] }

    func coefficients<P: Probe>(_ clock: Clock, rate η: Double, _ probe: inout P) -> Double { share * η }

    func update<V: Lane, P: Probe>(_ g: V, _ θ: V, _ s: inout Slots<V>, _ η: Double, _ probe: inout P) -> V {
        θ - probe.note("toy step", "share·η·g", η * g)
    }

    static let card = RuleCard(
        "ToyDescent", chapter: .gradient, summary: "a part of a gradient step", formula: "θ ← θ − share·η·g",
        source: "Nobody (2026), a test", rate: 0.1,
        [Hyperparameter("share", .share, 0.5, "how much of the step is made")]
    ) { s in ToyRule(share: s["share"]) }
}
