import Language
import Testing
import Vocabulary

/// What models, optimizers and evaluations say of themselves; expectations by running Keras 3.15.1.
@Suite("Keras's answers")
struct KerasAnswerTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.lines("import keras\nimport numpy as np\n" + code)
    }

    @Test func outputsInADictStandInTheOrderOfTheirNames() throws {
        let out = try printed(
            """
            i = keras.Input((2,))
            b = keras.layers.Dense(1, name="zeta")(i)
            a = keras.layers.Dense(2, name="alpha")(i)
            x = np.ones((3, 2))
            t = {"zz": np.ones((3, 1)), "aa": np.ones((3, 2))}
            m = keras.Model(i, {"zz": b, "aa": a})
            print(m.output_names, list(m.predict(x, verbose=0)))
            m.compile(loss={"zz": "mse", "aa": "mae"}, metrics={"aa": ["mae"]})
            print(m.metrics_names)
            m.fit(x, t, verbose=0)
            print(m.metrics_names)
            print(list(m.evaluate(x, t, verbose=0, return_dict=True)))
            m = keras.Model(i, [b, a])
            m.compile(loss=["mse", "mae"])
            print(m.metrics_names, m.output_names)
            m.train_on_batch(x, [np.ones((3, 1)), np.ones((3, 2))])
            print(m.metrics_names)
            """)
        #expect(
            out == [
                "['alpha', 'zeta'] ['aa', 'zz']", "['loss', 'compile_metrics']",
                "['loss', 'compile_metrics', 'zz_loss', 'aa_loss']", "['aa_loss', 'aa_mae', 'loss', 'zz_loss']",
                "['loss'] ['zeta', 'alpha']", "['loss', 'zeta_loss', 'alpha_loss']",
            ])
    }

    @Test func whatAnEvaluationGivesIsAList() throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
            m.compile(loss="mse", metrics=["mae"], optimizer=keras.optimizers.SGD(0.0))
            x = np.ones((4, 1))
            r = m.train_on_batch(x, 2 * x)
            print(r, type(r) is list, isinstance(r, list), type(r).__name__)
            print(0.5 * np.add(r, r), np.mean([r, r], axis=0), np.array(m.test_on_batch(x, 2 * x)).shape)
            """)
        #expect(out == ["[4.0, 2.0] True True list", "[4. 2.] [4. 2.] (2,)"])
    }

    @Test func anEvaluationOfTwoWordsPrintsItsLine() throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
            m.compile(loss="mse", metrics=["mae"])
            e = m.evaluate(np.ones((40, 1)), np.ones((40, 1)) * 2, verbose=2)
            """)
        #expect(out.count == 1)
        #expect(out.first?.hasPrefix("2/2 - 0s - ") == true)
        #expect(out.first?.hasSuffix("/step - loss: 4.0000 - mae: 2.0000") == true, "\(out)")
    }

    @Test func everythingKnowsTheNameOfItsClass() throws {
        let out = try printed(
            """
            i = keras.Input((2,))
            f = keras.Model(i, keras.layers.Dense(1)(i))
            for o in [keras.optimizers.Adam(), keras.optimizers.RMSprop(), keras.optimizers.SGD(), keras.Sequential(), f,
                      keras.losses.MeanSquaredError(), keras.losses.Huber(), keras.metrics.Mean(), keras.metrics.AUC(),
                      keras.callbacks.EarlyStopping(), keras.optimizers.schedules.ExponentialDecay(.1, 10, .9)]:
                print(type(o).__name__, o.__class__.__name__)
            print(keras.optimizers.Adam().name, keras.optimizers.RMSprop().name, keras.optimizers.AdamW().name)
            print(isinstance(f, keras.Model), isinstance(keras.Sequential(), keras.Sequential), isinstance(f, keras.Sequential))
            print(type(f))
            """)
        let names = [
            "Adam", "RMSprop", "SGD", "Sequential", "Functional", "MeanSquaredError", "Huber", "Mean", "AUC",
            "EarlyStopping", "ExponentialDecay",
        ]
        #expect(
            out == names.map { "\($0) \($0)" } + [
                "adam rm_sprop adam_w", "True True False", "<class 'keras.src.models.functional.Functional'>",
            ])
    }

    @Test func aSummaryHasLinesAsLongAsAskedFor() throws {
        let out = try printed(
            """
            i = keras.Input((2,))
            m = keras.Model(i, [keras.layers.Dense(1)(i), keras.layers.Dense(2)(i)])
            s = keras.Sequential([i, keras.layers.Dense(3)])
            for n in [40, 60, 76, 80]:
                for q in (s, m):
                    lines = []
                    q.summary(line_length=n, print_fn=lines.append)
                    top = lines[0].split("\\n")[1]
                    print(len(top), [len(p) for p in top.strip("┏┓").split("┳")])
            """)
        #expect(
            out == [
                "40 [17, 12, 7]", "40 [11, 9, 5, 10]", "60 [26, 19, 11]", "60 [17, 14, 9, 15]", "76 [33, 24, 15]",
                "76 [21, 19, 12, 19]", "80 [35, 26, 15]", "80 [23, 19, 13, 20]",
            ])
    }
}
