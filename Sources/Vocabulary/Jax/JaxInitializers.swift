import Language

/// `jax.nn.initializers`: what begins weights, as functions of a key and a shape.
enum JaxInitializers {
    static let words: [Word] = fixed + plain + scaled

    private static let module = WrittenModule("jax.nn.initializers", JaxInitializersText.text)

    private typealias Setting = (name: String, value: Value?, meaning: String)

    private static func word(
        _ name: String, aliases: [String] = [], _ summary: String, _ settings: [Setting], call: String
    ) -> Word {
        module.word(
            name, aliases: aliases.map { "jax.nn.initializers.\($0)" }, family: "jax", summary,
            settings.map { name, value, meaning in
                Parameter(name, .any, value.map { .value($0) } ?? .required, meaning)
            }, returns: "function",
            examples: ["import jax\ninit = jax.nn.initializers.\(name)\(call)\ninit(jax.random.key(0), (2, 3))"],
            seeAlso: ["jax.random.normal", "jax.nn.initializers.glorot_uniform"])
    }

    private static let dtype: Setting = ("dtype", Value.none, "jnp.float32 unless it is said")
    private static let drawn: [Setting] = [
        ("key", nil, "a key"), ("shape", nil, "the length of every axis"), dtype,
    ]

    private static let fixed: [Word] = [
        word("zeros", "0 everywhere", drawn, call: ""),
        word("ones", "1 everywhere", drawn, call: ""),
        word("constant", "one number everywhere", [("value", nil, "the number"), dtype], call: "(0.1)"),
    ]

    private static let plain: [Word] = [
        word(
            "uniform", "even draws from 0 to a number", [("scale", .number(0.01), "the number"), dtype],
            call: "(0.1)"),
        word(
            "normal", "normal draws", [("stddev", .number(0.01), "their standard deviation"), dtype], call: "(0.1)"),
        word(
            "truncated_normal", "normal draws between two bounds",
            [
                ("stddev", .number(0.01), "a factor"), dtype,
                ("lower", .number(-2), "the lower bound, before the factor"), ("upper", .number(2), "the upper"),
            ], call: "(0.1)"),
        word(
            "orthogonal", "columns at right angles, of length scale, from the Q of a normal matrix",
            [("scale", .number(1), "the length"), ("column_axis", .int(-1), "the axis of the columns"), dtype],
            call: "()"),
    ]

    private static let axes: [Setting] = [
        ("in_axis", .int(-2), "the axis of the inputs"), ("out_axis", .int(-1), "the axis of the outputs"),
        ("batch_axis", .tuple([]), "axes that count for neither"), dtype,
    ]

    private static let scaled: [Word] =
        [
            word(
                "variance_scaling", "draws of variance scale/n, n the inputs, the outputs, or their mean",
                [
                    ("scale", nil, "the factor"), ("mode", nil, "fan_in, fan_out or fan_avg"),
                    ("distribution", nil, "normal, truncated_normal or uniform"),
                ] + axes, call: "(2.0, \"fan_in\", \"normal\")")
        ]
        + [
            ("glorot_uniform", ["xavier_uniform"], "even draws of variance 2/(inputs + outputs)"),
            ("glorot_normal", ["xavier_normal"], "normal draws of variance 2/(inputs + outputs), cut off at 2σ"),
            ("lecun_uniform", [], "even draws of variance 1/inputs"),
            ("lecun_normal", [], "normal draws of variance 1/inputs, cut off at 2σ"),
            ("he_uniform", ["kaiming_uniform"], "even draws of variance 2/inputs"),
            ("he_normal", ["kaiming_normal"], "normal draws of variance 2/inputs, cut off at 2σ"),
        ].map { name, aliases, summary in word(name, aliases: aliases, summary, axes, call: "()") }
}
