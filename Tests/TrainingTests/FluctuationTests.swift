import Foundation
import Numbers
import Testing
import Training

@Suite struct FluctuationTests {
    @Test func whiteNoiseOfDeviationSGivesS() {
        var stream = RandomStream(seed: 1, purpose: "test")
        let losses = (0..<20_000).map { _ in exp(0.3 * stream.normal()) }
        #expect(abs(Fluctuation(of: losses).size - 0.3) < 0.01)
    }

    @Test func aTrendOfBPerEpochGivesBOverRootTwo() {
        let losses = (0..<100).map { exp(-0.05 * Double($0)) }
        let fluctuation = Fluctuation(of: losses)
        #expect(abs(fluctuation.size - 0.05 / 2.0.squareRoot()) < 1e-12)
        #expect(abs(fluctuation.range - exp(0.05 * 49)) < 1e-9)
        #expect(fluctuation.spikes.isEmpty)
    }

    @Test func onlyTheSecondHalfCounts() {
        let losses = [9, 1, 9, 1, 2, 2, 2, 2].map(Double.init)
        #expect(Fluctuation(of: losses).size == 0)
    }

    @Test func aSpikeIsHalfAsMuchAgainAsTheMedianOfEleven() {
        var losses = [Double](repeating: 1, count: 30)
        losses[20] = 1.6
        losses[25] = 1.4
        #expect(Fluctuation(of: losses).spikes == [21])
    }

    @Test func theEndIsTheRootOfTheMeanOfTheLastTen() {
        let losses = [Double](repeating: 100, count: 10) + [Double](repeating: 4, count: 10)
        #expect(Fluctuation(of: losses).end == 2 && Fluctuation(of: losses).best == 2)
    }

    @Test func aCurveWithoutLogarithmHasNoSize() {
        #expect(Fluctuation(of: [1, 0, 1, 1]).size.isNaN)
        #expect(Fluctuation(of: [1, .nan, 1, 1]).size.isNaN)
        #expect(Fluctuation(of: [1, 1]).size.isNaN)
    }
}
