import Cards
import Networks
import Numbers
import Optimizers
import Tensors

/// A training step of a small character model: two blocks of attention and perceptron, 64 features, 4 heads, context 64.
struct Transformer {
    private let network: Network
    private let tape: TrainingTape
    private let adam: VectorOptimizer

    init() throws {
        var layers: [any Layer] = [
            EmbeddingLayer(inputDimension: 64, outputDimension: 64), PositionEmbeddingLayer(),
        ]
        for _ in 0..<2 {
            layers.append(ResidualLayer([LayerNormalizationLayer(), SelfAttentionLayer(heads: 4, isCausal: true)]))
            layers.append(
                ResidualLayer([
                    LayerNormalizationLayer(), DenseLayer(units: 256, activation: .gelu),
                    DenseLayer(units: 64),
                ]))
        }
        layers += [LayerNormalizationLayer(), DenseLayer(units: 64)]
        network = try Network(Architecture(layers), inputShapes: [[64]], seed: 1)
        tape = try TrainingTape(
            network, loss: try Loss("SparseCategoricalCrossentropy", ["from_logits": true]), batchSize: 16)
        let layout = ParameterLayout(
            tensors: network.entries.map { ParameterLayout.Tensor(name: $0.name, shape: $0.shape, range: $0.range) })
        adam = try Optimizer("Adam", rate: .constant(1e-3)).vectorState(layout: layout)
    }

    /// Median microseconds of a step at batch 16.
    func time(rounds: Int) -> Double {
        var stream = RandomStream(seed: 3, purpose: "benchmark")
        let text = (0..<17 * 64).map { _ in Float(stream.index(below: 64)) }
        let rows = Array(0..<16)
        return Bench.median(rounds) {
            rows.withUnsafeBufferPointer { rows in
                text.withUnsafeBufferPointer { text in
                    guard let text = text.baseAddress else { return }
                    tape.load(rows, inputs: [text], targets: text + 1)
                    _ = tape.gradient(batch: 16, seed: 1, step: UInt64(adam.updates))
                    adam.step(parameters: network.parameters.buffer, gradient: tape.gradients.buffer, loss: 0)
                }
            }
        }
    }
}
