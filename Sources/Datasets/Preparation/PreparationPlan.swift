/// How the columns of a table enter a model: what `Preparation` is fitted by.
public struct PreparationPlan: Sendable, Equatable {
    /// How categories become numbers.
    public enum Coding: Sendable, Equatable {
        /// A column of zeros and ones for each level.
        case oneHot
        /// One column of level numbers, as trees take them; missing cells stay missing, in columns of numbers too.
        case codes
    }

    /// How numbers are scaled; nil leaves them as they are.
    public var scaling: Scaling? = .standard
    /// How categories become numbers.
    public var coding = Coding.oneHot
    /// Categories beyond so many levels are joined as "other"; nil for no limit.
    public var levelCap: Int? = 12
    /// Columns whose levels have this order, from the lowest: they enter as 0, 1, 2 …
    public var ordinal: [String: [String]] = [:]
    /// Whether the logarithm of the target is learnt; reports are in the target's own unit all the same.
    public var logTarget = false
    /// Whether the logarithm of an input is taken where it is positive and skewed.
    public var logsSkewedInputs = false
    /// Scaled numbers beyond ±this become it, so that a single far row does not carry a model away; nil leaves them.
    public var clip: Double?
    /// Whether a column of numbers with missing cells is joined by one that says where they were.
    public var flagsMissing = true

    /// Standard scaling, one-hot codes of at most 12 levels, the target as it is.
    public init() {}

    /// Level numbers, missing cells kept, nothing scaled: what trees want.
    public var forTrees: PreparationPlan {
        var plan = self
        plan.scaling = nil
        plan.coding = .codes
        return plan
    }
}
