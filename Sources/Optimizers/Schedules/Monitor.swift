/// Which way a watched number should go.
public enum Monitor: String, Sendable, CaseIterable {
    case min
    case max

    /// A best value that anything improves on.
    var worst: Double { self == .min ? .infinity : -.infinity }
}
