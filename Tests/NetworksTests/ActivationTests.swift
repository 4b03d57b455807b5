import Answers
import Cards
import Foundation
import Networks
import Tensors
import Testing

/// Every activation of torch.nn.functional and keras.activations against their own values and derivatives.
@Suite struct ActivationTests {
    struct Golden: Decodable {
        struct Case<Numbers: Decodable & Sendable>: Decodable, Sendable {
            let framework: String
            let word: String?
            let text: String?
            let given: [String: Setting]?
            let x: Numbers
            let y: Numbers
            let dx: Numbers

            var name: String { "\(framework) \(word ?? text ?? "") \(given?.description ?? "")" }

            func activation() throws -> Activation {
                if let text { return try #require(Activation(name: text), "\(text)") }
                let card = try #require(Activation.cards.first { $0.name == word }, "\(word ?? "")")
                return try card.make(given?.mapValues(\.value) ?? [:])
            }
        }
        let slopes: [[Double]]
        let elements: [Case<[Double]>]
        let rows: [Case<[[Double]]>]

        static func read() throws -> Golden {
            let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/activations.json")
            return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
        }
    }

    /// Where a function has a corner JAX takes the right-hand slope or the mean; ours is PyTorch's, the left-hand one.
    private static let corners: [String: Set<Double>] = [
        "hard_shrink": [-0.5, 0.5], "soft_shrink": [-0.5, 0.5], "hard_silu": [-3, 3], "hard_swish": [-3, 3],
        "leaky_relu": [0], "elu": [0], "celu": [0], "relu": [0], "relu6": [0, 6], "selu": [0], "hard_tanh": [-1, 1],
        "hard_sigmoid": [-3, 3], "sparse_sigmoid": [-1, 1], "sparse_plus": [-1, 1], "ReLU": [0.75, 2],
        "Threshold": [0.25],
    ]

    @Test func functionsOfOneNumberHaveTheFrameworksValuesAndSlopes() throws {
        let golden = try Golden.read()
        #expect(golden.elements.count > 50)
        for case_ in golden.elements {
            let probe = try LayerProbe([ActivationLayer(case_.activation())], inputShape: [case_.x.count], batch: 1)
            let y = probe.forward(case_.x.map(Float.init))
            let dx = probe.backward([Float](repeating: 1, count: case_.x.count))
            let value = worst(y, case_.y, floor: 1e-12)
            #expect(value.error < 1e-5, "\(case_.name): f(\(case_.x[value.place])) = \(y[value.place])")
            let skipped = case_.framework == "keras" ? Self.corners[case_.word ?? case_.text ?? ""] ?? [] : []
            for (i, x) in case_.x.enumerated() where !skipped.contains(x) {
                // Where two terms cancel exactly, Float leaves their last bit.
                let error = abs(dx[i] - case_.dx[i]) / (case_.dx[i] == 0 ? 1e-2 : abs(case_.dx[i]))
                #expect(error < 1e-5, "\(case_.name): f′(\(x)) = \(dx[i]) instead of \(case_.dx[i])")
            }
        }
    }

    @Test func functionsOfARowHaveTheFrameworksValuesAndSlopes() throws {
        let golden = try Golden.read()
        #expect(golden.rows.count >= 8)
        for case_ in golden.rows {
            let (rows, columns) = (case_.x.count, case_.x[0].count)
            let probe = try LayerProbe([ActivationLayer(case_.activation())], inputShape: [columns], batch: rows)
            let found = worst(probe.forward(case_.x.joined().map(Float.init)), Array(case_.y.joined()), floor: 1e-6)
            #expect(found.error < 1e-5, "\(case_.name): y[\(found.place)] off by \(found.error)")
            let dy = golden.slopes.flatMap { $0.prefix(case_.y[0].count) }.map(Float.init)
            let slope = worst(probe.backward(dy), Array(case_.dx.joined()), floor: 1e-3)
            #expect(slope.error < 1e-5, "\(case_.name): dx[\(slope.place)] off by \(slope.error)")
        }
    }

    @Test func everyActivationIsComparedWithSomeFramework() throws {
        let golden = try Golden.read()
        let seen = Set(
            golden.elements.compactMap(\.word) + golden.elements.compactMap(\.text) + golden.rows.compactMap(\.word)
                + golden.rows.compactMap(\.text))
        for card in Activation.cards {
            #expect(seen.contains(card.name) || card.called.contains { seen.contains($0.name) }, "\(card.name)")
        }
    }

    @Test func whatIsGivenAsTextIsPrintedAsItAndWhatHasSettingsAsItsLayer() throws {
        #expect(Activation(name: "swish") == .silu && Activation(name: "hard_swish")?.name == "hard_silu")
        #expect(Activation(name: "gelu_tanh")?.argument == "'gelu_tanh'" && Activation(name: "threshold") == nil)
        let celu = try #require(Activation.cards.first { $0.name == "CELU" })
        #expect(try celu.make(["alpha": 0.5]).argument == "CELU(0.5)")
        #expect(try celu.make([:]).layer == "CELU()")
        #expect(throws: Mistake.self) { try celu.make(["alpha": 0]) }
        #expect(DenseLayer(units: 3, activation: try celu.make(["alpha": 2])).summary == "Dense(3, activation=CELU(2))")
    }

    @Test func aGateHalvesTheLastAxisAndRefusesAnOddOne() throws {
        let glu = try #require(Activation(name: "glu"))
        #expect(try DenseLayer(units: 8, activation: glu).plan([[3]]).output == [4])
        #expect(try ActivationLayer(glu).plan([[5, 6]]).output == [5, 3])
        #expect(throws: Mistake.self) { try DenseLayer(units: 7, activation: glu).plan([[3]]) }
    }
}
