import Answers
import Language
import Testing
import Vocabulary

/// Expectations by running Keras 3.15.1 with PyTorch as its backend.
@Suite("Keras's names and counts")
struct KerasNameTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.lines("import keras\nimport numpy as np\nfrom keras import layers\n" + code)
    }

    @Test func namesAreCountedOverTheWholeProgramUntilTheSessionIsCleared() throws {
        let out = try printed(
            """
            a = keras.Sequential([layers.Dense(1, input_shape=(2,))])
            b = keras.Sequential([keras.Input((2,)), layers.Dense(1), layers.Dense(1)])
            print(a.name, b.name, [l.name for l in a.layers + b.layers])
            i = keras.Input((2,))
            m = keras.Model(i, layers.Dense(1)(layers.LeakyReLU()(i)))
            print(m.name, [l.name for l in m.layers])
            keras.backend.clear_session()
            print(keras.Sequential().name, layers.Dense(2).name)
            print(layers.Dense(3, name="head").name, layers.Dense(2).name)
            """)
        #expect(
            out == [
                "sequential sequential_1 ['dense', 'dense_1', 'dense_2']",
                "functional_2 ['input_layer_2', 'leaky_re_lu', 'dense_3']", "sequential dense", "head dense_1",
            ])
    }

    @Test func activationsThatAreLayersHaveNamesAndClassesOfTheirOwn() throws {
        let out = try printed(
            """
            print([l.name for l in [layers.ReLU(), layers.ELU(), layers.Softmax(), layers.LeakyReLU(), layers.PReLU(), layers.Activation("relu")]])
            print([type(l).__name__ for l in [layers.ReLU(), layers.LeakyReLU(0.2), layers.Activation("relu")]])
            """)
        #expect(
            out == [
                "['re_lu', 'elu', 'softmax', 'leaky_re_lu', 'p_re_lu', 'activation']",
                "['ReLU', 'LeakyReLU', 'Activation']",
            ])
    }

    @Test func classesOfOnesOwnAreCountedToo() throws {
        let out = try printed(
            """
            class MyBlock(layers.Layer):
                pass
            class MLP2(keras.Model):
                def __init__(self):
                    super().__init__()
                    self.d1 = layers.Dense(3)
                def call(self, x): return self.d1(x)
            print(MyBlock().name, MyBlock().name, MLP2().name, MLP2().name, layers.Dense(1).name)
            """)
        #expect(out == ["my_block my_block_1 mlp2 mlp2_1 dense_2"])
    }

    @Test func weightsOfOneModelGoIntoAnotherOfTheSameLayersWhateverTheirNames() throws {
        let out = try printed(
            """
            def build():
                m = keras.Sequential([keras.Input((2,)), layers.Dense(3), layers.Dense(1)])
                m.compile("sgd", "mse")
                return m
            a, b = build(), build()
            b.set_weights(a.get_weights())
            print(b.layers[0].name, bool((a.predict(np.ones((1, 2)), verbose=0) == b.predict(np.ones((1, 2)), verbose=0)).all()))
            """)
        #expect(out == ["dense_2 True"])
    }

    @Test(arguments: [
        ("'sgd'", 2), ("'adam'", 8), ("'rmsprop'", 5), ("'adagrad'", 5), ("'adadelta'", 8), ("'adamax'", 8),
        ("'nadam'", 9), ("'ftrl'", 8), ("'adamw'", 8), ("'lion'", 5), ("keras.optimizers.SGD(0.1, momentum=0.9)", 5),
        ("keras.optimizers.RMSprop(momentum=0.9)", 8), ("keras.optimizers.RMSprop(centered=True)", 8),
        ("keras.optimizers.RMSprop(momentum=0.9, centered=True)", 11), ("keras.optimizers.Adam(amsgrad=True)", 11),
        ("keras.optimizers.SGD(keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9))", 1),
    ])
    func theSummaryCountsTheOptimizersNumbersAsKerasDoes(optimizer: String, count: Int) throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
            m.compile(\(optimizer), "mse")
            h = m.fit(np.ones((4, 2)), np.ones(4), verbose=0)
            t = []
            m.summary(print_fn=t.append)
            print([l.strip().split(" (")[0] for l in "\\n".join(t).split("\\n") if "Optimizer" in l])
            """)
        #expect(out == ["['Optimizer params: \(count)']"])
    }

    @Test func theSummaryOfAModelOfOnesOwnListsItsLayers() throws {
        let out = try printed(
            """
            class MLP(keras.Model):
                def __init__(self):
                    super().__init__()
                    self.d1 = layers.Dense(3)
                    self.d2 = layers.Dense(1)
                def call(self, x): return self.d2(self.d1(x))
            m = MLP()
            m.summary()
            m(np.ones((4, 2)))
            m.summary()
            """)
        #expect(out.contains("│ dense (Dense)                   │ ?                      │   0 (unbuilt) │"))
        #expect(out.contains("│ dense (Dense)                   │ (None, 3)              │             9 │"))
        #expect(out.contains("│ dense_1 (Dense)                 │ (None, 1)              │             4 │"))
        #expect(out.last == " Non-trainable params: 0 (0.00 B)")
        #expect(out.contains(" Total params: 13 (52.00 B)"))
    }

    @Test func namesOfInitializersMetricsAndLossesAreKerass() throws {
        let out = try printed(
            """
            for name in ["normal", "uniform", "zero", "one", "GlorotUniform", "HeNormal", "RandomNormal", "Zeros", "LecunUniform", "constant"]:
                layers.Dense(1, kernel_initializer=name)
            layers.Dropout(0.2, seed=1)
            keras.initializers.RandomNormal(stddev=0.1, seed=3)
            print(layers.Dense(2, kernel_initializer="one", input_shape=(1,)).name)
            m = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
            m.compile("sgd", ["mse"], metrics=["MAE", "MSE"])
            print(sorted(m.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0).history), m.optimizer.name)
            print(keras.losses.MeanSquaredError().name, keras.losses.Huber().name, keras.losses.BinaryCrossentropy().name)
            """)
        #expect(
            out == [
                "dense_10", "['MAE', 'MSE', 'loss'] sgd", "mean_squared_error huber_loss binary_crossentropy",
            ])
    }

    @Test func methodsAreAttributesAsFarAsHasattrIsConcerned() throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
            m.compile("adam", "mse")
            print(hasattr(m.optimizer, "learning_rate"), hasattr(m, "fit"), hasattr(m, "fitt"), hasattr(m.optimizer, "apply_gradients"))
            show = m.count_params
            print(show(), m.optimizer.iterations.numpy(), int(m.optimizer.iterations) + 1)
            """)
        #expect(out == ["True True False True", "3 0 1"])
    }

    @Test func countingMetricsAreKerass() throws {
        let out = try printed(
            """
            for M in [keras.metrics.TruePositives, keras.metrics.TrueNegatives, keras.metrics.FalsePositives, keras.metrics.FalseNegatives]:
                x = M()
                x.update_state([0, 1, 1, 1], [0.2, 0.4, 0.6, 0.9])
                print(x.name, float(x.result()))
            x = keras.metrics.TopKCategoricalAccuracy(k=1)
            x.update_state([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0]])
            print(x.name, float(x.result()))
            x = keras.metrics.SparseTopKCategoricalAccuracy(k=2)
            x.update_state([2, 1], [[0.1, 0.9, 0.8], [0.05, 0.95, 0]])
            print(x.name, float(x.result()))
            x = keras.metrics.MeanIoU(num_classes=2)
            x.update_state([0, 0, 1, 1], [0, 1, 0, 1])
            print(x.name, round(float(x.result()), 6))
            """)
        #expect(
            out == [
                "true_positives 2.0", "true_negatives 1.0", "false_positives 0.0", "false_negatives 1.0",
                "top_k_categorical_accuracy 0.5", "sparse_top_k_categorical_accuracy 1.0", "mean_io_u 0.333333",
            ])
    }

    @Test func smallHelpersAnswerAsKerasDoes() throws {
        let out = try printed(
            """
            import keras.backend as K
            print(K.epsilon(), keras.utils.normalize(np.array([[3.0, 4.0], [1.0, 0.0]])).tolist())
            print(keras.__version__, np.__version__, keras.activations.get("relu")(np.array([-1.0, 2.0])).numpy().tolist())
            d = layers.Dense(1, kernel_regularizer="l2", kernel_initializer="ones")
            d(np.ones((1, 2)))
            print(round(float(d.losses[0]), 6), keras.ops.convert_to_numpy(d.kernel).shape)
            """)
        #expect(out == ["1e-07 [[0.6, 0.8], [1.0, 0.0]]", "3.15.1 2.4.6 [0.0, 2.0]", "0.02 (2, 1)"])
    }

    @Test func datasetsOfNumbersAndSettingsOfMachinesAreTensorFlows() throws {
        let out = try printed(
            """
            import tensorflow as tf
            print([int(i.numpy()) for i in tf.data.Dataset.range(2, 8, 3)], len(tf.data.Dataset.range(5)))
            print(tf.config.list_physical_devices("GPU"), tf.data.AUTOTUNE)
            """)
        #expect(out == ["[2, 5] 5", "[] -1"])
    }

    @Test(arguments: [
        ("from sklearn.ensemble import ExtraTreesClassifier", "RandomForestClassifier"),
        ("from sklearn.tree import plot_tree", "export_text"),
        ("from sklearn.datasets import load_iris", "make_classification"),
        ("from matplotlib.animation import ArtistAnimation", "FuncAnimation"),
        ("from keras.datasets import boston_housing", "ames()"),
    ])
    func whatIsNotSpokenNamesWhatDoesTheSame(line: String, instead: String) throws {
        let session = Session(registry: Vocabulary.registry)
        let found = #expect(throws: Diagnostic.self) { _ = try session.evaluate(line) }
        #expect(found?.mistake.suggestion?.contains(instead) == true)
    }
}

@Suite("Keras's arrays, TensorFlow's clipping")
struct KerasArrayTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.lines("import keras\nimport numpy as np\nimport tensorflow as tf\n" + code)
    }

    @Test func theTwoBiasesOfAGRUAreOneArray() throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((5, 3)), keras.layers.Bidirectional(keras.layers.GRU(4))])
            print([w.shape for w in m.get_weights()])
            given = [np.full(w.shape, 0.25 * (k + 1)) for k, w in enumerate(m.get_weights())]
            given[2][1] = 7.0
            m.set_weights(given)
            print([bool((a == b).all()) for a, b in zip(given, m.get_weights())], m.count_params())
            """)
        #expect(
            out == [
                "[(3, 12), (4, 12), (2, 12), (3, 12), (4, 12), (2, 12)]", "[True, True, True, True, True, True] 216",
            ])
        let error = #expect(throws: Diagnostic.self) {
            try printed(
                """
                m = keras.Sequential([keras.Input((5, 3)), keras.layers.GRU(4)])
                m.set_weights([np.zeros((3, 12)), np.zeros((4, 12)), np.zeros(12)])
                """)
        }
        #expect(error?.mistake.expected == "an array of shape (2, 12)")
    }

    /// Values by running TensorFlow 2.21.
    @Test func gradientsAreShortenedAsTensorFlowDoes() throws {
        let out = try printed(
            """
            print(tf.clip_by_norm([3.0, 4.0], 1.0).numpy().tolist())
            print(tf.clip_by_norm([[3.0, 4.0], [0.3, 0.4]], 1.0, axes=[1]).numpy().round(4).tolist())
            g, n = tf.clip_by_global_norm([tf.constant([3.0, 0.0]), None, tf.constant([[4.0]])], 2.5)
            print(g[0].numpy().tolist(), g[1], g[2].numpy().tolist(), float(n))
            g, n = tf.clip_by_global_norm([tf.constant([1.0, float("inf")])], 1.0)
            print(g[0].numpy().tolist(), float(n))
            print(float(tf.linalg.global_norm([[3.0], [4.0]])))
            """)
        #expect(
            out == [
                "[0.6000000238418579, 0.800000011920929]",
                "[[0.6000000238418579, 0.800000011920929], [0.30000001192092896, 0.4000000059604645]]",
                "[1.5, 0.0] None [[2.0]] 5.0", "[nan, nan] inf", "5.0",
            ])
    }

    /// PyTorch turns the gradient round, Keras does not clip (findings/negative-clip-bounds.sh).
    @Test(
        arguments: [
            "keras.optimizers.SGD(1.0, clipnorm=-1.0)", "tf.clip_by_norm([3.0, 4.0], -1.0)",
            "import torch\np = torch.tensor([3.0], requires_grad=True)\ntorch.nn.utils.clip_grad_norm_([p], max_norm=-1.0)",
        ])
    func aBoundBelowZeroIsRefused(_ code: String) {
        let error = #expect(throws: Diagnostic.self) { try printed(code) }
        #expect(error?.mistake.problem.contains("= -1.0 is out of range") == true)
        #expect(error?.mistake.expected?.contains("finite number") == true)
    }

    @Test func elementsAreMetOneAfterTheOther() throws {
        let out = try printed(
            """
            print([int(x) for x in np.nditer(np.array([[1, 2], [3, 4]]))])
            for place, x in np.ndenumerate(np.array([[1, 2], [3, 4]])): print(place, x)
            """)
        #expect(out == ["[1, 2, 3, 4]", "(0, 0) 1", "(0, 1) 2", "(1, 0) 3", "(1, 1) 4"])
    }
}
