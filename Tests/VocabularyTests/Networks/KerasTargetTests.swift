import Language
import Testing
import Vocabulary

/// Losses of targets that are no probabilities or sides; the numbers are those of Keras 3.15.1.
@Suite("Targets as Keras takes them")
struct KerasTargetTests {
    @Test(
        "Targets outside of what a loss is meant for are computed with",
        arguments: [
            ("BinaryCrossentropy()([[1.05], [0.02]], [[0.9], [0.1]])", 0.0724022),
            ("KLDivergence()([[1.1, .2]], [[0.6, .4]])", 0.3721962),
            ("CategoricalCrossentropy()([[1.1, .2]], [[0.6, .4]])", 0.7451663),
            ("CategoricalCrossentropy(from_logits=True)([[1.1, -.2]], [[0.6, .4]])", 0.4983250),
            ("BinaryFocalCrossentropy()([[1.1], [-.2]], [[0.6], [.4]])", 0.0618008),
            ("Hinge()([[.5]], [[0.0]])", 1), ("Hinge()([[0.], [0.5]], [[0.3], [-0.4]])", 1.1),
            ("Hinge()([[0.], [-1.], [1.]], [[0.3], [-0.4], [.2]])", 0.8),
            ("SquaredHinge()([[0.], [0.5]], [[0.3], [-0.4]])", 1.22),
        ])
    func strays(call: String, expected: Double) throws {
        let session = Session(registry: Vocabulary.registry)
        let found = try session.evaluate("import keras\nfloat(keras.losses.\(call))").value.asDouble
        #expect(abs((found ?? .nan) - expected) < 2e-6, "\(call): \(String(describing: found))")
    }

    @Test func aFitWithNoisyLabelsGoesOn() throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(
            """
            import keras
            import numpy as np
            m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, activation="sigmoid")])
            m.set_weights([np.ones((1, 1)), np.zeros(1)])
            m.compile(loss="binary_crossentropy", optimizer=keras.optimizers.SGD(0.0))
            h = m.fit(np.ones((4, 1)), np.full((4, 1), 1.02), verbose=0)
            """)
        let loss = try session.evaluate("h.history['loss'][0]").value.asDouble
        #expect(abs((loss ?? .nan) - 0.2932617) < 1e-6, "\(String(describing: loss))")
    }
}
