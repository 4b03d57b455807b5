import Cards
import Foundation
import Networks
import Tensors
import Testing

/// Losses with their weights and reductions against PyTorch's and Keras's own values and gradients.
@Suite struct LossGoldenTests {
    struct File: Decodable {
        struct Case: Decodable {
            let framework: String
            let word: String
            let given: [String: Setting]
            let rows: Int
            let columns: Int
            let output: [Double]
            let target: [Double]
            let value: Double
            let gradient: [Double]
        }
        let cases: [Case]
    }

    @Test func weightsAndReductionsAreTheFrameworks() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/losses_reduced.json")
        let cases = try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
        #expect(cases.count > 50)
        for case_ in cases {
            let loss = try Loss(case_.word, case_.given.mapValues(\.value))
            #expect(loss.targetColumns(outputs: case_.columns) * case_.rows == case_.target.count, "\(loss.call)")
            // Keras divides by a batch size in single precision.
            let tolerance = case_.framework == "keras" ? 1e-7 : 1e-9
            var gradient = case_.output
            let value = loss.evaluate(
                output: case_.output, target: case_.target, rows: case_.rows, columns: case_.columns,
                gradient: &gradient)
            #expect(
                abs(value - case_.value) <= tolerance * max(1, abs(case_.value)),
                "\(loss.call): \(value) instead of \(case_.value)")
            let slope = worst(gradient, case_.gradient)
            #expect(
                slope.error < tolerance,
                "\(loss.call): gradient[\(slope.place)] is \(gradient[slope.place]) instead of \(case_.gradient[slope.place])"
            )
        }
    }

    @Test func theSigmoidOfBCELossHasPyTorchsBoundsAlsoAsALastLayer() throws {
        let network = try Network(
            Architecture([DenseLayer(units: 1, activation: .sigmoid, usesBias: false)]), inputShapes: [[1]], seed: 1)
        network.parameters.base[0] = 1
        let tape = try TrainingTape(network, loss: try Loss("BCELoss"), batchSize: 4)
        let (x, t): ([Float], [Float]) = ([30, -200, 2, -30], [0, 1, 1, 0])
        [0, 1, 2, 3].withUnsafeBufferPointer { rows in
            x.withUnsafeBufferPointer { x in
                t.withUnsafeBufferPointer { t in
                    guard let x = x.baseAddress, let t = t.baseAddress else { return }
                    tape.load(rows, inputs: [x], targets: t)
                }
            }
        }
        let found = tape.gradient(batch: 4, seed: 1, step: 1)
        // torch.sigmoid(30) is 1 in float32 and that of −200 is 0: both cost 100 and have no gradient.
        #expect(abs(found.loss - (100 + 100 + 0.126_928 + 0) / 4) < 1e-5, "\(found.loss)")
        // What is left is (σ(2) − 1)·2/4.
        #expect(abs(tape.gradients.base[0] - -0.059_601_46) < 1e-6, "\(tape.gradients.base[0])")
    }

    @Test func aMeanOfWeightedClassesIsThatOfTheWholeBatchWhenItIsCut() throws {
        let network = try Network(Architecture([DenseLayer(units: 3)]), inputShapes: [[6]], seed: 4)
        let loss = try Loss("CrossEntropyLoss", ["weight": [1, 5, 0.5]])
        let (x, t) = (draws(6 * 200, 1), (0..<200).map { Float($0 * $0 % 3) })
        func gradient(_ cacheSize: Int) throws -> [Float] {
            let tape = try TrainingTape(network, loss: loss, batchSize: 200, cacheSize: cacheSize)
            Array(0..<200).withUnsafeBufferPointer { rows in
                x.withUnsafeBufferPointer { x in
                    t.withUnsafeBufferPointer { t in
                        guard let x = x.baseAddress, let t = t.baseAddress else { return }
                        tape.load(rows, inputs: [x], targets: t)
                    }
                }
            }
            _ = tape.gradient(batch: 200, seed: 1, step: 1)
            return tape.gradients.array
        }
        for (a, b) in zip(try gradient(.max), try gradient(1)) { #expect(abs(a - b) < 1e-6) }
    }
}
