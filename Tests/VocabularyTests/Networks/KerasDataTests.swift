import Foundation
import Language
import Testing
import Vocabulary

/// Batches by number, windows of series, and what a history says of its fit; expectations by running Keras 3.15.1.
@Suite("Data as Keras's fit takes them")
struct KerasDataTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate("import keras\nimport numpy as np\n" + code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static let batches =
        """
        class Batches(keras.utils.PyDataset):
            def __init__(self, x, y, size, **kwargs):
                super().__init__(**kwargs)
                self.x, self.y, self.size, self.epochs = x, y, size, 0
            def __len__(self):
                return -(-len(self.x) // self.size)
            def __getitem__(self, i):
                rows = slice(i * self.size, (i + 1) * self.size)
                return self.x[rows], self.y[rows]
            def on_epoch_end(self):
                self.epochs += 1
        x = np.arange(9.0).reshape(9, 1)
        y = 2 * x + 1
        m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
        m.compile(keras.optimizers.SGD(0.001), "mse", metrics=["mae"])

        """

    @Test func batchesByNumberAreTrainedOnMeasuredAndPredicted() throws {
        let out = try printed(
            Self.batches + """
                d = Batches(x, y, 4)
                h = m.fit(d, epochs=3, shuffle=False, verbose=0, validation_data=Batches(x, y, 3))
                print([round(v, 3) for v in h.history["loss"]], [round(v, 3) for v in h.history["val_loss"]])
                print(d.epochs >= 3, d.num_batches, h.params)
                print([round(v, 3) for v in m.evaluate(d, verbose=0)], m.predict(d, verbose=0).shape)
                print(isinstance(d, keras.utils.Sequence))
                """)
        #expect(
            out == [
                "[101.987, 66.791, 43.799] [70.513, 46.242, 30.377]",
                "True 3 {'verbose': 0, 'epochs': 3, 'steps': 3}", "[30.377, 4.863] (9, 1)", "True",
            ])
    }

    @Test func batchesByNumberThatAreNoneAreRefused() throws {
        let out = try printed(
            """
            class Empty(keras.utils.PyDataset):
                def __len__(self): return 0
                def __getitem__(self, i): return 1
            class Bare(keras.utils.PyDataset):
                pass
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
            m.compile(loss="mse")
            for d in [Empty(), Bare()]:
                try:
                    m.fit(d)
                except (ValueError, NotImplementedError) as e:
                    print(type(e).__name__)
            """)
        #expect(out == ["ValueError", "NotImplementedError"])
    }

    @Test func windowsOfASeriesAreThoseOfTheirFormula() throws {
        // Window i of the rows from start_index on: rows i, i + sampling_rate …; its target is that of row i.
        let out = try printed(
            """
            a = np.arange(20.0)
            t = keras.utils.timeseries_dataset_from_array
            for x, y in t(a[:-3], a[3:], 3, batch_size=4, sequence_stride=5):
                print(np.array(x).tolist(), np.array(y).tolist())
            for x in t(a, None, 4, sampling_rate=3, start_index=2, end_index=15, batch_size=2):
                print(np.array(x).tolist())
            d = t(np.stack([a, -a], axis=1), a, 5, batch_size=8)
            print(len(d), [np.array(x).shape for x, y in d])
            for x, y in t(a, a * 10, 2, start_index=4, sequence_stride=6, batch_size=None):
                print(np.array(x).tolist(), float(y))
            print(sorted(int(v) for x, y in t(a, a, 3, shuffle=True, seed=1, batch_size=5) for v in np.array(y)) == list(range(18)))
            """)
        #expect(
            out == [
                "[[0.0, 1.0, 2.0], [5.0, 6.0, 7.0], [10.0, 11.0, 12.0]] [3.0, 8.0, 13.0]",
                "[[2.0, 5.0, 8.0, 11.0], [3.0, 6.0, 9.0, 12.0]]", "[[4.0, 7.0, 10.0, 13.0], [5.0, 8.0, 11.0, 14.0]]",
                "2 [(8, 5, 2), (8, 5, 2)]", "[4.0, 5.0] 40.0", "[10.0, 11.0] 100.0", "[16.0, 17.0] 160.0", "True",
            ])
    }

    @Test func windowsTrainANetwork() throws {
        let out = try printed(
            """
            a = np.sin(np.arange(60) / 5)
            d = keras.utils.timeseries_dataset_from_array(a[:-4], a[4:], 4, batch_size=16)
            m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
            m.compile("adam", "mse")
            h = m.fit(d, epochs=2, verbose=0)
            print(len(h.history["loss"]), h.params["steps"], h.epoch)
            """)
        #expect(out == ["2 4 [0, 1]"])
    }

    @Test func aTrainingThatBrokeOffGoesOnWhereItsStateIs() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        let out = try session.evaluate(
            """
            import keras
            import numpy as np
            class Break(keras.callbacks.Callback):
                def on_epoch_begin(self, epoch, logs=None):
                    if epoch == 3:
                        raise RuntimeError("broken off")
            x = np.arange(8.0).reshape(8, 1)
            def made():
                m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])
                m.compile(keras.optimizers.SGD(0.01), "mse")
                return m
            m = made()
            try:
                m.fit(x, 3 * x, epochs=5, shuffle=False, verbose=0, callbacks=[keras.callbacks.BackupAndRestore('\(folder)'), Break()])
            except RuntimeError as e:
                print(e)
            n = made()
            h = n.fit(x, 3 * x, epochs=5, shuffle=False, verbose=0, callbacks=[keras.callbacks.BackupAndRestore('\(folder)')])
            print(h.epoch, len(h.history["loss"]))
            o = made()
            o.fit(x, 3 * x, epochs=5, shuffle=False, verbose=0)
            print(np.allclose(n.get_weights()[0], o.get_weights()[0]))
            """
        ).printed
        #expect(out == ["broken off", "[3, 4] 2", "True"])
        #expect(!FileManager.default.fileExists(atPath: folder), "the state of a training that ended stays behind")
    }
}
