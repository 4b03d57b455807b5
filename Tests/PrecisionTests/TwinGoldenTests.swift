import Answers
import Cards
import Datasets
import Experiments
import Landscapes
import Networks
import Numbers
import Optimizers
import Testing
import Training

@testable import Precision

/// Where runs part that are equal on paper, against PyTorch on a CPU and an H200: 1,000 steps on Rosenbrock from (−1.5, 2), rate 0.05.
@Suite struct TwinGoldenTests {
    private let start = Point(-1.5, 2)

    private func adam(_ implementation: String) throws -> Optimizer {
        try Optimizer(
            "Adam", ["implementation": .text(implementation)], rate: .constant(0.05), dialect: .pytorch)
    }

    private func golden(_ rule: String, _ how: String) throws -> (last: Double, largest: Double) {
        let row = try #require(
            Golden.rows("bits").first {
                $0["rule"] as? String == rule && $0["how"] as? String == how && $0["dtype"] as? String == "float64"
            })
        return (try #require(row["at_1000"] as? Double), try #require(row["largest"] as? Double))
    }

    @Test("capturable differs from step 1 on, also in float64, by as much as PyTorch's does")
    func capturable() throws {
        let twin = try Twin(
            Landscape.rosenbrock(), adam("loop"), adam("capturable"), start: start, steps: 1000)
        let there = try golden("Adam", "cuda capturable")
        #expect(twin.drift.firstDifference == 1)
        // The golden distance is that of the larger coordinate.
        let largest = zip(twin.run.path, twin.other.path).map { max(abs($0.x - $1.x), abs($0.y - $1.y)) }
        #expect(abs((largest.max() ?? 0) / there.largest - 1) < 0.02, "\(largest.max() ?? 0), there \(there.largest)")
        #expect(abs((largest.last ?? 0) / there.last - 1) < 0.02, "\(largest.last ?? 0), there \(there.last)")
        #expect(twin.partingStep == nil)
    }

    @Test("loop and fused stay within 1e-14 of each other, as on a CPU and on a GPU")
    func fused() throws {
        let twin = try Twin(Landscape.rosenbrock(), adam("loop"), adam("fused"), start: start, steps: 1000)
        #expect(twin.drift.firstDifference != nil && twin.drift.largest < 1e-14, "\(twin.drift.largest)")
        #expect(try golden("Adam", "cpu fused").largest < 1e-14)
        let same = try Twin(Landscape.rosenbrock(), adam("loop"), adam("loop"), start: start, steps: 1000)
        #expect(same.drift.firstDifference == nil && same.sentence.contains("same bits"))
    }

    @Test("NAdam multiplies its last bit to a tenth and more, Adam keeps it at 1e-15")
    func nadam() throws {
        func twin(_ name: String) throws -> Twin {
            let rule = try Optimizer(name, rate: .constant(0.05), dialect: .pytorch)
            return try Twin(of: rule.minimize(Landscape.rosenbrock(), start: start, steps: 1000))
        }
        let (wild, calm) = (try twin("Nadam"), try twin("Adam"))
        let there = try golden("NAdam", "cpu foreach").largest
        // A chaotic run's largest distance is no number to repeat, but its size is.
        #expect(wild.drift.largest > there / 10 && wild.drift.largest < there * 10, "\(wild.drift.largest)")
        #expect((wild.drift.lyapunovExponent ?? 0) > 0.01 && wild.partingStep != nil)
        #expect(calm.drift.largest < 1e-14 && calm.partingStep == nil, "\(calm.drift.largest)")
        #expect((calm.drift.lyapunovExponent ?? 1) < 0.005)
    }

    @Test("a drift's exponent is that of an exponential, and its steps are found")
    func drift() {
        let distances = [0.0] + (0..<50).map { 1e-10 * (0.1 * Double($0)).exponential }
        let drift = Drift(steps: Array(0...50), distances: distances, threshold: 5e-9)
        #expect(drift.firstDifference == 1 && drift.partingStep == 41)
        #expect(abs((drift.lyapunovExponent ?? 0) - 0.1) < 1e-12)
        #expect(Drift(steps: [0, 1], distances: [0, 0], threshold: 1).lyapunovExponent == nil)
    }

    @Test("two trainings of a model differ from their first update by capturable, and not at all by the same rule")
    func models() throws {
        let (model, x, y) = try GradientScaleTests.net()
        let apart = try ModelTwin(
            model, adam("loop"), adam("capturable"), x: x, y: y, batchSize: 32, steps: 20)
        #expect(apart.drift.firstDifference == 1 && apart.steps == 20 && !apart.diverged)
        let same = try ModelTwin(model, adam("loop"), adam("loop"), x: x, y: y, batchSize: 32, steps: 20)
        #expect(same.drift.firstDifference == nil)
        let moved = try ModelTwin(model, nil, nil, x: x, y: y, batchSize: 32, steps: 20)
        #expect(moved.drift.firstDifference == 0 && moved.drift.largest > 0)
        let stopped = Work()
        stopped.cancel()
        #expect(try ModelTwin(model, nil, nil, x: x, y: y, batchSize: 32, steps: 20, work: stopped).steps == 0)
    }
}

extension Double {
    /// e to its power, by its series: the judge needs no library.
    fileprivate var exponential: Double {
        var (sum, term) = (1.0, 1.0)
        for k in 1..<60 {
            term *= self / Double(k)
            sum += term
        }
        return sum
    }
}
