public import Tensors

/// What a layer applies to its output: a function of each element, or softmax over the last axis.
public enum Activation: Sendable, Equatable {
    /// y = f(x), element by element.
    case element(ElementFunction)
    /// yᵢ = e^xᵢ / Σⱼ e^xⱼ over the last axis.
    case softmax

    /// y = x
    public static let linear = Activation.element(.linear)
    /// y = max(0, x)
    public static let relu = Activation.element(.relu)
    /// y = 1/(1 + e^−x)
    public static let sigmoid = Activation.element(.sigmoid)
    /// y = (eˣ − e^−x)/(eˣ + e^−x)
    public static let tanh = Activation.element(.tanh)

    /// Keras's names with Keras's defaults: slope 0.2 for leaky_relu, α = 1 for elu, gelu with the error function.
    public static let named: [(name: String, activation: Activation)] = [
        ("linear", .linear), ("relu", .relu), ("leaky_relu", .element(.leakyReLU(slope: 0.2))),
        ("elu", .element(.elu(alpha: 1))), ("selu", .element(.selu)), ("gelu", .element(.gelu)),
        ("silu", .element(.silu)), ("swish", .element(.silu)), ("tanh", .tanh), ("sigmoid", .sigmoid),
        ("softplus", .element(.softplus)), ("softmax", .softmax), ("mish", .element(.mish)),
        ("softsign", .element(.softsign)), ("relu6", .element(.relu6)),
        ("hard_sigmoid", .element(.hardSigmoid)), ("hard_silu", .element(.hardSilu)),
        ("exponential", .element(.exponential)), ("log_sigmoid", .element(.logSigmoid)),
        ("gelu_tanh", .element(.geluTanh)),
    ]

    /// The activation of that name, or nil.
    public init?(name: String) {
        guard let found = Activation.named.first(where: { $0.name == name }) else { return nil }
        self = found.activation
    }

    /// Keras's name.
    public var name: String {
        switch self {
        case .element(.leakyReLU): "leaky_relu"
        case .element(.elu): "elu"
        default: Activation.named.first { $0.activation == self }?.name ?? "linear"
        }
    }

    func record(on tape: Tape, _ x: Matrix) -> Matrix {
        switch self {
        case .element(.linear): x
        case .element(let function): tape.activate(x, function)
        case .softmax: tape.softmax(x)
        }
    }
}
