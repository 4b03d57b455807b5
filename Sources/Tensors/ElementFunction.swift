internal import CKernels

/// A function applied to every element: y = f(x). The kernels return f′ with it, so that a gradient is one multiplication.
public enum ElementFunction: Sendable, Equatable {
    case linear
    /// max(0, x)
    case relu
    /// x > 0 ? x : slope·x
    case leakyReLU(slope: Float)
    /// x > 0 ? x : α(eˣ − 1)
    case elu(alpha: Float)
    /// 1.0507·(x > 0 ? x : 1.6733(eˣ − 1)), Klambauer et al. 2017
    case selu
    /// x·Φ(x), with the error function
    case gelu
    /// Its tanh approximation, Hendrycks & Gimpel 2016
    case geluTanh
    /// x·sigmoid(x), also called swish
    case silu
    case tanh
    case sigmoid
    /// log(1 + eˣ)
    case softplus
    /// x·tanh(softplus(x)), Misra 2019
    case mish
    /// x / (1 + |x|)
    case softsign
    /// min(max(x, 0), 6)
    case relu6
    /// min(max(x/6 + 1/2, 0), 1)
    case hardSigmoid
    /// x·hard_sigmoid(x)
    case hardSilu
    case exponential
    case logSigmoid

    /// The number of the function in the kernels.
    var code: Int32 {
        switch self {
        case .linear: Int32(CK_LINEAR)
        case .relu: Int32(CK_RELU_FUNCTION)
        case .leakyReLU: Int32(CK_LEAKY_RELU)
        case .elu: Int32(CK_ELU)
        case .selu: Int32(CK_SELU)
        case .gelu: Int32(CK_GELU)
        case .geluTanh: Int32(CK_GELU_TANH)
        case .silu: Int32(CK_SILU)
        case .tanh: Int32(CK_TANH)
        case .sigmoid: Int32(CK_SIGMOID)
        case .softplus: Int32(CK_SOFTPLUS)
        case .mish: Int32(CK_MISH)
        case .softsign: Int32(CK_SOFTSIGN)
        case .relu6: Int32(CK_RELU6)
        case .hardSigmoid: Int32(CK_HARD_SIGMOID)
        case .hardSilu: Int32(CK_HARD_SILU)
        case .exponential: Int32(CK_EXPONENTIAL)
        case .logSigmoid: Int32(CK_LOG_SIGMOID)
        }
    }

    var alpha: Float {
        switch self {
        case .leakyReLU(let slope): slope
        case .elu(let alpha): alpha
        default: 0
        }
    }

    /// Whether the gradient needs the stored slope; the others read it from y.
    var storesSlope: Bool { self != .linear && self != .relu }
}
