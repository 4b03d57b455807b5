import Figures
import Language
import Answers
import Synchronization
import Testing
import Training

@testable import Vocabulary

@Suite("Training, in the language")
struct TrainingWordTests {
    private func session(
        _ lines: [String], work: Work = Work(), permission: Permission = .computing
    ) throws -> Session {
        let session = Session(registry: Vocabulary.registry, work: work, permission: permission)
        for line in lines { _ = try session.evaluate(line) }
        return session
    }

    private static let moons = [
        "d = moons(n=80, noise=0.1, seed=1)",
        "m = Sequential([Dense(8, activation=\"tanh\"), Dense(1, activation=\"sigmoid\")], seed=4)",
        "m.compile(optimizer=Adam(0.05), loss=\"binary_crossentropy\")",
    ]

    @Test func theBoundaryIsKeptFrameByFrameAndShownSideBySide() throws {
        let session = try session(Self.moons + ["w = WatchBoundary(d, every=4)", "m.fit(d, epochs=30, callbacks=[w])"])
        let figure = try #require(try session.evaluate("plot(w)").value.figure)
        #expect(figure.panels.count == 9)
        #expect(figure.panels.first?.title.hasPrefix("epoch 0: ") == true, "\(figure.panels.map(\.title))")
        #expect(figure.panels.last?.title.hasPrefix("epoch 30: ") == true, "\(figure.panels.map(\.title))")
        for panel in figure.panels {
            let classes = panel.layers.filter { if case .points = $0 { true } else { false } }
            #expect(classes.count == 2, "\(panel.title) shows \(classes.count) classes")
        }
        // A further fit adds frames, a model made anew begins again.
        _ = try session.evaluate("m.fit(d, epochs=2, callbacks=[w])")
        #expect(try session.evaluate("plot(w)").value.figure?.panels.last?.title.hasPrefix("epoch 32: ") == true)
        for line in Self.moons.dropFirst() { _ = try session.evaluate(line) }
        _ = try session.evaluate("m.fit(d, epochs=1, callbacks=[w])")
        #expect(try session.evaluate("plot(w)").value.figure?.panels.count == 2)
    }

    @Test func watchingChangesNoBitOfTheTraining() throws {
        let watched = try session(Self.moons + ["m.fit(d, epochs=5, callbacks=[WatchBoundary(d)])"])
        let alone = try session(Self.moons + ["m.fit(d, epochs=5)"])
        let line = "m.history.values(\"loss\")"
        #expect(try watched.evaluate(line).value.json.text == alone.evaluate(line).value.json.text)
    }

    @Test func whoWatchesSeesEveryFrameWithTheNumbers() throws {
        let seen = Mutex<[Progress]>([])
        let work = Work(isWatched: true) { progress in seen.withLock { $0.append(progress) } }
        _ = try session(Self.moons + ["m.fit(d, epochs=6, callbacks=[WatchBoundary(d, every=2, fps=60)])"], work: work)
        let views = seen.withLock { $0.compactMap { ($0.view as? Figure)?.title } }
        #expect(Set(views).count == 4, "epochs 0, 2, 4 and 6: \(views)")
        let last = try #require(seen.withLock { $0.last })
        #expect(last.note == "epoch 6/6" && last.detail.contains("loss") && last.detail.contains("learning rate"))
        #expect(last.curves.first?.x == [1, 2, 3, 4, 5, 6], "\(last.curves)")
    }

    @Test func positionalArgumentsStandAsInKeras() throws {
        let session = try session(
            Self.moons + [
                "h = m.fit(d.x, d.y, 20, 3, 0)",
                "e = EarlyStopping(\"loss\", 0, 5, 1, \"min\")",
                "r = ReduceLROnPlateau(\"loss\", 0.5, 5, 0, \"min\", 0.01)",
                "c = ModelCheckpoint(\"file.st\", \"loss\", 1, True, mode=\"min\")",
                "m.evaluate(d.x, d.y, 16, 0); m.predict(d.x, 16, 0)",
            ], permission: .everything)
        guard case .thing(let history) = try session.evaluate("h").value else {
            Issue.record("fit gives no history")
            return
        }
        let text = history.table(width: 300)
        #expect(text.contains("batch size 20, 12 updates"), "80 rows in 3 epochs of batches of 20: \(text)")
        #expect(throws: Diagnostic.self, "what follows verbose goes by its name") {
            try session.evaluate("m.fit(d.x, d.y, 20, 3, 0, 0.2)")
        }
    }

    @Test func aCallbackCannotRemakeTheModelThatIsBeingTrained() throws {
        for word in ["m.add(Dense(1))", "m.compile()", "m.fit(d)", "m.load(\"none\")"] {
            let session = try session(Self.moons)
            #expect("\(word)") {
                try session.evaluate("m.fit(d, callbacks=[lambda epoch, logs: \(word)])")
            } throws: { error in
                (error as? Diagnostic)?.text(width: 400).contains("is being trained") ?? false
            }
        }
    }

    @Test func weightsOfRowsAndClassesAreListsArraysAndDicts() throws {
        func losses(_ arguments: String) throws -> String {
            try session(Self.moons + ["h = m.fit(d.x, d.y, \(arguments))"]).evaluate("h.values(\"loss\")").value.json
                .text
        }
        let list = try losses("sample_weight=[2] * 80")
        #expect(try losses("sample_weight=array([2] * 80)") == list)
        #expect(try losses("class_weight={0: 2, 1: 2.0}") == list)
        #expect(throws: Diagnostic.self) { try losses("class_weight={\"a\": 2}") }
    }

    @Test func dataWithoutABoundaryInThePlaneAreRefused() throws {
        #expect(throws: Diagnostic.self) { try session(["WatchBoundary(shapes28(n=10))"]) }
    }

    @Test func aWordOrAFunctionIsAMetricOfAWholeEpoch() throws {
        let session = try session(
            Self.moons.dropLast() + [
                "m.compile(loss=\"binary_crossentropy\", metrics=[\"auc\", roc_auc_score, lambda t, y: 7])",
                "h = m.fit(d, epochs=2, validation_split=0.5)",
            ])
        for prefix in ["", "val_"] {
            let same = try session.evaluate("h.values(\"\(prefix)auc\") == h.values(\"\(prefix)roc_auc_score\")").value
            #expect(same.json.text == "true", "\(prefix)auc")
        }
        #expect(try session.evaluate("h.values(\"lambda\") == [7, 7]").value.json.text == "true")
    }

    @Test func whatACallbackFunctionPrintsIsShown() throws {
        let session = try session(Self.moons)
        let outcome = try session.evaluate(
            "m.fit(d, epochs=2, callbacks=[lambda epoch, logs: print(\"epoch\", epoch)])")
        #expect(outcome.printed == ["epoch 0", "epoch 1"])
    }

    @Test func aModelOfTwoInputsIsFittedEvaluatedAndAskedWithAListOfArrays() throws {
        let session = try session([
            "a = Input(shape=(2,)); b = Input(shape=(3,))",
            "j = Concatenate()([Dense(4, activation=\"tanh\")(a), Dense(4, activation=\"tanh\")(b)])",
            "m = Model([a, b], Dense(1)(j), seed=2)", "m.compile(optimizer=Adam(0.05), loss=\"mse\")",
            "p = [[0, 1], [1, 0], [1, 1], [0, 0]]; q = [[1, 0, 2], [0, 1, 1], [2, 2, 0], [1, 1, 1]]",
            "u = array(p); v = array(q); t = [1, 2, 3, 4]",
            "h = m.fit([u, v], t, epochs=200, validation_data=([u, v], t))",
        ])
        let loss = try session.evaluate("m.evaluate([u, v], t)").value.asDouble ?? .nan
        #expect(loss < 0.1, "the loss is \(loss)")
        #expect(try session.evaluate("m.predict([u, v]).shape == (4, 1)").value.json.text == "true")
        let cases: [(String, String)] = [
            ("m.fit(u, t)", "2 inputs and is given 1"), ("m.predict([u, v, v])", "2 inputs and is given 3"),
            ("m.predict([v, u])", "(3,) as input 1"), ("m.predict([u, array([[1, 2, 3]])])", "input 2 has 1"),
        ]
        for (line, words) in cases {
            #expect("\(line)") {
                try session.evaluate(line)
            } throws: { error in
                (error as? Diagnostic)?.text(width: 400).contains(words) ?? false
            }
        }
    }
}

extension Value {
    fileprivate var figure: Figure? {
        if case .thing(let thing) = self { return thing as? Figure }
        return nil
    }
}
