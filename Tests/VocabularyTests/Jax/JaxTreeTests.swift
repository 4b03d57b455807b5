import Language
import Testing
import Vocabulary

/// Forms of trees, initializers, changed copies and what JAX 0.10.2 says where shapes do not fit.
@Suite("JAX's trees, initializers and messages")
struct JaxTreeTests {
    private func printed(_ text: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate("import jax\nimport jax.numpy as jnp\n" + text).printed
    }

    @Test("A tree is taken apart and put together")
    func trees() throws {
        let out = try printed(
            """
            from typing import NamedTuple
            class P(NamedTuple):
                a: float
                b: list
            for tree in [[{"w": 1, "b": 2}, (3,)], {"a": 1, "b": (2, [3, None])}, P(1, [2]), 5, None]:
                leaves, form = jax.tree.flatten(tree)
                print(leaves, form, form.num_leaves, jax.tree.unflatten(form, leaves))
            print(jax.tree_util.tree_structure({"a": 1}) == jax.tree.structure({"a": 2}), jax.tree.all({"a": True}))
            print(isinstance(jax.tree.map(lambda x: 2 * x, P(1, [2])), P))
            print({jax.tree.structure([1, 2]): "found"}[jax.tree.structure([3, 4])])
            print(jax.tree_util.keystr(jax.tree.leaves_with_path({"w": [2]})[0][0]))
            try:
                jax.tree.unflatten(jax.tree.structure([1, 2]), [1])
            except ValueError as e:
                print(e)
            """)
        #expect(
            out == [
                "[2, 1, 3] PyTreeDef([{'b': *, 'w': *}, (*,)]) 3 [{'b': 2, 'w': 1}, (3,)]",
                "[1, 2, 3] PyTreeDef({'a': *, 'b': (*, [*, None])}) 3 {'a': 1, 'b': (2, [3, None])}",
                "[1, 2] PyTreeDef(CustomNode(namedtuple[P], [*, [*]])) 2 P(a=1, b=[2])", "[5] PyTreeDef(*) 1 5",
                "[] PyTreeDef(None) 0 None", "True True", "True", "found", "['w'][0]",
                "Too few leaves for PyTreeDef; expected 2, got 1",
            ], "\(out)")
    }

    @Test("Initializers draw JAX's numbers")
    func initializers() throws {
        let out = try printed(
            """
            key, init = jax.random.PRNGKey(42), jax.nn.initializers
            for f in (init.constant(0.3), init.normal(0.1), init.uniform(0.2), init.glorot_uniform(), init.he_normal(),
                      init.lecun_uniform(), init.truncated_normal(0.5), init.orthogonal()):
                print([round(float(v), 3) for v in jnp.ravel(f(key, (2, 3), jnp.float32))])
            print(init.zeros(key, (2,)), init.ones(key, (2,)))
            """)
        #expect(
            out == [
                "[0.3, 0.3, 0.3, 0.3, 0.3, 0.3]", "[-0.003, 0.047, 0.03, 0.015, -0.012, 0.022]",
                "[0.098, 0.136, 0.123, 0.112, 0.09, 0.117]", "[-0.025, 0.394, 0.255, 0.134, -0.108, 0.188]",
                "[-0.031, 0.505, 0.32, 0.167, -0.135, 0.235]", "[-0.028, 0.44, 0.285, 0.149, -0.121, 0.21]",
                "[-0.014, 0.222, 0.141, 0.073, -0.059, 0.103]", "[-0.088, 0.919, -0.385, 0.872, 0.258, 0.416]",
                "[0. 0.] [1. 1.]",
            ], "\(out)")
    }

    @Test("Copies with powers, differences and functions of places")
    func places() throws {
        let out = try printed(
            """
            a = jnp.arange(1., 6.)
            print(a.at[3].power(2), a.at[2].divide(2), a.at[1].subtract(1.0), a.at[0].apply(lambda v: v * 7))
            """)
        #expect(
            out == ["[ 1.  2.  3. 16.  5.] [1.  2.  1.5 4.  5. ] [1. 1. 3. 4. 5.] [7. 2. 3. 4. 5.]"], "\(out)")
    }

    @Test(
        "Shapes that do not fit are told with JAX's types",
        arguments: [
            ("a + jnp.ones(3)", "TypeError add got incompatible shapes for broadcasting: (5,), (3,)."),
            (
                "jnp.ones((2, 3)) @ jnp.ones((2, 3))",
                "TypeError dot_general requires contracting dimensions to have the same shape, got (3,) and (2,)."
            ),
            ("a.foo", "AttributeError 'jaxlib._jax.ArrayImpl' object has no attribute 'foo'"),
            ("float(a)", "TypeError Only scalar arrays can be converted to Python scalars; got arr.ndim=1"),
        ])
    func messages(call: String, expected: String) throws {
        #expect(try printed(Self.trying(call, "type(e).__name__, e")) == [expected], "\(call)")
    }

    @Test(
        "The type alone, where the words are our own",
        arguments: [
            ("jnp.concatenate([jnp.ones((2, 3)), jnp.ones((2, 2))])", "TypeError"),
            ("jnp.stack([jnp.ones(2), jnp.ones(3)])", "ValueError"), ("a.reshape(4)", "TypeError"),
            ("jnp.reshape(a, (2, 3))", "TypeError"), ("a.at[0].set(jnp.ones(2))", "ValueError"),
            ("jnp.linalg.inv(jnp.ones((2, 3)))", "ValueError"), ("jnp.sum(a, axis=1)", "ValueError"),
            ("jnp.where(jnp.ones(3) > 0, jnp.ones(2), 0.0)", "ValueError"),
            ("jnp.expand_dims(a, 3)", "ValueError"), ("jnp.broadcast_to(jnp.ones(3), (2, 4))", "ValueError"),
        ])
    func types(call: String, expected: String) throws {
        #expect(try printed(Self.trying(call, "type(e).__name__")) == [expected], "\(call)")
    }

    private static func trying(_ call: String, _ told: String) -> String {
        "a = jnp.arange(1., 6.)\ntry:\n    \(call)\n    print('nothing')\nexcept Exception as e:\n    print(\(told))"
    }
}
