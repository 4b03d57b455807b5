import Foundation
import Language
import Testing
import Vocabulary

/// Models with operations, parts and layers of one's own in them; expectations by running Keras 3.15.1.
@Suite("Composed models")
struct ComposedModelTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        return try session.lines("import keras\nimport numpy as np\n" + code)
    }

    @Test func arithmeticOfTensorsIsPartOfTheModel() throws {
        let out = try printed(
            """
            a = keras.Input((2,))
            b = keras.Input((2,))
            m = keras.Model([a, b], [a * b + 1, (a - b) / 2, 2 - a, a**2, 1 / a, -a])
            print([l.name for l in m.layers])
            for o in m.predict([np.array([[1., 2]]), np.array([[3., 5]])], verbose=0):
                print(o.tolist())
            p = keras.Input((2, 3))
            q = keras.Input((3, 2))
            m = keras.Model([p, q], p @ q)
            print(m.output_shape, m.predict([np.ones((1, 2, 3)), np.ones((1, 3, 2))], verbose=0).tolist())
            """)
        #expect(
            out == [
                "['input_layer', 'input_layer_1']", "[[4.0, 11.0]]", "[[-1.0, -1.5]]", "[[1.0, 0.0]]", "[[1.0, 4.0]]",
                "[[1.0, 0.5]]", "[[-1.0, -2.0]]", "(None, 2, 2) [[[3.0, 3.0], [3.0, 3.0]]]",
            ])
    }

    @Test func shapesThatDoNotMeetAreRefusedWhereTheyMeet() throws {
        #expect(throws: (any Error).self) { try printed("keras.Input((2,)) + keras.Input((3,))") }
        #expect(throws: (any Error).self) { try printed("keras.Input((2,)) + keras.Input((3, 2))") }
        #expect(throws: (any Error).self) { try printed("keras.Input((2,)) @ keras.Input((2,))") }
    }

    @Test func anEncoderOfSeveralOutputsIsCalledInAnotherModel() throws {
        let out = try printed(
            """
            i = keras.Input((3,))
            e = keras.Model(i, [keras.layers.Dense(2, name="mean")(i), keras.layers.Dense(1, name="size")(i)], name="encoder")
            j = keras.Input((3,))
            mean, size = e(j)
            print(mean.shape, size.shape)
            m = keras.Model(j, keras.layers.Concatenate()([size, mean]))
            e.set_weights([np.ones((3, 2)), np.array([0., 1.]), 2 * np.ones((3, 1)), np.zeros(1)])
            print(m.predict(np.ones((1, 3)), verbose=0).tolist(), m.count_params())
            m.compile(loss="mse", optimizer=keras.optimizers.SGD(0.1))
            h = m.fit(np.ones((4, 3)), np.ones((4, 3)), epochs=2, verbose=0)
            print(h.history["loss"][1] < h.history["loss"][0])
            """)
        #expect(out == ["(None, 2) (None, 1)", "[[6.0, 3.0, 4.0]] 12", "True"])
    }

    @Test func aLayerOfOnesOwnComesOutOfAFile() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("own-\(UUID().uuidString).keras").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let out = try printed(
            """
            @keras.saving.register_keras_serializable()
            class Scale(keras.layers.Layer):
                def __init__(self, factor, **kwargs):
                    super().__init__(**kwargs)
                    self.factor = factor

                def build(self, input_shape):
                    self.w = self.add_weight(shape=(input_shape[-1],), initializer="ones")

                def call(self, x):
                    return x * self.w * self.factor

                def get_config(self):
                    config = super().get_config()
                    config.update({"factor": self.factor})
                    return config

            i = keras.Input((2,))
            m = keras.Model(i, keras.layers.Dense(1)(Scale(3.0, name="big")(i)))
            m.set_weights([np.array([2., 5.]), np.array([[1.], [1.]]), np.array([0.5])])
            m.save("\(path)")
            n = keras.models.load_model("\(path)")
            print(n.predict(np.ones((1, 2)), verbose=0).tolist(), [l.name for l in n.layers], n.layers[1].factor)
            n = keras.models.load_model("\(path)", custom_objects={"Scale": Scale})
            print(n.predict(np.ones((1, 2)), verbose=0).tolist())
            """)
        #expect(out == ["[[21.5]] ['input_layer', 'big', 'dense'] 3.0", "[[21.5]]"])
        #expect(throws: (any Error).self) { try printed("keras.models.load_model(\"\(path)\")") }
    }

    @Test func aModelOfSeveralOutputsComesOutOfAFileCompiledAsItWas() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("two-\(UUID().uuidString).keras").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let out = try printed(
            """
            i = keras.Input((2,))
            h = keras.layers.Dense(3, activation="relu")(i)
            a, b = keras.layers.Dense(1, name="a")(h), keras.layers.Dense(1, activation="sigmoid", name="b")(h)
            m = keras.Model(i, {"a": a, "b": b})
            m.compile(
                "adam", loss={"a": "mse", "b": "binary_crossentropy"}, loss_weights={"a": 1.0, "b": 0.5},
                metrics={"a": ["mae"], "b": ["accuracy"]})
            x, y = np.ones((4, 2)), {"a": np.zeros((4, 1)), "b": np.ones((4, 1))}
            m.fit(x, y, verbose=0)
            m.save("\(path)")
            n = keras.models.load_model("\(path)")
            print(np.allclose(n.evaluate(x, y, verbose=0), m.evaluate(x, y, verbose=0)))
            print(sorted(n.evaluate(x, y, verbose=0, return_dict=True)))
            """)
        #expect(out == ["True", "['a_loss', 'a_mae', 'b_accuracy', 'b_loss', 'loss']"])
    }

    @Test func aMistakeInACallComesUpWhereTheLayerIsCalled() throws {
        let out = try printed(
            """
            class B(keras.layers.Layer):
                def call(self, x):
                    return x.no_such_thing

            for shape in [(6,), (None, 6)]:
                try:
                    B()(keras.Input(shape))
                    print("made")
                except AttributeError as e:
                    print("no_such_thing" in str(e))
            """)
        #expect(out == ["True", "True"])
    }
}
