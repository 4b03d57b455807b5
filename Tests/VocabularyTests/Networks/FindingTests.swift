import Language
import Testing

@testable import Vocabulary

/// Where libraries surprise (the folder `findings` has a script for each), and what the same lines do here.
@Suite("What the findings are about")
struct FindingTests: ProgramSuite {
    static let start = "import numpy as np\nimport keras\n"

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

    private func refusal(_ line: String) -> String {
        do { return try "nothing, but \(shown(line, after: ""))" } catch { return "\(error)" }
    }

    /// findings/keras-auc-of-rare-events.sh: what Keras 3.15.1 gives with its 200 thresholds, and scikit-learn 1.9.1 from all scores.
    @Test("The area under the curve of rare events is exact, and Keras's where its thresholds are asked for")
    func rareEvents() throws {
        let lines = """
            y = np.r_[np.zeros(90), np.ones(10)]
            p = np.r_[np.linspace(0, 0.001, 90), np.linspace(0.002, 0.004, 10)]
            areas = []
            for m in [keras.metrics.AUC(), keras.metrics.AUC(num_thresholds=200)]:
                m.update_state(y, p)
                areas.append(float(m.result()))
            """
        #expect(try shown("areas", after: lines) == "[1.0, 0.5]")
    }

    /// findings/keras-f1-of-one-column.sh: Keras 3.15.1.
    @Test("An F1 score of one output takes every row for positive, unless it has a threshold", arguments: [0, 1])
    func oneColumn(isWrong: Int) throws {
        let lines = """
            y = np.array([[1.0], [0.0], [0.0], [0.0]])
            p = abs(\(isWrong) - np.array([[0.9], [0.1], [0.2], [0.01]]))
            scores = []
            for m in [keras.metrics.F1Score(), keras.metrics.F1Score(threshold=0.5)]:
                m.update_state(y, p)
                scores.append(round(float(m.result()[0]), 4))
            """
        #expect(try shown("scores", after: lines) == "[0.4, \(isWrong == 1 ? "0.0" : "1.0")]")
        #expect(try shown("help(keras.metrics.F1Score)", after: "").contains("threshold=0.5"))
    }

    /// findings/keras-labels-outside-the-classes.sh: Keras takes them, PyTorch raises an error.
    @Test("A label that is no class number is refused")
    func outsideTheClasses() {
        #expect(refusal("keras.utils.to_categorical([-1, 1])").contains("row 0 holds -1"))
        let model = "m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(3)])\nm.compile('sgd', "
        let loss = "keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n"
        #expect(refusal(model + loss + "m.fit(np.ones((3, 1)), np.array([1, 2, 3]))").contains("label in row 2 is 3"))
        #expect(refusal(model + loss + "m.fit(np.ones((2, 1)), np.array([-1, 1]))").contains("label in row 0 is -1"))
    }

    /// findings/keras-r2-of-far-targets.sh: scikit-learn 1.9.1's r2_score of the same float32 numbers; Keras and TorchMetrics give more than 1.
    @Test("The R² of targets far from 0 is that of scikit-learn")
    func farTargets() throws {
        let lines = """
            y = np.array([2000000.0 + 300 * np.sin(i) for i in range(1000)])
            p = y + 30 * np.cos(7 * np.arange(1000))
            y, p = y.astype("float32"), p.astype("float32")
            m = keras.metrics.R2Score()
            for i in range(0, 1000, 100):
                m.update_state(y[i:i + 100].reshape(-1, 1), p[i:i + 100].reshape(-1, 1))
            """
        #expect(try shown("abs(float(m.result()) - 0.989983856678009) < 1e-6", after: lines) == "True")
        #expect(try shown("abs(r2_score(y, p) - 0.989983856678009) < 1e-6", after: lines) == "True")
    }

    /// findings/numpy-mean-of-float32-columns.sh: NumPy 2.4.6.
    @Test("The mean down the columns of float32 numbers is NumPy's, and that of a scaler is right")
    func float32Columns() throws {
        let lines = """
            from sklearn.preprocessing import StandardScaler
            x = np.full((1000000, 2), 0.1, dtype="float32")
            """
        #expect(try shown("x.mean(axis=0)[0]", after: lines) == "np.float32(0.10095835)")
        #expect(try shown("x[:, 0].copy().mean()", after: lines) == "np.float32(0.10000001)")
        let right = "[x.mean(axis=0, dtype='float64')[0], StandardScaler().fit(x).mean_[0]]"
        #expect(try shown("all(abs(mean - 0.1) < 1e-7 for mean in \(right))", after: lines) == "True")
    }

    /// findings/pandas-frames-change-through-torch.sh
    @Test("A tensor that was made from a table does not change the table")
    func tablesAndTensors() throws {
        let lines = """
            import pandas as pd
            import torch
            houses = pd.DataFrame({"area": [100.0, 150.0, 200.0], "age": [1.0, 2.0, 3.0]})
            selected, renamed = houses[["area"]], houses.rename(columns=str.upper)
            x = torch.from_numpy(renamed.to_numpy())
            x.sub_(x.mean(0))
            """
        let columns = "houses.area.tolist() == selected.area.tolist() == renamed.AREA.tolist() == [100, 150, 200]"
        #expect(try shown(columns, after: lines) == "True")
        #expect(try shown("x[:, 0].tolist()", after: lines) == "[-50.0, 0.0, 50.0]")
    }

    /// findings/pycma-seed-zero.sh: there 0 stands for the time.
    @Test("A search by CMA-ES with the seed 0 repeats itself, as with any other")
    func seedZero() throws {
        let lines = """
            import optuna
            def points(seed):
                study = optuna.create_study(sampler=optuna.samplers.CmaEsSampler(seed=seed))
                study.optimize(lambda t: t.suggest_float("x", 0, 1)**2 + t.suggest_float("y", 0, 1)**2, n_trials=8)
                return [t.params["x"] for t in study.trials]
            def last(seed):
                return minimize(rosenbrock, CMAES(), start=(-1, 1), steps=3, seed=seed).loss
            """
        let equal = "points(0) == points(0), last(0) == last(0), last(0) == last(1)"
        #expect(try shown(equal, after: lines) == "(True, True, False)")
    }
}
