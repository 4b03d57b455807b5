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
        _ = try session.evaluate("s = study.step()")
        for (text, answer) in [
            ("s.number", "4"), ("s.title", "'update the surrogate: the posterior'"),
            ("s.mean.shape == s.sd.shape", "True"),
            ("s.mean.shape == s.x.shape", "True"), ("s.acquisition.shape", "(201,)"), ("len(s.observations)", "4"),
            ("s.next", "[]"), ("[list(n.keys()) for n in study.step().next]", "[['x']]"),
        ] {
            #expect(try session.evaluate(text).value.repr == answer, "\(text)")
        }
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

    @Test(
        "A trial is told as Optuna takes it",
        arguments: [
            ("1.5", "1"), ("float(\"nan\")", "3"), ("[1, 2]", "3"), ("state=optuna.trial.TrialState.FAIL", "3"),
            ("state=optuna.trial.TrialState.PRUNED", "2"), ("1, state=optuna.trial.TrialState.COMPLETE", "1"),
            ("", "3"),
        ])
    func told(_ arguments: String, _ state: String) throws {
        let found = try Self.evaluate(
            """
            import optuna
            study = optuna.create_study()
            study.tell(study.ask()\(arguments.isEmpty ? "" : ", " + arguments)).state
            """)
        #expect(found.asInt == Int(state), "\(arguments)")
    }

    @Test(
        "What Optuna refuses to be told is refused in its words",
        arguments: [
            ("1, state=optuna.trial.TrialState.RUNNING", "Cannot tell with state TrialState.RUNNING."),
            ("state=optuna.trial.TrialState.WAITING", "Cannot tell with state TrialState.WAITING."),
            (
                "state=optuna.trial.TrialState.COMPLETE",
                "No values were told. Values are required when state is TrialState.COMPLETE."
            ),
            ("float(\"nan\"), state=optuna.trial.TrialState.COMPLETE", "The value nan is not acceptable"),
            (
                "[1, 2], state=optuna.trial.TrialState.COMPLETE",
                "The number of the values 2 did not match the number of the objectives 1"
            ),
            (
                "1, state=optuna.trial.TrialState.FAIL",
                "Values were told. Values cannot be specified when state is TrialState.PRUNED or TrialState.FAIL."
            ),
        ])
    func refusedToBeTold(_ arguments: String, _ message: String) throws {
        let found = try Self.evaluate(
            """
            import optuna
            study = optuna.create_study()
            trial = study.ask()
            try:
                study.tell(trial, \(arguments))
            except ValueError as error:
                said = str(error)
            study.tell(trial, 2)
            (said, study.best_value)
            """)
        #expect(found.elements?.first?.asText == message)
        #expect(found.elements?.last?.asDouble == 2)
    }

    @Test("A trial is told once; skip_if_finished says nothing of it")
    func toldOnce() throws {
        let found = try Self.evaluate(
            """
            import optuna
            study = optuna.create_study()
            trial = study.ask()
            study.tell(trial, 1)
            try:
                study.tell(trial, 2)
            except ValueError as error:
                said = str(error)
            (said, study.tell(trial, 3, skip_if_finished=True).value, study.best_value)
            """)
        #expect(found.elements?.first?.asText == "Cannot tell a COMPLETE trial.")
        #expect(found.elements?[1].asDouble == 1 && found.elements?[2].asDouble == 1)
    }

    @Test(
        "The objective gets the hyperparameters where its parameters are these, and else a dict of them",
        arguments: [
            "lambda x, y: x + y", "lambda c: c[\"x\"] + c[\"y\"]", "lambda x: x[\"x\"] + x[\"y\"]",
            "lambda y, x, z=3: x + y", "lambda c, verbose=False: c[\"x\"] + c[\"y\"]",
            "lambda **p: p[\"x\"] + p[\"y\"]",
            "lambda *p: p[0][\"x\"] + p[0][\"y\"]",
        ])
    func callsOfObjectives(_ objective: String) throws {
        let study = try Self.evaluate("tune(\(objective), {\"x\": [1, 2], \"y\": [10]}, sampler=\"grid\").best_value")
        #expect(study.asDouble == 11)
    }

    @Test("An objective that lacks a hyperparameter is refused before the first trial")
    func lackingParameter() {
        let mistake = #expect(throws: Diagnostic.self) {
            try Self.evaluate("tune(lambda x, y, z: x, {\"x\": Float(0, 1), \"y\": Float(0, 1)}, n=2)")
        }
        #expect(mistake?.mistake.problem == "the objective has a parameter z, which the space has not")
        let lacking = #expect(throws: Diagnostic.self) {
            try Self.evaluate("tune(lambda x, y: x, {\"x\": Float(0, 1), \"y\": Float(0, 1), \"z\": Float(0, 1)}, n=2)")
        }
        #expect(lacking?.mistake.problem == "the space has z, for which the objective has no parameter")
    }

    @Test("A study of failures only says so at once, and where its best is asked for")
    func onlyFailures() throws {
        let session = Session(registry: Vocabulary.registry)
        let notes = try session.evaluate("s = tune(lambda x: x[\"lr\"], {\"x\": Float(0, 1)}, n=3)").notes
        #expect(notes.contains { $0.contains("all 3 trials failed: ") }, "\(notes)")
        let mistake = #expect(throws: Diagnostic.self) { try session.evaluate("s.best_value") }
        #expect(mistake?.mistake.problem.contains("all 3 trials failed: ") == true)
        #expect(mistake?.mistake.pythonMessage == "No trials are completed yet.")
    }
}
