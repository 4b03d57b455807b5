import Answers
import Testing
import Vocabulary

@testable import Language

/// Listings as they are pasted, and what JAX 0.10 with optax 0.2.8 prints for them on a CPU.
@Suite("JAX and optax loops run as they stand")
struct JaxTests {
    private func printed(_ text: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(text).printed.joined(separator: "\n")
    }

    @Test("A linear model in a dict, trained by a jitted step with Adam")
    func linearModel() throws {
        #expect(
            try printed(
                #"""
                import jax
                import jax.numpy as jnp
                import optax

                def loss_fn(params, x, y):
                    pred = jnp.dot(x, params["w"]) + params["b"]
                    return jnp.mean((pred - y) ** 2)

                key = jax.random.PRNGKey(0)
                key, k1, k2 = jax.random.split(key, 3)
                x = jax.random.normal(k1, (32, 3))
                true_w = jnp.array([1.5, -2.0, 0.5])
                y = x @ true_w + 0.3 + 0.01 * jax.random.normal(k2, (32,))
                params = {"w": jnp.zeros(3), "b": jnp.zeros(())}
                tx = optax.adam(1e-1)
                state = tx.init(params)

                @jax.jit
                def step(params, state, x, y):
                    loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
                    updates, state = tx.update(grads, state, params)
                    params = optax.apply_updates(params, updates)
                    return params, state, loss

                for i in range(50):
                    params, state, loss = step(params, state, x, y)
                    if i % 10 == 0:
                        print(f"step {i}: loss {loss:.4f}")
                print({k: [round(float(u), 3) for u in jnp.ravel(v)] for k, v in params.items()})
                """#)
                    == #"""
                    step 0: loss 7.4960
                    step 10: loss 1.4830
                    step 20: loss 0.2372
                    step 30: loss 0.0587
                    step 40: loss 0.0860
                    {'b': [0.291], 'w': [1.525, -2.101, 0.563]}
                    """#)
    }

    @Test("A network in a list of dicts, a chain with clipping and a schedule")
    func network() throws {
        #expect(
            try printed(
                #"""
                import jax, jax.numpy as jnp, optax
                from functools import partial

                def init(key, sizes):
                    keys = jax.random.split(key, len(sizes) - 1)
                    return [{"w": jax.random.normal(k, (m, n)) * jnp.sqrt(2.0 / m), "b": jnp.zeros(n)}
                            for k, m, n in zip(keys, sizes[:-1], sizes[1:])]

                def forward(params, x):
                    for layer in params[:-1]:
                        x = jax.nn.relu(x @ layer["w"] + layer["b"])
                    return x @ params[-1]["w"] + params[-1]["b"]

                def loss(params, x, t):
                    return optax.softmax_cross_entropy_with_integer_labels(forward(params, x), t).mean()

                params = init(jax.random.PRNGKey(1), [2, 8, 2])
                x = jnp.array([[0., 0.], [0., 1.], [1., 0.], [1., 1.]])
                t = jnp.array([0, 1, 1, 0])
                schedule = optax.cosine_decay_schedule(0.05, decay_steps=100)
                tx = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(learning_rate=schedule, weight_decay=1e-3))
                state = tx.init(params)

                @partial(jax.jit, static_argnames=())
                def step(params, state):
                    value, grads = jax.value_and_grad(loss)(params, x, t)
                    updates, state = tx.update(grads, state, params)
                    return optax.apply_updates(params, updates), state, value

                for epoch in range(40):
                    params, state, value = step(params, state)
                print(round(float(value), 4))
                print(jnp.argmax(forward(params, x), axis=1))
                print(round(float(optax.global_norm(params)), 3), len(jax.tree.leaves(params)))
                print(jax.tree_util.tree_map(lambda p: p.shape, params))
                """#)
                    == #"""
                    0.2492
                    [0 1 1 0]
                    5.893 4
                    [{'b': (8,), 'w': (2, 8)}, {'b': (2,), 'w': (8, 2)}]
                    """#)
    }

    @Test("Derivatives, batches, changed copies, loops and random numbers")
    func functions() throws {
        #expect(
            try printed(
                #"""
                import jax
                import jax.numpy as jnp
                from jax import grad, jit, vmap, random
                f = lambda x: x ** 3
                print(grad(f)(2.0), grad(grad(f))(2.0), jax.jacobian(lambda x: x ** 2)(jnp.array([1., 2.])))
                print(jax.hessian(lambda v: v[0] ** 2 * v[1])(jnp.array([1., 3.])))
                rosen = lambda v: (1 - v[0]) ** 2 + 100 * (v[1] - v[0] ** 2) ** 2
                x = jnp.array([-1.2, 1.0])
                for _ in range(6):
                    x = x - jnp.linalg.solve(jax.hessian(rosen)(x), jax.grad(rosen)(x))
                print([round(float(v), 3) for v in x])
                print(vmap(lambda a, b: jnp.dot(a, b), in_axes=(0, None))(jnp.ones((3, 2)), jnp.array([1., 2.])))
                print(vmap(grad(lambda x: jnp.sin(x)))(jnp.array([0.0, 1.0])))
                value, g = jax.value_and_grad(lambda w, b: (w * 2 + b) ** 2, argnums=(0, 1))(1.0, 0.5)
                print(value, g[0], g[1])
                (loss, aux), g = jax.value_and_grad(lambda w: (w ** 2, {"twice": 2 * w}), has_aux=True)(3.0)
                print(loss, aux["twice"], g)
                y = jnp.zeros(3).at[1].set(5.0).at[jnp.array([0, 0])].add(1.5)
                print(y, repr(y), y.sum(), y.max(), round(float(y.std()), 4))
                z = jnp.arange(6).reshape(2, 3)
                print(z.T.shape, z.sum(axis=0), z.mean(), z.astype(jnp.float32) / 4, z.dtype, z.size)
                print(jnp.where(z > 2, z, 0), jnp.concatenate([z, z], axis=1).shape, jnp.clip(z, 1, 3))
                print(jax.lax.scan(lambda c, x: (c + x, c * x), 0.0, jnp.array([1., 2., 3.])))
                print(jax.lax.fori_loop(0, 5, lambda i, s: s + i, 0), jax.lax.cond(True, lambda x: x + 1, lambda x: x - 1, 3))
                print(isinstance(y, jax.Array), isinstance(y, jnp.ndarray), float(y[1]), y.tolist(), int(z[1, 2]))
                k = random.PRNGKey(42)
                print(random.normal(k, (4,)), random.uniform(k, (2, 3)), random.randint(k, (6,), 0, 10))
                print(random.permutation(k, 10), random.choice(k, 10, (4,)), random.split(k).shape)
                print([round(float(v), 4) for v in jax.nn.softmax(jnp.array([1., 2., 3.]))], jax.nn.one_hot(jnp.array([0, 2]), 3))
                a, b = jnp.array([[1., 2.], [3., 4.]]), jnp.ones(2)
                print(a @ b, [[round(float(v), 4) for v in row] for row in jnp.linalg.inv(a)], round(float(jnp.linalg.norm(a)), 4), jnp.mean(a, axis=1, keepdims=True))
                """#)
                    == #"""
                    12.0 12.0 [[2. 0.]
                     [0. 4.]]
                    [[6. 2.]
                     [2. 0.]]
                    [1.0, 1.0]
                    [3. 3. 3.]
                    [1.        0.5403023]
                    6.25 10.0 5.0
                    9.0 6.0 6.0
                    [3. 5. 0.] Array([3., 5., 0.], dtype=float32) 8.0 5.0 2.0548
                    (3, 2) [3 5 7] 2.5 [[0.   0.25 0.5 ]
                     [0.75 1.   1.25]] int32 6
                    [[0 0 0]
                     [3 4 5]] (2, 6) [[1 1 2]
                     [3 3 3]]
                    (Array(6., dtype=float32), Array([0., 2., 9.], dtype=float32))
                    10 4
                    True True 5.0 [3.0, 5.0, 0.0] 5
                    [-0.02830462  0.46713185  0.29570296  0.15354592] [[0.48870957 0.6797972  0.6162715 ]
                     [0.5610161  0.4506446  0.58586586]] [4 4 1 9 9 9]
                    [7 4 2 5 3 6 8 9 0 1] [4 4 1 9] (2, 2)
                    [0.09, 0.2447, 0.6652] [[1. 0. 0.]
                     [0. 0. 1.]]
                    [3. 7.] [[-2.0, 1.0], [1.5, -0.5]] 5.4772 [[1.5]
                     [3.5]]
                    """#)
    }

    @Test("Optimizers and schedules go where optax goes, and a state can be used twice")
    func optimizers() throws {
        #expect(
            try printed(
                #"""
                import jax.numpy as jnp, jax, optax
                def run(tx, steps=5):
                    w = jnp.array([1.0, -2.0])
                    state = tx.init(w)
                    for _ in range(steps):
                        g = jax.grad(lambda w: jnp.sum(w ** 4) / 4)(w)
                        u, state = tx.update(g, state, w)
                        w = optax.apply_updates(w, u)
                    return [round(float(v) + 1e-6, 4) for v in w]
                for tx in [optax.sgd(0.1), optax.sgd(0.05, momentum=0.9, nesterov=True), optax.adam(0.1), optax.adamw(0.1, weight_decay=0.1), optax.rmsprop(0.05), optax.lion(0.05), optax.adagrad(0.5), optax.adabelief(0.1), optax.nadam(0.1),
                  optax.chain(optax.clip_by_global_norm(0.5), optax.sgd(0.1, momentum=0.9)), optax.chain(optax.add_decayed_weights(0.1), optax.sgd(0.1)),
                  optax.adam(optax.exponential_decay(0.1, transition_steps=2, decay_rate=0.5)), optax.sgd(optax.warmup_cosine_decay_schedule(0.0, 0.1, 2, 5)), optax.MultiSteps(optax.sgd(0.1), 2), optax.sgd(lambda step: 0.1 / (1 + step)), optax.lamb(0.1)]:
                    print(run(tx))
                w = {"a": jnp.array(1.0)}
                tx = optax.adam(0.1)
                s0 = tx.init(w)
                g = {"a": jnp.array(0.5)}
                u1, s1 = tx.update(g, s0)
                u2, s2 = tx.update(g, s1)
                again, _ = tx.update({"a": jnp.array(-2.0)}, s1)
                print([round(float(u["a"]), 5) for u in (u1, u2, again)])
                """#)
                    == #"""
                    [0.6867, -0.7817]
                    [0.4676, 0.3377]
                    [0.5339, -1.512]
                    [0.4993, -1.4272]
                    [0.6118, -1.5414]
                    [0.7498, -1.7495]
                    [0.3531, -1.0208]
                    [0.4566, -1.4125]
                    [0.5153, -1.4637]
                    [0.905, -1.3499]
                    [0.6584, -0.7508]
                    [0.7273, -1.7218]
                    [0.8023, -1.0338]
                    [0.8271, -1.0272]
                    [0.8158, -1.0148]
                    [0.3721, -1.3187]
                    [-0.1, -0.1, 0.05595]
                    """#)
    }

    @Test("A number that is taken out of what is being differentiated is refused, and one beyond 32 bits")
    func traced() throws {
        #expect(
            try printed(
                #"""
                import jax
                import jax.numpy as jnp
                import math
                for f in (lambda x: float(x) ** 2, lambda x: x.item() ** 2, lambda x: math.sin(x), lambda x: int(x) * x):
                    try:
                        print(jax.grad(f)(2.5))
                    except TypeError:
                        print("refused")
                print(jax.grad(lambda x: x ** 2 if x > 0 else -x)(2.5), float(jnp.array(2.5)))
                print(jax.grad(lambda x: float(jax.lax.stop_gradient(x)) * x)(2.5))
                for n in (2 ** 31 - 1, 2 ** 31, [1, -2 ** 40]):
                    try:
                        print(jnp.array(n))
                    except OverflowError as e:
                        print(e)
                """#)
                    == """
                    refused
                    refused
                    refused
                    refused
                    5.0 2.5
                    2.5
                    2147483647
                    Python integer 2147483648 out of bounds for int32
                    Python integer -1099511627776 out of bounds for int32
                    """)
    }

    @Test("Mistakes are JAX's, precision and printing too; trees, losses, stopped and nested gradients")
    func everyday() throws {
        #expect(
            try printed(
                #"""
                import jax
                import jax.numpy as jnp
                import numpy as np
                import optax
                x = jnp.array([1.0, 2.0])
                params = {"w": jnp.ones(2), "b": 0.5}
                def wrong(name, f):
                    try:
                        f()
                        print(name, "ran")
                    except Exception as e:
                        print(name, type(e).__name__, str(e).split("\n")[0])
                def change():
                    x[0] = 5.0
                def truth():
                    if x > 1:
                        pass
                wrong("item", change)
                wrong("truth", truth)
                wrong("integer", lambda: jax.grad(lambda v: v * v)(3))
                wrong("vector", lambda: jax.grad(lambda v: v * v)(x))
                wrong("argnums", lambda: jax.grad(lambda v: v * v, argnums=1)(1.0))
                wrong("params", lambda: optax.adamw(1e-2).update(params, optax.adamw(1e-2).init(params)))
                wrong("adam", lambda: optax.adam(1e-2).update(params, optax.adam(1e-2).init(params)))
                print(x, repr(x), f"{x[0]:.2f}", f"{x}", x[1], x.shape, x.dtype, len(x), x.ndim)
                print(np.asarray(x).dtype, np.sum(x), (x + np.array([1.0, 2.0])).dtype, (np.array([1.0, 2.0]) * x).dtype)
                print(jnp.array([1, 2]).dtype, (jnp.array([1, 2]) / 2), jnp.array([True, False]), jnp.linspace(0, 1, 3))
                print(jax.tree.map(lambda p: p * 2, {"w": 1, "b": (2, [3, None])}), jax.tree.leaves({"w": 2, "b": 1}))
                print(jax.tree.reduce(lambda a, b: a + b, {"w": 2, "b": 1}, 0), jax.tree.map(lambda p, g: p - g, {"w": 3}, {"w": 1}))
                loss = lambda p: jnp.sum((p["w"] * jnp.array([1.0, 3.0]) + p["b"]) ** 2)
                g = jax.grad(loss)(params)
                print(g["w"], g["b"])
                print(optax.l2_loss(x, jnp.zeros(2)), optax.huber_loss(jnp.array([0.5, 3.0])), optax.squared_error(x).mean())
                print(round(float(optax.sigmoid_binary_cross_entropy(jnp.array([0.3]), jnp.array([1.0]))[0]), 5),
                      round(float(optax.softmax_cross_entropy(jnp.array([[1.0, 2.0]]), jnp.array([[0.0, 1.0]]))[0]), 5))
                print(optax.global_norm({"a": 3.0, "b": jnp.array([4.0])}), optax.incremental_update({"a": 1.0}, {"a": 0.0}, 0.25)["a"])
                print(jax.grad(lambda a: jax.lax.stop_gradient(a) * a)(3.0), jax.grad(lambda a: jnp.where(a > 0, a ** 2, -a))(2.0))
                print(jax.grad(lambda a: jnp.array([a, a * a]).sum())(3.0), jax.grad(lambda a: a.at[0].set(a[1] * 2).sum())(x))
                print(jax.value_and_grad(lambda w: jax.grad(lambda u: u ** 3 * w)(2.0))(5.0)[1])
                print(jnp.maximum(0, jnp.array([-1.0, 2.0])), jnp.dot(x, x), jnp.outer(x, x).shape, x @ x, x.T.shape, x.reshape(2, 1).shape, x.reshape(-1).tolist())
                print(jax.jit(lambda a: a + 1)(2), jax.nn.relu(jnp.array([-1.0, 1.0])), jnp.stack([x, x]).shape, jnp.std(x, ddof=1) > 0.7, x.astype(int))
                """#)
                    == #"""
                    item TypeError JAX arrays are immutable and do not support in-place item assignment. Instead of x[idx] = y, use x = x.at[idx].set(y) or another .at[] method: https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html
                    truth ValueError The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()
                    integer TypeError grad requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got int32. If you want to use Boolean- or integer-valued inputs, use vjp or set allow_int to True.
                    vector TypeError Gradient only defined for scalar-output functions. Output had shape: (2,).
                    argnums TypeError differentiating with respect to argnums=1 requires at least 2 positional arguments to be passed by the caller, but got only 1 positional arguments.
                    params ValueError You are using a transformation that requires the current value of parameters, but you are not passing `params` when calling `update`.
                    adam ran
                    [1. 2.] Array([1., 2.], dtype=float32) 1.00 [1. 2.] 2.0 (2,) float32 2 1
                    float32 3.0 float32 float32
                    int32 [0.5 1. ] [ True False] [0.  0.5 1. ]
                    {'b': (4, [6, None]), 'w': 2} [1, 2]
                    3 {'w': 2}
                    [ 3. 21.] 10.0
                    [0.5 2. ] [0.125 2.5  ] 2.5
                    0.55436 0.31326
                    5.0 0.25
                    3.0 4.0
                    7.0 [0. 3.]
                    12.0
                    [0. 2.] 5.0 (2, 2) 5.0 (2,) (2, 1) [1.0, 2.0]
                    3 [0. 1.] (2, 2) True [1 2]
                    """#)
    }

    @Test("Trees and lists that hold themselves, and arguments that are not there, end with an error")
    func bounds() throws {
        #expect(
            try printed(
                #"""
                import jax
                import jax.numpy as jnp
                x = [1.0]
                x.append(x)
                deep = [1.0]
                for i in range(100000):
                    deep = [deep]
                for call in (
                    lambda: jax.tree_util.tree_leaves(x), lambda: jax.tree_util.tree_leaves(deep), lambda: jnp.array(x),
                    lambda: jnp.array(deep), lambda: jax.grad(lambda a: a, argnums=9223372036854775807)(1.0),
                ):
                    try:
                        call()
                        print("ran")
                    except Exception:
                        print("refused")
                """#) == [String](repeating: "refused", count: 5).joined(separator: "\n"))
    }
}
