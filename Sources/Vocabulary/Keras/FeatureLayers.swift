import Answers
import Arrays
import Autograd
import Glibc
import Language
import Networks
import Numbers
import TensorVocabulary

/// Keras's layers that act on numbers one by one, join inputs, add noise, or stand round another layer.
enum FeatureLayers {
    static let words: [Word] = elementwise + noise + joining + around + preparing

    // MARK: Number by number

    private static let elementwise: [Word] = [
        LayerWords.layer(
            "PReLU", "x where it is positive, α·x where it is not, with an α that is learnt for each number",
            [
                LayerParameter.initialiser("alpha_initializer", "zeros"),
                Parameter(
                    "shared_axes", .optional(.list(of: .int(.atLeast(1)))), .value(.none),
                    "axes along which α is the same", isKeywordOnly: true),
            ], example: "PReLU()"
        ) { arguments in
            let initialiser = try arguments.initialiser("alpha_initializer")
            let shared = Set(arguments["shared_axes"].wholes ?? [])
            return TensorLayer(
                "PReLU",
                shared.isEmpty ? [] : ["shared_axes=[\(shared.sorted().map(String.init).joined(separator: ", "))]"],
                name: arguments.optionalText("name"), masks: .kept,
                parameters: { shapes in
                    guard let shape = shapes.first, shapes.count == 1 else {
                        throw Mistake("PReLU is given \(shapes.count) inputs", expected: "one")
                    }
                    let own = shape.enumerated().map { shared.contains($0.offset + 1) ? 1 : $0.element }
                    return [ParameterPlan("alpha", own, initialiser)]
                }
            ) { call in
                let low = try call.x.clamped(nil, 0)
                return try call.x.relu() + low * call.parameters[0]
            }
        },
        LayerWords.layer(
            "Rescaling", "x·scale + offset",
            [
                Parameter("scale", .number(), .required, "the factor"),
                Parameter("offset", .number(), .value(.number(0)), "what is added"),
            ], example: "Rescaling(1 / 255)"
        ) { arguments in
            let (scale, offset) = (try arguments.number("scale"), try arguments.number("offset"))
            return TensorLayer(
                "Rescaling", ["\(scale)"] + (offset == 0 ? [] : ["offset=\(offset)"]),
                name: arguments.optionalText("name"), masks: .kept
            ) { try $0.x * scale + offset }
        },
        LayerWords.layer(
            "Normalization",
            "Every feature less its mean, divided by its standard deviation, both learnt of data by adapt",
            [
                Parameter("axis", .optional(.int()), .value(.int(-1)), "the axis of the features: the last"),
                Parameter("mean", .any, .value(.none), "the means, where they are known", isKeywordOnly: true),
                Parameter("variance", .any, .value(.none), "the variances, where they are known", isKeywordOnly: true),
            ], example: "Normalization()"
        ) { arguments in
            guard arguments["axis"].asInt == -1 else {
                throw arguments.mistake(
                    "axis", "axis = \(arguments["axis"].brief)", expected: "-1, the last axis", try: "Normalization()")
            }
            func numbers(_ name: String) -> [Float] {
                (arguments[name].asNumber.map { [$0] } ?? arguments[name].doubles ?? arguments[name].array?.doubles()
                    ?? [])
                    .map { Float($0) }
            }
            let statistics = DataStatistics(mean: numbers("mean"), variance: numbers("variance"))
            var layer = TensorLayer("Normalization", [], name: arguments.optionalText("name"), masks: .kept) { call in
                let deviation = try call.state[1].squareRoot().clamped(1e-7, nil)
                return try (call.x - call.state[0]) / deviation
            }
            layer.statistics = statistics
            layer.state = { shapes in
                let width = shapes.first?.last ?? 1
                func all(_ numbers: [Float], _ standard: Float) throws -> [Float] {
                    if numbers.count == width { return numbers }
                    guard numbers.count <= 1 else {
                        throw Mistake(
                            "Normalization knows \(numbers.count) features and is given \(width)",
                            expected: "the features that it was adapted to")
                    }
                    return [Float](repeating: numbers.first ?? standard, count: width)
                }
                return [
                    StatePlan("mean", values: try all(statistics.mean, 0)),
                    StatePlan("variance", values: try all(statistics.variance, 1)),
                    StatePlan("count", values: [statistics.count]),
                ]
            }
            return layer
        },
        Word(
            "keras.layers.Lambda", aliases: ["tensorflow.keras.layers.Lambda"], family: "layers",
            summary: "A function of tensors as a layer",
            parameters: [
                Parameter("function", .function, .required, "a function of a tensor, of keras.ops or tf"),
                Parameter("output_shape", .any, .value(.none), "has no effect: the function tells it"),
                LayerParameter.name,
            ], returns: "layer",
            examples: ["import keras; Sequential([keras.layers.Lambda(lambda x: x*2), Dense(1)])"],
            seeAlso: ["Activation"],
            meaning: .call { arguments, context in
                let function = OwnCall(arguments["function"], context)
                return .thing(
                    LayerValue(
                        TensorLayer("Lambda", [], name: arguments.optionalText("name")) { call in
                            let found = try function(call.x)
                            guard let tensor = found.asThing(Tensor.self) else {
                                throw Mistake("the function of Lambda gives \(found.brief)", expected: "a tensor")
                            }
                            return tensor
                        }, context, origin: LayerCall("Lambda", ["function"], arguments)))
            }),
    ]

    // MARK: Noise

    private static let rate = Parameter("rate", .number(.decayRate), .required, "probability of being dropped")
    private static let seed = Parameter(
        "seed", .any, .value(.none), "has no effect: the model's seed is used", isKeywordOnly: true)

    private static let noise: [Word] = [
        LayerWords.layer(
            "GaussianNoise", "While training a normally distributed number is added to each",
            [Parameter("stddev", .number(.nonNegative), .required, "its standard deviation"), seed],
            example: "GaussianNoise(0.1)"
        ) { arguments in
            let deviation = try arguments.number("stddev")
            return TensorLayer(
                "GaussianNoise", ["\(deviation)"], settings: [("stddev", .number(deviation))],
                name: arguments.optionalText("name"), masks: .kept
            ) { call in
                guard call.isTraining else { return call.x }
                return try call.x + call.x.normal(0, deviation)
            }
        },
        LayerWords.layer(
            "GaussianDropout", "While training each number is multiplied by a normally distributed one of mean 1",
            [rate, seed], example: "GaussianDropout(0.3)"
        ) { arguments in
            let rate = try arguments.number("rate")
            return TensorLayer(
                "GaussianDropout", ["\(rate)"], settings: [("rate", .number(rate))],
                name: arguments.optionalText("name"), masks: .kept
            ) { call in
                guard call.isTraining, rate > 0 else { return call.x }
                return try call.x * call.x.normal(1, (rate / (1 - rate)).squareRoot())
            }
        },
        spatial("SpatialDropout1D", axes: 2), spatial("SpatialDropout2D", axes: 3),
    ]

    private static func spatial(_ word: String, axes: Int) -> Word {
        LayerWords.layer(
            word, "While training whole channels of an example are dropped with this probability", [rate, seed],
            example: "\(word)(0.2)"
        ) { arguments in
            let rate = try arguments.number("rate")
            return TensorLayer(
                word, ["\(rate)"], settings: [("rate", .number(rate))], name: arguments.optionalText("name"),
                masks: axes == 2 ? .kept : .dropped,
                parameters: { shapes in
                    _ = try SequenceAndImageLayers.extents(
                        shapes, axes, word, axes == 2 ? "(steps, channels)" : "(height, width, channels)")
                    return []
                }
            ) { call in
                guard call.isTraining, rate > 0 else { return call.x }
                let x = call.x
                let one = try x.recorder.full(
                    [x.shape[0]] + [Int](repeating: 1, count: axes - 1) + [x.shape[axes]], 1, x.dtype)
                return try x * one.dropped(rate)
            }
        }
    }

    // MARK: Joining

    private static let joining: [Word] = [
        merge("Average", "The mean of tensors of one shape") { inputs in
            try inputs.dropFirst().reduce(inputs[0]) { try $0 + $1 } / Double(inputs.count)
        },
        merge("Maximum", "The largest of the numbers in the same place") { inputs in
            try inputs.dropFirst().reduce(inputs[0]) { try Tensor.extremum(.maximum, $0, $1) }
        },
        merge("Minimum", "The smallest of the numbers in the same place") { inputs in
            try inputs.dropFirst().reduce(inputs[0]) { try Tensor.extremum(.minimum, $0, $1) }
        },
        merge("Subtract", "The first tensor less the second", exactly: 2) { try $0[0] - $0[1] },
        LayerWords.layer(
            "Dot", "The products of two tensors, added up along an axis of each",
            [
                Parameter(
                    "axes", .oneOf([.int(), .tuple(of: .int())]), .required,
                    "the axis of both, or of each; the rows are axis 0"),
                Parameter(
                    "normalize", .bool, .value(.bool(false)), "whether both are given length 1 first: the cosine"),
            ], takes: [], example: "Dot(axes=1)"
        ) { arguments in
            let axes = try arguments.values("axes").compactMap(\.asInt)
            let isNormal = try arguments.bool("normalize")
            guard let first = axes.first, let last = axes.last, axes.count <= 2 else {
                throw arguments.mistake(
                    "axes", "axes = \(arguments["axes"].brief)", expected: "an axis, or one of each")
            }
            return TensorLayer(
                "Dot",
                [axes.count == 1 ? "axes=\(first)" : "axes=(\(first), \(last))"] + (isNormal ? ["normalize=True"] : []),
                name: arguments.optionalText("name"),
                parameters: { shapes in
                    guard shapes.count == 2 else {
                        throw Mistake("Dot is given \(shapes.count) inputs", expected: "two")
                    }
                    let places = zip([first, last], shapes).map { $0 < 0 ? $0 + $1.count + 1 : $0 }
                    guard zip(places, shapes).allSatisfy({ $0 >= 1 && $0 <= $1.count }),
                        shapes[0][places[0] - 1] == shapes[1][places[1] - 1], shapes.allSatisfy({ $0.count <= 2 })
                    else {
                        throw Mistake(
                            "Dot(axes=\(first)) is given shapes \(shapes.map(\.shapeText).joined(separator: " and "))",
                            expected: "axes of one length in examples of one or two axes")
                    }
                    return []
                }
            ) { call in
                func turned(_ x: Tensor, _ axis: Int, toLast: Bool) throws -> Tensor {
                    let place = axis < 0 ? axis + x.ndim : axis
                    var x = x
                    if isNormal {
                        let square = try x.square().sum([place], keepsAxes: true)
                        x = try x * square.clamped(1e-12, nil).reciprocalRoot()
                    }
                    if x.ndim == 2 { return try x.unsqueezed(toLast ? 1 : 2) }
                    return (place == 2) == toLast ? x : try x.transposed(1, 2)
                }
                let (a, b) = (call.inputs[0], call.inputs[1])
                let product = try turned(a, first, toLast: true).matmul(turned(b, last, toLast: false))
                let rest = (a.ndim == 3 ? [product.shape[1]] : []) + (b.ndim == 3 ? [product.shape[2]] : [])
                return try product.reshaped([call.rows] + (rest.isEmpty ? [1] : rest))
            }
        },
    ]

    private static func merge(
        _ word: String, _ summary: String, exactly count: Int? = nil,
        _ body: @escaping @Sendable ([Tensor]) throws -> Tensor
    ) -> Word {
        LayerWords.layer(word, summary, [], takes: [], example: "\(word)()") { arguments in
            TensorLayer(
                word, [], name: arguments.optionalText("name"),
                parameters: { shapes in
                    guard shapes.count > 1, count.map({ $0 == shapes.count }) ?? true else {
                        throw Mistake(
                            "\(word) is given \(Phrase.count(shapes.count, "input"))",
                            expected: count == nil ? "at least two" : "two")
                    }
                    guard Set(shapes).count == 1 else {
                        throw Mistake(
                            "\(word) is given shapes \(shapes.map(\.shapeText).joined(separator: ", "))",
                            expected: "one shape")
                    }
                    return []
                }
            ) { try body($0.inputs) }
        }
    }

    // MARK: Round another layer

    private static let around: [Word] = [
        LayerWords.layer(
            "Bidirectional", "A recurrent layer that reads forwards, and one like it that reads backwards",
            [
                Parameter("layer", .thing([LayerValue.kind]), .required, "SimpleRNN, GRU or LSTM"),
                Parameter(
                    "merge_mode", .choice(BidirectionalLayer.Merge.allCases.map(\.rawValue)), .value(.text("concat")),
                    "what becomes of the two outputs"),
            ], example: "Bidirectional(LSTM(8))"
        ) { arguments in
            let value = try arguments.thing("layer", as: LayerValue.self)
            let inner = value.layer
            try arguments.about("layer") { try StateParts.refuse(inner, in: "Bidirectional") }
            guard ["simple_rnn", "gru", "lstm"].contains(inner.kind) else {
                throw arguments.mistake(
                    "layer", "\(value.summary) does not read sequences step by step",
                    expected: "SimpleRNN, GRU or LSTM", try: "Bidirectional(LSTM(8))")
            }
            let merge = try BidirectionalLayer.Merge(rawValue: arguments.text("merge_mode")) ?? .concat
            return BidirectionalLayer(inner, merge: merge, name: arguments.optionalText("name"))
        },
        LayerWords.layer(
            "TimeDistributed", "A layer that does the same to each step of a sequence",
            [Parameter("layer", .thing([LayerValue.kind]), .required, "what is done to one step")],
            example: "TimeDistributed(Dense(1))"
        ) { arguments in
            let inner = try arguments.thing("layer", as: LayerValue.self).layer
            try arguments.about("layer") { try StateParts.refuse(inner, in: "TimeDistributed") }
            return TimeDistributedLayer(inner, name: arguments.optionalText("name"))
        },
    ]

    // MARK: Preparing images

    private static let preparing: [Word] = [
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
