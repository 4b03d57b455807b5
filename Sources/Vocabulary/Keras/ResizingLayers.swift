import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// Keras's layers that bring images to a size.
enum ResizingLayers {
    private static let height = Parameter("height", .int(.init(1, 100_000)), .required, "rows of the output")
    private static let width = Parameter("width", .int(.init(1, 100_000)), .required, "columns of the output")

    static let words: [Word] = [
        LayerWords.layer(
            "Resizing", "Images are brought to a size, between the pixels or by the nearest one",
            [
                height, width,
                Parameter(
                    "interpolation", .choice(["bilinear", "nearest"]), .value(.text("bilinear")),
                    "weighed between two pixels on each side, or the nearest"),
            ], example: "Resizing(8, 8)"
        ) { arguments in
            let size = [try arguments.int("height"), try arguments.int("width")]
            let isNearest = try arguments.text("interpolation") == "nearest"
            return image("Resizing", size, arguments) { x in
                let planes = try x.permuted([0, 3, 1, 2])
                let rows = try weights(x.shape[1], size[0], isNearest, x.recorder)
                let columns = try weights(x.shape[2], size[1], isNearest, x.recorder).transposed(0, 1)
                return try rows.matmul(planes).matmul(columns).permuted([0, 2, 3, 1])
            }
        },
        LayerWords.layer(
            "CenterCrop", "The middle of images", [height, width], example: "CenterCrop(8, 8)"
        ) { arguments in
            let size = [try arguments.int("height"), try arguments.int("width")]
            return image("CenterCrop", size, arguments) { x in
                guard x.shape[1] >= size[0], x.shape[2] >= size[1] else {
                    throw Mistake(
                        "CenterCrop(\(size[0]), \(size[1])) of images of \(x.shape[1]) × \(x.shape[2])",
                        expected: "images at least as large", try: "Resizing(\(size[0]), \(size[1]))")
                }
                return try x.narrowed(1, (x.shape[1] - size[0]) / 2, size[0])
                    .narrowed(2, (x.shape[2] - size[1]) / 2, size[1])
            }
        },
    ]

    private static func image(
        _ word: String, _ size: [Int], _ arguments: Arguments, _ body: @escaping @Sendable (Tensor) throws -> Tensor
    ) -> TensorLayer {
        TensorLayer(
            word, size.map(String.init), name: arguments.optionalText("name"),
            parameters: { shapes in
                _ = try SequenceAndImageLayers.extents(shapes, 3, word, "images (height, width, channels)")
                return []
            }
        ) { call in try body(call.x) }
    }

    /// [to, from]: how much of each old pixel a new one is, whose middle lies at (i + ½)·from/to − ½ among the old ones.
    private static func weights(_ from: Int, _ to: Int, _ isNearest: Bool, _ recorder: Recorder) throws -> Tensor {
        try MemoryRoom.check(4 * Double(from) * Double(to), for: "a side of \(from) pixels as \(to)") { _ in
            "a smaller size"
        }
        var numbers = [Float](repeating: 0, count: from * to)
        let scale = Double(from) / Double(to)
        for place in 0..<to {
            if isNearest {
                numbers[place * from + min(from - 1, Int((Double(place) + 0.5) * scale))] = 1
                continue
            }
            let middle = min(Double(from - 1), max(0, (Double(place) + 0.5) * scale - 0.5))
            let first = Int(middle)
            let share = Float(middle - Double(first))
            numbers[place * from + first] += 1 - share
            if share > 0 { numbers[place * from + first + 1] += share }
        }
        return recorder.tensor(try NDArray(numbers, shape: [to, from]))
    }
}
