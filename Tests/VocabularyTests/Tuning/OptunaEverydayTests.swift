import Language
import Testing
import Vocabulary

/// What everyday scripts ask of Optuna 5.0.0 beside `optimize`.
@Suite("Optuna's everyday words")
struct OptunaEverydayTests {
    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate("import optuna\n" + code).printed
    }

    @Test("A trial is told by its number; one that is none is refused")
    func numbers() throws {
        let out = try printed(
            """
            s = optuna.create_study()
            t = s.ask()
            t.set_user_attr("mine", 1)
            done = s.tell(t.number, 3.5)
            print(done.values, done.user_attrs, s.best_value)
            print(s.tell(0, 1.0, skip_if_finished=True).number)
            for number in (100, 0):
                try:
                    s.tell(number, 1.0)
                except ValueError as e:
                    print(e)
            """)
        #expect(
            out == [
                "[3.5] {'mine': 1} 3.5", "0", "Cannot tell for trial with number 100 since it has not been created.",
                "Cannot tell a COMPLETE trial.",
            ], "\(out)")
    }

    @Test("Times, steps, notes, made trials, classes and directions")
    func words() throws {
        let out = try printed(
            """
            import datetime
            from optuna.trial import Trial, TrialState, FrozenTrial
            from optuna.study import Study, StudyDirection
            s = optuna.create_study(direction="maximize")
            def objective(trial):
                for step in range(3):
                    trial.report(step / 2, step)
                return trial.suggest_uniform("x", 0, 1)
            s.optimize(objective, n_trials=9, callbacks=[optuna.study.MaxTrialsCallback(4)])
            t = s.trials[0]
            print(len(s.trials), isinstance(t.datetime_start, datetime.datetime), t.last_step, t.should_prune())
            print(isinstance(s, Study), isinstance(t, FrozenTrial), isinstance(s.ask(), Trial))
            print(s.direction == StudyDirection.MAXIMIZE, t.distributions["x"].low, t.distributions["x"].log)
            s.set_user_attr("who", "me")
            print(s.user_attrs)
            made = optuna.create_trial(
                params={"x": 0.5}, distributions={"x": optuna.distributions.FloatDistribution(0, 2)}, value=7.0)
            s.add_trial(made)
            print(s.best_value, s.best_params, TrialState.COMPLETE == made.state)
            print(issubclass(optuna.TrialPruned, optuna.exceptions.OptunaError), optuna.__version__)
            """)
        #expect(
            out == [
                "4 True 2 False", "True True True", "True 0.0 False", "{'who': 'me'}", "7.0 {'x': 0.5} True",
                "True 5.0.0",
            ], "\(out)")
    }

    @Test("Importances of some hyperparameters, of another target, and of nothing")
    func importances() throws {
        let out = try printed(
            """
            s = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=0))
            s.optimize(lambda t: t.suggest_float("x", -3, 3) ** 2 + t.suggest_int("y", 0, 5) / 10, n_trials=30)
            get = optuna.importance.get_param_importances
            print(list(get(s, params=["y"])), abs(sum(get(s).values()) - 1) < 1e-9, get(optuna.create_study()))
            print(list(get(s, target=lambda t: t.params["y"]))[0])
            fan = optuna.importance.FanovaImportanceEvaluator(n_trees=8, seed=0)
            print(list(get(s, evaluator=fan))[0], sum(get(s, evaluator=fan, normalize=False).values()) < 1)
            try:
                get(s, params=["zz"])
            except ValueError as e:
                print(e)
            """)
        #expect(
            out == [
                "['y'] True {}", "y", "x True",
                "Study must contain at least one completed trial for each specified parameter. Missing parameters: "
                    + "['zz'].",
            ], "\(out)")
    }

    @Test("Trials that have not all of the hyperparameters count among all of them, as Optuna counts them")
    func partialTrials() throws {
        let out = try printed(
            """
            d = optuna.distributions.FloatDistribution(0, 2)
            s = optuna.create_study()
            s.add_trial(optuna.create_trial(value=1.0, params={"x": 1.0}, distributions={"x": d}))
            for i in range(20):
                s.add_trial(optuna.create_trial(
                    value=i * i * 0.01 + (i % 3), params={"x": i / 10, "y": (i * 7 % 20) / 10},
                    distributions={"x": d, "y": d}))
            get = optuna.importance.get_param_importances
            print({k: round(v, 4) for k, v in get(s, params=["x", "y"]).items()})
            print({k: round(v, 4) for k, v in get(s, params=["y"], normalize=False).items()})
            for quantile in (0.0, 1.0):
                try:
                    optuna.importance.PedAnovaImportanceEvaluator(target_quantile=quantile)
                except AssertionError:
                    print("AssertionError")
            """)
        #expect(
            out == ["{'y': 0.8335, 'x': 0.1665}", "{'y': 0.0734}", "AssertionError", "AssertionError"], "\(out)")
    }

    @Test("When a trial began is known without an import of datetime")
    func moments() throws {
        let out = try printed(
            """
            s = optuna.create_study()
            s.optimize(lambda t: t.suggest_float("x", 0, 1), n_trials=2)
            t = s.trials[0]
            print(t.datetime_start <= t.datetime_complete, type(s.ask().datetime_start).__name__)
            """)
        #expect(out == ["True datetime"], "\(out)")
    }

    @Test(
        "Made trials that no study could have are refused",
        arguments: [
            "optuna.create_study().add_trial(optuna.create_trial(values=[1.0, 2.0]))",
            "optuna.create_study().add_trials([optuna.create_trial(values=[1.0, 2.0])])",
            "optuna.create_trial(state=optuna.trial.TrialState.FAIL, value=1.0)",
            "optuna.visualization.matplotlib.plot_timeline(optuna.create_study(), n_recent_trials=0)",
        ])
    func refused(call: String) throws {
        let code = "try:\n    \(call)\n    print('nothing')\nexcept ValueError as e:\n    print('ValueError')"
        #expect(try printed(code) == ["ValueError"], "\(call)")
    }

    @Test("Pictures are axes with Optuna's titles and labels")
    func pictures() throws {
        let out = try printed(
            """
            import optuna.visualization.matplotlib as vis
            def objective(t):
                x = t.suggest_float("x", -3, 3); y = t.suggest_int("y", 0, 5)
                t.report(x * x + y, 0)
                return x * x + y
            s = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=0))
            s.optimize(objective, n_trials=12)
            for f in (vis.plot_optimization_history, vis.plot_edf, vis.plot_intermediate_values, vis.plot_timeline):
                ax = f(s)
                print(ax.get_title(), "|", ax.get_xlabel(), "|", ax.get_ylabel())
            ax = vis.plot_contour(s, params=["x", "y"])
            print(ax.get_xlabel(), ax.get_ylabel(), vis.plot_slice(s, params=["x"]).get_title())
            print(vis.plot_param_importances(s).get_xlabel(), vis.is_available())
            try:
                vis.plot_contour(s, params=["x", "zz"])
            except ValueError as e:
                print(e)
            """)
        #expect(
            out == [
                "Optimization History Plot | Trial | Objective Value",
                "Empirical Distribution Function Plot | Objective Value | Cumulative Probability",
                "Intermediate Values Plot | Step | Intermediate Value", "Timeline Plot | Datetime | Trial",
                "x y Slice Plot", "Hyperparameter Importance True", "Parameter zz does not exist in your study.",
            ], "\(out)")
    }
}
