import Glibc
import Language
import Answers
import Testing

@testable import Vocabulary

@Suite("Schedules in the language")
struct ScheduleWordTests {
    private static func value(_ line: String) throws -> Value {
        try Session(registry: Vocabulary.registry).evaluate(line).value
    }

    /// One line per word, with the rate by the word's formula worked out by hand.
    static let rates: [(line: String, rate: Double)] = [
        ("ExponentialDecay(0.1, decay_steps=100, decay_rate=0.25)(50)", 0.05),
        ("ExponentialDecay(0.1, 100, 0.25, staircase=True)(199)", 0.025),
        ("InverseTimeDecay(0.1, decay_steps=10, decay_rate=0.5)(20)", 0.05),
        ("PolynomialDecay(0.1, decay_steps=100, end_learning_rate=0, power=2)(50)", 0.025),
        ("PiecewiseConstantDecay([100, 250], [0.1, 0.03, 0.005])(100)", 0.1),
        ("PiecewiseConstantDecay([100, 250], [0.1, 0.03, 0.005])(101)", 0.03),
        ("CosineDecay(0.1, decay_steps=100, alpha=0.1)(50)", 0.055),
        ("CosineDecayRestarts(0.1, first_decay_steps=20)(20)", 0.1),
        ("StepLR(0.1, step_size=30)(60)", 0.001), ("MultiStepLR(0.1, milestones=[30, 80])(30)", 0.01),
        ("ConstantLR(0.1, factor=0.5, total_iters=10)(9)", 0.05),
        ("ConstantLR(0.1, factor=0.5, total_iters=10)(10)", 0.1),
        ("LinearLR(0.1, start_factor=0.1, total_iters=20)(10)", 0.055), ("ExponentialLR(0.1, gamma=0.5)(3)", 0.0125),
        ("PolynomialLR(0.1, total_iters=100)(25)", 0.075), ("CosineAnnealingLR(0.1, T_max=50)(100)", 0.1),
        ("CosineAnnealingWarmRestarts(0.1, T_0=10, T_mult=2)(20)", 0.05),
        // PyTorch 2.13: one more rate than the cycle has steps.
        ("OneCycleLR(1, total_steps=4)(4)", 0.2830609982086991), ("OneCycleLR(0.1, total_steps=100)(29)", 0.1),
        ("OneCycleLR(0.1, total_steps=100)(0)", 0.004),
        ("CyclicLR(0.01, 0.1, step_size_up=20)(10)", 0.055),
        ("exponential_decay(0.1, 10, 0.5, end_value=0.03)(20)", 0.03),
        ("polynomial_schedule(0.1, 0, 1, 100)(50)", 0.05), ("cosine_decay_schedule(0.1, 100)(50)", 0.05),
        ("linear_schedule(0.1, 0, 10)(5)", 0.05), ("warmup_cosine_decay_schedule(0, 0.1, 10, 100)(55)", 0.05),
        ("warmup_exponential_decay_schedule(0, 0.1, 10, 20, 0.25)(20)", 0.05),
        ("cosine_onecycle_schedule(100, 0.1)(30)", 0.1), ("piecewise_constant_schedule(0.1, [10], [0.5])(10)", 0.05),
        ("schedule(lambda t: 0.1 / (1 + t))(4)", 0.02), ("constant(0.1)(1000000)", 0.1),
        ("join([constant(0.1), constant(0.2)], [10])(10)", 0.2), ("scale(CosineDecay(0.1, 100), 0.5)(50)", 0.025),
        ("warmup(constant(0.1), steps=10)(5)", 0.05), ("interpolate([10, 100], [0, 0.1, 0.001])(5)", 0.05),
        ("WSD(0.1, warmup_steps=10, stable_steps=70, decay_steps=20)(90)", 0.05),
        // Nothing to go through: optax 0.2.8, PyTorch 2.13 and Keras 3.15.1.
        ("linear_schedule(1, 0.1, 0)(5)", 1), ("exponential_decay(1, 0, 0.5)(3)", 1),
        ("warmup_cosine_decay_schedule(0.1, 1, 0, 4, 0.05)(1)", 0.8608757210636101),
        ("LinearLR(1, 0.5, 1, 0)(5)", 0.5), ("ConstantLR(1, 0.5, 0)(5)", 0.5), ("PolynomialLR(1, 0)(3)", 1),
        ("CosineDecay(0.1, 4, warmup_target=1.0, warmup_steps=0)(1)", 0.8535533905932737),
        ("linear_onecycle_schedule(10, 1)(8)", 0.04),
        ("linear_onecycle_schedule(6, 1, 0.5, 0.9, 10, 100)(4)", 0.55),
        ("OneCycleLR(1, epochs=2, steps_per_epoch=2)(4)", 0.2830609982086991),
        ("CyclicLR(0.1, 1, 2, 2, scale_fn=schedule(lambda x: 0.5**(x - 1)))(5)", 0.325),
        ("CyclicLR(0.1, 1, 2, 2, scale_fn=schedule(lambda x: 0.9**x), scale_mode=\"iterations\")(5)", 0.3657205),
        ("REX(0.1, total_steps=100)(50)", 0.1 * 0.5 / 0.75), ("inverse_sqrt(0.001, warmup_steps=400)(1599)", 0.0005),
    ]

    @Test("A schedule gives the rate of its formula", arguments: rates)
    func rate(_ known: (line: String, rate: Double)) throws {
        let found = try #require(try Self.value(known.line).asDouble, "\(known.line)")
        #expect(abs(found - known.rate) <= 1e-12 * max(1, known.rate), "\(known.line): \(found), not \(known.rate)")
    }

    @Test("Every schedule word is in the table above")
    func everyWord() {
        let missing = ScheduleWords.words.map(\.name).filter { name in
            !Self.rates.contains { $0.line.hasPrefix("\(name)(") }
        }
        #expect(missing.isEmpty, "no checked line for \(missing)")
    }

    @Test("A schedule lists its rates, goes where a rate goes, and has a picture")
    func uses() throws {
        #expect(try Self.value("ExponentialLR(1, gamma=0.5).values(4)").repr == "[1.0, 0.5, 0.25, 0.125]")
        #expect(try Self.value("OneCycleLR(0.1, total_steps=100).momentum(0)").asDouble == 0.95)
        let same =
            "minimize(sphere, SGD(constant(0.1)), start=(1, 2), steps=20).loss"
            + " == minimize(sphere, SGD(0.1), start=(1, 2), steps=20).loss"
        #expect(try Self.value(same).repr == "True")
        #expect(try Self.value("plot(CosineDecay(0.1, 100)).sentence").repr.contains("falls from 0.1 to 0"))
    }

    @Test(
        "What is out of range is said, with the place",
        arguments: [
            ("CosineDecay(0.1, decay_steps=0)", "decay_steps"), ("ExponentialDecay(-1, 10, 0.5)", "-1"),
            ("PiecewiseConstantDecay([10], [0.1])", "value"), ("schedule(lambda t: -1)", "-1"),
            ("schedule(lambda t: 'fast')", "t = 0"), ("join([], [])", "boundaries"),
            ("REX(0.1, total_steps=0)", "total_steps"), ("OneCycleLR(1, total_steps=4)(5)", "up to step 4"),
            ("minimize(sphere, SGD(OneCycleLR(1, total_steps=4)), start=(1, 2), steps=6)", "at most 5 updates"),
            ("scale(OneCycleLR(1, total_steps=4), 2).values(6)", "up to step 4"),
        ])
    func refused(line: String, part: String) {
        expectRefusal(of: line, naming: part, Self.value)
    }
}
