import Answers
import Foundation
import Language
import Testing
import Training

@testable import Vocabulary

@Suite("Metrics in the language and in compile, as scikit-learn defines them")
struct MetricWordTests {
    /// A line that is typed, and scikit-learn's number for it.
    struct Case: Sendable {
        let line: String
        let value: Double
    }

    static func read() throws -> [Case] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden/metrics.json")
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let cases = json?["cases"] as? [[String: Any]] ?? []
        return cases.compactMap { entry in
            guard let word = entry["word"] as? String, let value = entry["value"] as? Double,
                let truth = entry["y_true"], let guess = entry["y_pred"], let given = entry["given"] as? [String: Any]
            else { return nil }
            let settings = given.sorted { $0.key < $1.key }.map { key, value in
                switch value {
                case let text as String: ", \(key)=\"\(text)\""
                case let number as NSNumber where isBoolean(number): ", \(key)=True"
                default: ", \(key)=\(value)"
                }
            }
            return Case(line: "\(word)(\(typed(truth)), \(typed(guess))\(settings.joined()))", value: value)
        }
    }

    private static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

    private static func typed(_ value: Any) -> String {
        if let items = value as? [Any] { return "[" + items.map(typed).joined(separator: ", ") + "]" }
        return "\(value)"
    }

    private func evaluate(_ lines: [String]) throws -> Value {
        let session = Session(registry: Vocabulary.registry)
        for line in lines.dropLast() { _ = try session.evaluate(line) }
        return try session.evaluate(lines.last ?? "").value
    }

    @Test func everyAverageColumnAndProbabilityIsThatOfScikitLearn() throws {
        let cases = try Self.read()
        #expect(cases.count > 100)
        let session = Session(registry: Vocabulary.registry)
        for case_ in cases {
            let found = try #require(try session.evaluate(case_.line).value.asDouble, "\(case_.line)")
            #expect(
                abs(found - case_.value) <= 1e-9 * max(1, abs(case_.value)),
                "\(case_.line.prefix(60))… = \(found) instead of \(case_.value)")
        }
    }

    @Test func aMetricWithSettingsIsReportedByCompileUnderItsName() throws {
        let metrics = """
            ["f1_macro", FBetaScore(beta=2, average="weighted"), balanced_accuracy_score, median_absolute_error(), \
            Precision(average="micro"), log_loss, AUC(), Huber()]
            """
        let found = try evaluate([
            "data = spirals(n=60, seed=1)",
            "m = Sequential([Dense(1, activation=\"sigmoid\", input_shape=(2,))], seed=1)",
            "m.compile(loss=\"bce\", metrics=\(metrics))", "m.evaluate(data, return_dict=True)",
        ])
        let names = [
            "loss", "f1_macro", "fbeta_score_weighted", "balanced_accuracy_score", "median_absolute_error",
            "precision_micro", "log_loss", "auc", "huber",
        ]
        for name in names { #expect(found.json.text.contains("\"\(name)\""), "\(name) in \(found.json.text)") }
    }

    @Test func binaryIsRefusedForSeveralClasses() throws {
        let problem = #expect(throws: Diagnostic.self) { try evaluate(["f1_score([0, 1, 2], [0, 1, 1])"]) }
        #expect(problem?.mistake.problem == "there are 3 classes, and binary is of one")
        #expect(problem?.mistake.suggestion == "average=\"macro\"")
        #expect(try evaluate(["recall_score([0, 1, 2], [0, 1, 1], pos_label=0)"]).asDouble == 1)
        #expect(throws: Diagnostic.self) { try evaluate(["f1_score([0, 1, 1])"]) }
    }

    @Test func helpSaysThatTheAreaIsExact() throws {
        guard case .thing(let page) = try evaluate(["help(roc_auc_score)"]) else { return }
        #expect(page.table(width: 100).contains("exact, from all scores, where Keras's AUC adds up 200 thresholds"))
    }
}
