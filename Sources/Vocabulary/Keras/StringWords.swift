import Language

/// `tf.strings`, and the dtype of what its functions take and give.
enum StringWords {
    static let words: [Word] =
        changing + [
            word(
                "length", "how many bytes each text has, or how many letters",
                [input, unit, name], returns: "tensor", "tf.strings.length([\"abc\", \"de\"])"),
            word(
                "substr", "a part of each text",
                [
                    input, Parameter("pos", .any, .required, "where it begins; from the end below 0"),
                    Parameter("len", .any, .required, "how long it is"), unit, name,
                ], "tf.strings.substr(\"hello\", 1, 3)"),
            word(
                "join", "texts of several tensors side by side as one text each",
                [Parameter("inputs", .any, .required, "a list of texts or of their tensors"), separator, name],
                "tf.strings.join([[\"a\", \"b\"], \"c\"], separator=\"-\")"),
            word(
                "reduce_join", "all texts as one, or those along the last axis",
                [
                    Parameter("inputs", .any, .required, "texts"),
                    Parameter("axis", .any, .value(.none), "-1 for the last; all for None"),
                    Parameter("keepdims", .any, .value(.bool(false)), "whether the axis stays with length 1"),
                    separator, name,
                ], "tf.strings.reduce_join([[\"a\", \"b\"], [\"c\", \"d\"]], axis=-1)"),
            word(
                "split", "the words of a text as a tensor; rows of different lengths for several texts",
                [
                    input, Parameter("sep", .any, .value(.none), "what stands between them; white space for None"),
                    Parameter("maxsplit", .any, .value(.int(-1)), "how often at most"), name,
                ], returns: "any", "tf.strings.split(\"a b c\")"),
            word(
                "to_number", "the number that each text spells",
                [input, Parameter("out_type", .any, .value(.none), "tf.float32 unless it is said"), name],
                returns: "tensor", "tf.strings.to_number([\"1\", \"2.5\"])"),
            word(
                "as_string", "numbers as texts",
                [Parameter("input", .any, .required, "numbers"), name], "tf.strings.as_string([1, 2])"),
            dtype.word(
                "string", family: "tensorflow", "the dtype of texts", returns: "dtype",
                examples: ["import tensorflow as tf\ntf.constant([\"a\", \"b\"]).dtype == tf.string"],
                seeAlso: ["tensorflow.constant"]),
        ]

    private static let changing: [Word] = [
        word(
            "lower", "each text in small letters",
            [input, encoding, name], "tf.strings.lower([\"The Cat\"])"),
        word(
            "upper", "each text in capitals", [input, encoding, name], "tf.strings.upper([\"The Cat\"])"),
        word(
            "strip", "each text without the white space around it", [input, name], "tf.strings.strip([\" a b \"])"),
        word(
            "regex_replace", "each text with other text where a pattern matches",
            [
                input, pattern,
                Parameter("rewrite", .any, .required, "what comes there instead, with \\1 for the first group"),
                Parameter("replace_global", .any, .value(.bool(true)), "everywhere, or at the first place only"), name,
            ], "tf.strings.regex_replace(\"a1b22\", r\"\\d+\", \"#\")"),
        word(
            "regex_full_match", "whether a pattern matches the whole of each text", [input, pattern, name],
            returns: "tensor", "tf.strings.regex_full_match([\"ab\", \"c\"], \"a.*\")"),
    ]

    private static let input = Parameter("input", .any, .required, "a text, a list of them or a tensor")
    private static let name = Parameter("name", .any, .value(.none), "has no effect")
    private static let unit = Parameter("unit", .any, .value(.text("BYTE")), "BYTE or UTF8_CHAR")
    private static let separator = Parameter("separator", .any, .value(.text("")), "what stands between them")
    private static let pattern = Parameter("pattern", .any, .required, "a regular expression")
    private static let encoding = Parameter(
        "encoding", .any, .value(.text("")), "utf-8 for all letters; those of English alone unless it is said")

    private static func word(
        _ name: String, _ summary: String, _ parameters: [Parameter], returns: String = "tensor of texts",
        _ example: String
    ) -> Word {
        module.word(
            name, family: "tensorflow", summary, parameters, returns: returns,
            examples: ["import tensorflow as tf\nprint(\(example))"], seeAlso: ["tensorflow.constant"])
    }

    private static let module = WrittenModule(
        "tensorflow.strings", TextTensorText.classes + "\n\n" + StringFunctionsText.functions)

    private static let dtype = WrittenModule(
        "tensorflow",
        #"""
        class _Texts:
            def __init__(self):
                self.name = "string"

            def __repr__(self):
                return "tf.string"

            def __str__(self):
                return "<dtype: 'string'>"


        string = _Texts()
        """#)
}
