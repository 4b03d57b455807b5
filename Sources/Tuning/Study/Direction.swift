/// Whether the lowest or the highest value of an objective is looked for.
public enum Direction: String, Sendable, CaseIterable {
    case minimize
    case maximize

    /// The value as something to be made small.
    @inline(__always) func loss(_ value: Double) -> Double { self == .minimize ? value : -value }
}
