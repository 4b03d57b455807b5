import Language
import Testing
import Vocabulary

/// Functions and objects of the learner's where Keras has names, and what layers refuse where they are called; values are those of
/// Keras 3.15.1 on JAX.
@Suite("Activations, initializers, penalties and constraints of one's own")
struct OwnIngredientTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        session.isPython = true
        return try session.evaluate("import keras\nimport numpy as np\nfrom keras import layers\n" + code).printed
    }

    @Test("A network trains with them as with Keras's own")
    func trains() throws {
        let out = try printed(
            """
            class Pull(keras.regularizers.Regularizer):
                def __init__(self, s):
                    self.s = s
                def __call__(self, x):
                    return self.s * keras.ops.sum(keras.ops.abs(x) ** 3)
            class Cut(keras.constraints.Constraint):
                def __call__(self, w):
                    return keras.ops.clip(w, -0.5, 1.0)
            class Three(keras.initializers.Initializer):
                def __call__(self, shape, dtype=None):
                    return keras.ops.ones(shape) * 3
            def cube(x):
                return x ** 3
            x = np.array([[1., 2.], [3., -1.]]); y = np.array([[1.], [0.]])
            def go(**k):
                m = keras.Sequential([keras.Input((2,)), layers.Dense(1, **k)])
                m.compile(keras.optimizers.SGD(0.01), "mse")
                h = m.fit(x, y, epochs=2, verbose=0)
                print([f"{float(v):.4f}" for v in h.history["loss"] + list(m.get_weights()[0].ravel())])
            go(kernel_initializer="ones", kernel_regularizer=Pull(0.1))
            go(kernel_initializer="ones", kernel_regularizer=lambda w: 0.2 * keras.ops.sum(w ** 2))
            go(kernel_initializer="ones", kernel_constraint=Cut())
            go(kernel_initializer=Three())
            go(kernel_initializer=lambda shape, dtype=None: keras.ops.ones(shape) * 0.5)
            go(kernel_initializer=keras.initializers.Constant(0.2), activation=cube)
            """)
        #expect(
            out == [
                "['4.2000', '3.3500', '0.8441', '0.9549']", "['4.4000', '3.5290', '0.8421', '0.9529']",
                "['4.0000', '3.2066', '0.8494', '0.9606']", "['50.0000', '40.7962', '2.5106', '2.8038']",
                "['0.6250', '0.4885', '0.4341', '0.4998']", "['0.3094', '0.2654', '0.2157', '0.2360']",
            ], "\(out)")
    }

    @Test("What goes wrong inside of them ends the training with its own message")
    func failures() throws {
        let out = try printed(
            """
            def bad(x):
                raise KeyError("mine")
            m = keras.Sequential([keras.Input((1,)), layers.Dense(1, activation=bad)])
            m.compile("sgd", "mse")
            try:
                m.fit(np.ones((2, 1)), np.ones((2, 1)), verbose=0)
            except KeyError as e:
                print("KeyError", e)
            """)
        #expect(out == ["KeyError 'mine'"])
    }

    @Test(
        "Numbers of another shape are refused",
        arguments: [
            "kernel_initializer=lambda shape, dtype=None: np.ones(shape[::-1])",
            "kernel_initializer=lambda shape, dtype=None: np.ones((3, 3))",
            "kernel_constraint=lambda w: w[:1]", "activation=lambda t: keras.ops.sum(t, axis=-1)",
        ])
    func otherShapes(setting: String) throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((2,)), layers.Dense(1, \(setting))])
            m.compile("sgd", "mse")
            try:
                m.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
                print("nothing")
            except ValueError:
                print("ValueError")
            """)
        #expect(out == ["ValueError"], "\(setting)")
    }

    @Test("An embedding begins with given rows, and has a penalty")
    func embeddings() throws {
        let out = try printed(
            """
            e = layers.Embedding(3, 2, weights=[np.arange(6.).reshape(3, 2)])
            print(np.array(e(np.array([[2, 0]]))).tolist())
            m = keras.Sequential([
                keras.Input((1,)),
                layers.Embedding(3, 2, embeddings_initializer="ones", embeddings_regularizer=keras.regularizers.L2(0.1)),
                layers.Flatten()])
            m.compile("sgd", "mse")
            print(round(float(m.evaluate(np.array([[1]]), np.zeros((1, 2)), verbose=0)), 4))
            print(keras.regularizers.l2(0.01).get_config())
            print(np.array(keras.constraints.UnitNorm(axis=0)(np.array([[3.], [4.]], "float32"))).ravel().round(4))
            """)
        #expect(
            out == ["[[[4.0, 5.0], [0.0, 1.0]]]", "1.6", "{'l2': 0.01}", "[0.6 0.8]"],
            "\(out)")
    }

    @Test("Without a loss in compile, what layers add is all that counts")
    func nothingToCompile() throws {
        let out = try printed(
            """
            class Add(layers.Layer):
                def call(self, x):
                    self.add_loss(0.5 * keras.ops.mean(keras.ops.square(x)))
                    return x
            m = keras.Sequential([keras.Input((2,)), layers.Dense(2, kernel_initializer="ones"), Add()])
            m.compile(optimizer=keras.optimizers.SGD(0.01))
            h = m.fit(np.array([[1., 2.], [3., 4.]]), epochs=2, verbose=0)
            print([round(float(v), 4) for v in h.history["loss"]])
            """)
        #expect(out == ["[14.5, 12.3005]"])
    }

    @Test("Without any loss nothing moves, which is said; several outputs are no exception")
    func nothingAtAll() throws {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        session.isPython = true
        let outcome = try session.evaluate(
            """
            import keras
            import numpy as np
            from keras import layers
            x = np.array([[1., 2.], [3., 4.]]); y = np.array([[1.], [0.]])
            m = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer="ones")])
            m.compile(keras.optimizers.Adam(0.01), metrics=["mae"])
            h = m.fit(x, y, epochs=2, verbose=0)
            print(h.history["loss"], [float(v) for v in h.history["mae"]], m.get_weights()[0].ravel().tolist())
            i = keras.Input((2,))
            m = keras.Model(i, [layers.Dense(1, name="a")(i), layers.Dense(1, name="b", kernel_initializer="ones")(i)])
            m.compile("adam")
            print(m.fit(x, [y, y], epochs=2, verbose=0).history, m.loss)
            print(m.get_layer("b").get_weights()[0].ravel().tolist())
            """)
        #expect(
            outcome.printed == [
                "[0.0, 0.0] [4.5, 4.5] [1.0, 1.0]", "{'loss': [0.0, 0.0]} None", "[1.0, 1.0]",
            ], "\(outcome.printed)")
        #expect(outcome.notes.contains { $0.hasPrefix("nothing is minimised") }, "\(outcome.notes)")
        let penalised = try session.evaluate(
            """
            m = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_regularizer="l2")])
            m.compile("adam")
            h = m.fit(x, y, verbose=0)
            """)
        #expect(!penalised.notes.contains { $0.hasPrefix("nothing is minimised") }, "\(penalised.notes)")
    }

    @Test("Class numbers for a model without a loss are told that the loss is missing")
    func classesWithoutLoss() throws {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        session.isPython = true
        _ = try session.evaluate(
            """
            import keras
            import numpy as np
            m = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
            m.compile("adam")
            """)
        #expect {
            try session.evaluate("m.fit(np.ones((4, 2)), np.array([0, 1, 2, 0]), verbose=0)")
        } throws: {
            "\($0)".contains("without a loss")
        }
    }

    @Test(
        "Shapes that do not fit are refused where the layer is called",
        arguments: [
            "layers.Concatenate()([keras.Input((3, 2)), keras.Input((2, 2))])",
            "layers.Add()([keras.Input((3,)), keras.Input((2,))])", "layers.Reshape((4,))(keras.Input((3,)))",
            "layers.LSTM(3)(keras.Input((3,)))", "layers.Conv2D(3, 3)(keras.Input((28, 28)))",
            "layers.Dense(2, activaton='relu')",
            "keras.Sequential([keras.Input((3,)), layers.Dense(2, name='a'), layers.Dense(2, name='a')])",
            "keras.Sequential([keras.Input((3,)), layers.Dense(1)]).save('model')",
            "keras.Sequential([keras.Input((3,)), layers.Dense(1)]).save_weights('model')",
        ])
    func refused(call: String) throws {
        let out = try printed(
            "try:\n    \(call)\n    print('nothing')\nexcept ValueError as e:\n    print('ValueError')")
        #expect(out == ["ValueError"], "\(call)")
    }

    @Test("A model without a shape has no weights, and a class number beyond the columns is an IndexError")
    func small() throws {
        let out = try printed(
            """
            print(keras.Sequential([layers.Dense(1)]).get_weights())
            try:
                keras.utils.to_categorical([0, 1, 5], 3)
            except IndexError as e:
                print(e)
            """)
        #expect(out == ["[]", "index 5 is out of bounds for axis 1 with size 3"], "\(out)")
    }
}
