import Networks
import Tensors
import Testing

/// Every layer's gradient along a random direction against the change of Σ dy·y, the step swept, the best one counted.
@Suite struct FiniteDifferenceTests {
    static let cases: [(name: String, shape: [Int], layers: [any Layer])] = [
        ("dense silu", [5], [DenseLayer(units: 7, activation: .element(.silu))]),
        ("dense softmax", [5], [DenseLayer(units: 7, activation: .softmax)]),
        ("wide dense", [33], [DenseLayer(units: 70, activation: .tanh), DenseLayer(units: 1)]),
        ("conv same", [6, 5, 2], [Conv2DLayer(filters: 3, kernelSize: (3, 3), padding: .same, activation: .tanh)]),
        (
            "pool flatten", [6, 6, 2],
            [PoolingLayer(.mean, size: (3, 3), stride: 2), FlattenLayer(), DenseLayer(units: 2)]
        ),
        ("layer norm", [4, 6], [LayerNormalizationLayer(), DenseLayer(units: 3)]),
        ("positions", [4, 6], [PositionEmbeddingLayer(), GlobalAveragePoolingLayer()]),
        ("attention", [5, 8], [SelfAttentionLayer(heads: 2, isCausal: true)]),
        ("attention over several blocks", [37, 4], [SelfAttentionLayer(heads: 2, isCausal: true)]),
        ("attention of all to all", [37, 4], [SelfAttentionLayer(heads: 2)]),
        ("lstm last", [5, 3], [RecurrentLayer(.lstm, units: 4)]),
        ("gru last", [5, 3], [RecurrentLayer(.gru, units: 4)]),
        ("one step", [1, 3], [RecurrentLayer(.simple, units: 4)]),
    ]

    @Test(arguments: cases.indices)
    func theGradientIsTheChangeAlongARandomDirection(index: Int) throws {
        let (name, shape, layers) = Self.cases[index]
        try check(name, try LayerProbe(layers, inputShape: shape, batch: 3), shape)
    }

    @Test func batchNormalizationAndDropoutDifferentiateTheBatchAsItIsDrawn() throws {
        let layers: [any Layer] = [
            DenseLayer(units: 6, activation: .tanh), try BatchNormalizationLayer(), try DropoutLayer(rate: 0.4),
            DenseLayer(units: 2),
        ]
        try check("batch norm and dropout", try LayerProbe(layers, inputShape: [5], batch: 8), [5])
    }

    private func check(_ name: String, _ probe: LayerProbe, _ shape: [Int]) throws {
        stir(probe)
        let x = draws(probe.batch * shape.reduce(1, *), 5)
        let y = probe.forward(x)
        let dy = draws(y.count, 6)
        let dx = probe.backward(dy)
        let direction = draws(probe.network.parameterCount, 7).map(Double.init)
        let along = draws(x.count, 8).map(Double.init)
        var slope = 0.0
        for i in direction.indices { slope += Double(probe.gradients.base[i]) * direction[i] }
        for i in along.indices { slope += dx[i] * along[i] }
        let start = probe.network.parameters.array
        func value(_ h: Double) -> Double {
            for i in start.indices { probe.network.parameters.base[i] = start[i] + Float(h * direction[i]) }
            let moved = zip(x, along).map { $0 + Float(h * $1) }
            return zip(probe.forward(moved), dy).reduce(0) { $0 + $1.0 * Double($1.1) }
        }
        let best =
            [3e-2, 1e-2, 3e-3, 1e-3].map { h -> Double in
                // The fourth-order difference leaves room for Float's rounding.
                let numeric = (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
                return abs(numeric - slope) / max(1, abs(slope))
            }.min() ?? .infinity
        #expect(best < 2e-4, "\(name): the gradient is off by \(best)")
    }

    @Test func theSameSeedAndStepDropTheSameElementsAndAnotherStepOthers() throws {
        let probe = try LayerProbe([try DropoutLayer(rate: 0.3)], inputShape: [1000], batch: 4)
        let ones = [Float](repeating: 1, count: 4000)
        let first = probe.forward(ones, step: 1)
        #expect(first == probe.forward(ones, step: 1))
        #expect(first != probe.forward(ones, step: 2))
        let dropped = Double(first.filter { $0 == 0 }.count) / 4000
        #expect(abs(dropped - 0.3) < 0.03, "\(dropped) of the elements were dropped")
        #expect(Set(first).count == 2, "kept elements grow by 1/0.7")
        #expect(probe.forward(ones, isTraining: false) == ones.map(Double.init), "nothing drops after training")
    }
}
