/// The tuners of `keras_tuner` that learn from trials, as they are written in the language.
enum TunerSearchText {
    static let text = #"""


        class BayesianOptimization(Tuner):
            __module__ = "keras_tuner.src.tuners.bayesian"

            def __init__(
                self, hypermodel=None, objective=None, max_trials=10, num_initial_points=None, alpha=1e-4, beta=2.6,
                seed=None, **kwargs
            ):
                super().__init__(hypermodel, objective, max_trials, seed=seed, **kwargs)
                self._initial, self._seed, self._study = num_initial_points, seed, None

            def _begun(self):
                if self._study is None:
                    points = self._initial or max(3 * len(self.hyperparameters._space), 3)
                    sampler = optuna.samplers.GPSampler(seed=self._seed, n_startup_trials=points)
                    direction = "maximize" if self.oracle.objective.direction == "max" else "minimize"
                    self._study = optuna.create_study(sampler=sampler, direction=direction)
                return self._study

            def _candidate(self):
                trial, hp = self._begun().ask(), self.hyperparameters.copy()
                hp.values, hp._asked = {}, trial
                for name, entry in self.hyperparameters._space.items():
                    if self.hyperparameters._is_active(entry, hp.values):
                        hp.values[name] = _suggested(trial, entry)
                return hp

            def _passed(self, hp):
                self._study.tell(hp._asked, state=optuna.trial.TrialState.FAIL)

            def _trial(self, hp, args, kwargs):
                trial = super()._trial(hp, args, kwargs)
                if trial.status == "COMPLETED":
                    self._study.tell(hp._asked, trial.score)
                else:
                    self._study.tell(hp._asked, state=optuna.trial.TrialState.FAIL)
                return trial


        def _suggested(trial, entry):
            name, config, kind = entry["name"], entry["config"], entry["class_name"]
            if kind == "Fixed":
                return config["value"]
            if kind == "Boolean":
                return trial.suggest_categorical(name, [True, False])
            if kind == "Choice":
                return trial.suggest_categorical(name, config["values"])
            low, high, step = config["min_value"], config["max_value"], config["step"]
            if config["sampling"] != "linear" and step is not None:
                return trial.suggest_categorical(name, entry["grid"]())
            suggest = trial.suggest_int if kind == "Int" else trial.suggest_float
            if config["sampling"] == "log":
                return suggest(name, low, high, log=True)
            if config["sampling"] == "reverse_log":
                return low + high - suggest(name, low, high, log=True)
            return suggest(name, low, high) if step is None else suggest(name, low, high, step=step)


        class Hyperband(Tuner):
            __module__ = "keras_tuner.src.tuners.hyperband"

            def __init__(
                self, hypermodel=None, objective=None, max_epochs=100, factor=3, hyperband_iterations=1, **kwargs
            ):
                if factor < 2:
                    raise ValueError("factor needs to be a int larger than 1.")
                if max_epochs < 1 or hyperband_iterations < 1:
                    raise ValueError(f"max_epochs = {max_epochs}, hyperband_iterations = {hyperband_iterations}: at least 1")
                super().__init__(hypermodel, objective, 10**9, **kwargs)
                self.max_epochs, self.factor, self.hyperband_iterations = max_epochs, factor, hyperband_iterations

            def _brackets(self):
                epochs, count = self.max_epochs, 0
                while epochs >= 1:
                    epochs, count = epochs / self.factor, count + 1
                return count

            def _size(self, bracket, place):
                whole = math.ceil(1 + math.log(self.max_epochs, self.factor))
                return math.ceil(whole / (bracket + 1) * self.factor ** (bracket - place))

            def _epochs(self, bracket, place):
                return math.ceil(self.max_epochs / self.factor ** (bracket - place))

            def _round(self, hp, bracket, place):
                before = self._epochs(bracket, place - 1) if place else 0
                hp.values.update({
                    "tuner/epochs": self._epochs(bracket, place), "tuner/initial_epoch": before, "tuner/bracket": bracket,
                    "tuner/round": place})
                return hp

            def _bracket(self, bracket, args, kwargs):
                trials = []
                for _ in range(self._size(bracket, 0)):
                    hp = self._next()
                    if hp is None:
                        return False
                    trials.append(self._trial(self._round(hp, bracket, 0), args, kwargs))
                for place in range(1, bracket + 1):
                    done = [t for t in trials if t.status == "COMPLETED"]
                    done.sort(key=lambda t: t.score, reverse=self.oracle.objective.direction == "max")
                    trials = []
                    for past in done[:self._size(bracket, place)]:
                        hp = past.hyperparameters.copy()
                        hp.values["tuner/trial_id"] = past.trial_id
                        trials.append(self._trial(self._round(hp, bracket, place), args, kwargs))
                return True

            def search(self, *args, **kwargs):
                self.on_search_begin()
                for _ in range(self.hyperband_iterations):
                    for bracket in range(self._brackets() - 1, -1, -1):
                        if not self._bracket(bracket, args, kwargs):
                            break
                self.on_search_end()

            def _built(self, trial):
                past = self.oracle.trials.get(trial.hyperparameters.values.get("tuner/trial_id"))
                if past is not None and past.model is not None:
                    return past.model
                return super()._built(trial)

            def run_trial(self, trial, *args, **kwargs):
                values = trial.hyperparameters.values
                if "tuner/epochs" in values:
                    kwargs = dict(kwargs, epochs=values["tuner/epochs"], initial_epoch=values["tuner/initial_epoch"])
                return super().run_trial(trial, *args, **kwargs)
        """#
}
