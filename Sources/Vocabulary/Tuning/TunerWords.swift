import Language

/// `keras_tuner`: searches that build a model for each trial. What is drawn comes from the laboratory's own streams.
enum TunerWords {
    static let words: [Word] = [
        word(
            "RandomSearch", "trials at random of what build(hp) asks for", [model, objective, trials, rest],
            """
            import keras
            import keras_tuner
            import numpy as np
            def build(hp):
                m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(hp.Int("units", 1, 4)), keras.layers.Dense(1)])
                m.compile("sgd", "mse")
                return m
            tuner = keras_tuner.RandomSearch(build, objective="val_loss", max_trials=2)
            x = np.ones((4, 1))
            tuner.search(x, x, epochs=1, validation_data=(x, x), verbose=0)
            "units" in tuner.get_best_hyperparameters()[0]
            """),
        word(
            "GridSearch", "all combinations of what build(hp) asks for",
            [model, objective, Parameter("max_trials", .any, .value(.none), "how many at most; all for None"), rest],
            """
            import keras
            import keras_tuner
            def build(hp):
                m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(hp.Choice("units", [1, 2]))])
                m.compile("sgd", "mse")
                return m
            keras_tuner.GridSearch(build, objective="val_loss").search_space_summary()
            """),
        word(
            "BayesianOptimization", "trials where a Gaussian process of those before expects most",
            [
                model, objective, trials,
                Parameter("num_initial_points", .any, .value(.none), "trials at random before it: 3 for each setting"),
                Parameter("alpha", .any, .value(.number(1e-4)), "has no effect: the noise is estimated"),
                Parameter("beta", .any, .value(.number(2.6)), "has no effect: the improvement that is expected counts"),
                rest,
            ],
            """
            import keras_tuner
            class Bowl(keras_tuner.BayesianOptimization):
                def run_trial(self, trial):
                    return (trial.hyperparameters.Float("x", -1.0, 1.0) - 0.3) ** 2
            tuner = Bowl(max_trials=8, num_initial_points=3, seed=0)
            tuner.search()
            tuner.get_best_hyperparameters()[0].get("x")
            """),
        word(
            "Hyperband", "many short trials, of which the best are trained on for longer, in several brackets",
            [
                model, objective, Parameter("max_epochs", .any, .value(.int(100)), "of the longest"),
                Parameter("factor", .any, .value(.int(3)), "so many times fewer, and longer, in each round"),
                Parameter("hyperband_iterations", .any, .value(.int(1)), "how often all brackets are gone through"),
                rest,
            ],
            """
            import keras_tuner
            class Bowl(keras_tuner.Hyperband):
                def run_trial(self, trial):
                    return (trial.hyperparameters.Float("x", -1.0, 1.0) - 0.3) ** 2
            tuner = Bowl(max_epochs=4, factor=2, seed=0)
            tuner.search()
            len(tuner.oracle.trials)
            """),
        word(
            "Tuner", "the class that tuners of one's own are derived from: run_trial(self, trial)",
            [model, objective, trials, rest],
            "import keras_tuner\nissubclass(keras_tuner.RandomSearch, keras_tuner.Tuner)"),
        word(
            "HyperModel", "the class that models to be searched are derived from: build(self, hp)",
            [
                Parameter("name", .any, .value(.none), "what it is called"),
                Parameter("tunable", .any, .value(.bool(true)), "has no effect"),
            ], "import keras_tuner\nkeras_tuner.HyperModel().tunable"),
        word(
            "HyperParameters", "what a build function asks for: Int, Float, Choice, Boolean, Fixed", [],
            "import keras_tuner\nhp = keras_tuner.HyperParameters()\nhp.Int(\"units\", 8, 32, step=8)"),
        word(
            "Objective", "the number that trials are compared by",
            [
                Parameter("name", .any, .required, "of the history: val_loss, val_accuracy"),
                Parameter("direction", .any, .required, "min or max"),
            ], "import keras_tuner\nkeras_tuner.Objective(\"val_accuracy\", \"max\")"),
    ]

    private static let model = Parameter(
        "hypermodel", .any, .value(.none), "a function of hp that gives a compiled model, or a HyperModel")
    private static let objective = Parameter("objective", .any, .value(.none), "val_loss, or an Objective")
    private static let trials = Parameter("max_trials", .any, .value(.int(10)), "trials")
    private static let rest = Parameter(
        "settings", .any, .otherwise("nothing"),
        "seed, executions_per_trial, hyperparameters; directory and overwrite: nothing is written", isVariadic: true,
        isKeywordOnly: true)

    private static func word(_ name: String, _ summary: String, _ parameters: [Parameter], _ example: String) -> Word {
        module.word(
            name, aliases: ["keras_tuner.tuners.\(name)", "kerastuner.\(name)"], family: "tuning", summary, parameters,
            returns: "any", examples: [example], seeAlso: ["tune"])
    }

    private static let module = WrittenModule(
        "keras_tuner", TunerSpaceText.text + TunerWords.text + TunerSearchText.text)

    private static let text = #"""
        class Objective:
            __module__ = "keras_tuner.src.engine.objective"

            def __init__(self, name, direction):
                self.name, self.direction = name, direction

            def __repr__(self):
                return f'Objective(name="{self.name}", direction="{self.direction}")'


        class HyperModel:
            __module__ = "keras_tuner.src.engine.hypermodel"

            def __init__(self, name=None, tunable=True):
                self.name, self.tunable = name, tunable

            def build(self, hp):
                raise NotImplementedError

            def fit(self, hp, model, *args, **kwargs):
                return model.fit(*args, **kwargs)


        class _Built(HyperModel):
            def __init__(self, function):
                super().__init__()
                self.build = function


        class Trial:
            __module__ = "keras_tuner.src.engine.trial"

            def __init__(self, trial_id, hyperparameters):
                self.trial_id = trial_id
                self.hyperparameters, self.score, self.status, self.best_step = hyperparameters, None, "RUNNING", None
                self.message, self.model = None, None

            def summary(self):
                print(f"\nTrial {self.trial_id} summary")
                print("Hyperparameters:")
                for name, value in self.hyperparameters.values.items():
                    print(f"{name}: {value}")
                if self.score is not None:
                    print(f"Score: {self.score}")


        class _Oracle:
            def __init__(self, objective, max_trials):
                self.objective, self.max_trials, self.trials = objective, max_trials, {}

            def get_best_trials(self, num_trials=1):
                done = [t for t in self.trials.values() if t.status == "COMPLETED"]
                done.sort(key=lambda t: t.score, reverse=self.objective.direction == "max")
                return done[:num_trials]


        _GROWING = ("acc", "auc", "precision", "recall", "f1", "r2", "iou", "true_positives", "true_negatives")


        class Tuner:
            __module__ = "keras_tuner.src.engine.tuner"

            def __init__(
                self, hypermodel=None, objective=None, max_trials=10, seed=None, hyperparameters=None, tune_new_entries=True,
                allow_new_entries=True, executions_per_trial=1, max_consecutive_failed_trials=3, max_retries_per_trial=0,
                overwrite=False, directory=None, project_name=None, **kwargs
            ):
                if hypermodel is None:
                    self.hypermodel = self
                else:
                    self.hypermodel = hypermodel if isinstance(hypermodel, HyperModel) else _Built(hypermodel)
                if objective is None:
                    objective = Objective("default_objective", "min")
                if isinstance(objective, str):
                    grows = any([part in objective for part in _GROWING])
                    objective = Objective(objective, "max" if grows else "min")
                self.oracle = _Oracle(objective, max_trials)
                self.executions_per_trial, self.directory, self.project_name = executions_per_trial, directory, project_name
                self.hyperparameters = hyperparameters.copy() if hyperparameters is not None else HyperParameters()
                self._random = _Draws(seed)
                self._tried = set()
                if self.hypermodel is not self:
                    self.hypermodel.build(self.hyperparameters)

            def get_hyperparameters(self):
                return self.hyperparameters

            def _candidate(self):
                hp = self.hyperparameters.copy()
                hp.values = {}
                for name, entry in self.hyperparameters._space.items():
                    if self.hyperparameters._is_active(entry, hp.values):
                        hp.values[name] = entry["draw"](self._random)
                return hp

            def _next(self):
                for _ in range(50):
                    hp = self._candidate()
                    key = str(sorted([(n, str(v)) for n, v in hp.values.items()]))
                    if key not in self._tried:
                        self._tried.add(key)
                        return hp
                    self._passed(hp)
                return None

            def _passed(self, hp):
                pass

            def on_search_begin(self):
                pass

            def on_search_end(self):
                pass

            def _built(self, trial):
                return self.hypermodel.build(trial.hyperparameters)

            def run_trial(self, trial, *args, **kwargs):
                scores = []
                for _ in range(self.executions_per_trial):
                    model = self._built(trial)
                    history = self.hypermodel.fit(trial.hyperparameters, model, *args, **kwargs)
                    if trial.model is None:
                        trial.model = model
                    scores.append(self._score(history))
                return sum(scores) / len(scores)

            def _score(self, history):
                if isinstance(history, (int, float)):
                    return float(history)
                logs = history if isinstance(history, dict) else history.history
                name = self.oracle.objective.name
                if name not in logs:
                    raise KeyError(
                        f"Objective value missing in metrics reported to the Oracle, expected: ['{name}'], found: dict_keys({list(logs)})")
                found = logs[name]
                values = found if isinstance(found, (list, tuple)) else [found]
                return float(max(values) if self.oracle.objective.direction == "max" else min(values))

            def _trial(self, hp, args, kwargs):
                number, most = len(self.oracle.trials), self.oracle.max_trials
                trial = Trial(str(number).zfill(len(str(most)) if most < 10**9 else 4), hp)
                self.oracle.trials[trial.trial_id] = trial
                trial.score = self.run_trial(trial, *args, **kwargs)
                if isinstance(trial.score, dict):
                    trial.score = trial.score[self.oracle.objective.name]
                trial.status = "COMPLETED" if trial.score == trial.score else "FAILED"
                for name, entry in hp._space.items():
                    if name not in self.hyperparameters._space:
                        self.hyperparameters._space[name] = entry
                return trial

            def search(self, *args, **kwargs):
                self.on_search_begin()
                while len(self.oracle.trials) < self.oracle.max_trials:
                    hp = self._next()
                    if hp is None:
                        break
                    self._trial(hp, args, kwargs)
                self.on_search_end()

            def get_best_hyperparameters(self, num_trials=1):
                return [t.hyperparameters for t in self.oracle.get_best_trials(num_trials)]

            def get_best_models(self, num_models=1):
                return [t.model for t in self.oracle.get_best_trials(num_models)]

            def search_space_summary(self, extended=False):
                print("Search space summary")
                print(f"Default search space size: {len(self.hyperparameters._space)}")
                for entry in self.hyperparameters.space:
                    config = {"default": entry["config"]["default"], "conditions": []}
                    if entry["class_name"] == "Int" and entry["config"]["default"] is None:
                        config["default"] = None
                    for key, value in entry["config"].items():
                        if key not in config:
                            config[key] = value
                    print(f"{entry['name']} ({entry['class_name']})")
                    print(config)

            def results_summary(self, num_trials=10):
                print("Results summary")
                print(f"Results in {self.directory or '.'}/{self.project_name or 'untitled_project'}")
                print(f"Showing {num_trials} best trials")
                print(repr(self.oracle.objective))
                for trial in self.oracle.get_best_trials(num_trials):
                    trial.summary()


        class RandomSearch(Tuner):
            __module__ = "keras_tuner.src.tuners.randomsearch"


        class GridSearch(Tuner):
            __module__ = "keras_tuner.src.tuners.gridsearch"

            def __init__(self, hypermodel=None, objective=None, max_trials=None, **kwargs):
                super().__init__(hypermodel, objective, 10**9 if max_trials is None else max_trials, **kwargs)
                self._rest = None

            def _combinations(self, names, values):
                if not names:
                    return [values]
                entry = self.hyperparameters._space[names[0]]
                if not self.hyperparameters._is_active(entry, values):
                    return self._combinations(names[1:], values)
                found = []
                for value in entry["grid"]():
                    found.extend(self._combinations(names[1:], dict(values, **{names[0]: value})))
                return found

            def _next(self):
                if self._rest is None:
                    self._rest = self._combinations(list(self.hyperparameters._space), {})
                if not self._rest:
                    return None
                hp = self.hyperparameters.copy()
                hp.values = self._rest.pop(0)
                return hp
        """#
}
