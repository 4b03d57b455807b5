import Answers
import Foundation
import Testing

@testable import Optimizers

/// Rules that look at whole tensors, on matrices and vectors together, against what Keras, PyTorch and optax compute
/// (`judges/golden/tensors.py`).
@Suite struct TensorGoldenTests {
    struct Case: Decodable {
        struct Tensor: Decodable {
            var name: String
            var shape: [Int]
        }

        var name: String
        var dialect: String
        var optimizer: String
        var given: [String: Given]
        var tensors: [Tensor]
        var start: [Double]
        var steps: [[Double]]
        /// Relative to 1 or to the number.
        var tolerance: Double
    }

    private struct File: Decodable { var cases: [Case] }

    private static func load() throws -> [Case] {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Golden/tensors.json")
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).cases
    }

    @Test("Every tensor moves as in the framework, to nine digits")
    func trajectories() throws {
        for golden in try Self.load() {
            let path = try golden.replay()
            for (step, (found, expected)) in zip(path, golden.steps).enumerated() {
                for (i, (a, b)) in zip(found, expected).enumerated() {
                    #expect(
                        abs(a - b) <= golden.tolerance * max(1, abs(b)),
                        "\(golden.name), step \(step + 1), number \(i): \(a) for \(b)")
                }
            }
        }
    }

    @Test("PyTorch's Muon refuses a vector and says who moves it")
    func refusal() throws {
        let muon = try Optimizer("Muon", dialect: .pytorch)
        _ = try muon.vectorState(layout: ParameterLayout([("dense/kernel", [2, 3])]))
        for shapes in [[("bias", [3])], [("dense/kernel", [2, 3]), ("conv/kernel", [2, 2, 1, 3])]] {
            let mistake = #expect(throws: Mistake.self) { try muon.vectorState(layout: ParameterLayout(shapes)) }
            #expect("\(mistake, default: "nothing")".contains("matrices only"))
        }
    }
}

/// A hyperparameter as the golden file has it.
struct Given: Decodable {
    let value: Hyperparameter.Value

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .absent
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let text = try? container.decode(String.self) {
            value = .text(text)
        } else {
            value = .texts(try container.decode([String].self))
        }
    }
}

extension TensorGoldenTests.Case {
    /// The same steps by the general engine in Double.
    fileprivate func replay() throws -> [[Double]] {
        let optimizer = try Optimizer(
            optimizer, given.mapValues(\.value), dialect: #require(Dialect(rawValue: dialect)))
        let layout = ParameterLayout(tensors.map { ($0.name, $0.shape) })
        try optimizer.check(layout)
        let engine = Engine<Double>(optimizer, layout: layout, seed: 0)
        var (θ, g, nobody) = (start, start, RecordingProbe?.none)
        return steps.map { _ in
            var loss = 0.0
            for i in θ.indices {
                let (c, way) = (Double(1 + i % 3), θ[i] - sin(Double(i)))
                g[i] = c * way
                loss += c * way * way / 2
            }
            θ.withUnsafeMutableBufferPointer { θ in
                g.withUnsafeMutableBufferPointer { g in
                    guard let θ = θ.baseAddress, let g = g.baseAddress else { return }
                    engine.step(θ, g, loss: loss, rate: nil, probe: &nobody)
                }
            }
            return θ
        }
    }
}
