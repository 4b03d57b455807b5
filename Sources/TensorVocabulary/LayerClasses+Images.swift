import Answers
import Arrays
import Autograd
import Language

/// Convolutions and pooling.
extension LayerClasses {
    private static let window = [
        Parameter("stride", .any, .value(.int(1)), "pixels from place to place"),
        Parameter("padding", .any, .value(.int(0)), "zeros around the image, or \"same\""),
        Parameter("dilation", .any, .value(.int(1)), "pixels from one of the window's to the next"),
        Parameter("groups", .int(.atLeast(1)), 1, "parts of the channels that are convolved apart"),
        Parameter("bias", .bool, true, "whether a number is added to each channel"),
    ]

    static func spelled(_ numbers: [Int]) -> String { Value.tuple(numbers.map { .int($0) }).repr }

    static let convolutions: [LayerClass] = [(2, "Conv2d"), (1, "Conv1d")].map { axes, name in
        LayerClass(
            name, "conv", "a convolution over \(axes == 2 ? "images" : "sequences"), channels first",
            [
                Parameter("in_channels", .int(.init(1, 1_073_741_824)), .required, "channels that come in"),
                Parameter("out_channels", .int(.atLeast(1)), .required, "channels that go out"),
                Parameter("kernel_size", .any, .required, "the window, one number or one per axis"),
            ] + window, example: "1, 4, 3",
            shown: { object in
                func sizes(_ name: String) -> [Int] { (object[name]?.wholes).map { axesOf($0, axes) } ?? [] }
                var text = "\(object.int("in_channels")), \(object.int("out_channels")), "
                text += "kernel_size=\(spelled(sizes("kernel_size"))), stride=\(spelled(sizes("stride")))"
                if object["padding"]?.isText == true {
                    text += ", padding=\(object["padding"]?.asText ?? "")"
                } else if sizes("padding").contains(where: { $0 != 0 }) {
                    text += ", padding=\(spelled(sizes("padding")))"
                }
                if sizes("dilation").contains(where: { $0 != 1 }) { text += ", dilation=\(spelled(sizes("dilation")))" }
                if object.int("groups") != 1 { text += ", groups=\(object.int("groups"))" }
                return text + (object.tensor("bias") == nil ? ", bias=False" : "")
            },
            build: { object, args, context in
                let (channels, outputs, groups) = (
                    try args.int("in_channels"), try args.int("out_channels"), try args.int("groups")
                )
                guard channels % groups == 0, outputs % groups == 0 else {
                    throw args.mistake(
                        "groups", "\(groups) groups of \(channels) and \(outputs) channels",
                        expected: "a divisor of both")
                }
                guard let sizes = args["kernel_size"].wholes.map({ axesOf($0, axes) }), sizes.count == axes,
                    sizes.allSatisfy({ (1...1 << 24).contains($0) })
                else {
                    throw args.mistake(
                        "kernel_size", "\(args["kernel_size"].brief)", expected: "whole numbers from 1 to 16777216")
                }
                object.set("kernel_size", .tuple(sizes.map { .int($0) }))
                let bound = 1 / (Double(channels / groups) * Double(sizes.reduce(1, *))).squareRoot()
                let hasBias = try args.bool("bias")
                object.set("weight", try uniform([outputs, channels / groups] + sizes, bound, args, context))
                object.set("bias", hasBias ? try uniform([outputs], bound, args, context) : .none)
            }
        ) { object, x, _ in
            guard let weight = object.tensor("weight") else { return x }
            let window = try Tensor.Window(object, isConvolution: true)
            if axes == 1 {
                let flat = try x.unsqueezed(x.ndim - 1).convolved(
                    weight.unsqueezed(2), object.tensor("bias"), window, groups: object.int("groups"))
                return try flat.squeezed([flat.ndim - 2])
            }
            return try x.convolved(weight, object.tensor("bias"), window, groups: object.int("groups"))
        }
    }

    private static func axesOf(_ numbers: [Int], _ axes: Int) -> [Int] {
        numbers.count == 1 ? [Int](repeating: numbers[0], count: axes) : numbers
    }

    static let pools: [LayerClass] =
        [("MaxPool2d", true, 2), ("AvgPool2d", false, 2), ("MaxPool1d", true, 1), ("AvgPool1d", false, 1)].map {
            name, isMaximum, axes in
            LayerClass(
                name, "pooling", "the \(isMaximum ? "largest" : "mean") under a window",
                [
                    Parameter("kernel_size", .any, .required, "the window"),
                    Parameter("stride", .any, .value(.none), "pixels from place to place; the window's where None"),
                    Parameter("padding", .any, .value(.int(0)), "pixels around the image"),
                ] + (isMaximum ? [Parameter("dilation", .any, .value(.int(1)), "pixels from one to the next")] : [])
                    + [Parameter("ceil_mode", .bool, false, "has no effect here")], example: "2",
                shown: { object in
                    func text(_ name: String) -> String { (object[name] ?? .none).repr }
                    let stride = object["stride"]?.isNone == false ? text("stride") : text("kernel_size")
                    let common = "kernel_size=\(text("kernel_size")), stride=\(stride), padding=\(text("padding"))"
                    return isMaximum ? common + ", dilation=\(text("dilation")), ceil_mode=False" : common
                }
            ) { object, x, _ in
                let window = try Tensor.Window(object, isConvolution: false, isFlat: axes == 1)
                if axes == 1 {
                    let wide = try x.unsqueezed(x.ndim - 1)
                    let out = try isMaximum ? wide.pooledByMaximum(window) : wide.pooledByMean(window)
                    return try out.squeezed([out.ndim - 2])
                }
                return try isMaximum ? x.pooledByMaximum(window) : x.pooledByMean(window)
            }
        }
}

extension Tensor.Window {
    /// As the attributes of a layer say.
    init(_ object: Instance, isConvolution: Bool, isFlat: Bool = false) throws {
        let isOne = isFlat || object.className == "Conv1d"
        func pair(_ name: String, _ standard: Int) throws -> (Int, Int) {
            guard let value = object[name], !value.isNone else { return (standard, standard) }
            guard let found = value.pair else {
                throw Mistake("\(name) = \(value.brief)", expected: "a whole number, or one for each axis")
            }
            return isOne ? (name == "padding" ? 0 : 1, found.0) : found
        }
        let size = try pair("kernel_size", 1)
        let dilation = try pair("dilation", 1)
        let isOwn = object["stride"].map { !$0.isNone } ?? false
        let stride = isOwn ? try pair("stride", 1) : isConvolution ? (1, 1) : size
        var padding = (0, 0)
        if object["padding"]?.asText == "same" {
            padding = (dilation.0 * (size.0 - 1) / 2, dilation.1 * (size.1 - 1) / 2)
        } else if object["padding"]?.asText != "valid" {
            padding = try pair("padding", 0)
        }
        guard stride.0 > 0, stride.1 > 0, size.0 > 0, size.1 > 0 else {
            throw Mistake("a window of \(size) that moves by \(stride)", expected: "numbers above 0").raised(
                as: "RuntimeError", "non-positive stride is not supported")
        }
        self.init(size: size, stride: stride, padding: padding, dilation: dilation)
    }
}
