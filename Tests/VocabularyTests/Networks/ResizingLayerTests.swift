import Language
import Testing
import Vocabulary

/// Keras 3.15.1's images of another size.
@Suite("Resizing and CenterCrop")
struct ResizingLayerTests {
    @Test(
        "Pixels are those of Keras",
        arguments: [
            ("Resizing(2, 2)", "[2.5, 4.5, 10.5, 12.5]"),
            (
                "Resizing(2, 6, interpolation='nearest')",
                "[4.0, 5.0, 5.0, 6.0, 7.0, 7.0, 12.0, 13.0, 13.0, 14.0, 15.0, 15.0]"
            ),
            ("CenterCrop(2, 2)", "[5.0, 6.0, 9.0, 10.0]"), ("CenterCrop(3, 2)", "[1.0, 2.0, 5.0, 6.0, 9.0, 10.0]"),
            (
                "Resizing(3, 6)",
                "[0.667, 1.167, 1.833, 2.5, 3.167, 3.667, 6.0, 6.5, 7.167, 7.833, 8.5, 9.0, 11.333, 11.833, 12.5, 13.167, "
                    + "13.833, 14.333]"
            ),
        ])
    func pixels(call: String, expected: String) throws {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        let out = try session.evaluate(
            """
            import keras, numpy as np
            x = np.arange(16, dtype="float32").reshape(1, 4, 4, 1)
            print([round(float(v), 3) for v in np.array(keras.layers.\(call)(x)).ravel()])
            """
        ).printed
        #expect(out == [expected], "\(call)")
    }
}
