import Answers
import Foundation
import Language
import Testing
import Vocabulary

/// `tf.data.Dataset`; what TensorFlow 2.21 prints for these lines.
@Suite("TensorFlow's datasets")
struct TensorFlowDataTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate("import tensorflow as tf\nimport numpy as np\n" + code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test func elementsAreLeftOutSkippedNumberedAndPutTogether() throws {
        let out = try printed(
            """
            ds = tf.data.Dataset.from_tensor_slices([1, 2, 3, 4, 5, 6, 7])
            print([int(v) for v in tf.data.Dataset.range(10).map(lambda x: x * 2).filter(lambda x: x % 3 == 0)])
            print([v.numpy() for v in ds.skip(2).take(3)], len(ds.skip(2)), len(ds.skip(9)))
            for a, b in tf.data.Dataset.zip((ds, ds.skip(1))).take(2):
                print(a.numpy(), b.numpy())
            for i, x in ds.enumerate(start=1).take(2):
                print(i.numpy(), x.numpy())
            print(ds.concatenate(tf.data.Dataset.from_tensor_slices([8, 9])).cardinality().numpy())
            print(ds.reduce(0, lambda s, x: s + x).numpy(), [x.numpy() for x in ds.batch(2).unbatch()])
            print([int(x) for x in ds.shard(3, 1)], next(iter(tf.data.Dataset.from_tensors([1, 2]))).numpy())
            for b in ds.repeat(2).batch(4).take(2):
                print(b.numpy())
            for b in ds.batch(3, drop_remainder=True):
                print(b)
            """)
        #expect(
            out == [
                "[0, 6, 12, 18]", "[np.int32(3), np.int32(4), np.int32(5)] 5 0", "1 2", "2 3", "1 1", "2 2", "9",
                "28 [np.int32(1), np.int32(2), np.int32(3), np.int32(4), np.int32(5), np.int32(6), np.int32(7)]",
                "[2, 5] [1 2]", "[1 2 3 4]", "[5 6 7 1]", "tf.Tensor([1 2 3], shape=(3,), dtype=int32)",
                "tf.Tensor([4 5 6], shape=(3,), dtype=int32)",
            ])
    }

    @Test func windowsOfASeriesAreDatasetsThatFlatMapJoins() throws {
        let out = try printed(
            """
            w = tf.data.Dataset.range(6).window(3, shift=1, drop_remainder=True)
            for win in w.flat_map(lambda win: win.batch(3)):
                print(win.numpy())
            print([[int(x) for x in win] for win in tf.data.Dataset.range(7).window(3)])
            print([[int(x) for x in win] for win in tf.data.Dataset.range(7).window(2, shift=3, stride=2)])
            series = np.arange(10, dtype="float32")
            dataset = tf.data.Dataset.from_tensor_slices(series).window(5, shift=1, drop_remainder=True)
            dataset = dataset.flat_map(lambda window: window.batch(5)).map(lambda window: (window[:-1], window[-1]))
            for x, y in dataset.batch(3).prefetch(1):
                print(x.shape, y.numpy())
            """)
        #expect(
            out == [
                "[0 1 2]", "[1 2 3]", "[2 3 4]", "[3 4 5]", "[[0, 1, 2], [3, 4, 5], [6]]", "[[0, 2], [3, 5], [6]]",
                "(3, 4) [4. 5. 6.]", "(3, 4) [7. 8. 9.]",
            ])
    }

    @Test func dictsGeneratorsAndPaddedBatches() throws {
        let out = try printed(
            """
            features = {"a": np.arange(4.0), "b": np.arange(4) * 10}
            d = tf.data.Dataset.from_tensor_slices((features, np.array([0, 1, 0, 1])))
            for f, l in d.batch(3).take(1):
                print(f["a"].numpy(), f["b"].numpy(), l.numpy())
            def gen():
                for i in range(3):
                    yield i, [i] * 2
            spec = (tf.TensorSpec(shape=(), dtype=tf.int32), tf.TensorSpec(shape=(2,), dtype=tf.int32))
            g = tf.data.Dataset.from_generator(gen, output_signature=spec)
            print([(i.numpy().item(), v.numpy().tolist()) for i, v in g], g.cardinality().numpy())
            pad = tf.data.Dataset.range(1, 4).map(lambda n: tf.fill([tf.cast(n, tf.int32)], n))
            print(next(iter(pad.padded_batch(3, padded_shapes=[None]))).numpy())
            print(d.batch(2).element_spec[1], spec[1])
            print(tf.data.Dataset.range(3).batch(2))
            """)
        #expect(
            out == [
                "[0. 1. 2.] [ 0 10 20] [0 1 0]", "[(0, [0, 0]), (1, [1, 1]), (2, [2, 2])] -2", "[[1 0 0]", " [2 2 0]",
                " [3 3 3]]",
                "TensorSpec(shape=(None,), dtype=tf.int64, name=None) "
                    + "TensorSpec(shape=(2,), dtype=tf.int32, name=None)",
                "<_BatchDataset element_spec=TensorSpec(shape=(None,), dtype=tf.int64, name=None)>",
            ])
    }

    @Test func aShuffleKeepsToItsBufferAndItsFixedOrder() throws {
        let out = try printed(
            """
            ds = tf.data.Dataset.range(20)
            print([int(x) for x in ds.shuffle(1)] == list(range(20)))
            fixed = ds.shuffle(20, seed=3, reshuffle_each_iteration=False)
            a, b = [int(x) for x in fixed], [int(x) for x in fixed]
            print(a == b, sorted(a) == list(range(20)), a != list(range(20)))
            train, rest = fixed.take(15), fixed.skip(15)
            print(sorted([int(x) for x in train] + [int(x) for x in rest]) == list(range(20)))
            fresh = ds.shuffle(20, seed=3)
            print([int(x) for x in fresh] != [int(x) for x in fresh])
            near = [int(x) for x in ds.shuffle(3)]
            print(all(place >= x - 2 for place, x in enumerate(near)))
            kept = ds.shuffle(20).cache()
            print([int(x) for x in kept] == [int(x) for x in kept])
            """)
        #expect(out == ["True", "True True True", "True", "True", "True", "True"])
    }

    @Test func fitGoesThroughADatasetInItsOwnOrderAndAnewInEachEpoch() throws {
        // By Keras 3.15.1 on TensorFlow 2.21.
        let out = try printed(
            """
            import keras
            x = np.arange(9.0).reshape(9, 1).astype("float32")
            y = 2 * x + 1
            def model():
                m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
                m.compile(keras.optimizers.SGD(0.001), "mse", metrics=["mae"])
                return m
            ds = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
            m = model()
            h = m.fit(ds, epochs=3, verbose=0, validation_data=ds.take(1))
            print([round(v, 3) for v in h.history["loss"]], [round(v, 3) for v in h.history["val_loss"]])
            print([round(v, 3) for v in m.evaluate(ds, verbose=0)], m.predict(ds, verbose=0).shape, h.params["steps"])
            h = model().fit(ds.repeat(), epochs=2, steps_per_epoch=3, verbose=0)
            print([round(v, 3) for v in h.history["loss"]])
            a = keras.Input((1,), name="a")
            b = keras.Input((1,), name="b")
            two = keras.Model([b, a], keras.layers.Subtract()([a, b]))
            two.compile("sgd", "mse")
            named = tf.data.Dataset.from_tensor_slices(({"a": x, "b": 3 * x}, y)).batch(5)
            print(round(two.evaluate(named, verbose=0), 3), two.predict(named, verbose=0)[1])
            """)
        #expect(
            out == [
                "[101.987, 66.791, 43.799] [14.267, 9.785, 6.789]", "[30.377, 4.863] (9, 1) 3", "[101.987, 66.791]",
                "395.667 [-2.]",
            ])
    }

    @Test func whatADatasetCannotDoIsSaid() throws {
        let out = try printed(
            """
            ds = tf.data.Dataset.range(4)
            for wrong in (lambda: len(ds.filter(lambda x: x > 1)), lambda: len(ds.repeat()),
                          lambda: list(ds.flat_map(lambda x: x)),
                          lambda: tf.data.Dataset.from_generator(lambda: iter([1]))):
                try:
                    wrong()
                except TypeError as e:
                    print(str(e)[:60])
            """)
        #expect(
            out == [
                "The dataset length is unknown.", "The dataset is infinite.",
                "The `map_func` argument must return a `Dataset` object. Got ",
                "To specify the output signature you need to provide either t",
            ])
    }

    @Test func aDatasetWithoutAnEndIsNoEpoch() throws {
        // Keras goes on for ever here.
        let out = try printed(
            """
            import keras
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
            m.compile("sgd", "mse")
            ds = tf.data.Dataset.from_tensor_slices(([[1.0], [2.0]], [[1.0], [2.0]])).batch(2).repeat()
            try:
                m.fit(ds, epochs=1, verbose=0)
            except ValueError as e:
                print("steps_per_epoch" in str(e))
            print(len(m.fit(ds, epochs=2, steps_per_epoch=3, verbose=0).history["loss"]))
            """)
        #expect(out == ["True", "2"])
    }

    @Test func modulesFindTheirVariables() throws {
        let out = try printed(
            """
            class MyModel(tf.Module):
                def __init__(self, **kwargs):
                    super().__init__(**kwargs)
                    self.w = tf.Variable(5.0)
                    self.b = tf.Variable(0.0)
                    self.frozen = tf.Variable(1.0, trainable=False)
                    self.c = tf.constant(2.0)
                def __call__(self, x):
                    return self.w * x + self.b
            class Outer(tf.Module):
                def __init__(self):
                    super().__init__(name="outer")
                    self.parts = [MyModel(), MyModel(name="two")]
            m, o = MyModel(), Outer()
            print(m(3.0).numpy(), [float(v) for v in m.variables], [float(v) for v in m.trainable_variables], m.name)
            print(len(o.variables), len(o.trainable_variables), [s.name for s in o.submodules], o.name)
            """)
        #expect(
            out == [
                "15.0 [0.0, 1.0, 5.0] [0.0, 5.0] my_model", "6 4 ['my_model', 'two'] outer",
            ])
    }

    @Test func countsBeyondWholeNumbersEndNothing() throws {
        let out = try printed(
            """
            top, bottom = 9223372036854775807, -9223372036854775808
            ds = tf.data.Dataset.range(3)
            print(len(tf.data.Dataset.range(bottom, top)), len(tf.data.Dataset.range(0, 10, bottom)))
            print([int(x) for x in tf.data.Dataset.range(0, bottom, bottom)])
            print(len(ds.repeat(top)), len(tf.data.Dataset.range(top).concatenate(tf.data.Dataset.range(top))))
            print(len(ds.take(bottom)), [int(x) for x in ds.skip(bottom)], len(list(ds.repeat(bottom).take(4))))
            print([int(i) for i, _ in ds.enumerate(top).take(1)], len(ds.shard(top, 1)), [int(x) for x in ds.shard(top, 1)])
            print(len(ds.window(2, shift=top)), len(tf.data.Dataset.range(top).batch(2)))
            """)
        #expect(
            out == [
                "9223372036854775807 0", "[0]", "9223372036854775807 9223372036854775807", "3 [] 4",
                "[9223372036854775807] 1 [1]", "1 4611686018427387904",
            ])
    }

    @Test(
        arguments: [
            "tf.data.Dataset.from_tensors([]).repeat().unbatch()",
            "tf.data.Dataset.range(9223372036854775807).shard(2, 1).skip(-1)",
        ])
    func whatHasNoEndCanBeStopped(dataset: String) throws {
        let work = Work()
        let session = Session(registry: Vocabulary.registry, work: work)
        _ = try session.evaluate("import tensorflow as tf\nds = \(dataset)")
        Thread.detachNewThread {
            usleep(50_000)
            work.cancel()
        }
        // It comes back, with nothing; it would go on for ever.
        let found = try? session.evaluate("list(ds.take(1))")
        #expect(found?.value.elements?.isEmpty ?? true)
    }
}
