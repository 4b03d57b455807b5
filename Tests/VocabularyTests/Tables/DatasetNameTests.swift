import Datasets
import Language
import Testing

@testable import Vocabulary

@Suite("What a dataset is called")
struct DatasetNameTests {
    private func evaluate(_ lines: [String]) throws -> Value {
        let session = Session(registry: Vocabulary.registry)
        for line in lines.dropLast() { _ = try session.evaluate(line) }
        return try session.evaluate(lines.last ?? "").value
    }

    @Test(
        "can be typed, and makes the same samples again",
        arguments: [
            "moons(n=20, noise=0.1234567, seed=3)", "circles(n=20, factor=0.3, seed=1)",
            "spirals(n=30, classes=3, turns=1.5, seed=2)", "xor(n=20)", "blobs(n=20, classes=4, spread=0.7654321)",
            "ring(n=16, modes=4, radius=1.23456, spread=0.01)", "noisy_curve(\"step\", n=20, noise=0.05, seed=4)",
            "adding_problem(n=4, length=7, seed=5)", "characters(n=3, context=9, seed=6)", "shapes28(n=10, seed=7)",
            "copy_task(3, T=5)",
        ])
    func name(line: String) throws {
        guard case .thing(let made as Dataset) = try evaluate([line]) else {
            Issue.record("\(line) is no dataset")
            return
        }
        guard case .thing(let again as Dataset) = try evaluate([made.name]) else {
            Issue.record("\(made.name) is no dataset")
            return
        }
        #expect(made.x == again.x && made.y == again.y && made.name == again.name, "\(made.name)")
    }
}
