import Answers
import Language
import Testing

@testable import Vocabulary

/// Models whose inputs have lengths that the data tell, as Keras 3.15.1 builds and describes them: the shapes and counts are what it
/// printed for the same lines.
@Suite("Open lengths")
struct OpenLengthTests {
    private static let reviews = """
        import numpy as np
        i = Input(shape=(None,), dtype="int32", name="words")
        e = Embedding(100, 8)(i)
        s = LSTM(6, return_sequences=True)(e)
        h = GlobalAveragePooling1D()(s)
        m = Model(i, Dense(1, activation="sigmoid")(h), name="reviews")
        """

    private func shown(_ line: String, after lines: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(lines)
        return try session.evaluate(line).value.display(width: 100)
    }

    @Test(arguments: [
        ("e.shape", "(None, None, 8)"), ("h.shape", "(None, 6)"), ("m.input_shape", "(None, None)"),
        ("m.output_shape", "(None, 1)"), ("m.count_params()", "1167"), ("m.built", "True"),
        ("[w.shape for w in m.get_weights()]", "[(100, 8), (8, 24), (6, 24), (24,), (6, 1), (1,)]"),
        ("m.layers[2].output.shape", "(None, None, 6)"), ("m.layers[2].output_shape", "(None, None, 6)"),
    ])
    func aModelOfAnOpenLengthHasItsWeightsBeforeAnyData(line: String, value: String) throws {
        #expect(try shown(line, after: Self.reviews) == value)
    }

    @Test func theTableSaysNoneBeforeAndAfterData() throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(Self.reviews)
        let before = try session.evaluate("m").value.display(width: 80)
        for row in [
            "│ (None, None)", "│ (None, None, 8)        │           800 │", "│ (None, 1) ", "params: 1,167 (4.56 KB)",
        ] {
            #expect(before.contains(row), "\(row) in \(before)")
        }
        _ = try session.evaluate("w = m.get_weights()")
        #expect(
            try session.evaluate("m.predict(np.zeros((2, 5)), verbose=0).shape").value.display(width: 80) == "(2, 1)")
        #expect(
            try session.evaluate("m.predict(np.zeros((3, 9)), verbose=0).shape").value.display(width: 80) == "(3, 1)")
        #expect(try session.evaluate("m").value.display(width: 80) == before)
        let same = "all([np.array_equal(a, b) for a, b in zip(w, m.get_weights())])"
        #expect(try session.evaluate(same).value.display(width: 80) == "True")
    }

    @Test(arguments: [
        ("Sequential([Input((None, 3)), SimpleRNN(4), Dense(2)])", "(42, (None, None, 3), (None, 2))"),
        ("Sequential([LSTM(4, input_shape=(None, 2)), Dense(1)])", "(117, (None, None, 2), (None, 1))"),
        (
            "Sequential([Input((None, None, 1)), Conv2D(4, 3, strides=2), MaxPooling2D(), GlobalAveragePooling2D(), Dense(2)])",
            "(50, (None, None, None, 1), (None, 2))"
        ),
    ])
    func chainsToo(model: String, values: String) throws {
        #expect(try shown("(m.count_params(), m.input_shape, m.output_shape)", after: "m = \(model)") == values)
    }

    @Test func layersThatTwoModelsShareAreOneBeforeAnyData() throws {
        let lines = """
            import numpy as np
            i = Input((None, 2))
            s = LSTM(3, return_sequences=True)(i)
            whole = Model(i, Dense(1)(s))
            part = Model(i, s)
            """
        #expect(
            try shown("np.array_equal(part.get_weights()[0], whole.get_weights()[0])", after: lines) == "True")
        let trained =
            lines + """

                whole.compile("adam", "mse")
                h = whole.fit(np.ones((8, 4, 2)), np.ones((8, 4, 1)), epochs=2, verbose=0)
                """
        #expect(
            try shown("np.array_equal(part.get_weights()[0], whole.get_weights()[0])", after: trained) == "True")
        #expect(try shown("part.predict(np.ones((1, 7, 2)), verbose=0).shape", after: trained) == "(1, 7, 3)")
    }

    @Test func whatIsGivenHasToFitWhatIsKnown() {
        let error = #expect(throws: Diagnostic.self) {
            try shown(
                "m.predict(np.zeros((2, 5, 4)))",
                after: "import numpy as np\nm = Sequential([Input((None, 3)), SimpleRNN(4), Dense(2)])")
        }
        #expect(error?.mistake.expected?.contains("(None, 3)") == true)
    }

    @Test func weightsThatDependOnTheLengthWaitForTheData() throws {
        let lines = "import numpy as np\nm = Sequential([Input((None, 2)), Flatten(), Dense(3)])"
        #expect(try shown("m", after: lines).contains("0 (unbuilt)"))
        let padded = "m = Sequential([Input((None, None, 3)), MaxPooling2D(32, padding='same'), Flatten(), Dense(10)])"
        #expect(try shown("m", after: padded).contains("0 (unbuilt)"), "eight and sixteen rows are padded to the same")
        #expect(try shown("m.predict(np.zeros((1, 5, 2)), verbose=0).shape", after: lines) == "(1, 3)")
    }

    /// What `summary` of Keras prints; a chain has no column for what a layer reads, however it was composed.
    @Test(arguments: [
        (
            "i = Input((4,)); a = Dense(3)(i); m = Model(i, [a, Dense(2)(a)])",
            """
            Model: "functional"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
            ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
            │ input_layer (InputLayer)        │ (None, 4)              │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense (Dense)                   │ (None, 3)              │            15 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense_1 (Dense)                 │ (None, 2)              │             8 │
            └─────────────────────────────────┴────────────────────────┴───────────────┘
             Total params: 23 (92.00 B)
             Trainable params: 23 (92.00 B)
             Non-trainable params: 0 (0.00 B)
            """
        ),
        (
            "i = Input((None, 4)); m = Model(i, LSTM(3, return_state=True)(i))",
            """
            Model: "functional"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
            ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
            │ input_layer (InputLayer)        │ (None, None, 4)        │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ lstm (LSTM)                     │ [(None, 3), (None, 3), │            96 │
            │                                 │ (None, 3)]             │               │
            └─────────────────────────────────┴────────────────────────┴───────────────┘
             Total params: 96 (384.00 B)
             Trainable params: 96 (384.00 B)
             Non-trainable params: 0 (0.00 B)
            """
        ),
        (
            "i = Input((4,), name='input_layer_2'); d = Dense(4, name='dense_2'); m = Model(i, d(d(i)))",
            """
            Model: "functional"
            ┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┓
            ┃ Layer (type)        ┃ Output Shape      ┃    Param # ┃ Connected to      ┃
            ┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━┩
            │ input_layer_2       │ (None, 4)         │          0 │ -                 │
            │ (InputLayer)        │                   │            │                   │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ dense_2 (Dense)     │ (None, 4)         │         20 │ input_layer_2[0]… │
            │                     │                   │            │ dense_2[0][0]     │
            └─────────────────────┴───────────────────┴────────────┴───────────────────┘
             Total params: 20 (80.00 B)
             Trainable params: 20 (80.00 B)
             Non-trainable params: 0 (0.00 B)
            """
        ),
    ])
    func theTableIsKerass(lines: String, table: String) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(lines)
        #expect(try session.evaluate("m").value.display(width: 80) == table)
    }
}
