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

    @Test("An earlier study goes on as it was; with a sampler of its own a new study begins with its trials")
    func goingOn() throws {
        let setup = """
            space = {"x": Float(-1, 1)}
            first = tune(lambda x: x^2, space, n=5, sampler="random", seed=3)
            """
        let same = try Self.evaluate(
            setup + "\n(tune(lambda x: x^2, space, n=2, study=first) is first, len(first.trials))")
        #expect(same.repr == "(True, 7)")
        let other = try Self.evaluate(
            setup
                + """

                second = tune(lambda x: x^2, space, n=2, sampler=GPSampler(n_startup_trials=2), study=first)
                values(s) = [t.value for t in s.trials]
                (len(first.trials), len(second.trials), values(second)[:5] == values(first), "GPSampler" in str(second.sampler))
                """)
        #expect(other.repr == "(5, 7, True, True)")
    }

    @Test("The trials are a table with the columns of Optuna 5.0's")
    func trialsAsATable() throws {
        let setup = """
            from optuna import create_study, TrialPruned
            def objective(trial):
                kind = trial.suggest_categorical("z", ["a", "b"])
                lr = trial.suggest_float("lr", 1e-3, 1, log=True)
                if trial.number < 2: trial.suggest_int("k", 1, 3)
                trial.set_user_attr("note", 5)
                if trial.number == 1: raise TrialPruned()
                return lr

            s = create_study()
            s.optimize(objective, n_trials=4)
            d = s.trials_dataframe()
            """
        let columns = try Self.evaluate(setup + "\nd.columns.tolist()")
        #expect(
            columns.repr
                == "['number', 'value', 'datetime_start', 'datetime_complete', 'duration', 'params_k', 'params_lr', 'params_z', 'user_attrs_note', 'state']"
        )
        let cells = """
            (d["state"].tolist(), d["number"].tolist(), d["params_k"].isna().tolist(), d["value"][0] == s.trials[0].value,
                d["params_z"][2] == s.trials[2].params["z"], int(d["user_attrs_note"].sum()), bool((d["duration"] >= 0).all()))
            """
        #expect(
            try Self.evaluate(setup + "\n" + cells).repr
                == "(['COMPLETE', 'PRUNED', 'COMPLETE', 'COMPLETE'], [0, 1, 2, 3], [False, False, True, True], True, True, 20, True)"
        )
        let two = try Self.evaluate(
            "tune(lambda x: [x, 1], {\"x\": Float(0, 1)}, n=2, directions=[\"minimize\", \"maximize\"]).trials_dataframe().columns.tolist()"
        )
        #expect(
            two.repr
                == "['number', 'values_0', 'values_1', 'datetime_start', 'datetime_complete', 'duration', 'params_x', 'state']"
        )
        #expect(
            try Self.evaluate("from optuna import create_study\ncreate_study().trials_dataframe().shape").repr
                == "(0, 0)")
    }

    @Test(
        "A search in which every trial fails says why, and shows no empty table",
        arguments: [
            ("\"a\"", "the objective gave 'a', not a number"), ("None", "the objective gave None, not a number"),
            ("[x, 1]", "2 values for 1 objective"), ("nan", "the value is nan"),
        ])
    func allFail(_ result: String, _ reason: String) throws {
        let study = try Self.evaluate("tune(lambda x: \(result), {\"x\": Float(0, 1)}, n=3)")
        let text = try #require(study.asThing(Study.self)).table(width: 80)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(line == "study of 3 trials: all 3 trials failed: \(reason) (trial 0)")
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
            ("tune(lambda x: x, {})", "the space is empty"), ("Float(1, 0)", "the range goes from 1 to 0"),
            ("Float(0, 1, log=True)", "the range has log=True and its lower end at 0"),
            ("Float(0, 1, step=3)", "the step of the range is 3, which is longer than the range"),
            ("Choice([])", "the range has no choices"), ("Choice([1, 1])", "the range has the choice 1 twice"),
            ("Choice([float(\"nan\"), 1])", "the range has the choice nan, which is equal to nothing"),
            ("tune(lambda x: x, {\"x\": Float(0, 1)})", "nothing ends this search"),
            ("tune(lambda y: y, {\"x\": 3}, n=2)", "x is 3"),
            ("tune(lambda x, z: x, {\"x\": Float(0, 1)}, n=2)", "the objective has a parameter z"),
            (
                "tune(lambda x: x, {\"x\": Float(0, 1)}, sampler=\"grid\")",
                "x is a range of real numbers, and a grid needs levels"
            ),
            (
                "tune(lambda **c: 1, {\"a\": Int(1, 50000), \"b\": Int(1, 6250)}, sampler=\"grid\")",
                "the grid has 312,500,000 configurations, which nobody would wait for"
            ),
            (
                "tune(lambda x: [x, x], {\"x\": Float(0, 1)}, directions=[\"minimize\", \"minimize\"], patience=3)",
                "patience asks for the best value, and a study of 2 objectives has none"
            ),
            ("tune(lambda x: x, {\"x\": Float(0, 1)}, n=2).best_trial.nothing", "nothing"),
            ("tune(lambda x: x, {\"x\": Float(0, 1)}, n=2).smallest_within_error()", "nobody knows the standard error"),
            ("optuna.create_study(storage=\"x\")", "storage writes files"),
            ("WeightedSum([1, -1])", "the weights are 1 and -1"),
            (
                "tune(lambda x: [x, x], {\"x\": Float(0, 1)}, n=2, scalarize=WeightedSum([1, 1]))",
                "2 weights for 1 direction"
            ),
        ])
    func refusals(_ text: String, _ problem: String) {
        let mistake = #expect(throws: Diagnostic.self, "\(text)") { try Self.evaluate("import optuna\n" + text) }
        #expect(mistake?.mistake.problem.contains(problem) == true, "\(mistake?.mistake.problem ?? "")")
    }

    @Test("A grid over ranges names the word that takes them, and says how many configurations it has before it begins")
    func gridWords() throws {
        let mistake = #expect(throws: Diagnostic.self) {
            try Self.evaluate("tune(lambda x: x, {\"x\": Float(0, 1)}, sampler=\"grid\")")
        }
        #expect(mistake?.mistake.suggestion == "sampler=GridSampler(levels=3)")
        let session = Session(registry: Vocabulary.registry)
        let notes = try session.evaluate(
            "tune(lambda x, y: x*y, {\"x\": Float(0, 1), \"y\": Int(1, 3)}, sampler=GridSampler(levels=3))"
        ).notes
        #expect(notes == ["a grid of 9 configurations", "ended: every configuration has been tried"])
    }

    @Test(
        "Several objectives are made one by a weighted sum or by Chebyshev's, which reaches inward bends",
        arguments: [
            // The front of (x, √(1 − x²)), to be small: a quarter of a circle, which bends inwards.
            ("WeightedSum([0.5, 0.5])", [0.0, 1.0], 0.5), ("Chebyshev([0.5, 0.5])", [0.7071], 0.3889),
            ("Chebyshev([0.5, 0.5], ideal=[0.2, -0.2])", [0.7071], 0.2789),
        ])
    func scalarized(_ call: String, _ places: [Double], _ value: Double) throws {
        let found = try Self.evaluate(
            """
            s = tune(lambda x: [x, -sqrt(1 - x^2)], {"x": Float(0, 1)}, sampler=GridSampler(levels=1001), directions=["minimize", "maximize"], scalarize=\(call))
            (s.best_params["x"], s.best_value, s.best_trial.user_attrs["objectives"][0], s.directions)
            """)
        let x = try #require(found.elements?[0].asDouble)
        #expect(places.contains { abs($0 - x) < 0.02 }, "\(x)")
        #expect(abs(try #require(found.elements?[1].asDouble) - value) < 0.01)
        #expect(found.elements?[2].asDouble == x)
        #expect(found.elements?[3].elements?.count == 1)
    }

    @Test("catch holds what it names and what derives from it, and hands the rest on, as Optuna does")
    func caught() throws {
        let found = try Self.evaluate(
            """
            import optuna
            def objective(trial):
                if trial.number == 0: raise KeyError("a")
                if trial.number == 1: return 1
                raise ZeroDivisionError("division")
            study = optuna.create_study()
            try:
                study.optimize(objective, n_trials=5, catch=(LookupError,))
            except ZeroDivisionError as error:
                said = "division"
            (said, len(study.trials), study.trials[0].reason is not None)
            """)
        #expect(found.elements?[0].asText == "division")
        #expect(found.elements?[1].asInt == 3)
    }

    @Test("What is enqueued keeps its notes, counts outside of its range and is said, and must be of a declared space")
    func enqueued() throws {
        let session = Session(registry: Vocabulary.registry)
        let found = try session.evaluate(
            """
            import optuna
            study = optuna.create_study()
            study.enqueue_trial({"x": 5}, user_attrs={"why": ["a", 1]})
            study.optimize(lambda t: t.suggest_float("x", 0, 1), n_trials=2)
            (study.trials[0].params["x"], study.trials[0].user_attrs["why"][0], study.trials[1].user_attrs)
            """)
        #expect(found.notes.contains("trial 0: x = 5.0 was set by hand outside of Float(0, 1)"), "\(found.notes)")
        #expect(found.value.elements?[0].asDouble == 5)
        #expect(found.value.elements?[1].asText == "a")
        _ = try session.evaluate("s = tune(lambda x: x, {\"x\": Float(0, 1)}, n=1)")
        let mistake = #expect(throws: Diagnostic.self) {
            try session.evaluate("s.enqueue_trial({\"z\": 1})")
        }
        #expect(mistake?.mistake.problem == "z was set by hand, which the space has not")
        #expect(throws: Diagnostic.self) { try session.evaluate("s.enqueue_trial({\"x\": 2})") }
    }

    @Test("refine keeps what the best trial does not have, and its condition")
    func refined() throws {
        let found = try Self.evaluate(
            """
            s = tune(lambda c: 0 if c["k"] == "a" else 1, {"k": ["a", "b"], "m": Float(0, 1, when={"k": "b"}), "d": Float(0, 0.5)}, n=6, seed=1)
            repr(s.refine()["m"])
            """)
        #expect(found.asText == "Float(0, 1, when={'k': ['b']})")
    }

    @Test("What cannot be refined or called says so")
    func nothingToRefine() throws {
        let session = Session(registry: Vocabulary.registry)
        for (text, part) in [
            ("tune(3, {\"x\": Float(0, 1)}, n=2)", "3 is a number and cannot be called"),
            (
                "tune(lambda x: [x, 1 - x], {\"x\": Float(0, 1)}, n=4, directions=[\"minimize\", \"minimize\"], seed=1).refine()",
                "a study of 2 objectives has no single best trial"
            ), ("tune(lambda x: 1/0, {\"x\": Float(0, 1)}, n=2, seed=1).refine()", "all 2 trials failed"),
        ] {
            let found = #expect(throws: Diagnostic.self) { try session.evaluate(text) }
            #expect(try #require(found).mistake.problem.contains(part), "\(text)")
        }
        #expect(
            try session.evaluate("importance(tune(lambda x: x^2, {\"x\": Float(0, 1)}, n=9, seed=1))[\"x\"]").value
                .asDouble == 1)
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
            ("1.5", "COMPLETE"), ("float(\"nan\")", "FAIL"), ("[1, 2]", "FAIL"),
            ("state=optuna.trial.TrialState.FAIL", "FAIL"), ("state=3", "FAIL"),
            ("state=optuna.trial.TrialState.PRUNED", "PRUNED"),
            ("1, state=optuna.trial.TrialState.COMPLETE", "COMPLETE"), ("", "FAIL"),
        ])
    func told(_ arguments: String, _ state: String) throws {
        let found = try Self.evaluate(
            """
            import optuna
            study = optuna.create_study()
            state = study.tell(study.ask()\(arguments.isEmpty ? "" : ", " + arguments)).state
            (str(state), state.name, state == optuna.trial.TrialState.\(state), state == state.value, state != 0)
            """)
        // As Optuna 5 has it, whose states are numbers with names.
        #expect(found.repr == "('TrialState.\(state)', '\(state)', True, True, True)", "\(arguments)")
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
        // A study that is shown says it itself.
        let shown = try session.evaluate("tune(lambda x: x[\"lr\"], {\"x\": Float(0, 1)}, n=3)")
        #expect(shown.isShown && shown.notes.isEmpty, "\(shown.notes)")
        #expect(try #require(shown.value.asThing(Study.self)).summary.contains("all 3 trials failed: "))
        let mistake = #expect(throws: Diagnostic.self) { try session.evaluate("s.best_value") }
        #expect(mistake?.mistake.problem.contains("all 3 trials failed: ") == true)
        #expect(mistake?.mistake.pythonMessage == "No trials are completed yet.")
    }
}
