import Language
import Testing
import Vocabulary

/// The rest of `jax.random`, `jax.nn`, `jax.lax` and products with derivatives; numbers are JAX 0.10.2's on a CPU.
@Suite("JAX's draws, activations, loops and products")
struct JaxFunctionTests {
    private func printed(_ text: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate("import jax\nimport jax.numpy as jnp\nk = jax.random.PRNGKey(7)\n" + text).printed
    }

    @Test("Draws are JAX's own")
    func draws() throws {
        let out = try printed(
            """
            p = jnp.array([0.1, 0.2, 0.3, 0.2, 0.2])
            print(jax.random.categorical(k, jnp.log(jnp.array([0.2, 0.5, 0.3])), shape=(6,)))
            print(jax.random.categorical(k, jnp.zeros((3, 4)), axis=-1))
            print(jax.random.choice(k, 5, (4,), p=p), jax.random.choice(k, 5, (3,), replace=False, p=p))
            print(jax.random.bernoulli(k, jnp.array([0.2, 0.9, 0.5])), jax.random.rademacher(k, (5,)))
            print(jax.random.split(k, (2, 2)).shape)
            def rounded(x):
                return [round(float(v), 4) for v in jnp.ravel(x)]
            print(rounded(jax.random.gumbel(k, (3,))), rounded(jax.random.laplace(k, (3,))))
            print(rounded(jax.random.logistic(k, (3,))), rounded(jax.random.cauchy(k, (3,))))
            print(rounded(jax.random.multivariate_normal(k, jnp.zeros(2), jnp.array([[2.0, 0.5], [0.5, 1.0]]), (2,))))
            """)
        #expect(
            out == [
                "[1 1 1 2 2 2]", "[1 0 3]", "[2 0 3 2] [1 4 0]", "[False False  True] [-1 -1  1  1 -1]", "(2, 2, 2)",
                "[0.9304, 3.6608, -0.1778] [-0.428, -2.9805, 0.5014]",
                "[0.7267, 3.648, -0.8338] [0.6089, 12.5136, -0.713]", "[0.6381, 1.9868, -0.7301, -0.3144]",
            ], "\(out)")
    }

    @Test("Activations")
    func activations() throws {
        let out = try printed(
            """
            x = jnp.array([-1.0, 0.5])
            for f in (jax.nn.selu, jax.nn.celu, jax.nn.hard_tanh, jax.nn.glu, jax.nn.standardize, jax.nn.hard_sigmoid,
                      jax.nn.hard_swish, jax.nn.mish, jax.nn.squareplus, jax.nn.soft_sign, jax.nn.sparse_plus):
                print([round(float(v), 4) for v in f(x)])
            print(round(float(jax.grad(jax.nn.selu)(-1.0)), 5))
            """)
        #expect(
            out == [
                "[-1.1113, 0.5254]", "[-0.6321, 0.5]", "[-1.0, 0.5]", "[-0.6225]", "[-1.0, 1.0]", "[0.3333, 0.5833]",
                "[-0.3333, 0.2917]", "[-0.3034, 0.3752]", "[0.618, 1.2808]", "[-0.5, 0.3333]", "[0.0, 0.5625]",
                "0.64677",
            ], "\(out)")
    }

    @Test("Slopes where functions have corners are JAX's own")
    func corners() throws {
        let out = try printed(
            """
            import optax
            def slope(f, x):
                return [float(v) for v in jnp.ravel(jax.grad(lambda v: f(v).sum())(x))]
            print(slope(jnp.abs, jnp.array([0.0, -2.0, 3.0])), abs(jnp.array([-1.5, 2.0])).tolist())
            print(slope(lambda x: jnp.max(x, axis=1), jnp.array([[1.0, 1.0, 0.0], [2.0, 3.0, 3.0]])))
            print(slope(lambda x: jnp.min(x, axis=(0, 1), keepdims=True), jnp.array([[1.0, 1.0], [2.0, 3.0]])))
            print(slope(jax.nn.relu6, jnp.array([0.0, 1.0, 6.0])), slope(jax.nn.hard_tanh, jnp.array([0.0, 1.0, -1.0])))
            print(slope(jax.nn.log_sigmoid, jnp.zeros(1)), slope(jax.nn.hard_swish, jnp.array([-3.0, 3.0])))
            print([round(v, 4) for v in slope(jax.nn.leaky_relu, jnp.array([0.0, -1.0]))])
            print(slope(lambda v: optax.sigmoid_binary_cross_entropy(v, jnp.array([0.0, 1.0])), jnp.zeros(2)))
            print(slope(jnp.linalg.norm, jnp.zeros(2)), slope(jnp.std, jnp.ones(2)))
            print(slope(lambda v: jnp.linalg.norm(v, 1), jnp.array([0.0, -2.0])), jnp.linalg.norm(jnp.array([3.0, 4.0])))
            """)
        #expect(
            out == [
                "[1.0, -1.0, 1.0] [1.5, 2.0]", "[0.5, 0.5, 0.0, 0.0, 0.5, 0.5]", "[0.5, 0.5, 0.0, 0.0]",
                "[0.0, 1.0, 0.0] [1.0, 1.0, 1.0]", "[0.5] [0.0, 1.0]", "[1.0, 0.01]", "[0.5, -0.5]",
                "[nan, nan] [nan, nan]", "[1.0, -1.0] 5.0",
            ], "\(out)")
    }

    @Test("Loops, choices and products with derivatives")
    func loops() throws {
        let out = try printed(
            """
            print(jax.lax.switch(1, [lambda x: x, lambda x: 2 * x], 3.0), jax.lax.map(lambda x: 2 * x, jnp.arange(3.0)))
            print(jax.lax.scan(lambda c, x: (c + x, c), 0.0, jnp.arange(3.0), reverse=True))
            print(jax.lax.select(jnp.array([True, False]), jnp.ones(2), jnp.zeros(2)), jax.lax.top_k(jnp.array([1.0, 3.0, 2.0]), 2))
            print(jax.lax.dynamic_slice(jnp.arange(5.0), (4,), (2,)), jax.lax.associative_scan(jnp.add, jnp.arange(4.0)))
            value, back = jax.vjp(lambda x: x ** 2, 3.0)
            print(value, back(1.0))
            print(jax.jvp(lambda x, y: jnp.sin(x) * y, (jnp.array([0.0, 1.0]), 2.0), (jnp.ones(2), 0.5)))
            print(jnp.linalg.cholesky(jnp.array([[4.0, 2.0], [2.0, 5.0]])).tolist(), jnp.kron(jnp.array([1, 2]), jnp.array([1, 1])))
            """)
        #expect(
            out == [
                "6.0 [0. 2. 4.]", "(Array(3., dtype=float32), Array([3., 2., 0.], dtype=float32))",
                "[1. 0.] [Array([3., 2.], dtype=float32), Array([1, 2], dtype=int32)]", "[3. 4.] [0. 1. 3. 6.]",
                "9.0 (Array(6., dtype=float32),)",
                "(Array([0.       , 1.6829419], dtype=float32), Array([2.     , 1.50134], dtype=float32))",
                "[[2.0, 0.0], [1.0, 2.0]] [1 1 2 2]",
            ], "\(out)")
    }

    @Test("The largest are found among bytes, the smallest numbers and nan, and no more than there are")
    func largest() throws {
        let out = try printed(
            """
            print(jax.lax.top_k(jnp.array([0, 5, 3, 5], dtype=jnp.uint8), 2)[1])
            print(jax.lax.top_k(jnp.array([-2147483648, 1, 7]), 3)[1], jax.lax.top_k(jnp.array([jnp.nan, 1.0, 7.0]), 3)[1])
            print(jax.lax.top_k(jnp.array([[0, 200], [9, 9]], dtype=jnp.uint8), 1)[1].tolist())
            for k in (-1, 9):
                try:
                    jax.lax.top_k(jnp.arange(3.0), k)
                except ValueError as e:
                    print(e)
            """)
        #expect(
            out == [
                "[1 3]", "[2 1 0] [0 2 1]", "[[1], [0]]", "k argument to top_k must be nonnegative, got -1",
                "k argument to top_k must be no larger than size along axis; got k=9 with shape=[3] and axis=0",
            ], "\(out)")
    }

    @Test("Slices begin where negative numbers count from the end, and are no longer than the array")
    func slices() throws {
        let out = try printed(
            """
            print(jax.lax.dynamic_slice(jnp.arange(5.0), (-2,), (2,)), jax.lax.dynamic_slice(jnp.arange(5.0), (-9,), (2,)))
            print(jax.lax.dynamic_update_slice(jnp.zeros(4), jnp.ones(2), (-3,)))
            for f in (lambda: jax.lax.dynamic_slice(jnp.arange(5.0), (0,), (9,)),
                      lambda: jax.lax.dynamic_update_slice(jnp.zeros(4), jnp.ones(9), (0,))):
                try:
                    f()
                except TypeError as e:
                    print(e)
            """)
        #expect(
            out == [
                "[3. 4.] [0. 1.]", "[0. 1. 1. 0.]",
                "slice slice_sizes must be less than or equal to operand shape, got slice_sizes (9,) for operand shape (5,).",
                "dynamic_update_slice update shape must be smaller than operand shape, got update shape (9,) for operand "
                    + "shape (4,).",
            ], "\(out)")
    }
}
