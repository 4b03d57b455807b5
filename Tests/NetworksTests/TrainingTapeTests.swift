import Cards
import CAllocations
import Foundation
import Networks
import Answers
import Numbers
import Tensors
import Testing

/// Losses fused with the last activation, memory, determinism, files and messages.
@Suite struct TrainingTapeTests {
    private func network(_ last: Activation, outputs: Int, kernels: Kernels = .best) throws -> Network {
        try Network(
            Architecture([DenseLayer(units: 19, activation: .tanh), DenseLayer(units: outputs, activation: last)]),
            inputShapes: [[6]], seed: 4, kernels: kernels)
    }

    private func gradient(_ tape: TrainingTape, _ x: [Float], _ t: [Float], weights: [Float]? = nil) -> (
        Double, [Float]
    ) {
        let rows = Array(0..<x.count / 6)
        var loss = 0.0
        rows.withUnsafeBufferPointer { rows in
            x.withUnsafeBufferPointer { x in
                t.withUnsafeBufferPointer { t in
                    guard let x = x.baseAddress, let t = t.baseAddress else { return }
                    if let weights {
                        weights.withUnsafeBufferPointer {
                            tape.load(rows, inputs: [x], targets: t, weights: $0.baseAddress)
                        }
                    } else {
                        tape.load(rows, inputs: [x], targets: t)
                    }
                    loss = tape.gradient(batch: rows.count, seed: 1, step: 1).loss
                }
            }
        }
        return (loss, tape.gradients.array)
    }

    @Test(arguments: [
        ("BinaryCrossentropy", Bool?.some(false), Activation.sigmoid), ("CategoricalCrossentropy", false, .softmax),
        ("CategoricalCrossentropy", true, .linear), ("BinaryCrossentropy", true, .linear),
        ("MeanSquaredError", nil, .linear),
    ])
    func aFusedLossEqualsTheLossRowByRow(kind: String, fromLogits: Bool?, last: Activation) throws {
        let loss = try Loss(kind, fromLogits.map { ["from_logits": .flag($0), "label_smoothing": 0.1] } ?? [:])
        var unfused = loss
        unfused.reduction = .batchMean
        let (x, raw) = (draws(60, 1), draws(50, 2).map { ($0 + 1) / 2 })
        // Rows that sum to one, which every loss here can read.
        let t = raw.indices.map { i in raw[i] / raw[i / 5 * 5..<i / 5 * 5 + 5].reduce(0, +) }
        let fused = try TrainingTape(try network(last, outputs: 5), loss: loss, batchSize: 10)
        // A loss that is divided by the rows alone is not fused; the elementwise ones are divided by five columns as well.
        let plain = try TrainingTape(try network(last, outputs: 5), loss: unfused, batchSize: 10)
        let (a, ga) = gradient(fused, x, t)
        let (sum, sumGradient) = gradient(plain, x, t)
        let (b, gb) = kind == "CategoricalCrossentropy" ? (sum, sumGradient) : (sum / 5, sumGradient.map { $0 / 5 })
        #expect(abs(a - b) < 1e-5 * abs(b), "\(kind): \(a) and \(b)")
        let difference = worst(ga.map(Double.init), gb.map(Double.init), floor: 1e-2)
        #expect(difference.error < 1e-4, "\(kind): gradient off by \(difference.error)")
    }

    static let separate: [(name: String, layers: [any Layer], loss: Loss)] = [
        (
            "sigmoid over relu",
            [DenseLayer(units: 5, activation: .relu), ActivationLayer(.sigmoid)],
            .binaryCrossEntropy
        ),
        (
            "softmax over softmax", [DenseLayer(units: 5, activation: .softmax), ActivationLayer(.softmax)],
            .categoricalCrossEntropy
        ),
        (
            "softmax over a recurrence",
            [ReshapeLayer([3, 2]), RecurrentLayer(.simple, units: 5), ActivationLayer(.softmax)],
            .categoricalCrossEntropy
        ),
    ]

    /// The loss writes probabilities over the logits; the layer before must not read them as its own output.
    @Test(arguments: separate.indices)
    func aFusedLossOverASeparateActivationHasTheGradientOfItsDifferences(index: Int) throws {
        let (name, layers, loss) = Self.separate[index]
        let network = try Network(Architecture(layers), inputShapes: [[6]], seed: 4)
        let (x, raw) = (draws(60, 1), draws(50, 2).map { ($0 + 1) / 2 })
        let t = raw.indices.map { i in raw[i] / raw[i / 5 * 5..<i / 5 * 5 + 5].reduce(0, +) }
        let tape = try TrainingTape(network, loss: loss, batchSize: 10)
        let exact = gradient(tape, x, t).1
        let step: Float = 4e-3
        var worst: Float = 0
        for i in exact.indices {
            let old = network.parameters.base[i]
            network.parameters.base[i] = old + step
            let above = gradient(tape, x, t).0
            network.parameters.base[i] = old - step
            let below = gradient(tape, x, t).0
            network.parameters.base[i] = old
            worst = max(worst, abs(Float(above - below) / (2 * step) - exact[i]))
        }
        let largest = exact.map { abs($0) }.max() ?? 0
        #expect(worst < 0.02 * largest, "\(name): off by \(worst), the largest is \(largest)")
    }

    @Test func dropoutLayersOfOneModelDropIndependently() throws {
        let count = 2000
        func dropped(_ depth: Int) throws -> [Bool] {
            let idle = (0..<depth).map { _ in ActivationLayer(.linear) as any Layer }
            let network = try Network(
                Architecture(idle + [try DropoutLayer(rate: 0.5)]), inputShapes: [[count]], seed: 4)
            let recorded = try network.record(capacity: 1, gradients: try FloatStore(count: 0, for: "no gradients"))
            recorded.tape.values(of: recorded.inputs[0]).update(repeating: 1, count: count)
            recorded.tape.forward(batch: 1, isTraining: true, seed: 3, step: 5, work: Work())
            let output = recorded.tape.values(of: recorded.output)
            return (0..<count).map { output[$0] == 0 }
        }
        let (a, b) = (try dropped(1), try dropped(3))
        for shift in -40...40 {
            let pairs = (50..<count - 50).count { a[$0] == b[$0 + shift] }
            let share = Double(pairs) / Double(count - 100)
            #expect(abs(share - 0.5) < 0.08, "shifted by \(shift), \(share) of the masks agree")
        }
    }

    @Test func unitSampleWeightsChangeNothingAndDoubledOnesDouble() throws {
        let (x, t) = (draws(60, 1), draws(50, 2))
        let tape = try TrainingTape(try network(.linear, outputs: 5), loss: .mse, batchSize: 10)
        let (loss, plain) = gradient(tape, x, t)
        let (one, unit) = gradient(tape, x, t, weights: [Float](repeating: 1, count: 10))
        let (two, double) = gradient(tape, x, t, weights: [Float](repeating: 2, count: 10))
        #expect(abs(one - loss) < 1e-6 * loss)
        #expect(abs(two - 2 * loss) < 1e-6 * loss)
        #expect(worst(unit.map(Double.init), plain.map(Double.init), floor: 1e-2).error < 1e-5)
        #expect(worst(double.map { Double($0) / 2 }, plain.map(Double.init), floor: 1e-2).error < 1e-5)
    }

    @Test func gradientsHaveTheSameBitsFromRunToRunAndOnEveryInstructionSet() throws {
        let (x, t) = (draws(60, 1), draws(50, 2))
        let results = try [Kernels.bestLevel, Kernels.bestLevel, min(1, Kernels.bestLevel)].map { level in
            gradient(
                try TrainingTape(
                    try network(.linear, outputs: 5, kernels: Kernels(level: level)), loss: .mse, batchSize: 10), x, t
            ).1.map(\.bitPattern)
        }
        #expect(results[0] == results[1], "two runs differ")
        #expect(results[0] == results[2], "two instruction sets differ")
    }

    @Test func aRegulariserAddsItsPenaltyAndItsGradient() throws {
        let layer = DenseLayer(units: 1, kernelRegulariser: try Regulariser(l1: 0.1, l2: 0.01))
        let network = try Network(Architecture([layer]), inputShapes: [[6]], seed: 1)
        let tape = try TrainingTape(network, loss: .mse, batchSize: 10)
        _ = gradient(tape, [Float](repeating: 0, count: 60), [Float](repeating: 0, count: 10))
        let w = network.tensor(layer: "dense", role: "kernel")?.values ?? []
        let penalty = w.reduce(0.0) { $0 + 0.1 * Double(abs($1)) + 0.01 * Double($1) * Double($1) }
        #expect(abs(network.penalty - penalty) < 1e-9)
        for (i, weight) in w.enumerated() {
            let expected = 0.1 * (weight > 0 ? 1 : -1) + 0.02 * weight
            #expect(abs(tape.gradients.base[i] - expected) < 1e-6, "kernel[\(i)]")
        }
    }

    @Test(arguments: ["MeanSquaredError", "Huber"], [Loss.Reduction.mean, .sum])
    func aBatchTakenInSlabsHasTheGradientOfTheWhole(name: String, reduction: Loss.Reduction) throws {
        var loss = try Loss(name)
        loss.reduction = reduction
        let layers: [any Layer] = [
            DenseLayer(units: 19, activation: .tanh), try DropoutLayer(rate: 0.3), DenseLayer(units: 5),
        ]
        let network = try Network(Architecture(layers), inputShapes: [[6]], seed: 4)
        let (x, t) = (draws(6 * 200, 1), draws(5 * 200, 2))
        let weights = (0..<200).map { Float($0 % 3) }
        for weights in [nil, weights] {
            let whole = gradient(
                try TrainingTape(network, loss: loss, batchSize: 200, cacheSize: .max), x, t, weights: weights)
            let cut = gradient(
                try TrainingTape(network, loss: loss, batchSize: 200, cacheSize: 1), x, t, weights: weights)
            #expect(abs(whole.0 - cut.0) < 1e-6 * abs(whole.0), "loss \(cut.0) instead of \(whole.0)")
            let largest = whole.1.map { abs($0) }.max() ?? 0
            let error = zip(whole.1, cut.1).map { abs($0 - $1) }.max() ?? .infinity
            #expect(error < 1e-6 * largest, "gradients differ by \(error), the largest is \(largest)")
        }
    }

    @Test func aBatchThatANormalisationCouplesIsNotCut() throws {
        let layers: [any Layer] = [try BatchNormalizationLayer(), DenseLayer(units: 5)]
        let network = try Network(Architecture(layers), inputShapes: [[6]], seed: 4)
        let (x, t) = (draws(6 * 200, 1), draws(5 * 200, 2))
        let whole = gradient(try TrainingTape(network, loss: .mse, batchSize: 200, cacheSize: .max), x, t)
        let small = gradient(try TrainingTape(network, loss: .mse, batchSize: 200, cacheSize: 1), x, t)
        #expect(whole.1 == small.1)
    }

    @Test func theWeightsOfAnotherModelAreNotTakenOver() throws {
        func network(_ layers: [any Layer], weights: Network? = nil) throws -> Network {
            try Network(Architecture(layers), inputShapes: [[3]], seed: 7, weights: weights)
        }
        let dense = try network([DenseLayer(units: 3)])
        let normal: [any Layer] = [try BatchNormalizationLayer(name: "dense")]
        for other: [any Layer] in [[DenseLayer(units: 2)], [DenseLayer(units: 3, usesBias: false)], normal] {
            #expect(throws: Mistake.self, "\(other[0].summary)") { _ = try network(other, weights: dense) }
        }
        let same = try network([DenseLayer(units: 3)], weights: dense)
        #expect(same.parameters.array == dense.parameters.array)
    }

    /// A sum of parts that are cut to fit a cache is the loss of the whole batch, whatever it is divided by.
    @Test(arguments: Loss.Reduction.allCases)
    func aCutBatchIsReducedAsAWholeOne(reduction: Loss.Reduction) throws {
        let network = try network(.softmax, outputs: 5)
        let (x, t) = (draws(6 * 200, 1), draws(5 * 200, 2))
        var loss = Loss.mse
        loss.reduction = reduction
        let whole = gradient(try TrainingTape(network, loss: loss, batchSize: 200, cacheSize: .max), x, t)
        let small = gradient(try TrainingTape(network, loss: loss, batchSize: 200, cacheSize: 1), x, t)
        for (a, b) in zip(whole.1, small.1) {
            #expect(abs(a - b) <= 1e-4 * max(1, abs(a)), "\(reduction): \(a) whole, \(b) cut")
        }
    }

    @Test func aStepAllocatesNothingAfterTheFirst() throws {
        let tape = try TrainingTape(
            try network(.softmax, outputs: 5), loss: Loss.categoricalCrossEntropy, batchSize: 10)
        let (x, t) = (draws(60, 1), draws(50, 2))
        let rows = Array(0..<10)
        var grown = 0
        rows.withUnsafeBufferPointer { rows in
            x.withUnsafeBufferPointer { x in
                t.withUnsafeBufferPointer { t in
                    guard let x = x.baseAddress, let t = t.baseAddress else { return }
                    let inputs = [x]
                    tape.load(rows, inputs: inputs, targets: t)
                    _ = tape.gradient(batch: 10, seed: 1, step: 0)
                    let before = allocations_of_this_thread()
                    for step in 1...50 {
                        tape.load(rows, inputs: inputs, targets: t)
                        _ = tape.gradient(batch: 10, seed: 1, step: UInt64(step))
                    }
                    grown = allocations_of_this_thread() - before
                }
            }
        }
        #expect(grown == 0, "50 steps allocated \(grown) times")
    }

    @Test func aFileGivesBackEveryBitAndACutOneIsRefusedWithTheOldModelUnharmed() throws {
        let network = try network(.linear, outputs: 5)
        let bytes = try network.safeTensors().bytes
        let other = try Network(network.architecture, inputShapes: [[6]], seed: 77)
        let before = other.parameters.array
        for length in [0, 7, 8, 40, bytes.count / 2, bytes.count - 1] {
            #expect(throws: (any Error).self, "cut to \(length) bytes") {
                try other.load(try SafeTensors(bytes: Array(bytes.prefix(length)), name: "cut"), name: "cut")
            }
        }
        #expect(other.parameters.array == before)
        try other.load(try SafeTensors(bytes: bytes, name: "whole"), name: "whole")
        #expect(other.parameters.array == network.parameters.array)
        let stranger = try Network(Architecture([DenseLayer(units: 2)]), inputShapes: [[6]], seed: 1)
        #expect(throws: (any Error).self) { try stranger.load(network.safeTensors(), name: "file") }
    }

    static let misfits: [(layers: [any Layer], shape: [Int], name: String)] = [
        ([DenseLayer(units: 0)], [4], "dense"), ([Conv2DLayer(filters: 2, kernelSize: (3, 3))], [4], "conv2d"),
        ([SelfAttentionLayer(heads: 3)], [5, 8], "multi_head_attention"),
        ([DenseLayer(units: 3), RecurrentLayer(.gru, units: 2)], [4], "gru"), ([MergeLayer(.add)], [4], "add"),
    ]

    @Test(arguments: misfits.indices)
    func shapesThatDoNotFitNameTheLayer(index: Int) {
        let (layers, shape, name) = Self.misfits[index]
        #expect {
            try Network(Architecture(layers), inputShapes: [shape], seed: 1)
        } throws: { error in
            (error as? Mistake)?.problem.contains("layer '\(name)'") ?? false
        }
    }
}
