import Networks
import Answers
import Cards
import Numbers
import Tensors
import Testing

/// Layers against the numbers of PyTorch and Keras.
@Suite struct GoldenLayerTests {
    @Test func everyActivationHasTheFrameworksValuesAndSlopes() throws {
        var seen = 0
        for golden in try Golden.layers() where golden.name.contains("/activation-") {
            guard let function = Self.function(golden) else { continue }
            seen += 1
            let x = try golden.input("x").floats
            for level in 0...Kernels.bestLevel {
                let kernels = Kernels(level: level)
                var y = x
                var slope = x
                kernels.apply(function, x.count, x, &y, slope: &slope)
                let value = worst(y.map(Double.init), try golden.output("y").data, floor: 1e-12)
                var expected = try golden.output("dx").data
                // At the kink JAX takes the right-hand slope, PyTorch the left-hand one, which is ours.
                if golden.name == "keras/activation-leaky_relu-default" {
                    for i in x.indices where x[i] == 0 { expected[i] = golden.hyperparameters["negativeSlope"] ?? 0 }
                }
                let gradient = worst(slope.map(Double.init), expected, floor: 1e-12)
                #expect(value.error < 1e-5, "\(golden.name) level \(level): y[\(value.place)] off by \(value.error)")
                #expect(
                    gradient.error < 1e-5,
                    "\(golden.name) level \(level): dx[\(gradient.place)] off by \(gradient.error)")
            }
        }
        #expect(seen >= 20)
    }

    private static func function(_ golden: Golden.LayerCase) -> ElementFunction? {
        let name = golden.name.split(separator: "/").last.map { String($0.dropFirst("activation-".count)) } ?? ""
        switch name {
        case "leaky_relu", "leaky_relu0.2", "leaky_relu-default":
            return .leakyReLU(slope: Float(golden.hyperparameters["negativeSlope"] ?? 0))
        case "elu": return .elu(alpha: 1)
        case "celu": return (try? Activation.cards.first { $0.name == "CELU" }?.make(["alpha": 0.5]))?.element
        case "gelu-erf", "gelu-default": return .gelu
        case "gelu-tanh": return .geluTanh
        case "hardswish": return .hardSilu
        case "hardsigmoid", "hard_sigmoid": return .hardSigmoid
        case "logsigmoid": return .logSigmoid
        default:
            return Activation(name: name)?.element
        }
    }

    @Test func softmaxAgreesWithPyTorch() throws {
        let golden = try #require(try Golden.layers("pytorch/softmax").first)
        let probe = try LayerProbe([ActivationLayer(.softmax)], inputShape: [4], batch: 3)
        expect(probe.forward(try golden.input("x").floats), try golden.output("y"), golden.name + " y")
        expect(probe.backward(try golden.input("dy").floats), try golden.output("dx"), golden.name + " dx")
    }

    @Test(arguments: ["pytorch/batchnorm1d", "keras/batchnorm"])
    func batchNormalizationLearnsItsRunningValuesAsTheFrameworkDoes(name: String) throws {
        let golden = try #require(try Golden.layers(name).first)
        let isTorch = name.hasPrefix("pytorch")
        let layer = try BatchNormalizationLayer(
            momentum: isTorch ? 0.9 : 0.99, epsilon: isTorch ? 1e-5 : 1e-3, isUnbiased: isTorch)
        let probe = try LayerProbe([layer], inputShape: [3], batch: 6)
        probe.set("batch_normalization/gamma", try golden.input("gamma").floats)
        probe.set("batch_normalization/beta", try golden.input("beta").floats)
        expect(probe.forward(try golden.input("x1").floats), try golden.output("y1"), "y1")
        expect(probe.backward(try golden.input("dy1").floats), try golden.output("dx1"), "dx1")
        expect(probe.gradient("batch_normalization/gamma"), try golden.output("dgamma1"), "dgamma")
        expect(probe.gradient("batch_normalization/beta"), try golden.output("dbeta1"), "dbeta")
        expect(probe.state("batch_normalization/moving_mean"), try golden.output("runningMean1"), "mean 1")
        expect(probe.state("batch_normalization/moving_variance"), try golden.output("runningVar1"), "variance 1")
        expect(probe.forward(try golden.input("x2").floats), try golden.output("y2"), "y2")
        expect(probe.state("batch_normalization/moving_mean"), try golden.output("runningMean2"), "mean 2")
        expect(probe.state("batch_normalization/moving_variance"), try golden.output("runningVar2"), "variance 2")
        let x = try golden.input("xEval").floats
        let padded = x + [Float](repeating: 0, count: 12)
        let y = probe.forward(padded, isTraining: false)
        expect(Array(y.prefix(6)), try golden.output("yEval"), "y after training")
        if let dy = golden.inputs["dyEval"] {
            let dx = probe.backward(dy.floats + [Float](repeating: 0, count: 12), isTraining: false)
            expect(Array(dx.prefix(6)), try golden.output("dxEval"), "dx after training")
        }
    }

    @Test(arguments: ["pytorch/layernorm", "keras/layernorm"])
    func layerNormalizationAgrees(name: String) throws {
        let golden = try #require(try Golden.layers(name).first)
        let probe = try LayerProbe(
            [LayerNormalizationLayer(epsilon: golden.hyperparameters["eps"] ?? 0)], inputShape: [5], batch: 3)
        probe.set("layer_normalization/gamma", try golden.input("gamma").floats)
        probe.set("layer_normalization/beta", try golden.input("beta").floats)
        expect(probe.forward(try golden.input("x").floats), try golden.output("y"), "y")
        expect(probe.backward(try golden.input("dy").floats), try golden.output("dx"), "dx")
        expect(probe.gradient("layer_normalization/gamma"), try golden.output("dgamma"), "dgamma")
        expect(probe.gradient("layer_normalization/beta"), try golden.output("dbeta"), "dbeta")
    }

    @Test func normalizationByTheRootMeanSquareAgreesWithPyTorch() throws {
        let golden = try #require(try Golden.layers("pytorch/rmsnorm").first)
        let x = try golden.input("x")
        let probe = try LayerProbe(
            [RMSNormalizationLayer(epsilon: golden.hyperparameters["eps"] ?? 0)], inputShape: [x.shape[1]],
            batch: x.shape[0])
        probe.set("rms_normalization/scale", try golden.input("gamma").floats)
        expect(probe.forward(x.floats), try golden.output("y"), "y")
        expect(probe.backward(try golden.input("dy").floats), try golden.output("dx"), "dx")
        expect(probe.gradient("rms_normalization/scale"), try golden.output("dgamma"), "dgamma")
    }

    @Test(arguments: ["relu", "tanh", "gelu-erf", "sigmoid"])
    func aPerceptronCarriesGradientsBackAsPyTorchDoes(activation: String) throws {
        let golden = try #require(try Golden.layers("pytorch/mlp-\(activation)-vjp").first)
        let named = try #require(Activation(name: activation == "gelu-erf" ? "gelu" : activation))
        let probe = try LayerProbe(
            [DenseLayer(units: 5, activation: named), DenseLayer(units: 3)], inputShape: [4], batch: 6)
        try setPerceptron(probe, golden)
        expect(probe.forward(try golden.input("x").floats), try golden.output("y"), "y")
        expect(probe.backward(try golden.input("dy").floats), try golden.output("dx"), "dx")
        expect(turned(probe.gradient("dense/kernel"), rows: 4, columns: 5), try golden.output("dw1"), "dw1")
        expect(probe.gradient("dense/bias"), try golden.output("db1"), "db1")
        expect(turned(probe.gradient("dense_1/kernel"), rows: 5, columns: 3), try golden.output("dw2"), "dw2")
        expect(probe.gradient("dense_1/bias"), try golden.output("db2"), "db2")
    }

    @Test(arguments: ["pytorch/attention", "pytorch/attention-causal"])
    func attentionOfOneHeadAgrees(name: String) throws {
        let golden = try #require(try Golden.layers().first { $0.name == name })
        let nothing = try FloatStore(count: 0, for: "nothing")
        let tape = Tape(capacity: 1, parameters: nothing, gradients: nothing, state: nothing)
        let x = tape.input(columns: 12, rowsPerExample: 3, needsGradient: true)
        let y = tape.attend(x, heads: 1, isCausal: name.hasSuffix("causal"))
        try tape.seal()
        for (part, key) in ["q", "k", "v"].enumerated() {
            let values = try golden.input(key).floats
            for i in 0..<3 { for j in 0..<4 { tape.values(of: x)[i * 12 + part * 4 + j] = values[i * 4 + j] } }
        }
        tape.forward(batch: 1, work: Work())
        expect((0..<12).map { Double(tape.values(of: y)[$0]) }, try golden.output("out"), "out")
        for (i, value) in try golden.input("dout").floats.enumerated() { tape.gradient(of: y)[i] = value }
        tape.backward(from: y, batch: 1, work: Work())
        for (part, key) in ["dq", "dk", "dv"].enumerated() {
            let found = (0..<12).map { Double(tape.gradient(of: x)[$0 / 4 * 12 + part * 4 + $0 % 4]) }
            expect(found, try golden.output(key), key)
        }
    }

    @Test(arguments: ["pytorch/multihead", "pytorch/multihead-causal"])
    func attentionOfSeveralHeadsAgrees(name: String) throws {
        let golden = try #require(try Golden.layers().first { $0.name == name })
        let layer = SelfAttentionLayer(heads: 2, isCausal: name.hasSuffix("causal"), name: "a")
        let probe = try LayerProbe([layer], inputShape: [3, 4], batch: 2)
        probe.set("a/kernel", turned(try golden.input("inWeight").floats, rows: 12, columns: 4))
        probe.set("a/bias", try golden.input("inBias").floats)
        probe.set("a/output_kernel", turned(try golden.input("outWeight").floats, rows: 4, columns: 4))
        probe.set("a/output_bias", try golden.input("outBias").floats)
        expect(probe.forward(try golden.input("x").floats), try golden.output("y"), "y")
        expect(probe.backward(try golden.input("dy").floats), try golden.output("dx"), "dx")
        expect(turned(probe.gradient("a/kernel"), rows: 4, columns: 12), try golden.output("dInWeight"), "dInWeight")
        expect(probe.gradient("a/bias"), try golden.output("dInBias"), "dInBias")
        let out = turned(probe.gradient("a/output_kernel"), rows: 4, columns: 4)
        expect(out, try golden.output("dOutWeight"), "dOutWeight")
        expect(probe.gradient("a/output_bias"), try golden.output("dOutBias"), "dOutBias")
    }

    @Test(arguments: ["pytorch/conv2d-s1-p0", "pytorch/conv2d-s1-p1", "pytorch/conv2d-s2-p1"])
    func convolutionsAgree(name: String) throws {
        let golden = try #require(try Golden.layers(name).first)
        let stride = Int(golden.hyperparameters["stride"] ?? 0)
        let layer = Conv2DLayer(
            filters: 3, kernelSize: (3, 3), stride: (stride, stride),
            padding: .zeros(Int(golden.hyperparameters["padding"] ?? 0)), name: "c")
        let probe = try LayerProbe([layer], inputShape: [5, 5, 2], batch: 1)
        let places = try golden.output("y").data.count / 3
        // PyTorch's [out, in, kh, kw] is [out, in·places]; ours is [places, in, out].
        let w = try golden.input("w").floats
        let kernel = (0..<9).flatMap { p in (0..<2).flatMap { i in (0..<3).map { o in w[(o * 2 + i) * 9 + p] } } }
        probe.set("c/kernel", kernel)
        probe.set("c/bias", try golden.input("b").floats)
        let x = channelsMoved(try golden.input("x").floats, batch: 1, 2, 25)
        expect(turned(probe.forward(x), rows: places, columns: 3), try golden.output("y"), "y")
        let dx = probe.backward(channelsMoved(try golden.input("dy").floats, batch: 1, 3, places))
        expect(turned(dx, rows: 25, columns: 2), try golden.output("dx"), "dx")
        let dw = probe.gradient("c/kernel")
        let moved = (0..<3).flatMap { o in (0..<2).flatMap { i in (0..<9).map { p in dw[(p * 2 + i) * 3 + o] } } }
        expect(moved, try golden.output("dw"), "dw")
        expect(probe.gradient("c/bias"), try golden.output("db"), "db")
    }

    @Test(arguments: ["pytorch/maxpool2", "pytorch/avgpool2"])
    func poolingAgrees(name: String) throws {
        let golden = try #require(try Golden.layers(name).first)
        let probe = try LayerProbe(
            [PoolingLayer(name.contains("max") ? .largest : .mean)], inputShape: [4, 4, 2], batch: 1)
        let y = probe.forward(channelsMoved(try golden.input("x").floats, batch: 1, 2, 16))
        expect(turned(y, rows: 4, columns: 2), try golden.output("y"), "y")
        let dx = probe.backward(channelsMoved(try golden.input("dy").floats, batch: 1, 2, 4))
        expect(turned(dx, rows: 16, columns: 2), try golden.output("dx"), "dx")
    }

    @Test func anEmbeddingAddsTheGradientsOfRepeatedNumbers() throws {
        let golden = try #require(try Golden.layers("pytorch/embedding").first)
        let probe = try LayerProbe(
            [EmbeddingLayer(inputDimension: 5, outputDimension: 3, name: "e")], inputShape: [3], batch: 2)
        probe.set("e/embeddings", try golden.input("w").floats)
        expect(probe.forward(try golden.input("indices").floats), try golden.output("y"), "y")
        _ = probe.backward(try golden.input("dy").floats)
        expect(probe.gradient("e/embeddings"), try golden.output("dw"), "dw")
    }

    @Test func initialisersHaveTheFrameworksSpread() throws {
        let golden = try #require(try Golden.layers("initialiser-bounds").first).hyperparameters
        let cases: [(String, Initialiser)] = [
            ("xavierUniformBound", .xavierUniform()), ("xavierNormalStd", .xavierNormal()),
            ("kaimingUniformBoundReLU", .kaimingUniform()), ("kaimingNormalStdReLU", .kaimingNormal()),
            ("torchLinearDefaultWeightBound", .torchLinear), ("torchLinearDefaultBiasBound", .torchBias(fanIn: 64)),
            ("kerasDenseDefaultWeightBound", .glorotUniform),
        ]
        for (name, initialiser) in cases {
            let found = try #require(initialiser.spread(of: [64, 32]))
            let expected = try #require(golden[name])
            #expect(abs(found - expected) < 1e-12, "\(name): \(found) instead of \(expected)")
        }
        // Keras widens a truncated draw so that its deviation is the formula's.
        let lecun = try #require(Initialiser.lecunNormal.spread(of: [64, 32])) * 0.87962566103423978
        #expect(abs(lecun - (golden["lecunNormalStd"] ?? 0)) < 1e-12)
    }
}

func expect(_ found: [Double], _ expected: Golden.Tensor, _ what: String, within tolerance: Double = 1e-5) {
    let difference = worst(found, expected.data, floor: 0.1)
    #expect(difference.error < tolerance, "\(what)[\(difference.place)] is off by \(difference.error)")
}

func setPerceptron(_ probe: LayerProbe, _ golden: Golden.LayerCase) throws {
    probe.set("dense/kernel", turned(try golden.input("w1").floats, rows: 5, columns: 4))
    probe.set("dense/bias", try golden.input("b1").floats)
    probe.set("dense_1/kernel", turned(try golden.input("w2").floats, rows: 3, columns: 5))
    probe.set("dense_1/bias", try golden.input("b2").floats)
}
