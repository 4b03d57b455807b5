import Answers
import Foundation
import Language
import Studies
import Testing
import Tuning

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

    private func notes(_ text: String) throws -> [String] {
        try session().evaluate(text.replacing("studies.db", with: folder + "/studies.db")).notes
    }

    @Test func theSameLineOnceMoreMakesWhatIsMissingAndSaysSo() throws {
        func line(_ n: Int, _ more: String = "") -> String {
            "tune(lambda x: x^2, {\"x\": Float(-1, 1)}, n=\(n), storage=\"studies.db\", study_name=\"t\"\(more))"
        }
        #expect(try notes(line(5)).isEmpty)
        #expect(
            try notes(line(5)) == ["5 trials of 5 are there already; n=10 makes 5 more"])
        #expect(try answer("len(load_study(study_name=\"t\", storage=\"studies.db\").trials)", session()) == "5")
        #expect(try notes(line(8)) == ["goes on after 5 of 8 trials"])
        #expect(try answer("len(load_study(study_name=\"t\", storage=\"studies.db\").trials)", session()) == "8")
        // Of a study that is at hand n means more.
        let more =
            "len(tune(lambda x: x^2, {\"x\": Float(-1, 1)}, n=2, study=load_study(study_name=\"t\", storage=\"studies.db\")).trials)"
        #expect(try answer(more, session()) == "10")
    }

    @Test func whatDiffersFromTheBeginningOfAStudyIsSaid() throws {
        let end = "storage=\"studies.db\", study_name=\"t\")"
        _ = try notes("tune(lambda x: x, {\"x\": Float(0, 1)}, n=1, seed=3, \(end)")
        let said = try notes("tune(lambda x: x, {\"x\": Float(0, 2)}, n=2, seed=4, sampler=\"random\", \(end)")
        #expect(
            said.prefix(3) == [
                "the study 't' keeps its seed 3; seed=4 has no effect",
                "the study 't' began with TPESampler() and goes on with RandomSampler()",
                "the study 't' began with the space {\"x\": Float(0, 1)} and goes on with {\"x\": Float(0, 2)}",
            ])
    }

    @Test(arguments: [
        (
            "GridSampler({\"x\": [1, 5, 9], \"k\": [\"it's\", 0.1 + 0.2]})",
            "GridSampler({\"k\": [\"it's\", 0.30000000000000004], \"x\": [1, 5, 9]})"
        ),
        ("CmaEsSampler(sigma0=0.1234567891)", "CmaEsSampler(sigma0=0.1234567891)"),
        ("NSGAIISampler(crossover_prob=1/3)", "NSGAIISampler(crossover_prob=0.3333333333333333)"),
    ])
    func aSamplerIsKeptToTheLastDigit(_ typed: String, _ kept: String) throws {
        _ = try answer("create_study(storage=\"studies.db\", sampler=\(typed))", session())
        let loaded = try session().evaluate(
            "load_study(storage=\"\(folder)/studies.db\").sampler"
        ).value.asThing(SamplerValue.self)
        #expect(loaded?.sampler.name == kept)
    }

    @Test func aSamplerThatCannotBeMadeAgainIsRefusedAndNotReplaced() throws {
        let file = try StudyDatabase(folder + "/studies.db")
        _ = try file.begin(StudyHeader("s", [.minimize], seed: 1, settings: ["sampler": .string("OracleSampler()")]))
        let mistake = #expect(throws: Diagnostic.self) { try answer("load_study(storage=\"studies.db\")", session()) }
        #expect(
            mistake?.mistake.problem == "the study began with the sampler OracleSampler(), which cannot be made again")
        _ = try answer("load_study(storage=\"studies.db\", sampler=TPESampler())", session())
    }

    @Test(arguments: ["sqlite://studies.db", "mysql+pymysql://x"])
    func aStorageThatIsNeitherFileNorPostgreSQLIsRefused(_ storage: String) {
        #expect(throws: Diagnostic.self) { try answer("create_study(storage=\"\(storage)\")", session()) }
    }

    @Test(
        "A server that does not answer is named, without its password",
        arguments: ["create_study(", "load_study(", "tune(lambda x: x, {\"x\": Float(0, 1)}, n=1, "])
    func server(_ call: String) {
        let line = call + "storage=\"postgresql+psycopg2://me:secret@127.0.0.1:1/db\")"
        let mistake = #expect(throws: Diagnostic.self) { try answer(line, session()) }?.mistake
        #expect(mistake?.argument == "storage")
        #expect(mistake?.problem.contains("secret") == false)
        // Where libpq is missing, that is the matter.
        if mistake?.suggestion == "apt-get install libpq5" { return }
        #expect(mistake?.problem.contains("'postgresql://me:***@127.0.0.1:1/db' cannot be reached") == true)
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
        #expect(try session.evaluate("plot(s, \"contour\", [\"y\", \"x\"])").value.kind == "figure")
        let mistake = #expect(throws: Diagnostic.self) { try session.evaluate("plot(s, \"pie\")") }
        #expect(mistake?.mistake.expected?.contains("\"slice\"") == true)
    }
}
