/// What a rule computes for one parameter in one step, counted while it does.
public struct StepArithmetic: Sendable, Equatable {
    /// Multiplications.
    public var multiplies = 0
    /// Additions and subtractions.
    public var additions = 0
    /// Divisions.
    public var divisions = 0
    /// Square roots and powers.
    public var roots = 0

    /// None of any.
    public init() {}

    /// All of them.
    public var total: Int { multiplies + additions + divisions + roots }
}
