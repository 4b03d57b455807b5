import Answers
import Testing
import Tuning

/// Searches as scripts of other tools.
@Suite struct TunerScriptTests {
    private static let space = Result {
        try SearchSpace([
            SearchParameter("rate", .float(1e-4, 0.1, log: true)), SearchParameter("units", .int(4, 64, log: true)),
            SearchParameter("rule", .choice("sgd", "adam")),
            SearchParameter(
                "momentum", .float(low: 0, high: 0.9, log: false, step: 0.3), when: .init("rule", [.text("sgd")])),
        ])
    }

    private static func study(_ direction: Direction = .minimize) throws -> Study {
        let study = try Study(directions: [direction], sampler: RandomSampler(), seed: 1)
        try study.optimize(space.get(), trials: 6) { trial in [trial.configuration["rate"]?.number ?? 0] }
        return study
    }

    @Test("each script has all hyperparameters, all trials, and the tool's own words")
    func whole() throws {
        for (tool, words) in [
            (TunerScript.Tool.optuna, ["study.ask()", "study.tell(", "suggest_int(\"units\", 4, 64, log=True)"]),
            (.sklearn, ["ParameterSampler(SPACE, n_iter=7", "loguniform(0.0001, 0.1)", "WHOLE = [\"units\"]"]),
            (.kerasTuner, ["hp.Choice(\"rule\"", "keras_tuner.oracles", "max_trials=7"]),
        ] {
            let text = try TunerScript(Self.study(), Self.space.get(), tool, count: 7).text
            for word in words + ["\"momentum\""] { #expect(text.contains(word), "\(tool): \(word)") }
            #expect(text.split(separator: "\n").count { $0.hasPrefix("    ({") } == 6, "\(tool)")
        }
    }

    @Test("a hyperparameter that is not always in force is asked for under its condition")
    func conditions() throws {
        let text = try TunerScript(Self.study(), Self.space.get(), .optuna).text
        #expect(text.contains("if params.get(\"rule\") in [\"sgd\"]:\n        params[\"momentum\"]"))
    }

    @Test("which way the value is to go is said in each tool's words")
    func direction() throws {
        let study = try Self.study(.maximize)
        #expect(try TunerScript(study, Self.space.get(), .optuna).text.contains("direction=\"maximize\""))
        #expect(try TunerScript(study, Self.space.get(), .sklearn).text.contains("*max(told"))
        #expect(try TunerScript(study, Self.space.get(), .kerasTuner).text.contains("Objective(\"value\", \"max\")"))
    }

    @Test("names with quotation marks stay texts, and a study without trials or with two objectives is refused")
    func odd() throws {
        let space = try SearchSpace([SearchParameter("a\"b", .float(0, 1))])
        let study = try Study(sampler: RandomSampler(), seed: 1)
        #expect(throws: Mistake.self) { try TunerScript(study, space, .optuna) }
        try study.optimize(space, trials: 1) { _ in [1] }
        #expect(try TunerScript(study, space, .optuna).text.contains("\"a\\\"b\""))
        let two = try Study(directions: [.minimize, .minimize], sampler: RandomSampler(), seed: 1)
        #expect(throws: Mistake.self) { try TunerScript(two, space, .optuna) }
    }
}
