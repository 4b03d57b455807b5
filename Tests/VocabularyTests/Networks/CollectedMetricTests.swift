import Language
import Testing
import Vocabulary

/// The numbers are those of Keras 3.15.1.
@Suite("Metrics of classes and thresholds")
struct CollectedMetricTests {
    private func result(_ metric: String, _ update: String) throws -> [Double] {
        let session = Session(registry: Vocabulary.registry)
        let value = try session.evaluate(
            """
            import keras
            import numpy as np
            y = np.array([[1., 0., 0.], [0., 1., 0.], [0, 0, 1], [0, 1, 0]])
            p = np.array([[.9, .1, 0], [.6, .4, .3], [.2, .5, .3], [.1, .8, .1]])
            m = keras.metrics.\(metric)
            m.update_state(\(update))
            [float(v) for v in np.array(m.result()).ravel()]
            """
        ).value
        return value.elements?.compactMap(\.asDouble) ?? []
    }

    private func expect(_ metric: String, _ update: String, _ expected: [Double]) throws {
        let found = try result(metric, update)
        #expect(
            found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 2e-6 },
            "\(metric): \(found)")
    }

    @Test(
        "An F score is one number for each class, or put together as it is asked for",
        arguments: [
            ("F1Score()", [0.6666666, 0.5, 0]), ("F1Score(average='macro')", [0.3888888]),
            ("F1Score(average='micro')", [0.5]), ("F1Score(average='weighted')", [0.4166666]),
            ("F1Score(threshold=0.35)", [0.6666666, 0.8, 0]),
            ("F1Score(average='macro', threshold=0.35)", [0.4888888]),
            ("FBetaScore(beta=2.0)", [0.8333332, 0.5, 0]), ("FBetaScore(beta=2.0, average='weighted')", [0.4583333]),
            ("FBetaScore(beta=2.0, average='macro', threshold=0.35)", [0.5808080]),
        ])
    func fScores(metric: String, expected: [Double]) throws { try expect(metric, "y, p", expected) }

    @Test(
        "Precision and recall have a number for each threshold, and count the largest or one class",
        arguments: [
            ("Precision(thresholds=[.2, .5, .8])", "[0, 1, 1, 0], [.1, .6, .9, .55]", [0.6666667, 0.6666667, 1]),
            ("Recall(thresholds=[.2, .5, .8])", "[0, 1, 1, 0], [.1, .6, .9, .55]", [1, 1, 0.5]),
            ("Precision(top_k=1)", "y, p", [0.5]), ("Recall(top_k=2, class_id=1)", "y, p", [1]),
        ])
    func thresholds(metric: String, update: String, expected: [Double]) throws {
        try expect(metric, update, expected)
    }

    @Test(
        "The area is that of the thresholds and the curve that were asked for",
        arguments: [
            ("AUC()", 0.6666667), ("AUC(num_thresholds=3)", 0.5833334), ("AUC(curve='PR')", 0.7689509),
            ("AUC(num_thresholds=5, curve='PR')", 0.8289903),
            ("AUC(num_thresholds=5, summation_method='majoring')", 0.8333334),
        ])
    func areas(metric: String, expected: Double) throws {
        try expect(metric, "[0, 1, 1, 0, 1], [.1, .6, .9, .65, .3]", [expected])
    }

    @Test func aTrainingTellsThoseOfOneNumberAlone() throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(
            """
            import keras
            import numpy as np
            m = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)])
            m.set_weights([np.eye(2), np.zeros(2)])
            m.compile(loss="mse", metrics=[keras.metrics.F1Score(average="macro")])
            e = m.evaluate(np.array([[.9, .1], [.6, .4]]), np.array([[1., 0], [0, 1]]), verbose=0)
            """)
        let found = try session.evaluate("e[1]").value.asDouble ?? .nan
        #expect(abs(found - 0.3333333) < 1e-6)
        #expect(throws: (any Error).self) {
            try session.evaluate("m.compile(loss='mse', metrics=[keras.metrics.F1Score()])")
        }
    }
}
