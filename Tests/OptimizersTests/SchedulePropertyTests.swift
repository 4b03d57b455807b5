import Answers
import Cards
import Optimizers
import Testing

@Suite("Schedules keep their promises")
struct SchedulePropertyTests {
    @Test("a warm-up meets its schedule without a jump", arguments: ["linear", "cosine"])
    func warmupIsContinuous(shape: String) throws {
        let after = try Schedule("CosineDecay", ["initial_learning_rate": 0.3, "decay_steps": 100])
        let warm = try Schedule(
            "warmup", ["schedule": .thing(after), "steps": 1000, "start": 0.01, "shape": .text(shape)])
        #expect(warm.rate(at: 0) == 0.01)
        #expect(warm.rate(at: 1000) == after.rate(at: 0))
        for step in 0..<1000 {
            let rise = warm.rate(at: step + 1) - warm.rate(at: step)
            #expect(rise >= 0 && rise <= 0.29 / 1000 * 1.6, "step \(step) rises by \(rise)")
        }
    }

    @Test("warm-up, stable, decay holds its peak exactly as long as asked, for every way of falling")
    func stableStretch() throws {
        for shape in ["linear", "cosine", "sqrt"] {
            let schedule = try Schedule(
                "WSD",
                [
                    "peak": 0.5, "warmup_steps": 10, "stable_steps": 20, "decay_steps": 30, "end": 0.05,
                    "shape": .text(shape),
                ])
            let rates = schedule.values(70)
            #expect(rates.count { $0 == 0.5 } == 21, "\(shape)")
            #expect(abs(rates[60] - 0.05) < 1e-15 && rates[69] == rates[60], "\(shape)")
            for step in 30..<60 { #expect(rates[step + 1] < rates[step], "\(shape) at \(step)") }
        }
    }

    @Test("REX is above the straight line and ends at zero")
    func rex() throws {
        let schedule = try Schedule("REX", ["learning_rate": 0.1, "total_steps": 100])
        #expect(schedule.rate(at: 0) == 0.1)
        #expect(schedule.rate(at: 100) == 0)
        // Closed form at half the budget: ½ / ¾ of the rate.
        #expect(abs(schedule.rate(at: 50) - 0.1 * 2 / 3) < 1e-15)
        for step in 1..<100 { #expect(schedule.rate(at: step) > 0.1 * (1 - Double(step) / 100)) }
    }

    @Test("the transformer's schedule peaks at the end of its warm-up")
    func inverseSquareRoot() throws {
        let schedule = try Schedule("inverse_sqrt", ["peak": 0.2, "warmup_steps": 50])
        #expect(schedule.rate(at: 49) == 0.2)
        #expect(abs(schedule.rate(at: 199) - 0.1) < 1e-15)
        #expect(schedule.rate(at: 0) == 0.2 / 50)
    }

    @Test("restarts land on whole waves for any growth, also far out")
    func restarts() throws {
        let schedule = try Schedule(
            "CosineDecayRestarts", ["initial_learning_rate": 1, "first_decay_steps": 7, "t_mul": 3])
        var start = 0
        var length = 7
        for _ in 0..<12 {
            #expect(schedule.rate(at: start) == 1, "restart at \(start)")
            if start > 0 { #expect(schedule.rate(at: start - 1) < 0.06, "just before \(start)") }
            start += length
            length *= 3
        }
        let slow = try Schedule(
            "CosineDecayRestarts", ["initial_learning_rate": 1, "first_decay_steps": 1, "t_mul": 1.000001])
        #expect((0...1).contains(slow.rate(at: 1_000_000_000_000)))
    }

    @Test("joining and scaling keep each part's own clock")
    func joinAndScale() throws {
        let parts = [
            try Schedule("constant", ["value": 0.1]), try Schedule("StepLR", ["learning_rate": 0.2, "step_size": 5]),
        ]
        let joined = try Schedule("join", ["schedules": .things(parts), "boundaries": [10]])
        #expect(joined.rate(at: 9) == 0.1)
        #expect(joined.rate(at: 10) == 0.2)
        #expect(abs(joined.rate(at: 15) - 0.02) < 1e-17)
        let half = try Schedule("scale", ["schedule": .thing(joined), "factor": 0.5])
        for step in 0..<30 { #expect(half.rate(at: step) == 0.5 * joined.rate(at: step)) }
        #expect(
            half.summary == "scale(join([constant(0.1), StepLR(0.2, step_size=5)], boundaries=[10]), factor=0.5)")
    }

    @Test("a schedule shows its rate, its shape and a sentence")
    func presentation() throws {
        let schedule = try Schedule(
            "CosineDecay", ["initial_learning_rate": 0.1, "decay_steps": 40, "alpha": 0.1])
        #expect(schedule.summary == "CosineDecay(0.1, decay_steps=40, alpha=0.1)")
        #expect(schedule.sentence == "The rate starts at 0.1 and is 0.01 at step 40.")
        let table = schedule.table(width: 80)
        #expect(table.contains("step 40     0.01"))
        #expect(table.split(separator: "\n").allSatisfy { $0.count <= 80 })
        let peak = try Schedule("OneCycleLR", ["max_lr": 0.1, "total_steps": 100])
        #expect(peak.sentence == "The rate starts at 0.004, peaks at 0.1 near step 29 and is 4e-7 at step 99.")
    }

    private static let refusals: [(line: String, given: [String: Hyperparameter.Value], allowed: String)] = [
        ("CosineDecay", ["initial_learning_rate": 0.1, "decay_steps": 0], "at least 1"),
        ("StepLR", ["learning_rate": 0.1, "step_size": 0], "at least 1"),
        ("CosineAnnealingLR", ["learning_rate": 0.1, "T_max": 0], "at least 1"),
        ("CosineAnnealingWarmRestarts", ["learning_rate": 0.1, "T_0": 0], "at least 1"),
        ("OneCycleLR", ["max_lr": 0.1, "total_steps": 0], "at least 1"),
        ("CyclicLR", ["base_lr": 0, "max_lr": 1, "step_size_up": 0], "at least 1"),
        ("CyclicLR", ["base_lr": 0, "max_lr": 1, "step_size_up": 3, "step_size_down": 0], "at least 1"),
        ("warmup", ["schedule": 1, "steps": -1], "at least 0"),
        ("REX", ["learning_rate": 0.1, "total_steps": 0], "at least 1"),
        ("MultiStepLR", ["learning_rate": 0.1, "milestones": []], "at least one"),
        ("MultiStepLR", ["learning_rate": 0.1, "milestones": [5, 3]], "rising"),
        ("PiecewiseConstantDecay", ["boundaries": [], "values": [1]], "at least one"),
        ("PiecewiseConstantDecay", ["boundaries": [1, 2], "values": [1]], "3 entries"),
        ("join", ["schedules": .things([]), "boundaries": []], "at least one"),
        ("constant", ["value": -1], "at least 0"), ("constant", ["value": .number(.nan)], "at least 0"),
        ("CosineDecay", ["initial_learning_rate": 0.1, "decay_steps": 5, "alpha": 2], "0 to 1"),
        ("CosineDecayRestarts", ["initial_learning_rate": 0.1, "first_decay_steps": 5, "t_mul": 0.5], "at least 1"),
    ]

    @Test("zero lengths, empty lists and wrong rates are refused with the allowed range and the argument's name")
    func refusals() throws {
        for item in Self.refusals {
            do {
                _ = try Schedule(item.line, item.given)
                Issue.record("\(item) was accepted")
            } catch let mistake as Mistake {
                #expect(mistake.expected?.contains(item.allowed) == true, "\(item): \(mistake)")
                #expect(item.given.keys.contains(mistake.argument ?? ""), "\(item): \(mistake)")
            }
        }
    }

    @Test("callbacks refuse impossible factors and patience with the allowed range")
    func callbackRefusals() throws {
        let cases: [(allowed: String, make: @Sendable () throws -> Void)] = [
            ("above 0 and below 1", { _ = try ReduceLROnPlateau(factor: 1) }),
            ("at least 0", { _ = try EarlyStopping(patience: -1) }),
        ]
        for item in cases {
            let mistake = #expect(throws: Mistake.self) { try item.make() }
            #expect(mistake?.expected?.contains(item.allowed) == true, "\(String(describing: mistake))")
        }
    }

    @Test("huge lengths do not overflow", arguments: [0x1p63, 0x1p62])
    func hugeLengths(length: Double) throws {
        let length = Hyperparameter.Value.number(length)
        let one: Hyperparameter.Value = 1
        let schedules = [
            try Schedule("StepLR", ["learning_rate": one, "step_size": length]),
            try Schedule("CosineAnnealingLR", ["learning_rate": one, "T_max": length]),
            try Schedule("CyclicLR", ["base_lr": 0.1, "max_lr": one, "step_size_up": length]),
            try Schedule(
                "InverseTimeDecay", ["initial_learning_rate": one, "decay_steps": length, "decay_rate": one]),
            try Schedule(
                "WSD", ["peak": one, "warmup_steps": length, "stable_steps": length, "decay_steps": length]),
            try Schedule("CosineDecayRestarts", ["initial_learning_rate": one, "first_decay_steps": length]),
            try Schedule("LinearLR", ["learning_rate": one, "total_iters": length]),
            try Schedule("ConstantLR", ["learning_rate": one, "total_iters": length]),
            try Schedule("warmup", ["schedule": one, "steps": length]),
            try Schedule(
                "PolynomialDecay", ["initial_learning_rate": one, "decay_steps": length, "cycle": true]),
            try Schedule(
                "ExponentialDecay", ["initial_learning_rate": one, "decay_steps": length, "decay_rate": 0.9]),
            try Schedule("inverse_sqrt", ["peak": one, "warmup_steps": length]),
            try Schedule("OneCycleLR", ["max_lr": one, "total_steps": length]),
            try Schedule("cosine_onecycle_schedule", ["transition_steps": length, "peak_value": one]),
            try Schedule(
                "warmup_cosine_decay_schedule",
                ["init_value": 0, "peak_value": one, "warmup_steps": 10, "decay_steps": length]),
        ]
        for schedule in schedules {
            #expect(schedule.rate(at: 1_000_000).isFinite, "\(schedule.summary)")
            #expect(!schedule.table(width: 80).isEmpty)
        }
    }
}
