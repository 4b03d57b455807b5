/// Whose formula and defaults a name stands for. The same name is not the same algorithm in every framework.
public enum Dialect: String, Sendable, CaseIterable {
    /// Keras 3.15.
    case keras
    /// PyTorch 2.15.
    case pytorch
    /// optax 0.2.8.
    case optax
    /// The paper that introduced the rule.
    case paper
}
