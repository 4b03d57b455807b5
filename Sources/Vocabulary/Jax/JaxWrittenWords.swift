import Answers
import Language

/// Words of JAX's that are made of its others: draws, activations, loops, products with derivatives.
enum JaxWrittenWords {
    static let words: [Word] = draws + activations + loops + products

    private static let random = WrittenModule("jax.random", JaxRandomText.text)
    private static let nn = WrittenModule("jax.nn", JaxFunctionsText.activations)
    private static let lax = WrittenModule("jax.lax", JaxFunctionsText.loops)
    private static let whole = WrittenModule("jax", JaxFunctionsText.products)

    /// Draws with a probability for each element.
    static let bernoulli = random.word("_bernoulli", "True with probabilities", returns: "array", examples: [])
    /// Elements with a probability for each.
    static let chosen = random.word("_chosen", "elements with probabilities", returns: "array", examples: [])

    private static let key = Parameter("key", .any, .required, "a key")
    private static let shape = Parameter("shape", .any, .value(.tuple([])), "the length of every axis")
    private static let dtype = Parameter("dtype", .any, .value(.none), "has no effect: float32")

    // MARK: Draws

    private static func draw(_ name: String, _ summary: String, _ parameters: [Parameter], _ call: String) -> Word {
        random.word(
            name, family: "jax", summary, parameters, returns: "array",
            examples: ["import jax, jax.numpy as jnp\njax.random.\(name)(jax.random.key(0), \(call))"],
            seeAlso: ["jax.random.PRNGKey", "jax.random.normal"])
    }

    private static let draws: [Word] = [
        draw("gumbel", "draws from the Gumbel distribution: −ln(−ln u)", [key, shape, dtype], "(3,)"),
        draw(
            "categorical", "the number of a class, drawn by logarithms of probabilities",
            [
                key, Parameter("logits", .any, .required, "ln p of each class, but for a constant"),
                Parameter("axis", .int(), .value(.int(-1)), "the axis of the classes"),
                Parameter("shape", .any, .value(.none), "of the draws; that of the other axes where None"),
                Parameter("replace", .bool, true, "whether a class may come twice"),
            ], "jnp.zeros(3), shape=(4,)"),
        draw("laplace", "draws from the Laplace distribution", [key, shape, dtype], "(3,)"),
        draw("logistic", "draws from the logistic distribution", [key, shape, dtype], "(3,)"),
        draw("cauchy", "draws from the Cauchy distribution", [key, shape, dtype], "(3,)"),
        draw("rademacher", "−1 and 1, equally likely", [key, shape, dtype], "(3,)"),
        draw(
            "multivariate_normal", "draws from a normal distribution of several numbers that hang together",
            [
                key, Parameter("mean", .any, .required, "n numbers"),
                Parameter("cov", .any, .required, "n × n covariances"),
                Parameter("shape", .any, .value(.none), "of the draws; one where None"), dtype,
                Parameter("method", .text, .value(.text("cholesky")), "how the root of cov is taken"),
            ], "jnp.zeros(2), jnp.eye(2)"),
    ]

    // MARK: Activations

    private static func activation(_ name: String, _ summary: String, _ more: [Parameter] = []) -> Word {
        nn.word(
            name, family: "jax", summary, [Parameter("x", .any, .required, "numbers")] + more, returns: "array",
            examples: ["import jax, jax.numpy as jnp\njax.nn.\(name)(jnp.array([-1.0, 0.5]))"],
            seeAlso: ["jax.nn.relu", "jax.grad"])
    }

    private static let axis = Parameter("axis", .int(), .value(.int(-1)), "along which axis")

    private static let activations: [Word] = [
        activation("selu", "1.0507·x above 0, 1.0507·1.6733·(eˣ − 1) below"),
        activation(
            "celu", "x above 0, α·(e^(x/α) − 1) below", [Parameter("alpha", .number(.positive), 1, "α")]),
        activation("glu", "the first half times σ of the second", [axis]),
        activation("hard_tanh", "x between −1 and 1"), activation("hard_sigmoid", "relu6(x + 3)/6"),
        activation("hard_silu", "x·relu6(x + 3)/6"), activation("hard_swish", "x·relu6(x + 3)/6"),
        activation("mish", "x·tanh(ln(1 + eˣ))"), activation("soft_sign", "x/(|x| + 1)"),
        activation(
            "squareplus", "(x + √(x² + b))/2", [Parameter("b", .number(.nonNegative), 4, "b")]),
        activation("sparse_plus", "0 below −1, x above 1, (x + 1)²/4 between"),
        activation(
            "standardize", "brought to mean 0 and variance 1",
            [
                axis, Parameter("mean", .any, .value(.none), "another mean"),
                Parameter("variance", .any, .value(.none), "another variance"),
                Parameter("epsilon", .number(.nonNegative), 1e-5, "added to the variance"),
            ]),
    ]

    // MARK: Loops and choices

    private static func loop(_ name: String, _ summary: String, _ parameters: [String], _ call: String) -> Word {
        lax.word(
            name, family: "jax", summary,
            parameters.map { name in
                Parameter(
                    name.filter { $0 != "*" }, .any, name.hasPrefix("*") ? .otherwise("none") : .required,
                    "as in JAX", isVariadic: name.hasPrefix("*"))
            }, returns: "any", examples: ["import jax, jax.numpy as jnp\njax.lax.\(name)(\(call))"],
            seeAlso: ["jax.lax.scan", "jax.lax.cond"])
    }

    private static let loops: [Word] = [
        loop(
            "switch", "one of several functions of the operands, by its number",
            ["index", "branches", "*operands"], "1, [lambda x: x, lambda x: 2 * x], 3.0"),
        loop("map", "a function of each row, one after the other", ["f", "xs"], "lambda x: 2 * x, jnp.arange(3.0)"),
        loop(
            "select", "elements of one array where a condition holds, else of another",
            ["pred", "on_true", "on_false"], "jnp.array([True, False]), jnp.ones(2), jnp.zeros(2)"),
        loop("rsqrt", "1/√x", ["x"], "4.0"),
        loop("top_k", "the k largest along the last axis, and their places", ["operand", "k"], "jnp.arange(5.0), 2"),
        loop(
            "dynamic_slice", "a block of some lengths from a place on, moved inside where it would stand out",
            ["operand", "start_indices", "slice_sizes"], "jnp.arange(5.0), (1,), (2,)"),
        loop(
            "dynamic_update_slice", "a copy with a block in place of what stood there",
            ["operand", "update", "start_indices"], "jnp.arange(5.0), jnp.zeros(2), (1,)"),
        loop("associative_scan", "f of all rows so far", ["fn", "elems"], "jnp.add, jnp.arange(4.0)"),
    ]

    // MARK: Products with derivatives

    private static let products: [Word] = [
        whole.word(
            "vjp", family: "jax", "the value of a function, and a function that weighs its derivatives",
            [
                Parameter("fun", .any, .required, "a function"),
                Parameter("primals", .any, .otherwise("none"), "its arguments", isVariadic: true),
                Parameter("has_aux", .bool, false, "whether it gives a pair, of which the first is differentiated"),
            ], returns: "tuple",
            examples: ["import jax\nvalue, back = jax.vjp(lambda x: x ** 2, 3.0)\nback(1.0)"],
            seeAlso: ["jax.grad", "jax.jvp"]),
        whole.word(
            "jvp", family: "jax", "the value of a function, and how it changes along a direction",
            [
                Parameter("fun", .any, .required, "a function"),
                Parameter("primals", .any, .required, "a tuple of its arguments"),
                Parameter("tangents", .any, .required, "a tuple of directions, one for each"),
            ], returns: "tuple", examples: ["import jax\njax.jvp(lambda x: x ** 2, (3.0,), (1.0,))"],
            seeAlso: ["jax.grad", "jax.vjp"]),
    ]
}
