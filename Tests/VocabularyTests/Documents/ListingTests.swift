import Foundation
import Language
import Answers
import Testing
import Training

@testable import Vocabulary

/// The Keras listings of the two documents run as they were printed, and the audit says what is wrong with them.
@Suite struct DocumentListingTests {
    static func listing(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Listings")
        return try String(contentsOf: folder.appending(path: name + ".txt"), encoding: .utf8)
    }

    private func session() -> Session { Session(registry: Vocabulary.registry) }

    @Test func theAutoencoderListingTrainsAsPasted() throws {
        let session = session()
        _ = try session.evaluate(
            """
            data = shapes28(n=320, seed=3)
            X_train, y_train = data.x[:256], data.x[:256]
            X_val, y_val = data.x[256:], data.x[256:]
            """)
        let outcome = try session.evaluate(try Self.listing("autoencoder"))
        guard case .thing(let thing) = outcome.value, let history = thing as? History else {
            Issue.record("fit gave \(outcome.value)")
            return
        }
        let validation = history.values("val_loss")
        #expect(validation.count > 5 && validation.count <= 100)
        let last = try #require(validation.last)
        #expect(last < 0.5 * validation[0], "val_loss went \(validation)")
        #expect(history.values("learning_rate").allSatisfy { abs($0 - 0.001) < 1e-9 }, "lr= is taken as written")
        let accuracy = try #require(history.values("val_accuracy").last)
        #expect(accuracy < 0.5, "arg-max accuracy stays low while the loss falls: \(accuracy)")
    }

    @Test func everyListingOnStabilisingAdamRunsInTheOrderOfTheDocument() throws {
        let session = session()
        _ = try session.evaluate(
            """
            from keras.models import Sequential
            data = noisy_curve("sine", n=160, noise=0.05, seed=1)
            X_train, y_train = data.x, data.y
            model = Sequential([Dense(16, activation='relu', input_shape=(1,)), Dense(1)])
            """)
        for number in 1...6 {
            let text = try Self.listing("stabilising-\(number)")
            do {
                let outcome = try session.evaluate(text)
                guard case .thing(let thing) = outcome.value, let history = thing as? History else { continue }
                #expect(history.epochs.count == 100, "listing \(number)")
                let isFinite = history.values("loss").allSatisfy { $0.isFinite }
                #expect(isFinite, "listing \(number)")
            } catch let problem as Diagnostic {
                Issue.record("listing \(number): \(problem.mistake.problem)")
            }
        }
        let optimizer = try session.evaluate("optimizer.clipping").value
        #expect(optimizer.brief.contains("1"), "clipvalue=1.0 of the last optimizer is kept: \(optimizer.brief)")
        let layers = try session.evaluate("len(model.layers)").value
        #expect(layers.asDouble == 5, "two layers, and the three that the last listing adds")
    }

    @Test func theAuditNamesTheFlawsOfTheAutoencoderListing() throws {
        let audit = try Audit(of: try Self.listing("autoencoder"), work: Work())
        #expect(audit.unreadLines.isEmpty)
        let found = audit.findings.map { "\($0.weight.rawValue) \($0.line ?? 0)" }
        #expect(
            found == ["misleading 5", "wrong 11", "misleading 11", "note 11", "misleading 16", "wrong 21"], "\(found)")
        #expect(audit.findings[1].problem.contains("2.11 to 2.15 warns and ignores it"))
        #expect(audit.findings[2].problem.contains("784"))
    }

    @Test func theAuditNamesTheFlawsOfTheGeneratorListing() throws {
        let audit = try Audit(of: try Self.listing("generator"), work: Work())
        #expect(audit.unreadLines.isEmpty)
        #expect(audit.findings.filter { $0.weight == .wrong }.count == 3)
        #expect(audit.findings.contains { $0.problem.contains("missing 1 required positional argument: 'metrics'") })
        #expect(audit.findings.contains { $0.problem.contains("never stops the training") })
        #expect(audit.findings.contains { $0.problem.contains("mean of all targets") })
    }

    @Test func theAuditSaysThatTheBetaListingChangesTwoThings() throws {
        let audit = try Audit(of: try Self.listing("stabilising-3"), work: Work())
        #expect(audit.findings.contains { $0.problem.contains("beta_2") && $0.weight == .misleading })
    }

    private func accuracyFinding(_ layer: String, loss: String, inputs: Int = 20) -> Finding? {
        try? Audit(
            of: """
                model = Sequential([Dense(16, activation='relu', input_shape=(\(inputs),)), \(layer)])
                model.compile(loss='\(loss)', metrics=['accuracy'])
                """, work: Work()
        ).findings.first { $0.problem.contains("accuracy") }
    }

    /// What Keras 3 picks for the word: `compile_utils.get_metric`, by the output's last extent.
    @Test func theWordAccuracyIsJudgedByWhatKerasPicks() throws {
        let classes = accuracyFinding("Dense(10, activation='softmax')", loss: "mse")
        #expect(classes == nil, "\(classes?.problem ?? "")")
        let one = try #require(accuracyFinding("Dense(1)", loss: "mse"))
        #expect(one.problem.contains("binary accuracy") && one.problem.contains("near 0"), "\(one.problem)")
        let three = try #require(accuracyFinding("Dense(3)", loss: "mse"))
        #expect(three.problem.contains("arg-max") && !three.problem.contains("near 0"), "\(three.problem)")
        // As many labels as features, but no narrow middle: no autoencoder.
        for inputs in [5, 20] {
            let labels = try #require(
                accuracyFinding("Dense(5, activation='sigmoid')", loss: "binary_crossentropy", inputs: inputs))
            #expect(
                !labels.problem.contains("picture") && labels.action.contains("binary_accuracy"), "\(labels.problem)")
        }
    }

    @Test func anEarlyStopThatRestoresNothingIsFoundHoweverItIsWritten() throws {
        for (argument, isFound) in [
            ("", true), (", restore_best_weights=False", true), (", restore_best_weights=True", false),
        ] {
            let found = try Audit(of: "EarlyStopping(monitor='val_loss', patience=5\(argument))", work: Work()).findings
            #expect(found.contains { $0.problem.contains("last epoch") } == isFound, "\(argument)")
        }
    }

    @Test(arguments: [
        "optimizer = Adam(learning_rate=0.001)", "model.fit(X, y, epochs=3)",
        "model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])",
    ])
    func soundLinesAreLeftAlone(line: String) throws {
        #expect(try Audit(of: line, work: Work()).findings.isEmpty, "\(line)")
    }

    @Test(arguments: ["", "((((", "class A:\n  def f(self):", "\u{0}\u{1}", "'''", "a = = b\nAdam(lr=1)"])
    func anyTextCanBeAudited(text: String) throws {
        #expect(try Audit(of: text, work: Work()).table(width: 40).isEmpty == false)
    }
}
