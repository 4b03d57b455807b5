import Language
import Testing
import Vocabulary

/// Layers of attention with set weights; the numbers are those of Keras 3.15.1.
@Suite("Keras's layers of attention")
struct AttentionLayerTests {
    private static let begin = """
        import numpy as np
        import keras
        x = np.array([[[.1, .2, -.3, .4], [.5, -.6, .7, .8], [-.9, 1., .3, .2]]], dtype="float32")
        v = np.array([[[.3, -.1], [.2, .6]]], dtype="float32")

        def fill(layer):
            weights = []
            for n, w in enumerate(layer.get_weights()):
                weights.append(((np.arange(w.size) % 7 - 3).reshape(w.shape) * 0.1 + 0.05 * n).astype("float32"))
            layer.set_weights(weights)

        m = keras.layers.MultiHeadAttention(num_heads=2, key_dim=3)
        m(x, x)
        fill(m)

        """

    private func session(_ more: String = "") throws -> Session {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(Self.begin + more)
        return session
    }

    private func numbers(_ expression: String, _ session: Session) throws -> [Double] {
        let value = try session.evaluate("[float(v) for v in np.array(\(expression)).ravel()]").value
        return value.elements?.compactMap(\.asDouble) ?? []
    }

    private func expect(_ expression: String, _ expected: [Double], _ session: Session) throws {
        let found = try numbers(expression, session)
        #expect(
            found.count >= expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 5e-6 },
            "\(expression): \(found)")
    }

    private static let plain = [
        0.733346, 0.649735, 0.818513, 0.900896, 0.746546, 0.666, 0.83819, 0.902303, 0.726341, 0.643782, 0.81371,
        0.904981,
    ]

    @Test(
        "A query looks at values by several heads, as far as it may",
        arguments: [
            ("m(x, x)", plain), ("m(query=x, value=x, key=x)", plain),
            (
                "m(x, x, use_causal_mask=True)",
                [
                    0.626, 0.519, 0.608, 0.844, 0.834648, 0.730733, 0.89386, 0.915753, 0.726341, 0.643782, 0.81371,
                    0.904981,
                ]
            ),
            (
                "m(x, x, attention_mask=np.array([[[1, 0, 1], [1, 1, 0], [0, 0, 0]]]))",
                [
                    0.589461, 0.51763, 0.655688, 0.860103, 0.834648, 0.730733, 0.89386, 0.915753, 0.734667, 0.653,
                    0.823333, 0.902667,
                ]
            ),
            (
                "m(x, x, value_mask=np.array([[True, True, False]]))",
                [
                    0.818731, 0.71053, 0.868629, 0.911457, 0.834648, 0.730733, 0.89386, 0.915753, 0.820716, 0.712808,
                    0.871572, 0.912064,
                ]
            ),
            (
                "m(x, x, return_attention_scores=True)[1][0, :, 0]",
                [0.35692, 0.32837, 0.314709, 0.334126, 0.336993, 0.328882]
            ),
        ])
    func severalHeads(call: String, expected: [Double]) throws {
        try expect(call, expected, try session())
    }

    @Test func headsOfAnyWidthHaveKerassWeights() throws {
        let session = try session(
            """
            c = keras.layers.MultiHeadAttention(2, 4, value_dim=3, use_bias=False, output_shape=5)
            c(x, v)
            fill(c)
            i = keras.Input((6, 4))
            f = keras.Model(i, keras.layers.MultiHeadAttention(num_heads=2, key_dim=4)(i, i))
            """)
        #expect(try session.evaluate("m.count_params()").value.asInt == 118)
        #expect(try session.evaluate("c.count_params()").value.asInt == 90)
        #expect(try session.evaluate("f.count_params()").value.asInt == 156)
        let shapes = try session.evaluate("[w.shape for w in c.get_weights()]").value.display(width: 100)
        #expect(shapes == "[(4, 2, 4), (2, 2, 4), (2, 2, 3), (2, 3, 5)]")
        try expect("c(x, v)", [0.026085, -0.008898, 0.061263, -0.008717, 0.026376, 0.024843, -0.009774], session)
        #expect(try session.evaluate("f.predict(np.ones((2, 6, 4)), verbose=0).shape").value.repr == "(2, 6, 4)")
    }

    @Test func insideALayerOfOnesOwnItIsCalledAsKerasCallsIt() throws {
        let session = try session(
            """
            class Block(keras.layers.Layer):
                def __init__(self):
                    super().__init__()
                    self.att = keras.layers.MultiHeadAttention(num_heads=2, key_dim=3)

                def call(self, x):
                    return self.att(query=x, value=x, key=x)

            i = keras.Input((3, 4))
            b = Block()
            n = keras.Model(i, b(i))
            n.predict(x, verbose=0)
            fill(b)
            n.compile(loss="mse")
            """)
        try expect("n.predict(x, verbose=0)", Self.plain, session)
        #expect(try session.evaluate("n.count_params()").value.asInt == 118)
        _ = try session.evaluate("h = n.fit(x, x, verbose=0, epochs=2)")
        #expect(try session.evaluate("h.history['loss'][1] < h.history['loss'][0]").value.repr == "True")
    }

    @Test func stepsThatTheInputMasksAreNotLookedAt() throws {
        let session = try session(
            """
            e = keras.Input((3,))
            z = keras.layers.Embedding(5, 4, mask_zero=True)
            w = z(e)
            h = keras.layers.MultiHeadAttention(num_heads=1, key_dim=2)
            n = keras.Model(e, h(w, w))
            z.set_weights([(np.arange(20) % 7 - 3).reshape(5, 4) * .2])
            fill(h)
            """)
        try expect(
            "n.predict(np.array([[1, 2, 0]]), verbose=0)",
            [
                0.139834, 0.257564, 0.375293, 0.335812, 0.133123, 0.250013, 0.366903, 0.338329, 0.091333, 0.196,
                0.300667, 0.333,
            ], session)
    }

    @Test(
        "Queries and keys are compared as they are",
        arguments: [
            (
                "keras.layers.Attention()([x, x])",
                [-0.097047, 0.214728, 0.187412, 0.455864, 0.344634, -0.373183, 0.528365, 0.700577]
            ),
            (
                "keras.layers.Attention()([x, x[:, :2]], use_causal_mask=True)",
                [0.1, 0.2, -0.3, 0.4, 0.438214, -0.476428, 0.545535, 0.738214, 0.225728]
            ),
            (
                "keras.layers.Attention(use_scale=True, score_mode='concat')([x, x])",
                [0.043417, 0.008618, 0.345291, 0.546449, -0.063407]
            ),
            (
                "keras.layers.AdditiveAttention(use_scale=False)([x, x], return_attention_scores=True)[1]",
                [0.253193, 0.493017, 0.25379]
            ),
        ])
    func plainAttention(call: String, expected: [Double]) throws {
        try expect(call, expected, try session())
    }

    @Test func theLaboratorysOwnLooksAtItsInputAlone() throws {
        let session = try session("s = MultiHeadAttention(2)")
        #expect(try session.evaluate("s(x, x).shape").value.repr == "(1, 3, 4)")
        #expect(throws: (any Error).self) { try session.evaluate("s(x, v)") }
        #expect(throws: (any Error).self) { try session.evaluate("MultiHeadAttention(2, dropout=0.1)") }
    }
}
