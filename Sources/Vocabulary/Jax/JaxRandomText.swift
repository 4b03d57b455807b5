/// Draws of `jax.random` that are made of even and normal ones, as they are written in the language; the numbers are JAX's.
enum JaxRandomText {
    static let text = #"""
        import jax
        import jax.numpy as jnp

        _TINY = 1.1754943508222875e-38


        def gumbel(key, shape=(), dtype=None, mode=None):
            return -jnp.log(-jnp.log(jax.random.uniform(key, shape, minval=_TINY, maxval=1.0)))


        def categorical(key, logits, axis=-1, shape=None, replace=True, mode=None):
            logits = jnp.asarray(logits)
            axis = axis - logits.ndim if axis >= 0 else axis
            batch = tuple([n for place, n in enumerate(logits.shape) if place != logits.ndim + axis])
            shape = batch if shape is None else tuple(shape)
            if len(shape) < len(batch) or shape[len(shape) - len(batch):] != batch:
                raise ValueError(f"categorical got arguments with incompatible shapes: {shape} and {batch}")
            prefix = shape[:len(shape) - len(batch)]
            if replace:
                noise = gumbel(key, prefix + logits.shape)
                return jnp.argmax(noise + logits, axis=axis)
            if axis != -1:
                raise ValueError("categorical without replacement goes along the last axis: axis=-1")
            count = 1
            for n in prefix:
                count = count * n
            if count > logits.shape[-1]:
                raise ValueError(
                    f"Number of samples without replacement ({count}) cannot exceed number of categories ({logits.shape[-1]}).")
            order = jnp.argsort(-(logits + gumbel(key, logits.shape)), axis=-1)[..., :count]
            return order.reshape(prefix) if not batch else order.T.reshape(shape)


        def laplace(key, shape=(), dtype=None):
            u = jax.random.uniform(key, shape, minval=-1 + 5.960464477539063e-08, maxval=1.0)
            return jnp.sign(u) * jnp.log1p(-jnp.abs(u))


        def logistic(key, shape=(), dtype=None):
            u = jax.random.uniform(key, shape, minval=_TINY, maxval=1.0)
            return jnp.log(u) - jnp.log1p(-u)


        def cauchy(key, shape=(), dtype=None):
            u = jax.random.uniform(key, shape, minval=1.1920928955078125e-07, maxval=1.0)
            return jnp.tan(jnp.pi * (u - 0.5))


        def rademacher(key, shape=(), dtype=None):
            return 2 * jax.random.bernoulli(key, 0.5, shape).astype(jnp.int32) - 1


        def multivariate_normal(key, mean, cov, shape=None, dtype=None, method="cholesky"):
            mean, cov = jnp.asarray(mean), jnp.asarray(cov)
            if mean.ndim != 1 or cov.shape != (len(mean), len(mean)):
                raise ValueError(
                    f"multivariate_normal takes one mean of n numbers and a cov of n × n; got {mean.shape} and {cov.shape}")
            if method != "cholesky":
                raise ValueError(f"method = {method!r}: only 'cholesky' is spoken here")
            shape = () if shape is None else tuple(shape)
            return mean + jax.random.normal(key, shape + mean.shape) @ jnp.linalg.cholesky(cov).T


        def _bernoulli(key, p, shape):
            p = jnp.asarray(p)
            return jax.random.uniform(key, p.shape if shape is None else shape) < p


        def _chosen(key, a, shape, replace, p):
            a, p = jnp.asarray(a), jnp.asarray(p)
            size = int(a) if a.ndim == 0 else len(a)
            if p.shape != (size,):
                raise ValueError(f"p must be None or a 1D vector with the same size as a.shape[axis]. p has shape {p.shape} "
                                 f"and a.shape[axis] is {size}.")
            if replace:
                total = jnp.cumsum(p)
                places = jnp.searchsorted(total, total[-1] * (1 - jax.random.uniform(key, shape)))
            else:
                count = 1
                for n in shape:
                    count = count * n
                if count > size:
                    raise ValueError(f"Cannot take a larger sample (size {count}) than population (size {size}) when 'replace=False'")
                places = jnp.argsort(-(gumbel(key, (size,)) + jnp.log(p)))[:count].reshape(shape)
            return places if a.ndim == 0 else jnp.take(a, places, 0)
        """#
}
