import Foundation
import Testing

/// `descent study` and `descent trial`, as schedulers and people use them.
@Suite struct StudyCommandTests {
    private static let script = """
        def objective(trial):
            x = trial.suggest_float("x", 0, 1)
            rule = trial.suggest_categorical("rule", ["adam", "it's"])
            for step in range(3):
                trial.report(x + 1/(step + 1), step)
            if rule == "it's" and x > 0.9:
                raise TrialPruned()
            print("not an answer")
            return (x - 0.3)**2

        """

    private func home(_ files: [String: String]) throws -> String {
        let home = try Built.emptyHome()
        for (name, text) in files { try text.write(toFile: home + "/" + name, atomically: true, encoding: .utf8) }
        return home
    }

    @Test func aTrialPrintsItsReportsAndItsResultAsLinesOfJSON() throws {
        let home = try home(["tune.py": Self.script, "p.json": #"{"x": 0.5, "rule": "it's"}"#])
        let outcome = try descent(["trial", "--params", "p.json", "tune.py"], home: home)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 4, "\(outcome)")
        #expect(lines.first == #"{"step": 0, "value": 1.5}"#)
        #expect(lines.last?.hasPrefix(#"{"state": "complete", "values": [0.04"#) == true, "\(lines)")
        #expect(outcome.errors.contains("not an answer"))
        #expect(outcome.exitCode == 0)
    }

    @Test(arguments: [
        (#"{"x": 0.95, "rule": "it's"}"#, #"{"state": "pruned"}"#, 0),
        (#"{"x": 0.5}"#, "\"failed\"", 1), (#"{"x": 5, "rule": "adam"}"#, "\"failed\"", 1),
    ])
    func aTrialThatDoesNotCompleteSaysWhy(_ parameters: String, _ last: String, _ code: Int32) throws {
        let home = try home(["tune.py": Self.script, "p.json": parameters])
        let outcome = try descent(["trial", "--params", "p.json", "tune.py"], home: home)
        #expect(outcome.output.split(separator: "\n").last?.contains(last) == true, "\(outcome)")
        #expect(outcome.exitCode == code)
    }

    @Test func anObjectiveOfItsHyperparametersIsCalledWithThem() throws {
        let home = try home([
            "tune.py": "space = {\"x\": Float(0, 1)}\ndef objective(x): return x**2\n", "p.json": #"{"x": 0.5}"#,
        ])
        let outcome = try descent(["trial", "--params", "p.json", "tune.py"], home: home)
        #expect(outcome.output == "{\"state\": \"complete\", \"values\": [0.25]}\n", "\(outcome)")
    }

    @Test(arguments: [
        (#"{"x": 5}"#, "x was set to 5 by hand"),
        (#"{"x": 0.5, "z": 1}"#, "z was set by hand, which the space has not"),
        ("{}", "x was not set"),
    ])
    func parametersThatAreNotOfTheSpaceAreNamed(_ parameters: String, _ problem: String) throws {
        let home = try home([
            "tune.py": "space = {\"x\": Float(0, 1)}\ndef objective(x): return x**2\n", "p.json": parameters,
        ])
        let outcome = try descent(["trial", "--params", "p.json", "tune.py"], home: home)
        #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(problem), "\(outcome.errors)")
    }

    @Test func parametersThatAreNoObjectAreRefused() throws {
        let home = try home(["tune.py": Self.script, "p.json": "[1, 2"])
        let outcome = try descent(["trial", "--params", "p.json", "tune.py"], home: home)
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains("'p.json' is no JSON: line 1"), "\(outcome.errors)")
    }

    @Test func workersShareAStudyThatIsListedShownExportedAndTakenOver() throws {
        let home = try home(["tune.py": Self.script])
        for _ in 0..<2 {
            let worker = try descent(
                ["study", "worker", "s.db", "tune.py", "--study", "lr", "--trials", "6"], home: home)
            #expect(worker.exitCode == 0, "\(worker.errors)")
        }
        let list = try descent(["study", "list", "s.db"], home: home).output
        #expect(list.contains("lr") && list.contains("12"), "\(list)")
        let show = try descent(["study", "show", "s.db"], home: home).output
        #expect(show.contains("TPESampler") && show.contains("12"), "\(show)")
        let lines = try descent(["study", "show", "s.db", "lr", "--json"], home: home).output.split(separator: "\n")
        #expect(lines.count == 12)
        for (form, file) in [("--optuna", "o.db"), ("--journal", "o.log")] {
            let export = try descent(["study", "export", "s.db", form, file], home: home)
            #expect(export.output == "1 study with 12 trials exported\n", "\(export)")
            let taken = try descent(["study", "import", file, "--into", "back-\(file).db"], home: home)
            #expect(taken.output == "1 study with 12 trials taken over\n", "\(taken)")
            let again = try descent(["study", "show", "back-\(file).db", "lr", "--json"], home: home).output
            #expect(again.split(separator: "\n").count == 12)
        }
        #expect(try descent(["study", "export", "s.db", "--optuna", "o.db"], home: home).exitCode == 1)
        #expect(try descent(["study", "delete", "s.db", "lr"], home: home).exitCode == 0)
        #expect(try descent(["study", "list", "s.db"], home: home).output == "no studies yet\n")
    }

    @Test(arguments: [
        ["study", "list", "missing.db"], ["study", "show", "tune.py"],
        ["study", "import", "tune.py", "--into", "x.db"],
        ["study", "worker", "space.py", "tune.py", "--trials", "1"],
        ["study", "worker", "space.py", "space.py", "--trials", "1"],
    ])
    func aFileThatCannotBeUsedIsAFailureInWords(_ call: [String]) throws {
        let home = try home([
            "tune.py": Self.script, "space.py": "space = {\"x\": Float(0, 1)}\ndef objective(x): return x\n",
        ])
        let outcome = try descent(call, home: home)
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains(call[2]) && !outcome.errors.contains("Error Domain"), "\(outcome.errors)")
        // The line that a worker evaluates is nobody's.
        #expect(!outcome.errors.contains("worker_storage") && !outcome.errors.contains("create_study("))
    }

    @Test func aSpaceThatIsNoDictIsSaid() throws {
        let home = try home(["tune.py": "space = 3\ndef objective(trial): return trial.suggest_float(\"x\", 0, 1)\n"])
        let outcome = try descent(["study", "worker", "s.db", "tune.py", "--trials", "1"], home: home)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.contains("space = 3 is no dict of ranges"), "\(outcome.errors)")
    }
}
