import Datasets
import Figures
import Language
import Answers
import Testing

@testable import Pictures
@testable import Vocabulary

@Suite("Looking into networks, in the language")
struct InspectionWordsTests {
    /// A session with a trained two-moons classifier `m`, its data `d`, its history `h` and its path `p`.
    static func session() throws -> Session {
        let known = Set(Vocabulary.registry.words.map(\.name))
        let words = (InspectionWords.words + GeneratorWords.words).filter { !known.contains($0.name) }
        let registry = Registry(
            words: Vocabulary.registry.words + words,
            members: known.contains("slice")
                ? Vocabulary.registry.members
                : Vocabulary.registry.members + InspectionWords.members + GeneratorWords.members,
            coercions: LandscapeWords.coercions)
        let session = Session(registry: registry)
        for line in [
            "d = moons(n=60, noise=0.1, seed=1)",
            "m = Sequential([Dense(6, activation=\"tanh\", input_shape=(2,)), Dense(1, activation=\"sigmoid\")], seed=4)",
            "m.compile(optimizer=Adam(0.05), loss=\"binary_crossentropy\", metrics=[\"accuracy\"])",
            "n = Sequential([Dense(6, input_shape=(2,)), Dense(1)], seed=9)", "n.compile(loss=\"mse\")",
            "p = RecordWeights()", "h = m.fit(d, epochs=5, validation_split=0.2, callbacks=[p])",
        ] { _ = try session.evaluate(line) }
        return session
    }

    static let kinds: [(line: String, kind: String)] = [
        ("plot(h)", "figure"), ("plot([h, h])", "figure"), ("plot(d)", "figure"), ("plot(m, d)", "figure"),
        ("plot(m.layers[0])", "figure"), ("plot(shapes28(n=6))", "figure"),
        ("plot(roc_curve([0, 1, 1, 0], [0.1, 0.8, 0.6, 0.7]))", "figure"),
        ("plot(calibration([0, 1, 1, 0], [0.1, 0.8, 0.6, 0.7]))", "figure"),
        ("plot(confusion_report([0, 1, 1, 0], [0, 1, 0, 0]))", "figure"),
        ("prediction_plot([1, 2, 3], [1.1, 1.9, 3.2])", "figure"),
        ("slice(m, d, seed=1)", "landscape"), ("slice(m, d, along=\"hessian\")", "landscape"),
        ("slice(m, d, along=p)", "landscape"), ("minimize(slice(m, d), SGD(0.1), steps=5)", "run"),
        ("linear_interpolation(m, n, d)", "landscape"),
        ("bridge(m, d, path=p)", "bridge"), ("sharpness(m, d, count=2)", "sharpness"),
        ("find_rate(m, d)", "rate search"), ("plot(find_rate(m, d))", "figure"),
        ("layer_statistics(m, d)", "layer statistics"), ("plot(layer_statistics(m, d))", "figure"),
        ("explain(m, d, step=2, weights=[\"dense/kernel[0, 3]\"])", "explanation of a training step"),
        ("explain(minimize(rosenbrock, Adam(0.05), steps=5), 3)", "explanation"),
        ("generator_listing(as_written=False, n=20, epochs=2)", "generator experiment"),
    ]

    @Test func everyWordGivesItsKind() throws {
        let session = try Self.session()
        for (line, kind) in Self.kinds {
            let value = try session.evaluate(line).value
            #expect(value.kind == kind, "\(line) gives \(value.kind)")
            if case .thing(let thing) = value { #expect(!thing.table(width: 80).isEmpty, "\(line)") }
        }
    }

    @Test func numbersThatAreNotFiniteAreEmptyCellsOfAPicture() throws {
        let session = Session(registry: Vocabulary.registry)
        for line in [
            "s = shapes28(n=4, flat=True)", "w = Sequential([Dense(4, input_shape=(784,)), Dense(784)], seed=1)",
            "w.compile(optimizer=SGD(1e30), loss=\"mse\")", "w.fit(s.x, s.x, epochs=5)",
        ] { _ = try session.evaluate(line) }
        guard case .thing(let thing) = try session.evaluate("plot(w.predict(s.x))").value,
            let figure = thing as? Figure
        else {
            Issue.record("the predictions give no figure")
            return
        }
        #expect(figure.sentence.contains("not finite"), "\(figure.sentence)")
        for isSigned in [true, false] {
            for bad: Float in [.nan, .infinity] {
                var values = [Float](repeating: 0.5, count: 784)
                values[3] = bad
                let sheet = ContactSheet(try Samples(shape: [1, 784], values: values), labels: nil, isSigned: isSigned)
                let sentence = sheet.figure("sheet").sentence
                #expect(sentence.contains("1 number is not finite"), "\(bad): \(sentence)")
            }
        }
    }

    @Test func theListingAsWrittenRaisesPyTorchsError() throws {
        let session = try Self.session()
        var text = ""
        do { _ = try session.evaluate("generator_listing()") } catch { text = "\(error)" }
        #expect(text.contains("ReduceLROnPlateau.step() missing 1 required positional argument: "))
    }
}
