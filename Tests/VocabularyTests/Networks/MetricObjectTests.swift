import Language
import Testing
import Vocabulary

/// The numbers are those of Keras 3.15.1.
@Suite("Metric objects that are told batches")
struct MetricObjectTests {
    private func result(_ name: String, _ updates: String...) throws -> Double? {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate("import keras\nm = keras.metrics.\(name)()")
        for update in updates { _ = try session.evaluate("m.update_state(\(update))") }
        return try session.evaluate("float(m.result())").value.asDouble
    }

    @Test(
        "A batch without a second axis is one row where the metric is a mean of rows",
        arguments: [
            ("MeanSquaredError", 0.3925), ("MeanAbsoluteError", 0.575), ("BinaryCrossentropy", 1.089577),
            ("MeanSquaredLogarithmicError", 0.169378), ("Hinge", 0.825), ("CosineSimilarity", 0.832182),
            ("RootMeanSquaredError", 0.635085), ("BinaryAccuracy", 0.333333),
        ])
    func flatBatches(name: String, expected: Double) throws {
        let found = try #require(try result(name, "[0., 1.], [0.9, 0.8]", "[1.], [0.4]"))
        #expect(abs(found - expected) < 2e-6, "\(found)")
    }

    @Test("Rows of several numbers count once each, whatever batch they came in")
    func rows() throws {
        #expect(try result("MeanSquaredError", "[0, 1], [1, 1]", "[5], [1]") == 8.25)
        let mixed = try #require(
            try result("MeanSquaredError", "[[0, 1], [1, 1]], [[1, 1], [2, 2]]", "[[5, 1]], [[1, 1]]"))
        #expect(abs(mixed - 3.1666667) < 1e-6)
        let column = try #require(try result("MeanSquaredError", "[0., 1.], [[0.9], [0.8]]"))
        #expect(abs(column - 0.425) < 1e-6)
        let weighted = try #require(try result("MeanSquaredError", "[0., 1.], [0.9, 0.8], sample_weight=2."))
        #expect(abs(weighted - 0.425) < 1e-6)
    }

    @Test("A weight for each number of such a batch is refused, as Keras fails on it")
    func weights() {
        #expect(throws: (any Error).self) {
            try result("MeanSquaredError", "[0., 1.], [0.9, 0.8], sample_weight=[1., 2.]")
        }
    }
}
