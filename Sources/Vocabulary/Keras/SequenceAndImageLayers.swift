import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// Keras's layers of sequences and images that are made of operations on tensors.
enum SequenceAndImageLayers {
    static let words: [Word] = convolutions + windows + borders

    // MARK: Convolutions

    private static let kernel = [
        LayerParameter.initialiser("kernel_initializer", "glorot_uniform"),
        LayerParameter.initialiser("bias_initializer", "zeros"),
        LayerParameter.regulariser("kernel_regularizer", "weights"),
        LayerParameter.regulariser("bias_regularizer", "constants"),
    ]
    private static let useBias = Parameter("use_bias", .bool, .value(.bool(true)), "whether a constant is added")
    private static let filters = Parameter("filters", .int(.init(1, 4096)), .required, "number of output channels")
    private static let side = ValueType.oneOf([.int(.init(1, 1024)), .tuple(of: .int(.init(1, 1024)))])

    private static func borders(_ more: [String] = []) -> Parameter {
        Parameter(
            "padding", .choice(["valid", "same"] + more), .value(.text("valid")),
            "\"same\" keeps the size at stride 1" + (more.isEmpty ? "" : ", \"causal\" looks back alone"))
    }

    /// What a convolution was asked for.
    private struct Settings: Sendable {
        var size: (Int, Int)
        var stride: (Int, Int)
        var dilation: (Int, Int)
        var padding: String
        var activation: Activation
        var hasBias: Bool
        var kernelInitialiser, biasInitialiser: Initialiser
        var kernelRegulariser, biasRegulariser: Regulariser?

        init(_ arguments: Arguments, size name: String = "kernel_size", is1D: Bool = false) throws {
            func sides(_ name: String) throws -> (Int, Int) {
                let items = try arguments.values(name).compactMap(\.asInt)
                guard let first = items.first, let last = items.last, items.count <= (is1D ? 1 : 2) else {
                    throw arguments.mistake(
                        name, "\(name) has \(items.count) sides",
                        expected: is1D ? "a number" : "a number, or (height, width)")
                }
                return is1D ? (1, last) : (first, last)
            }
            size = try sides(name)
            stride = try sides("strides")
            dilation = arguments["dilation_rate"].isNone ? (1, 1) : try sides("dilation_rate")
            padding = try arguments.text("padding")
            activation = try arguments.activation()
            hasBias = try arguments.bool("use_bias")
            kernelInitialiser = try arguments.initialiser("kernel_initializer")
            biasInitialiser = try arguments.initialiser("bias_initializer")
            kernelRegulariser = arguments.optionalThing("kernel_regularizer", as: RegulariserValue.self)?.regulariser
            biasRegulariser = arguments.optionalThing("bias_regularizer", as: RegulariserValue.self)?.regulariser
        }

        func bias(_ count: Int) -> [ParameterPlan] {
            hasBias ? [ParameterPlan("bias", [count], biasInitialiser, regulariser: biasRegulariser)] : []
        }

        /// Zeros before and after along an axis of that length.
        func border(_ length: Int, _ size: Int, _ stride: Int, _ dilation: Int) -> (Int, Int) {
            let reach = dilation * (size - 1)
            switch padding {
            case "causal": return (reach, 0)
            case "same":
                let places = (length + stride - 1) / stride
                let all = Swift.max(0, (places - 1) * stride + reach + 1 - length)
                return (all / 2, all - all / 2)
            default: return (0, 0)
            }
        }

        /// The image, channels first, with its border of zeros.
        func framed(_ x: Tensor) throws -> Tensor {
            let top = border(x.shape[2], size.0, stride.0, dilation.0)
            let left = border(x.shape[3], size.1, stride.1, dilation.1)
            return try x.framed(2, top.0, top.1).framed(3, left.0, left.1)
        }

        var window: Tensor.Window { .init(size: size, stride: stride, dilation: dilation) }

        func words(_ first: [String], is1D: Bool) -> [String] {
            func sides(_ pair: (Int, Int)) -> String { is1D ? "\(pair.1)" : "(\(pair.0), \(pair.1))" }
            return first + [sides(size)] + (stride == (1, 1) ? [] : ["strides=\(sides(stride))"])
                + (padding == "valid" ? [] : ["padding='\(padding)'"])
                + (dilation == (1, 1) ? [] : ["dilation_rate=\(sides(dilation))"])
                + (activation == .linear ? [] : ["activation=\(activation.argument)"])
                + (hasBias ? [] : ["use_bias=False"])
        }
    }

    private static let convolutions: [Word] = [
        LayerWords.layer(
            "Conv1D", aliases: ["Convolution1D"], "A small kernel slides over a sequence (steps, channels)",
            [
                filters, Parameter("kernel_size", side, .required, "steps under the kernel"),
                Parameter("strides", side, .value(.int(1)), "how far the kernel moves"), borders(["causal"]),
                Parameter("dilation_rate", side, .value(.int(1)), "steps from one number of the kernel to the next"),
                LayerParameter.activation(nil), useBias,
            ] + kernel, example: "Conv1D(8, 3, activation=\"relu\")"
        ) { arguments in
            let (filters, settings) = (try arguments.int("filters"), try Settings(arguments, is1D: true))
            return TensorLayer(
                "Conv1D", settings.words(["\(filters)"], is1D: true),
                settings: [("filters", .whole(filters)), ("activation", .text(settings.activation.name))],
                name: arguments.optionalText("name"),
                activation: settings.activation,
                parameters: { shapes in
                    let shape = try extents(shapes, 2, "Conv1D", "sequences (steps, channels)")
                    return [
                        ParameterPlan(
                            "kernel", [settings.size.1, shape[1], filters], settings.kernelInitialiser,
                            regulariser: settings.kernelRegulariser)
                    ] + settings.bias(filters)
                }
            ) { call in
                let image = try settings.framed(call.x.permuted([0, 2, 1]).unsqueezed(2))
                let kernel = try call.parameters[0].permuted([2, 1, 0]).unsqueezed(2)
                let bias = settings.hasBias ? call.parameters[1] : nil
                let sums = try image.contiguous().convolved(kernel.contiguous(), bias, settings.window)
                return try sums.squeezed([2]).permuted([0, 2, 1])
            }
        },
        LayerWords.layer(
            "Conv2DTranspose", aliases: ["Convolution2DTranspose"],
            "A convolution turned round: every pixel lays a kernel down, so that images grow",
            [
                filters, Parameter("kernel_size", side, .required, "height and width of the kernel"),
                Parameter("strides", side, .value(.int(1)), "how much larger the image becomes"), borders(),
                LayerParameter.activation(nil), useBias,
            ] + kernel, example: "Conv2DTranspose(8, 3, strides=2, padding=\"same\")"
        ) { arguments in
            let (filters, settings) = (try arguments.int("filters"), try Settings(arguments))
            return TensorLayer(
                "Conv2DTranspose", settings.words(["\(filters)"], is1D: false),
                settings: [("filters", .whole(filters)), ("activation", .text(settings.activation.name))],
                name: arguments.optionalText("name"),
                activation: settings.activation,
                parameters: { shapes in
                    let shape = try extents(shapes, 3, "Conv2DTranspose", "images (height, width, channels)")
                    return [
                        ParameterPlan(
                            "kernel", [settings.size.0, settings.size.1, filters, shape[2]],
                            settings.kernelInitialiser, regulariser: settings.kernelRegulariser)
                    ] + settings.bias(filters)
                }
            ) { call in
                let x = try call.x.permuted([0, 3, 1, 2])
                let spread = try x.spread(2, settings.stride.0).spread(3, settings.stride.1)
                let framed = try spread.framed(2, settings.size.0 - 1, settings.size.0 - 1)
                    .framed(3, settings.size.1 - 1, settings.size.1 - 1)
                let kernel = try call.parameters[0].flipped([0, 1]).permuted([2, 3, 0, 1])
                let whole = try framed.contiguous().convolved(
                    kernel.contiguous(), nil, .init(size: settings.size, stride: (1, 1)))
                func cut(_ x: Tensor, _ axis: Int, _ length: Int, _ size: Int, _ stride: Int) throws -> Tensor {
                    let isSame = settings.padding == "same"
                    let wanted = length * stride + (isSame ? 0 : Swift.max(size - stride, 0))
                    let grown = try x.framed(axis, 0, Swift.max(0, wanted - x.shape[axis]))
                    return try grown.narrowed(axis, isSame ? Swift.max(0, size - stride) / 2 : 0, wanted)
                }
                let tall = try cut(whole, 2, x.shape[2], settings.size.0, settings.stride.0)
                var sums = try cut(tall, 3, x.shape[3], settings.size.1, settings.stride.1).permuted([0, 2, 3, 1])
                if settings.hasBias { sums = try sums + call.parameters[1] }
                return sums
            }
        },
        depthwise("DepthwiseConv2D", "A kernel for each channel by itself", isSeparable: false),
        depthwise("SeparableConv2D", "A kernel for each channel, then a mixture of the channels", isSeparable: true),
    ]

    private static func depthwise(_ word: String, _ summary: String, isSeparable: Bool) -> Word {
        LayerWords.layer(
            word, summary,
            (isSeparable ? [filters] : []) + [
                Parameter("kernel_size", side, .required, "height and width of the kernel"),
                Parameter("strides", side, .value(.int(1)), "how far the kernel moves"), borders(),
                Parameter("depth_multiplier", .int(.init(1, 64)), .value(.int(1)), "kernels for each channel"),
                LayerParameter.activation(nil), useBias,
            ] + kernel, example: isSeparable ? "SeparableConv2D(8, 3)" : "DepthwiseConv2D(3)"
        ) { arguments in
            let settings = try Settings(arguments)
            let depth = try arguments.int("depth_multiplier")
            let filters = isSeparable ? try arguments.int("filters") : 0
            var first = isSeparable ? ["\(filters)"] : []
            first = settings.words(first, is1D: false) + (depth == 1 ? [] : ["depth_multiplier=\(depth)"])
            return TensorLayer(
                word, first, name: arguments.optionalText("name"), activation: settings.activation,
                parameters: { shapes in
                    let shape = try extents(shapes, 3, word, "images (height, width, channels)")
                    var plans = [
                        ParameterPlan(
                            isSeparable ? "depthwise_kernel" : "kernel",
                            [settings.size.0, settings.size.1, shape[2], depth], settings.kernelInitialiser,
                            regulariser: settings.kernelRegulariser)
                    ]
                    if isSeparable {
                        plans.append(
                            ParameterPlan(
                                "pointwise_kernel", [1, 1, shape[2] * depth, filters], settings.kernelInitialiser))
                    }
                    return plans + settings.bias(isSeparable ? filters : shape[2] * depth)
                }
            ) { call in
                let channels = call.x.shape[3]
                let image = try settings.framed(call.x.permuted([0, 3, 1, 2]))
                let kernel = try call.parameters[0].permuted([2, 3, 0, 1]).contiguous()
                    .reshaped([channels * depth, 1, settings.size.0, settings.size.1])
                var sums = try image.contiguous().convolved(kernel, nil, settings.window, groups: channels)
                if isSeparable {
                    let mixture = try call.parameters[1].permuted([3, 2, 0, 1]).contiguous()
                    sums = try sums.convolved(mixture, nil, .init(size: (1, 1), stride: (1, 1)))
                }
                sums = try sums.permuted([0, 2, 3, 1])
                if settings.hasBias, let bias = call.parameters.last { sums = try sums + bias }
                return sums
            }
        }
    }

    // MARK: Windows

    private static let windows: [Word] = [
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
            var x = call.x
            for axis in stride(from: axes - 1, through: 1, by: -1) {
                x = try x.extreme(.max, axis, keepsAxes: keeps).values
            }
            return x
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

    // MARK: Borders and sizes

    private static let borders: [Word] = [
        LayerWords.layer(
            "UpSampling1D", "Every step several times", [Parameter("size", side, .value(.int(2)), "how often")],
            example: "UpSampling1D(2)"
        ) { arguments in
            let size = try arguments.values("size").compactMap(\.asInt).first ?? 2
            return TensorLayer("UpSampling1D", ["\(size)"], name: arguments.optionalText("name")) {
                try $0.x.repeatedAlong(1, size)
            }
        },
        LayerWords.layer(
            "UpSampling2D", "Every pixel several times, downwards and to the right",
            [
                Parameter("size", side, .value(.int(2)), "how often: a number, or (down, right)"),
                Parameter("interpolation", .choice(["nearest"]), .value(.text("nearest")), "pixels are repeated"),
            ], example: "UpSampling2D(2)"
        ) { arguments in
            let size = try arguments.pair("size")
            return TensorLayer(
                "UpSampling2D", ["(\(size.height), \(size.width))"], name: arguments.optionalText("name"),
                parameters: { shapes in
                    _ = try extents(shapes, 3, "UpSampling2D", "images (height, width, channels)")
                    return []
                }
            ) { try $0.x.repeatedAlong(1, size.height).repeatedAlong(2, size.width) }
        },
        frame("ZeroPadding1D", "Zeros before and after a sequence", axes: 1, isAdded: true),
        frame("ZeroPadding2D", "Zeros round an image", axes: 2, isAdded: true),
        frame("Cropping1D", "A sequence without its ends", axes: 1, isAdded: false),
        frame("Cropping2D", "An image without its border", axes: 2, isAdded: false),
        LayerWords.layer(
            "RepeatVector", "A row over and over, as the steps of a sequence",
            [Parameter("n", .int(.init(1, 100_000)), .required, "how often")], example: "RepeatVector(3)"
        ) { arguments in
            let count = try arguments.int("n")
            return TensorLayer(
                "RepeatVector", ["\(count)"], name: arguments.optionalText("name"),
                parameters: { shapes in
                    _ = try extents(shapes, 1, "RepeatVector", "flat examples (features,)")
                    return []
                }
            ) { try $0.x.unsqueezed(1).repeatedAlong(1, count) }
        },
        LayerWords.layer(
            "Permute", "The axes of an example in another order",
            [Parameter("dims", .tuple(of: .int(.atLeast(1))), .required, "which axis comes where, counted from 1")],
            example: "Permute((2, 1))"
        ) { arguments in
            let order = try arguments.values("dims").compactMap(\.asInt)
            guard order.sorted() == Array(1...Swift.max(1, order.count)) else {
                throw arguments.mistake(
                    "dims", "dims = \(arguments["dims"].brief)", expected: "every axis once, counted from 1",
                    try: "Permute((2, 1))")
            }
            return TensorLayer(
                "Permute", ["(" + order.map { "\($0)" }.joined(separator: ", ") + (order.count == 1 ? ",)" : ")")],
                name: arguments.optionalText("name"),
                parameters: { shapes in
                    _ = try extents(shapes, order.count, "Permute", "examples of \(order.count) axes")
                    return []
                }
            ) { try $0.x.permuted([0] + order).contiguous() }
        },
    ]

    private static func frame(_ word: String, _ summary: String, axes: Int, isAdded: Bool) -> Word {
        let name = isAdded ? "padding" : "cropping"
        return LayerWords.layer(
            word, summary,
            [
                Parameter(
                    name, .oneOf([.int(.init(0, 10_000)), .tuple(of: .any)]),
                    .value(.int(isAdded || axes == 1 ? 1 : 0)),
                    axes == 1
                        ? "a number, or (before, after)" : "a number, (down, right), or ((top, bottom), (left, right))")
            ], example: "\(word)(1)"
        ) { arguments in
            let given = arguments[name]
            var sides: [(Int, Int)] = []
            if let number = given.asInt {
                sides = (0..<axes).map { _ in (number, number) }
            } else if axes == 1, let pair = given.wholes, pair.count == 2 {
                sides = [(pair[0], pair[1])]
            } else if let pair = given.wholes, pair.count == 2, axes == 2 {
                sides = [(pair[0], pair[0]), (pair[1], pair[1])]
            } else if let pairs = given.elements?.compactMap(\.wholes), pairs.count == axes {
                sides = pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }
            }
            guard sides.count == axes, sides.allSatisfy({ $0.0 >= 0 && $0.1 >= 0 && $0.0 < 100_000 && $0.1 < 100_000 })
            else {
                throw arguments.mistake(
                    name, "\(name) = \(given.brief)",
                    expected: axes == 1 ? "a number, or (before, after)" : "a number, or ((top, bottom), (left, right))"
                )
            }
            let text = sides.map { "(\($0.0), \($0.1))" }.joined(separator: ", ")
            return TensorLayer(
                word, [axes == 1 ? text : "(\(text))"], name: arguments.optionalText("name"),
                parameters: { [sides] shapes in
                    let shape = try extents(
                        shapes, axes + 1, word, axes == 1 ? "(steps, channels)" : "(height, width, channels)")
                    for (axis, side) in sides.enumerated() where !isAdded && side.0 + side.1 >= shape[axis] {
                        throw Mistake(
                            "\(word) takes \(side.0 + side.1) of \(shape[axis])", expected: "something to be left")
                    }
                    return []
                }
            ) { [sides] call in
                var x = call.x
                for (axis, side) in sides.enumerated() {
                    x =
                        try isAdded
                        ? x.framed(axis + 1, side.0, side.1)
                        : x.narrowed(axis + 1, side.0, x.shape[axis + 1] - side.0 - side.1)
                }
                return x
            }
        }
    }

    /// The one input, which must have so many axes.
    static func extents(_ shapes: [[Int]], _ axes: Int, _ word: String, _ expected: String) throws -> [Int] {
        guard shapes.count == 1, let shape = shapes.first, shape.count == axes else {
            throw Mistake(
                "\(word) is given examples of shape \(shapes.map(\.shapeText).joined(separator: ", "))",
                expected: expected)
        }
        return shape
    }
}

extension Tensor {
    /// With zeros before and after along an axis.
    func framed(_ axis: Int, _ before: Int, _ after: Int) throws -> Tensor {
        guard before > 0 || after > 0 else { return self }
        func zeros(_ length: Int) throws -> [Tensor] {
            guard length > 0 else { return [] }
            var shape = shape
            shape[axis] = length
            return [try recorder.full(shape, 0, dtype)]
        }
        return try Tensor.joined(zeros(before) + [self] + zeros(after), along: axis)
    }

    /// With `step − 1` zeros between neighbours along an axis.
    func spread(_ axis: Int, _ step: Int) throws -> Tensor {
        guard step > 1 else { return self }
        let apart = try unsqueezed(axis + 1).framed(axis + 1, 0, step - 1).contiguous()
        var merged = shape
        merged[axis] *= step
        return try apart.reshaped(merged).narrowed(axis, 0, merged[axis] - step + 1)
    }

    /// Every place of an axis so many times.
    func repeatedAlong(_ axis: Int, _ times: Int) throws -> Tensor {
        var (wide, merged) = (shape, shape)
        wide.insert(times, at: axis + 1)
        merged[axis] *= times
        return try unsqueezed(axis + 1).expanded(wide).contiguous().reshaped(merged)
    }
}
