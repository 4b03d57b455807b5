import Answers
import Optimizers
import Testing

@Suite("Schedules keep their promises")
struct SchedulePropertyTests {
    @Test("a warm-up meets its schedule without a jump", arguments: Warmup.Shape.allCases)
    func warmupIsContinuous(shape: Warmup.Shape) throws {
        let after = try CosineDecay(0.3, decaySteps: 100)
        let warm = try Warmup(after, steps: 1000, start: 0.01, shape: shape)
        #expect(warm.rate(at: 0) == 0.01)
        #expect(warm.rate(at: 1000) == after.rate(at: 0))
        for step in 0..<1000 {
            let rise = warm.rate(at: step + 1) - warm.rate(at: step)
            #expect(rise >= 0 && rise <= 0.29 / 1000 * 1.6, "step \(step) rises by \(rise)")
        }
    }

    @Test("warm-up, stable, decay holds its peak exactly as long as asked, for every way of falling")
    func stableStretch() throws {
        for shape in WarmupStableDecay.Shape.allCases {
            let schedule = try WarmupStableDecay(
                0.5, warmupSteps: 10, stableSteps: 20, decaySteps: 30, end: 0.05, shape: shape)
            let rates = schedule.values(70)
            #expect(rates.count { $0 == 0.5 } == 21, "\(shape)")
            #expect(abs(rates[60] - 0.05) < 1e-15 && rates[69] == rates[60], "\(shape)")
            for step in 30..<60 { #expect(rates[step + 1] < rates[step], "\(shape) at \(step)") }
        }
    }

    @Test("REX is above the straight line and ends at zero")
    func rex() throws {
        let schedule = try ReflectedExponential(0.1, totalSteps: 100)
        #expect(schedule.rate(at: 0) == 0.1)
        #expect(schedule.rate(at: 100) == 0)
        // Closed form at half the budget: ½ / ¾ of the rate.
        #expect(abs(schedule.rate(at: 50) - 0.1 * 2 / 3) < 1e-15)
        for step in 1..<100 { #expect(schedule.rate(at: step) > 0.1 * (1 - Double(step) / 100)) }
    }

    @Test("the transformer's schedule peaks at the end of its warm-up")
    func inverseSquareRoot() throws {
        let schedule = try InverseSquareRoot(0.2, warmupSteps: 50)
        #expect(schedule.rate(at: 49) == 0.2)
        #expect(abs(schedule.rate(at: 199) - 0.1) < 1e-15)
        #expect(schedule.rate(at: 0) == 0.2 / 50)
    }

    @Test("restarts land on whole waves for any growth, also far out")
    func restarts() throws {
        let schedule = try CosineDecayRestarts(1, firstDecaySteps: 7, tMul: 3)
        var start = 0
        var length = 7
        for _ in 0..<12 {
            #expect(schedule.rate(at: start) == 1, "restart at \(start)")
            if start > 0 { #expect(schedule.rate(at: start - 1) < 0.06, "just before \(start)") }
            start += length
            length *= 3
        }
        let slow = try CosineDecayRestarts(1, firstDecaySteps: 1, tMul: 1.000001)
        #expect((0...1).contains(slow.rate(at: 1_000_000_000_000)))
    }

    @Test("joining and scaling keep each part's own clock")
    func joinAndScale() throws {
        let parts: [any Schedule] = [try ConstantRate(0.1), try StepDecay(0.2, stepSize: 5)]
        let joined = try JoinedSchedule(parts, boundaries: [10])
        #expect(joined.rate(at: 9) == 0.1)
        #expect(joined.rate(at: 10) == 0.2)
        #expect(abs(joined.rate(at: 15) - 0.02) < 1e-17)
        let half = try ScaledSchedule(joined, by: 0.5)
        for step in 0..<30 { #expect(half.rate(at: step) == 0.5 * joined.rate(at: step)) }
        #expect(
            half.summary == "scale(join([constant(0.1), StepLR(0.2, step_size=5, gamma=0.1)], boundaries=[10]), 0.5)")
    }

    @Test("a schedule shows its rate, its shape and a sentence")
    func presentation() throws {
        let schedule = try CosineDecay(0.1, decaySteps: 40, alpha: 0.1)
        #expect(schedule.summary == "CosineDecay(0.1, decay_steps=40, alpha=0.1)")
        #expect(schedule.sentence == "The rate starts at 0.1 and is 0.01 at step 40.")
        let table = schedule.table(width: 80)
        #expect(table.contains("step 40     0.01"))
        #expect(table.split(separator: "\n").allSatisfy { $0.count <= 80 })
        let peak = try OneCycle(0.1, totalSteps: 100)
        #expect(peak.sentence == "The rate starts at 0.004, peaks at 0.1 near step 29 and is 4e-7 at step 100.")
    }

    private struct Refusal: Sendable, CustomStringConvertible {
        let description: String
        let allowed: String
        let make: @Sendable () throws -> Void
        init(_ description: String, _ allowed: String, _ make: @escaping @Sendable () throws -> Void) {
            self.description = description
            self.allowed = allowed
            self.make = make
        }
    }

    @Test("zero lengths, empty lists and wrong rates are refused with the allowed range")
    func refusals() throws {
        let constant = try ConstantRate(1)
        let cases: [Refusal] = [
            .init("CosineDecay length 0", "at least 1") { _ = try CosineDecay(0.1, decaySteps: 0) },
            .init("StepLR size 0", "at least 1") { _ = try StepDecay(0.1, stepSize: 0) },
            .init("T_max 0", "at least 1") { _ = try CosineAnnealing(0.1, tMax: 0) },
            .init("T_0 0", "at least 1") { _ = try WarmRestarts(0.1, t0: 0) },
            .init("OneCycle length 0", "at least 1") { _ = try OneCycle(0.1, totalSteps: 0) },
            .init("cycle up 0", "at least 1") { _ = try CyclicRate(0, maxRate: 1, stepSizeUp: 0) },
            .init("cycle down 0", "at least 1") { _ = try CyclicRate(0, maxRate: 1, stepSizeUp: 3, stepSizeDown: 0) },
            .init("warm-up 0", "at least 1") { _ = try Warmup(constant, steps: 0) },
            .init("REX 0", "at least 1") { _ = try ReflectedExponential(0.1, totalSteps: 0) },
            .init("no milestones", "at least one") { _ = try MultiStepDecay(0.1, milestones: []) },
            .init("falling milestones", "rising") { _ = try MultiStepDecay(0.1, milestones: [5, 3]) },
            .init("no boundaries", "at least one") { _ = try PiecewiseConstantDecay(boundaries: [], values: [1]) },
            .init("too few values", "3 entries") { _ = try PiecewiseConstantDecay(boundaries: [1, 2], values: [1]) },
            .init("no parts", "at least one") { _ = try JoinedSchedule([], boundaries: []) },
            .init("negative rate", "at least 0") { _ = try ConstantRate(-1) },
            .init("nan rate", "at least 0") { _ = try ConstantRate(.nan) },
            .init("alpha 2", "0 to 1") { _ = try CosineDecay(0.1, decaySteps: 5, alpha: 2) },
            .init("t_mul ½", "at least 1") { _ = try CosineDecayRestarts(0.1, firstDecaySteps: 5, tMul: 0.5) },
            .init("plateau factor 1", "between 0 and 1") { _ = try ReduceLROnPlateau(factor: 1) },
            .init("negative patience", "at least 0") { _ = try EarlyStopping(patience: -1) },
        ]
        for item in cases {
            do {
                try item.make()
                Issue.record("\(item) was accepted")
            } catch let mistake as Mistake {
                #expect(mistake.expected?.contains(item.allowed) == true, "\(item): \(mistake)")
            }
        }
    }

    @Test("huge lengths do not overflow", arguments: [Int.max, Int.max / 2 + 1])
    func hugeLengths(length: Int) throws {
        let schedules: [any Schedule] = [
            try StepDecay(0.1, stepSize: length), try CosineAnnealing(0.1, tMax: length),
            try CyclicRate(0.1, maxRate: 1, stepSizeUp: length),
            try InverseTimeDecay(1, decaySteps: length, decayRate: 1),
            try WarmupStableDecay(1, warmupSteps: length, stableSteps: length, decaySteps: length),
            try CosineDecayRestarts(1, firstDecaySteps: length), try LinearRamp(1, totalIters: length),
            try Warmup(ConstantRate(1), steps: length), try PolynomialDecay(1, decaySteps: length, cycle: true),
            try ExponentialDecay(1, decaySteps: length, decayRate: 0.9), try InverseSquareRoot(1, warmupSteps: length),
        ]
        for schedule in schedules {
            #expect(schedule.rate(at: 1_000_000).isFinite, "\(schedule.summary)")
            #expect(!schedule.table(width: 80).isEmpty)
        }
    }
}
