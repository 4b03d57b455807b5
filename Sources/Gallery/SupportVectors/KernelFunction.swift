internal import RealModule

/// How alike two rows are, as a support vector machine counts it: the product of what a feature map would make of them
/// (Boser, Guyon & Vapnik 1992), without the map.
public enum KernelFunction: Sendable, Equatable {
    /// a·b = Σ aₖ·bₖ
    case linear
    /// (γ·a·b + c)ᵈ, with d ≥ 0, γ ≥ 0 and any finite c. Below 0, c may leave no feature map.
    case polynomial(degree: Int, gamma: Double, offset: Double)
    /// exp(−γ‖a − b‖²), with γ ≥ 0.
    case rbf(gamma: Double)
    /// tanh(γ·a·b + c), with γ ≥ 0 and any finite c; it need not have a feature map.
    case sigmoid(gamma: Double, offset: Double)

    /// The kernel of two rows of equal length.
    @inline(__always)
    func value(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, width: Int) -> Double {
        switch self {
        case .linear: return KernelFunction.product(a, b, width)
        case .polynomial(let degree, let gamma, let offset):
            return .pow(gamma * KernelFunction.product(a, b, width) + offset, degree)
        case .rbf(let gamma):
            var sum = 0.0
            for place in 0..<width {
                let far = a[place] - b[place]
                sum += far * far
            }
            return .exp(-gamma * sum)
        case .sigmoid(let gamma, let offset):
            return .tanh(gamma * KernelFunction.product(a, b, width) + offset)
        }
    }

    @inline(__always)
    private static func product(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ width: Int) -> Double {
        var sum = 0.0
        for place in 0..<width { sum += a[place] * b[place] }
        return sum
    }
}
