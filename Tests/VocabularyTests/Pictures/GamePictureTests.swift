import Answers
import Figures
import Foundation
import Language
import Testing

@testable import Vocabulary

/// Pictures of games, and of policies beside each other.
@Suite struct GamePictureTests {
    private let session = Session(registry: Vocabulary.registry)

    @Test func theDataBehindAGameHaveAllTheirKinds() throws {
        let outcome = try session.evaluate(
            """
            g = Sequential([Dense(4, activation="relu", input_shape=(2,)), Dense(2)], seed=1)
            c = Sequential([Dense(4, activation="relu", input_shape=(2,)), Dense(1)], seed=2)
            gan = GAN(g, c, seed=3)
            train(gan, ring(n=9600, seed=1), steps=2)
            plot(gan)
            """)
        guard case .thing(let thing) = outcome.value, let figure = thing as? Figure else {
            Issue.record("no picture")
            return
        }
        let clouds = figure.panels[0].layers.compactMap { if case .points(let points) = $0 { points } else { nil } }
        let data = try #require(clouds.first { $0.name == "data" })
        let kinds = Set(data.points.map { Int((atan2($0.y, $0.x) / .pi * 4).rounded() + 8) % 8 })
        #expect(kinds.count == 8, "\(kinds)")
    }

    @Test func severalTrainingsOfPoliciesShareTheirPanels() throws {
        func figure(_ line: String) throws -> Figure {
            try #require(session.evaluate(line).value.asThing(Figure.self))
        }
        let both = try figure("a = answers(4); r = align(a, steps=20); plot([r, align(a, beta=2, steps=20)])")
        #expect(both.panels.map(\.title) == ["policy", "worth", "distance", "worth against distance"])
        let bars = both.panels[0].layers.compactMap { if case .bars(let bars) = $0 { bars.name } else { nil } }
        #expect(bars == ["reference", "policy gradient at beta = 0.5", "policy gradient at beta = 2"])
        let curves = both.panels[1].layers.compactMap { if case .curve(let curve) = $0 { curve.name } else { nil } }
        #expect(curves == Array(bars.dropFirst()))
        // Two of one name are told apart.
        let same = try figure("plot([r, r])").panels[0].layers
        let names = same.compactMap { if case .bars(let bars) = $0 { bars.name } else { nil } }
        #expect(Set(names).count == 3, "\(names)")
    }

    @Test func tenClassesHaveTenColours() throws {
        let figure = try #require(session.evaluate("plot(ring(n=200, modes=10, seed=1))").value.asThing(Figure.self))
        let groups = figure.panels[0].layers.compactMap { if case .points(let points) = $0 { points } else { nil } }
        #expect(groups.count == 10 && Set(groups.map { Color.cycled($0.color) }.map(\.hex)).count == 10)
    }
}
