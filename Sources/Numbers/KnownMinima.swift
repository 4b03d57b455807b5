/// An objective whose minima are known, so that a run can say how near it came.
public protocol KnownMinima {
    /// The places of all known global minima; empty when none is known.
    var minima: [Point] { get }
}
