/// Thrown by a word that was stopped while it worked and has something to show for it; `_` keeps the partial value.
public struct Interrupted: Error, Sendable {
    /// What had been reached.
    public var partial: Value
    /// Stopped, with what had been reached.
    public init(partial: Value = .none) { self.partial = partial }
}
