import Language
import Networks
import Answers
import TensorVocabulary

/// How weights are filled before training, under Keras's names, and PyTorch's where its definition differs.
enum InitialiserWords {
    static let words: [Word] = plain + scaled + torch

    private static let mean = Parameter("mean", .number(), 0.0, "mean")
    private static let deviation = Parameter("stddev", .number(.nonNegative), 0.05, "standard deviation")
    private static let gain = Parameter("gain", .number(.positive), 1.0, "factor")

    private static let plain: [Word] = [
        word("Zeros", "All 0", []) { _ in (.zeros, "") },
        word("Ones", "All 1", []) { _ in (.ones, "") },
        word("Constant", "Every number the same", [Parameter("value", .number(), 0.0, "the number")]) {
            let value = try $0.number("value")
            return (.constant(value), "\(value.short())")
        },
        normal("RandomNormal", "N(mean, stddev²)") { .normal(mean: $0, deviation: $1) },
        normal("TruncatedNormal", "N(mean, stddev²), drawn again beyond two deviations") {
            .truncatedNormal(mean: $0, deviation: $1)
        },
        word(
            "RandomUniform", "U(minval, maxval)",
            [
                Parameter("minval", .number(), -0.05, "lower end"),
                Parameter("maxval", .number(), 0.05, "upper end"),
            ]
        ) { arguments in
            let (low, high) = (try arguments.number("minval"), try arguments.number("maxval"))
            guard low <= high else {
                throw arguments.mistake(
                    "minval", "minval = \(low.short()) is above maxval = \(high.short())", expected: "minval ≤ maxval")
            }
            return (.uniform(low: low, high: high), "minval=\(low.short()), maxval=\(high.short())")
        },
        word("Orthogonal", "Orthonormal rows or columns times gain (Saxe et al. 2013)", by: gain) {
            .orthogonal(gain: $0)
        },
        word("Identity", "Ones on the diagonal times gain", by: gain) { .identity(gain: $0) },
    ]

    private static let scaled: [Word] =
        [
            word(
                "VarianceScaling", "Draws of variance scale/n, where n is fan_in, fan_out or their mean",
                [
                    Parameter("scale", .number(.positive), 1.0, "variance times n"),
                    Parameter("mode", .choice(["fan_in", "fan_out", "fan_avg"]), "fan_in", "what n counts"),
                    Parameter(
                        "distribution", .choice(["truncated_normal", "untruncated_normal", "uniform"]),
                        "truncated_normal", "what is drawn from"),
                ]
            ) { arguments in
                let (mode, distribution) = (try arguments.text("mode"), try arguments.text("distribution"))
                let scale = try arguments.number("scale")
                return (
                    .varianceScaling(
                        scale: scale, fan: Initialiser.Fan(rawValue: mode) ?? .fanIn,
                        distribution: Initialiser.Distribution(rawValue: distribution) ?? .truncatedNormal),
                    "scale=\(scale.short()), mode='\(mode)', distribution='\(distribution)'"
                )
            }
        ]
        + [
            ("GlorotUniform", "U(±√(6/(in + out))) (Glorot & Bengio 2010)", Initialiser.glorotUniform),
            ("GlorotNormal", "Truncated normal of variance 2/(in + out)", .glorotNormal),
            ("HeUniform", "U(±√(6/in)) (He et al. 2015)", .heUniform),
            ("HeNormal", "Truncated normal of variance 2/in", .heNormal),
            ("LecunUniform", "U(±√(3/in)) (LeCun et al. 1998)", .lecunUniform),
            ("LecunNormal", "Truncated normal of variance 1/in", .lecunNormal),
        ].map { name, summary, made in word(name, summary, []) { _ in (made, "") } }

    /// PyTorch's `torch.nn.init`: its normals are not truncated.
    private static let torch: [Word] = [
        word("xavier_uniform_", "PyTorch: U(±gain·√(6/(in + out)))", by: gain) { .xavierUniform(gain: $0) },
        word("xavier_normal_", "PyTorch: N(0, gain²·2/(in + out)), not truncated", by: gain) {
            .xavierNormal(gain: $0)
        },
        word("kaiming_uniform_", "PyTorch: U(±√(6/((1 + a²)·in)))", by: slope) {
            .kaimingUniform(gain: (2 / (1 + $0 * $0)).squareRoot())
        },
        word("kaiming_normal_", "PyTorch: N(0, 2/((1 + a²)·in)), not truncated", by: slope) {
            .kaimingNormal(gain: (2 / (1 + $0 * $0)).squareRoot())
        },
    ]

    private static let slope = Parameter(
        "a", .number(.nonNegative), 0.0, "slope of the leaky relu that follows; 0 for relu")

    private static func normal(
        _ name: String, _ summary: String, _ make: @escaping @Sendable (Double, Double) -> Initialiser
    ) -> Word {
        word(name, summary, [mean, deviation]) {
            let (mean, deviation) = (try $0.number("mean"), try $0.number("stddev"))
            return (make(mean, deviation), "mean=\(mean.short()), stddev=\(deviation.short())")
        }
    }

    /// One that a single number changes, which is not shown where it changes nothing.
    private static func word(
        _ name: String, _ summary: String, by parameter: Parameter,
        _ make: @escaping @Sendable (Double) -> Initialiser
    ) -> Word {
        word(name, summary, [parameter]) {
            let number = try $0.number(parameter.name)
            return (make(number), number == parameter.standard.number ? "" : "\(parameter.name)=\(number.short())")
        }
    }

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter],
        _ make: @escaping @Sendable (Arguments) throws -> (Initialiser, String)
    ) -> Word {
        let seed = Parameter(
            "seed", .any, .value(.none), "has no effect: weights are drawn by the model's seed", isKeywordOnly: true)
        return IngredientWords.ingredient(
            name, summary, parameters + [seed], returns: "initializer",
            example: "Dense(8, kernel_initializer=\(name)())"
        ) { arguments in
            let (initialiser, settings) = try make(arguments)
            return InitialiserValue(initialiser: initialiser, summary: "\(name)(\(settings))")
        }
    }
}
