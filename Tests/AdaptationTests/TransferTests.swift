import Adaptation
import Answers
import Datasets
import Foundation
import Networks
import Numbers
import Optimizers
import Parallel
import Testing
import Training

@Suite("Moving a model to another city")
struct TransferTests {
    static func plan(_ methods: [TransferMethod], sizes: [Int] = [60], seeds: [UInt64] = [0]) throws -> TransferPlan {
        try TransferPlan(
            sizes: sizes, methods: methods, seeds: seeds, rule: TransferRule(rates: [0.001, 0.003], updates: 120))
    }

    @Test("a model of city A is no model of B, and moving it with 60 sales makes it one")
    func moves() throws {
        let plan = try Self.plan([.scratch, .head, .full, .lowRank(2)], sizes: [60, 400])
        let table = try plan.run()
        #expect(table.done == 8 && !table.isPartial)
        let (unmoved, floor) = (table.unmoved, table.floors)
        #expect(unmoved.target.mean > 0.25 && unmoved.source.mean < 0.14)
        #expect(abs(floor.target - 0.098) < 0.006 && abs(floor.source - 0.108) < 0.006)
        for row in table.rows where row.method != .scratch {
            #expect(row.errors[0].mean < 0.7 * unmoved.target.mean, "\(row.method.name)")
            #expect(row.errors[1].mean < row.errors[0].mean && row.errors[1].mean > floor.target, "\(row.method.name)")
            // What was learnt of A is not kept by whoever is moved.
            #expect(row.sourceErrors[1].mean > 1.5 * unmoved.source.mean, "\(row.method.name)")
        }
        let full = try #require(table.row(of: .full))
        let scratch = try #require(table.row(of: .scratch))
        #expect(scratch.errors[0].mean > 1.2 * full.errors[0].mean)
        #expect(full.learnt == 19_201 && full.share == 1 && full.ratios.allSatisfy { $0.mean == 1 })
        let change = try #require(table.row(of: .lowRank(2)))
        #expect(change.learnt == 2 * (19 + 128) + 2 * (128 + 128) + 129 && change.share < 0.05)
        #expect(change.optimizerBytes == 2 * 4 * change.learnt)
        #expect(change.within(0.1, at: 400) == (1, 1))
        let text = table.table(width: 120)
        #expect(text.contains("lora2") && text.contains("n=400") && text.contains("floor"))
    }

    @Test("a study that was stopped goes on, and is then what it would have been at once, for any number of threads")
    func resumes() throws {
        let plan = try Self.plan([.head, .lowRank(1)], seeds: [4])
        let whole = try plan.run(crew: Crew(threads: 2))
        let nothing = Work()
        nothing.cancel()
        let empty = try plan.run(work: nothing)
        #expect(empty.done == 0 && empty.isPartial && empty.summary.contains("0 of 2 moves"))
        let again = try plan.run(from: empty, crew: Crew(threads: 0))
        #expect(again.runs.joined().joined().map { $0?.error } == whole.runs.joined().joined().map { $0?.error })
        #expect(again.runs.joined().joined().map { $0?.rate } == whole.runs.joined().joined().map { $0?.rate })
    }

    @Test("one move chooses by its own validation rows and leaves the model that it was given alone")
    func chooses() throws {
        let (model, _) = try LowRankTests.trained()
        let before = try model.predict(LowRankTests.data(rows: 5).x).values
        let data = try LowRankTests.data(rows: 50, seed: 8)
        let rule = try TransferRule(rates: [1e-9, 0.02], updates: 60)
        for method in [TransferMethod.scratch, .head, .full, .lowRank(2), .adapters(2)] {
            let tuned = try FineTuning(model, x: data.x, y: data.y, method: method, rule: rule, seed: 1)
            #expect(tuned.rows == (40, 10) && tuned.tries.count == 2 && !tuned.isPartial)
            let best = try #require(tuned.chosen)
            #expect(best.best == tuned.tries.map(\.best).min())
            // The tuned model is the one of the moment that was chosen.
            let watched = try tuned.model.evaluate(data.x.rows(40..<50), data.y.rows(40..<50), batchSize: 10)
            #expect(abs((watched.first?.value ?? 0) - best.best) < 1e-5 * Swift.max(1, best.best))
        }
        #expect(try model.predict(LowRankTests.data(rows: 5).x).values == before)
        #expect(throws: Mistake.self) {
            try FineTuning(
                model, x: data.x.rows(0..<9), y: data.y.rows(0..<9), method: .full, rule: rule, seed: 1)
        }
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) {
            try FineTuning(model, x: data.x, y: data.y, method: .full, rule: rule, seed: 1, work: work)
        }
    }

    @Test("a grade counts the numbers that differ, whatever a flag says, and wants the error near full tuning's")
    func grades() throws {
        let rule = try TransferRule(rates: [0.003], updates: 300)
        let good = try TransferGrade(rows: 1000, seeds: 1) { model, data in
            try FineTuning(model, x: data.x, y: data.y, method: .lowRank(2), rule: rule, seed: 0).model
        }
        #expect(good.passed, "\(good.message)")
        #expect(abs(good.trials[0].share - 935.0 / 19_201) < 1e-12)
        let all = try TransferGrade(rows: 100, seeds: 1) { model, data in
            // All is learnt, and then everything but the head is said to be held.
            try FineTuning(model, x: data.x, y: data.y, method: .full, rule: rule, seed: 0).model.withHeadOnly()
        }
        #expect(!all.passed && all.message.contains("at most 10 % may be moved"))
        let merged = try TransferGrade(rows: 100, seeds: 1) { model, data in
            try FineTuning(model, x: data.x, y: data.y, method: .lowRank(1), rule: rule, seed: 0).model
                .mergedLowRank()
        }
        #expect(!merged.passed && merged.trials[0].share > 0.5)
        let unmoved = try TransferGrade(rows: 100, seeds: 1) { model, _ in model }
        #expect(!unmoved.passed && unmoved.trials[0].share == 0 && unmoved.trials[0].ratio > 1.5)
    }

    @Test("what cannot be planned is refused")
    func refusals() throws {
        let rule = try TransferRule()
        #expect(throws: Mistake.self) { try TransferPlan(sizes: [], seeds: [1], rule: rule) }
        #expect(throws: Mistake.self) { try TransferPlan(sizes: [9], seeds: [1], rule: rule) }
        #expect(throws: Mistake.self) { try TransferPlan(sizes: [20, 20], seeds: [1], rule: rule) }
        #expect(throws: Mistake.self) { try TransferPlan(methods: [.full, .full], seeds: [1], rule: rule) }
        #expect(throws: Mistake.self) { try TransferRule(rates: [0]) }
        #expect(throws: Mistake.self) { try TransferRule(updates: 0) }
        #expect(throws: Mistake.self) { try Cities(seed: 0, rows: 0) }
    }

    @Test("city B has A's columns and other prices, and A's sales are what they were")
    func cities() throws {
        let (a, b) = (
            try Table.house(n: 2000, seed: 5, outliers: false),
            try Table.house(n: 2000, seed: 5, outliers: false, city: .b)
        )
        #expect(a.names == b.names)
        let (one, two) = (try #require(a.truth), try #require(b.truth))
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        #expect(mean(one.mean) - mean(two.mean) > 0.2)
        #expect(two.cleanFloor < one.cleanFloor)
        let same = try Table.house(n: 2000, seed: 5, outliers: false, city: .a)
        #expect(same.truth?.mean == one.mean)
    }
}
