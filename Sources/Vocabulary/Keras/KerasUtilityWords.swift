import Answers
import Arrays
import Autograd
import Language

/// Keras's small helpers that scripts call around a model.
enum KerasUtilityWords {
    static let words: [Word] = [
        Word(
            "keras.backend.clear_session",
            aliases: ["keras.utils.clear_session", "tensorflow.keras.backend.clear_session"], family: "networks",
            summary: "has no effect: a model that nobody holds is gone, and names begin anew in every model",
            parameters: [Parameter("free_memory", .any, .value(.none), "has no effect")], returns: "None",
            examples: ["import keras; keras.backend.clear_session()"], seeAlso: ["Sequential"],
            meaning: .call { _, _ in .none }),
        Word(
            "keras.utils.pad_sequences",
            aliases: [
                "keras.preprocessing.sequence.pad_sequences", "tensorflow.keras.preprocessing.sequence.pad_sequences",
            ], family: "networks",
            summary: "Lists of different lengths as the rows of one array",
            details:
                "Keras fills and cuts at the front unless it is told otherwise: the last steps are the ones that count.",
            parameters: [
                Parameter("sequences", .list(of: .any), .required, "lists of numbers"),
                Parameter(
                    "maxlen", .optional(.int(.init(1, 1e6))), .value(.none), "length of a row; the longest list's"),
                Parameter("dtype", .any, .value(.text("int32")), "of the array"),
                Parameter("padding", .choice(["pre", "post"]), .value(.text("pre")), "where short lists are filled"),
                Parameter("truncating", .choice(["pre", "post"]), .value(.text("pre")), "where long lists are cut"),
                Parameter("value", .number(), .value(.number(0)), "what they are filled with"),
            ], returns: "array", examples: ["import keras; keras.utils.pad_sequences([[1, 2, 3], [4]])"],
            seeAlso: ["Embedding", "Masking"],
            meaning: .call { arguments, context in
                let rows = try arguments.values("sequences").enumerated().map { place, row -> [Double] in
                    if let numbers = row.doubles { return numbers }
                    guard let items = row.elements, items.isEmpty else {
                        throw arguments.mistake(
                            "sequences", "sequence \(place) is \(row.brief)", expected: "a list of numbers")
                    }
                    return []
                }
                let length = arguments["maxlen"].asInt ?? rows.map(\.count).max() ?? 0
                let name = arguments["dtype"].asText ?? "int32"
                guard let dtype = DType(named: name) else {
                    throw arguments.mistake("dtype", "there is no dtype '\(name)'", expected: "'int32' or 'float32'")
                }
                let (before, cutsFront) = (
                    try arguments.text("padding") == "pre", try arguments.text("truncating") == "pre"
                )
                let array = try NDArray.full([rows.count, length], .float(try arguments.number("value")), dtype)
                for (place, row) in rows.enumerated() {
                    if context.work.isCancelled { throw Stopped() }
                    let kept = cutsFront ? row.suffix(length) : row.prefix(length)
                    let from = before ? length - kept.count : 0
                    for (step, number) in kept.enumerated() {
                        array.set(.float(number), at: place * length + from + step)
                    }
                }
                return .thing(array)
            }),
    ]
}
