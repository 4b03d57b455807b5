import Answers
import Numbers
import Optimizers
import Testing

@testable import Inspection

/// Arithmetic on vectors as long as a wide network's weights, which a person may stop at any time.
@Suite struct VectorTests {
    private static let count = 200_003

    private static func drawn(_ index: UInt64) -> [Double] {
        var stream = RandomStream(seed: 3, purpose: "test", index: index)
        return (0..<count).map { _ in stream.normal() }
    }

    @Test func whatCanBeStoppedIsTheSameToTheLastBit() throws {
        let (a, b, work) = (Self.drawn(0), Self.drawn(1), Work())
        #expect(try Vectors.dot(a, b, stoppedBy: work) == Vectors.dot(a, b))
        #expect(try Vectors.norm(a, stoppedBy: work) == Vectors.norm(a))
        var (found, truth) = (a, a)
        try Vectors.add(0.3, b, to: &found, stoppedBy: work)
        Vectors.add(0.3, b, to: &truth)
        #expect(found == truth)
        #expect(try Vectors.sum(a, 0.3, b, stoppedBy: work) == truth)
        try Vectors.scale(&found, by: 1.7, stoppedBy: work)
        Vectors.scale(&truth, by: 1.7)
        #expect(found == truth)
        #expect(try Vectors.difference(a, b, stoppedBy: work) == zip(a, b).map { $0 - $1 })
        #expect(try Vectors.products(a, b, stoppedBy: work) == zip(a, b).map { $0 * $1 })
        let (c, d) = (a.map { Float($0) }, b.map { Float($0) })
        #expect(try Vectors.difference(c, d, stoppedBy: work) == Vectors.difference(c, d))
    }

    @Test func aStopIsNoticedOnTheWay() throws {
        let work = Work()
        var made = 0
        #expect(throws: Stopped.self) {
            try Vectors.made(10 * Self.count, work) { place in
                if place == 1_000 { work.cancel() }
                made += 1
                return 0
            }
        }
        #expect(made < Self.count, "\(made) numbers were made")
        var a = Self.drawn(0)
        let before = a
        #expect(throws: Stopped.self) { try Vectors.dot(a, a, stoppedBy: work) }
        #expect(throws: Stopped.self) { try Vectors.scale(&a, by: 2, stoppedBy: work) }
        #expect(throws: Stopped.self) { try Vectors.add(1, before, to: &a, stoppedBy: work) }
        #expect(a == before)
    }

    @Test func aProductWithTheHessianIsStoppedBetweenItsGradients() throws {
        let (a, v, work) = (Self.drawn(0), Self.drawn(1), Work())
        var gradients = 0
        #expect(throws: Stopped.self) {
            try HessianProduct.difference(at: a, along: v, stoppedBy: work) {
                gradients += 1
                work.cancel()
                return $0
            }
        }
        #expect(gradients == 1)
    }

    @Test func theRuleNearWhereItStandsIsNotAskedForMillionsOfWeightsOnceStopped() throws {
        let layout = ParameterLayout([("weights", [Self.count])])
        let optimizer = try Optimizer("Adam", [:]).vectorState(layout: layout)
        let whole = try #require(try optimizer.linearised(Work()))
        #expect(whole.gain.count == Self.count)
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try optimizer.linearised(work) }
    }
}
