/// `optuna.visualization.matplotlib`, as it is written in the language: pictures of studies on axes of Matplotlib's, to be changed and
/// saved with `plt`.
enum StudyAxesText {
    static let text = #"""
        import matplotlib.pyplot as plt
        import numpy as np
        import optuna

        _COMPLETE = optuna.trial.TrialState.COMPLETE


        def is_available():
            return True


        def _done(study):
            return [trial for trial in study.trials if trial.state == _COMPLETE]


        def _values(study, target):
            if target is None and len(study.directions) > 1:
                raise ValueError(
                    "If the `study` is being used for multi-objective optimization, please specify the `target`.")
            return [trial.value if target is None else target(trial) for trial in _done(study)]


        def _names(study, params):
            known = sorted(set([name for trial in _done(study) for name in trial.params]))
            if params is None:
                return known
            for name in params:
                if name not in known:
                    raise ValueError(f"Parameter {name} does not exist in your study.")
            return sorted(set(params))


        def _range(study, name):
            for trial in study.trials:
                if name in trial.distributions:
                    return trial.distributions[name]


        def _scaled(axis, study, name, horizontal):
            if getattr(_range(study, name), "log", False):
                axis.set_xscale("log") if horizontal else axis.set_yscale("log")


        def _places(study, name, trials):
            found = [trial.params[name] for trial in trials]
            return [str(value) for value in found] if any([isinstance(v, str) for v in found]) else found


        def _numbers(study, name, trials):
            found = _places(study, name, trials)
            if not any([isinstance(value, (str, bool)) or value is None for value in found]):
                return found
            kinds = sorted(set([str(value) for value in found]))
            return [kinds.index(str(value)) for value in found]


        def plot_optimization_history(study, *, target=None, target_name="Objective Value", error_bar=False):
            studies = [study] if not isinstance(study, (list, tuple)) else study
            _, axes = plt.subplots()
            axes.set_title("Optimization History Plot")
            axes.set_xlabel("Trial")
            axes.set_ylabel(target_name)
            for one in studies:
                values, numbers = _values(one, target), [trial.number for trial in _done(one)]
                name = "" if len(studies) == 1 else f" of {one.study_name}"
                axes.scatter(numbers, values, label=target_name + name)
                if target is None and values:
                    better = np.maximum if one.direction.name == "MAXIMIZE" else np.minimum
                    axes.plot(numbers, better.accumulate(np.array(values)), color="red", label="Best Value" + name)
            axes.legend()
            return axes


        def plot_slice(study, params=None, *, target=None, target_name="Objective Value"):
            values, trials = _values(study, target), _done(study)
            names = _names(study, params)
            figure, axes = plt.subplots(1, max(1, len(names)), sharey=True)
            if len(names) <= 1:
                axes.set_title("Slice Plot")
            else:
                figure.suptitle("Slice Plot")
            for place, name in enumerate(names):
                axis = axes if len(names) == 1 else axes[place]
                own = [(trial, value) for trial, value in zip(trials, values) if name in trial.params]
                axis.scatter(
                    _places(study, name, [trial for trial, _ in own]), [value for _, value in own],
                    c=[trial.number for trial, _ in own], cmap="Blues")
                axis.set_xlabel(name)
                if place == 0:
                    axis.set_ylabel(target_name)
                _scaled(axis, study, name, True)
            return axes


        def _pairs(study, params, target, target_name, title):
            values, trials = _values(study, target), _done(study)
            names = _names(study, params)
            if len(names) < 2:
                axes = plt.subplots()[1]
                axes.set_title(title)
                return axes
            count = 1 if len(names) == 2 else len(names)
            figure, axes = plt.subplots(count, count)
            if count == 1:
                axes.set_title(title)
            else:
                figure.suptitle(title)
            for row in range(count):
                for column in range(count):
                    axis = axes if count == 1 else axes[row, column]
                    across, up = (names[0], names[1]) if count == 1 else (names[column], names[row])
                    if count == 1 or row == count - 1:
                        axis.set_xlabel(across)
                    if column == 0:
                        axis.set_ylabel(up)
                    if across == up:
                        continue
                    own = [(t, v) for t, v in zip(trials, values) if across in t.params and up in t.params]
                    points = axis.scatter(
                        _numbers(study, across, [t for t, _ in own]), _numbers(study, up, [t for t, _ in own]),
                        c=[v for _, v in own], cmap="Blues_r")
                    _scaled(axis, study, across, True)
                    _scaled(axis, study, up, False)
                    if count == 1:
                        plt.colorbar(points, ax=axis, label=target_name)
            return axes


        def plot_contour(study, params=None, *, target=None, target_name="Objective Value"):
            return _pairs(study, params, target, target_name, "Contour Plot")


        def plot_rank(study, params=None, *, target=None, target_name="Objective Value"):
            return _pairs(study, params, target, target_name, f"Rank ({target_name})")


        def plot_parallel_coordinate(study, params=None, *, target=None, target_name="Objective Value"):
            values, names = _values(study, target), _names(study, params)
            _, axes = plt.subplots()
            axes.set_title("Parallel Coordinate Plot")
            trials = [trial for trial in _done(study) if all([name in trial.params for name in names])]
            columns = [[value for trial, value in zip(_done(study), values) if trial in trials]]
            columns += [_numbers(study, name, trials) for name in names]

            def unit(column):
                low, high = min(column), max(column)
                return [0.5 if high == low else (value - low) / (high - low) for value in column]

            if trials:
                for heights in zip(*[unit(column) for column in columns]):
                    axes.plot(range(len(columns)), heights, alpha=0.5, color="C0")
            axes.set_xticks(range(len(columns)))
            axes.set_xticklabels([target_name] + names)
            return axes


        def plot_param_importances(
                study, evaluator=None, params=None, *, target=None, target_name="Objective Value"):
            found = optuna.importance.get_param_importances(study, evaluator=evaluator, params=params, target=target)
            _, axes = plt.subplots()
            axes.set_title("Hyperparameter Importances")
            axes.set_xlabel("Hyperparameter Importance")
            axes.set_ylabel("Hyperparameter")
            axes.barh(list(found)[::-1], list(found.values())[::-1], label=target_name)
            axes.legend(loc="lower right")
            return axes


        def plot_intermediate_values(study):
            _, axes = plt.subplots()
            axes.set_title("Intermediate Values Plot")
            axes.set_xlabel("Step")
            axes.set_ylabel("Intermediate Value")
            for trial in study.trials:
                if trial.intermediate_values:
                    axes.plot(
                        list(trial.intermediate_values), list(trial.intermediate_values.values()),
                        marker=".", alpha=0.7, label=f"Trial{trial.number}")
            return axes


        def plot_edf(study, *, target=None, target_name="Objective Value"):
            _, axes = plt.subplots()
            axes.set_title("Empirical Distribution Function Plot")
            axes.set_xlabel(target_name)
            axes.set_ylabel("Cumulative Probability")
            for one in study if isinstance(study, (list, tuple)) else [study]:
                values = np.sort(_values(one, target))
                if len(values):
                    places = np.linspace(values[0], values[-1], 100)
                    axes.plot(places, [float(np.mean(values <= place)) for place in places], label=one.study_name)
            axes.legend()
            return axes


        def plot_pareto_front(study, *, target_names=None, include_dominated_trials=True, axis_order=None, targets=None):
            def point(trial):
                return trial.values if targets is None else targets(trial)

            count = len(study.directions)
            if targets is not None:
                count = len(targets(_done(study)[0])) if _done(study) else 2
            if count not in (2, 3):
                raise ValueError(
                    "`plot_pareto_front` function only supports 2 or 3 objective studies when using default `targets`.")
            if count == 3:
                raise ValueError("three objectives have no picture here: two of them with targets=lambda trial: …")
            names = ["Objective 0", "Objective 1"] if target_names is None else list(target_names)
            across, up = (0, 1) if axis_order is None else axis_order
            _, axes = plt.subplots()
            axes.set_title("Pareto-front Plot")
            axes.set_xlabel(names[across])
            axes.set_ylabel(names[up])
            best = study.best_trials
            fronts = [trial.number for trial in best]
            if include_dominated_trials:
                rest = [trial for trial in _done(study) if trial.number not in fronts]
                axes.scatter(
                    [point(t)[across] for t in rest], [point(t)[up] for t in rest], color="C0", label="Trial")
            axes.scatter([point(t)[across] for t in best], [point(t)[up] for t in best], color="red", label="Best Trial")
            axes.legend()
            return axes


        def plot_timeline(study, n_recent_trials=None):
            if n_recent_trials is not None and n_recent_trials <= 0:
                raise ValueError("n_recent_trials must be a positive integer or None.")
            _, axes = plt.subplots()
            axes.set_title("Timeline Plot")
            axes.set_xlabel("Datetime")
            axes.set_ylabel("Trial")
            trials = [trial for trial in study.trials if trial.datetime_complete is not None]
            if n_recent_trials is not None:
                trials = trials[len(trials) - n_recent_trials:] if n_recent_trials < len(trials) else trials
            if trials:
                first = trials[0].datetime_start
                axes.barh(
                    [trial.number for trial in trials], [trial.duration.total_seconds() for trial in trials],
                    left=[(trial.datetime_start - first).total_seconds() for trial in trials])
            return axes
        """#
}
