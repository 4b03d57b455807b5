import Answers
import Cards
import Foundation
import Numbers
import Testing

@testable import Optimizers

/// A run's bookkeeping: points, evaluations, stops, divergence, memory, and what it refuses.
@Suite struct RunTests {
    private let valley = GoldenFunction(name: "rosenbrock")
    private let bowl = GoldenFunction(name: "quadratic")
    private let start = Point(-1.5, 2)

    private func adam(_ rate: Double = 0.05) throws -> Optimizer { try Optimizer("Adam", rate: .constant(rate)) }

    @Test("A run keeps the start and one point per step, and counts every evaluation")
    func bookkeeping() throws {
        let run = try minimize(valley, adam(), start: start, steps: 50)
        #expect(run.path.count == 51)
        #expect(run.losses.count == 51 && run.gradientNorms.count == 51)
        #expect(run.path[0] == start && run.path[50] == run.point)
        #expect(run.evaluations == 51)
        #expect(run.loss == valley.value(at: run.point))
        #expect(run.bestLoss == run.losses.min())
        var wrapped = try adam()
        wrapped.wrappers.sam = 0.05
        #expect(try minimize(valley, wrapped, start: start, steps: 50).evaluations == 101)
    }

    @Test("An unrecorded run ends on the same bits and keeps an outline of its path")
    func unrecorded() throws {
        let full = try minimize(valley, adam(), start: start, steps: 5000)
        let outline = try minimize(valley, adam(), start: start, steps: 5000, record: false)
        #expect(outline.point == full.point && outline.bestLoss == full.bestLoss)
        #expect(outline.path.count <= Trace.outlineLimit + 1)
        for index in outline.path.indices {
            #expect(outline.path[index] == full.path[outline.step(ofPoint: index)], "kept point \(index)")
        }
    }

    /// x² + y²: gradient descent at rate 1 jumps to the opposite place for ever.
    private struct Sphere: Objective {
        let name = "sphere"
        let dimension = 2
        func value(at point: Point) -> Double { point.dot(point) }
        func slope(at point: Point, draw: Draw) -> Slope { Slope(value: value(at: point), gradient: 2 * point) }
        func curvature(at point: Point) -> Curvature {
            Curvature(value: value(at: point), gradient: 2 * point, hessian: Hessian(xx: 2, xy: 0, yy: 2))
        }
    }

    /// ½(x² + 10y²)
    private struct Ravine: Objective {
        let name = "ravine"
        let dimension = 2
        func value(at point: Point) -> Double { 0.5 * (point.x * point.x + 10 * point.y * point.y) }
        func slope(at point: Point, draw: Draw) -> Slope {
            Slope(value: value(at: point), gradient: Point(point.x, 10 * point.y))
        }
        func curvature(at point: Point) -> Curvature {
            Curvature(
                value: value(at: point), gradient: Point(point.x, 10 * point.y), hessian: Hessian(xx: 1, xy: 0, yy: 10))
        }
    }

    @Test("A run is told what it did in the end: descend, swing, or lie beyond its best")
    func verdicts() throws {
        func run(_ name: String, _ rate: Double, _ given: [String: Hyperparameter.Value] = [:], steps: Int = 100) throws
            -> Run
        {
            try minimize(
                Sphere(), Optimizer(name, given, rate: .constant(rate)), start: Point(1, 1), steps: steps)
        }
        let swinging = try run("GD", 1)
        #expect(swinging.verdict == .swings(places: 2), "\(swinging.endInWords)")
        #expect(swinging.table(width: 80).contains("swings between two places, no lower than at step 0"))
        #expect(try run("GD", 1e-3).verdict == .descending)
        #expect(try run("GD", 1e-3, steps: 1).endInWords == "still descending: 1 step was not enough")
        #expect(try run("GD", 1e-3, steps: 0).endInWords == "no step was taken")
        // ½(x² + 10y²) at the rate 2/10: y jumps between 1 and −1 for ever, while x shrinks to nothing.
        let ravine = try minimize(
            Ravine(), Optimizer("GD", [:], rate: .constant(0.2)), start: Point(1, 1), steps: 100)
        #expect(ravine.verdict == .swings(places: 2), "\(ravine.endInWords)")
        #expect(try run("GD", 0.4).verdict == .settled)
        #expect(try run("GD", 1.01, steps: 1).verdict == .neverBelowStart)
        // A sign has the same length however near the minimum is: it jumps about it.
        let jumping = try run("SignSGD", 0.3)
        #expect(
            jumping.verdict == .swings(places: 2) && jumping.bestStep == 3, "\(jumping.endInWords), \(jumping.bestStep)"
        )
        // Momentum without friction carries it back up.
        let returning = try run("SGD", 1e-3, ["momentum": 0.9999], steps: 68)
        #expect(returning.verdict == .past, "\(returning.endInWords), best at \(returning.bestStep)")
    }

    /// 4 − x² − y²: highest at the origin.
    private struct Hill: Objective {
        let name = "hill"
        let dimension = 2
        func value(at point: Point) -> Double { 4 - point.dot(point) }
        func slope(at point: Point, draw: Draw) -> Slope { Slope(value: value(at: point), gradient: -2 * point) }
        func curvature(at point: Point) -> Curvature {
            Curvature(value: value(at: point), gradient: -2 * point, hessian: Hessian(xx: -2, xy: 0, yy: -2))
        }
    }

    @Test("A rule that is turned round is told how it climbed: that the loss grows is no divergence")
    func climbs() throws {
        func run(_ objective: any Objective, _ rate: Double, steps: Int = 100) throws -> Run {
            var optimizer = try Optimizer("GD", [:], rate: .constant(rate))
            optimizer.gradientStage.maximises = true
            return try minimize(objective, optimizer, start: Point(1, 1), steps: steps)
        }
        let arrived = try run(Hill(), 0.4)
        #expect(arrived.verdict == .settled && !arrived.diverged && abs(arrived.loss - 4) < 1e-12)
        #expect(!arrived.table(width: 80).contains("best"), "\(arrived.table(width: 80))")
        let climbing = try run(Hill(), 1e-3)
        #expect(climbing.endInWords == "still climbing: 100 steps were not enough")
        #expect(climbing.endInBrief == "still climbing")
        let swinging = try run(Hill(), 1)
        #expect(swinging.endInWords == "swings between two places, no higher than at step 0")
        let endless = try run(Sphere(), 0.1, steps: 10_000)
        #expect(endless.divergence?.cause == .unbounded, "\(endless.endInWords)")
        #expect(endless.table(width: 80).contains("sphere rises without bound"))
        #expect(try run(Sphere(), 0.1, steps: 3).divergence == nil)
    }

    @Test("Any number of steps fits in memory, and cancelling ends it with what there is")
    func endlessRun() throws {
        let work = Work()
        // A thread of its own: those of the tests may all be busy. A run that does not poll would never end.
        Thread.detachNewThread {
            usleep(50_000)
            work.cancel()
        }
        let run = try minimize(valley, adam(1e-3), start: Point(-1.5, 2), steps: 1_000_000_000_000, work: work)
        #expect(run.reason == .cancelled)
        #expect(run.path.count <= Trace.fullLimit + 1 && run.path.count > 1)
        #expect(run.steps > 0 && run.point == run.path.last)
    }

    @Test(
        "Each stop ends the run when its condition first holds",
        arguments: [
            (Stop.loss(1), "loss at or below 1"), (.gradient(0.5), "|∇f| at or below 0.5"),
            (.step(0.02), "a step no longer than 0.02"), (.relativeStep(0.02), "a step no longer than 0.02 of |θ|"),
            (.target(Point(1, 1), within: 0.4), "within 0.4 of (1, 1)"), (.evaluations(11), "11 evaluations"),
        ])
    func stops(_ stop: Stop, _ words: String) throws {
        let run = try minimize(valley, adam(), start: start, steps: 3000, stops: [stop])
        #expect(run.reason == .met(stop))
        #expect(run.stopReason == "\(words) at step \(run.steps)")
        let before = try minimize(valley, adam(), start: start, steps: run.steps - 1, stops: [stop])
        #expect(before.reason == .budget, "the stop held before step \(run.steps)")
    }

    @Test("A rate beyond the limit diverges at the step named, with the exact limit")
    func divergence() throws {
        let run = try minimize(bowl, Optimizer("GD", rate: .constant(0.021)), start: Point(1, 1), steps: 200)
        let divergence = try #require(run.divergence)
        #expect(run.diverged && !run.converged)
        #expect(divergence.sharpness == 100)
        #expect(divergence.largestStableRate == 0.02)
        #expect(divergence.step == 1)
        #expect(run.sentence.contains("0.02"))
        let stable = try minimize(bowl, Optimizer("GD", rate: .constant(0.0199)), start: Point(1, 1), steps: 200)
        #expect(!stable.diverged)
    }

    @Test("Overflow ends the run at its step, and what was computed stays")
    func overflow() throws {
        let run = try minimize(valley, Optimizer("GD", rate: .constant(0.1)), start: start, steps: 100)
        #expect(run.reason == .nonFinite && run.diverged)
        #expect(run.steps < 100 && run.path.count == run.steps + 1)
        #expect(run.stopReason.contains("step \(run.steps)"))
    }

    @Test("The JSON form has the keys that programs rely on, in order")
    func json() throws {
        let run = try minimize(valley, adam(), start: start, steps: 3, seed: 7)
        guard case .object(let members) = run.json else {
            Issue.record("not an object")
            return
        }
        #expect(
            members.map(\.key) == [
                "kind", "landscape", "optimizer", "start", "steps", "evaluations", "point", "loss", "gradient_norm",
                "diverged", "converged", "stop_reason", "seed",
            ])
    }

    @Test(
        "Impossible requests are refused with the allowed range",
        arguments: [
            ("beta_1", 1.0, "from 0 to below 1"), ("epsilon", 0, "above 0"), ("learning_rate", -1, "at least 0"),
            ("clipnorm", 0, "above 0"), ("beta_7", 0.5, "beta_1"),
        ])
    func refusals(_ keyword: String, _ value: Double, _ expected: String) {
        do {
            _ = try Optimizer("Adam", [keyword: .number(value)])
            Issue.record("\(keyword) = \(value) was accepted")
        } catch let mistake as Mistake {
            #expect((mistake.expected ?? "").contains(expected), "\(mistake)")
            #expect(mistake.argument == keyword, "\(mistake)")
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test("Saved memory goes on bit for bit as if nothing had happened", arguments: RulePropertyTests.everyOptimizer)
    func checkpoint(_ optimizer: Optimizer) throws {
        let layout = ParameterLayout([("kernel", [4, 3]), ("bias", [5])])
        func gradient(_ θ: [Float], _ step: Int) -> [Float] {
            θ.indices.map { θ[$0] * 0.5 + Float((step * 7 + $0) % 5) * 0.1 - 0.2 }
        }
        func advance(_ state: VectorOptimizer, _ θ: inout [Float], _ steps: Range<Int>) {
            for step in steps {
                var g = gradient(θ, step)
                _ = θ.withUnsafeMutableBufferPointer { p in
                    g.withUnsafeMutableBufferPointer { state.step(parameters: p, gradient: $0, loss: 1) }
                }
            }
        }
        let whole = try optimizer.vectorState(layout: layout)
        var θ = (0..<17).map { Float($0) * 0.1 - 0.8 }
        advance(whole, &θ, 0..<5)
        let saved = try whole.state()
        var φ = θ
        advance(whole, &θ, 5..<9)
        let resumed = try optimizer.vectorState(layout: layout)
        try resumed.restore(saved)
        advance(resumed, &φ, 5..<9)
        #expect(θ.map(\.bitPattern) == φ.map(\.bitPattern), "\(optimizer.summary)")
        let isFinite = θ.allSatisfy { $0.isFinite }
        #expect(isFinite, "\(optimizer.summary)")
    }

    #if arch(x86_64) || arch(arm64)
    /// 0.9⁸³⁰ is below Float's normal range, where arithmetic is slow and few digits are left.
    @Test func momentsOfAWeightWithoutGradientEndAtZero() throws {
        let layout = ParameterLayout(tensors: [.init(name: "w", shape: [9], range: 0..<9)])
        let adam = try Optimizer("Adam").vectorState(layout: layout)
        var weights = [Float](repeating: 1, count: 9)
        for step in 0..<1200 {
            var gradient = [Float](repeating: step == 0 ? 1 : 0, count: 9)
            _ = weights.withUnsafeMutableBufferPointer { weights in
                gradient.withUnsafeMutableBufferPointer { adam.step(parameters: weights, gradient: $0, loss: 1) }
            }
        }
        let numbers = try adam.state().numbers
        #expect(numbers.allSatisfy { !$0.isSubnormal }, "\(numbers)")
        #expect(numbers.prefix(9).allSatisfy { $0 == 0 })
    }
    #endif

    @Test("Switching a term off changes the run from that step on, and not before")
    func ablation() throws {
        let run = try minimize(valley, adam(), start: start, steps: 40)
        for term in try adam().terms where term != "epsilon" {
            let comparison = try ablate(run, [term], from: 11)
            let without = comparison.runs[1]
            #expect(without.path[...10] == run.path[...10], "\(term)")
            #expect(without.path[11] != run.path[11], "\(term)")
        }
        #expect(throws: Mistake.self) { try ablate(run, ["gravity"]) }
    }

    @Test("Lookahead, averages and accumulation do what their formulas say")
    func wrappers() throws {
        let rate = Rate.constant(1e-3)
        var look = try Optimizer("GD", rate: rate)
        look.wrappers.lookahead = .init(k: 5, α: 0.5)
        let fast = try minimize(valley, Optimizer("GD", rate: rate), start: start, steps: 5)
        let slow = try minimize(valley, look, start: start, steps: 5)
        #expect(slow.path[4] == fast.path[4])
        #expect((slow.path[5] - (start + 0.5 * (fast.path[5] - start))).norm < 1e-15)

        var averaged = try Optimizer("GD", rate: rate)
        averaged.wrappers.average = .uniform(start: 2, every: 1)
        let mean = try #require(try minimize(valley, averaged, start: start, steps: 5).average)
        let expected = (fast.path[3] + fast.path[4] + fast.path[5]) / 3
        #expect((mean - expected).norm < 1e-14)

        var gathered = try Optimizer("GD", rate: rate)
        gathered.wrappers.accumulation = 2
        let pairs = try minimize(valley, gathered, start: start, steps: 4)
        #expect(pairs.path[1] == start && pairs.path[2] == fast.path[1] && pairs.path[3] == pairs.path[2])
    }
}
