import Answers
import Language
import ArrayVocabulary

/// Tensors of texts, as TensorFlow's words for tensors of numbers meet them.
enum TextTensor {
    /// Whether a value is texts: a string, bytes, an array or a tensor of them, or lists of such.
    static func holds(_ value: Value, _ context: Context) throws -> Bool {
        var inner = value
        // A list may hold itself.
        for _ in 0..<32 {
            if inner.asText != nil || inner.asThing(TextArray.self) != nil || inner.kind == "bytes object" {
                return true
            }
            if isOne(inner) { return true }
            if inner.asThing(Series.self) != nil {
                inner = try context.call(try context.attribute("tolist", of: inner), [])
            }
            guard let first = inner.elements?.first else { return false }
            inner = first
        }
        return false
    }

    /// Whether a value is a tensor of texts.
    static func isOne(_ value: Value) -> Bool { value.asInstance?["_texts"] != nil }

    /// The lengths of its axes; nil for anything else.
    static func shape(_ value: Value) -> [Int]? {
        isOne(value) ? value.asInstance?["shape"]?.elements?.compactMap(\.asInt) : nil
    }

    /// The tensor of texts; of a list of such tensors it is one with an axis more.
    ///
    /// - Throws: `Mistake` for rows of different lengths, and where texts and numbers stand together.
    static func made(_ value: Value, _ context: Context) throws -> Value {
        context.usesTensorFlow()
        guard !isOne(value), let join = context.registry.word("tensorflow.strings.join") else { return value }
        // Texts of one tensor are joined with nothing.
        return try context.call(.word(join), [.list([value])])
    }

    /// What one of its methods gives.
    static func ask(_ texts: Value, _ method: String, _ arguments: [Value], _ context: Context) throws -> Value {
        try context.call(try context.attribute(method, of: texts), arguments)
    }

    // MARK: Words

    /// Words for tensors, and the method of a tensor of texts that does the same.
    private static let methods = [
        "tensorflow.constant": "_shaped", "tensorflow.expand_dims": "_expand_dims", "tensorflow.squeeze": "_squeeze",
        "tensorflow.reshape": "_reshape", "tensorflow.shape": "_lengths", "tensorflow.stack": "_stacked",
        "tensorflow.concat": "_joined",
    ]

    /// The same words, those that tensors of texts have, too, with these.
    static func taken(by words: [Word]) -> [Word] {
        words.map { word in
            guard let method = methods[word.name], case .call(let body) = word.meaning,
                let input = word.parameters.first?.name
            else { return word }
            let rest = word.parameters.dropFirst().first?.name
            var word = word
            word.meaning = .call { arguments, context in
                let isNamed = rest == "dtype" && arguments["dtype"].asInstance?["name"]?.asText == "string"
                guard try isNamed || holds(arguments[input], context) else { return try body(arguments, context) }
                let texts = try made(arguments[input], context)
                guard method == "_shaped" else {
                    return try ask(texts, method, rest.map { [arguments[$0]] } ?? [], context)
                }
                guard isNamed || arguments["dtype"].isNone else {
                    throw Mistake(
                        "texts with dtype = \(arguments["dtype"].brief)", expected: "dtype=tf.string, or none",
                        try: "tf.strings.to_number(…)", argument: "dtype"
                    ).raised(
                        as: "TypeError",
                        "Cannot convert \(arguments[input].repr) to EagerTensor of dtype "
                            + arguments["dtype"].brief)
                }
                return arguments["shape"].isNone ? texts : try ask(texts, "_reshape", [arguments["shape"]], context)
            }
            return word
        }
    }
}
