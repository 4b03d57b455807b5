import Answers
import Foundation
import Numbers
import Testing

@testable import Stabilisation

@Suite("What an ablation concludes")
struct OutcomeTests {
    /// A training whose validation loss jumps up and down by the factor exp(±noise), with an error at the end.
    private static func run(
        _ name: String, noise: Double, end: Double, seed: UInt64, distinct: Int = 4, diverged: Int? = nil
    ) -> MeasuredRun {
        var run = MeasuredRun(name, seed: seed, isSquared: true, epochs: 20, constantError: 1)
        var stream = RandomStream(seed: seed, purpose: "test noise")
        for epoch in 0..<20 {
            run.losses.append(exp(0.3 * noise * (epoch % 2 == 0 ? 1 : -1) * (1 + 0.1 * stream.uniform())))
            run.shared.append(0)
            run.residuals.append(0)
            run.testLosses.append(end * end)
        }
        run.distinct = distinct
        run.divergedIn = diverged
        return run
    }

    private static func row(
        noise: Double, end: Double, distinct: Int = 4, diverged: Int? = nil, base: Double = 0.6,
        changes: [Change] = [.rate(1)],
        count: Int = 5, baseNoise: Double = 1, baseDiverged: Int? = nil
    ) -> AblationRow {
        AblationRow(
            Condition("it", changes),
            (0..<UInt64(count)).map { seed in
                (
                    run("it", noise: noise, end: end, seed: seed, distinct: distinct, diverged: diverged),
                    run("base", noise: baseNoise, end: base, seed: seed + 100, diverged: baseDiverged)
                )
            })
    }

    @Test("calm is only good where the model has learnt")
    func outcomes() {
        #expect(Self.row(noise: 0.05, end: 0.4).outcome == .works)
        #expect(Self.row(noise: 0.6, end: 0.55).outcome == .helps)
        #expect(Self.row(noise: 0.05, end: 0.8).outcome == .calmButWorse)
        #expect(Self.row(noise: 0.01, end: 1).outcome == .dead)
        #expect(Self.row(noise: 0, end: 1).outcome == .dead)
        #expect(Self.row(noise: 2, end: 0.4).outcome == .shakier)
        #expect(Self.row(noise: 1, end: 0.5).outcome == .nothing)
        #expect(Self.row(noise: 1, end: 0.9).outcome == .harms)
        #expect(Self.row(noise: 0.1, end: 0.5, diverged: 3).outcome == .diverged)
        #expect(Self.row(noise: 0.1, end: 0.5, count: 1).outcome == .unknown)
        #expect(Self.row(noise: 1, end: 0.5, changes: []).outcome == .base)
        #expect(Self.row(noise: 0, end: 0.6, baseNoise: 0).outcome == .nothing, "0/0 is no single seed")
        #expect(Self.row(noise: 1, end: 0.5, baseNoise: 0).outcome == .shakier)
    }

    @Test("where the base diverged there is no ratio, and none is written")
    func rescued() {
        let row = Self.row(noise: 0.1, end: 0.5, baseDiverged: 3)
        #expect(row.outcome == .rescues && !row.hasRatio && !row.isDead)
        #expect(row.summary.hasSuffix(", end 0.5, rescues"))
        let base = Self.row(noise: 0.1, end: 0.5, diverged: 3, changes: [], baseDiverged: 3)
        for shown in [row, base].map({ $0.table(width: 80) }) + [row.summary] {
            #expect(!shown.contains("nan") && !shown.contains("inf"), "\(shown)")
        }
        #expect(Self.row(noise: 0.1, end: 1.5, baseDiverged: 3).isDead, "finite is not learnt")
    }

    @Test("a base that ends no better than always answering the mean is told as one", arguments: [0.6, 1.2])
    func unlearntBase(end: Double) throws {
        let rig = Rig(.decade)
        let plan = try AblationPlan(
            subject: "a rig", base: try rig.setup(), conditions: [Condition.named("plateau")], seeds: [0, 1]
        ) { try rig.parts(seed: $0) }
        var table = try AblationTable(plan, keeping: nil)
        table.runs = plan.seeds.map { seed in
            plan.conditions.map { Self.run($0.name, noise: 1, end: end, seed: seed) }
        }
        let told = "The base itself ends no better than always answering the mean (1.2 against 1)"
        #expect(table.sentence.contains(told) == (end > 1), "\(table.sentence)")
    }

    @Test("the grade asks for calm, for accuracy, and for a model that tells houses apart")
    func grades() {
        func grade(_ row: AblationRow) -> (level: StabilityGrade.Level, message: String) {
            let (level, message) = StabilityGrade.judged(row, base: (0.6, 0.36))
            return (level, message)
        }
        #expect(grade(Self.row(noise: 0.05, end: 0.38)).level == .gold)
        #expect(grade(Self.row(noise: 0.2, end: 0.38)).level == .silver)
        #expect(grade(Self.row(noise: 0.05, end: 0.43)).level == .silver)
        #expect(grade(Self.row(noise: 0.05, end: 0.5)).level == .bronze)
        #expect(grade(Self.row(noise: 0.5, end: 0.38)).level == .fail)
        let dead = grade(Self.row(noise: 0.01, end: 1.01))
        #expect(dead.level == .fail && dead.message.contains("calm but dead"))
        #expect(grade(Self.row(noise: 1, end: 1.01)).message.contains("0.6: no better than always"))
        #expect(grade(Self.row(noise: 0.1, end: 0.7)).message.contains("paid for with accuracy"))
        let constant = grade(Self.row(noise: 0.01, end: 0.5, distinct: 1))
        #expect(constant.level == .fail && constant.message.contains("1 different prediction for"))
        #expect(grade(Self.row(noise: 1, end: 0.6, changes: [])).message.contains("base itself"))
        #expect(grade(Self.row(noise: 0.1, end: 0.4, diverged: 2)).message.contains("diverged"))
        #expect(StabilityGrade.Level.bronze < .silver && StabilityGrade.Level.gold > .silver)
    }

    @Test("a configuration outside the budget or the track is refused before it is trained")
    func budget() {
        #expect(throws: Mistake.self) { try StabilityGrade([.epochs(200)]) }
        #expect(throws: Mistake.self) { try StabilityGrade([.standardise]) }
        #expect(throws: Mistake.self) { try StabilityGrade([.rate(1e-4)], seeds: 1) }
        #expect(throws: Mistake.self) { try StabilityGrade([.epochs(.max / 2), .batchTimes(4), .epochsTimes(4)]) }
        let large = Condition("large", [.batch(1_000_000), .batchTimes(4)])
        #expect(throws: Mistake.self) { try large.applied(to: Rig(.decade).setup()) }
    }

    @Test("held-back seeds are the same each time, all different, and none of a learner's small numbers")
    func heldBack() throws {
        let seeds = StabilityGrade.seeds(20)
        #expect(seeds == StabilityGrade.seeds(20) && Set(seeds).count == 20)
        #expect(seeds.allSatisfy { $0 > 1_000_000 })
        let own = StabilityGrade.seeds(20, secret: 12)
        #expect(own == StabilityGrade.seeds(20, secret: 12) && Set(own).isDisjoint(with: seeds), "a secret has its own")
        #expect(Set(own).isDisjoint(with: StabilityGrade.seeds(20, secret: 13)))
        func json(_ secret: UInt64?) throws -> String {
            try StabilityGrade([.rate(1e-4), .epochs(4)], seeds: 2, secret: secret).json.text
        }
        #expect(try json(5) == json(5), "the same secret gives the same grade")
        #expect(try json(5) != json(6) && json(5) != json(nil), "and another one other numbers")
        let grade = try StabilityGrade([.rate(1e-4), .epochs(4)], seeds: 2)
        #expect(grade.row.runs.map(\.seed) == [1, 2], "they are not told")
    }
}
