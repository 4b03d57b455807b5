import Answers
import Foundation
import Language
import Testing
import Training

@testable import Vocabulary

/// The same lines, run by Keras 3.15.1 (`judges/golden/keras_fit.py`) and here: histories epoch by epoch, the outputs after the
/// last fit, the rate that the optimizer has then, the order of the layers, and what is refused.
@Suite("Training as Keras does it")
struct KerasFitTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let lines: [String]
        /// Keras's message; nil where Keras runs the lines.
        let refused: String?
        let histories: [String: [String: [Double]]]?
        let outputs: [Double]?
        let rate: Double?
        let layers: [String]?

        var testDescription: String { name }
    }

    private struct File: Decodable {
        let cases: [Case]
    }

    static let cases: [Case] = {
        let path = GlossaryTests.root.appending(path: "Tests/TrainingTests/Golden/keras_fit.json")
        // A file that cannot be read leaves no case, which `thereAreCases` notices.
        return (try? JSONDecoder().decode(File.self, from: Data(contentsOf: path)))?.cases ?? []
    }()

    @Test func thereAreCases() { #expect(Self.cases.count > 60) }

    @Test("What Keras computes or refuses is computed or refused here", arguments: cases)
    func agrees(_ test: Case) throws {
        let session = Session(registry: Vocabulary.registry)
        if let refused = test.refused {
            #expect("\(test.name): Keras says \(refused)") {
                for line in test.lines { _ = try session.evaluate(line) }
            } throws: { error in
                (error as? Diagnostic)?.mistake.expected != nil
            }
            return
        }
        for line in test.lines { _ = try session.evaluate(line) }
        func numbers(_ line: String) throws -> [Double] { try session.evaluate(line).value.numbers }
        for (variable, history) in test.histories ?? [:] {
            for (column, expected) in history {
                let name = column.hasPrefix("<") ? "lambda" : column
                let found = try expected.isEmpty ? [] : numbers("\(variable)[\"\(name)\"]")
                #expect(Self.isClose(found, expected), "\(variable)[\(column)] is \(found), Keras has \(expected)")
            }
            #expect(try numbers("len(\(variable))") == [Double(history["loss"]?.count ?? 0)], "epochs of \(variable)")
        }
        if let outputs = test.outputs {
            let found = try numbers("m.predict(x).tolist()")
            #expect(Self.isClose(found, outputs), "the outputs are \(found), Keras has \(outputs)")
        }
        if let rate = test.rate {
            let found = try numbers("m.optimizer.learning_rate")
            #expect(Self.isClose(found, [rate]), "the rate is \(found), Keras has \(rate)")
        }
        if let layers = test.layers, layers.contains("a") {
            let line = "[layer.name for layer in m.layers if \"input\" not in layer.name]"
            let found = try session.evaluate(line).value.elements ?? []
            let names = found.map { if case .text(let name) = $0 { name } else { "" } }
            #expect(names == layers)
        }
    }

    /// Keras computes in single precision here, in another order of sums.
    private static func isClose(_ found: [Double], _ expected: [Double]) -> Bool {
        found.count == expected.count
            && zip(found, expected).allSatisfy { abs($0 - $1) <= 2e-5 * Swift.max(1, abs($1)) }
    }
}

extension Value {
    /// All numbers in it, in order.
    fileprivate var numbers: [Double] {
        if let number = asDouble { return [number] }
        return (elements ?? []).flatMap(\.numbers)
    }
}
