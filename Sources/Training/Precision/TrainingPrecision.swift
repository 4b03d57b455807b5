internal import Answers
public import Formats
public import Optimizers

/// In which numbers a fit computes, and what it does so that small gradients survive them.
///
/// Within an operation sums are float32's, as in the matrix units of processors; what an operation gives, forward or backward, is put into
/// the format. Micikevicius et al., "Mixed Precision Training" (2018); Keras's `DTypePolicy`, PyTorch's `autocast`.
public struct TrainingPrecision: Sendable, Equatable {
    /// Keras's policies.
    public enum Policy: String, Sendable, CaseIterable {
        case float32
        /// Weights, gradients and the optimizer's memory, all in float16.
        case float16
        /// Weights, gradients and the optimizer's memory, all in bfloat16.
        case bfloat16
        /// Computed in float16 from float32 weights.
        case mixedFloat16 = "mixed_float16"
        /// Computed in bfloat16 from float32 weights.
        case mixedBFloat16 = "mixed_bfloat16"

        /// What activations and gradients are kept in.
        public var format: FloatFormat {
            switch self {
            case .float32: .float32
            case .float16, .mixedFloat16: .float16
            case .bfloat16, .mixedBFloat16: .bfloat16
            }
        }

        /// Whether the optimizer moves weights of more digits than the model computes with.
        public var isMixed: Bool { self == .mixedFloat16 || self == .mixedBFloat16 }
    }

    /// In which formats the model computes, and in which its weights are kept.
    public let policy: Policy
    /// What the loss is multiplied by before it is differentiated; the gradients are divided by it again.
    public let scale: LossScale
    /// Whether the optimizer moves float32 weights, of which the model computes with a rounded copy.
    public let keepsMasters: Bool

    /// - Parameters:
    ///   - scale: nil for Keras's default: dynamic with mixed_float16, none otherwise.
    ///   - keepsMasters: nil for what the policy says.
    /// - Throws: `Mistake` for float32 weights with a policy that has none, or with none where all is float32.
    public init(_ policy: Policy, scale: LossScale? = nil, keepsMasters: Bool? = nil) throws {
        let masters = keepsMasters ?? (policy.isMixed || policy == .float32)
        if masters, !policy.isMixed, policy != .float32 {
            throw Mistake(
                "precision=\"\(policy.rawValue)\" keeps no float32 weights",
                expected: "master=False, or a mixed policy", try: "precision=\"mixed_\(policy.rawValue)\"",
                argument: "master")
        }
        if !masters, policy == .float32 {
            throw Mistake(
                "master=False with precision=\"float32\", whose weights are float32",
                expected: "a narrower format", try: "precision=\"mixed_bfloat16\"", argument: "master")
        }
        self.policy = policy
        self.scale = scale ?? (policy == .mixedFloat16 ? .dynamic(.keras) : .fixed(1))
        self.keepsMasters = masters
    }

    /// Everything in float32, the loss as it is.
    public static let float32 = TrainingPrecision()

    private init() { (policy, scale, keepsMasters) = (.float32, .fixed(1), true) }

    /// Whether a fit differs in nothing from one that was asked for no precision.
    var isPlain: Bool { self == .float32 }

    /// What the weights are put into after each update; nil where they stay float32.
    var weightFormat: FloatFormat? { keepsMasters ? nil : policy.format }

    /// What the optimizer's memory is put into after each update; nil where it stays float32.
    var memoryFormat: FloatFormat? { policy.isMixed || policy == .float32 ? nil : policy.format }

    /// `mixed_float16, loss scale dynamic from 32768`
    public var summary: String {
        policy.rawValue + (policy.isMixed && !keepsMasters ? " without float32 weights" : "")
            + (scale == .fixed(1) ? "" : ", loss scale \(scale.summary)")
    }
}
