import Language
import Networks
import Numbers

/// What layers and models are given: penalties, constraints, initializers, losses.
enum IngredientWords {
    static let words: [Word] = penalties + constraints + initialisers + losses

    private static func factor(_ name: String, _ standard: Double) -> Parameter {
        Parameter(name, .number(.nonNegative), .value(.number(standard)), "factor of the penalty")
    }

    private static func ingredient(
        _ name: String, aliases: [String] = [], _ summary: String, _ parameters: [Parameter], returns: String,
        example: String, _ make: @escaping @Sendable (Arguments) throws -> any Presentable
    ) -> Word {
        Word(
            name, aliases: aliases, family: "layers", summary: summary, parameters: parameters, returns: returns,
            examples: [example], seeAlso: ["Dense"], meaning: .call { arguments, _ in .thing(try make(arguments)) })
    }

    private static let penalties: [Word] = [
        ingredient(
            "l1", aliases: ["L1"], "Penalty λ·Σ|w|: pushes weights to exactly 0", [factor("l1", 0.01)],
            returns: "regularizer", example: "Dense(8, kernel_regularizer=l1(0.001))"
        ) { RegulariserValue(regulariser: try Regulariser(l1: $0.number("l1"))) },
        ingredient(
            "l2", aliases: ["L2"], "Penalty λ·Σw²: pulls weights toward 0", [factor("l2", 0.01)],
            returns: "regularizer", example: "Dense(8, kernel_regularizer=l2(0.01))"
        ) { RegulariserValue(regulariser: try Regulariser(l2: $0.number("l2"))) },
        ingredient(
            "l1_l2", aliases: ["L1L2"], "Both penalties", [factor("l1", 0.01), factor("l2", 0.01)],
            returns: "regularizer", example: "Dense(8, kernel_regularizer=l1_l2(0.001, 0.01))"
        ) { RegulariserValue(regulariser: try Regulariser(l1: $0.number("l1"), l2: $0.number("l2"))) },
    ]

    private static let constraints: [Word] = [
        ingredient(
            "max_norm", aliases: ["MaxNorm"], "The weights into one unit are scaled back to at most this norm",
            [Parameter("max_value", .number(.positive), .value(.number(2)), "the largest norm")], returns: "constraint",
            example: "Dense(8, kernel_constraint=max_norm(2))"
        ) { arguments in
            let limit = try arguments.number("max_value")
            return ConstraintValue(constraint: .maxNorm(limit), summary: "max_norm(\(limit.short()))")
        },
        ingredient(
            "non_neg", aliases: ["NonNeg"], "Negative weights become 0", [], returns: "constraint",
            example: "Dense(8, kernel_constraint=non_neg())"
        ) { _ in ConstraintValue(constraint: .nonNegative, summary: "non_neg()") },
        ingredient(
            "unit_norm", aliases: ["UnitNorm"], "The weights into one unit are scaled to norm 1", [],
            returns: "constraint",
            example: "Dense(8, kernel_constraint=unit_norm())"
        ) { _ in ConstraintValue(constraint: .unitNorm, summary: "unit_norm()") },
    ]

    private static func deviation(_ standard: Double) -> Parameter {
        Parameter("stddev", .number(.nonNegative), .value(.number(standard)), "standard deviation")
    }

    private static let mean = Parameter("mean", .number(), .value(.number(0)), "mean")

    private static let initialisers: [Word] =
        [
            initialiser("RandomNormal", "N(mean, stddev²)", [mean, deviation(0.05)]) {
                .normal(mean: try $0.number("mean"), deviation: try $0.number("stddev"))
            },
            initialiser(
                "TruncatedNormal", "N(mean, stddev²), drawn again beyond two deviations", [mean, deviation(0.05)]
            ) {
                .truncatedNormal(mean: try $0.number("mean"), deviation: try $0.number("stddev"))
            },
            initialiser(
                "RandomUniform", "U(minval, maxval)",
                [
                    Parameter("minval", .number(), .value(.number(-0.05)), "lower end"),
                    Parameter("maxval", .number(), .value(.number(0.05)), "upper end"),
                ]
            ) { .uniform(low: try $0.number("minval"), high: try $0.number("maxval")) },
            initialiser(
                "Constant", "Every number the same", [Parameter("value", .number(), .value(.number(0)), "the number")]
            ) {
                .constant(try $0.number("value"))
            },
            initialiser(
                "Orthogonal", "Orthonormal rows or columns times gain (Saxe et al. 2013)",
                [Parameter("gain", .number(.positive), .value(.number(1)), "factor")]
            ) { .orthogonal(gain: try $0.number("gain")) },
        ]
        + [
            ("Zeros", "All 0", Initialiser.zeros), ("Ones", "All 1", .ones),
            ("GlorotUniform", "U(±√(6/(in + out))) (Glorot & Bengio 2010)", .glorotUniform),
            ("GlorotNormal", "Truncated normal of variance 2/(in + out)", .glorotNormal),
            ("HeUniform", "U(±√(6/in)) (He et al. 2015)", .heUniform),
            ("HeNormal", "Truncated normal of variance 2/in", .heNormal),
            ("LecunUniform", "U(±√(3/in)) (LeCun et al. 1998)", .lecunUniform),
            ("LecunNormal", "Truncated normal of variance 1/in", .lecunNormal),
        ].map { name, summary, made in initialiser(name, summary, []) { _ in made } }

    private static func initialiser(
        _ name: String, _ summary: String, _ parameters: [Parameter],
        _ make: @escaping @Sendable (Arguments) throws -> Initialiser
    ) -> Word {
        ingredient(
            name, summary, parameters, returns: "initializer", example: "Dense(8, kernel_initializer=\(name)())"
        ) { InitialiserValue(initialiser: try make($0), summary: "\(name)()") }
    }

    private static let fromLogits = Parameter(
        "from_logits", .bool, .value(.bool(false)), "whether the model gives logits instead of probabilities")

    private static let smoothing = Parameter(
        "label_smoothing", .number(.share), .value(.number(0)), "share of the uniform distribution in the targets")

    private static let losses: [Word] = [
        loss("MeanSquaredError", "Mean of (y − t)²", []) { _ in .mse },
        loss("MeanAbsoluteError", "Mean of |y − t|", []) { _ in Loss(.meanAbsoluteError) },
        loss(
            "Huber", "Squared near 0, absolute beyond δ (Huber 1964)",
            [Parameter("delta", .number(.positive), .value(.number(1)), "where it turns straight")]
        ) { Loss(.huber(delta: try $0.number("delta"))) },
        loss("LogCosh", "Mean of log cosh(y − t)", []) { _ in Loss(.logCosh) },
        loss("BinaryCrossentropy", "−t ln p − (1−t) ln(1−p)", [fromLogits, smoothing]) {
            Loss(
                .binaryCrossEntropy(fromLogits: try $0.bool("from_logits"), positiveWeight: 1),
                labelSmoothing: try $0.number("label_smoothing"))
        },
        loss("CategoricalCrossentropy", "−Σ t ln p, targets one-hot", [fromLogits, smoothing]) {
            Loss(
                .categoricalCrossEntropy(fromLogits: try $0.bool("from_logits")),
                labelSmoothing: try $0.number("label_smoothing"))
        },
        loss("SparseCategoricalCrossentropy", "−ln p of the target class, targets class numbers", [fromLogits]) {
            Loss(.sparseCategoricalCrossEntropy(fromLogits: try $0.bool("from_logits")))
        },
        loss("KLDivergence", "Σ t ln(t/p)", []) { _ in Loss(.klDivergence) },
        loss("Hinge", "max(0, 1 − t·y), targets −1 or 1", []) { _ in Loss(.hinge) },
        loss("CosineSimilarity", "−cos of the angle between y and t", []) { _ in Loss(.cosineSimilarity) },
    ]

    private static func loss(
        _ name: String, _ summary: String, _ parameters: [Parameter],
        _ make: @escaping @Sendable (Arguments) throws -> Loss
    ) -> Word {
        ingredient(name, summary, parameters, returns: "loss", example: "\(name)()") { LossValue(loss: try make($0)) }
    }
}
