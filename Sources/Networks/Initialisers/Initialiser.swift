/// How a parameter tensor is filled before training.
///
/// Fans are Keras's: a kernel is [in, out] (fan_in = in); a convolution's is [kh, kw, in, out] with both fans multiplied by
/// kh·kw; a vector counts as fan_in = fan_out = its length. Keras's `normal` variance-scaling draws are truncated at two
/// standard deviations and widened by 1/0.87962566103423978; PyTorch's are not truncated.
public enum Initialiser: Sendable, Equatable {
    case zeros
    case ones
    case constant(Double)
    /// Keras `RandomNormal`.
    case normal(mean: Double, deviation: Double)
    /// Keras `RandomUniform`: U(low, high).
    case uniform(low: Double, high: Double)
    /// Keras `TruncatedNormal`: redrawn beyond two deviations.
    case truncatedNormal(mean: Double, deviation: Double)
    /// Keras `VarianceScaling`: variance scale / fan.
    case varianceScaling(scale: Double, fan: Fan, distribution: Distribution)
    /// A matrix with orthonormal rows or columns times gain, Saxe et al. 2013.
    case orthogonal(gain: Double)
    /// Ones on the diagonal times gain.
    case identity(gain: Double)
    /// PyTorch `Linear`: U(±1/√fan_in), for the kernel; as a bias initialiser it means `torchBias`.
    case torchLinear
    /// PyTorch's bias of a layer with this fan_in: U(±1/√fan_in).
    case torchBias(fanIn: Int)
    /// These numbers, row by row.
    case values([Float])
    /// What a function of somebody's says.
    case own(OwnFilling)
    /// Zeros, and ones for the forget gate, the second of four gates (Jozefowicz et al. 2015).
    case forgetBias(units: Int)

    /// What n counts in a variance of scale/n: the inputs of a unit, its outputs, or the mean of both.
    public enum Fan: String, Sendable { case fanIn = "fan_in", fanOut = "fan_out", average = "fan_avg" }
    /// What is drawn from; Keras's `truncated_normal` ends at two deviations and keeps the variance.
    public enum Distribution: String, Sendable {
        case uniform
        case truncatedNormal = "truncated_normal"
        case untruncatedNormal = "untruncated_normal"
    }

    /// Glorot & Bengio 2010: U(±√(6/(in + out))).
    public static let glorotUniform = varianceScaling(scale: 1, fan: .average, distribution: .uniform)
    /// Variance 2/(in + out), truncated normal (Glorot & Bengio 2010).
    public static let glorotNormal = varianceScaling(scale: 1, fan: .average, distribution: .truncatedNormal)
    /// He et al. 2015: variance 2/fan_in.
    public static let heUniform = varianceScaling(scale: 2, fan: .fanIn, distribution: .uniform)
    /// Variance 2/in, truncated normal (He et al. 2015).
    public static let heNormal = varianceScaling(scale: 2, fan: .fanIn, distribution: .truncatedNormal)
    /// LeCun et al. 1998: variance 1/fan_in.
    public static let lecunUniform = varianceScaling(scale: 1, fan: .fanIn, distribution: .uniform)
    /// Variance 1/in, truncated normal (LeCun et al. 1998).
    public static let lecunNormal = varianceScaling(scale: 1, fan: .fanIn, distribution: .truncatedNormal)

    /// PyTorch `xavier_normal_`: gain·√(2/(in + out)), not truncated.
    public static func xavierNormal(gain: Double = 1) -> Initialiser {
        .varianceScaling(scale: gain * gain, fan: .average, distribution: .untruncatedNormal)
    }
    /// PyTorch `xavier_uniform_`: bound gain·√(6/(in + out)).
    public static func xavierUniform(gain: Double = 1) -> Initialiser {
        .varianceScaling(scale: gain * gain, fan: .average, distribution: .uniform)
    }
    /// PyTorch `kaiming_normal_`: deviation gain/√fan_in with gain √2 for relu, not truncated.
    public static func kaimingNormal(gain: Double = 2.squareRoot()) -> Initialiser {
        .varianceScaling(scale: gain * gain, fan: .fanIn, distribution: .untruncatedNormal)
    }
    /// PyTorch `kaiming_uniform_`: bound gain·√(3/fan_in).
    public static func kaimingUniform(gain: Double = 2.squareRoot()) -> Initialiser {
        .varianceScaling(scale: gain * gain, fan: .fanIn, distribution: .uniform)
    }

    /// What `kernel_initializer=` takes as text: Keras's names with Keras's defaults.
    public static let named: [(name: String, initialiser: Initialiser)] = [
        ("zeros", .zeros), ("ones", .ones), ("constant", .constant(0)),
        ("random_normal", .normal(mean: 0, deviation: 0.05)),
        ("random_uniform", .uniform(low: -0.05, high: 0.05)),
        ("truncated_normal", .truncatedNormal(mean: 0, deviation: 0.05)), ("glorot_uniform", .glorotUniform),
        ("glorot_normal", .glorotNormal), ("he_uniform", .heUniform), ("he_normal", .heNormal),
        ("lecun_uniform", .lecunUniform), ("lecun_normal", .lecunNormal), ("orthogonal", .orthogonal(gain: 1)),
        ("identity", .identity(gain: 1)),
    ]

    /// Keras's further names for them: those of the classes, and short ones.
    private static let others: [String: String] = {
        var others = ["normal": "random_normal", "uniform": "random_uniform", "zero": "zeros", "one": "ones"]
        for (name, _) in named {
            others[name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()] = name
        }
        return others
    }()

    /// All names that `kernel_initializer=` takes.
    public static let names: [String] = named.map(\.name) + others.keys.sorted()

    /// The initialiser of one of Keras's names, or nil.
    public init?(name: String) {
        let name = Initialiser.others[name] ?? name
        guard let found = Initialiser.named.first(where: { $0.name == name }) else { return nil }
        self = found.initialiser
    }

    /// fan_in and fan_out of a tensor, as Keras counts them.
    public static func fans(_ shape: [Int]) -> (fanIn: Int, fanOut: Int) {
        switch shape.count {
        case 0: return (1, 1)
        case 1: return (shape[0], shape[0])
        default:
            let field = shape.dropLast(2).reduce(1, *)
            return (field * shape[shape.count - 2], field * shape[shape.count - 1])
        }
    }
}
