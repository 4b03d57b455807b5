/// An objective whose minima are known, so that a run can say how near it came.
public protocol KnownMinima {
    /// The places of all known global minima; empty when none is known.
    var minima: [Point] { get }
}

/// An objective that can be written down as a person types it.
public protocol TypedObjective {
    /// What makes it again: `rosenbrock(b=50)`, the name of a person's own function, `lambda x, y: x**2 + y`.
    var typed: String { get }
}

extension Objective {
    /// The objective as a person types it; its name where it cannot be written down.
    public var written: String { (self as? any TypedObjective)?.typed ?? name }
}
