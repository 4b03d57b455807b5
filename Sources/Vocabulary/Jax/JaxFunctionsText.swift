/// Functions of `jax.nn`, `jax.lax` and `jax` that are made of others, as they are written in the language.
enum JaxFunctionsText {
    static let activations = #"""
        import jax
        import jax.numpy as jnp


        def selu(x):
            x = jnp.asarray(x)
            return 1.0507009873554805 * jnp.where(x > 0, x, 1.6732632423543772 * jnp.expm1(jnp.where(x > 0, 0.0, x)))


        def celu(x, alpha=1.0):
            x = jnp.asarray(x)
            return jnp.where(x > 0, x, alpha * jnp.expm1(jnp.where(x > 0, 0.0, x) / alpha))


        def glu(x, axis=-1):
            first, second = jnp.split(jnp.asarray(x), 2, axis=axis)
            return first * jax.nn.sigmoid(second)


        def hard_tanh(x):
            x = jnp.asarray(x)
            return jnp.where(x > 1, 1.0, jnp.where(x < -1, -1.0, x))


        def hard_sigmoid(x):
            return jax.nn.relu6(jnp.asarray(x) + 3.0) / 6.0


        def hard_silu(x):
            return jnp.asarray(x) * hard_sigmoid(x)


        hard_swish = hard_silu


        def mish(x):
            x = jnp.asarray(x)
            return x * jnp.tanh(jax.nn.softplus(x))


        def soft_sign(x):
            x = jnp.asarray(x)
            return x / (jnp.abs(x) + 1)


        def squareplus(x, b=4):
            x = jnp.asarray(x)
            return (x + jnp.sqrt(x * x + b)) / 2


        def sparse_plus(x):
            x = jnp.asarray(x)
            return jnp.where(x <= -1.0, 0.0, jnp.where(x >= 1.0, x, (x + 1.0) ** 2 / 4))


        def standardize(x, axis=-1, mean=None, variance=None, epsilon=1e-5):
            x = jnp.asarray(x)
            mean = jnp.mean(x, axis=axis, keepdims=True) if mean is None else mean
            if variance is None:
                variance = jnp.mean(x ** 2, axis=axis, keepdims=True) - mean ** 2
            return (x - mean) / jnp.sqrt(variance + epsilon)
        """#

    static let loops = #"""
        import jax
        import jax.numpy as jnp


        def switch(index, branches, *operands):
            return branches[max(0, min(int(index), len(branches) - 1))](*operands)


        def map(f, xs, batch_size=None):
            return jax.lax.scan(lambda carry, x: (carry, f(x)), 0, xs)[1]


        def select(pred, on_true, on_false):
            return jnp.where(pred, on_true, on_false)


        def rsqrt(x):
            return 1 / jnp.sqrt(jnp.asarray(x))


        def top_k(operand, k):
            operand = jnp.asarray(operand)
            count = operand.shape[-1]
            if k < 0:
                raise ValueError(f"k argument to top_k must be nonnegative, got {k}")
            if k > count:
                raise ValueError(
                    f"k argument to top_k must be no larger than size along axis; got k={k} with "
                    f"shape={list(operand.shape)} and axis={operand.ndim - 1}")
            # From the end, so that of equal ones the first comes first; a sign would turn bytes around.
            order = jnp.flip(jnp.argsort(jnp.flip(operand, axis=-1), axis=-1), axis=-1)
            return [jnp.flip(jnp.sort(operand, axis=-1), axis=-1)[..., :k], count - 1 - order[..., :k]]


        def _starts(operand, starts, sizes, message):
            if any([size > n for n, size in zip(operand.shape, sizes)]):
                raise TypeError(f"{message} {tuple(sizes)} for operand shape {tuple(operand.shape)}.")
            starts = [int(start) + n if start < 0 else int(start) for start, n in zip(starts, operand.shape)]
            return [max(0, min(start, n - size)) for start, n, size in zip(starts, operand.shape, sizes)]


        def dynamic_slice(operand, start_indices, slice_sizes):
            operand = jnp.asarray(operand)
            starts = _starts(
                operand, start_indices, slice_sizes,
                "slice slice_sizes must be less than or equal to operand shape, got slice_sizes")
            return operand[tuple([slice(start, start + size) for start, size in zip(starts, slice_sizes)])]


        def dynamic_update_slice(operand, update, start_indices):
            operand, update = jnp.asarray(operand), jnp.asarray(update)
            starts = _starts(
                operand, start_indices, update.shape,
                "dynamic_update_slice update shape must be smaller than operand shape, got update shape")
            places = tuple([slice(start, start + size) for start, size in zip(starts, update.shape)])
            return operand.at[places].set(update)


        def associative_scan(fn, elems, reverse=False, axis=0):
            if axis != 0:
                raise ValueError("associative_scan goes along axis 0 here: jnp.swapaxes before and after")
            count = len(jax.tree.leaves(elems)[0])
            order = list(range(count))[::-1] if reverse else list(range(count))
            found = []
            for place in order:
                item = jax.tree.map(lambda x: x[place], elems)
                found.append(item if not found else fn(found[-1], item))
            if reverse:
                found = found[::-1]
            return jax.tree.map(lambda *parts: jnp.stack(parts), *found)
        """#

    static let products = #"""
        import jax
        import jax.numpy as jnp


        def _weighed(out, weights):
            parts = jax.tree.leaves(jax.tree.map(lambda o, w: jnp.sum(o * w), out, weights))
            total = parts[0]
            for part in parts[1:]:
                total = total + part
            return total


        def vjp(fun, *primals, has_aux=False):
            found = fun(*primals)
            out, aux = found if has_aux else (found, None)

            def back(cotangents):
                def weighed(*args):
                    now = fun(*args)
                    return _weighed(now[0] if has_aux else now, cotangents)

                return jax.grad(weighed, argnums=tuple(range(len(primals))))(*primals)

            return (out, back, aux) if has_aux else (out, back)


        def jvp(fun, primals, tangents):
            primals = tuple(primals)
            out = jax.tree.map(jnp.asarray, fun(*primals))

            def along(weights):
                slopes = jax.grad(lambda *args: _weighed(fun(*args), weights), argnums=tuple(range(len(primals))))(*primals)
                return _weighed(slopes, tuple(tangents))

            return out, jax.grad(along)(jax.tree.map(jnp.ones_like, out))
        """#
}
