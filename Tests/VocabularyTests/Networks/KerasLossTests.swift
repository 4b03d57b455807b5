import Language
import Testing
import Vocabulary

/// Keras's losses called on arrays, by every reduction; the numbers are those of Keras 3.15.1.
@Suite("Losses reduced as in Keras")
struct KerasLossTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate("import keras\nimport numpy as np\nL = keras.losses\n" + code).printed.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private static let data = "y = np.array([[0., 1.], [0., 0.]])\np = np.array([[.6, .4], [.4, .6]])\n"

    @Test(
        "A loss of rows is reduced by its size, by its weights, by nothing or not at all",
        arguments: [
            ("MeanSquaredError", [0.36, 0.26]), ("BinaryCrossentropy", [0.916291, 0.713558]), ("Hinge", [1.1, 1.5]),
            ("MeanAbsoluteError", [0.6, 0.5]), ("Huber", [0.18, 0.13]), ("CosineSimilarity", [-0.5547, 0]),
            ("Poisson", [0.958145, 0.5]), ("LogCosh", [0.170135, 0.124044]), ("SquaredHinge", [1.46, 2.26]),
            ("MeanSquaredLogarithmicError", [0.17406, 0.167058]), ("CategoricalHinge", [1.2, 1.6]),
            ("CategoricalCrossentropy", [0.916291, 0]), ("CategoricalFocalCrossentropy", [0.082466, 0]),
            ("BinaryFocalCrossentropy", [0.329865, 0.205798]),
        ])
    func reductions(loss: String, rows: [Double]) throws {
        let session = Session(registry: Vocabulary.registry)
        func numbers(_ reduction: String, _ weights: String) throws -> [Double] {
            let call = "keras.losses.\(loss)(\(reduction))(y, p\(weights))"
            let found = try session.evaluate(
                "import keras\nimport numpy as np\n\(Self.data)\nnp.array(\(call)).reshape(-1).tolist()")
            return found.value.elements?.compactMap(\.asDouble) ?? []
        }
        func expect(_ reduction: String, _ weights: String, _ expected: [Double]) throws {
            let found = try numbers(reduction, weights)
            let fits = zip(found, expected).allSatisfy { abs($0 - $1) < 3e-6 }
            #expect(found.count == expected.count && fits, "\(loss)(\(reduction))\(weights): \(found)")
        }
        let half = ", sample_weight=[1.0, 0.5]"
        let weighted = [rows[0], rows[1] / 2]
        for none in ["reduction='none'", "reduction=None"] {
            try expect(none, "", rows)
            try expect(none, half, weighted)
            try expect(none, ", sample_weight=[[1.0], [0.5]]", weighted)
        }
        for mean in ["", "reduction='sum_over_batch_size'", "reduction='mean'"] {
            try expect(mean, "", [(rows[0] + rows[1]) / 2])
            try expect(mean, half, [(weighted[0] + weighted[1]) / 2])
            try expect(mean, ", sample_weight=2.0", [rows[0] + rows[1]])
        }
        try expect("reduction='sum'", "", [rows[0] + rows[1]])
        try expect("reduction='sum'", half, [weighted[0] + weighted[1]])
        try expect("reduction='mean_with_sample_weight'", half, [(weighted[0] + weighted[1]) / 1.5])
        try expect("reduction='mean_with_sample_weight'", ", sample_weight=2.0", [rows[0] + rows[1]])
    }

    @Test func overlapsAreThoseOfAllExamplesOrAlongAxes() throws {
        let out = try printed(
            """
            \(Self.data)
            a = np.arange(12).reshape(2, 3, 2)
            r = lambda x: print(np.array(x).shape, np.round(np.array(x, dtype=float), 4).tolist())
            r(L.Dice()(y, p))
            r(L.Dice(reduction="none")(y, p))
            r(L.Dice()(y, p, sample_weight=[1.0, 0.5]))
            r(L.Dice(reduction="sum")(y, p, sample_weight=[1.0, 0.5]))
            r(L.Dice(axis=(1, 2))(a % 2 * 1.0, a / 12))
            r(L.Dice(reduction=None, axis=(1, 2))(a % 2 * 1.0, a / 12))
            r(L.Dice(reduction=None, axis=(1, 2))(a % 2 * 1.0, a / 12, sample_weight=[1.0, 3.0]))
            r(L.dice(np.array([[[[1.0], [1.0]], [[0.0], [0.0]]], [[[1.0], [1.0]], [[0.0], [0.0]]]]),
                     np.array([[[[0.0], [1.0]], [[0.0], [1.0]]], [[[0.4], [0.0]], [[0.0], [0.9]]]]), axis=(1, 2, 3)))
            r(L.tversky(y, p))
            """)
        #expect(
            out == [
                "() 0.7333", "() 0.7333", "() 0.55", "() 1.1", "() 0.5132", "(2,) [0.6471, 0.3793]",
                "(2,) [0.6471, 1.1379]", "(2,) [0.5, 0.7576]", "() 0.7333",
            ])
    }

    @Test func arraysOfDifferentRanksAreBroughtToOne() throws {
        let out = try printed(
            """
            f = L.MeanSquaredError(reduction="none")
            a, b = np.array([0.0, 1.0, 2.0]), np.ones((3, 1))
            print(f(a, np.ones(3)).shape, f(a, b).shape, f(a.reshape(3, 1), np.ones(3)).shape)
            print(f(np.ones((2, 3, 1)), np.zeros((2, 3))).shape, f(np.ones((2, 3)), np.zeros((2, 3, 1))).shape)
            print(round(float(L.MeanSquaredError(reduction="sum")(a, np.ones(3))), 5))
            print(float(L.MeanSquaredError(reduction="sum")(a, b)), L.MeanSquaredError(name="my").name)
            print(L.MeanAbsoluteError().name, L.Dice().name, L.CategoricalHinge().name)
            """)
        #expect(
            out == [
                "() (3,) (3,)", "(2,) (2,)", "0.66667", "2.0 my", "mean_absolute_error dice categorical_hinge",
            ])
    }

    @Test func aHingeReadsTheTargetsOfABatchAtOnce() throws {
        // Of the first batch the 0 counts as −1, of the second, where there is a −1, it is 0.
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")])
            m.compile(loss="hinge", optimizer=keras.optimizers.SGD(0.0), metrics=["hinge"])
            x = np.array([[0.3], [-0.4], [0.5], [-0.2]])
            y = np.array([[0.0], [1.0], [0.0], [-1.0]])
            w = np.array([1.0, 1.0, 1.0, 3.0])
            h = m.fit(x, y, batch_size=2, shuffle=False, verbose=0).history
            print(round(h["loss"][0], 5), round(h["hinge"][0], 5))
            h = m.fit(x, y, batch_size=2, shuffle=False, verbose=0, sample_weight=w).history
            print(round(h["loss"][0], 5), round(h["hinge"][0], 5))
            print([round(v, 5) for v in m.evaluate(x, y, batch_size=4, verbose=0)])
            """)
        #expect(out == ["1.125 1.125", "1.525 1.125", "[1.05, 1.05]"])
    }

    @Test func aModelTrainsByTheNewLosses() throws {
        let out = try printed(
            """
            x = np.array([[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [1.0, 1.0]])
            y = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]])
            k = np.array([[0.2, -0.1, 0.4], [-0.3, 0.5, 0.1]])
            for loss in ["categorical_hinge", "dice", "tversky", "categorical_focal_crossentropy", L.Dice(axis=-1)]:
                m = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="softmax", use_bias=False)])
                m.set_weights([k])
                m.compile(loss=loss, optimizer=keras.optimizers.SGD(0.5))
                h = m.fit(x, y, batch_size=4, epochs=3, verbose=0)
                print([round(v, 5) for v in h.history["loss"]])
                h = m.fit(x, y, batch_size=4, verbose=0, sample_weight=np.array([1.0, 2.0, 0.5, 1.0]))
                print(round(h.history["loss"][0], 5))
            """)
        #expect(
            out == [
                "[1.15129, 1.03921, 0.92708]", "0.92758", "[0.67825, 0.65067, 0.62028]", "0.66044",
                "[0.67825, 0.65067, 0.62028]", "0.66044", "[0.151, 0.12711, 0.10765]", "0.10816",
                "[0.67825, 0.65067, 0.62028]", "0.66447",
            ])
    }

    @Test func aLossThatIsNotReducedTrainsNothing() throws {
        let out = try printed(
            """
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
            m.compile(loss=L.MeanSquaredError(reduction="none"))
            for f in [m.fit, m.train_on_batch]:
                try:
                    f(np.ones((4, 1)), np.ones((4, 1)))
                except TypeError as e:
                    print(e)
            """)
        let expected = "Gradient only defined for scalar-output functions. Output had shape: (4,)."
        #expect(out == [expected, expected])
    }

    @Test func aLossOfOnesOwnHasItsReduction() throws {
        let out = try printed(
            """
            class Half(keras.losses.Loss):
                def call(self, y_true, y_pred):
                    return keras.ops.mean(keras.ops.square(y_true - y_pred), axis=-1) / 2
            \(Self.data)
            r = lambda x: print(np.round(np.array(x, dtype=float), 5).tolist())
            r(Half()(y, p)); r(Half(reduction="sum")(y, p)); r(Half(reduction="none")(y, p))
            r(Half(reduction=None)(y, p, sample_weight=[1.0, 0.5])); r(Half()(y, p, sample_weight=[1.0, 0.5]))
            print(Half(name="h").name, Half().reduction)
            """)
        #expect(out == ["0.155", "0.31", "[0.18, 0.13]", "[0.18, 0.065]", "0.1225", "h sum_over_batch_size"])
    }
}
