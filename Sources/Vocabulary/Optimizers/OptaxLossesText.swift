/// optax's losses that are made of `jax.numpy`'s words, as they are written in the language.
enum OptaxLossesText {
    static let text = #"""
        import jax
        import jax.numpy as jnp


        def _floats(x):
            x = jnp.asarray(x)
            if x.dtype not in (jnp.float32, jnp.float64):
                raise TypeError(f"floats are wanted, got {x.dtype}: jnp.asarray(x, dtype=float)")
            return x


        def _same(x, y):
            x, y = jnp.asarray(x), jnp.asarray(y)
            if x.shape != y.shape:
                raise ValueError(f"the shapes {x.shape} and {y.shape} differ")
            return x, y


        def _total(x, axis, where, keepdims=False):
            if where is not None:
                x = jnp.where(where, x, 0.0)
            return jnp.sum(x, axis=axis, keepdims=keepdims)


        def log_cosh(predictions, targets=None):
            error = _floats(predictions) if targets is None else _floats(predictions) - targets
            return error + jax.nn.softplus(-2.0 * error) - jnp.log(2.0)


        def cosine_similarity(predictions, targets, *, epsilon=0.0, axis=-1, where=None):
            y, t = _floats(predictions), _floats(targets)
            of_y = jnp.sqrt(jnp.maximum(_total(y * y, axis, where, True), epsilon))
            of_t = jnp.sqrt(jnp.maximum(_total(t * t, axis, where, True), epsilon))
            return _total(y / of_y * (t / of_t), axis, where)


        def cosine_distance(predictions, targets, *, epsilon=0.0, axis=-1, where=None):
            return 1.0 - cosine_similarity(predictions, targets, epsilon=epsilon, axis=axis, where=where)


        def hinge_loss(predictor_outputs, targets):
            return jnp.maximum(0.0, 1 - jnp.asarray(predictor_outputs) * jnp.asarray(targets))


        def perceptron_loss(predictor_outputs, targets):
            y, t = _same(predictor_outputs, targets)
            return jnp.maximum(0.0, -y * t)


        def _at_label(scores, labels):
            return jnp.sum(scores * jax.nn.one_hot(labels, scores.shape[-1]), axis=-1)


        def multiclass_hinge_loss(scores, labels):
            scores = jnp.asarray(scores)
            margins = scores + 1.0 - jax.nn.one_hot(labels, scores.shape[-1])
            return jnp.max(margins, axis=-1) - _at_label(scores, labels)


        def multiclass_perceptron_loss(scores, labels):
            scores = jnp.asarray(scores)
            return jnp.max(scores, axis=-1) - _at_label(scores, labels)


        def sparsemax_loss(logits, labels):
            y = jnp.asarray(logits)
            return jax.nn.sparse_plus(jnp.where(jnp.asarray(labels) != 0, -y, y))


        def _crossed(y, t, axis, where):
            logs = y if where is None else jnp.where(where, y, -jnp.inf)
            parts = t * jax.nn.log_softmax(logs, axis=axis)
            return -_total(parts, axis, where)


        def poly_loss_cross_entropy(logits, labels, *, epsilon=2.0, axis=-1, where=None):
            y, t = _floats(logits), _floats(labels)
            p = jax.nn.softmax(y if where is None else jnp.where(where, y, -jnp.inf), axis=axis)
            return _crossed(y, t, axis, where) + epsilon * _total(t * (1 - p), axis, where)


        def safe_softmax_cross_entropy(logits, labels):
            y, t = _floats(logits), jnp.asarray(labels)
            parts = t * jax.nn.log_softmax(y, axis=-1)
            return -jnp.sum(jnp.where(t != 0, parts, 0.0), axis=-1)


        def kl_divergence(log_predictions, targets, axis=-1, where=None):
            y, t = _floats(log_predictions), _floats(targets)
            logs = jnp.where(t == 0, 0.0, jnp.log(jnp.where(t == 0, 1.0, t)))
            return _total(t * (logs - y), axis, where)


        def kl_divergence_with_log_targets(log_predictions, log_targets, axis=-1, where=None):
            y, t = _floats(log_predictions), _floats(log_targets)
            return _total(jnp.exp(t) * (t - y), axis, where)


        def generalized_kl_divergence(log_predictions, targets, axis=-1, where=None):
            more = _total(jnp.exp(jnp.asarray(log_predictions)) - jnp.asarray(targets), axis, where)
            return kl_divergence(log_predictions, targets, axis, where) + more


        convex_kl_divergence = generalized_kl_divergence


        def sigmoid_focal_loss(logits, labels, *, alpha=None, gamma=2.0):
            y = _floats(logits)
            t = jnp.asarray(labels).astype(y.dtype)
            loss = t * jax.nn.softplus(-y) + (1 - t) * jax.nn.softplus(y)
            wrong = (1 - t) * jax.nn.sigmoid(y) + t * jax.nn.sigmoid(-y)
            loss = loss * wrong ** gamma
            return loss if alpha is None else (alpha * t + (1 - alpha) * (1 - t)) * loss


        def ntxent(embeddings, labels, temperature=0.07):
            x, labels = _floats(embeddings), jnp.asarray(labels)
            if len(labels) != len(x):
                raise ValueError(f"{len(labels)} labels and {len(x)} embeddings: there must be as many")
            nearness = cosine_similarity(x[None, :, :], x[:, None, :], epsilon=1.1920929e-07) / temperature
            same = labels[:, None] == labels[None, :]
            pairs = same & (jnp.eye(len(x)) == 0)
            top = jax.lax.stop_gradient(jnp.max(jnp.where(pairs | ~same, nearness, -jnp.inf), axis=1, keepdims=True))
            shifted = jnp.where(pairs | ~same, nearness - top, 0.0)
            others = jnp.sum(jnp.where(same, 0.0, jnp.exp(shifted)), axis=1, keepdims=True)
            logs = shifted - jnp.log(others + jnp.exp(shifted))
            return -jnp.sum(jnp.where(pairs, logs, 0.0)) / jnp.sum(pairs)


        def triplet_margin_loss(anchors, positives, negatives, axis=-1, norm_degree=2, margin=1.0, eps=1e-6):
            a, p, n = _floats(anchors), _floats(positives), _floats(negatives)
            near = (jnp.sum((a - p) ** norm_degree, axis=axis) + eps) ** (1 / norm_degree)
            far = (jnp.sum((a - n) ** norm_degree, axis=axis) + eps) ** (1 / norm_degree)
            return jnp.maximum(near - far + margin, 0.0)


        def smooth_labels(labels, alpha, *, axis=-1, where=None):
            t = _floats(labels)
            count = t.shape[axis] if where is None else jnp.sum(where, axis=axis, keepdims=True)
            return (1.0 - alpha) * t + alpha / count


        def ranking_softmax_loss(logits, labels, *, where=None, weights=None, reduce_fn=jnp.mean):
            y = _floats(logits)
            t = jnp.asarray(labels).astype(y.dtype)
            if weights is not None:
                t = t * weights
            loss = _crossed(y, t, -1, where)
            if reduce_fn is None:
                return loss
            if where is not None:
                loss = loss[jnp.any(where, axis=-1)]
            return reduce_fn(loss)


        def dice_loss(predictions, targets, *, class_weights=None, smooth=1.0, alpha=0.5, beta=0.5, apply_softmax=True,
                      reduction="mean", ignore_background=False, axis=None):
            y, t = jnp.asarray(predictions), jnp.asarray(targets)
            if y.ndim == t.ndim - 1:
                y = y[..., None]
            if t.ndim == y.ndim - 1:
                t = t[..., None]
            y, t = _same(y, t)
            if apply_softmax:
                y = jax.nn.sigmoid(y) if y.shape[-1] == 1 else jax.nn.softmax(y, axis=-1)
            elif not jnp.allclose(jnp.sum(y, axis=-1), 1.0, rtol=1e-5):
                raise ValueError("with apply_softmax=False the predictions of each place must be probabilities whose sum is 1")
            axis = tuple(range(1, y.ndim - 1)) if axis is None else axis

            def summed(x):
                return x if axis == () else jnp.sum(x, axis=axis)

            both = summed(y * t)
            wrong = alpha * (summed(y) - both) + beta * (summed(t) - both)
            loss = 1.0 - (both + smooth) / (both + wrong + smooth)
            if class_weights is not None:
                loss = loss * class_weights
            if ignore_background and y.shape[-1] > 1:
                loss = loss[..., 1:]
            if reduction == "none":
                return loss
            if reduction not in ("mean", "sum"):
                raise ValueError(f"Unsupported reduction: {reduction}: 'mean', 'sum' or 'none'")
            return jnp.mean(loss, axis=-1) if reduction == "mean" else jnp.sum(loss, axis=-1)


        def make_fenchel_young_loss(max_fun):
            def loss(scores, targets, **kwargs):
                y = jnp.asarray(scores)

                def one(y, t):
                    return max_fun(y, **kwargs) - jnp.sum(y * t)

                for _ in range(y.ndim - 1):
                    one = jax.vmap(one)
                return one(y, jnp.broadcast_to(jnp.asarray(targets), y.shape))

            return loss
        """#
}
