import Answers
import Foundation
import Language
import Testing

@testable import Vocabulary

/// Studies in files, from the language.
@Suite final class StorageWordTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("storage-\(UUID().uuidString)")
        .path

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func session() -> Session { Session(registry: Vocabulary.registry, permission: .everything) }

    private func answer(_ text: String, _ session: Session) throws -> String {
        try session.evaluate(text.replacing("studies.db", with: folder + "/studies.db")).value.repr
    }

    private static let objective = """
        import optuna
        def objective(trial):
            return (trial.suggest_float("x", -1, 1) - 0.3)**2 + trial.suggest_int("n", 1, 5)

        """

    @Test func aStudyGoesOnInAnotherSessionAsThoughItHadNotStopped() throws {
        let whole = session()
        _ = try answer(
            Self.objective
                + "study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=4, n_startup_trials=5))", whole)
        _ = try answer("study.optimize(objective, n_trials=16)", whole)
        let first = session()
        _ = try answer(
            Self.objective
                + "study = optuna.create_study(storage=\"sqlite:///studies.db\", study_name=\"a\", "
                + "sampler=optuna.samplers.TPESampler(seed=4, n_startup_trials=5))", first)
        _ = try answer("study.optimize(objective, n_trials=9)", first)
        let second = session()
        _ = try answer(
            Self.objective + "study = optuna.load_study(study_name=\"a\", storage=\"sqlite:///studies.db\")", second)
        _ = try answer("study.optimize(objective, n_trials=7)", second)
        let parameters = "[t.params for t in study.trials]"
        #expect(try answer(parameters, second) == answer(parameters, whole))
        #expect(try answer("study.sampler", second).contains("n_startup_trials=5"))
    }

    @Test func aNameThatIsTakenIsRefusedUnlessItMayExist() throws {
        let session = session()
        let make = "create_study(storage=\"studies.db\", study_name=\"a\""
        _ = try answer("\(make))", session)
        let taken = #expect(throws: Diagnostic.self) { try answer("\(make))", session) }
        #expect(taken?.mistake.suggestion == "load_if_exists=True")
        _ = try answer("\(make), load_if_exists=True)", session)
        #expect(try answer("get_all_study_names(\"studies.db\")", self.session()) == "['a']")
        #expect(throws: Diagnostic.self) { try answer("load_study(study_name=\"b\", storage=\"studies.db\")", session) }
    }

    @Test func tuneKeepsItsTrialsAndAddsToThem() throws {
        let session = session()
        let line = "tune(lambda x: x^2, {\"x\": Float(-1, 1)}, n=5, storage=\"studies.db\", study_name=\"t\")"
        _ = try answer(line, session)
        #expect(try answer("len(\(line).trials)", self.session()) == "10")
    }

    @Test(arguments: ["postgresql://host/db", "sqlite://studies.db", "mysql+pymysql://x"])
    func aStorageThatIsNoFileIsRefused(_ storage: String) {
        #expect(throws: Diagnostic.self) { try answer("create_study(storage=\"\(storage)\")", session()) }
    }

    @Test func codeOfALessonKeepsNothing() {
        let lesson = Session(registry: Vocabulary.registry)
        #expect(throws: Diagnostic.self) { try answer("create_study(storage=\"studies.db\")", lesson) }
        #expect(!FileManager.default.fileExists(atPath: folder + "/studies.db"))
    }

    @Test func everyPictureOfAStudyIsReachedByItsWordAndByPlot() throws {
        let session = session()
        _ = try answer("s = tune(lambda x, y: x^2 + y^2/9, {\"x\": Float(-1, 1), \"y\": Float(-1, 1)}, n=12)", session)
        for name in [
            "optimization_history", "parallel_coordinate", "slice", "contour", "param_importances", "edf", "timeline",
        ] {
            #expect(try session.evaluate("plot_\(name)(s)").value.kind == "figure", "\(name)")
        }
        for view in ["history", "regret", "edf", "parallel", "slice", "contour", "importance", "timeline"] {
            #expect(try session.evaluate("plot(s, \"\(view)\")").value.kind == "figure", "\(view)")
        }
        let one = try session.evaluate("plot(s, \"slice\", \"x\")").value
        #expect(one.kind == "figure")
        let mistake = #expect(throws: Diagnostic.self) { try session.evaluate("plot(s, \"pie\")") }
        #expect(mistake?.mistake.expected?.contains("\"slice\"") == true)
    }
}
