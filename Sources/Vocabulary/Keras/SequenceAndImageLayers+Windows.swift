import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// The largest number or the mean of a stretch, or of all.
extension SequenceAndImageLayers {
    static let windows: [Word] = [
        pooling(
            "MaxPooling1D", aliases: ["MaxPool1D"], "The largest number of each stretch of steps", takesLargest: true),
        pooling("AveragePooling1D", aliases: ["AvgPool1D"], "The mean of each stretch of steps", takesLargest: false),
        LayerWords.layer(
            "GlobalMaxPooling1D", aliases: ["GlobalMaxPool1D"], "The largest number of each channel over all steps",
            [keepsAxes], example: "GlobalMaxPooling1D()"
        ) { try globalMaximum("GlobalMaxPooling1D", 2, $0) },
        LayerWords.layer(
            "GlobalMaxPooling2D", aliases: ["GlobalMaxPool2D"], "The largest number of each channel over all pixels",
            [keepsAxes], example: "GlobalMaxPooling2D()"
        ) { try globalMaximum("GlobalMaxPooling2D", 3, $0) },
    ]

    private static let keepsAxes = Parameter(
        "keepdims", .bool, .value(.bool(false)), "whether the axes that go stay with length 1", isKeywordOnly: true)

    private static func globalMaximum(_ word: String, _ axes: Int, _ arguments: Arguments) throws -> TensorLayer {
        let keeps = try arguments.bool("keepdims")
        return TensorLayer(
            word, keeps ? ["keepdims=True"] : [], name: arguments.optionalText("name"),
            parameters: { shapes in
                _ = try extents(shapes, axes, word, axes == 2 ? "(steps, channels)" : "(height, width, channels)")
                return []
            }
        ) { call in
            try call.x.extreme(.max, over: Array(1..<axes), keepsAxes: keeps)
        }
    }

    private static func pooling(_ word: String, aliases: [String], _ summary: String, takesLargest: Bool) -> Word {
        LayerWords.layer(
            word, aliases: aliases, summary,
            [
                Parameter("pool_size", side, .value(.int(2)), "steps in a stretch"),
                Parameter("strides", .optional(side), .value(.none), "steps to the next; its length if absent"),
                borders(),
            ], example: "\(word)(2)"
        ) { arguments in
            func one(_ name: String) throws -> Int {
                guard let number = try arguments.values(name).compactMap(\.asInt).first else {
                    throw arguments.mistake(name, "\(name) = \(arguments[name].brief)", expected: "a number")
                }
                return number
            }
            let size = try one("pool_size")
            let step = arguments["strides"].isNone ? size : try one("strides")
            let isSame = try arguments.text("padding") == "same"
            return TensorLayer(
                word, ["\(size)"] + (step == size ? [] : ["strides=\(step)"]) + (isSame ? ["padding='same'"] : []),
                name: arguments.optionalText("name"),
                parameters: { shapes in
                    _ = try extents(shapes, 2, word, "sequences (steps, channels)")
                    return []
                }
            ) { call in
                let length = call.x.shape[1]
                let places = isSame ? (length + step - 1) / step : length < size ? 0 : (length - size) / step + 1
                guard places > 0 else {
                    throw Mistake(
                        "\(word): a stretch of \(size) does not fit into \(length) steps",
                        expected: "a sequence at least as long")
                }
                let before = isSame ? Swift.max(0, (places - 1) * step + size - length) / 2 : 0
                let stretches = try (0..<places).map { place -> Tensor in
                    let from = Swift.max(0, place * step - before)
                    let to = Swift.min(length, place * step - before + size)
                    let part = try call.x.narrowed(1, from, to - from)
                    return try takesLargest
                        ? part.extreme(.max, 1, keepsAxes: true).values : part.mean([1], keepsAxes: true)
                }
                return try Tensor.joined(stretches, along: 1)
            }
        }
    }
}
