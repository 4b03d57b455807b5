import Alignment
import Answers
import Numbers
import Optimizers
import Parallel
import Testing

/// A learnt reward goes on rising while the true one falls.
@Suite struct OverOptimisationTests {
    @Test func theLearntRewardRisesAndTheTrueOneFallsInFourOfFiveSeedsAtLeast() throws {
        let study = try OverOptimisation(.init())
        #expect(study.climbs.count == 5 && !study.isPartial)
        #expect(study.shownIn >= 4, "\(study.climbs.map(\.fall))")
        for climb in study.climbs {
            // Exact steps on the learnt reward: it hardly ever goes back.
            let back = zip(climb.proxies.dropFirst(), climb.proxies).count { $0 < $1 - 1e-3 }
            #expect(back == 0, "seed \(climb.seed): \(back) steps back")
        }
        // The weight of the divergence holds what is won.
        #expect(study.held[study.bestBeta].mean > study.end.mean + 0.5)
        #expect(study.bestBeta > 0 && study.bestBeta < study.plan.betas.count - 1)
    }

    @Test func theSameNumbersComeOfAnyNumberOfThreads() throws {
        let plan = try OverOptimisation.Plan(count: 16, comparisons: 200, steps: 50, seeds: [3, 4, 5])
        let one = try OverOptimisation(plan, crew: Crew(threads: 0))
        let three = try OverOptimisation(plan, crew: Crew(threads: 3))
        #expect(one.climbs.map(\.truths) == three.climbs.map(\.truths))
    }

    @Test func curvesGoThroughTheirEnds() throws {
        let study = try OverOptimisation(.init(count: 16, comparisons: 200, steps: 100, seeds: [0, 1]))
        let (proxy, truth) = study.curves(20)
        #expect(proxy.places.count == 20 && proxy.places[0] == 0)
        #expect(abs(proxy.intervals[0].mean) < 1e-6 && abs(truth.intervals[0].mean) < 1e-6)
        #expect(zip(proxy.intervals.dropFirst(), proxy.intervals).allSatisfy { $0.mean > $1.mean - 1e-3 })
    }

    @Test func workThatIsStoppedBeforeASeedIsDoneHasNothing() throws {
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) { try OverOptimisation(.init(), crew: Crew(threads: 0), work: work) }
        #expect(throws: Mistake.self) { try OverOptimisation.Plan(seeds: []) }
        #expect(throws: Mistake.self) { try OverOptimisation.Plan(betas: [0.5, 0]) }
        #expect(throws: Mistake.self) { try OverOptimisation.Plan(ridge: 0) }
    }
}
