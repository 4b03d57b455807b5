import Language
import Networks
import Answers
import Testing

@testable import Vocabulary

@Suite("Layers and measures as Keras and scikit-learn define them, in the language")
struct LayerAndMetricWordTests {
    private func evaluate(_ lines: [String]) throws -> Value {
        let session = Session(registry: Vocabulary.registry)
        for line in lines.dropLast() { _ = try session.evaluate(line) }
        return try session.evaluate(lines.last ?? "").value
    }

    private func refusal(_ lines: [String]) -> String {
        let session = Session(registry: Vocabulary.registry)
        do {
            for line in lines { _ = try session.evaluate(line) }
            return ""
        } catch { return "\(error)" }
    }

    /// Shapes as `keras.layers` 3 gives them for an image of 4×4 (the convolutions: 7×9), one channel.
    static let shapes: [(layer: String, image: String, shape: String)] = [
        ("MaxPooling2D((1, 2))", "(4, 4, 1)", "4, 2, 1"), ("AveragePooling2D((2, 1))", "(4, 4, 1)", "2, 4, 1"),
        ("MaxPooling2D(2, strides=(2, 1))", "(4, 4, 1)", "2, 3, 1"),
        ("MaxPooling2D((3, 2), strides=1, padding=\"same\")", "(4, 4, 1)", "4, 4, 1"),
        ("Conv2D(5, 3, strides=(2, 3))", "(7, 9, 1)", "3, 3, 5"),
        ("Conv2D(5, (2, 3), strides=(2, 3), padding=\"same\")", "(7, 9, 1)", "4, 3, 5"),
        ("Conv2D(5, 3, strides=(1, 2), padding=1)", "(7, 9, 1)", "7, 5, 5"),
    ]

    @Test(arguments: shapes)
    func windowsMoveByHeightAndWidth(layer: String, image: String, shape: String) throws {
        let model = try evaluate([
            "m = Sequential([\(layer.dropLast()), input_shape=\(image))])", "m.count_params()", "m",
        ])
        var table = ""
        if case .thing(let thing) = model { table = thing.table(width: 120) }
        #expect(table.contains("(None, " + shape + ")"), "\(layer) on \(image) gives\n\(table)")
    }

    @Test func aConvolutionWithoutBiasHasItsKernelAlone() throws {
        let found = try evaluate(
            ["m = Sequential([Conv2D(5, 3, input_shape=(7, 9, 2), use_bias=False)])", "m.count_params()"])
        #expect(found.json.text == "90", "\(found.json.text) parameters")
    }

    @Test func weightsOfLossesAreForSeveralOutputs() throws {
        let model = "m = Sequential([Dense(1, input_shape=(2,))])"
        #expect(refusal([model, "m.compile('sgd', 'mse', loss_weights=[0.5])"]).contains("a model of one output"))
        _ = try evaluate([
            model, "m.compile('sgd', 'mse', loss_weights=None, weighted_metrics=None)", "m.count_params()",
        ])
    }

    @Test func runningValuesAreCountedAsKerasCountsThem() throws {
        let found = try evaluate(["m = Sequential([BatchNormalization(input_shape=(5,))])", "m.count_params()"])
        #expect(found.json.text == "20", "four numbers a column: \(found.json.text)")
    }

    @Test func aLayerThatIsCalledTwiceHasOneSetOfWeights() throws {
        let model = ["x = Input(shape=(3,))", "d = Dense(3)", "m = Model(x, d(d(x)), seed=1)"]
        func value(_ line: String) throws -> String { try evaluate(model + [line]).json.text }
        #expect(try value("m.count_params()") == "12")
        #expect(try value("len(m.layers)") == "2", "the input, and the layer once")
        let session = Session(registry: Vocabulary.registry)
        for line in model + ["m.layers[1].kernel = [[2, 0, 0], [0, 3, 0], [0, 0, 4]]"] {
            _ = try session.evaluate(line)
        }
        let output = try session.evaluate("m.predict([[1, 1, 1]]).tolist()").value.repr
        #expect(output == "[[4.0, 9.0, 16.0]]", "twice through the diagonal 2, 3, 4")
        #expect(
            try evaluate(["d = Dense(2, input_shape=(2,))", "m = Sequential([d, d])", "m.count_params()"]).asDouble == 6
        )
        let unfit = refusal(["x = Input(shape=(2,))", "d = Dense(3)", "m = Model(x, d(d(x)))", "m.count_params()"])
        #expect(unfit.contains("one set"), "\(unfit)")
        #expect(refusal(["d = Dense(3)", "residual([d, d])"]).contains("twice"))
    }

    @Test func continuousPredictionsHaveNoAccuracy() throws {
        let refused = refusal(["accuracy_score([0, 1, 1], [0.4, 0.7, 0.6])"])
        #expect(refused.contains("round"), "\(refused)")
        let rounded = try evaluate(["y = [0.4, 0.7, 0.2]", "accuracy_score([0, 1, 1], [round(p) for p in y])"])
        #expect(rounded.asDouble == 2.0 / 3)
    }

    /// scikit-learn 1.9.1 and PyTorch's formulas, written out.
    static let numbers: [(line: String, value: Double)] = [
        ("matthews_corrcoef([1, 0, 1, 1, 0, 0, 1, 0, 1, 0], [1, 0, 0, 1, 0, 1, 1, 0, 1, 1])", 0.408248290463863),
        ("cohen_kappa_score([1, 0, 1, 1, 0, 0, 1, 0, 1, 0], [1, 0, 0, 1, 0, 1, 1, 0, 1, 1])", 0.4),
        ("brier_score_loss([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])", 0.158125),
    ]

    @Test(arguments: numbers)
    func measuresAreThoseOfScikitLearn(line: String, value: Double) throws {
        let found = try #require(try evaluate([line]).asDouble)
        // Arrays of the language hold Float32.
        #expect(abs(found - value) < 1e-7, "\(line) = \(found)")
    }

    static let losses: [(line: String, shown: String)] = [
        ("BCELoss()", "BCELoss()"), ("BCEWithLogitsLoss(pos_weight=3)", "BCEWithLogitsLoss(pos_weight=[3])"),
        ("BCEWithLogitsLoss(weight=[1, 2])", "BCEWithLogitsLoss([1, 2])"),
        ("CrossEntropyLoss(label_smoothing=0.1)", "CrossEntropyLoss(label_smoothing=0.1)"),
        ("CrossEntropyLoss(weight=[1, 5], reduction='sum')", "CrossEntropyLoss([1, 5], reduction=\"sum\")"),
        ("KLDivLoss(reduction='batchmean')", "KLDivLoss(reduction=\"batchmean\")"), ("Huber(0.5)", "Huber(0.5)"),
        ("BinaryCrossentropy(True)", "BinaryCrossentropy(True)"), ("HuberLoss(delta=2)", "HuberLoss(2)"),
    ]

    @Test(arguments: losses)
    func aLossIsShownAsTheLineThatMakesItAndTrains(line: String, shown: String) throws {
        let session = Session(registry: Vocabulary.registry)
        guard case .thing(let thing) = try session.evaluate(line).value else {
            Issue.record("\(line) is no thing")
            return
        }
        #expect(thing.summary == shown)
        _ = try session.evaluate("m = Sequential([Dense(2, input_shape=(2,))], seed=1)")
        _ = try session.evaluate("m.compile(loss=\(shown))")
    }

    @Test func aModelOfMeansAndVariancesTrainsOnTargetsOfOneColumn() throws {
        let found = try evaluate([
            "m = Sequential([Dense(8, activation='tanh', input_shape=(1,)), Dense(2, activation='softplus')], seed=1)",
            "m.compile(optimizer=Adam(0.01), loss=GaussianNLLLoss())",
            "h = m.fit([[0], [1], [2], [3]], [1, 2, 3, 4], epochs=50)", "losses = h.history[\"loss\"]",
            "losses[49] < losses[0]",
        ])
        #expect(found.json.text == "true")
        let odd = refusal([
            "m = Sequential([Dense(3, input_shape=(1,))], seed=1)", "m.compile(loss=GaussianNLLLoss())",
            "m.fit([[0], [1]], [1, 2])",
        ])
        #expect(odd.contains("even number"), "\(odd)")
    }

    static let exactMeasures: [(call: String, value: Double)] = [
        ("mse([16777217], [16777216])", 1), ("mean_absolute_error([16777217], [16777216])", 1),
        ("log_loss([0, 1], [1e-10, 1 - 1e-10])", 1.000_000_082_7e-10),
        ("r2_score([100000001, 100000002, 100000003], [100000003, 100000002, 100000001])", -3),
        ("brier_score_loss([0, 1], [1e-10, 1])", 5e-21),
        ("roc_auc_score([0, 1], [0.1, 0.1 + 1e-12])", 1),
    ]

    @Test("measures of plain lists are taken of the numbers as they were typed", arguments: exactMeasures)
    func doubles(_ known: (call: String, value: Double)) throws {
        let found = try #require(try evaluate([known.call]).asDouble)
        #expect((found - known.value).magnitude <= 1e-9 * known.value.magnitude, "\(known.call): \(found)")
    }

    @Test(arguments: ["nan", "inf", "1e300"])
    func weightsThatAreNotFiniteAreRefused(number: String) throws {
        let model = "m = Sequential([Dense(1, input_shape=(2,))], seed=1)"
        let refused = refusal([model, "m.layers[0].kernel = \(number)"])
        #expect(refused.contains("finite"), "\(number): \(refused)")
        let inAnArray = refusal([model, "m.layers[0].kernel = [[1], [\(number)]]"])
        #expect(inAnArray.contains("finite"), "\(number): \(inAnArray)")
    }

    @Test func weightsBeyondFloatAreNotDrawn() throws {
        for initialiser in ["RandomNormal(stddev=1e300)", "RandomUniform(-1e300, 1e300)", "Constant(1e39)"] {
            let refused = refusal([
                "m = Sequential([Dense(3, kernel_initializer=\(initialiser), input_shape=(2,))], seed=1)",
                "m.count_params()",
            ])
            #expect(refused.contains("Float32"), "\(initialiser): \(refused)")
        }
    }
}
