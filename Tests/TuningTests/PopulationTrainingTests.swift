import Answers
import Testing
import Tuning

/// The toy of the paper (Jaderberg et al. 2017, figure 2): Q(θ) = 1.2 − θ₀² − θ₁² is wanted, and steps of 0.01 ascend
/// 1.2 − h₀θ₀² − h₁θ₁² from θ = (0.9, 0.9).
@Suite("Population based training")
struct PopulationTrainingTests {
    struct State {
        var theta = (0.9, 0.9)
        var h: (Double, Double)

        mutating func ascend(_ steps: Int) {
            for _ in 0..<steps {
                theta.0 -= 0.01 * 2 * h.0 * theta.0
                theta.1 -= 0.01 * 2 * h.1 * theta.1
            }
        }

        var value: Double { 1.2 - theta.0 * theta.0 - theta.1 * theta.1 }
    }

    static func state(_ configuration: Configuration, _ other: State? = nil) -> State {
        var state = other ?? State(h: (0, 0))
        state.h = (configuration["h0"]?.number ?? 0, configuration["h1"]?.number ?? 0)
        return state
    }

    @Test(
        "The paper's quadratic: apart, (1, 0) and (0, 1) stay at 0.39, the closed form; as a population they reach the top"
    )
    func quadratic() throws {
        // Without exchange: θ₀ = 0.9·(1 − 0.02)^n, and the other stays.
        var alone = State(h: (1, 0))
        alone.ascend(400)
        let shrunk = (0..<400).reduce(0.9) { value, _ in value * 0.98 }
        #expect(abs(alone.theta.0 - shrunk) < 1e-12 && alone.theta.1 == 0.9)
        #expect(abs(alone.value - 0.39) < 1e-6)

        let space = try SearchSpace([
            SearchParameter("h0", .choice([.number(0), .number(1)])),
            SearchParameter("h1", .choice([.number(0), .number(1)])),
        ])
        let training = try PopulationTraining(
            space, population: 2, truncation: 0.5, resample: 0.5, direction: .maximize, seed: 3)
        let found = try training.run(rounds: 40) { member, _ in
            // The members begin as the paper's.
            State(h: member == 0 ? (1, 0) : (0, 1))
        } train: { _, states in
            for place in states.indices { states[place].ascend(10) }
            return states.map(\.value)
        } follow: { other, _, configuration in
            Self.state(configuration, other)
        }
        let best = try #require(found.states.map(\.value).max())
        #expect(best > 1.15)
        #expect(found.rounds.count == 80)
    }

    @Test(
        "Those behind go on from those in front, with numbers times 0.8 or 1.2 within their range; nothing moves after the last round"
    )
    func exploitation() throws {
        let space = try SearchSpace([
            SearchParameter("rate", .float(0.1, 1, log: true)), SearchParameter("k", .choice("a", "b")),
        ])
        let training = try PopulationTraining(space, population: 10, resample: 0, seed: 7)
        let found = try training.run(rounds: 3) { member, _ in
            [member]
        } train: { _, states in
            states.map { Double($0[0]) }
        } follow: { other, member, _ in
            other + [member]
        }
        let first = found.rounds.prefix(10)
        // Of ten, two: members 8 and 9 go on from 0 or 1.
        #expect(first.filter { $0.parent != nil }.map(\.member) == [8, 9])
        #expect(first.compactMap(\.parent).allSatisfy { [0, 1].contains($0) })
        for member in [8, 9] {
            let before = try #require(first.first { $0.member == member }?.parent)
            let old = try #require(first.first { $0.member == before }?.configuration["rate"]?.number)
            let new = try #require(
                found.rounds.first { $0.round == 1 && $0.member == member }?.configuration["rate"]?.number)
            let allowed = [0.8, 1.2].map { min(max(old * $0, 0.1), 1) }
            #expect(allowed.contains { abs($0 - new) < 1e-12 })
        }
        #expect(found.rounds.filter { $0.round == 2 }.allSatisfy { $0.parent == nil })
        let again = try training.run(rounds: 3) { member, _ in
            [member]
        } train: { _, states in
            states.map { Double($0[0]) }
        } follow: { other, member, _ in
            other + [member]
        }
        #expect(again.rounds == found.rounds)
    }

    @Test("A value that is not a number is the worst")
    func nan() throws {
        let space = try SearchSpace([SearchParameter("x", .float(0, 1))])
        let training = try PopulationTraining(space, population: 3, truncation: 0.34, seed: 1)
        let found = try training.run(rounds: 2) { member, _ in
            member
        } train: { round, states in
            states.map { $0 == 0 && round == 0 ? .nan : Double($0) }
        } follow: { other, _, _ in
            other
        }
        #expect(found.rounds.first { $0.round == 0 && $0.member == 0 }?.parent == 1)
        #expect(found.states == [1, 1, 2])
    }

    @Test("Populations that cannot be are refused")
    func refusals() throws {
        let space = try SearchSpace([SearchParameter("x", .float(0, 1))])
        #expect(throws: Mistake.self) { try PopulationTraining(space, population: 1, seed: 0) }
        #expect(throws: Mistake.self) { try PopulationTraining(space, population: 4, truncation: 0.6, seed: 0) }
        #expect(throws: Mistake.self) { try PopulationTraining(space, population: 4, resample: 2, seed: 0) }
    }

    @Test("Whoever has no value goes on from one that has, and nobody from one that has none")
    func nobodyFollowsNothing() throws {
        let space = try SearchSpace([SearchParameter("x", .float(0, 1))])
        let training = try PopulationTraining(space, population: 6, truncation: 0.5, seed: 2)
        let found = try training.run(rounds: 3) { member, _ in
            member
        } train: { _, states in
            states.map { $0 == 4 ? 1 : .nan }
        } follow: { other, _, _ in
            other
        }
        #expect(found.rounds.filter { $0.round == 0 && $0.member != 4 }.allSatisfy { $0.parent == 4 })
        #expect(found.states == [4, 4, 4, 4, 4, 4])
        let lost = try training.run(rounds: 2) { member, _ in
            member
        } train: { _, states in
            states.map { _ in .nan }
        } follow: { other, _, _ in
            other
        }
        #expect(lost.rounds.allSatisfy { $0.parent == nil })
    }

    @Test("Whole numbers of 1 and 2 move too, and factors are numbers above 0")
    func smallNumbers() throws {
        let space = try SearchSpace([SearchParameter("n", .int(1, 3))])
        let training = try PopulationTraining(space, population: 12, truncation: 0.5, resample: 0, seed: 5)
        let found = try training.run(rounds: 8) { _, configuration in
            configuration
        } train: { _, states in
            states.map { $0["n"]?.number ?? 0 }
        } follow: { _, _, configuration in
            configuration
        }
        // Of every number there is a step to its neighbours within the range.
        var moves: Set<[Int]> = []
        for row in found.rounds where row.round > 0 {
            guard
                let parent = found.rounds.first(where: { $0.round == row.round - 1 && $0.member == row.member })?
                    .parent,
                let before = found.rounds.first(where: { $0.round == row.round - 1 && $0.member == parent })
            else { continue }
            moves.insert([before, row].map { Int($0.configuration["n"]?.number ?? 0) })
        }
        #expect(moves.contains([1, 2]) && moves.allSatisfy { abs($0[0] - $0[1]) <= 1 }, "\(moves)")
        for factors in [(0.0, 1.2), (0.8, -1), (0.8, .nan), (0.8, .infinity)] {
            #expect(throws: Mistake.self) { try PopulationTraining(space, population: 4, factors: factors, seed: 0) }
        }
    }
}
