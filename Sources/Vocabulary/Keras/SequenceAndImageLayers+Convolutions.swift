import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// Kernels that slide over sequences and images.
extension SequenceAndImageLayers {
    private static let kernel = [
        LayerParameter.initialiser("kernel_initializer", "glorot_uniform"),
        LayerParameter.initialiser("bias_initializer", "zeros"),
        LayerParameter.regulariser("kernel_regularizer", "weights"),
        LayerParameter.regulariser("bias_regularizer", "constants"),
    ]
    private static let useBias = Parameter("use_bias", .bool, .value(.bool(true)), "whether a constant is added")
    private static let filters = Parameter("filters", .int(.init(1, 4096)), .required, "number of output channels")

    static let convolutions: [Word] = [
        LayerWords.layer(
            "Conv1D", aliases: ["Convolution1D"], "A small kernel slides over a sequence (steps, channels)",
            [
                filters, Parameter("kernel_size", side, .required, "steps under the kernel"),
                Parameter("strides", side, .value(.int(1)), "how far the kernel moves"), borders(["causal"]),
                Parameter("dilation_rate", side, .value(.int(1)), "steps from one number of the kernel to the next"),
                LayerParameter.activation(nil), useBias,
            ] + kernel, example: "Conv1D(8, 3, activation=\"relu\")"
        ) { arguments in
            let (filters, settings) = (try arguments.int("filters"), try ConvolutionSettings(arguments, is1D: true))
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
            let (filters, settings) = (try arguments.int("filters"), try ConvolutionSettings(arguments))
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
            let settings = try ConvolutionSettings(arguments)
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
}
