/// One index between square brackets.
public enum ArrayIndex: Sendable {
    /// A place, counted from the end where it is negative.
    case place(Int)
    /// Places in steps, as `Subscripts` worked them out: the first one, the step and how many.
    case slice(lower: Int?, upper: Int?, step: Int?)
    /// `None`, `np.newaxis`: a new axis of length 1.
    case newAxis
    /// `...`: as many whole axes as are left.
    case ellipsis
    /// Places by a list of whole numbers, or a mask.
    case array(NDArray)
}
