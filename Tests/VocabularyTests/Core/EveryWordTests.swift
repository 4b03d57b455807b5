import Cards
import Foundation
import Language
import Optimizers
import Testing

@testable import Vocabulary

/// What `make sanitize` walks under AddressSanitizer and ThreadSanitizer, and `make test` without them.
@Suite("Every word does what its examples show, every rule goes through explain, ablate, fit and resume")
struct EveryWordTests {
    /// They write files.
    private static let writers = ["save(", "animate(", "ModelCheckpoint(", "CSVLogger(", "BackupAndRestore("]

    @Test(arguments: Set(Vocabulary.registry.words.map(\.family)).sorted())
    func examples(family: String) {
        for word in Vocabulary.registry.words where word.family == family {
            let session = Session(registry: Vocabulary.registry)
            for example in word.examples where !Self.writers.contains(where: example.contains) {
                // What is refused has been checked too; what is wrong ends the process.
                _ = try? session.evaluate(example)
            }
        }
    }

    @Test("No name is declared twice: the later word would hide the earlier")
    func names() {
        let names = Vocabulary.registry.words.map(\.name)
        let twice = Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
        #expect(twice.isEmpty, "declared twice: \(twice)")
    }

    private static let model =
        "Sequential([Dense(3, activation=\"tanh\", input_shape=(2,)), BatchNormalization(), Dense(1)], seed=1)"

    @Test(arguments: RuleCatalog.cards.map(\.name))
    func rule(name: String) throws {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).safetensors").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var lines = [
            "r = minimize(rosenbrock, \(name)(), start=(-1.2, 1), steps=4)", "explain(r, step=1)", "explain(r, step=3)",
        ]
        guard case .thing(let made) = try session.evaluate("\(name)()").value, let optimizer = made as? Optimizer else {
            Issue.record("\(name)() is no optimizer")
            return
        }
        lines += optimizer.terms.map { "ablate(r, \"\($0)\", step=2)" }
        lines += [
            "x = [[0, 1], [1, 0], [1, 1], [0, 0], [2, 1]]", "y = [1, 1, 0, 0, 1]",
            "m = \(Self.model)", "m.compile(\(name)(), \"mse\")", "m.fit(x, y, epochs=2, batch_size=2, verbose=0)",
            "m.save(\"\(path)\")", "n = \(Self.model)", "n.compile(\(name)(), \"mse\")", "n.load(\"\(path)\")",
            "a = m.fit(x, y, initial_epoch=2, epochs=4, batch_size=2, verbose=0)",
            "b = n.fit(x, y, initial_epoch=2, epochs=4, batch_size=2, verbose=0)",
        ]
        for line in lines { _ = try session.evaluate(line) }
        #expect(
            try session.evaluate("a.history[\"loss\"] == b.history[\"loss\"]").value.repr == "True",
            "\(name) goes on otherwise from a file than in memory")
    }
}
