import Numbers
import Testing

@Suite struct BootstrapIntervalTests {
    @Test func aNormalSampleHasTheWidthThatTheoryGives() {
        var stream = RandomStream(seed: 3, purpose: "test")
        let values = (0..<400).map { _ in stream.normal() }
        let interval = BootstrapInterval(of: values)
        // ±1.96/√400 around the mean.
        #expect(abs((interval.high - interval.low) / (2 * 1.96 / 20) - 1) < 0.1)
        #expect(interval.low < interval.mean && interval.mean < interval.high)
    }

    @Test func ratiosAreAveragedGeometrically() {
        let interval = BootstrapInterval(of: [0.5, 2, 0.25, 4], scale: .ratio)
        #expect(abs(interval.mean - 1) < 1e-15)
        #expect(interval.low >= 0.25 && interval.high <= 4)
        #expect(BootstrapInterval(of: [0.5, 0.5, 0.5], scale: .ratio).isBelow(0.51))
    }

    @Test func oneRepetitionOrAHoleHasNoEnds() {
        #expect(BootstrapInterval(of: [3]).mean == 3 && BootstrapInterval(of: [3]).low.isNaN)
        #expect(BootstrapInterval(of: []).mean.isNaN)
        #expect(!BootstrapInterval(of: [1, .nan]).isAbove(-9) && !BootstrapInterval(of: [1, .nan]).isBelow(9))
    }
}
