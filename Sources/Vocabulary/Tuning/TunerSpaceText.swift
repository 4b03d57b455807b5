/// The hyperparameters of `keras_tuner`, as they are written in the language: what `build(hp)` asks for is what is searched.
enum TunerSpaceText {
    static let text = #"""
        import math
        import numpy as np
        import optuna


        class HyperParameters:
            __module__ = "keras_tuner.src.engine.hyperparameters.hyperparameters"

            def __init__(self):
                self.values, self._space, self._scopes = {}, {}, []

            @property
            def space(self):
                return list(self._space.values())

            def _declared(self, kind, name, config, default, draw, grid):
                conditions = list(self._scopes)
                if name not in self._space:
                    self._space[name] = {
                        "class_name": kind, "name": name, "config": dict(config, default=default, conditions=conditions),
                        "draw": draw, "grid": grid, "start": config.get("start"), "conditions": conditions}
                if not all([self.values.get(other) in allowed for other, allowed in conditions]):
                    return None
                if name not in self.values:
                    self.values[name] = self._first(self._space[name])
                return self.values[name]

            def _first(self, entry):
                default = entry["config"]["default"]
                return entry["config"].get("min_value") if default is None else default

            def Int(
                self, name, min_value, max_value, step=None, sampling="linear", default=None, parent_name=None,
                parent_values=None
            ):
                min_value, max_value = _whole(min_value, "min_value"), _whole(max_value, "max_value")
                if step is not None:
                    step = _whole(step, "step")
                sampling = _checked("Int", name, min_value, max_value, step, sampling)
                step = 1 if step is None and sampling == "linear" else step
                config = {"min_value": min_value, "max_value": max_value, "step": step, "sampling": sampling}
                with self._parent(parent_name, parent_values):
                    return self._declared(
                        "Int", name, config, default, lambda r: int(_drawn(r, config, True)), lambda: _steps(config, True))

            def Float(
                self, name, min_value, max_value, step=None, sampling="linear", default=None, parent_name=None,
                parent_values=None
            ):
                min_value, max_value = float(min_value), float(max_value)
                sampling = _checked("Float", name, min_value, max_value, step, sampling)
                config = {"min_value": min_value, "max_value": max_value, "step": step, "sampling": sampling}
                with self._parent(parent_name, parent_values):
                    return self._declared(
                        "Float", name, config, min_value if default is None else default,
                        lambda r: float(_drawn(r, config, False)), lambda: _steps(config, False))

            def Choice(self, name, values, ordered=None, default=None, parent_name=None, parent_values=None):
                values = list(values)
                if not values:
                    raise ValueError("`values` must be provided for `Choice`.")
                types = {type(v) for v in values}
                if len(types) > 1:
                    raise TypeError(
                        f"A `Choice` can contain only one type of value, found values: {values} with types {types}.")
                if not isinstance(values[0], (str, int, float)):
                    raise TypeError(
                        "A `Choice` can contain only `int`, `float`, `str`, or `bool`, found values: "
                        f"{values} with types: {type(values[0])}")
                if default is not None and default not in values:
                    raise ValueError(
                        "The default value should be one of the choices. You passed: values=%s, default=%s" % (values, default))
                if isinstance(values[0], int):
                    values, default = [int(v) for v in values], default if default is None else int(default)
                numbers = isinstance(values[0], (int, float))
                if ordered and not numbers:
                    raise ValueError("`ordered` must be `False` for non-numeric types.")
                config = {"values": values, "ordered": numbers if ordered is None else ordered}
                with self._parent(parent_name, parent_values):
                    return self._declared(
                        "Choice", name, config, values[0] if default is None else default, lambda r: r.choice(values),
                        lambda: values)

            def Boolean(self, name, default=False, parent_name=None, parent_values=None):
                with self._parent(parent_name, parent_values):
                    return self._declared(
                        "Boolean", name, {}, default, lambda r: r.random() < 0.5, lambda: [True, False])

            def Fixed(self, name, value, parent_name=None, parent_values=None):
                with self._parent(parent_name, parent_values):
                    return self._declared("Fixed", name, {"value": value}, value, lambda r: value, lambda: [value])

            def conditional_scope(self, parent_name, parent_values):
                values = parent_values if isinstance(parent_values, (list, tuple)) else [parent_values]
                if parent_name not in self._space:
                    raise ValueError(f"`HyperParameter` named: {parent_name} not defined.")
                return _Scope(self, parent_name, list(values))

            def _parent(self, name, values):
                return _NoScope() if name is None else self.conditional_scope(name, values)

            def get(self, name):
                if name in self.values:
                    return self.values[name]
                raise KeyError(f"{name} does not exist.")

            def __getitem__(self, name):
                return self.get(name)

            def __contains__(self, name):
                return name in self.values

            def copy(self):
                other = HyperParameters()
                other.values, other._space = dict(self.values), dict(self._space)
                return other

            def _is_active(self, entry, values):
                return all([values.get(other) in allowed for other, allowed in entry["conditions"]])


        def _whole(value, name):
            if int(value) != value:
                raise ValueError(f"{name} must be an int, Received: {value} of type {type(value)}.")
            return int(value)


        def _checked(kind, name, low, high, step, sampling):
            where = f"For HyperParameters.{kind}(name='{name}'), "
            if low > high:
                raise ValueError(f"{where}min_value {low} is greater than the max_value {high}.")
            sampling = "linear" if sampling is None else sampling.lower()
            if sampling not in ("linear", "log", "reverse_log"):
                raise ValueError(f"{where}sampling must be one of linear, log and reverse_log")
            if sampling != "linear" and low <= 0:
                raise ValueError(
                    f"{where}sampling='{sampling}' does not support negative values, found min_value: {low}.")
            if sampling != "linear" and step is not None and step <= 1:
                raise ValueError(f"{where}expected step > 1 with sampling='{sampling}'. Received: step={step}.")
            if step is not None and step <= 0:
                raise ValueError(f"{where}expected step > 0. Received: step={step}.")
            return sampling


        class _Scope:
            def __init__(self, hp, name, values):
                self.hp, self.pair = hp, (name, values)

            def __enter__(self):
                self.hp._scopes.append(self.pair)
                return self

            def __exit__(self, *problem):
                self.hp._scopes.pop()


        class _NoScope:
            def __enter__(self):
                return self

            def __exit__(self, *problem):
                pass


        class _Draws:
            def __init__(self, seed):
                self.stream = np.random.default_rng(seed)

            def random(self):
                return float(self.stream.random())

            def randint(self, low, high):
                return int(self.stream.integers(low, high + 1))

            def uniform(self, low, high):
                return low + (high - low) * self.random()

            def choice(self, values):
                return values[self.randint(0, len(values) - 1)]


        def _drawn(r, config, whole):
            low, high, step = config["min_value"], config["max_value"], config["step"]
            if config["sampling"] == "linear":
                if step is None:
                    return r.randint(low, high) if whole else r.uniform(low, high)
                return low + step * r.randint(0, int((high - low) / step + 1e-9))
            if step is not None:
                count = int(math.log(high / low) / math.log(step) + 1e-9)
                return low * step ** r.randint(0, count)
            value = math.exp(r.uniform(math.log(low), math.log(high)))
            value = low + high - value if config["sampling"] == "reverse_log" else value
            return min(high, max(low, round(value))) if whole else value


        def _steps(config, whole):
            low, high, step = config["min_value"], config["max_value"], config["step"]
            found, value = [], low
            if config["sampling"] == "linear" and step is not None:
                while value <= high + 1e-9:
                    found.append(value)
                    value = value + step
                return found
            if step is not None:
                while value <= high * (1 + 1e-9):
                    found.append(value)
                    value = value * step
                return found
            for i in range(10):
                share = i / 9
                value = low + (high - low) * share
                if config["sampling"] == "log":
                    value = low * (high / low) ** share
                found.append(round(value) if whole else value)
            return sorted(set(found))


        """#
}
