/// Whose weights are compared with each other where the smallest are pruned.
public enum PruningScope: String, Sendable, CaseIterable {
    /// All kernels' together: layers with small weights lose most.
    case global
    /// Each kernel's by themselves: every layer loses the same share.
    case layer
}
