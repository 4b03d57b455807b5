import Answers
import Arrays
import Autograd
import Glibc
import Language
import Networks
import Numbers
import TensorVocabulary

/// Images that are changed at random while a model is trained.
extension FeatureLayers {
    static let preparing: [Word] = [
        LayerWords.layer(
            "RandomFlip", "While training half of the images are mirrored",
            [
                Parameter(
                    "mode", .choice(["horizontal", "vertical", "horizontal_and_vertical"]),
                    .value(.text("horizontal_and_vertical")), "left and right, up and down, or each by itself"), seed,
            ], example: "RandomFlip(\"horizontal\")"
        ) { arguments in
            let mode = try arguments.text("mode")
            return image("RandomFlip", ["'\(mode)'"], arguments) { call in
                var x = call.x
                for (axis, word) in [(2, "horizontal"), (1, "vertical")] where mode.contains(word) {
                    let turned = try x.flipped([axis])
                    let coins = try x.recorder.full([call.rows, 1, 1, 1], 0, x.dtype).uniform(0, 1)
                    let isTurned = try Tensor.compare(
                        .greater, .tensor(coins), .number(.float(0.5)), x.recorder
                    ).cast(to: x.dtype)
                    x = try x + isTurned * (turned - x)
                }
                return x
            }
        },
        affine("RandomRotation", "While training images are turned by a random angle", "share of a whole turn") {
            ($0.uniform(-$1, $1) * 2 * .pi, 1, 1, 0, 0)
        },
        affine("RandomZoom", "While training images are made larger or smaller", "share by which the sides change") {
            let zoom = 1 + $0.uniform(-$1, $1)
            return (0, zoom, zoom, 0, 0)
        },
        affine("RandomTranslation", "While training images are moved", "share of the sides") {
            (0, 1, 1, $0.uniform(-$1, $1), $0.uniform(-$1, $1))
        },
        LayerWords.layer(
            "RandomContrast", "While training the distances from the mean of an image are stretched or shrunk",
            [Parameter("factor", .number(.decayRate), .required, "share by which they change"), seed],
            example: "RandomContrast(0.2)"
        ) { arguments in
            let factor = try arguments.number("factor")
            return image("RandomContrast", ["\(factor)"], arguments) { call in
                let mean = try call.x.mean([1, 2], keepsAxes: true)
                let stretch = try call.x.recorder.full([call.rows, 1, 1, 1], 0, call.x.dtype)
                    .uniform(1 - factor, 1 + factor)
                return try mean + (call.x - mean) * stretch
            }
        },
        LayerWords.layer(
            "RandomBrightness", "While training a random number is added to all pixels of an image",
            [
                Parameter("factor", .number(.share), .required, "share of 255 that is added at most"),
                Parameter("value_range", .any, .value(.none), "(0, 1) where pixels are shares"), seed,
            ], example: "RandomBrightness(0.2)"
        ) { arguments in
            let factor = try arguments.number("factor")
            let range = arguments["value_range"].doubles ?? [0, 255]
            guard range.count == 2, range[0] < range[1] else {
                throw arguments.mistake(
                    "value_range", "value_range = \(arguments["value_range"].brief)", expected: "(lowest, highest)",
                    try: "value_range=(0, 1)")
            }
            let most = factor * (range[1] - range[0])
            return image(
                "RandomBrightness", ["\(factor)", "value_range=(\(range[0]), \(range[1]))"], arguments
            ) { call in
                let shift = try call.x.recorder.full([call.rows, 1, 1, 1], 0, call.x.dtype).uniform(-most, most)
                return try (call.x + shift).clamped(range[0], range[1])
            }
        },
    ]

    private static func image(
        _ word: String, _ settings: [String], _ arguments: Arguments,
        _ body: @escaping @Sendable (TensorLayer.Call) throws -> Tensor
    ) -> TensorLayer {
        TensorLayer(
            word, settings, name: arguments.optionalText("name"),
            parameters: { shapes in
                _ = try SequenceAndImageLayers.extents(shapes, 3, word, "images (height, width, channels)")
                return []
            }
        ) { call in call.isTraining ? try body(call) : call.x }
    }

    /// A layer that reads each image at places moved by a random (angle, zoom down, zoom right, shift down, shift right), between the
    /// pixels; beyond the border the image is mirrored.
    private static func affine(
        _ word: String, _ summary: String, _ meaning: String,
        _ draw: @escaping @Sendable (inout RandomStream, Double) -> (Double, Double, Double, Double, Double)
    ) -> Word {
        LayerWords.layer(
            word, summary,
            [
                Parameter(
                    word == "RandomTranslation" || word == "RandomZoom" ? "height_factor" : "factor",
                    .number(.between(-1, 1)), .required, meaning),
                Parameter("width_factor", .optional(.number()), .value(.none), "as the height"),
                Parameter("fill_mode", .choice(["reflect"]), .value(.text("reflect")), "what is beyond the border"),
                seed,
            ], example: "\(word)(0.1)"
        ) { arguments in
            let name = word == "RandomTranslation" || word == "RandomZoom" ? "height_factor" : "factor"
            let factor = abs(try arguments.number(name))
            return image(word, ["\(factor)"], arguments) { call in
                let x = call.x
                let (height, width, channels) = (x.shape[1], x.shape[2], x.shape[3])
                let pixels = height * width
                let places = try (0..<4).map { _ in try NDArray.zeros([call.rows, pixels, channels], .int64) }
                let shares = try (0..<4).map { _ in try NDArray.zeros([call.rows, pixels, 1], .float32) }
                func mirrored(_ place: Int, _ length: Int) -> Int {
                    let period = 2 * length
                    let inside = ((place % period) + period) % period
                    return inside < length ? inside : period - 1 - inside
                }
                for row in 0..<call.rows {
                    if x.recorder.work.isCancelled { throw Stopped() }
                    let (angle, tall, wide, down, right) = x.recorder.draw { draw(&$0, factor) }
                    let (middleRow, middleColumn) = (Double(height - 1) / 2, Double(width - 1) / 2)
                    let (sine, cosine) = (sin(angle), cos(angle))
                    for pixel in 0..<pixels {
                        let r = (Double(pixel / width) - middleRow) * tall
                        let c = (Double(pixel % width) - middleColumn) * wide
                        let fromRow = cosine * r - sine * c + middleRow + down * Double(height)
                        let fromColumn = sine * r + cosine * c + middleColumn + right * Double(width)
                        let (top, left) = (fromRow.rounded(.down), fromColumn.rounded(.down))
                        for corner in 0..<4 {
                            let (below, beside) = (corner / 2, corner % 2)
                            let share =
                                (below == 1 ? fromRow - top : 1 - (fromRow - top))
                                * (beside == 1 ? fromColumn - left : 1 - (fromColumn - left))
                            let place =
                                mirrored(Int(top) + below, height) * width + mirrored(Int(left) + beside, width)
                            shares[corner].set(.float(share), at: row * pixels + pixel)
                            for channel in 0..<channels {
                                places[corner].set(.int(place), at: (row * pixels + pixel) * channels + channel)
                            }
                        }
                    }
                }
                let flat = try x.contiguous().reshaped([call.rows, pixels, channels])
                var sum: Tensor?
                for corner in 0..<4 {
                    let part =
                        try flat.gathered(1, x.recorder.tensor(places[corner])) * x.recorder.tensor(shares[corner])
                    sum = try sum.map { try $0 + part } ?? part
                }
                return try (sum ?? flat).reshaped(x.shape)
            }
        }
    }
}
