import Foundation
import Networks
import Tensors
import Testing

/// Every layer's gradient along a random direction against the change of Σ dy·y, the step swept, the best one counted.
@Suite struct FiniteDifferenceTests {
    struct Case {
        var name: String
        var shape: [Int]
        var architecture: Architecture
        /// For inputs that are class numbers: how many classes; they are not differentiated by.
        var classes: Int?

        init(_ name: String, _ shape: [Int], _ layers: [any Layer], classes: Int? = nil) {
            (self.name, self.shape, self.classes) = (name, shape, classes)
            architecture = Architecture(layers)
        }

        /// Two branches that meet.
        init(_ name: String, _ shape: [Int], meeting rule: any Layer) {
            (self.name, self.shape) = (name, shape)
            var graph = Architecture()
            let left = graph.add(DenseLayer(units: 3, activation: .tanh), reading: [.input(0)])
            let right = graph.add(DenseLayer(units: 3, activation: .sigmoid), reading: [.input(0)])
            graph.add(rule, reading: [left, right, left])
            architecture = graph
        }
    }

    static let cases: [Case] =
        [
            Case("dense silu", [5], [DenseLayer(units: 7, activation: .silu)]),
            Case("dense softmax", [5], [DenseLayer(units: 7, activation: .softmax)]),
            Case("dense without bias", [5], [DenseLayer(units: 7, usesBias: false)]),
            Case("wide dense", [33], [DenseLayer(units: 70, activation: .tanh), DenseLayer(units: 1)]),
            Case("dense over steps", [4, 5], [DenseLayer(units: 3, activation: .tanh)]),
            Case("conv", [6, 5, 2], [Conv2DLayer(filters: 3, kernelSize: (2, 3), activation: .tanh)]),
            Case(
                "conv same", [6, 5, 2],
                [Conv2DLayer(filters: 3, kernelSize: (3, 3), padding: .same, activation: .tanh)]),
            Case("conv softmax", [5, 5, 2], [Conv2DLayer(filters: 3, kernelSize: (3, 3), activation: .softmax)]),
            Case(
                "conv with unlike strides, without bias", [7, 6, 2],
                [Conv2DLayer(filters: 3, kernelSize: (3, 2), stride: (3, 2), padding: .same, usesBias: false)]),
            Case(
                "pool with unlike strides", [4, 6, 2],
                [PoolingLayer(.mean, size: (1, 3)), FlattenLayer(), DenseLayer(units: 2)]),
            Case("max pool", [6, 6, 2], [PoolingLayer(.largest), FlattenLayer(), DenseLayer(units: 2)]),
            Case(
                "pool flatten", [6, 6, 2],
                [PoolingLayer(.mean, size: (3, 3), stride: (2, 2)), FlattenLayer(), DenseLayer(units: 2)]),
            Case("reshape", [12], [ReshapeLayer([3, 4]), DenseLayer(units: 2, activation: .tanh)]),
            Case("layer norm", [4, 6], [LayerNormalizationLayer(), DenseLayer(units: 3)]),
            Case("rms norm", [4, 6], [RMSNormalizationLayer(), DenseLayer(units: 3)]),
            Case("positions", [4, 6], [PositionEmbeddingLayer(), GlobalAveragePoolingLayer()]),
            Case("embedding", [4], [EmbeddingLayer(inputDimension: 6, outputDimension: 3)], classes: 6),
            Case("attention", [5, 8], [SelfAttentionLayer(heads: 2)]),
            Case("causal attention", [5, 8], [SelfAttentionLayer(heads: 2, isCausal: true)]),
            Case("attention over several blocks", [37, 4], [SelfAttentionLayer(heads: 2, isCausal: true)]),
            Case("attention of all to all", [37, 4], [SelfAttentionLayer(heads: 2)]),
            Case("residual", [6], [ResidualLayer([DenseLayer(units: 4, activation: .tanh), DenseLayer(units: 6)])]),
            Case("one step", [1, 3], [RecurrentLayer(.simple, units: 4)]),
            Case("both ways", [5, 3], [BidirectionalLayer(RecurrentLayer(.gru, units: 3, returnsSequences: true))]),
            Case("masked", [5, 3], [MaskingLayer(), RecurrentLayer(.lstm, units: 3)]),
            Case("sum", [4], meeting: MergeLayer(.add)),
            Case("product", [4], meeting: MergeLayer(.multiply)),
            Case("side by side", [4], meeting: MergeLayer(.concatenate)),
            Case("several outputs", [4], meeting: OutputsLayer(names: [nil, nil, nil])),
        ]
        + [RecurrentLayer.Cell.simple, .gru, .lstm].flatMap { cell in
            [
                Case("\(cell) last", [5, 3], [RecurrentLayer(cell, units: 4)]),
                Case("\(cell) all", [5, 3], [RecurrentLayer(cell, units: 4, returnsSequences: true)]),
            ]
        }
        + Activation.names.compactMap { name in
            Activation(name: name).map { Case(name, [8], [ActivationLayer($0)]) }
        } + [
            Case("gated dense", [5], [DenseLayer(units: 6, activation: Activation(name: "glu") ?? .linear)]),
            Case(
                "gated conv", [5, 5, 2],
                [Conv2DLayer(filters: 4, kernelSize: (3, 3), activation: Activation(name: "glu") ?? .linear)]),
            Case(
                "celu recurrence", [5, 3],
                [RecurrentLayer(.simple, units: 4, activation: Activation(name: "celu") ?? .linear)]),
        ]

    @Test(arguments: cases.indices)
    func theGradientIsTheChangeAlongARandomDirection(index: Int) throws {
        let test = Self.cases[index]
        try check(
            test.name, try LayerProbe(test.architecture, inputShape: test.shape, batch: 3), test.shape, test.classes)
    }

    @Test func batchNormalizationAndDropoutDifferentiateTheBatchAsItIsDrawn() throws {
        try check("batch norm and dropout", try LayerProbe(Self.drawn(), inputShape: [5], batch: 8), [5])
    }

    /// With the draw held, what is drawn is a function of its mean and variance. The divergence that it adds by itself is
    /// differentiated with the whole loss, in AutoencodingTests.
    @Test func aCodeDifferentiatesTheBatchAsItIsDrawn() throws {
        try check("sampling", try LayerProbe(Self.sampled(), inputShape: [5], batch: 8), [5])
    }

    private static func sampled() throws -> [any Layer] {
        [DenseLayer(units: 6, activation: .tanh), try GaussianSamplingLayer(beta: 0), DenseLayer(units: 2)]
    }

    @Test func aLayerThatIsCalledTwiceGathersTheGradientsOfBothCalls() throws {
        let calls: [(String, [Int], any Layer)] = [
            ("dense", [5], DenseLayer(units: 5, activation: .tanh)),
            ("conv", [4, 4, 2], Conv2DLayer(filters: 2, kernelSize: (3, 3), padding: .same, activation: .tanh)),
            ("layer norm", [4, 6], LayerNormalizationLayer()), ("rms norm", [4, 6], RMSNormalizationLayer()),
            ("batch norm", [5], try BatchNormalizationLayer()),
            ("positions", [4, 6], PositionEmbeddingLayer()), ("attention", [5, 8], SelfAttentionLayer(heads: 2)),
            ("simple", [5, 4], RecurrentLayer(.simple, units: 4, returnsSequences: true)),
            ("gru", [5, 4], RecurrentLayer(.gru, units: 4, returnsSequences: true)),
            ("lstm", [5, 4], RecurrentLayer(.lstm, units: 4, returnsSequences: true)),
        ]
        for (name, shape, layer) in calls {
            let identity = LayerIdentity()
            var twice = Architecture(inputShapes: [shape])
            twice.append(layer, identity: identity)
            twice.append(ActivationLayer(.tanh))
            twice.append(layer, identity: identity)
            let probe = try LayerProbe(twice, inputShape: shape, batch: 4)
            let once = try LayerProbe([layer], inputShape: shape, batch: 1)
            #expect(probe.network.entries.map(\.name) == once.network.entries.map(\.name), "\(name)")
            try check("\(name) called twice", probe, shape)
        }
    }

    private static func drawn() throws -> [any Layer] {
        [
            DenseLayer(units: 6, activation: .tanh), try BatchNormalizationLayer(), try DropoutLayer(rate: 0.4),
            DenseLayer(units: 2),
        ]
    }

    private static var penalty: Regulariser { get throws { try Regulariser(l1: 0.1, l2: 0.3) } }

    @Test("A penalty on activities adds (l1·sign x + 2·l2·x)/n to the gradient of n examples")
    func activityPenalty() throws {
        let probe = try LayerProbe([ActivityPenaltyLayer(try Self.penalty)], inputShape: [3], batch: 2)
        let x: [Float] = [0.5, -2, 1, 3, -0.25, 4]
        #expect(probe.forward(x) == x.map { Double($0) })
        let gradient = probe.backward([1, 1, 1, 0, 0, 0])
        for (i, value) in x.enumerated() {
            let expected = (i < 3 ? 1 : 0) + (0.1 * (value < 0 ? -1 : 1) + 0.6 * Double(value)) / 2
            #expect(abs(gradient[i] - expected) < 1e-6, "\(i): \(gradient[i]), expected \(expected)")
        }
    }

    @Test func everyLayerIsInTheTable() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Networks/Layers")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let protocols = ["Layer.swift", "SteppedLayer.swift", "HeadLayer.swift"]
        let layers = Set(
            files.filter { $0.hasSuffix("Layer.swift") && !protocols.contains($0) }.map { $0.dropLast(6) })
        let tested =
            try Self.cases.flatMap { $0.architecture.nodes.map(\.layer) } + Self.drawn() + Self.sampled()
            + [ActivityPenaltyLayer(try Self.penalty)]
        // Those of AdaptationTests, where part of them is held and has no gradient.
        let elsewhere: Set<Substring> = ["LowRankLayer", "AdapterLayer"]
        let missing = layers.subtracting(tested.map { Substring(String(describing: type(of: $0))) })
            .subtracting(elsewhere)
        #expect(layers.count > 15)
        #expect(missing.isEmpty, "no finite difference of \(missing.sorted())")
    }

    private func check(_ name: String, _ probe: LayerProbe, _ shape: [Int], _ classes: Int? = nil) throws {
        stir(probe)
        var x = draws(probe.batch * shape.reduce(1, *), 5)
        if let classes { x = x.map { (($0 + 1) / 2 * Float(classes)).rounded(.down) } }
        let y = probe.forward(x)
        let dy = draws(y.count, 6)
        let dx = probe.backward(dy)
        let direction = draws(probe.network.parameterCount, 7).map(Double.init)
        let along = classes == nil ? draws(x.count, 8).map(Double.init) : [Double](repeating: 0, count: x.count)
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
