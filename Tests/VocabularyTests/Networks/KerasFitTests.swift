import Answers
import Foundation
import Language
import Testing
import Vocabulary

/// What Keras 3.15.1 (torch backend) did with the same lines.
@Suite("fit takes what Keras's fit takes, and prints what its callbacks print")
struct KerasFitTests {
    private func printed(
        _ text: String, in session: Session = Session(registry: Vocabulary.registry, permission: .everything)
    )
        throws -> [String]
    { try session.evaluate(text).printed }

    private func refusal(_ text: String) throws -> Mistake? {
        do {
            _ = try Session(registry: Vocabulary.registry).evaluate(text)
            return nil
        } catch let problem as Diagnostic {
            return problem.mistake
        }
    }

    private let batches = """
        import numpy as np
        import keras

        def batches(size):
            k = 0
            while True:
                x = np.array([[(k * 7 + i) % 5 - 2.0, (k + 3 * i) % 4 - 1.0] for i in range(size)])
                yield x, x[:, 0] * 2 - x[:, 1] + 0.5
                k += 1

        model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
        model.set_weights([np.array([[0.5], [-0.25]]), np.array([0.0])])
        model.compile(optimizer=keras.optimizers.SGD(0.05), loss="mse")

        """

    @Test("a generator without end gives new batches in every epoch")
    func endless() throws {
        let found = try printed(
            batches + """
                h = model.fit(batches(4), steps_per_epoch=3, epochs=4, verbose=0)
                print([round(v, 3) for v in h.history["loss"]])
                print([[round(float(v), 4) for v in w.ravel()] for w in model.get_weights()])
                """)
        #expect(found == ["[3.101, 1.492, 0.632, 0.214]", "[[1.9135, -0.7999], [0.2129]]"])
    }

    @Test("a generator that ends is one epoch, its weights count, and a second epoch says that nothing is left")
    func finite() throws {
        let found = try printed(
            """
            import numpy as np
            import keras

            def finite():
                for x, y in zip(np.arange(12.0).reshape(6, 2, 1) / 10, np.arange(12.0).reshape(6, 2, 1) / 5):
                    yield x, y, np.ones(2)

            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
            m.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
            h = m.fit(finite(), epochs=1, verbose=0)
            print([round(v, 4) for v in h.history["loss"]], [round(float(w.ravel()[0]), 4) for w in m.get_weights()])
            h = m.fit(finite(), epochs=5, verbose=0)
            print(len(h.history["loss"]))
            """)
        #expect(found == ["[0.6543] [0.6144, 0.8736]", "1"])
    }

    @Test("what a generator cannot give is refused by name")
    func misfits() throws {
        let cases = [
            ("(x for x in [1, 2])", "the generator gives 1"),
            ("((np.ones((n, 2)), np.ones(n)) for n in [2, 3, 2])", "batches of 2 rows, then one of 3"),
            ("((np.ones((n, 2)), np.ones(n)) for n in [3, 2, 3])", "batches of 3 rows, then one of 2"),
            ("((np.ones((2, n)), np.ones(2)) for n in [2, 3])", "rows of shape"),
            ("(x for x in [])", "no batch"),
        ]
        for (generator, part) in cases {
            let mistake = try refusal(batches + "model.fit(\(generator), epochs=1)")
            #expect(mistake?.problem.contains(part) == true, "\(generator): \(mistake?.problem ?? "no mistake")")
        }
        let beside = try refusal(batches + "model.fit(batches(2), [1, 2], steps_per_epoch=1)")
        #expect(beside?.problem.contains("y beside a generator") == true)
    }

    @Test("a table of pandas's is x, and a column of it is y, in fit and evaluate")
    func tables() throws {
        let found = try printed(
            """
            import pandas as pd
            import keras
            df = pd.DataFrame({"a": [0.0, 1.0, 2.0, 3.0], "b": [1.0, 0.0, 1.0, 0.0], "y": [1.0, 2.0, 3.0, 4.0]})
            m = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="zeros")])
            m.compile(optimizer="sgd", loss="mse")
            print(round(m.evaluate(df[["a", "b"]], df["y"], verbose=0), 4))
            h = m.fit(df[["a", "b"]], df["y"], epochs=1, batch_size=4, verbose=0, validation_data=(df[["a", "b"]], df["y"]))
            print([round(v, 4) for v in h.history["val_loss"]], m.predict(df[["a", "b"]], verbose=0).shape)
            """)
        #expect(found == ["7.5", "[6.2657] (4, 1)"])
    }

    private let line = """
        import numpy as np
        import keras
        x = np.array([[0.0], [1.0], [2.0], [3.0]])
        y = np.array([[1.0], [1.0], [1.0], [1.0]])
        m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
        m.compile(optimizer=keras.optimizers.SGD(0.3), loss="mse", metrics=["mae"])

        """

    @Test("verbose callbacks print Keras's lines")
    func verbose() throws {
        let stopped = try printed(
            line + """
                h = m.fit(x, y, epochs=9, verbose=0, validation_data=(x * 2, y), batch_size=4, callbacks=[
                    keras.callbacks.EarlyStopping(monitor="val_loss", patience=3, restore_best_weights=True, verbose=1),
                    keras.callbacks.ReduceLROnPlateau(monitor="val_loss", patience=1, factor=0.5, verbose=1)])
                """)
        let cuts = [
            (2, "0.15000000596046448"), (5, "0.07500000298023224"), (6, "0.03750000149011612"),
            (7, "0.01875000074505806"),
        ]
        #expect(
            stopped.joined(separator: "\n").split(separator: "\n").filter { !$0.isEmpty }
                == cuts.map { "Epoch \($0): ReduceLROnPlateau reducing learning rate to \($1)." }.map { Substring($0) }
                + ["Epoch 7: early stopping", "Restoring model weights from the end of the best epoch: 4."])
        let scheduled = try printed(
            line + """
                m.fit(x, y, epochs=2, verbose=0, callbacks=[
                    keras.callbacks.LearningRateScheduler(lambda e: 0.1 / (1 + e), verbose=1)])
                """)
        #expect(
            scheduled.joined(separator: "\n")
                == "\nEpoch 1: LearningRateScheduler setting learning rate to 0.1.\n"
                + "\nEpoch 2: LearningRateScheduler setting learning rate to 0.05.")
        let folder = FileManager.default.temporaryDirectory.appending(path: "verbose-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "best.keras").path
        let saved = try printed(
            line + """
                m.fit(x, y, epochs=3, verbose=0, batch_size=4, callbacks=[
                    keras.callbacks.ModelCheckpoint("\(file)", monitor="loss", save_best_only=True, verbose=1)])
                """)
        #expect(
            saved.joined(separator: "\n").split(separator: "\n").filter { !$0.isEmpty } == [
                "Epoch 1: loss improved from None to 1.00000, saving model to \(file)",
                "Epoch 1: finished saving model to \(file)", "Epoch 2: loss did not improve from 1.00000",
                "Epoch 3: loss did not improve from 1.00000",
            ])
        let epochs = try printed(
            line + "m.fit(x, y, epochs=2, verbose=2, batch_size=2, shuffle=False, validation_data=(x, y))")
        let numbers = epochs.map { $0.split(separator: "/step").last.map(String.init) ?? "" }
        #expect(
            numbers == [
                "Epoch 1/2", " - loss: 0.5725 - mae: 0.6750 - val_loss: 1.1214 - val_mae: 1.0150", "Epoch 2/2",
                " - loss: 0.3025 - mae: 0.4615 - val_loss: 0.1991 - val_mae: 0.3648",
            ])
    }

    @Test("the counts of classes are an array, as scikit-learn 1.9.1 gives them")
    func confusion() throws {
        let found = try printed(
            """
            from sklearn.metrics import confusion_matrix
            y, p = [2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]
            print(confusion_matrix(y, p))
            tn, fp, fn, tp = confusion_matrix([0, 1, 0, 1], [1, 1, 1, 0]).ravel()
            print(tn, fp, fn, tp)
            print(confusion_matrix(["cat", "ant", "cat"], ["ant", "ant", "cat"], labels=["cat", "ant"]))
            print(confusion_matrix(y, p, normalize="true"))
            print(confusion_matrix([5, 7], [7, 7]), confusion_matrix([5, 7], [7, 7]).dtype)
            """)
        #expect(
            found == [
                "[[2 0 0]\n [0 0 1]\n [1 0 2]]", "0 2 1 1", "[[1 1]\n [0 1]]",
                "[[1.         0.         0.        ]\n [0.         0.         1.        ]\n [0.33333333 0.         0.66666667]]",
                "[[0 1]\n [0 1]] int64",
            ])
    }

    @Test(
        "methods under decorators that are called keep their object, and sequences are repeated by NumPy's whole numbers"
    )
    func small() throws {
        let found = try printed(
            """
            import torch
            import functools
            import numpy as np

            class B:
                @torch.no_grad()
                def ev(self, x): return x + 1
                @functools.lru_cache(maxsize=None)
                def sq(self, x): return x * x

            print(B().ev(2), B().sq(3))
            import keras
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
            m.compile(optimizer=keras.optimizers.SGD(0.5), loss="mse")
            print(float(keras.ops.convert_to_numpy(m.optimizer.learning_rate)))
            print([0] * np.int64(3), np.int64(2) * (1, 2), "ab" * np.int64(2), [1, 2] * np.array([2, 3])[0])
            """)
        #expect(found == ["3 9", "0.5", "[0, 0, 0] (1, 2, 1, 2) abab [1, 2, 1, 2]"])
    }
}
