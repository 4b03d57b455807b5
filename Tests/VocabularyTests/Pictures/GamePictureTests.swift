import Answers
import Figures
import Foundation
import Language
import Testing

@testable import Vocabulary

/// Pictures of rows that are too many to be drawn all.
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
}
