import Conversation
import Foundation
import Language
import Testing
import Vocabulary

@testable import Lessons

/// What the lesson on house prices says to answers that are none.
@Suite("The lesson on house prices")
struct HousePricesTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Lessons/14-house-prices.md").path

    private func judge(_ answer: String, to name: String) throws -> Judgement {
        let lesson = try Course.lesson(at: Self.file)
        let exercise = try #require(lesson.exercises.first { $0.id == name })
        let sandbox = Sandbox(Interpreter(Session(registry: Vocabulary.registry)))
        return Grader(lesson, sandbox: sandbox).judge(answer, to: exercise)
    }

    private static func pipeline(_ layers: String, rate: String = "0.01", params: String = "{\"epochs\": 1}") -> String
    {
        """
        def build(updates):
            model = Sequential([\(layers)])
            model.compile(Adam(\(rate)), "mse")
            return model

        params = \(params)
        """
    }

    @Test(
        "Nothing, a frozen model, a constant, the wrong type and too long a training are told for what they are",
        arguments: [
            ("", "The answer has to set `build`, and it does not."),
            (pipeline("Dense(4, activation=\"relu\"), Dense(1)", rate: "0"), "the model is frozen"),
            (
                pipeline(
                    "Dense(4, activation=\"relu\", kernel_initializer=\"zeros\"), Dense(1, kernel_initializer=\"zeros\")"
                ),
                "a constant has learnt nothing"
            ),
            ("build = 3\nparams = {}", "3"),
            (pipeline("Dense(1)", params: "[1, 2]"), "params has to be a dict"),
            (pipeline("Dense(1)", params: "{\"epochs\": 1000}"), "outside of the budget"),
            (pipeline("Dense(1)"), "bronze begins at 0.165"),
        ])
    func refused(answer: String, message: String) throws {
        guard case .notYet(let told, _) = try judge(answer, to: "pipeline") else {
            Issue.record("it was not refused")
            return
        }
        #expect(told.contains(message), "\(told)")
    }

    @Test("The solution reaches gold")
    func gold() throws {
        let lesson = try Course.lesson(at: Self.file)
        let solution = try #require(lesson.exercises.first { $0.id == "pipeline" }?.solution?.source)
        let session = Session(registry: Vocabulary.registry)
        let level = try session.evaluate(solution + "\ngrade_houses(build, params).level").value
        #expect(level.asText == "gold")
    }
}
