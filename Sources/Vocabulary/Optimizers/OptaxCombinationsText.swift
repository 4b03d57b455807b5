/// What optax puts around transformations: several one after the other, for some parameters, by label, where gradients are finite.
enum OptaxCombinationsText {
    static let text = #"""
        MaskedState = namedtuple("MaskedState", ["inner_state"])
        PartitionState = namedtuple("PartitionState", ["inner_states"])
        ApplyIfFiniteState = namedtuple(
            "ApplyIfFiniteState", ["notfinite_count", "last_finite", "total_notfinite", "inner_state"])
        MultiStepsState = namedtuple(
            "MultiStepsState", ["mini_step", "gradient_step", "inner_opt_state", "acc_grads", "skip_state"])
        InjectStatefulHyperparamsState = namedtuple(
            "InjectStatefulHyperparamsState", ["count", "hyperparams", "hyperparams_states", "inner_state"])


        def with_extra_args_support(tx):
            if isinstance(tx, GradientTransformation) and not isinstance(tx, GradientTransformationExtraArgs):
                return GradientTransformationExtraArgs(
                    tx.init, lambda updates, state, params=None, **extra: tx.update(updates, state, params))
            return tx


        def chain(*args):
            links = [with_extra_args_support(tx) for tx in args]

            def init(params):
                return tuple([tx.init(params) for tx in links])

            def update(updates, state, params=None, **extra):
                if len(links) != len(state):
                    raise ValueError(f"the state is one of {len(state)} links, and the chain has {len(links)}: call init first")
                states = []
                for tx, own in zip(links, state):
                    updates, own = tx.update(updates, own, params, **extra)
                    states.append(own)
                return updates, tuple(states)

            return GradientTransformationExtraArgs(init, update)


        def named_chain(*transforms):
            names = [name for name, _ in transforms]
            if len(set(names)) != len(names):
                raise ValueError(f"a name stands twice in {names}")
            whole = chain(*[tx for _, tx in transforms])

            def init(params):
                return dict(zip(names, whole.init(params)))

            def update(updates, state, params=None, **extra):
                updates, states = whole.update(updates, tuple([state[name] for name in names]), params, **extra)
                return updates, dict(zip(names, states))

            return GradientTransformationExtraArgs(init, update)


        def masked(inner, mask, *, mask_compatible_extra_args=False):
            inner = with_extra_args_support(inner)

            def chosen(tree):
                which = mask(tree) if callable(mask) else mask
                return which, jax.tree.map(lambda m, x: x if m else None, which, tree)

            def init(params):
                part = chosen(params)[1]
                return MaskedState(inner.init(part) if jax.tree.leaves(part) else EmptyState())

            def update(updates, state, params=None, **extra):
                which, part = chosen(updates)
                if not jax.tree.leaves(part):
                    return updates, state
                own = None if params is None else jax.tree.map(lambda m, x: x if m else None, which, params)
                moved, inner_state = inner.update(part, state.inner_state, own, **extra)
                return jax.tree.map(lambda m, n, u: n if m else u, which, moved, updates), MaskedState(inner_state)

            return GradientTransformationExtraArgs(init, update)


        def partition(transforms, param_labels, *, mask_compatible_extra_args=False):
            def parts(tree):
                labels = param_labels(tree) if callable(param_labels) else param_labels
                unknown = [str(label) for label in jax.tree.leaves(labels) if label not in transforms]
                if unknown:
                    raise ValueError(
                        f"no transformation has the label {', '.join(sorted(set(unknown)))}; "
                        f"there are {', '.join([str(name) for name in transforms])}")
                return [
                    (name, masked(tx, jax.tree.map(lambda label: label == name, labels))) for name, tx in transforms.items()]

            def init(params):
                return PartitionState({name: tx.init(params) for name, tx in parts(params)})

            def update(updates, state, params=None, **extra):
                states = {}
                for name, tx in parts(updates):
                    updates, states[name] = tx.update(updates, state.inner_states[name], params, **extra)
                return updates, PartitionState(states)

            return GradientTransformationExtraArgs(init, update)


        def apply_if_finite(inner, max_consecutive_errors):
            inner = with_extra_args_support(inner)

            def init(params):
                return ApplyIfFiniteState(_zero(), jnp.array(True), _zero(), inner.init(params))

            def update(updates, state, params=None, **extra):
                finite = all([bool(jnp.all(jnp.isfinite(g))) for g in jax.tree.leaves(updates)])
                errors = _zero() if finite else state.notfinite_count + 1
                inner_state = state.inner_state
                if finite or int(errors) > max_consecutive_errors:
                    updates, inner_state = inner.update(updates, inner_state, params, **extra)
                else:
                    updates = _zeros(updates)
                total = state.total_notfinite + (0 if finite else 1)
                return updates, ApplyIfFiniteState(errors, jnp.array(finite), total, inner_state)

            return GradientTransformationExtraArgs(init, update)


        class MultiSteps:
            __module__ = "optax"

            def __init__(self, opt, every_k_schedule, use_grad_mean=True, should_skip_update_fn=None):
                self.inner_opt, self._mean, self._skip = with_extra_args_support(opt), use_grad_mean, should_skip_update_fn
                self._every = every_k_schedule if callable(every_k_schedule) else lambda step: every_k_schedule

            def init(self, params):
                return MultiStepsState(_zero(), _zero(), self.inner_opt.init(params), _zeros(params), ())

            def update(self, updates, state, params=None, **extra):
                skip_state = state.skip_state
                if self._skip is not None:
                    skips, skip_state = self._skip(updates, state.gradient_step, params)
                    if skips:
                        return _zeros(updates), MultiStepsState(*state[:4], skip_state)
                place = int(state.mini_step)
                if self._mean:
                    total = jax.tree.map(lambda a, g: a + (g - a) / (place + 1), state.acc_grads, updates)
                else:
                    total = jax.tree.map(lambda a, g: a + g, state.acc_grads, updates)
                if place + 1 < int(self._every(int(state.gradient_step))):
                    return _zeros(updates), MultiStepsState(
                        state.mini_step + 1, state.gradient_step, state.inner_opt_state, total, skip_state)
                updates, inner = self.inner_opt.update(total, state.inner_opt_state, params, **extra)
                return updates, MultiStepsState(_zero(), state.gradient_step + 1, inner, _zeros(total), skip_state)

            def has_updated(self, state):
                return jnp.array(int(state.mini_step) == 0 and int(state.gradient_step) > 0)

            def gradient_transformation(self):
                return GradientTransformationExtraArgs(self.init, self.update)


        def inject_hyperparams(inner_factory, static_args=(), hyperparam_dtype=None):
            fixed = [static_args] if isinstance(static_args, str) else list(static_args)

            def made(*args, **kwargs):
                numbers, schedules, others, whole = {}, {}, {}, []
                for name, value in _settings(inner_factory, args, kwargs).items():
                    if name in fixed or value is None or isinstance(value, bool):
                        others[name] = value
                    elif callable(value):
                        schedules[name] = value
                    elif isinstance(value, (int, float, jax.Array)):
                        numbers[name] = value
                        if isinstance(value, int):
                            whole.append(name)
                    else:
                        others[name] = value

                def number(value):
                    return jnp.asarray(value, dtype=hyperparam_dtype or jnp.asarray(0.0).dtype)

                def moved_by(values):
                    own = {name: int(v) if name in whole and v == round(float(v)) else float(v) for name, v in values.items()}
                    return with_extra_args_support(inner_factory(**others, **own))

                def at(count, values):
                    now = {name: number(value) for name, value in values.items()}
                    now.update({name: number(schedule(count)) for name, schedule in schedules.items()})
                    return now

                def init(params):
                    values = at(0, numbers)
                    states = {name: ScaleByScheduleState(_zero()) for name in schedules}
                    return InjectStatefulHyperparamsState(_zero(), values, states, moved_by(values).init(params))

                def update(updates, state, params=None, **extra):
                    values = at(int(state.count), state.hyperparams)
                    updates, inner = moved_by(values).update(updates, state.inner_state, params, **extra)
                    states = {name: ScaleByScheduleState(state.count + 1) for name in schedules}
                    return updates, InjectStatefulHyperparamsState(state.count + 1, values, states, inner)

                return GradientTransformationExtraArgs(init, update)

            return made
        """#
}
