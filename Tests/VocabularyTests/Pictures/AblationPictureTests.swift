import Answers
import Figures
import Language
import Testing

@testable import Pictures
@testable import Vocabulary

/// Pictures of many conditions, for whose names there is no room.
@Suite struct AblationPictureTests {
    private let session = Session(registry: Vocabulary.registry)

    @Test func manyConditionsAreNumberedAndTheMessageSaysWhose() throws {
        func marks(_ count: Int) throws -> (names: [String], message: String) {
            let rates = (0..<count).map { "\"rate \($0)\": {\"learning_rate\": \(Double($0 + 1) / 1000)}" }
            let figure = try session.evaluate(
                """
                model = Sequential([Dense(4, activation="tanh"), Dense(1)], seed=1)
                model.compile(Adam(0.05), "mse")
                data = noisy_curve("sine", n=60, seed=1)
                plot_calm(stabilise(model, data, {\(rates.joined(separator: ", "))}, epochs=4, seeds=1))
                """)
            guard case .thing(let thing) = figure.value, let drawn = thing as? Figure else { return ([], "") }
            let marks = drawn.panels[0].layers.compactMap { if case .mark(let mark) = $0 { mark.name } else { nil } }
            return (marks.filter { $0 != "base" }, drawn.message)
        }
        let few = try marks(3)
        #expect(few.message.isEmpty)
        #expect(few.names.allSatisfy { $0.hasPrefix("rate ") } && few.names.count == 3, "\(few)")
        let many = try marks(13)
        #expect(many.names == (1...13).map(String.init), "\(many)")
        #expect(many.message.contains("1 rate 0, 2 rate 1, "), "\(many)")
    }
}
