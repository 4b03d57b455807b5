internal import CKernels

/// A function applied to every element: y = f(x). Its slope f′ is computed with it, so that a gradient is one multiplication.
///
/// Those that networks use most are kernels in C, written for each instruction set; any other is an `ElementFormula`.
public struct ElementFunction: Sendable {
    private enum Way {
        case kernel(code: Int32, alpha: Float)
        case formula(any ElementFormula)
    }
    private let way: Way

    private init(_ code: Int, alpha: Float = 0) { way = .kernel(code: Int32(code), alpha: alpha) }

    /// A function written in Swift.
    public init(_ formula: any ElementFormula) { way = .formula(formula) }

    /// y = x
    public static let linear = ElementFunction(CK_LINEAR)
    /// max(0, x)
    public static let relu = ElementFunction(CK_RELU_FUNCTION)
    /// x > 0 ? x : slope·x
    public static func leakyReLU(slope: Float) -> ElementFunction { ElementFunction(CK_LEAKY_RELU, alpha: slope) }
    /// x > 0 ? x : α(eˣ − 1)
    public static func elu(alpha: Float) -> ElementFunction { ElementFunction(CK_ELU, alpha: alpha) }
    /// 1.0507·(x > 0 ? x : 1.6733(eˣ − 1)), Klambauer et al. 2017
    public static let selu = ElementFunction(CK_SELU)
    /// x·Φ(x), with the error function
    public static let gelu = ElementFunction(CK_GELU)
    /// Its tanh approximation, Hendrycks & Gimpel 2016
    public static let geluTanh = ElementFunction(CK_GELU_TANH)
    /// x·sigmoid(x), also called swish
    public static let silu = ElementFunction(CK_SILU)
    /// (eˣ − e^−x)/(eˣ + e^−x)
    public static let tanh = ElementFunction(CK_TANH)
    /// 1/(1 + e^−x)
    public static let sigmoid = ElementFunction(CK_SIGMOID)
    /// log(1 + eˣ)
    public static let softplus = ElementFunction(CK_SOFTPLUS)
    /// x·tanh(softplus(x)), Misra 2019
    public static let mish = ElementFunction(CK_MISH)
    /// x / (1 + |x|)
    public static let softsign = ElementFunction(CK_SOFTSIGN)
    /// min(max(x, 0), 6)
    public static let relu6 = ElementFunction(CK_RELU6)
    /// min(max(x/6 + 1/2, 0), 1)
    public static let hardSigmoid = ElementFunction(CK_HARD_SIGMOID)
    /// x·hard_sigmoid(x)
    public static let hardSilu = ElementFunction(CK_HARD_SILU)
    /// eˣ
    public static let exponential = ElementFunction(CK_EXPONENTIAL)
    /// −log(1 + e^−x)
    public static let logSigmoid = ElementFunction(CK_LOG_SIGMOID)

    /// Whether y = x.
    var isLinear: Bool { code == Int32(CK_LINEAR) }
    /// Whether it is max(0, x), which a product of matrices does on its way.
    var isReLU: Bool { code == Int32(CK_RELU_FUNCTION) }
    /// Whether the gradient needs the stored slope; the others read it from y.
    var storesSlope: Bool { !isLinear && !isReLU }

    private var code: Int32? { if case .kernel(let code, _) = way { code } else { nil } }

    /// y = f(x) of `count` elements, and their slopes where they are wanted. x and y may be the same memory.
    func apply(
        _ kernels: Kernels, _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
        slope: UnsafeMutablePointer<Float>?
    ) {
        switch way {
        case .kernel(let code, let alpha): kernels.table.pointee.activate(code, alpha, count, x, y, slope)
        case .formula(let formula): formula.apply(count, x, y, slope: slope)
        }
    }
}

/// A function of one number and its slope: what an activation consists of that has no kernel of its own.
public protocol ElementFormula: Sendable {
    /// f(x) and f′(x). Where f has a kink, the slope is that of the left-hand side, as in PyTorch.
    func callAsFunction(_ x: Float) -> (value: Float, slope: Float)
    /// The same for `count` elements; x and y may be the same memory.
    func apply(
        _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
        slope: UnsafeMutablePointer<Float>?)
}

extension ElementFormula {
    /// One element after the other: compiled for each formula, so that none is called through a table.
    public func apply(
        _ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
        slope: UnsafeMutablePointer<Float>?
    ) {
        for i in 0..<count {
            let found = self(x[i])
            slope?[i] = found.slope
            y[i] = found.value
        }
    }
}
