import Figures
import Language
import Answers
import Testing

@testable import Vocabulary

@Suite("Keras's way of writing")
struct KerasStyleTests {
    private static let model = [
        "d = moons(n=40, seed=1)",
        "m = Sequential([Dense(4, activation=\"tanh\", input_shape=(2,)), Dense(1, activation=\"sigmoid\")], seed=4)",
        "m.compile(optimizer=Adam(0.05), loss=\"binary_crossentropy\", metrics=[\"accuracy\"])",
    ]

    private func session(_ lines: [String] = Self.model) throws -> Session {
        let session = Session(registry: Vocabulary.registry)
        for line in lines { _ = try session.evaluate(line) }
        return session
    }

    private func shown(_ line: String, _ session: Session) throws -> String {
        try session.evaluate(line).value.display(width: 100)
    }

    private func complaint(_ line: String, _ session: Session) -> String {
        do {
            _ = try session.evaluate(line)
            return ""
        } catch {
            guard let mistake = (error as? Diagnostic)?.mistake else { return "\(error)" }
            return "\(mistake.problem); expected: \(mistake.expected ?? ""); try: \(mistake.suggestion ?? "")"
        }
    }

    @Test func evaluateUnpacksAsKerassListAndKnowsItsNames() throws {
        let session = try session()
        _ = try session.evaluate("loss, acc = m.evaluate(d, verbose=0, batch_size=8)")
        _ = try session.evaluate("e = m.evaluate(d.x, d.y)")
        #expect(try shown("acc == e[1] and acc == e['accuracy'] and e[-1] == acc", session) == "True")
        #expect(try shown("abs(loss - e['loss']) < 1e-6 and len(e) == 2 and len(e[:1]) == 1", session) == "True")
        #expect(try shown("e", session).hasPrefix("{'accuracy': "))
        #expect(try shown("m.evaluate(d, return_dict=True).keys()", session) == "dict_keys(['accuracy', 'loss'])")
        #expect(complaint("e['auc']", session).contains("there is no 'auc'"))
        #expect(complaint("e[2]", session).contains("there is no element 2"))
        _ = try session.evaluate("m.compile(loss='binary_crossentropy')")
        #expect(try session.evaluate("m.evaluate(d)").value.asDouble != nil, "without metrics it is a number")
        #expect(try shown("m.predict(d.x, verbose=0).shape", session) == "(40, 1)")
    }

    @Test func aScheduleTakesTheEpochOrTheEpochAndTheRate() throws {
        let session = try session(Self.model + ["s(epoch) = 0.1 / (1 + epoch)", "t(epoch, lr) = lr / 2"])
        for (schedule, rates) in [
            ("lambda epoch: 0.01", "[0.01, 0.01]"), ("s", "[0.1, 0.05]"), ("t", "[0.025, 0.0125]"),
            ("lambda epoch, lr: 0.5 * lr", "[0.025, 0.0125]"), ("lambda epoch, base=0.2: base", "[0.05, 0.05]"),
            ("ExponentialDecay(0.1, 1, 0.5)", "[0.1, 0.05]"),
        ] {
            for line in Self.model { _ = try session.evaluate(line) }
            _ = try session.evaluate("h = m.fit(d, epochs=2, callbacks=[LearningRateScheduler(\(schedule))])")
            #expect(
                try shown("[round(r, 6) for r in h.values('learning_rate')]", session) == rates, "\(schedule)")
        }
    }

    @Test func theSentenceOfAModelIsTrueInEveryState() throws {
        let session = try session(["m = Sequential([Dense(3), Dense(1)])"])
        #expect(try shown("describe(m)", session).contains("2 layers, whose weights wait for the shape of the input"))
        _ = try session.evaluate("m = Sequential([Dense(3, input_shape=(2,)), Dense(1)])")
        #expect(try shown("describe(m)", session).contains("2 layers with 13 parameters, not compiled yet"))
        _ = try session.evaluate("m.compile(loss='mse')")
        #expect(try shown("help(m)", session).contains("2 layers with 13 parameters, compiled, not fitted yet"))
        _ = try session.evaluate("m.fit(moons(n=20))")
        #expect(try shown("describe(m)", session).contains("2 layers with 13 parameters, fitted for 1 epoch."))
    }

    @Test func anInputStandsFirstInAChain() throws {
        let session = try session(["from tensorflow import keras", "from keras.layers import Dense"])
        for line in [
            "m = Sequential([keras.Input(shape=(2,)), Dense(1)])",
            "m = Sequential([InputLayer(input_shape=(2,)), Dense(1)])",
            "m = Sequential(); m.add(keras.Input(shape=(2,))); m.add(Dense(1))",
        ] {
            _ = try session.evaluate(line)
            #expect(try shown("m.count_params()", session) == "3", "\(line)")
            #expect(try shown("len(m.layers)", session) == "1", "\(line)")
        }
        #expect(complaint("m.add(Input(shape=(2,)))", session).contains("an input stands after 1 of the layers"))
        #expect(complaint("Sequential([Dense(1)(Input(shape=(2,)))])", session).contains("the layer itself"))
    }

    @Test func penaltiesActivationsAndLayersGoByKerassNames() throws {
        let session = try session()
        for (line, same) in [
            ("Dense(2, kernel_regularizer='l2')", "Dense(2, kernel_regularizer=l2(0.01))"),
            ("Dense(2, kernel_regularizer='l1')", "Dense(2, kernel_regularizer=l1(0.01))"),
            ("Dense(2, activation=tanh)", "Dense(2, activation='tanh')"),
            ("Dense(2, activation=relu)", "Dense(2, activation='relu')"),
            ("Activation(softmax)", "Activation('softmax')"), ("MaxPool2D(3)", "MaxPooling2D(3)"),
            ("AvgPool2D(3)", "AveragePooling2D(3)"), ("GlobalAveragePooling1D()", "GlobalAveragePooling1D()"),
            ("GlobalAveragePooling2D()", "GlobalAveragePooling2D()"),
            ("MultiHeadAttention(num_heads=4, key_dim=16)", "MultiHeadAttention(4, 16)"),
        ] { #expect(try shown(line, session) == shown(same, session), "\(line)") }
        #expect(complaint("Dense(2, kernel_regularizer='l3')", session).contains("there is no regularizer 'l3'"))
        _ = try session.evaluate("relu = 'tanh'")
        #expect(try shown("Dense(2, activation=relu)", session) == shown("Dense(2, activation='tanh')", session))
    }

    @Test func aHeadHasAnyWidth() throws {
        let session = try session(["x = array([[1, 2], [3, 4]])"])
        let layers = "Embedding(5, 8, input_shape=(2,)), MultiHeadAttention(num_heads=2, key_dim="
        #expect(try session.evaluate("Sequential([\(layers)16)]).count_params()").value.asDouble == 40 + 1128)
        #expect(try session.evaluate("Sequential([\(layers)4)]).count_params()").value.asDouble == 40 + 288)
    }

    @Test func aCallbackWithoutBracketsIsNamed() throws {
        let session = try session()
        for name in ["EarlyStopping", "ReduceLROnPlateau", "RecordWeights"] {
            let message = complaint("m.fit(d, callbacks=[\(name)])", session)
            #expect(message.contains("\(name)()"), "\(name): \(message)")
        }
    }

    @Test func classNumbersWithoutAVectorAreRefusedByActivationsToo() throws {
        let session = try session(["m = Sequential([Embedding(5, 3, input_shape=(2,)), Flatten(), Dense(1)])"])
        for line in [
            "activations(m, [[1, 10**9]])", "plot(m.layers[0], [[1, 44]])", "plot(m.layers[1], array([[1, 44]]))",
        ] {
            #expect(complaint(line, session).contains("has no vector for it"), "\(line): \(complaint(line, session))")
        }
        #expect(try shown("len(plot(m.layers[2], [[1, 4], [2, 0]]).caption)", session) == "3")
    }

    @Test func helpExplainsMethodsByValueAndByName() throws {
        let session = try session()
        for line in ["help(m.fit)", "help('fit')", "help(fit)"] {
            let page = try shown(line, session)
            for part in ["model.fit(x", "trains and gives the history", "validation_split", "Gives a history."] {
                #expect(page.contains(part), "\(line) does not say \(part)")
            }
        }
        #expect(try shown("help('a'.upper)", session).contains("string.upper()"))
        #expect(try shown("help('reshape')", session).contains("array.reshape("))
        #expect(try shown("help('index')", session).contains("list.index(value"))
        #expect(try shown("help(m.layers)", session).hasPrefix("list of 2"))
        #expect(complaint("help('fitt')", session).contains("there is no word and no term fitt"))
    }

    @Test func aHistoryIsIndexedByNameAndByEpoch() throws {
        let session = try session(Self.model + ["h = m.fit(d, epochs=3)"])
        #expect(
            try shown("h['loss'] == h.values('loss') and len(h['accuracy']) == 3 and len(h) == 3", session) == "True")
        #expect(try shown("h[-1]['loss'] == h['loss'][2]", session) == "True")
        #expect(complaint("h['val_loss']", session).contains("the history holds no 'val_loss'"))
    }

    @Test func mistakesWithModelsSayWhatToWrite() throws {
        let session = try session()
        #expect(complaint("bridge(m, d)", session).contains("the path of the training is missing"))
        #expect(complaint("bridge(m, d, RecordWeights())", session).contains("no fit has filled this path"))
        #expect(complaint("plot(m)", session).contains("plot(model, data)"))
        let message = complaint("confusion_report([0, 1, 10**9], [0, 1, 1])", session)
        #expect(message.contains("class 1000000000"), "\(message)")
    }

    @Test func arraysAreComputedNumberByNumber() throws {
        let session = try session(["a = array([[1, -2], [3, 4]])", "b = array([[2, 2], [2, 5]])"])
        for (line, rows) in [
            ("1 - a", "[[0, 3], [-2, -3]]"), ("a * 2", "[[2, -4], [6, 8]]"), ("a + b", "[[3, 0], [5, 9]]"),
            ("2 / b", "[[1.0, 1.0], [1.0, 0.4]]"), ("a ** 2", "[[1, 4], [9, 16]]"), ("-a", "[[-1, 2], [-3, -4]]"),
            ("a > 1", "[[False, False], [True, True]]"), ("a <= b", "[[True, True], [False, True]]"),
            ("3 >= a", "[[True, True], [True, False]]"), ("a == 3", "[[False, False], [True, False]]"),
            ("a + array([10, 20])", "[[11, 18], [13, 24]]"),
        ] { #expect(try shown("(\(line)).tolist()", session) == rows, "\(line)") }
        for (line, part) in [
            ("a + array([1, 2, 3])", "(2,2) (3,): axis -1 has 2 and 3"), ("0 < a < 2", "ambiguous"),
            ("1 if a > 0 else 2", "ambiguous"), ("a < array([1, 2, 3])", "(2,2) (3,)"), ("a + 'x'", "has no meaning"),
        ] { #expect(complaint(line, session).contains(part), "\(line): \(complaint(line, session))") }
    }

    @Test func historiesOfDifferentTrainingsAreCurvesOfTheirOwn() throws {
        let session = try session(Self.model)
        for (name, rule, seed) in [("a", "Adam(0.05)", 4), ("b", "SGD(0.1)", 4), ("c", "Adam(0.05)", 5)] {
            _ = try session.evaluate("m = Sequential([Dense(4), Dense(1, activation='sigmoid')], seed=\(seed))")
            _ = try session.evaluate("m.compile(optimizer=\(rule), loss='binary_crossentropy')")
            _ = try session.evaluate("\(name) = m.fit(d, epochs=3)")
        }
        func layers(_ line: String) throws -> (curves: [String], bands: Int) {
            guard case .thing(let thing) = try session.evaluate(line).value, let figure = thing as? Figure else {
                return ([], -1)
            }
            let all = figure.panels.flatMap(\.layers)
            let names = all.compactMap { if case .curve(let curve) = $0 { curve.name } else { nil } }
            return (names, all.count { if case .band = $0 { true } else { false } })
        }
        let different = try layers("plot(a, b)")
        #expect(different.bands == 0)
        #expect(different.curves.count == 2, "\(different.curves)")
        #expect(different.curves.first?.contains("Adam") == true, "\(different.curves)")
        #expect(different.curves.last?.contains("SGD") == true, "\(different.curves)")
        #expect(try layers("plot(a, c)").bands == 1, "the same training with two seeds is a mean with a band")
        #expect(Set(try layers("plot(a, b, c)").curves).count == 3, "three curves have three names")
    }

    @Test func aModelAsWideAsItsPicturesIsShownByPictures() throws {
        let session = try session(["d = shapes28(n=12)", "m = Sequential([Flatten(), Dense(4), Dense(784)])"])
        _ = try session.evaluate("m.compile(loss='mse')")
        #expect(try shown("plot(m, d).title", session).contains("below them what the model makes of them"))
        _ = try session.evaluate("c = characters(n=20)")
        _ = try session.evaluate("g = Sequential([Embedding(28, 4), Dense(28, activation='softmax')])")
        #expect(complaint("plot(g, c)", session).contains("plot(model.history)"), "\(complaint("plot(g, c)", session))")
    }

    @Test func everyExampleAboutNetworksRunsInASessionOfItsOwn() throws {
        for word in Vocabulary.registry.words where word.family == "inspection" {
            let session = Session(registry: Vocabulary.registry)
            for line in word.examples {
                #expect(throws: Never.self, "\(word.name): \(line)") { try session.evaluate(line) }
            }
        }
    }
}
