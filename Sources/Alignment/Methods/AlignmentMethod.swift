/// How a policy is brought nearer to what people prefer.
public enum AlignmentMethod: String, Sendable, CaseIterable {
    /// Mean reward minus β times the divergence from the reference, climbed by its gradient (Williams 1992; Ouyang et al. 2022).
    case policyGradient = "policy_gradient"
    /// Direct preference optimisation (Rafailov et al. 2023).
    case dpo
    /// Identity preference optimisation (Azar et al. 2023).
    case ipo
    /// Kahneman–Tversky optimisation (Ethayarajh et al. 2024).
    case kto

    /// Whether it learns from preferences, and needs no reward.
    public var usesPreferences: Bool { self != .policyGradient }

    /// As papers write it.
    public var title: String {
        switch self {
        case .policyGradient: "policy gradient"
        case .dpo: "DPO"
        case .ipo: "IPO"
        case .kto: "KTO"
        }
    }

    /// Loss or objective as a formula.
    public var formula: String {
        switch self {
        case .policyGradient: "maximise E_π[r] − β·KL(π‖π₀)"
        case .dpo: "−log σ(β·(Δ_w − Δ_l)),  Δ = log π/π₀"
        case .ipo: "(Δ_w − Δ_l − 1/(2τ))²,  Δ = log π/π₀, τ = beta"
        case .kto: "λ_D·(1 − σ(β·(Δ_w − z₀))) + λ_U·(1 − σ(β·(z₀ − Δ_l))),  Δ = log π/π₀, z₀ = KL(π‖π₀) held still"
        }
    }
}
