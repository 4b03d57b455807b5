import Numbers
import RealModule
import Testing

@Suite struct MeanIntervalTests {
    /// SciPy 1.17.1: `stats.t.interval(0.95, n - 1, np.mean(x), stats.sem(x))`.
    @Test func theEndsAreSciPys() {
        let interval = MeanInterval(of: [0.02, 0.01, -0.01, 0.03, 0.02, 0, 0.01, 0.02])
        #expect(abs(interval.mean - 0.0125) < 1e-15)
        #expect(abs(interval.low - 0.0017843863677276962) < 1e-12 && abs(interval.high - 0.023215613632272307) < 1e-12)
    }

    @Test(
        "Student's quantiles are those of SciPy 1.17.1",
        arguments: [
            (1, 12.706204736174694), (4, 2.7764451051977934), (9, 2.262157162798205), (100_000, 1.9599877075346095),
        ])
    func quantiles(_ freedom: Int, _ quantile: Double) {
        #expect(abs(StudentT.quantile(0.975, freedom: freedom) - quantile) < 1e-9)
    }

    /// In how many of 2,000 samples the interval holds what it is meant to hold.
    private func coverage(_ count: Int, _ scale: MeanInterval.Scale, of truth: Double, _ draw: (Double) -> Double)
        -> Double
    {
        var stream = RandomStream(seed: 11, purpose: "coverage", index: UInt64(count))
        let held = (0..<2000).count { _ in
            let interval = MeanInterval(of: (0..<count).map { _ in draw(stream.normal()) }, scale: scale)
            return interval.low <= truth && truth <= interval.high
        }
        return Double(held) / 2000
    }

    @Test("95 of 100 intervals hold the mean, however few numbers there are", arguments: [3, 4, 5, 6, 8, 20, 50])
    func honesty(_ count: Int) {
        // Three standard deviations of a share of 2,000.
        let room = 3 * (0.95 * 0.05 / 2000).squareRoot()
        let normal = coverage(count, .difference, of: 0) { $0 }
        #expect(abs(normal - 0.95) < room, "normal: \(normal)")
        let ratios = coverage(count, .ratio, of: 2) { 2 * .exp($0) }
        #expect(abs(ratios - 0.95) < room, "log-normal ratios: \(ratios)")
    }

    @Test(
        "What the table says of log-normal differences", arguments: [(3, 0.843), (5, 0.814), (8, 0.829), (20, 0.854)])
    func skewed(_ count: Int, _ said: Double) {
        let held = coverage(count, .difference, of: .exp(0.5)) { .exp($0) }
        #expect(abs(held - said) < 0.035, "\(held)")
    }

    @Test func ratiosAreAveragedGeometrically() {
        let interval = MeanInterval(of: [0.5, 2, 0.25, 4], scale: .ratio)
        #expect(abs(interval.mean - 1) < 1e-15)
        // Twice and half lie equally far from 1.
        #expect(abs(interval.low * interval.high - 1) < 1e-12 && interval.low < 0.25)
        #expect(MeanInterval(of: [0.5, 0.5, 0.5], scale: .ratio).isBelow(0.51))
    }

    @Test func oneRepetitionOrAHoleHasNoEnds() {
        #expect(MeanInterval(of: [3]).mean == 3 && MeanInterval(of: [3]).low.isNaN)
        #expect(MeanInterval(of: []).mean.isNaN)
        #expect(!MeanInterval(of: [1, .nan]).isAbove(-9) && !MeanInterval(of: [1, .nan]).isBelow(9))
        #expect(MeanInterval(of: [0.1, 0.1, 0.1]).low == 0.1, "equal ones leave no room")
    }
}
