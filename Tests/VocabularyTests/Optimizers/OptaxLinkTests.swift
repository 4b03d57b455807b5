import Answers
import Language
import Testing

@testable import Vocabulary

/// optax's transformations in loops with init and update. Numbers are optax 0.2.8's on JAX 0.10.2 in double precision.
@Suite("optax's links and what is made of them")
struct OptaxLinkTests {
    private static func value(_ text: String) throws -> Value {
        let session = Session(registry: Vocabulary.registry)
        session.isPython = true
        return try session.evaluate(
            "import jax, jax.numpy as jnp, optax\njax.config.update(\"jax_enable_x64\", True)\n" + text
        ).value
    }

    private static let loop = """
        def run(tx):
            w = {"a": jnp.array([1.0, -2.0]), "b": jnp.array(0.5)}
            state = tx.init(w)
            for i in range(4):
                g = jax.tree.map(lambda w: w ** 3 + 0.3 * i, w)
                u, state = tx.update(g, state, w)
                w = optax.apply_updates(w, u)
            return [float(w["a"][0]), float(w["a"][1]), float(w["b"])]

        """

    private static let runs: [(link: String, end: [Double])] = [
        ("optax.scale(-0.1)", [0.564107649999313, -0.9893275366074172, 0.28168742160572185]),
        (
            "optax.chain(optax.scale_by_adam(), optax.scale(-0.1))",
            [0.5990602803495312, -1.6095669459688953, 0.12380149273853651]
        ),
        (
            "optax.chain(optax.scale_by_adam(nesterov=True), optax.scale(-0.1))",
            [0.5218619920816485, -1.56233048583534, -0.010945279120983267]
        ),
        (
            "optax.chain(optax.scale_by_adam(0.8, 0.9, 1e-3, 1e-4), optax.scale(-0.1))",
            [0.5992907687877769, -1.6103821037466302, 0.12206199747657058]
        ),
        (
            "optax.chain(optax.scale_by_amsgrad(), optax.scale(-0.1))",
            [0.5990602803495312, -1.6543982895948588, 0.12380149273853651]
        ),
        (
            "optax.chain(optax.scale_by_adamax(), optax.scale(-0.1))",
            [0.6183547486027368, -1.6539386227198039, 0.20993868732322518]
        ),
        (
            "optax.chain(optax.scale_by_belief(), optax.scale(-0.1))",
            [0.5202367152142335, -1.5393434346760764, 0.06089771554702639]
        ),
        (
            "optax.chain(optax.scale_by_lion(), optax.scale(-0.1))",
            [0.6000000000000001, -1.5999999999999996, 0.10000000000000003]
        ),
        (
            "optax.chain(optax.scale_by_rms(), optax.scale(-0.1))",
            [0.1414731844466044, -1.3468289622118808, -0.643132695144383]
        ),
        (
            "optax.chain(optax.scale_by_rms(0.8, 1e-3, 0.5, False, True), optax.scale(-0.1))",
            [0.6715247299882287, -1.6576502357751048, 0.2665037325977636]
        ),
        (
            "optax.chain(optax.scale_by_stddev(), optax.scale(-0.1))",
            [0.042893257413210595, -1.3063243431905516, -0.7593375973866516]
        ),
        (
            "optax.chain(optax.scale_by_rss(), optax.scale(-0.1))",
            [0.713421344663725, -1.751186160661566, 0.2347700306197128]
        ),
        (
            "optax.chain(optax.scale_by_sign(), optax.scale(-0.1))",
            [0.6000000000000001, -1.5999999999999996, 0.10000000000000003]
        ),
        (
            "optax.chain(optax.scale_by_trust_ratio(), optax.scale(-0.1))",
            [0.7533957614201343, -1.2824982803781915, 0.32805000000000006]
        ),
        (
            "optax.chain(optax.trace(0.9), optax.scale(-0.1))",
            [0.09765721007843958, 0.9358478050467189, 0.12146875768884305]
        ),
        (
            "optax.chain(optax.trace(0.9, nesterov=True), optax.scale(-0.1))",
            [-0.08373528432621663, 0.8385962234655262, -0.04306888492705352]
        ),
        (
            "optax.chain(optax.ema(0.9), optax.scale(-0.1))",
            [0.5831579532314337, -0.2910310049146936, 0.35746089058169594]
        ),
        (
            "optax.chain(optax.ema(0.9, debias=False), optax.scale(-0.1))",
            [0.8853957043182098, -1.4131359170625817, 0.4604118170411507]
        ),
        (
            "optax.chain(optax.normalize_by_update_norm(), optax.scale(-0.1))",
            [0.9032430954065758, -1.617756361800198, 0.4568720627207486]
        ),
        (
            "optax.chain(optax.apply_every(2), optax.scale(-0.1))",
            [0.5286934000000001, -0.5640985999999999, 0.277375775]
        ),
        (
            "optax.scale_by_schedule(lambda t: -0.1/(1+t))",
            [0.7724868984003038, -1.0898450500681316, 0.41864044301129394]
        ),
        ("optax.scale_by_learning_rate(0.1)", [0.564107649999313, -0.9893275366074172, 0.28168742160572185]),
        (
            "optax.scale_by_learning_rate(lambda t: 0.1/(1+t))",
            [0.7724868984003038, -1.0898450500681316, 0.41864044301129394]
        ),
        (
            "optax.chain(optax.chain(optax.scale_by_adam(), optax.add_decayed_weights(0.1)), optax.scale(-0.1))",
            [0.5657916908260919, -1.5391022925226765, 0.10975832313824561]
        ),
        (
            "optax.chain(optax.clip(0.5), optax.scale_by_adam(), optax.clip_by_global_norm(0.7), optax.scale(-0.1))",
            [0.8358925351073355, -1.8358925351073354, 0.34341838754294496]
        ),
        ("optax.chain(optax.scale(-0.9), optax.keep_params_nonnegative())", [0.0, 0.0, 0.0]),
        (
            "optax.chain(optax.masked(optax.scale_by_adam(), {\"a\": True, \"b\": False}), optax.scale(-0.1))",
            [0.5990602803495312, -1.6095669459688953, 0.28168742160572185]
        ),
        (
            "optax.multi_transform({\"x\": optax.adam(0.1), \"y\": optax.sgd(0.01)}, {\"a\": \"x\", \"b\": \"y\"})",
            [0.5990602803495312, -1.6095669459688953, 0.4771429314497105]
        ),
        (
            "optax.inject_hyperparams(optax.adam)(learning_rate=0.1)",
            [0.5990602803495312, -1.6095669459688953, 0.12380149273853651]
        ),
        (
            "optax.inject_hyperparams(optax.adamw)(lambda t: 0.1/(1+t), weight_decay=0.01)",
            [0.7894573859741807, -1.7897208822865232, 0.2995346995265989]
        ),
        ("optax.MultiSteps(optax.adam(0.1), 2)", [0.8001265647999617, -1.8014141559772365, 0.3080605673063821]),
        (
            "optax.MultiSteps(optax.sgd(optax.linear_schedule(0.1, 0.0, 4)), 2)",
            [0.7767634349322281, -1.1367289871680268, 0.40833835427437104]
        ),
        ("optax.apply_if_finite(optax.adam(0.1), 2)", [0.5990602803495312, -1.6095669459688953, 0.12380149273853652]),
        (
            "optax.chain(optax.adam(0.1), optax.scale(0.5))",
            [0.7994801709347793, -1.8022226849818406, 0.3124203364578053]
        ),
        (
            "optax.named_chain((\"c\", optax.clip(0.5)), (\"s\", optax.sgd(0.1)))",
            [0.7999999999999998, -1.7999999999999998, 0.3459142578125]
        ),
        (
            "optax.chain(optax.adaptive_grad_clip(0.01), optax.scale(-0.1))",
            [0.9982939118394082, -1.9912452484920813, 0.4980029980005]
        ),
        (
            "optax.chain(optax.clip_by_block_rms(0.5), optax.scale(-0.1))",
            [0.9359559241336751, -1.7255602184023948, 0.3459142578125]
        ),
        (
            "optax.chain(optax.centralize(), optax.scale(-0.1))",
            [0.564107649999313, -0.9893275366074172, 0.28168742160572185]
        ),
    ]

    @Test("Four steps of every link and combination go where optax goes", arguments: runs)
    func run(link: String, end: [Double]) throws {
        let found = try #require(try Self.value(Self.loop + "run(\(link))").doubles)
        // optax takes the mean of several gradients, and linear schedules, in single precision.
        let tolerance = link.contains("MultiSteps") ? 2e-8 : 1e-10
        #expect(
            found.count == 3 && zip(found, end).allSatisfy { abs($0 - $1) < tolerance },
            "\(link) arrives at \(found), optax at \(end)")
    }

    @Test("Schedules by optax's names give its rates")
    func schedules() throws {
        let known: [(String, [Double])] = [
            ("optax.piecewise_constant_schedule(0.1, {2: 0.5, 4: 0.1})", [0.1, 0.1, 0.05, 0.05, 0.005, 0.005]),
            (
                "optax.piecewise_constant_schedule(0.1, boundaries_and_scales={4: 0.1, 2: 0.5})",
                [0.1, 0.1, 0.05, 0.05, 0.005, 0.005]
            ),
            ("optax.piecewise_constant_schedule(0.1)", [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]),
            (
                "optax.piecewise_interpolate_schedule(\"linear\", 0.1, {2: 0.5, 4: 0.1})",
                [0.1, 0.075, 0.05, 0.0275, 0.005, 0.005]
            ),
            (
                "optax.piecewise_interpolate_schedule(\"cosine\", 0.1, {2: 0.5, 4: 0.1})",
                [0.1, 0.075, 0.05, 0.0275, 0.005, 0.005]
            ),
            ("optax.warmup_constant_schedule(0.0, 0.1, 4)", [0, 0.025, 0.05, 0.075, 0.1, 0.1]),
            (
                "optax.join_schedules([optax.constant_schedule(0.1), lambda t: 0.2 / (3 + t)], [2])",
                [0.1, 0.1, 0.2 / 3, 0.05, 0.04, 0.2 / 6]
            ),
            (
                "optax.sgdr_schedule([dict(init_value=0.0, peak_value=0.1, warmup_steps=2, decay_steps=4), "
                    + "dict(init_value=0.0, peak_value=0.05, warmup_steps=1, decay_steps=4)])",
                [0, 0.05, 0.1, 0.05, 0, 0.05]
            ),
        ]
        for (schedule, rates) in known {
            let found = try #require(
                try Self.value("[float((\(schedule))(i)) for i in range(6)]").doubles, "\(schedule)")
            #expect(zip(found, rates).allSatisfy { abs($0 - $1) < 1e-12 }, "\(schedule): \(found)")
        }
    }

    @Test("A rate in the state is changed there; gradients that are not finite are left out until there are too many")
    func states() throws {
        let text = try Self.value(
            """
            tx = optax.inject_hyperparams(optax.adam)(learning_rate=0.1)
            state = tx.init(jnp.ones(2))
            before = float(state.hyperparams["learning_rate"])
            state.hyperparams["learning_rate"] = 0.5
            updates, state = tx.update(jnp.ones(2), state)
            out = [before, [round(float(u), 6) for u in updates]]
            tx = optax.apply_if_finite(optax.sgd(0.1), 1)
            state = tx.init(jnp.ones(2))
            for g in [[jnp.nan, 1.0], [1.0, 1.0], [jnp.inf, 1.0], [jnp.inf, 1.0]]:
                updates, state = tx.update(jnp.array(g), state)
                out.append(([float(u) for u in updates], int(state.notfinite_count), bool(state.last_finite),
                            int(state.total_notfinite)))
            out
            """
        ).repr
        #expect(
            text == "[0.1, [-0.5, -0.5], ([0.0, 0.0], 1, False, 1), ([-0.1, -0.1], 0, True, 1), "
                + "([0.0, 0.0], 1, False, 2), ([-inf, -0.1], 2, False, 3)]", "\(text)")
    }

    @Test("One's own transformations stand in chains; links know whether the last of several gradients has come")
    func own() throws {
        let text = try Self.value(
            """
            def update(updates, state, params=None):
                return jax.tree.map(lambda g: g * (state + 1), updates), state + 1
            tx = optax.chain(optax.GradientTransformation(lambda params: 0, update), optax.scale(-1.0))
            state = tx.init(jnp.ones(2))
            out = []
            for _ in range(2):
                updates, state = tx.update(jnp.ones(2), state)
                out.append(updates.tolist())
            init, step = optax.scale(2.0)
            out.append(step(jnp.ones(1), init(None))[0].tolist())
            for tx in [optax.MultiSteps(optax.sgd(0.1), 2), optax.MultiSteps(optax.scale(-0.1), 2)]:
                state, seen = tx.init(jnp.ones(1)), []
                for _ in range(4):
                    updates, state = tx.update(jnp.ones(1), state)
                    seen.append((updates.tolist(), bool(tx.has_updated(state))))
                out.append(seen)
            out
            """
        ).repr
        let steps = "[([0.0], False), ([-0.1], True), ([0.0], False), ([-0.1], True)]"
        #expect(
            text.replacing("-0.0]", with: "0.0]") == "[[-1.0, -1.0], [-2.0, -2.0], [2.0], \(steps), \(steps)]",
            "\(text)")
    }

    @Test(
        "What optax refuses is refused, with what was found",
        arguments: [
            ("optax.adam()", "TypeError", "learning_rate"),
            ("optax.adamw(weight_decay=0.1)", "TypeError", "learning_rate"),
            (
                "optax.multi_transform({\"x\": optax.adam(0.1)}, {\"a\": \"x\", \"b\": \"z\"}).init({\"a\": jnp.ones(1), \"b\": jnp.ones(1)})",
                "ValueError", "z"
            ),
            (
                "optax.adam(0.1).update({\"a\": jnp.ones(3)}, optax.adam(0.1).init({\"a\": jnp.ones(2)}))",
                "ValueError",
                "a of shape (3,)"
            ),
            (
                "optax.adam(0.1).update({\"c\": jnp.ones(2)}, optax.adam(0.1).init({\"a\": jnp.ones(2)}))",
                "ValueError",
                "the gradients have c of shape (2,)"
            ),
            (
                "optax.adam(0.1).update({}, optax.adam(0.1).init({\"a\": jnp.ones(2)}))", "ValueError",
                "the gradients have no a"
            ),
            ("optax.piecewise_constant_schedule(0.1, {5: -1.0})", "ValueError", "-1.0"),
            ("optax.keep_params_nonnegative().update(jnp.ones(1), None)", "ValueError", "params"),
        ])
    func refused(line: String, type: String, part: String) throws {
        let text =
            try Self.value(
                "try:\n    \(line)\n    out = \"ran\"\nexcept Exception as e:\n    out = type(e).__name__ + \": \" + str(e)\nout"
            ).asText ?? ""
        #expect(text.hasPrefix(type), "\(line): \(text)")
        let session = Session(registry: Vocabulary.registry)
        let error = #expect(throws: Diagnostic.self) {
            try session.evaluate("import jax.numpy as jnp\nimport optax\n\(line)")
        }
        let said = "\(text) \(error?.mistake.problem ?? "")"
        #expect(said.contains(part), "\(line): \(said)")
    }
}
