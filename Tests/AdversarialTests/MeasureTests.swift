import Adversarial
import Answers
import Datasets
import Foundation
import Networks
import Numbers
import Testing

/// Measures of samples, on samples whose measures are known.
@Suite struct MeasureTests {
    @Test func theRingItselfCoversAllItsModes() throws {
        let modes = try Modes(try Dataset.ring(n: 4000, seed: 1), within: 3)
        #expect(modes.count == 8)
        for (place, centre) in modes.centres.enumerated() {
            let angle = 2 * Double.pi * Double(place) / 8
            #expect(abs(centre[0] - 2 * cos(angle)) < 0.02 && abs(centre[1] - 2 * sin(angle)) < 0.02)
            #expect(abs(modes.spreads[place] - 0.05) < 0.005)
        }
        let count = try modes.count(try Dataset.ring(n: 4000, seed: 2).x)
        #expect(count.covered == 8)
        // Within three deviations of a normal cloud in the plane: 1 − exp(−9/2) = 0.9889.
        #expect(abs(count.goodShare - 0.9889) < 0.006, "\(count.goodShare)")
        #expect(count.evenness > 0.99)
    }

    @Test func missingModesAndStraySamplesAreCounted() throws {
        let ring = try Dataset.ring(n: 800, seed: 1)
        let modes = try Modes(ring)
        // Modes 0 and 3 alone, and a quarter of the samples in the middle of the ring.
        let rows = (0..<800).filter { $0 % 8 == 0 || $0 % 8 == 3 }
        var values = rows.flatMap { Array(ring.x.row($0)) }
        values += [Float](repeating: 0, count: 2 * (values.count / 6))
        let count = try modes.count(try Samples(shape: [values.count / 2, 2], values: values))
        #expect(count.covered == 2)
        #expect(count.missing == [1, 2, 4, 5, 6, 7])
        #expect(abs(count.goodShare - 0.75) < 0.03, "\(count.goodShare)")
        #expect(abs(count.evenness - 0.25) < 0.01)
        // Numbers that are not finite are no samples of any mode.
        let broken = try modes.count(try Samples(shape: [2, 2], values: [.nan, 0, .infinity, 1]))
        #expect(broken.covered == 0 && broken.all.reduce(0, +) == 0)
    }

    @Test func picturesAreCountedByTheirNearestNeighbour() throws {
        let modes = try Modes(try Dataset.shapes28(n: 300, flat: true, seed: 1))
        let other = try Dataset.shapes28(n: 200, flat: true, seed: 2)
        let count = try modes.count(other.x)
        #expect(count.good.count == 10 && count.covered >= 9)
        #expect(count.goodShare > 0.8)
        let one = try modes.count(other.x.rows(at: [Int](repeating: 3, count: 50)))
        #expect(one.covered <= 1)
    }

    @Test func samplesOfTheSameKindHaveFullQualityAndDiversity() throws {
        let (a, b) = (try Dataset.ring(n: 500, seed: 1).x, try Dataset.ring(n: 500, seed: 2).x)
        let same = try SampleQuality(a, b)
        // The share of a sample's balls of the same density, k = 3: about 1 − 2⁻³ for coverage (Naeem et al. 2020), more for the others.
        #expect(same.precision > 0.9 && same.recall > 0.9)
        #expect(abs(same.coverage - 0.875) < 0.05, "\(same.coverage)")
        #expect(abs(same.diversity - 1) < 0.03 && abs(same.nearest - 1) < 0.15)
        // The very rows: nothing between a sample and its nearest real neighbour.
        #expect(try SampleQuality(b, b).nearest < 1e-6)
        let half = try SampleQuality(a.rows(at: (0..<500).filter { $0 % 8 < 4 }), b)
        #expect(half.precision > 0.9 && half.recall < 0.6 && half.coverage < 0.6)
        let point = try Samples(shape: [50, 2], values: [Float](repeating: 2, count: 100))
        let collapsed = try SampleQuality(point, b)
        #expect(collapsed.diversity == 0 && collapsed.recall == 0)
    }

    @Test func whatCannotBeMeasuredIsRefused() throws {
        let ring = try Dataset.ring(n: 100, seed: 1)
        let modes = try Modes(ring)
        #expect(throws: Mistake.self) { try modes.count(try Samples(shape: [1, 3], values: [0, 0, 0])) }
        #expect(throws: Mistake.self) { try SampleQuality(ring.x.rows(0..<3), ring.x) }
        #expect(throws: Mistake.self) { try Modes(try Dataset.ring(n: 8, seed: 1)) }
        #expect(throws: Mistake.self) { try Modes(ring, within: 0) }
        let holed = try Samples(shape: [4, 2], values: [0, 1, .nan, 1, 2, 2, 1, 0])
        #expect(throws: Mistake.self) { try SampleQuality(holed, ring.x) }
        #expect(throws: Mistake.self) { try SampleQuality(ring.x, holed) }
        for odd in [Float.nan, 1e30, -1, 8, 0.5] {
            var labels = ring.y.values
            labels[3] = odd
            let data = try Dataset(
                name: "odd", x: ring.x, y: Samples(column: labels), task: .classification(classes: 8), remark: "")
            #expect(throws: Mistake.self, "\(odd)") { try Modes(data) }
        }
    }

    /// Mean, variance, third and fourth moment, and the share beyond 3.5, of a million draws.
    @Test func theZigguratDrawsNormalNumbers() {
        var stream = RandomStream(seed: 4, purpose: "test")
        let n = 1_000_000
        var draws = [Float](repeating: 0, count: n)
        draws.withUnsafeMutableBufferPointer { stream.fillNormal($0.baseAddress!, n) }
        func moment(_ k: Int) -> Double {
            draws.reduce(0.0) { sum, x in sum + (0..<k).reduce(1.0) { power, _ in power * Double(x) } } / Double(n)
        }
        #expect(abs(moment(1)) < 0.005)
        #expect(abs(moment(2) - 1) < 0.007)
        #expect(abs(moment(3)) < 0.02)
        #expect(abs(moment(4) - 3) < 0.05)
        let far = Double(draws.count { abs($0) > 3.5 }) / Double(n)
        #expect(abs(far - 4.6526e-4) < 1e-4, "\(far)")
        for (bound, share) in [(0.5, 0.382925), (1.0, 0.682689), (2.0, 0.954500), (3.4, 0.999326)] {
            let found = Double(draws.count { abs($0) <= Float(bound) }) / Double(n)
            #expect(abs(found - share) < 0.002, "within \(bound): \(found)")
        }
    }
}
