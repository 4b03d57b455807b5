import Language
import Testing

@testable import Vocabulary

@Suite struct ObservationTests {
    private func printed(_ every: String, steps: Int = 6) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate(
            "minimize(sphere, SGD(0.1), start=(1, 1), steps=\(steps), observe=lambda step, point, loss: print(step), \(every))"
        ).printed
    }

    @Test(arguments: [
        ("every=1", ["1", "2", "3", "4", "5", "6"]), ("every=3", ["3", "6"]),
        ("every=\"best\"", ["1", "2", "3", "4", "5", "6"]),
    ])
    func aFunctionIsToldOfTheStepsItAskedFor(every: String, expected: [String]) throws {
        #expect(try printed(every) == expected, "\(every)")
    }

    @Test func aFunctionThatAsksForTheBestIsNotToldOfStepsThatRise() throws {
        let session = Session(registry: Vocabulary.registry)
        let outcome = try session.evaluate(
            "minimize(parabola, SGD(1.5), start=1, steps=4, observe=lambda step, x, loss: print(step), every=\"best\")")
        #expect(outcome.printed.isEmpty, "every step of a diverging run is worse: \(outcome.printed)")
    }
}
