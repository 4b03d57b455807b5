import Answers
import Testing

@testable import Tuning

@Suite("Pruners give up what they should")
struct PrunerTests {
    /// A history of complete trials with these reports at steps 0, 1, …
    private static func history(_ curves: [[Double]], _ direction: Direction = .minimize) -> TrialHistory {
        TrialHistory(
            directions: [direction],
            curves.enumerated().map { number, curve in
                var trial = Trial(number: number, state: .complete)
                for (step, value) in curve.enumerated() { trial.report(value, step: step) }
                trial.values = [curve.last ?? 0]
                return trial
            })
    }

    private static func trial(_ curve: [Double], number: Int = 99) -> Trial {
        var trial = Trial(number: number)
        for (step, value) in curve.enumerated() { trial.report(value, step: step) }
        return trial
    }

    @Test("The median pruner compares the best so far with the median at the same step")
    func median() throws {
        let history = Self.history([[1, 5], [2, 6], [3, 7], [4, 8], [5, 9]])
        let pruner = try PercentilePruner.median()
        #expect(!pruner.shouldPrune(Self.trial([3]), history, study: ""))
        #expect(pruner.shouldPrune(Self.trial([3.5]), history, study: ""))
        #expect(!pruner.shouldPrune(Self.trial([2, 100]), history, study: ""))
        #expect(pruner.shouldPrune(Self.trial([.nan]), history, study: ""))
        #expect(!pruner.shouldPrune(Self.trial([9]), Self.history([[1], [1]]), study: ""))
        let upwards = Self.history([[1], [2], [3], [4], [5]], .maximize)
        #expect(pruner.shouldPrune(Self.trial([2.9]), upwards, study: ""))
        #expect(!pruner.shouldPrune(Self.trial([3]), upwards, study: ""))
    }

    @Test("Warm-up and interval say at which steps the percentile pruner looks")
    func steps() throws {
        let history = Self.history([[Double]](repeating: [Double](repeating: 0, count: 10), count: 5))
        let pruner = try PercentilePruner(25, warmup: 2, interval: 3)
        let looks = (1...9).filter {
            pruner.shouldPrune(Self.trial([Double](repeating: 1, count: $0)), history, study: "")
        }
        #expect(looks == [3, 6, 9])
    }

    @Test("Successive halving lets the best quarter pass each rung")
    func halving() throws {
        let pruner = try SuccessiveHalvingPruner(minResource: 1, reductionFactor: 4)
        let history = Self.history((1...7).map { [0, Double($0)] })
        // The eighth: two of eight pass the rung at step 1.
        #expect(!pruner.shouldPrune(Self.trial([0, 1.5]), history, study: ""))
        #expect(pruner.shouldPrune(Self.trial([0, 2.5]), history, study: ""))
        // At step 2 there is no rung.
        #expect(!pruner.shouldPrune(Self.trial([0, 0, 9]), history, study: ""))
    }

    @Test("Hyperband has ⌊log_η R/r⌋ + 1 brackets, with the paper's shares of the trials")
    func brackets() throws {
        let pruner = try HyperbandPruner(maxResource: 81)
        #expect(pruner.bracketCount(resource: 81) == 5)
        #expect(pruner.bracketCount(resource: 80) == 4)
        // ⌈5·3⁴/5⌉, ⌈5·3³/4⌉, …: the numbers of table 1 of Li et al., with Optuna's rounding.
        #expect(pruner.budgets(resource: 81) == [81, 34, 15, 8, 5])
        // zlib's checksum of "123456789".
        #expect(HyperbandPruner.crc32("123456789".utf8) == 0xcbf4_3926)
        var counts = [Int](repeating: 0, count: 5)
        for number in 0..<14_300 { counts[pruner.bracket(of: number, study: "study", resource: 81)] += 1 }
        for (count, share) in zip(counts, [81, 34, 15, 8, 5]) { #expect(abs(count - share * 100) < 250) }
    }

    @Test("Patience bears reports without improvement, and then asks the pruner that it wraps")
    func patience() throws {
        let none = Self.history([])
        let pruner = try PatientPruner(nil, patience: 2)
        #expect(!pruner.shouldPrune(Self.trial([3, 2, 4, 4]), none, study: ""))
        #expect(pruner.shouldPrune(Self.trial([3, 2, 4, 4, 4]), none, study: ""))
        #expect(!pruner.shouldPrune(Self.trial([3, 2, 4, 4, 1]), none, study: ""))
        let asking = try PatientPruner(NopPruner(), patience: 2)
        #expect(!asking.shouldPrune(Self.trial([3, 2, 4, 4, 4]), none, study: ""))
    }

    @Test("A threshold ends what leaves it, and what is not a number")
    func threshold() throws {
        let none = Self.history([])
        let pruner = try ThresholdPruner(lower: 0, upper: 10)
        #expect(!pruner.shouldPrune(Self.trial([10]), none, study: ""))
        #expect(pruner.shouldPrune(Self.trial([11]), none, study: ""))
        #expect(pruner.shouldPrune(Self.trial([-1]), none, study: ""))
        #expect(pruner.shouldPrune(Self.trial([.nan]), none, study: ""))
        #expect(throws: Mistake.self) { try ThresholdPruner() }
        #expect(throws: Mistake.self) { try ThresholdPruner(lower: 2, upper: 1) }
    }

    @Test("Wilcoxon's probability is SciPy's, exact and with ties")
    func ranks() throws {
        for golden in try Golden.read().wilcoxon {
            let ours = SignedRanks.probability(ofGreater: golden.differences)
            #expect(isClose(ours, golden.p, 1e-9), "\(golden.differences.count): \(ours) and \(golden.p)")
        }
    }

    @Test("The Wilcoxon pruner ends a trial that is worse problem by problem")
    func wilcoxon() throws {
        let history = Self.history([[1, 2, 3, 4, 5, 6]])
        let pruner = try WilcoxonPruner()
        #expect(pruner.shouldPrune(Self.trial([2, 3.5, 4.1, 5.2, 6.3]), history, study: ""))
        #expect(!pruner.shouldPrune(Self.trial([0.9, 2.5, 2.8, 4.2, 4.5]), history, study: ""))
    }
}
