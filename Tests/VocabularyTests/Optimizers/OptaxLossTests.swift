import Language
import Testing
import Vocabulary

/// optax 0.2.8's losses and hyperparameters in a state, on JAX 0.10.2.
@Suite("optax's losses")
struct OptaxLossTests {
    private static let start = """
        import jax, jax.numpy as jnp, optax
        t = jnp.array([[0., 1., 0.], [1., 0., 0.]])
        y = jnp.array([[0.2, 0.9, -0.5], [1.5, 0.1, 0.3]])
        def told(x):
            return [round(float(v), 4) for v in jnp.ravel(jnp.asarray(x))]

        """

    private func printed(_ code: String) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(Self.start + code).printed
    }

    @Test(
        "Each gives optax's numbers",
        arguments: [
            ("optax.log_cosh(y, t)", "[0.0199, 0.005, 0.1201, 0.1201, 0.005, 0.0443]"),
            ("optax.cosine_similarity(y, t)", "[0.8581, 0.9785]"),
            ("optax.losses.cosine_distance(y, t)", "[0.1419, 0.0215]"),
            ("optax.hinge_loss(y, 2 * t - 1)", "[1.2, 0.1, 0.5, 0.0, 1.1, 1.3]"),
            ("optax.smooth_labels(t, 0.1)", "[0.0333, 0.9333, 0.0333, 0.9333, 0.0333, 0.0333]"),
            ("optax.kl_divergence(jax.nn.log_softmax(y), t)", "[0.5557, 0.4368]"),
            ("optax.losses.poly_loss_cross_entropy(y, t)", "[1.4084, 1.1447]"),
            ("optax.sigmoid_focal_loss(y, t)", "[0.2413, 0.0285, 0.0676, 0.0067, 0.2052, 0.2819]"),
            ("optax.safe_softmax_cross_entropy(y, t)", "[0.5557, 0.4368]"),
            ("optax.losses.multiclass_hinge_loss(y, jnp.array([1, 0]))", "[0.3, 0.0]"),
            ("optax.losses.triplet_margin_loss(y, y + 1, y - 1)", "[1.0, 1.0]"),
            ("optax.losses.ranking_softmax_loss(y, t)", "[0.4963]"),
            ("optax.losses.dice_loss(y, t)", "[0.1033, 0.0865]"),
            ("optax.losses.sparsemax_loss(y[:, 0], jnp.array([0, 1]))", "[0.36, 0.0]"),
            // Vector by vector, although the function adds up all that it is given.
            ("optax.losses.make_fenchel_young_loss(jax.nn.logsumexp)(y, t)", "[0.5557, 0.4368]"),
            ("optax.losses.make_fenchel_young_loss(jax.nn.logsumexp)(y[0], t[0])", "[0.5557]"),
        ])
    func values(call: String, expected: String) throws {
        #expect(try printed("print(told(\(call)))") == [expected], "\(call)")
    }

    @Test("Whole numbers are refused, as optax refuses them")
    func wholeNumbers() throws {
        let out = try printed(
            """
            try:
                optax.log_cosh(jnp.array([1, 2]))
            except TypeError as e:
                print("TypeError")
            """)
        #expect(out == ["TypeError"])
    }

    @Test("inject_hyperparams has the defaults in its state, in the order of the signature")
    func injected() throws {
        let out = try printed(
            """
            s = optax.inject_hyperparams(optax.adam)(learning_rate=0.1).init(jnp.ones(2))
            print(list(s.hyperparams), told(list(s.hyperparams.values())[:3]))
            s = optax.inject_hyperparams(optax.adamw)(0.1).init(jnp.ones(2))
            print(list(s.hyperparams))
            """)
        #expect(
            out == [
                "['learning_rate', 'b1', 'b2', 'eps', 'eps_root'] [0.1, 0.9, 0.999]",
                "['learning_rate', 'b1', 'b2', 'eps', 'eps_root', 'weight_decay']",
            ], "\(out)")
    }
}
