import Answers
import Datasets
import Networks
import Numbers
import Optimizers
import RealModule
import Testing
import Training

@testable import Inference

@Suite("Quantised models")
struct QuantizedTests {
    static func model(_ layers: [any Layer], input: [Int], seed: UInt64 = 1, loss: Loss = .binaryCrossEntropy) throws
        -> Model
    {
        let model = Model(Architecture(layers, inputShape: input), seed: seed)
        model.compile(TrainingPlan(optimizer: try Optimizer("Adam", rate: .constant(0.01)), loss: loss))
        _ = try model.build()
        return model
    }

    static func moons(trained epochs: Int = 20) throws -> (model: Model, rows: Dataset, test: Dataset) {
        let (rows, test) = try Dataset.moons(n: 600, noise: 0.2, seed: 1).split(test: 0.5, seed: 1)
        let model = try model(
            [
                DenseLayer(units: 16, activation: .relu), DenseLayer(units: 12, activation: .tanh),
                DenseLayer(units: 1, activation: .sigmoid),
            ],
            input: [2])
        if epochs > 0 { _ = try model.fit(rows.x, rows.y, FitOptions(epochs: epochs)) }
        return (model, rows, test)
    }

    /// What a model in integers should answer, computed with Int and Double from the grids alone.
    private static func byHand(_ quantized: QuantizedModel, _ row: [Float]) throws -> [Double] {
        let network = try quantized.model.build()
        var x = row.map { Double($0) }
        for (index, layer) in quantized.layers.enumerated() {
            let grid = try #require(layer.input?.grid)
            let kernel = try #require(network.tensor(layer: network.names[index], role: "kernel"))
            let bias = try #require(network.tensor(layer: network.names[index], role: "bias"))
            let outputs = kernel.shape[1]
            let bytes = x.map { grid.integer(Float($0)) }
            x = (0..<outputs).map { j in
                let sum = bytes.indices.reduce(0.0) {
                    $0 + Double(bytes[$1] - grid.zero) * Double(kernel.values[$1 * outputs + j])
                }
                let z = sum * Double(grid.scale) + Double(bias.values[j])
                return index == 0 ? Swift.max(0, z) : index == 1 ? .tanh(z) : 1 / (1 + .exp(-z))
            }
        }
        return x
    }

    @Test("integers give what their grids say, layer by layer")
    func grids() throws {
        let (model, rows, test) = try Self.moons()
        let quantized = try QuantizedModel(model, calibration: rows.x)
        #expect(!quantized.isSimulated && quantized.calibrationRows == 300)
        let answers = try quantized.answers(test.x)
        for row in 0..<40 {
            let expected = try Self.byHand(quantized, Array(test.x.row(row)))
            // A number near a tie may fall on either side of it: one unit of one input.
            #expect(abs(Double(answers.values[row]) - expected[0]) < 5e-3)
        }
    }

    @Test("every set of instructions answers with the same bits, one row at a time or many")
    func sets() throws {
        let (model, rows, test) = try Self.moons(trained: 2)
        let answers = try ByteTests.sets.map {
            try QuantizedModel(model, calibration: rows.x, kernels: $0).answers(test.x)
        }
        for other in answers { #expect(other == answers[0]) }
        let one = try QuantizedModel(model, calibration: rows.x).answers(test.x, batchSize: 1)
        #expect(one == answers[0])
    }

    @Test(
        "convolutions with padding and strides, and what comes after them, agree with the float model to the width of the grids"
    )
    func convolution() throws {
        let data = try Dataset.shapes28(n: 24, flat: false, seed: 3)
        let layers: [any Layer] = [
            Conv2DLayer(filters: 4, kernelSize: (3, 3), stride: (2, 2), padding: .same, activation: .relu),
            Conv2DLayer(filters: 5, kernelSize: (3, 3), padding: .valid, activation: .tanh), FlattenLayer(),
            DenseLayer(units: 10, activation: .silu),
        ]
        let model = try Self.model(layers, input: [28, 28, 1], loss: .sparseCategoricalCrossEntropy)
        let quantized = try QuantizedModel(model, calibration: data.x)
        let (found, expected) = (try quantized.answers(data.x), try model.predict(data.x))
        #expect(found.shape == expected.shape)
        let squares = zip(found.values, expected.values).reduce((0.0, 0.0)) {
            ($0.0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)), $0.1 + Double($1.1 * $1.1))
        }
        #expect((squares.0 / squares.1).squareRoot() < 0.02)
        #expect(quantized.layers.filter { $0.input != nil }.count == 3)
    }

    @Test("int8 is right as often as the float model on digits, within 1 %")
    func digits() throws {
        let (rows, test) = try Dataset.shapes28(n: 1500, flat: true, seed: 1).split(test: 0.4, seed: 1)
        let model = try Self.model(
            [DenseLayer(units: 32, activation: .relu), DenseLayer(units: 10, activation: .softmax)], input: [784],
            loss: .sparseCategoricalCrossEntropy)
        _ = try model.fit(rows.x, rows.y, FitOptions(epochs: 6))
        let float = try Score(model, test)
        #expect(float.error < 0.15, "the float model has learnt nothing: \(float.text)")
        for per in QuantizedModel.Granularity.allCases {
            let whole = try Score(QuantizedModel(model, granularity: per, calibration: rows.x), test)
            #expect(abs(whole.error - float.error) <= 0.01, "\(per): \(whole.text), float \(float.text)")
        }
    }

    @Test("bytes are those of the format, and fewer with many zeros")
    func bytes() throws {
        let (model, rows, _) = try Self.moons(trained: 0)
        let weights = 2 * 16 + 16 * 12 + 12
        let (biases, channels) = (16 + 12 + 1, 16 + 12 + 1)
        #expect(try model.storedSize().bytes == 4 * (weights + biases))
        let whole = try QuantizedModel(model, calibration: rows.x)
        #expect(try whole.storedSize().bytes == weights + 4 * biases + 4 * channels + 3 * 8)
        let four = try QuantizedModel(model, bits: 4, granularity: .tensor, calibration: nil)
        #expect(try four.isSimulated && four.storedSize().bytes == weights / 2 + 4 * biases + 3 * 4)
        let pruned = try PrunePlan().prune(model, 0.9)
        let kept = weights - pruned.zeros
        #expect(try pruned.storedSize().bytes <= 4 * (kept + biases) + (weights + 7) / 8 + 3)
    }

    @Test("simulated weights are those of the grid and nothing else is changed")
    func simulated() throws {
        let (model, rows, test) = try Self.moons(trained: 2)
        let two = try QuantizedModel(model, bits: 2, calibration: nil)
        let network = try two.model.build()
        for entry in network.kernelEntries {
            for j in 0..<entry.shape[1] {
                let column = stride(from: j, to: entry.range.count, by: entry.shape[1]).map {
                    network.values(of: entry)[$0]
                }
                #expect(Set(column).count <= 4)
            }
        }
        #expect(try two.answers(test.x) == two.model.predict(test.x, batchSize: 256))
        let bias = network.tensor(layer: network.names[0], role: "bias")?.values
        #expect(try bias == model.build().tensor(layer: network.names[0], role: "bias")?.values)
        _ = rows
    }

    @Test("no rows, no format, no line of layers and no finite weight are refused in words")
    func refusals() throws {
        let (model, rows, _) = try Self.moons(trained: 0)
        func problem(_ body: () throws -> QuantizedModel) -> Mistake? {
            do { _ = try body(); return nil } catch { return error as? Mistake }
        }
        let none = problem { try QuantizedModel(model, calibration: nil) }
        #expect(none?.problem == "there are no calibration rows" && none?.argument == "calibration")
        let empty = problem { try QuantizedModel(model, calibration: Samples(shape: [0, 2], values: [])) }
        #expect(empty?.problem == "there are no calibration rows")
        let three = problem { try QuantizedModel(model, bits: 3, calibration: rows.x) }
        #expect(three?.expected == "8, 4 or 2 bits" && three?.argument == "bits")
        let odd = problem { try QuantizedModel(model, calibration: Samples(shape: [1, 2], values: [1, .nan])) }
        #expect(odd?.problem.contains("nan") == true)
        for numbers in [[Float(3e38), -3e38, 3e38, -3e38], [3e38, 3e38, -3e38, -3e38]] {
            let far = problem { try QuantizedModel(model, calibration: Samples(shape: [2, 2], values: numbers)) }
            #expect(far?.argument == "calibration" && far?.problem.contains("go from") == true, "\(numbers)")
        }
        let wide = problem { try QuantizedModel(model, calibration: Samples(shape: [1, 3], values: [1, 2, 3])) }
        #expect(wide?.argument == "calibration")
        var graph = Architecture(inputShapes: [[4]])
        let a = graph.add(DenseLayer(units: 4), reading: [.input(0)])
        graph.add(MergeLayer(.add), reading: [a, .input(0)])
        let residual = Model(graph, seed: 1)
        let line = problem { try QuantizedModel(residual, calibration: Samples(shape: [1, 4], values: [1, 2, 3, 4])) }
        #expect(line?.suggestion == "quantize(model, simulate=True)")
        #expect(problem { try QuantizedModel(residual, calibration: nil, isSimulated: true) } == nil)
        try model.build().setTensor(
            layer: model.build().names[2], role: "kernel", to: [Float](repeating: .nan, count: 12))
        #expect(problem { try QuantizedModel(model, calibration: rows.x) }?.problem.contains("nan") == true)
    }
}
