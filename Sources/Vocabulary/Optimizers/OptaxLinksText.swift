/// optax's transformations of gradients, as they are written in the language: each remembers what it needs in a state of its own, and
/// what it gives goes to the next.
enum OptaxLinksText {
    static let text = #"""
        from collections import namedtuple
        import jax
        import jax.numpy as jnp


        class GradientTransformation:
            __module__ = "optax"

            def __init__(self, init, update):
                self.init, self.update = init, update

            def __iter__(self):
                yield self.init
                yield self.update

            def __repr__(self):
                return f"{type(self).__name__}(init={self.init}, update={self.update})"


        class GradientTransformationExtraArgs(GradientTransformation):
            __module__ = "optax"


        EmptyState = namedtuple("EmptyState", [])
        ScaleByAdamState = namedtuple("ScaleByAdamState", ["count", "mu", "nu"])
        ScaleByBeliefState = namedtuple("ScaleByBeliefState", ["count", "mu", "nu"])
        ScaleByAmsgradState = namedtuple("ScaleByAmsgradState", ["count", "mu", "nu", "nu_max"])
        ScaleByRmsState = namedtuple("ScaleByRmsState", ["nu"])
        ScaleByRmsWithCountState = namedtuple("ScaleByRmsWithCountState", ["count", "nu"])
        ScaleByRStdDevState = namedtuple("ScaleByRStdDevState", ["mu", "nu"])
        ScaleByRssState = namedtuple("ScaleByRssState", ["sum_of_squares"])
        ScaleByLionState = namedtuple("ScaleByLionState", ["count", "mu"])
        ScaleByScheduleState = namedtuple("ScaleByScheduleState", ["count"])
        TraceState = namedtuple("TraceState", ["trace"])
        EmaState = namedtuple("EmaState", ["count", "ema"])
        ZeroNansState = namedtuple("ZeroNansState", ["found_nan"])
        ApplyEvery = namedtuple("ApplyEvery", ["count", "grad_acc"])


        def _zero():
            return jnp.zeros([], dtype=jnp.int32)


        def _zeros(tree):
            return jax.tree.map(jnp.zeros_like, tree)


        def _mixed(old, new, decay, power=1):
            return jax.tree.map(lambda o, n: (1 - decay) * n ** power + decay * o, old, new)


        def _debiased(tree, decay, count):
            share = 1 - decay ** count
            return jax.tree.map(lambda t: t / share, tree)


        def _needed(params):
            if params is None:
                raise ValueError(
                    "You are using a transformation that requires the current value of parameters, but you are not passing "
                    "`params` when calling `update`.")
            return params


        def stateless(f):
            def update(updates, state, params=None):
                return f(updates, params), state

            return GradientTransformation(lambda params: EmptyState(), update)


        def stateless_with_tree_map(f):
            def update(updates, state, params=None):
                if params is None:
                    return jax.tree.map(lambda u: f(u, None), updates), state
                return jax.tree.map(f, updates, params), state

            return GradientTransformation(lambda params: EmptyState(), update)


        def identity():
            return stateless(lambda updates, params: updates)


        def scale(step_size):
            return stateless(lambda updates, params: jax.tree.map(lambda g: step_size * g, updates))


        def scale_by_sign():
            return stateless(lambda updates, params: jax.tree.map(jnp.sign, updates))


        def scale_by_schedule(step_size_fn):
            def update(updates, state, params=None):
                size = step_size_fn(int(state.count))
                updates = jax.tree.map(lambda g: jnp.array(size, dtype=g.dtype) * g, updates)
                return updates, ScaleByScheduleState(state.count + 1)

            return GradientTransformation(lambda params: ScaleByScheduleState(_zero()), update)


        def scale_by_learning_rate(learning_rate, *, flip_sign=True):
            sign = -1 if flip_sign else 1
            if callable(learning_rate):
                return scale_by_schedule(lambda count: sign * learning_rate(count))
            return scale(sign * learning_rate)


        def trace(decay, nesterov=False, accumulator_dtype=None):
            def update(updates, state, params=None):
                kept = jax.tree.map(lambda g, t: g + decay * t, updates, state.trace)
                if nesterov:
                    updates = jax.tree.map(lambda g, t: g + decay * t, updates, kept)
                else:
                    updates = kept
                return updates, TraceState(kept)

            return GradientTransformation(lambda params: TraceState(_zeros(params)), update)


        def ema(decay, debias=True, accumulator_dtype=None):
            def update(updates, state, params=None):
                mean, count = _mixed(state.ema, updates, decay), state.count + 1
                return (_debiased(mean, decay, count) if debias else mean), EmaState(count, mean)

            return GradientTransformation(lambda params: EmaState(_zero(), _zeros(params)), update)


        def _ahead(mu, updates, b1, count, nesterov):
            if not nesterov:
                return _debiased(mu, b1, count)
            return jax.tree.map(
                lambda m, g: b1 * m + (1 - b1) * g, _debiased(mu, b1, count + 1), _debiased(updates, b1, count))


        def scale_by_adam(b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0, mu_dtype=None, *, nesterov=False):
            def update(updates, state, params=None):
                mu, nu = _mixed(state.mu, updates, b1), _mixed(state.nu, updates, b2, 2)
                count = state.count + 1
                ahead, spread = _ahead(mu, updates, b1, count, nesterov), _debiased(nu, b2, count)
                updates = jax.tree.map(lambda m, v: m / (jnp.sqrt(v + eps_root) + eps), ahead, spread)
                return updates, ScaleByAdamState(count, mu, nu)

            return GradientTransformation(
                lambda params: ScaleByAdamState(_zero(), _zeros(params), _zeros(params)), update)


        def scale_by_amsgrad(b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0, mu_dtype=None):
            def update(updates, state, params=None):
                mu, nu = _mixed(state.mu, updates, b1), _mixed(state.nu, updates, b2, 2)
                count = state.count + 1
                most = jax.tree.map(jnp.maximum, state.nu_max, _debiased(nu, b2, count))
                updates = jax.tree.map(
                    lambda m, v: m / (jnp.sqrt(v + eps_root) + eps), _debiased(mu, b1, count), most)
                return updates, ScaleByAmsgradState(count, mu, nu, most)

            return GradientTransformation(
                lambda params: ScaleByAmsgradState(_zero(), _zeros(params), _zeros(params), _zeros(params)), update)


        def scale_by_adamax(b1=0.9, b2=0.999, eps=1e-8):
            def update(updates, state, params=None):
                count, mu = state.count + 1, _mixed(state.mu, updates, b1)
                nu = jax.tree.map(lambda v, g: jnp.maximum(jnp.abs(g) + eps, b2 * v), state.nu, updates)
                updates = jax.tree.map(lambda m, v: m / v, _debiased(mu, b1, count), nu)
                return updates, ScaleByAdamState(count, mu, nu)

            return GradientTransformation(
                lambda params: ScaleByAdamState(_zero(), _zeros(params), _zeros(params)), update)


        def scale_by_belief(b1=0.9, b2=0.999, eps=1e-16, eps_root=1e-16, *, nesterov=False):
            def update(updates, state, params=None):
                mu = _mixed(state.mu, updates, b1)
                error = jax.tree.map(lambda g, m: g - m, updates, mu)
                nu = jax.tree.map(lambda v: v + eps_root, _mixed(state.nu, error, b2, 2))
                count = state.count + 1
                ahead, spread = _ahead(mu, updates, b1, count, nesterov), _debiased(nu, b2, count)
                updates = jax.tree.map(lambda m, v: m / (jnp.sqrt(v) + eps), ahead, spread)
                return updates, ScaleByBeliefState(count, mu, nu)

            return GradientTransformation(
                lambda params: ScaleByBeliefState(_zero(), _zeros(params), _zeros(params)), update)


        def scale_by_lion(b1=0.9, b2=0.99, mu_dtype=None):
            def update(updates, state, params=None):
                signs = jax.tree.map(lambda g, m: jnp.sign((1 - b1) * g + b1 * m), updates, state.mu)
                return signs, ScaleByLionState(state.count + 1, _mixed(state.mu, updates, b2))

            return GradientTransformation(lambda params: ScaleByLionState(_zero(), _zeros(params)), update)


        def _shrunk(size, eps, inside):
            if inside:
                return 1 / jnp.sqrt(size + eps)
            return 1 / (jnp.sqrt(size) + eps)


        def scale_by_rms(decay=0.9, eps=1e-8, initial_scale=0.0, eps_in_sqrt=True, bias_correction=False):
            def init(params):
                nu = jax.tree.map(lambda p: jnp.full_like(p, initial_scale), params)
                return ScaleByRmsWithCountState(_zero(), nu) if bias_correction else ScaleByRmsState(nu)

            def update(updates, state, params=None):
                nu = _mixed(state.nu, updates, decay, 2)
                count = state.count + 1 if bias_correction else None
                size = _debiased(nu, decay, count) if bias_correction else nu
                updates = jax.tree.map(lambda g, v: g * _shrunk(v, eps, eps_in_sqrt), updates, size)
                return updates, ScaleByRmsWithCountState(count, nu) if bias_correction else ScaleByRmsState(nu)

            return GradientTransformation(init, update)


        def scale_by_stddev(decay=0.9, eps=1e-8, initial_scale=0.0, eps_in_sqrt=True):
            def init(params):
                nu = jax.tree.map(lambda p: jnp.full_like(p, initial_scale), params)
                return ScaleByRStdDevState(_zeros(params), nu)

            def update(updates, state, params=None):
                mu, nu = _mixed(state.mu, updates, decay), _mixed(state.nu, updates, decay, 2)
                updates = jax.tree.map(
                    lambda g, m, v: g * _shrunk(v - m ** 2, eps, eps_in_sqrt), updates, mu, nu)
                return updates, ScaleByRStdDevState(mu, nu)

            return GradientTransformation(init, update)


        def scale_by_rss(initial_accumulator_value=0.1, eps=1e-7):
            def update(updates, state, params=None):
                total = jax.tree.map(lambda g, t: g ** 2 + t, updates, state.sum_of_squares)
                updates = jax.tree.map(
                    lambda t, g: jnp.where(t > 0, 1 / jnp.sqrt(t + eps), 0.0) * g, total, updates)
                return updates, ScaleByRssState(total)

            return GradientTransformation(
                lambda params: ScaleByRssState(
                    jax.tree.map(lambda p: jnp.full_like(p, initial_accumulator_value), params)), update)


        def scale_by_trust_ratio(min_norm=0.0, trust_coefficient=1.0, eps=0.0):
            def scaled(g, p):
                size, step = _norm(p, min_norm), _norm(g, min_norm)
                ratio = trust_coefficient * size / (step + eps)
                return g * jnp.where((size == 0) | (step == 0), jnp.ones_like(ratio), ratio)

            def update(updates, state, params=None):
                return jax.tree.map(scaled, updates, _needed(params)), state

            return GradientTransformation(lambda params: EmptyState(), update)


        def _norm(x, least):
            return jnp.maximum(jnp.sqrt(jnp.sum(x ** 2)), least)


        def normalize_by_update_norm(scale_factor=1.0, eps=1e-6):
            def scaled(updates, params):
                size = (jnp.sqrt(sum([jnp.sum(g ** 2) for g in jax.tree.leaves(updates)])) + eps) / scale_factor
                return jax.tree.map(lambda g: g / size, updates)

            return stateless(scaled)


        def zero_nans():
            def update(updates, state, params=None):
                found = jax.tree.map(lambda g: jnp.any(jnp.isnan(g)), updates)
                return jax.tree.map(lambda g: jnp.where(jnp.isnan(g), 0.0, g), updates), ZeroNansState(found)

            return GradientTransformation(
                lambda params: ZeroNansState(jax.tree.map(lambda p: jnp.array(False), params)), update)


        def keep_params_nonnegative():
            def update(updates, state, params=None):
                return jax.tree.map(lambda p, u: jnp.where(p + u < 0.0, -p, u), _needed(params), updates), state

            return GradientTransformation(lambda params: EmptyState(), update)


        def apply_every(k=1):
            def update(updates, state, params=None):
                place = int(state.count) % k
                total = updates if place == 0 else jax.tree.map(lambda g, a: g + a, updates, state.grad_acc)
                updates = total if place == k - 1 else _zeros(updates)
                return updates, ApplyEvery((state.count + 1) % k, total)

            return GradientTransformation(lambda params: ApplyEvery(_zero(), _zeros(params)), update)


        """#
}
