import Answers
import Language
import Testing

@testable import Vocabulary

/// optax's own names, masks and chains, as its users write them. Numbers are optax 0.2.8's, in double precision.
@Suite struct OptaxWordTests {
    private static func end(_ optimizer: String, steps: Int = 3) throws -> [Double] {
        let session = Session(registry: Vocabulary.registry)
        let point = try session.evaluate(
            "import optax\nimport jax\nminimize(sphere, \(optimizer), start=(1, 1), steps=\(steps)).point"
        ).value.asPoint
        return [try #require(point).x, try #require(point).y]
    }

    /// After three steps down x² + y² from (1, 1); the y is the same.
    private static let names: [(call: String, x: Double)] = [
        ("adabelief(0.1)", 0.6523053662260847),
        ("adadelta(0.5)", 0.995150380857237),
        ("adagrad(0.1)", 0.7822991954868491),
        ("adam(0.1, 0.8)", 0.702744455062724),
        ("adamw(0.1)", 0.7015594927095099),
        ("adamax(0.1)", 0.7154994733923282),
        ("adamaxw(0.1)", 0.7154739646329387),
        ("adan(0.1)", 0.700748688919763),
        ("amsgrad(0.1)", 0.715770053780637),
        ("lion(0.1)", 0.699730028999),
        ("nadam(0.1)", 0.6406112812467927),
        ("radam(0.1)", 0.46230335987570403),
        ("rmsprop(0.1, 0.8)", 0.5155440861151811),
        ("sgd(0.1, 0.9, True)", -0.108352),
        ("sign_sgd(0.1)", 0.7000000000000001),
        ("signum(0.1)", 0.7000000000000001),
        ("yogi(0.1)", 0.7018491882635388),
        ("optimistic_gradient_descent(0.1)", 0.5680000000000001),
        ("contrib.ademamix(0.1)", 0.7012886163343539),
        ("contrib.acprop(0.1)", 0.6365758972071259),
        ("contrib.adopt(0.1)", 0.9711),
        ("contrib.simplified_ademamix(0.1)", 0.4057118308939793),
        ("contrib.cocob()", 0.9694220831386708),
        ("adafactor(0.1)", 0.739892248493416),
        ("fromage(0.1)", 0.7182001105575072),
        ("lamb(0.1)", 0.7290000000000001),
        ("lars(0.1, 0.3)", 0.9994390479990001),
        ("novograd(0.1)", 0.6093008614337837),
        ("sm3(0.1)", 0.953841435062026),
        ("polyak_sgd()", 0.125),
        ("contrib.dadapt_adamw()", 0.9999954075782859),
        ("contrib.dowg()", 0.9787953592126055),
        ("contrib.dog()", 0.9999954032683921),
        ("contrib.madgrad(0.1)", 0.8651918848766116),
        ("contrib.momo()", 0.47372827453023936),
        ("contrib.momo_adam()", 0.9700100993784),
        ("contrib.muon(0.1)", 0.6406112812467927),
        ("contrib.prodigy()", 0.9999970000004567),
        ("contrib.schedule_free_sgd()", 0.31999999999999995),
        ("contrib.schedule_free_adamw()", 0.9947539431107084),
        ("contrib.mechanize(optax.adam(1.0))", 0.9999959975708652),
    ]

    @Test("A function of optax by its own name and order of arguments goes where optax goes", arguments: names)
    func ownName(call: String, x: Double) throws {
        let found = try Self.end("optax.\(call)")
        // Single precision of a few of optax's numbers: its powers of t.
        #expect(found.allSatisfy { abs($0 - x) < 1e-6 }, "\(call) arrives at \(found), optax at \(x)")
    }

    @Test(
        "A mask says which parameters decay, are moved or stay, in every way of writing it",
        arguments: [
            ("optax.adamw(0.1, weight_decay=0.2, mask=[True, False])", 0.6492032684224692, 0.7015862729460303),
            (
                "optax.adamw(0.1, weight_decay=0.2, mask={\"x\": True, \"y\": False})", 0.6492032684224692,
                0.7015862729460303
            ),
            ("optax.adamw(0.1, weight_decay=0.2, mask=lambda p: p.ndim > 1)", 0.7015862729460303, 0.7015862729460303),
            (
                "optax.adamw(0.1, weight_decay=0.2, mask=lambda t: jax.tree.map(lambda p: p.ndim > 1, t))",
                0.7015862729460303, 0.7015862729460303
            ),
            (
                "AdamW(0.1, weight_decay=0.2, mask=(True, False), dialect=\"optax\")", 0.6492032684224692,
                0.7015862729460303
            ),
            ("optax.masked(optax.sgd(0.1, momentum=0.9), [True, False])", 0.06199999999999989, 27.0),
            (
                "optax.chain(optax.masked(optax.sgd(0.1, momentum=0.9), [True, False]), "
                    + "optax.masked(optax.set_to_zero(), {\"x\": False, \"y\": True}))", 0.06199999999999989, 1.0
            ),
            (
                "optax.chain(optax.clip_by_global_norm(1.0), optax.add_decayed_weights(0.5, mask=[True, False]), "
                    + "optax.sgd(0.1))", 0.6615803727805433, 0.7821324816437618
            ),
            (
                "optax.chain(optax.clip_by_global_norm(1.0), optax.masked(optax.add_decayed_weights(0.5), [True, False]), "
                    + "optax.sgd(0.1))", 0.6615803727805433, 0.7821324816437618
            ),
        ])
    func masks(optimizer: String, x: Double, y: Double) throws {
        let found = try Self.end(optimizer)
        #expect(abs(found[0] - x) < 1e-9 && abs(found[1] - y) < 1e-9, "\(optimizer) arrives at \(found)")
    }

    @Test("A network's parameters are asked by name and shape")
    func network() throws {
        let session = Session(registry: Vocabulary.registry)
        // Nothing to learn: only decay moves the weights.
        let lines = """
            import numpy as np
            import jax
            def is_no_bias(path, p):
                return path[-1].key != "bias"
            def trained(mask):
                a = Dense(2, name="a", input_shape=(2,), kernel_initializer="ones", bias_initializer="ones")
                m = Sequential([a, Dense(1, name="b")])
                m.layers[1].set_weights([np.zeros((2, 1)), np.zeros(1)])
                m.compile(AdamW(0.1, weight_decay=0.5, mask=mask), "mse")
                m.fit(np.ones((4, 2)), np.zeros((4, 1)), epochs=1, verbose=0)
                return [round(float(w.ravel()[0]), 4) for w in m.get_weights()[:2]]
            [trained(lambda p: p.ndim > 1), trained({"a": {"kernel": False, "bias": True}, "b": False}),
             trained(lambda p: not p.name.endswith("bias")), trained([True, True, False, False]),
             trained(lambda t: jax.tree_util.tree_map_with_path(is_no_bias, t))]
            """
        let text = try session.evaluate(lines).value.repr
        #expect(text == "[[0.95, 1.0], [1.0, 0.95], [0.95, 1.0], [0.95, 0.95], [0.95, 1.0]]", "\(text)")
    }

    @Test(
        "What a mask or a chain cannot mean is refused where it stands",
        arguments: [
            ("minimize(sphere, optax.adamw(0.1, mask=[True, False, True]), start=(1, 1))", "3 entries for θ"),
            ("minimize(sphere, optax.adamw(0.1, mask={\"z\": True}), start=(1, 1))", "z, which is no parameter"),
            ("optax.adamw(0.1, mask=[1, 0])", "the mask holds 1"),
            ("minimize(sphere, optax.adamw(0.1, mask=lambda p: p.size), start=(1, 1))", "the mask says 2 for θ"),
            ("optax.contrib.momo(mask=True)", "mask"),
        ])
    func refused(line: String, part: String) throws {
        let session = Session(registry: Vocabulary.registry)
        let error = #expect(throws: Diagnostic.self) { try session.evaluate("import optax\n\(line)") }
        let message = error.map { "\($0.mistake.problem)" } ?? ""
        #expect(message.contains(part), "\(line): \(message)")
    }
}
