import Language

/// Losses of `optax.losses` beside the everyday ones: of angles, margins, distributions, pairs, places of a picture.
enum OptaxWrittenLosses {
    static let words: [Word] = regression + margins + distributions + groups

    private static let module = WrittenModule("optax.losses", OptaxLossesText.text)

    private typealias Setting = (name: String, value: Value?, meaning: String)

    /// - Parameters:
    ///   - isTop: whether `optax` itself has the name, too.
    ///   - keywords: how many of the settings, from the end, are given by name alone.
    private static func loss(
        _ name: String, isTop: Bool = true, _ summary: String, _ settings: [Setting], keywords: Int = 0, call: String
    ) -> Word {
        module.word(
            name, aliases: isTop ? ["optax.\(name)"] : [], family: "optax", summary,
            settings.enumerated().map { place, setting in
                Parameter(
                    setting.name, .any, setting.value.map { .value($0) } ?? .required, setting.meaning,
                    isKeywordOnly: place >= settings.count - keywords)
            }, returns: "array",
            examples: ["import jax.numpy as jnp, optax\noptax.losses.\(name)(\n    \(call))"],
            seeAlso: ["jax.value_and_grad", "optax.l2_loss"])
    }

    private static let axis: Setting = ("axis", .int(-1), "the axis of the classes")
    private static let counted: Setting = ("where", Value.none, "what counts; all where None")
    private static let temperature: Setting = ("temperature", .number(0.07), "what the similarities are divided by")
    private static let distance: [Setting] = [
        ("predictions", nil, "vectors"), ("targets", nil, "vectors"),
        ("epsilon", .number(0), "the least square of a length"), ("axis", .int(-1), "the axis of the vectors"), counted,
    ]
    private static let outputs: [Setting] = [
        ("predictor_outputs", nil, "what the model says"), ("targets", nil, "−1 or 1"),
    ]
    private static let scores: [Setting] = [("scores", nil, "[…, classes]"), ("labels", nil, "the numbers of classes")]
    private static let logits: [Setting] = [
        ("logits", nil, "y, before a sigmoid or softmax"), ("labels", nil, "t, probabilities"),
    ]
    private static let logs: Setting = ("log_predictions", nil, "ln p")

    private static let regression: [Word] = [
        loss(
            "log_cosh", "a loss: ln cosh(y − t)",
            [("predictions", nil, "y"), ("targets", Value.none, "t; 0 where None")],
            call: "jnp.array([1.0, 3.0]), jnp.array([1.0, 1.0])"),
        loss(
            "cosine_similarity", "the cosine of the angle between vectors: 1 for one direction", distance, keywords: 3,
            call: "jnp.array([[1.0, 2.0]]), jnp.array([[2.0, 1.0]])"),
        loss(
            "cosine_distance", "1 − the cosine of the angle between vectors", distance, keywords: 3,
            call: "jnp.array([[1.0, 2.0]]), jnp.array([[2.0, 1.0]])"),
    ]

    private static let margins: [Word] = [
        loss(
            "hinge_loss", "a loss: max(0, 1 − y·t), t of −1 and 1", outputs,
            call: "jnp.array([0.5, -1.0]), jnp.array([1.0, 1.0])"),
        loss(
            "perceptron_loss", isTop: false, "a loss: max(0, −y·t), t of −1 and 1", outputs,
            call: "jnp.array([0.5, -1.0]), jnp.array([1.0, 1.0])"),
        loss(
            "multiclass_hinge_loss", isTop: false, "a loss: max over classes of y + 1[not the label] − y at the label",
            scores, call: "jnp.array([[2.0, 0.0]]), jnp.array([1])"),
        loss(
            "multiclass_perceptron_loss", isTop: false, "a loss: the largest score − that of the label", scores,
            call: "jnp.array([[2.0, 0.0]]), jnp.array([1])"),
        loss(
            "sparsemax_loss", isTop: false, "a loss: 0 beyond a margin of 1, a parabola, then straight",
            [("logits", nil, "y"), ("labels", nil, "0 or 1")], call: "jnp.array([0.5, -1.0]), jnp.array([1, 0])"),
    ]

    private static let distributions: [Word] = [
        loss(
            "poly_loss_cross_entropy", isTop: false, "a loss: −Σ t·ln p + ε·Σ t·(1 − p), p the softmax",
            logits + [("epsilon", .number(2), "ε"), axis, counted], keywords: 3,
            call: "jnp.array([[2.0, 0.0]]), jnp.array([[1.0, 0.0]])"),
        loss(
            "safe_softmax_cross_entropy", "softmax_cross_entropy in which 0·ln 0 is 0", logits,
            call: "jnp.array([[2.0, -jnp.inf]]), jnp.array([[1.0, 0.0]])"),
        loss(
            "kl_divergence", "Σ t·(ln t − ln p)", [logs, ("targets", nil, "t, probabilities"), axis, counted],
            call: "jnp.log(jnp.array([0.5, 0.5])), jnp.array([0.9, 0.1])"),
        loss(
            "kl_divergence_with_log_targets", isTop: false, "Σ t·(ln t − ln p), given ln t",
            [logs, ("log_targets", nil, "ln t"), axis, counted],
            call: "jnp.log(jnp.array([0.5, 0.5])), jnp.log(jnp.array([0.9, 0.1]))"),
        loss(
            "generalized_kl_divergence", "Σ t·(ln t − ln p) + Σ(p − t), for sums that are not 1",
            [logs, ("targets", nil, "t, positive"), axis, counted],
            call: "jnp.log(jnp.array([0.5, 0.4])), jnp.array([0.9, 0.2])"),
        loss(
            "convex_kl_divergence", "generalized_kl_divergence under its older name",
            [logs, ("targets", nil, "t, positive"), axis, counted],
            call: "jnp.log(jnp.array([0.5, 0.4])), jnp.array([0.9, 0.2])"),
        loss(
            "sigmoid_focal_loss", "a loss: −(1 − p)ᵞ·ln p, p that of what is right",
            logits + [("alpha", Value.none, "the weight of 1; of 0 it is 1 − alpha"), ("gamma", .number(2), "γ")],
            keywords: 2, call: "jnp.array([0.5, -1.0]), jnp.array([1.0, 0.0])"),
        loss(
            "smooth_labels", "(1 − α)·t + α/classes",
            [("labels", nil, "one-hot"), ("alpha", nil, "α"), axis, counted], keywords: 2,
            call: "jnp.array([[1.0, 0.0]]), 0.1"),
        loss(
            "make_fenchel_young_loss", isTop: false, "a loss of a smooth maximum of each vector: max_fun(y) − Σ y·t",
            [("max_fun", nil, "the maximum: jax.nn.logsumexp")],
            call: "max_fun=lambda y: jnp.max(y))(jnp.array([2.0, 0.0]), jnp.array([0, 1])"),
    ]

    private static let groups: [Word] = [
        loss(
            "ntxent", "a loss of pairs: −ln of a pair's share among the similarities of all",
            [("embeddings", nil, "[rows, features]"), ("labels", nil, "alike for what belongs together"), temperature],
            call: "jnp.eye(4)[:, :2] + 0.1, jnp.array([0, 0, 1, 1])"),
        loss(
            "triplet_margin_loss", isTop: false, "a loss: max(|a − p| − |a − n| + margin, 0)",
            [
                ("anchors", nil, "a"), ("positives", nil, "p, to be near"), ("negatives", nil, "n, to be far"),
                ("axis", .int(-1), "the axis of the vectors"), ("norm_degree", .int(2), "of the distance"),
                ("margin", .number(1), "by how much n is to be farther"), ("eps", .number(1e-6), "inside of the root"),
            ], call: "jnp.zeros((1, 2)), jnp.ones((1, 2)), 2 * jnp.ones((1, 2))"),
        loss(
            "ranking_softmax_loss", isTop: false, "a loss of lists: −Σ t·ln softmax(y)",
            [
                ("logits", nil, "[…, items]"), ("labels", nil, "how much each item matters"), counted,
                ("weights", Value.none, "of the items"), ("reduce_fn", Value.none, "jnp.mean unless it is given"),
            ], keywords: 3, call: "jnp.array([2.0, 0.0]), jnp.array([1.0, 0.0])"),
        loss(
            "dice_loss", isTop: false, "a loss of places: 1 − (both + s)/(both + α·false positives + β·missed + s)",
            [
                ("predictions", nil, "[rows, …, classes], before a softmax"), ("targets", nil, "one-hot, as long"),
                ("class_weights", Value.none, "one for each class"), ("smooth", .number(1), "s"),
                ("alpha", .number(0.5), "α"), ("beta", .number(0.5), "β"),
                ("apply_softmax", .bool(true), "False where they are probabilities"),
                ("reduction", .text("mean"), "of the classes: mean, sum, none"),
                ("ignore_background", .bool(false), "whether class 0 is left out"),
                ("axis", Value.none, "the axes of the places"),
            ], keywords: 8, call: "jnp.zeros((1, 2, 2)), jnp.eye(2)[None]"),
    ]
}
