import Answers
import Gallery
import Numbers
import Testing

/// The ε-greedy player.
@Suite struct BanditTests {
    @Test("one machine leaves nothing to choose and nothing to regret")
    func one() throws {
        let study = try BanditStudy(arms: [0.3], count: 1, epsilons: [0, 0.5], steps: 100, seeds: 3)
        #expect(study.rows.allSatisfy { $0.regret.mean == 0 && $0.share.mean == 1 })
        #expect(study.sentence.contains("one machine") && study.table(width: 80).contains("nothing to choose"))
    }

    @Test("a player who always pulls at random regrets the mean gap of the machines at every pull")
    func random() throws {
        let study = try BanditStudy(arms: [0.2, 0.5, 0.8], count: 3, epsilons: [1], steps: 2000, seeds: 50)
        let row = try #require(study.rows.first)
        #expect(abs(row.regret.mean / 2000 - 0.3) < 0.01, "\(row.regret.text)")
        #expect(abs(row.share.mean - 1.0 / 3) < 0.02)
        #expect(abs((row.curve.last ?? 0) - row.regret.mean) < 1e-9)
    }

    @Test("a little exploring regrets less than none and than much, over many pulls")
    func middle() throws {
        let study = try BanditStudy(count: 10, epsilons: [0, 0.02, 0.5], steps: 5000, seeds: 100)
        #expect(study.best?.epsilon == 0.02)
        // Exploring goes on for ever: with ε = 0.5 the regret of a pull does not fall.
        let last = study.rows[2].curve
        #expect(last[99] - last[49] > 0.8 * last[49])
    }

    @Test("the same seeds play the same games, whatever else is played")
    func same() throws {
        let alone = try BanditStudy(count: 5, epsilons: [0.1], steps: 300, seeds: 10, seed: 4)
        let beside = try BanditStudy(count: 5, epsilons: [0.5, 0.1], steps: 300, seeds: 10, seed: 4)
        #expect(alone.rows[0].regrets == beside.rows[1].regrets)
    }

    @Test("no machine, no epsilon, probabilities that are none and endless games are refused")
    func refused() {
        for (arms, count, epsilons, steps) in [
            ([0.5], 1, [], 10), ([1.5], 1, [0.1], 10), ([.nan], 1, [0.1], 10), ([], 0, [0.1], 10),
            ([0.5], 1, [-0.1], 10),
            ([0.5], 1, [0.1], 0), ([0.5], 1, [0.1], 2_000_000_000),
        ] as [([Double], Int, [Double], Int)] {
            #expect(throws: Mistake.self, "\(arms) \(epsilons) \(steps)") {
                try BanditStudy(arms: arms, count: count, epsilons: epsilons, steps: steps, seeds: 1)
            }
        }
    }

    @Test("a study that is stopped throws")
    func stopped() {
        let work = Work()
        work.cancel()
        #expect(throws: Stopped.self) {
            try BanditStudy(count: 10, epsilons: [0.1], steps: 100_000, seeds: 10, work: work)
        }
    }
}
