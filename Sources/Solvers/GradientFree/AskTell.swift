import Numbers
public import Optimizers

/// A search by values alone in any number of dimensions, one question at a time: `ask` where to look next, find the
/// value there, `tell` it.
///
/// The first place asked for is the start. A place and its value belong together: every `ask` is followed by one `tell`.
///
/// ```swift
/// let solver = try SolverCatalog.make("CMAES", ["sigma": 0.3])
/// guard var search = solver.search(in: box, from: box.centre, seed: 1, steps: 100) else { return }
/// var place = box.centre
/// while search.end == nil {
///     search.ask(&place)
///     if search.tell(loss(place)) { print(search.place) }
/// }
/// ```
public protocol AskTell: Sendable {
    /// Writes the next place to look at; `place` has as many coordinates as the start.
    mutating func ask(_ place: inout [Double])

    /// Takes in the value there; a NaN counts as the highest of all values.
    /// - Returns: whether that completed a step (an iteration, a generation; the start counts as one).
    mutating func tell(_ value: Double) -> Bool

    /// Takes another place than the one that was asked for as the one whose value is told next: a place that was rounded, or
    /// came from elsewhere. Methods that remember the place themselves do without.
    mutating func replaceSample(by place: [Double])

    /// Where the search stands after a completed step: the best place, a mean, or the walk, as each method says.
    var place: [Double] { get }
    /// The value at `place`; nil where the search never asked for it.
    var value: Double? { get }
    /// Why nothing is left to ask, after a completed step; nil to go on.
    var end: StopReason? { get }
}

extension AskTell {
    /// Nothing: for a method that remembers the place by itself.
    public mutating func replaceSample(by place: [Double]) {}
}

/// The best place so far.
struct Incumbent {
    private(set) var place: [Double]
    private(set) var value = Double.infinity

    init(_ start: [Double]) { place = start }

    @inline(__always) mutating func offer(_ place: [Double], _ value: Double) {
        guard value < self.value else { return }
        self.value = value
        for axis in place.indices { self.place[axis] = place[axis] }
    }
}
