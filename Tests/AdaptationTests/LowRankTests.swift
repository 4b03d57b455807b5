import Adaptation
import Answers
import Cards
import Datasets
import Foundation
import Networks
import Numbers
import Optimizers
import Tensors
import Testing
import Training

@Suite("LoRA")
struct LowRankTests {
    /// A network that has learnt something: 5 → 16 → 12 → 1.
    static func trained(_ activation: Activation = .relu, epochs: Int = 3) throws -> (model: Model, data: Dataset) {
        let data = try data(rows: 60)
        let model = Model(
            Architecture(
                [
                    DenseLayer(units: 16, activation: activation), DenseLayer(units: 12, activation: activation),
                    DenseLayer(units: 1),
                ], inputShape: [5]), seed: 3)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", ["learning_rate": 0.01]), loss: .mse))
        try model.fit(data.x, data.y, FitOptions(epochs: epochs, batchSize: 16))
        return (model, data)
    }

    static func data(rows: Int, seed: UInt64 = 1) throws -> Dataset {
        var stream = RandomStream(seed: seed, purpose: "rows of a test")
        let x = (0..<rows * 5).map { _ in Float(stream.normal()) }
        let y = (0..<rows).map { row -> Float in
            let first = row * 5
            let product: Float = x[first] * x[first + 1]
            return product + 0.5 * x[first + 2]
        }
        return try Dataset(
            name: "rows", x: Samples(shape: [rows, 5], values: x), y: Samples(column: y), task: .regression, remark: "")
    }

    @Test("gives what the model gave, until it is fitted", arguments: [1, 2, 5])
    func begins(rank: Int) throws {
        let (model, data) = try Self.trained()
        let changed = try model.withLowRank(rank: rank)
        #expect(try changed.predict(data.x).values == model.predict(data.x).values)
    }

    @Test("holds everything but A, B and the last layer through an ordinary fit")
    func holds() throws {
        let (model, data) = try Self.trained()
        let before = try model.build()
        let changed = try model.withLowRank(rank: 2)
        let network = try changed.build()
        // 2·(5 + 16) + 2·(16 + 12) of the changes and 13 of the head.
        #expect(network.learntCount == 42 + 56 + 13)
        let history = try changed.fit(data.x, data.y, FitOptions(epochs: 20, batchSize: 16))
        #expect(history.epochs.count == 20)
        #expect(history.epochs[19].loss < 0.8 * history.epochs[0].loss)
        for (old, new) in zip(before.names.prefix(2), network.names.prefix(2)) {
            for role in ["kernel", "bias"] {
                #expect(
                    try #require(network.tensor(layer: new, role: role)).values
                        == #require(before.tensor(layer: old, role: role)).values)
            }
            #expect(try #require(network.tensor(layer: new, role: LowRankLayer.b)).values.contains { $0 != 0 })
        }
        let head = try #require(network.tensor(layer: network.names[2], role: "kernel")).values
        #expect(try head != #require(before.tensor(layer: before.names[2], role: "kernel")).values)
    }

    @Test("merged equals unmerged to 1e-6 of the largest answer, on all rows", arguments: [1, 2, 4, 5])
    func merges(rank: Int) throws {
        let (model, _) = try Self.trained(rank == 4 ? .tanh : .relu)
        let data = try Self.data(rows: 500, seed: 9)
        let changed = try model.withLowRank(rank: rank, alpha: 1.5)
        try changed.fit(data.x, data.y, FitOptions(epochs: 5, batchSize: 16))
        let merged = try changed.mergedLowRank()
        #expect(try merged.build().learntCount == model.build().parameterCount)
        let (one, two) = (try changed.predict(data.x).values, try merged.predict(data.x).values)
        let largest = one.map(abs).max() ?? 0
        for (a, b) in zip(one, two) { #expect(abs(a - b) <= 1e-6 * Swift.max(largest, abs(a))) }
        #expect(try one != model.predict(data.x).values)
    }

    @Test("the gradient is that of finite differences, of what is learnt and of nothing else")
    func finiteDifferences() throws {
        let (model, data) = try Self.trained(.tanh)
        let changed = try model.withLowRank(rank: 3, alpha: 2)
        try changed.fit(data.x, data.y, FitOptions(epochs: 1, batchSize: 16))
        let network = try changed.build()
        let tape = try TrainingTape(network, loss: .mse, batchSize: 60, omittingHeld: true)
        let order = Array(0..<60)
        func loss() -> Double {
            data.x.values.withUnsafeBufferPointer { x in
                data.y.values.withUnsafeBufferPointer { y in
                    order.withUnsafeBufferPointer {
                        tape.load($0, inputs: [x.baseAddress!], targets: y.baseAddress!)
                    }
                }
            }
            return tape.evaluate(batch: 60)
        }
        _ = loss()
        _ = tape.gradient(batch: 60, seed: 0, step: 0)
        let gradient = Array(tape.gradients.buffer)
        var stream = RandomStream(seed: 5, purpose: "direction")
        for entry in network.entries {
            let slopes = gradient[entry.range]
            guard !network.isFrozen(entry) else {
                #expect(slopes.allSatisfy { $0 == 0 }, "\(entry.name)")
                continue
            }
            let direction = entry.range.map { _ in stream.uniform() < 0.5 ? Float(1) : -1 }
            let start = Array(network.parameters.buffer[entry.range])
            var expected = 0.0
            for (slope, side) in zip(slopes, direction) { expected += Double(slope) * Double(side) }
            let errors = [1e-3, 3e-3, 1e-2].map { step -> Double in
                func moved(_ factor: Double) -> Double {
                    for (i, place) in entry.range.enumerated() {
                        network.parameters.base[place] = start[i] + Float(factor) * direction[i]
                    }
                    return loss()
                }
                defer { _ = moved(0) }
                return abs((moved(step) - moved(-step)) / (2 * step) - expected)
            }
            #expect(
                (errors.min() ?? 1) < 2e-3 * Swift.max(0.05, abs(expected)), "\(entry.name): \(errors), \(expected)")
        }
    }

    @Test("what is refused is named")
    func refusals() throws {
        let (model, _) = try Self.trained()
        func problem(_ body: () throws -> Model) -> String {
            do {
                _ = try body()
                return ""
            } catch { return (error as? Mistake)?.problem ?? "" }
        }
        #expect(problem { try model.withLowRank(rank: 0) } == "LoRA of rank 0")
        let wide = problem { try model.withLowRank(rank: 6) }
        #expect(wide.contains("LoRA of rank 6 for a kernel of shape (5, 16)") && wide.hasPrefix("layer '"))
        #expect(problem { try model.withLowRank(rank: 2, alpha: 0) }.contains("alpha = 0"))
        #expect(problem { try model.withLowRank(rank: 2, layers: ["nobody"]) }.contains("no layer 'nobody'"))
        #expect(problem { try model.mergedLowRank() }.contains("no LoRA"))
        let changed = try model.withLowRank(rank: 1)
        #expect(problem { try changed.withLowRank(rank: 1) }.contains("has LoRA already"))
        let other = Model(
            Architecture(
                [try DropoutLayer(rate: 0.1, name: "drop"), DenseLayer(units: 3), DenseLayer(units: 1)], inputShape: [5]
            ))
        #expect(
            problem { try other.withLowRank(rank: 1, layers: ["drop"]) }.contains("no kernel that could be changed"))
        #expect(
            problem { try Model(Architecture([DenseLayer(units: 1)], inputShape: [5])).withLowRank(rank: 1) }
                .contains("no Dense layer before its last"))
        #expect(problem { try model.withAdapters(width: 0) }.contains("width 0"))
        #expect(throws: Mistake.self) { try TransferMethod(named: "lora0") }
        #expect(throws: Mistake.self) { try TransferMethod(named: "most") }
        #expect(try TransferMethod(named: "lora") == .lowRank(2) && TransferMethod(named: "adapters8") == .adapters(8))
    }

    @Test("adapters begin almost as the identity, and are all that is learnt beside the head")
    func adapters() throws {
        let (model, data) = try Self.trained()
        let changed = try model.withAdapters(width: 4)
        #expect(try changed.build().learntCount == (2 * 4 * 16 + 4 + 16) + (2 * 4 * 12 + 4 + 12) + 13)
        let (one, two) = (try changed.predict(data.x).values, try model.predict(data.x).values)
        #expect(one != two)
        for (a, b) in zip(one, two) { #expect(abs(a - b) < 0.01) }
        let held = try changed.build().entries.filter { try changed.build().isFrozen($0) }.map(\.range)
        let before = try held.map { Array(try changed.build().parameters.buffer[$0]) }
        try changed.fit(data.x, data.y, FitOptions(epochs: 5, batchSize: 16))
        #expect(try held.map { Array(try changed.build().parameters.buffer[$0]) } == before)
    }

    @Test("a fit that skips the gradients of what is held moves the rest as one that computes them")
    func skipping() throws {
        let (model, data) = try Self.trained(.tanh)
        let changed = try model.withAdapters(width: 3)
        let network = try changed.build()
        let (some, all) = (
            try TrainingTape(network, loss: .mse, batchSize: 60, omittingHeld: true),
            try TrainingTape(network, loss: .mse, batchSize: 60)
        )
        let order = Array(0..<60)
        for tape in [some, all] {
            data.x.values.withUnsafeBufferPointer { x in
                data.y.values.withUnsafeBufferPointer { y in
                    order.withUnsafeBufferPointer {
                        tape.load($0, inputs: [x.baseAddress!], targets: y.baseAddress!)
                    }
                }
            }
            _ = tape.gradient(batch: 60, seed: 0, step: 0)
        }
        for entry in network.entries {
            let (a, b) = (Array(some.gradients.buffer[entry.range]), Array(all.gradients.buffer[entry.range]))
            #expect(network.isFrozen(entry) ? a.allSatisfy { $0 == 0 } : a == b, "\(entry.name)")
            if entry.role == "kernel" { #expect(b.contains { $0 != 0 }) }
        }
    }
}
