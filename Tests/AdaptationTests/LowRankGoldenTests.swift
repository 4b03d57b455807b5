import Adaptation
import Cards
import Foundation
import Networks
import Optimizers
import Tensors
import Testing
import Training

/// Numbers of PyTorch: `judges/golden/lowrank.py` writes them.
@Suite("LoRA beside PyTorch")
struct LowRankGoldenTests {
    struct Golden: Decodable {
        struct Case: Decodable {
            let rank: Int
            let alpha: Double
            let activation: String
            let kernels, biases, downs, ups, gradients, learnt, merged: [[Double]]
            let losses, answers: [Double]
        }
        let sizes: [Int]
        let x, y: [Double]
        let cases: [Case]
    }

    static func golden() throws -> Golden {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/lowrank.json")
        return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }

    @Test("first gradients, ten losses, weights and merged kernels are PyTorch's to 1e-5", arguments: 0..<4)
    func agrees(number: Int) throws {
        let golden = try Self.golden()
        let one = golden.cases[number]
        let activation = try #require(Activation(name: one.activation))
        let model = Model(
            Architecture(
                [
                    DenseLayer(units: golden.sizes[1], activation: activation, name: "one"),
                    DenseLayer(units: golden.sizes[2], activation: activation, name: "two"),
                    DenseLayer(units: 1, name: "head"),
                ], inputShape: [golden.sizes[0]]))
        model.compile(
            TrainingPlan(
                optimizer: try Optimizer("Adam", ["learning_rate": 0.01, "epsilon": 1e-7], dialect: .pytorch),
                loss: .mse))
        let network = try model.build()
        for (place, name) in ["one", "two", "head"].enumerated() {
            try network.setTensor(layer: name, role: "kernel", to: one.kernels[place].map { Float($0) })
            try network.setTensor(layer: name, role: "bias", to: one.biases[place].map { Float($0) })
        }
        let changed = try model.withLowRank(rank: one.rank, alpha: one.alpha)
        let whole = try changed.build()
        for (place, name) in ["one", "two"].enumerated() {
            try whole.setTensor(layer: name, role: LowRankLayer.a, to: one.downs[place].map { Float($0) })
            try whole.setTensor(layer: name, role: LowRankLayer.b, to: one.ups[place].map { Float($0) })
        }
        let step = try changed.step(batchSize: 12)
        let (x, y) = (golden.x.map { Float($0) }, golden.y.map { Float($0) })
        let learnt = [
            ("one", LowRankLayer.a), ("one", LowRankLayer.b), ("two", LowRankLayer.a), ("two", LowRankLayer.b),
            ("head", "kernel"), ("head", "bias"),
        ]
        func near(_ a: [Float], _ b: [Double], _ what: String) {
            #expect(a.count == b.count, "\(what)")
            for (a, b) in zip(a, b) {
                #expect(abs(Double(a) - b) <= 1e-5 * Swift.max(1, abs(b)), "\(what): \(a), \(b)")
            }
        }
        for number in 0..<10 {
            x.withUnsafeBufferPointer { x in
                y.withUnsafeBufferPointer { y in
                    Array(0..<12).withUnsafeBufferPointer {
                        step.load($0, inputs: [x.baseAddress!], targets: y.baseAddress!)
                    }
                }
            }
            let slope = try #require(step.differentiate())
            #expect(abs(slope.loss - one.losses[number]) <= 1e-5 * Swift.max(1, one.losses[number]))
            if number == 0 {
                for ((layer, role), expected) in zip(learnt, one.gradients) {
                    let entry = try #require(whole.entries.first { $0.layer == layer && $0.role == role })
                    near(Array(step.tape.gradients.buffer[entry.range]), expected, entry.name)
                }
            }
            try step.move(rate: nil)
        }
        for ((layer, role), expected) in zip(learnt, one.learnt) {
            near(try #require(whole.tensor(layer: layer, role: role)).values, expected, "\(layer)/\(role)")
        }
        let merged = try changed.mergedLowRank().build()
        for (place, name) in ["one", "two"].enumerated() {
            near(try #require(merged.tensor(layer: name, role: "kernel")).values, one.merged[place], "merged \(name)")
        }
        near(try whole.predict([x], count: 12), one.answers, "answers")
    }
}
