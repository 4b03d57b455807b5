import Answers
import Language
import Networks

/// Making layers of attention.
enum AttentionWords {
    static let words: [Word] = [multiHead, plain("Attention"), plain("AdditiveAttention")]

    private static let dropout = Parameter(
        "dropout", .number(.decayRate), .value(.number(0)), "probability that a query does not see a value, in training"
    )
    private static let seed = Parameter(
        "seed", .any, .value(.none), "has no effect: the model's seed is used", isKeywordOnly: true)

    private static let multiHead = LayerWords.layer(
        "MultiHeadAttention", "Every place looks at every other, in several ways at once (Vaswani et al. 2017)",
        details:
            "Called as Keras's: layer(query, value, key=None). Without key_dim it is the laboratory's own, which looks at its "
            + "input alone: the width is divided among the heads.",
        [
            Parameter("num_heads", .int(.init(1, 256)), .required, "number of heads"),
            Parameter(
                "key_dim", .optional(.int(.init(1, 100_000))), .value(.none),
                "features of a query and a key in one head; the width divided by the heads if absent"),
            Parameter(
                "value_dim", .optional(.int(.init(1, 100_000))), .value(.none), "features of a value; key_dim if absent"
            ),
            dropout, Parameter("use_bias", .bool, .value(.bool(true)), "whether constants are added"),
            Parameter(
                "output_shape", .optional(.int(.init(1, 100_000))), .value(.none),
                "features of the output; those of the query if absent"),
            Parameter(
                "causal", .bool, .value(.bool(false)), "whether a place may look only at earlier ones",
                isKeywordOnly: true),
            LayerParameter.initialiser("kernel_initializer", "glorot_uniform"),
            LayerParameter.initialiser("bias_initializer", "zeros"), seed,
        ], example: "MultiHeadAttention(4, causal=True)"
    ) { arguments in
        let (heads, isCausal) = (try arguments.int("num_heads"), try arguments.bool("causal"))
        guard arguments["key_dim"].asDouble != nil else {
            for name in ["value_dim", "dropout", "use_bias", "output_shape"] where arguments.isGiven(name) {
                throw Mistake(
                    "\(name) of MultiHeadAttention(\(heads)) without key_dim", expected: "key_dim beside it",
                    try: "MultiHeadAttention(num_heads=\(heads), key_dim=16)", argument: name
                ).raised(
                    as: "TypeError",
                    "MultiHeadAttention.__init__() missing 1 required positional argument: 'key_dim'")
            }
            return SelfAttentionLayer(heads: heads, isCausal: isCausal, name: arguments.optionalText("name"))
        }
        let size = try arguments.int("key_dim")
        let rule = MultiHeadRule(
            heads: heads, keySize: size,
            valueSize: arguments["value_dim"].isNone ? size : try arguments.int("value_dim"),
            outputSize: arguments["output_shape"].isNone ? nil : try arguments.int("output_shape"),
            hasBias: try arguments.bool("use_bias"), dropout: try arguments.number("dropout"),
            isAlwaysCausal: isCausal, kernelInitialiser: try arguments.initialiser("kernel_initializer"),
            biasInitialiser: try arguments.initialiser("bias_initializer"))
        return AttentionLayer(rule: rule, givenName: arguments.optionalText("name"), isCausal: isCausal)
    }

    private static func plain(_ word: String) -> Word {
        let isAdditive = word == "AdditiveAttention"
        return LayerWords.layer(
            word,
            isAdditive
                ? "Queries look at values by a tanh of the sum of query and key (Bahdanau et al. 2015)"
                : "Queries look at values by the product of query and key (Luong et al. 2015)",
            [
                Parameter("use_scale", .bool, .value(.bool(isAdditive)), "whether a factor of the scores is learnt"),
                isAdditive
                    ? nil
                    : Parameter(
                        "score_mode", .choice(["dot", "concat"]), .value(.text("dot")),
                        "\"concat\" compares by a tanh of the sum"), dropout, seed,
            ].compactMap { $0 }, takes: [], example: "\(word)()"
        ) { arguments in
            let (hasScale, dropout) = (try arguments.bool("use_scale"), try arguments.number("dropout"))
            let concatenates = try !isAdditive && arguments.text("score_mode") == "concat"
            let rule = PlainAttentionRule(
                word: word,
                words: (hasScale == isAdditive ? [] : ["use_scale=\(hasScale ? "True" : "False")"])
                    + (concatenates ? ["score_mode='concat'"] : [])
                    + (dropout == 0 ? [] : ["dropout=\(dropout.short())"]),
                isAdditive: isAdditive || concatenates, hasScale: hasScale, hasWeight: concatenates, dropout: dropout)
            return AttentionLayer(rule: rule, givenName: arguments.optionalText("name"))
        }
    }
}
