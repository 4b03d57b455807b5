import Answers
import Arrays
import Autograd
import Language

/// Convolutions that make an image larger.
extension LayerClasses {
    static let transposedConvolutions: [LayerClass] = [(2, "ConvTranspose2d"), (1, "ConvTranspose1d")].map {
        axes, name in
        LayerClass(
            name, "conv",
            "a convolution the other way round, from small to large \(axes == 2 ? "images" : "sequences")",
            [
                Parameter("in_channels", .int(.init(1, 1_073_741_824)), .required, "channels that come in"),
                Parameter("out_channels", .int(.init(1, 1_073_741_824)), .required, "channels that go out"),
                Parameter("kernel_size", .any, .required, "the window, one number or one per axis"),
                Parameter("stride", .any, .value(.int(1)), "pixels of the output from place to place"),
                Parameter("padding", .any, .value(.int(0)), "pixels that are cut off around the output"),
                Parameter("output_padding", .any, .value(.int(0)), "pixels more at its end, fewer than the stride"),
                Parameter("groups", .int(.atLeast(1)), 1, "parts of the channels that are convolved apart"),
                Parameter("bias", .bool, true, "whether a number is added to each channel"),
                Parameter("dilation", .any, .value(.int(1)), "pixels from one of the window's to the next"),
            ], example: "1, 4, 3",
            shown: { object in
                func sizes(_ name: String) -> [Int] { object[name]?.wholes ?? [] }
                var text = "\(object.int("in_channels")), \(object.int("out_channels")), "
                text += "kernel_size=\(spelled(sizes("kernel_size"))), stride=\(spelled(sizes("stride")))"
                for (name, usual) in [("padding", 0), ("dilation", 1), ("output_padding", 0)]
                where sizes(name).contains(where: { $0 != usual }) { text += ", \(name)=\(spelled(sizes(name)))" }
                if object.int("groups") != 1 { text += ", groups=\(object.int("groups"))" }
                return text + (object.tensor("bias") == nil ? ", bias=False" : "")
            },
            build: { object, args, context in
                let (channels, outputs, groups) = (
                    try args.int("in_channels"), try args.int("out_channels"), try args.int("groups")
                )
                for (name, count) in [("in_channels", channels), ("out_channels", outputs)] where count % groups != 0 {
                    throw Mistake(
                        "\(groups) groups of \(count) channels", expected: "a divisor of both", argument: "groups"
                    ).raised(as: "ValueError", "\(name) must be divisible by groups")
                }
                for (name, least) in [
                    ("kernel_size", 1), ("stride", 1), ("padding", 0), ("output_padding", 0), ("dilation", 1),
                ] {
                    let sizes = try TransposedSizes.read(name, args, axes, least)
                    object.set(name, .tuple(sizes.map { .int($0) }))
                }
                let sizes = object["kernel_size"]?.wholes ?? []
                let bound = 1 / (Double(outputs / groups) * Double(sizes.reduce(1, *))).squareRoot()
                let hasBias = try args.bool("bias")
                object.set("weight", try uniform([channels, outputs / groups] + sizes, bound, args, context))
                object.set("bias", hasBias ? try uniform([outputs], bound, args, context) : .none)
            }
        ) { object, x, _ in
            guard let weight = object.tensor("weight") else { return x }
            return try TransposedSizes.applied(x, weight, object.tensor("bias"), object.int("groups"), axes) {
                object[$0]?.wholes ?? []
            }
        }
    }
}

/// The sizes of a transposed convolution, and the functions that take them as arguments.
enum TransposedSizes {
    /// One number for each axis; one alone stands for all.
    static func read(_ name: String, _ args: Arguments, _ axes: Int, _ least: Int) throws -> [Int] {
        guard let found = args[name].wholes, found.count == 1 || found.count == axes,
            found.allSatisfy({ (least...1 << 20).contains($0) })
        else {
            throw args.mistake(
                name, "\(name) = \(args[name].brief)",
                expected: "a whole number from \(least) to \(1 << 20), or one for each axis")
        }
        return found.count == 1 ? [Int](repeating: found[0], count: axes) : found
    }

    /// The transposed convolution of images, or of sequences as images of one row.
    static func applied(
        _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ groups: Int, _ axes: Int, _ sizes: (String) -> [Int]
    ) throws -> Tensor {
        func pair(_ name: String, _ flat: Int) -> (Int, Int) {
            let found = sizes(name)
            return axes == 2 ? (found[0], found[1]) : (flat, found[0])
        }
        guard weight.ndim == axes + 2 else {
            throw Mistake(
                "weights of shape \(weight.shape.listText)", expected: "\(axes + 2) axes", argument: "weight"
            ).raised(as: "RuntimeError")
        }
        let kernel = axes == 2 ? weight : try weight.unsqueezed(2)
        let window = Tensor.Window(
            size: (kernel.shape[2], kernel.shape[3]), stride: pair("stride", 1), padding: pair("padding", 0),
            dilation: pair("dilation", 1))
        let more = pair("output_padding", 0)
        if axes == 2 { return try x.convolvedBack(kernel, bias, window, more: more, groups: groups) }
        guard x.ndim == 2 || x.ndim == 3 else {
            throw Mistake(
                "a transposed convolution gets shape \(x.shape.listText)", expected: "(batch, channels, length)"
            ).raised(
                as: "RuntimeError",
                "Expected 2D (unbatched) or 3D (batched) input to conv_transpose1d, but got input of size: "
                    + x.shape.listText)
        }
        let out = try x.unsqueezed(x.ndim - 1).convolvedBack(kernel, bias, window, more: more, groups: groups)
        return try out.squeezed([out.ndim - 2])
    }

    static let words: [Word] = [2, 1].map { axes in
        TorchWords.word(
            TorchWords.functional + "conv_transpose\(axes)d",
            "a convolution the other way round, from small to large \(axes == 2 ? "images" : "sequences")",
            [
                TensorFunction.input,
                Parameter("weight", .any, .required, "W[in, out/groups, \(axes == 2 ? "rows, columns" : "length")]"),
                Parameter("bias", .any, .value(.none), "one number for each channel"),
                Parameter("stride", .any, .value(.int(1)), "pixels of the output from place to place"),
                Parameter("padding", .any, .value(.int(0)), "pixels that are cut off around the output"),
                Parameter("output_padding", .any, .value(.int(0)), "pixels more at its end, fewer than the stride"),
                Parameter("groups", .int(.atLeast(1)), 1, "parts of the channels"),
                Parameter("dilation", .any, .value(.int(1)), "from pixel to pixel"),
            ],
            example: axes == 2
                ? "(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 2, 2))" : "(torch.ones(1, 1, 2), torch.ones(1, 1, 2))"
        ) { args, context in
            var sizes: [String: [Int]] = [:]
            for (name, least) in [("stride", 1), ("padding", 0), ("output_padding", 0), ("dilation", 1)] {
                sizes[name] = try read(name, args, axes, least)
            }
            return .thing(
                try applied(
                    args.tensor("input", context), args.tensor("weight", context), args.optionalTensor("bias"),
                    args.int("groups"), axes
                ) { sizes[$0] ?? [] })
        }
    }
}
