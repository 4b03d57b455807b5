import Answers
import Foundation
import Gallery
import Testing

/// Matrix factorisation beside ridge regressions by scikit-learn, and beside the closed form.
@Suite struct FactorisationTests {
    /// Numbers of scikit-learn and NumPy: `judges/golden/factorization.py` writes them.
    struct Case: Decodable {
        let users, items, rank: Int
        let l2, objective: Double
        let entries: [[Double]]
        let closed: Double?

        func ratings() throws -> Ratings {
            try Ratings(
                users: users, items: items,
                known: entries.map { Ratings.Entry(user: Int($0[0]), item: Int($0[1]), value: $0[2]) })
        }
    }

    static func golden() throws -> [Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/factorization.json")
        return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    }

    @Test(
        "the objective is that of alternating ridge regressions, and of the singular values where every rating is known"
    )
    func beside() throws {
        let cases = try Self.golden()
        #expect(cases.count == 5 && cases.count { $0.closed != nil } == 2)
        for (number, one) in cases.enumerated() {
            let own = try MatrixFactorisation(rank: one.rank, penalty: one.l2, sweeps: 2000, starts: 10).fit(
                one.ratings())
            #expect(own.objective < one.objective * 1.001, "case \(number): \(own.objective), there \(one.objective)")
            if let closed = one.closed {
                #expect(
                    abs(own.objective - closed) < 1e-3 * closed, "case \(number): \(own.objective), closed \(closed)")
            } else {
                #expect(
                    own.objective > one.objective * 0.999, "case \(number): \(own.objective), there \(one.objective)")
            }
        }
    }

    @Test("no sweep raises the objective")
    func falls() throws {
        let model = try MatrixFactorisation(rank: 3).fit(Ratings(users: 40, items: 30, rank: 3, seed: 5))
        #expect(model.objectives.count > 2)
        for (before, after) in zip(model.objectives, model.objectives.dropFirst()) {
            #expect(after <= before * (1 + 1e-12))
        }
    }

    @Test("the rank behind the ratings foretells hidden ones better than fewer or many more tastes")
    func rank() throws {
        for seed in [1, 2, 3] as [UInt64] {
            let ratings = try Ratings(users: 40, items: 30, rank: 3, seed: seed)
            func error(_ rank: Int) throws -> Double { try MatrixFactorisation(rank: rank).fit(ratings).hiddenError }
            let right = try error(3)
            #expect(try right < error(1) && right < error(10), "seed \(seed): \(right)")
        }
    }

    @Test("ratings are the same for the same seed, and known and hidden ones are different cells")
    func ratings() throws {
        let ratings = try Ratings(users: 40, items: 30, rank: 3, seed: 7)
        #expect(try ratings == Ratings(users: 40, items: 30, rank: 3, seed: 7))
        #expect(ratings.known.count == 480 && ratings.hidden.count == 240)
        #expect(Set((ratings.known + ratings.hidden).map { $0.user * 30 + $0.item }).count == 720)
    }

    @Test("a user without ratings gets the mean, and what cannot be is refused")
    func refused() throws {
        let few = try Ratings(
            users: 2, items: 2, known: [.init(user: 0, item: 0, value: 4), .init(user: 0, item: 1, value: 2)])
        #expect(try MatrixFactorisation(rank: 1).fit(few).predict(user: 1, item: 0) == 3)
        #expect(throws: Mistake.self) { try MatrixFactorisation(rank: 0) }
        #expect(throws: Mistake.self) { try MatrixFactorisation(rank: 1, penalty: 0) }
        #expect(throws: Mistake.self) { try Ratings(users: 1, items: 1, known: []) }
        #expect(throws: Mistake.self) { try Ratings(users: 1, items: 1, known: [.init(user: 1, item: 0, value: 1)]) }
        #expect(throws: Mistake.self) { try Ratings(users: 10, items: 10, rank: 2, share: 0.9, judging: 0.2, seed: 0) }
        #expect(throws: Mistake.self) { try Ratings(users: 1_000_000, items: 1_000_000, rank: 2, seed: 0) }
        #expect(throws: Mistake.self) { try MatrixFactorisation(rank: 1).fit(few).predict(user: 2, item: 0) }
    }
}
