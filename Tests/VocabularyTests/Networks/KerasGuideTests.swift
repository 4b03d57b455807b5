import Foundation
import Language
import Testing
import Vocabulary

/// Short listings of the kind that Keras's guides teach; expectations by running Keras 3.15.1.
@Suite("What Keras's guides teach")
struct KerasGuideTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        return try session.evaluate("import keras\nimport numpy as np\nfrom keras import layers\n" + code).printed
            .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func callbacksAreToldOfEveryBatchThatIsPredicted() throws {
        let out = try printed(
            """
            class Tell(keras.callbacks.Callback):
                def on_predict_batch_begin(self, batch, logs=None):
                    print("begin", batch)
                def on_predict_batch_end(self, batch, logs=None):
                    print("end", batch, list(logs), np.array(logs["outputs"]).shape)
            m = keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer="ones")])
            x = np.arange(12.0).reshape(6, 2)
            y = m.predict(x, batch_size=4, verbose=0, callbacks=[Tell()])
            print(y.ravel().tolist())
            """)
        #expect(
            out == [
                "begin 0", "end 0 ['outputs'] (4, 1)", "begin 1", "end 1 ['outputs'] (2, 1)",
                "[1.0, 5.0, 9.0, 13.0, 17.0, 21.0]",
            ])
    }

    @Test func whatIsTrainableIsSoDownToTheLastLayer() throws {
        let out = try printed(
            """
            inner = keras.Sequential([keras.Input((3,)), layers.Dense(3), layers.Dense(3)])
            model = keras.Sequential([keras.Input((3,)), inner, layers.Dense(3)])
            model.trainable = False
            print(inner.trainable, inner.layers[0].trainable, len(model.trainable_weights))
            model.trainable = True
            print(inner.trainable, inner.layers[1].trainable, len(model.trainable_weights))
            base = keras.Sequential([keras.Input((3,)), layers.Dense(3, name="base")])
            base.trainable = False
            i = keras.Input((3,))
            m = keras.Model(i, layers.Dense(1)(base(i, training=False)))
            m.compile(optimizer="adam", loss="mse")
            w = base.get_weights()[0].copy()
            h = m.fit(np.ones((8, 3)), np.ones((8, 1)), epochs=2, verbose=0)
            print(np.allclose(w, base.get_weights()[0]), len(m.trainable_weights), m.loss)
            base.trainable = True
            print(len(m.trainable_weights))
            """)
        #expect(out == ["False False 0", "True True 6", "True 2 mse", "4"])
    }

    @Test func aModelWithoutAShapeHasNoWeightsYet() throws {
        let out = try printed(
            """
            model = keras.Sequential(name="my")
            model.add(layers.Dense(2, name="a"))
            model.add(layers.Dense(3, name="b"))
            print(len(model.layers), model.built, len(model.weights))
            y = model(np.ones((1, 4)))
            print(len(model.weights), model.run_eagerly)
            """)
        #expect(out == ["2 False 0", "4 False"])
    }

    @Test func ratesAreArraysForWhoAsks() throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((1,)), layers.Dense(1)])
            m.compile(keras.optimizers.SGD(0.05), "mse")
            print(float(np.array(m.optimizer.learning_rate)), np.array(m.optimizer.iterations))
            """)
        #expect(out == ["0.05000000074505806 0"])
    }

    @Test func masksAreComputedAndTruthsAreJoined() throws {
        let out = try printed(
            """
            e = layers.Embedding(20, 8, mask_zero=True)
            print(np.array(e.compute_mask(np.array([[1, 2, 0, 0]]))).tolist(), layers.Dense(2).compute_mask(np.ones((1, 2)), None))
            m = layers.Masking(mask_value=-1.0)
            print(np.array(m.compute_mask(np.array([[[1.0, -1.0], [-1.0, -1.0]]]))).tolist())
            a, b = np.array([True, True, False, False]), np.array([True, False, True, False])
            ops = keras.ops
            print(*[np.array(f(a, b)).tolist() for f in [ops.logical_and, ops.logical_or, ops.logical_xor]])
            print(np.array(ops.logical_not(a)).tolist())
            """)
        #expect(
            out == [
                "[[True, True, False, False]] None", "[[True, False]]",
                "[True, False, False, False] [True, True, True, False] [False, True, True, False]",
                "[False, False, True, True]",
            ])
    }

    @Test func thingsAreFoundByTheirNames() throws {
        let out = try printed(
            """
            print(keras.losses.get("mse")([0.0, 1.0], [1.0, 1.0]), keras.optimizers.get("adam").name)
            o = keras.optimizers.get({"class_name": "SGD", "config": {"learning_rate": 0.5}})
            print(float(o.learning_rate), type(keras.initializers.get("he_normal")).__name__)
            l = keras.layers.deserialize(keras.layers.serialize(layers.Dense(7, activation="relu")))
            print(l.units, l.activation.__name__, keras.saving.serialize_keras_object(l)["class_name"])
            for f in [keras.losses.get, keras.optimizers.get]:
                try:
                    f("nonsense")
                except ValueError as e:
                    print(type(e).__name__)
            """)
        #expect(out == ["0.5 adam", "0.5 HeNormal", "7 relu Dense", "ValueError", "ValueError"])
    }

    @Test func callbacksThatWatchTellWhatTheyHaveSeen() throws {
        let out = try printed(
            """
            rl = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=1, min_lr=0.01)
            es = keras.callbacks.EarlyStopping(monitor="loss", patience=2, min_delta=1e-2)
            m = keras.Sequential([keras.Input((1,)), layers.Dense(1, kernel_initializer="zeros", use_bias=False)])
            m.compile(keras.optimizers.SGD(0.1), "mse")
            h = m.fit(np.ones((4, 1)), np.zeros((4, 1)), epochs=10, verbose=0, callbacks=[rl, es])
            print(h.epoch, [round(v, 4) for v in h.history["learning_rate"]])
            print(es.stopped_epoch, es.best, es.wait, rl.wait, rl.best, rl.factor, rl.min_lr, rl.monitor)
            """)
        #expect(out == ["[0, 1, 2] [0.1, 0.1, 0.05]", "2 0.0 2 0 0.0 0.5 0.01 loss"])
    }

    @Test func aLogHasKerasColumns() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "log-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        func fit(_ more: String) throws -> [String] {
            _ = try session.evaluate(
                """
                import keras
                import numpy as np
                m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
                m.compile("sgd", "mse", metrics=["mae"])
                h = m.fit(np.ones((10, 1)), np.ones((10, 1)), epochs=2, verbose=0\(more), callbacks=[keras.callbacks.CSVLogger('\(path)')])
                """)
            return try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\r\n")
        }
        let validated = try fit(", validation_split=0.2")
        #expect(validated.count == 4 && validated[0] == "epoch,loss,mae,val_loss,val_mae", "\(validated)")
        let alone = try fit("")
        #expect(alone[0] == "epoch,loss,mae,val_loss,val_mae" && alone[1].hasSuffix(",NA,NA"), "\(alone)")
    }

    @Test func arraysAreAssertedToBeClose() throws {
        let out = try printed(
            """
            np.testing.assert_allclose([1.0, 2.0], [1.0, 2.0 + 1e-9])
            for f in [lambda: np.testing.assert_allclose([1, 2.0], [1, 2.1]), lambda: np.testing.assert_array_equal([1, 2], [1, 3])]:
                try:
                    f()
                except AssertionError as e:
                    print(str(e).splitlines()[1], "|", str(e).splitlines()[3])
            """)
        #expect(
            out == [
                "Not equal to tolerance rtol=1e-07, atol=0 | Mismatched elements: 1 / 2 (50%)",
                "Arrays are not equal | Mismatched elements: 1 / 2 (50%)",
            ])
    }

    @Test func operationsOfOrderAreKeras() throws {
        let out = try printed(
            """
            ops = keras.ops
            r = lambda t: print(np.array(t).tolist())
            x = np.array([[3.0, 1.0, 2.0], [1.0, 5.0, 4.0]])
            r(ops.sort(x)); r(ops.argsort(x)); r(ops.flip(x)); r(ops.roll(x, 1, axis=1)); r(ops.dot(x, x.T))
            r(ops.top_k(x, 2)[0]); r(ops.top_k(x, 2)[1]); r(ops.mod(x - 3, 2) + 0.0); r(ops.floor_divide(x - 3, 2))
            print([np.array(t).tolist() for t in ops.split(x, 3, axis=1)], [np.array(t).tolist() for t in ops.split(x[0], [1])])
            print([np.array(t).tolist() for t in ops.unstack(x)], float(ops.trace(x[:, :2])))
            r(ops.einsum("ij,kj->ik", x, x)); r(ops.tril(x)); r(ops.triu(x, 1)); r(ops.diag(x[0]))
            r(ops.outer(x[0], x[1])); r(ops.swapaxes(x, 0, 1)); r(ops.ravel(x)); r(ops.broadcast_to(x[0], (2, 3)))
            r(ops.repeat(x, 2, axis=1)); r(ops.repeat(x[0], 2))
            """)
        #expect(
            out == [
                "[[1.0, 2.0, 3.0], [1.0, 4.0, 5.0]]",
                "[[1, 2, 0], [0, 2, 1]]",
                "[[4.0, 5.0, 1.0], [2.0, 1.0, 3.0]]",
                "[[2.0, 3.0, 1.0], [4.0, 1.0, 5.0]]",
                "[[14.0, 16.0], [16.0, 42.0]]",
                "[[3.0, 2.0], [5.0, 4.0]]",
                "[[0, 2], [1, 2]]",
                "[[0.0, 0.0, 1.0], [0.0, 0.0, 1.0]]",
                "[[0.0, -1.0, -1.0], [-1.0, 1.0, 0.0]]",
                "[[[3.0], [1.0]], [[1.0], [5.0]], [[2.0], [4.0]]] [[3.0], [1.0, 2.0]]",
                "[[3.0, 1.0, 2.0], [1.0, 5.0, 4.0]] 8.0",
                "[[14.0, 16.0], [16.0, 42.0]]",
                "[[3.0, 0.0, 0.0], [1.0, 5.0, 0.0]]",
                "[[0.0, 1.0, 2.0], [0.0, 0.0, 4.0]]",
                "[[3.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 2.0]]",
                "[[3.0, 15.0, 12.0], [1.0, 5.0, 4.0], [2.0, 10.0, 8.0]]",
                "[[3.0, 1.0], [1.0, 5.0], [2.0, 4.0]]",
                "[3.0, 1.0, 2.0, 1.0, 5.0, 4.0]",
                "[[3.0, 1.0, 2.0], [3.0, 1.0, 2.0]]",
                "[[3.0, 3.0, 1.0, 1.0, 2.0, 2.0], [1.0, 1.0, 5.0, 5.0, 4.0, 4.0]]",
                "[3.0, 3.0, 1.0, 1.0, 2.0, 2.0]",
            ])
    }

    @Test func metricsOfLossesAndOfEqualNumbersAreKeras() throws {
        let out = try printed(
            """
            M = keras.metrics
            a = M.Accuracy()
            a.update_state([[1], [2], [3], [4]], [[0], [2], [3], [4]])
            print(float(a.result()), a.name)
            y, p = np.array([[0.0, 1], [0, 0]]), np.array([[0.6, 0.4], [0.4, 0.6]])
            for m in [M.KLDivergence(), M.CategoricalHinge(), M.SquaredHinge(), M.Hinge(), M.Poisson(), M.LogCoshError()]:
                m.update_state(y, p)
                print(m.name, round(float(m.result()), 4))
            c = M.CosineSimilarity(axis=-1)
            c.update_state([[0.0, 1.0], [1.0, 1.0]], [[1.0, 0.0], [1.0, 1.0]])
            print(round(float(c.result()), 4))
            """)
        #expect(
            out == [
                "0.75 accuracy", "kl_divergence 0.4581", "categorical_hinge 1.4", "squared_hinge 1.86",
                "hinge 1.3", "poisson 0.7291", "logcosh 0.1471", "0.5",
            ])
    }

    @Test func penaltiesAndInitializersAreCalled() throws {
        let out = try printed(
            """
            R, I = keras.regularizers, keras.initializers
            w = np.array([[1.0, -2.0], [0.5, 0.0]])
            print(*[round(float(f(w)), 5) for f in [R.L2(0.1), R.L1(0.1), R.L1L2(0.1, 0.2)]])
            print(np.array(I.Constant(0.5)((2, 2))).tolist(), np.array(I.Identity(2.0)(shape=(2, 2))).tolist())
            v = np.array(I.HeNormal()(shape=(200, 300)))
            print(v.shape, abs(v.std() / (2 / 200) ** 0.5 - 1) < 0.05, np.array(I.Zeros()((3,))).sum())
            """)
        #expect(out == ["0.525 0.35 1.4", "[[0.5, 0.5], [0.5, 0.5]] [[2.0, 0.0], [0.0, 2.0]]", "(200, 300) True 0.0"])
    }

    @Test func aModelThatACallbackSavedIsCompiled() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "best-\(UUID().uuidString).keras").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((2,)), layers.Dense(4, activation="relu"), layers.Dense(1)], name="net")
            m.compile("adam", keras.losses.Huber(0.5), metrics=["mae"])
            keep = keras.callbacks.ModelCheckpoint('\(path)', save_best_only=True)
            x = np.arange(64.0).reshape(32, 2) / 64
            h = m.fit(x, x.sum(axis=1, keepdims=True), validation_split=0.25, epochs=3, verbose=0, callbacks=[keep])
            b = keras.models.load_model('\(path)')
            e = b.evaluate(x[24:], x[24:].sum(axis=1, keepdims=True), verbose=0)
            print(b.compiled, b.name, np.isclose(e[0], min(h.history["val_loss"]), rtol=1e-3), b.optimizer.name)
            """)
        #expect(out == ["True net True adam"])
    }

    @Test func mistakesAreKerasInTheirWords() throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((4,)), layers.Dense(2, name="d")])
            for f in [lambda: m.fit(np.ones((2, 4)), np.ones((2, 2))), lambda: m.get_layer("nope"), lambda: m.compile("nadadam", "mse")]:
                try:
                    f()
                except ValueError as e:
                    print(e)
            """)
        #expect(
            out == [
                "You must call `compile()` before using the model.", "No such layer: nope. Existing layers are: ['d'].",
                "Could not interpret optimizer identifier: nadadam",
            ])
    }
}
