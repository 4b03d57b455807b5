import Language
import Testing

@testable import Vocabulary

/// Where libraries surprise (the folder `findings` has a script for each), and what the same lines do here.
@Suite("What the findings are about")
struct FindingTests {
    private func shown(_ line: String, after lines: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate("import numpy as np\nimport keras\n" + lines)
        return try session.evaluate(line).value.display(width: 100)
    }

    /// findings/keras-surely-wrong-rows-teach-nothing.sh: as Keras on TensorFlow, and with from_logits=True.
    @Test("A row that is surely wrong teaches as much as any other", arguments: [10, 15, 17, 30])
    func surelyWrong(logit: Int) throws {
        let lines = """
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(2, activation="softmax", use_bias=False)])
            m.set_weights([np.array([[\(logit).0, 0.0]])])
            m.compile(keras.optimizers.SGD(0.1), "sparse_categorical_crossentropy")
            h = m.fit(np.ones((1, 1)), np.array([1]), epochs=1, verbose=0)
            """
        #expect(try shown("round(\(logit) - float(m.get_weights()[0][0, 0]), 3)", after: lines) == "0.1")
    }

    /// findings/keras-ema-moves-while-accumulating.sh
    @Test(
        "The average of the weights moves at every batch that is accumulated, as Keras 3.15.1 has it",
        arguments: [(1, 191.0), (2, 195.26315), (4, 197.38295), (8, 198.41977)])
    func average(batches: Int, weight: Double) throws {
        let lines = """
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")])
            rule = keras.optimizers.SGD(1.0, use_ema=True, ema_momentum=0.9, gradient_accumulation_steps=\(batches))
            m.compile(rule, "mae")
            rows = \(200 * batches)
            h = m.fit(np.ones((rows, 1)), np.full((rows, 1), 1e6), batch_size=1, verbose=0)
            """
        #expect(try shown("abs(float(m.get_weights()[0][0, 0]) - \(weight)) < 1e-3", after: lines) == "True")
    }

    /// findings/keras-top-k-of-ties.sh
    @Test("Equal outputs are all among the largest, as in Keras")
    func ties() throws {
        let lines =
            "top = keras.metrics.SparseTopKCategoricalAccuracy(k=1)\ntop.update_state(np.arange(10), np.full((10, 10), 0.1))"
        #expect(try shown("float(top.result())", after: lines) == "1.0")
    }

    /// findings/sklearn-mlp-penalty-by-batch.sh: what a penalty of alpha over twice the rows of a batch leaves of the weights.
    @Test("The penalty of a perceptron is divided by the rows of a batch, as in scikit-learn", arguments: [100, 10])
    func penalty(rows: Int) throws {
        let lines = """
            from sklearn.neural_network import MLPRegressor
            chance = np.random.default_rng(0)
            x = chance.normal(size=(2000, 3))
            y = x @ np.array([1.0, -2.0, 0.5])
            m = MLPRegressor(hidden_layer_sizes=(), alpha=10.0, batch_size=\(rows), learning_rate_init=0.01, max_iter=60, tol=0, n_iter_no_change=1000, random_state=0)
            w = m.fit(x, y).coefs_[0].ravel()
            """
        let left = "abs(float(w @ np.array([1.0, -2.0, 0.5])) / 5.25 - 1 / (1 + 10 / \(rows))) < 0.05"
        #expect(try shown(left, after: lines) == "True")
    }
}
