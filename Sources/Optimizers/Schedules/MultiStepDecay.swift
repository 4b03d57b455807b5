import Cards
import RealModule

/// A drop at each milestone: η(k) = η·γ^(number of milestones ≤ k).
struct MultiStepDecay: RateFormula {
    let base: Double
    let milestones: [Int]
    let gamma: Double

    func rate(at step: Int) -> Double {
        base * Double.pow(gamma, milestones.count { $0 <= step })
    }

    var horizon: Int { ScheduleHorizon.after(milestones) }

    static let card = ScheduleCard(
        "MultiStepLR", .pytorch, "a drop at each milestone", formula: "η(k) = η·gamma^(milestones ≤ k)",
        source: "PyTorch 2.11, by its closed form", example: "MultiStepLR(0.1, milestones=[30, 80])",
        [
            .baseRate, .boundaries("milestones", "the steps of the drops"), .factor("gamma", 0.1, "factor of a drop"),
        ]
    ) { s in
        try Boundaries.check("milestones", s.wholes("milestones"))
        return MultiStepDecay(base: s["learning_rate"], milestones: s.wholes("milestones"), gamma: s["gamma"])
    }
}
