/// How the columns of a table enter a model: what `Preparation` is fitted by.
public struct PreparationPlan: Sendable, Equatable {
    /// How numbers are scaled.
    public enum Scaling: String, Sendable, CaseIterable {
        /// (x − mean)/sd
        case standard
        /// (x − min)/(max − min)
        case minmax
        /// (x − median)/(75 % − 25 %)
        case robust
        /// As they are.
        case none
    }

    /// How numbers are scaled.
    public var scaling = Scaling.standard
    /// Categories beyond so many levels are joined as "other"; nil for no limit.
    public var levelCap: Int? = 12
    /// Columns whose levels have this order, from the lowest: they enter as 0, 1, 2 …
    public var ordinal: [String: [String]] = [:]
    /// Whether the logarithm of the target is learnt; reports are in the target's own unit all the same.
    public var logTarget = false
    /// Whether a column of numbers with missing cells is joined by one that says where they were.
    public var flagsMissing = true

    /// Standard scaling, at most 12 levels, no order, the target as it is.
    public init() {}
}
