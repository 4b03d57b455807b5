import Answers
import Claims
import Testing

@Suite("Predictions of claims are scored")
struct ForecastTests {
    private let court = Court.standard

    private func forecast(_ stated: [ClaimForecast.Side: Double], of id: String = "D4.36") throws -> ClaimForecast {
        try ClaimForecast(try #require(court.claim(id)), stated)
    }

    @Test("Brier's score is 0 for what was certain and came, 2 for what did not, and three quarters for a quarter each")
    func brier() throws {
        #expect(try forecast([.refuted: 1]).brier(.refuted) == 0)
        #expect(try forecast([.refuted: 1]).brier(.supported) == 2)
        let even = try forecast([.supported: 0.25])
        for side in ClaimForecast.Side.allCases { #expect(abs(even.brier(side) - 0.75) < 1e-12) }
        // (1 − 0.7)² + 3·0.1²
        #expect(abs(try forecast([.refuted: 0.7]).brier(.refuted) - 0.12) < 1e-12)
    }

    @Test("Honest probabilities have the best score on average")
    func proper() throws {
        let truth: [ClaimForecast.Side: Double] = [.supported: 0.5, .dependsOn: 0.3, .refuted: 0.1, .undecided: 0.1]
        func expected(_ said: ClaimForecast) -> Double { truth.reduce(0) { $0 + $1.value * said.brier($1.key) } }
        let honest = expected(try forecast(truth))
        for other in [[ClaimForecast.Side.supported: 1.0], [.supported: 0.6, .dependsOn: 0.2], [.supported: 0.25]] {
            #expect(honest < expected(try forecast(other)))
        }
    }

    @Test("What is left is shared by the sides that were not named")
    func rest() throws {
        let said = try forecast([.refuted: 0.4, .dependsOn: 0.3])
        #expect(abs((said.probabilities[.supported] ?? 0) - 0.15) < 1e-12)
        #expect(abs(said.probabilities.values.reduce(0, +) - 1) < 1e-12)
        #expect(said.favourite.side == .refuted)
    }

    @Test(
        "What are no probabilities is refused",
        arguments: [
            [.refuted: 1.2], [.refuted: -0.1, .supported: 1], [.refuted: .nan], [.refuted: 0.7, .supported: 0.7], [:],
            [.supported: 0.1, .refuted: 0.1, .dependsOn: 0.1, .undecided: 0.1],
        ] as [[ClaimForecast.Side: Double]])
    func refused(_ stated: [ClaimForecast.Side: Double]) {
        #expect(throws: Mistake.self) { try forecast(stated) }
    }

    @Test("A claim without an experiment says why it cannot be predicted")
    func untested() {
        let error = #expect(throws: Mistake.self) { try forecast([.refuted: 1], of: "D3.16") }
        #expect(error?.problem.contains("survey") == true)
    }

    @Test("Claims are drawn by the seed, each with an experiment of its own")
    func drawn() {
        let ten = Court.draw(10, of: court.claims, seed: 1)
        #expect(ten.count == 10 && Set(ten.compactMap { $0.experiment?.owner }).count == 10)
        #expect(Court.draw(10, of: court.claims, seed: 1) == ten)
        #expect(Court.draw(10, of: court.claims, seed: 2) != ten)
        let owners = Set(court.claims.compactMap { $0.experiment?.owner })
        #expect(Court.draw(1000, of: court.claims, seed: 1).count == owners.count)
    }

    @Test("The document's own length is what it says")
    func length() throws {
        #expect(ContentLength.d0.total == 6305 && ContentLength.d0.isTrue && ContentLength.d0.lines.count == 118)
        let text = "# Title\n\n## Analysis\nab\n\nçd\n\n## Summary\nx\n\n*Content Length: 6 characters*\n"
        let own = try ContentLength(of: text)
        #expect(own.lines == [2, 0, 2] && own.total == 6 && own.isTrue)
        #expect(throws: Mistake.self) { try ContentLength(of: "## A\n## B\n") }
        #expect(throws: Mistake.self) { try ContentLength(of: "Content Length: 6 characters") }
    }
}
