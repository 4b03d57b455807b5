import Answers
import Datasets
import Testing

@testable import Inference

@Suite("Latency and serving")
struct ServingTests {
    @Test(
        "one at a time with fixed times waits as M/D/1 says, with exponential ones as M/M/1",
        arguments: [0.3, 0.6, 0.8])
    func closedForm(load: Double) throws {
        for service in ServePlan.Service.allCases {
            let plan = try ServePlan(cost: ServiceCost(fixed: 0.5, each: 1.5), n: 400_000, service: service, seed: 5)
            let row = try plan.run(rate: 500 * load, batch: 1)
            let expected = try #require(row.expectedWait)
            let factor = service == .fixed ? 0.5 : 1
            #expect(abs(expected - factor * load * 2 / (1 - load)) < 1e-12)
            #expect(abs(row.meanWait / expected - 1) < 0.04, "\(service): \(row.meanWait), expected \(expected)")
            #expect(abs(row.utilisation - load) < 0.01 && row.meanBatch == 1)
            guard service == .exponential else { continue }
            // The whole time of M/M/1 is exponential with mean s/(1 − ρ).
            let mean = 2 / (1 - load)
            #expect(abs(row.p50 / (mean * 0.693147) - 1) < 0.04 && abs(row.p99 / (mean * 4.60517) - 1) < 0.08)
        }
    }

    @Test("batches answer what single calls cannot, and a line that only grows is told")
    func batches() throws {
        let plan = try ServePlan(cost: ServiceCost(fixed: 1, each: 0.1), n: 20_000, seed: 1)
        let study = try ServeSimulation(plan, rates: [2000], batches: [1, 32])
        let (single, many) = (study.rows[0], study.rows[1])
        #expect(single.isOverloaded && !many.isOverloaded)
        #expect(abs(single.throughput / (1000 / 1.1) - 1) < 0.01 && abs(many.throughput / 2000 - 1) < 0.02)
        #expect(single.p50 > 100 * many.p50 && many.meanBatch > 1.5)
        #expect(study.sentence.contains("cannot keep up"))
        #expect(many.capacity == 32_000 / 4.2)
    }

    @Test("waiting for others makes batches larger and the quickest answers slower")
    func waiting() throws {
        let cost = ServiceCost(fixed: 1, each: 0.1)
        let at = try ServePlan(cost: cost, n: 20_000, seed: 1).run(rate: 300, batch: 8)
        let later = try ServePlan(cost: cost, n: 20_000, wait: 5, seed: 1).run(rate: 300, batch: 8)
        #expect(later.meanBatch > 1.5 * at.meanBatch && later.utilisation < at.utilisation && later.p50 > at.p50)
        // Nobody waits longer than that for others, a busy server or the two calls at most.
        #expect(later.p99 < 5 + 2 * cost.milliseconds(8) + 1)
        #expect(later.expectedWait == nil)
    }

    @Test("a seed gives the same requests, another one others")
    func seeds() throws {
        func p99(_ seed: UInt64) throws -> Double {
            try ServePlan(cost: ServiceCost(fixed: 1, each: 0), n: 1000, seed: seed).run(rate: 500, batch: 4).p99
        }
        #expect(try p99(1) == p99(1))
        #expect(try p99(1) != p99(2))
    }

    @Test("a line through measured calls has neither part below 0, and is the best of those")
    func line() {
        let cases: [(points: [(Double, Double)], fixed: Double, each: Double)] = [
            ([(1, 1.1), (10, 2)], 1, 0.1), ([(4, 2)], 0, 0.5), ([(4, 2), (4, 2)], 0, 0.5),
            // It would begin below 0: then it goes through 0, nearest in relative errors, Σ(x/y)/Σ(x/y)².
            ([(1, 1), (10, 20)], 0, 1.2),
            // It would fall: then it is flat, Σ(1/y)/Σ(1/y)².
            ([(1, 2), (10, 1)], 1.2, 0),
            ([(1, 0), (8, 2)], 0, 0.25), ([], 0, 0), ([(1, 0)], 0, 0),
        ]
        for (points, fixed, each) in cases {
            let cost = ServiceCost(through: points.map { (rows: $0.0, milliseconds: $0.1) })
            #expect(abs(cost.fixed - fixed) < 1e-12 && abs(cost.each - each) < 1e-12, "\(points): \(cost)")
        }
    }

    @Test("costs, rates and batches that are none are refused")
    func refusals() throws {
        for cost in [
            ServiceCost(fixed: 0, each: 0), .init(fixed: -1, each: 2), .init(fixed: .nan, each: 1),
            .init(fixed: .infinity, each: 1), .init(fixed: 1e308, each: 1e308),
        ] {
            #expect(throws: Mistake.self) { try ServePlan(cost: cost) }
        }
        let plan = try ServePlan(cost: ServiceCost(fixed: 1, each: 0))
        #expect(throws: Mistake.self) { try plan.run(rate: 0, batch: 1) }
        #expect(throws: Mistake.self) { try plan.run(rate: .infinity, batch: 1) }
        #expect(throws: Mistake.self) { try plan.run(rate: 1e-306, batch: 1) }
        #expect(throws: Mistake.self) { try plan.run(rate: 1, batch: 0) }
        #expect(throws: Mistake.self) { try ServeSimulation(plan, rates: [], batches: [1]) }
        #expect(throws: Mistake.self) { try ServePlan(cost: ServiceCost(fixed: 1, each: 0), wait: .nan) }
    }

    @Test("every call is timed, quantiles rise, and a stopped measurement says so")
    func latency() throws {
        let (model, _, _) = try QuantizedTests.moons(trained: 0)
        let found = try Latency(model, batches: [1, 8], n: 50)
        #expect(found.rows.map(\.calls) == [50, 50] && found.rows.map(\.batch) == [1, 8] && !found.isPartial)
        for row in found.rows {
            #expect(
                row.quantile(0.5) > 0 && row.quantile(0.5) <= row.quantile(0.95)
                    && row.quantile(0.95) <= row.quantile(0.99))
        }
        #expect(found.cost.fixed >= 0 && found.cost.each >= 0 && found.cost.fixed + found.cost.each > 0)
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try Latency(model, batches: [1], n: 10, work: work) }
        #expect(throws: Mistake.self) { try Latency(model, batches: [0], n: 10) }
    }

    @Test(
        "a table of settings fits into 80 columns, whatever their times",
        arguments: [(1.0, 0.1), (0.001, 0.0003), (0.000799, 0.000198), (4000, 500)])
    func table(fixed: Double, each: Double) throws {
        let plan = try ServePlan(cost: ServiceCost(fixed: fixed, each: each), n: 2000, seed: 1)
        let study = try ServeSimulation(plan, rates: [0.2, 800, 100_000], batches: [1, 64])
        let lines = study.table(width: 80).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 && !$0.contains("…") }, "\(lines)")
        #expect(lines.contains { $0.hasSuffix("theory") } == study.rows.contains { $0.expectedWait?.isFinite == true })
        #expect(study.table(width: 80).contains("Times in \(fixed < 0.01 ? "µs" : fixed < 100 ? "ms" : "s"):"))
    }
}
