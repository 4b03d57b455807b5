import Answers
import Arrays
import Autograd
import Language
import Networks
import TensorVocabulary

/// What a convolution was asked for.
struct ConvolutionSettings: Sendable {
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
