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
                Parameter(
                    "axis", .optional(.int()), .value(.int(-1)),
                    "the axis of the features: the last; None for one mean of all numbers"),
                Parameter("mean", .any, .value(.none), "the means, where they are known", isKeywordOnly: true),
                Parameter("variance", .any, .value(.none), "the variances, where they are known", isKeywordOnly: true),
            ], example: "Normalization()"
        ) { arguments in
            let isOne = arguments["axis"].isNone
            guard isOne || arguments["axis"].asInt == -1 else {
                throw arguments.mistake(
                    "axis", "axis = \(arguments["axis"].brief)", expected: "-1, the last axis, or None",
                    try: "Normalization()")
            }
            func numbers(_ name: String) -> [Float] {
                (arguments[name].asNumber.map { [$0] } ?? arguments[name].doubles ?? arguments[name].array?.doubles()
                    ?? [])
                    .map { Float($0) }
            }
            let statistics = DataStatistics(mean: numbers("mean"), variance: numbers("variance"), isOne: isOne)
            var layer = TensorLayer("Normalization", [], name: arguments.optionalText("name"), masks: .kept) { call in
                let deviation = try call.state[1].squareRoot().clamped(1e-7, nil)
                return try (call.x - call.state[0]) / deviation
            }
            layer.statistics = statistics
            layer.state = { shapes in
                let width = isOne ? 1 : shapes.first?.last ?? 1
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
    static let seed = Parameter(
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
}
