/// What a rule computes for one parameter in one step, counted while it does.
public struct StepArithmetic: Sendable, Equatable {
    /// Multiplications, each of one number of the step.
    public var multiplies = 0
    /// Additions and subtractions, each of one number of the step.
    public var additions = 0
    /// Divisions, each of one number of the step.
    public var divisions = 0
    /// Square roots and powers, each of one number of the step.
    public var roots = 0

    /// A step that computes nothing yet: all counts 0.
    public init() {}

    /// Operations for one parameter in one step, whatever they cost: multiplies + additions + divisions + roots.
    public var total: Int { multiplies + additions + divisions + roots }
}
