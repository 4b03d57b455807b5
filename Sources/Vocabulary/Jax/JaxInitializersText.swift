/// `jax.nn.initializers`, as they are written in the language: each makes a function of a key, a shape and a dtype; the numbers are
/// JAX's.
enum JaxInitializersText {
    static let text = #"""
        import jax
        import jax.numpy as jnp

        # The standard deviation of a normal distribution that is cut off at two of its own.
        _CUT = 0.87962566103423978


        def _typed(x, dtype):
            return x if dtype is None else jnp.asarray(x, dtype=dtype)


        def zeros(key, shape, dtype=None, out_sharding=None):
            return _typed(jnp.zeros(shape), dtype)


        def ones(key, shape, dtype=None, out_sharding=None):
            return _typed(jnp.ones(shape), dtype)


        def constant(value, dtype=None):
            standard = dtype

            def init(key, shape, dtype=None, out_sharding=None):
                return _typed(jnp.full(shape, value, dtype=float), standard if dtype is None else dtype)

            return init


        def uniform(scale=1e-2, dtype=None):
            standard = dtype

            def init(key, shape, dtype=None, out_sharding=None):
                return _typed(jax.random.uniform(key, shape) * scale, standard if dtype is None else dtype)

            return init


        def normal(stddev=1e-2, dtype=None):
            standard = dtype

            def init(key, shape, dtype=None, out_sharding=None):
                return _typed(jax.random.normal(key, shape) * stddev, standard if dtype is None else dtype)

            return init


        def truncated_normal(stddev=1e-2, dtype=None, lower=-2.0, upper=2.0):
            standard = dtype

            def init(key, shape, dtype=None, out_sharding=None):
                drawn = jax.random.truncated_normal(key, lower, upper, shape) * stddev
                return _typed(drawn, standard if dtype is None else dtype)

            return init


        def _fans(shape, in_axis, out_axis, batch_axis):
            if len(shape) <= 1:
                raise ValueError(
                    f"Can't compute input and output sizes of a {len(shape)}-dimensional weights tensor. "
                    "Must be at least 2D.")

            def size(axes):
                count = 1
                for axis in [axes] if isinstance(axes, int) else axes:
                    count = count * shape[axis]
                return count

            ins, outs = size(in_axis), size(out_axis)
            field = size(range(len(shape))) / ins / outs / size(batch_axis)
            return ins * field, outs * field


        def variance_scaling(scale, mode, distribution, in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
            standard = dtype

            def init(key, shape, dtype=None, out_sharding=None):
                ins, outs = _fans(tuple(shape), in_axis, out_axis, batch_axis)
                sizes = {"fan_in": ins, "fan_out": outs, "fan_avg": (ins + outs) / 2}
                if mode not in sizes:
                    raise ValueError(f"invalid mode for variance scaling initializer: {mode}")
                variance = jnp.array(scale / sizes[mode])
                if distribution == "normal":
                    drawn = jax.random.normal(key, shape) * jnp.sqrt(variance)
                elif distribution == "uniform":
                    drawn = jax.random.uniform(key, shape, minval=-1) * jnp.sqrt(3 * variance)
                elif distribution == "truncated_normal":
                    drawn = jax.random.truncated_normal(key, -2, 2, shape) * (jnp.sqrt(variance) / _CUT)
                else:
                    raise ValueError(f"invalid distribution for variance scaling initializer: {distribution}")
                return _typed(drawn, standard if dtype is None else dtype)

            return init


        def glorot_uniform(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
            return variance_scaling(1.0, "fan_avg", "uniform", in_axis, out_axis, batch_axis, dtype)


        def glorot_normal(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
            return variance_scaling(1.0, "fan_avg", "truncated_normal", in_axis, out_axis, batch_axis, dtype)


        def lecun_uniform(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
            return variance_scaling(1.0, "fan_in", "uniform", in_axis, out_axis, batch_axis, dtype)


        def lecun_normal(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
            return variance_scaling(1.0, "fan_in", "truncated_normal", in_axis, out_axis, batch_axis, dtype)


        def he_uniform(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
            return variance_scaling(2.0, "fan_in", "uniform", in_axis, out_axis, batch_axis, dtype)


        def he_normal(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
            return variance_scaling(2.0, "fan_in", "truncated_normal", in_axis, out_axis, batch_axis, dtype)


        def orthogonal(scale=1.0, column_axis=-1, dtype=None):
            standard = dtype

            def init(key, shape, dtype=None, out_sharding=None):
                if len(shape) < 2:
                    raise ValueError("orthogonal initializer requires at least a 2D shape")
                size = 1
                for length in shape:
                    size = size * length
                columns = shape[column_axis]
                rows = size // columns
                drawn = jax.random.normal(key, (max(rows, columns), min(rows, columns)))
                q, r = jnp.linalg.qr(drawn)
                q = q * jnp.sign(jnp.diag(r))
                if rows < columns:
                    q = q.T
                others = [length for place, length in enumerate(shape) if place != column_axis % len(shape)]
                q = jnp.moveaxis(q.reshape(tuple(others) + (columns,)), -1, column_axis)
                return _typed(scale * q, standard if dtype is None else dtype)

            return init
        """#
}
