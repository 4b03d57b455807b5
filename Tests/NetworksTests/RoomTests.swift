import Networks
import Answers
import Numbers
import Tensors
import Testing

/// What does not fit into memory, or takes long, is refused or broken off in words.
@Suite struct RoomTests {
    /// Zeros are quick to draw.
    private static let wide = [
        DenseLayer(units: 100_000, kernelInitialiser: .zeros), DenseLayer(units: 1, kernelInitialiser: .zeros),
    ]

    /// Networks whose values for so many examples no machine holds.
    static let cases: [(name: String, layers: [any Layer], shape: [Int], batch: Int)] = [
        ("a batch", wide, [4], 1 << 30), ("a batch beyond every integer", wide, [4], 1 << 60),
        ("attention", [SelfAttentionLayer(heads: 8, isCausal: true)], [1_000_000, 64], 1 << 20),
        (
            "convolution", [Conv2DLayer(filters: 4, kernelSize: (64, 64), padding: .same)], [4000, 4000, 3],
            1 << 20
        ),
        ("recurrence", [RecurrentLayer(.lstm, units: 16)], [1_000_000, 4], 1 << 20),
    ]

    @Test(arguments: cases.indices)
    func whatNoMachineHoldsIsRefusedWithTheAmounts(index: Int) throws {
        let (name, layers, shape, batch) = Self.cases[index]
        let network = try Network(Architecture(layers), inputShapes: [shape], seed: 1)
        #expect("\(name)") {
            _ = try network.record(capacity: batch, gradients: network.parameters)
        } throws: { error in
            guard let mistake = error as? Mistake else { return false }
            return mistake.problem.contains("GB") && (mistake.expected ?? "").contains("spare")
        }
    }

    @Test(arguments: [Initialiser.orthogonal(gain: 1), .glorotUniform, .heNormal])
    func aCancelledBuildGivesNoModel(initialiser: Initialiser) {
        let work = Work()
        work.cancel()
        let layer = DenseLayer(units: 300, kernelInitialiser: initialiser)
        #expect {
            _ = try Network(Architecture([layer]), inputShapes: [[300]], seed: 1, work: work)
        } throws: { error in
            (error as? Mistake)?.problem.contains("interrupted") ?? false
        }
    }

    @Test(arguments: [(1, 1), (5, 5), (40, 40), (60, 7), (7, 60), (1, 30), (33, 2)])
    func anOrthogonalMatrixHasOrthonormalRowsOrColumns(rows: Int, columns: Int) throws {
        var stream = RandomStream(seed: 2, purpose: "test")
        let store = try FloatStore(count: rows * columns, for: "a matrix")
        try Initialiser.orthogonal(gain: 2).fill(store.buffer, shape: [rows, columns], using: &stream)
        let q = store.array.map { Double($0) / 2 }
        let count = min(rows, columns)
        for i in 0..<count {
            for j in 0..<count {
                var product = 0.0
                for k in 0..<max(rows, columns) {
                    product +=
                        rows >= columns
                        ? q[k * columns + i] * q[k * columns + j] : q[i * columns + k] * q[j * columns + k]
                }
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-6, "\(rows)×\(columns): \(i)·\(j) is \(product)")
            }
        }
    }

    @Test func aCancelledPassSaysSoAndACancelledPredictionHasTheRowsItReached() throws {
        let network = try Network(Architecture([DenseLayer(units: 2)]), inputShapes: [[3]], seed: 1)
        let work = Work()
        #expect(try network.predict([[Float](repeating: 1, count: 30)], count: 10, work: work).count == 20)
        work.cancel()
        #expect(try network.predict([[Float](repeating: 1, count: 30)], count: 10, work: work).isEmpty)
        let tape = try TrainingTape(network, loss: .mse, batchSize: 2)
        #expect(tape.gradient(batch: 2, seed: 1, step: 1, work: work).loss.isNaN)
    }

    @Test func anEmbeddingRefusesNumbersItHasNoVectorFor() throws {
        let layer = EmbeddingLayer(inputDimension: 5, outputDimension: 2)
        let network = try Network(Architecture([layer]), inputShapes: [[3]], seed: 1)
        try network.checkClasses([0, 1, 4, 2, 2, 3], input: 0)
        for wrong: Float in [5, -1, 1.5, .nan] {
            #expect("\(wrong)") {
                try network.checkClasses([0, 1, 4, 2, wrong, 3], input: 0)
            } throws: { error in
                (error as? Mistake)?.problem.contains("row 1, place 1") ?? false
            }
        }
    }
}
