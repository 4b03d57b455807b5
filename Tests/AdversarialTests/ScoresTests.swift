import Networks
import Testing

@testable import Adversarial

/// The losses of many scores at once are those of each.
@Suite struct ScoresTests {
    @Test(arguments: AdversarialLoss.allCases)
    func manyScoresAreTheSumOfEach(loss: AdversarialLoss) {
        let scores: [Float] = (0..<1300).map { Float(($0 * 37) % 101) / 10 - 5 } + [-60, 60, -0.0, 1e-6]
        var slope = [Float](repeating: 0, count: scores.count)
        func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * max(1, abs(b)) }
        for isReal in [true, false] {
            let found = loss.discriminator(scores, &slope, scores.count, isReal: isReal, share: 0.5)
            let each = scores.map { loss.discriminator(Double($0), isReal: isReal) }
            #expect(close(found.value, each.reduce(0) { $0 + $1.value }), "\(loss), real \(isReal)")
            #expect(zip(slope, each).allSatisfy { abs(Double($0) - 0.5 * $1.slope) < 1e-6 * max(1, abs($1.slope)) })
        }
        let value = loss.generator(scores, &slope, scores.count, share: 2)
        let each = scores.map { loss.generator(Double($0)) }
        #expect(close(value, each.reduce(0) { $0 + $1.value }), "\(loss)")
        #expect(zip(slope, each).allSatisfy { abs(Double($0) - 2 * $1.slope) < 1e-5 * max(1, abs($1.slope)) })
    }
}
