import Answers
import Language
import Testing
import Tuning
import Vocabulary

@Suite("The words of tuning")
struct TuningWordTests {
    private static func evaluate(_ text: String) throws -> Value {
        let session = Session(registry: Vocabulary.registry)
        return try session.evaluate(text).value
    }

    @Test("tune finds the best of a function by its parameters' names, or by a dict")
    func tune() throws {
        let named = try Self.evaluate(
            "tune(lambda x, k: (x - 1)^2 + (0 if k == \"a\" else 1), {\"x\": Float(-3, 3), \"k\": Choice([\"a\", \"b\"])}, n=60, seed=1).best_value"
        )
        #expect(try #require(named.asDouble) < 0.02)
        let dict = try Self.evaluate(
            "tune(lambda c: (c[\"x\"] - 1)^2, {\"x\": Float(-3, 3)}, n=20, seed=1, sampler=\"gp\").best_value")
        #expect(try #require(dict.asDouble) < 1e-3)
    }

    @Test("A grid is counted and walked, a failing objective fails trials and not the study")
    func failures() throws {
        let study = try Self.evaluate(
            "len(tune(lambda a, b: a*b, {\"a\": [1, 2, 3], \"b\": Int(1, 4)}, sampler=\"grid\").trials)")
        #expect(study.asInt == 12)
        let reasons = try Self.evaluate(
            """
            def f(x):
                if x < 0: raise ValueError("too small")
                return x
            s = tune(f, {"x": Float(-1, 1)}, n=20, seed=2)
            [t.reason for t in s.trials if t.reason is not None][0]
            """)
        #expect(reasons.asText?.contains("too small") == true)
    }

    @Test(
        "Bad spaces and arguments are refused in words",
        arguments: [
            "tune(lambda x: x, {})", "Float(1, 0)", "Float(0, 1, log=True)", "Choice([])", "Choice([1, 1])",
            "tune(lambda x: x, {\"x\": Float(0, 1)})", "tune(lambda y: y, {\"x\": 3}, n=2)",
            "tune(lambda x, z: x, {\"x\": Float(0, 1)}, n=2)",
            "tune(lambda x: x, {\"x\": Float(0, 1)}, sampler=\"grid\")",
            "tune(lambda x: x, {\"x\": Float(0, 1)}, n=2).best_trial.nothing", "optuna.create_study(storage=\"x\")",
        ])
    func refusals(_ text: String) {
        #expect(throws: (any Error).self) { try Self.evaluate("import optuna\n" + text) }
    }

    @Test("Bayesian optimisation is stepped through by a word, and a variable of that name takes nothing away")
    func steps() throws {
        let session = Session(registry: Vocabulary.registry)
        let steps = try session.evaluate(
            """
            study = tune(lambda x: (x - 1)^2, {"x": Float(-3, 3)}, n=0, seed=1, sampler=GPSampler(n_startup_trials=3))
            [step(study) for k in range(6)][5]
            """)
        #expect(steps.value.asThing(BayesianStep.self)?.phase == .repeat)
        #expect(try session.evaluate("len(study.trials)").value.asInt == 4)
        #expect(try session.evaluate("step = 3").notes.isEmpty)
    }

    @Test("Optuna's pruning, enqueued trials and several objectives work as there")
    func optuna() throws {
        let pruned = try Self.evaluate(
            """
            import optuna
            def objective(trial):
                x = trial.suggest_float("x", 0, 1)
                for step in range(5):
                    trial.report(x, step)
                    if trial.should_prune():
                        raise optuna.TrialPruned()
                return x
            study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1))
            study.enqueue_trial({"x": 0.25})
            study.optimize(objective, n_trials=30)
            (study.trials[0].params["x"], len([t for t in study.trials if t.state == optuna.trial.TrialState.PRUNED]) > 5)
            """)
        #expect(pruned.elements?.first?.asDouble == 0.25)
        #expect(pruned.elements?.last.map { if case .bool(true) = $0 { true } else { false } } == true)
        let front = try Self.evaluate(
            """
            import optuna
            study = optuna.create_study(directions=["minimize", "maximize"], sampler=optuna.samplers.NSGAIISampler(population_size=8, seed=1))
            study.optimize(lambda t: (t.suggest_float("x", 0, 1), t.suggest_float("y", 0, 1)), n_trials=40)
            len(study.best_trials)
            """)
        #expect(try #require(front.asInt) >= 1)
    }
}
